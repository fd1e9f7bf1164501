// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/pagerduty/actions.h"

#include "sources/pagerduty/evidence.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace nightbell::pagerduty {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype bulkSize = 250; // the API's most: 413 above it

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PagerDuty)
};

QString input(const ActionRequest &request, const QString &key)
{
    return request.inputs.value(key).toString();
}

QStringList inputs(const ActionRequest &request, const QString &key)
{
    return request.inputs.value(key).toStringList();
}

QJsonObject reference(const QString &id, const QString &type)
{
    return {{u"id"_s, id}, {u"type"_s, type}};
}

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

// What the PUT changes. Precondition: isBulk(request.action).
QJsonObject changeOf(const Actor &actor, const ActionRequest &request, const QString &id)
{
    QJsonObject change = reference(id, u"incident_reference"_s);
    if (request.action == "acknowledge"_L1)
        change.insert(u"status"_s, u"acknowledged"_s);
    else if (request.action == "retrigger"_L1)
        change.insert(u"status"_s, u"triggered"_s);
    else if (request.action == "urgency"_L1)
        change.insert(u"urgency"_s, input(request, u"urgency"_s));
    else if (request.action == "title"_L1)
        change.insert(u"title"_s, input(request, u"title"_s));
    else if (request.action == "escalate"_L1)
        change.insert(u"escalation_level"_s, input(request, u"level"_s).toInt());
    if (request.action == "resolve"_L1) {
        change.insert(u"status"_s, u"resolved"_s);
        if (const QString note = input(request, u"note"_s).trimmed(); !note.isEmpty())
            change.insert(u"resolution"_s, note);
    }
    if (request.action == "priority"_L1) {
        const QString name = input(request, u"priority"_s);
        const QString priority = actor.priorities.value(name, name);
        change.insert(u"priority"_s, priority.isEmpty() ? QJsonValue() : QJsonValue(reference(priority, u"priority_reference"_s)));
    }
    if (request.action == "reassign"_L1) {
        QJsonArray assignments;
        for (const QString &person : inputs(request, u"people"_s))
            assignments.append(QJsonObject{{u"assignee"_s, reference(person, u"user_reference"_s)}});
        if (!assignments.isEmpty())
            change.insert(u"assignments"_s, assignments);
        else
            change.insert(u"escalation_policy"_s, reference(input(request, u"policy"_s), u"escalation_policy_reference"_s));
    }
    return change;
}

// "Already acknowledged", "already resolved", "already merged": it is as it was wanted.
bool isAlreadySo(const ActionRequest &request, const Error &error)
{
    const int code = codeOf(error);
    return (code == 1002 && request.action == "acknowledge"_L1) || (code == 1001 && request.action == "resolve"_L1)
        || (code == 1019 && request.action == "merge"_L1);
}

Expected<Done> outcome(const ActionRequest &request, const Expected<JsonDocument> &answer)
{
    if (answer || isAlreadySo(request, answer.error()))
        return Done{};
    return answer.error();
}

// What an answer says of one of them. Its status may be another than was asked for, and of one that it leaves out nobody knows.
Expected<Done> outcomeIn(const QHash<QString, QString> &statuses, const ActionRequest &request, const QString &id)
{
    const QString status = statuses.value(id);
    if (status.isEmpty())
        return Error{ErrorKind::BadAnswer, u"/incidents: nothing about "_s + id};
    const bool isWrong
        = (request.action == "acknowledge"_L1 && status == "triggered"_L1) || (request.action == "resolve"_L1 && status != "resolved"_L1);
    if (isWrong)
        return Error{ErrorKind::Conflict, Words::tr("it is %1 all the same").arg(status)};
    return Done{};
}

QHash<QString, QString> statusesIn(const JsonValue &answer)
{
    QHash<QString, QString> statuses;
    [[maybe_unused]] const auto done = answer["incidents"].forEach(
        [&](const JsonValue &incident) { statuses.insert(textOf(incident["id"]), textOf(incident["status"])); });
    return statuses;
}

QCoro::Task<Expected<Done>> changeOne(Actor actor, ActionRequest request, QString id)
{
    const QString path = u"/incidents/"_s + id;
    QJsonObject change = changeOf(actor, request, id);
    change.remove(u"id"_s); // it stands in the path, and only there
    const QByteArray body = json({{u"incident"_s, change}});
    const auto answer = co_await send(actor.client, "PUT", path, body);
    auto result = outcome(request, answer);
    co_return result;
}

// Refused for one of them, or for their number: the others may do.
bool mayBeOfOne(const Error &error)
{
    return error.kind == ErrorKind::Conflict || error.kind == ErrorKind::BadInput || error.kind == ErrorKind::NotFound
        || statusOf(error) == 413;
}

QCoro::Task<QList<Expected<Done>>> changeChunk(Actor actor, QList<ActionRequest> requests)
{
    QList<Expected<Done>> results;
    if (requests.size() == 1) {
        const QString id = idOf(requests.constFirst().incident, requests.constFirst().source);
        auto one = co_await changeOne(actor, requests.constFirst(), id);
        results.append(one);
        co_return results;
    }
    QJsonArray changes;
    for (const ActionRequest &request : requests)
        changes.append(changeOf(actor, request, idOf(request.incident, request.source)));
    const QByteArray body = json({{u"incidents"_s, changes}});
    const auto answer = co_await send(actor.client, "PUT", u"/incidents"_s, body);
    if (answer) {
        const QHash<QString, QString> statuses = statusesIn(answer->root());
        for (const ActionRequest &request : requests)
            results.append(outcomeIn(statuses, request, idOf(request.incident, request.source)));
        co_return results;
    }
    if (!mayBeOfOne(answer.error())) {
        results.fill(answer.error(), requests.size());
        co_return results;
    }
    const QList<ActionRequest> left = requests.first(requests.size() / 2);
    const QList<ActionRequest> right = requests.sliced(requests.size() / 2);
    const auto first = co_await changeChunk(actor, left);
    const auto second = co_await changeChunk(actor, right);
    QList<Expected<Done>> all = first + second;
    co_return all;
}

QCoro::Task<Expected<Done>> post(ClientPtr client, ActionRequest request, QString path, QByteArray body)
{
    const auto answer = co_await send(client, "POST", path, body);
    auto result = outcome(request, answer);
    co_return result;
}

QCoro::Task<Expected<Done>> snooze(Actor actor, ActionRequest request)
{
    const QString id = idOf(request.incident, request.source);
    const Duration left = request.requested + spanOf(request) - actor.client->clock.now();
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count(); // what is on its way for a moment loses nothing
    if (seconds < 1)
        co_return Error{ErrorKind::Conflict, Words::tr("the time is over")};
    const QString path = u"/incidents/%1/snooze"_s.arg(id);
    const QByteArray body = json({{u"duration"_s, qint64{seconds}}});
    auto first = co_await send(actor.client, "POST", path, body);
    if (!first && codeOf(first.error()) == 1012) { // only what is acknowledged can be snoozed
        ActionRequest acknowledge = request;
        acknowledge.action = u"acknowledge"_s;
        const auto acknowledged = co_await changeOne(actor, acknowledge, id);
        if (!acknowledged)
            co_return acknowledged.error();
        auto second = co_await send(actor.client, "POST", path, body);
        first = second;
    }
    auto result = outcome(request, first);
    co_return result;
}

QByteArray createBody(const ActionRequest &request)
{
    QJsonObject incident{{u"type"_s, u"incident"_s}, {u"title"_s, input(request, u"title"_s)},
        {u"service"_s, reference(input(request, u"service"_s), u"service_reference"_s)}, {u"incident_key"_s, request.key}};
    if (const QString urgency = input(request, u"urgency"_s); !urgency.isEmpty())
        incident.insert(u"urgency"_s, urgency);
    if (const QString details = input(request, u"details"_s); !details.isEmpty())
        incident.insert(u"body"_s, QJsonObject{{u"type"_s, u"incident_body"_s}, {u"details"_s, details}});
    if (const QStringList people = inputs(request, u"people"_s); !people.isEmpty()) {
        const QJsonObject assignee{{u"assignee"_s, reference(people.constFirst(), u"user_reference"_s)}};
        incident.insert(u"assignments"_s, QJsonArray{assignee});
    }
    return json({{u"incident"_s, incident}});
}

QByteArray respondersBody(const ActionRequest &request, const Person &me)
{
    QJsonArray targets;
    for (const QString &person : inputs(request, u"people"_s))
        targets.append(QJsonObject{{u"responder_request_target"_s, reference(person, u"user_reference"_s)}});
    return json(
        {{u"requester_id"_s, me.id.text()}, {u"message"_s, input(request, u"message"_s)}, {u"responder_request_targets"_s, targets}});
}

QByteArray maintenanceBody(const ActionRequest &request, const QString &service, const Client &client)
{
    const TimePoint start = client.clock.now() + client.theirs.correction;
    const TimePoint end = maintenanceEnd(request, client);
    return json({{u"maintenance_window"_s,
        QJsonObject{{u"type"_s, u"maintenance_window"_s}, {u"start_time"_s, toIso(start)}, {u"end_time"_s, toIso(end)},
            {u"description"_s, input(request, u"description"_s)},
            {u"services"_s, QJsonArray{reference(service, u"service_reference"_s)}}}}});
}

QCoro::Task<Expected<Done>> merge(Actor actor, ActionRequest request)
{
    QJsonArray sources;
    for (const IncidentId &other : request.others)
        sources.append(reference(idOf(other, request.source), u"incident_reference"_s));
    if (sources.isEmpty())
        co_return Error{ErrorKind::BadInput, Words::tr("there is nothing to merge with")};
    const QByteArray body = json({{u"source_incidents"_s, sources}});
    const QString path = u"/incidents/%1/merge"_s.arg(idOf(request.incident, request.source));
    const auto answer = co_await send(actor.client, "PUT", path, body);
    auto result = outcome(request, answer);
    co_return result;
}

// The rest: a POST below the incident, or beside it.
QCoro::Task<Expected<Done>> postOther(Actor actor, ActionRequest request)
{
    const QString id = idOf(request.incident, request.source);
    QString path = u"/incidents/%1"_s.arg(id);
    QByteArray body;
    if (request.action == "note"_L1) {
        path += "/notes"_L1;
        body = json({{u"note"_s, QJsonObject{{u"content"_s, input(request, u"text"_s)}}}});
    } else if (request.action == "responders"_L1) {
        path += "/responder_requests"_L1;
        body = respondersBody(request, actor.me);
    } else if (request.action == "statusupdate"_L1) {
        path += "/status_updates"_L1;
        body = json({{u"message"_s, input(request, u"message"_s)}});
    } else if (request.action == "workflow"_L1) {
        path = u"/incident_workflows/%1/instances"_s.arg(input(request, u"workflow"_s));
        const QJsonObject instance{{u"incident"_s, reference(id, u"incident_reference"_s)}};
        body = json({{u"incident_workflow_instance"_s, instance}});
    } else if (request.action == "maintenance"_L1) {
        const QString service = actor.services.value(idOf(request.incident, request.source));
        if (service.isEmpty())
            co_return Error{ErrorKind::NotFound, Words::tr("its service is not known")};
        path = u"/maintenance_windows"_s;
        body = maintenanceBody(request, service, *actor.client);
    } else {
        co_return Error{ErrorKind::BadInput, u"there is no action %1"_s.arg(request.action)};
    }
    auto result = co_await post(actor.client, request, path, body);
    co_return result;
}

} // namespace

bool isBulk(QStringView action)
{
    static const QStringList bulk{
        u"acknowledge"_s, u"resolve"_s, u"retrigger"_s, u"urgency"_s, u"priority"_s, u"title"_s, u"reassign"_s, u"escalate"_s};
    return bulk.contains(action);
}

QCoro::Task<QList<Expected<Done>>> changeAll(Actor actor, QList<ActionRequest> requests)
{
    QList<Expected<Done>> all;
    for (qsizetype from = 0; from < requests.size(); from += bulkSize) {
        const QList<ActionRequest> chunk = requests.mid(from, bulkSize);
        const auto results = co_await changeChunk(actor, chunk);
        all += results;
    }
    co_return all;
}

QCoro::Task<Expected<Done>> carryOut(Actor actor, ActionRequest request)
{
    const ActionKind *kind = actionKind(request.action);
    if (request.mayHaveBeenSent && kind && !kind->isRepeatable) {
        const auto arrived = co_await hasArrived(actor, request);
        if (!arrived)
            co_return arrived.error();
        if (*arrived)
            co_return Done{};
    }
    if (isBulk(request.action)) {
        const QString id = idOf(request.incident, request.source);
        auto changed = co_await changeOne(actor, request, id);
        co_return changed;
    }
    if (request.action == "snooze"_L1) {
        auto snoozed = co_await snooze(actor, request);
        co_return snoozed;
    }
    if (request.action == "create"_L1) {
        const QByteArray body = createBody(request);
        auto created = co_await post(actor.client, request, u"/incidents"_s, body);
        co_return created;
    }
    if (request.action == "merge"_L1) {
        auto merged = co_await merge(actor, request);
        co_return merged;
    }
    auto posted = co_await postOther(actor, request);
    co_return posted;
}

} // namespace nightbell::pagerduty
