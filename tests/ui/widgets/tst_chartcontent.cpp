// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chartcontent.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint start = TimePoint(std::chrono::sys_days(std::chrono::year(2026) / 1 / 5));

} // namespace

class TestChartContent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spansOfIncidents();
    void shareOutside_data();
    void shareOutside();
};

void TestChartContent::spansOfIncidents()
{
    Incident open;
    open.host = HostId(u"a"_s);
    open.title = u"open"_s;
    open.created = start;
    Incident resolved = open;
    resolved.title = u"resolved"_s;
    resolved.state = IncidentState::Resolved;
    resolved.resolvedAt = start + 5min;
    Incident other = open;
    other.host = HostId(u"b"_s);
    const auto spans = incidentSpans({open, other, resolved}, start + 10min, [](const Incident &one) { return one.host.text() == u"a"_s; });
    QCOMPARE(spans, (QList<ChartSpan>{{start, start + 10min, u"open"_s}, {start, start + 5min, u"resolved"_s}}));
}

void TestChartContent::shareOutside_data()
{
    QTest::addColumn<QList<int>>("minutes"); // from, to, from, to, … of 0 to 100
    QTest::addColumn<double>("share");
    QTest::newRow("none") << QList<int>{} << 1.0;
    QTest::newRow("one") << QList<int>{10, 30} << 0.8;
    QTest::newRow("two, in no order") << QList<int>{50, 60, 10, 20} << 0.8;
    QTest::newRow("those that overlap count once") << QList<int>{10, 30, 20, 40} << 0.7;
    QTest::newRow("one within another counts once") << QList<int>{10, 40, 20, 30} << 0.7;
    QTest::newRow("what lies outside does not count") << QList<int>{-20, 10, 90, 150, 200, 300} << 0.8;
    QTest::newRow("all of it") << QList<int>{-10, 110} << 0.0;
}

void TestChartContent::shareOutside()
{
    QFETCH(const QList<int>, minutes);
    QFETCH(const double, share);
    QList<ChartSpan> spans;
    for (qsizetype i = 0; i < minutes.size(); i += 2)
        spans.append({start + std::chrono::minutes(minutes[i]), start + std::chrono::minutes(minutes[i + 1]), {}});
    QCOMPARE(nightbell::shareOutside(spans, start, start + 100min), share);
}

QTEST_MAIN(TestChartContent)
#include "tst_chartcontent.moc"
