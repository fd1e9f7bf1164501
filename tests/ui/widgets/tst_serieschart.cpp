// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chartcanvas.h"
#include "widgets/serieschart.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint start = TimePoint(std::chrono::sys_days(std::chrono::year(2026) / 1 / 5));

ChartContent minutes(const QList<double> &values, Metric metric = Metric::Cpu)
{
    ChartContent content{.series = {metric, {}, 0s}, .from = start, .to = start + 1h, .threshold = 70};
    for (qsizetype i = 0; i < values.size(); ++i)
        content.series.samples.append({start + std::chrono::minutes(i), values[i]});
    return content;
}

} // namespace

class TestSeriesChart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_chart = std::make_unique<SeriesChart>(u"CPU"_s, Metric::Cpu);
        m_chart->resize(500, 220);
    }
    void saysWhyThereIsNothing();
    void describesWhatItShows();
    void describesWhatIsRead();
    void restartsAreSummedUp();

private:
    std::unique_ptr<SeriesChart> m_chart;
};

void TestSeriesChart::saysWhyThereIsNothing()
{
    QVERIFY(m_chart->message().contains(u"Loading"_s));
    m_chart->setFailure(u"the disk is full"_s);
    QVERIFY(m_chart->message().contains(u"the disk is full"_s));
    m_chart->setUnknown(u"There is no systemd here."_s);
    QCOMPARE(m_chart->message(), u"There is no systemd here."_s);
    m_chart->setContent(minutes({}));
    QVERIFY(m_chart->message().contains(u"No samples"_s));
    QVERIFY(!m_chart->showsChart());
    m_chart->setContent(minutes({10, 20}));
    QVERIFY(m_chart->showsChart());
    m_chart->setLoading();
    QVERIFY(!m_chart->showsChart());
}

void TestSeriesChart::describesWhatItShows()
{
    m_chart->setContent(minutes({10, 91, 34}));
    QCOMPARE(m_chart->canvas().accessibleName(), u"CPU"_s);
    const QString description = m_chart->canvas().accessibleDescription().simplified();
    for (const QString &part : {u"34 %"_s, u"91 %"_s, u"threshold 70 %"_s, u"arrow keys"_s})
        QVERIFY2(description.contains(part), qPrintable(description));
}

void TestSeriesChart::describesWhatIsRead()
{
    m_chart->setContent(minutes({10, 91, 34}));
    m_chart->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_chart.get()));
    QTest::keyClick(&m_chart->canvas(), Qt::Key_Left);
    QCOMPARE(m_chart->canvas().accessibleDescription(), m_chart->canvas().readingText());
    QVERIFY(m_chart->canvas().readingText().contains(u"34"_s));
    QTest::keyClick(&m_chart->canvas(), Qt::Key_Escape);
    QVERIFY(m_chart->canvas().accessibleDescription().contains(u"threshold"_s));
}

void TestSeriesChart::restartsAreSummedUp()
{
    SeriesChart chart(u"Restarts"_s, Metric::Restarts);
    chart.setContent(minutes({0, 2, 0, 1}, Metric::Restarts));
    QVERIFY(chart.canvas().accessibleDescription().contains(u"3 restart"_s));
}

QTEST_MAIN(TestSeriesChart)
#include "tst_serieschart.moc"
