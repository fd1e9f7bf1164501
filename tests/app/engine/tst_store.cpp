// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store.h"
#include "support/incidents.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

const TimePoint noon = fromMilliseconds(1'000'000'000);

Incident acknowledged(Incident incident)
{
    incident.state = IncidentState::Acknowledged;
    return incident;
}

} // namespace

class TestStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replacingTellsTheDifference();
    void anAbsentPartStays();
    void sourcesDoNotTouchEachOther();
    void aPatchIsSeenAtOnceAndRollsBack();
    void whatIsDoneTogetherIsToldAsOne();
    void anAnswerMeanwhileIsComparedWithWhatWasTold();
    void anAnswerAskedBeforeTheConfirmationCannotUndoIt();
    void anAnswerAskedAfterTheConfirmationIsTheTruth();
    void anUnconfirmedPatchLiesOverEveryAnswer();
    void patchesLieInTheOrderTheyWereMade();
    void forgettingASourceRemovesWhatItSaid();
    void rowsKeepTheirPlaces();
    void theListIsWhatTheDiffsSay();
    void monitorsAreKeptAsOneSourceSaysThem();
    void theSameMonitorsAreNoNews();
    void anIncidentLeadsToItsMonitor();
};

void TestStore::monitorsAreKeptAsOneSourceSaysThem()
{
    Store store;
    QSignalSpy spy(&store, &Store::monitorsChanged);
    QVERIFY(!store.monitors(SourceId(u"dd"_s)));
    Snapshot snapshot;
    snapshot.source = SourceId(u"dd"_s);
    store.replace(snapshot); // not asked for
    QVERIFY(!store.monitors(SourceId(u"dd"_s)));
    snapshot.monitors = MonitorList{.monitors = {Monitor{.id = MonitorId(u"dd:1"_s), .source = snapshot.source}}, .listedAt = noon};
    store.replace(snapshot);
    QCOMPARE(store.monitors(SourceId(u"dd"_s))->monitors.size(), 1);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy[0][0].value<SourceId>(), SourceId(u"dd"_s));
    snapshot.monitors.reset();
    store.replace(snapshot);
    QCOMPARE(store.monitors(SourceId(u"dd"_s))->listedAt, noon);
    store.forget(SourceId(u"other"_s), u"gone"_s);
    QVERIFY(store.monitors(SourceId(u"dd"_s)));
    store.forget(SourceId(u"dd"_s), u"gone"_s);
    QVERIFY(!store.monitors(SourceId(u"dd"_s)));
    QCOMPARE(spy.size(), 2);
}

void TestStore::theSameMonitorsAreNoNews()
{
    Store store;
    QSignalSpy spy(&store, &Store::monitorsChanged);
    Snapshot snapshot;
    snapshot.source = SourceId(u"dd"_s);
    snapshot.monitors = MonitorList{.monitors = {Monitor{.id = MonitorId(u"dd:1"_s)}}, .listedAt = noon};
    store.replace(snapshot);
    store.replace(snapshot);
    QCOMPARE(spy.size(), 1);
    snapshot.monitors->error = Error{ErrorKind::Timeout, {}}; // it is old now
    store.replace(snapshot);
    QCOMPARE(spy.size(), 2);
}

void TestStore::anIncidentLeadsToItsMonitor()
{
    Store store;
    Incident incident = makeIncident(u"1"_s);
    incident.dedupKey = u"datadog/12/host:a"_s;
    Snapshot snapshot = makeSnapshot({incident, makeIncident(u"2"_s)});
    snapshot.monitors = MonitorList{.monitors
        = {Monitor{.id = MonitorId(u"dd:1"_s), .key = u"datadog/1"_s}, Monitor{.id = MonitorId(u"dd:12"_s), .key = u"datadog/12"_s}}};
    store.replace(snapshot);
    QCOMPARE(store.monitorOf(IncidentId(u"1"_s))->id, MonitorId(u"dd:12"_s));
    QVERIFY(!store.monitorOf(IncidentId(u"2"_s)));
    QVERIFY(!store.monitorOf(IncidentId(u"none"_s)));
}

void TestStore::replacingTellsTheDifference()
{
    Store store;
    QList<Diff<Shared<Incident>>> diffs;
    connect(&store, &Store::incidentsChanged, this, [&diffs](const Diff<Shared<Incident>> &diff) { diffs.append(diff); });
    store.replace(makeSnapshot({makeIncident(u"1"_s), makeIncident(u"2"_s)}));
    store.replace(makeSnapshot({makeIncident(u"1"_s), makeIncident(u"2"_s)}));
    store.replace(makeSnapshot({acknowledged(makeIncident(u"2"_s)), makeIncident(u"3"_s)}));
    QCOMPARE(diffs.size(), 2);
    QCOMPARE(diffs[0].added.size(), 2);
    QCOMPARE(diffs[1].added.size(), 1);
    QCOMPARE(diffs[1].changed.size(), 1);
    QCOMPARE(diffs[1].removed, SharedIncidents{makeIncident(u"1"_s)});
    QVERIFY(!store.incident(IncidentId(u"1"_s)));
    QCOMPARE(store.incident(IncidentId(u"2"_s))->state, IncidentState::Acknowledged);
}

void TestStore::anAbsentPartStays()
{
    Store store;
    store.replace(makeSnapshot({makeIncident(u"1"_s)}));
    Snapshot hostsOnly;
    hostsOnly.source = SourceId(u"pd"_s);
    hostsOnly.hosts = QList<Host>{Host{.id = HostId(u"web-1"_s), .source = SourceId(u"pd"_s)}};
    store.replace(hostsOnly);
    QVERIFY(store.incident(IncidentId(u"1"_s)));
    QVERIFY(store.host(HostId(u"web-1"_s)));
    store.replace(makeSnapshot({}));
    QVERIFY(!store.incident(IncidentId(u"1"_s)));
    QVERIFY(store.host(HostId(u"web-1"_s)));
}

void TestStore::sourcesDoNotTouchEachOther()
{
    Store store;
    store.replace(makeSnapshot({makeIncident(u"a"_s, IncidentState::Triggered, u"x"_s)}, {}, u"x"_s));
    store.replace(makeSnapshot({makeIncident(u"b"_s, IncidentState::Triggered, u"y"_s)}, {}, u"y"_s));
    store.replace(makeSnapshot({}, {}, u"y"_s));
    QVERIFY(store.incident(IncidentId(u"a"_s)));
    QVERIFY(!store.incident(IncidentId(u"b"_s)));
}

void TestStore::aPatchIsSeenAtOnceAndRollsBack()
{
    Store store;
    store.replace(makeSnapshot({makeIncident(u"1"_s)}));
    QSignalSpy spy(&store, &Store::incidentsChanged);
    const Store::Ticket ticket = store.propose(IncidentId(u"1"_s), acknowledged);
    QVERIFY(ticket != 0);
    QCOMPARE(store.incident(IncidentId(u"1"_s))->state, IncidentState::Acknowledged);
    store.rollback(ticket);
    QCOMPARE(store.incident(IncidentId(u"1"_s))->state, IncidentState::Triggered);
    QCOMPARE(spy.size(), 2);
    QCOMPARE(store.propose(IncidentId(u"none"_s), acknowledged), Store::Ticket(0));
}

void TestStore::whatIsDoneTogetherIsToldAsOne()
{
    Store store;
    store.replace(makeSnapshot({makeIncident(u"1"_s), makeIncident(u"2"_s), makeIncident(u"3"_s)}));
    QSignalSpy spy(&store, &Store::incidentsChanged);
    {
        const Store::Together together(store);
        store.propose(IncidentId(u"1"_s), acknowledged);
        store.propose(IncidentId(u"2"_s), acknowledged);
        store.rollback(store.propose(IncidentId(u"3"_s), acknowledged)); // as it was: nothing to tell
        QCOMPARE(store.incident(IncidentId(u"1"_s))->state, IncidentState::Acknowledged); // but it is so at once
        QVERIFY(spy.isEmpty());
    }
    QCOMPARE(spy.size(), 1);
    const auto diff = spy[0][0].value<Diff<Shared<Incident>>>();
    QCOMPARE(diff.changed.size(), 2);
    QCOMPARE(diff.changed[0].before->state, IncidentState::Triggered);
    QCOMPARE(diff.changed[1].after->state, IncidentState::Acknowledged);
}

void TestStore::anAnswerMeanwhileIsComparedWithWhatWasTold()
{
    Store store;
    store.replace(makeSnapshot({makeIncident(u"1"_s)}));
    QSignalSpy spy(&store, &Store::incidentsChanged);
    const Store::Together together(store);
    store.propose(IncidentId(u"1"_s), acknowledged);
    store.replace(makeSnapshot({}, noon));
    QCOMPARE(spy.size(), 2);
    QCOMPARE(spy[0][0].value<Diff<Shared<Incident>>>().changed.size(), 1);
    QCOMPARE(spy[1][0].value<Diff<Shared<Incident>>>().removed.size(), 1);
}

void TestStore::anAnswerAskedBeforeTheConfirmationCannotUndoIt()
{
    Store store;
    store.replace(makeSnapshot({makeIncident(u"1"_s)}));
    store.confirm(store.propose(IncidentId(u"1"_s), acknowledged), noon);
    store.replace(makeSnapshot({makeIncident(u"1"_s)}, noon - std::chrono::seconds(1)));
    QCOMPARE(store.incident(IncidentId(u"1"_s))->state, IncidentState::Acknowledged);
    store.replace(makeSnapshot({makeIncident(u"1"_s)}, noon));
    QCOMPARE(store.incident(IncidentId(u"1"_s))->state, IncidentState::Acknowledged);
}

void TestStore::anAnswerAskedAfterTheConfirmationIsTheTruth()
{
    Store store;
    store.replace(makeSnapshot({makeIncident(u"1"_s)}));
    store.confirm(store.propose(IncidentId(u"1"_s), acknowledged), noon);
    store.replace(makeSnapshot({makeIncident(u"1"_s)}, noon + Duration(1))); // somebody un-acknowledged it
    QCOMPARE(store.incident(IncidentId(u"1"_s))->state, IncidentState::Triggered);
}

void TestStore::anUnconfirmedPatchLiesOverEveryAnswer()
{
    Store store;
    store.replace(makeSnapshot({makeIncident(u"1"_s)}));
    store.propose(IncidentId(u"1"_s), acknowledged);
    Incident renamed = makeIncident(u"1"_s);
    renamed.title = u"other"_s;
    store.replace(makeSnapshot({renamed}, noon));
    QCOMPARE(store.incident(IncidentId(u"1"_s))->state, IncidentState::Acknowledged);
    QCOMPARE(store.incident(IncidentId(u"1"_s))->title, u"other"_s);
}

void TestStore::patchesLieInTheOrderTheyWereMade()
{
    Store store;
    store.replace(makeSnapshot({makeIncident(u"1"_s)}));
    const auto retitle = [](const QString &title) {
        return [title](Incident incident) {
            incident.title += title;
            return incident;
        };
    };
    const Store::Ticket first = store.propose(IncidentId(u"1"_s), retitle(u"+a"_s));
    store.propose(IncidentId(u"1"_s), retitle(u"+b"_s));
    QVERIFY(store.incident(IncidentId(u"1"_s))->title.endsWith(u"+a+b"_s));
    store.amend(first, retitle(u"+c"_s));
    QVERIFY(store.incident(IncidentId(u"1"_s))->title.endsWith(u"+c+b"_s));
    store.rollback(first);
    QVERIFY(store.incident(IncidentId(u"1"_s))->title.endsWith(u"1+b"_s));
}

void TestStore::forgettingASourceRemovesWhatItSaid()
{
    Store store;
    store.replace(makeSnapshot({makeIncident(u"1"_s)}));
    store.propose(IncidentId(u"1"_s), acknowledged);
    QList<Diff<Shared<Incident>>> diffs;
    connect(&store, &Store::incidentsChanged, this, [&diffs](const Diff<Shared<Incident>> &diff) { diffs.append(diff); });
    store.forget(SourceId(u"pd"_s), u"removed"_s);
    QVERIFY(store.incidents().isEmpty());
    // It is not resolved: first it is said why it is not watched any more, then it goes.
    QCOMPARE(diffs.size(), 2);
    QCOMPARE(diffs[0].changed.size(), 1);
    QCOMPARE(diffs[0].changed[0].after->unwatched, u"removed"_s);
    QVERIFY(!diffs[0].changed[0].after->isOpen());
    QCOMPARE(diffs[1].removed.size(), 1);
    store.forget(SourceId(u"pd"_s), u"removed"_s);
    QCOMPARE(diffs.size(), 2);
    store.replace(makeSnapshot({makeIncident(u"1"_s)}));
    QCOMPARE(store.incident(IncidentId(u"1"_s))->state, IncidentState::Triggered);
}

void TestStore::rowsKeepTheirPlaces()
{
    Store store;
    store.replace(makeSnapshot({makeIncident(u"1"_s), makeIncident(u"2"_s), makeIncident(u"3"_s)}));
    store.replace(makeSnapshot({makeIncident(u"3"_s), makeIncident(u"4"_s), makeIncident(u"1"_s)}));
    QStringList ids;
    for (const Incident &incident : store.incidents())
        ids.append(incident.id.text());
    QCOMPARE(ids, (QStringList{u"1"_s, u"3"_s, u"4"_s}));
}

void TestStore::theListIsWhatTheDiffsSay()
{
    Store store;
    QHash<IncidentId, Incident> mirror;
    connect(&store, &Store::incidentsChanged, this, [&mirror](const Diff<Shared<Incident>> &diff) {
        for (const Incident &gone : diff.removed)
            QVERIFY(mirror.remove(gone.id));
        for (const auto &change : diff.changed) {
            QVERIFY(mirror.value(change.before->id) == change.before);
            mirror[change.after->id] = change.after;
        }
        for (const Incident &fresh : diff.added) {
            QVERIFY(!mirror.contains(fresh.id));
            mirror[fresh.id] = fresh;
        }
    });
    QRandomGenerator random(7);
    QList<Store::Ticket> tickets;
    TimePoint now = noon;
    for (int step = 0; step < 3'000; ++step) {
        now += std::chrono::seconds(1);
        const QString source = random.bounded(2) ? u"x"_s : u"y"_s;
        const IncidentId some(source + QString::number(random.bounded(12)));
        switch (random.bounded(5)) {
        case 0: {
            SharedIncidents all;
            for (int i = 0; i < 12; ++i) {
                if (random.bounded(3) > 0)
                    all.append(makeIncident(
                        source + QString::number(i), random.bounded(2) ? IncidentState::Triggered : IncidentState::Acknowledged, source));
            }
            store.replace(makeSnapshot(all, now - std::chrono::seconds(random.bounded(5)), source));
            break;
        }
        case 1:
            if (const auto ticket = store.propose(some, acknowledged))
                tickets.append(ticket);
            break;
        case 2:
            if (!tickets.isEmpty())
                store.confirm(tickets[random.bounded(int(tickets.size()))], now);
            break;
        case 3:
            if (!tickets.isEmpty())
                store.rollback(tickets.takeAt(random.bounded(int(tickets.size()))));
            break;
        default:
            if (random.bounded(40) == 0)
                store.forget(SourceId(source), u"removed"_s);
        }
        QCOMPARE(mirror.size(), store.incidents().size());
        for (const Incident &incident : store.incidents()) {
            QVERIFY(mirror.value(incident.id) == incident);
            QVERIFY(store.incident(incident.id) && *store.incident(incident.id) == incident);
        }
    }
}

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
