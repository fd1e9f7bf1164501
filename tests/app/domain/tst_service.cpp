// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/service.h"
#include "support/incidents.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

Service serviceNamed(const QString &id, const ServiceMatch &match, std::optional<Urgency> urgency = {})
{
    Service service;
    service.id = ServiceId(id);
    service.match = match;
    service.urgency = urgency;
    return service;
}

Incident webIncident()
{
    Incident incident = makeIncident(u"1"_s, IncidentState::Triggered, u"prod"_s);
    incident.host = HostId(u"prod:Web-1"_s);
    incident.check = CheckId(u"home"_s);
    incident.labels = {{u"env"_s, u"prod"_s}, {u"team"_s, u"Shop"_s}};
    return incident;
}

} // namespace

class TestService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matching_data();
    void matching();
    void theNameGoesBeforeTheMatch();
    void whatFollowsIsWritten();
    void theUrgencyIsTheServices_data();
    void theUrgencyIsTheServices();
    void nothingIsTouchedWhereNothingChanges();
};

void TestService::matching_data()
{
    QTest::addColumn<ServiceMatch>("match");
    QTest::addColumn<bool>("expected");
    QTest::newRow("nothing said matches nothing") << ServiceMatch{} << false;
    QTest::newRow("a source") << ServiceMatch{.sources = {u"prod"_s}} << true;
    QTest::newRow("one of several sources") << ServiceMatch{.sources = {u"test"_s, u"pro?"_s}} << true;
    QTest::newRow("another source") << ServiceMatch{.sources = {u"test"_s}} << false;
    QTest::newRow("a host by its whole id") << ServiceMatch{.hosts = {u"prod:web-*"_s}} << true;
    QTest::newRow("a host by its name, in any case") << ServiceMatch{.hosts = {u"web-*"_s}} << true;
    QTest::newRow("another host") << ServiceMatch{.hosts = {u"db-*"_s}} << false;
    QTest::newRow("a check") << ServiceMatch{.checks = {u"ho*"_s}} << true;
    QTest::newRow("a label") << ServiceMatch{.labels = {u"team=shop"_s}} << true;
    QTest::newRow("all labels have to fit") << ServiceMatch{.labels = {u"team=shop"_s, u"env=test"_s}} << false;
    QTest::newRow("a label that is not there") << ServiceMatch{.labels = {u"tier=*"_s}} << false;
    QTest::newRow("all that is said has to fit") << ServiceMatch{.sources = {u"prod"_s}, .hosts = {u"db-*"_s}} << false;
}

void TestService::matching()
{
    QFETCH(const ServiceMatch, match);
    QTEST(serviceOf(webIncident(), {serviceNamed(u"web"_s, match)}) != nullptr, "expected");
}

void TestService::theNameGoesBeforeTheMatch()
{
    const QList<Service> services{serviceNamed(u"all"_s, {.sources = {u"*"_s}}), serviceNamed(u"shop"_s, {})};
    Incident incident = webIncident();
    QCOMPARE(serviceOf(incident, services)->id, ServiceId(u"all"_s));
    incident.service = ServiceId(u"shop"_s);
    QCOMPARE(serviceOf(incident, services)->id, ServiceId(u"shop"_s));
    incident.service = ServiceId(u"Payments"_s); // a name of the source's own
    QCOMPARE(serviceOf(incident, services)->id, ServiceId(u"all"_s));
}

void TestService::whatFollowsIsWritten()
{
    SharedIncidents incidents{webIncident(), makeIncident(u"2"_s)};
    assignServices(incidents, {serviceNamed(u"web"_s, {.hosts = {u"web-*"_s}}, Urgency::Low)}, false);
    QCOMPARE(incidents[0]->service, ServiceId(u"web"_s));
    QCOMPARE(incidents[0]->urgency, Urgency::Low);
    QVERIFY(incidents[1]->service.isEmpty());
    QCOMPARE(incidents[1]->urgency, Urgency::High);
}

void TestService::theUrgencyIsTheServices_data()
{
    QTest::addColumn<Urgency>("said");
    QTest::addColumn<std::optional<Urgency>>("service");
    QTest::addColumn<bool>("pagesItself");
    QTest::addColumn<Urgency>("expected");
    QTest::newRow("low makes it low") << Urgency::High << std::optional(Urgency::Low) << false << Urgency::Low;
    QTest::newRow("high makes it high") << Urgency::Low << std::optional(Urgency::High) << false << Urgency::High;
    QTest::newRow("without a word the source's stays") << Urgency::Low << std::optional<Urgency>() << false << Urgency::Low;
    QTest::newRow("a source that pages itself knows best") << Urgency::High << std::optional(Urgency::Low) << true << Urgency::High;
}

void TestService::theUrgencyIsTheServices()
{
    QFETCH(const Urgency, said);
    QFETCH(const std::optional<Urgency>, service);
    QFETCH(const bool, pagesItself);
    Incident incident = webIncident();
    incident.urgency = said;
    SharedIncidents incidents{incident};
    assignServices(incidents, {serviceNamed(u"web"_s, {.hosts = {u"web-*"_s}}, service)}, pagesItself);
    QTEST(incidents.first()->urgency, "expected");
}

void TestService::nothingIsTouchedWhereNothingChanges()
{
    Incident incident = webIncident();
    incident.service = ServiceId(u"web"_s);
    const SharedIncidents before{incident};
    SharedIncidents after = before;
    assignServices(after, {serviceNamed(u"web"_s, {})}, false);
    QVERIFY(after.isSharedWith(before));
}

Q_DECLARE_METATYPE(nightbell::ServiceMatch)

QTEST_GUILESS_MAIN(TestService)
#include "tst_service.moc"
