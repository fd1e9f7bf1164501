// SPDX-License-Identifier: GPL-3.0-or-later
// Users, teams, services, priorities, maintenance windows, workflows, change events, notifications.
#include "support/pagerdutyjson.h"
#include "support/pagerdutyroutes.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell::pd {

namespace {

Reply abilities(const Asked &asked)
{
    return Reply::of({{u"abilities"_s, QJsonArray::fromStringList(asked.world.abilities)}});
}

Reply ability(const Asked &asked)
{
    if (asked.world.abilities.contains(asked.ids.constFirst()))
        return {204, {}, {}};
    return Reply::refused({402, 2014, u"Account does not have the required abilities to perform this action"_s, {}});
}

QJsonObject contactMethod(const User &user)
{
    const QString id = u"C"_s + user.id.sliced(1);
    return {{u"id"_s, id}, {u"type"_s, u"email_contact_method"_s}, {u"summary"_s, u"Default"_s},
        {u"self"_s, u"https://api.pagerduty.com/users/%1/contact_methods/%2"_s.arg(user.id, id)}, {u"html_url"_s, QJsonValue()},
        {u"label"_s, u"Default"_s}, {u"address"_s, user.email}, {u"send_short_email"_s, false}, {u"enabled"_s, true}};
}

Reply users(const Asked &asked)
{
    QList<User> rows = asked.world.users;
    const QString query = asked.call.value(u"query"_s);
    const QStringList teams = asked.call.values(u"team_ids[]"_s);
    rows.removeIf([&](const User &each) {
        const bool isMember = std::ranges::any_of(
            asked.world.teams, [&](const Team &team) { return teams.contains(team.id) && team.members.contains(each.id); });
        return (!each.name.contains(query, Qt::CaseInsensitive) && !each.email.contains(query, Qt::CaseInsensitive))
            || (!teams.isEmpty() && !isMember);
    });
    return page(asked, u"users"_s, rows, [&](const User &each) { return toJson(asked.world, each); });
}

Reply me(const Asked &asked)
{
    const User *const one = asked.world.user(asked.key.user);
    if (one == nullptr)
        return Reply::refused(invalid(u"The current user can't be determined with an account-level API key"_s));
    return Reply::of({{u"user"_s, toJson(asked.world, *one)}});
}

Reply user(const Asked &asked)
{
    const User *const one = asked.world.user(asked.ids.constFirst());
    return one == nullptr ? Reply::refused(notFound()) : Reply::of({{u"user"_s, toJson(asked.world, *one)}});
}

Reply contactMethods(const Asked &asked)
{
    const User *const one = asked.world.user(asked.ids.constFirst());
    return one == nullptr ? Reply::refused(notFound()) : Reply::of({{u"contact_methods"_s, QJsonArray{contactMethod(*one)}}});
}

Reply notificationRules(const Asked &asked)
{
    const User *const one = asked.world.user(asked.ids.constFirst());
    if (one == nullptr)
        return Reply::refused(notFound());
    QJsonObject method = contactMethod(*one);
    method = {{u"id"_s, method[u"id"_s]}, {u"type"_s, u"email_contact_method_reference"_s}, {u"summary"_s, method[u"summary"_s]},
        {u"self"_s, method[u"self"_s]}, {u"html_url"_s, QJsonValue()}};
    const QString id = u"N"_s + one->id.sliced(1);
    return Reply::of({{u"notification_rules"_s,
        QJsonArray{QJsonObject{{u"id"_s, id}, {u"type"_s, u"assignment_notification_rule"_s}, {u"summary"_s, u"0 minutes: channel"_s},
            {u"self"_s, u"https://api.pagerduty.com/users/%1/notification_rules/%2"_s.arg(one->id, id)}, {u"html_url"_s, QJsonValue()},
            {u"start_delay_in_minutes"_s, 0}, {u"contact_method"_s, method}, {u"urgency"_s, u"high"_s}}}}});
}

Reply priorities(const Asked &asked)
{
    return page(asked, u"priorities"_s, asked.world.priorities, [&](const Priority &each) { return toJson(asked.world, each); });
}

Reply teams(const Asked &asked)
{
    QList<Team> rows = asked.world.teams;
    rows.removeIf([&](const Team &each) { return !each.name.contains(asked.call.value(u"query"_s), Qt::CaseInsensitive); });
    return page(asked, u"teams"_s, rows, [&](const Team &each) { return toJson(asked.world, each); });
}

Reply team(const Asked &asked)
{
    const Team *const one = asked.world.team(asked.ids.constFirst());
    return one == nullptr ? Reply::refused(notFound()) : Reply::of({{u"team"_s, toJson(asked.world, *one)}});
}

Reply members(const Asked &asked)
{
    const Team *const one = asked.world.team(asked.ids.constFirst());
    if (one == nullptr)
        return Reply::refused(notFound());
    return page(asked, u"members"_s, one->members, [&](const QString &each) {
        return QJsonObject{{u"user"_s, asked.world.reference(u"user"_s, each)}, {u"role"_s, u"responder"_s}};
    });
}

Reply services(const Asked &asked)
{
    QList<Service> rows = asked.world.services;
    const QString query = asked.call.value(u"query"_s);
    const QStringList of = asked.call.values(u"team_ids[]"_s);
    rows.removeIf([&](const Service &each) {
        return !each.name.contains(query, Qt::CaseInsensitive) || (!of.isEmpty() && !of.contains(each.team))
            || (asked.call.has(u"name"_s) && asked.call.value(u"name"_s) != each.name);
    });
    std::ranges::sort(rows, {}, &Service::name);
    return page(asked, u"services"_s, rows, [&](const Service &each) { return toJson(asked.world, each); });
}

Reply service(const Asked &asked)
{
    const Service *const one = asked.world.service(asked.ids.constFirst());
    return one == nullptr ? Reply::refused(notFound()) : Reply::of({{u"service"_s, toJson(asked.world, *one)}});
}

Reply changeService(const Asked &asked)
{
    Service *const one = asked.world.editService(asked.ids.constFirst());
    if (one == nullptr)
        return Reply::refused(notFound());
    const QJsonObject wanted = asked.call.json()[u"service"_s].toObject();
    one->name = wanted[u"name"_s].toString(one->name);
    if (wanted.contains(u"status"_s))
        one->isDisabled = wanted[u"status"_s].toString() == u"disabled";
    const QString policy = wanted[u"escalation_policy"_s][u"id"_s].toString();
    if (asked.world.policy(policy) != nullptr)
        one->policy = policy;
    return Reply::of({{u"service"_s, toJson(asked.world, *one)}});
}

Reply integration(const Asked &asked)
{
    const Service *const one = asked.world.service(asked.ids.constFirst());
    if (one == nullptr || one->integration != asked.ids.at(1))
        return Reply::refused(notFound());
    const QString path = u"/services/%1/integrations/%2"_s.arg(one->id, one->integration);
    QJsonObject object{{u"id"_s, one->integration}, {u"type"_s, u"events_api_v2_inbound_integration"_s}, {u"summary"_s, u"Events API v2"_s},
        {u"self"_s, u"https://api.pagerduty.com"_s + path}, {u"html_url"_s, u"https://example.pagerduty.com"_s + path},
        {u"name"_s, u"Events API v2"_s}, {u"service"_s, asked.world.reference(u"service"_s, one->id)},
        {u"created_at"_s, u"2024-02-29T12:00:00Z"_s}, {u"vendor"_s, QJsonValue()}};
    if (asked.world.sendsUndocumented)
        object[u"integration_key"_s] = one->routingKey;
    return Reply::of({{u"integration"_s, object}});
}

Reply changes(const Asked &asked, const QString &ofService)
{
    QList<ChangeEvent> rows = asked.world.changeEvents;
    for (const QString &name : {u"since"_s, u"until"_s}) {
        const QString value = asked.call.value(name);
        if (asked.call.has(name) && (!fromIso(value) || !(value.endsWith(u'Z') || value.endsWith(u"+00:00"))))
            return Reply::refused({400, 2004, u"Invalid Date"_s, {name + u" must be in UTC"_s}});
    }
    const TimePoint since = asked.call.time(u"since"_s, TimePoint::min());
    const TimePoint until = asked.call.time(u"until"_s, TimePoint::max());
    rows.removeIf([&](const ChangeEvent &each) {
        return (!ofService.isEmpty() && each.service != ofService) || each.at < since || each.at >= until;
    });
    std::ranges::stable_sort(rows, std::greater(), &ChangeEvent::at);
    if (asked.world.sendsUndocumented) // paging takes place, but the document does not say so
        return page(asked, u"change_events"_s, rows, [&](const ChangeEvent &each) { return toJson(asked.world, each); });
    QJsonArray all;
    for (const ChangeEvent &each : std::as_const(rows))
        all.append(toJson(asked.world, each));
    return Reply::of({{u"change_events"_s, all}});
}

bool isIn(const QString &filter, const MaintenanceWindow &window, TimePoint now)
{
    if (filter == u"past")
        return window.end <= now;
    if (filter == u"future")
        return window.start > now;
    if (filter == u"ongoing")
        return window.start <= now && now < window.end;
    return filter == u"open" ? window.end > now : true;
}

Reply windows(const Asked &asked)
{
    QList<MaintenanceWindow> rows = asked.world.windows;
    const QStringList of = asked.call.values(u"service_ids[]"_s);
    rows.removeIf([&](const MaintenanceWindow &each) {
        return !isIn(asked.call.value(u"filter"_s), each, asked.world.now())
            || (!of.isEmpty() && std::ranges::none_of(of, [&](const QString &id) { return each.services.contains(id); }));
    });
    return page(asked, u"maintenance_windows"_s, rows, [&](const MaintenanceWindow &each) { return toJson(asked.world, each); });
}

MaintenanceWindow *windowOf(const Asked &asked)
{
    const auto at = std::ranges::find(asked.world.windows, asked.ids.constFirst(), &MaintenanceWindow::id);
    return at == asked.world.windows.end() ? nullptr : &*at;
}

Refused take(const Asked &asked, MaintenanceWindow &window)
{
    const QJsonObject wanted = asked.call.json()[u"maintenance_window"_s].toObject();
    const auto start = wanted.contains(u"start_time"_s) ? fromIso(wanted[u"start_time"_s].toString()) : std::optional(window.start);
    const auto end = wanted.contains(u"end_time"_s) ? fromIso(wanted[u"end_time"_s].toString()) : std::optional(window.end);
    if (!start || !end || *end <= *start || *end <= asked.world.now())
        return Refusal{400, 2005, u"Invalid Date Range"_s, {u"End time must be after start time and in the future"_s}};
    if (wanted.contains(u"services"_s)) {
        window.services.clear();
        for (const QJsonValue &each : wanted[u"services"_s].toArray())
            window.services.append(each[u"id"_s].toString());
    }
    if (window.services.isEmpty()
        || std::ranges::any_of(window.services, [&](const QString &id) { return asked.world.service(id) == nullptr; }))
        return invalid(u"Services cannot be empty"_s);
    window.start = std::max(*start, window.id.isEmpty() ? asked.world.now() : *start);
    window.end = *end;
    window.description = wanted[u"description"_s].toString(window.description);
    return {};
}

Reply addWindow(const Asked &asked)
{
    MaintenanceWindow window;
    if (const Refused refused = take(asked, window))
        return Reply::refused(*refused);
    window.id = asked.world.newId();
    window.number = static_cast<int>(asked.world.windows.size()) + 1;
    window.createdBy = asked.by;
    asked.world.windows.append(window);
    return Reply::of({{u"maintenance_window"_s, toJson(asked.world, window)}}, 201);
}

Reply window(const Asked &asked)
{
    const MaintenanceWindow *const one = windowOf(asked);
    return one == nullptr ? Reply::refused(notFound()) : Reply::of({{u"maintenance_window"_s, toJson(asked.world, *one)}});
}

Reply changeWindow(const Asked &asked)
{
    MaintenanceWindow *const one = windowOf(asked);
    if (one == nullptr)
        return Reply::refused(notFound());
    MaintenanceWindow changed = *one;
    if (const Refused refused = take(asked, changed))
        return Reply::refused(*refused);
    *one = changed;
    return Reply::of({{u"maintenance_window"_s, toJson(asked.world, *one)}});
}

Reply endWindow(const Asked &asked)
{
    MaintenanceWindow *const one = windowOf(asked);
    if (one == nullptr)
        return Reply::refused(notFound());
    if (one->end <= asked.world.now())
        return Reply::refused({405, 2000, u"Maintenance window has already ended"_s, {}});
    if (one->start > asked.world.now())
        asked.world.windows.removeIf([one](const MaintenanceWindow &each) { return &each == one; });
    else
        one->end = asked.world.now();
    return {204, {}, {}};
}

const Workflow *workflowOf(const Asked &asked)
{
    const auto at = std::ranges::find(std::as_const(asked.world.workflows), asked.ids.constFirst(), &Workflow::id);
    return at == asked.world.workflows.cend() ? nullptr : &*at;
}

Reply workflows(const Asked &asked)
{
    QList<Workflow> rows = asked.world.workflows;
    rows.removeIf([&](const Workflow &each) { return !each.name.contains(asked.call.value(u"query"_s), Qt::CaseInsensitive); });
    return page(asked, u"incident_workflows"_s, rows, [&](const Workflow &each) { return toJson(asked.world, each); });
}

Reply workflow(const Asked &asked)
{
    const Workflow *const one = workflowOf(asked);
    return one == nullptr ? Reply::refused(notFound()) : Reply::of({{u"incident_workflow"_s, toJson(asked.world, *one)}});
}

QJsonObject triggerOf(const World &world, const Workflow &workflow)
{
    const QString self = u"https://api.pagerduty.com/incident_workflows/triggers/"_s + workflow.trigger;
    QJsonArray services;
    for (const QString &id : workflow.services) {
        QJsonObject service = world.reference(u"service"_s, id);
        service[u"type"_s] = u"service"_s;
        services.append(service);
    }
    QJsonObject object{{u"id"_s, workflow.trigger}, {u"type"_s, u"workflow_trigger"_s}, {u"summary"_s, workflow.name}, {u"self"_s, self},
        {u"html_url"_s, QJsonValue()}, {u"trigger_type"_s, workflow.triggerType},
        {u"trigger_type_name"_s, workflow.triggerType == u"manual" ? u"Manual Trigger"_s : u"Conditional Trigger"_s},
        {u"trigger_url"_s, self + u"/start"_s}, {u"is_subscribed_to_all_services"_s, workflow.services.isEmpty()},
        {u"services"_s, services}, {u"is_disabled"_s, false},
        {u"permissions"_s, QJsonObject{{u"restricted"_s, false}, {u"team_id"_s, QJsonValue()}}},
        {u"workflow"_s,
            QJsonObject{{u"id"_s, workflow.id}, {u"type"_s, u"workflow_reference"_s}, {u"name"_s, workflow.name},
                {u"self"_s, u"https://api.pagerduty.com/incident_workflows/"_s + workflow.id}, {u"html_url"_s, QJsonValue()}}}};
    if (workflow.triggerType != u"manual")
        object[u"condition"_s] = u"incident.priority matches 'P1'"_s;
    return object;
}

Reply triggers(const Asked &asked)
{
    const Call &call = asked.call;
    QList<Workflow> rows = asked.world.workflows;
    const Incident *const incident = call.has(u"incident_id"_s) ? asked.world.incident(call.value(u"incident_id"_s)) : nullptr;
    if (call.has(u"incident_id"_s) && incident == nullptr)
        return Reply::refused(notFound());
    const QString service = incident != nullptr ? incident->service : call.value(u"service_id"_s);
    rows.removeIf([&](const Workflow &each) {
        return (call.has(u"trigger_type"_s) && call.value(u"trigger_type"_s) != each.triggerType)
            || (call.has(u"workflow_id"_s) && call.value(u"workflow_id"_s) != each.id)
            || (!service.isEmpty() && !each.services.isEmpty() && !each.services.contains(service))
            || !each.name.contains(call.value(u"workflow_name_contains"_s), Qt::CaseInsensitive);
    });
    const int limit = call.has(u"limit"_s) ? std::clamp(call.value(u"limit"_s).toInt(), 1, 100) : 25;
    const auto from = static_cast<qsizetype>(QByteArray::fromBase64(call.value(u"cursor"_s).toLatin1()).toLongLong());
    QJsonArray page;
    for (qsizetype at = from; at < std::min<qsizetype>(rows.size(), from + limit); ++at)
        page.append(triggerOf(asked.world, rows.at(at)));
    const bool hasMore = from + limit < rows.size();
    const QJsonValue next = hasMore ? QJsonValue(QString::fromLatin1(QByteArray::number(from + limit).toBase64())) : QJsonValue();
    return Reply::of({{u"triggers"_s, page}, {u"limit"_s, limit}, {u"next_cursor"_s, next}, {u"more"_s, hasMore}});
}

Reply startWorkflow(const Asked &asked)
{
    const auto at = std::ranges::find(asked.world.workflows, asked.ids.constFirst(), &Workflow::id);
    const QJsonObject wanted = asked.call.json()[u"incident_workflow_instance"_s].toObject();
    const Incident *const incident = asked.world.incident(wanted[u"incident"_s][u"id"_s].toString());
    if (at == asked.world.workflows.end() || incident == nullptr || incident->isHidden)
        return Reply::refused(notFound());
    at->startedFor.append(incident->id);
    const QString id = wanted[u"id"_s].toString(asked.world.newId());
    return Reply::of({{u"incident_workflow_instance"_s,
                         QJsonObject{{u"id"_s, id}, {u"type"_s, u"incident_workflow_instance"_s},
                             {u"incident"_s, asked.world.reference(u"incident"_s, incident->id)}}}},
        201);
}

Reply notifications(const Asked &asked)
{
    const auto since = fromIso(asked.call.value(u"since"_s));
    const auto until = fromIso(asked.call.value(u"until"_s));
    if (!since || !until || *until <= *since || *until - *since > std::chrono::days(92))
        return Reply::refused({400, 2005, u"Invalid Date Range"_s, {u"Since and until are required, and less than three months apart"_s}});
    QList<QJsonObject> rows;
    for (const Incident *incident : asked.world.readableIncidents()) {
        for (const LogEntry &entry : incident->log) {
            if (entry.type != u"notify_log_entry" || entry.at < *since || entry.at >= *until)
                continue;
            const User *const user = asked.world.user(entry.agent[u"id"_s].toString());
            rows.append({{u"id"_s, entry.id}, {u"type"_s, u"email_notification"_s}, {u"started_at"_s, iso(entry.at)},
                {u"address"_s, user != nullptr ? QJsonValue(user->email) : QJsonValue()}, {u"user"_s, entry.agent},
                {u"status"_s, u"success"_s}});
        }
    }
    return page(asked, u"notifications"_s, rows, [](const QJsonObject &each) { return each; });
}

} // namespace

QList<Route> accountRoutes()
{
    const QString workflowsAbility = u"incident_workflows"_s;
    return {{"GET", u"/abilities"_s, abilities}, {"GET", u"/abilities/{id}"_s, ability}, {"GET", u"/users"_s, users},
        {"GET", u"/users/me"_s, me}, {"GET", u"/users/{id}"_s, user}, {"GET", u"/users/{id}/contact_methods"_s, contactMethods},
        {"GET", u"/users/{id}/notification_rules"_s, notificationRules}, {"GET", u"/priorities"_s, priorities, false, u"priorities"_s},
        {"GET", u"/teams"_s, teams, false, u"teams"_s}, {"GET", u"/teams/{id}"_s, team, false, u"teams"_s},
        {"GET", u"/teams/{id}/members"_s, members, false, u"teams"_s}, {"GET", u"/services"_s, services},
        {"GET", u"/services/{id}"_s, service}, {"PUT", u"/services/{id}"_s, changeService},
        {"GET", u"/services/{id}/integrations/{integration_id}"_s, integration},
        {"GET", u"/services/{id}/change_events"_s, [](const Asked &asked) { return changes(asked, asked.ids.constFirst()); }},
        {"GET", u"/change_events"_s, [](const Asked &asked) { return changes(asked, {}); }}, {"GET", u"/maintenance_windows"_s, windows},
        {"POST", u"/maintenance_windows"_s, addWindow, true}, {"GET", u"/maintenance_windows/{id}"_s, window},
        {"PUT", u"/maintenance_windows/{id}"_s, changeWindow}, {"DELETE", u"/maintenance_windows/{id}"_s, endWindow},
        {"GET", u"/incident_workflows"_s, workflows, false, workflowsAbility},
        {"GET", u"/incident_workflows/{id}"_s, workflow, false, workflowsAbility},
        {"POST", u"/incident_workflows/{id}/instances"_s, startWorkflow, false, workflowsAbility},
        {"GET", u"/incident_workflows/triggers"_s, triggers, false, workflowsAbility}, {"GET", u"/notifications"_s, notifications}};
}

} // namespace nightbell::pd
