#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""sound.py BINARIES: a page is heard on a real sound server: with event sounds muted, on a device that is muted and turned down, on
the one that was chosen, on the one that becomes the default; and everything is as before afterwards."""
import array
import glob
import os
import subprocess
import sys
import time

from desk import Desk, need, until

need("Xvfb", "openbox", "xdotool", "dbus-daemon", "pulseaudio", "parec", "paplay", "pactl", "espeak-ng")

SOUND = """load-module module-null-sink sink_name=speakers sink_properties=device.description=Speakers
load-module module-null-sink sink_name=headset sink_properties=device.description=Headset
load-module module-native-protocol-unix auth-anonymous=1 socket={socket}
load-module module-stream-restore restore_device=false
"""


def start_sound(desk):
    socket = desk.path("pulse")
    with open(desk.path("sound.pa"), "w") as file:
        file.write(SOUND.format(socket=socket))
    desk.spawn("sound", "pulseaudio", "-n", "-F", desk.path("sound.pa"), "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no")
    desk.env["PULSE_SERVER"] = "unix:" + socket
    until(lambda: "headset" in desk.output("pactl", "list", "short", "sinks"), "the sound server has its devices")
    desk.output("pactl", "set-default-sink", "speakers")


def loudest(desk, device, seconds=0.7):
    """The loudest sample that the device plays meanwhile, of 32767"""
    with subprocess.Popen(["parec", "-d", device + ".monitor", "--format=s16le", "--rate=22050", "--channels=1", "--latency-msec=50"],
                          env=desk.env, stdout=subprocess.PIPE) as recorder:
        time.sleep(seconds)
        recorder.terminate()
        data = recorder.stdout.read()
    samples = array.array("h")
    samples.frombytes(data[: len(data) // 2 * 2])
    return max((abs(sample) for sample in samples), default=0)


def heard(desk, device, what):
    until(lambda: loudest(desk, device) > 1000, what)


def silent(desk, what):
    until(lambda: not desk.output("pactl", "list", "short", "sink-inputs").strip(), what)


def volume(desk, device):
    return desk.output("pactl", "get-sink-mute", device).strip(), desk.output("pactl", "get-sink-volume", device).split("/")[1].strip()


def start(binaries, settings):
    desk = Desk(binaries)
    desk.start_bus()
    desk.start_display()
    start_sound(desk)
    desk.configure()
    with open(desk.path("nightbell-config/console.toml"), "w") as file:
        file.write("[console]\nalert-window = \"never\"\n" + settings)
    return desk


def acknowledge(desk):
    desk.ask("ack", *[each["id"] for each in desk.ask("incidents") if each["state"] == "triggered"])


def muted_events(binaries):
    with start(binaries, "") as desk:
        # Do-not-disturb of Plasma does this: from now on each stream of that role begins muted.
        event = desk.spawn("event", "paplay", "--property=media.role=event", "/dev/zero", "--raw")
        line = until(lambda: desk.output("pactl", "list", "short", "sink-inputs").split(), "an event sounds")
        desk.output("pactl", "set-sink-input-mute", line[0], "1")
        time.sleep(0.5)
        desk.end(event)
        console = desk.start_console()
        desk.wait_for("triggered")
        heard(desk, "speakers", "the page is heard although event sounds are muted")
        assert loudest(desk, "headset") == 0, "on the default device alone"
        print("ok: heard although event sounds are muted")

        desk.output("pactl", "set-default-sink", "headset")
        heard(desk, "headset", "it follows the default device")
        until(lambda: loudest(desk, "speakers") == 0, "and leaves the other one")
        print("ok: it goes on where the default device is now")
        acknowledge(desk)
        silent(desk, "it is quiet once somebody has reacted")
        assert desk.end(console) == 0
        print("ok: quiet once it is acknowledged")


def muted_device(binaries):
    with start(binaries, "raise-volume = true\nvolume = 80\n") as desk:
        desk.output("pactl", "set-sink-volume", "speakers", "10%")
        desk.output("pactl", "set-sink-mute", "speakers", "1")
        before = volume(desk, "speakers")
        assert before == ("Mute: yes", "10%"), before
        console = desk.start_console()
        desk.wait_for("triggered")
        until(lambda: volume(desk, "speakers") == ("Mute: no", "80%"), "it is unmuted and turned up")
        heard(desk, "speakers", "the page is heard on a device that was muted")
        print("ok: heard on a device that was muted and turned down")
        acknowledge(desk)
        until(lambda: volume(desk, "speakers") == before, "mute and volume are as before")
        print("ok: mute and volume are as before once it is acknowledged")

        desk.trigger("--severity", "critical", "--summary", "the queue is full")
        until(lambda: volume(desk, "speakers")[0] == "Mute: no", "the next page unmutes it again")
        desk.kill_console()
        assert volume(desk, "speakers")[0] == "Mute: no", "nobody puts it back"
        assert os.path.exists(desk.path("nightbell-data/volume-before.json"))
        desk.output("pactl", "set-default-sink", "headset")  # the page of the next run rings elsewhere
        console = desk.start_console()
        until(lambda: volume(desk, "speakers") == before, "the next run puts back what the killed one left")
        print("ok: after kill -9 the next start puts it back")
        assert desk.end(console) == 0


def chosen_device(binaries):
    with start(binaries, 'sound-output = "headset"\nlow-sound = "chime"\n') as desk:
        desk.repair()
        console = desk.start_console()
        desk.stop_site()
        desk.wait_for("triggered")
        heard(desk, "headset", "the page is heard on the device that was chosen")
        assert loudest(desk, "speakers") == 0, "and only there"
        print("ok: heard on the chosen device")
        desk.output("pactl", "unload-module", "module-null-sink")
        until(lambda: "sound" in desk.notices(), "no device: that is said")
        print("ok: without any device it says so")
        desk.output("pactl", "load-module", "module-null-sink", "sink_name=speakers")
        desk.output("pactl", "set-default-sink", "speakers")
        heard(desk, "speakers", "it goes on when there is one again")
        until(lambda: "sound" not in desk.notices(), "and says nothing of it any more")
        print("ok: it goes on when there is one again")
        assert desk.end(console) == 0


def arguments_of(name):
    """Command lines of processes of that name"""
    found = []
    for process in glob.glob("/proc/[0-9]*"):
        try:
            with open(process + "/cmdline", "rb") as file:
                words = file.read().decode(errors="replace").split("\0")
        except OSError:
            continue
        if os.path.basename(words[0]) == name:
            found.append(words)
    return found


def spoken(binaries):
    with start(binaries, "sound = false\nspeak = true\n") as desk:
        console = desk.start_console()
        until(lambda: "eSpeak" in desk.output("pactl", "list", "sink-inputs"), "the page is said aloud")
        said = arguments_of("espeak-ng")
        assert said and not any("failing" in word for words in said for word in words), f"nobody reads it among arguments: {said}"
        heard(desk, "speakers", "it is heard")
        desk.wait_for("triggered")
        acknowledge(desk)
        silent(desk, "it is broken off once somebody has reacted")
        print("ok: said aloud, and broken off once it is acknowledged")
        assert desk.end(console) == 0


if __name__ == "__main__":
    muted_events(sys.argv[1])
    muted_device(sys.argv[1])
    chosen_device(sys.argv[1])
    spoken(sys.argv[1])
