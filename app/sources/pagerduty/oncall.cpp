// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/pagerduty/oncall.h"

#include "domain/wording.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace nightbell::pagerduty {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PagerDutyOnCall)
};

constexpr int pageSize = 100;
constexpr int maximumPages = 20; // 2,000 shifts: past that the page would be of no use to anybody
constexpr Duration nextAhead = std::chrono::days(30); // turns are hardly longer than a month

std::optional<Shift> shiftOf(const JsonValue &value, const PersonId &me)
{
    Shift shift;
    const JsonValue policy = value["escalation_policy"];
    shift.policyId = PolicyId(textOf(policy["id"]));
    shift.policy = textOf(policy["summary"]);
    shift.level = static_cast<int>(value["escalation_level"].integerOr(0));
    shift.person = personOf(value["user"]);
    shift.scheduleId = textOf(value["schedule"]["id"]);
    shift.schedule = textOf(value["schedule"]["summary"]);
    shift.start = timeOf(value["start"]);
    shift.end = timeOf(value["end"]);
    shift.isMine = !me.isEmpty() && shift.person.id == me;
    // A time that is there and cannot be read is not "for good".
    const bool hasBadTime = (!value["start"].isAbsent() && !shift.start) || (!value["end"].isAbsent() && !shift.end);
    if (shift.policyId.isEmpty() || shift.person.id.isEmpty() || shift.level < 1 || hasBadTime)
        return std::nullopt;
    return shift;
}

std::optional<EscalationPolicy> policyOf(const JsonValue &value)
{
    EscalationPolicy policy;
    policy.id = PolicyId(textOf(value["id"]));
    if (policy.id.isEmpty() || !value["escalation_rules"].isArray())
        return std::nullopt;
    policy.name = textOf(value["name"]);
    if (policy.name.isEmpty())
        policy.name = textOf(value["summary"]);
    policy.url = webUrlOf(value["html_url"]);
    policy.loops = static_cast<int>(value["num_loops"].integerOr(0));
    static_cast<void>(value["escalation_rules"].forEach([&policy](const JsonValue &rule) {
        EscalationLevel level;
        level.level = static_cast<int>(policy.levels.size()) + 1;
        level.delay = std::chrono::minutes(rule["escalation_delay_in_minutes"].integerOr(0));
        static_cast<void>(rule["targets"].forEach([&level](const JsonValue &target) { level.targets.append(personOf(target).name); }));
        level.targets.removeAll(QString());
        policy.levels.append(level);
    }));
    return policy;
}

void addSchedules(QList<Schedule> &schedules, const JsonValue &policy)
{
    const auto add = [&schedules](const JsonValue &target) {
        // Shift-based schedules of /v3 have no overrides.
        const QString type = textOf(target["type"]);
        const Schedule schedule{textOf(target["id"]), personOf(target).name};
        const bool isOne = type == "schedule_reference"_L1 || type == "schedule"_L1;
        if (isOne && !schedule.id.isEmpty() && !schedules.contains(schedule))
            schedules.append(schedule);
    };
    static_cast<void>(
        policy["escalation_rules"].forEach([&add](const JsonValue &rule) { static_cast<void>(rule["targets"].forEach(add)); }));
}

bool isSameTurn(const Shift &a, const Shift &b)
{
    return a.level == b.level && a.scheduleId == b.scheduleId && a.person.id == b.person.id && a.start == b.start;
}

// A list over its pages.
struct Pages
{
    QList<Shift> shifts;
    QList<EscalationPolicy> policies;
    QList<Schedule> schedules;
    int skipped = 0;
    bool isCut = false; // there are more than are asked for
};

void take(Pages &pages, const Listed<Shift> &page)
{
    // Rows move between pages while they are read.
    for (const Shift &shift : page.rows) {
        const bool isKnown = std::ranges::any_of(
            pages.shifts, [&](const Shift &other) { return other.policyId == shift.policyId && isSameTurn(other, shift); });
        if (!isKnown)
            pages.shifts.append(shift);
    }
    pages.skipped += page.skipped;
}

void take(Pages &pages, const PolicyParts &page)
{
    for (const EscalationPolicy &policy : page.policies.rows) {
        const bool isKnown = std::ranges::any_of(pages.policies, [&](const EscalationPolicy &other) { return other.id == policy.id; });
        if (!isKnown)
            pages.policies.append(policy);
    }
    for (const Schedule &schedule : page.schedules) {
        if (!pages.schedules.contains(schedule))
            pages.schedules.append(schedule);
    }
    pages.skipped += page.policies.skipped;
}

QUrlQuery withPage(QUrlQuery query, int page)
{
    query.addQueryItem(u"limit"_s, QString::number(pageSize));
    if (page > 0)
        query.addQueryItem(u"offset"_s, QString::number(page * pageSize));
    return query;
}

QCoro::Task<Expected<Pages>> shiftsOf(Get get, QUrlQuery filter, PersonId me)
{
    Pages pages;
    bool hasMore = true;
    const QString path = u"oncalls"_s;
    for (int page = 0; hasMore && page < maximumPages; ++page) {
        const QUrlQuery query = withPage(filter, page);
        const Expected<JsonDocument> answer = co_await get(path, query);
        const Expected<Listed<Shift>> shifts = answer ? readOnCalls(answer->root(), me) : Expected<Listed<Shift>>(answer.error());
        if (!shifts)
            co_return shifts.error();
        take(pages, *shifts);
        hasMore = shifts->hasMore;
    }
    pages.isCut = hasMore;
    co_return Expected<Pages>(pages);
}

QCoro::Task<Expected<Pages>> policiesOf(Get get)
{
    Pages pages;
    bool hasMore = true;
    const QString path = u"escalation_policies"_s;
    QUrlQuery filter;
    filter.addQueryItem(u"sort_by"_s, u"name"_s);
    for (int page = 0; hasMore && page < maximumPages; ++page) {
        const QUrlQuery query = withPage(filter, page);
        const Expected<JsonDocument> answer = co_await get(path, query);
        const Expected<PolicyParts> policies = answer ? readPolicies(answer->root()) : Expected<PolicyParts>(answer.error());
        if (!policies)
            co_return policies.error();
        take(pages, *policies);
        hasMore = policies->policies.hasMore;
    }
    pages.isCut = hasMore;
    co_return Expected<Pages>(pages);
}

QUrlQuery between(TimePoint since, TimePoint until)
{
    QUrlQuery query;
    query.addQueryItem(u"since"_s, toIso(since));
    query.addQueryItem(u"until"_s, toIso(until));
    return query;
}

void addProblems(OnCall &onCall, const QList<Pages> &all)
{
    int skipped = 0;
    bool isCut = false;
    for (const Pages &pages : all) {
        skipped += pages.skipped;
        isCut = isCut || pages.isCut;
    }
    if (skipped > 0)
        onCall.problems.append(Words::tr("%n entry/entries could not be read.", nullptr, skipped));
    if (isCut)
        onCall.problems.append(
            Words::tr("There are more than %1 shifts or policies; the others are not shown.").arg(maximumPages * pageSize));
    if (onCall.me.id.isEmpty())
        onCall.advice
            = Words::tr("Its token belongs to the account. Enter your e-mail address in Settings → Sources, and your shifts are shown.");
}

} // namespace

Expected<Listed<Shift>> readOnCalls(const JsonValue &root, const PersonId &me)
{
    return readList<Shift>(root, "oncalls", [&me](const JsonValue &value) { return shiftOf(value, me); });
}

Expected<PolicyParts> readPolicies(const JsonValue &root)
{
    Expected<Listed<EscalationPolicy>> policies = readList<EscalationPolicy>(root, "escalation_policies", policyOf);
    if (!policies)
        return policies.error();
    PolicyParts parts;
    parts.policies = std::move(*policies);
    static_cast<void>(root["escalation_policies"].forEach([&parts](const JsonValue &policy) { addSchedules(parts.schedules, policy); }));
    return parts;
}

QList<EscalationPolicy> joined(QList<EscalationPolicy> policies, const QList<Shift> &now, const QList<Shift> &next, TimePoint at)
{
    QHash<PolicyId, qsizetype> rows;
    for (qsizetype row = 0; row < policies.size(); ++row)
        rows.insert(policies.at(row).id, row);
    // A policy that somebody is on call for and that is not in the list (of another team, new) has no chain, but its people.
    const auto policyOfShift = [&](const Shift &shift) -> EscalationPolicy & {
        if (!rows.contains(shift.policyId)) {
            rows.insert(shift.policyId, policies.size());
            policies.append(EscalationPolicy{shift.policyId, shift.policy, {}, {}, 0, {}, {}});
        }
        return policies[rows.value(shift.policyId)];
    };
    for (const Shift &shift : merged(now)) {
        if (shift.isAt(at))
            policyOfShift(shift).now.append(shift);
    }
    for (const Shift &shift : merged(next)) { // earliest first
        if (!shift.start || *shift.start <= at)
            continue;
        QList<Shift> &known = policyOfShift(shift).next;
        const bool isLater
            = std::ranges::any_of(known, [&](const Shift &other) { return other.level == shift.level && other.start < shift.start; });
        if (!isLater)
            known.append(shift);
    }
    for (EscalationPolicy &policy : policies) {
        std::ranges::stable_sort(policy.now, {}, &Shift::level);
        std::ranges::stable_sort(policy.next, {}, &Shift::level);
    }
    return policies;
}

Expected<Done> readOverrideResults(const JsonValue &root)
{
    QStringList refusals;
    int made = 0;
    const Expected<Done> visited = root.forEach([&](const JsonValue &result) {
        const qint64 status = result["status"].integerOr(0);
        if (status >= 200 && status < 300) {
            ++made;
            return;
        }
        const QStringList errors = result["errors"].toStringList();
        refusals += errors.isEmpty() ? QStringList{u"status %1"_s.arg(status)} : errors;
    });
    if (!visited)
        return visited.error();
    if (!refusals.isEmpty())
        return Error{ErrorKind::BadInput, refusals.join("; "_L1)};
    if (made == 0)
        return Error{ErrorKind::BadAnswer, u"overrides: expected a result for each"_s};
    return Done{};
}

QCoro::Task<Expected<OnCall>> fetchOnCall(Get get, SourceId source, Person me, TimePoint now)
{
    const Expected<Pages> policies = co_await policiesOf(get);
    if (!policies)
        co_return policies.error();
    const QUrlQuery nothing;
    const Expected<Pages> current = co_await shiftsOf(get, nothing, me.id);
    if (!current)
        co_return current.error();
    QUrlQuery earliest = between(now, now + nextAhead);
    earliest.addQueryItem(u"earliest"_s, u"true"_s);
    const Expected<Pages> coming = co_await shiftsOf(get, earliest, me.id);
    if (!coming)
        co_return coming.error();

    OnCall onCall;
    onCall.source = source;
    onCall.askedAt = now;
    onCall.me = me;
    QList<Pages> all{*policies, *current, *coming};
    if (!me.id.isEmpty()) {
        QUrlQuery mine = between(now, now + shiftsAhead);
        mine.addQueryItem(u"user_ids[]"_s, me.id.text());
        const Expected<Pages> shifts = co_await shiftsOf(get, mine, me.id);
        if (!shifts)
            co_return shifts.error();
        onCall.mine = merged(shifts->shifts);
        all.append(*shifts);
    }
    onCall.policies = joined(policies->policies, current->shifts, coming->shifts, now);
    onCall.schedules = policies->schedules;
    std::ranges::sort(onCall.schedules, [](const Schedule &a, const Schedule &b) { return a.name.localeAwareCompare(b.name) < 0; });
    addProblems(onCall, all);
    co_return Expected<OnCall>(onCall);
}

QCoro::Task<Expected<Done>> takeShift(Post post, Person me, ShiftOverride wanted)
{
    if (me.id.isEmpty())
        co_return Error{ErrorKind::BadInput, u"it is not known who you are there"_s};
    const QJsonObject user{{u"id"_s, me.id.text()}, {u"type"_s, u"user_reference"_s}};
    const QJsonObject one{{u"start"_s, toIso(wanted.start)}, {u"end"_s, toIso(wanted.end)}, {u"user"_s, user}};
    const QByteArray body = QJsonDocument(QJsonObject{{u"overrides"_s, QJsonArray{one}}}).toJson(QJsonDocument::Compact);
    const QString path = u"schedules/"_s + wanted.scheduleId + u"/overrides"_s;
    const Expected<JsonDocument> answer = co_await post(path, body);
    if (!answer)
        co_return answer.error();
    co_return readOverrideResults(answer->root());
}

} // namespace nightbell::pagerduty
