// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ticks.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTicks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void times_data();
    void times();
    void timesStayWhereTheyAre();
    void values_data();
    void values();
    void valuesInWords();
};

void TestTicks::times_data()
{
    QTest::addColumn<int>("minutes"); // from 2026-01-05 03:07 UTC, a Monday
    QTest::addColumn<int>("most");
    QTest::addColumn<QStringList>("labels");
    QTest::newRow("an hour in quarters") << 60 << 5 << QStringList{u"03:15"_s, u"03:30"_s, u"03:45"_s, u"04:00"_s};
    QTest::newRow("an hour with room") << 60 << 6 << QStringList{u"03:10"_s, u"03:20"_s, u"03:30"_s, u"03:40"_s, u"03:50"_s, u"04:00"_s};
    QTest::newRow("a day has its midnight by name") << 24 * 60 << 5 << QStringList{u"06:00"_s, u"12:00"_s, u"18:00"_s, u"Tue 6"_s};
    QTest::newRow("a week in days") << 7 * 24 * 60 << 7
                                    << QStringList{u"Tue 6"_s, u"Wed 7"_s, u"Thu 8"_s, u"Fri 9"_s, u"Sat 10"_s, u"Sun 11"_s, u"Mon 12"_s};
    QTest::newRow("a minute has one mark at most") << 1 << 2 << QStringList{u"03:07"_s, u"03:08"_s};
}

void TestTicks::times()
{
    QFETCH(const int, minutes);
    QFETCH(const int, most);
    QFETCH(const QStringList, labels);
    const TimePoint from = TimePoint(std::chrono::sys_days(std::chrono::year(2026) / 1 / 5)) + 3h + 7min;
    QStringList found;
    for (const Tick &tick : timeTicks(from, from + std::chrono::minutes(minutes), most)) {
        QVERIFY(tick.value >= static_cast<double>(toMilliseconds(from)));
        found.append(tick.label);
    }
    QCOMPARE(found, labels);
}

void TestTicks::timesStayWhereTheyAre()
{
    const TimePoint from = TimePoint(std::chrono::sys_days(std::chrono::year(2026) / 1 / 5)) + 3h;
    const auto before = timeTicks(from, from + std::chrono::hours(14 * 24), 8);
    const auto after = timeTicks(from + 20h, from + std::chrono::hours(14 * 24) + 20h, 8);
    QVERIFY(before.size() > 5);
    for (const Tick &tick : before)
        QVERIFY(tick.value < static_cast<double>(toMilliseconds(from + 20h)) || after.contains(tick));
}

void TestTicks::values_data()
{
    QTest::addColumn<Metric>("metric");
    QTest::addColumn<double>("highest");
    QTest::addColumn<int>("most");
    QTest::addColumn<QStringList>("labels");
    QTest::newRow("percentages reach 100") << Metric::Cpu << 7.0 << 5 << QStringList{u"0 %"_s, u"25 %"_s, u"50 %"_s, u"75 %"_s, u"100 %"_s};
    QTest::newRow("little room") << Metric::Memory << 7.0 << 3 << QStringList{u"0 %"_s, u"50 %"_s, u"100 %"_s};
    QTest::newRow("least room") << Metric::Memory << 7.0 << 2 << QStringList{u"0 %"_s, u"100 %"_s};
    QTest::newRow("restarts are whole") << Metric::Restarts << 1.0 << 5 << QStringList{u"0"_s, u"1"_s, u"2"_s, u"3"_s, u"4"_s};
    QTest::newRow("many restarts are whole") << Metric::Restarts << 9.0 << 5 << QStringList{u"0"_s, u"3"_s, u"6"_s, u"9"_s, u"12"_s};
    QTest::newRow("latency is round") << Metric::CheckLatency << 170.0 << 5
                                      << QStringList{u"0 ms"_s, u"50 ms"_s, u"100 ms"_s, u"150 ms"_s, u"200 ms"_s};
    QTest::newRow("no latency yet") << Metric::CheckLatency << 0.0 << 3 << QStringList{u"0 ms"_s, u"10 ms"_s, u"20 ms"_s};
}

void TestTicks::values()
{
    QFETCH(const Metric, metric);
    QFETCH(const double, highest);
    QFETCH(const int, most);
    QFETCH(const QStringList, labels);
    const double top = axisTop(metric, highest);
    QVERIFY(top >= highest);
    QStringList found;
    for (const Tick &tick : valueTicks(metric, top, most))
        found.append(tick.label.simplified());
    QCOMPARE(found, labels);
}

void TestTicks::valuesInWords()
{
    QCOMPARE(latencyText(3ms), u"3 ms"_s);
    QCOMPARE(latencyText(999ms), u"999 ms"_s);
    QCOMPARE(latencyText(1340ms), u"1.3 s"_s);
    QCOMPARE(latencyText(30s), u"30 s"_s);
}

QTEST_MAIN(TestTicks)
#include "tst_ticks.moc"
