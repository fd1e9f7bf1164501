// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/pagerduty/actions.h"

#include "base/duration.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace nightbell::pagerduty {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype bulkSize = 250; // the API's most: 413 above it
// How much the clocks of this machine and of PagerDuty may differ, where something of ours is looked for.
constexpr Duration skew = std::chrono::minutes(5);

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

Duration span(const ActionRequest &request)
{
    return parseDuration(input(request, u"for"_s)).value_or(Duration(0));
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

// What an answer says of one that had another fate than the rest: its status is not the one that was asked for.
Expected<Done> outcomeIn(const JsonValue &answer, const ActionRequest &request, const QString &id)
{
    QString status;
    [[maybe_unused]] const auto done = answer["incidents"].forEach([&](const JsonValue &incident) {
        if (textOf(incident["id"]) == id)
            status = textOf(incident["status"]);
    });
    const bool isWrong = (request.action == "acknowledge"_L1 && status == "triggered"_L1)
        || (request.action == "resolve"_L1 && !status.isEmpty() && status != "resolved"_L1);
    if (isWrong)
        return Error{ErrorKind::Conflict, u"it is %1 afterwards"_s.arg(status)};
    return Done{};
}

QCoro::Task<Expected<Done>> changeOne(Actor actor, ActionRequest request, QString id)
{
    const QString path = u"/incidents/"_s + id;
    const QByteArray body = json({{u"incident"_s, changeOf(actor, request, id)}});
    const auto answer = co_await send(actor.client, "PUT", path, body);
    auto result = outcome(request, answer);
    co_return result;
}

QCoro::Task<QList<Expected<Done>>> changeChunk(Actor actor, QList<ActionRequest> requests)
{
    QJsonArray changes;
    QStringList ids;
    for (const ActionRequest &request : requests) {
        ids.append(idOf(request.incident, request.source));
        changes.append(changeOf(actor, request, ids.constLast()));
    }
    const QByteArray body = json({{u"incidents"_s, changes}});
    const auto answer = co_await send(actor.client, "PUT", u"/incidents"_s, body);
    QList<Expected<Done>> results;
    if (answer) {
        for (qsizetype i = 0; i < requests.size(); ++i)
            results.append(outcomeIn(answer->root(), requests.at(i), ids.at(i)));
        co_return results;
    }
    const ErrorKind kind = answer.error().kind;
    const bool isOfOne = kind == ErrorKind::Conflict || kind == ErrorKind::BadInput || kind == ErrorKind::NotFound;
    for (qsizetype i = 0; i < requests.size(); ++i) {
        if (!isOfOne) {
            results.append(answer.error());
            continue;
        }
        auto one = co_await changeOne(actor, requests.at(i), ids.at(i));
        results.append(one);
    }
    co_return results;
}

// Whether the log of the incident, since the request, has an entry of one of `types` by me.
QCoro::Task<Expected<bool>> isLogged(Actor actor, ActionRequest request, QStringList types)
{
    QUrlQuery query;
    query.addQueryItem(u"since"_s, toIso(request.requested - skew));
    query.addQueryItem(u"limit"_s, u"100"_s);
    const QString path = u"/incidents/%1/log_entries"_s.arg(idOf(request.incident, request.source));
    const auto answer = co_await get(actor.client, path, query);
    if (!answer)
        co_return answer.error();
    bool isThere = false;
    [[maybe_unused]] const auto done = answer->root()["log_entries"].forEach([&](const JsonValue &entry) {
        const bool isMine = actor.me.id.isEmpty() || textOf(entry["agent"]["id"]) == actor.me.id.text();
        isThere = isThere || (isMine && types.contains(textOf(entry["type"])));
    });
    co_return isThere;
}

QCoro::Task<Expected<bool>> isNoted(Actor actor, ActionRequest request)
{
    const QString path = u"/incidents/%1/notes"_s.arg(idOf(request.incident, request.source));
    const auto answer = co_await get(actor.client, path);
    if (!answer)
        co_return answer.error();
    bool isThere = false;
    [[maybe_unused]] const auto done = answer->root()["notes"].forEach([&](const JsonValue &note) {
        const auto at = timeOf(note["created_at"]);
        const bool isNew = at && *at >= request.requested - skew;
        isThere = isThere || (isNew && textOf(note["content"]) == input(request, u"text"_s));
    });
    co_return isThere;
}

QCoro::Task<Expected<bool>> isInMaintenance(Actor actor, ActionRequest request, QString service)
{
    QUrlQuery query;
    query.addQueryItem(u"service_ids[]"_s, service);
    query.addQueryItem(u"filter"_s, u"open"_s);
    const auto answer = co_await get(actor.client, u"/maintenance_windows"_s, query);
    if (!answer)
        co_return answer.error();
    bool isThere = false;
    [[maybe_unused]] const auto done = answer->root()["maintenance_windows"].forEach([&](const JsonValue &window) {
        const auto end = timeOf(window["end_time"]);
        const TimePoint wanted = request.requested + span(request);
        isThere = isThere || (end && std::chrono::abs(*end - wanted) < std::chrono::seconds(2));
    });
    co_return isThere;
}

// Log entries that an action leaves behind. Empty: it leaves none that is known.
QStringList traces(QStringView action)
{
    if (action == "escalate"_L1)
        return {u"escalate_log_entry"_s};
    if (action == "reassign"_L1)
        return {u"assign_log_entry"_s, u"reassign_log_entry"_s, u"escalate_log_entry"_s};
    if (action == "retrigger"_L1)
        return {u"unacknowledge_log_entry"_s, u"assign_log_entry"_s, u"trigger_log_entry"_s};
    if (action == "responders"_L1)
        return {u"responder_request_log_entry"_s, u"responder_request_for_escalation_policy_log_entry"_s};
    if (action == "statusupdate"_L1)
        return {u"status_update_log_entry"_s};
    return {};
}

// Of an action that may have been sent before: whether it arrived. Error Conflict: that cannot be found out.
QCoro::Task<Expected<bool>> hasArrived(Actor actor, ActionRequest request)
{
    if (request.action == "note"_L1) {
        auto noted = co_await isNoted(actor, request);
        co_return noted;
    }
    if (request.action == "maintenance"_L1) {
        const QString service = actor.handles.value(request.incident).serviceId;
        auto isOn = co_await isInMaintenance(actor, request, service);
        co_return isOn;
    }
    if (request.action == "create"_L1)
        co_return false; // PagerDuty refuses a second one with the same key
    const QStringList types = traces(request.action);
    if (types.isEmpty())
        co_return Error{ErrorKind::Conflict, Words::tr("it may have been done already: look at the incident in PagerDuty")};
    auto logged = co_await isLogged(actor, request, types);
    co_return logged;
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
    const Duration left = request.requested + span(request) - actor.client->clock.now();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left).count();
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

QCoro::Task<Expected<Done>> create(Actor actor, ActionRequest request)
{
    const QByteArray body = createBody(request);
    auto created = co_await post(actor.client, request, u"/incidents"_s, body);
    // Sent before, it is there already, under the key that nobody else has.
    const bool isThere = !created && request.mayHaveBeenSent && created.error().kind == ErrorKind::BadInput
        && created.error().detail.contains("key"_L1, Qt::CaseInsensitive);
    if (isThere)
        co_return Done{};
    co_return created;
}

QByteArray respondersBody(const ActionRequest &request, const Person &me)
{
    QJsonArray targets;
    for (const QString &person : inputs(request, u"people"_s))
        targets.append(QJsonObject{{u"responder_request_target"_s, reference(person, u"user_reference"_s)}});
    return json(
        {{u"requester_id"_s, me.id.text()}, {u"message"_s, input(request, u"message"_s)}, {u"responder_request_targets"_s, targets}});
}

QByteArray maintenanceBody(const ActionRequest &request, const QString &service, TimePoint now)
{
    return json({{u"maintenance_window"_s,
        QJsonObject{{u"type"_s, u"maintenance_window"_s}, {u"start_time"_s, toIso(now)},
            {u"end_time"_s, toIso(request.requested + span(request))}, {u"description"_s, input(request, u"description"_s)},
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
        const QString service = actor.handles.value(request.incident).serviceId;
        if (service.isEmpty())
            co_return Error{ErrorKind::NotFound, Words::tr("its service is not known")};
        path = u"/maintenance_windows"_s;
        body = maintenanceBody(request, service, actor.client->clock.now());
    } else {
        co_return Error{ErrorKind::BadInput, u"there is no action %1"_s.arg(request.action)};
    }
    auto result = co_await post(actor.client, request, path, body);
    co_return result;
}

} // namespace

QString idOf(const IncidentId &incident, const SourceId &source)
{
    const QString prefix = source.text() + u':';
    return incident.text().startsWith(prefix) ? incident.text().mid(prefix.size()) : incident.text();
}

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
        auto created = co_await create(actor, request);
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
