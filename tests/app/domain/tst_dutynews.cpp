// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/dutynews.h"
#include "support/shifts.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestDutyNews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void news_data();
    void news();
    void aWholeWeekIsToldOnce();
    void anOldAnswerEndsNothing();
    void withoutMeNothingIsSaid();
    void nextMoment_data();
    void nextMoment();
    void theMemoryIsReadBack();
    void brokenMemoriesAreForgotten();
    void sentences_data();
    void sentences();
};

namespace {

const TimePoint now = FakeClock().now();

// "soon Site/1", "began Site/1,Other/2", …
QStringList said(const QList<DutyNews> &news)
{
    QStringList lines;
    for (const DutyNews &each : news) {
        QStringList turns;
        for (const Shift &shift : each.shifts)
            turns.append(u"%1/%2"_s.arg(shift.policy).arg(shift.level));
        const QString kind = each.kind == DutyNews::Kind::Soon ? u"soon"_s : each.kind == DutyNews::Kind::Began ? u"began"_s : u"ended"_s;
        lines.append(kind + u' ' + turns.join(u','));
    }
    return lines;
}

} // namespace

void TestDutyNews::news_data()
{
    QTest::addColumn<QList<Shift>>("on"); // told before
    QTest::addColumn<QList<Shift>>("mine");
    QTest::addColumn<QStringList>("news");
    const QList<Shift> none;
    QTest::newRow("nothing of mine") << none << none << QStringList();
    QTest::newRow("a shift in 59 minutes is soon") << none << QList{shiftOf(1, 9)} << QStringList{u"soon Site/1"_s};
    QTest::newRow("a shift in two hours is not") << none << QList{shiftOf(2, 9)} << QStringList();
    QTest::newRow("two that begin together are said together")
        << none << QList{shiftOf(1, 9), shiftOf(1, 9, 2, u"Other"_s)} << QStringList{u"soon Site/1,Other/2"_s};
    QTest::newRow("a shift that runs when it is first seen has begun") << none << QList{shiftOf(-5, 9)} << QStringList{u"began Site/1"_s};
    QTest::newRow("it is not said again") << QList{shiftOf(-5, 9)} << QList{shiftOf(-5, 9)} << QStringList();
    QTest::newRow("also if the source clips its start to now") << QList{shiftOf(-5, 9)} << QList{shiftOf(0, 9)} << QStringList();
    QTest::newRow("also if it became longer") << QList{shiftOf(-5, 9)} << QList{shiftOf(-5, 20)} << QStringList();
    QTest::newRow("another level is another turn")
        << QList{shiftOf(-5, 9)} << QList{shiftOf(-5, 9), shiftOf(-1, 3, 2)} << QStringList{u"began Site/2"_s};
    QTest::newRow("the shift is over") << QList{shiftOf(-9, 0)} << none << QStringList{u"ended Site/1"_s};
    QTest::newRow("somebody took it over") << QList{shiftOf(-9, 5)} << none << QStringList{u"ended Site/1"_s};
    QTest::newRow("what ended while nobody was there for days is no news") << QList{shiftOf(-30, -13)} << none << QStringList();
    QTest::newRow("one ends as another begins")
        << QList{shiftOf(-9, 0)} << QList{shiftOf(0, 8, 2)} << (QStringList{u"ended Site/1"_s, u"began Site/2"_s});
    QTest::newRow("who always stands there is told nothing") << none << QList{shiftOf({}, {}, 3)} << QStringList();
}

void TestDutyNews::news()
{
    QFETCH(const QList<Shift>, on);
    QFETCH(const QList<Shift>, mine);
    const DutyDecision decision = decideDutyNews(DutyMemory{on, {}}, onCallOf(mine), now, true);
    QTEST(said(decision.news), "news");
    // Whatever was said is not said twice.
    QCOMPARE(decideDutyNews(decision.memory, onCallOf(mine), now + 1min, true).news, QList<DutyNews>());
}

void TestDutyNews::aWholeWeekIsToldOnce()
{
    const OnCall onCall = onCallOf({shiftOf(10, 34), shiftOf(58, 82)});
    DutyMemory memory;
    QStringList all;
    for (TimePoint at = now; at < now + 100h; at += 5min) {
        const DutyDecision decision = decideDutyNews(dutyMemoryFrom(encode(memory)), onCall, at, true); // as if restarted each time
        memory = decision.memory;
        all += said(decision.news);
    }
    const QStringList one{u"soon Site/1"_s, u"began Site/1"_s, u"ended Site/1"_s};
    QCOMPARE(all, one + one);
    QCOMPARE(memory, DutyMemory{});
}

void TestDutyNews::anOldAnswerEndsNothing()
{
    const OnCall onCall = onCallOf({shiftOf(-8, 0)});
    const DutyMemory memory{{shiftOf(-8, 0)}, {}};
    const DutyDecision offline = decideDutyNews(memory, onCall, now + 1min, false);
    QCOMPARE(offline.news, QList<DutyNews>());
    // It is said as soon as there is an answer.
    QCOMPARE(said(decideDutyNews(offline.memory, onCall, now + 20min, true).news), QStringList{u"ended Site/1"_s});
    // That one begins is known from before.
    QCOMPARE(said(decideDutyNews({}, onCallOf({shiftOf(0, 8)}), now + 1min, false).news), QStringList{u"began Site/1"_s});
}

void TestDutyNews::withoutMeNothingIsSaid()
{
    OnCall onCall = onCallOf({});
    onCall.me = {};
    const DutyMemory memory{{shiftOf(-8, 8)}, {}};
    QCOMPARE(decideDutyNews(memory, onCall, now, true), (DutyDecision{{}, memory}));
}

void TestDutyNews::nextMoment_data()
{
    QTest::addColumn<QList<Shift>>("mine");
    QTest::addColumn<int>("minutes"); // -1: none
    QTest::newRow("an hour before the next begins") << QList{shiftOf(5, 9)} << 4 * 60;
    QTest::newRow("when it begins") << QList{shiftOf(1, 9)} << 60;
    QTest::newRow("when it ends") << QList{shiftOf(-1, 3), shiftOf(20, 30)} << 3 * 60;
    QTest::newRow("never") << QList{shiftOf({}, {})} << -1;
    QTest::newRow("all is over") << QList{shiftOf(-9, -1)} << -1;
}

void TestDutyNews::nextMoment()
{
    QFETCH(const QList<Shift>, mine);
    QFETCH(const int, minutes);
    QCOMPARE(nextDutyMoment(onCallOf(mine), now), minutes < 0 ? std::optional<TimePoint>() : now + std::chrono::minutes(minutes));
}

void TestDutyNews::theMemoryIsReadBack()
{
    const DutyMemory memory = decideDutyNews({}, onCallOf({shiftOf(-2, 5), shiftOf(1, 9, 2)}), now, true).memory;
    QCOMPARE(memory.on.size(), 1);
    QCOMPARE(memory.announced.size(), 1);
    QCOMPARE(dutyMemoryFrom(encode(memory)), memory);
}

void TestDutyNews::brokenMemoriesAreForgotten()
{
    QCOMPARE(dutyMemoryFrom("{\"on\":[{\"level\":"), DutyMemory{});
    QCOMPARE(dutyMemoryFrom("{\"on\":[7,{}]}"), DutyMemory{});
}

void TestDutyNews::sentences_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto title = [](DutyNews::Kind kind, Duration ahead) { return dutyNewsTitle(DutyNews{{}, kind, now + ahead, {}, {}}, now); };
    QTest::newRow("an hour ahead") << title(DutyNews::Kind::Soon, 1h) << u"You go on call in 1 h"_s;
    QTest::newRow("20 minutes ahead, a little less") << title(DutyNews::Kind::Soon, 19min + 58s) << u"You go on call in 20 min"_s;
    QTest::newRow("any moment") << title(DutyNews::Kind::Soon, 10s) << u"You go on call now"_s;
    QTest::newRow("began") << title(DutyNews::Kind::Began, 0s) << u"You are on call now"_s;
    QTest::newRow("the shifts that begin") << dutyNewsText(
        DutyNews{{}, DutyNews::Kind::Soon, now, {shiftOf(1, 9), shiftOf(1, 30, 2, u"Other"_s)}, {}}, now)
                                           << u"Site, level 1: from 04:00 to 12:00\nOther, level 2: from 04:00 to Tue 09:00"_s;
    QTest::newRow("the shift that began") << dutyNewsText(DutyNews{{}, DutyNews::Kind::Began, now, {shiftOf(-1, 30)}, {}}, now)
                                          << u"Site, level 1: until Tue 09:00"_s;

    OnCall rota = onCallOf({shiftOf(-1, 30)});
    QTest::newRow("on call") << dutyText(dutyAt(rota, now), now) << u"On call until Tue 09:00"_s;
    QTest::newRow("on call, nobody known after me") << dutyLine(dutyAt(rota, now), now) << u"On call: you, until Tue 09:00"_s;
    EscalationPolicy policy;
    policy.id = PolicyId(u"Site"_s);
    policy.next = {shiftOf(30, 60, 1, u"Site"_s, u"Doug"_s)};
    rota.policies = {policy};
    QTest::newRow("on call, and after me") << dutyLine(dutyAt(rota, now), now) << u"On call: you, until Tue 09:00 · next: Doug"_s;
    QTest::newRow("always") << dutyLine(dutyAt(onCallOf({shiftOf({}, {}, 3)}), now), now) << u"On call: you, always"_s;
    QTest::newRow("not on call") << dutyLine(dutyAt(onCallOf({shiftOf(30, 60)}), now), now) << u"Not on call; next shift Tue 09:00"_s;
    QTest::newRow("not for two weeks") << dutyLine(dutyAt(onCallOf({}), now), now) << u"Not on call"_s;
}

void TestDutyNews::sentences()
{
    QFETCH(const QString, text);
    QTEST(text, "expected");
}

QTEST_GUILESS_MAIN(TestDutyNews)
#include "tst_dutynews.moc"
