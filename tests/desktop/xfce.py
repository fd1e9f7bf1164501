#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""xfce.py BINARIES: a click on the Acknowledge button of a real xfce4-notifyd."""
import glob
import os
import sys

from desk import Desk, need, skip, until

need("Xvfb", "openbox", "xdotool", "dbus-daemon")
DAEMON = glob.glob("/usr/lib/*/xfce4/notifyd/xfce4-notifyd")
SETTINGS = "/usr/share/dbus-1/services/org.xfce.Xfconf.service"
if not DAEMON or not os.path.exists(SETTINGS):
    skip("xfce4-notifyd is missing")


def popups(desk):
    """Position and size of what the daemon shows, the largest first"""
    found = []
    for window in desk.output("xdotool", "search", "--onlyvisible", "--class", "xfce4-notifyd").split():
        lines = desk.output("xdotool", "getwindowgeometry", "--shell", window).splitlines()
        place = {name: int(value) for name, _, value in (line.partition("=") for line in lines)}
        if place.get("WIDTH", 0) > 50:
            found.append((place["X"], place["Y"], place["WIDTH"], place["HEIGHT"]))
    return sorted(found, key=lambda each: -each[2] * each[3])


def acknowledge_button(popup):
    """Three buttons of one width stand at the bottom: Open, Acknowledge, Resolve"""
    left, top, width, height = popup
    return str(left + width // 2), str(top + height - 31)


def main(binaries):
    with Desk(binaries) as desk:
        os.mkdir(desk.path("services"))
        os.symlink(SETTINGS, desk.path("services/org.xfce.Xfconf.service"))
        desk.start_bus(f"<servicedir>{desk.path('services')}</servicedir>")
        desk.start_display()
        desk.spawn("xfce4-notifyd", DAEMON[0])
        until(lambda: desk.owner("org.freedesktop.Notifications"), "xfce4-notifyd is on the bus")
        desk.configure()
        console = desk.start_console()

        desk.wait_for("triggered")
        popup = until(lambda: popups(desk), "the page is shown")[0]
        until(lambda: popups(desk) == [popup], "it stands still")
        print("ok: the page is shown at", popup)
        desk.output("xdotool", "mousemove", *acknowledge_button(popup), "click", "1")
        desk.wait_for("acknowledged")
        until(lambda: not popups(desk), "the page is closed")
        print("ok: a click on the button acknowledges, and the page goes")
        assert desk.end(console) == 0, "SIGTERM ends the console in order"


if __name__ == "__main__":
    main(sys.argv[1])
