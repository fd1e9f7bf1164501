// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/database.h"
#include "engine/oncallwatch.h"
#include "engine/poller.h"
#include "support/fakeclock.h"
#include "support/shifts.h"
#include "support/waited.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// What the test says the source answers.
struct Script
{
    Expected<Snapshot> poll = Snapshot{};
    Expected<OnCall> onCall = onCallOf({});
    Expected<Done> taken = Done{};
    bool holds = false; // no answer
    QList<std::shared_ptr<Pending<Expected<OnCall>>>> held;
    int questions = 0;
    QList<ShiftOverride> overrides;
    Duration settles{0};
};

class ScriptedSource final : public Source
{
public:
    explicit ScriptedSource(std::shared_ptr<Script> script) : m_script(std::move(script)) { }

    QCoro::Task<Expected<Snapshot>> poll() override { return now(m_script->poll); }
    QCoro::Task<Expected<Done>> perform(ActionRequest) override { return now(Expected<Done>(Done{})); }
    Duration settlesIn() const override { return m_script->settles; }
    QCoro::Task<Expected<OnCall>> onCall() override
    {
        ++m_script->questions;
        if (!m_script->holds)
            return now(m_script->onCall);
        m_script->held.append(std::make_shared<Pending<Expected<OnCall>>>());
        return later(m_script->held.constLast());
    }
    QCoro::Task<Expected<Done>> takeShift(ShiftOverride wanted) override
    {
        m_script->overrides.append(wanted);
        return now(m_script->taken);
    }

private:
    template<typename T>
    static QCoro::Task<T> now(T answer)
    {
        T copy = answer;
        co_return copy;
    }
    static QCoro::Task<Expected<OnCall>> later(std::shared_ptr<Pending<Expected<OnCall>>> pending) { co_return co_await pending->wait(); }

    std::shared_ptr<Script> m_script;
};

struct Bench
{
    explicit Bench(const QString &folder = {}, bool isConsole = true) : database(folder), watch(clock, poller, database)
    {
        QObject::connect(
            &watch, &OnCallWatch::told, &watch, [this](const DutyNews &news) { told.append(dutyNewsTitle(news, clock.now())); });
        if (isConsole)
            watch.startTelling();
        QSignalSpy opened(&database, &Database::opened);
        database.open();
        if (opened.isEmpty())
            opened.wait();
    }

    void add(const QString &kind = u"pagerduty"_s, const QString &id = u"pd"_s)
    {
        SourceStatus status;
        status.id = SourceId(id);
        status.name = id;
        status.kind = kind;
        status.interval = 10s;
        poller.add(status, std::make_unique<ScriptedSource>(script));
    }
    void start()
    {
        add();
        QVERIFY(waited(watch.restore()));
        step();
    }
    void step(Duration by = 0s)
    {
        clock.advance(by);
        poller.tick();
        watch.tick();
    }
    OnCallStatus status() const { return watch.statuses().value(0); }

    FakeClock clock;
    Poller poller{clock};
    Database database;
    OnCallWatch watch;
    std::shared_ptr<Script> script = std::make_shared<Script>();
    QStringList told;
};

} // namespace

class TestOnCallWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksOnlySourcesThatKnow();
    void asksAfterTheFirstPollAndThenEachFiveMinutes();
    void aFailureKeepsTheLastAnswer();
    void failuresAreAskedLessOften();
    void aRefusedTokenIsNotAskedWith();
    void noAnswerIsAFailureAfterAMinute();
    void askingOftenIsAskingOnce();
    void anOverrideIsFollowedByAQuestion();
    void aRefusedOverrideIsNot();
    void toldOnceAlsoAfterARestart();
    void whoeverCannotShowItDoesNotSwallowIt();
    void toldInTimeNotAtTheNextQuestion();
    void aRemovedSourceIsForgotten();
    void theDutyOfSeveralSources();
};

void TestOnCallWatch::asksOnlySourcesThatKnow()
{
    Bench bench;
    bench.add(u"local"_s, u"here"_s);
    bench.start();
    QCOMPARE(bench.watch.statuses().size(), 1);
    QCOMPARE(bench.status().source, SourceId(u"pd"_s));
    QCOMPARE(bench.script->questions, 1);
    QVERIFY(bench.status().answer);
}

void TestOnCallWatch::asksAfterTheFirstPollAndThenEachFiveMinutes()
{
    Bench bench;
    bench.add();
    QVERIFY(waited(bench.watch.restore()));
    bench.watch.tick(); // the poll has not been
    QCOMPARE(bench.script->questions, 0);
    bench.step();
    QCOMPARE(bench.script->questions, 1);
    bench.step(4min);
    QCOMPARE(bench.script->questions, 1);
    bench.step(1min);
    QCOMPARE(bench.script->questions, 2);
}

void TestOnCallWatch::aFailureKeepsTheLastAnswer()
{
    Bench bench;
    bench.start();
    const OnCallStatus before = bench.status();
    bench.script->onCall = Error{ErrorKind::Server, u"503"_s};
    bench.step(5min);
    QCOMPARE(bench.status().answer, before.answer);
    QCOMPARE(bench.status().error->kind, ErrorKind::Server);
    bench.script->onCall = onCallOf({shiftOf(1, 2)});
    bench.step(10min);
    QVERIFY(!bench.status().error);
    QCOMPARE(bench.status().answer->mine.size(), 1);
}

void TestOnCallWatch::failuresAreAskedLessOften()
{
    Bench bench;
    bench.script->onCall = Error{ErrorKind::TooManyRequests, {}, 20min};
    bench.start();
    QCOMPARE(bench.script->questions, 1);
    bench.step(19min);
    QCOMPARE(bench.script->questions, 1);
    bench.step(2min);
    QCOMPARE(bench.script->questions, 2);
}

void TestOnCallWatch::aRefusedTokenIsNotAskedWith()
{
    Bench bench;
    bench.script->poll = Error{ErrorKind::Unauthorized, u"401"_s};
    bench.start();
    QCOMPARE(bench.script->questions, 0);
    QCOMPARE(bench.status().error->kind, ErrorKind::Unauthorized);
    bench.script->poll = Snapshot{};
    bench.poller.pollNow();
    bench.step();
    QCOMPARE(bench.script->questions, 1);
    QVERIFY(!bench.status().error);
}

void TestOnCallWatch::noAnswerIsAFailureAfterAMinute()
{
    Bench bench;
    bench.script->holds = true;
    bench.start();
    QVERIFY(bench.status().isAsking);
    bench.step(OnCallWatch::deadline);
    QVERIFY(!bench.status().isAsking);
    QCOMPARE(bench.status().error->kind, ErrorKind::Timeout);
    // The late answer is to a question that nobody asks any more.
    bench.script->held.constFirst()->finish(onCallOf({shiftOf(1, 2)}));
    QVERIFY(!bench.status().answer);
}

void TestOnCallWatch::askingOftenIsAskingOnce()
{
    Bench bench;
    bench.start();
    for (int i = 0; i < 20; ++i) {
        bench.watch.askNow();
        bench.step();
    }
    QCOMPARE(bench.script->questions, 1);
    bench.step(OnCallWatch::pause);
    QCOMPARE(bench.script->questions, 2);
}

void TestOnCallWatch::anOverrideIsFollowedByAQuestion()
{
    Bench bench;
    bench.script->settles = 5s;
    bench.start();
    QSignalSpy taken(&bench.watch, &OnCallWatch::taken);
    const ShiftOverride wanted{u"PS"_s, u"Primary"_s, bench.clock.now(), bench.clock.now() + 1h};
    QVERIFY(waited(bench.watch.takeShift(SourceId(u"pd"_s), wanted)));
    QCOMPARE(bench.script->overrides, QList{wanted});
    QCOMPARE(taken.size(), 1);
    bench.step(4s);
    QCOMPARE(bench.script->questions, 1); // it cannot be read yet
    bench.step(1s);
    QCOMPARE(bench.script->questions, 2);
}

void TestOnCallWatch::aRefusedOverrideIsNot()
{
    Bench bench;
    bench.start();
    bench.script->taken = Error{ErrorKind::BadInput, u"no"_s};
    QSignalSpy taken(&bench.watch, &OnCallWatch::taken);
    QVERIFY(!waited(bench.watch.takeShift(SourceId(u"pd"_s), {})));
    QCOMPARE(taken.size(), 0);
    bench.step(1min);
    QCOMPARE(bench.script->questions, 1);
    const auto nowhere = waited(bench.watch.takeShift(SourceId(u"other"_s), {}));
    QCOMPARE(nowhere.error().kind, ErrorKind::NotFound);
}

void TestOnCallWatch::toldOnceAlsoAfterARestart()
{
    QTemporaryDir folder;
    {
        Bench bench(folder.path());
        bench.script->onCall = onCallOf({shiftOf(-1, 8)});
        bench.start();
        QCOMPARE(bench.told, QStringList{u"You are on call now"_s});
        bench.step(5min);
        QCOMPARE(bench.told.size(), 1);
    }
    Bench bench(folder.path());
    bench.script->onCall = onCallOf({shiftOf(-1, 8)});
    bench.start();
    QCOMPARE(bench.told, QStringList());
    bench.script->onCall = onCallOf({});
    bench.step(5min);
    QCOMPARE(bench.told, QStringList{u"Your shift ended"_s});
}

void TestOnCallWatch::whoeverCannotShowItDoesNotSwallowIt()
{
    QTemporaryDir folder;
    {
        Bench terminal(folder.path(), false);
        terminal.script->onCall = onCallOf({shiftOf(-1, 8)});
        terminal.start();
        QVERIFY(terminal.status().answer);
        QCOMPARE(terminal.told, QStringList());
    }
    Bench console(folder.path());
    console.script->onCall = onCallOf({shiftOf(-1, 8)});
    console.start();
    QCOMPARE(console.told, QStringList{u"You are on call now"_s});
}

void TestOnCallWatch::toldInTimeNotAtTheNextQuestion()
{
    Bench bench;
    bench.script->onCall = onCallOf({shiftOf(1, 2)});
    bench.start();
    QCOMPARE(bench.told, QStringList{u"You go on call in 1 h"_s});
    bench.step(58min);
    bench.step(2min); // between two questions
    QCOMPARE(bench.told.value(1), u"You are on call now"_s);
    QVERIFY(bench.watch.tick() <= 5min);
    bench.step(1h - 1s);
    QCOMPARE(bench.told.size(), 2);
    QVERIFY(bench.watch.tick() <= 1s);
    bench.step(1s);
    QCOMPARE(bench.told.value(2), u"Your shift ended"_s);
}

void TestOnCallWatch::aRemovedSourceIsForgotten()
{
    Bench bench;
    bench.start();
    bench.script->holds = true;
    bench.step(5min);
    bench.poller.remove(SourceId(u"pd"_s));
    QVERIFY(bench.watch.statuses().isEmpty());
    bench.script->held.constFirst()->finish(onCallOf({}));
    QVERIFY(bench.watch.statuses().isEmpty());
    QVERIFY(!bench.watch.duty());
}

void TestOnCallWatch::theDutyOfSeveralSources()
{
    Bench bench;
    QVERIFY(!bench.watch.duty());
    bench.script->onCall = onCallOf({shiftOf(10, 12)});
    bench.start();
    QVERIFY(!bench.watch.duty()->isOnCall);
    bench.script = std::make_shared<Script>();
    bench.script->onCall = onCallOf({shiftOf(-1, 3)}, SourceId(u"other"_s));
    bench.add(u"pagerduty"_s, u"other"_s);
    bench.step();
    QVERIFY(bench.watch.duty()->isOnCall);
    QCOMPARE(bench.watch.duty()->until, bench.clock.now() + 3h);
    bench.script = std::make_shared<Script>();
    bench.script->onCall = onCallOf({shiftOf(-2, 8)}, SourceId(u"third"_s));
    bench.add(u"datadog"_s, u"third"_s);
    bench.step();
    QCOMPARE(bench.watch.duty()->until, bench.clock.now() + 8h); // not before all of them are over
    bench.script = std::make_shared<Script>();
    bench.script->onCall = onCallOf({shiftOf(std::nullopt, std::nullopt)}, SourceId(u"last"_s));
    bench.add(u"pagerduty"_s, u"last"_s); // always on the last level: that is no turn
    bench.step();
    QCOMPARE(bench.watch.duty()->until, bench.clock.now() + 8h);
}

QTEST_GUILESS_MAIN(TestOnCallWatch)
#include "tst_oncallwatch.moc"
