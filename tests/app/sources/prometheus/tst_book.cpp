// SPDX-License-Identifier: GPL-3.0-or-later
// What follows from the answers: which incidents are open, which alerts are missing, and what is wrong with the monitoring.
#include "sources/prometheus/book.h"
#include "sources/prometheus/health.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::prometheus;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const SourceId source(u"prod"_s);

SeenAlert alert(const QString &name, const QStringList &silencedBy = {}, Duration later = {})
{
    Incident incident;
    incident.source = source;
    incident.title = name;
    incident.labels = {{u"alertname"_s, name}};
    incident.created = fromMilliseconds(1'000'000'000) + later;
    SeenAlert made;
    made.fingerprint = fingerprint(incident.labels);
    made.incident = incident;
    made.silencedBy = silencedBy;
    return made;
}

std::shared_ptr<const AlertList> list(std::vector<SeenAlert> alerts)
{
    const auto made = std::make_shared<AlertList>();
    made->alerts = std::move(alerts);
    std::ranges::sort(made->alerts, {}, &SeenAlert::fingerprint);
    return made;
}

RuleAlert rule(const QString &name, bool isFiring)
{
    RuleAlert made;
    made.isFiring = isFiring;
    made.incident = alert(name).incident;
    return made;
}

// Alerts of one Alertmanager, and of Prometheus where it is asked.
struct Bench
{
    AlertBook book{source};
    AlertBook::Look look{.clusters = {ClusterAnswer{}}, .witness = {}, .at = fromMilliseconds(2'000'000'000)};

    QStringList update()
    {
        look.at += 15s;
        book.read(look);
        QStringList titles;
        for (const Incident &incident : book.incidents())
            titles.append(incident.title);
        titles.sort();
        return titles;
    }
    QStringList answer(std::vector<SeenAlert> alerts)
    {
        look.clusters.first().lists = {list(std::move(alerts))};
        return update();
    }
    QStringList silence()
    {
        look.clusters.first().lists.clear();
        return update();
    }
    void prometheusSays(const QList<RuleAlert> &alerts)
    {
        look.witness.isConfigured = look.witness.hasAnswered = true;
        look.witness.alerts.clear();
        for (const RuleAlert &one : alerts)
            look.witness.alerts.insert(fingerprint(one.incident->labels), one);
    }
    Incident incident(const QString &title)
    {
        for (const Incident &one : book.incidents()) {
            if (one.title == title)
                return one;
        }
        return {};
    }
};

Curve up(const QString &job, const QString &instance, double value)
{
    return Curve{{{u"instance"_s, instance}, {u"job"_s, job}}, {{fromMilliseconds(0), value}}};
}

} // namespace

class TestBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsGoneIsResolved();
    void whatComesBackIsNew();
    void whatStaysKeepsItsIncident();
    void noAnswerResolvesNothing();
    void anEmptyAnswerAfterARestartResolvesNothing();
    void prometheusSaysWhatIsOverAfterARestart();
    void prometheusIsNoWitnessOfWhatItNeverSent();
    void aPrometheusThatHasJustStartedIsNoWitness();
    void withoutPrometheusNothingExpires();
    void pendingAlertsAreSeenAndWakeNobody();
    void pendingAlertsKeepTheirIncidentWhenTheyFire();
    void pendingAndFiringAreOneAfterARestartToo();
    void whatFiresStaysInSightUntilAnAlertmanagerHasIt();
    void whereNoAlertmanagerAnswersPrometheusIsBelieved();
    void withoutAnAlertmanagerFiringRulesAreIncidents();
    void oneAlertOfTwoServersIsShownOnce();
    void equalAlertsOfTwoClustersAreTwo();
    void silencesOfOursAreAcknowledgements();
    void silencesAndInhibitionsWakeNobody();
    void aSilenceKnownToOneServerHolds();
    void othersThatASilenceWouldReach();
    void troublesHaveToLast();
    void targetsThatAreDown();
    void targetsThatAnAlertNamesAreLeftToIt();
    void rulesThatFail();
    void watchdogsAreMissed();
    void watchdogsThatWereNeverSeenAreNotMissed();
    void namedWatchdogsAreMissedFromTheStart();
    void severitiesAndUrgencies_data();
    void severitiesAndUrgencies();
    void titlesWithoutASummary();
    void alertsCoverTheirRules_data();
    void alertsCoverTheirRules();
};

void TestBook::whatIsGoneIsResolved()
{
    Bench bench;
    QCOMPARE(bench.answer({alert(u"A"_s), alert(u"B"_s)}), (QStringList{u"A"_s, u"B"_s}));
    QCOMPARE(bench.answer({alert(u"C"_s), alert(u"B"_s)}), (QStringList{u"B"_s, u"C"_s})); // one went as another came
    QCOMPARE(bench.answer({}), QStringList());
    QCOMPARE(bench.book.held(), 0);
}

void TestBook::whatComesBackIsNew()
{
    Bench bench;
    bench.answer({alert(u"A"_s)});
    const IncidentId first = bench.incident(u"A"_s).id;
    bench.answer({});
    const SeenAlert again = alert(u"A"_s, {}, 10min);
    bench.answer({again});
    QVERIFY(bench.incident(u"A"_s).id != first);
    QCOMPARE(bench.incident(u"A"_s).dedupKey, again.fingerprint);
}

void TestBook::whatStaysKeepsItsIncident()
{
    Bench bench;
    bench.answer({alert(u"A"_s)});
    const Incident first = bench.incident(u"A"_s);
    QVERIFY(first.id.text().startsWith(u"prod:"_s + alert(u"A"_s).fingerprint));
    bench.answer({alert(u"A"_s, {}, 10min)}); // as a Prometheus tells it that was restarted
    QCOMPARE(bench.incident(u"A"_s).id, first.id);
    QCOMPARE(bench.incident(u"A"_s).created, first.created);
}

void TestBook::noAnswerResolvesNothing()
{
    Bench bench;
    bench.answer({alert(u"A"_s)});
    QCOMPARE(bench.silence(), QStringList{u"A"_s});
    QCOMPARE(bench.book.held(), 1);
}

void TestBook::anEmptyAnswerAfterARestartResolvesNothing()
{
    Bench bench;
    bench.answer({alert(u"A"_s), alert(u"B"_s)});
    const IncidentId first = bench.incident(u"A"_s).id;
    bench.look.clusters.first().isSettling = true;
    QCOMPARE(bench.answer({}), (QStringList{u"A"_s, u"B"_s}));
    QCOMPARE(bench.book.held(), 2);
    QCOMPARE(bench.answer({alert(u"A"_s)}), (QStringList{u"A"_s, u"B"_s}));
    bench.look.clusters.first().isSettling = false;
    QCOMPARE(bench.answer({alert(u"A"_s)}), QStringList{u"A"_s});
    QCOMPARE(bench.incident(u"A"_s).id, first);
}

void TestBook::prometheusSaysWhatIsOverAfterARestart()
{
    Bench bench;
    bench.prometheusSays({rule(u"A"_s, true), rule(u"B"_s, true)});
    bench.answer({alert(u"A"_s), alert(u"B"_s)});
    bench.look.clusters.first().isSettling = true;
    bench.prometheusSays({rule(u"A"_s, true)});
    QCOMPARE(bench.answer({}), QStringList{u"A"_s}); // not sent again yet; the other one is over
}

void TestBook::prometheusIsNoWitnessOfWhatItNeverSent()
{
    Bench bench;
    bench.prometheusSays({});
    bench.answer({alert(u"From elsewhere"_s)});
    bench.look.clusters.first().isSettling = true;
    QCOMPARE(bench.answer({}), QStringList{u"From elsewhere"_s});
}

void TestBook::aPrometheusThatHasJustStartedIsNoWitness()
{
    Bench bench;
    bench.prometheusSays({rule(u"A"_s, true)});
    bench.answer({alert(u"A"_s)});
    bench.look.clusters.first().isSettling = true; // the machine of both was restarted
    bench.prometheusSays({});
    bench.look.witness.isSettling = true;
    QCOMPARE(bench.answer({}), QStringList{u"A"_s});
}

void TestBook::withoutPrometheusNothingExpires()
{
    Bench bench;
    bench.prometheusSays({rule(u"A"_s, true)});
    bench.answer({alert(u"A"_s)});
    bench.look.witness.hasAnswered = false; // nobody sends it again: the Alertmanager lets it end
    bench.look.witness.alerts.clear();
    QCOMPARE(bench.answer({}), QStringList{u"A"_s});
    bench.prometheusSays({});
    QCOMPARE(bench.answer({}), QStringList());
}

void TestBook::pendingAlertsAreSeenAndWakeNobody()
{
    Bench bench;
    bench.prometheusSays({rule(u"A"_s, false)});
    QCOMPARE(bench.answer({}), QStringList{u"A"_s});
    QCOMPARE(bench.incident(u"A"_s).quiet, Quiet::Pending);
    QVERIFY(!bench.incident(u"A"_s).isPageworthy());
    bench.prometheusSays({});
    QCOMPARE(bench.answer({}), QStringList());
}

void TestBook::pendingAlertsKeepTheirIncidentWhenTheyFire()
{
    Bench bench;
    bench.prometheusSays({rule(u"A"_s, false)});
    bench.answer({});
    const IncidentId first = bench.incident(u"A"_s).id;
    bench.prometheusSays({rule(u"A"_s, true)});
    QCOMPARE(bench.answer({}), QStringList{u"A"_s}); // on its way to the Alertmanager
    bench.answer({alert(u"A"_s)});
    QCOMPARE(bench.incident(u"A"_s).id, first);
    QVERIFY(bench.incident(u"A"_s).isPageworthy());
}

void TestBook::pendingAndFiringAreOneAfterARestartToo()
{
    const SeenAlert firing = alert(u"A"_s, {}, 5min); // as the Alertmanager has it: since it fires
    Bench bench;
    bench.prometheusSays({rule(u"A"_s, false)});
    bench.answer({});
    const IncidentId pending = bench.incident(u"A"_s).id;
    bench.prometheusSays({rule(u"A"_s, true)});
    bench.answer({firing});
    QCOMPARE(bench.incident(u"A"_s).id, pending);

    Bench restarted;
    restarted.prometheusSays({rule(u"A"_s, true)});
    restarted.answer({firing});
    QCOMPARE(restarted.incident(u"A"_s).id, pending);
}

void TestBook::whatFiresStaysInSightUntilAnAlertmanagerHasIt()
{
    Bench bench;
    bench.prometheusSays({rule(u"A"_s, false)});
    bench.answer({});
    bench.prometheusSays({rule(u"A"_s, true)});
    bench.look.at += 1h;
    QCOMPARE(bench.answer({}), QStringList{u"A"_s});
    QCOMPARE(bench.incident(u"A"_s).quiet, Quiet::Pending);
    bench.prometheusSays({});
    QCOMPARE(bench.answer({}), QStringList());

    // Another cluster has it: there it is.
    Bench two;
    two.prometheusSays({rule(u"A"_s, false)});
    two.look.clusters.append(ClusterAnswer{.suffix = u"@b"_s, .lists = {list({})}, .silences = {}});
    two.answer({});
    two.prometheusSays({rule(u"A"_s, true)});
    two.look.clusters.last().lists = {list({alert(u"A"_s)})};
    QCOMPARE(two.answer({}), QStringList{u"A"_s});
    QCOMPARE(two.incident(u"A"_s).quiet, Quiet::No);
}

void TestBook::whereNoAlertmanagerAnswersPrometheusIsBelieved()
{
    Bench bench;
    bench.prometheusSays({rule(u"A"_s, false)});
    bench.answer({});
    const IncidentId pending = bench.incident(u"A"_s).id;
    bench.prometheusSays({rule(u"A"_s, true), rule(u"B"_s, true)});
    QCOMPARE(bench.silence(), (QStringList{u"A"_s, u"B"_s}));
    QVERIFY(bench.incident(u"A"_s).isPageworthy());
    QVERIFY(bench.incident(u"B"_s).isPageworthy());
    // It is back, and has not been told yet.
    bench.answer({alert(u"B"_s)});
    QCOMPARE(bench.incident(u"A"_s).id, pending);
    QVERIFY(bench.incident(u"A"_s).isPageworthy());
    QVERIFY(bench.incident(u"B"_s).isPageworthy());
}

void TestBook::withoutAnAlertmanagerFiringRulesAreIncidents()
{
    Bench bench;
    bench.look.clusters.clear();
    bench.prometheusSays({rule(u"A"_s, true), rule(u"B"_s, false)});
    QCOMPARE(bench.update(), (QStringList{u"A"_s, u"B"_s}));
    QVERIFY(bench.incident(u"A"_s).isPageworthy());
    bench.look.witness.hasAnswered = false;
    bench.look.witness.alerts.clear();
    QCOMPARE(bench.update(), (QStringList{u"A"_s, u"B"_s}));
    bench.prometheusSays({});
    QCOMPARE(bench.update(), QStringList());
}

void TestBook::oneAlertOfTwoServersIsShownOnce()
{
    Bench bench;
    bench.look.clusters.first().lists = {list({alert(u"A"_s), alert(u"B"_s)}), list({alert(u"A"_s)})};
    QCOMPARE(bench.update(), (QStringList{u"A"_s, u"B"_s}));
}

void TestBook::equalAlertsOfTwoClustersAreTwo()
{
    Bench bench;
    bench.look.clusters.append(ClusterAnswer{.suffix = u"@b:9093"_s, .lists = {list({alert(u"A"_s)})}});
    QCOMPARE(bench.answer({alert(u"A"_s)}), (QStringList{u"A"_s, u"A"_s}));
    QVERIFY(bench.book.incidents()[0]->id != bench.book.incidents()[1]->id);
    QCOMPARE(bench.silence(), (QStringList{u"A"_s, u"A"_s})); // that one of them is silent says nothing
    bench.look.clusters[1].lists = {list({})};
    QCOMPARE(bench.answer({alert(u"A"_s)}), QStringList{u"A"_s});
}

void TestBook::silencesOfOursAreAcknowledgements()
{
    Bench bench;
    Silence silence;
    silence.id = u"s"_s;
    silence.createdBy = u"ann"_s;
    silence.comment = acknowledgementComment(u"looking"_s);
    silence.startsAt = fromMilliseconds(1'500'000'000);
    silence.endsAt = silence.startsAt + 1h;
    bench.look.clusters.first().silences = {silence};
    bench.answer({alert(u"A"_s, {u"s"_s})});
    const Incident acknowledged = bench.incident(u"A"_s);
    QCOMPARE(acknowledged.state, IncidentState::Acknowledged);
    QCOMPARE(acknowledged.acknowledgedBy, u"ann"_s);
    QVERIFY(!acknowledged.snoozedUntil);
    bench.look.clusters.first().silences.first().comment = snoozeComment(u"later"_s);
    bench.answer({alert(u"A"_s, {u"s"_s})});
    QCOMPARE(bench.incident(u"A"_s).snoozedUntil, silence.endsAt);
    bench.answer({alert(u"A"_s)});
    QCOMPARE(bench.incident(u"A"_s).state, IncidentState::Triggered);
}

void TestBook::silencesAndInhibitionsWakeNobody()
{
    Bench bench;
    Silence silence;
    silence.id = u"s"_s;
    silence.comment = u"maintenance"_s;
    silence.endsAt = fromMilliseconds(3'000'000'000);
    bench.look.clusters.first().silences = {silence};
    SeenAlert inhibited = alert(u"B"_s);
    inhibited.isInhibited = true;
    bench.answer({alert(u"A"_s, {u"s"_s}), inhibited, alert(u"C"_s, {u"unknown"_s})});
    QCOMPARE(bench.incident(u"A"_s).quiet, Quiet::Silenced);
    QCOMPARE(bench.incident(u"A"_s).snoozedUntil, silence.endsAt);
    QCOMPARE(bench.incident(u"B"_s).quiet, Quiet::Inhibited);
    QCOMPARE(bench.incident(u"C"_s).quiet, Quiet::Silenced);
    for (const Incident &incident : bench.book.incidents())
        QVERIFY(!incident.isPageworthy());
}

void TestBook::aSilenceKnownToOneServerHolds()
{
    Bench bench;
    bench.look.clusters.first().lists = {list({alert(u"A"_s)}), list({alert(u"A"_s, {u"s"_s})})};
    bench.update();
    QCOMPARE(bench.incident(u"A"_s).quiet, Quiet::Silenced);
    bench.look.clusters.first().lists = {list({alert(u"A"_s, {u"s"_s})}), list({alert(u"A"_s)})};
    bench.update();
    QCOMPARE(bench.incident(u"A"_s).quiet, Quiet::Silenced);
}

void TestBook::othersThatASilenceWouldReach()
{
    Bench bench;
    bench.answer({alert(u"A"_s), alert(u"B"_s)});
    QCOMPARE(bench.book.reachedBy(*Matchers::parse(u"alertname=~\"A|B\""), {}).size(), 2);
    QCOMPARE(bench.book.reachedBy(exactly({{u"alertname"_s, u"A"_s}}), {}), QList<IncidentId>{bench.incident(u"A"_s).id});
    QVERIFY(bench.book.find(bench.incident(u"B"_s).id));
    QVERIFY(!bench.book.find(IncidentId(u"prod:other"_s)));
}

void TestBook::troublesHaveToLast()
{
    HealthBook book(source);
    Trouble trouble;
    trouble.key = u"server/am"_s;
    trouble.title = u"am does not answer"_s;
    trouble.confirmFor = 30s;
    const TimePoint start = fromMilliseconds(1'000'000);
    QVERIFY(book.update({{Topic::Servers, {trouble}}}, start).isEmpty());
    QVERIFY(book.update({{Topic::Servers, {trouble}}}, start + 29s).isEmpty());
    const SharedIncidents told = book.update({{Topic::Servers, {trouble}}}, start + 30s);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first()->created, start);
    QVERIFY(told.first()->isPageworthy());
    QVERIFY(book.update({{Topic::Servers, {}}}, start + 60s).isEmpty());
    QVERIFY(book.update({{Topic::Servers, {trouble}}}, start + 70s).isEmpty());
    QVERIFY(book.update({{Topic::Servers, {trouble}}}, start + 100s).first()->id != told.first()->id);
}

void TestBook::targetsThatAreDown()
{
    const QList<Curve> curves{up(u"node"_s, u"a"_s, 1), up(u"node"_s, u"b"_s, 0), up(u"node"_s, u"c"_s, 0), up(u"db"_s, u"d"_s, 0)};
    const QList<DownTarget> details{{curves[1].labels, u"connection refused"_s}};
    const QList<Trouble> troubles = downTargets(curves, details, {}, Urgency::Low, 30s);
    QCOMPARE(troubles.size(), 2);
    QCOMPARE(troubles[0].key, u"targets/db"_s);
    QVERIFY(troubles[0].title.contains(u"d"_s));
    QCOMPARE(troubles[1].text, u"b: connection refused\nc"_s);
    QCOMPARE(troubles[1].urgency, Urgency::Low);
    QCOMPARE(troubles[1].confirmFor, Duration(30s));
}

void TestBook::targetsThatAnAlertNamesAreLeftToIt()
{
    Incident says;
    says.labels = {{u"alertname"_s, u"HostDown"_s}, {u"instance"_s, u"b"_s}};
    const QList<Curve> curves{up(u"node"_s, u"b"_s, 0)};
    QVERIFY(downTargets(curves, {}, {says}, Urgency::High, 0s).isEmpty());
    says.labels[0].value = u"DiskFull"_s;
    QCOMPARE(downTargets(curves, {}, {says}, Urgency::High, 0s).size(), 1);
}

void TestBook::rulesThatFail()
{
    const QList<Trouble> troubles
        = brokenRules({{u"hosts"_s, u"HighCPU"_s, u"many-to-many"_s}, {u"hosts"_s, u"HighCPU"_s, u"the same again"_s}}, Urgency::High);
    QCOMPARE(troubles.size(), 1);
    QVERIFY(troubles[0].text.contains(u"many-to-many"_s));
    const Curve errors{{{u"alertmanager"_s, u"http://am/api"_s}}, {{fromMilliseconds(0), 0.2}}};
    QCOMPARE(undelivered({errors}, Urgency::High).size(), 1);
    QVERIFY(undelivered({Curve{errors.labels, {{fromMilliseconds(0), 0}}}}, Urgency::High).isEmpty());
}

void TestBook::watchdogsAreMissed()
{
    Watchdogs watchdogs({*Matchers::parse(u"alertname=Watchdog")}, false);
    const QList<QList<Label>> there{{{u"alertname"_s, u"Watchdog"_s}}};
    QVERIFY(watchdogs.update(there, true, 0s).isEmpty());
    QVERIFY(watchdogs.update({}, false, 0s).isEmpty()); // an answer that may not be whole
    QCOMPARE(watchdogs.update({}, true, 0s).size(), 1);
    QCOMPARE(watchdogs.update({}, false, 0s).size(), 1);
    QVERIFY(watchdogs.update(there, false, 0s).isEmpty());
}

void TestBook::watchdogsThatWereNeverSeenAreNotMissed()
{
    Watchdogs watchdogs({*Matchers::parse(u"alertname=Watchdog")}, false);
    QVERIFY(watchdogs.update({}, true, 0s).isEmpty());
}

void TestBook::namedWatchdogsAreMissedFromTheStart()
{
    Watchdogs watchdogs({*Matchers::parse(u"alertname=Heartbeat")}, true);
    const QList<Trouble> troubles = watchdogs.update({}, true, 0s);
    QCOMPARE(troubles.size(), 1);
    QCOMPARE(troubles.first().severity, Severity::Critical);
    QVERIFY(troubles.first().title.contains(u"Heartbeat"_s));
}

void TestBook::severitiesAndUrgencies_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<Severity>("severity");
    QTest::addColumn<Urgency>("urgency");
    QTest::addColumn<QString>("shown");
    QTest::newRow("critical") << u"critical"_s << Severity::Critical << Urgency::High << QString();
    QTest::newRow("in capitals") << u"CRITICAL"_s << Severity::Critical << Urgency::High << QString();
    QTest::newRow("a warning wakes unless somebody says that it may wait")
        << u"warning"_s << Severity::Warning << Urgency::High << QString();
    QTest::newRow("info can wait") << u"info"_s << Severity::Info << Urgency::Low << QString();
    QTest::newRow("none can wait") << u"none"_s << Severity::Info << Urgency::Low << QString();
    QTest::newRow("a word that is not known is shown, and wakes") << u"P1"_s << Severity::Unknown << Urgency::High << u"P1"_s;
    QTest::newRow("a word of one's own") << u"page"_s << Severity::Error << Urgency::High << QString();
    QTest::newRow("no word at all wakes") << u""_s << Severity::Unknown << Urgency::High << QString();
    QTest::newRow("a condition says that it can wait") << u"minor"_s << Severity::Unknown << Urgency::Low << u"minor"_s;
}

void TestBook::severitiesAndUrgencies()
{
    Mapping mapping;
    mapping.severities = Mapping::usualSeverities();
    mapping.severities.insert(u"page"_s, Severity::Error);
    mapping.low = {*Matchers::parse(u"severity=minor")};
    QFETCH(QString, word);
    AlertFacts facts;
    facts.labels = {{u"alertname"_s, u"X"_s}, {u"severity"_s, word}};
    const Incident incident = AlertMapper(mapping).incidentOf(facts);
    QTEST(incident.severity, "severity");
    QTEST(incident.urgency, "urgency");
    QTEST(incident.priority, "shown");
    mapping.high = {*Matchers::parse(u"alertname=X")};
    QCOMPARE(AlertMapper(mapping).incidentOf(facts).urgency, Urgency::High);
}

void TestBook::titlesWithoutASummary()
{
    Mapping mapping;
    mapping.source = source;
    mapping.services = {{ServiceId(u"shop"_s), *Matchers::parse(u"alertname=Slow")}};
    AlertFacts facts;
    facts.labels = {{u"alertname"_s, u"Slow"_s}, {u"instance"_s, u"h1"_s}, {u"service"_s, u"other"_s}};
    QCOMPARE(AlertMapper(mapping).incidentOf(facts).title, u"Slow on h1"_s);
    QCOMPARE(AlertMapper(mapping).incidentOf(facts).service, ServiceId(u"shop"_s));
    facts.annotations = {{u"message"_s, u"a\nmessage"_s}};
    QCOMPARE(AlertMapper(mapping).incidentOf(facts).title, u"a message"_s);
    QCOMPARE(AlertMapper(mapping).incidentOf(facts).text, u"a\nmessage"_s);
    facts.generator = QUrl(u"javascript:alert(1)"_s);
    QVERIFY(AlertMapper(mapping).incidentOf(facts).url.isEmpty());
    QVERIFY(!AlertMapper(mapping).incidentOf({}).title.isEmpty());
}

void TestBook::alertsCoverTheirRules_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("covers");
    QTest::newRow("CPU") << u"HighCPU"_s << u"rule/cpu/prod:h1"_s;
    QTest::newRow("CPU of another spelling") << u"node_cpu_high"_s << u"rule/cpu/prod:h1"_s;
    QTest::newRow("memory") << u"HighMemory"_s << u"rule/memory/prod:h1"_s;
    QTest::newRow("restarts of one service") << u"ServiceRestarting"_s << u"rule/restarts/prod:h1/system/nginx.service"_s;
    QTest::newRow("members are no memory") << u"ClusterMembersLost"_s << QString();
    QTest::newRow("something else") << u"DiskFull"_s << QString();
}

void TestBook::alertsCoverTheirRules()
{
    QFETCH(QString, name);
    Mapping mapping;
    mapping.source = source;
    mapping.covers = Mapping::usualCovers();
    AlertFacts facts;
    facts.labels = {{u"alertname"_s, name}, {u"instance"_s, u"h1"_s}, {u"name"_s, u"nginx.service"_s}};
    QTEST(AlertMapper(mapping).incidentOf(facts).covers, "covers");
    facts.labels.remove(1);
    QVERIFY(AlertMapper(mapping).incidentOf(facts).covers.isEmpty());
}

QTEST_GUILESS_MAIN(TestBook)
#include "tst_book.moc"
