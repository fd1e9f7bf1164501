// SPDX-License-Identifier: GPL-3.0-or-later
// /incidents: list, one, create, change, snooze, merge.
#include "support/pagerdutyjson.h"
#include "support/pagerdutyroutes.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell::pd {

namespace {

constexpr auto month = std::chrono::days(30);

// since, until; nothing: all times. Wrong ones are a refusal.
struct Range
{
    std::optional<TimePoint> since;
    std::optional<TimePoint> until;
    Refused refused;
};

Range rangeOf(const Asked &asked)
{
    const Call &call = asked.call;
    if (call.value(u"date_range"_s) == u"all")
        return {};
    for (const QString &name : {u"since"_s, u"until"_s}) {
        if (call.has(name) && !fromIso(call.value(name)))
            return {{}, {}, Refusal{400, 2004, u"Invalid Date"_s, {name + u" is not a date"_s}}};
    }
    const TimePoint until = call.time(u"until"_s, asked.world.now() + std::chrono::seconds(1));
    const TimePoint since = call.time(u"since"_s, until - month);
    if (until < since)
        return {{}, {}, Refusal{400, 2005, u"Invalid Date Range"_s, {u"until is before since"_s}}};
    if (until - since > std::chrono::days(184))
        return {{}, {}, Refusal{400, 2005, u"Invalid Date Range"_s, {u"The range may not exceed 6 months"_s}}};
    return {since, until, {}};
}

bool fits(const Asked &asked, const Range &range, const Incident &incident)
{
    const auto any = [&](const QString &name, const auto &is) {
        const QStringList values = asked.call.values(name);
        return values.isEmpty() || std::ranges::any_of(values, is);
    };
    if ((range.since && incident.created < *range.since) || (range.until && incident.created >= *range.until))
        return false;
    if (asked.call.has(u"incident_key"_s) && asked.call.value(u"incident_key"_s) != incident.key)
        return false;
    return any(u"statuses[]"_s, [&](const QString &value) { return value == incident.status; })
        && any(u"urgencies[]"_s, [&](const QString &value) { return value == incident.urgency; })
        && any(u"service_ids[]"_s, [&](const QString &value) { return value == incident.service; })
        && any(u"team_ids[]"_s, [&](const QString &value) { return incident.teams.contains(value); })
        && any(u"user_ids[]"_s, [&](const QString &value) {
               return incident.status != u"resolved"
                   && std::ranges::any_of(incident.assignments, [&](const Assignment &each) { return each.user == value; });
           });
}

std::partial_ordering compared(const QString &field, const Incident &one, const Incident &other)
{
    if (field == u"incident_number")
        return one.number <=> other.number;
    if (field == u"created_at")
        return one.created <=> other.created;
    if (field == u"resolved_at")
        return one.resolved.value_or(TimePoint::max()) <=> other.resolved.value_or(TimePoint::max());
    if (field == u"urgency")
        return (one.urgency == u"high" ? 1 : 0) <=> (other.urgency == u"high" ? 1 : 0);
    return std::partial_ordering::unordered;
}

Refused sorted(const QString &by, QList<const Incident *> &rows)
{
    const QStringList fields = by.split(u',', Qt::SkipEmptyParts);
    if (fields.size() > 2)
        return invalid(u"sort_by takes at most two fields"_s);
    for (qsizetype at = fields.size() - 1; at >= 0; --at) { // the first one decides, so it comes last
        const QString name = fields.at(at).section(u':', 0, 0);
        const QString direction = fields.at(at).section(u':', 1);
        const Incident nobody;
        if (compared(name, nobody, nobody) == std::partial_ordering::unordered
            || (!direction.isEmpty() && direction != u"asc" && direction != u"desc"))
            return invalid(u"sort_by is not valid"_s);
        std::ranges::stable_sort(rows, [&](const Incident *one, const Incident *other) {
            return direction == u"desc" ? compared(name, *other, *one) < 0 : compared(name, *one, *other) < 0;
        });
    }
    return {};
}

Reply list(const Asked &asked)
{
    const Range range = rangeOf(asked);
    if (range.refused)
        return Reply::refused(*range.refused);
    for (const auto &[name, ability] : {std::pair(u"urgencies[]"_s, u"urgencies"_s), std::pair(u"team_ids[]"_s, u"teams"_s)}) {
        if (asked.call.has(name) && !asked.world.abilities.contains(ability))
            return Reply::refused({402, 2014, u"Account does not have the required abilities to perform this action"_s, {}});
    }
    QList<const Incident *> rows = asked.world.readableIncidents();
    rows.removeIf([&](const Incident *incident) { return !fits(asked, range, *incident); });
    if (const Refused refused = sorted(asked.call.value(u"sort_by"_s), rows))
        return Reply::refused(*refused);
    const QStringList include = asked.call.values(u"include[]"_s);
    return page(asked, u"incidents"_s, rows, [&](const Incident *incident) { return toJson(asked.world, *incident, include); });
}

std::optional<QString> textOf(const QJsonObject &object, const QString &name)
{
    return object.contains(name) ? std::optional(object[name].toString()) : std::nullopt;
}

std::optional<QStringList> assigneesOf(const QJsonObject &object)
{
    if (!object.contains(u"assignments"_s))
        return {};
    QStringList users;
    for (const QJsonValue &each : object[u"assignments"_s].toArray())
        users.append(each[u"assignee"_s][u"id"_s].toString());
    return users;
}

Change changeOf(const QJsonObject &wanted)
{
    Change change;
    change.status = textOf(wanted, u"status"_s);
    change.resolution = textOf(wanted, u"resolution"_s);
    change.title = textOf(wanted, u"title"_s);
    change.urgency = textOf(wanted, u"urgency"_s);
    if (wanted.contains(u"priority"_s))
        change.priority = wanted[u"priority"_s].isString() ? wanted[u"priority"_s].toString() : wanted[u"priority"_s][u"id"_s].toString();
    if (wanted.contains(u"escalation_level"_s))
        change.level = wanted[u"escalation_level"_s].toInt();
    change.assignees = assigneesOf(wanted);
    if (wanted.contains(u"escalation_policy"_s))
        change.policy = wanted[u"escalation_policy"_s][u"id"_s].toString();
    if (wanted.contains(u"service"_s))
        change.service = wanted[u"service"_s][u"id"_s].toString();
    if (wanted.contains(u"conference_bridge"_s)) {
        change.bridgeNumber = wanted[u"conference_bridge"_s][u"conference_number"_s].toString();
        change.bridgeUrl = wanted[u"conference_bridge"_s][u"conference_url"_s].toString();
    }
    return change;
}

bool hasType(const QJsonObject &incident)
{
    const QString type = incident[u"type"_s].toString();
    return type == u"incident" || type == u"incident_reference";
}

Reply changeOne(const Asked &asked)
{
    const QJsonObject wanted = asked.call.json()[u"incident"_s].toObject();
    if (!hasType(wanted))
        return Reply::refused(invalid(u"Incident type must be incident or incident_reference"_s));
    if (const Refused refused = asked.world.change(asked.ids.constFirst(), changeOf(wanted), asked.by))
        return Reply::refused(*refused);
    return Reply::of({{u"incident"_s, toJson(asked.world, *asked.world.incident(asked.ids.constFirst()))}});
}

// All of them, or none: the first that cannot be changed refuses the request.
Reply changeMany(const Asked &asked)
{
    const QJsonArray wanted = asked.call.json()[u"incidents"_s].toArray();
    if (wanted.isEmpty())
        return Reply::refused(invalid(u"Incidents cannot be empty"_s));
    if (wanted.size() > 250)
        return Reply::refused({413, 2001, u"Request Entity Too Large"_s, {u"No more than 250 incidents may be updated at once"_s}});
    for (const QJsonValue &each : wanted) {
        const QJsonObject one = each.toObject();
        if (!hasType(one) || one[u"id"_s].toString().isEmpty())
            return Reply::refused(invalid(u"Incidents need an id and a type"_s));
        if (const Refused refused = asked.world.wouldRefuse(one[u"id"_s].toString(), changeOf(one)))
            return Reply::refused(*refused);
    }
    QJsonArray changed;
    for (const QJsonValue &each : wanted) {
        const QString id = each[u"id"_s].toString();
        asked.world.change(id, changeOf(each.toObject()), asked.by);
        changed.append(toJson(asked.world, *asked.world.incident(id)));
    }
    return Reply::of({{u"incidents"_s, changed}, {u"limit"_s, 25}, {u"offset"_s, 0}, {u"total"_s, QJsonValue()}, {u"more"_s, false}});
}

Reply create(const Asked &asked)
{
    const QJsonObject wanted = asked.call.json()[u"incident"_s].toObject();
    NewIncident incident;
    incident.title = wanted[u"title"_s].toString();
    incident.service = wanted[u"service"_s][u"id"_s].toString();
    incident.urgency = wanted[u"urgency"_s].toString();
    incident.key = wanted[u"incident_key"_s].toString();
    incident.policy = wanted[u"escalation_policy"_s][u"id"_s].toString();
    incident.assignees = assigneesOf(wanted).value_or(QStringList());
    incident.priority = wanted[u"priority"_s][u"id"_s].toString();
    incident.body = wanted[u"body"_s][u"details"_s].toString();
    incident.bridgeNumber = wanted[u"conference_bridge"_s][u"conference_number"_s].toString();
    incident.bridgeUrl = wanted[u"conference_bridge"_s][u"conference_url"_s].toString();
    incident.by = asked.by;
    if (wanted[u"type"_s].toString() != u"incident")
        return Reply::refused(invalid(u"Incident type must be incident"_s));
    if (incident.title.isEmpty())
        return Reply::refused(invalid(u"Title cannot be empty"_s));
    if (asked.world.service(incident.service) == nullptr)
        return Reply::refused(invalid(u"Service cannot be empty"_s));
    if (!incident.policy.isEmpty() && !incident.assignees.isEmpty())
        return Reply::refused(invalid(u"Only one of assignments and escalation_policy may be given"_s));
    if (!incident.policy.isEmpty() && asked.world.policy(incident.policy) == nullptr)
        return Reply::refused({400, 1014, u"Escalation Policy Not Found"_s, {}});
    if (!incident.key.isEmpty() && std::ranges::any_of(asked.world.incidents(), [&](const Incident *each) {
            return each->key == incident.key && each->service == incident.service && each->status != u"resolved";
        }))
        return Reply::refused(invalid(u"Open incident already exists for this service with the same incident key"_s));
    const QString id = asked.world.trigger(incident);
    return Reply::of({{u"incident"_s, toJson(asked.world, *asked.world.incident(id))}}, 201);
}

Reply one(const Asked &asked)
{
    return Reply::of({{u"incident"_s, toJson(asked.world, *asked.incident, asked.call.values(u"include[]"_s))}});
}

Reply snooze(const Asked &asked)
{
    if (const Refused refused = asked.world.snooze(asked.ids.constFirst(), asked.call.json()[u"duration"_s].toInteger(-1), asked.by))
        return Reply::refused(*refused);
    return Reply::of({{u"incident"_s, toJson(asked.world, *asked.world.incident(asked.ids.constFirst()))}}, 201);
}

Reply merge(const Asked &asked)
{
    QStringList sources;
    for (const QJsonValue &each : asked.call.json()[u"source_incidents"_s].toArray())
        sources.append(each[u"id"_s].toString());
    if (const Refused refused = asked.world.merge(asked.ids.constFirst(), sources, asked.by))
        return Reply::refused(*refused);
    return Reply::of({{u"incident"_s, asked.world.reference(u"incident"_s, asked.incident->id)}});
}

Reply types(const Asked &)
{
    return Reply::of({{u"incident_types"_s,
        QJsonArray{QJsonObject{{u"id"_s, u"PTYPE01"_s}, {u"type"_s, u"incident_type"_s}, {u"name"_s, u"incident_default"_s},
            {u"display_name"_s, u"Base Incident"_s}, {u"description"_s, u"The default type"_s}, {u"enabled"_s, true},
            {u"parent"_s, QJsonValue()}, {u"created_at"_s, u"2024-02-29T12:00:00Z"_s}, {u"updated_at"_s, u"2024-02-29T12:00:00Z"_s}}}}});
}

} // namespace

QList<Route> incidentRoutes()
{
    return {{"GET", u"/incidents"_s, list}, {"PUT", u"/incidents"_s, changeMany, true}, {"POST", u"/incidents"_s, create, true},
        {"GET", u"/incidents/types"_s, types}, {"GET", u"/incidents/{id}"_s, one}, {"PUT", u"/incidents/{id}"_s, changeOne, true},
        {"POST", u"/incidents/{id}/snooze"_s, snooze, true}, {"PUT", u"/incidents/{id}/merge"_s, merge, true}};
}

} // namespace nightbell::pd
