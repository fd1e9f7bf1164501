#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""insession.py BINARIES DESKTOP PICTURES: a page in a desktop session that is there already and in do-not-disturb. Called by
tests/desktops.sh; prints "passed" at the end."""
import os
import subprocess
import sys
import time

from desk import Desk, until

# Where the page is shown as a notification, and where its Acknowledge is: parts of the width and height of what popped up.
BUTTONS = {"gnome": (0.17, 0.86), "plasma": (0.45, 0.84), "xfce": (0.50, 0.82), "swaync": (0.17, 0.86)}
WAYLAND = ("mako", "swaync")
SIZE = (1280, 800)
BUSY = {"gnome": (32, 0), "plasma": (0, 48), "cinnamon": (0, 48)}  # rows at the top and bottom where a clock moves
# Where a page may end do-not-disturb, and what says whether it is on. mako takes that from its own user only, who is another one
# here: layer.py tries it.
DISTURBED = {
    "dunst": ("dunstctl", "is-paused"),
    "mate": ("gsettings", "get", "org.mate.NotificationDaemon", "do-not-disturb"),
}
CONSOLE = """
[console]
sound = false
theme = "light"
alert-after = "10m"
"""


class Session(Desk):
    """The desk with the display, bus and notification server of the session that this runs in"""

    def __init__(self, binaries, desktop, pictures):
        super().__init__(binaries)
        self.desktop = desktop
        self.pictures = pictures
        own = {name: self.env[name] for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
        self.env = os.environ | {"NO_AT_BRIDGE": "1", "QT_QPA_PLATFORM": "wayland" if desktop in WAYLAND else "xcb"}
        self.own = own

    def answers(self):
        return bool(self.ask("status"))

    def picture(self, name):
        self.pixels(os.path.join(self.pictures, name + ".png"))

    def pixels(self, file=None):
        """The screen as rows of three bytes a pixel, also into a file"""
        grab = ("grim", "-") if self.desktop in WAYLAND else ("import", "-window", "root", "-silent", "png:-")
        png = subprocess.run(grab, env=self.env, capture_output=True, timeout=30, check=True).stdout
        if file:
            with open(file, "wb") as saved:
                saved.write(png)
        return subprocess.run(("convert", "png:-", "-depth", "8", "rgb:-"), input=png, capture_output=True, timeout=30, check=True).stdout

    def settled(self):
        """The screen once it stands still"""
        before = self.pixels()

        def still():
            nonlocal before
            time.sleep(0.5)
            now = self.pixels()
            same = difference(before, now, self.desktop) is None
            before = now
            return same

        until(still, "the screen stands still")
        return before

    def click(self, left, top):
        self.output("xdotool", "mousemove", str(int(left)), str(int(top)))
        time.sleep(0.6)
        self.output("xdotool", "click", "1")

    def put_window_away(self):
        if self.desktop in WAYLAND:
            self.output("swaymsg", '[app_id="io.github.nightbell.Nightbell"] move scratchpad')
        else:
            for window in self.windows():
                self.output("xdotool", "windowunmap", window)


def difference(before, after, desktop, least=600):
    """The box of what changed: left, top, width, height; None: nothing worth mentioning"""
    width, height = SIZE
    top, bottom = BUSY.get(desktop, (0, 0))
    changed = 0
    box = [width, height, 0, 0]
    for y in range(top, height - bottom):
        row = y * width * 3
        old, new = before[row:row + width * 3], after[row:row + width * 3]
        if old == new:
            continue
        columns = [x // 3 for x in range(0, width * 3, 3) if abs(old[x] - new[x]) + abs(old[x + 1] - new[x + 1]) + abs(old[x + 2] - new[x + 2]) > 40]
        if columns:
            changed += len(columns)
            box = [min(box[0], columns[0]), min(box[1], y), max(box[2], columns[-1]), max(box[3], y)]
    return (box[0], box[1], box[2] - box[0] + 1, box[3] - box[1] + 1) if changed > least else None


def lifts(desk):
    """A page ends do-not-disturb where the person chose that, and it is on again once somebody reacted"""
    with open(desk.path("nightbell-config/console.toml"), "a") as file:
        file.write("lift-do-not-disturb = true\n")
    console = desk.start_console()
    time.sleep(2)
    desk.put_window_away()
    on = desk.output(*DISTURBED[desk.desktop])
    desk.trigger("--severity", "critical", "--summary", "the queue is full")
    until(lambda: desk.output(*DISTURBED[desk.desktop]) != on, f"do-not-disturb, {on.strip()}, is lifted", 10)
    time.sleep(1.5)
    desk.picture("5-lifted")
    page = next(each["id"] for each in desk.ask("incidents") if each["title"] == "the queue is full")
    desk.ask("ack", page)
    until(lambda: desk.output(*DISTURBED[desk.desktop]) == on, f"do-not-disturb is {on.strip()} again", 10)
    print("a page lifts do-not-disturb by choice, and it is on again")
    return console


def main(binaries, desktop, pictures):
    with Session(binaries, desktop, pictures) as desk:
        desk.configure()
        with open(desk.path("nightbell-config/console.toml"), "w") as file:
            file.write(CONSOLE)
        desk.repair()  # nothing is wrong at first
        console = desk.start_console()
        time.sleep(2)
        desk.put_window_away()
        empty = desk.settled()
        desk.picture("1-nothing-yet")

        desk.stop_site()
        desk.wait_for("triggered")
        time.sleep(1.5)
        page = desk.settled()
        desk.picture("2-page")
        where = difference(empty, page, desktop)
        assert where, "the page is seen"
        print("the page is seen at", where)
        left, top, width, height = where
        if desktop in BUTTONS:
            across, down = BUTTONS[desktop]
            spot = (left + width * across, top + height * down)
        else:
            spot = (left + 74, top + height - 38)  # the alert window's first button
        desk.click(*spot)
        desk.picture("3-clicked")
        until(lambda: desk.states() == ["acknowledged"], f"Acknowledge at {spot} acknowledges, not {desk.states()}", 10)
        print("its Acknowledge acknowledges")
        until(lambda: difference(empty, desk.pixels(), desktop, 3000) is None, "it has gone", 15)
        print("and it goes")

        desk.trigger("--severity", "info", "--summary", "the certificate expires soon")
        until(lambda: len(desk.states()) == 2, "there is one of low urgency")
        time.sleep(3)
        desk.picture("4-low-urgency")
        assert difference(empty, desk.pixels(), desktop, 3000) is None, "low urgency stays hidden"
        print("low urgency stays hidden")
        assert desk.end(console) == 0, "SIGTERM ends the console in order"
        if desktop in DISTURBED:
            assert desk.end(lifts(desk)) == 0, "SIGTERM ends the console in order"
        print("passed")


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    main(*sys.argv[1:4])
