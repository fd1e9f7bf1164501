// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QString>
#include <QTextStream>

#include <algorithm>
#include <vector>

namespace nightbell {

// The median of `rounds` runs of `work`, in milliseconds. `prepare` runs before each, outside of the measured time.
template<typename Prepare, typename Work>
double medianMilliseconds(int rounds, Prepare prepare, Work work)
{
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        prepare(round);
        QElapsedTimer timer;
        timer.start();
        work();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

// One line a figure; `limit` is the issue's. Returns whether it holds.
inline bool report(const char *what, double milliseconds, double limit)
{
    const bool holds = milliseconds <= limit;
    QTextStream(stdout) << (holds ? "ok   " : "OVER ") << what << ": " << QString::number(milliseconds, 'f', 2) << " ms (limit " << limit
                        << " ms)" << Qt::endl;
    return holds;
}

// A figure that no issue limits.
inline void tell(const char *what, double milliseconds)
{
    QTextStream(stdout) << "     " << what << ": " << QString::number(milliseconds, 'f', 2) << " ms" << Qt::endl;
}

} // namespace nightbell
