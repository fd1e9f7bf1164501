// SPDX-License-Identifier: GPL-3.0-or-later
// What is below one incident: alerts, log, notes, responders, status updates, past and related ones.
#include "support/pagerdutyjson.h"
#include "support/pagerdutyroutes.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell::pd {

namespace {

Reply alerts(const Asked &asked)
{
    QList<Alert> rows = asked.incident->alerts;
    const QStringList statuses = asked.call.values(u"statuses[]"_s);
    rows.removeIf([&](const Alert &alert) {
        return (!statuses.isEmpty() && !statuses.contains(alert.status))
            || (asked.call.has(u"alert_key"_s) && asked.call.value(u"alert_key"_s) != alert.key);
    });
    return page(asked, u"alerts"_s, rows, [&](const Alert &alert) { return toJson(asked.world, *asked.incident, alert); });
}

const Alert *alertOf(const Incident &incident, const QString &id)
{
    const auto at = std::ranges::find(incident.alerts, id, &Alert::id);
    return at == incident.alerts.end() ? nullptr : &*at;
}

Reply alert(const Asked &asked)
{
    const Alert *const one = alertOf(*asked.incident, asked.ids.at(1));
    return one == nullptr ? Reply::refused(notFound()) : Reply::of({{u"alert"_s, toJson(asked.world, *asked.incident, *one)}});
}

// Changes an alert, or moves it; what it is then.
QJsonObject changed(const Asked &asked, const QString &id, const QJsonObject &wanted)
{
    Incident &from = *asked.world.edit(asked.incident->id);
    const auto at = std::ranges::find(from.alerts, id, &Alert::id);
    if (wanted.contains(u"status"_s))
        at->status = wanted[u"status"_s].toString();
    const QString target = wanted[u"incident"_s][u"id"_s].toString();
    if (!target.isEmpty() && target != from.id) {
        Incident &into = *asked.world.edit(target);
        into.alerts.append(*at);
        from.alerts.erase(at);
        return toJson(asked.world, into, into.alerts.constLast());
    }
    return toJson(asked.world, from, *at);
}

Refused refusedAlert(const Asked &asked, const QString &id, const QJsonObject &wanted)
{
    if (alertOf(*asked.incident, id) == nullptr)
        return notFound();
    const QString status = wanted[u"status"_s].toString(u"resolved"_s);
    if (status != u"resolved" && status != u"triggered")
        return invalid(u"Alert status must be triggered or resolved"_s);
    if (wanted.contains(u"incident"_s) && asked.world.incident(wanted[u"incident"_s][u"id"_s].toString()) == nullptr)
        return invalid(u"Incident not found"_s);
    return {};
}

void resolveWithoutAlerts(const Asked &asked)
{
    const Incident &now = *asked.world.incident(asked.incident->id);
    const bool isDone = std::ranges::all_of(now.alerts, [](const Alert &alert) { return alert.status == u"resolved"; });
    if (isDone && now.status != u"resolved")
        asked.world.change(now.id, {.status = u"resolved"_s}, asked.by);
}

Reply changeAlerts(const Asked &asked)
{
    const QJsonArray wanted = asked.call.json()[u"alerts"_s].toArray();
    if (wanted.size() > 250)
        return Reply::refused({413, 2001, u"Request Entity Too Large"_s, {u"No more than 250 alerts may be updated at once"_s}});
    for (const QJsonValue &each : wanted) {
        if (const Refused refused = refusedAlert(asked, each[u"id"_s].toString(), each.toObject()))
            return Reply::refused(*refused);
    }
    QJsonArray rows;
    for (const QJsonValue &each : wanted)
        rows.append(changed(asked, each[u"id"_s].toString(), each.toObject()));
    resolveWithoutAlerts(asked);
    return Reply::of({{u"alerts"_s, rows}, {u"limit"_s, 25}, {u"offset"_s, 0}, {u"total"_s, QJsonValue()}, {u"more"_s, false}});
}

Reply changeAlert(const Asked &asked)
{
    const QJsonObject wanted = asked.call.json()[u"alert"_s].toObject();
    if (const Refused refused = refusedAlert(asked, asked.ids.at(1), wanted))
        return Reply::refused(*refused);
    const QJsonObject now = changed(asked, asked.ids.at(1), wanted);
    resolveWithoutAlerts(asked);
    return Reply::of({{u"alert"_s, now}});
}

bool isOverview(const LogEntry &entry)
{
    return entry.type != u"notify_log_entry" && entry.type != u"assign_log_entry";
}

bool isShown(const Asked &asked, const LogEntry &entry)
{
    if (!asked.world.sendsUndocumented && !isDocumented(entry))
        return false;
    if (asked.call.value(u"is_overview"_s) == u"true" && !isOverview(entry))
        return false;
    return entry.at >= asked.call.time(u"since"_s, TimePoint::min()) && entry.at < asked.call.time(u"until"_s, TimePoint::max());
}

using Logged = QPair<const Incident *, LogEntry>;

Reply logPage(const Asked &asked, QList<Logged> &rows)
{
    rows.removeIf([&](const Logged &row) { return !isShown(asked, row.second); });
    std::ranges::stable_sort(rows, [](const Logged &one, const Logged &other) { return one.second.at > other.second.at; }); // newest first
    const QStringList include = asked.call.values(u"include[]"_s);
    return page(asked, u"log_entries"_s, rows, [&](const Logged &row) { return toJson(asked.world, *row.first, row.second, include); });
}

void append(QList<Logged> &rows, const Incident &incident)
{
    for (auto entry = incident.log.rbegin(); entry != incident.log.rend(); ++entry)
        rows.append({&incident, *entry});
}

Reply logOfIncident(const Asked &asked)
{
    QList<Logged> rows;
    append(rows, *asked.incident);
    return logPage(asked, rows);
}

Reply log(const Asked &asked)
{
    QList<Logged> rows;
    const QStringList teams = asked.call.values(u"team_ids[]"_s);
    for (const Incident *incident : asked.world.readableIncidents()) {
        if (teams.isEmpty() || std::ranges::any_of(teams, [&](const QString &team) { return incident->teams.contains(team); }))
            append(rows, *incident);
    }
    return logPage(asked, rows);
}

Reply logEntry(const Asked &asked)
{
    for (const Incident *incident : asked.world.readableIncidents()) {
        for (const LogEntry &entry : incident->log) {
            if (entry.id == asked.ids.constFirst())
                return Reply::of({{u"log_entry"_s, toJson(asked.world, *incident, entry, asked.call.values(u"include[]"_s))}});
        }
    }
    return Reply::refused(notFound());
}

Reply notes(const Asked &asked)
{
    QJsonArray rows;
    for (const Note &note : asked.incident->notes)
        rows.append(toJson(asked.world, note));
    return Reply::of({{u"notes"_s, rows}});
}

Reply addNote(const Asked &asked)
{
    const QString content = asked.call.json()[u"note"_s][u"content"_s].toString();
    if (content.isEmpty())
        return Reply::refused(invalid(u"Content cannot be empty"_s));
    if (asked.incident->notes.size() >= 2000)
        return Reply::refused(invalid(u"An incident may have no more than 2000 notes"_s));
    return Reply::of({{u"note"_s, toJson(asked.world, asked.world.addNote(asked.incident->id, content, asked.by))}});
}

Reply changeNote(const Asked &asked)
{
    Incident &incident = *asked.world.edit(asked.incident->id);
    const auto at = std::ranges::find(incident.notes, asked.ids.at(1), &Note::id);
    if (at == incident.notes.end())
        return Reply::refused(notFound());
    at->content = asked.call.json()[u"note"_s][u"content"_s].toString();
    at->updated = asked.world.now();
    return Reply::of({{u"note"_s, toJson(asked.world, *at)}});
}

Reply removeNote(const Asked &asked)
{
    Incident &incident = *asked.world.edit(asked.incident->id);
    const auto removed = incident.notes.removeIf([&](const Note &note) { return note.id == asked.ids.at(1); });
    return removed == 0 ? Reply::refused(notFound()) : Reply{204, {}, {}};
}

// Who is meant: a user, or whoever is on call at the first level of a policy.
QStringList usersOf(const World &world, const QJsonObject &target)
{
    const QString id = target[u"id"_s].toString();
    if (!target[u"type"_s].toString().startsWith(u"escalation_policy"))
        return world.user(id) != nullptr ? QStringList{id} : QStringList();
    QStringList users;
    if (const Policy *policy = world.policy(id); policy != nullptr && !policy->levels.isEmpty()) {
        for (const Target &each : policy->levels.constFirst().targets)
            users += world.onCall(each, world.now());
    }
    return users;
}

Reply requestResponders(const Asked &asked)
{
    const QJsonObject wanted = asked.call.json();
    const QString requester = wanted[u"requester_id"_s].toString();
    if (asked.world.user(requester) == nullptr)
        return Reply::refused({400, 1008, u"Requester User Not Found"_s, {}});
    const QString message = wanted[u"message"_s].toString();
    Incident &incident = *asked.world.edit(asked.incident->id);
    QJsonArray targets;
    for (const QJsonValue &each : wanted[u"responder_request_targets"_s].toArray()) {
        const QJsonObject target = each[u"responder_request_target"_s].toObject();
        const QStringList users = usersOf(asked.world, target);
        if (users.isEmpty())
            return Reply::refused(invalid(u"Responder not found"_s));
        QJsonArray asked_;
        for (const QString &user : users) {
            incident.responders.append({user, requester, u"pending"_s, message, asked.world.now()});
            asked_.append(QJsonObject{{u"state"_s, u"pending"_s}, {u"user"_s, asked.world.reference(u"user"_s, user)},
                {u"incident"_s, asked.world.reference(u"incident"_s, incident.id)}, {u"updated_at"_s, iso(asked.world.now())},
                {u"message"_s, message}, {u"requester"_s, asked.world.reference(u"user"_s, requester)},
                {u"requested_at"_s, iso(asked.world.now())}});
        }
        const QString type = target[u"type"_s].toString().remove(u"_reference"_s);
        targets.append(QJsonObject{{u"type"_s, type}, {u"id"_s, target[u"id"_s]},
            {u"summary"_s, asked.world.reference(type, target[u"id"_s].toString())[u"summary"_s]}, {u"incident_responders"_s, asked_}});
    }
    asked.world.addLog(incident, {.type = u"responder_request_log_entry"_s, .agent = asked.world.reference(u"user"_s, requester)});
    return Reply::of({{u"responder_request"_s,
        QJsonObject{{u"incident"_s, asked.world.reference(u"incident"_s, incident.id)},
            {u"requester"_s, asked.world.reference(u"user"_s, requester)}, {u"requested_at"_s, iso(asked.world.now())},
            {u"message"_s, message}, {u"responder_request_targets"_s, targets}}}});
}

Reply cancelResponders(const Asked &asked)
{
    Incident &incident = *asked.world.edit(asked.incident->id);
    QJsonArray results;
    for (const QJsonValue &each : asked.call.json()[u"responder_request_targets"_s].toArray()) {
        QString result = u"not_found"_s;
        for (const QString &user : usersOf(asked.world, each.toObject())) {
            const auto at = std::ranges::find(incident.responders, user, &Responder::user);
            if (at == incident.responders.end())
                continue;
            result = at->state == u"pending" ? u"cancelled"_s : at->state;
            if (at->state == u"pending")
                incident.responders.erase(at);
        }
        results.append(QJsonObject{{u"type"_s, each[u"type"_s]}, {u"id"_s, each[u"id"_s]}, {u"result"_s, result}});
    }
    return Reply::of({{u"responder_request_targets"_s, results}});
}

Reply updateStatus(const Asked &asked)
{
    const QJsonObject wanted = asked.call.json();
    if (wanted[u"message"_s].toString().isEmpty())
        return Reply::refused(invalid(u"Message cannot be empty"_s));
    const StatusUpdate update{asked.world.newId(), wanted[u"message"_s].toString(), wanted[u"subject"_s].toString(),
        wanted[u"html_message"_s].toString(), asked.by, asked.world.now()};
    Incident &incident = *asked.world.edit(asked.incident->id);
    incident.statusUpdates.append(update);
    asked.world.addLog(incident, {.type = u"status_update_log_entry"_s, .agent = asked.world.reference(u"user"_s, asked.by)});
    return Reply::of({{u"status_update"_s, toJson(asked.world, update)}});
}

Reply subscribers(const Asked &asked)
{
    QJsonArray rows;
    for (const QString &id : asked.incident->subscribers)
        rows.append(QJsonObject{{u"subscriber_id"_s, id}, {u"subscriber_type"_s, asked.world.team(id) != nullptr ? u"team"_s : u"user"_s},
            {u"has_indirect_subscription"_s, false}, {u"subscribed_via"_s, QJsonValue()}});
    return Reply::of({{u"subscribers"_s, rows}, {u"account_id"_s, u"PACCT01"_s}, {u"limit"_s, 100}, {u"offset"_s, 0}, {u"more"_s, false},
        {u"total"_s, rows.size()}});
}

Reply subscribe(const Asked &asked)
{
    Incident &incident = *asked.world.edit(asked.incident->id);
    QJsonArray rows;
    for (const QJsonValue &each : asked.call.json()[u"subscribers"_s].toArray()) {
        const QString id = each[u"subscriber_id"_s].toString();
        const bool isNew = !incident.subscribers.contains(id);
        if (isNew)
            incident.subscribers.append(id);
        rows.append(QJsonObject{{u"subscriber_id"_s, id}, {u"subscriber_type"_s, each[u"subscriber_type"_s]},
            {u"subscribable_id"_s, incident.id}, {u"subscribable_type"_s, u"incident"_s}, {u"account_id"_s, u"PACCT01"_s},
            {u"result"_s, isNew ? u"success"_s : u"duplicate"_s}});
    }
    return Reply::of({{u"subscriptions"_s, rows}});
}

QJsonObject shortly(const Incident &incident)
{
    return {{u"id"_s, incident.id}, {u"created_at"_s, iso(incident.created)},
        {u"self"_s, u"https://api.pagerduty.com/incidents/"_s + incident.id}, {u"title"_s, incident.title}};
}

Reply past(const Asked &asked)
{
    const int limit = asked.call.has(u"limit"_s) ? asked.call.value(u"limit"_s).toInt() : 5;
    if (limit < 1 || limit > 999)
        return Reply::refused(invalid(u"Limit must be from 1 to 999"_s));
    QJsonArray rows;
    for (const auto &[id, score] : asked.incident->past) {
        const Incident *const each = asked.world.incident(id);
        if (each != nullptr && rows.size() < limit)
            rows.append(QJsonObject{{u"incident"_s, shortly(*each)}, {u"score"_s, score}});
    }
    return Reply::of({{u"past_incidents"_s, rows}, {u"total"_s, asked.incident->past.size()}, {u"limit"_s, limit}});
}

Reply related(const Asked &asked)
{
    QJsonArray rows;
    for (const QString &id : asked.incident->related) {
        const QJsonObject why{{u"grouping_classification"_s, u"similar_contents"_s},
            {u"user_feedback"_s, QJsonObject{{u"positive_feedback_count"_s, 3}, {u"negative_feedback_count"_s, 0}}}};
        if (const Incident *each = asked.world.incident(id))
            rows.append(QJsonObject{{u"incident"_s, shortly(*each)},
                {u"relationships"_s, QJsonArray{QJsonObject{{u"type"_s, u"machine_learning_inferred"_s}, {u"metadata"_s, why}}}}});
    }
    return Reply::of({{u"related_incidents"_s, rows}});
}

Reply relatedChanges(const Asked &asked)
{
    QJsonArray rows;
    for (const ChangeEvent &event : std::as_const(asked.world.changeEvents)) {
        if (!asked.incident->changeEvents.contains(event.id))
            continue;
        QJsonObject row = toJson(asked.world, event);
        row[u"correlation_reason"_s] = QJsonObject{{u"reason"_s, u"most_recent"_s}};
        rows.append(row);
    }
    return Reply::of({{u"change_events"_s, rows}});
}

Reply outlier(const Asked &asked)
{
    return Reply::of({{u"outlier_incident"_s,
        QJsonObject{{u"incident"_s, shortly(*asked.incident)},
            {u"incident_template"_s,
                QJsonObject{{u"id"_s, u"PTMPL01"_s}, {u"cluster_id"_s, u"PCLUST1"_s}, {u"mined_text"_s, asked.incident->title}}}}}});
}

QJsonArray fieldsOf(const Incident &incident)
{
    QJsonArray rows;
    for (auto field = incident.customFields.begin(); field != incident.customFields.end(); ++field) {
        rows.append(QJsonObject{{u"id"_s, u"PF"_s + QString::number(qHash(field.key(), 1) % 99999).rightJustified(5, u'0')},
            {u"name"_s, field.key()}, {u"type"_s, u"field_value"_s}, {u"display_name"_s, field.key()}, {u"field_type"_s, u"single_value"_s},
            {u"data_type"_s, field.value().isDouble() ? u"integer"_s : u"string"_s}, {u"description"_s, QJsonValue()},
            {u"value"_s, field.value()}});
    }
    return rows;
}

Reply fields(const Asked &asked)
{
    return Reply::of({{u"custom_fields"_s, fieldsOf(*asked.incident)}});
}

Reply setFields(const Asked &asked)
{
    Incident &incident = *asked.world.edit(asked.incident->id);
    for (const QJsonValue &each : asked.call.json()[u"custom_fields"_s].toArray()) {
        const QJsonObject known = incident.customFields;
        for (const QJsonValue &field : fieldsOf(incident)) {
            if (field[u"name"_s] == each[u"name"_s] || field[u"id"_s] == each[u"id"_s])
                incident.customFields[field[u"name"_s].toString()] = each[u"value"_s];
        }
        if (each[u"name"_s].isString())
            incident.customFields[each[u"name"_s].toString()] = each[u"value"_s];
    }
    return Reply::of({{u"custom_fields"_s, fieldsOf(incident)}}, 201);
}

} // namespace

QList<Route> incidentDetailRoutes()
{
    return {{"GET", u"/incidents/{id}/alerts"_s, alerts}, {"PUT", u"/incidents/{id}/alerts"_s, changeAlerts, true},
        {"GET", u"/incidents/{id}/alerts/{alert_id}"_s, alert}, {"PUT", u"/incidents/{id}/alerts/{alert_id}"_s, changeAlert, true},
        {"GET", u"/incidents/{id}/log_entries"_s, logOfIncident}, {"GET", u"/log_entries"_s, log},
        {"GET", u"/log_entries/{id}"_s, logEntry}, {"GET", u"/incidents/{id}/notes"_s, notes},
        {"POST", u"/incidents/{id}/notes"_s, addNote, true}, {"PUT", u"/incidents/{id}/notes/{note_id}"_s, changeNote, true},
        {"DELETE", u"/incidents/{id}/notes/{note_id}"_s, removeNote},
        {"POST", u"/incidents/{id}/responder_requests"_s, requestResponders, false, u"coordinated_responding"_s},
        {"PUT", u"/incidents/{id}/responder_requests/cancel"_s, cancelResponders, false, u"coordinated_responding"_s},
        {"POST", u"/incidents/{id}/status_updates"_s, updateStatus, true, u"status_updates"_s},
        {"GET", u"/incidents/{id}/status_updates/subscribers"_s, subscribers, false, u"status_updates"_s},
        {"POST", u"/incidents/{id}/status_updates/subscribers"_s, subscribe, false, u"status_updates"_s},
        {"GET", u"/incidents/{id}/past_incidents"_s, past, false, u"event_intelligence"_s},
        {"GET", u"/incidents/{id}/related_incidents"_s, related, false, u"event_intelligence"_s},
        {"GET", u"/incidents/{id}/related_change_events"_s, relatedChanges, false, u"event_intelligence"_s},
        {"GET", u"/incidents/{id}/outlier_incident"_s, outlier, false, u"event_intelligence"_s},
        {"GET", u"/incidents/{id}/custom_fields/values"_s, fields}, {"PUT", u"/incidents/{id}/custom_fields/values"_s, setFields}};
}

} // namespace nightbell::pd
