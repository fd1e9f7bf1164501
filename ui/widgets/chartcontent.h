// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "domain/series.h"

#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace nightbell {

// A stretch of time with a name: an incident.
struct ChartSpan
{
    TimePoint from{};
    TimePoint to{};
    QString title;

    bool operator==(const ChartSpan &) const = default;
};

// What a chart shows.
struct ChartContent
{
    Series series; // of restarts: how many since the sample before
    TimePoint from{};
    TimePoint to{};
    std::optional<double> threshold;
    QList<ChartSpan> incidents;
    QList<TimePoint> restarts; // marked at the foot of the chart

    bool operator==(const ChartContent &) const = default;
};

// When those incidents were open, until `now`.
QList<ChartSpan> incidentSpans(const SharedIncidents &incidents, TimePoint now, const std::function<bool(const Incident &)> &isMeant);

// How much of [from, to] is covered by none of the spans, 0–1. Precondition: from < to.
double shareOutside(const QList<ChartSpan> &spans, TimePoint from, TimePoint to);

} // namespace nightbell
