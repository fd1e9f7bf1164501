// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/series.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace nightbell;
using namespace Qt::StringLiterals;
using std::chrono::seconds;

namespace {

using Values = QList<double>;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

TimePoint at(double second)
{
    return TimePoint(std::chrono::sys_days(std::chrono::year(2026) / 1 / 5)) + Duration(static_cast<qint64>(second * 1000));
}

// Samples written as time, value, time, value, …; times in seconds.
Series series(const Values &numbers, Duration gap = Duration(0))
{
    Series result{Metric::Cpu, {}, gap};
    for (qsizetype i = 0; i + 1 < numbers.size(); i += 2)
        result.samples.append({at(numbers[i]), numbers[i + 1]});
    return result;
}

// The same notation back; segments are divided by a time of −1 and a value of 0.
Values written(const QList<Segment> &parts)
{
    Values result;
    for (const Segment &part : parts) {
        if (!result.isEmpty())
            result << -1 << 0;
        for (const Sample &sample : part)
            result << static_cast<double>((sample.at - at(0)).count()) / 1000 << sample.value;
    }
    return result;
}

Series randomSeries(QRandomGenerator &random, int count, Duration gap)
{
    Series result{Metric::Memory, {}, gap};
    TimePoint time = at(0);
    for (int i = 0; i < count; ++i) {
        time += Duration(random.bounded(1, 100) < 97 ? random.bounded(500, 2000) : random.bounded(6'000, 60'000));
        result.samples.append({time, random.bounded(200) == 0 ? none : random.bounded(100.0)});
    }
    return result;
}

} // namespace

class TestSeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasWords();
    void segments_data();
    void segments();
    void downsample_data();
    void downsample();
    void peaksSurvive();
    void gapsSurvive();
    void manySamplesBecomeFew();
    void increments_data();
    void increments();
    void thin_data();
    void thin();
    void thinKeepsWhatIsJoined();
    void nearest_data();
    void nearest();
};

void TestSeries::hasWords()
{
    QCOMPARE(toWord(Metric::CheckLatency), u"check-latency"_s);
}

void TestSeries::segments_data()
{
    QTest::addColumn<Values>("input");
    QTest::addColumn<int>("gap");
    QTest::addColumn<Values>("expected");
    QTest::newRow("nothing has no segments") << Values{} << 5 << Values{};
    QTest::newRow("one sample is a segment") << Values{0, 7} << 5 << Values{0, 7};
    QTest::newRow("neighbours are joined") << Values{0, 1, 2, 2, 4, 3} << 5 << Values{0, 1, 2, 2, 4, 3};
    QTest::newRow("exactly the gap apart is joined") << Values{0, 1, 5, 2} << 5 << Values{0, 1, 5, 2};
    QTest::newRow("further apart is cut") << Values{0, 1, 6, 2} << 5 << Values{0, 1, -1, 0, 6, 2};
    QTest::newRow("without a gap everything is joined") << Values{0, 1, 1000, 2} << 0 << Values{0, 1, 1000, 2};
    QTest::newRow("not a number ends a segment") << Values{0, 1, 1, none, 2, 2} << 5 << Values{0, 1, -1, 0, 2, 2};
    QTest::newRow("infinity ends a segment once") << Values{0, 1, 1, INFINITY, 2, none, 3, 2} << 5 << Values{0, 1, -1, 0, 3, 2};
    QTest::newRow("at the ends they leave nothing") << Values{0, none, 1, 1, 2, none} << 5 << Values{1, 1};
}

void TestSeries::segments()
{
    QFETCH(const Values, input);
    QFETCH(const int, gap);
    QFETCH(const Values, expected);
    QCOMPARE(written(nightbell::segments(series(input, seconds(gap)))), expected);
}

void TestSeries::downsample_data()
{
    QTest::addColumn<Values>("input");
    QTest::addColumn<int>("gap");
    QTest::addColumn<int>("columns");
    QTest::addColumn<Values>("expected"); // of the range 10 s to 20 s
    QTest::newRow("nothing stays nothing") << Values{} << 5 << 2 << Values{};
    QTest::newRow("few samples stay") << Values{11, 1, 12, 2, 18, 3} << 0 << 10 << Values{11, 1, 12, 2, 18, 3};
    QTest::newRow("smallest and largest of a part, in order of time")
        << Values{10, 5, 11, 9, 12, 4, 13, 1, 14, 5} << 0 << 2 << Values{11, 9, 13, 1};
    QTest::newRow("equal values of a part are its first and last") << Values{10, 5, 11, 5, 12, 5} << 0 << 1 << Values{10, 5, 12, 5};
    QTest::newRow("the nearest outside on each side is kept")
        << Values{1, 1, 2, 2, 15, 3, 30, 4, 31, 5} << 0 << 2 << Values{2, 2, 15, 3, 30, 4};
    QTest::newRow("the end of the range is outside") << Values{15, 3, 20, 4, 21, 5} << 0 << 2 << Values{15, 3, 20, 4};
    QTest::newRow("the start of the range is inside") << Values{9, 1, 10, 3} << 0 << 2 << Values{9, 1, 10, 3};
    QTest::newRow("a gap between parts stays") << Values{10, 1, 11, 2, 18, 3, 19, 4} << 5 << 2 << Values{10, 1, 11, 2, -1, 0, 18, 3, 19, 4};
    QTest::newRow("a gap inside a part stays") << Values{10, 1, 11, 2, 18, 3, 19, 4} << 5 << 1 << Values{10, 1, -1, 0, 19, 4};
    QTest::newRow("parts wider than the gap are joined")
        << Values{10, 1, 12, 2, 14, 1, 16, 3, 18, 2} << 2 << 2 << Values{10, 1, 12, 2, 16, 3, 18, 2};
    QTest::newRow("not a number parts the line") << Values{10, 1, 12, none, 14, 2} << 0 << 10 << Values{10, 1, -1, 0, 14, 2};
}

void TestSeries::downsample()
{
    QFETCH(const Values, input);
    QFETCH(const int, gap);
    QFETCH(const int, columns);
    QFETCH(const Values, expected);
    const Series result = nightbell::downsample(series(input, seconds(gap)), at(10), at(20), columns);
    QCOMPARE(written(nightbell::segments(result)), expected);
}

void TestSeries::peaksSurvive()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 200; ++round) {
        const Series full = randomSeries(random, random.bounded(1, 2000), seconds(5));
        const TimePoint from = at(random.bounded(500));
        const TimePoint to = from + seconds(random.bounded(1, 2000));
        const int columns = random.bounded(1, 300);
        const Series small = nightbell::downsample(full, from, to, columns);
        const double width = static_cast<double>((to - from).count()) / columns;
        QHash<qint64, QList<double>> before;
        QHash<qint64, QList<double>> after;
        const auto place = [&](const Series &from_, QHash<qint64, QList<double>> &columns_) {
            for (const Sample &sample : from_.samples) {
                if (std::isfinite(sample.value) && sample.at >= from && sample.at < to)
                    columns_[static_cast<qint64>(static_cast<double>((sample.at - from).count()) / width)].append(sample.value);
            }
        };
        place(full, before);
        place(small, after);
        QCOMPARE(after.size(), before.size());
        for (auto column = before.cbegin(); column != before.cend(); ++column) {
            const QList<double> kept = after.value(column.key());
            QVERIFY(!kept.isEmpty() && kept.size() <= 2);
            QCOMPARE(std::ranges::max(kept), std::ranges::max(*column));
            QCOMPARE(std::ranges::min(kept), std::ranges::min(*column));
        }
        QVERIFY(std::ranges::is_sorted(small.samples, {}, &Sample::at));
    }
}

void TestSeries::gapsSurvive()
{
    QRandomGenerator random(11);
    for (int round = 0; round < 200; ++round) {
        const Series full = randomSeries(random, random.bounded(1, 2000), seconds(5));
        QHash<TimePoint::rep, qsizetype> segmentOf;
        const QList<Segment> before = nightbell::segments(full);
        for (qsizetype i = 0; i < before.size(); ++i) {
            for (const Sample &sample : before[i])
                segmentOf.insert(sample.at.time_since_epoch().count(), i);
        }
        const auto after = nightbell::segments(nightbell::downsample(full, at(0), at(3000), random.bounded(1, 300)));
        qsizetype last = -1;
        for (const Segment &segment : after) {
            const qsizetype own = segmentOf.value(segment.first().at.time_since_epoch().count(), -1);
            QVERIFY(own > last); // each is of another one than that before it
            last = own;
            for (const Sample &sample : segment)
                QCOMPARE(segmentOf.value(sample.at.time_since_epoch().count(), -1), own);
        }
    }
}

void TestSeries::manySamplesBecomeFew()
{
    Series full{Metric::Cpu, {}, seconds(5)};
    for (int i = 0; i < 5000; ++i)
        full.samples.append({at(i), std::sin(i)});
    QVERIFY(nightbell::downsample(full, at(0), at(5000), 500).samples.size() <= 1000);
}

void TestSeries::increments_data()
{
    QTest::addColumn<Values>("input");
    QTest::addColumn<Values>("expected");
    QTest::newRow("one sample tells nothing") << Values{0, 3} << Values{};
    QTest::newRow("what it grew by") << Values{0, 3, 1, 3, 2, 5} << Values{1, 0, 2, 2};
    QTest::newRow("a reset counts from zero") << Values{0, 3, 1, 1} << Values{1, 1};
    QTest::newRow("across a gap nothing is known") << Values{0, 3, 9, 5, 10, 6} << Values{10, 1};
    QTest::newRow("across a missing figure nothing is known") << Values{0, 3, 1, none, 2, 5, 3, 6} << Values{3, 1};
}

void TestSeries::increments()
{
    QFETCH(const Values, input);
    QFETCH(const Values, expected);
    QCOMPARE(written(nightbell::segments(nightbell::increments(series(input, seconds(5))))), expected);
}

void TestSeries::thin_data()
{
    QTest::addColumn<Values>("input");
    QTest::addColumn<Values>("expected"); // in steps of 60 s
    QTest::newRow("nothing stays nothing") << Values{} << Values{};
    QTest::newRow("the mean of a step at its middle") << Values{0, 10, 30, 20, 59.999, 30} << Values{30, 20};
    QTest::newRow("a step begins at its minute") << Values{59, 10, 60, 20} << Values{30, 10, 90, 20};
    QTest::newRow("empty steps stay empty") << Values{0, 10, 200, 20} << Values{30, 10, -1, 0, 210, 20};
    QTest::newRow("what is not a number is left out") << Values{0, 10, 1, none, 2, 20} << Values{30, 15};
}

void TestSeries::thin()
{
    QFETCH(const Values, input);
    QFETCH(const Values, expected);
    QCOMPARE(written(nightbell::segments(nightbell::thin(series(input, seconds(5)), seconds(60)))), expected);
}

void TestSeries::thinKeepsWhatIsJoined()
{
    QRandomGenerator random(3);
    for (int round = 0; round < 100; ++round) {
        const Duration gap(random.bounded(1, 200'000));
        Series full{Metric::Cpu, {}, gap};
        TimePoint time = at(random.bounded(60));
        for (int i = 0; i < 200; ++i) {
            time += Duration(random.bounded(qint64(1), qint64(gap.count()) + 1));
            full.samples.append({time, 1});
        }
        QCOMPARE(nightbell::segments(full).size(), 1);
        QCOMPARE(nightbell::segments(nightbell::thin(full, seconds(60))).size(), 1);
    }
}

void TestSeries::nearest_data()
{
    QTest::addColumn<double>("time");
    QTest::addColumn<double>("expected"); // of samples at 10, 20 and 30 s whose value is their time; −1: none
    QTest::newRow("on a sample") << 20.0 << 20.0;
    QTest::newRow("just after one") << 21.0 << 20.0;
    QTest::newRow("just before one") << 19.0 << 20.0;
    QTest::newRow("in the middle the earlier one") << 15.0 << 10.0;
    QTest::newRow("before all") << 6.0 << 10.0;
    QTest::newRow("after all") << 34.0 << 30.0;
    QTest::newRow("too early") << 4.9 << -1.0;
    QTest::newRow("too late") << 35.1 << -1.0;
    QTest::newRow("a missing figure is passed over") << 24.9 << 20.0;
}

void TestSeries::nearest()
{
    QFETCH(const double, time);
    QFETCH(const double, expected);
    const Series input = series({10, 10, 20, 20, 25, none, 30, 30});
    const auto found = nightbell::nearest(input, at(time), seconds(5));
    QCOMPARE(found ? found->value : -1, expected);
    QVERIFY(!nightbell::nearest(Series(), at(0), seconds(5)));
}

QTEST_GUILESS_MAIN(TestSeries)
#include "tst_series.moc"
