// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ticks.h"

#include "domain/wording.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr int minute = 60;
constexpr int hour = 60 * minute;
constexpr int day = 24 * hour;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Ticks)
};

QString labelOf(const QDateTime &local)
{
    if (local.time() == QTime(0, 0))
        return QLocale().toString(local.date(), Words::tr("ddd d"));
    return local.toString(u"HH:mm"_s);
}

QString tickText(Metric metric, double value)
{
    switch (metric) {
    case Metric::Cpu:
    case Metric::Memory:
        return Words::tr("%1 %").arg(QLocale().toString(qRound(value)));
    case Metric::Restarts:
        return QLocale().toString(qRound(value));
    case Metric::CheckLatency:
        return valueText(metric, value);
    }
    return {};
}

// 1, 2, 2.5 or 5 times a power of ten.
double niceStep(double least)
{
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= least * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

} // namespace

QList<Tick> timeTicks(TimePoint from, TimePoint to, int most)
{
    constexpr std::array steps{minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour,
        12 * hour, day, 2 * day, 7 * day};
    const double span = static_cast<double>((to - from).count()) / 1000;
    const auto fitting = std::ranges::find_if(steps, [&](int step) { return span / step <= most; });
    const int step = fitting == steps.end() ? steps.back() : *fitting;
    const int days = std::max(step / day, 1);

    QList<Tick> ticks;
    const QDateTime last = toDateTime(to).toLocalTime();
    // Multiples of the step counted from one fixed day, so that marks stay where they are while the window moves on.
    QDate date = toDateTime(from).toLocalTime().date();
    date = date.addDays(-(date.toJulianDay() % days));
    for (; date <= last.date(); date = date.addDays(days)) {
        for (int second = 0; second < day; second += step) {
            const QDateTime local(date, QTime::fromMSecsSinceStartOfDay(second * 1000));
            const auto value = static_cast<double>(local.toMSecsSinceEpoch());
            if (local.isValid() && local >= toDateTime(from) && local <= last && (ticks.isEmpty() || value > ticks.last().value))
                ticks.append({value, labelOf(local)});
        }
    }
    return ticks;
}

double axisTop(Metric metric, double highest)
{
    switch (metric) {
    case Metric::Cpu:
    case Metric::Memory:
        return 100;
    case Metric::Restarts:
        return std::max(4.0, std::ceil(highest / 4) * 4);
    case Metric::CheckLatency:
        return niceStep(std::max(highest, 10.0) * 1.1 / 4) * 4;
    }
    return 1;
}

QList<Tick> valueTicks(Metric metric, double top, int most)
{
    const int parts = most > 4 ? 4 : most > 2 ? 2 : 1;
    QList<Tick> ticks;
    for (int part = 0; part <= parts; ++part) {
        const double value = top * part / parts;
        ticks.append({value, tickText(metric, value)});
    }
    return ticks;
}

QString valueText(Metric metric, double value)
{
    switch (metric) {
    case Metric::Cpu:
    case Metric::Memory:
        return percentText(value);
    case Metric::Restarts:
        return Words::tr("%n restart(s)", nullptr, qRound(value));
    case Metric::CheckLatency:
        return latencyText(Duration(static_cast<qint64>(std::llround(value))));
    }
    return {};
}

QString latencyText(Duration latency)
{
    if (latency < std::chrono::seconds(1))
        return Words::tr("%1 ms").arg(latency.count());
    return Words::tr("%1 s").arg(
        QLocale().toString(static_cast<double>(latency.count()) / 1000, 'f', latency < std::chrono::seconds(10) ? 1 : 0));
}

} // namespace nightbell
