// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/duration.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestDuration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void writesWhatItReads();
};

void TestDuration::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds");
    QTest::newRow("milliseconds") << u"250ms"_s << qint64(250);
    QTest::newRow("seconds") << u"90s"_s << qint64(90'000);
    QTest::newRow("minutes") << u"5m"_s << qint64(300'000);
    QTest::newRow("hours") << u"1h"_s << qint64(3'600'000);
    QTest::newRow("days") << u"7d"_s << qint64(604'800'000);
    QTest::newRow("two units") << u"1h30m"_s << qint64(5'400'000);
    QTest::newRow("nothing at all") << u"0s"_s << qint64(0);
}

void TestDuration::reads()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, milliseconds);
    QCOMPARE(parseDuration(text), std::optional(Duration(milliseconds)));
}

void TestDuration::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
        {"", "5", "5 minutes", "m", "-5m", "+5m", "1.5h", "5M", "30m1h", "5m5m", "99999999999999999999s", "4000d", "5m ", "５m"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestDuration::refuses()
{
    QFETCH(const QString, text);
    QCOMPARE(parseDuration(text), std::nullopt);
}

void TestDuration::writesWhatItReads()
{
    QCOMPARE(formatDuration(std::chrono::seconds(90)), u"90s"_s);
    QCOMPARE(formatDuration(std::chrono::minutes(5)), u"5m"_s);
    QCOMPARE(formatDuration(std::chrono::minutes(90)), u"1h30m"_s);
    QCOMPARE(formatDuration(std::chrono::hours(24 * 90)), u"90d"_s);
    for (qint64 value : {0LL, 1LL, 999LL, 1'000LL, 59'999LL, 60'000LL, 90'000LL, 119'000LL, 120'000LL, 3'600'001LL, 90'061'001LL})
        QCOMPARE(parseDuration(formatDuration(Duration(value))), std::optional(Duration(value)));
}

QTEST_GUILESS_MAIN(TestDuration)
#include "tst_duration.moc"
