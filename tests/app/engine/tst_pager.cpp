// SPDX-License-Identifier: GPL-3.0-or-later
// The pager in a whole session: what its rules say reaches the list of incidents, the disk, and the next run.
#include "engine/ownincidents.h"
#include "engine/pager.h"
#include "pager/events.h"
#include "support/uibench.h"
#include "support/waited.h"

#include <QCoroTask>
#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A session that ends and begins again over the same data.
struct Runs
{
    explicit Runs(const QString &toml) : bench(toml) { start(); }

    void start()
    {
        QSignalSpy started(bench.session.get(), &Session::started);
        bench.session->start();
        QVERIFY(started.count() > 0 || started.wait());
    }

    // The next run, before it starts.
    void make(bool onlyLooks = false)
    {
        bench.session.reset();
        SessionPorts ports{std::make_shared<FakeTransport>(), std::make_unique<FakeProbe>(), std::make_unique<FakeSecrets>()};
        SessionOptions options{bench.configFolder(), bench.dataFolder()};
        options.onlyLooks = onlyLooks;
        bench.session = std::make_unique<Session>(options, bench.clock, std::move(ports));
    }

    void restart()
    {
        make();
        start();
    }

    IncidentId trigger(const QString &key, const QString &service)
    {
        Event event;
        event.dedupKey = key;
        event.summary = key;
        event.service = ServiceId(service);
        return waited(bench.session->trigger(event)).valueOr({}).incident;
    }

    // The hands move, and the session looks at what is due.
    void pass(Duration time)
    {
        bench.clock.advance(time);
        bench.session->pollNow();
    }

    Pager &pager() const { return bench.session->pager(); }
    IncidentState state(const IncidentId &id) const { return bench.session->store().incident(id)->state; }

    UiBench bench;
};

} // namespace

class TestPager : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBackupIsToldOnceOverARestart();
    void anAcknowledgedIncidentNeedsSomebodyAgain();
    void whatIsHeldIsToldInTheNextRun();
    void aPauseGoesOnInTheNextRun();

    void pausesAndHoldsAreInTheLedger();
    void whoOnlyLooksLeavesWhatIsNewToTheConsole();
    void whoOnlyLooksTakesNoStep();
    void whoOnlyLooksKeepsNothingBack();
    void whoOnlyLooksMayAcknowledge();
};

void TestPager::theBackupIsToldOnceOverARestart()
{
    Runs runs({});
    runs.trigger(u"a"_s, {});
    QTRY_COMPARE(runs.pager().pages().size(), 1);
    const TimePoint raised = runs.pager().pages().constFirst().raised;
    runs.bench.clock.advance(20min); // while nothing runs
    runs.restart();
    QTRY_COMPARE(runs.pager().pages().size(), 1);
    QCOMPARE(runs.pager().pages().constFirst().raised, raised);
    runs.restart();
    QSignalSpy steps(&runs.pager(), &Pager::stepDue);
    QTRY_COMPARE(runs.pager().pages().size(), 1);
    runs.pass(1min);
    QCoreApplication::processEvents();
    QCOMPARE(steps.size(), 0);
}

void TestPager::anAcknowledgedIncidentNeedsSomebodyAgain()
{
    Runs runs(u"[[service]]\nid = \"core\"\npage-again-after = \"30m\"\n"_s);
    const IncidentId id = runs.trigger(u"a"_s, u"core"_s);
    QTRY_COMPARE(runs.pager().pages().size(), 1);
    runs.bench.session->commander().request(u"acknowledge"_s, {id}, u"window"_s);
    QTRY_COMPARE(runs.pager().pages().size(), 0);
    runs.pass(29min);
    QCoreApplication::processEvents();
    QCOMPARE(runs.state(id), IncidentState::Acknowledged);
    runs.pass(1min);
    QTRY_COMPARE(runs.state(id), IncidentState::Triggered);
    QCOMPARE(runs.pager().pages().size(), 1);
    runs.restart(); // its acknowledgement counts for nothing there, either
    QTRY_COMPARE(runs.pager().pages().size(), 1);
    QCOMPARE(runs.state(id), IncidentState::Triggered);
    runs.bench.session->commander().request(u"acknowledge"_s, {id}, u"window"_s);
    QTRY_COMPARE(runs.pager().pages().size(), 0);
    QCOMPARE(runs.state(id), IncidentState::Acknowledged);
    runs.pass(30min);
    QTRY_COMPARE(runs.state(id), IncidentState::Triggered);
}

void TestPager::whatIsHeldIsToldInTheNextRun()
{
    // The clock shows Monday, 03:00 UTC.
    Runs runs(u"[[service]]\nid = \"slow\"\nurgency = \"low\"\n"
              "support-hours = { days = \"mon-fri\", from = \"09:00\", to = \"17:00\", time-zone = \"UTC\" }\n"_s);
    runs.trigger(u"a"_s, u"slow"_s);
    QTRY_COMPARE(runs.pager().held().size(), 1);
    QCOMPARE(runs.pager().held().constFirst().until, runs.bench.clock.now() + 6h);
    runs.bench.clock.advance(7h);
    runs.make();
    QSignalSpy told(&runs.pager(), &Pager::told);
    runs.start();
    QTRY_COMPARE(told.size(), 1);
    QVERIFY(told.first().at(1).toBool()); // it was held
    QVERIFY(runs.pager().held().isEmpty());
}

void TestPager::aPauseGoesOnInTheNextRun()
{
    Runs runs({});
    runs.pager().pause(runs.bench.clock.now() + 30min);
    runs.trigger(u"a"_s, {});
    QTRY_COMPARE(runs.pager().held().size(), 1);
    runs.restart();
    QTRY_COMPARE(runs.pager().held().size(), 1);
    QVERIFY(runs.pager().pages().isEmpty());
    runs.pass(30min);
    QTRY_COMPARE(runs.pager().pages().size(), 1);
    QVERIFY(!runs.pager().pausedUntil());
}

void TestPager::pausesAndHoldsAreInTheLedger()
{
    // The clock shows Monday, 03:00 UTC.
    Runs runs(u"[[service]]\nid = \"slow\"\nurgency = \"low\"\n"
              "support-hours = { days = \"mon-fri\", from = \"09:00\", to = \"17:00\", time-zone = \"UTC\" }\n"_s);
    const auto notes = [&runs] {
        const auto events = waited(runs.bench.session->history().search({.kinds = {IncidentEventKind::Note}}));
        QStringList lines;
        for (const IncidentEvent &event : events.valueOr({}))
            lines.prepend(event.text.isEmpty() ? event.title : event.title + u": "_s + event.text);
        return lines;
    };
    runs.trigger(u"a"_s, u"slow"_s);
    const IncidentId promoted = runs.trigger(u"b"_s, u"slow"_s);
    runs.pager().promote(promoted);
    runs.pager().pause(runs.bench.clock.now() + 30min);
    runs.restart(); // which is nothing new
    runs.pager().resume();
    runs.pager().pause(runs.bench.clock.now() + 30min);
    runs.pass(30min);
    QTRY_VERIFY(!runs.pager().pausedUntil());
    runs.pass(6h);
    QTRY_VERIFY(runs.pager().held().isEmpty());
    const QStringList lines = notes();
    QCOMPARE(lines.size(), 9);
    QVERIFY(lines[0].startsWith("a: Kept back until the hours of its service begin: "_L1));
    QVERIFY(lines[1].startsWith("b: Kept back until "_L1));
    QVERIFY(lines[2].startsWith("b: Promoted"_L1));
    QVERIFY(lines[3].startsWith("Notifications are paused until 03:30"_L1));
    QCOMPARE(lines[4], u"b: Shown again after a restart."_s);
    QCOMPARE(lines[5], u"The pause was ended"_s);
    QVERIFY(lines[6].startsWith("Notifications are paused until 03:30"_L1));
    QCOMPARE(lines[7], u"The pause is over"_s);
    QCOMPARE(lines[8], u"a: Told of, after it was kept back."_s);
}

// A lone nightbellctl: what it is the first to see is paged by the console that comes after it, and as something new.
void TestPager::whoOnlyLooksLeavesWhatIsNewToTheConsole()
{
    Runs runs(u"[[service]]\nid = \"slow\"\nurgency = \"low\"\n"_s);
    for (int time = 0; time < 2; ++time) { // and so does the next one
        runs.make(true);
        QSignalSpy raised(&runs.pager(), &Pager::raised);
        QSignalSpy told(&runs.pager(), &Pager::told);
        runs.start();
        runs.trigger(u"high"_s, {});
        runs.trigger(u"low"_s, u"slow"_s);
        QCOMPARE(runs.bench.session->store().incidents().size(), 2);
        QVERIFY(runs.pager().pages().isEmpty());
        QCOMPARE(raised.size() + told.size(), 0);
    }
    runs.make();
    QSignalSpy raised(&runs.pager(), &Pager::raised);
    QSignalSpy told(&runs.pager(), &Pager::told);
    runs.start();
    QCOMPARE(raised.size(), 1);
    QVERIFY(!raised[0][0].value<Page>().repeated);
    QCOMPARE(raised[0][0].value<Page>().incident->title, u"high"_s);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told[0][0].value<SharedIncidents>().constFirst()->title, u"low"_s);
}

void TestPager::whoOnlyLooksTakesNoStep()
{
    Runs runs({});
    runs.trigger(u"a"_s, {});
    QTRY_COMPARE(runs.pager().pages().size(), 1);
    const TimePoint raised = runs.pager().pages().constFirst().raised;
    runs.bench.clock.advance(6min);
    {
        runs.make(true);
        QSignalSpy steps(&runs.pager(), &Pager::stepDue);
        runs.start();
        runs.pass(1s);
        QVERIFY(waited(runs.bench.session->history().timeline({})));
        QCoreApplication::processEvents();
        QCOMPARE(steps.size(), 0);
    }
    runs.make();
    QSignalSpy steps(&runs.pager(), &Pager::stepDue);
    runs.start();
    QCOMPARE(steps.size(), 1);
    const auto step = steps[0][0].value<StepDue>();
    QVERIFY(step.toBackup);
    QVERIFY(step.isLate);
    QCOMPARE(step.page.raised, raised);
}

void TestPager::whoOnlyLooksKeepsNothingBack()
{
    // The clock shows Monday, 03:00 UTC.
    Runs runs(u"[[service]]\nid = \"slow\"\nurgency = \"low\"\n"
              "support-hours = { days = \"mon-fri\", from = \"09:00\", to = \"17:00\", time-zone = \"UTC\" }\n"_s);
    runs.make(true);
    runs.start();
    runs.trigger(u"a"_s, u"slow"_s);
    QCOMPARE(runs.pager().held().size(), 1); // it can be asked what is held
    runs.bench.clock.advance(7h);
    runs.make();
    QSignalSpy told(&runs.pager(), &Pager::told);
    runs.start();
    QCOMPARE(told.size(), 1);
    QVERIFY(!told.first().at(1).toBool()); // nobody has held it
}

void TestPager::whoOnlyLooksMayAcknowledge()
{
    Runs runs(u"[[service]]\nid = \"core\"\npage-again-after = \"30m\"\n"_s);
    const IncidentId id = runs.trigger(u"a"_s, u"core"_s);
    QTRY_COMPARE(runs.pager().pages().size(), 1);
    runs.bench.session->commander().request(u"acknowledge"_s, {id}, u"window"_s);
    QTRY_COMPARE(runs.pager().pages().size(), 0);
    runs.pass(30min);
    QTRY_COMPARE(runs.state(id), IncidentState::Triggered);
    runs.make(true);
    runs.start();
    QTRY_COMPARE(runs.state(id), IncidentState::Triggered);
    QSignalSpy finished(&runs.bench.session->commander(), &Commander::finished);
    runs.bench.session->commander().request(u"acknowledge"_s, {id}, u"command"_s);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(runs.state(id), IncidentState::Acknowledged);
    runs.make();
    QSignalSpy raised(&runs.pager(), &Pager::raised);
    runs.start();
    QTRY_COMPARE(runs.state(id), IncidentState::Acknowledged);
    QCOMPARE(raised.size(), 0);
    runs.pass(30min);
    QTRY_COMPARE(runs.state(id), IncidentState::Triggered);
}

QTEST_GUILESS_MAIN(TestPager)
#include "tst_pager.moc"
