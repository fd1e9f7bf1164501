// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pagestatistics.h"

#include <QTest>
#include <QTimeZone>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

TimePoint at(const QString &iso)
{
    return *fromIso(iso);
}

PageEvent entry(
    const QString &incident, IncidentEventKind kind, TimePoint when, const QString &what = {}, const QString &service = u"shop"_s)
{
    return {IncidentId(incident), ServiceId(service), kind, when, {}, what};
}

} // namespace

class TestPageStatistics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutPagesThereIsNoTime();
    void quantilesAreOfTheAnswers();
    void answers_data();
    void answers();
    void aPageThatCameBackCountsTwice();
    void nights_data();
    void nights();
    void servicesWithMostPagesFirst();
    void whatWasBeforeDoesNotCount();

private:
    const TimePoint m_from = at(u"2026-01-05T00:00:00Z"_s);
    const TimePoint m_to = at(u"2026-01-12T00:00:00Z"_s);

    PageStatistics counted(const QList<PageEvent> &events) const { return pageStatistics(events, m_from, m_to, QTimeZone::utc()); }
};

void TestPageStatistics::withoutPagesThereIsNoTime()
{
    const PageStatistics none = counted({entry(u"a"_s, IncidentEventKind::Acknowledged, m_from + 1h)});
    QCOMPARE(none.pages, 0);
    QVERIFY(!none.median);
    QVERIFY(!none.ninetieth);
    QVERIFY(none.services.isEmpty());
}

void TestPageStatistics::quantilesAreOfTheAnswers()
{
    QList<PageEvent> events;
    for (int i = 1; i <= 10; ++i) {
        const QString id = u"i%1"_s.arg(i);
        events.append(entry(id, IncidentEventKind::Paged, m_from + i * 1h));
        events.append(entry(id, IncidentEventKind::Acknowledged, m_from + i * 1h + i * 1min));
    }
    events.append(entry(u"nobody"_s, IncidentEventKind::Paged, m_from + 20h));
    const PageStatistics ten = counted(events);
    QCOMPARE(ten.pages, 11);
    QCOMPARE(ten.answered, 10);
    QCOMPARE(ten.median, std::optional<Duration>(5min));
    QCOMPARE(ten.ninetieth, std::optional<Duration>(9min));
}

void TestPageStatistics::answers_data()
{
    QTest::addColumn<IncidentEventKind>("kind");
    QTest::addColumn<QString>("actor");
    QTest::addColumn<QString>("what");
    QTest::addColumn<bool>("isAnswer");
    QTest::newRow("acknowledged elsewhere") << IncidentEventKind::Acknowledged << u"bob"_s << QString() << true;
    QTest::newRow("asked for here") << IncidentEventKind::ActionRequested << u"me"_s << u"acknowledge"_s << true;
    QTest::newRow("resolved here") << IncidentEventKind::ActionRequested << u"me"_s << u"resolve"_s << true;
    QTest::newRow("a note is none") << IncidentEventKind::ActionRequested << u"me"_s << u"note"_s << false;
    QTest::newRow("resolved by somebody") << IncidentEventKind::Resolved << u"bob"_s << QString() << true;
    QTest::newRow("got well by itself") << IncidentEventKind::Resolved << QString() << QString() << false;
    QTest::newRow("put away") << IncidentEventKind::PageCleared << QString() << QString() << false;
}

void TestPageStatistics::answers()
{
    QFETCH(const IncidentEventKind, kind);
    QFETCH(const QString, actor);
    QFETCH(const QString, what);
    QFETCH(const bool, isAnswer);
    PageEvent answer = entry(u"a"_s, kind, m_from + 1h + 30s, what);
    answer.actor = actor;
    const PageStatistics one = counted({entry(u"a"_s, IncidentEventKind::Paged, m_from + 1h), answer});
    QCOMPARE(one.answered, isAnswer ? 1 : 0);
    QCOMPARE(one.median, isAnswer ? std::optional<Duration>(30s) : std::nullopt);
}

void TestPageStatistics::aPageThatCameBackCountsTwice()
{
    const PageStatistics two = counted({entry(u"a"_s, IncidentEventKind::Paged, m_from + 1h),
        entry(u"a"_s, IncidentEventKind::Acknowledged, m_from + 1h + 1min), entry(u"a"_s, IncidentEventKind::Acknowledged, m_from + 2h),
        entry(u"a"_s, IncidentEventKind::Paged, m_from + 3h), entry(u"a"_s, IncidentEventKind::BackupTold, m_from + 3h + 5min),
        entry(u"a"_s, IncidentEventKind::Acknowledged, m_from + 3h + 9min)});
    QCOMPARE(two.pages, 2);
    QCOMPARE(two.toldBackup, 1);
    QCOMPARE(two.ninetieth, std::optional<Duration>(9min));
    QCOMPARE(two.median, std::optional<Duration>(1min));
}

void TestPageStatistics::nights_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("raised");
    QTest::addColumn<int>("nightPages");
    QTest::newRow("before ten") << u"UTC"_s << u"2026-01-06T21:59:59Z"_s << 0;
    QTest::newRow("at ten") << u"UTC"_s << u"2026-01-06T22:00:00Z"_s << 1;
    QTest::newRow("before six") << u"UTC"_s << u"2026-01-06T05:59:59Z"_s << 1;
    QTest::newRow("at six") << u"UTC"_s << u"2026-01-06T06:00:00Z"_s << 0;
    QTest::newRow("at ten in Berlin") << u"Europe/Berlin"_s << u"2026-01-06T21:00:00Z"_s << 1;
    QTest::newRow("afternoon in New York") << u"America/New_York"_s << u"2026-01-06T22:00:00Z"_s << 0;
}

void TestPageStatistics::nights()
{
    QFETCH(const QString, zone);
    QFETCH(const QString, raised);
    QFETCH(const int, nightPages);
    const PageStatistics week
        = pageStatistics({entry(u"a"_s, IncidentEventKind::Paged, at(raised))}, m_from, m_to, QTimeZone(zone.toLatin1()));
    QCOMPARE(week.nightPages, nightPages);
    QVERIFY2(week.nights == 7 || week.nights == 8, qPrintable(QString::number(week.nights)));
    // In UTC a week from midnight to midnight has the end of one night, six whole ones and the beginning of another.
    if (zone == "UTC"_L1)
        QCOMPARE(week.nights, 8);
}

void TestPageStatistics::servicesWithMostPagesFirst()
{
    const PageStatistics two
        = counted({entry(u"a"_s, IncidentEventKind::Paged, m_from + 1h, {}, u"api"_s), entry(u"b"_s, IncidentEventKind::Paged, m_from + 2h),
            entry(u"c"_s, IncidentEventKind::Paged, m_from + 3h), entry(u"c"_s, IncidentEventKind::Acknowledged, m_from + 3h + 1min)});
    QCOMPARE(two.services.size(), 2);
    QCOMPARE(two.services.at(0), (ServicePages{ServiceId(u"shop"_s), 2, 1min}));
    QCOMPARE(two.services.at(1), (ServicePages{ServiceId(u"api"_s), 1, std::nullopt}));
}

void TestPageStatistics::whatWasBeforeDoesNotCount()
{
    const PageStatistics none = counted({entry(u"a"_s, IncidentEventKind::Paged, m_from - 1h),
        entry(u"a"_s, IncidentEventKind::Acknowledged, m_from + 1h), entry(u"b"_s, IncidentEventKind::Paged, m_to)});
    QCOMPARE(none.pages, 0);
    QCOMPARE(none.answered, 0);
}

QTEST_GUILESS_MAIN(TestPageStatistics)
#include "tst_pagestatistics.moc"
