// SPDX-License-Identifier: GPL-3.0-or-later
// What the judge leaves to others; the rules themselves are tst_hostrules.
#include "engine/database.h"
#include "engine/judge.h"
#include "engine/ownincidents.h"
#include "support/fakeclock.h"
#include "support/incidents.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Bench
{
    FakeClock clock;
    Database database{QString()};
    OwnIncidents own{clock, database};
    Judge judge{own, [](const SourceId &) { return Duration(15s); }};

    Bench() { database.open(); }

    QHash<QString, Duration> leaves; // to the source

    // Seven minutes at full load, and three restarts.
    void overload(int samples = 28)
    {
        for (int i = 0; i < samples; ++i) {
            Host host;
            host.id = HostId(u"prod:h1"_s);
            host.source = SourceId(u"prod"_s);
            host.name = u"h1"_s;
            host.sampledAt = clock.now();
            host.cpu = 95;
            host.memory = 10;
            host.restartsUnknown = RestartsUnknown::Known;
            ServiceUnit unit;
            unit.name = u"nginx.service"_s;
            unit.failedRestarts = QList<TimePoint>(3, clock.now() - 1min);
            host.units = {unit};
            host.leaves = leaves;
            judge.applyHosts(Diff<Host>{.changed = {Change<Host>{host, host}}});
            clock.advance(15s);
        }
    }
    QStringList open() const
    {
        QStringList keys;
        for (const Incident &incident : own.incidents()) {
            if (incident.isOpen())
                keys.append(incident.dedupKey);
        }
        keys.sort();
        return keys;
    }
    Incident alert(const QString &covers)
    {
        Incident incident = makeIncident(u"prod:1"_s, IncidentState::Triggered, u"prod"_s);
        incident.covers = covers;
        return incident;
    }
};

const QString cpu = u"rule/cpu/prod:h1"_s;
const QString restarts = u"rule/restarts/prod:h1/system/nginx.service"_s;

} // namespace

class TestJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rulesSpeakWhereNobodyElseDoes();
    void whatAnAlertCoversIsNotSaidAgain_data();
    void whatAnAlertCoversIsNotSaidAgain();
    void anAlertThatComesLaterTakesOver();
    void whenTheAlertIsOverTheRuleSpeaks();
    void theSourceIsGivenTimeToSpeakFirst();
    void aSourceThatSpeaksInTimeIsTheOnlyOne();
    void aServiceThatIsGoneTakesItsIncidentAlong_data();
    void aServiceThatIsGoneTakesItsIncidentAlong();
    void aSourceThatCannotBeAskedIsTold();
    void aSourceThatIsNotConfiguredAnyMoreIsNot();
};

void TestJudge::rulesSpeakWhereNobodyElseDoes()
{
    Bench bench;
    bench.overload();
    QCOMPARE(bench.open(), (QStringList{cpu, restarts}));
}

void TestJudge::whatAnAlertCoversIsNotSaidAgain_data()
{
    QTest::addColumn<QString>("covers");
    QTest::addColumn<QStringList>("open");
    QTest::newRow("CPU of the host") << cpu << QStringList{restarts};
    QTest::newRow("restarts of the service") << restarts << QStringList{cpu};
    QTest::newRow("restarts of whatever service of the host") << u"rule/restarts/prod:h1"_s << QStringList{cpu};
    QTest::newRow("CPU of another host") << u"rule/cpu/prod:h11"_s << QStringList{cpu, restarts};
    QTest::newRow("a host whose name begins alike") << u"rule/cpu/prod:h"_s << QStringList{cpu, restarts};
    QTest::newRow("nothing") << QString() << QStringList{cpu, restarts};
}

void TestJudge::whatAnAlertCoversIsNotSaidAgain()
{
    QFETCH(QString, covers);
    Bench bench;
    bench.judge.applyIncidents(Diff<Shared<Incident>>{.added = {bench.alert(covers)}});
    bench.overload();
    QTEST(bench.open(), "open");
}

void TestJudge::anAlertThatComesLaterTakesOver()
{
    Bench bench;
    bench.overload();
    bench.judge.applyIncidents(Diff<Shared<Incident>>{.added = {bench.alert(cpu)}});
    bench.overload();
    QCOMPARE(bench.open(), QStringList{restarts});
}

void TestJudge::whenTheAlertIsOverTheRuleSpeaks()
{
    Bench bench;
    const Incident alert = bench.alert(cpu);
    Incident acknowledged = alert;
    acknowledged.state = IncidentState::Acknowledged;
    bench.judge.applyIncidents(Diff<Shared<Incident>>{.added = {alert}});
    bench.judge.applyIncidents(Diff<Shared<Incident>>{.changed = {Change<Shared<Incident>>{alert, acknowledged}}});
    bench.overload();
    QCOMPARE(bench.open(), QStringList{restarts});
    bench.judge.applyIncidents(Diff<Shared<Incident>>{.removed = {acknowledged}});
    bench.overload();
    QCOMPARE(bench.open(), (QStringList{cpu, restarts}));
}

// The restarts are there from the first sample on.
void TestJudge::theSourceIsGivenTimeToSpeakFirst()
{
    Bench bench;
    bench.leaves = {{u"restarts"_s, Duration(90s)}};
    bench.overload(6);
    QCOMPARE(bench.open(), QStringList());
    bench.overload(1);
    QCOMPARE(bench.open(), QStringList{restarts}); // it did not
}

void TestJudge::aSourceThatSpeaksInTimeIsTheOnlyOne()
{
    Bench bench;
    bench.leaves = {{u"restarts"_s, Duration(90s)}};
    bench.overload(3);
    bench.judge.applyIncidents(Diff<Shared<Incident>>{.added = {bench.alert(restarts)}});
    bench.overload();
    QCOMPARE(bench.open(), QStringList{cpu});
    QCOMPARE(bench.own.incidents().size(), 1); // and never was there another one
}

void TestJudge::aServiceThatIsGoneTakesItsIncidentAlong_data()
{
    QTest::addColumn<RestartsUnknown>("known");
    QTest::addColumn<int>("samples");
    QTest::addColumn<bool>("isOpen");
    QTest::newRow("uninstalled, or left out") << RestartsUnknown::Known << 20 << false;
    QTest::newRow("not listed yet") << RestartsUnknown::Known << 4 << true;
    QTest::newRow("nobody can tell") << RestartsUnknown::NoBus << 20 << true;
}

void TestJudge::aServiceThatIsGoneTakesItsIncidentAlong()
{
    QFETCH(RestartsUnknown, known);
    QFETCH(int, samples);
    QFETCH(bool, isOpen);
    Bench bench;
    bench.overload(4);
    QCOMPARE(bench.open(), QStringList{restarts});
    for (int i = 0; i < samples; ++i) {
        Host host;
        host.id = HostId(u"prod:h1"_s);
        host.source = SourceId(u"prod"_s);
        host.sampledAt = bench.clock.now();
        host.restartsUnknown = known;
        bench.judge.applyHosts(Diff<Host>{.changed = {Change<Host>{host, host}}});
        host.id = HostId(u"prod:h11"_s); // of which nothing is said
        bench.judge.applyHosts(Diff<Host>{.changed = {Change<Host>{host, host}}});
        bench.clock.advance(15s);
    }
    QCOMPARE(bench.open().contains(restarts), isOpen);
    QCOMPARE(bench.own.incidents().constFirst()->unwatched.isEmpty(), isOpen);
}

namespace {

SourceStatus silent()
{
    SourceStatus status;
    status.id = SourceId(u"dd"_s);
    status.name = u"Datadog"_s;
    status.interval = 15s;
    status.error = Error{ErrorKind::Timeout, u"nothing within 20 s"_s};
    return status;
}

} // namespace

void TestJudge::aSourceThatCannotBeAskedIsTold()
{
    Bench bench;
    SourceStatus status = silent();
    bench.judge.missed(status, 119s, Urgency::High);
    QVERIFY(bench.open().isEmpty()); // servers are restarted
    bench.judge.missed(status, 120s, Urgency::High);
    QCOMPARE(bench.open(), QStringList{u"source/dd"_s});
    const Incident told = bench.own.incidents().constFirst();
    QVERIFY(told.title.contains(u"Datadog"_s));
    QVERIFY(told.isPageworthy());
    bench.judge.missed(status, 300s, Urgency::High);
    QCOMPARE(bench.own.incidents().size(), 1);

    Snapshot part;
    part.source = status.id;
    part.incomplete = status.error;
    bench.judge.answered(part);
    QCOMPARE(bench.open().size(), 1);
    part.incomplete.reset();
    bench.judge.answered(part);
    QVERIFY(bench.open().isEmpty());
    QVERIFY(bench.own.incidents().constFirst()->unwatched.isEmpty()); // it is over

    status.interval = 2min; // asked rarely
    bench.judge.missed(status, 359s, Urgency::Low);
    QVERIFY(bench.open().isEmpty());
    bench.judge.missed(status, 360s, Urgency::Low);
    QVERIFY(!bench.own.incidents().constLast()->isPageworthy()); // of whoever is not on call
}

void TestJudge::aSourceThatIsNotConfiguredAnyMoreIsNot()
{
    Bench bench;
    bench.judge.missed(silent(), 10min, Urgency::High);
    bench.judge.sourceRemoved(SourceId(u"other"_s));
    QCOMPARE(bench.open().size(), 1);
    Configuration configuration;
    SourceEntry entry;
    entry.id = SourceId(u"dd"_s);
    configuration.sources = {entry};
    bench.judge.setConfiguration(configuration);
    bench.judge.abandonUnwatched();
    QCOMPARE(bench.open().size(), 1);
    bench.judge.setConfiguration({});
    bench.judge.abandonUnwatched();
    QVERIFY(bench.open().isEmpty());
    QVERIFY(!bench.own.incidents().constFirst()->unwatched.isEmpty());
}

QTEST_GUILESS_MAIN(TestJudge)
#include "tst_judge.moc"
