// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recentseries.h"

#include <algorithm>
#include <limits>

namespace nightbell {
namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr int columns = 60; // wide enough for a cell of a table

} // namespace

void RecentSeries::append(Sample sample, Duration gap)
{
    QList<Sample> &samples = m_series.samples;
    if (!samples.isEmpty()) {
        const TimePoint last = samples.last().at;
        if (sample.at <= last)
            return;
        if (gap > Duration(0) && sample.at - last > gap)
            samples.append({last + (sample.at - last) / 2, notANumber});
    }
    samples.append(sample);
    shorten();
}

void RecentSeries::prepend(const Series &recorded)
{
    const TimePoint first = isEmpty() ? TimePoint::max() : m_series.samples.first().at;
    QList<Sample> joined;
    const QList<Segment> parts = segments(recorded);
    for (const Segment &part : parts) {
        if (part.first().at >= first)
            break;
        if (!joined.isEmpty())
            joined.append({joined.last().at + Duration(1), notANumber});
        std::ranges::copy_if(part, std::back_inserter(joined), [first](const Sample &sample) { return sample.at < first; });
    }
    if (!joined.isEmpty() && !isEmpty() && recorded.gap > Duration(0) && first - joined.last().at > recorded.gap)
        joined.append({joined.last().at + Duration(1), notANumber});
    joined.append(m_series.samples);
    m_series.samples = joined;
    shorten();
}

void RecentSeries::shorten()
{
    QList<Sample> &samples = m_series.samples;
    if (samples.isEmpty())
        return;
    const TimePoint end = samples.last().at;
    const TimePoint begin = end - window;
    if (samples.size() > most) {
        // The ends stay, extreme or not: from them the next sample, or the one before, is told from a gap.
        const Sample first = samples.first();
        const Sample last = samples.last();
        samples = downsample(m_series, begin, end + Duration(1), columns).samples;
        if (samples.isEmpty() || samples.first().at > first.at)
            samples.prepend(first);
        if (samples.last().at < last.at)
            samples.append(last);
    }
    const auto kept = std::ranges::lower_bound(samples, begin, {}, &Sample::at);
    samples.erase(samples.begin(), kept);
}

} // namespace nightbell
