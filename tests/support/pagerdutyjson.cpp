// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pagerdutyjson.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell::pd {

namespace {

const QString apiHost = u"https://api.pagerduty.com"_s;
const QString webHost = u"https://example.pagerduty.com"_s;

// What every object begins with.
QJsonObject tag(const QString &type, const QString &id, const QString &summary, const QString &path, const QString &page = {})
{
    return {{u"id"_s, id}, {u"type"_s, type}, {u"summary"_s, summary}, {u"self"_s, apiHost + path},
        {u"html_url"_s,
            page.isNull()        ? webHost + path
                : page.isEmpty() ? QJsonValue()
                                 : QJsonValue(webHost + page)}};
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonArray references(const World &world, const QString &type, const QStringList &ids)
{
    QJsonArray all;
    for (const QString &id : ids)
        all.append(world.reference(type, id));
    return all;
}

QJsonValue seconds(const std::optional<std::chrono::seconds> &time)
{
    return time ? QJsonValue(static_cast<qint64>(time->count())) : QJsonValue();
}

// A reference, or the whole where it was asked for.
QJsonObject part(const World &world, const QString &type, const QString &id, bool isWhole)
{
    if (isWhole && type == u"user" && world.user(id) != nullptr)
        return toJson(world, *world.user(id));
    if (isWhole && type == u"team" && world.team(id) != nullptr)
        return toJson(world, *world.team(id));
    if (isWhole && type == u"service" && world.service(id) != nullptr)
        return toJson(world, *world.service(id));
    if (isWhole && type == u"escalation_policy" && world.policy(id) != nullptr)
        return toJson(world, *world.policy(id));
    return world.reference(type, id);
}

QJsonObject integrationReference(const Service &service)
{
    const QString path = u"/services/%1/integrations/%2"_s.arg(service.id, service.integration);
    return tag(u"events_api_v2_inbound_integration_reference"_s, service.integration, u"Events API v2"_s, path);
}

QJsonArray pendingActions(const World &world, const Incident &incident)
{
    QJsonArray pending;
    if (const auto at = world.escalatesAt(incident))
        pending.append(QJsonObject{{u"type"_s, u"escalate"_s}, {u"at"_s, iso(*at)}});
    if (const auto at = world.unacknowledgesAt(incident))
        pending.append(QJsonObject{{u"type"_s, u"unacknowledge"_s}, {u"at"_s, iso(*at)}});
    const Service *const of = world.service(incident.service);
    if (of != nullptr && of->autoResolveTimeout && incident.status == u"triggered")
        pending.append(QJsonObject{{u"type"_s, u"resolve"_s}, {u"at"_s, iso(incident.created + *of->autoResolveTimeout)}});
    return pending;
}

QJsonArray responders(const World &world, const Incident &incident)
{
    QJsonArray all;
    for (const Responder &each : incident.responders) {
        all.append(QJsonObject{{u"state"_s, each.state}, {u"user"_s, world.reference(u"user"_s, each.user)},
            {u"incident"_s, world.reference(u"incident"_s, incident.id)}, {u"updated_at"_s, iso(each.requested)},
            {u"message"_s, each.message}, {u"requester"_s, world.reference(u"user"_s, each.requester)},
            {u"requested_at"_s, iso(each.requested)}});
    }
    return all;
}

QJsonArray contexts(const Alert &alert)
{
    QJsonArray all;
    for (const QJsonValue &link : alert.links)
        all.append(QJsonObject{{u"type"_s, u"link"_s}, {u"href"_s, link[u"href"_s]}, {u"text"_s, link[u"text"_s]}});
    for (const QJsonValue &image : alert.images)
        all.append(
            QJsonObject{{u"type"_s, u"image"_s}, {u"src"_s, image[u"src"_s]}, {u"href"_s, image[u"href"_s]}, {u"text"_s, image[u"alt"_s]}});
    return all;
}

} // namespace

QString iso(TimePoint time)
{
    return toDateTime(std::chrono::floor<std::chrono::seconds>(time)).toString(Qt::ISODate);
}

QJsonValue isoOrNull(const std::optional<TimePoint> &time)
{
    return time ? QJsonValue(iso(*time)) : QJsonValue();
}

QJsonObject toJson(const World &world, const User &user)
{
    QStringList teams;
    for (const Team &team : world.teams) {
        if (team.members.contains(user.id))
            teams.append(team.id);
    }
    QJsonObject object = tag(u"user"_s, user.id, user.name, u"/users/"_s + user.id);
    const QString method = u"C"_s + user.id.sliced(1);
    object[u"name"_s] = user.name;
    object[u"email"_s] = user.email;
    object[u"time_zone"_s] = user.timeZone;
    object[u"color"_s] = u"purple"_s;
    object[u"role"_s] = user.role;
    object[u"avatar_url"_s] = u"https://example.pagerduty.com/avatars/%1.png"_s.arg(user.id);
    object[u"description"_s] = QJsonValue();
    object[u"invitation_sent"_s] = false;
    object[u"job_title"_s] = QJsonValue();
    object[u"teams"_s] = references(world, u"team"_s, teams);
    object[u"contact_methods"_s] = QJsonArray{
        tag(u"email_contact_method_reference"_s, method, u"Default"_s, u"/users/%1/contact_methods/%2"_s.arg(user.id, method), u""_s)};
    object[u"notification_rules"_s] = QJsonArray{tag(u"assignment_notification_rule_reference"_s, u"N"_s + user.id.sliced(1),
        u"0 minutes: channel"_s, u"/users/%1/notification_rules/N%2"_s.arg(user.id, user.id.sliced(1)), u""_s)};
    return object;
}

QJsonObject toJson(const World &, const Team &team)
{
    QJsonObject object = tag(u"team"_s, team.id, team.name, u"/teams/"_s + team.id);
    object[u"name"_s] = team.name;
    object[u"description"_s] = QJsonValue();
    object[u"default_role"_s] = u"manager"_s;
    return object;
}

QJsonObject toJson(const World &world, const Service &service)
{
    QJsonObject object = tag(u"service"_s, service.id, service.name, u"/services/"_s + service.id, u"/service-directory/"_s + service.id);
    object[u"name"_s] = service.name;
    object[u"description"_s] = u""_s;
    object[u"auto_resolve_timeout"_s] = seconds(service.autoResolveTimeout);
    object[u"acknowledgement_timeout"_s] = seconds(service.acknowledgementTimeout);
    object[u"created_at"_s] = u"2024-02-29T12:00:00Z"_s;
    object[u"status"_s] = world.serviceStatus(service);
    object[u"last_incident_timestamp"_s] = isoOrNull(world.lastIncident(service));
    object[u"escalation_policy"_s] = world.reference(u"escalation_policy"_s, service.policy);
    object[u"teams"_s] = service.team.isEmpty() ? QJsonArray() : QJsonArray{world.reference(u"team"_s, service.team)};
    object[u"integrations"_s] = QJsonArray{integrationReference(service)};
    object[u"incident_urgency_rule"_s] = QJsonObject{{u"type"_s, u"constant"_s}, {u"urgency"_s, service.urgency}};
    object[u"support_hours"_s] = QJsonValue();
    object[u"scheduled_actions"_s] = QJsonArray();
    object[u"alert_creation"_s] = u"create_alerts_and_incidents"_s;
    return object;
}

QJsonObject toJson(const World &world, const Policy &policy)
{
    QJsonArray rules;
    for (const Level &level : policy.levels) {
        QJsonArray targets;
        for (const Target &target : level.targets)
            targets.append(world.reference(target.isSchedule ? u"schedule"_s : u"user"_s, target.id));
        rules.append(QJsonObject{
            {u"id"_s, level.id}, {u"escalation_delay_in_minutes"_s, static_cast<qint64>(level.delay.count())}, {u"targets"_s, targets}});
    }
    QStringList services;
    for (const Service &service : world.services) {
        if (service.policy == policy.id)
            services.append(service.id);
    }
    QJsonObject object = tag(u"escalation_policy"_s, policy.id, policy.name, u"/escalation_policies/"_s + policy.id);
    object[u"name"_s] = policy.name;
    object[u"description"_s] = QJsonValue();
    object[u"num_loops"_s] = policy.loops;
    object[u"on_call_handoff_notifications"_s] = u"if_has_services"_s;
    object[u"escalation_rules"_s] = rules;
    object[u"services"_s] = references(world, u"service"_s, services);
    object[u"teams"_s] = policy.team.isEmpty() ? QJsonArray() : QJsonArray{world.reference(u"team"_s, policy.team)};
    return object;
}

QJsonObject toJson(const World &, const Priority &priority)
{
    QJsonObject object = tag(u"priority"_s, priority.id, priority.name, u"/priorities/"_s + priority.id, u""_s);
    object[u"name"_s] = priority.name;
    object[u"description"_s] = priority.description;
    return object;
}

QJsonObject toJson(const World &world, const Schedule &schedule)
{
    QStringList policies;
    for (const Policy &policy : world.policies) {
        for (const Level &level : policy.levels) {
            if (std::ranges::any_of(level.targets, [&](const Target &target) { return target.isSchedule && target.id == schedule.id; }))
                policies.append(policy.id);
        }
    }
    policies.removeDuplicates();
    QStringList users = schedule.rotation;
    for (const Override &override : schedule.overrides)
        users.append(override.shift.user);
    users.removeDuplicates();
    QJsonObject object = tag(u"schedule"_s, schedule.id, schedule.name, u"/schedules/"_s + schedule.id);
    object[u"name"_s] = schedule.name;
    object[u"time_zone"_s] = schedule.timeZone;
    object[u"description"_s] = QJsonValue();
    object[u"escalation_policies"_s] = references(world, u"escalation_policy"_s, policies);
    object[u"users"_s] = references(world, u"user"_s, users);
    object[u"teams"_s] = schedule.team.isEmpty() ? QJsonArray() : QJsonArray{world.reference(u"team"_s, schedule.team)};
    return object;
}

QJsonObject toJson(const World &world, const Shift &shift)
{
    return {{u"start"_s, iso(shift.start)}, {u"end"_s, iso(shift.end)}, {u"user"_s, world.reference(u"user"_s, shift.user)}};
}

QJsonObject toJson(const World &world, const Override &override)
{
    QJsonObject object = toJson(world, override.shift);
    object[u"id"_s] = override.id;
    return object;
}

QJsonObject toJson(const World &world, const Note &note)
{
    return {{u"id"_s, note.id}, {u"user"_s, world.reference(u"user"_s, note.user)},
        {u"channel"_s, QJsonObject{{u"summary"_s, u"The PagerDuty website or APIs"_s}}}, {u"content"_s, note.content},
        {u"created_at"_s, iso(note.created)}, {u"updated_at"_s, iso(note.updated)}};
}

QJsonObject toJson(const World &world, const StatusUpdate &update)
{
    return {{u"id"_s, update.id}, {u"message"_s, update.message}, {u"created_at"_s, iso(update.at)},
        {u"sender"_s, world.reference(u"user"_s, update.sender)}, {u"subject"_s, orNull(update.subject)},
        {u"html_message"_s, orNull(update.html)}};
}

QJsonObject toJson(const World &world, const MaintenanceWindow &window)
{
    QStringList teams;
    for (const QString &id : window.services)
        teams.append(world.service(id) != nullptr ? world.service(id)->team : QString());
    teams.removeDuplicates();
    teams.removeAll(QString());
    QJsonObject object = tag(u"maintenance_window"_s, window.id, window.description, u"/maintenance_windows/"_s + window.id,
        u"/service-directory/maintenance-windows/"_s + window.id);
    object[u"sequence_number"_s] = window.number;
    object[u"start_time"_s] = iso(window.start);
    object[u"end_time"_s] = iso(window.end);
    object[u"description"_s] = window.description;
    object[u"created_by"_s] = world.reference(u"user"_s, window.createdBy);
    object[u"services"_s] = references(world, u"service"_s, window.services);
    object[u"teams"_s] = references(world, u"team"_s, teams);
    return object;
}

QJsonObject toJson(const World &, const Workflow &workflow)
{
    QJsonObject object = tag(u"incident_workflow"_s, workflow.id, workflow.name, u"/incident_workflows/"_s + workflow.id);
    object[u"name"_s] = workflow.name;
    object[u"description"_s] = workflow.description;
    object[u"created_at"_s] = u"2025-03-01T12:00:00Z"_s;
    object[u"is_enabled"_s] = true;
    return object;
}

QJsonObject toJson(const World &world, const ChangeEvent &event)
{
    const Service *const of = world.service(event.service);
    return {{u"id"_s, event.id}, {u"type"_s, u"change_event"_s}, {u"summary"_s, event.summary}, {u"source"_s, event.source},
        {u"timestamp"_s, iso(event.at)}, {u"services"_s, QJsonArray{world.reference(u"service"_s, event.service)}},
        {u"integration"_s, of != nullptr ? QJsonValue(integrationReference(*of)) : QJsonValue()}, {u"custom_details"_s, event.details},
        {u"links"_s, event.links}};
}

QJsonObject toJson(const World &world, const Incident &incident, const QStringList &include)
{
    const bool withUsers = include.contains(u"users");
    QJsonArray assignments;
    for (const Assignment &each : incident.assignments)
        assignments.append(QJsonObject{
            {u"at"_s, iso(each.at)}, {u"assignee"_s, part(world, u"user"_s, each.user, withUsers || include.contains(u"assignees"))}});
    QJsonArray acknowledgements;
    for (const Assignment &each : incident.acknowledgements)
        acknowledgements.append(QJsonObject{{u"at"_s, iso(each.at)},
            {u"acknowledger"_s, part(world, u"user"_s, each.user, withUsers || include.contains(u"acknowledgers"))}});
    QJsonArray teams;
    for (const QString &each : incident.teams)
        teams.append(part(world, u"team"_s, each, include.contains(u"teams")));
    const auto triggered = std::ranges::count(incident.alerts, u"triggered"_s, &Alert::status);
    const Priority *const priority = incident.priority.isEmpty() ? nullptr : world.priority(incident.priority);
    const QString title = u"[#%1] %2"_s.arg(incident.number).arg(incident.title);

    QJsonObject object = tag(u"incident"_s, incident.id, title, u"/incidents/"_s + incident.id);
    object[u"incident_number"_s] = incident.number;
    object[u"title"_s] = incident.title;
    object[u"created_at"_s] = iso(incident.created);
    object[u"updated_at"_s] = iso(incident.updated);
    object[u"status"_s] = incident.status;
    object[u"incident_key"_s] = incident.key;
    object[u"service"_s] = part(world, u"service"_s, incident.service, include.contains(u"services"));
    object[u"assignments"_s] = assignments;
    object[u"assigned_via"_s] = incident.isDirect ? u"direct_assignment"_s : u"escalation_policy"_s;
    object[u"last_status_change_at"_s] = iso(incident.statusSince);
    object[u"resolved_at"_s] = isoOrNull(incident.resolved);
    object[u"alert_counts"_s] = QJsonObject{{u"all"_s, incident.alerts.size()}, {u"triggered"_s, qint64(triggered)},
        {u"resolved"_s, incident.alerts.size() - qint64(triggered)}};
    object[u"is_mergeable"_s] = incident.mergedInto.isEmpty();
    object[u"incident_type"_s] = QJsonObject{{u"name"_s, u"incident_default"_s}};
    object[u"escalation_policy"_s] = part(world, u"escalation_policy"_s, incident.policy, include.contains(u"escalation_policies"));
    object[u"teams"_s] = teams;
    object[u"pending_actions"_s] = pendingActions(world, incident);
    object[u"acknowledgements"_s] = acknowledgements;
    object[u"alert_grouping"_s] = QJsonValue();
    object[u"last_status_change_by"_s] = incident.statusBy.isEmpty()
        ? world.reference(u"service"_s, incident.service)
        : part(world, u"user"_s, incident.statusBy, withUsers || include.contains(u"agents"));
    object[u"priority"_s] = priority != nullptr ? QJsonValue(toJson(world, *priority)) : QJsonValue();
    object[u"resolve_reason"_s] = incident.mergedInto.isEmpty() ? QJsonValue()
                                                                : QJsonValue(QJsonObject{{u"type"_s, u"merge_resolve_reason"_s},
                                                                    {u"incident"_s, world.reference(u"incident"_s, incident.mergedInto)}});
    object[u"conference_bridge"_s] = incident.bridgeNumber.isEmpty() && incident.bridgeUrl.isEmpty()
        ? QJsonValue()
        : QJsonValue(
            QJsonObject{{u"conference_number"_s, orNull(incident.bridgeNumber)}, {u"conference_url"_s, orNull(incident.bridgeUrl)}});
    object[u"incidents_responders"_s] = responders(world, incident);
    object[u"responder_requests"_s] = QJsonArray();
    object[u"urgency"_s] = incident.urgency;
    if (!incident.body.isEmpty())
        object[u"body"_s] = QJsonObject{{u"type"_s, u"incident_body"_s}, {u"details"_s, incident.body}};
    if (!incident.log.isEmpty()) {
        QJsonObject first = toJson(world, incident, incident.log.constFirst());
        if (!include.contains(u"first_trigger_log_entries"))
            first = {{u"id"_s, first[u"id"_s]}, {u"type"_s, u"trigger_log_entry_reference"_s}, {u"summary"_s, first[u"summary"_s]},
                {u"self"_s, first[u"self"_s]}, {u"html_url"_s, first[u"html_url"_s]}};
        object[u"first_trigger_log_entry"_s] = first;
    }
    return object;
}

QJsonObject toJson(const World &world, const Incident &incident, const Alert &alert)
{
    const Service *const of = world.service(incident.service);
    QJsonObject object
        = tag(u"alert"_s, alert.id, alert.summary, u"/incidents/%1/alerts/%2"_s.arg(incident.id, alert.id), u"/alerts/"_s + alert.id);
    object[u"created_at"_s] = iso(alert.created);
    object[u"status"_s] = alert.status;
    object[u"alert_key"_s] = alert.key;
    object[u"service"_s] = world.reference(u"service"_s, incident.service);
    object[u"incident"_s] = world.reference(u"incident"_s, incident.id);
    object[u"suppressed"_s] = alert.isSuppressed;
    object[u"severity"_s] = orNull(alert.severity);
    object[u"integration"_s] = of != nullptr ? QJsonValue(integrationReference(*of)) : QJsonValue();
    object[u"first_trigger_log_entry"_s] = QJsonValue();
    // Details of the event and, beside them, what it was made from: undocumented below `details`, an open object.
    const QJsonObject cef{{u"severity"_s, alert.severity}, {u"summary"_s, alert.summary}, {u"source_origin"_s, orNull(alert.source)},
        {u"source_component"_s, orNull(alert.component)}, {u"service_group"_s, orNull(alert.group)}, {u"event_class"_s, orNull(alert.kind)},
        {u"dedup_key"_s, alert.key}, {u"client"_s, orNull(alert.client)}, {u"client_url"_s, orNull(alert.clientUrl)},
        {u"details"_s, alert.details}};
    QJsonObject body{{u"type"_s, u"alert_body"_s}, {u"contexts"_s, contexts(alert)}, {u"details"_s, alert.details}};
    if (world.sendsUndocumented)
        body[u"cef_details"_s] = cef;
    object[u"body"_s] = body;
    return object;
}

QJsonObject toJson(const World &world, const Incident &incident, const LogEntry &entry, const QStringList &include)
{
    QJsonObject object = tag(entry.type, entry.id, entry.summary, u"/log_entries/%1?incident_id=%2"_s.arg(entry.id, incident.id),
        u"/incidents/%1/log_entries/%2"_s.arg(incident.id, entry.id));
    object[u"created_at"_s] = iso(entry.at);
    object[u"agent"_s] = entry.agent;
    object[u"channel"_s] = QJsonObject{{u"type"_s, entry.channel}};
    object[u"incident"_s] = include.contains(u"incidents") ? toJson(world, incident) : world.reference(u"incident"_s, incident.id);
    object[u"service"_s] = world.reference(u"service"_s, incident.service);
    object[u"teams"_s] = references(world, u"team"_s, incident.teams);
    object[u"contexts"_s]
        = entry.type == u"trigger_log_entry" && !incident.alerts.isEmpty() ? contexts(incident.alerts.constFirst()) : QJsonArray();
    if (!entry.note.isEmpty())
        object[u"note"_s] = entry.note;
    if (entry.type == u"trigger_log_entry")
        object[u"event_details"_s] = QJsonObject{{u"description"_s, incident.title}};
    for (auto member = entry.more.begin(); member != entry.more.end(); ++member)
        object[member.key()] = member.value();
    return object;
}

bool isDocumented(const LogEntry &entry)
{
    static const QStringList types{u"acknowledge"_s, u"annotate"_s, u"assign"_s, u"delegate"_s, u"escalate"_s, u"exhaust_escalation_path"_s,
        u"notify"_s, u"reach_ack_limit"_s, u"reach_trigger_limit"_s, u"repeat_escalation_path"_s, u"resolve"_s, u"snooze"_s, u"trigger"_s,
        u"unacknowledge"_s, u"urgency_change"_s};
    return std::ranges::any_of(types, [&](const QString &type) { return entry.type == type + u"_log_entry"_s; });
}

} // namespace nightbell::pd
