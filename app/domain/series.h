// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QList>
#include <QString>

#include <cstdint>
#include <optional>

namespace nightbell {

enum class Metric : std::uint8_t {
    Cpu, // percent, 0–100
    Memory, // percent, 0–100
    Restarts, // restarts by failure since the sample before
    CheckLatency, // milliseconds
};

QString toWord(Metric metric);

struct Sample
{
    TimePoint at{};
    double value = 0;

    bool operator==(const Sample &) const = default;
};

// Samples in order of time, oldest first. Two samples further apart than `gap` are not joined: nobody looked in between.
struct Series
{
    Metric metric = Metric::Cpu;
    QList<Sample> samples;
    Duration gap{0}; // 0: no gaps are known

    bool operator==(const Series &) const = default;
};

// A stretch of samples without a gap.
using Segment = QList<Sample>;

// The series cut at its gaps. A sample that is not finite ends a segment and belongs to none.
QList<Segment> segments(const Series &series);

// At most two samples (the smallest and the largest, in order of time) for each of `columns` equal parts of [from, to).
// Peaks survive, gaps stay gaps (a part never joins samples across a gap). Samples outside the range are dropped, but the
// nearest one on each side is kept so that lines reach the edge. The result has no `gap`: each of its gaps is marked by a
// sample that is not a number, since columns may be further apart than the samples were.
// Precondition: columns > 0 and from < to.
Series downsample(const Series &series, TimePoint from, TimePoint to, int columns);

// Increments of a counter, one sample for each pair of neighbours: how much it grew by. A counter that shrank was reset
// and grew by its new value. Pairs across a gap give nothing.
Series increments(const Series &counter);

// One sample per `step` (the mean of those in it, at the middle), for keeping old samples small. Empty steps stay empty;
// `gap` is rounded up to whole steps. Precondition: step > 0.
Series thin(const Series &series, Duration step);

// The sample nearest to `at` and not further away than `reach`.
std::optional<Sample> nearest(const Series &series, TimePoint at, Duration reach);

} // namespace nightbell
