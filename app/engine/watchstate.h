// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/checkresult.h"
#include "engine/sourcestatus.h"

#include <QList>

namespace nightbell {

// How well all that should be watched is. Whoever claims that all is well asks here: window, tray and `nightbellctl` say the same.
struct WatchState
{
    int checks = 0; // that run
    int waitingChecks = 0; // not run yet
    int mistakes = 0; // in the configuration: what such an entry is about may not be watched
    bool isWhole = true; // everything that is configured is there to be asked
    QList<SourceStatus> sources;

    int countOf(SourceState state) const;

    // Every source answered within its limit, every check has run, and nothing was left out: an empty list of incidents may be
    // believed.
    bool isTrustworthy() const;
    // There is nothing to show yet, and nothing has gone wrong.
    bool isStarting() const;
    bool watchesNothing() const { return sources.isEmpty() && checks == 0; }
};

WatchState watchState(const QList<SourceStatus> &sources, const QList<Check> &checks);

} // namespace nightbell
