// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampler/unitlog.h"
#include "support/fakeclock.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int exited = 1; // CLD_EXITED and its neighbours, as ExecMainCode has them
constexpr int killed = 2;
constexpr int dumped = 3;

// As systemd says it when a run ends, and when the next one began.
RunReport ended(quint32 restarts, int code, int status, const QString &result)
{
    return RunReport{restarts, code, status, result};
}
RunReport running(quint32 restarts)
{
    return RunReport{restarts, 0, 0, u"success"_s};
}

const auto unit = u"x.service"_s;

class Log
{
public:
    FakeClock clock;
    UnitLog log{UnitManager::System, {}, clock};

    QList<TimePoint> restarts()
    {
        const auto units = log.units();
        return units.isEmpty() ? QList<TimePoint>() : units.first().failedRestarts;
    }
    void fail(quint32 count) // the run before restart number `count`, and that restart
    {
        log.report(unit, ended(count - 1, exited, 3, u"exit-code"_s));
        log.report(unit, running(count));
    }
};

} // namespace

using Reports = QList<RunReport>;

class TestUnitLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void counts_data();
    void counts();
    void newsIsTold();
    void timesAreTheClocks();
    void forgetsAfterADay();
    void followsAClockThatWasSet_data();
    void followsAClockThatWasSet();
    void keepsOnlySoMany();
    void filter_data();
    void filter();
    void filteredOutIsNotKept();
    void listIsTheWholeTruth();
    void removedUnitKeepsItsRestarts();
    void failedStateIsNews();
    void pathsOfUnits_data();
    void pathsOfUnits();
};

void TestUnitLog::counts_data()
{
    QTest::addColumn<Reports>("reports");
    QTest::addColumn<int>("expected");
    const auto failed = u"exit-code"_s;
    const auto fine = u"success"_s;
    QTest::newRow("an exit status above 0, then restarted") << Reports{running(0), ended(0, exited, 3, failed), running(1)} << 1;
    QTest::newRow("the end is seen first") << Reports{ended(4, exited, 3, failed), running(5)} << 1;
    QTest::newRow("ended, not restarted yet") << Reports{running(0), ended(0, exited, 3, failed)} << 0;
    QTest::newRow("a signal") << Reports{ended(0, killed, 9, u"signal"_s), running(1)} << 1;
    QTest::newRow("a core dump") << Reports{ended(0, dumped, 11, u"core-dump"_s), running(1)} << 1;
    QTest::newRow("a signal that systemd takes for a good end") << Reports{ended(0, killed, 15, fine), running(1)} << 1;
    QTest::newRow("time ran out") << Reports{ended(0, killed, 15, u"timeout"_s), running(1)} << 1;
    QTest::newRow("the watchdog") << Reports{ended(0, dumped, 6, u"watchdog"_s), running(1)} << 1;
    QTest::newRow("out of memory") << Reports{ended(0, killed, 9, u"oom-kill"_s), running(1)} << 1;
    QTest::newRow("the command before the main one failed") << Reports{ended(0, 0, 0, failed), running(1)} << 1;
    QTest::newRow("ended well and restarted, as Restart=always does") << Reports{ended(0, exited, 0, fine), running(1)} << 0;
    QTest::newRow("systemctl restart: the count does not grow") << Reports{running(0), ended(0, killed, 15, fine), running(0)} << 0;
    QTest::newRow("failed before, restarted by hand after: once")
        << Reports{ended(0, exited, 1, failed), running(1), ended(1, killed, 15, fine), running(0)} << 1;
    QTest::newRow("three in a row") << Reports{ended(0, exited, 1, failed), running(1), ended(1, exited, 1, failed), running(2),
        ended(2, exited, 1, failed), running(3)}
                                    << 3;
    QTest::newRow("several between two signals count by the difference") << Reports{ended(0, exited, 1, failed), running(4)} << 4;
    QTest::newRow("the end and the count in one signal") << Reports{running(0), ended(1, exited, 1, failed)} << 1;
    QTest::newRow("only the ends are seen") << Reports{ended(0, exited, 1, failed), ended(1, exited, 1, failed),
        ended(2, exited, 1, failed)} << 2;
    QTest::newRow("well, then failed, then well") << Reports{ended(0, exited, 0, fine), running(1), ended(1, exited, 1, failed), running(2),
        ended(2, exited, 0, fine), running(3)} << 1;
    QTest::newRow("many before our time are not new") << Reports{running(17)} << 0;
    QTest::newRow("the first after our start is") << Reports{running(17), ended(17, exited, 1, failed), running(18)} << 1;
    QTest::newRow("nothing is known of the run before") << Reports{running(3), running(4)} << 0;
    QTest::newRow("reset-failed, then it fails again")
        << Reports{ended(5, exited, 1, failed), running(6), running(0), ended(0, exited, 1, failed), running(1)} << 2;
    QTest::newRow("the reset was not seen") << Reports{ended(5, exited, 1, failed), running(2)} << 2;
    QTest::newRow("nothing of restarts is said") << Reports{RunReport{{}, exited, 3, failed}, RunReport{{}, 0, 0, fine}} << 0;
    QTest::newRow("bit by bit") << Reports{RunReport{0, {}, {}, {}}, RunReport{{}, exited, {}, {}}, RunReport{{}, {}, 3, {}},
        RunReport{1, {}, {}, {}}}
                                << 1;
    QTest::newRow("an empty report") << Reports{RunReport{}} << 0;
}

void TestUnitLog::counts()
{
    QFETCH(Reports, reports);
    Log log;
    for (const RunReport &report : reports)
        log.log.report(unit, report);
    QTEST(static_cast<int>(log.restarts().size()), "expected");
}

void TestUnitLog::newsIsTold()
{
    Log log;
    QVERIFY(!log.log.report(unit, running(0)));
    QVERIFY(!log.log.report(unit, ended(0, exited, 1, u"exit-code"_s)));
    QVERIFY(log.log.report(unit, running(1)));
    QVERIFY(!log.log.report(unit, running(1)));
    QVERIFY(!log.log.report(unit, ended(1, exited, 0, u"success"_s)));
    QVERIFY(!log.log.report(unit, running(2)));
    QCOMPARE(log.log.units().first().result, u"success"_s);
}

void TestUnitLog::timesAreTheClocks()
{
    Log log;
    QList<TimePoint> expected;
    for (quint32 i = 1; i <= 3; ++i) {
        log.clock.advance(7min);
        log.fail(i);
        expected.append(log.clock.now());
    }
    QCOMPARE(log.restarts(), expected);
}

void TestUnitLog::forgetsAfterADay()
{
    Log log;
    log.fail(1);
    log.clock.advance(12h);
    log.fail(2);
    log.clock.advance(12h);
    QCOMPARE(log.restarts().size(), 2); // exactly a day
    log.clock.advance(1ms);
    QCOMPARE(log.restarts().size(), 1);
    log.clock.advance(12h);
    QVERIFY(log.restarts().isEmpty());
    QCOMPARE(log.log.units().size(), 1); // the service is still there
}

void TestUnitLog::followsAClockThatWasSet_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("a day forward") << qint64(86400);
    QTest::newRow("a day back") << qint64(-86400);
    QTest::newRow("ten years back") << qint64(-315360000);
}

void TestUnitLog::followsAClockThatWasSet()
{
    QFETCH(qint64, seconds);
    Log log;
    log.fail(1);
    log.clock.advance(10min);
    log.clock.setWallClock(log.clock.now() + std::chrono::seconds(seconds));
    QCOMPARE(log.restarts(), QList<TimePoint>{log.clock.now() - 10min}); // ten minutes ago is ten minutes ago
    log.clock.setWallClock(log.clock.now() + 1s); // being corrected
    QCOMPARE(log.restarts(), QList<TimePoint>{log.clock.now() - 10min - 1s});
}

void TestUnitLog::keepsOnlySoMany()
{
    Log log;
    log.fail(1);
    log.clock.advance(1min);
    log.log.report(unit, ended(1, exited, 1, u"exit-code"_s));
    log.log.report(unit, running(1'000'000));
    QCOMPARE(log.restarts().size(), UnitLog::restartsKept);
    QVERIFY(log.restarts().first() == log.clock.now()); // the oldest went
}

void TestUnitLog::filter_data()
{
    QTest::addColumn<QStringList>("include");
    QTest::addColumn<QStringList>("exclude");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("expected");
    QTest::newRow("all services") << QStringList() << QStringList() << u"nginx.service"_s << true;
    QTest::newRow("services only") << QStringList() << QStringList() << u"nginx.socket"_s << false;
    QTest::newRow("by name") << QStringList{u"nginx"_s} << QStringList() << u"nginx.service"_s << true;
    QTest::newRow("by whole name") << QStringList{u"nginx.service"_s} << QStringList() << u"nginx.service"_s << true;
    QTest::newRow("another name") << QStringList{u"nginx"_s} << QStringList() << u"nginx-debug.service"_s << false;
    QTest::newRow("by pattern") << QStringList{u"postgresql@*"_s} << QStringList() << u"postgresql@15-main.service"_s << true;
    QTest::newRow("one of several") << QStringList{u"a"_s, u"b?"_s} << QStringList() << u"b1.service"_s << true;
    QTest::newRow("left out") << QStringList() << QStringList{u"apt-*"_s} << u"apt-daily.service"_s << false;
    QTest::newRow("to leave out wins") << QStringList{u"*"_s} << QStringList{u"nginx"_s} << u"nginx.service"_s << false;
    QTest::newRow("a pattern that is broken is a name") << QStringList{u"[a"_s} << QStringList() << u"nginx.service"_s << false;
    QTest::newRow("names may have backslashes") << QStringList{u"fsck@*"_s} << QStringList() << u"fsck@dev-disk\\x2d1.service"_s << true;
    QTest::newRow("nothing but the suffix") << QStringList() << QStringList() << u".service"_s << true;
    QTest::newRow("no name") << QStringList() << QStringList() << QString() << false;
}

void TestUnitLog::filter()
{
    QFETCH(QStringList, include);
    QFETCH(QStringList, exclude);
    QFETCH(QString, name);
    QTEST((UnitFilter{include, exclude}.accepts(name)), "expected");
}

void TestUnitLog::filteredOutIsNotKept()
{
    FakeClock clock;
    UnitLog log(UnitManager::User, UnitFilter{{}, {u"x"_s}}, clock);
    log.list({ListedUnit{unit, u"active"_s, u"running"_s}, ListedUnit{u"y.service"_s, u"active"_s, u"running"_s}});
    log.report(unit, ended(0, exited, 1, u"exit-code"_s));
    QVERIFY(!log.report(unit, running(1)));
    QVERIFY(!log.setState(unit, u"failed"_s, u"failed"_s));
    QCOMPARE(log.units(), (QList<ServiceUnit>{ServiceUnit{u"y.service"_s, UnitManager::User, u"active"_s, u"running"_s, {}, {}}}));
}

void TestUnitLog::listIsTheWholeTruth()
{
    Log log;
    log.log.list({ListedUnit{u"b.service"_s, u"active"_s, u"running"_s}, ListedUnit{u"a.service"_s, u"failed"_s, u"failed"_s}});
    QCOMPARE(log.log.units().size(), 2);
    QCOMPARE(log.log.units().first().name, u"a.service"_s); // by name
    QCOMPARE(log.log.units().first().activeState, u"failed"_s);
    log.log.list({ListedUnit{u"b.service"_s, u"inactive"_s, u"dead"_s}});
    QCOMPARE(log.log.units().size(), 1);
    QCOMPARE(log.log.units().first().subState, u"dead"_s);
}

void TestUnitLog::removedUnitKeepsItsRestarts()
{
    Log log;
    log.fail(5);
    log.log.setState(unit, u"active"_s, u"running"_s);
    QVERIFY(log.log.isCounted(unit));
    log.log.remove(unit);
    QVERIFY(!log.log.isCounted(unit));
    QCOMPARE(log.restarts().size(), 1);
    QCOMPARE(log.log.units().first().activeState, u"inactive"_s);
    log.fail(1); // loaded anew, counted from nothing
    QCOMPARE(log.restarts().size(), 2);
    log.log.remove(unit);
    log.clock.advance(25h);
    QVERIFY(log.log.units().isEmpty());
    log.log.remove(u"unknown.service"_s);
}

void TestUnitLog::failedStateIsNews()
{
    Log log;
    QVERIFY(!log.log.setState(unit, u"active"_s, u"running"_s));
    QVERIFY(!log.log.setState(unit, u"activating"_s, u"auto-restart"_s));
    QVERIFY(log.log.setState(unit, u"failed"_s, u"failed"_s));
    QVERIFY(!log.log.setState(unit, u"failed"_s, u"failed"_s));
    QVERIFY(log.log.setState(unit, u"active"_s, u"running"_s));
}

void TestUnitLog::pathsOfUnits_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << u"/org/freedesktop/systemd1/unit/nginx_2eservice"_s << u"nginx.service"_s;
    QTest::newRow("instance") << u"/org/freedesktop/systemd1/unit/ok_401_2eservice"_s << u"ok@1.service"_s;
    QTest::newRow("a digit first") << u"/org/freedesktop/systemd1/unit/_37zip_2dd_2eservice"_s << u"7zip-d.service"_s;
    QTest::newRow("backslash") << u"/org/freedesktop/systemd1/unit/a_5cx2db_2eservice"_s << u"a\\x2db.service"_s;
    QTest::newRow("cut off") << u"/org/freedesktop/systemd1/unit/a_2"_s << u"a_2"_s;
    QTest::newRow("no digits") << u"/org/freedesktop/systemd1/unit/a_zzb"_s << u"a_zzb"_s;
    QTest::newRow("another path") << u"/org/freedesktop/systemd1/job/12"_s << QString();
    QTest::newRow("empty") << QString() << QString();
}

void TestUnitLog::pathsOfUnits()
{
    QFETCH(QString, path);
    QTEST(unitNameOfPath(path), "expected");
}

QTEST_GUILESS_MAIN(TestUnitLog)
#include "tst_unitlog.moc"
