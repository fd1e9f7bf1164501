#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""wayland.py BINARIES: the console in a Wayland session without X, under a headless weston."""
import os
import sys

from desk import Desk, need, until

need("weston", "dbus-daemon")


def main(binaries):
    with Desk(binaries) as desk:
        desk.start_bus()
        desk.spawn("weston", "weston", "--backend=headless-backend.so", "--use-pixman", "--socket=nightbell-test", "--idle-time=0")
        until(lambda: os.path.exists(desk.path("run/nightbell-test")), "weston listens")
        desk.env["WAYLAND_DISPLAY"] = "nightbell-test"
        desk.env["QT_QPA_PLATFORM"] = "wayland"
        desk.configure()
        console = desk.start_console(WAYLAND_DEBUG="1")

        desk.wait_for("triggered")
        for request in ('set_app_id("io.github.nightbell.Nightbell")', 'set_title("(1) Nightbell")', "wl_surface@"):
            until(lambda wanted=request: wanted in log(desk), f"the compositor is sent {request}")
        until(lambda: ".attach(wl_buffer@" in log(desk), "the window is drawn")
        print("ok: the window is there, under its name")
        assert desk.end(console) == 0, "SIGTERM ends the console in order"


def log(desk):
    with open(desk.path("nightbell.log"), errors="replace") as file:
        return file.read()


if __name__ == "__main__":
    main(sys.argv[1])
