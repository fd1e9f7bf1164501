// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/hostrules.h"
#include "support/rulebench.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestHostRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firesAfterTheWholeTime();
    void stories_data();
    void stories();
    void evidence();
    void gapsStartTheCountAnew_data();
    void gapsStartTheCountAnew();
    void overtakenSampleIsPassedOver();
    void sameSampleIsJudgedTheSame();
    void goesOnFiringWhileOpen();
    void notANumberIsNoSample();
    void silenceIsUnknown();
    void thresholdLoweredAtRunTime();
    void thresholdRaisedAtRunTime();
    void timeShortenedAtRunTime();
    void memoryHasItsOwnThreshold();
    void hostsAreJudgedApart();
    void forgottenHostBeginsAnew();
    void thirdRestartWithinTheHour();
    void restartsAcrossMoreThanTheHour();
    void restartsClear();
    void restartsStayOpenAfterAGap();
    void restartsNobodyWatched();
    void twoServicesOfOneHost();
    void sameNameAtBothManagers();
    void restartsUnknown();
    void restartsThresholdAtRunTime();
    void keys_data();
    void keys();
};

void TestHostRules::firesAfterTheWholeTime()
{
    Bench bench;
    bench.host.cpu = 91;
    bench.look(); // 0:00
    for (Duration passed = interval; passed < 5min; passed += interval) {
        bench.clock.advance(interval);
        QCOMPARE(bench.of(RuleKind::Cpu).verdict, Verdict::Unknown);
    }
    bench.clock.advance(interval); // 5:00
    const RuleFinding finding = bench.of(RuleKind::Cpu);
    QCOMPARE(finding.verdict, Verdict::Firing);
    QVERIFY(finding.since == bench.clock.now() - 5min);
}

void TestHostRules::stories_data()
{
    using Steps = QList<QPair<double, int>>; // percent, seconds
    QTest::addColumn<Steps>("steps");
    QTest::addColumn<QString>("expected");
    QTest::newRow("five minutes above") << Steps{{91, 305}} << u"+cpu"_s;
    QTest::newRow("just not long enough") << Steps{{91, 300}, {10, 300}} << QString();
    QTest::newRow("exactly at the threshold is not above") << Steps{{70, 1200}} << QString();
    QTest::newRow("a hair above it is") << Steps{{70.001, 305}} << u"+cpu"_s;
    QTest::newRow("one dip starts the count anew") << Steps{{91, 295}, {69, 5}, {91, 295}} << QString();
    QTest::newRow("after the dip it takes the whole time again") << Steps{{91, 295}, {69, 5}, {91, 305}} << u"+cpu"_s;
    QTest::newRow("clears after two minutes well below") << Steps{{91, 305}, {20, 125}} << u"+cpu -cpu"_s;
    QTest::newRow("not before") << Steps{{91, 305}, {20, 120}} << u"+cpu"_s;
    QTest::newRow("just below the threshold does not clear") << Steps{{91, 305}, {69, 3600}} << u"+cpu"_s;
    QTest::newRow("at the margin it does") << Steps{{91, 305}, {68, 125}} << u"+cpu -cpu"_s;
    QTest::newRow("one peak starts the clearing anew") << Steps{{91, 305}, {20, 115}, {69, 5}, {20, 115}} << u"+cpu"_s;
    QTest::newRow("around the threshold: one page, no flapping")
        << Steps{{91, 305}, {69, 60}, {71, 60}, {69, 60}, {71, 60}, {69, 60}, {71, 400}} << u"+cpu"_s;
    QTest::newRow("comes back: opens again") << Steps{{91, 305}, {20, 125}, {91, 305}} << u"+cpu -cpu +cpu"_s;
    QTest::newRow("idle") << Steps{{0, 600}} << QString();
}

void TestHostRules::stories()
{
    using Steps = QList<QPair<double, int>>;
    QFETCH(const Steps, steps);
    Bench bench;
    for (const auto &[percent, seconds] : steps)
        bench.cpu(percent, std::chrono::seconds(seconds));
    QTEST(bench.story.join(u' '), "expected");
}

void TestHostRules::evidence()
{
    Bench bench;
    bench.cpu(75, 5min);
    bench.host.cpu = 91.5;
    bench.clock.advance(interval);
    const RuleFinding finding = bench.of(RuleKind::Cpu);
    QCOMPARE(finding.host, bench.host.id);
    QCOMPARE(finding.hostName, u"web-1"_s);
    QCOMPARE(finding.value, 91.5);
    QCOMPARE(finding.threshold, 70.0);
    QCOMPARE(finding.span, Duration(5min));
    QCOMPARE(finding.evidence.size(), HostRules::evidenceSize);
    QCOMPARE(finding.evidence.last(), (Sample{bench.clock.now(), 91.5}));
    QCOMPARE(finding.evidence.first(), (Sample{bench.clock.now() - 9 * interval, 75}));
}

void TestHostRules::gapsStartTheCountAnew_data()
{
    QTest::addColumn<qint64>("wall"); // seconds that the wall clock moves
    QTest::addColumn<bool>("isGap");
    QTest::newRow("suspended for ten minutes") << qint64(600) << true;
    QTest::newRow("the clock was set forward by a day") << qint64(86400) << true;
    QTest::newRow("the clock was set back by a day") << qint64(-86400) << true;
    QTest::newRow("the clock was set back by a minute") << qint64(-60) << true;
    QTest::newRow("just past the limit") << qint64(16) << true;
    QTest::newRow("a poll that was late") << qint64(15) << false;
}

void TestHostRules::gapsStartTheCountAnew()
{
    QFETCH(qint64, wall);
    QFETCH(bool, isGap);
    {
        Bench bench; // nearly firing
        bench.cpu(91, 4min + 50s);
        bench.clock.setWallClock(bench.clock.now() + std::chrono::seconds(wall) - interval);
        bench.pass(15s);
        QCOMPARE(!bench.story.isEmpty(), !isGap);
        bench.pass(4min + 45s);
        QCOMPARE(!bench.story.isEmpty(), !isGap);
        bench.pass(20s);
        QCOMPARE(bench.story, QStringList{u"+cpu"_s});
    }
    {
        Bench bench; // nearly clear
        bench.cpu(91, 6min);
        bench.cpu(10, 1min + 50s);
        QCOMPARE(bench.story, QStringList{u"+cpu"_s});
        bench.clock.setWallClock(bench.clock.now() + std::chrono::seconds(wall) - interval);
        bench.pass(15s);
        QCOMPARE(bench.story.size() == 2, !isGap);
        bench.pass(2min);
        QCOMPARE(bench.story, (QStringList{u"+cpu"_s, u"-cpu"_s}));
    }
}

void TestHostRules::overtakenSampleIsPassedOver()
{
    Bench bench;
    bench.cpu(91, 4min);
    bench.clock.setWallClock(bench.clock.now() - 10s); // another replica answers, a little behind
    bench.host.cpu = 5;
    QCOMPARE(bench.of(RuleKind::Cpu).value, 91.0);
    bench.clock.setWallClock(bench.clock.now() + 10s);
    bench.cpu(91, 65s);
    QCOMPARE(bench.story, QStringList{u"+cpu"_s});
}

void TestHostRules::sameSampleIsJudgedTheSame()
{
    Bench bench;
    bench.cpu(91, 6min);
    const auto once = bench.look();
    QVERIFY(once == bench.look());
    QCOMPARE(once.first().evidence.size(), HostRules::evidenceSize);
    QVERIFY(once.first().evidence[8].at < once.first().evidence[9].at);
}

void TestHostRules::goesOnFiringWhileOpen()
{
    Bench bench;
    bench.cpu(91, 6min);
    bench.cpu(69, 10s);
    QCOMPARE(bench.of(RuleKind::Cpu).verdict, Verdict::Unknown); // neither above nor well below
    bench.cpu(95, 5s);
    const RuleFinding finding = bench.of(RuleKind::Cpu);
    QCOMPARE(finding.verdict, Verdict::Firing); // no need to wait: it is open
    QCOMPARE(finding.value, 95.0);
    QVERIFY(finding.since == bench.clock.now());
}

void TestHostRules::notANumberIsNoSample()
{
    for (const double strange : {std::nan(""), std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()}) {
        Bench bench;
        bench.cpu(91, 2min);
        bench.cpu(strange, 5s);
        QCOMPARE(bench.of(RuleKind::Cpu).verdict, Verdict::Unknown);
        QCOMPARE(bench.of(RuleKind::Cpu).value, 91.0);
        bench.cpu(91, 3min);
        QCOMPARE(bench.story, QStringList{u"+cpu"_s}); // one missing sample is no gap
        bench.cpu(strange, 1h);
        QCOMPARE(bench.story, QStringList{u"+cpu"_s}); // and silence clears nothing
    }
}

void TestHostRules::silenceIsUnknown()
{
    Bench bench;
    bench.cpu(91, 6min);
    bench.host.cpu.reset();
    bench.host.state = HostState::Unknown;
    for (int i = 0; i < 100; ++i) {
        bench.clock.advance(interval);
        QCOMPARE(bench.of(RuleKind::Cpu).verdict, Verdict::Unknown);
    }
    bench.host.cpu = 91;
    bench.clock.advance(interval);
    QCOMPARE(bench.of(RuleKind::Cpu).verdict, Verdict::Firing); // it is open, and above
    bench.cpu(10, 2min);
    QCOMPARE(bench.story, QStringList{u"+cpu"_s});
    bench.cpu(10, 5s);
    QCOMPARE(bench.story, (QStringList{u"+cpu"_s, u"-cpu"_s}));
}

void TestHostRules::thresholdLoweredAtRunTime()
{
    Bench bench;
    bench.cpu(75, 4min);
    bench.cpu(65, 3min);
    bench.rules.setSettings(RuleSettings{.cpuAbove = 60});
    // Ten samples are kept: 45 s above 60 are known.
    bench.pass(5min - 50s);
    QVERIFY(bench.story.isEmpty());
    bench.pass(5s);
    QCOMPARE(bench.story, QStringList{u"+cpu"_s});

    Bench other; // what was above 70 is above 60: nothing is lost
    other.cpu(75, 4min);
    other.rules.setSettings(RuleSettings{.cpuAbove = 60});
    other.pass(65s);
    QCOMPARE(other.story, QStringList{u"+cpu"_s});
}

void TestHostRules::thresholdRaisedAtRunTime()
{
    Bench bench;
    bench.cpu(75, 4min + 50s);
    bench.rules.setSettings(RuleSettings{.cpuAbove = 80});
    bench.pass(10min);
    QVERIFY(bench.story.isEmpty());

    Bench open;
    open.cpu(75, 6min);
    open.rules.setSettings(RuleSettings{.cpuAbove = 80});
    open.pass(1min); // 45 s well below 80 are known already
    QCOMPARE(open.story, QStringList{u"+cpu"_s});
    open.pass(20s);
    QCOMPARE(open.story, (QStringList{u"+cpu"_s, u"-cpu"_s}));
}

void TestHostRules::timeShortenedAtRunTime()
{
    Bench bench;
    bench.cpu(75, 2min);
    bench.rules.setSettings(RuleSettings{.cpuFor = 1min});
    QVERIFY(bench.story.isEmpty());
    bench.pass(5s);
    QCOMPARE(bench.story, QStringList{u"+cpu"_s});
}

void TestHostRules::memoryHasItsOwnThreshold()
{
    Bench bench;
    bench.rules.setSettings(RuleSettings{.memoryAbove = 90, .memoryFor = 1min});
    bench.host.memory = 85;
    bench.pass(10min);
    QVERIFY(bench.story.isEmpty());
    bench.host.memory = 91;
    bench.pass(65s);
    QCOMPARE(bench.story, QStringList{u"+memory"_s});
    const RuleFinding finding = bench.of(RuleKind::Memory);
    QCOMPARE(finding.threshold, 90.0);
    QCOMPARE(finding.span, Duration(1min));
    QCOMPARE(bench.of(RuleKind::Cpu).verdict, Verdict::Clear);
}

void TestHostRules::hostsAreJudgedApart()
{
    Bench bench;
    Host other = bench.host;
    other.id = HostId(u"local:web-2"_s);
    other.cpu = 20;
    for (int i = 0; i < 70; ++i) {
        bench.cpu(91, interval);
        other.sampledAt = bench.clock.now();
        for (const RuleFinding &finding : bench.rules.judge(other, gapLimit, [](const QString &) { return false; }))
            QVERIFY(finding.verdict != Verdict::Firing);
    }
    QCOMPARE(bench.story, QStringList{u"+cpu"_s});
}

void TestHostRules::forgottenHostBeginsAnew()
{
    Bench bench;
    bench.cpu(91, 4min + 55s);
    bench.rules.forget(bench.host.id);
    bench.pass(5min);
    QVERIFY(bench.story.isEmpty());
    bench.pass(5s);
    QCOMPARE(bench.story, QStringList{u"+cpu"_s});
}

void TestHostRules::thirdRestartWithinTheHour()
{
    Bench bench;
    const TimePoint start = bench.clock.now();
    for (int i = 0; i < 2; ++i) {
        bench.restart(u"nginx.service"_s);
        bench.pass(10min);
        QVERIFY(bench.story.isEmpty());
    }
    bench.restart(u"nginx.service"_s);
    const RuleFinding finding = bench.of(RuleKind::Restarts);
    QCOMPARE(finding.verdict, Verdict::Firing);
    QCOMPARE(finding.unit, u"nginx.service"_s);
    QCOMPARE(finding.value, 3.0);
    QCOMPARE(finding.threshold, 2.0);
    QCOMPARE(finding.span, Duration(1h));
    QVERIFY(finding.since == start);
    QCOMPARE(finding.evidence.size(), 3);
    QCOMPARE(bench.story, QStringList{u"+restarts:system/nginx.service"_s});
}

void TestHostRules::restartsAcrossMoreThanTheHour()
{
    Bench bench;
    for (int i = 0; i < 6; ++i) {
        bench.restart(u"nginx.service"_s);
        bench.pass(30min); // never three within one hour
    }
    QVERIFY(bench.story.isEmpty());
}

void TestHostRules::restartsClear()
{
    Bench bench;
    for (int i = 0; i < 3; ++i) {
        bench.restart(u"nginx.service"_s);
        bench.pass(1min);
    }
    bench.pass(56min + 55s); // all three are still within the hour
    QCOMPARE(bench.of(RuleKind::Restarts).value, 3.0);
    bench.pass(1min); // two of them: more than half of two
    QCOMPARE(bench.of(RuleKind::Restarts).value, 2.0);
    QCOMPARE(bench.of(RuleKind::Restarts).verdict, Verdict::Unknown);
    QCOMPARE(bench.story.size(), 1);
    bench.pass(1min);
    QCOMPARE(bench.story.last(), u"-restarts:system/nginx.service"_s);
    bench.restart(u"nginx.service"_s); // two within the hour again
    bench.pass(1min);
    QCOMPARE(bench.story.size(), 2);
}

void TestHostRules::restartsStayOpenAfterAGap()
{
    Bench bench;
    for (int i = 0; i < 3; ++i)
        bench.restart(u"nginx.service"_s);
    bench.pass(1min);
    bench.clock.setWallClock(bench.clock.now() + 3h); // suspended, or the clock was set
    bench.pass(2min);
    QCOMPARE(bench.story.size(), 1);
    bench.pass(10s);
    QCOMPARE(bench.story.last(), u"-restarts:system/nginx.service"_s);
}

void TestHostRules::restartsNobodyWatched()
{
    Bench bench; // the console was started again while an incident is open
    bench.unit(u"nginx.service"_s);
    bench.host.restartsWatchedSince = bench.clock.now();
    bench.open.insert(u"rule/restarts/local:web-1/system/nginx.service"_s);
    bench.pass(59min + 55s);
    QCOMPARE(bench.of(RuleKind::Restarts).verdict, Verdict::Unknown);
    bench.pass(5s);
    QCOMPARE(bench.story, QStringList{u"-restarts:system/nginx.service"_s});
}

void TestHostRules::twoServicesOfOneHost()
{
    Bench bench;
    for (int i = 0; i < 3; ++i) {
        bench.restart(u"a.service"_s);
        bench.restart(u"b.service"_s);
        bench.unit(u"steady.service"_s);
        bench.pass(1min);
    }
    QCOMPARE(bench.story, (QStringList{u"+restarts:system/a.service"_s, u"+restarts:system/b.service"_s}));
    QCOMPARE(bench.look().size(), 4); // nothing of the steady one
}

void TestHostRules::sameNameAtBothManagers()
{
    Bench bench;
    for (int i = 0; i < 3; ++i) {
        bench.restart(u"sync.service"_s, UnitManager::User);
        bench.unit(u"sync.service"_s, UnitManager::System);
    }
    bench.restart(u"sync.service"_s, UnitManager::System);
    bench.pass(5s);
    QCOMPARE(bench.story, QStringList{u"+restarts:user/sync.service"_s});
}

void TestHostRules::restartsUnknown()
{
    Bench bench;
    for (int i = 0; i < 3; ++i)
        bench.restart(u"nginx.service"_s);
    bench.pass(5s);
    bench.host.restartsUnknown = RestartsUnknown::NoBus;
    bench.host.units.clear();
    bench.pass(2h);
    QCOMPARE(bench.look().size(), 2);
    QCOMPARE(bench.story.size(), 1);
}

void TestHostRules::restartsThresholdAtRunTime()
{
    Bench bench;
    for (int i = 0; i < 3; ++i)
        bench.restart(u"nginx.service"_s);
    bench.rules.setSettings(RuleSettings{.restartsMoreThan = 5});
    bench.pass(1min);
    QVERIFY(bench.story.isEmpty());
    bench.rules.setSettings(RuleSettings{.restartsMoreThan = 0, .restartsWithin = 10min});
    bench.pass(5s);
    QCOMPARE(bench.story.size(), 1);
    bench.pass(9min);
    QCOMPARE(bench.story.last(), u"-restarts:system/nginx.service"_s);
}

void TestHostRules::keys_data()
{
    QTest::addColumn<RuleKind>("rule");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<UnitManager>("manager");
    QTest::addColumn<QString>("expected");
    QTest::newRow("cpu") << RuleKind::Cpu << QString() << UnitManager::System << u"rule/cpu/local:web-1"_s;
    QTest::newRow("memory") << RuleKind::Memory << QString() << UnitManager::System << u"rule/memory/local:web-1"_s;
    QTest::newRow("a service") << RuleKind::Restarts << u"nginx.service"_s << UnitManager::System
                               << u"rule/restarts/local:web-1/system/nginx.service"_s;
    QTest::newRow("a person's service") << RuleKind::Restarts << u"sync.service"_s << UnitManager::User
                                        << u"rule/restarts/local:web-1/user/sync.service"_s;
}

void TestHostRules::keys()
{
    QFETCH(RuleKind, rule);
    QFETCH(QString, unit);
    QFETCH(UnitManager, manager);
    QTEST((RuleFinding{.rule = rule, .host = HostId(u"local:web-1"_s), .unit = unit, .manager = manager}.dedupKey()), "expected");
}

QTEST_GUILESS_MAIN(TestHostRules)
#include "tst_hostrules.moc"
