// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pagerdutyworld.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell::pd {

namespace {

template<typename List>
auto *found(List &list, const QString &id)
{
    const auto at = std::ranges::find(list, id, [](const auto &each) { return each.id; });
    return at == list.end() ? nullptr : &*at;
}

Refusal refusal(int code, const QString &message)
{
    return {400, code, message, {message}};
}

QString summaryOf(const QString &type, const QString &who)
{
    static const QHash<QString, QString> words{
        {u"trigger_log_entry"_s, u"Triggered by %1"_s},
        {u"acknowledge_log_entry"_s, u"Acknowledged by %1"_s},
        {u"unacknowledge_log_entry"_s, u"Unacknowledged due to timeout"_s},
        {u"resolve_log_entry"_s, u"Resolved by %1"_s},
        {u"annotate_log_entry"_s, u"Note added by %1"_s},
        {u"assign_log_entry"_s, u"Assigned by %1"_s},
        {u"escalate_log_entry"_s, u"Escalated by %1"_s},
        {u"snooze_log_entry"_s, u"Snoozed by %1"_s},
        {u"notify_log_entry"_s, u"Notified %1"_s},
        {u"exhaust_escalation_path_log_entry"_s, u"Escalation path exhausted"_s},
        {u"repeat_escalation_path_log_entry"_s, u"Escalation path repeated"_s},
        {u"urgency_change_log_entry"_s, u"Urgency changed by %1"_s},
        {u"priority_change_log_entry"_s, u"Priority changed by %1"_s},
        {u"merge_log_entry"_s, u"Merged by %1"_s},
        {u"responder_request_log_entry"_s, u"Responders requested by %1"_s},
        {u"status_update_log_entry"_s, u"Status update by %1"_s},
    };
    const QString word = words.value(type, u"%1 did something"_s);
    return word.contains(u"%1") ? word.arg(who) : word;
}

} // namespace

Refusal invalid(const QString &what)
{
    return {400, 2001, u"Invalid Input Provided"_s, {what}};
}

Refusal notFound()
{
    return {404, 2100, u"Not Found"_s, {}};
}

World::World(Now now) : m_now(std::move(now))
{ }

QString World::newId()
{
    // Spread like real ones, yet the same in each run.
    static constexpr QByteArrayView letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const qsizetype length = hasLongIds ? 13 : 6;
    quint64 left = (++m_made * 0x9E3779B97F4A7C15ULL) >> 2U;
    quint64 unique = m_made; // the last letters count, so that no two are the same
    QString id;
    for (qsizetype place = 0; place < length; ++place) {
        quint64 &from = place < length - 4 ? left : unique;
        id.prepend(QLatin1Char(letters.at(static_cast<qsizetype>(from % 36))));
        from /= 36;
    }
    return (hasLongIds ? u'Q' : u'P') + id;
}

const User *World::user(const QString &idOrEmail) const
{
    const auto at = std::ranges::find_if(users, [&](const User &each) { return each.id == idOrEmail || each.email == idOrEmail; });
    return at == users.end() ? nullptr : &*at;
}

const Team *World::team(const QString &id) const
{
    return found(teams, id);
}

const Policy *World::policy(const QString &id) const
{
    return found(policies, id);
}

const Schedule *World::schedule(const QString &id) const
{
    return found(schedules, id);
}

const Service *World::service(const QString &id) const
{
    return found(services, id);
}

const Priority *World::priority(const QString &idOrName) const
{
    const auto at = std::ranges::find_if(priorities, [&](const Priority &each) { return each.id == idOrName || each.name == idOrName; });
    return at == priorities.end() ? nullptr : &*at;
}

Service *World::editService(const QString &id)
{
    return found(services, id);
}

Schedule *World::editSchedule(const QString &id)
{
    return found(schedules, id);
}

World::Kept *World::kept(const QString &idOrNumber)
{
    const auto place = m_places.constFind(idOrNumber);
    return place == m_places.cend() ? nullptr : &m_incidents[static_cast<size_t>(*place)];
}

const Incident *World::incident(const QString &idOrNumber) const
{
    const auto place = m_places.constFind(idOrNumber);
    return place == m_places.cend() ? nullptr : &m_incidents[static_cast<size_t>(*place)].now;
}

Incident *World::edit(const QString &idOrNumber)
{
    Kept *const one = kept(idOrNumber);
    if (one == nullptr)
        return nullptr;
    const TimePoint at = now();
    one->before.removeIf([at](const auto &old) { return old.first <= at; });
    if (writeDelay > Duration(0))
        one->before.append({at + writeDelay, one->now});
    one->now.updated = at;
    return &one->now;
}

QList<const Incident *> World::incidents() const
{
    QList<const Incident *> all;
    all.reserve(static_cast<qsizetype>(m_incidents.size()));
    for (const Kept &one : m_incidents)
        all.append(&one.now);
    return all;
}

const Incident *World::readable(const Kept &one, TimePoint at)
{
    if (one.now.isHidden || one.hiddenUntil > at)
        return nullptr;
    const auto old = std::ranges::find_if(one.before, [at](const auto &each) { return each.first > at; });
    return old == one.before.end() ? &one.now : &old->second;
}

const Incident *World::readable(const QString &idOrNumber) const
{
    const auto place = m_places.constFind(idOrNumber);
    return place == m_places.cend() ? nullptr : readable(m_incidents[static_cast<size_t>(*place)], now());
}

QList<const Incident *> World::readableIncidents() const
{
    QList<const Incident *> all;
    all.reserve(static_cast<qsizetype>(m_incidents.size()));
    const TimePoint at = now();
    for (const Kept &one : m_incidents) {
        if (const Incident *incident = readable(one, at))
            all.append(incident);
    }
    return all;
}

QJsonObject World::reference(const QString &type, const QString &id) const
{
    const auto summary = [&]() -> QString {
        if (type == u"user")
            return user(id) != nullptr ? user(id)->name : id;
        if (type == u"team")
            return team(id) != nullptr ? team(id)->name : id;
        if (type == u"service")
            return service(id) != nullptr ? service(id)->name : id;
        if (type == u"schedule")
            return schedule(id) != nullptr ? schedule(id)->name : id;
        if (type == u"escalation_policy")
            return policy(id) != nullptr ? policy(id)->name : id;
        if (type == u"incident" && incident(id) != nullptr)
            return u"[#%1] %2"_s.arg(incident(id)->number).arg(incident(id)->title);
        return id;
    };
    static const QHash<QString, QString> folders{{u"user"_s, u"users"_s}, {u"team"_s, u"teams"_s}, {u"service"_s, u"services"_s},
        {u"schedule"_s, u"schedules"_s}, {u"escalation_policy"_s, u"escalation_policies"_s}, {u"incident"_s, u"incidents"_s}};
    static const QHash<QString, QString> pages{{u"service"_s, u"service-directory"_s}};
    const QString folder = folders.value(type, type + u's');
    return {{u"id"_s, id}, {u"type"_s, type + u"_reference"_s}, {u"summary"_s, summary()},
        {u"self"_s, u"https://api.pagerduty.com/%1/%2"_s.arg(folder, id)},
        {u"html_url"_s, u"https://example.pagerduty.com/%1/%2"_s.arg(pages.value(type, folder), id)}};
}

void World::addLog(Incident &incident, LogEntry entry) const
{
    if (entry.id.isEmpty())
        entry.id = u"R%1%2"_s.arg(incident.number, 7, 36, QLatin1Char('0')).arg(incident.log.size(), 6, 36, QLatin1Char('0')).toUpper();
    if (entry.at == TimePoint())
        entry.at = now();
    if (entry.agent.isEmpty())
        entry.agent = reference(u"service"_s, incident.service);
    if (entry.summary.isEmpty())
        entry.summary = summaryOf(entry.type, entry.agent[u"summary"_s].toString());
    incident.log.append(entry);
}

QString World::trigger(const NewIncident &wanted)
{
    const Service *const of = service(wanted.service);
    Q_ASSERT(of != nullptr);
    const TimePoint at = wanted.at.value_or(now());
    Incident incident;
    incident.id = newId();
    incident.number = static_cast<int>(m_incidents.size()) + 1001;
    incident.key = wanted.key.isEmpty() ? u"key-of-%1"_s.arg(incident.number) : wanted.key;
    incident.title = wanted.title;
    incident.body = wanted.body;
    incident.service = wanted.service;
    incident.urgency = wanted.urgency.isEmpty() ? of->urgency : wanted.urgency;
    incident.priority = priority(wanted.priority) != nullptr ? priority(wanted.priority)->id : QString();
    incident.policy = wanted.policy.isEmpty() ? of->policy : wanted.policy;
    incident.teams = of->team.isEmpty() ? QStringList() : QStringList{of->team};
    incident.bridgeNumber = wanted.bridgeNumber;
    incident.bridgeUrl = wanted.bridgeUrl;
    incident.created = incident.updated = incident.statusSince = at;
    const QJsonObject agent = reference(wanted.by.isEmpty() ? u"service"_s : u"user"_s, wanted.by.isEmpty() ? wanted.service : wanted.by);
    addLog(incident, {.type = u"trigger_log_entry"_s, .at = at, .agent = agent});
    if (wanted.alert.has_value()) {
        Alert alert = *wanted.alert;
        alert.id = alert.id.isEmpty() ? newId() : alert.id;
        alert.key = alert.key.isEmpty() ? incident.key : alert.key;
        alert.summary = alert.summary.isEmpty() ? incident.title : alert.summary;
        alert.created = at;
        incident.alerts.append(alert);
    }
    if (wanted.assignees.isEmpty()) {
        assignByLevel(incident, at);
    } else {
        incident.isDirect = true;
        for (const QString &each : wanted.assignees)
            incident.assignments.append({each, at});
        if (wanted.assignees == QStringList{wanted.by}) { // assigned to oneself: nobody needs to be told
            incident.status = u"acknowledged"_s;
            incident.statusBy = wanted.by;
            incident.acknowledgements = {{wanted.by, at}};
        }
    }
    m_places.insert(incident.id, static_cast<qsizetype>(m_incidents.size()));
    m_places.insert(QString::number(incident.number), static_cast<qsizetype>(m_incidents.size()));
    const QString id = incident.id;
    m_incidents.push_back({std::move(incident), at + writeDelay, {}});
    return id;
}

Refused World::wouldRefuse(const QString &id, const Change &wanted) const
{
    const Incident *const one = incident(id);
    if (one == nullptr || one->isHidden)
        return notFound();
    if (!one->mergedInto.isEmpty())
        return refusal(1019, u"Incident Already Merged"_s);
    if (wanted.status == u"acknowledged" && one->status == u"acknowledged" && !wanted.assignees && !wanted.policy && !wanted.level)
        return refusal(1002, u"Incident Already Acknowledged"_s);
    if (one->status == u"resolved" && wanted.status != u"triggered" && (wanted.status || wanted.level || wanted.assignees || wanted.policy))
        return refusal(1001, u"Incident Already Resolved"_s);
    if (wanted.status == u"triggered" && one->status == u"triggered" && !wanted.assignees && !wanted.policy && !wanted.level)
        return refusal(1012, u"Incident Not Acknowledged"_s);
    if (wanted.status && *wanted.status != u"triggered" && *wanted.status != u"acknowledged" && *wanted.status != u"resolved")
        return invalid(u"Status is not included in the list"_s);
    if (wanted.urgency && *wanted.urgency != u"high" && *wanted.urgency != u"low")
        return invalid(u"Urgency is not included in the list"_s);
    if (wanted.title && wanted.title->isEmpty())
        return invalid(u"Title cannot be empty"_s);
    if (wanted.priority && !wanted.priority->isEmpty() && priority(*wanted.priority) == nullptr)
        return invalid(u"Priority not found"_s);
    if (wanted.service && service(*wanted.service) == nullptr)
        return invalid(u"Service not found"_s);
    if (wanted.policy && policy(*wanted.policy) == nullptr)
        return refusal(1014, u"Escalation Policy Not Found"_s);
    if (int(wanted.policy.has_value()) + int(wanted.level.has_value()) + int(wanted.assignees.has_value()) > 1)
        return invalid(u"Only one of assignments, escalation_policy and escalation_level may be given"_s);
    if (wanted.assignees) {
        if (wanted.assignees->isEmpty())
            return invalid(u"Assignments cannot be empty"_s);
        for (const QString &each : *wanted.assignees) {
            if (user(each) == nullptr)
                return invalid(u"Assignee not found"_s);
        }
    }
    const Policy *const of = policy(wanted.policy.value_or(one->policy));
    if (wanted.level && (of == nullptr || *wanted.level < 1 || *wanted.level > of->levels.size()))
        return refusal(1006, u"Incident Cannot Be Escalated"_s);
    if (wanted.policy || wanted.level) {
        bool anybody = false;
        for (const Target &target : of->levels.value(wanted.level.value_or(1) - 1).targets)
            anybody = anybody || !onCall(target, now()).isEmpty();
        if (!anybody)
            return refusal(1015, u"No On-Call User"_s);
    }
    return {};
}

void World::applyStatus(Incident &incident, const Change &wanted, const QString &by)
{
    const TimePoint at = now();
    const QJsonObject agent = reference(u"user"_s, by);
    incident.status = *wanted.status;
    incident.statusSince = at;
    incident.statusBy = by;
    incident.snoozedUntil.reset();
    if (incident.status == u"acknowledged") {
        incident.resolved.reset();
        incident.acknowledgements = {{by, at}};
        addLog(incident, {.type = u"acknowledge_log_entry"_s, .agent = agent});
    } else if (incident.status == u"resolved") {
        incident.resolved = at;
        incident.acknowledgements.clear();
        incident.assignments.clear();
        for (Alert &alert : incident.alerts)
            alert.status = u"resolved"_s;
        addLog(incident, {.type = u"resolve_log_entry"_s, .agent = agent, .note = wanted.resolution.value_or(QString())});
    } else {
        incident.resolved.reset();
        incident.acknowledgements.clear();
        addLog(incident,
            {.type = u"unacknowledge_log_entry"_s,
                .summary = u"Triggered again by %1"_s.arg(agent[u"summary"_s].toString()),
                .agent = agent});
        if (!wanted.assignees && !wanted.policy && !wanted.level && !incident.isDirect)
            assignByLevel(incident, at);
    }
    if (incident.status == u"acknowledged" && incident.assignments.isEmpty())
        incident.assignments = {{by, at}}; // opened again by whom it belongs to now
}

void World::applyAssignment(Incident &incident, const Change &wanted, const QString &by)
{
    const TimePoint at = now();
    if (wanted.assignees) {
        incident.isDirect = true;
        incident.assignments.clear();
        QJsonArray assignees;
        for (const QString &each : *wanted.assignees) {
            incident.assignments.append({each, at});
            assignees.append(reference(u"user"_s, each));
        }
        addLog(incident, {.type = u"assign_log_entry"_s, .agent = reference(u"user"_s, by), .more = {{u"assignees"_s, assignees}}});
    } else {
        incident.policy = wanted.policy.value_or(incident.policy);
        incident.level = wanted.level.value_or(1);
        incident.loop = 0;
        assignByLevel(incident, at);
        QJsonArray assignees;
        for (const Assignment &each : std::as_const(incident.assignments))
            assignees.append(reference(u"user"_s, each.user));
        addLog(incident, {.type = u"escalate_log_entry"_s, .agent = reference(u"user"_s, by), .more = {{u"assignees"_s, assignees}}});
    }
    if (!wanted.status && incident.status == u"acknowledged") { // whoever gets it has not acknowledged it
        incident.status = u"triggered"_s;
        incident.statusSince = at;
        incident.statusBy = by;
        incident.acknowledgements.clear();
        incident.snoozedUntil.reset();
    }
}

void World::apply(Incident &incident, const Change &wanted, const QString &by)
{
    const QJsonObject agent = reference(u"user"_s, by);
    if (wanted.title)
        incident.title = *wanted.title;
    if (wanted.urgency && incident.urgency != *wanted.urgency) {
        incident.urgency = *wanted.urgency;
        incident.levelSince = now();
        addLog(incident, {.type = u"urgency_change_log_entry"_s, .agent = agent});
    }
    if (wanted.priority) {
        incident.priority = wanted.priority->isEmpty() ? QString() : priority(*wanted.priority)->id;
        addLog(incident, {.type = u"priority_change_log_entry"_s, .agent = agent});
    }
    incident.service = wanted.service.value_or(incident.service);
    incident.bridgeNumber = wanted.bridgeNumber.value_or(incident.bridgeNumber);
    incident.bridgeUrl = wanted.bridgeUrl.value_or(incident.bridgeUrl);
    if (wanted.status && *wanted.status != incident.status)
        applyStatus(incident, wanted, by);
    if (wanted.assignees || wanted.policy || wanted.level)
        applyAssignment(incident, wanted, by);
}

Refused World::change(const QString &id, const Change &wanted, const QString &by)
{
    if (Refused refused = wouldRefuse(id, wanted))
        return refused;
    apply(*edit(id), wanted, by);
    if (wanted.status == u"resolved" && wanted.resolution && !wanted.resolution->isEmpty())
        addNote(id, u"Resolution Note: "_s + *wanted.resolution, by);
    return {};
}

Refused World::snooze(const QString &id, qint64 seconds, const QString &by)
{
    const Incident *const one = incident(id);
    if (one == nullptr || one->isHidden)
        return notFound();
    if (one->status == u"resolved")
        return refusal(1001, u"Incident Already Resolved"_s);
    if (seconds < 1 || seconds > 604800)
        return refusal(1013, u"Invalid Snooze Duration"_s);
    Incident &incident = *edit(id);
    const TimePoint at = now();
    if (incident.status == u"triggered") {
        incident.status = u"acknowledged"_s;
        incident.statusSince = at;
        incident.statusBy = by;
        incident.acknowledgements = {{by, at}};
    }
    incident.snoozedUntil = at + std::chrono::seconds(seconds);
    addLog(incident, {.type = u"snooze_log_entry"_s, .agent = reference(u"user"_s, by)});
    return {};
}

Refused World::merge(const QString &into, const QStringList &sources, const QString &by)
{
    const Incident *const target = incident(into);
    if (target == nullptr || target->isHidden)
        return notFound();
    if (target->status == u"resolved")
        return refusal(1001, u"Incident Already Resolved"_s);
    if (sources.isEmpty())
        return invalid(u"Source incidents cannot be empty"_s);
    qsizetype alerts = target->alerts.size();
    for (const QString &source : sources) {
        const Incident *const one = incident(source);
        if (one == nullptr || one->isHidden)
            return notFound();
        if (one == target)
            return invalid(u"An incident cannot be merged into itself"_s);
        if (!one->mergedInto.isEmpty())
            return refusal(1019, u"Incident Already Merged"_s);
        alerts += one->alerts.size();
    }
    if (alerts > 1000)
        return invalid(u"An incident cannot have more than 1000 alerts"_s);
    const QJsonObject agent = reference(u"user"_s, by);
    for (const QString &source : sources) {
        Incident &one = *edit(source);
        Incident &whole = *edit(into);
        whole.alerts.append(one.alerts);
        one.alerts.clear();
        one.mergedInto = whole.id;
        one.status = u"resolved"_s;
        one.statusSince = now();
        one.resolved = now();
        one.statusBy = by;
        one.assignments.clear();
        one.acknowledgements.clear();
        one.snoozedUntil.reset();
        addLog(one, {.type = u"resolve_log_entry"_s, .agent = agent});
        addLog(whole, {.type = u"merge_log_entry"_s, .agent = agent});
    }
    return {};
}

Note World::addNote(const QString &id, const QString &content, const QString &by)
{
    Incident &incident = *edit(id);
    const Note note{newId(), by, content, now(), now()};
    incident.notes.prepend(note); // newest first, as they are listed
    addLog(incident, {.type = u"annotate_log_entry"_s, .agent = reference(u"user"_s, by), .channel = u"note"_s, .note = content});
    return note;
}

bool World::take(const Event &event)
{
    const auto of = std::ranges::find(services, event.routingKey, &Service::routingKey);
    if (of == services.end() || of->isDisabled)
        return false;
    for (const MaintenanceWindow &window : std::as_const(windows)) {
        if (window.services.contains(of->id) && window.start <= now() && now() < window.end && event.action == u"trigger")
            return false;
    }
    const Kept *open = nullptr; // an alert belongs to the service of its key
    for (const Kept &each : m_incidents) {
        const bool hasKey = std::ranges::any_of(
            each.now.alerts, [&](const Alert &alert) { return alert.key == event.key && alert.status == u"triggered"; });
        if (hasKey && each.now.service == of->id && each.now.status != u"resolved")
            open = &each;
    }
    if (event.action == u"trigger") {
        if (open == nullptr) {
            Alert alert = event.alert;
            alert.key = event.key;
            trigger({.title = alert.summary, .service = of->id, .key = event.key, .alert = alert});
        } else {
            addLog(*edit(open->now.id), {.type = u"trigger_log_entry"_s, .channel = u"events_api_v2"_s});
        }
        return true;
    }
    if (open == nullptr)
        return false;
    Incident &incident = *edit(open->now.id);
    if (event.action == u"acknowledge") {
        if (incident.status == u"acknowledged")
            return false;
        incident.status = u"acknowledged"_s;
        incident.statusSince = now();
        incident.statusBy.clear();
        for (const Assignment &each : std::as_const(incident.assignments))
            incident.acknowledgements.append({each.user, now()});
        addLog(incident, {.type = u"acknowledge_log_entry"_s, .channel = u"events_api_v2"_s});
        return true;
    }
    for (Alert &alert : incident.alerts) {
        if (alert.key == event.key)
            alert.status = u"resolved"_s;
    }
    if (std::ranges::all_of(incident.alerts, [](const Alert &alert) { return alert.status == u"resolved"; })) {
        incident.status = u"resolved"_s;
        incident.statusSince = now();
        incident.resolved = now();
        incident.statusBy.clear();
        incident.assignments.clear();
        incident.acknowledgements.clear();
        incident.snoozedUntil.reset();
        addLog(incident, {.type = u"resolve_log_entry"_s, .channel = u"events_api_v2"_s});
    }
    return true;
}

} // namespace nightbell::pd
