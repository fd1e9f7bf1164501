// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shiftstrip.h"

#include "support/shifts.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestShiftStrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachLevelOfAPolicyHasALine()
    {
        const QList<ShiftLane> lanes = lanesOf({shiftOf(1, 2), shiftOf(3, 4, 2), shiftOf(5, 6)});
        QCOMPARE(lanes.size(), 2);
        QCOMPARE(lanes.at(0), (ShiftLane{u"Site, level 1"_s, {shiftOf(1, 2), shiftOf(5, 6)}}));
        QCOMPARE(lanes.at(1).name, u"Site, level 2"_s);
    }

    void timeRunsFromTheFirstDayToTheLast()
    {
        ShiftStrip strip;
        strip.resize(1401, 60);
        const TimePoint now = FakeClock().now(); // 03:00
        strip.setShifts({}, now);
        QCOMPARE(strip.xOf(now - 3h), 0.0);
        QCOMPARE(strip.xOf(now - 3h + 24h), 100.0);
        QCOMPARE(strip.xOf(now - 3h + 14 * 24h), 1400.0);
        QCOMPARE(strip.xOf(now + 40 * 24h), 1400.0);
        QCOMPARE(strip.xOf(now - 40 * 24h), 0.0);
    }

    void whatIsDrawnCanBeRead()
    {
        ShiftStrip strip;
        strip.setShifts({shiftOf(1, 4)}, FakeClock().now());
        QCOMPARE(strip.accessibleDescription(), u"Site, level 1: 04:00 – 07:00"_s);
    }

    void aShiftThatGoesOnIsFilled()
    {
        const auto middle = [](int from, int to) {
            ShiftStrip strip;
            strip.resize(1401, strip.sizeHint().height());
            strip.setShifts({shiftOf(from, to)}, FakeClock().now());
            const QImage image = strip.grab().toImage();
            const double x = (strip.xOf(FakeClock().now() + 20h));
            return image.pixelColor(static_cast<int>(x), strip.height() - 12);
        };
        QVERIFY(middle(-1, 40) != middle(10, 40));
        QVERIFY(middle(10, 40) != middle(-10, 4));
    }
};

QTEST_MAIN(TestShiftStrip)
#include "tst_shiftstrip.moc"
