#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""lift.py BINARIES: a page ends do-not-disturb where the person chose that, and it begins again: a real dunst, also after kill -9."""
import os
import sys

from desk import Desk, need, until

need("dunst", "dunstctl", "Xvfb", "openbox", "xdotool", "dbus-daemon")

CONSOLE = """
[console]
sound = false
alert-after = "10m"
lift-do-not-disturb = true
"""


def displayed(desk):
    return desk.output("dunstctl", "count", "displayed").strip()


def is_paused(desk):
    return desk.output("dunstctl", "is-paused").strip() == "true"


def main(binaries):
    with Desk(binaries) as desk:
        desk.start_bus()
        desk.start_display()
        with open(desk.path("dunstrc"), "w") as file:
            file.write("[global]\n    origin = top-right\n    width = 300\n")
        desk.spawn("dunst", "dunst", "-conf", desk.path("dunstrc"))
        until(lambda: desk.owner("org.freedesktop.Notifications"), "dunst is on the bus")
        desk.output("dunstctl", "set-paused", "true")
        until(lambda: is_paused(desk), "dunst is paused")
        desk.configure()
        with open(desk.path("nightbell-config/console.toml"), "w") as file:
            file.write(CONSOLE)
        before = desk.path("nightbell-data/do-not-disturb-before.json")

        desk.start_console()
        desk.wait_for("triggered")
        until(lambda: displayed(desk) == "1", "dunst shows the page")
        assert not is_paused(desk), "it is lifted"
        assert not desk.alerts(), "nothing else is needed"
        desk.picture("lift-dunst")
        print("ok: a page ends do-not-disturb, and is shown")

        assert os.path.exists(before), "how it was is on disk"
        desk.kill_console()
        desk.repair()
        console = desk.start_console()
        desk.wait_for("resolved")
        until(lambda: is_paused(desk), "the next run puts it back")
        until(lambda: not os.path.exists(before), "and forgets it")
        print("ok: after kill -9 the next start puts it back")

        desk.stop_site()
        desk.wait_for("triggered", "resolved")
        until(lambda: not is_paused(desk), "the next page ends it again")
        identity = next(each["id"] for each in desk.ask("incidents"))
        desk.ask("ack", identity)
        until(lambda: is_paused(desk), "do-not-disturb is on again once somebody reacted")
        print("ok: once the page is acknowledged do-not-disturb is on again")

        desk.trigger("--severity", "critical", "--summary", "the queue is full")
        until(lambda: not is_paused(desk), "it is lifted")
        assert desk.end(console) == 0, "SIGTERM ends the console in order"
        until(lambda: is_paused(desk), "a console that ends puts it back")
        assert not os.path.exists(before), "nothing is left to be done"
        print("ok: a console that ends leaves it on")


if __name__ == "__main__":
    main(sys.argv[1])
