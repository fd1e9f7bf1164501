#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls every route of the loopback PagerDuty as a correct client would; run.sh checks requests and answers."""
import datetime
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

API = os.environ["PAGERDUTY_API_URL"]
EVENTS = os.environ["PAGERDUTY_EVENTS_URL"]
CONTROL = os.environ["PAGERDUTY_CONTROL_URL"]
USER_KEY = os.environ["PAGERDUTY_USER_KEY"]
ACCOUNT_KEY = os.environ["PAGERDUTY_ACCOUNT_KEY"]
ROUTING_KEY = os.environ["PAGERDUTY_ROUTING_KEY"]

problems = []
called = set()  # "METHOD /path/{id}"


def send(method, base, path, body, headers):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(base + path, data=data, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def call(method, form, *ids, query=(), body=None, sender=True, wants=200, key=None, code=None):
    """One request to the REST API, whose {…} are `ids`; what it answers, after looking at the status."""
    called.add(f"{method} {form}")
    path = form
    for one in ids:
        start = path.index("{")
        path = path[:start] + urllib.parse.quote(str(one)) + path[path.index("}") + 1 :]
    if query:
        path += "?" + urllib.parse.urlencode(query)
    headers = {"Accept": "application/vnd.pagerduty+json;version=2", "Authorization": f"Token token={key or USER_KEY}"}
    if body is not None:
        headers["Content-Type"] = "application/json"
    if sender and method != "GET":
        headers["From"] = "you@example.com"
    status, said = send(method, API, path, body, headers)
    answer = json.loads(said) if said else None
    if status != wants:
        problems.append(f"{method} {path}: {status} instead of {wants}: {said[:300]}")
    elif code is not None and answer["error"]["code"] != code:
        problems.append(f"{method} {path}: code {answer['error']['code']} instead of {code}")
    return answer


def control(path, body):
    status, said = send("POST", CONTROL, path, body, {"Content-Type": "application/json"})
    if status != 200:
        problems.append(f"{path}: {said}")
    return json.loads(said)


def event(body, path="/v2/enqueue", wants=202):
    called.add(f"POST {path}")
    status, said = send("POST", EVENTS, path, {"routing_key": ROUTING_KEY, **body}, {"Content-Type": "application/json"})
    if status != wants:
        problems.append(f"{path}: {status} instead of {wants}: {said}")
    return json.loads(said)


def time(**ahead):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(**ahead)).strftime("%Y-%m-%dT%H:%M:%SZ")


def reference(kind, identity):
    return {"id": identity, "type": f"{kind}_reference"}


def account():
    call("GET", "/abilities")
    call("GET", "/abilities/{id}", "teams", wants=204)
    call("GET", "/abilities/{id}", "nothing_of_the_kind", wants=402, code=2014)
    call("GET", "/users/me")
    call("GET", "/users/me", key=ACCOUNT_KEY, wants=400)
    call("GET", "/users", query=[("limit", 100), ("total", "true")])
    call("GET", "/users/{id}", "PYOU001")
    call("GET", "/users/{id}", "PNOBODY", wants=404, code=2100)
    call("GET", "/users/{id}/contact_methods", "PYOU001")
    call("GET", "/users/{id}/notification_rules", "PYOU001")
    call("GET", "/priorities")
    call("GET", "/teams", query=[("query", "oper")])
    call("GET", "/teams/{id}", "PTEAM01")
    call("GET", "/teams/{id}/members", "PTEAM01")
    call("GET", "/services", query=[("limit", 100)])
    call("GET", "/services/{id}", "PSITE01")
    call("PUT", "/services/{id}", "PSLOTH1", sender=False,
         body={"service": {"type": "service", "name": "sloth-racing", "status": "active", "escalation_policy": reference("escalation_policy", "PEPBACK")}})
    call("GET", "/services/{id}/integrations/{integration_id}", "PSITE01", "PINTEG1")
    call("GET", "/services/{id}/change_events", "PSITE01")
    call("GET", "/change_events", query=[("since", time(days=-1)), ("until", time(hours=1))])
    call("GET", "/notifications", query=[("since", time(days=-1)), ("until", time(hours=1)), ("limit", 100)])


def duty():
    call("GET", "/oncalls", query=[("limit", 100), ("earliest", "true")])
    call("GET", "/oncalls", query=[("since", time()), ("until", time(days=14)), ("user_ids[]", "PYOU001")])
    call("GET", "/schedules", query=[("include[]", "final_schedule"), ("since", time()), ("until", time(days=14))])
    call("GET", "/schedules/{id}", "PSCHED1", query=[("since", time()), ("until", time(days=14))])
    call("GET", "/schedules/{id}/users", "PSCHED1", query=[("since", time()), ("until", time(days=14))])
    override = {"start": time(hours=1), "end": time(hours=3), "user": reference("user", "PYOU001")}
    backwards = {"start": time(hours=3), "end": time(hours=1), "user": reference("user", "PYOU001")}
    made = call("POST", "/schedules/{id}/overrides", "PSCHED1", body={"overrides": [override, backwards]}, sender=False, wants=201)
    now = call("POST", "/schedules/{id}/overrides", "PSCHED1", body={"overrides": [{**override, "start": time(minutes=-1)}]}, sender=False, wants=201)
    call("GET", "/schedules/{id}/overrides", "PSCHED1", query=[("since", time()), ("until", time(days=2))], wants=201)
    call("DELETE", "/schedules/{id}/overrides/{override_id}", "PSCHED1", made[0]["override"]["id"], sender=False, wants=204)
    call("DELETE", "/schedules/{id}/overrides/{override_id}", "PSCHED1", now[0]["override"]["id"], sender=False)
    call("GET", "/escalation_policies", query=[("sort_by", "name"), ("limit", 100)])
    call("GET", "/escalation_policies/{id}", "PEPSITE")


def lists():
    opened = [("date_range", "all"), ("statuses[]", "triggered"), ("statuses[]", "acknowledged"), ("limit", 100)]
    found = call("GET", "/incidents", query=[*opened, ("total", "true")])["incidents"]
    if len(found) != 7:
        problems.append(f"{len(found)} open incidents instead of 7")
    if len(call("GET", "/incidents", query=opened[1:])["incidents"]) != 6:
        problems.append("the default range isn't a month")
    every = "acknowledgers agents assignees conference_bridge escalation_policies first_trigger_log_entries priorities services teams users".split()
    call("GET", "/incidents", query=[*opened, *(("include[]", each) for each in every)])
    call("GET", "/incidents", query=[("since", time(days=-100)), ("until", time()), ("urgencies[]", "high"), ("service_ids[]", "PSITE01"),
                                     ("team_ids[]", "PTEAM01"), ("sort_by", "urgency:desc,created_at:asc"), ("time_zone", "UTC")])
    call("GET", "/incidents", query=[("user_ids[]", "PYOU001"), ("date_range", "all"), ("limit", 2), ("offset", 2)])
    call("GET", "/incidents/types")
    call("GET", "/log_entries", query=[("limit", 100), ("is_overview", "true"), ("team_ids[]", "PTEAM01")])
    return [each["id"] for each in found]


def details(incident):
    call("GET", "/incidents/{id}", incident)
    call("GET", "/incidents/{id}", "PNOBODY", wants=404, code=2100)
    alerts = call("GET", "/incidents/{id}/alerts", incident, query=[("limit", 100), ("statuses[]", "triggered")])["alerts"]
    call("GET", "/incidents/{id}/alerts/{alert_id}", incident, alerts[0]["id"])
    log = call("GET", "/incidents/{id}/log_entries", incident, query=[("limit", 100), ("include[]", "channels")])["log_entries"]
    call("GET", "/log_entries/{id}", log[0]["id"])
    note = call("POST", "/incidents/{id}/notes", incident, body={"note": {"content": "Looking"}})["note"]
    call("PUT", "/incidents/{id}/notes/{note_id}", incident, note["id"], body={"note": {"content": "Looking at nginx"}})
    call("GET", "/incidents/{id}/notes", incident)
    call("DELETE", "/incidents/{id}/notes/{note_id}", incident, note["id"], sender=False, wants=204)
    target = {"responder_request_target": reference("user", "PLEAD01")}
    call("POST", "/incidents/{id}/responder_requests", incident, sender=False,
         body={"requester_id": "PYOU001", "message": "Please help", "responder_request_targets": [target]})
    call("GET", "/incidents/{id}", incident)
    call("PUT", "/incidents/{id}/responder_requests/cancel", incident, sender=False,
         body={"requester_id": "PYOU001", "responder_request_targets": [reference("user", "PLEAD01"), reference("user", "PBACK01")]})
    call("POST", "/incidents/{id}/status_updates", incident, body={"message": "We are on it", "subject": "Main site"})
    call("POST", "/incidents/{id}/status_updates/subscribers", incident, sender=False,
         body={"subscribers": [{"subscriber_id": "PTEAM01", "subscriber_type": "team"}]})
    call("GET", "/incidents/{id}/status_updates/subscribers", incident)
    call("GET", "/incidents/{id}/past_incidents", incident, query=[("limit", 5)])
    call("GET", "/incidents/{id}/related_incidents", incident)
    call("GET", "/incidents/{id}/related_change_events", incident)
    call("GET", "/incidents/{id}/outlier_incident", incident)
    call("GET", "/incidents/{id}/custom_fields/values", incident)
    call("PUT", "/incidents/{id}/custom_fields/values", incident, sender=False, wants=201,
         body={"custom_fields": [{"name": "customers_affected", "value": 900}]})


def workflows(incident):
    first = call("GET", "/incident_workflows/triggers", query=[("trigger_type", "manual"), ("incident_id", incident), ("limit", 1)])
    for trigger in first["triggers"]:
        call("GET", "/incident_workflows/{id}", trigger["workflow"]["id"], wants=200)
        call("POST", "/incident_workflows/{id}/instances", trigger["workflow"]["id"], sender=False, wants=201,
             body={"incident_workflow_instance": {"type": "incident_workflow_instance", "incident": reference("incident", incident)}})
    call("GET", "/incident_workflows")
    page = call("GET", "/incident_workflows/triggers", query=[("limit", 2)])
    call("GET", "/incident_workflows/triggers", query=[("limit", 2), ("cursor", page["next_cursor"])])


def actions(ids):
    first, second = ids[:2]
    one = {"id": first, "type": "incident_reference"}
    call("PUT", "/incidents", body={"incidents": [{**one, "status": "acknowledged"}, {"id": second, "type": "incident", "status": "acknowledged"}]})
    call("PUT", "/incidents", body={"incidents": [{**one, "status": "acknowledged"}]}, wants=400, code=1002)
    changes = ({"status": "triggered"}, {"title": "Main site is slow", "urgency": "low", "priority": reference("priority", "PPRIO02")},
               {"urgency": "high"}, {"escalation_level": 2}, {"escalation_policy": reference("escalation_policy", "PEPBACK")},
               {"assignments": [{"assignee": reference("user", "PYOU001")}]}, {"conference_bridge": {"conference_url": "https://meet.example.com/1"}})
    for change in changes:
        call("PUT", "/incidents/{id}", first, body={"incident": {"type": "incident_reference", **change}})
    call("POST", "/incidents/{id}/snooze", first, body={"duration": 900}, wants=201)
    call("GET", "/incidents/{id}", first)
    alerts = call("GET", "/incidents/{id}/alerts", first)["alerts"]
    call("PUT", "/incidents/{id}/alerts/{alert_id}", first, alerts[0]["id"], body={"alert": {"id": alerts[0]["id"], "type": "alert", "status": "triggered"}})
    call("PUT", "/incidents/{id}/alerts", first, body={"alerts": [{"id": alerts[0]["id"], "type": "alert", "status": "triggered"}]})
    made = call("POST", "/incidents", wants=201, body={"incident": {
        "type": "incident", "title": "Tape library is stuck", "service": reference("service", "PAUDIO1"), "urgency": "high", "incident_key": "tape",
        "body": {"type": "incident_body", "details": "Arm 2 does not move"}, "escalation_policy": reference("escalation_policy", "PEPSITE")}})["incident"]
    call("GET", "/incidents", query=[("incident_key", "tape"), ("statuses[]", "triggered")])
    call("PUT", "/incidents/{id}/merge", first, body={"source_incidents": [reference("incident", made["id"])]})
    call("GET", "/incidents/{id}", made["id"])
    call("PUT", "/incidents/{id}", second, body={"incident": {"type": "incident_reference", "status": "resolved", "resolution": "Slot dropped"}})
    call("PUT", "/incidents", body={"incidents": [{"id": second, "type": "incident_reference", "status": "resolved"}]}, wants=400, code=1001)
    call("GET", "/incidents/{id}/log_entries", second, query=[("limit", 100)])


def windows():
    wanted = {"type": "maintenance_window", "start_time": time(), "end_time": time(hours=1), "description": "New kernel", "services": [reference("service", "PSLOTH1")]}
    made = call("POST", "/maintenance_windows", body={"maintenance_window": wanted}, wants=201)["maintenance_window"]
    call("GET", "/maintenance_windows", query=[("filter", "ongoing"), ("service_ids[]", "PSLOTH1")])
    call("GET", "/maintenance_windows/{id}", made["id"])
    call("PUT", "/maintenance_windows/{id}", made["id"], body={"maintenance_window": {**wanted, "end_time": time(hours=2)}}, sender=False)
    call("GET", "/services/{id}", "PSLOTH1")
    call("DELETE", "/maintenance_windows/{id}", made["id"], sender=False, wants=204)
    call("DELETE", "/maintenance_windows/{id}", made["id"], sender=False, wants=405)


def events():
    payload = {"summary": "DISK at 99 % on web-1", "source": "web-1.example.com", "severity": "critical", "component": "disk", "custom_details": {"free": "1 %"}}
    links = [{"href": "https://runbooks.example.com/disk", "text": "Runbook"}]
    images = [{"src": "https://graphs.example.com/disk.png", "alt": "Disk"}]
    for action in ("trigger", "acknowledge", "resolve"):
        event({"event_action": action, "dedup_key": "web-1/disk", **({"payload": payload, "links": links, "images": images} if action == "trigger" else {})})
    event({"event_action": "resolve", "dedup_key": "never heard of"})
    event({"payload": {"summary": "Deployed 2042", "source": "build-7", "custom_details": {"build": 2042}}, "links": links}, path="/v2/change/enqueue")
    call("GET", "/incidents", query=[("incident_key", "web-1/disk")])


def documented():
    """What the document has, as `called`; without the schedules of version 3, which are early access."""
    with open(os.path.join(os.environ["NIGHTBELL_SHARED"], "specs", "pagerduty-rest.json"), encoding="utf-8") as file:
        paths = json.load(file)["paths"]
    methods = ("get", "put", "post", "delete")
    return {f"{method.upper()} {path}" for path, item in paths.items() for method in item if method in methods and not path.startswith("/v3/")}


def main():
    account()
    duty()
    ids = lists()
    details(ids[0])
    workflows(ids[0])
    actions(ids)
    windows()
    events()
    control("/advance", {"by": "3h"})  # everything has escalated, woken, timed out
    for each in ids:
        call("GET", "/incidents/{id}", each)
        call("GET", "/incidents/{id}/log_entries", each, query=[("limit", 100)])
    control("/settings", {"perMinute": 0})
    call("GET", "/abilities", wants=429, code=2020)
    problems.extend(f"not called: {each}" for each in sorted(documented() - called))
    for problem in problems:
        print(problem)
    print(f"{len(called)} routes called, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
