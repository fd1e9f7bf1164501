#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bare.py BINARIES: what is missing on the desktop is said and hinders nothing: no bus, no notification server, no tray."""
import os
import subprocess
import sys

from desk import Desk, need, until

need("Xvfb", "openbox", "xdotool", "xprop", "dbus-daemon")


def without_a_bus(binaries):
    with Desk(binaries) as desk:
        desk.start_display()
        desk.configure()
        console = desk.start_console()
        desk.wait_for("triggered")
        window = until(desk.windows, "there is a window")[0]
        until(lambda: "no session bus" in desk.notices(), "it says that there is no bus: " + desk.notices())
        print("ok: without a bus the console watches and says what is missing")

        desk.output("xdotool", "windowminimize", window)
        until(lambda: not desk.windows(), "it is minimised")
        second = desk.start_console()
        assert second.wait(30) == 0, "a second console leaves again"
        until(desk.windows, "it brings the window of the first one up")
        print("ok: a second console brings the first one's window up and leaves")

        # As a window manager that starts or dies at the wrong moment leaves it.
        desk.output("xdotool", "windowunmap", "--sync", window)
        until(lambda: not desk.windows(), "it was taken off the screen")
        assert desk.start_console().wait(30) == 0, "a third console leaves again"
        until(desk.windows, "a window that nobody shows is shown again")
        print("ok: a window that was lost comes back when it is asked for")

        # As the button of the title bar does.
        desk.output("xdotool", "windowactivate", "--sync", window, "key", "--clearmodifiers", "alt+F4")
        until(lambda: not desk.windows(), "the window is closed")
        assert console.poll() is None, "closing does not end the watch"
        until(lambda: window in desk.windows(visible=False), "it is minimised, not hidden where nothing could bring it back")
        state = desk.output("xprop", "-id", window, "WM_STATE")
        assert "Iconic" in state, f"it is in the window list: {state}"
        print("ok: closing without a tray minimises")
        code = desk.end(console)
        assert code == 0, f"SIGTERM ends the console in order, not with {code}"


def without_a_server(binaries):
    with Desk(binaries) as desk:
        desk.start_bus()
        desk.start_display()
        desk.configure()
        desk.start_console()
        desk.wait_for("triggered")
        until(lambda: "No notification service" in desk.notices(), "it says that nobody shows notifications: " + desk.notices())
        print("ok: without a notification server it says so")


def hidden_without_a_tray(binaries):
    with Desk(binaries) as desk:
        desk.start_bus()
        desk.start_display()
        desk.configure()
        desk.repair()  # a page would bring the window up earlier
        desk.start_console("--hidden")
        assert not desk.windows(), "a panel may still come"
        until(desk.windows, "the window appears when no panel does")
        print("ok: --hidden shows the window where there is no tray")


def two_at_once(binaries):
    with Desk(binaries) as desk:
        desk.start_bus()
        desk.start_display()
        desk.configure()
        programs = [desk.spawn(f"nightbell-{number}", os.path.join(binaries, "nightbell"), *desk.folders()) for number in (1, 2)]
        until(lambda: [program.poll() for program in programs].count(None) == 1, "one of two stays")
        assert [program.poll() for program in programs].count(0) == 1, "the other leaves in order"
        until(lambda: len(desk.windows()) == 1, "there is one window")
        print("ok: of two that start at once one stays")


def beside_a_command(binaries):
    with Desk(binaries) as desk:
        desk.start_bus()
        desk.start_display()
        desk.configure()
        # A command without a console opens the data itself, for as long as it takes.
        desk.spawn("nightbellctl", os.path.join(binaries, "nightbellctl"), *desk.folders(), "incidents")
        until(lambda: os.path.exists(desk.path("nightbell-data/lock")), "the command has the data folder")
        desk.start_console()
        desk.wait_for("triggered")
        assert "not being kept" not in desk.notices(), desk.notices()
        print("ok: a console that starts beside a command waits for it and keeps its history")


def without_a_display(binaries):
    with Desk(binaries) as desk:
        for option, code in (("--version", 0), ("--help", 0), ("--nonsense", 2), ("--hidden", 1)):
            run = subprocess.run([os.path.join(binaries, "nightbell"), option], env=desk.env, capture_output=True, text=True, timeout=30, check=False)
            assert run.returncode == code, f"{option} without a display ends with {run.returncode}, not {code}: {run.stderr}"
            assert run.stdout if code == 0 else run.stderr, f"{option} says nothing"
        print("ok: without a display the console says what it is, or why it cannot start")


if __name__ == "__main__":
    without_a_bus(sys.argv[1])
    without_a_server(sys.argv[1])
    hidden_without_a_tray(sys.argv[1])
    two_at_once(sys.argv[1])
    beside_a_command(sys.argv[1])
    without_a_display(sys.argv[1])
