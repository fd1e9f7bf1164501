#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""scenario.py BINARIES: the whole of it with real parts: a service that fails its third time under a real `systemd --user` and a
web server that stops are each an incident, a notification with buttons and a count in the tray; a click on a notification and
one in the tray's menu acknowledge; a server that is back resolves; nightbellctl agrees throughout. Prints how long a page takes.
Needs the lab tools/systemd-user-lab.sh of NIGHTBELL_SHARED, and root for its namespaces."""
import datetime
import json
import os
import subprocess
import sys
import threading
import time

from desk import Desk, need, skip, until

need("Xvfb", "openbox", "xdotool", "dbus-daemon", "dbus-monitor", "systemctl")
import tray  # pylint: disable=wrong-import-position; each skips where its own parts are missing
import xfce  # pylint: disable=wrong-import-position

FLAPPING = "flap.service"
SYSTEMD = "org.freedesktop.systemd1"
LIMIT = "[Unit]\nStartLimitIntervalSec=0\n"  # systemd gives up after five starts within ten seconds, unless it is told otherwise


def enter_lab():
    """Goes on as a program of the lab, or says why it cannot"""
    lab = os.path.join(os.environ.get("NIGHTBELL_SHARED", ""), "tools/systemd-user-lab.sh")
    if not os.path.isfile(lab) or os.geteuid() != 0:
        skip("needs NIGHTBELL_SHARED with tools/systemd-user-lab.sh, and root")
    os.environ.update(NIGHTBELL_LAB="1", LAB_SECONDS="200")
    os.execvp("bash", ["bash", lab, sys.executable, *sys.argv])


class Services:
    """The user's own services, as the person has them"""

    def __init__(self):
        import dbus.bus  # pylint: disable=import-outside-toplevel

        self.bus = dbus.bus.BusConnection(os.environ["DBUS_SESSION_BUS_ADDRESS"])
        unit = self.bus.get_object(SYSTEMD, "/org/freedesktop/systemd1/unit/flap_2eservice")
        self.properties = dbus.Interface(unit, dbus.PROPERTIES_IFACE)
        self.third_failure = None
        self.systemctl("stop", FLAPPING)
        folder = os.path.join(os.environ["HOME"], ".config/systemd/user", FLAPPING + ".d")
        os.makedirs(folder)
        with open(os.path.join(folder, "limit.conf"), "w") as file:
            file.write(LIMIT)
        self.systemctl("daemon-reload")

    @staticmethod
    def systemctl(*command):
        subprocess.run(["systemctl", "--user", *command], check=True, timeout=30)

    def start_flapping(self):
        self.systemctl("start", FLAPPING)
        threading.Thread(target=self.await_third_failure, daemon=True).start()

    def await_third_failure(self):
        while int(self.properties.Get(SYSTEMD + ".Service", "NRestarts")) < 3:
            time.sleep(0.002)
        self.third_failure = time.time()


def notified(desk, word):
    """When the first Notify that speaks of `word` passed the bus, in seconds since 1970"""
    at = None
    with open(desk.path("monitor.log"), errors="replace") as log:
        for line in log:
            if line.startswith("method call time="):
                at = float(line.split("time=")[1].split()[0])
            elif at is not None and word in line:
                return at
    return None


def seconds(iso):
    return datetime.datetime.fromisoformat(iso.replace("Z", "+00:00")).timestamp()


def incident(desk, word):
    return next((each for each in desk.ask("incidents", "--all") if word in each["title"]), None)


def state(desk, word):
    found = incident(desk, word)
    return found["state"] if found else "missing"


def counts(panel, number):
    wanted = f"{number} incident" if number else "Nothing needs you"
    until(lambda: wanted in panel.tool_tip(), f"the tray says “{wanted}”, not “{panel.tool_tip()}”")


def shows(desk, number):
    until(lambda: len(xfce.popups(desk)) == number, f"there are {number} notifications, not {xfce.popups(desk)}")
    found = xfce.popups(desk)
    until(lambda: xfce.popups(desk) == found, "they stand still")
    return found


def agrees(desk, **states):
    """What nightbellctl says, in both of its forms"""
    for word, wanted in states.items():
        until(lambda w=word, s=wanted: state(desk, w) == s, f"{word} is {wanted}, not {state(desk, word)}")
    status = subprocess.run([os.path.join(desk.binaries, "nightbellctl"), *desk.folders(), "status"], env=desk.env, capture_output=True,
                            text=True, timeout=30, check=False)
    needed = "triggered" in states.values()
    assert status.returncode == (5 if needed else 0), f"status ends with {status.returncode} while {states}: {status.stdout}"


def tell_times(desk, services):
    """How long it took from the third failure to the bus"""
    found = incident(desk, FLAPPING)
    until(lambda: services.third_failure, "the third failure was seen")
    opened = seconds(found["created"])
    sent = until(lambda: notified(desk, FLAPPING), "Notify passes the bus")
    print(f"third failed restart to incident: {(opened - services.third_failure) * 1000:.0f} ms (limit 2000 ms)")
    print(f"incident to Notify on the bus: {(sent - opened) * 1000:.0f} ms (limit 50 ms)")
    assert opened - services.third_failure < 10 and sent - opened < 5, "it takes far too long"


def watch_services(desk):
    """This machine as the source that is on without being named"""
    path = desk.path("nightbell-config/test.toml")
    with open(path) as file:
        text = file.read()
    with open(path, "w") as file:
        file.write(text.replace("enabled = false\n", "").replace("fail-after = 1\n", "fail-after = 2\n"))


def main(binaries):
    with Desk(binaries) as desk:
        desk.env["DBUS_SESSION_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
        services = Services()
        desk.start_display()
        desk.spawn("xfce4-notifyd", xfce.DAEMON[0])
        until(lambda: desk.owner("org.freedesktop.Notifications"), "xfce4-notifyd is on the bus")
        desk.spawn("monitor", "dbus-monitor", "--session", "interface='org.freedesktop.Notifications',member='Notify'")
        panel = tray.Panel(desk)
        panel.start()
        desk.configure()
        watch_services(desk)
        desk.repair()
        console = desk.start_console("--hidden")
        until(lambda: [each["state"] for each in desk.ask("sources")] == ["fresh"], "this machine is watched")
        until(lambda: desk.ask("checks")[0]["state"] == "passing", "the site is well")
        agrees(desk)
        counts(panel, 0)
        assert desk.ask("incidents") == [] and not desk.windows(), "nothing is wrong, and nothing is seen of the console"
        print("ok: nothing is wrong with a service that is steady and a site that answers")

        services.start_flapping()
        until(lambda: incident(desk, FLAPPING), "the service is an incident")
        [first] = shows(desk, 1)
        counts(panel, 1)
        agrees(desk, flap="triggered")
        print("ok: the third failure:", incident(desk, FLAPPING)["title"])
        tell_times(desk, services)

        desk.stop_site()
        until(lambda: incident(desk, "http"), "the site is an incident")
        second = next(popup for popup in shows(desk, 2) if popup[:2] != first[:2])
        counts(panel, 2)
        agrees(desk, flap="triggered", http="triggered")
        print("ok: the web server that stopped:", incident(desk, "http")["title"])

        desk.output("xdotool", "mousemove", *xfce.acknowledge_button(first), "click", "1")
        until(lambda: state(desk, FLAPPING) == "acknowledged", "the click acknowledges")
        shows(desk, 1)
        counts(panel, 1)
        agrees(desk, flap="acknowledged", http="triggered")
        print("ok: a click on Acknowledge of the notification, beside the one at", second)

        panel.click("Acknowledge", within=incident(desk, "http")["title"])
        until(lambda: state(desk, "http") == "acknowledged", "the entry acknowledges")
        shows(desk, 0)
        counts(panel, 0)
        agrees(desk, flap="acknowledged", http="acknowledged")
        print("ok: a click on Acknowledge in the menu of the tray")

        desk.repair()
        agrees(desk, flap="acknowledged", http="resolved")
        shows(desk, 1)
        counts(panel, 0)
        print("ok: the server that is back resolves its incident, which is told")
        assert not desk.windows(), "none of it needed the window"
        assert desk.end(console) == 0, "SIGTERM ends the console in order"


if __name__ == "__main__":
    if "NIGHTBELL_LAB" not in os.environ:
        enter_lab()
    main(sys.argv[1])
