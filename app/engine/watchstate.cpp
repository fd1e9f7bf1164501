// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/watchstate.h"

#include <algorithm>

namespace nightbell {

int WatchState::countOf(SourceState state) const
{
    return static_cast<int>(std::ranges::count(sources, state, &SourceStatus::state));
}

bool WatchState::isTrustworthy() const
{
    return !watchesNothing() && countOf(SourceState::Fresh) == sources.size() && waitingChecks == 0 && isWhole && mistakes == 0;
}

bool WatchState::isStarting() const
{
    return (countOf(SourceState::Starting) > 0 || !isWhole) && countOf(SourceState::Failed) == 0 && countOf(SourceState::Stale) == 0;
}

WatchState watchState(const QList<SourceStatus> &sources, const QList<Check> &checks)
{
    WatchState state;
    state.checks = static_cast<int>(checks.size() - std::ranges::count(checks, CheckState::Paused, &Check::state));
    state.waitingChecks = static_cast<int>(std::ranges::count(checks, CheckState::Waiting, &Check::state));
    state.sources = sources;
    return state;
}

} // namespace nightbell
