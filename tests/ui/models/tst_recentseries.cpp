// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recentseries.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint start{1'000'000s};

qsizetype gapsOf(const RecentSeries &recent)
{
    return std::ranges::count_if(recent.series().samples, [](const Sample &sample) { return std::isnan(sample.value); });
}

bool isInOrder(const RecentSeries &recent)
{
    return std::ranges::adjacent_find(recent.series().samples, std::ranges::greater_equal{}, &Sample::at) == recent.series().samples.end();
}

} // namespace

class TestRecentSeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joinsWhatIsCloseTogether();
    void thinningMakesNoGap();
    void thinnedHistoryMakesNoGap();
    void gapsArePreserved();
    void onlyTheLastHourIsKept();
    void olderSamplesAreIgnored();
};

void TestRecentSeries::joinsWhatIsCloseTogether()
{
    RecentSeries recent;
    recent.append({start, 1}, 15s);
    recent.append({start + 15s, 2}, 15s);
    QCOMPARE(gapsOf(recent), 0);
    recent.append({start + 31s, 3}, 15s);
    QCOMPARE(gapsOf(recent), 1);
    QCOMPARE(recent.series().samples.size(), 4);
}

// In each minute the last sample is neither its largest nor its smallest.
void TestRecentSeries::thinningMakesNoGap()
{
    RecentSeries recent;
    for (int i = 0; i < 2'000; ++i) {
        const double value = i % 4 == 1 ? 90 : i % 4 == 2 ? 10 : 50;
        recent.append({start + i * 5s, value}, 11s);
        QVERIFY2(gapsOf(recent) == 0, qPrintable(QString::number(i)));
        QCOMPARE(recent.series().samples.last().at, start + i * 5s);
    }
    QVERIFY(isInOrder(recent));
    QVERIFY(recent.series().samples.size() <= RecentSeries::most);
}

void TestRecentSeries::thinnedHistoryMakesNoGap()
{
    RecentSeries recent;
    for (int i = 300; i < 600; ++i)
        recent.append({start + i * 5s, i % 4 == 1 ? 90.0 : i % 4 == 2 ? 10.0 : 50.0}, 11s);
    Series recorded{Metric::Cpu, {}, 11s};
    for (int i = 0; i < 300; ++i)
        recorded.samples.append({start + i * 5s, 50});
    recent.prepend(recorded);
    QCOMPARE(gapsOf(recent), 0);
    QVERIFY(isInOrder(recent));
}

void TestRecentSeries::gapsArePreserved()
{
    RecentSeries recent;
    for (int i = 0; i < 600; ++i)
        recent.append({start + i * 5s + (i < 300 ? 0s : 5min), static_cast<double>(i % 7)}, 11s);
    QCOMPARE(gapsOf(recent), 1);
}

void TestRecentSeries::onlyTheLastHourIsKept()
{
    RecentSeries recent;
    recent.append({start, 1}, 0s);
    recent.append({start + 2h, 2}, 0s);
    QCOMPARE(recent.series().samples.size(), 1);
    recent.prepend(Series{Metric::Cpu, {{start + 30min, 3}, {start + 90min, 4}}, 0s});
    QCOMPARE(recent.series().samples.size(), 2);
    QCOMPARE(recent.series().samples.first().at, start + 90min);
}

void TestRecentSeries::olderSamplesAreIgnored()
{
    RecentSeries recent;
    recent.append({start, 1}, 15s);
    recent.append({start, 2}, 15s);
    recent.append({start - 5s, 3}, 15s);
    QCOMPARE(recent.series().samples, (QList<Sample>{{start, 1}}));
}

QTEST_GUILESS_MAIN(TestRecentSeries)
#include "tst_recentseries.moc"
