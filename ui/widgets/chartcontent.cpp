// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chartcontent.h"

#include <algorithm>

namespace nightbell {

QList<ChartSpan> incidentSpans(const SharedIncidents &incidents, TimePoint now, const std::function<bool(const Incident &)> &isMeant)
{
    QList<ChartSpan> spans;
    for (const Incident &incident : incidents) {
        if (isMeant(incident))
            spans.append({incident.created, incident.isOpen() ? now : incident.resolvedAt.value_or(incident.changed), incident.title});
    }
    return spans;
}

double shareOutside(const QList<ChartSpan> &spans, TimePoint from, TimePoint to)
{
    QList<ChartSpan> sorted = spans;
    std::ranges::sort(sorted, {}, &ChartSpan::from);
    Duration inside{0};
    TimePoint counted = from; // what lies before it has been counted
    for (const ChartSpan &span : std::as_const(sorted)) {
        const TimePoint begin = std::max(span.from, counted);
        const TimePoint end = std::min(span.to, to);
        if (end <= begin)
            continue;
        inside += end - begin;
        counted = end;
    }
    return 1 - static_cast<double>(inside.count()) / static_cast<double>((to - from).count());
}

} // namespace nightbell
