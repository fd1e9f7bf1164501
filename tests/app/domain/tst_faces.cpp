// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/faces.h"
#include "support/incidents.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint noon = fromMilliseconds(1'000'000'000);
const IncidentId name(u"pd:1"_s);

Incident lead(IncidentState state = IncidentState::Triggered)
{
    Incident incident = makeIncident(u"pd:1"_s, state);
    incident.created = noon;
    incident.number = u"4711"_s;
    incident.severity = Severity::Unknown;
    incident.concern = Concern::Mine;
    if (state == IncidentState::Acknowledged)
        incident.acknowledgedAt = noon + 5min;
    return incident;
}

Incident alert(const QString &id = u"dd:7"_s)
{
    Incident incident = makeIncident(id, IncidentState::Triggered, u"dd"_s);
    incident.created = noon - 1min;
    incident.severity = Severity::Critical;
    incident.host = HostId(u"dd:web-1"_s);
    return incident;
}

} // namespace

class TestFaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLeadSpeaksAndTheAlertAdds();
    void itNeedsAPersonWheneverOneOfThemDoes_data();
    void itNeedsAPersonWheneverOneOfThemDoes();
    void anAcknowledgementStandsForWhatBeganBefore_data();
    void anAcknowledgementStandsForWhatBeganBefore();
    void whatIsUnderWayAtEitherIsSeen();
    void anotherNameKeepsTheFace();
};

void TestFaces::theLeadSpeaksAndTheAlertAdds()
{
    const Incident both = joined(name, lead(), {alert()});
    QCOMPARE(both.id, name);
    QCOMPARE(both.source, SourceId(u"pd"_s));
    QCOMPARE(both.number, u"4711"_s);
    QCOMPARE(both.host, HostId(u"dd:web-1"_s));
    QCOMPARE(both.severity, Severity::Critical);
    QCOMPARE(both.created, noon - 1min);
    QCOMPARE(both.faces.size(), 2);
    QCOMPARE(both.faces[0].id, IncidentId(u"pd:1"_s));
    QCOMPARE(both.faces[1].id, IncidentId(u"dd:7"_s));
    QCOMPARE(both.faces[1].source, SourceId(u"dd"_s));
}

void TestFaces::itNeedsAPersonWheneverOneOfThemDoes_data()
{
    QTest::addColumn<Urgency>("urgency");
    QTest::addColumn<Concern>("concern");
    QTest::addColumn<Quiet>("alertQuiet");
    QTest::addColumn<bool>("isPage");
    QTest::newRow("both do") << Urgency::High << Concern::Mine << Quiet::No << true;
    QTest::newRow("the lead is of low urgency") << Urgency::Low << Concern::Mine << Quiet::No << true;
    QTest::newRow("the lead is others'") << Urgency::High << Concern::Others << Quiet::No << true;
    QTest::newRow("the alert is muted, the lead is mine") << Urgency::High << Concern::Mine << Quiet::Silenced << true;
    QTest::newRow("the alert is muted, the lead is others'") << Urgency::High << Concern::Others << Quiet::Silenced << false;
    QTest::newRow("the alert is muted, the lead is low") << Urgency::Low << Concern::Nobody << Quiet::Silenced << false;
}

void TestFaces::itNeedsAPersonWheneverOneOfThemDoes()
{
    QFETCH(Urgency, urgency);
    QFETCH(Concern, concern);
    QFETCH(Quiet, alertQuiet);
    QFETCH(bool, isPage);
    Incident one = lead();
    one.urgency = urgency;
    one.concern = concern;
    Incident other = alert();
    other.quiet = alertQuiet;
    QCOMPARE(one.isPageworthy() || other.isPageworthy(), isPage);
    QCOMPARE(joined(name, one, {other}).isPageworthy(), isPage);
}

void TestFaces::anAcknowledgementStandsForWhatBeganBefore_data()
{
    QTest::addColumn<IncidentState>("state");
    QTest::addColumn<qint64>("began"); // seconds after noon; acknowledged at 300
    QTest::addColumn<Quiet>("quiet");
    QTest::addColumn<bool>("mayStandFor");
    QTest::newRow("nobody has it") << IncidentState::Triggered << qint64(1000) << Quiet::No << true;
    QTest::newRow("it began before") << IncidentState::Acknowledged << qint64(299) << Quiet::No << true;
    QTest::newRow("it began after") << IncidentState::Acknowledged << qint64(330) << Quiet::No << false;
    QTest::newRow("it began after, and is muted") << IncidentState::Acknowledged << qint64(330) << Quiet::Silenced << true;
}

void TestFaces::anAcknowledgementStandsForWhatBeganBefore()
{
    QFETCH(IncidentState, state);
    QFETCH(qint64, began);
    QFETCH(Quiet, quiet);
    QFETCH(bool, mayStandFor);
    Incident other = alert();
    other.created = noon + std::chrono::seconds(began);
    other.quiet = quiet;
    QCOMPARE(nightbell::mayStandFor(lead(state), other), mayStandFor);
}

void TestFaces::whatIsUnderWayAtEitherIsSeen()
{
    Incident one = lead();
    Incident other = alert();
    other.action = IncidentAction{ActionStage::Queued, u"mute"_s, {}};
    QCOMPARE(joined(name, one, {other}).action, other.action);
    one.action = IncidentAction{ActionStage::Sending, u"acknowledge"_s, {}};
    QCOMPARE(joined(name, one, {other}).action, one.action);
}

void TestFaces::anotherNameKeepsTheFace()
{
    const Incident alone = renamed(name, alert());
    QCOMPARE(alone.id, name);
    QCOMPARE(alone.source, SourceId(u"dd"_s));
    QCOMPARE(alone.faces.size(), 1);
    QCOMPARE(alone.faces[0].id, IncidentId(u"dd:7"_s));
    QVERIFY(renamed(IncidentId(u"dd:7"_s), alert()).faces.isEmpty());
}

QTEST_GUILESS_MAIN(TestFaces)
#include "tst_faces.moc"
