#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""datadog.py BINARIES PAGERDUTY_LOOPBACK DATADOG_LOOPBACK: a monitor turns red while the window is open, is acknowledged and muted from
there, and is well again. Then PagerDuty hears of the same alert: one incident with both faces, acknowledged in the one and muted in the
other. What was done is read from the organisation and from the account themselves."""
import json
import os
import subprocess
import sys
import time
import urllib.parse
import urllib.request

from desk import Desk, need, until
from pagerduty import Account, Hands

need("Xvfb", "openbox", "xdotool", "dbus-daemon")

SOURCE = """[console]
alert-window = "never"
theme = "{theme}"

[[source]]
id = "local"
kind = "local"
enabled = false

[[source]]
id = "dd"
kind = "datadog"
name = "Datadog"
url = "{url}"
web = "{url}"
every = "2s"
muted-by = "Ann"

[[source]]
id = "pd"
kind = "pagerduty"
name = "PagerDuty"
url = "{pagerduty}"
every = "2s"
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


def forward(account, organisation, action, monitor, group, title):
    """What Datadog sends to PagerDuty, in its form"""
    link = f"{organisation.about['url'].rstrip('/')}/monitors/{monitor}?group={urllib.parse.quote(group, safe='')}&from_ts=1&to_ts=2"
    event = {"routing_key": account.about["routingKey"], "event_action": action, "dedup_key": f"{monitor}-{group}-cycle-1", "client": "Datadog",
             "client_url": link, "links": [{"href": link, "text": "Monitor Status"}],
             "payload": {"summary": title, "source": "Datadog", "severity": "critical",
                         "custom_details": {"monitor_state": "Triggered", "query": "avg(last_5m)…"}}}
    request = urllib.request.Request(account.about["eventsUrl"].rstrip("/") + "/v2/enqueue", method="POST", data=json.dumps(event).encode(),
                                     headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10):
        pass


def duty(desk, hands):
    """The person's own teams on the page On call, with those of PagerDuty beside them"""
    [source] = until(lambda: [each for each in desk.ask("oncall") or [] if each["source"] == "dd" and each["policies"]], "Datadog says who is on call")
    [web] = source["policies"]
    first, second = web["levels"]
    assert source["me"] == "Ann" and source["onCall"] and source["until"], source
    assert web["name"] == "Web" and first["delay"] == "5m" and first["targets"] == ["Web rota"], web
    assert [(shift["person"], shift["mine"], shift["end"] == source["until"]) for shift in first["now"]] == [("Ann", True, True)], web
    assert [shift["person"] for shift in first["next"]] == ["Bob"] and second["now"][0]["person"] == "Bob" and not second["now"][0]["end"], web
    hands.press("ctrl+4")
    time.sleep(2)  # it is laid out
    desk.picture("datadog-oncall")
    print("ok: who is on call in Datadog stands on the page On call")
    hands.press("ctrl+1")


def monitors(desk, organisation, hands):
    """All monitors, on their page and in the terminal; between two lists what is over is not called OK"""

    def listed(number=101):
        return next((each for each in desk.ask("monitors") or [] if each["id"] == f"dd:{number}"), None)

    def state(group):
        return next((each["state"] for each in listed()["groups"] if each["name"] == group), None)

    cpu = until(listed, "the monitors are listed")
    assert cpu["state"] == "alert" and cpu["kind"] == "query alert" and cpu["recipients"] == ["@pagerduty-web"] and cpu["listed"], cpu
    assert [(each["name"], each["state"]) for each in cpu["groups"]][:2] == [("host:web-1", "alert"), ("host:db-1", "warn")], cpu
    assert cpu["groups"][0]["incident"] == incident(desk, "CPU of web-1")["id"], cpu
    assert listed(102)["state"] == "no-data", listed(102)
    until(lambda: state("host:web-2") == "ok", "the next list says that it is well", 90)
    organisation.set(101, "host:web-2", "Alert")
    until(lambda: state("host:web-2") == "alert", "the search says what alerts")
    organisation.set(101, "host:web-2", "OK")
    until(lambda: state("host:web-2") == "over", "what is over is no longer alerting, and not OK")
    hands.press("ctrl+8")
    time.sleep(1)
    desk.picture("datadog-monitors")
    until(lambda: state("host:web-2") == "ok", "the next list says that it is well again", 90)
    print("ok: every monitor is listed with its groups, and what is over is not called OK before it is listed")

    hands.press("m")
    hands.dialog()
    desk.picture("datadog-monitors-mute")
    hands.answer("Return")
    [downtime] = until(lambda: organisation.downtimes(), "the mute is a downtime")
    assert downtime["scope"] == "*" and downtime["monitor"] == 101, downtime
    until(lambda: listed()["muted"] and all(each["muted"] for each in listed()["groups"]), "the monitor is muted")
    until(lambda: incident(desk, "CPU of web-1")["quiet"] == "silenced", "its incident is quiet")
    desk.picture("datadog-monitors-muted")
    desk.ask("unsilence", downtime["id"])
    until(lambda: not organisation.downtimes() and not listed()["muted"], "it is heard again")
    print("ok: M mutes the monitor that is selected")
    hands.press("Return")
    time.sleep(1)
    desk.picture("datadog-monitors-incident")
    hands.press("ctrl+1")


def both(desk, organisation, account, hands):
    title = "[Triggered on {host:web-2}] CPU of web-2 is high"
    organisation.set(101, "host:web-2", "Alert")
    until(lambda: incident(desk, "CPU of web-2"), "the monitor turns red again")
    forward(account, organisation, "trigger", 101, "host:web-2", title)

    def faces():
        return [each for each in desk.ask("incidents") or [] if len(each["faces"]) > 1]

    [seen] = until(faces, "there is one incident with both faces")
    assert [face["source"] for face in seen["faces"]] == ["pd", "dd"], seen
    assert not incident(desk, "CPU of web-2"), "the alert stands there by itself as well"
    assert seen["host"] == "dd:web-2" and seen["needsYou"], seen
    print("ok: one incident with both faces")

    hands.press("ctrl+1")
    hands.go_to("CPU of web-2")
    time.sleep(2)  # what both know of it comes
    desk.picture("datadog-faces")
    hands.press("a")
    until(lambda: account.incident(title)["status"] == "acknowledged", "A acknowledges in PagerDuty")
    assert not organisation.downtimes(), "the acknowledgement is a downtime as well"
    [seen] = until(lambda: [each for each in faces() if each["state"] == "acknowledged"], "it is acknowledged")
    assert not seen["needsYou"], seen
    print("ok: A acknowledges in PagerDuty, and nothing is muted")

    hands.press("Menu")
    time.sleep(0.5)
    desk.picture("datadog-menu")
    hands.press("Up", "Up", "Up", "Up")  # from its end, past what only looks
    desk.picture("datadog-menu-m")
    hands.press("Return")
    hands.dialog()
    desk.picture("datadog-mute")
    hands.answer("ctrl+Return")
    [downtime] = until(lambda: organisation.downtimes(), "the mute is a downtime")
    assert downtime["scope"] == "host:web-2" and downtime["message"].startswith("muted in Nightbell by Ann"), downtime
    until(lambda: [each for each in faces() if each["faces"][1]["quiet"] == "silenced"], "the face of Datadog is muted")
    assert account.incident(title)["status"] == "acknowledged"
    print("ok: mute goes to Datadog")
    desk.picture("datadog-muted")

    forward(account, organisation, "resolve", 101, "host:web-2", title)
    organisation.set(101, "host:web-2", "OK")
    until(lambda: not faces() and not incident(desk, "CPU of web-2"), "it is well again")
    print("ok: it ends once")


def main():
    with Desk(sys.argv[1]) as desk, Organisation(desk, sys.argv[3]) as organisation, Account(desk, sys.argv[2]) as account:
        desk.start_bus()
        desk.start_display()
        os.makedirs(desk.path("nightbell-config"))
        with open(desk.path("nightbell-config/test.toml"), "w") as file:
            file.write(SOURCE.format(theme=os.environ.get("NIGHTBELL_THEME", "light"), url=organisation.about["url"], pagerduty=account.about["url"].rstrip("/")))
        keys = {"NIGHTBELL_SECRET_DD_API_KEY": organisation.about["apiKey"], "NIGHTBELL_SECRET_DD_APP_KEY": organisation.about["appKey"],
                "NIGHTBELL_SECRET_PD_TOKEN": account.about["userKey"]}
        desk.start_console(**keys)
        until(lambda: sum(each["source"] == "dd" for each in desk.ask("incidents") or []) == 3, "what alerts is seen")
        until(lambda: any(each["source"] == "pd" for each in desk.ask("incidents") or []), "what pages is seen")
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
        time.sleep(1)
        hands.press("slash")
        hands.type("web-1")
        hands.press("Return", "Home", "Return")
        time.sleep(3)  # the chart's figures come
        desk.picture("datadog-hosts")
        organisation.set(101, "host:web-2", "OK")
        until(lambda: incident(desk, "CPU of web-2") is None, "it is well again")
        print("ok: it is well again, and gone")
        duty(desk, hands)
        monitors(desk, organisation, hands)
        both(desk, organisation, account, hands)


main()
