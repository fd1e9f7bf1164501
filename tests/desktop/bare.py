#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bare.py BINARIES: what is missing on the desktop is said and hinders nothing: no bus, no notification server, no tray."""
import os
import subprocess
import sys

from desk import Desk, need, until

need("Xvfb", "openbox", "xdotool", "dbus-daemon")


def without_a_bus(binaries):
    with Desk(binaries) as desk:
        desk.start_display()
        desk.configure()
        console = desk.start_console()
        desk.wait_for("triggered")
        window = until(desk.windows, "there is a window")[0]
        until(lambda: "no session bus" in desk.notices(), "it says that there is no bus: " + desk.notices())
        print("ok: without a bus the console watches and says what is missing")

        # Closing may not hide the window where nothing could bring it back.
        desk.output("xdotool", "windowclose" if False else "windowactivate", window)
        desk.output("xdotool", "windowminimize", window)
        until(lambda: not desk.windows(), "it is minimised")
        second = desk.start_console()
        assert second.wait(30) == 0, "a second console leaves again"
        until(desk.windows, "it brings the window of the first one up")
        print("ok: a second console brings the first one's window up and leaves")
        assert desk.end(console) == 0, "SIGTERM ends the console in order"


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
        desk.start_console("--hidden")
        until(desk.windows, "the window appears when no panel does")
        print("ok: --hidden shows the window where there is no tray")


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
    without_a_display(sys.argv[1])
