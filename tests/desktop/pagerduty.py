#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""pagerduty.py BINARIES PAGERDUTY_LOOPBACK: incidents of PagerDuty acted on in the window, in a notification of a real dunst and in the
menu of the tray; and a PagerDuty that goes away in the middle of an acknowledgement. What was done is read from the account itself."""
import json
import os
import subprocess
import sys
import urllib.request

from desk import Desk, need, until
import tray
import dunst

need("dunst", "dunstctl", "Xvfb", "openbox", "xdotool", "dbus-daemon")

SOURCE = """[[source]]
id = "local"
kind = "local"
enabled = false

[[source]]
id = "pd"
kind = "pagerduty"
name = "PagerDuty"
url = "{url}"
every = "5s"
"""


class Account:
    """PagerDuty on loopback, and its other door: what it knows, and what others do there"""

    def __init__(self, desk, program):
        self.process = subprocess.Popen([program, "--until-stdin-closes"], env=desk.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.about = json.loads(self.process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()

    def do(self, what, **values):
        request = urllib.request.Request(self.about["controlUrl"].rstrip("/") + "/" + what, method="POST", data=json.dumps(values).encode(),
                                         headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def state(self):
        with urllib.request.urlopen(self.about["controlUrl"].rstrip("/") + "/state", timeout=10) as answer:
            return json.load(answer)["incidents"]

    def incident(self, title):
        return next(each for each in self.state() if each["title"] == title)

    def requests(self, method, path=""):
        with urllib.request.urlopen(self.about["controlUrl"].rstrip("/") + "/requests", timeout=10) as answer:
            return [each for each in json.load(answer)["requests"] if each["method"] == method and path in each["path"]]
