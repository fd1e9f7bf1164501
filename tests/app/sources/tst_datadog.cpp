// SPDX-License-Identifier: GPL-3.0-or-later
// The source as the engine uses it, over a transport whose answers the test writes.
#include "sources/source.h"
#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "support/waited.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString groupsPath = u"/api/v1/monitor/groups/search"_s;
const QString monitorsPath = u"/api/v1/monitor"_s;
const QString hostsPath = u"/api/v1/hosts"_s;
const QString queryPath = u"/api/v1/query"_s;
const QString downtimePath = u"/api/v2/downtime"_s;
const QString eventsPath = u"/api/v2/events/search"_s;
const QString validatePath = u"/api/v1/validate"_s;
const QByteArray alert
    = R"({"monitor_id":42,"monitor_name":"CPU is high","group":"host:web-1","group_tags":["host:web-1"],"status":"Alert","last_triggered_ts":1767581000})";
const QByteArray warning
    = R"({"monitor_id":42,"monitor_name":"CPU is high","group":"host:web-2","group_tags":["host:web-2"],"status":"Warn","last_triggered_ts":1767581100})";

QByteArray groupsJson(const QList<QByteArray> &groups)
{
    return R"({"groups":[)" + groups.join(',') + R"(],"metadata":{"page":0,"page_count":1,"per_page":1000,"total_count":)"
        + QByteArray::number(groups.size()) + "}}";
}

QByteArray downtimeJson(const QByteArray &id, const QByteArray &scope, const QByteArray &message)
{
    return R"({"id":")" + id + R"(","type":"downtime","attributes":{"scope":")" + scope
        + R"(","status":"active","monitor_identifier":{"monitor_id":42},"message":")" + message
        + R"(","schedule":{"start":"2026-01-05T03:00:00+00:00","end":"2026-01-05T04:00:00+00:00"}}})";
}

struct Bench
{
    FakeClock clock;
    std::shared_ptr<FakeTransport> transport = std::make_shared<FakeTransport>();
    FieldValues values{{u"url"_s, u"http://127.0.0.1:1"_s}, {u"api-key"_s, u"a"_s}, {u"app-key"_s, u"b"_s}, {u"muted-by"_s, u"Ann"_s}};
    std::unique_ptr<Source> source;

    void start() { source = sourceKind(u"datadog")->create(SourceContext{SourceId(u"dd"_s), values, clock, transport, 15s}); }
    void good(const QList<QByteArray> &groups = {alert}, const QList<QByteArray> &downtimes = {})
    {
        transport->forget();
        transport->answer("GET", validatePath, 200, R"({"valid":true})");
        transport->answer("GET", groupsPath, 200, groupsJson(groups));
        transport->answer("GET", monitorsPath, 200,
            R"([{"id":42,"name":"CPU is high","query":"avg:system.cpu.user{*} by {host} > 90","message":"Look @pagerduty-web","tags":["team:web"],"overall_state":"Alert"}])");
        transport->answer("GET", downtimePath, 200,
            R"({"data":[)" + downtimes.join(',') + R"(],"meta":{"page":{"total_filtered_count":)" + QByteArray::number(downtimes.size())
                + "}}}");
        transport->answer(
            "POST", downtimePath, 200, R"({"data":)" + downtimeJson("new", "host:web-1", "acknowledged in Nightbell by Ann") + "}");
        transport->answer("POST", eventsPath, 200,
            R"({"data":[{"id":"a","attributes":{"timestamp":"2026-01-05T02:50:00Z","attributes":{"monitor_id":42,"monitor_groups":["host:web-1"],"title":"[Triggered] CPU is high","status":"error"}}}]})");
        transport->answer("GET", hostsPath, 200,
            R"({"host_list":[{"name":"web-1","up":true,"is_muted":false,"last_reported_time":1767581990}],"total_matching":1})");
        transport->answer("GET", queryPath, 200,
            R"({"status":"ok","series":[{"query_index":0,"tag_set":["host:web-1"],"interval":60,"pointlist":[[1767581940000,91.5]]}]})");
    }
    Snapshot poll()
    {
        const auto snapshot = waited(source->poll());
        if (!snapshot)
            qWarning() << snapshot.error().detail;
        clock.advance(15s);
        return snapshot.valueOr({});
    }
    Error pollError()
    {
        const auto snapshot = waited(source->poll());
        clock.advance(15s);
        return snapshot ? Error{} : snapshot.error();
    }
    Expected<Done> act(const QString &action, const Incident &incident, const FieldValues &inputs = {})
    {
        ActionRequest request{action, incident.id, SourceId(u"dd"_s), u"Ann"_s, u"window"_s, clock.now()};
        request.inputs = inputs;
        return waited(source->perform(request));
    }
    QList<QJsonObject> sent(const QByteArray &method) const
    {
        QList<QJsonObject> bodies;
        for (const HttpRequest &request : transport->requests) {
            if (request.method == method)
                bodies.append(QJsonDocument::fromJson(request.body).object()[u"data"_s].toObject());
        }
        return bodies;
    }
};

} // namespace

class TestDatadog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kindIsRegistered();
    void everySiteHasItsAddress_data();
    void everySiteHasItsAddress();
    void alertsHostsAndFiguresAreShown();
    void onlyWantedStatesAreAskedFor();
    void whatHardlyChangesIsAskedForRarely();
    void allPagesAreRead();
    void aPageThatFailsResolvesNothing();
    void aSmallerPageWhereTheyWantOne();
    void badAnswersAreErrors_data();
    void badAnswersAreErrors();
    void missingScopesAreNamed();
    void hostsThatFailHideNoAlerts();
    void aQueryThatFailsHidesNoHosts();
    void theBudgetIsKept();
    void acknowledgingMutesForAWhile();
    void acknowledgingAgainProlongs();
    void snoozingLastsAsLongAsSaid();
    void mutesAreOfWhatWasSaid_data();
    void mutesAreOfWhatWasSaid();
    void triggeringAgainCancels();
    void unmutingCancelsOnlyWhatReachesIt();
    void actionsOnWhatIsOverSaySo();
    void refusedActionsSayWhy();
    void introducesItself();
    void detailsHaveMessageAndMutes();
    void chartsComeFromOneQuery();
    void aDayStaysWithinAQuarterOfTheLimits();
};

void TestDatadog::kindIsRegistered()
{
    const SourceKind *kind = sourceKind(u"datadog");
    QVERIFY(kind);
    QVERIFY(kind->keepsSeries && kind->keepsDetails);
    Bench bench;
    bench.start();
    for (const auto action : {u"acknowledge", u"retrigger", u"snooze", u"mute", u"unmute"})
        QVERIFY(bench.source->supports(action));
    QVERIFY(!bench.source->supports(u"resolve"));
    QCOMPARE(bench.source->hostsEvery(), Duration(1min));
    QCOMPARE(bench.source->actor(), u"Ann"_s);
    QVERIFY(!sourceKind(u"pagerduty")->create(SourceContext{SourceId(u"pd"_s), {}, bench.clock, bench.transport, 15s})->supports(u"mute"));
}

void TestDatadog::everySiteHasItsAddress_data()
{
    QTest::addColumn<QString>("site");
    QTest::addColumn<QString>("host");
    QTest::newRow("US1") << u"us1"_s << u"api.datadoghq.com"_s;
    QTest::newRow("US3") << u"us3"_s << u"api.us3.datadoghq.com"_s;
    QTest::newRow("US5") << u"us5"_s << u"api.us5.datadoghq.com"_s;
    QTest::newRow("EU1") << u"eu1"_s << u"api.datadoghq.eu"_s;
    QTest::newRow("AP1") << u"ap1"_s << u"api.ap1.datadoghq.com"_s;
    QTest::newRow("AP2") << u"ap2"_s << u"api.ap2.datadoghq.com"_s;
    QTest::newRow("UK1") << u"uk1"_s << u"api.uk1.datadoghq.com"_s;
    QTest::newRow("US government") << u"us1-fed"_s << u"api.ddog-gov.com"_s;
    QTest::newRow("nothing said") << QString() << u"api.datadoghq.com"_s;
}

void TestDatadog::everySiteHasItsAddress()
{
    QFETCH(QString, site);
    Bench bench;
    bench.values.remove(u"url"_s);
    if (!site.isEmpty())
        bench.values.insert(u"site"_s, site);
    bench.start();
    bench.good();
    (void)bench.poll();
    QTEST(bench.transport->requests.constFirst().url.host(), "host");
    QCOMPARE(bench.transport->requests.constFirst().url.scheme(), u"https"_s);
}

void TestDatadog::alertsHostsAndFiguresAreShown()
{
    Bench bench;
    bench.start();
    bench.good({alert, warning});
    const Snapshot snapshot = bench.poll();
    QVERIFY(snapshot.incidents && snapshot.hosts);
    QVERIFY2(snapshot.warnings.isEmpty(), qPrintable(snapshot.warnings.join(u'\n')));
    QVERIFY(!snapshot.incomplete);
    QCOMPARE(snapshot.incidents->size(), 2);
    QCOMPARE(snapshot.hosts->size(), 1);
    QCOMPARE(snapshot.hosts->constFirst().cpu, 91.5);
    const auto page = std::ranges::find(*snapshot.incidents, u"CPU is high (host:web-1)"_s, &Incident::title);
    QVERIFY(page != snapshot.incidents->end());
    QVERIFY((*page)->isPageworthy());
    QCOMPARE((*page)->host, snapshot.hosts->constFirst().id);
    QVERIFY((*page)->text.contains(u"@pagerduty-web"));
}

void TestDatadog::onlyWantedStatesAreAskedFor()
{
    Bench bench;
    bench.values.insert({{u"warn"_s, u"ignore"_s}, {u"no-data"_s, u"ignore"_s}, {u"monitors"_s, u"tag:\"team:web\""_s}});
    bench.start();
    bench.good();
    (void)bench.poll();
    const QUrlQuery query(bench.transport->requests.constFirst().url);
    QCOMPARE(query.queryItemValue(u"query"_s, QUrl::FullyDecoded), u"group_status:alert tag:\"team:web\""_s);
}

void TestDatadog::whatHardlyChangesIsAskedForRarely()
{
    Bench bench;
    bench.start();
    bench.good();
    for (int i = 0; i < 40; ++i) // ten minutes
        (void)bench.poll();
    QCOMPARE(bench.transport->count("GET", groupsPath), 40);
    QCOMPARE(bench.transport->count("GET", monitorsPath), 1);
    QCOMPARE(bench.transport->count("GET", downtimePath), 10);
    QCOMPARE(bench.transport->count("GET", hostsPath), 11); // once for agents and platforms
    QCOMPARE(bench.transport->count("GET", queryPath), 20);
    (void)bench.poll();
    QCOMPARE(bench.transport->count("GET", monitorsPath), 2);
}

void TestDatadog::allPagesAreRead()
{
    Bench bench;
    bench.start();
    bench.good();
    bench.transport->forget();
    bench.good({});
    const auto page = [](const QByteArray &group) {
        return R"({"groups":[)" + group + R"(],"metadata":{"page_count":2,"per_page":1,"total_count":2}})";
    };
    bench.transport->forget();
    bench.transport->answer("GET", groupsPath, 200, page(alert));
    bench.transport->answer("GET", groupsPath, 200, page(warning));
    QCOMPARE(bench.poll().incidents->size(), 2);
}

void TestDatadog::aPageThatFailsResolvesNothing()
{
    Bench bench;
    bench.start();
    bench.good();
    (void)bench.poll();
    bench.transport->forget();
    const QByteArray first = R"({"groups":[)" + alert + R"(],"metadata":{"page_count":2,"per_page":1,"total_count":2}})";
    bench.transport->answer("GET", groupsPath, 200, first);
    bench.transport->answer("GET", groupsPath, 500, "{}");
    QCOMPARE(bench.pollError().kind, ErrorKind::Server);
}

void TestDatadog::aSmallerPageWhereTheyWantOne()
{
    Bench bench;
    bench.start();
    bench.good();
    bench.transport->forget();
    bench.transport->answer("GET", groupsPath, 400, R"({"errors":["per_page is too large"]})");
    bench.transport->answer("GET", groupsPath, 200, groupsJson({alert}));
    QCOMPARE(bench.poll().incidents->size(), 1);
    QVERIFY(bench.transport->requests.at(1).url.query().contains(u"per_page=100"));
}

void TestDatadog::badAnswersAreErrors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("validateStatus");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("says");
    const QByteArray forbidden = R"({"errors":["Forbidden"]})";
    QTest::newRow("keys of another site") << 403 << forbidden << 403 << ErrorKind::Unauthorized << u"another site"_s;
    QTest::newRow("a scope that is missing") << 403 << forbidden << 200 << ErrorKind::Forbidden << u"monitors_read"_s;
    QTest::newRow("too many") << 429 << QByteArray() << 200 << ErrorKind::TooManyRequests << u"429"_s;
    QTest::newRow("trouble over there") << 500 << QByteArray("<html>") << 200 << ErrorKind::Server << u"500"_s;
    QTest::newRow("HTML with status 200") << 200 << QByteArray("<html>") << 200 << ErrorKind::BadAnswer << QString();
    QTest::newRow("nothing with status 200") << 200 << QByteArray() << 200 << ErrorKind::BadAnswer << QString();
    QTest::newRow("an object without groups") << 200 << QByteArray("{}") << 200 << ErrorKind::BadAnswer << u"groups"_s;
}

void TestDatadog::badAnswersAreErrors()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, validateStatus);
    QFETCH(QString, says);
    Bench bench;
    bench.start();
    bench.transport->answer("GET", groupsPath, status, body);
    bench.transport->answer("GET", validatePath, validateStatus, R"({"errors":["Forbidden"]})");
    const Error error = bench.pollError();
    QTEST(error.kind, "kind");
    QVERIFY2(error.detail.contains(says), qPrintable(error.detail));
}

void TestDatadog::missingScopesAreNamed()
{
    Bench bench;
    bench.start();
    bench.transport->answer("GET", groupsPath, 200, groupsJson({alert}));
    for (const QString &path : {monitorsPath, downtimePath, hostsPath})
        bench.transport->answer("GET", path, 403, R"({"errors":["Forbidden"]})");
    const Snapshot snapshot = bench.poll();
    QCOMPARE(snapshot.incidents->size(), 1);
    QVERIFY(snapshot.warnings.join(u'\n').contains(u"monitors_downtime"));
    QVERIFY(snapshot.incomplete && snapshot.incomplete->detail.contains(u"hosts_read"));
    const Snapshot next = bench.poll(); // nothing was asked again, and nothing is well
    QCOMPARE(next.incomplete, snapshot.incomplete);
    QCOMPARE(next.warnings, snapshot.warnings);
    const auto asked = bench.transport->count("GET", downtimePath);
    for (int i = 0; i < 8; ++i)
        (void)bench.poll();
    QCOMPARE(bench.transport->count("GET", downtimePath), asked); // not again and again
}

void TestDatadog::hostsThatFailHideNoAlerts()
{
    Bench bench;
    bench.start();
    bench.good();
    bench.transport->forget();
    bench.transport->answer("GET", groupsPath, 200, groupsJson({alert}));
    bench.transport->answer("GET", hostsPath, Error{ErrorKind::Timeout, u"slow"_s});
    const Snapshot snapshot = bench.poll();
    QCOMPARE(snapshot.incidents->size(), 1);
    QVERIFY(!snapshot.hosts);
    QVERIFY(snapshot.incomplete);
}

void TestDatadog::aQueryThatFailsHidesNoHosts()
{
    Bench bench;
    bench.start();
    bench.transport->answer("GET", groupsPath, 200, groupsJson({}));
    bench.transport->answer("GET", hostsPath, 200, R"({"host_list":[{"name":"web-1","up":true}],"total_matching":1})");
    bench.transport->answer("GET", queryPath, 200, R"({"status":"error","error":"no such metric","series":[]})");
    const Snapshot snapshot = bench.poll();
    QCOMPARE(snapshot.hosts->size(), 1);
    QVERIFY(!snapshot.hosts->constFirst().cpu);
    QVERIFY(snapshot.warnings.join(u'\n').contains(u"no such metric"));
}

void TestDatadog::theBudgetIsKept()
{
    Bench bench;
    bench.values.insert(u"queries-an-hour"_s, 5);
    bench.start();
    bench.good();
    Snapshot last;
    for (int i = 0; i < 4 * 30; ++i) { // half an hour
        const Snapshot snapshot = bench.poll();
        if (snapshot.hosts)
            last = snapshot;
    }
    QCOMPARE(bench.transport->count("GET", queryPath), 5);
    QVERIFY(last.warnings.join(u'\n').contains(u"5 queries an hour"));
    const auto series
        = waited(bench.source->series(SeriesQuery{HostId(u"dd:web-1"_s), Metric::Cpu, bench.clock.now() - 1h, bench.clock.now()}));
    QVERIFY(!series);
    QCOMPARE(series.error().kind, ErrorKind::TooManyRequests);
}

void TestDatadog::acknowledgingMutesForAWhile()
{
    Bench bench;
    bench.start();
    bench.good();
    const Incident incident = bench.poll().incidents->constFirst();
    QVERIFY(bench.act(u"acknowledge"_s, incident));
    const auto bodies = bench.sent("POST");
    QCOMPARE(bodies.size(), 1);
    const QJsonObject attributes = bodies[0][u"attributes"_s].toObject();
    QCOMPARE(attributes[u"scope"_s].toString(), u"host:web-1"_s);
    QCOMPARE(attributes[u"monitor_identifier"_s][u"monitor_id"_s].toInteger(), 42);
    QCOMPARE(attributes[u"message"_s].toString(), u"acknowledged in Nightbell by Ann"_s);
    QCOMPARE(fromIso(attributes[u"schedule"_s][u"end"_s].toString()), bench.clock.now() + 1h);
    const Incident after = bench.poll().incidents->constFirst();
    QCOMPARE(after.id, incident.id);
    QCOMPARE(after.state, IncidentState::Acknowledged);
    QCOMPARE(after.acknowledgedBy, u"Ann"_s);
}

void TestDatadog::acknowledgingAgainProlongs()
{
    Bench bench;
    bench.start();
    bench.good({alert}, {downtimeJson("there", "host:web-1", "acknowledged in Nightbell by Ann")});
    bench.transport->answer("PATCH", downtimePath + u"/there"_s, 200,
        R"({"data":)" + downtimeJson("there", "host:web-1", "acknowledged in Nightbell by Ann") + "}");
    const Incident incident = bench.poll().incidents->constFirst();
    QVERIFY(bench.act(u"acknowledge"_s, incident));
    QCOMPARE(bench.sent("POST").size(), 0);
    const auto bodies = bench.sent("PATCH");
    QCOMPARE(bodies.size(), 1);
    QCOMPARE(bodies[0][u"id"_s].toString(), u"there"_s);
}

void TestDatadog::snoozingLastsAsLongAsSaid()
{
    Bench bench;
    bench.start();
    bench.good();
    const Incident incident = bench.poll().incidents->constFirst();
    QVERIFY(bench.act(u"snooze"_s, incident, {{u"for"_s, u"4h"_s}}));
    const QString end = bench.sent("POST")[0][u"attributes"_s][u"schedule"_s][u"end"_s].toString();
    QCOMPARE(fromIso(end), bench.clock.now() + 4h);
    const auto refused = bench.act(u"snooze"_s, incident);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::BadInput);
}

void TestDatadog::mutesAreOfWhatWasSaid_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("scope");
    QTest::addColumn<bool>("isOfMonitor");
    QTest::newRow("nothing said") << QString() << u"host:web-1"_s << true;
    QTest::newRow("what alerts") << u"group"_s << u"host:web-1"_s << true;
    QTest::newRow("the monitor") << u"monitor"_s << u"*"_s << true;
    QTest::newRow("the host") << u"host"_s << u"host:web-1"_s << false;
}

void TestDatadog::mutesAreOfWhatWasSaid()
{
    QFETCH(QString, what);
    QFETCH(bool, isOfMonitor);
    Bench bench;
    bench.start();
    bench.good();
    const Incident incident = bench.poll().incidents->constFirst();
    QVERIFY(bench.act(u"mute"_s, incident, {{u"what"_s, what}, {u"for"_s, u"2h"_s}, {u"message"_s, u"New kernel"_s}}));
    const QJsonObject attributes = bench.sent("POST")[0][u"attributes"_s].toObject();
    QTEST(attributes[u"scope"_s].toString(), "scope");
    QCOMPARE(attributes[u"message"_s].toString(), u"muted in Nightbell by Ann: New kernel"_s);
    const QJsonObject identifier = attributes[u"monitor_identifier"_s].toObject();
    QCOMPARE(identifier.contains(u"monitor_id"_s), isOfMonitor);
    QCOMPARE(identifier.contains(u"monitor_tags"_s), !isOfMonitor);
}

void TestDatadog::triggeringAgainCancels()
{
    Bench bench;
    bench.start();
    bench.good(
        {alert}, {downtimeJson("mine", "host:web-1", "acknowledged in Nightbell by Ann"), downtimeJson("other", "host:web-1", "deploy")});
    bench.transport->answer("DELETE", downtimePath + u"/mine"_s, 204, {});
    const Incident incident = bench.poll().incidents->constFirst();
    QVERIFY(bench.act(u"retrigger"_s, incident));
    QCOMPARE(bench.transport->count("DELETE", downtimePath + u"/mine"_s), 1);
    QCOMPARE(bench.transport->count("DELETE", downtimePath + u"/other"_s), 0);
}

void TestDatadog::unmutingCancelsOnlyWhatReachesIt()
{
    Bench bench;
    bench.start();
    bench.good({alert}, {downtimeJson("this", "host:web-1", "deploy"), downtimeJson("that", "host:web-2", "deploy")});
    bench.transport->answer("DELETE", downtimePath + u"/this"_s, 204, {});
    const Incident incident = bench.poll().incidents->constFirst();
    QCOMPARE(incident.quiet, Quiet::Silenced);
    QVERIFY(bench.act(u"unmute"_s, incident));
    QCOMPARE(bench.transport->count("DELETE", downtimePath + u"/this"_s), 1);
    QCOMPARE(bench.transport->count("DELETE", downtimePath + u"/that"_s), 0);
    bench.good({alert}, {downtimeJson("that", "host:web-2", "deploy")});
    const auto nothing = bench.act(u"unmute"_s, incident);
    QVERIFY(!nothing);
    QCOMPARE(nothing.error().kind, ErrorKind::Conflict);
}

void TestDatadog::actionsOnWhatIsOverSaySo()
{
    Bench bench;
    bench.start();
    bench.good();
    const Incident incident = bench.poll().incidents->constFirst();
    bench.good({});
    QVERIFY(bench.poll().incidents->isEmpty());
    const auto answer = bench.act(u"acknowledge"_s, incident);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::NotFound);
    QCOMPARE(bench.sent("POST").size(), 0);
}

void TestDatadog::refusedActionsSayWhy()
{
    Bench bench;
    bench.start();
    bench.good();
    const Incident incident = bench.poll().incidents->constFirst();
    bench.transport->forget();
    bench.transport->answer("GET", downtimePath, 403, R"({"errors":["Forbidden"]})");
    const auto answer = bench.act(u"acknowledge"_s, incident);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Forbidden);
    QVERIFY(answer.error().detail.contains(u"monitors_downtime"));
}

void TestDatadog::introducesItself()
{
    Bench bench;
    bench.start();
    bench.good();
    bench.transport->answer("GET", u"/api/v2/team"_s, 200, R"({"data":[]})");
    const auto good = waited(bench.source->introduce());
    QVERIFY(good);
    QVERIFY(good->join(u'\n').contains(u"every scope"));
    QVERIFY(good->constLast().contains(u"of 400 in the last hour"));
    bench.transport->forget();
    bench.transport->answer("GET", validatePath, 200, R"({"valid":true})");
    bench.transport->answer("GET", monitorsPath, 200, "[]");
    bench.transport->answer("GET", downtimePath, 403, R"({"errors":["Forbidden"]})");
    bench.transport->answer("GET", hostsPath, 200, R"({"host_list":[]})");
    bench.transport->answer("GET", queryPath, 200, R"({"series":[]})");
    bench.transport->answer("POST", eventsPath, 403, R"({"errors":[{"title":"Forbidden"}]})");
    const auto half = waited(bench.source->introduce());
    QVERIFY(half);
    QVERIFY2(half->join(u'\n').contains(u"Cannot acknowledge and mute: the application key lacks the scope monitors_downtime"),
        qPrintable(half->join(u'\n')));
    QVERIFY(half->join(u'\n').contains(u"lacks the scope events_read"));
    bench.transport->forget();
    bench.transport->answer("GET", validatePath, 403, R"({"errors":["Forbidden"]})");
    const auto none = waited(bench.source->introduce());
    QVERIFY(!none);
    QCOMPARE(none.error().kind, ErrorKind::Unauthorized);
    QVERIFY(none.error().detail.contains(u"another site"));
}

void TestDatadog::detailsHaveMessageAndMutes()
{
    Bench bench;
    bench.start();
    bench.good({alert}, {downtimeJson("this", "host:web-1", "deploy")});
    const Incident incident = bench.poll().incidents->constFirst();
    bench.transport->answer("POST", eventsPath, 403, R"({"errors":["Forbidden"]})"); // the second time
    const auto details = waited(bench.source->details(incident.id));
    QVERIFY(details);
    QCOMPARE(details->alerts.size(), 1);
    QCOMPARE(details->alerts[0].payload[u"message"_s].toString(), u"Look @pagerduty-web"_s);
    QCOMPARE(details->alerts[0].title, incident.title);
    QCOMPARE(details->alerts[0].severity, Severity::Critical);
    QCOMPARE(details->events.value(0).text, u"[Triggered] CPU is high"_s);
    const auto without = waited(bench.source->details(incident.id));
    QVERIFY(without && without->events.isEmpty());
    QVERIFY(without->problems.join(u'\n').contains(u"events_read"));
    QCOMPARE(details->notes.size(), 1);
    QVERIFY(details->notes[0].text.contains(u"2026-01-05 04:00"));
    QVERIFY(details->notes[0].text.endsWith(u"deploy"));
}

void TestDatadog::chartsComeFromOneQuery()
{
    Bench bench;
    bench.start();
    bench.good();
    (void)bench.poll();
    const auto before = bench.transport->count("GET", queryPath);
    const SeriesQuery query{HostId(u"dd:web-1"_s), Metric::Cpu, bench.clock.now() - 1h, bench.clock.now()};
    const auto series = waited(bench.source->series(query));
    QVERIFY(series);
    QCOMPARE(series->samples.size(), 1);
    QCOMPARE(series->samples[0].value, 91.5);
    QCOMPARE(bench.transport->count("GET", queryPath), before + 1);
    const QUrlQuery sent(bench.transport->requests.constLast().url);
    QCOMPARE(sent.queryItemValue(u"from"_s).toLongLong(), toMilliseconds(query.from) / 1000); // seconds
    QVERIFY(!waited(bench.source->series(SeriesQuery{HostId(u"dd:gone"_s), Metric::Cpu, query.from, query.to})));
}

// Limits of an organisation as recorded: 1,600 queries an hour; the lists have more, in shorter periods.
void TestDatadog::aDayStaysWithinAQuarterOfTheLimits()
{
    Bench bench;
    bench.start();
    bench.good({alert, warning});
    QHash<QString, int> most;
    for (int hour = 0; hour < 24; ++hour) {
        bench.transport->requests.clear();
        for (int i = 0; i < 240; ++i)
            (void)bench.poll();
        for (const QString &path : {groupsPath, monitorsPath, hostsPath, queryPath, downtimePath})
            most[path] = std::max(most[path], static_cast<int>(bench.transport->count("GET", path)));
    }
    QVERIFY2(most[queryPath] <= 1600 / 4, qPrintable(QString::number(most[queryPath])));
    QCOMPARE(most[queryPath], 120);
    QCOMPARE(most[groupsPath], 240);
    QCOMPARE(most[monitorsPath], 6);
    QCOMPARE(most[hostsPath], 61);
    QCOMPARE(most[downtimePath], 60);
}

QTEST_GUILESS_MAIN(TestDatadog)
#include "tst_datadog.moc"
