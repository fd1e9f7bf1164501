#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""silences.py BINARIES: a real Alertmanager and the window. A group of alerts is acknowledged with one key, which makes one silence
of exactly those; the page Silences lists it, prolongs it and ends it; a new one is made with the preview of what it keeps quiet.
What was done is read from the Alertmanager itself."""
import datetime
import json
import os
import socket
import sys
import time
import urllib.request

from desk import Desk, need, until
from pagerduty import Hands

need("Xvfb", "openbox", "xdotool", "dbus-daemon", "prometheus-alertmanager")

SOURCE = """[[source]]
id = "local"
kind = "local"
enabled = false

[[source]]
id = "lab"
kind = "prometheus"
name = "Lab"
alertmanager = "{url}"
every = "1s"
created-by = "ann"

[console]
alert-window = "never"
{more}
"""


class Alertmanager:
    def __init__(self, desk):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        self.url = "http://" + address
        with open(desk.path("am.yml"), "w") as file:
            file.write("route: {receiver: none, group_wait: 1s}\nreceivers: [{name: none}]\n")
        desk.spawn("alertmanager", "prometheus-alertmanager", "--config.file=" + desk.path("am.yml"), "--storage.path=" + desk.path("am"),
                   "--cluster.listen-address=", "--web.listen-address=" + address)
        until(self.is_ready, "the Alertmanager answers")

    def is_ready(self):
        try:
            return self.get("/status") is not None
        except OSError:
            return False

    def get(self, path):
        with urllib.request.urlopen(self.url + "/api/v2" + path, timeout=10) as answer:
            return json.load(answer)

    def tell(self, *alerts):
        request = urllib.request.Request(self.url + "/api/v2/alerts", json.dumps(alerts).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10):
            pass

    def silences(self):
        return [each for each in self.get("/silences") if each["status"]["state"] == "active"]

    def quiet(self):
        """Names and instances of the alerts that are silenced"""
        return sorted((each["labels"]["alertname"], each["labels"]["instance"]) for each in self.get("/alerts") if each["status"]["silencedBy"])


def alert(name, instance):
    return {"labels": {"alertname": name, "severity": "critical", "instance": instance}, "annotations": {"summary": f"{name} on {instance}"},
            "startsAt": "2026-01-01T00:00:00Z", "endsAt": "2099-01-01T00:00:00Z"}


def left(silence):
    ends = datetime.datetime.fromisoformat(silence["endsAt"].replace("Z", "+00:00"))
    return (ends - datetime.datetime.now(datetime.timezone.utc)).total_seconds()


def states(desk):
    return {each["title"]: each["state"] for each in desk.ask("incidents") or []}


def group(desk, manager, hands):
    hands.press("b", "Down", "Up")  # the groups, and the first of them: its members are selected
    time.sleep(0.3)
    desk.picture("silences-group")
    hands.press("a")
    hands.dialog()
    desk.picture("silences-question")
    hands.answer("Return")
    wanted = sorted(("DiskFull", f"h{number}") for number in range(6))
    until(lambda: manager.quiet() == wanted, "the group is quiet, and nothing else")
    [silence] = manager.silences()
    instances = next(each for each in silence["matchers"] if each["name"] == "instance")
    assert instances["isRegex"] and sorted(instances["value"].split("|")) == [f"h{number}" for number in range(6)], silence
    assert all(each["isEqual"] for each in silence["matchers"]) and silence["createdBy"] == "ann", silence
    until(lambda: states(desk)["DiskFull on h3"] == "acknowledged", "its alerts are acknowledged")
    assert states(desk)["Slow on h0"] == "triggered", states(desk)
    print("ok: one key on a group makes one silence of exactly its alerts")
    return silence["id"]


def late(desk, manager):
    manager.tell(alert("DiskFull", "h9"))
    until(lambda: states(desk).get("DiskFull on h9") == "triggered", "one more of them is not acknowledged with the others")
    # Over, though the console does not believe that of an Alertmanager that has just started.
    manager.tell(alert("DiskFull", "h9") | {"endsAt": "2026-01-02T00:00:00Z"})
    print("ok: another alert of that name is not acknowledged with them")


def prolong(desk, manager, hands, which):
    hands.activate()
    hands.press("ctrl+7")
    time.sleep(2)
    desk.picture("silences-page")
    hands.press("p")
    hands.dialog()
    hands.press("alt+4")  # four hours
    time.sleep(0.3)
    desk.picture("silences-prolong")
    hands.answer("Return")
    until(lambda: [each["id"] for each in manager.silences()] == [which] and left(manager.silences()[0]) > 3.9 * 3600, "it ends four hours from now")
    assert manager.silences()[0]["comment"].startswith("ACK!"), manager.silences()
    print("ok: P lets it end later, and it stays the same acknowledgement")


def make(desk, manager, hands):
    hands.activate()
    hands.press("n")
    hands.dialog()
    hands.type('alertname="Slow", instance=~"h.*"')
    time.sleep(1)
    desk.picture("silences-new")
    hands.answer("Return")
    until(lambda: ("Slow", "h0") in manager.quiet(), "what was written is quiet")
    until(lambda: states(desk)["Slow on h0"] == "triggered", "somebody else's trouble stays in sight")
    print("ok: N makes a silence that was previewed")


def end(desk, manager, hands, which):
    hands.activate()
    hands.press("slash")
    hands.type("DiskFull")
    hands.press("Return")
    time.sleep(0.5)
    desk.picture("silences-filtered")
    hands.press("e")
    hands.dialog()
    desk.picture("silences-end")
    hands.answer("Return")
    until(lambda: which not in [each["id"] for each in manager.silences()], "it is ended")
    until(lambda: states(desk)["DiskFull on h3"] == "triggered", "its alerts are heard again")
    assert manager.quiet() == [("Slow", "h0")], manager.quiet()
    desk.picture("silences-ended")
    print("ok: E ends it, and what it kept quiet is heard again")


def main(binaries):
    with Desk(binaries) as desk:
        desk.start_bus()
        desk.start_display()
        manager = Alertmanager(desk)
        manager.tell(alert("Slow", "h0"), *(alert("DiskFull", f"h{number}") for number in range(6)))
        os.makedirs(desk.path("nightbell-config"))
        os.makedirs(desk.path("nightbell-data"))
        with open(desk.path("nightbell-config/test.toml"), "w") as file:
            file.write(SOURCE.format(url=manager.url, more=os.environ.get("NIGHTBELL_TEST_CONSOLE", "")))
        with open(desk.path("nightbell-data/window.ini"), "w") as file:
            file.write("[General]\ngrouping=label:alertname\n")
        console = desk.start_console()
        until(lambda: len(states(desk)) == 7, "the alerts are seen")
        hands = Hands(desk)
        which = group(desk, manager, hands)
        late(desk, manager)
        prolong(desk, manager, hands, which)
        make(desk, manager, hands)
        end(desk, manager, hands, which)
        assert desk.end(console) == 0, "SIGTERM ends the console in order"


if __name__ == "__main__":
    main(sys.argv[1])
