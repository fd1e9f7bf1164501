#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""datadog.py BINARIES PAGERDUTY_LOOPBACK DATADOG_LOOPBACK: a monitor turns red while the window is open, is acknowledged and muted from
there, and is well again. What was done is read from the organisation itself."""
import json
import os
import subprocess
import sys
import urllib.request

from desk import Desk, need, until
from pagerduty import Hands

need("Xvfb", "openbox", "xdotool", "dbus-daemon")

SOURCE = """[[source]]
id = "local"
kind = "local"
enabled = false

[[source]]
id = "dd"
kind = "datadog"
name = "Datadog"
url = "{url}"
every = "2s"
muted-by = "Ann"
"""


class Organisation:
    """Datadog on loopback, and its other door"""

    def __init__(self, desk, program):
        self.process = subprocess.Popen([program, "--until-stdin-closes"], env=desk.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.about = json.loads(self.process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()

    def set(self, monitor, group, status):
        body = json.dumps({"monitor": monitor, "group": group, "status": status}).encode()
        with urllib.request.urlopen(urllib.request.Request(self.about["controlUrl"] + "/state", method="POST", data=body), timeout=10):
            pass

    def downtimes(self, status="active"):
        with urllib.request.urlopen(self.about["controlUrl"] + "/downtimes", timeout=10) as answer:
            return [each for each in json.load(answer) if each["status"] == status]


def incident(desk, start):
    return next((each for each in desk.ask("incidents") or [] if each["title"].startswith(start)), None)


def main():
    with Desk(sys.argv[1]) as desk, Organisation(desk, sys.argv[3]) as organisation:
        desk.start_bus()
        desk.start_display()
        os.makedirs(desk.path("nightbell-config"))
        with open(desk.path("nightbell-config/test.toml"), "w") as file:
            file.write(SOURCE.format(url=organisation.about["url"]))
        keys = {"NIGHTBELL_SECRET_DD_API_KEY": organisation.about["apiKey"], "NIGHTBELL_SECRET_DD_APP_KEY": organisation.about["appKey"]}
        desk.start_console(**keys)
        until(lambda: len(desk.ask("incidents") or []) == 3, "what alerts is seen")
        hosts = until(lambda: desk.ask("hosts"), "the hosts are seen")
        assert {host["host"] if "host" in host else host["id"] for host in hosts} and len(hosts) == 3, hosts
        web = next(host for host in hosts if host["id"] == "dd:web-1")
        assert web["cpu"] == 96 and web["state"] == "up", web
        print("ok: monitors and hosts with their figures are seen")

        organisation.set(101, "host:web-2", "Alert")
        until(lambda: incident(desk, "CPU of web-2"), "a monitor turns red")
        hands = Hands(desk)
        hands.go_to("web-2")
        desk.picture("datadog-incident")
        hands.press("a")
        until(lambda: organisation.downtimes(), "A makes a downtime")
        [downtime] = organisation.downtimes()
        assert downtime["scope"] == "host:web-2" and downtime["message"] == "acknowledged in Nightbell by Ann", downtime
        until(lambda: incident(desk, "CPU of web-2")["state"] == "acknowledged", "it is acknowledged")
        print("ok: A makes a downtime of exactly that group")
        hands.press("ctrl+z")
        until(lambda: not organisation.downtimes(), "Ctrl+Z cancels it")
        until(lambda: incident(desk, "CPU of web-2")["state"] == "triggered", "it is triggered again")
        print("ok: Ctrl+Z cancels it")
        desk.picture("datadog-acknowledged")
        hands.press("ctrl+2")
        desk.picture("datadog-hosts")
        organisation.set(101, "host:web-2", "OK")
        until(lambda: incident(desk, "CPU of web-2") is None, "it is well again")
        print("ok: it is well again, and gone")


main()
