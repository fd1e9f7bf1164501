// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "base/id.h"
#include "domain/host.h"
#include "domain/incident.h"
#include "domain/monitor.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace nightbell {

// What one source saw in one poll. A part that was not asked for is absent, and what is known of it stays.
struct Snapshot
{
    SourceId source;
    TimePoint askedAt{}; // when the question went out: what was confirmed after that is newer than this answer
    std::optional<SharedIncidents> incidents; // all that are open
    std::optional<QList<Host>> hosts;
    std::optional<MonitorList> monitors; // the very same list as long as nothing changed: it can be long
    std::optional<Duration> nextIn; // when to ask again, where the source knows better than its interval
    // Why a part could not be had. What is here holds, and the source counts as failing.
    std::optional<Error> incomplete;
    QStringList warnings; // what was left out and why, for people
};

} // namespace nightbell
