// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/series.h"

#include <QList>
#include <QString>

namespace nightbell {

// Where an axis is marked, and with what words.
struct Tick
{
    double value = 0; // of a time: milliseconds since 1970
    QString label;

    bool operator==(const Tick &) const = default;
};

// Round local times within [from, to], at most `most` of them. Midnights are called by their day. Precondition: from < to, most > 0.
QList<Tick> timeTicks(TimePoint from, TimePoint to, int most);

// What a chart of the metric reaches up to, so that `highest` fits: 100 for percentages, a round figure for others.
double axisTop(Metric metric, double highest);

// Round figures from 0 to `top`, at most `most` of them. Precondition: top is of axisTop(), most > 1.
QList<Tick> valueTicks(Metric metric, double top, int most);

// "91 %", "2 restarts", "120 ms", "1.3 s"
QString valueText(Metric metric, double value);

// "3 ms", "1.3 s"
QString latencyText(Duration latency);

} // namespace nightbell
