// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/supporthours.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

TimePoint at(const QString &iso)
{
    return *fromIso(iso);
}

SupportHours hoursIn(const char *zone, const QString &days, const QString &from, const QString &to, const QStringList &holidays = {})
{
    SupportHours hours;
    hours.days = *supportDaysFromText(days);
    hours.from = *minutesFromText(from);
    hours.to = *minutesFromText(to);
    hours.zone = QTimeZone(zone);
    for (const QString &holiday : holidays)
        hours.holidays.append(QDate::fromString(holiday, Qt::ISODate));
    return hours;
}

} // namespace

class TestSupportHours : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void windows_data();
    void windows();
    void endlessHolidaysAreNoWindow();
    void daysAreRead_data();
    void daysAreRead();
    void timesAreRead();
};

// Which window holds the moment, or comes next.
void TestSupportHours::windows_data()
{
    QTest::addColumn<SupportHours>("hours");
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("begin");
    QTest::addColumn<QString>("end");
    const SupportHours berlin = hoursIn("Europe/Berlin", u"mon-fri"_s, u"09:00"_s, u"17:00"_s);
    QTest::newRow("at the first moment it is open")
        << berlin << u"2026-01-05T08:00:00Z"_s << u"2026-01-05T08:00:00Z"_s << u"2026-01-05T16:00:00Z"_s;
    QTest::newRow("just before it is not") << berlin << u"2026-01-05T07:59:59Z"_s << u"2026-01-05T08:00:00Z"_s << u"2026-01-05T16:00:00Z"_s;
    QTest::newRow("the end is not part of it") << berlin << u"2026-01-05T16:00:00Z"_s << u"2026-01-06T08:00:00Z"_s
                                               << u"2026-01-06T16:00:00Z"_s;
    QTest::newRow("over the weekend") << berlin << u"2026-01-09T20:00:00Z"_s << u"2026-01-12T08:00:00Z"_s << u"2026-01-12T16:00:00Z"_s;
    QTest::newRow("in summer an hour earlier") << berlin << u"2026-07-06T00:00:00Z"_s << u"2026-07-06T07:00:00Z"_s
                                               << u"2026-07-06T15:00:00Z"_s;
    QTest::newRow("another day there than in UTC") << hoursIn("America/Los_Angeles", u"mon-fri"_s, u"09:00"_s, u"17:00"_s)
                                                   << u"2026-01-06T00:30:00Z"_s << u"2026-01-05T17:00:00Z"_s << u"2026-01-06T01:00:00Z"_s;
    QTest::newRow("a holiday is left out") << hoursIn("Europe/Berlin", u"mon-fri"_s, u"09:00"_s, u"17:00"_s, {u"2026-12-25"_s})
                                           << u"2026-12-24T20:00:00Z"_s << u"2026-12-28T08:00:00Z"_s << u"2026-12-28T16:00:00Z"_s;
    const SupportHours night = hoursIn("Europe/Berlin", u"fri"_s, u"22:00"_s, u"06:00"_s, {u"2026-01-16"_s});
    QTest::newRow("past midnight it is the day before's")
        << night << u"2026-01-10T03:00:00Z"_s << u"2026-01-09T21:00:00Z"_s << u"2026-01-10T05:00:00Z"_s;
    QTest::newRow("a holiday takes the window that begins on it")
        << night << u"2026-01-16T23:00:00Z"_s << u"2026-01-23T21:00:00Z"_s << u"2026-01-24T05:00:00Z"_s;
    const SupportHours allDay = hoursIn("Europe/Berlin", u"sun"_s, u"00:00"_s, u"24:00"_s);
    QTest::newRow("a day of 23 hours") << allDay << u"2026-03-28T12:00:00Z"_s << u"2026-03-28T23:00:00Z"_s << u"2026-03-29T22:00:00Z"_s;
    QTest::newRow("a day of 25 hours") << allDay << u"2026-10-24T12:00:00Z"_s << u"2026-10-24T22:00:00Z"_s << u"2026-10-25T23:00:00Z"_s;
    QTest::newRow("a beginning that does not exist is the end of the gap")
        << hoursIn("Europe/Berlin", u"sun"_s, u"02:30"_s, u"09:00"_s) << u"2026-03-29T00:00:00Z"_s << u"2026-03-29T01:00:00Z"_s
        << u"2026-03-29T07:00:00Z"_s;
    QTest::newRow("an end that does not exist as well")
        << hoursIn("Europe/Berlin", u"sun"_s, u"00:00"_s, u"02:30"_s) << u"2026-03-28T23:30:00Z"_s << u"2026-03-28T23:00:00Z"_s
        << u"2026-03-29T01:00:00Z"_s;
    QTest::newRow("a beginning that exists twice is the first")
        << hoursIn("Europe/Berlin", u"sun"_s, u"02:30"_s, u"09:00"_s) << u"2026-10-25T00:00:00Z"_s << u"2026-10-25T00:30:00Z"_s
        << u"2026-10-25T08:00:00Z"_s;
    QTest::newRow("an end that exists twice is the second")
        << hoursIn("Europe/Berlin", u"sun"_s, u"00:00"_s, u"02:30"_s) << u"2026-10-25T00:45:00Z"_s << u"2026-10-24T22:00:00Z"_s
        << u"2026-10-25T01:30:00Z"_s;
    QTest::newRow("hours that lie in the gap are skipped")
        << hoursIn("Europe/Berlin", u"sun"_s, u"02:10"_s, u"02:50"_s) << u"2026-03-29T00:00:00Z"_s << u"2026-04-05T00:10:00Z"_s
        << u"2026-04-05T00:50:00Z"_s;
    QTest::newRow("half an hour's change") << hoursIn("Australia/Lord_Howe", u"daily"_s, u"09:00"_s, u"17:00"_s)
                                           << u"2026-10-04T00:00:00Z"_s << u"2026-10-03T22:00:00Z"_s << u"2026-10-04T06:00:00Z"_s;
}

void TestSupportHours::windows()
{
    QFETCH(const SupportHours, hours);
    QFETCH(const QString, now);
    QFETCH(const QString, begin);
    QFETCH(const QString, end);
    const auto window = supportWindow(hours, at(now));
    QVERIFY(window.has_value());
    QCOMPARE(toIso(window->begin), toIso(at(begin)));
    QCOMPARE(toIso(window->end), toIso(at(end)));
}

void TestSupportHours::endlessHolidaysAreNoWindow()
{
    SupportHours hours = hoursIn("UTC", u"mon"_s, u"09:00"_s, u"17:00"_s);
    for (QDate date(2025, 12, 1); date < QDate(2029, 1, 1); date = date.addDays(1))
        hours.holidays.append(date);
    QVERIFY(!supportWindow(hours, at(u"2026-01-05T12:00:00Z"_s)));
}

void TestSupportHours::daysAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // as it is written; empty: it is not understood
    QTest::newRow("a run") << u"mon-fri"_s << u"mon-fri"_s;
    QTest::newRow("several") << u"Wed, mon"_s << u"mon,wed"_s;
    QTest::newRow("over the weekend") << u"fri-mon"_s << u"mon,fri-sun"_s;
    QTest::newRow("two that follow are no run") << u"sat-sun"_s << u"sat,sun"_s;
    QTest::newRow("every day") << u"daily"_s << u"daily"_s;
    QTest::newRow("all of them") << u"mon-sun"_s << u"daily"_s;
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("no day") << u"monday"_s << QString();
    QTest::newRow("a run of three") << u"mon-wed-fri"_s << QString();
}

void TestSupportHours::daysAreRead()
{
    QFETCH(const QString, text);
    const auto days = supportDaysFromText(text);
    QTEST(days ? toText(*days) : QString(), "expected");
}

void TestSupportHours::timesAreRead()
{
    QCOMPARE(minutesFromText(u"09:05"_s), 545);
    QCOMPARE(minutesFromText(u"24:00"_s), 1440);
    QCOMPARE(minutesText(545), u"09:05"_s);
    QCOMPARE(minutesText(1440), u"24:00"_s);
    for (const QString &text : {u"9:05"_s, u"24:01"_s, u"25:00"_s, u"09:60"_s, u"09.00"_s, u"+9:00"_s, u""_s})
        QVERIFY2(!minutesFromText(text), qPrintable(text));
}

Q_DECLARE_METATYPE(nightbell::SupportHours)

QTEST_GUILESS_MAIN(TestSupportHours)
#include "tst_supporthours.moc"
