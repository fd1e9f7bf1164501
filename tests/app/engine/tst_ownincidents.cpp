// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/database.h"
#include "engine/history.h"
#include "engine/ownincidents.h"
#include "support/fakeclock.h"
#include "support/incidents.h"
#include "support/waited.h"

#include <QCoroTask>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Condition condition(Verdict verdict, const QString &title = u"disk full"_s, const QString &text = u"98 %"_s)
{
    Condition made;
    made.dedupKey = u"rule/disk/web-1"_s;
    made.verdict = verdict;
    made.title = title;
    made.text = text;
    return made;
}

struct Bench
{
    Bench() : database(QString()), own(clock, database) { database.open(); }

    SharedIncidents open() const
    {
        SharedIncidents open = own.incidents();
        open.removeIf([](const Incident &incident) { return !incident.isOpen(); });
        return open;
    }

    Expected<Done> perform(const QString &action, const QString &id)
    {
        return waited(own.perform(ActionRequest{action, IncidentId(id), OwnIncidents::sourceId(), u"me"_s, u"window"_s, clock.now()}));
    }

    FakeClock clock;
    Database database;
    OwnIncidents own;
};

} // namespace

class TestOwnIncidents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneConditionIsOneIncident();
    void unknownNeitherOpensNorResolves();
    void comesBackAsANewIncident();
    void evidenceIsRenewedAtMostOnceAMinute();
    void anotherTitleIsShownAtOnce();
    void acknowledgedStaysAcknowledged();
    void actionsOnWhatIsOverAreRefused();
    void resolvedByHandStaysQuietThenComesBack();
    void resolvedByHandAndClearedIsNewAtOnce();
    void numbersGoOnAfterARestart();
    void resolvedOnesLeaveAfterAWhile();
    void abandonSaysWhy();
    void triggeredAgainIsUpdatedAtOnce();
    void triggeredAfterItsEndIsNewAtOnce();
    void triggeredIsOnDiskWhenThatIsSaid();
};

void TestOwnIncidents::oneConditionIsOneIncident()
{
    Bench bench;
    QSignalSpy changed(&bench.own, &OwnIncidents::changed);
    bench.own.apply(condition(Verdict::Firing));
    bench.own.apply(condition(Verdict::Firing));
    QCOMPARE(bench.open().size(), 1);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(bench.open()[0]->id, IncidentId(u"NB-1"_s));
    QVERIFY(bench.own.isOpen(u"rule/disk/web-1"_s));
    bench.own.apply(condition(Verdict::Clear));
    QVERIFY(bench.open().isEmpty());
    QCOMPARE(bench.own.incidents()[0]->state, IncidentState::Resolved);
    QVERIFY(bench.own.incidents()[0]->resolvedBy.isEmpty());
}

void TestOwnIncidents::unknownNeitherOpensNorResolves()
{
    Bench bench;
    bench.own.apply(condition(Verdict::Unknown));
    QVERIFY(bench.own.incidents().isEmpty());
    bench.own.apply(condition(Verdict::Firing));
    bench.own.apply(condition(Verdict::Unknown));
    QCOMPARE(bench.open().size(), 1);
}

void TestOwnIncidents::comesBackAsANewIncident()
{
    Bench bench;
    bench.own.apply(condition(Verdict::Firing));
    bench.own.apply(condition(Verdict::Clear));
    bench.own.apply(condition(Verdict::Firing));
    QCOMPARE(bench.open().size(), 1);
    QCOMPARE(bench.open()[0]->id, IncidentId(u"NB-2"_s));
    QCOMPARE(bench.open()[0]->dedupKey, u"rule/disk/web-1"_s);
}

void TestOwnIncidents::evidenceIsRenewedAtMostOnceAMinute()
{
    Bench bench;
    bench.own.apply(condition(Verdict::Firing));
    bench.clock.advance(30s);
    bench.own.apply(condition(Verdict::Firing, u"disk full"_s, u"99 %"_s));
    QCOMPARE(bench.open()[0]->text, u"98 %"_s);
    bench.clock.advance(31s);
    bench.own.apply(condition(Verdict::Firing, u"disk full"_s, u"99 %"_s));
    QCOMPARE(bench.open()[0]->text, u"99 %"_s);
}

void TestOwnIncidents::anotherTitleIsShownAtOnce()
{
    Bench bench;
    bench.own.apply(condition(Verdict::Firing, u"restarted 3 times"_s));
    bench.own.apply(condition(Verdict::Firing, u"restarted 4 times"_s));
    QCOMPARE(bench.open()[0]->title, u"restarted 4 times"_s);
    QCOMPARE(bench.open()[0]->id, IncidentId(u"NB-1"_s));
}

void TestOwnIncidents::acknowledgedStaysAcknowledged()
{
    Bench bench;
    bench.own.apply(condition(Verdict::Firing));
    QVERIFY(bench.perform(u"acknowledge"_s, u"NB-1"_s));
    QVERIFY(bench.perform(u"acknowledge"_s, u"NB-1"_s)); // so already: done
    bench.own.apply(condition(Verdict::Firing, u"worse"_s));
    QCOMPARE(bench.open()[0]->state, IncidentState::Acknowledged);
    QCOMPARE(bench.open()[0]->acknowledgedBy, u"me"_s);
    bench.own.apply(condition(Verdict::Clear));
    QVERIFY(bench.open().isEmpty());
}

void TestOwnIncidents::actionsOnWhatIsOverAreRefused()
{
    Bench bench;
    const auto unknown = bench.perform(u"acknowledge"_s, u"NB-9"_s);
    QCOMPARE(unknown.error().kind, ErrorKind::NotFound);
    bench.own.apply(condition(Verdict::Firing));
    bench.own.apply(condition(Verdict::Clear));
    const auto over = bench.perform(u"acknowledge"_s, u"NB-1"_s);
    QCOMPARE(over.error().kind, ErrorKind::Conflict);
    QVERIFY(bench.perform(u"resolve"_s, u"NB-1"_s)); // it is what was wanted
}

void TestOwnIncidents::resolvedByHandStaysQuietThenComesBack()
{
    Bench bench;
    bench.own.apply(condition(Verdict::Firing));
    QVERIFY(bench.perform(u"resolve"_s, u"NB-1"_s));
    bench.clock.advance(OwnIncidents::reopenAfter - 1s);
    bench.own.apply(condition(Verdict::Firing));
    QVERIFY(bench.open().isEmpty());
    bench.clock.advance(1s);
    bench.own.apply(condition(Verdict::Firing));
    QCOMPARE(bench.open().size(), 1);
}

void TestOwnIncidents::resolvedByHandAndClearedIsNewAtOnce()
{
    Bench bench;
    bench.own.apply(condition(Verdict::Firing));
    QVERIFY(bench.perform(u"resolve"_s, u"NB-1"_s));
    bench.own.apply(condition(Verdict::Clear));
    bench.own.apply(condition(Verdict::Firing));
    QCOMPARE(bench.open().size(), 1);
}

void TestOwnIncidents::numbersGoOnAfterARestart()
{
    Bench bench;
    Incident open = makeIncident(u"NB-4"_s, IncidentState::Acknowledged, u"nightbell"_s);
    open.dedupKey = u"rule/disk/web-1"_s;
    bench.own.restore({open, makeIncident(u"Q1"_s)}, 11);
    QCOMPARE(bench.own.incidents().size(), 1); // another source's is not ours
    bench.own.apply(condition(Verdict::Firing));
    QCOMPARE(bench.open()[0]->id, IncidentId(u"NB-4"_s));
    QCOMPARE(bench.open()[0]->state, IncidentState::Acknowledged);
    bench.own.apply(condition(Verdict::Clear));
    bench.own.apply(condition(Verdict::Firing));
    QCOMPARE(bench.open()[0]->id, IncidentId(u"NB-12"_s));
}

void TestOwnIncidents::resolvedOnesLeaveAfterAWhile()
{
    Bench bench;
    bench.own.apply(condition(Verdict::Firing));
    bench.own.apply(condition(Verdict::Clear));
    bench.own.dropOld();
    QCOMPARE(bench.own.incidents().size(), 1);
    bench.clock.advance(OwnIncidents::showResolvedFor + 1s);
    bench.own.dropOld();
    QVERIFY(bench.own.incidents().isEmpty());
}

void TestOwnIncidents::abandonSaysWhy()
{
    Bench bench;
    bench.own.apply(condition(Verdict::Firing));
    bench.own.abandon(u"rule/disk/web-1"_s, u"nobody looks"_s);
    QVERIFY(bench.open().isEmpty());
    QCOMPARE(bench.own.incidents()[0]->text, u"nobody looks"_s);
}

void TestOwnIncidents::triggeredAgainIsUpdatedAtOnce()
{
    Bench bench;
    QSignalSpy changed(&bench.own, &OwnIncidents::changed);
    Condition cause = condition(Verdict::Firing, u"backup failed"_s, u"no space"_s);
    cause.url = QUrl(u"https://example.com/1"_s);
    QCOMPARE(*waited(bench.own.trigger(cause)), (Triggered{IncidentId(u"NB-1"_s), true}));
    QVERIFY(bench.perform(u"acknowledge"_s, u"NB-1"_s).hasValue());
    bench.clock.advance(1s); // less than the evidence of a rule would wait
    cause.text = u"still no space"_s;
    cause.url = QUrl(u"https://example.com/2"_s);
    QCOMPARE(*waited(bench.own.trigger(cause)), (Triggered{IncidentId(u"NB-1"_s), false}));
    QCOMPARE(changed.size(), 3);
    QCOMPARE(bench.open().size(), 1);
    QCOMPARE(bench.open()[0]->text, u"still no space"_s);
    QCOMPARE(bench.open()[0]->url, QUrl(u"https://example.com/2"_s));
    QCOMPARE(bench.open()[0]->changed, bench.clock.now());
    QCOMPARE(bench.open()[0]->state, IncidentState::Acknowledged); // somebody is on it
}

void TestOwnIncidents::triggeredAfterItsEndIsNewAtOnce()
{
    Bench bench;
    const Condition cause = condition(Verdict::Firing);
    QVERIFY(waited(bench.own.trigger(cause)).hasValue());
    QVERIFY(bench.perform(u"resolve"_s, u"NB-1"_s).hasValue());
    QVERIFY(bench.open().isEmpty());
    QCOMPARE(*waited(bench.own.trigger(cause)), (Triggered{IncidentId(u"NB-2"_s), true}));
    QVERIFY(bench.open()[0]->needsPerson());
}

void TestOwnIncidents::triggeredIsOnDiskWhenThatIsSaid()
{
    QTemporaryDir folder;
    FakeClock clock;
    {
        Database database(folder.path());
        OwnIncidents own(clock, database);
        database.open();
        QVERIFY(waited(own.trigger(condition(Verdict::Firing, u"backup failed"_s))).hasValue());
    }
    Database database(folder.path());
    History history(clock, database);
    database.open();
    const auto kept = waited(history.restore());
    QVERIFY(kept.hasValue());
    QCOMPARE(kept->incidents.size(), 1);
    OwnIncidents own(clock, database);
    own.restore(kept->incidents, kept->lastNumber);
    QVERIFY(own.isOpen(u"rule/disk/web-1"_s));
    QCOMPARE(own.incidents()[0]->title, u"backup failed"_s);
}

QTEST_GUILESS_MAIN(TestOwnIncidents)
#include "tst_ownincidents.moc"
