#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""prometheus.py BINARIES: a real Prometheus with its Alertmanager, node_exporter, blackbox_exporter and a synthetic fleet. A fault
on a host is an incident, a notification that names it and a host that needs somebody; acknowledging it is a silence that the
Alertmanager lists with the right matchers; an alert that goes as another one comes is one recovery and one page; an Alertmanager
that hangs or is killed is said, and what it forgot is not called resolved. Prints how long it takes.
Needs tools/lab/stack.sh of NIGHTBELL_SHARED."""
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

from desk import Desk, need, skip, until

need("Xvfb", "openbox", "dbus-daemon", "dbus-monitor", "dunst", "prometheus", "prometheus-alertmanager", "prometheus-blackbox-exporter",
     "prometheus-node-exporter")

PORTS = ("PROM_PORT", "AM_PORT", "NODE_PORT", "BLACKBOX_PORT", "FLEET_PORT", "WEB_PORT", "WEBS_PORT", "BEARER_PORT")
RESTARTED = ("app-worker.service restarted ", " times on h1")
SETTLES = 185  # seconds after which the console takes an Alertmanager for one that knows everything
RESEND = 100  # seconds within which Prometheus has told a new Alertmanager of everything


class Stack:
    """The servers, on ports of their own"""

    def __init__(self, desk):
        self.script = os.path.join(os.environ.get("NIGHTBELL_SHARED", ""), "tools/lab/stack.sh")
        if not os.path.isfile(self.script):
            skip("needs NIGHTBELL_SHARED with tools/lab/stack.sh")
        self.folder = desk.path("stack")
        sockets = [socket.socket() for _ in PORTS]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        self.ports = {name: one.getsockname()[1] for name, one in zip(PORTS, sockets)}
        for one in sockets:
            one.close()
        self.env = os.environ | {name: str(port) for name, port in self.ports.items()}
        self.env |= {"HOSTS": "5", "FOR": "5s", "WINDOW": "30s", "RESTART_WINDOW": "20m", "PER_HOST": "1", "NGINX": "0"}

    def __enter__(self):
        self.run("up")
        self.started = time.monotonic()
        return self

    def __exit__(self, *_):
        self.signal(signal.SIGCONT)
        self.run("down")

    def run(self, command):
        subprocess.run(["bash", self.script, command, self.folder], env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, check=True, timeout=60)

    def signal(self, number):
        """Sends a signal to the Alertmanager"""
        try:
            with open(os.path.join(self.folder, "alertmanager.pid")) as file:
                os.kill(int(file.read()), number)
        except (OSError, ValueError):
            pass

    def url(self, name, path=""):
        return f"http://127.0.0.1:{self.ports[name]}{path}"

    def get(self, name, path):
        with urllib.request.urlopen(self.url(name, path), timeout=10) as answer:
            return answer.read()

    def alerts(self):
        return json.loads(self.get("AM_PORT", "/api/v2/alerts"))

    def post(self, *alerts):
        request = urllib.request.Request(self.url("AM_PORT", "/api/v2/alerts"), json.dumps(alerts).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10):
            pass


def alert(name, lives=True):
    return {"labels": {"alertname": name, "severity": "critical", "instance": "elsewhere"}, "annotations": {"summary": f"{name} is wrong"},
            "startsAt": "2026-01-01T00:00:00Z", "endsAt": "2099-01-01T00:00:00Z" if lives else "2026-01-02T00:00:00Z"}


def configure(desk, stack):
    os.makedirs(desk.path("nightbell-config"))
    with open(desk.path("nightbell-config/test.toml"), "w") as file:
        file.write(f"""[[source]]
id = "local"
kind = "local"
enabled = false

[[source]]
id = "lab"
kind = "prometheus"
url = "{stack.url("PROM_PORT")}"
alertmanager = "{stack.url("AM_PORT")}"
every = "1s"
window = "30s"
created-by = "ann"
""")


def incident(desk, words):
    return next((each for each in desk.ask("incidents", "--all") or [] if all(word in each["title"] for word in words)), None)


def state(desk, *words):
    found = incident(desk, words)
    return found["state"] if found else "missing"


def source(desk):
    return desk.ask("sources")[0]["state"]


def notified(desk, *words):
    """One that names it, by itself or among others"""
    with open(desk.path("monitor.log"), errors="replace") as log:
        return any(all(word in line for word in words) for line in log)


def events(desk, name, word):
    """How often `watch` told of it"""
    with open(desk.path("watch.log"), errors="replace") as log:
        lines = [json.loads(line) for line in log if line.startswith("{") and line.endswith("}\n")]
    return sum(line.get("event") == name and word in line.get("incident", {}).get("title", "") for line in lines)


def took(began):
    return f"{time.monotonic() - began:.1f} s"


def fault(desk, stack):
    until(lambda: any(host["id"] == "lab:h1" and host["cpu"] is not None for host in desk.ask("hosts") or []), "the fleet is read", 90)
    began = time.monotonic()
    stack.get("FLEET_PORT", "/fault?host=h1&kind=restart")
    until(lambda: any(each["labels"]["alertname"] == "ServiceRestarting" for each in stack.alerts()), "the alert stands in the Alertmanager", 60)
    there = time.monotonic()
    until(lambda: notified(desk, *RESTARTED), "a notification names it")
    found = incident(desk, RESTARTED)
    assert found and found["state"] == "triggered" and found["host"] == "lab:h1" and found["severity"] == "critical", found
    assert not incident(desk, ["by failure on h1"]), "the built-in rule leaves it to the alert"
    print(f"ok: a fault is an alert after {there - began:.1f} s, and a notification {took(there)} later")
    host = next(each for each in desk.ask("hosts") if each["id"] == "lab:h1")
    assert host["restarts"] >= 3 and host["state"] == "up", host
    return found["id"]


def acknowledge(desk, stack, which):
    desk.output(os.path.join(desk.binaries, "nightbellctl"), *desk.folders(), "ack", which)
    until(lambda: state(desk, *RESTARTED) == "acknowledged", "it is acknowledged")
    [silence] = [each for each in json.loads(stack.get("AM_PORT", "/api/v2/silences")) if each["status"]["state"] == "active"]
    [labels] = [each["labels"] for each in stack.alerts() if each["labels"]["alertname"] == "ServiceRestarting"]
    assert {matcher["name"]: matcher["value"] for matcher in silence["matchers"]} == labels, silence
    assert all(matcher["isEqual"] and not matcher["isRegex"] for matcher in silence["matchers"]), silence
    assert silence["createdBy"] == "ann", silence
    [shown] = [each for each in stack.alerts() if each["labels"]["alertname"] == "ServiceRestarting"]
    assert shown["status"]["silencedBy"] == [silence["id"]], shown
    print("ok: acknowledged by a silence of exactly its labels")


def hang(desk, stack):
    began = time.monotonic()
    stack.signal(signal.SIGSTOP)
    until(lambda: source(desk) == "failed", "the hung Alertmanager is said")
    print(f"ok: an Alertmanager that hangs is said after {took(began)}")
    until(lambda: notified(desk, "does not answer"), "a notification says so")
    print(f"ok: … and notified after {took(began)}")
    assert state(desk, *RESTARTED) == "acknowledged", "what it said last stays"
    stack.signal(signal.SIGCONT)
    until(lambda: source(desk) == "fresh", "it is back")
    until(lambda: state(desk, "does not answer") in ("resolved", "missing"), "and the trouble is over")


def swap(desk, stack):
    time.sleep(max(0.0, SETTLES - (time.monotonic() - stack.started)))
    stack.post(alert("First"))
    until(lambda: state(desk, "First is wrong") == "triggered", "the first is there")
    stack.post(alert("First", lives=False), alert("Second"))
    until(lambda: state(desk, "Second is wrong") == "triggered", "the second is there")
    until(lambda: state(desk, "First is wrong") in ("resolved", "missing"), "the first is over")
    until(lambda: events(desk, "page", "Second"), "it is told")
    told = {(event, name): events(desk, event, name) for event in ("page", "incident-resolved") for name in ("First", "Second")}
    wanted = {("page", "First"): 1, ("page", "Second"): 1, ("incident-resolved", "First"): 1, ("incident-resolved", "Second"): 0}
    assert told == wanted, told
    print("ok: one alert that goes as another comes is one recovery and one page")
    stack.post(alert("Second", lives=False))
    until(lambda: state(desk, "Second is wrong") in ("resolved", "missing"), "the second is over")


def restart(desk, stack, which):
    # Those that go on all the while; what else there is may end in truth.
    before = {each["id"] for each in desk.ask("incidents") if each["title"].startswith("Site ")} | {which}
    assert len(before) > 1
    began = time.monotonic()
    stack.run("kill-am")
    until(lambda: source(desk) == "failed", "the killed Alertmanager is said")
    print(f"ok: an Alertmanager that is killed is said after {took(began)}")
    until(lambda: state(desk, "does not answer") == "triggered", "and it is an incident")
    stack.run("restart-am")
    until(lambda: source(desk) == "fresh", "it is back")
    assert not any(each["labels"]["alertname"] == "ServiceRestarting" for each in stack.alerts()), "it was told again before we could look"

    def again():
        now = {each["id"] for each in desk.ask("incidents")}
        assert before <= now, f"{before - now} resolved falsely"
        return any(each["labels"]["alertname"] == "ServiceRestarting" for each in stack.alerts())

    until(again, "Prometheus tells it again", RESEND)
    until(lambda: state(desk, "does not answer") in ("resolved", "missing"), "the trouble is over")
    assert which in {each["id"] for each in desk.ask("incidents")}, "it is the same incident"
    print(f"ok: nothing was called resolved until Prometheus had told everything again, {took(began)}")


def main(binaries):
    with Desk(binaries) as desk, Stack(desk) as stack:
        desk.start_bus()
        desk.start_display()
        desk.spawn("dunst", "dunst")
        until(lambda: desk.owner("org.freedesktop.Notifications"), "dunst is on the bus")
        desk.spawn("monitor", "dbus-monitor", "--session", "interface='org.freedesktop.Notifications',member='Notify'")
        configure(desk, stack)
        console = desk.start_console("--hidden")
        until(lambda: source(desk) == "fresh", "Prometheus and Alertmanager answer")
        desk.spawn("watch", os.path.join(binaries, "nightbellctl"), *desk.folders(), "--json", "watch")
        which = fault(desk, stack)
        acknowledge(desk, stack, which)
        hang(desk, stack)
        swap(desk, stack)
        restart(desk, stack, which)
        assert desk.end(console) == 0, "SIGTERM ends the console in order"


if __name__ == "__main__":
    main(sys.argv[1])
