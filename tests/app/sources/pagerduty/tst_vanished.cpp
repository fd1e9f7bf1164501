// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/pagerduty/vanished.h"
#include "support/pagerdutybench.h"

#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using Bad = PagerDutyServer::Bad;

class TestPagerDutyVanished : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysOnceWhoResolvedIt();
    void saysIntoWhatItWasMerged();
    void anEmptyListAfterAnErrorIsNotBelieved();
    void aListWithoutOneRowIsNotBelieved();
    void manyAtOnceAreBelievedWhenTheFirstAre();
    void whatCannotBeAskedForIsGone();
    void whatLeftTheFilterIsGone();
};

void TestPagerDutyVanished::saysOnceWhoResolvedIt()
{
    PagerDutyBench bench;
    const QString id = bench.firstOpen(IncidentState::Triggered);
    bench.clock.advance(std::chrono::minutes(1));
    bench.server.world().change(id, {.status = u"resolved"_s}, pd::backup);
    const auto ended = bench.incident(id);
    QVERIFY(ended);
    QCOMPARE(ended->state, IncidentState::Resolved);
    QCOMPARE(ended->resolvedBy, bench.server.world().user(pd::backup)->name);
    QCOMPARE(*ended->resolvedAt, bench.clock.now());
    bench.server.forgetRequests();
    QVERIFY(!bench.incident(id));
    QVERIFY(bench.server.requests("GET", "/incidents/" + id.toUtf8()).isEmpty());
}

void TestPagerDutyVanished::saysIntoWhatItWasMerged()
{
    PagerDutyBench bench;
    const QString target = bench.server.world().trigger({.title = u"the whole"_s, .service = pd::mainSite});
    const QString part = bench.server.world().trigger({.title = u"a part"_s, .service = pd::mainSite});
    QVERIFY(bench.incident(part));
    QVERIFY(!bench.server.world().merge(target, {part}, pd::backup));
    const auto ended = bench.incident(part);
    QVERIFY(ended);
    QCOMPARE(ended->state, IncidentState::Resolved);
    QVERIFY2(ended->text.contains(u"the whole"_s), qPrintable(ended->text));
}

void TestPagerDutyVanished::anEmptyListAfterAnErrorIsNotBelieved()
{
    PagerDutyBench bench;
    const SharedIncidents before = bench.incidents();
    QVERIFY(before.size() > 5); // more than are asked for one by one
    bench.server.fail({.path = "/incidents", .status = 503});
    QVERIFY(!bench.poll());
    bench.server.fail({.path = "/incidents", .method = "GET", .bad = Bad::EmptyLists, .times = 2});
    for (int i = 0; i < 2; ++i) {
        const auto snapshot = bench.poll();
        QVERIFY(snapshot);
        QCOMPARE(snapshot->incidents->size(), before.size());
        QVERIFY(std::ranges::all_of(*snapshot->incidents, &Incident::isOpen));
        QVERIFY(!snapshot->warnings.isEmpty());
    }
    QCOMPARE(bench.incidents(), before);
    QVERIFY(bench.poll()->warnings.isEmpty());
}

void TestPagerDutyVanished::aListWithoutOneRowIsNotBelieved()
{
    PagerDutyBench bench;
    const QString id = bench.server.world().trigger({.title = u"still burns"_s, .service = pd::mainSite});
    QVERIFY(bench.incident(id));
    bench.server.world().edit(id)->status = u"triggered"_s;
    bench.server.fail({.path = "/incidents", .method = "GET", .bad = Bad::EmptyLists});
    const auto kept = bench.incident(id);
    QVERIFY(kept);
    QCOMPARE(kept->state, IncidentState::Triggered);
}

void TestPagerDutyVanished::manyAtOnceAreBelievedWhenTheFirstAre()
{
    PagerDutyBench bench;
    QStringList ids;
    for (int i = 0; i < 40; ++i)
        ids.append(bench.server.world().trigger({.title = u"storm %1"_s.arg(i), .service = pd::mainSite}));
    QVERIFY(bench.poll());
    for (const QString &id : ids)
        bench.server.world().change(id, {.status = u"resolved"_s}, pd::lead);
    bench.server.forgetRequests();
    const auto snapshot = bench.poll();
    QVERIFY(snapshot);
    QVERIFY(snapshot->warnings.isEmpty());
    const auto open = std::ranges::count_if(
        *snapshot->incidents, [&](const Incident &each) { return each.isOpen() && ids.contains(each.id.text().mid(3)); });
    QCOMPARE(open, 0);
    QVERIFY(bench.server.requests().size() <= 6); // the list, and five of them
}

void TestPagerDutyVanished::whatCannotBeAskedForIsGone()
{
    PagerDutyBench bench;
    const QString id = bench.firstOpen(IncidentState::Triggered);
    bench.server.world().edit(id)->isHidden = true; // it belongs to another team now: 404
    QVERIFY(!bench.incident(id));
    QVERIFY(bench.poll()->warnings.isEmpty());
    const auto refused = bench.act(u"acknowledge"_s, id);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::NotFound);
}

void TestPagerDutyVanished::whatLeftTheFilterIsGone()
{
    PagerDutyBench bench({{u"urgency"_s, u"high"_s}});
    const QString id = bench.server.world().trigger({.title = u"high for now"_s, .service = pd::mainSite, .urgency = u"high"_s});
    QVERIFY(bench.incident(id));
    bench.server.world().change(id, {.urgency = u"low"_s}, pd::backup);
    QVERIFY(!bench.incident(id));
    QVERIFY(bench.poll()->warnings.isEmpty());
}

QTEST_GUILESS_MAIN(TestPagerDutyVanished)
#include "tst_vanished.moc"
