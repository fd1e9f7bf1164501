// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QTimeZone>

#include <array>
#include <optional>

namespace nightbell {

// When somebody looks after a service, by the clock on the wall of a place. One window a day, which may go on past midnight;
// it counts for the day on which it begins, so a holiday takes away the window that would begin on it.
//
// Where the wall clock is set forward over the beginning or the end, that moment is the first one after the gap. Where it is
// set back and shows a time twice, the window begins at the first and ends at the second: it is rather open than closed.
struct SupportHours
{
    static constexpr int minutesOfDay = 24 * 60;

    std::array<bool, 7> days{true, true, true, true, true, false, false}; // from Monday
    int from = 9 * 60; // minutes after midnight, 0 to 1439
    int to = 17 * 60; // 1 to 1440; not after `from`: on the next day
    std::optional<QTimeZone> zone; // absent: that of this machine, wherever it is
    QList<QDate> holidays;

    bool operator==(const SupportHours &) const = default;
};

// Half open: it ends just before `end`.
struct TimeSpan
{
    TimePoint begin{};
    TimePoint end{};

    bool operator==(const TimeSpan &) const = default;
};

// The window that holds `now`, or else the next one. Nullopt: there is none within two years.
std::optional<TimeSpan> supportWindow(const SupportHours &hours, TimePoint now);

// "mon-fri", "mon,wed,sat", "fri-mon", "daily". Nullopt: something else, or no day.
std::optional<std::array<bool, 7>> supportDaysFromText(const QString &text);
QString toText(const std::array<bool, 7> &days);

// "09:00", "24:00" as minutes after midnight. Nullopt: something else.
std::optional<int> minutesFromText(const QString &text);
QString minutesText(int minutes);

} // namespace nightbell
