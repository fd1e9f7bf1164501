#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""custody.py BINARIES PAGERDUTY_LOOPBACK: a laptop that sleeps, wakes, and loses its network, with mocks of logind and NetworkManager and a
real dunst; and whether a page would reach the person, asked by nightbellctl. The source is polled so rarely that only the waking explains
a request."""
import json
import os
import re
import subprocess
import sys
import time

from desk import Desk, need, until, skip
from pagerduty import Account
import dunst

need("dunst", "dunstctl", "Xvfb", "openbox", "xdotool", "dbus-daemon", "dbus-monitor", "gdbus")

SOURCE = """[[source]]
id = "local"
kind = "local"
enabled = false

[[source]]
id = "pd"
kind = "pagerduty"
name = "PagerDuty"
url = "{url}"
every = "10m"
"""


def start_mocks(desk):
    """Both buses are one here, as in the lab"""
    desk.env["DBUS_SYSTEM_BUS_ADDRESS"] = desk.env["DBUS_SESSION_BUS_ADDRESS"]
    for template, name in (("logind", "org.freedesktop.login1"), ("networkmanager", "org.freedesktop.NetworkManager")):
        process = desk.spawn(template, "/usr/bin/python3", "-m", "dbusmock", "--system", "--template", template)
        until(lambda: process.poll() is not None or desk.owner(name), f"{name} is on the bus")
        if process.poll() is not None:
            skip("python3-dbusmock is missing")


def connect(desk, number):
    """Over another connection; the mock knows of none, so that the word has to do"""
    changed = "{'PrimaryConnection': <objectpath '/org/freedesktop/NetworkManager/ActiveConnection/%d'>}" % number
    desk.output("gdbus", "call", "--system", "-d", "org.freedesktop.NetworkManager", "-o", "/org/freedesktop/NetworkManager", "-m",
                "org.freedesktop.DBus.Mock.EmitSignal", "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as",
                f"[<'org.freedesktop.NetworkManager'>, <{changed}>, <@as []>]")


def sleep(desk, begins):
    desk.output("gdbus", "call", "--system", "-d", "org.freedesktop.login1", "-o", "/org/freedesktop/login1", "-m",
                "org.freedesktop.DBus.Mock.EmitSignal", "org.freedesktop.login1.Manager", "PrepareForSleep", "b", f"[<{str(begins).lower()}>]")


def network(desk, properties):
    desk.output("gdbus", "call", "--system", "-d", "org.freedesktop.NetworkManager", "-o", "/org/freedesktop/NetworkManager", "-m",
                "org.freedesktop.DBus.Mock.UpdateProperties", "org.freedesktop.NetworkManager", properties)


class Notices:
    """Every notification that was asked for: its title, text and urgency"""

    def __init__(self, desk):
        self.desk = desk
        desk.spawn("notices", "dbus-monitor", "--session", "type='method_call',interface='org.freedesktop.Notifications',member='Notify'")

    def all(self):
        with open(self.desk.path("notices.log"), errors="replace") as log:
            calls = log.read().split("member=Notify")[1:]
        found = []
        for call in calls:
            strings = re.findall(r'^   string "(.*?)"$', call, re.M | re.S)
            level = re.search(r'"urgency"\s+variant\s+byte (\d)', call)
            if len(strings) >= 4 and level and "int32 " in call.rsplit("]", 1)[-1]:
                found.append((strings[2], strings[3], int(level.group(1))))
        return found

    def titled(self, words):
        return [notice for notice in self.all() if words in notice[0]]


def asked(account):
    return sum(each["path"].endswith("/incidents") for each in account.requests("GET", "/incidents"))


def asks_again(account, before, why):
    until(lambda: asked(account) > before, why, 15)


def all_is_well(account):
    """Nothing is open; returns the services that something can be triggered of, each a cause of its own, and who the person is"""
    me = account.incident("Main site answers 503 from three places")["assignments"][0]["assignee"]["id"]
    for incident in account.state():
        if incident["status"] != "resolved":
            account.do("change", id=incident["id"], status="resolved")
    return sorted({incident["service"]["id"] for incident in account.state()}), me


def sleeping(desk, account, notices, services, me):
    inhibitors = desk.output("gdbus", "call", "--system", "-d", "org.freedesktop.login1", "-o", "/org/freedesktop/login1", "-m",
                             "org.freedesktop.login1.Manager.ListInhibitors")
    assert "Nightbell" in inhibitors and "delay" in inhibitors, inhibitors
    sleep(desk, True)
    sleep(desk, True)  # some desktops say it twice
    until(lambda: notices.titled("This computer stops watching"), "the sleep is said")
    _, body, urgency = notices.titled("This computer stops watching")[0]
    assert "Only PagerDuty pages you" in body and "PagerDuty" in body, body
    assert urgency == 2, "whoever is on call has to see it"
    before, said = asked(account), len(notices.all())
    for service in services:
        account.do("trigger", service=service, title=f"Disk full at {service}", urgency="high", assignees=[me])
    time.sleep(1)
    assert asked(account) == before, "nothing is asked while it sleeps"
    sleep(desk, False)
    sleep(desk, False)
    asks_again(account, before, "everything is asked on waking")
    until(lambda: notices.titled("While you were away"), "the burst is told in one")
    time.sleep(1)
    assert len(notices.titled("This computer stops watching")) == 1, "said once"
    news = notices.all()[said:]
    pages = [notice for notice in news if "Disk full" in notice[0]]
    assert len(pages) == 1, f"one page at once, the others in the digest: {news}"
    title, body, urgency = notices.titled("While you were away")[0]
    assert f"{len(services) - 1} more" in title and urgency == 2 and "Nothing was watched since" in body, (title, body)
    desk.picture("custody-digest")
    print("ok: sleep is said once, waking asks at once, and a burst is one page and one digest")


def offline(desk, account, notices):
    before = asked(account)
    network(desk, "{'State': <uint32 20>, 'Connectivity': <uint32 1>}")
    until(lambda: notices.titled("The network is gone"), "the lost network is said")
    network(desk, "{'State': <uint32 10>}")
    rows = {row["id"]: row for row in desk.ask("readiness")}
    assert rows["network"]["level"] == "bad", rows["network"]
    network(desk, "{'State': <uint32 70>, 'Connectivity': <uint32 4>}")
    asks_again(account, before, "everything is asked when the network is back")
    until(lambda: notices.titled("The network is back"), "its return is said")
    assert len(notices.titled("The network is gone")) == 1, "said once"
    assert notices.titled("The network is gone")[0][1:] == ("Not watched: PagerDuty", 2), notices.titled("The network is gone")
    until(lambda: {row["id"]: row["level"] for row in desk.ask("readiness")}["network"] == "good", "it is there again")
    connect(desk, 1)
    before = asked(account)
    connect(desk, 2)
    asks_again(account, before, "everything is asked over another network")
    print("ok: a lost network is said once; its return, and another one, ask everything at once")


def test_page(desk, notices):
    command = [os.path.join(desk.binaries, "nightbellctl"), *desk.folders(), "--json", "readiness", "--test"]
    with subprocess.Popen(command, env=desk.env, stdout=subprocess.PIPE, text=True) as asking:
        until(lambda: notices.titled("Test page"), "the test page is shown")
        test = until(lambda: [each for each in desk.ask("incidents") if each["title"].startswith("Test page")], "it is an incident")[0]
        time.sleep(0.5)
        desk.ask("ack", test["id"])
        report = json.loads(asking.communicate(timeout=30)[0])
        assert asking.returncode == 0, "somebody reacted"
    assert report["outcome"] == "acknowledged" and report["by"] == "command", report
    assert report["shownMs"] is not None and report["shownMs"] < 2000, report
    assert report["acknowledgedMs"] >= 500, report
    until(lambda: notices.titled("The test page got through"), "how it went is told")
    until(lambda: not [each for each in desk.ask("incidents") if each["title"].startswith("Test page")], "it goes by itself")
    assert not notices.titled("Resolved: Test page"), "nothing was broken"
    rows = {row["id"]: row for row in desk.ask("readiness")}
    assert rows["test-page"]["level"] == "good", rows["test-page"]
    print("ok: a test page goes the whole way; shown after %d ms" % report["shownMs"])


def skewed(desk, account):
    assert {row["id"]: row["level"] for row in desk.ask("readiness")}["clock"] == "good"
    account.do("fail", bad="wrong-date", dateOff="10m")
    sleep(desk, True)
    sleep(desk, False)
    until(lambda: {row["id"]: row["level"] for row in desk.ask("readiness")}["clock"] == "bad", "the clocks differ")
    account.do("heal")
    print("ok: the clock is compared with that of the server")


def main(binaries, loopback):
    with Desk(binaries) as desk:
        desk.start_bus()
        desk.start_display()
        start_mocks(desk)
        dunst.configure(desk)
        dunst.start_dunst(desk)
        notices = Notices(desk)
        with Account(desk, loopback) as account:
            os.makedirs(desk.path("nightbell-config"))
            with open(desk.path("nightbell-config/test.toml"), "w") as file:
                file.write(SOURCE.format(url=account.about["url"].rstrip("/")))
            services, me = all_is_well(account)
            assert len(services) > 2, services
            desk.env["NIGHTBELL_SECRET_PD_TOKEN"] = account.about["userKey"]
            console = desk.start_console()
            until(lambda: asked(account) > 0, "PagerDuty is asked")
            until(lambda: any(source["state"] == "fresh" for source in desk.ask("sources")), "it has answered")
            until(lambda: (desk.ask("oncall") or [{}])[0].get("onCall"), "the person is known to be on call")
            sleeping(desk, account, notices, services, me)
            offline(desk, account, notices)
            test_page(desk, notices)
            skewed(desk, account)
            assert desk.end(console) == 0, "SIGTERM ends the console in order"


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
