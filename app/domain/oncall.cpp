// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/oncall.h"

#include <algorithm>
#include <tuple>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

bool isSameTurn(const Shift &a, const Shift &b)
{
    return a.policyId == b.policyId && a.level == b.level && a.scheduleId == b.scheduleId && a.person.id == b.person.id;
}

TimePoint startOf(const Shift &shift)
{
    return shift.start.value_or(TimePoint::min());
}

TimePoint endOf(const Shift &shift)
{
    return shift.end.value_or(TimePoint::max());
}

// The end of the unbroken stretch of shifts with an end that `at` lies in.
TimePoint stretchEnd(const QList<Shift> &shifts, TimePoint at)
{
    TimePoint end = at;
    for (const Shift &shift : shifts) { // earliest first
        if (shift.end && startOf(shift) <= end)
            end = std::max(end, *shift.end);
    }
    return end;
}

// Whoever comes after `mine` on its level.
QString successors(const OnCall &onCall, const Shift &mine)
{
    QStringList names;
    for (const EscalationPolicy &policy : onCall.policies) {
        if (policy.id != mine.policyId)
            continue;
        for (const Shift &next : policy.next) {
            if (next.level == mine.level && !next.isMine && next.start && mine.end && *next.start >= *mine.end)
                names.append(next.person.name);
        }
    }
    names.removeDuplicates();
    return names.join(", "_L1);
}

} // namespace

QList<Shift> merged(QList<Shift> shifts)
{
    std::ranges::stable_sort(
        shifts, {}, [](const Shift &shift) { return std::tuple(startOf(shift), shift.level, shift.policy, endOf(shift)); });
    QList<Shift> result;
    for (const Shift &shift : std::as_const(shifts)) {
        const auto before = std::find_if(result.rbegin(), result.rend(), [&](const Shift &other) { return isSameTurn(other, shift); });
        if (before == result.rend() || endOf(*before) < startOf(shift))
            result.append(shift);
        else if (endOf(*before) < endOf(shift))
            before->end = shift.end;
    }
    return result;
}

Duty dutyAt(const OnCall &onCall, TimePoint at)
{
    Duty duty;
    duty.askedAt = onCall.askedAt;
    for (const Shift &shift : onCall.mine) {
        if (shift.isAt(at))
            duty.now.append(shift);
        else if (!duty.next && shift.start && *shift.start > at)
            duty.next = shift;
    }
    std::ranges::stable_sort(duty.now, {}, &Shift::level);
    duty.isOnCall = !duty.now.isEmpty();
    if (duty.isOnCall)
        duty.next.reset();
    const auto timed = std::ranges::find_if(duty.now, [](const Shift &shift) { return shift.end.has_value(); });
    if (timed != duty.now.end()) {
        const TimePoint end = stretchEnd(onCall.mine, at);
        duty.until = end;
        duty.after = successors(onCall, *timed);
    }
    return duty;
}

} // namespace nightbell
