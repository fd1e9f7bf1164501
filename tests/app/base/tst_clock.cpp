// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isoIsUtcWithMilliseconds();
    void readsOffsets();
    void refusesNonsense();
    void systemClockGoesForward();
};

void TestClock::isoIsUtcWithMilliseconds()
{
    const TimePoint time = fromMilliseconds(1'795'403'465'123);
    QCOMPARE(toIso(time), u"2026-11-23T03:11:05.123Z"_s);
    QCOMPARE(fromIso(toIso(time)), std::optional(time));
}

void TestClock::readsOffsets()
{
    QCOMPARE(fromIso(u"2026-11-23T04:11:05+01:00"_s), fromIso(u"2026-11-23T03:11:05Z"_s));
}

void TestClock::refusesNonsense()
{
    QCOMPARE(fromIso(u"yesterday"_s), std::nullopt);
    QCOMPARE(fromIso(QString()), std::nullopt);
}

void TestClock::systemClockGoesForward()
{
    const SystemClock clock;
    const Duration before = clock.elapsed();
    QVERIFY(clock.elapsed() >= before);
    QVERIFY(before > Duration::zero());
    QVERIFY(clock.now() > fromMilliseconds(1'700'000'000'000));
}

QTEST_GUILESS_MAIN(TestClock)
#include "tst_clock.moc"
