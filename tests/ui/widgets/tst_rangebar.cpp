// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rangebar.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;

class TestRangeBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clicksChooseTheRange();
    void onlyKnownRanges();
};

void TestRangeBar::clicksChooseTheRange()
{
    RangeBar bar;
    QCOMPARE(bar.range(), Duration(1h));
    QSignalSpy changed(&bar, &RangeBar::rangeChanged);
    QList<Duration> ranges;
    for (QPushButton *button : bar.findChildren<QPushButton *>()) {
        QVERIFY(!button->accessibleName().isEmpty());
        button->click();
        ranges.append(bar.range());
    }
    QCOMPARE(ranges, (QList<Duration>{1h, 6h, 24h, 168h}));
    QCOMPARE(changed.size(), 4);
}

void TestRangeBar::onlyKnownRanges()
{
    RangeBar bar;
    QSignalSpy changed(&bar, &RangeBar::rangeChanged);
    bar.setRange(6h);
    QCOMPARE(bar.range(), Duration(6h));
    bar.setRange(6h);
    bar.setRange(5h);
    QCOMPARE(bar.range(), Duration(6h));
    QCOMPARE(changed.size(), 1);
}

QTEST_MAIN(TestRangeBar)
#include "tst_rangebar.moc"
