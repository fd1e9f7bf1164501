// SPDX-License-Identifier: GPL-3.0-or-later
// The connection breaks after a request, before its answer: what may not be done twice is looked for before it is sent again.
#include "sources/pagerduty/evidence.h"
#include "support/pagerdutybench.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Bad = PagerDutyServer::Bad;

namespace {

struct Wanted
{
    QString action;
    FieldValues inputs;
    QByteArray method;
    QByteArray path; // %1: the incident
};

} // namespace

class TestPagerDutyEvidence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void arrivesOnce_data();
    void arrivesOnce();
    void anEarlierOneOfTheSameKindIsNoEvidence();
    void whatLeavesNoTraceIsNotSentAgain_data();
    void whatLeavesNoTraceIsNotSentAgain();
    void aWrongClockFindsItAllTheSame();
};

void TestPagerDutyEvidence::arrivesOnce_data()
{
    QTest::addColumn<Wanted>("wanted");
    QTest::addColumn<Duration>("clockIsOff");
    const QList<std::pair<const char *, Wanted>> all{
        {"a note", {u"note"_s, {{u"text"_s, u"looking"_s}}, "POST", "/incidents/%1/notes"}},
        {"a new incident",
            {u"create"_s, {{u"title"_s, u"by hand"_s}, {u"service"_s, pd::mainSite}, {u"urgency"_s, u"low"_s}}, "POST", "/incidents"}},
        {"an escalation", {u"escalate"_s, {{u"level"_s, u"2"_s}}, "PUT", "/incidents/%1"}},
        {"a reassignment", {u"reassign"_s, {{u"people"_s, QStringList{pd::lead}}}, "PUT", "/incidents/%1"}},
        {"a reassignment to a policy", {u"reassign"_s, {{u"policy"_s, pd::backOffice}}, "PUT", "/incidents/%1"}},
        {"a maintenance window", {u"maintenance"_s, {{u"for"_s, u"1h"_s}}, "POST", "/maintenance_windows"}},
        {"a call for help",
            {u"responders"_s, {{u"people"_s, QStringList{pd::backup, pd::lead}}}, "POST", "/incidents/%1/responder_requests"}},
        {"triggering again", {u"retrigger"_s, {}, "PUT", "/incidents/%1"}},
    };
    for (const auto &[name, wanted] : all) {
        QTest::addRow("%s", name) << wanted << Duration(0);
        QTest::addRow("%s, with a clock that is 3 min slow", name) << wanted << Duration(-3min);
        QTest::addRow("%s, with a clock that is 3 min fast", name) << wanted << Duration(3min);
    }
}

void TestPagerDutyEvidence::arrivesOnce()
{
    QFETCH(Wanted, wanted);
    QFETCH(Duration, clockIsOff);
    for (const Bad bad : {Bad::Close, Bad::CloseBefore}) {
        PagerDutyBench bench({}, true, std::nullopt, clockIsOff);
        const QString id = bench.server.world().trigger({.title = u"burns"_s, .service = pd::mainSite});
        if (wanted.action == u"retrigger")
            bench.server.world().change(id, {.status = u"acknowledged"_s}, pd::you);
        QVERIFY(bench.poll());
        bench.clock.advance(1min);
        ActionRequest request = bench.request(wanted.action, id, wanted.inputs);
        if (wanted.action == u"create")
            request.incident = {};
        const QByteArray path = QByteArray(wanted.path).replace("%1", id.toUtf8());
        bench.server.fail({.path = path, .method = wanted.method, .bad = bad});
        const auto lost = waited(bench.source->perform(request));
        QVERIFY(!lost);
        QCOMPARE(lost.error().kind, ErrorKind::Timeout); // it may be done
        bench.server.forgetRequests();
        request.mayHaveBeenSent = true;
        bench.clock.advance(5s);
        const auto done = waited(bench.source->perform(request));
        QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
        // What was carried out is found; what was not is sent.
        QCOMPARE(bench.server.requests(wanted.method, path).size(), bad == Bad::Close ? 0 : 1);
    }
}

void TestPagerDutyEvidence::anEarlierOneOfTheSameKindIsNoEvidence()
{
    PagerDutyBench bench;
    const QString id = bench.server.world().trigger({.title = u"burns"_s, .service = pd::mainSite});
    QVERIFY(bench.poll());
    const QByteArray path = "/incidents/" + id.toUtf8();
    QVERIFY(bench.act(u"escalate"_s, id, {{u"level"_s, u"2"_s}}));
    QVERIFY(bench.act(u"note"_s, id, {{u"text"_s, u"looking"_s}}));
    bench.clock.advance(2min);
    for (const auto &[action, inputs] :
        {std::pair(u"escalate"_s, FieldValues{{u"level"_s, u"3"_s}}), std::pair(u"note"_s, FieldValues{{u"text"_s, u"looking"_s}})}) {
        ActionRequest request = bench.request(action, id, inputs);
        bench.server.fail({.path = path + "*", .bad = Bad::CloseBefore});
        QVERIFY(!waited(bench.source->perform(request)));
        request.mayHaveBeenSent = true;
        QVERIFY(waited(bench.source->perform(request)));
    }
    QCOMPARE(bench.server.world().incident(id)->level, 3);
    QCOMPARE(bench.server.world().incident(id)->notes.size(), 2);
}

void TestPagerDutyEvidence::whatLeavesNoTraceIsNotSentAgain_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<FieldValues>("inputs");
    QTest::newRow("a workflow") << u"workflow"_s << FieldValues{{u"workflow"_s, u"PWFLOW1"_s}};
    QTest::newRow("a status update that no log tells of") << u"statusupdate"_s << FieldValues{{u"message"_s, u"on it"_s}};
}

void TestPagerDutyEvidence::whatLeavesNoTraceIsNotSentAgain()
{
    QFETCH(QString, action);
    QFETCH(FieldValues, inputs);
    PagerDutyBench bench;
    bench.server.world().sendsUndocumented = false;
    const QString id = bench.firstOpen(IncidentState::Triggered);
    ActionRequest request = bench.request(action, id, inputs);
    request.mayHaveBeenSent = true;
    bench.server.forgetRequests();
    const auto refused = waited(bench.source->perform(request));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Conflict);
    QVERIFY(refused.error().detail.contains(u"PagerDuty"_s)); // where to look
    for (const auto &sent : bench.server.requests())
        QCOMPARE(sent.method, "GET");
}

void TestPagerDutyEvidence::aWrongClockFindsItAllTheSame()
{
    // The window ends by PagerDuty's clock, an hour from now, however wrong ours is.
    PagerDutyBench bench({}, true, std::nullopt, -3min);
    const QString id = bench.server.world().trigger({.title = u"burns"_s, .service = pd::mainSite});
    QVERIFY(bench.poll());
    QVERIFY(bench.act(u"maintenance"_s, id, {{u"for"_s, u"1h"_s}}));
    const pd::MaintenanceWindow &window = bench.server.world().windows.constLast();
    QVERIFY(std::chrono::abs(window.end - (bench.server.world().now() + 1h)) <= 2s);
    QVERIFY(window.start <= bench.server.world().now() + 1s);
}

QTEST_GUILESS_MAIN(TestPagerDutyEvidence)
#include "tst_evidence.moc"
