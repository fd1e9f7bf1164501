// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/testpage.h"
#include "engine/pager.h"
#include "pager/pagebook.h"
#include "support/fakeclock.h"
#include "support/incidents.h"

#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

Diff<Shared<Incident>> change(const Incident &before, const Incident &after)
{
    return Diff<Shared<Incident>>{.changed = {Change<Shared<Incident>>{before, after}}};
}

PageBook makeBook()
{
    return PageBook([](const SourceId &) { return false; });
}

} // namespace

class TestPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void raises_data();
    void raises();
    void changesOfAPage_data();
    void changesOfAPage();
    void whatWasPagedBeforeIsShownAgainButNotNew();
    void aTestPageComesThroughAPause();
    void thePagerKeepsTheList();
    void whatIsLeftIsPutAwayUntilItEscalates();
    void whatIsLeftAndTriggersAnewPagesAgain();
};

void TestPolicy::raises_data()
{
    QTest::addColumn<Incident>("incident");
    QTest::addColumn<bool>("pages");
    Incident low = makeIncident(u"1"_s);
    low.urgency = Urgency::Low;
    QTest::newRow("a triggered incident of high urgency pages") << makeIncident(u"1"_s) << true;
    QTest::newRow("low urgency does not page") << low << false;
    QTest::newRow("somebody is on it already") << makeIncident(u"1"_s, IncidentState::Acknowledged) << false;
    QTest::newRow("it is over already") << makeIncident(u"1"_s, IncidentState::Resolved) << false;
}

void TestPolicy::raises()
{
    QFETCH(const Incident, incident);
    QFETCH(const bool, pages);
    QCOMPARE(makeBook().apply(Diff<Shared<Incident>>{.added = {incident}}, {}).raise.size(), pages ? 1 : 0);
    // The same by a change: a low one becomes high, an acknowledged one is triggered again.
    Incident before = incident;
    before.state = IncidentState::Acknowledged;
    before.urgency = Urgency::Low;
    PageBook book = makeBook();
    QVERIFY(book.apply(Diff<Shared<Incident>>{.added = {before}}, {}).raise.isEmpty());
    QCOMPARE(book.apply(change(before, incident), {}).raise.size(), pages ? 1 : 0);
}

void TestPolicy::changesOfAPage_data()
{
    QTest::addColumn<Incident>("after");
    QTest::addColumn<QString>("expected"); // update, clear, nothing
    Incident base = makeIncident(u"1"_s);
    Incident next = base;
    next.text = u"CPU is 93 %"_s;
    QTest::newRow("new evidence is no reason to disturb") << next << u"nothing"_s;
    next = base;
    next.title = u"restarted 4 times"_s;
    QTest::newRow("another title is said") << next << u"update"_s;
    next = base;
    next.state = IncidentState::Acknowledged;
    QTest::newRow("acknowledged needs nobody") << next << u"clear"_s;
    next.action.stage = ActionStage::Saving;
    QTest::newRow("an acknowledgement that is written down keeps the page") << next << u"update"_s;
    next.action.stage = ActionStage::Sending;
    QTest::newRow("an acknowledgement on its way keeps the page") << next << u"update"_s;
    next.action.stage = ActionStage::Queued;
    QTest::newRow("a queued acknowledgement keeps the page") << next << u"update"_s;
    next = base;
    next.action = IncidentAction{ActionStage::Refused, u"acknowledge"_s, u"why"_s};
    QTest::newRow("a refusal is said") << next << u"update"_s;
    next = base;
    next.urgency = Urgency::Low;
    QTest::newRow("low urgency takes the page back") << next << u"clear"_s;
}

void TestPolicy::changesOfAPage()
{
    QFETCH(const Incident, after);
    QFETCH(const QString, expected);
    const Incident before = makeIncident(u"1"_s);
    PageBook book = makeBook();
    book.apply(Diff<Shared<Incident>>{.added = {before}}, {});
    const PageOutcome decision = book.apply(change(before, after), {});
    QCOMPARE(decision.raise.size(), 0);
    QCOMPARE(decision.update.size(), expected == u"update" ? 1 : 0);
    QCOMPARE(decision.clear.size(), expected == u"clear" ? 1 : 0);
}

void TestPolicy::whatWasPagedBeforeIsShownAgainButNotNew()
{
    PageBook book = makeBook();
    book.restore({}, {IncidentId(u"1"_s)}, {});
    const auto decision = book.apply(Diff<Shared<Incident>>{.added = {makeIncident(u"1"_s), makeIncident(u"2"_s)}}, {});
    QCOMPARE(decision.raise.size(), 2);
    QVERIFY(decision.raise[0].repeated);
    QVERIFY(!decision.raise[1].repeated);
}

void TestPolicy::aTestPageComesThroughAPause()
{
    Incident test = makeIncident(u"NB-1"_s);
    test.source = SourceId(u"nightbell"_s);
    test.dedupKey = testPageKey();
    const Service service;
    const StandingContext paused{.service = service, .isPaused = true};
    QCOMPARE(standingOf(makeIncident(u"1"_s), {}, paused), Standing::Paused);
    QCOMPARE(standingOf(test, {}, paused), Standing::Paged);
}

void TestPolicy::thePagerKeepsTheList()
{
    FakeClock clock;
    Pager pager(clock);
    QSignalSpy raised(&pager, &Pager::raised);
    QSignalSpy cleared(&pager, &Pager::cleared);
    const Incident incident = makeIncident(u"1"_s);
    pager.apply(Diff<Shared<Incident>>{.added = {incident}});
    QCOMPARE(pager.pages().size(), 1);
    QCOMPARE(pager.pages().constFirst().raised, clock.now());
    pager.apply(change(incident, makeIncident(u"1"_s, IncidentState::Acknowledged)));
    QVERIFY(pager.pages().isEmpty());
    pager.apply(change(makeIncident(u"1"_s, IncidentState::Acknowledged), incident));
    QCOMPARE(raised.size(), 2);
    pager.apply(Diff<Shared<Incident>>{.removed = {incident}});
    QCOMPARE(cleared.size(), 2);
    QVERIFY(pager.pages().isEmpty());
}

Q_DECLARE_METATYPE(nightbell::Incident)
void TestPolicy::whatIsLeftIsPutAwayUntilItEscalates()
{
    FakeClock clock;
    Pager pager(clock);
    Incident incident = makeIncident(u"1"_s);
    incident.escalation = Escalation{clock.now() + std::chrono::minutes(5), 1, u"Backup"_s};
    pager.apply(Diff<Shared<Incident>>{.added = {incident}});
    QSignalSpy raised(&pager, &Pager::raised);
    QSignalSpy cleared(&pager, &Pager::cleared);
    QSignalSpy left(&pager, &Pager::left);
    pager.leave(incident.id);
    QCOMPARE(pager.pages().size(), 0);
    QCOMPARE(cleared.size(), 1);
    QCOMPARE(left.size(), 1);
    Incident renamed = incident;
    renamed.title = u"another"_s;
    pager.apply(change(incident, renamed));
    QCOMPARE(raised.size(), 0);
    Incident escalated = renamed;
    escalated.escalation = Escalation{clock.now() + std::chrono::minutes(10), 2, u"Boss"_s};
    pager.apply(change(renamed, escalated)); // and it is mine still
    QCOMPARE(raised.size(), 1);
    pager.leave(IncidentId(u"unknown"_s));
    QCOMPARE(left.size(), 1);
}

void TestPolicy::whatIsLeftAndTriggersAnewPagesAgain()
{
    FakeClock clock;
    Pager pager(clock);
    Incident incident = makeIncident(u"1"_s);
    incident.escalation = Escalation{clock.now() + std::chrono::minutes(5), 1, u"Backup"_s};
    pager.apply(Diff<Shared<Incident>>{.added = {incident}});
    pager.leave(incident.id);
    QSignalSpy raised(&pager, &Pager::raised);
    Incident taken = incident;
    taken.state = IncidentState::Acknowledged;
    pager.apply(change(incident, taken));
    pager.apply(change(taken, incident));
    QCOMPARE(raised.size(), 1);
}

QTEST_GUILESS_MAIN(TestPolicy)
#include "tst_policy.moc"
