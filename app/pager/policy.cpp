// SPDX-License-Identifier: GPL-3.0-or-later
#include "pager/policy.h"

#include "domain/testpage.h"

namespace nightbell {

namespace {

// An action that is sent a moment later says nothing new.
bool isSameAction(const IncidentAction &a, const IncidentAction &b)
{
    const auto isMoment = [](ActionStage stage) { return stage == ActionStage::Saving || stage == ActionStage::Sending; };
    return a == b || (isMoment(a.stage) && isMoment(b.stage) && a.action == b.action);
}

} // namespace

bool saysTheSame(const Incident &a, const Incident &b)
{
    return a.title == b.title && a.service == b.service && a.urgency == b.urgency && a.severity == b.severity && a.state == b.state
        && isSameAction(a.action, b.action) && a.escalation == b.escalation;
}

Standing standingOf(const Incident &incident, const PageRecord &record, const StandingContext &context)
{
    // Until it is known what becomes of an action, its page stays.
    if (context.isShown && incident.action.isUnderWay())
        return Standing::Paged;
    if (incident.isPageworthy()) {
        // What has paged already goes on; a pause is for what is new.
        const bool comesThrough = context.service.always || isTestPage(incident) || record.promoted || record.raised;
        return context.isPaused && !comesThrough ? Standing::Paused : Standing::Paged;
    }
    const bool isTriggered = incident.state == IncidentState::Triggered && incident.quiet == Quiet::No;
    if (isTriggered && incident.urgency == Urgency::Low && incident.concern != Concern::Others) {
        if (record.told)
            return Standing::Told;
        if (!context.isWithinHours)
            return Standing::OutsideHours;
        return context.isPaused ? Standing::Paused : Standing::ToBeTold;
    }
    const bool comesBack = !context.pagesItself && context.service.pageAgainAfter > Duration(0) && !incident.action.isUnderWay();
    if (incident.state == IncidentState::Acknowledged && incident.urgency == Urgency::High && comesBack)
        return Standing::Acknowledged;
    return Standing::Nothing;
}

} // namespace nightbell
