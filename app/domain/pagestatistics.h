// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "domain/incident.h"

#include <QList>
#include <QString>

#include <optional>

class QTimeZone;

namespace nightbell {

// What the ledger has of a page, as far as it counts.
struct PageEvent
{
    IncidentId incident;
    ServiceId service;
    IncidentEventKind kind = IncidentEventKind::Paged;
    TimePoint at{};
    QString actor;
    QString what; // of an action: its id

    bool operator==(const PageEvent &) const = default;
};

struct ServicePages
{
    ServiceId service; // empty: of none
    int pages = 0;
    std::optional<Duration> median; // until somebody answered; absent: nobody ever did

    bool operator==(const ServicePages &) const = default;
};

// How often one was paged, and how long it took. A page is answered by an acknowledgement or a resolution that somebody asked
// for, from here or elsewhere; one that got well by itself was not.
struct PageStatistics
{
    TimePoint from{}; // what was counted
    TimePoint to{};
    int pages = 0;
    int answered = 0;
    int toldBackup = 0; // pages that went on to somebody else
    std::optional<Duration> median; // until the answer; absent: there is none
    std::optional<Duration> ninetieth; // nine of ten were answered within that
    int nightPages = 0; // raised from 22:00 to 06:00
    int nights = 0; // in that time, begun ones too
    QList<ServicePages> services; // most pages first

    double pagesPerNight() const { return nights > 0 ? static_cast<double>(nightPages) / nights : 0; }

    bool operator==(const PageStatistics &) const = default;
};

// `events` in the order in which they were written. `zone`: where the nights are.
PageStatistics pageStatistics(const QList<PageEvent> &events, TimePoint from, TimePoint to, const QTimeZone &zone);

} // namespace nightbell
