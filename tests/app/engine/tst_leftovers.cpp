// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/leftovers.h"
#include "engine/store.h"
#include "support/incidents.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

const SourceId pd(u"pd"_s);
const SourceId dd(u"dd"_s);

struct Bench
{
    Store store;
    Leftovers leftovers{store};
    SharedIncidents ended;
    SharedIncidents unwatched;

    explicit Bench(const SharedIncidents &remembered, const FaceNames &names = {}, const QSet<SourceId> &sources = {pd, dd})
    {
        QObject::connect(&leftovers, &Leftovers::ended, [this](const Diff<Shared<Incident>> &diff) {
            for (const auto &change : diff.changed)
                unwatched.append(change.after);
            ended += diff.removed;
        });
        store.restoreNames(names);
        leftovers.restore(remembered, names);
        leftovers.setSources(sources);
    }

    void answer(const SharedIncidents &incidents, const SourceId &source = pd, const std::optional<Error> &incomplete = {})
    {
        Snapshot snapshot = makeSnapshot(incidents, TimePoint(std::chrono::hours(1)), source.text());
        snapshot.incomplete = incomplete;
        store.replace(snapshot);
        leftovers.answered(snapshot);
    }
};

} // namespace

class TestLeftovers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotListedAnyMoreHasEnded();
    void anAnswerThatIsNotWholeSaysNothing();
    void ownIncidentsAndThoseThatEndedAreNotWaitedFor();
    void withoutItsSourceItIsNotWatched();
    void whatStoodAtSeveralSourcesWaitsForAll();
    void whatIsSeenWithAnotherGoesOnThere();
};

void TestLeftovers::whatIsNotListedAnyMoreHasEnded()
{
    Bench bench({makeIncident(u"a"_s), makeIncident(u"b"_s), makeIncident(u"c"_s, IncidentState::Acknowledged, u"dd"_s)});
    bench.answer({makeIncident(u"b"_s)});
    QCOMPARE(bench.ended.size(), 1);
    QCOMPARE(bench.ended.constFirst()->id, IncidentId(u"a"_s));
    QVERIFY(!bench.ended.constFirst()->isOpen());
    QVERIFY(!bench.ended.constFirst()->resolvedAt); // nobody knows
    QVERIFY(bench.unwatched.isEmpty());
    bench.answer({}); // b ends in sight: the list says that
    QCOMPARE(bench.ended.size(), 1);
    bench.answer({}, dd);
    QCOMPARE(bench.ended.size(), 2);
}

void TestLeftovers::anAnswerThatIsNotWholeSaysNothing()
{
    Bench bench({makeIncident(u"a"_s)});
    bench.answer({}, pd, Error{ErrorKind::Timeout, {}});
    QVERIFY(bench.ended.isEmpty());
    Snapshot hostsOnly;
    hostsOnly.source = pd;
    bench.leftovers.answered(hostsOnly);
    QVERIFY(bench.ended.isEmpty());
    bench.answer({});
    QCOMPARE(bench.ended.size(), 1);
}

void TestLeftovers::ownIncidentsAndThoseThatEndedAreNotWaitedFor()
{
    Bench bench({makeIncident(u"NB-1"_s, IncidentState::Triggered, u"nightbell"_s), makeIncident(u"a"_s, IncidentState::Resolved)});
    bench.answer({}, SourceId(u"nightbell"_s));
    bench.answer({});
    QVERIFY(bench.ended.isEmpty());
}

void TestLeftovers::withoutItsSourceItIsNotWatched()
{
    Bench bench({makeIncident(u"a"_s)}, {}, {dd});
    QCOMPARE(bench.unwatched.size(), 1);
    QCOMPARE(bench.unwatched.constFirst()->unwatched, u"Its source was removed or switched off."_s);
    QCOMPARE(bench.ended.size(), 1);
}

// The alert of one source may come back under the name that it had with the other's.
void TestLeftovers::whatStoodAtSeveralSourcesWaitsForAll()
{
    const IncidentId name(u"a"_s);
    const FaceNames names{{name, name}, {IncidentId(u"x"_s), name}};
    Bench ends({makeIncident(u"a"_s)}, names);
    ends.answer({});
    QVERIFY(ends.ended.isEmpty());
    ends.answer({}, dd);
    QCOMPARE(ends.ended.size(), 1);
    Bench goesOn({makeIncident(u"a"_s)}, names);
    goesOn.answer({});
    goesOn.answer({makeIncident(u"x"_s, IncidentState::Triggered, u"dd"_s)}, dd);
    QVERIFY(goesOn.store.incident(name));
    QVERIFY(goesOn.ended.isEmpty());
}

void TestLeftovers::whatIsSeenWithAnotherGoesOnThere()
{
    const IncidentId name(u"a"_s);
    Bench bench(
        {makeIncident(u"a"_s), makeIncident(u"x"_s, IncidentState::Triggered, u"dd"_s)}, {{name, name}, {IncidentId(u"x"_s), name}});
    bench.answer({makeIncident(u"x"_s, IncidentState::Triggered, u"dd"_s)}, dd);
    QCOMPARE(bench.unwatched.size(), 1);
    QCOMPARE(bench.unwatched.constFirst()->id, IncidentId(u"x"_s));
    QCOMPARE(bench.unwatched.constFirst()->seenAs, name);
    bench.answer({});
    QCOMPARE(bench.ended.size(), 1); // and only that one
}

QTEST_GUILESS_MAIN(TestLeftovers)
#include "tst_leftovers.moc"
