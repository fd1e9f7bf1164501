#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""holds.py BINARIES: what can wait is held until its service's hours and can be paged for now; a pause holds the rest. A real dunst."""
import datetime
import sys

from desk import Desk, need, until

need("dunst", "dunstctl", "Xvfb", "openbox", "xdotool", "dbus-daemon")

CONFIGURATION = """
[[source]]
id = "local"
kind = "local"
enabled = false

[[service]]
id = "sloth"
name = "Sloth racing"
urgency = "low"
support-hours = {{ days = "{day}", from = "09:00", to = "17:00" }}

[console]
sound = false
alert-window = "never"
show-welcome = false
"""


def displayed(desk):
    return int(desk.output("dunstctl", "count", "displayed").strip() or "0")


def paging(desk):
    return desk.ask("status")["paging"]


def key(desk, *keys):
    window = until(desk.windows, "the window is there")[0]
    desk.output("xdotool", "windowactivate", "--sync", window)
    desk.output("xdotool", "key", "--window", window, *keys)


def main(binaries):
    with Desk(binaries) as desk:
        desk.start_bus()
        desk.start_display()
        with open(desk.path("dunstrc"), "w") as file:
            file.write("[global]\n    origin = top-right\n    width = 300\n    notification_limit = 9\n")
        desk.spawn("dunst", "dunst", "-conf", desk.path("dunstrc"))
        until(lambda: desk.owner("org.freedesktop.Notifications"), "dunst is on the bus")
        desk.configure()
        day = (datetime.date.today() + datetime.timedelta(days=2)).strftime("%a").lower()
        with open(desk.path("nightbell-config/test.toml"), "w") as file:
            file.write(CONFIGURATION.format(day=day))

        desk.start_console()
        desk.trigger("--service", "sloth", "--severity", "warning", "--summary", "the leaderboard is slow")
        held = until(lambda: paging(desk)["held"], "it is held")
        assert held[0]["why"] == "hours" and held[0]["until"], held
        assert displayed(desk) == 0, "nobody is told of it"
        desk.picture("holds-held")
        print("ok: what can wait is held until the hours begin")

        # Killed and started anew, it is held as before.
        desk.kill_console()
        desk.start_console()
        until(lambda: paging(desk)["held"], "it is held after kill -9, too")
        assert displayed(desk) == 0, "and nobody is told of it"
        print("ok: kill -9 tells nobody of it")

        key(desk, "ctrl+p")
        until(lambda: paging(desk)["pausedUntil"], "the key pauses")
        desk.trigger("--severity", "critical", "--summary", "the queue is full")
        until(lambda: len(paging(desk)["held"]) == 2, "the page is held, too")
        assert displayed(desk) == 0, "a pause is quiet"
        desk.picture("holds-paused")
        print("ok: a pause holds a page, and says so")

        key(desk, "ctrl+r")
        until(lambda: paging(desk)["pausedUntil"] is None, "the key ends the pause")
        until(lambda: displayed(desk) == 1, "what still needs somebody pages at once")
        assert len(paging(desk)["held"]) == 1, "what is held by the hours stays held"
        desk.picture("holds-resumed")
        print("ok: after the pause it pages")

        # While no console runs, lone commands are the first to see what is new. They swallow nothing of it.
        desk.kill_console()
        desk.output("dunstctl", "close-all")
        desk.trigger("--severity", "critical", "--summary", "the disk is full")
        desk.trigger("--severity", "info", "--summary", "a certificate runs out")
        assert desk.ask("status")["needsYou"] == 2
        assert displayed(desk) == 0, "nobody shows anything"
        desk.start_console()
        until(lambda: displayed(desk) == 3, "the old page, the new one and the one of low urgency are told of")
        desk.picture("holds-after-commands")
        said = [(event["title"], event["kind"], event["text"]) for event in desk.ask("history", "--since", "1h")]
        assert ("the disk is full", "paged", None) in said, said
        assert ("the queue is full", "note", "Shown again after a restart.") in said, said
        assert ("a certificate runs out", "note", "Told of, as of low urgency.") in said, said
        print("ok: what lone commands saw first is told of by the console")


if __name__ == "__main__":
    main(sys.argv[1])
