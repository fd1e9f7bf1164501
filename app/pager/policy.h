// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/diff.h"
#include "domain/incident.h"

#include <QList>
#include <QSet>

namespace nightbell {

// Somebody has to be told of this incident.
struct Page
{
    IncidentId id; // of its incident
    Incident incident; // as it is now
    TimePoint raised{};
    bool repeated = false; // an earlier run of the program paged for it already

    bool operator==(const Page &) const = default;
};

// What becomes of the list of pages.
struct PageDecision
{
    QList<Page> raise;
    QList<Page> update;
    QList<Page> clear;
};

// Which pages follow from a change of the incidents. Pure. A page is raised for what needs a person (triggered, high
// urgency), updated as the incident changes, and cleared once it needs nobody (acknowledged, resolved, gone).
PageDecision decide(const Diff<Incident> &diff, const QList<Page> &pages, const QSet<IncidentId> &pagedBefore, TimePoint now);

} // namespace nightbell
