// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sparkline.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;

namespace {

const TimePoint start = TimePoint(std::chrono::sys_days(std::chrono::year(2026) / 1 / 5));

// Black on white, 100 s on 100 pixels, values from 0 to 100 on 20 pixels.
QImage drawn(const QList<Sample> &samples, std::optional<double> threshold = {})
{
    QImage image(100, 20, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    const Series series{Metric::Cpu, samples, 5s};
    drawSparkline(painter, QRectF(0, 0, 100, 20), series, start, start + 100s,
        SparklineStyle{.line = Qt::black, .thresholdLine = Qt::black, .top = 100, .threshold = threshold});
    return image;
}

bool isTouched(const QImage &image, int fromColumn, int toColumn)
{
    for (int x = fromColumn; x < toColumn; ++x) {
        for (int y = 0; y < image.height(); ++y) {
            if (image.pixelColor(x, y) != Qt::white)
                return true;
        }
    }
    return false;
}

int darkestRow(const QImage &image, int column)
{
    int darkest = 0;
    for (int y = 1; y < image.height(); ++y) {
        if (image.pixelColor(column, y).lightness() < image.pixelColor(column, darkest).lightness())
            darkest = y;
    }
    return darkest;
}

} // namespace

class TestSparkline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingDrawsNothing();
    void valuesAreHeights();
    void gapsStayEmpty();
    void aLoneSampleIsADot();
    void theThresholdIsALine();
    void tooSmallAPlaceIsLeftAlone();
};

void TestSparkline::nothingDrawsNothing()
{
    QVERIFY(!isTouched(drawn({}), 0, 100));
}

void TestSparkline::valuesAreHeights()
{
    QList<Sample> low;
    QList<Sample> high;
    for (int i = 0; i <= 100; i += 4) {
        low.append({start + std::chrono::seconds(i), 10});
        high.append({start + std::chrono::seconds(i), 90});
    }
    QVERIFY(darkestRow(drawn(low), 50) > 15);
    QVERIFY(darkestRow(drawn(high), 50) < 5);
}

void TestSparkline::gapsStayEmpty()
{
    QList<Sample> samples;
    for (int i = 0; i < 100; i += 2) {
        if (i < 40 || i > 60)
            samples.append({start + std::chrono::seconds(i), 50});
    }
    const QImage image = drawn(samples);
    QVERIFY(isTouched(image, 0, 38));
    QVERIFY(!isTouched(image, 42, 58));
    QVERIFY(isTouched(image, 64, 98));
}

void TestSparkline::aLoneSampleIsADot()
{
    const QImage image = drawn({{start + 50s, 50}});
    QVERIFY(isTouched(image, 48, 52));
    QVERIFY(!isTouched(image, 0, 45));
    QVERIFY(!isTouched(image, 55, 100));
}

void TestSparkline::theThresholdIsALine()
{
    QVERIFY(isTouched(drawn({}, 70), 0, 100));
    QVERIFY(!isTouched(drawn({}, 100), 0, 100)); // at the edge it says nothing
}

void TestSparkline::tooSmallAPlaceIsLeftAlone()
{
    QImage image(10, 10, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    drawSparkline(painter, QRectF(0, 0, 3, 10), Series{Metric::Cpu, {{start, 50}}}, start - 1s, start + 1s, {.line = Qt::black});
    painter.end();
    QVERIFY(!isTouched(image, 0, 10));
}

QTEST_MAIN(TestSparkline)
#include "tst_sparkline.moc"
