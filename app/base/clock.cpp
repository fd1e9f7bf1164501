// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include <QTimeZone>

#ifdef Q_OS_LINUX
#include <ctime>
#endif

namespace nightbell {

TimePoint SystemClock::now() const
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Duration SystemClock::elapsed() const
{
#ifdef Q_OS_LINUX
    // CLOCK_MONOTONIC stops while the machine is suspended; a deadline that passed then must be seen as passed.
    timespec time{};
    clock_gettime(CLOCK_BOOTTIME, &time);
    return std::chrono::duration_cast<Duration>(std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
#else
    return std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch());
#endif
}

QDateTime toDateTime(TimePoint time)
{
    return QDateTime::fromMSecsSinceEpoch(toMilliseconds(time), Qt::UTC);
}

TimePoint fromDateTime(const QDateTime &time)
{
    return fromMilliseconds(time.toMSecsSinceEpoch());
}

QString toIso(TimePoint time)
{
    return toDateTime(time).toString(Qt::ISODateWithMs);
}

std::optional<TimePoint> fromIso(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    return time.isValid() ? std::optional(fromDateTime(time)) : std::nullopt;
}

TimePoint fromMilliseconds(qint64 sinceEpoch)
{
    return TimePoint(std::chrono::milliseconds(sinceEpoch));
}

qint64 toMilliseconds(TimePoint time)
{
    return time.time_since_epoch().count();
}

} // namespace nightbell
