// SPDX-License-Identifier: GPL-3.0-or-later
// Who is on call: /oncalls, /schedules, /escalation_policies.
#include "support/pagerdutyjson.h"
#include "support/pagerdutyroutes.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell::pd {

namespace {

struct OnCall
{
    QString policy;
    QString user;
    QString schedule; // empty: directly on the policy, for ever
    int level = 1;
    TimePoint start;
    TimePoint end;
};

QList<OnCall> onCallsOf(const World &world, TimePoint since, TimePoint until)
{
    QList<OnCall> all;
    for (const Policy &policy : world.policies) {
        for (qsizetype at = 0; at < policy.levels.size(); ++at) {
            for (const Target &target : policy.levels.at(at).targets) {
                if (!target.isSchedule)
                    all.append({policy.id, target.id, {}, static_cast<int>(at) + 1, {}, {}});
                else if (const Schedule *schedule = world.schedule(target.id)) {
                    for (const Shift &shift : world.shifts(*schedule, since, until))
                        all.append({policy.id, shift.user, schedule->id, static_cast<int>(at) + 1, shift.start, shift.end});
                }
            }
        }
    }
    return all;
}

QJsonObject written(const World &world, const OnCall &each, const QStringList &include)
{
    const bool isTimed = !each.schedule.isEmpty();
    const auto user = include.contains(u"users") && world.user(each.user) != nullptr ? toJson(world, *world.user(each.user))
                                                                                     : world.reference(u"user"_s, each.user);
    const auto policy = include.contains(u"escalation_policies") ? toJson(world, *world.policy(each.policy))
                                                                 : world.reference(u"escalation_policy"_s, each.policy);
    QJsonValue schedule;
    if (isTimed)
        schedule = include.contains(u"schedules") ? toJson(world, *world.schedule(each.schedule))
                                                  : world.reference(u"schedule"_s, each.schedule);
    return {{u"user"_s, user}, {u"escalation_policy"_s, policy}, {u"schedule"_s, schedule}, {u"escalation_level"_s, each.level},
        {u"start"_s, isTimed ? QJsonValue(iso(each.start)) : QJsonValue()}, {u"end"_s, isTimed ? QJsonValue(iso(each.end)) : QJsonValue()}};
}

Reply onCalls(const Asked &asked)
{
    const Call &call = asked.call;
    const TimePoint since = call.time(u"since"_s, asked.world.now());
    const TimePoint until = std::max(call.time(u"until"_s, since + Duration(1)), since + Duration(1));
    if (until > asked.world.now() + std::chrono::days(90))
        return Reply::refused({400, 2005, u"Invalid Date Range"_s, {u"until may not be more than 90 days ahead"_s}});
    QList<OnCall> rows = onCallsOf(asked.world, since, until);
    const auto isOut = [&](const QString &name, const QString &id) {
        const QStringList wanted = call.values(name);
        return !wanted.isEmpty() && !wanted.contains(id.isEmpty() ? u"null"_s : id);
    };
    rows.removeIf([&](const OnCall &each) {
        return isOut(u"user_ids[]"_s, each.user) || isOut(u"escalation_policy_ids[]"_s, each.policy)
            || isOut(u"schedule_ids[]"_s, each.schedule);
    });
    if (call.value(u"earliest"_s) == u"true") {
        QSet<QString> seen;
        rows.removeIf([&](const OnCall &each) {
            const QString key = each.policy + QString::number(each.level) + each.user;
            const bool isLater = seen.contains(key);
            seen.insert(key);
            return isLater;
        });
    }
    const QStringList include = call.values(u"include[]"_s);
    return page(asked, u"oncalls"_s, rows, [&](const OnCall &each) { return written(asked.world, each, include); });
}

QJsonObject rendered(const World &world, const QString &name, const QList<Shift> &shifts, TimePoint since, TimePoint until)
{
    QJsonArray entries;
    Duration covered(0);
    for (const Shift &shift : shifts) {
        entries.append(toJson(world, shift));
        covered += std::min(shift.end, until) - std::max(shift.start, since);
    }
    const double percent = until > since ? 100.0 * static_cast<double>(covered.count()) / static_cast<double>((until - since).count()) : 0;
    return {{u"name"_s, name}, {u"rendered_schedule_entries"_s, entries}, {u"rendered_coverage_percentage"_s, percent}};
}

QList<Shift> trimmed(QList<Shift> shifts, TimePoint since, TimePoint until, bool isWhole)
{
    shifts.removeIf([&](const Shift &shift) { return shift.end <= since || until <= shift.start; });
    if (!isWhole) {
        for (Shift &shift : shifts) {
            shift.start = std::max(shift.start, since);
            shift.end = std::min(shift.end, until);
        }
    }
    return shifts;
}

// With since and until, the entries in between; without, empty lists.
QJsonObject whole(const Asked &asked, const Schedule &schedule)
{
    const bool isTimed = asked.call.has(u"since"_s) || asked.call.has(u"until"_s);
    const TimePoint since = asked.call.time(u"since"_s, asked.world.now());
    const TimePoint until = isTimed ? asked.call.time(u"until"_s, since + std::chrono::days(14)) : since;
    const bool isWhole = asked.call.value(u"overflow"_s) == u"true";
    Schedule plain = schedule;
    plain.overrides.clear();
    QList<Shift> overrides;
    for (const Override &each : schedule.overrides)
        overrides.append(each.shift);
    QJsonArray users;
    for (const QString &id : schedule.rotation)
        users.append(QJsonObject{{u"user"_s, asked.world.reference(u"user"_s, id)}});
    QJsonObject layer
        = rendered(asked.world, u"Layer 1"_s, trimmed(asked.world.shifts(plain, since, until), since, until, isWhole), since, until);
    layer[u"id"_s] = u"PLAYER1"_s;
    layer[u"start"_s] = iso(schedule.begins);
    layer[u"end"_s] = QJsonValue();
    layer[u"rotation_virtual_start"_s] = iso(schedule.begins);
    layer[u"rotation_turn_length_seconds"_s] = static_cast<qint64>(std::chrono::duration_cast<std::chrono::seconds>(schedule.turn).count());
    layer[u"users"_s] = users;
    layer[u"restrictions"_s] = QJsonArray();
    QJsonObject object = toJson(asked.world, schedule);
    object[u"schedule_layers"_s] = QJsonArray{layer};
    object[u"overrides_subschedule"_s] = rendered(asked.world, u"Overrides"_s, trimmed(overrides, since, until, isWhole), since, until);
    object[u"final_schedule"_s] = rendered(
        asked.world, u"Final Schedule"_s, trimmed(asked.world.shifts(schedule, since, until), since, until, isWhole), since, until);
    return object;
}

Reply schedules(const Asked &asked)
{
    QList<Schedule> rows = asked.world.schedules;
    const QString query = asked.call.value(u"query"_s);
    rows.removeIf([&](const Schedule &each) { return !each.name.contains(query, Qt::CaseInsensitive); });
    const QStringList include = asked.call.values(u"include[]"_s);
    return page(asked, u"schedules"_s, rows, [&](const Schedule &each) {
        QJsonObject object = whole(asked, each);
        for (const auto &[name, member] : {std::pair(u"schedule_layers"_s, u"schedule_layers"_s),
                 std::pair(u"overrides_subschedule"_s, u"overrides_subschedule"_s), std::pair(u"final_schedule"_s, u"final_schedule"_s)}) {
            if (!include.contains(name))
                object.remove(member);
        }
        return object;
    });
}

Reply schedule(const Asked &asked)
{
    const Schedule *const one = asked.world.schedule(asked.ids.constFirst());
    return one == nullptr ? Reply::refused(notFound()) : Reply::of({{u"schedule"_s, whole(asked, *one)}});
}

Reply scheduleUsers(const Asked &asked)
{
    const Schedule *const one = asked.world.schedule(asked.ids.constFirst());
    if (one == nullptr)
        return Reply::refused(notFound());
    const TimePoint since = asked.call.time(u"since"_s, asked.world.now());
    QStringList ids;
    for (const Shift &shift : asked.world.shifts(*one, since, asked.call.time(u"until"_s, since + Duration(1))))
        ids.append(shift.user);
    ids.removeDuplicates();
    QJsonArray users;
    for (const QString &id : std::as_const(ids))
        users.append(toJson(asked.world, *asked.world.user(id)));
    return Reply::of({{u"users"_s, users}});
}

Reply overrides(const Asked &asked)
{
    const Schedule *const one = asked.world.schedule(asked.ids.constFirst());
    if (one == nullptr)
        return Reply::refused(notFound());
    const auto since = fromIso(asked.call.value(u"since"_s));
    const auto until = fromIso(asked.call.value(u"until"_s));
    if (!since || !until)
        return Reply::refused({400, 2004, u"Invalid Date"_s, {u"Since and until are required"_s}});
    QJsonArray rows;
    for (const Override &each : one->overrides) {
        if (each.shift.end > *since && each.shift.start < *until)
            rows.append(toJson(asked.world, each));
    }
    return Reply::of({{u"overrides"_s, rows}}, 201); // as the document has it
}

Reply addOverrides(const Asked &asked)
{
    Schedule *const one = asked.world.editSchedule(asked.ids.constFirst());
    if (one == nullptr)
        return Reply::refused(notFound());
    QJsonArray results;
    for (const QJsonValue &each : asked.call.json()[u"overrides"_s].toArray()) {
        const auto start = fromIso(each[u"start"_s].toString());
        const auto end = fromIso(each[u"end"_s].toString());
        const QString user = each[u"user"_s][u"id"_s].toString();
        QStringList errors;
        if (!start || !end)
            errors.append(u"Override needs a start and an end"_s);
        else if (*end <= *start)
            errors.append(u"Override must end after its start"_s);
        else if (*end <= asked.world.now())
            errors.append(u"Override must end in the future"_s);
        if (asked.world.user(user) == nullptr)
            errors.append(u"User not found"_s);
        if (!errors.isEmpty()) {
            results.append(QJsonObject{{u"status"_s, 400}, {u"errors"_s, QJsonArray::fromStringList(errors)},
                {u"override"_s,
                    QJsonObject{
                        {u"start"_s, each[u"start"_s]}, {u"end"_s, each[u"end"_s]}, {u"user"_s, asked.world.reference(u"user"_s, user)}}}});
            continue;
        }
        one->overrides.append({asked.world.newId(), {*start, *end, user}});
        results.append(QJsonObject{{u"status"_s, 201}, {u"override"_s, toJson(asked.world, one->overrides.constLast())}});
    }
    return {201, QJsonDocument(results).toJson(QJsonDocument::Compact), {{"Content-Type", "application/json"}}};
}

Reply removeOverride(const Asked &asked)
{
    Schedule *const one = asked.world.editSchedule(asked.ids.constFirst());
    if (one == nullptr)
        return Reply::refused(notFound());
    const auto at = std::ranges::find(one->overrides, asked.ids.at(1), &Override::id);
    if (at == one->overrides.end() || at->shift.end <= asked.world.now())
        return Reply::refused(notFound());
    if (at->shift.start >= asked.world.now()) {
        one->overrides.erase(at);
        return {204, {}, {}};
    }
    at->shift.end = asked.world.now(); // what has been is not undone
    return {200, {}, {}};
}

Reply policies(const Asked &asked)
{
    QList<Policy> rows = asked.world.policies;
    const QString query = asked.call.value(u"query"_s);
    const QStringList teams = asked.call.values(u"team_ids[]"_s);
    rows.removeIf([&](const Policy &each) {
        return !each.name.contains(query, Qt::CaseInsensitive) || (!teams.isEmpty() && !teams.contains(each.team));
    });
    std::ranges::sort(rows, {}, &Policy::name);
    if (asked.call.value(u"sort_by"_s) == u"name:desc")
        std::ranges::reverse(rows);
    return page(asked, u"escalation_policies"_s, rows, [&](const Policy &each) { return toJson(asked.world, each); });
}

Reply policy(const Asked &asked)
{
    const Policy *const one = asked.world.policy(asked.ids.constFirst());
    return one == nullptr ? Reply::refused(notFound()) : Reply::of({{u"escalation_policy"_s, toJson(asked.world, *one)}});
}

} // namespace

QList<Route> dutyRoutes()
{
    return {{"GET", u"/oncalls"_s, onCalls}, {"GET", u"/schedules"_s, schedules}, {"GET", u"/schedules/{id}"_s, schedule},
        {"GET", u"/schedules/{id}/users"_s, scheduleUsers}, {"GET", u"/schedules/{id}/overrides"_s, overrides},
        {"POST", u"/schedules/{id}/overrides"_s, addOverrides}, {"DELETE", u"/schedules/{id}/overrides/{override_id}"_s, removeOverride},
        {"GET", u"/escalation_policies"_s, policies}, {"GET", u"/escalation_policies/{id}"_s, policy}};
}

} // namespace nightbell::pd
