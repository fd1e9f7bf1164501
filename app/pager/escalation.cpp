// SPDX-License-Identifier: GPL-3.0-or-later
#include "pager/escalation.h"

#include <algorithm>

namespace nightbell {
namespace {

constexpr int mostRepeats = 10;

} // namespace

QList<EscalationStep> escalationSteps(const Service &service)
{
    QList<EscalationStep> steps;
    const bool escalates = service.escalateAfter > Duration(0);
    for (int time = 1; service.louderAfter > Duration(0) && time <= mostRepeats; ++time) {
        const Duration after = time * service.louderAfter;
        if (escalates && after >= service.escalateAfter)
            break;
        steps.append({.after = after, .louder = true});
    }
    if (escalates)
        steps.append({.after = service.escalateAfter, .louder = service.louderAfter > Duration(0), .toBackup = true});
    return steps;
}

QList<StepDue> dueSteps(const Page &page, const Service &service, Duration taken, TimePoint now)
{
    QList<StepDue> due;
    const QList<EscalationStep> steps = escalationSteps(service);
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const EscalationStep &step = steps.at(i);
        const TimePoint at = page.raised + step.after;
        if (step.after <= taken || at > now)
            continue;
        // A step that only makes noise is replaced by the next one that does.
        if (!due.isEmpty() && !due.constLast().toBackup)
            due.removeLast();
        due.append(StepDue{page, {}, static_cast<int>(i) + 1, step.louder, step.toBackup,
            step.toBackup ? service.escalateTo : QList<ChannelId>(), at, now - at > lateAfter});
    }
    return due;
}

TimePoint nextStepAt(const Page &page, const Service &service, Duration taken)
{
    const QList<EscalationStep> steps = escalationSteps(service);
    const auto next = std::ranges::find_if(steps, [taken](const EscalationStep &step) { return step.after > taken; });
    return next == steps.end() ? TimePoint::max() : page.raised + next->after;
}

} // namespace nightbell
