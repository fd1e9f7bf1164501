// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>

namespace nightbell {

// A moment in UTC. Local time exists in ui/format and cli only.
using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;

// Where the time comes from. Everything that asks for it is given one of these, so that tests can turn the hands.
class Clock
{
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;

    // The wall clock. May jump when it is set.
    virtual TimePoint now() const = 0;

    // Time since some fixed moment; goes on while the machine sleeps, is never set. For deadlines and gaps.
    virtual Duration elapsed() const = 0;
};

// The system's clocks.
class SystemClock final : public Clock
{
public:
    TimePoint now() const override;
    Duration elapsed() const override;
};

QDateTime toDateTime(TimePoint time); // UTC
TimePoint fromDateTime(const QDateTime &time); // precondition: valid
QString toIso(TimePoint time); // "2026-11-23T03:11:05.123Z"
std::optional<TimePoint> fromIso(const QString &text); // with any offset
TimePoint fromMilliseconds(qint64 sinceEpoch);
qint64 toMilliseconds(TimePoint time);

} // namespace nightbell
