// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/incident.h"
#include "domain/service.h"

#include <QList>

#include <cstdint>
#include <optional>

namespace nightbell {

// Somebody has to be told of this incident.
struct Page
{
    IncidentId id; // of its incident
    Shared<Incident> incident; // as it is now; of high urgency, whatever its source says, if somebody promoted it
    TimePoint raised{};
    bool repeated = false; // an earlier run of the program paged for it already
    IncidentId group; // the first page of the same cause; its own id: it is that itself
    bool isLoud = true; // a new cause: not one more of what has been said already

    bool operator==(const Page &) const = default;
};

// What has been done about an incident so far. Kept on disk: after a restart nothing of it is done twice or left out.
struct PageRecord
{
    IncidentId id;
    std::optional<TimePoint> raised; // it is paged for, since
    Duration taken{0}; // of the escalation, up to this step
    bool told = false; // as one of low urgency
    bool promoted = false; // somebody said that it cannot wait
    std::optional<TimePoint> held; // kept back, since
    std::optional<TimePoint> acknowledged; // somebody looks after it, since; the time until the page comes back
    std::optional<TimePoint> renewed; // somebody said once more that they do
    std::optional<TimePoint> lapsed; // the acknowledgement counts for nothing any more, since

    bool isEmpty() const { return *this == PageRecord{.id = id}; }

    bool operator==(const PageRecord &) const = default;
};

// What is to be done about an incident now.
enum class Standing : std::uint8_t {
    Nothing,
    Paged,
    Told, // of low urgency, and said
    ToBeTold, // the same, and not said yet
    OutsideHours, // of low urgency, and kept back until the hours of its service begin
    Paused, // kept back since the person wants to hear nothing
    Acknowledged, // somebody looks after it; the page comes back if it takes too long
};

// What a standing depends on, beside the incident.
struct StandingContext
{
    const Service &service;
    bool isShown = false; // as a page, now
    bool isPaused = false;
    bool isWithinHours = true;
    bool pagesItself = false; // its source does
};

// Pure. `incident`: as the page has it, so a promoted one is of high urgency here.
Standing standingOf(const Incident &incident, const PageRecord &record, const StandingContext &context);

// What a page says is the same. The evidence below the title is not part of it: it changes all the time.
bool saysTheSame(const Incident &a, const Incident &b);

} // namespace nightbell
