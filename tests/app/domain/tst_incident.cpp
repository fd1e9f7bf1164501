// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/checkresult.h"
#include "domain/host.h"
#include "domain/incident.h"

#include <QSet>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestIncident : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAreReadBack();
    void unknownWordsAreUnknown();
    void needsPerson();
    void restartsSince();
};

void TestIncident::wordsAreReadBack()
{
    for (const auto state : {IncidentState::Triggered, IncidentState::Acknowledged, IncidentState::Resolved})
        QCOMPARE(incidentStateFromWord(toWord(state)), std::optional(state));
    for (const auto urgency : {Urgency::High, Urgency::Low})
        QCOMPARE(urgencyFromWord(toWord(urgency)), std::optional(urgency));
    for (int i = 0; i <= int(IncidentEventKind::OnCall); ++i)
        QCOMPARE(incidentEventKindFromWord(toWord(IncidentEventKind(i))), std::optional(IncidentEventKind(i)));
    QSet<QString> failures;
    for (int i = 0; i <= int(CheckFailure::ConnectionLost); ++i)
        failures.insert(toWord(CheckFailure(i)));
    QCOMPARE(failures.size(), int(CheckFailure::ConnectionLost) + 1);
}

void TestIncident::unknownWordsAreUnknown()
{
    QCOMPARE(incidentStateFromWord(u"snoozed"), std::nullopt);
    QCOMPARE(urgencyFromWord(u""), std::nullopt);
    QCOMPARE(severityFromWord(u"Critical"), std::nullopt);
}

void TestIncident::needsPerson()
{
    Incident incident;
    QVERIFY(incident.needsPerson());
    incident.urgency = Urgency::Low;
    QVERIFY(!incident.needsPerson());
    incident.urgency = Urgency::High;
    incident.state = IncidentState::Acknowledged;
    QVERIFY(!incident.needsPerson());
    QVERIFY(incident.isOpen());
}

void TestIncident::restartsSince()
{
    Host host;
    const TimePoint start = fromMilliseconds(1'000'000);
    host.units = {ServiceUnit{.name = u"a.service"_s, .failedRestarts = {start, start + std::chrono::minutes(1)}},
        ServiceUnit{.name = u"b.service"_s, .failedRestarts = {start + std::chrono::minutes(2)}}};
    QCOMPARE(host.restartsSince(start), std::nullopt); // nobody said that they are known
    host.restartsUnknown = RestartsUnknown::Known;
    QCOMPARE(host.restartsSince(start), std::optional(3));
    QCOMPARE(host.restartsSince(start + std::chrono::seconds(1)), std::optional(2));
}

QTEST_GUILESS_MAIN(TestIncident)
#include "tst_incident.moc"
