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

    void restart()
    {
        bench.session.reset();
        SessionPorts ports{std::make_shared<FakeTransport>(), std::make_unique<FakeProbe>(), std::make_unique<FakeSecrets>()};
        bench.session
            = std::make_unique<Session>(SessionOptions{bench.configFolder(), bench.dataFolder(), false}, bench.clock, std::move(ports));
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
    runs.bench.session.reset();
    SessionPorts ports{std::make_shared<FakeTransport>(), std::make_unique<FakeProbe>(), std::make_unique<FakeSecrets>()};
    runs.bench.session = std::make_unique<Session>(
        SessionOptions{runs.bench.configFolder(), runs.bench.dataFolder(), false}, runs.bench.clock, std::move(ports));
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

QTEST_GUILESS_MAIN(TestPager)
#include "tst_pager.moc"
