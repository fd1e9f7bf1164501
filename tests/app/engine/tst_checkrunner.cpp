// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkrunner.h"
#include "support/fakeclock.h"
#include "support/fakeprobe.h"

#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

CheckEntry entry(const QString &id, bool enabled = true)
{
    CheckEntry made;
    made.id = CheckId(id);
    made.kind = u"http"_s;
    made.every = 30s;
    made.enabled = enabled;
    made.values = {{u"url"_s, u"https://example.com/"_s}};
    return made;
}

struct Bench
{
    Bench() : runner(clock, probe, [this](CheckEntry) { return secretValues(secrets); }) { }

    static QCoro::Task<Expected<FieldValues>> secretValues(Expected<FieldValues> values) { co_return values; }

    void run(CheckFailure failure)
    {
        runner.runNow();
        runner.tick();
        ProbeReply reply;
        reply.failure = failure;
        reply.status = failure == CheckFailure::None ? 200 : 0;
        probe.finishNext(reply);
        QCoreApplication::processEvents();
    }

    const Check &check() const { return runner.checks().constFirst(); }

    FakeClock clock;
    Expected<FieldValues> secrets = FieldValues();
    FakeProbe probe;
    CheckRunner runner;
};

} // namespace

class TestCheckRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsFailuresInARow();
    void looksAgainSoonAfterTheFirstFailure();
    void runsWhenDueAndNotTwiceAtOnce();
    void aCheckThatIsOffDoesNotRun();
    void whatDidNotChangeIsKept();
    void anAnswerToAnOldEntryIsDropped();
    void secretsReachTheSiteAndAreReadOnce();
    void withoutItsSecretsItDoesNotRun();
    void whatCannotBeRunForLongHasFailed();
};

void TestCheckRunner::countsFailuresInARow()
{
    Bench bench;
    bench.runner.setEntries({entry(u"home"_s)});
    QCOMPARE(bench.check().state, CheckState::Waiting);
    bench.run(CheckFailure::None);
    QCOMPARE(bench.check().state, CheckState::Passing);
    bench.run(CheckFailure::Timeout);
    QCOMPARE(bench.check().state, CheckState::Failing);
    const auto since = bench.check().since;
    bench.clock.advance(10s);
    bench.run(CheckFailure::Timeout);
    QCOMPARE(bench.check().state, CheckState::Failed);
    QCOMPARE(bench.check().failuresInRow, 2);
    QCOMPARE(bench.check().since, since); // when the trouble began
    bench.run(CheckFailure::None);
    QCOMPARE(bench.check().state, CheckState::Passing);
    QCOMPARE(bench.check().failuresInRow, 0);
}

void TestCheckRunner::looksAgainSoonAfterTheFirstFailure()
{
    Bench bench;
    bench.runner.setEntries({entry(u"home"_s)});
    bench.run(CheckFailure::Timeout);
    QCOMPARE(bench.runner.tick(), Duration(10s));
    bench.run(CheckFailure::Timeout);
    QCOMPARE(bench.runner.tick(), Duration(30s));
}

void TestCheckRunner::runsWhenDueAndNotTwiceAtOnce()
{
    Bench bench;
    bench.runner.setEntries({entry(u"home"_s)});
    bench.runner.tick();
    bench.clock.advance(5min);
    bench.runner.tick();
    QCOMPARE(bench.probe.requests.size(), 1); // the first has not come back
    bench.probe.finishNext(ProbeReply{.status = 200});
    QCoreApplication::processEvents();
    bench.runner.tick();
    QCOMPARE(bench.probe.requests.size(), 2);
}

void TestCheckRunner::aCheckThatIsOffDoesNotRun()
{
    Bench bench;
    bench.runner.setEntries({entry(u"home"_s, false)});
    bench.runner.tick();
    QCOMPARE(bench.probe.requests.size(), 0);
    QCOMPARE(bench.check().state, CheckState::Paused);
}

void TestCheckRunner::whatDidNotChangeIsKept()
{
    Bench bench;
    QList<Diff<Check>> diffs;
    QObject::connect(&bench.runner, &CheckRunner::changed, &bench.runner, [&diffs](const Diff<Check> &diff) { diffs.append(diff); });
    bench.runner.setEntries({entry(u"home"_s)});
    bench.run(CheckFailure::Timeout);
    CheckEntry other = entry(u"shop"_s);
    bench.runner.setEntries({entry(u"home"_s), other});
    QCOMPARE(bench.check().failuresInRow, 1);
    other.every = 1min;
    bench.runner.setEntries({entry(u"home"_s), other});
    QCOMPARE(bench.check().failuresInRow, 1);
    bench.runner.setEntries({other});
    QCOMPARE(diffs.constLast().removed.constFirst().id, CheckId(u"home"_s));
}

void TestCheckRunner::anAnswerToAnOldEntryIsDropped()
{
    Bench bench;
    bench.runner.setEntries({entry(u"home"_s)});
    bench.runner.tick();
    CheckEntry changed = entry(u"home"_s);
    changed.values = {{u"url"_s, u"http://example.org/"_s}};
    bench.runner.setEntries({changed});
    bench.runner.tick();
    ProbeReply failed;
    failed.failure = CheckFailure::Timeout;
    bench.probe.finishNext(failed);
    QCoreApplication::processEvents();
    QCOMPARE(bench.check().state, CheckState::Waiting);
    QCOMPARE(bench.check().target, u"http://example.org/"_s);
    bench.probe.finishNext(ProbeReply{.status = 200});
    QCoreApplication::processEvents();
    QCOMPARE(bench.check().state, CheckState::Passing);
}

void TestCheckRunner::secretsReachTheSiteAndAreReadOnce()
{
    Bench bench;
    bench.secrets = FieldValues{{u"token"_s, u"first"_s}};
    bench.runner.setEntries({entry(u"home"_s)});
    bench.run(CheckFailure::None);
    const auto sent = [&bench] {
        for (const HttpHeader &header : bench.probe.requests.constLast().headers) {
            if (header.name == "Authorization")
                return header.value;
        }
        return QByteArray();
    };
    QCOMPARE(sent(), QByteArray("Bearer first"));
    bench.secrets = FieldValues{{u"token"_s, u"second"_s}};
    bench.run(CheckFailure::None);
    QCOMPARE(sent(), QByteArray("Bearer first"));
    bench.runner.forgetSecrets();
    bench.run(CheckFailure::None);
    QCOMPARE(sent(), QByteArray("Bearer second"));
}

void TestCheckRunner::withoutItsSecretsItDoesNotRun()
{
    Bench bench;
    bench.secrets = Error{ErrorKind::Locked, {}};
    bench.runner.setEntries({entry(u"home"_s)});
    for (int i = 0; i < 3; ++i) {
        bench.runner.tick();
        QCoreApplication::processEvents();
        QCOMPARE(bench.runner.tick(), Duration(10s));
        bench.clock.advance(10s);
    }
    QVERIFY(bench.probe.requests.isEmpty()); // the site would say 401, and be called down
    QCOMPARE(bench.check().state, CheckState::Failing); // not seen to be well, and no incident
    QCOMPARE(bench.check().failuresInRow, 0);
    QCOMPARE(bench.check().last.failure, CheckFailure::Misconfigured);
    QVERIFY2(bench.check().last.detail.contains(u"unlocked"_s), qPrintable(bench.check().last.detail));
    bench.secrets = FieldValues{{u"token"_s, u"first"_s}};
    bench.run(CheckFailure::None);
    QCOMPARE(bench.probe.requests.size(), 1);
    QCOMPARE(bench.probe.requests[0].headers.last(), (HttpHeader{"Authorization", "Bearer first"}));
    QCOMPARE(bench.check().state, CheckState::Passing);
}

void TestCheckRunner::whatCannotBeRunForLongHasFailed()
{
    Bench bench;
    bench.secrets = Error{ErrorKind::Locked, {}};
    bench.runner.setEntries({entry(u"home"_s)});
    bench.runner.tick();
    bench.clock.advance(CheckRunner::unreadFor - 1s);
    bench.runner.tick();
    QCoreApplication::processEvents();
    QCOMPARE(bench.check().failuresInRow, 0);
    bench.clock.advance(10s);
    bench.runner.tick();
    bench.clock.advance(10s);
    bench.runner.tick();
    QCoreApplication::processEvents();
    QCOMPARE(bench.check().state, CheckState::Failed);
    QVERIFY(bench.probe.requests.isEmpty());
}

QTEST_GUILESS_MAIN(TestCheckRunner)
#include "tst_checkrunner.moc"
