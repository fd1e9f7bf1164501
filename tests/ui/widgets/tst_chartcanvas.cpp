// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme.h"
#include "widgets/chartcanvas.h"

#include <QChart>
#include <QLineSeries>
#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint start = TimePoint(std::chrono::sys_days(std::chrono::year(2026) / 1 / 5));

// A sample every 10 s for an hour, without those between the 20th and the 30th minute.
ChartContent hourWithGap()
{
    ChartContent content{.series = {Metric::Cpu, {}, 25s}, .from = start, .to = start + 1h, .threshold = 70};
    for (int second = 0; second < 3600; second += 10) {
        if (second < 1200 || second >= 1800)
            content.series.samples.append({start + std::chrono::seconds(second), second / 36.0});
    }
    return content;
}

} // namespace

class TestChartCanvas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_canvas.reset(); }
    void aLineForEachStretch();
    void drawsNoMoreThanThePixelsHold();
    void linesAreOnePixelWide();
    void loneSamplesAreDots();
    void lessIsDrawnWhenLessIsThere();
    void theMouseReadsValues();
    void theMouseReadsNothingInAGap();
    void arrowsReadValues();
    void otherKeysAreThePages();
    void aReadingOutsideIsDropped();
    void incidentsAreNamedInTheReading();
    void restartsAreStems();

private:
    qsizetype pointCount() const;
    QPoint placeOf(TimePoint time) const;

    std::unique_ptr<ChartCanvas> m_canvas;
};

void TestChartCanvas::init()
{
    m_canvas = std::make_unique<ChartCanvas>(Metric::Cpu);
    m_canvas->resize(500, 200);
    m_canvas->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_canvas.get()));
}

qsizetype TestChartCanvas::pointCount() const
{
    qsizetype count = 0;
    for (const QAbstractSeries *series : m_canvas->chart()->series()) {
        if (const auto *line = qobject_cast<const QLineSeries *>(series))
            count += line->points().size();
    }
    return count;
}

QPoint TestChartCanvas::placeOf(TimePoint time) const
{
    QCoreApplication::processEvents(); // the axes take their place
    const QRectF plot = m_canvas->chart()->plotArea();
    const double across = static_cast<double>((time - start).count()) / 3'600'000;
    return {qRound(plot.left() + across * plot.width()), qRound(plot.center().y())};
}

void TestChartCanvas::aLineForEachStretch()
{
    m_canvas->setContent(hourWithGap());
    QCOMPARE(m_canvas->lineCount(), 2);
}

void TestChartCanvas::drawsNoMoreThanThePixelsHold()
{
    ChartContent content{.series = {Metric::Cpu, {}, 0s}, .from = start, .to = start + 1h};
    for (int i = 0; i < 36'000; ++i)
        content.series.samples.append({start + std::chrono::milliseconds(100 * i), static_cast<double>(i % 100)});
    m_canvas->setContent(content);
    QVERIFY(pointCount() > 200);
    QVERIFY(pointCount() <= 2 * 500);
}

void TestChartCanvas::linesAreOnePixelWide()
{
    m_canvas->setContent(hourWithGap());
    int lines = 0;
    for (const QAbstractSeries *series : m_canvas->chart()->series()) {
        if (const auto *line = qobject_cast<const QLineSeries *>(series)) {
            QCOMPARE(line->pen().widthF(), 1.0);
            ++lines;
        }
    }
    QCOMPARE(lines, 2);
}

void TestChartCanvas::loneSamplesAreDots()
{
    ChartContent content{.series = {Metric::Cpu, {}, 5s}, .from = start, .to = start + 1h};
    content.series.samples = {{start + 1min, 10}, {start + 30min, 20}, {start + 50min, 30}};
    m_canvas->setContent(content);
    QCOMPARE(m_canvas->lineCount(), 0);
    for (const QAbstractSeries *series : m_canvas->chart()->series()) {
        if (series->type() == QAbstractSeries::SeriesTypeScatter)
            QCOMPARE(static_cast<const QXYSeries *>(series)->points().size(), 3);
    }
}

void TestChartCanvas::lessIsDrawnWhenLessIsThere()
{
    m_canvas->setContent(hourWithGap());
    ChartContent whole = hourWithGap();
    whole.series.gap = 1h;
    m_canvas->setContent(whole);
    QCOMPARE(m_canvas->lineCount(), 1);
    whole.series.samples.clear();
    m_canvas->setContent(whole);
    QCOMPARE(m_canvas->lineCount(), 0);
    QCOMPARE(pointCount(), 0);
}

void TestChartCanvas::theMouseReadsValues()
{
    m_canvas->setContent(hourWithGap());
    QSignalSpy changed(m_canvas.get(), &ChartCanvas::readingChanged);
    QTest::mouseMove(m_canvas->viewport(), placeOf(start + 10min));
    QTRY_VERIFY(m_canvas->reading());
    QVERIFY2(std::abs(m_canvas->reading()->value - 16.7) < 1, qPrintable(m_canvas->readingText()));
    QVERIFY(m_canvas->readingText().startsWith(u"00:"_s));
    QVERIFY(!changed.isEmpty());
}

void TestChartCanvas::theMouseReadsNothingInAGap()
{
    m_canvas->setContent(hourWithGap());
    QTest::mouseMove(m_canvas->viewport(), placeOf(start + 12min));
    QTRY_VERIFY(m_canvas->reading());
    QTest::mouseMove(m_canvas->viewport(), placeOf(start + 25min));
    QTRY_VERIFY(!m_canvas->reading());
}

void TestChartCanvas::arrowsReadValues()
{
    m_canvas->setContent(hourWithGap());
    m_canvas->setFocus();
    QTest::keyClick(m_canvas.get(), Qt::Key_Left);
    QVERIFY(m_canvas->reading());
    const TimePoint last = m_canvas->reading()->at;
    QVERIFY(last >= start + 3580s); // begins at the newest
    QTest::keyClick(m_canvas.get(), Qt::Key_Left);
    QVERIFY(m_canvas->reading()->at < last);
    QTest::keyClick(m_canvas.get(), Qt::Key_Right);
    QCOMPARE(m_canvas->reading()->at, last);
    QTest::keyClick(m_canvas.get(), Qt::Key_Home);
    QCOMPARE(m_canvas->reading()->at, start);
    QTest::keyClick(m_canvas.get(), Qt::Key_End);
    QCOMPARE(m_canvas->reading()->at, last);
    QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
    QVERIFY(!m_canvas->reading());
}

void TestChartCanvas::otherKeysAreThePages()
{
    m_canvas->setContent(hourWithGap());
    QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    QCoreApplication::sendEvent(m_canvas.get(), &escape);
    QVERIFY(!escape.isAccepted()); // nothing is read: back to the list
}

void TestChartCanvas::aReadingOutsideIsDropped()
{
    m_canvas->setContent(hourWithGap());
    QTest::keyClick(m_canvas.get(), Qt::Key_Home);
    QTest::keyClick(m_canvas.get(), Qt::Key_Home);
    ChartContent later = hourWithGap();
    later.from += 10min;
    later.to += 10min;
    m_canvas->setContent(later);
    QVERIFY(!m_canvas->reading());
}

void TestChartCanvas::incidentsAreNamedInTheReading()
{
    ChartContent content = hourWithGap();
    content.incidents = {{start + 50min, start + 1h, u"CPU 91 % on web-1"_s}};
    m_canvas->setContent(content);
    QTest::keyClick(m_canvas.get(), Qt::Key_End);
    QTest::keyClick(m_canvas.get(), Qt::Key_End);
    QVERIFY(m_canvas->readingText().endsWith(u"CPU 91 % on web-1"_s));
    QTest::keyClick(m_canvas.get(), Qt::Key_Home);
    QVERIFY(!m_canvas->readingText().contains(u"web-1"_s));
}

void TestChartCanvas::restartsAreStems()
{
    ChartCanvas canvas(Metric::Restarts);
    canvas.resize(500, 200);
    ChartContent content{.series = {Metric::Restarts, {}, 25s}, .from = start, .to = start + 1h};
    for (int second = 0; second < 3600; second += 10)
        content.series.samples.append({start + std::chrono::seconds(second), second == 1800 ? 2.0 : 0.0});
    canvas.setContent(content);
    const QImage image = canvas.grab().toImage();
    const QRectF plot = canvas.chart()->plotArea();
    const auto colorAt = [&](double across, double up) {
        return image.pixelColor(qRound(plot.left() + across * plot.width()), qRound(plot.bottom() - up * plot.height()));
    };
    QCOMPARE(canvas.lineCount(), 0);
    QCOMPARE(colorAt(0.5, 0.4), seriesColor(1, canvas.palette())); // 2 of 4 is half the height
    QVERIFY(colorAt(0.5, 0.7) != seriesColor(1, canvas.palette()));
    QVERIFY(colorAt(0.3, 0.4) != seriesColor(1, canvas.palette()));
}

QTEST_MAIN(TestChartCanvas)
#include "tst_chartcanvas.moc"
