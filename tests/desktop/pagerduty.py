#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""pagerduty.py BINARIES PAGERDUTY_LOOPBACK: incidents of PagerDuty acted on in the window, in a notification of a real dunst and in the
menu of the tray; and a PagerDuty that goes away in the middle of an acknowledgement. What was done is read from the account itself."""
import json
import os
import subprocess
import sys
import time
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


class Hands:
    """What a person does at the window: keys, and the lists that they lead to"""

    def __init__(self, desk):
        self.desk = desk
        self.window = until(desk.windows, "the window is there")[0]
        self.activate()

    def activate(self):
        self.desk.output("xdotool", "windowactivate", "--sync", self.window)

    def press(self, *keys):
        self.desk.output("xdotool", "key", *keys)

    def type(self, text):
        self.desk.output("xdotool", "type", text)

    def go_to(self, wanted):
        """The list has these incidents only, and all of them are selected"""
        self.activate()
        self.press("slash", "ctrl+a", "BackSpace")
        self.type(wanted + " ")  # the blank ends what is suggested
        time.sleep(0.5)  # a list of suggestions that still stands there would take the key
        self.press("Return", "ctrl+a")

    def active(self):
        return self.desk.output("xdotool", "getactivewindow").strip()

    def dialog(self):
        """A question was put up, and has the keys"""
        until(lambda: self.active() not in ("", self.window), "a question is asked")

    def answer(self, *keys):
        self.press(*keys)
        until(lambda: self.active() == self.window, "the question is answered")


def configure(desk, account):
    os.makedirs(desk.path("nightbell-config"))
    with open(desk.path("nightbell-config/test.toml"), "w") as file:
        file.write(SOURCE.format(url=account.about["url"].rstrip("/")))


def titled(desk, words):
    return sum(words in each["title"] for each in desk.ask("incidents"))


def stage(desk, words):
    """What becomes of the action on an incident, as nightbellctl says it; None: nothing is under way"""
    return next(each for each in desk.ask("incidents", "--all") if words in each["title"])["action"]


def in_the_list(desk, account, hands):
    title = "Main site answers 503 from three places"
    hands.go_to("number:1001")
    hands.press("a")
    until(lambda: account.incident(title)["status"] == "acknowledged", "A acknowledges")
    hands.press("ctrl+z")
    until(lambda: account.incident(title)["status"] == "triggered", "Ctrl+Z takes it back")
    print("ok: A in the list acknowledges at PagerDuty, and Ctrl+Z takes it back there")

    hands.press("s", "Return")  # its first entry: 15 min
    until(lambda: any("snooze" in each["path"] for each in account.requests("POST")), "it is snoozed")
    [snooze] = account.requests("POST", "/snooze")
    # Until 15 min after the key: the time that the request took to leave is taken off.
    assert 895 <= json.loads(snooze["body"])["duration"] <= 900 and snooze["status"] == 201, snooze
    print("ok: S and Return snooze for 15 min")

    hands.press("n")
    hands.dialog()
    hands.type("looking at it")
    hands.answer("ctrl+Return")
    [note] = until(lambda: account.requests("POST", "/notes"), "the note is there")
    assert json.loads(note["body"]) == {"note": {"content": "looking at it"}} and note["status"] in (200, 201), note
    print("ok: N writes a note")


def reassign_and_merge(desk, account, hands):
    hands.go_to("number:1002")
    hands.press("g")
    hands.dialog()
    hands.type("backup")
    until(lambda: any("back" in each["query"] for each in account.requests("GET", "/users")), "people are looked for")
    time.sleep(1)  # it is shown
    hands.answer("Return", "ctrl+Return")
    until(lambda: [each["assignee"]["summary"] for each in account.incident("Replication of db-2 is 340 s behind")["assignments"]] == ["backup"],
          "it is Backup's now")
    print("ok: G gives an incident to somebody else")

    service = account.incident("Main site answers 503 from three places")["service"]["id"]
    for place in ("Paris", "Oslo"):
        account.do("trigger", service=service, title=f"The site is slow from {place}")
    until(lambda: titled(desk, "is slow from") == 2, "both are seen", 60)  # while it is calm PagerDuty is asked every 30 s
    hands.go_to("slow")
    hands.press("m")
    hands.dialog()
    hands.answer("ctrl+Return")
    until(lambda: [each["status"] for each in account.state() if "is slow from" in each["title"]].count("resolved") == 1, "one is left of two")
    print("ok: M makes one of two")


def from_outside(desk, account, panel):
    title = "audio-1: icecast restarted 4 times in an hour"
    until(lambda: dunst.displayed(desk) > 0, "there are notifications")
    dunst.choose(desk, "Acknowledge (audio-1")
    until(lambda: account.incident(title)["status"] == "acknowledged", "the notification's Acknowledge acknowledges")
    print("ok: Acknowledge of a notification")

    title = "Replication of db-2 is 340 s behind"
    panel.click("Acknowledge", within=title)
    until(lambda: account.incident(title)["status"] == "acknowledged", "the tray's Acknowledge acknowledges")
    print("ok: Acknowledge in the menu of the tray")


def away(desk, account, hands):
    title = "The site is slow from Bern"
    service = account.incident("Main site answers 503 from three places")["service"]["id"]
    account.do("trigger", service=service, title=title)
    until(lambda: titled(desk, title) == 1, "it is seen")
    before = len(account.requests("PUT"))
    account.do("fail", bad="close", method="PUT", path="/incidents*", times=1)  # it is done, and nobody hears of it
    hands.go_to("Bern")
    hands.press("a")
    until(lambda: len(account.requests("PUT")) > before, "the acknowledgement is on its way")
    account.do("away", away=True)
    until(lambda: stage(desk, title), "the row says that it is not sure")
    print("ok: PagerDuty is away in the middle of it:", stage(desk, title))
    account.do("away", away=False)
    until(lambda: stage(desk, title) is None, "it is settled")
    until(lambda: account.incident(title)["status"] == "acknowledged", "it is acknowledged")
    print("ok: it is back, and has the acknowledgement")

    title = "The site is slow from Rome"
    account.do("trigger", service=service, title=title)
    until(lambda: titled(desk, title) == 1, "it is seen")
    account.do("away", away=True)
    hands.go_to("Rome")
    hands.press("a")
    until(lambda: (stage(desk, title) or {}).get("stage") == "queued", "the row says that it is queued")
    assert account.incident(title)["status"] == "triggered"
    desk.kill_console()
    account.do("away", away=False)
    desk.start_console()
    until(lambda: account.incident(title)["status"] == "acknowledged", "the next run sends it")
    log = [each for each in account.requests("PUT") if account.incident(title)["id"] in each["path"] + each["body"]]
    assert len(log) == 1, log
    print("ok: what was queued when the console was killed is sent once by the next one")


def main(binaries, loopback):
    with Desk(binaries) as desk, Account(desk, loopback) as account:
        desk.env["NIGHTBELL_SECRET_PD_TOKEN"] = account.about["userKey"]
        dunst.configure(desk)
        desk.start_bus()
        desk.start_display()
        dunst.start_dunst(desk)
        panel = tray.Panel(desk)
        panel.start()
        configure(desk, account)
        desk.start_console()
        until(lambda: len(desk.ask("incidents") or []) == 7, "the incidents of PagerDuty are there")
        until(lambda: "3 " in panel.tool_tip(), "the tray counts those that need me")
        hands = Hands(desk)
        from_outside(desk, account, panel)
        in_the_list(desk, account, hands)
        reassign_and_merge(desk, account, hands)
        away(desk, account, hands)


if __name__ == "__main__":
    main(*sys.argv[1:3])
