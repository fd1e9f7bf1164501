// SPDX-License-Identifier: GPL-3.0-or-later
#include "pager/policy.h"

#include <algorithm>

namespace nightbell {
namespace {

// An action that is sent a moment later says nothing new.
bool isSameAction(const IncidentAction &a, const IncidentAction &b)
{
    const auto isMoment = [](ActionStage stage) { return stage == ActionStage::Saving || stage == ActionStage::Sending; };
    return a == b || (isMoment(a.stage) && isMoment(b.stage) && a.action == b.action);
}

// What a page says. The evidence below the title is not part of it: it changes all the time.
bool saysTheSame(const Incident &a, const Incident &b)
{
    return a.title == b.title && a.service == b.service && a.urgency == b.urgency && a.severity == b.severity && a.state == b.state
        && isSameAction(a.action, b.action) && a.escalation == b.escalation;
}

} // namespace

PageDecision decide(const Diff<Incident> &diff, const QList<Page> &pages, const QSet<IncidentId> &pagedBefore, TimePoint now)
{
    PageDecision decision;
    const auto consider = [&](const Incident &incident) {
        const auto page = std::ranges::find(pages, incident.id, &Page::id);
        if (page == pages.end()) {
            if (incident.isPageworthy())
                decision.raise.append(Page{incident.id, incident, now, pagedBefore.contains(incident.id)});
            return;
        }
        Page next = *page;
        next.incident = incident;
        // An acknowledgement that is still on its way keeps its page: it may be refused.
        if (!incident.isPageworthy() && !incident.action.isUnderWay())
            decision.clear.append(next);
        else if (!saysTheSame(page->incident, incident))
            decision.update.append(next);
    };
    for (const Incident &incident : diff.added)
        consider(incident);
    for (const auto &change : diff.changed)
        consider(change.after);
    for (const Incident &incident : diff.removed) {
        const auto page = std::ranges::find(pages, incident.id, &Page::id);
        if (page != pages.end())
            decision.clear.append(*page);
    }
    return decision;
}

} // namespace nightbell
