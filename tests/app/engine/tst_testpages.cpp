// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/testpages.h"

#include "domain/testpage.h"
#include "support/uibench.h"

#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

void start(UiBench &bench)
{
    QSignalSpy started(bench.session.get(), &Session::started);
    bench.session->start();
    QVERIFY(started.wait());
}

IncidentId openTest(const UiBench &bench)
{
    for (const Incident &incident : bench.session->store().incidents()) {
        if (isTestPage(incident) && incident.isOpen())
            return incident.id;
    }
    return {};
}

} // namespace

class TestPagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyShowsPagesHere()
    {
        UiBench bench;
        start(bench);
        const auto begun = bench.session->testPages().start();
        QVERIFY(!begun);
        QCOMPARE(begun.error().kind, ErrorKind::Unavailable);
        QVERIFY(!bench.session->testPages().last());
    }

    void goesTheWholeWayAndTellsTheTimes()
    {
        UiBench bench;
        start(bench);
        TestPages &tests = bench.session->testPages();
        tests.allow();
        QSignalSpy raised(&bench.session->pager(), &Pager::raised);
        QSignalSpy ended(&tests, &TestPages::ended);
        QVERIFY(tests.start());
        QCOMPARE(raised.size(), 1);
        const IncidentId id = openTest(bench);
        QVERIFY(!id.isEmpty());
        QCOMPARE(tests.last()->incident, id);
        QCOMPARE(tests.start().error().kind, ErrorKind::Conflict);

        bench.clock.advance(4ms);
        tests.pageShown(IncidentId(u"another"_s));
        QVERIFY(!tests.last()->shown);
        tests.pageShown(id);
        bench.clock.advance(96ms);
        tests.rang();
        tests.pageShown(id); // replaced: the first time counts
        bench.clock.advance(8s);
        QSignalSpy finished(&bench.session->commander(), &Commander::finished);
        QVERIFY(bench.session->commander().request(u"acknowledge"_s, {id}, u"notification"_s, {}).isEmpty());
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(ended.size(), 1);
        const TestReport report = *tests.last();
        QCOMPARE(report.outcome, TestOutcome::Acknowledged);
        QCOMPARE(report.shown, std::optional(Duration(4ms)));
        QCOMPARE(report.rang, std::optional(Duration(100ms)));
        QCOMPARE(report.acknowledged, std::optional(Duration(8100ms)));
        QVERIFY(!report.alerted);
        QCOMPARE(report.by, u"notification"_s);

        // It goes by itself, and nothing is left.
        bench.clock.advance(TestPages::staysFor);
        tests.tick();
        QTRY_VERIFY(openTest(bench).isEmpty());
        QVERIFY(bench.session->pager().pages().isEmpty());
        QCOMPARE(ended.size(), 1);
    }

    void endsWhenNobodyReacts()
    {
        UiBench bench;
        start(bench);
        TestPages &tests = bench.session->testPages();
        tests.allow();
        QVERIFY(tests.start());
        bench.clock.advance(TestPages::patience - 1ms);
        QCOMPARE(tests.tick(), Duration(1ms));
        QVERIFY(tests.isRunning());
        bench.clock.advance(1ms);
        tests.tick();
        QCOMPARE(tests.last()->outcome, TestOutcome::Nobody);
        QVERIFY(openTest(bench).isEmpty());
        QVERIFY(tests.start()); // another one, at once
    }

    void saysWhatKeptItFromThePerson()
    {
        UiBench bench;
        start(bench);
        TestPages &tests = bench.session->testPages();
        tests.allow();
        ReadinessFact muted{u"volume"_s, ReadinessLevel::Bad, {}, u"The sound is muted."_s, {}};
        muted.isBarred = true;
        const ReadinessFact hidden{u"do-not-disturb"_s, ReadinessLevel::Good, {}, u"It is off."_s, {}};
        bench.session->readiness().setDesktop({muted, hidden});
        QVERIFY(tests.start());
        bench.clock.advance(TestPages::patience);
        tests.tick();
        QCOMPARE(tests.last()->unheard, u"The sound is muted."_s);
        QCOMPARE(tests.last()->unseen, QString());
    }

    void theReportOutlivesTheConsole()
    {
        UiBench bench;
        start(bench);
        bench.session->testPages().allow();
        QVERIFY(bench.session->testPages().start());
        const TimePoint began = bench.clock.now();
        QVERIFY(!openTest(bench).isEmpty());
        SessionPorts ports{std::make_shared<FakeTransport>(), std::make_unique<FakeProbe>(), std::make_unique<FakeSecrets>()};
        bench.session.reset();
        bench.session = std::make_unique<Session>(SessionOptions{bench.configFolder(), bench.dataFolder()}, bench.clock, std::move(ports));
        QSignalSpy raised(&bench.session->pager(), &Pager::raised);
        start(bench);
        QTRY_VERIFY(bench.session->testPages().last());
        QCOMPARE(bench.session->testPages().last()->started, began);
        QCOMPARE(bench.session->testPages().last()->outcome, TestOutcome::Interrupted);
        QVERIFY(openTest(bench).isEmpty());
        QVERIFY(raised.isEmpty()); // nobody waits for it
    }

    void beginsByPlan()
    {
        UiBench bench(u"[console]\ntest-at = \"03:30\"\n"_s); // the clock stands at 03:00
        start(bench);
        TestPages &tests = bench.session->testPages();
        tests.allow();
        QTRY_VERIFY(tests.tick() <= Duration(1min));
        QVERIFY(!tests.isRunning());
        bench.clock.advance(30min);
        tests.tick();
        QVERIFY(tests.isRunning());
        QVERIFY(tests.last()->isScheduled);
        bench.clock.advance(TestPages::patience);
        tests.tick();
        QCOMPARE(tests.last()->outcome, TestOutcome::Nobody);
        bench.clock.advance(5min);
        tests.tick();
        QVERIFY(!tests.isRunning()); // once a day
    }

    void aPlannedOneWaitsForWhatIsReal()
    {
        UiBench bench(u"[console]\ntest-at = \"03:30\"\n"_s);
        start(bench);
        TestPages &tests = bench.session->testPages();
        tests.allow();
        bench.show({bench.incident(u"P1"_s, 1)});
        QCOMPARE(bench.session->pager().pages().size(), 1);
        QTRY_VERIFY(tests.tick() <= Duration(1min));
        bench.clock.advance(30min);
        QCOMPARE(tests.tick(), TestPages::waitsWhileBusy);
        QVERIFY(!tests.isRunning());
        bench.show({});
        bench.clock.advance(TestPages::waitsWhileBusy);
        tests.tick();
        QVERIFY(tests.isRunning());
    }
};

QTEST_GUILESS_MAIN(TestPagesTest)

#include "tst_testpages.moc"
