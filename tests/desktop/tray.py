#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tray.py BINARIES: the icon and its menu over StatusNotifierItem, with a panel that comes late and one that is started anew."""
import os
import sys

from desk import Desk, need, skip, until

try:
    import dbus
    import dbus.bus
except ImportError:
    skip("python3-dbus is missing")
need("Xvfb", "openbox", "xdotool", "dbus-daemon", "dunst")

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"


class Panel:
    """The other side of the icon: what a panel reads and sends"""

    def __init__(self, desk):
        self.desk = desk
        self.bus = dbus.bus.BusConnection(desk.env["DBUS_SESSION_BUS_ADDRESS"])
        self.process = None

    def start(self):
        self.process = self.desk.spawn("panel", "/usr/bin/python3", "-B", os.path.join(os.path.dirname(os.path.abspath(__file__)), "panel.py"))
        until(lambda: self.desk.owner(WATCHER), "the panel is on the bus")

    def stop(self):
        self.desk.end(self.process)

    def items(self):
        if not self.desk.owner(WATCHER):
            return []
        watcher = dbus.Interface(self.bus.get_object(WATCHER, "/StatusNotifierWatcher"), dbus.PROPERTIES_IFACE)
        return [str(item) for item in watcher.Get(WATCHER, "RegisteredStatusNotifierItems")]

    def item(self):
        service = until(self.items, "the console registers its icon")[-1]
        return self.bus.get_object(service, "/StatusNotifierItem")

    def property(self, name):
        return dbus.Interface(self.item(), dbus.PROPERTIES_IFACE).Get(ITEM, name)

    def tool_tip(self):
        title, text = self.property("ToolTip")[2:4]
        return f"{title}\n{text}"

    def menu(self):
        service = self.items()[-1]
        return dbus.Interface(self.bus.get_object(service, self.property("Menu")), MENU)

    def entries(self, within=""):
        """Label → id, of all levels, or of the menu whose name has `within`"""
        found = {}

        def walk(node, counts):
            number, properties, children = node
            label = str(properties.get("label", "")).replace("_", "")
            if label and counts:
                found[label] = int(number)
            for child in children:
                walk(child, counts or within in label)

        walk(self.menu().GetLayout(0, -1, dbus.Array([], signature="s"))[1], not within)
        return found

    def click(self, label, within=""):
        until(lambda: label in self.entries(within), f"the menu has {label}")
        self.menu().Event(self.entries(within)[label], "clicked", dbus.String("", variant_level=1), dbus.UInt32(0))


def main(binaries):
    with Desk(binaries) as desk:
        desk.start_bus()
        desk.start_display()
        desk.spawn("dunst", "dunst")  # pages that cannot be shown bring the window up
        until(lambda: desk.owner("org.freedesktop.Notifications"), "dunst is on the bus")
        desk.configure()
        console = desk.start_console("--hidden")
        panel = Panel(desk)
        desk.wait_for("triggered")
        assert not desk.windows(), "--hidden: the window stays away while a panel may still come"

        panel.start()
        until(lambda: "1 " in panel.tool_tip(), "the tool tip counts")
        assert panel.property("IconPixmap"), "there is a picture"
        print("ok: a panel that comes late gets the icon:", panel.tool_tip().strip().replace("\n", " / "))

        dbus.Interface(panel.item(), ITEM).Activate(10, 10)
        until(desk.windows, "a click opens the window")
        print("ok: a click opens the window")

        panel.stop()
        panel.start()
        until(lambda: "1 " in panel.tool_tip(), "the icon is registered again")
        print("ok: a panel that was started again gets the icon again")

        entries = panel.entries()
        for label in ("Acknowledge", "Resolve", "Open", "Acknowledge all (1)", "Resolve all (1)", "Open Nightbell", "Quit"):
            assert label in entries, f"no {label} among {list(entries)}"
        panel.click("Acknowledge all (1)")
        desk.wait_for("acknowledged")
        until(lambda: "Acknowledge all (1)" not in panel.entries(), "the entry goes when there is nothing to acknowledge")
        print("ok: an entry of the menu acknowledges")

        before = set(desk.windows())
        panel.click("Resolve all (1)")
        box = until(lambda: set(desk.windows()) - before, "it asks first").pop()
        assert desk.states() == ["acknowledged"], "nothing happens before the answer"
        desk.output("xdotool", "windowactivate", "--sync", box, "key", "Escape")
        until(lambda: box not in desk.windows(), "Escape takes the question away")
        assert desk.states() == ["acknowledged"], "Escape is no"
        print("ok: Resolve all asks first, and Escape is no")

        panel.click("Quit")
        until(lambda: console.poll() is not None, "Quit ends the console")
        assert console.returncode == 0, f"Quit ends with {console.returncode}"
        print("ok: Quit ends the console")


if __name__ == "__main__":
    main(sys.argv[1])
