// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/poller.h"
#include "support/fakeclock.h"

#include <QCoroSignal>
#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class Gate : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void open();
};

// What the test says the source answers; with `gate`, only once the gate opens.
struct Script
{
    Expected<Snapshot> answer = Snapshot{};
    std::shared_ptr<Gate> gate;
    Duration hostsEvery{0};
    int polls = 0;
};

class ScriptedSource final : public Source
{
public:
    explicit ScriptedSource(std::shared_ptr<Script> script) : m_script(std::move(script)) { }

    QCoro::Task<Expected<Snapshot>> poll() override
    {
        ++m_script->polls;
        return m_script->gate ? later(m_script->gate, m_script->answer) : now(m_script->answer);
    }

    Duration hostsEvery() const override { return m_script->hostsEvery; }

    QCoro::Task<Expected<Done>> perform(ActionRequest) override { return refuse(); }

private:
    static QCoro::Task<Expected<Done>> refuse() { co_return Done{}; }
    static QCoro::Task<Expected<Snapshot>> now(Expected<Snapshot> answer) { co_return answer; }
    static QCoro::Task<Expected<Snapshot>> later(std::shared_ptr<Gate> gate, Expected<Snapshot> answer)
    {
        co_await qCoro(gate.get(), &Gate::open);
        co_return answer;
    }

    std::shared_ptr<Script> m_script;
};

struct Bench
{
    Bench() : poller(clock)
    {
        SourceStatus status;
        status.id = SourceId(u"pd"_s);
        status.kind = u"fake"_s;
        status.interval = 10s;
        poller.add(status, std::make_unique<ScriptedSource>(script));
    }

    SourceState state() const { return poller.statuses().constFirst().state; }
    Duration step(Duration by)
    {
        clock.advance(by);
        return poller.tick();
    }

    FakeClock clock;
    std::shared_ptr<Script> script = std::make_shared<Script>();
    Poller poller;
};

} // namespace

class TestPoller : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pollsAtOnceThenEachInterval();
    void aFailedPollIsSaidAndAnswersNothing();
    void anAnswerWithoutAPartIsShownAndTheSourceFails();
    void failuresBackOff();
    void aRefusedTokenStopsThePolling();
    void retryAfterIsObeyed();
    void aHangingPollIsEndedAtItsDeadline();
    void dataGetsStale();
    void hostsMayBeLookedAtMoreRarely();
    void pollNowWhileRunningPollsAgain();
    void aRemovedSourceIsGone();
    void noQueueBehindAHangingSource();
    void whatIsMissedIsSaidWithHowLongItLasts();
};

void TestPoller::pollsAtOnceThenEachInterval()
{
    Bench bench;
    QSignalSpy answered(&bench.poller, &Poller::answered);
    QCOMPARE(bench.state(), SourceState::Starting);
    QCOMPARE(bench.poller.tick(), Duration(10s));
    QCOMPARE(answered.size(), 1);
    QCOMPARE(bench.state(), SourceState::Fresh);
    bench.step(9s);
    QCOMPARE(bench.script->polls, 1);
    bench.step(1s);
    QCOMPARE(bench.script->polls, 2);
}

void TestPoller::aFailedPollIsSaidAndAnswersNothing()
{
    Bench bench;
    bench.poller.tick();
    const auto lastSuccess = bench.poller.statuses().constFirst().lastSuccess;
    QSignalSpy answered(&bench.poller, &Poller::answered);
    bench.script->answer = Error{ErrorKind::Server, u"502"_s};
    bench.step(10s);
    QCOMPARE(answered.size(), 0);
    const SourceStatus &status = bench.poller.statuses().constFirst();
    QCOMPARE(status.state, SourceState::Failed);
    QCOMPARE(status.lastSuccess, lastSuccess);
    QCOMPARE(status.failingSince, std::optional(bench.clock.now()));
    QCOMPARE(status.error->detail, u"502"_s);
    bench.script->answer = Snapshot{};
    bench.step(1min);
    QCOMPARE(bench.state(), SourceState::Fresh);
    QVERIFY(!bench.poller.statuses().constFirst().error);
    QVERIFY(!bench.poller.statuses().constFirst().failingSince);
}

void TestPoller::anAnswerWithoutAPartIsShownAndTheSourceFails()
{
    Bench bench;
    bench.poller.tick();
    const auto lastSuccess = bench.poller.statuses().constFirst().lastSuccess;
    QSignalSpy answered(&bench.poller, &Poller::answered);
    Snapshot half;
    half.incomplete = Error{ErrorKind::Unreachable, u"the other half"_s};
    bench.script->answer = half;
    bench.step(10s);
    QCOMPARE(answered.size(), 1);
    const SourceStatus &status = bench.poller.statuses().constFirst();
    QCOMPARE(status.state, SourceState::Failed);
    QCOMPARE(status.error->detail, u"the other half"_s);
    QCOMPARE(status.lastSuccess, lastSuccess);
    QCOMPARE(status.failingSince, std::optional(bench.clock.now()));
    bench.step(10s); // at its usual pace: the half that is there is worth it
    QCOMPARE(answered.size(), 2);
    bench.script->answer = Snapshot{};
    bench.step(10s);
    QCOMPARE(bench.state(), SourceState::Fresh);
    QVERIFY(!bench.poller.statuses().constFirst().failingSince);
}

void TestPoller::failuresBackOff()
{
    Bench bench;
    bench.script->answer = Error{ErrorKind::Unreachable, {}};
    bench.poller.tick();
    for (int second = 0; second < 3600; ++second)
        bench.step(1s);
    // Doubling from 10 s to a ceiling of 2 min: about 33 polls in an hour, not 360.
    QVERIFY2(bench.script->polls >= 28 && bench.script->polls <= 40, qPrintable(QString::number(bench.script->polls)));
}

void TestPoller::aRefusedTokenStopsThePolling()
{
    Bench bench;
    bench.script->answer = Error{ErrorKind::Unauthorized, {}};
    bench.poller.tick();
    bench.step(30min);
    QCOMPARE(bench.script->polls, 1);
    bench.poller.pollNow(); // the person entered a new one
    bench.poller.tick();
    QCOMPARE(bench.script->polls, 2);
}

void TestPoller::whatIsMissedIsSaidWithHowLongItLasts()
{
    Bench bench;
    QSignalSpy missed(&bench.poller, &Poller::missed);
    const auto lasts = [&missed] { return missed.takeFirst().at(1).value<Duration>(); };
    bench.poller.tick();
    QVERIFY(missed.isEmpty());
    bench.script->answer = Error{ErrorKind::Timeout, u"no answer"_s};
    bench.clock.advance(10s);
    const Duration first = bench.poller.tick();
    QCOMPARE(lasts(), first); // until it is asked again
    bench.clock.advance(first);
    const Duration second = bench.poller.tick();
    QCOMPARE(lasts(), first + second);

    // The person asks again, or the machine was asleep: what was before says nothing.
    bench.poller.pollNow();
    const Duration third = bench.poller.tick();
    QCOMPARE(lasts(), third);

    Snapshot part;
    part.incomplete = Error{ErrorKind::Forbidden, u"not the monitors"_s};
    bench.script->answer = part;
    bench.clock.advance(third);
    bench.poller.tick();
    QVERIFY(lasts() > third);

    bench.script->answer = Snapshot{};
    bench.clock.advance(1h);
    bench.poller.tick();
    QVERIFY(missed.isEmpty());

    // Refused: it will be long until it is asked again, and that is said at once.
    bench.script->answer = Error{ErrorKind::Unauthorized, u"401"_s};
    bench.clock.advance(10s);
    bench.poller.tick();
    QVERIFY(lasts() > 10min);
}

void TestPoller::retryAfterIsObeyed()
{
    Bench bench;
    bench.script->answer = Error{ErrorKind::TooManyRequests, {}, 5min};
    bench.poller.tick();
    bench.step(299s);
    QCOMPARE(bench.script->polls, 1);
    bench.step(1s);
    QCOMPARE(bench.script->polls, 2);
}

void TestPoller::aHangingPollIsEndedAtItsDeadline()
{
    Bench bench;
    bench.script->gate = std::make_shared<Gate>();
    bench.poller.tick();
    bench.step(29s);
    QCOMPARE(bench.state(), SourceState::Starting);
    bench.step(1s);
    QCOMPARE(bench.state(), SourceState::Failed);
    QCOMPARE(bench.poller.statuses().constFirst().error->kind, ErrorKind::Timeout);
    QSignalSpy answered(&bench.poller, &Poller::answered);
    Q_EMIT bench.script->gate->open(); // too late
    QCoreApplication::processEvents();
    QCOMPARE(answered.size(), 0);
    QCOMPARE(bench.state(), SourceState::Failed);
}

void TestPoller::dataGetsStale()
{
    Bench bench;
    bench.poller.tick();
    bench.script->gate = std::make_shared<Gate>();
    bench.step(10s); // the next poll hangs
    QCOMPARE(bench.state(), SourceState::Fresh);
    bench.step(15s); // 2 intervals + 5 s after the last answer, to the millisecond
    QCOMPARE(bench.state(), SourceState::Fresh);
    bench.step(1ms);
    QCOMPARE(bench.state(), SourceState::Stale);
    Q_EMIT bench.script->gate->open();
    QCoreApplication::processEvents();
    QCOMPARE(bench.state(), SourceState::Fresh);
}

void TestPoller::hostsMayBeLookedAtMoreRarely()
{
    Bench bench;
    bench.script->hostsEvery = 60s;
    bench.poller.tick();
    QCOMPARE(bench.poller.statuses().constFirst().freshnessLimit(), Duration(25s));
    QCOMPARE(bench.poller.statuses().constFirst().hostFreshnessLimit(), Duration(125s));
    bench.script->hostsEvery = Duration(0);
    bench.step(10s);
    QCOMPARE(bench.poller.statuses().constFirst().hostFreshnessLimit(), Duration(25s));
}

void TestPoller::pollNowWhileRunningPollsAgain()
{
    Bench bench;
    bench.script->gate = std::make_shared<Gate>();
    bench.poller.tick();
    bench.poller.pollNow(SourceId(u"pd"_s));
    bench.poller.tick();
    QCOMPARE(bench.script->polls, 1);
    Q_EMIT bench.script->gate->open();
    QCoreApplication::processEvents();
    bench.script->gate.reset();
    bench.poller.tick();
    QCOMPARE(bench.script->polls, 2);
}

void TestPoller::aRemovedSourceIsGone()
{
    Bench bench;
    bench.script->gate = std::make_shared<Gate>();
    bench.poller.tick();
    bench.poller.remove(SourceId(u"pd"_s));
    QVERIFY(bench.poller.statuses().isEmpty());
    QSignalSpy answered(&bench.poller, &Poller::answered);
    Q_EMIT bench.script->gate->open();
    QCoreApplication::processEvents();
    bench.step(1min);
    QCOMPARE(answered.size(), 0);
}

void TestPoller::noQueueBehindAHangingSource()
{
    Bench bench;
    bench.script->gate = std::make_shared<Gate>();
    bench.poller.tick();
    for (int second = 0; second < 25; ++second)
        bench.step(1s);
    QCOMPARE(bench.script->polls, 1);
    Q_EMIT bench.script->gate->open(); // nobody is left waiting
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(TestPoller)
#include "tst_poller.moc"
