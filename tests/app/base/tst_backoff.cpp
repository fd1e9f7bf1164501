// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/backoff.h"

#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;

class TestBackoff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waits_data();
    void waits();
    void spreadIsRepeatableAndDiffersBySeed();
    void neverLessThanTheIntervalNorMoreThanTheCeiling();
};

void TestBackoff::waits_data()
{
    QTest::addColumn<int>("failures");
    QTest::addColumn<qint64>("retryAfter");
    QTest::addColumn<qint64>("least");
    QTest::addColumn<qint64>("most");
    QTest::newRow("no failure waits the interval exactly") << 0 << qint64(0) << qint64(10'000) << qint64(10'000);
    QTest::newRow("no failure obeys a wish to slow down") << 0 << qint64(45'000) << qint64(45'000) << qint64(45'000);
    QTest::newRow("the first failure doubles the interval") << 1 << qint64(0) << qint64(18'000) << qint64(22'000);
    QTest::newRow("the third failure is eight intervals") << 3 << qint64(0) << qint64(72'000) << qint64(88'000);
    QTest::newRow("many failures wait the ceiling") << 40 << qint64(0) << qint64(108'000) << qint64(132'000);
    QTest::newRow("429 with Retry-After waits that long") << 1 << qint64(300'000) << qint64(300'000) << qint64(300'000);
    QTest::newRow("Retry-After of a day is an hour") << 1 << qint64(86'400'000) << qint64(3'600'000) << qint64(3'600'000);
}

void TestBackoff::waits()
{
    QFETCH(const int, failures);
    QFETCH(const qint64, retryAfter);
    QFETCH(const qint64, least);
    QFETCH(const qint64, most);
    const Duration delay = nextDelay(failures, 10s, 2min, Duration(retryAfter), 7);
    QVERIFY2(delay.count() >= least && delay.count() <= most, qPrintable(QString::number(delay.count())));
}

void TestBackoff::spreadIsRepeatableAndDiffersBySeed()
{
    QCOMPARE(nextDelay(2, 10s, 2min, 0ms, 1).count(), nextDelay(2, 10s, 2min, 0ms, 1).count());
    QSet<qint64> seen;
    for (quint32 seed = 0; seed < 50; ++seed)
        seen.insert(nextDelay(2, 10s, 2min, 0ms, seed).count());
    QVERIFY(seen.size() > 40);
}

void TestBackoff::neverLessThanTheIntervalNorMoreThanTheCeiling()
{
    for (int failures = 0; failures < 100; ++failures) {
        for (quint32 seed = 0; seed < 20; ++seed) {
            const Duration delay = nextDelay(failures, 5s, 1min, 0ms, seed);
            QVERIFY(delay >= 5s);
            QVERIFY(delay <= 66s);
        }
    }
    // An interval longer than the ceiling stays what it is.
    QVERIFY(nextDelay(3, 10min, 1min, 0ms, 3) >= 9min);
}

QTEST_GUILESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
