// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

namespace nightbell {

// A clock whose hands the test turns. Starts on 2026-01-05 03:00 UTC, a Monday night.
class FakeClock final : public Clock
{
public:
    TimePoint now() const override { return m_now; }
    Duration elapsed() const override { return m_elapsed; }

    void advance(Duration by)
    {
        m_now += by;
        m_elapsed += by;
    }
    void setWallClock(TimePoint now) { m_now = now; } // somebody set the clock: elapsed() does not notice

private:
    TimePoint m_now = TimePoint(std::chrono::sys_days(std::chrono::year(2026) / 1 / 5)) + std::chrono::hours(3);
    Duration m_elapsed = std::chrono::hours(1);
};

} // namespace nightbell
