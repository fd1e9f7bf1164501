// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pager.h"

#include <algorithm>

namespace nightbell {

Pager::Pager(Clock &clock, QObject *parent) : QObject(parent), m_clock(clock)
{ }

void Pager::setPagedBefore(const QSet<IncidentId> &incidents)
{
    m_pagedBefore = incidents;
}

void Pager::apply(const Diff<Incident> &diff)
{
    forgetLeft(diff);
    PageDecision decision = decide(diff, m_pages, m_pagedBefore, m_clock.now());
    decision.raise.removeIf([this](const Page &page) { return m_left.contains(page.id); });
    for (const Page &page : decision.clear)
        m_pages.removeIf([&page](const Page &other) { return other.id == page.id; });
    for (const Page &page : decision.update)
        std::ranges::replace_if(
            m_pages, [&page](const Page &other) { return other.id == page.id; }, page);
    m_pages += decision.raise;
    // The list is whole before anybody hears of it.
    for (const Page &page : decision.clear)
        Q_EMIT cleared(page);
    for (const Page &page : decision.update)
        Q_EMIT updated(page);
    for (const Page &page : decision.raise)
        Q_EMIT raised(page);
}

void Pager::leave(const IncidentId &incident)
{
    const auto found = std::ranges::find(m_pages, incident, &Page::id);
    if (found == m_pages.end())
        return;
    const Page page = *found;
    m_left.insert(incident, page.incident.escalation);
    m_pages.erase(found);
    Q_EMIT left(page);
    Q_EMIT cleared(page);
}

// What was left to escalate was left as it stood: what has become of it since is news.
void Pager::forgetLeft(const Diff<Incident> &diff)
{
    for (const auto &change : diff.changed) {
        const auto left = m_left.constFind(change.after.id);
        if (left != m_left.cend() && (!change.after.isPageworthy() || change.after.escalation != *left))
            m_left.erase(left);
    }
    for (const Incident &incident : diff.removed)
        m_left.remove(incident.id);
}

} // namespace nightbell
