#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""layer.py BINARIES: the alert window in front of a full-screen window on a real sway, where mako hides notifications."""
import glob
import os
import subprocess
import sys

from desk import Desk, need, until

need("sway", "swaymsg", "mako", "makoctl", "dbus-daemon", "xdotool", "Xvfb", "grim")

CONSOLE = """
[console]
sound = false
alert-after = "10m"
{more}
"""
SWAY = "output * resolution 1280x800 position 0 0 bg #203040 solid_color\nfocus_follows_mouse no\nxwayland disable\n"
NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")  # sway refuses to run as root


def start_sway(desk):
    with open(desk.path("sway.conf"), "w") as file:
        file.write(SWAY)
    desk.start_display(window_manager=False)
    runtime = desk.path("sway-run")
    os.mkdir(runtime, 0o700)
    as_nobody = ()
    if os.getuid() == 0:
        need("setpriv")
        os.chmod(desk.folder, 0o711)
        os.chown(runtime, 65534, 65534)
        as_nobody = NOBODY
    desk.spawn("sway", *as_nobody, "sway", "-c", desk.path("sway.conf"), WLR_BACKENDS="x11", WLR_RENDERER="pixman", WLR_LIBINPUT_NO_DEVICES="1",
               DBUS_SESSION_BUS_ADDRESS="", HOME="/", XDG_RUNTIME_DIR=runtime)
    desk.env["SWAYSOCK"] = until(lambda: glob.glob(runtime + "/sway-ipc.*.sock"), "sway listens")[0]
    desk.env["WAYLAND_DISPLAY"] = until(lambda: glob.glob(runtime + "/wayland-?"), "and has a display")[0]
    desk.env["QT_QPA_PLATFORM"] = "wayland"


def start_mako(desk, quiet):
    with open(desk.path("mako.conf"), "w") as file:
        file.write("[mode=do-not-disturb]\ninvisible=1\n")
    desk.spawn("mako", "mako", "-c", desk.path("mako.conf"))
    until(lambda: desk.owner("org.freedesktop.Notifications"), "mako is on the bus")
    if quiet:
        desk.output("makoctl", "mode", "-s", "do-not-disturb")


def picture(desk, name):
    folder = os.environ.get("NIGHTBELL_PICTURES")
    if folder:
        subprocess.run(["grim", os.path.join(folder, name + ".png")], env=desk.env, timeout=30, check=False)


def box_of(desk, is_wanted):
    """Left, top, right and bottom of what has such a colour, by the column in the middle of it and the row in the middle of that"""
    data = subprocess.run(["grim", "-t", "ppm", "-"], env=desk.env, capture_output=True, timeout=30, check=False).stdout
    width, height = (int(number) for number in data[:20].split()[1:3])
    pixels = data[-width * height * 3:]

    def at(x, y):
        return is_wanted(*pixels[(y * width + x) * 3:(y * width + x) * 3 + 3])

    for middle in (width // 2, width - 100):
        rows = [y for y in range(height) if at(middle, y)]
        if rows:
            columns = [x for x in range(width) if at(x, (rows[0] + rows[-1]) // 2)]
            return (columns[0], rows[0], columns[-1], rows[-1]) if columns else None
    return None


def alert_frame(desk):
    return box_of(desk, lambda red, green, blue: red > 180 and green < 90 and blue < 90)


def mako_popup(desk):
    return box_of(desk, lambda red, green, blue: (red, green, blue) == (0x28, 0x55, 0x77))


def configure(desk, more=""):
    desk.configure()
    with open(desk.path("nightbell-config/console.toml"), "w") as file:
        file.write(CONSOLE.format(more=more))


def in_front(binaries):
    with Desk(binaries) as desk:
        desk.start_bus()
        start_sway(desk)
        start_mako(desk, quiet=True)
        configure(desk, 'theme = "light"')
        console = desk.start_console()
        desk.output("swaymsg", "fullscreen", "enable")
        desk.wait_for("triggered")
        left, top, right, bottom = until(lambda: alert_frame(desk), "the alert window is in front of a full-screen window")
        picture(desk, "layer-sway")
        assert right - left > 400 and bottom - top > 100, (left, top, right, bottom)
        focused = desk.output("swaymsg", "-t", "get_tree", "-r")
        assert '"focused": true' in focused, "what had the keys keeps them"
        print("ok: the alert window is in front of a full-screen window, on the overlay layer")

        desk.output("xdotool", "mousemove", str(left + 70), str(bottom - 38))
        # Its buttons work by now, or soon.
        until(lambda: desk.output("xdotool", "click", "1") is not None and desk.states() == ["acknowledged"], "Acknowledge acknowledges")
        until(lambda: alert_frame(desk) is None, "it has gone")
        print("ok: a click on Acknowledge acknowledges, and it goes")
        assert desk.end(console) == 0, "SIGTERM ends the console in order"


def lifted(binaries):
    with Desk(binaries) as desk:
        desk.start_bus()
        start_sway(desk)
        start_mako(desk, quiet=True)
        configure(desk, "lift-do-not-disturb = true")
        console = desk.start_console()
        desk.wait_for("triggered")
        until(lambda: "do-not-disturb" not in desk.output("makoctl", "mode"), "do-not-disturb is lifted")
        until(lambda: mako_popup(desk), "mako shows the page")
        assert alert_frame(desk) is None, "nothing else is needed"
        picture(desk, "lift-mako")
        desk.ask("ack", desk.ask("incidents")[0]["id"])
        until(lambda: "do-not-disturb" in desk.output("makoctl", "mode"), "it is on again")
        print("ok: where that was chosen, mako's do-not-disturb is lifted for the page, and is on again afterwards")
        assert desk.end(console) == 0, "SIGTERM ends the console in order"


if __name__ == "__main__":
    in_front(sys.argv[1])
    lifted(sys.argv[1])
