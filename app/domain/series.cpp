// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/series.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

bool isGap(const Series &series, TimePoint before, TimePoint after)
{
    return series.gap > Duration(0) && after - before > series.gap;
}

// A finite sample with the number of the segment that it is in.
struct Placed
{
    Sample sample;
    qsizetype segment = 0;
};

QList<Placed> placed(const Series &series)
{
    QList<Placed> result;
    result.reserve(series.samples.size());
    qsizetype segment = 0;
    bool isBroken = false;
    for (const Sample &sample : series.samples) {
        if (!std::isfinite(sample.value)) {
            isBroken = true;
            continue;
        }
        if (!result.isEmpty() && (isBroken || isGap(series, result.last().sample.at, sample.at)))
            ++segment;
        isBroken = false;
        result.append({sample, segment});
    }
    return result;
}

// Appends samples and marks where one segment ends and the next begins.
class Joiner
{
public:
    void append(const Placed &next)
    {
        if (!m_samples.isEmpty() && next.segment != m_segment) {
            const TimePoint end = m_samples.last().at;
            m_samples.append({end + (next.sample.at - end) / 2, std::numeric_limits<double>::quiet_NaN()});
        }
        m_segment = next.segment;
        m_samples.append(next.sample);
    }
    QList<Sample> take() { return std::move(m_samples); }

private:
    QList<Sample> m_samples;
    qsizetype m_segment = 0;
};

} // namespace

QString toWord(Metric metric)
{
    switch (metric) {
    case Metric::Cpu:
        return u"cpu"_s;
    case Metric::Memory:
        return u"memory"_s;
    case Metric::Restarts:
        return u"restarts"_s;
    case Metric::CheckLatency:
        return u"check-latency"_s;
    }
    return {};
}

QList<Segment> segments(const Series &series)
{
    QList<Segment> result;
    qsizetype current = -1;
    for (const Placed &next : placed(series)) {
        if (next.segment != current)
            result.append(Segment());
        current = next.segment;
        result.last().append(next.sample);
    }
    return result;
}

Series downsample(const Series &series, TimePoint from, TimePoint to, int columns)
{
    const QList<Placed> all = placed(series);
    const auto at = [](const Placed &one) { return one.sample.at; };
    const auto value = [](const Placed &one) { return one.sample.value; };
    const auto first = std::ranges::lower_bound(all, from, {}, at);
    const auto last = std::ranges::lower_bound(first, all.end(), to, {}, at);
    const auto columnOf = [from, to, columns](TimePoint time) {
        return static_cast<qint64>(static_cast<double>((time - from).count()) * columns / static_cast<double>((to - from).count()));
    };

    Joiner joiner;
    if (first != all.begin())
        joiner.append(*std::prev(first));
    for (auto begin = first; begin != last;) {
        const qint64 column = columnOf(begin->sample.at);
        const auto end = std::find_if(begin, last, [&](const Placed &one) { return columnOf(one.sample.at) != column; });
        const auto [low, high] = std::ranges::minmax_element(begin, end, {}, value);
        joiner.append(*std::min(low, high));
        if (low != high)
            joiner.append(*std::max(low, high));
        begin = end;
    }
    if (last != all.end())
        joiner.append(*last);
    return {series.metric, joiner.take(), Duration(0)};
}

Series increments(const Series &counter)
{
    Series result{counter.metric, {}, counter.gap};
    const QList<Placed> all = placed(counter);
    for (qsizetype i = 1; i < all.size(); ++i) {
        if (all[i].segment != all[i - 1].segment)
            continue;
        const double before = all[i - 1].sample.value;
        const double now = all[i].sample.value;
        result.samples.append({all[i].sample.at, now >= before ? now - before : now});
    }
    return result;
}

Series thin(const Series &series, Duration step)
{
    // Samples at most `gap` apart end up at most this many steps apart.
    const Duration gap = series.gap > Duration(0) ? ((series.gap + step - Duration(1)) / step) * step : Duration(0);
    Series result{series.metric, {}, gap};
    double sum = 0;
    int count = 0;
    TimePoint start{};
    const auto close = [&] {
        if (count > 0)
            result.samples.append({start + step / 2, sum / count});
        sum = 0;
        count = 0;
    };
    for (const Sample &sample : series.samples) {
        if (!std::isfinite(sample.value))
            continue;
        const Duration sinceEpoch = sample.at.time_since_epoch();
        const Duration rest = ((sinceEpoch % step) + step) % step;
        if (const TimePoint begin(sinceEpoch - rest); count == 0 || begin != start) {
            close();
            start = begin;
        }
        sum += sample.value;
        ++count;
    }
    close();
    return result;
}

std::optional<Sample> nearest(const Series &series, TimePoint at, Duration reach)
{
    const auto isFinite = [](const Sample &sample) { return std::isfinite(sample.value); };
    const auto split = std::ranges::lower_bound(series.samples, at, {}, &Sample::at);
    const auto after = std::find_if(split, series.samples.end(), isFinite);
    const auto before = std::find_if(std::make_reverse_iterator(split), series.samples.rend(), isFinite);
    std::optional<Sample> best;
    if (before != series.samples.rend() && at - before->at <= reach)
        best = *before;
    if (after != series.samples.end() && after->at - at <= reach && (!best || after->at - at < at - best->at))
        best = *after;
    return best;
}

} // namespace nightbell
