#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""alert.py BINARIES: a page is noticed where notifications are hidden, and heard: a real dunst that is paused, a real sound server."""
import array
import subprocess
import sys
import time

from desk import Desk, need, until

need("dunst", "dunstctl", "Xvfb", "openbox", "xdotool", "dbus-daemon", "pulseaudio", "parec", "pactl")

SOUND = """load-module module-null-sink sink_name=speakers
load-module module-native-protocol-unix auth-anonymous=1 socket={socket}
load-module module-stream-restore restore_device=false
"""
CONSOLE = """
[console]
alert-after = "{after}"
"""


def start_dunst(desk, paused):
    with open(desk.path("dunstrc"), "w") as file:
        file.write("[global]\n    origin = top-right\n    width = 300\n")
    desk.spawn("dunst", "dunst", "-conf", desk.path("dunstrc"))
    until(lambda: desk.owner("org.freedesktop.Notifications"), "dunst is on the bus")
    if paused:
        desk.output("dunstctl", "set-paused", "true")
        until(lambda: desk.output("dunstctl", "is-paused").strip() == "true", "dunst is paused")


def start_sound(desk):
    socket = desk.path("pulse")
    with open(desk.path("sound.pa"), "w") as file:
        file.write(SOUND.format(socket=socket))
    desk.spawn("sound", "pulseaudio", "-n", "-F", desk.path("sound.pa"), "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no")
    desk.env["PULSE_SERVER"] = "unix:" + socket
    until(lambda: "speakers" in desk.output("pactl", "list", "short", "sinks"), "the sound server has a device")


def loudest(desk, seconds=1.0):
    """The loudest sample that the device plays meanwhile, of 32767"""
    with subprocess.Popen(["parec", "-d", "speakers.monitor", "--format=s16le", "--rate=22050", "--channels=1"], env=desk.env,
                          stdout=subprocess.PIPE) as recorder:
        time.sleep(seconds)
        recorder.terminate()
        samples = array.array("h")
        data = recorder.stdout.read()
        samples.frombytes(data[: len(data) // 2 * 2])
    return max((abs(sample) for sample in samples), default=0)


def configure(desk, after):
    desk.configure()
    with open(desk.path("nightbell-config/console.toml"), "w") as file:
        file.write(CONSOLE.format(after=after))


def press(desk, window, from_left, from_bottom):
    lines = dict(line.split("=") for line in desk.output("xdotool", "getwindowgeometry", "--shell", window).split())
    desk.output("xdotool", "mousemove", "--window", window, str(from_left), str(int(lines["HEIGHT"]) - from_bottom), "click", "1")


def hidden_by_do_not_disturb(binaries):
    with Desk(binaries) as desk:
        desk.start_bus()
        desk.start_display()
        start_sound(desk)
        start_dunst(desk, paused=True)
        configure(desk, "10m")
        console = desk.start_console()
        desk.wait_for("triggered")
        alert = until(desk.alerts, "the alert window is there though dunst hides notifications")[0]
        assert desk.output("dunstctl", "count", "displayed").strip() == "0", "dunst shows nothing"
        assert desk.output("xdotool", "getactivewindow").strip() != alert, "it takes no focus"
        until(lambda: loudest(desk) > 1000, "the page is heard")
        print("ok: a page that do-not-disturb hides is seen and heard")

        streams = desk.output("pactl", "list", "sink-inputs")
        assert 'media.role = "alarm"' in streams, f"it is an alarm to the sound server: {streams}"
        time.sleep(1)  # its buttons work by now
        press(desk, alert, 70, 38)
        desk.wait_for("acknowledged")
        until(lambda: not desk.alerts(), "the alert window has gone")
        until(lambda: not desk.output("pactl", "list", "short", "sink-inputs").strip(), "the sound has stopped")
        assert loudest(desk, 0.5) == 0, "nothing is heard any more"
        print("ok: Acknowledge in the alert window acknowledges, and it is quiet")
        assert desk.end(console) == 0, "SIGTERM ends the console in order"


def nobody_reacts(binaries):
    with Desk(binaries) as desk:
        desk.start_bus()
        desk.start_display()
        start_dunst(desk, paused=False)
        configure(desk, "4s")
        desk.start_console()
        desk.wait_for("triggered")
        seen = time.monotonic()
        until(lambda: desk.output("dunstctl", "count", "displayed").strip() == "1", "dunst shows the page")
        assert not desk.alerts(), "a page that is shown needs no alert window"
        until(desk.alerts, "it is there when nobody reacts")
        assert time.monotonic() - seen > 2, "not before"
        assert "sound" in desk.notices(), f"it says that nothing is heard: {desk.notices()}"
        desk.repair()
        until(lambda: not desk.alerts(), "it goes when nobody is needed any more")
        print("ok: where nobody reacts the alert window comes, and goes with its cause")


if __name__ == "__main__":
    hidden_by_do_not_disturb(sys.argv[1])
    nobody_reacts(sys.argv[1])
