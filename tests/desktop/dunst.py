#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""dunst.py BINARIES: pages in a real dunst. It shows no buttons: the body opens, the context menu has the actions."""
import json
import os
import sys

from desk import Desk, need, until

need("dunst", "dunstctl", "Xvfb", "openbox", "xdotool", "dbus-daemon")

CHOOSER = """#!/bin/sh
# In place of a menu program: takes the entry that a person would look for.
grep -m 1 "$(cat '{wanted}')"
"""
CONFIG = """[global]
    dmenu = {chooser}
    mouse_left_click = do_action
    origin = top-right
    width = 400
"""


def configure(desk):
    with open(desk.path("chooser"), "w") as file:
        file.write(CHOOSER.format(wanted=desk.path("wanted")))
    os.chmod(desk.path("chooser"), 0o700)
    with open(desk.path("dunstrc"), "w") as file:
        file.write(CONFIG.format(chooser=desk.path("chooser")))


def start_dunst(desk):
    process = desk.spawn("dunst", "dunst", "-conf", desk.path("dunstrc"))
    until(lambda: desk.owner("org.freedesktop.Notifications"), "dunst is on the bus")
    return process


def displayed(desk):
    text = desk.output("dunstctl", "count", "displayed").strip()
    return int(text) if text else 0


def choose(desk, entry):
    with open(desk.path("wanted"), "w") as file:
        file.write(entry)
    desk.output("dunstctl", "context")


def main(binaries):
    with Desk(binaries) as desk:
        configure(desk)
        desk.start_bus()
        desk.start_display()
        dunst = start_dunst(desk)
        desk.configure()
        console = desk.start_console()

        desk.wait_for("triggered")
        until(lambda: displayed(desk) == 1, "the page is shown")
        print("ok: the page is shown")

        # dunst forgets everything when it ends; who starts anew has to be told again.
        assert desk.end(dunst) is not None
        dunst = start_dunst(desk)
        until(lambda: displayed(desk) == 1, "the page is shown by the next dunst")
        print("ok: a dunst that was started again shows the page")

        window = until(desk.windows, "the window is there")[0]
        desk.output("xdotool", "windowminimize", window)
        until(lambda: not desk.windows(), "the window is minimised")
        desk.output("dunstctl", "action", "0")
        until(lambda: window in desk.windows(), "the default action brings the window up")
        assert desk.states() == ["triggered"], f"the default action only opens, found {desk.states()}"
        print("ok: the default action opens the window and acknowledges nothing")

        # dunst closes what an action was taken on; the page is not acknowledged by that, so the next change brings it back.
        dunst_again = desk.end(dunst)
        assert dunst_again is not None
        start_dunst(desk)
        desk.end(console)
        console = desk.start_console()
        until(lambda: displayed(desk) == 1, "the page of an incident that is still open is shown by the next run")
        choose(desk, "Acknowledge")
        desk.wait_for("acknowledged")
        until(lambda: displayed(desk) == 0, "the page is closed")
        print("ok: the next run shows the page again; the menu's Acknowledge acknowledges, and the page goes")

        desk.repair()
        desk.wait_for("resolved")
        until(lambda: "Resolved" in desk.output("dunstctl", "history") or displayed(desk) == 1, "the recovery is told")
        print("ok: the recovery is told")

        desk.output("dunstctl", "close-all")
        desk.output("dunstctl", "history-clear")
        desk.trigger("--severity", "info", "--summary", "the certificate expires soon")
        until(lambda: displayed(desk) == 1, "low urgency is told")
        desk.output("dunstctl", "close-all")
        told = json.loads(desk.output("dunstctl", "history"))["data"][0][0]
        assert told["summary"]["data"] == "the certificate expires soon", told
        assert told["timeout"]["data"] > 0, "low urgency goes by itself, as nothing critical does"
        desk.output("dunstctl", "set-paused", "true")
        desk.trigger("--severity", "info", "--summary", "the disk fills up")
        until(lambda: desk.output("dunstctl", "count", "waiting").strip() == "1", "it waits while nobody wants to be disturbed")
        assert displayed(desk) == 0, "do-not-disturb is respected"
        desk.output("dunstctl", "set-paused", "false")
        until(lambda: displayed(desk) == 1, "what waited is shown afterwards")
        print("ok: low urgency is told, as a normal notification that waits for the end of do-not-disturb")

        assert desk.end(console) == 0, "SIGTERM ends the console in order"


if __name__ == "__main__":
    main(sys.argv[1])
