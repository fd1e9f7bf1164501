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
    const PageDecision decision = decide(diff, m_pages, m_pagedBefore, m_clock.now());
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

} // namespace nightbell
