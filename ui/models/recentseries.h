// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/series.h"

namespace nightbell {

// The last hour of one figure, small enough to be kept for thousands of hosts: peaks survive, gaps are marked.
class RecentSeries
{
public:
    static constexpr Duration window = std::chrono::hours(1);
    static constexpr qsizetype most = 240; // samples

    // Ignored unless it is newer than the last one. `gap`: further apart, the two are not joined.
    void append(Sample sample, Duration gap);
    // What was recorded before: the part of it that is older than what is here.
    void prepend(const Series &recorded);

    const Series &series() const { return m_series; }
    bool isEmpty() const { return m_series.samples.isEmpty(); }

private:
    void shorten();

    Series m_series;
};

} // namespace nightbell
