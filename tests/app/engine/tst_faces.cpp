// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces.h"

#include "engine/pager.h"
#include "engine/store.h"
#include "support/fakeclock.h"
#include "support/incidents.h"
#include "support/sharedincidents.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint noon = fromMilliseconds(1'000'000'000);

Incident page(const QString &id, const QStringList &forwards, IncidentState state = IncidentState::Triggered)
{
    Incident incident = makeIncident(id, state);
    incident.created = noon;
    incident.forwards = forwards;
    if (state == IncidentState::Acknowledged)
        incident.acknowledgedAt = noon + 10s;
    return incident;
}

Incident alert(const QString &id, const QString &mark)
{
    Incident incident = makeIncident(id, IncidentState::Triggered, u"dd"_s);
    incident.created = noon;
    incident.marks = {mark};
    return incident;
}

// A store with a pager behind it, and two sources that answer.
struct Bench
{
    FakeClock clock;
    Store store;
    Pager pager{clock};
    QList<Diff<Shared<Incident>>> diffs;
    QStringList raised;
    QHash<IncidentId, Incident> mirror;
    bool isSound = true;
    TimePoint now = noon;

    Bench()
    {
        QObject::connect(&store, &Store::incidentsChanged, &pager, &Pager::apply);
        QObject::connect(&store, &Store::incidentsChanged, &pager, [this](const Diff<Shared<Incident>> &diff) { note(diff); });
        QObject::connect(&pager, &Pager::raised, &pager, [this](const Page &page) { raised.append(page.id.text()); });
    }

    void note(const Diff<Shared<Incident>> &diff)
    {
        diffs.append(diff);
        for (const Incident &gone : diff.removed)
            isSound = mirror.remove(gone.id) && isSound;
        for (const auto &change : diff.changed) {
            isSound = isSound && mirror.value(change.before->id) == change.before;
            mirror[change.after->id] = change.after;
        }
        for (const Incident &fresh : diff.added) {
            isSound = isSound && !mirror.contains(fresh.id);
            mirror[fresh.id] = fresh;
        }
    }

    void pagerDuty(const SharedIncidents &all) { store.replace(makeSnapshot(all, now, u"pd"_s)); }
    void datadog(const SharedIncidents &all) { store.replace(makeSnapshot(all, now, u"dd"_s)); }

    QStringList seen() const
    {
        QStringList ids;
        for (const Incident &incident : store.incidents())
            ids.append(incident.id.text());
        ids.sort();
        return ids;
    }
    const Incident &only() const { return store.incidents().constFirst(); }
    qsizetype pages() const { return pager.pages().size(); }
};

} // namespace

class TestFaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneAlertAtTwoSourcesIsOneIncident_data();
    void oneAlertAtTwoSourcesIsOneIncident();
    void withoutACommonMarkTheyAreTwo();
    void evidenceThatComesLateJoinsThem();
    void whatAcknowledgesOneQuietensBoth();
    void anAlertThatBeganAfterTheAcknowledgementIsSeen();
    void aMuteAloneKeepsThePage();
    void aPatchOfOneFaceIsSeen();
    void anEndThatBothSayIsOne();
    void whatGoesOnWhereItAroseIsSeenAgain();
    void anAnswerThatFailsDoesNotHide();
    void theNameOutlivesTheFaceThatGaveIt();
    void severalAlertsBehindOnePage();
    void twoPagesOfOneAlert();
    void aSourceThatIsForgottenFreesItsAlerts();
    void aRestartKeepsTheName();
    void noPageIsLostOrDoubled_data();
    void noPageIsLostOrDoubled();
};

void TestFaces::oneAlertAtTwoSourcesIsOneIncident_data()
{
    QTest::addColumn<bool>("isAlertFirst");
    QTest::newRow("the alert is seen first") << true;
    QTest::newRow("the page is seen first") << false;
}

void TestFaces::oneAlertAtTwoSourcesIsOneIncident()
{
    QFETCH(bool, isAlertFirst);
    Bench bench;
    if (isAlertFirst)
        bench.datadog({alert(u"dd:1"_s, u"m1"_s)});
    bench.pagerDuty({page(u"pd:1"_s, {u"m1"_s})});
    bench.datadog({alert(u"dd:1"_s, u"m1"_s)});
    QCOMPARE(bench.store.incidents().size(), 1);
    QCOMPARE(bench.only().id.text(), isAlertFirst ? u"dd:1"_s : u"pd:1"_s);
    QCOMPARE(bench.only().source, SourceId(u"pd"_s));
    QCOMPARE(bench.only().faces.size(), 2);
    QCOMPARE(bench.raised.size(), 1);
    QCOMPARE(bench.pages(), 1);
    // Both ids lead to it.
    QCOMPARE(bench.store.incident(IncidentId(u"pd:1"_s)), &bench.only());
    QCOMPARE(bench.store.incident(IncidentId(u"dd:1"_s)), &bench.only());
    QCOMPARE(bench.store.face(IncidentId(u"dd:1"_s))->source, SourceId(u"dd"_s));
    QVERIFY(bench.isSound);
}

void TestFaces::withoutACommonMarkTheyAreTwo()
{
    Bench bench;
    bench.pagerDuty({page(u"pd:1"_s, {u"m1"_s}), page(u"pd:2"_s, {})});
    bench.datadog({alert(u"dd:1"_s, u"m2"_s), makeIncident(u"dd:2"_s, IncidentState::Triggered, u"dd"_s)});
    QCOMPARE(bench.store.incidents().size(), 4);
    QCOMPARE(bench.pages(), 4);
}

void TestFaces::evidenceThatComesLateJoinsThem()
{
    Bench bench;
    bench.datadog({alert(u"dd:1"_s, u"m1"_s)});
    bench.pagerDuty({page(u"pd:1"_s, {})});
    QCOMPARE(bench.pages(), 2);
    bench.pagerDuty({page(u"pd:1"_s, {u"m1"_s})});
    QCOMPARE(bench.seen(), QStringList{u"pd:1"_s});
    QCOMPARE(bench.pages(), 1);
    QCOMPARE(bench.raised.size(), 2);
    // The other has not ended: it is said why it goes.
    const auto farewell = std::ranges::find_if(bench.diffs, [](const Diff<Shared<Incident>> &diff) {
        return !diff.changed.isEmpty() && diff.changed.constFirst().after->id == IncidentId(u"dd:1"_s);
    });
    QVERIFY(farewell != bench.diffs.end());
    QVERIFY(!farewell->changed.constFirst().after->unwatched.isEmpty());
    QCOMPARE(farewell->changed.constFirst().after->seenAs, IncidentId(u"pd:1"_s));
    QVERIFY(bench.isSound);
}

void TestFaces::whatAcknowledgesOneQuietensBoth()
{
    Bench bench;
    bench.datadog({alert(u"dd:1"_s, u"m1"_s)});
    bench.pagerDuty({page(u"pd:1"_s, {u"m1"_s})});
    bench.pagerDuty({page(u"pd:1"_s, {u"m1"_s}, IncidentState::Acknowledged)});
    QCOMPARE(bench.pages(), 0);
    QCOMPARE(bench.only().state, IncidentState::Acknowledged);
    bench.pagerDuty({page(u"pd:1"_s, {u"m1"_s})}); // it is triggered again
    QCOMPARE(bench.pages(), 1);
}

void TestFaces::anAlertThatBeganAfterTheAcknowledgementIsSeen()
{
    Bench bench;
    bench.pagerDuty({page(u"pd:1"_s, {u"m1"_s, u"m2"_s}, IncidentState::Acknowledged)});
    Incident later = alert(u"dd:2"_s, u"m2"_s);
    later.created = noon + 1min;
    bench.datadog({alert(u"dd:1"_s, u"m1"_s), later});
    QCOMPARE(bench.seen(), (QStringList{u"dd:2"_s, u"pd:1"_s}));
    QCOMPARE(bench.raised, QStringList{u"dd:2"_s});
}

void TestFaces::aMuteAloneKeepsThePage()
{
    Bench bench;
    bench.pagerDuty({page(u"pd:1"_s, {u"m1"_s})});
    Incident muted = alert(u"dd:1"_s, u"m1"_s);
    muted.quiet = Quiet::Silenced;
    bench.datadog({muted});
    QCOMPARE(bench.pages(), 1);
    QCOMPARE(bench.only().faces[1].quiet, Quiet::Silenced);
}

void TestFaces::aPatchOfOneFaceIsSeen()
{
    Bench bench;
    bench.datadog({alert(u"dd:1"_s, u"m1"_s)});
    bench.pagerDuty({page(u"pd:1"_s, {u"m1"_s})});
    const auto acknowledge = [](Incident incident) {
        incident.state = IncidentState::Acknowledged;
        incident.acknowledgedAt = noon - 1h; // by a clock that is late
        incident.action.stage = ActionStage::Sending;
        return incident;
    };
    const Store::Ticket ticket = bench.store.propose(IncidentId(u"pd:1"_s), acknowledge);
    QVERIFY(ticket != 0);
    QCOMPARE(bench.store.incidents().size(), 1);
    QCOMPARE(bench.only().state, IncidentState::Acknowledged);
    QCOMPARE(bench.only().action.stage, ActionStage::Sending);
    QCOMPARE(bench.pages(), 1); // it may yet be refused
    bench.store.rollback(ticket);
    QCOMPARE(bench.only().state, IncidentState::Triggered);
    QCOMPARE(bench.raised.size(), 1);
}

void TestFaces::anEndThatBothSayIsOne()
{
    Bench bench;
    bench.datadog({alert(u"dd:1"_s, u"m1"_s)});
    bench.pagerDuty({page(u"pd:1"_s, {u"m1"_s}, IncidentState::Acknowledged)});
    QCOMPARE(bench.pages(), 0);
    bench.now += 15s;
    bench.pagerDuty({});
    bench.datadog({alert(u"dd:1"_s, u"m1"_s)}); // it has not heard yet
    QCOMPARE(bench.store.incidents().size(), 1);
    QCOMPARE(bench.pages(), 0);
    bench.now += 15s;
    bench.datadog({});
    QVERIFY(bench.store.incidents().isEmpty());
    QCOMPARE(bench.raised.size(), 1);
    QVERIFY(bench.isSound);
}

void TestFaces::whatGoesOnWhereItAroseIsSeenAgain()
{
    Bench bench;
    bench.pagerDuty({page(u"pd:1"_s, {u"m1"_s}, IncidentState::Acknowledged)});
    bench.datadog({alert(u"dd:1"_s, u"m1"_s)});
    QCOMPARE(bench.pages(), 0);
    bench.pagerDuty({}); // somebody has resolved it by hand
    for (int i = 0; i < 3; ++i) {
        bench.now += 15s;
        bench.datadog({alert(u"dd:1"_s, u"m1"_s)});
        QCOMPARE(bench.pages(), 0);
    }
    bench.now += 15s;
    bench.datadog({alert(u"dd:1"_s, u"m1"_s)});
    QCOMPARE(bench.store.incidents().size(), 1);
    QCOMPARE(bench.pages(), 1);
    QCOMPARE(bench.only().source, SourceId(u"dd"_s));
    QVERIFY(bench.isSound);
}

void TestFaces::anAnswerThatFailsDoesNotHide()
{
    Bench bench;
    bench.pagerDuty({page(u"pd:1"_s, {u"m1"_s})});
    bench.datadog({alert(u"dd:1"_s, u"m1"_s)});
    // PagerDuty says that it is resolved once, and then nothing any more.
    bench.pagerDuty({page(u"pd:1"_s, {u"m1"_s}, IncidentState::Resolved)});
    QCOMPARE(bench.pages(), 0);
    for (int i = 0; i < 8; ++i) {
        bench.now += 15s;
        bench.datadog({alert(u"dd:1"_s, u"m1"_s)});
    }
    QCOMPARE(bench.pages(), 1);
}

void TestFaces::theNameOutlivesTheFaceThatGaveIt()
{
    Bench bench;
    bench.datadog({alert(u"dd:1"_s, u"m1"_s)});
    bench.pagerDuty({page(u"pd:1"_s, {u"m1"_s})});
    bench.datadog({});
    QCOMPARE(bench.seen(), QStringList{u"dd:1"_s});
    QCOMPARE(bench.only().source, SourceId(u"pd"_s));
    QCOMPARE(bench.only().faces.constFirst().id, IncidentId(u"pd:1"_s));
    QCOMPARE(bench.pages(), 1);
    bench.pagerDuty({});
    QVERIFY(bench.store.incidents().isEmpty());
    QCOMPARE(bench.pages(), 0);
    QCOMPARE(bench.raised.size(), 1);
}

void TestFaces::severalAlertsBehindOnePage()
{
    Bench bench;
    bench.pagerDuty({page(u"pd:1"_s, {u"m1"_s, u"m2"_s})});
    bench.datadog({alert(u"dd:1"_s, u"m1"_s), alert(u"dd:2"_s, u"m2"_s), alert(u"dd:3"_s, u"m3"_s)});
    QCOMPARE(bench.seen(), (QStringList{u"dd:3"_s, u"pd:1"_s}));
    QCOMPARE(bench.store.incident(IncidentId(u"pd:1"_s))->faces.size(), 3);
    bench.datadog({alert(u"dd:2"_s, u"m2"_s), alert(u"dd:3"_s, u"m3"_s)});
    QCOMPARE(bench.store.incident(IncidentId(u"pd:1"_s))->faces.size(), 2);
    QVERIFY(bench.isSound);
}

void TestFaces::twoPagesOfOneAlert()
{
    Bench bench;
    bench.pagerDuty({page(u"pd:1"_s, {u"m1"_s}), page(u"pd:2"_s, {u"m1"_s})});
    bench.datadog({alert(u"dd:1"_s, u"m1"_s)});
    QCOMPARE(bench.seen(), (QStringList{u"pd:1"_s, u"pd:2"_s}));
    bench.pagerDuty({page(u"pd:1"_s, {u"m1"_s}, IncidentState::Acknowledged), page(u"pd:2"_s, {u"m1"_s})});
    QCOMPARE(bench.pages(), 1); // the other is nobody's yet
    bench.pagerDuty({page(u"pd:2"_s, {u"m1"_s})});
    QCOMPARE(bench.pages(), 1);
}

void TestFaces::aSourceThatIsForgottenFreesItsAlerts()
{
    Bench bench;
    bench.pagerDuty({page(u"pd:1"_s, {u"m1"_s}, IncidentState::Acknowledged)});
    bench.datadog({alert(u"dd:1"_s, u"m1"_s)});
    QCOMPARE(bench.pages(), 0);
    bench.store.forget(SourceId(u"pd"_s), u"removed"_s);
    QCOMPARE(bench.store.incidents().size(), 1);
    QCOMPARE(bench.pages(), 1);
    bench.store.forget(SourceId(u"dd"_s), u"removed"_s);
    QVERIFY(bench.store.incidents().isEmpty());
    QVERIFY(bench.isSound);
}

void TestFaces::aRestartKeepsTheName()
{
    FaceNames names;
    {
        Bench before;
        QObject::connect(&before.store, &Store::namesChanged, &before.pager, [&names](const FaceNames &now) { names = now; });
        before.pagerDuty({page(u"pd:1"_s, {u"m1"_s})});
        before.datadog({alert(u"dd:1"_s, u"m1"_s)});
    }
    QCOMPARE(names.value(IncidentId(u"dd:1"_s)), IncidentId(u"pd:1"_s));
    Bench after;
    after.store.restoreNames(names);
    after.pager.restore({}, {IncidentId(u"pd:1"_s)});
    after.datadog({alert(u"dd:1"_s, u"m1"_s)}); // answers first this time
    QCOMPARE(after.seen(), QStringList{u"pd:1"_s});
    QVERIFY(after.pager.pages().constFirst().repeated);
    after.pagerDuty({page(u"pd:1"_s, {u"m1"_s})});
    QCOMPARE(after.seen(), QStringList{u"pd:1"_s});
    QCOMPARE(after.raised.size(), 1);
}

void TestFaces::noPageIsLostOrDoubled_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::newRow(qPrintable(u"sequence %1"_s.arg(seed))) << seed;
}

void TestFaces::noPageIsLostOrDoubled()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    Bench bench;
    QHash<QString, Incident> pages;
    QHash<QString, Incident> alerts;
    int number = 0;
    for (int step = 0; step < 600; ++step) {
        bench.now += std::chrono::seconds(1 + random.bounded(20));
        const QString mark = u"m"_s + QString::number(random.bounded(6));
        switch (random.bounded(9)) {
        case 0:
        case 1: {
            Incident fresh = alert(u"dd:"_s + QString::number(++number), mark);
            fresh.created = bench.now;
            const bool isThere = std::ranges::any_of(alerts, [&](const Incident &other) { return other.marks == fresh.marks; });
            if (!isThere)
                alerts.insert(fresh.id.text(), fresh);
            break;
        }
        case 2:
            if (!alerts.isEmpty())
                alerts.remove(alerts.keys().at(random.bounded(int(alerts.size()))));
            break;
        case 3: {
            Incident fresh = page(u"pd:"_s + QString::number(++number), random.bounded(4) ? QStringList{mark} : QStringList{});
            if (random.bounded(3) == 0)
                fresh.forwards.append(u"m"_s + QString::number(random.bounded(6)));
            fresh.created = bench.now;
            pages.insert(fresh.id.text(), fresh);
            break;
        }
        case 4:
            if (!pages.isEmpty())
                pages.remove(pages.keys().at(random.bounded(int(pages.size()))));
            break;
        case 5:
            if (!pages.isEmpty()) {
                Incident &some = pages[pages.keys().at(random.bounded(int(pages.size())))];
                some.state = random.bounded(3) ? IncidentState::Acknowledged : IncidentState::Triggered;
                some.acknowledgedAt = bench.now;
            }
            break;
        case 6:
            if (!alerts.isEmpty()) {
                Incident &some = alerts[alerts.keys().at(random.bounded(int(alerts.size())))];
                some.quiet = random.bounded(2) ? Quiet::No : Quiet::Silenced;
            }
            break;
        default:
            break;
        }
        if (random.bounded(2))
            bench.datadog(shared(alerts.values()));
        if (random.bounded(2))
            bench.pagerDuty(shared(pages.values()));
        QVERIFY(bench.isSound);
        QCOMPARE(bench.mirror.size(), bench.store.incidents().size());

        // Each face is seen in one incident.
        QHash<IncidentId, int> seen;
        for (const Incident &incident : bench.store.incidents()) {
            QVERIFY(bench.mirror.value(incident.id) == incident);
            if (incident.faces.isEmpty())
                ++seen[incident.id];
            for (const Face &face : incident.faces)
                ++seen[face.id];
        }
        for (const int times : std::as_const(seen))
            QCOMPARE(times, 1);

        const QList<IncidentId> faces = seen.keys();
        for (const IncidentId &id : faces) {
            const Incident *face = bench.store.face(id);
            if (!face || !face->isPageworthy())
                continue;
            const Incident *shown = bench.store.incident(id);
            QVERIFY(shown);
            if (shown->isPageworthy()) {
                const auto isOf = [shown](const Page &page) { return page.id == shown->id; };
                QCOMPARE(std::ranges::count_if(bench.pager.pages(), isOf), 1);
                continue;
            }
            // Only an acknowledgement quietens another face: one that came after it, or of a page that has just ended.
            const Face lead = shown->faces.constFirst();
            QVERIFY(lead.id != id);
            QCOMPARE(lead.state, IncidentState::Acknowledged);
            if (bench.store.face(lead.id))
                QVERIFY(face->created <= *bench.store.face(lead.id)->acknowledgedAt + 5s);
        }
        const auto isLive
            = [&](const Page &page) { return bench.store.incident(page.id) && bench.store.incident(page.id)->isPageworthy(); };
        QVERIFY(std::ranges::all_of(bench.pager.pages(), isLive));
    }
    // What goes on where it arose is seen in the end, whatever has become of its pages.
    bench.pagerDuty({});
    for (int i = 0; i < 8; ++i) {
        bench.now += 15s;
        bench.datadog(shared(alerts.values()));
    }
    const auto needs = [](const Incident &incident) { return incident.isPageworthy(); };
    QCOMPARE(bench.pages(), std::ranges::count_if(alerts, needs));
    QCOMPARE(bench.store.incidents().size(), alerts.size());
}

QTEST_GUILESS_MAIN(TestFaces)
#include "tst_faces.moc"
