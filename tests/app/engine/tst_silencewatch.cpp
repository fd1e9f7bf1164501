// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/poller.h"
#include "engine/silencewatch.h"
#include "support/fakeclock.h"
#include "support/fakesource.h"
#include "support/silencesource.h"
#include "support/waited.h"

#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const SourceId am(u"am"_s);

struct Bench
{
    Bench() { addSilenceSource(poller, script); }

    void turn()
    {
        poller.tick();
        QCoreApplication::processEvents();
        watch.tick();
        QCoreApplication::processEvents();
    }
    const SilenceStatus &status() const { return watch.statuses().constFirst(); }
    Silence silence() const { return makeSilence(u"s1"_s, u"host=\"a\""_s, clock.now() + 1h); }

    FakeClock clock;
    Poller poller{clock};
    SilenceWatch watch{clock, poller};
    std::shared_ptr<SilenceScript> script = std::make_shared<SilenceScript>();
};

} // namespace

class TestSilenceWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlySourcesWithSilencesAreListed()
    {
        Bench bench;
        SourceStatus other;
        other.id = SourceId(u"pd"_s);
        other.interval = 10s;
        bench.poller.add(other, std::make_unique<FakeSource>(SourceId(u"pd"_s)));
        bench.turn();
        QCOMPARE(bench.watch.statuses().size(), 1);
        QCOMPARE(bench.status().name, u"Alerts"_s);
        QCOMPARE(bench.status().example, u"host=\"web-1\""_s);
        bench.poller.remove(am);
        QVERIFY(bench.watch.statuses().isEmpty());
    }

    void nobodyAsksWhileNobodyLooks()
    {
        Bench bench;
        for (int round = 0; round < 5; ++round) {
            bench.clock.advance(1min);
            bench.turn();
        }
        QCOMPARE(bench.script->asked, 0);
        bench.watch.setWatched(true);
        bench.turn();
        QCOMPARE(bench.script->asked, 1);
        bench.clock.advance(SilenceWatch::interval - 1s);
        bench.turn();
        QCOMPARE(bench.script->asked, 1);
        bench.clock.advance(1s);
        bench.turn();
        QCOMPARE(bench.script->asked, 2);
        bench.watch.setWatched(false);
        bench.clock.advance(1min);
        bench.turn();
        QCOMPARE(bench.script->asked, 2);
    }

    void askedOnceThoughNobodyLooks()
    {
        Bench bench;
        QSignalSpy settled(&bench.watch, &SilenceWatch::settled);
        bench.turn();
        bench.watch.askOnce();
        bench.turn();
        bench.turn();
        QCOMPARE(bench.script->asked, 1);
        QCOMPARE(settled.size(), 1);
        bench.clock.advance(1min);
        bench.turn();
        QCOMPARE(bench.script->asked, 1);
        bench.script->answer = Error{ErrorKind::Server, u"503"_s}; // which is an answer, too
        bench.watch.askOnce();
        bench.turn();
        bench.turn();
        QCOMPARE(bench.script->asked, 2);
        QCOMPARE(settled.size(), 2);
        bench.poller.remove(am); // there is nobody to be waited for
        bench.watch.askOnce();
        bench.turn();
        QCOMPARE(settled.size(), 3);
    }

    void whatWasKnownStaysWhenAskingFails()
    {
        Bench bench;
        bench.script->answer = SilenceAnswer{{bench.silence()}, {}};
        bench.watch.setWatched(true);
        bench.turn();
        bench.turn();
        QVERIFY(bench.status().answer);
        const TimePoint answered = bench.status().askedAt;
        bench.script->answer = Error{ErrorKind::Server, u"503"_s};
        bench.clock.advance(SilenceWatch::interval);
        bench.turn();
        QCOMPARE(bench.status().error->kind, ErrorKind::Server);
        QCOMPARE(bench.status().answer->silences.size(), 1);
        QCOMPARE(bench.status().askedAt, answered);
    }

    void aSourceThatRefusesUsIsNotAskedInALoop()
    {
        Bench bench;
        bench.turn();
        SourceStatus refused = bench.poller.statuses().constFirst();
        bench.poller.remove(am);
        auto source = std::make_unique<FakeSource>(am);
        bench.watch.setWatched(true);
        refused.error = Error{ErrorKind::Unauthorized, u"401"_s};
        refused.state = SourceState::Failed;
        bench.poller.add(refused, std::make_unique<SilenceSource>(am, bench.script));
        bench.watch.tick();
        QCOMPARE(bench.script->asked, 0);
    }

    void whatIsDoneIsDoneWhenTheSourceSaysSo()
    {
        Bench bench;
        bench.turn();
        QSignalSpy done(&bench.watch, &SilenceWatch::done);
        const SilenceDraft draft{u"host=\"b\""_s, bench.clock.now() + 2h, u"why"_s};
        bench.script->done = Error{ErrorKind::Forbidden, u"403"_s};
        QCOMPARE(waited(bench.watch.make(am, draft)).error().kind, ErrorKind::Forbidden);
        QVERIFY(done.isEmpty());
        bench.script->done = Done{};
        QVERIFY(waited(bench.watch.make(am, draft)));
        QCOMPARE(bench.script->made.constLast(), draft);
        QVERIFY(waited(bench.watch.prolong(bench.silence(), bench.clock.now() + 5h)));
        QCOMPARE(bench.script->prolonged.constFirst().second, bench.clock.now() + 5h);
        QVERIFY(waited(bench.watch.end(bench.silence())));
        QCOMPARE(bench.script->ended, QList<SilenceId>{SilenceId(u"s1"_s)});
        QCOMPARE(done.size(), 3);
        QCOMPARE(done[0][0].value<SilenceDeed>(), SilenceDeed::Made);
        QCOMPARE(done[1][1].value<Silence>().ends, std::optional(bench.clock.now() + 5h));
        QCOMPARE(done[2][0].value<SilenceDeed>(), SilenceDeed::Ended);
    }

    void afterADeedTheSourceIsAskedAgain()
    {
        Bench bench;
        bench.watch.setWatched(true);
        bench.turn();
        bench.turn();
        const int asked = bench.script->asked;
        QVERIFY(waited(bench.watch.end(bench.silence())));
        bench.turn();
        QVERIFY(bench.script->asked > asked);
    }

    void theSourceMayGoWhileItIsAsked()
    {
        Bench bench;
        bench.turn();
        bench.script->held = std::make_shared<Pending<Expected<Done>>>();
        QCoro::Task<Expected<Done>> task = bench.watch.end(bench.silence());
        bench.poller.remove(am);
        bench.script->held->finish(Done{});
        QVERIFY(waited(std::move(task)));
    }

    void whatIsNotThereIsSaid()
    {
        Bench bench;
        bench.poller.remove(am);
        QCOMPARE(waited(bench.watch.preview(am, u"x"_s)).error().kind, ErrorKind::NotFound);
        QCOMPARE(waited(bench.watch.make(am, {})).error().kind, ErrorKind::NotFound);
        QVERIFY(bench.watch.reachOf(am, {IncidentId(u"x"_s)}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSilenceWatch)
#include "tst_silencewatch.moc"
