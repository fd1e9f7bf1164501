// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "domain/series.h"
#include "sources/prometheus/labels.h"

#include <QByteArray>
#include <QStringList>

namespace nightbell::prometheus {

// One line of an answer. Values that are no number (NaN, +Inf, -Inf, unreadable) are NaN: gaps.
struct Curve
{
    Labels labels; // without __name__
    QList<Sample> samples; // one for an instant query; oldest first

    bool operator==(const Curve &) const = default;
};

struct QueryAnswer
{
    QList<Curve> curves;
    QStringList warnings; // the answer is partial, and why
    int skipped = 0; // lines that could not be read

    bool operator==(const QueryAnswer &) const = default;
};

// The body of query and query_range: vector, matrix or scalar.
Expected<QueryAnswer> readQueryAnswer(QByteArray body);

// How far apart the points of a chart are: as many as columns, never more than the server allows, at least `shortest`, in
// whole seconds. Precondition: from < to, columns > 0.
Duration stepFor(TimePoint from, TimePoint to, int columns, Duration shortest = std::chrono::seconds(5));

} // namespace nightbell::prometheus
