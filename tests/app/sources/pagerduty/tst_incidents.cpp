// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/pagerduty/incidents.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::pagerduty;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const PersonId me{u"PME"_s};
const TimePoint now = *fromIso(u"2026-01-05T03:00:00Z"_s);

std::optional<ReadIncident> read(const QByteArray &json)
{
    const auto document = JsonDocument::parse(json);
    return document ? readIncidentRow(document->root(), SourceId(u"pd"_s), me) : std::nullopt;
}

const QByteArray whole
    = "{\"id\":\"Q0ABCDEFGHIJKL\",\"type\":\"incident\",\"summary\":\"[#12] Disk "
      "full\",\"html_url\":\"https://x.pagerduty.com/incidents/Q0\","
      "\"incident_number\":12,\"title\":\"Disk "
      "full\",\"created_at\":\"2026-01-05T02:50:00Z\",\"status\":\"acknowledged\",\"incident_key\":\"disk/web-1\","
      "\"service\":{\"id\":\"PSVC\",\"type\":\"service_reference\",\"summary\":\"Web\"},"
      "\"assignments\":[{\"at\":\"2026-01-05T02:50:00Z\",\"assignee\":{\"id\":\"PBO\",\"summary\":\"Bo\"}},"
      "{\"at\":\"2026-01-05T03:55:00+01:00\",\"assignee\":{\"id\":\"PME\",\"summary\":\"Me\"}}],"
      "\"acknowledgements\":[{\"at\":\"2026-01-05T02:56:00Z\",\"acknowledger\":{\"id\":\"PBO\",\"summary\":\"Bo\"}}],"
      "\"last_status_change_at\":\"2026-01-05T02:56:00Z\",\"urgency\":\"low\",\"priority\":{\"id\":\"PP1\",\"summary\":\"P1\"},"
      "\"escalation_policy\":{\"id\":\"PEP\",\"summary\":\"Site\"},\"teams\":[{\"id\":\"PT\",\"summary\":\"Ops\"}],"
      "\"pending_actions\":[{\"type\":\"unacknowledge\",\"at\":\"2026-01-05T04:00:00Z\"},{\"type\":\"resolve\",\"at\":\"2026-01-06T04:00:"
      "00Z\"}]}";

EscalationPolicy policy(int loops)
{
    EscalationPolicy policy;
    policy.id = PolicyId(u"PEP"_s);
    policy.loops = loops;
    policy.levels = {{1, 5min, {u"Primary"_s}}, {2, 10min, {u"Backup"_s}}};
    Shift first;
    first.level = 1;
    first.person = Person{me, u"Me"_s};
    Shift second;
    second.level = 2;
    second.person = Person{PersonId(u"PBO"_s), u"Bo"_s};
    policy.now = {first, second};
    return policy;
}

} // namespace

class TestPagerDutyIncidents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAWholeOne();
    void isTolerant_data();
    void isTolerant();
    void whoseItIs_data();
    void whoseItIs();
    void escalates_data();
    void escalates();
};

void TestPagerDutyIncidents::readsAWholeOne()
{
    const auto row = read(whole);
    QVERIFY(row);
    const Incident &incident = row->incident;
    QCOMPARE(incident.id, IncidentId(u"pd:Q0ABCDEFGHIJKL"_s));
    QCOMPARE(incident.number, u"12"_s);
    QCOMPARE(incident.title, u"Disk full"_s);
    QCOMPARE(incident.dedupKey, u"disk/web-1"_s);
    QCOMPARE(incident.service.text(), u"Web"_s);
    QCOMPARE(incident.state, IncidentState::Acknowledged);
    QCOMPARE(incident.urgency, Urgency::Low);
    QCOMPARE(incident.priority, u"P1"_s);
    QCOMPARE(incident.teams, QStringList{u"Ops"_s});
    QCOMPARE(incident.policyId, PolicyId(u"PEP"_s));
    QCOMPARE(incident.concern, Concern::Mine);
    QCOMPARE(incident.assignees.size(), 2);
    QCOMPARE(incident.acknowledgedBy, u"Bo"_s);
    QCOMPARE(*incident.acknowledgedAt, now - 4min);
    QCOMPARE(*incident.snoozedUntil, now + 1h);
    QCOMPARE(incident.created, now - 10min);
    QCOMPARE(row->handle.serviceId, u"PSVC"_s);
    QCOMPARE(*row->handle.assignedAt, now - 5min);
    QVERIFY(row->strangeWord.isEmpty());
}

void TestPagerDutyIncidents::isTolerant_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("strangeWord");
    QTest::newRow("nothing but an id") << QByteArray("{\"id\":\"P1\"}") << u"P1"_s << u"null"_s;
    QTest::newRow("nulls") << QByteArray(
        "{\"id\":\"P1\",\"title\":null,\"summary\":\"[#1] x\",\"status\":\"triggered\",\"assignments\":null,"
        "\"acknowledgements\":null,\"pending_actions\":null,\"teams\":null,\"priority\":null,\"service\":null,\"urgency\":null,\"html_"
        "url\":null}") << u"[#1] x"_s
                           << QString();
    QTest::newRow("an unknown status") << QByteArray("{\"id\":\"P1\",\"title\":\"t\",\"status\":\"smouldering\",\"urgency\":\"high\"}")
                                       << u"t"_s << u"smouldering"_s;
    QTest::newRow("an unknown urgency") << QByteArray("{\"id\":\"P1\",\"title\":\"t\",\"status\":\"triggered\",\"urgency\":\"medium\"}")
                                        << u"t"_s << u"medium"_s;
    QTest::newRow("numbers where texts should be")
        << QByteArray("{\"id\":\"P1\",\"title\":7,\"status\":\"triggered\",\"teams\":\"x\",\"incident_number\":\"12\"}") << u"P1"_s
        << QString();
}

void TestPagerDutyIncidents::isTolerant()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, title);
    QFETCH(QString, strangeWord);
    const auto row = read(json);
    QVERIFY(row);
    QCOMPARE(row->incident.title, title);
    QCOMPARE(row->strangeWord, strangeWord);
    // What is not known needs somebody.
    QVERIFY(row->incident.isPageworthy());
    QVERIFY(!read("{\"title\":\"no id\"}"));
}

void TestPagerDutyIncidents::whoseItIs_data()
{
    QTest::addColumn<QByteArray>("assignments");
    QTest::addColumn<Concern>("concern");
    QTest::newRow("nobody's") << QByteArray("[]") << Concern::Nobody;
    QTest::newRow("mine") << QByteArray("[{\"assignee\":{\"id\":\"PME\"}}]") << Concern::Mine;
    QTest::newRow("another's") << QByteArray("[{\"assignee\":{\"id\":\"PBO\"}}]") << Concern::Others;
    QTest::newRow("another's and mine") << QByteArray("[{\"assignee\":{\"id\":\"PBO\"}},{\"assignee\":{\"id\":\"PME\"}}]") << Concern::Mine;
}

void TestPagerDutyIncidents::whoseItIs()
{
    QFETCH(QByteArray, assignments);
    QFETCH(Concern, concern);
    const auto row = read("{\"id\":\"P1\",\"status\":\"triggered\",\"urgency\":\"high\",\"assignments\":" + assignments + "}");
    QVERIFY(row);
    QCOMPARE(row->incident.concern, concern);
}

void TestPagerDutyIncidents::escalates_data()
{
    QTest::addColumn<Incident>("incident");
    QTest::addColumn<Handle>("handle");
    QTest::addColumn<int>("loops");
    QTest::addColumn<std::optional<Escalation>>("expected");
    Incident mine;
    mine.policyId = PolicyId(u"PEP"_s);
    mine.assignees = {Person{me, u"Me"_s}};
    mine.created = now - 1min;
    Incident bos = mine;
    bos.assignees = {Person{PersonId(u"PBO"_s), u"Bo"_s}};
    Incident byHand = mine;
    byHand.assignees = {Person{PersonId(u"PXX"_s), u"Xe"_s}};
    Incident acknowledged = mine;
    acknowledged.state = IncidentState::Acknowledged;
    Incident low = mine;
    low.urgency = Urgency::Low;
    Incident unknownPolicy = mine;
    unknownPolicy.policyId = PolicyId(u"POTHER"_s);
    const Handle assigned{u"P1"_s, u"PSVC"_s, now - 2min, std::nullopt};
    const Handle said{u"P1"_s, u"PSVC"_s, now - 2min, now + 90s};
    const Handle longAgo{u"P1"_s, u"PSVC"_s, now - 20min, std::nullopt};
    using E = std::optional<Escalation>;
    QTest::newRow("after the delay of its level") << mine << assigned << 0 << E(Escalation{now + 3min, 1, u"Bo"_s});
    QTest::newRow("as PagerDuty says, where it does") << mine << said << 0 << E(Escalation{now + 90s, 1, u"Bo"_s});
    QTest::newRow("not from the last level") << bos << assigned << 0 << E();
    QTest::newRow("from the last level to the first, where it loops") << bos << assigned << 2 << E(Escalation{now + 8min, 2, u"Me"_s});
    QTest::newRow("not what was given to somebody by hand") << byHand << assigned << 0 << E();
    QTest::newRow("not what is acknowledged") << acknowledged << said << 0 << E();
    QTest::newRow("not what is of low urgency") << low << assigned << 0 << E();
    QTest::newRow("of low urgency, but they say so") << low << said << 0 << E(Escalation{now + 90s, 1, u"Bo"_s});
    QTest::newRow("not what should have long ago") << mine << longAgo << 0 << E();
    QTest::newRow("without the policy there is no telling") << unknownPolicy << assigned << 0 << E();
    QTest::newRow("without the policy, but they say so") << unknownPolicy << said << 0 << E(Escalation{now + 90s, 0, {}});
}

void TestPagerDutyIncidents::escalates()
{
    QFETCH(Incident, incident);
    QFETCH(Handle, handle);
    QFETCH(int, loops);
    QFETCH(std::optional<Escalation>, expected);
    QVERIFY(escalationOf(incident, handle, {policy(loops)}, now) == expected);
}

QTEST_GUILESS_MAIN(TestPagerDutyIncidents)
#include "tst_incidents.moc"
