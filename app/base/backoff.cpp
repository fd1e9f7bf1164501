// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/backoff.h"

#include <QRandomGenerator>

#include <algorithm>

namespace nightbell {

Duration nextDelay(int failures, Duration interval, Duration ceiling, Duration retryAfter, quint32 seed)
{
    if (failures <= 0)
        return std::max(interval, std::min<Duration>(retryAfter, std::chrono::hours(1)));
    const Duration top = std::max(interval, ceiling);
    Duration delay = interval;
    for (int i = 0; i < failures && delay < top; ++i)
        delay *= 2;
    delay = std::min(delay, top);
    QRandomGenerator random(seed ^ static_cast<quint32>(failures));
    const double spread = 0.9 + 0.2 * random.generateDouble();
    delay = Duration(static_cast<qint64>(static_cast<double>(delay.count()) * spread));
    return std::max(delay, std::min<Duration>(retryAfter, std::chrono::hours(1)));
}

} // namespace nightbell
