// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/series.h"

#include <QColor>
#include <QRectF>

#include <optional>

class QPainter;

namespace nightbell {

struct SparklineStyle
{
    QColor line;
    QColor thresholdLine;
    double top = 100; // value at the upper edge; 0 is at the lower one
    std::optional<double> threshold;
};

// A line of at most two points a pixel; gaps stay gaps, a lone sample is a dot. Precondition: from < to.
void drawSparkline(QPainter &painter, const QRectF &area, const Series &series, TimePoint from, TimePoint to, const SparklineStyle &style);

} // namespace nightbell
