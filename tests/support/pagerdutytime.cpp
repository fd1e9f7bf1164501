// SPDX-License-Identifier: GPL-3.0-or-later
// What PagerDuty does by itself when time passes, and who is on call when.
#include "support/pagerdutyworld.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell::pd {

QList<Shift> World::shifts(const Schedule &schedule, TimePoint since, TimePoint until) const
{
    if (until <= since)
        return {};
    QList<Shift> final;
    if (!schedule.rotation.isEmpty() && schedule.turn > Duration(0)) {
        qint64 turn = std::max<qint64>(0, (since - schedule.begins) / schedule.turn);
        for (TimePoint start = schedule.begins + schedule.turn * turn; start < until; start += schedule.turn, ++turn)
            final.append({start, start + schedule.turn, schedule.rotation.at(turn % schedule.rotation.size())});
    }
    for (const Override &over : schedule.overrides) { // the later one wins
        QList<Shift> cut;
        for (const Shift &shift : std::as_const(final)) {
            if (shift.end <= over.shift.start || over.shift.end <= shift.start) {
                cut.append(shift);
                continue;
            }
            if (shift.start < over.shift.start)
                cut.append({shift.start, over.shift.start, shift.user});
            if (over.shift.end < shift.end)
                cut.append({over.shift.end, shift.end, shift.user});
        }
        cut.append(over.shift);
        final = cut;
    }
    final.removeIf([&](const Shift &shift) { return shift.end <= since || until <= shift.start; });
    std::ranges::sort(final, {}, &Shift::start);
    return final;
}

QStringList World::onCall(const Target &target, TimePoint at) const
{
    if (!target.isSchedule)
        return user(target.id) != nullptr ? QStringList{target.id} : QStringList();
    const Schedule *const of = schedule(target.id);
    if (of == nullptr)
        return {};
    const QList<Shift> now = shifts(*of, at, at + Duration(1));
    return now.isEmpty() ? QStringList() : QStringList{now.constFirst().user};
}

std::optional<TimePoint> World::lastIncident(const Service &of) const
{
    const auto last = std::find_if(m_incidents.crbegin(), m_incidents.crend(), [&](const Kept &each) { return each.now.service == of.id; });
    return last == m_incidents.crend() ? std::nullopt : std::optional(last->now.created);
}

QString World::serviceStatus(const Service &of) const
{
    if (of.isDisabled)
        return u"disabled"_s;
    const bool isMaintained = std::ranges::any_of(windows,
        [&](const MaintenanceWindow &window) { return window.services.contains(of.id) && window.start <= now() && now() < window.end; });
    if (isMaintained)
        return u"maintenance"_s;
    QString status = u"active"_s;
    for (const Kept &each : m_incidents) {
        if (each.now.service != of.id)
            continue;
        if (each.now.status == u"triggered")
            return u"critical"_s;
        if (each.now.status == u"acknowledged")
            status = u"warning"_s;
    }
    return status;
}

std::optional<TimePoint> World::escalatesAt(const Incident &incident) const
{
    const Policy *const of = policy(incident.policy);
    // Low urgency does not escalate; nor does what somebody was given directly.
    if (of == nullptr || incident.status != u"triggered" || incident.urgency != u"high" || incident.isDirect || incident.isExhausted)
        return {};
    if (incident.level < 1 || incident.level > of->levels.size())
        return {};
    return incident.levelSince + of->levels.at(incident.level - 1).delay;
}

std::optional<TimePoint> World::unacknowledgesAt(const Incident &incident) const
{
    if (incident.status != u"acknowledged")
        return {};
    if (incident.snoozedUntil)
        return incident.snoozedUntil;
    const Service *const of = service(incident.service);
    if (of == nullptr || !of->acknowledgementTimeout)
        return {};
    return incident.statusSince + *of->acknowledgementTimeout;
}

void World::assignByLevel(Incident &incident, TimePoint at) const
{
    incident.isDirect = false;
    incident.isExhausted = false;
    incident.levelSince = at;
    const Policy *const of = policy(incident.policy);
    if (of == nullptr || of->levels.isEmpty())
        return;
    incident.level = std::clamp(incident.level, 1, static_cast<int>(of->levels.size()));
    QStringList whom;
    for (const Target &target : of->levels.at(incident.level - 1).targets)
        whom += onCall(target, at);
    whom.removeDuplicates();
    incident.assignments.clear();
    for (const QString &each : std::as_const(whom)) {
        incident.assignments.append({each, at});
        addLog(incident, {.type = u"notify_log_entry"_s, .at = at, .agent = reference(u"user"_s, each), .channel = u"auto"_s});
    }
}

void World::nextLevel(Incident &incident, TimePoint at) const
{
    const Policy *const of = policy(incident.policy);
    if (incident.level < of->levels.size()) {
        ++incident.level;
        addLog(incident,
            {.type = u"escalate_log_entry"_s,
                .summary = u"Escalated to level %1 due to timeout"_s.arg(incident.level),
                .at = at,
                .channel = u"timeout"_s});
    } else if (incident.loop < of->loops) {
        ++incident.loop;
        incident.level = 1;
        addLog(incident, {.type = u"repeat_escalation_path_log_entry"_s, .at = at, .channel = u"timeout"_s});
    } else {
        incident.isExhausted = true;
        addLog(incident, {.type = u"exhaust_escalation_path_log_entry"_s, .at = at, .channel = u"timeout"_s});
        return;
    }
    assignByLevel(incident, at);
}

void World::escalate(const QString &id)
{
    if (Incident *incident = edit(id); incident != nullptr && policy(incident->policy) != nullptr)
        nextLevel(*incident, now());
}

// The first thing that is due by now; false: nothing is.
bool World::step(Incident &incident, TimePoint at)
{
    const Service *const of = service(incident.service);
    if (of != nullptr && of->autoResolveTimeout && incident.status == u"triggered" && incident.created + *of->autoResolveTimeout <= at) {
        incident.status = u"resolved"_s;
        incident.resolved = incident.statusSince = incident.created + *of->autoResolveTimeout;
        incident.statusBy.clear();
        incident.assignments.clear();
        addLog(incident, {.type = u"resolve_log_entry"_s, .at = *incident.resolved, .channel = u"timeout"_s});
        return true;
    }
    if (const auto due = unacknowledgesAt(incident); due && *due <= at) {
        incident.status = u"triggered"_s;
        incident.statusSince = *due;
        incident.statusBy.clear();
        incident.snoozedUntil.reset();
        incident.acknowledgements.clear();
        addLog(incident, {.type = u"unacknowledge_log_entry"_s, .at = *due, .channel = u"timeout"_s});
        if (!incident.isDirect)
            assignByLevel(incident, *due);
        return true;
    }
    if (const auto due = escalatesAt(incident); due && *due <= at) {
        nextLevel(incident, *due);
        return true;
    }
    return false;
}

void World::settle()
{
    const TimePoint at = now();
    const auto isDue = [at](const std::optional<TimePoint> &due) { return due && *due <= at; };
    for (Kept &each : m_incidents) {
        if (each.now.status == u"resolved")
            continue;
        const Service *const of = service(each.now.service);
        const bool resolves = of != nullptr && of->autoResolveTimeout && each.now.status == u"triggered"
            && each.now.created + *of->autoResolveTimeout <= at;
        if (!resolves && !isDue(unacknowledgesAt(each.now)) && !isDue(escalatesAt(each.now)))
            continue;
        Incident &incident = *edit(each.now.id);
        while (step(incident, at)) { }
    }
}

} // namespace nightbell::pd
