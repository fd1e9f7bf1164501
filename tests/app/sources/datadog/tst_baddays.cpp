// SPDX-License-Identifier: GPL-3.0-or-later
// Over real HTTP, against a Datadog on loopback that has a bad day.
#include "net/qnamtransport.h"
#include "sources/source.h"
#include "support/datadogserver.h"
#include "support/fakeclock.h"
#include "support/waited.h"

#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray groupsPath = "/api/v1/monitor/groups/search";
const QByteArray hostsPath = "/api/v1/hosts";
const QByteArray queryPath = "/api/v1/query";
const QByteArray downtimePath = "/api/v2/downtime";

// The network of a world that goes `times` as fast: nobody can wait for thirty seconds here.
class Hurried final : public Transport
{
public:
    explicit Hurried(std::shared_ptr<Transport> way) : m_way(std::move(way)) { }

    int times = 1;
    Duration longest{0}; // deadline that was asked for

    QCoro::Task<Expected<HttpReply>> send(HttpRequest request) override
    {
        longest = std::max(longest, request.deadline);
        request.deadline /= times;
        return m_way->send(std::move(request));
    }
    void abortAll() override { m_way->abortAll(); }
    void dropConnections() override { m_way->dropConnections(); }

private:
    std::shared_ptr<Transport> m_way;
};

constexpr int hurry = 20;
constexpr auto thirtySeconds = std::chrono::milliseconds(30s) / hurry;

struct Bench
{
    FakeClock clock;
    DatadogServer server{[this] { return clock.now(); }};
    std::shared_ptr<Hurried> transport = std::make_shared<Hurried>(std::make_shared<QnamTransport>(clock));
    FieldValues values{{u"url"_s, server.url().toString()}, {u"api-key"_s, QString::fromLatin1(dd::apiKey)},
        {u"app-key"_s, QString::fromLatin1(dd::appKey)}, {u"muted-by"_s, u"Ann"_s}};
    std::unique_ptr<Source> source;

    void start() { source = sourceKind(u"datadog")->create(SourceContext{SourceId(u"dd"_s), values, clock, transport, 15s}); }
    Expected<Snapshot> poll()
    {
        auto snapshot = waited(source->poll());
        clock.advance(15s);
        return snapshot;
    }
    Incident incident(const QString &start)
    {
        const auto snapshot = poll();
        const SharedIncidents incidents = snapshot ? snapshot->incidents.value_or(SharedIncidents()) : SharedIncidents();
        const auto found = std::ranges::find_if(incidents, [&](const Incident &each) { return each.title.startsWith(start); });
        return found == incidents.end() ? Incident{} : Incident(*found);
    }
    Expected<Done> act(const QString &action, const Incident &incident, const FieldValues &inputs = {})
    {
        ActionRequest request{action, incident.id, SourceId(u"dd"_s), u"Ann"_s, u"window"_s, clock.now()};
        request.inputs = inputs;
        return waited(source->perform(request));
    }
};

} // namespace

class TestBadDays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMonitorTurnsRedAndIsWellAgain();
    void acknowledgingIsSeenByEverybody();
    void anAcknowledgementEndsByItself();
    void aMutedMonitorIsQuiet();
    void keysOfAnotherSiteAreNamed();
    void aKeyThatMayNotMuteSaysSo();
    void theLimitIsObeyedPerEndpoint();
    void contentTypesDoNotMatter();
    void troubleInHtmlIsTrouble();
    void fiveHundredAfterThirtySeconds();
    void fiveHundredAfterThirtySecondsToAnAcknowledgement();
    void aConnectionThatIsClosedIsNoRecovery();
    void aCutAnswerIsNoRecovery();
    void hostsVanish();
    void twentyThousandHostsInPages();
    void fiveThousandMonitors();
    void theirClockIsAhead();
    void anOrganisationThatUsedTheLimitUp();
    void theSourceMayGoWhileItActsOnSeveral();
};

void TestBadDays::aMonitorTurnsRedAndIsWellAgain()
{
    Bench bench;
    bench.start();
    const auto first = bench.poll();
    QVERIFY(first);
    QVERIFY2(first->warnings.isEmpty(), qPrintable(first->warnings.join(u'\n')));
    QCOMPARE(first->incidents->size(), 3);
    QCOMPARE(first->hosts->size(), 3);
    QCOMPARE(first->hosts->constFirst().cpu, 96);
    bench.server.world.set(101, u"host:web-2"_s, u"Alert"_s);
    const Incident red = bench.incident(u"CPU of web-2"_s);
    QVERIFY(red.isPageworthy());
    QCOMPARE(red.host, HostId(u"dd:web-2"_s));
    bench.server.world.set(101, u"host:web-2"_s, u"OK"_s);
    QVERIFY(bench.incident(u"CPU of web-2"_s).id.isEmpty());
}

void TestBadDays::acknowledgingIsSeenByEverybody()
{
    Bench bench;
    bench.start();
    const Incident incident = bench.incident(u"CPU of web-1"_s);
    QVERIFY(bench.act(u"acknowledge"_s, incident));
    QCOMPARE(bench.server.world.downtimes.size(), 1);
    QCOMPARE(bench.server.world.downtimes[0].scope, u"host:web-1"_s);
    QVERIFY(bench.act(u"acknowledge"_s, incident)); // sent twice, made once
    QCOMPARE(bench.server.world.downtimes.size(), 1);
    Bench other;
    other.values.insert({{u"url"_s, bench.server.url().toString()}, {u"muted-by"_s, u"Bob"_s}});
    other.start();
    const Incident seen = other.incident(u"CPU of web-1"_s);
    QCOMPARE(seen.state, IncidentState::Acknowledged);
    QCOMPARE(seen.acknowledgedBy, u"Ann"_s);
    QCOMPARE(other.incident(u"Warning: CPU of db-1"_s).state, IncidentState::Triggered);
    QVERIFY(other.act(u"retrigger"_s, seen));
    QCOMPARE(bench.server.world.statusOf(bench.server.world.downtimes[0]), u"canceled"_s);
}

void TestBadDays::anAcknowledgementEndsByItself()
{
    Bench bench;
    bench.start();
    const Incident incident = bench.incident(u"CPU of web-1"_s);
    QVERIFY(bench.act(u"snooze"_s, incident, {{u"for"_s, u"15m"_s}}));
    QCOMPARE(bench.incident(u"CPU of web-1"_s).state, IncidentState::Acknowledged);
    bench.clock.advance(15min);
    const Incident again = bench.incident(u"CPU of web-1"_s);
    QCOMPARE(again.state, IncidentState::Triggered);
    QCOMPARE(again.id, incident.id);
}

void TestBadDays::aMutedMonitorIsQuiet()
{
    Bench bench;
    bench.start();
    const Incident incident = bench.incident(u"CPU of web-1"_s);
    QVERIFY(bench.act(u"mute"_s, incident, {{u"what"_s, u"monitor"_s}, {u"for"_s, u"2h"_s}}));
    QVERIFY(!bench.incident(u"CPU of web-1"_s).needsPerson());
    QCOMPARE(bench.incident(u"Warning: CPU of db-1"_s).quiet, Quiet::Silenced);
    QVERIFY(bench.act(u"unmute"_s, incident));
    QVERIFY(bench.incident(u"CPU of web-1"_s).needsPerson());
}

void TestBadDays::keysOfAnotherSiteAreNamed()
{
    Bench bench;
    bench.values.insert(u"api-key"_s, u"of-another-site"_s);
    bench.start();
    const auto snapshot = bench.poll();
    QVERIFY(!snapshot);
    QCOMPARE(snapshot.error().kind, ErrorKind::Unauthorized);
    QVERIFY(snapshot.error().detail.contains(u"another site"));
    QVERIFY(!snapshot.error().detail.contains(u"of-another"));
}

void TestBadDays::aKeyThatMayNotMuteSaysSo()
{
    Bench bench;
    bench.values.insert(u"app-key"_s, QString::fromLatin1(dd::readOnlyKey));
    bench.start();
    const Incident incident = bench.incident(u"CPU of web-1"_s);
    QVERIFY(incident.needsPerson());
    const auto answer = bench.act(u"acknowledge"_s, incident);
    QVERIFY(!answer);
    QVERIFY(answer.error().detail.contains(u"monitors_downtime"));
    const auto lines = waited(bench.source->introduce());
    QVERIFY(lines && lines->join(u'\n').contains(u"monitors_downtime"));
}

void TestBadDays::theLimitIsObeyedPerEndpoint()
{
    Bench bench;
    bench.server.world.limits.insert(u"GET /api/v1/monitor/groups/search"_s, dd::Limit{2, 60});
    bench.start();
    QVERIFY(bench.poll()); // 03:00:00
    QVERIFY(bench.poll());
    const auto third = bench.poll(); // 03:00:30: nothing is left until 03:01
    QVERIFY(!third);
    QCOMPARE(third.error().kind, ErrorKind::TooManyRequests);
    QVERIFY(third.error().retryAfter > Duration(20s) && third.error().retryAfter <= Duration(60s));
    QCOMPARE(bench.server.count("GET", groupsPath), 2);
    bench.clock.advance(30s);
    QVERIFY(bench.poll());
}

void TestBadDays::contentTypesDoNotMatter()
{
    Bench bench;
    bench.start();
    bench.server.fail(groupsPath,
        LoopbackServer::answer(200, R"({"groups":[{"monitor_id":1,"status":"Alert","group":null}]})", "Content-Type: text/html\r\n"));
    const auto snapshot = bench.poll();
    QVERIFY(snapshot);
    QCOMPARE(snapshot->incidents->size(), 1);
}

void TestBadDays::troubleInHtmlIsTrouble()
{
    Bench bench;
    bench.start();
    QVERIFY(bench.poll());
    bench.server.fail(groupsPath, LoopbackServer::answer(200, "<html>Maintenance</html>"), 1);
    QVERIFY(!bench.poll());
    bench.server.fail(groupsPath, LoopbackServer::answer(500, "<html>"), 1);
    const auto failed = bench.poll();
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, ErrorKind::Server);
    const auto again = bench.poll();
    QVERIFY(again);
    QCOMPARE(again->incidents->size(), 3);
}

void TestBadDays::fiveHundredAfterThirtySeconds()
{
    Bench bench;
    bench.start();
    QVERIFY(bench.poll());
    const auto late = LoopbackServer::late(thirtySeconds, LoopbackServer::answer(500, R"({"errors":["Internal error"]})"));
    bench.transport->times = hurry;
    bench.server.fail(groupsPath, late, 1);
    const auto given = bench.poll();
    QVERIFY(!given); // it is not waited for: a person would take the last picture for the present one
    QCOMPARE(given.error().kind, ErrorKind::Timeout);
    bench.clock.advance(1min);
    bench.server.fail(hostsPath, late, 1);
    const auto half = bench.poll(); // what is red does not wait for the hosts
    QVERIFY(half);
    QCOMPARE(half->incidents->size(), 3);
    QVERIFY(!half->hosts);
    QCOMPARE(half->incomplete->kind, ErrorKind::Timeout);
    QVERIFY(bench.transport->longest < 30s);
    bench.transport->times = 1;
    bench.clock.advance(1min);
    const auto again = bench.poll();
    QVERIFY(again);
    QCOMPARE(again->incidents->size(), 3);
    QCOMPARE(again->hosts->size(), 3);
}

// The downtime is made, and the answer does not come: sent again it is prolonged, and not made twice.
void TestBadDays::fiveHundredAfterThirtySecondsToAnAcknowledgement()
{
    Bench bench;
    bench.start();
    const Incident incident = bench.incident(u"CPU of web-1"_s);
    bench.transport->times = hurry;
    bench.server.fail(
        downtimePath,
        [&bench](QTcpSocket *socket, const LoopbackServer::Request &request) {
            const QUrl target = QUrl::fromEncoded("http://here" + request.target);
            const dd::Reply made = bench.server.world.answer(
                dd::Call{request.method, target.path(), QUrlQuery(target), request.body, dd::apiKey, dd::appKey});
            if (request.method == "GET")
                socket->write(LoopbackServer::whole(made.status, made.body));
            else
                LoopbackServer::late(thirtySeconds, LoopbackServer::answer(500, "{}"))(socket, request);
        },
        2);
    const auto given = bench.act(u"acknowledge"_s, incident);
    QVERIFY(!given);
    QCOMPARE(given.error().kind, ErrorKind::Timeout); // which is sent again
    QCOMPARE(bench.server.world.downtimes.size(), 1);
    bench.transport->times = 1;
    QVERIFY(bench.act(u"acknowledge"_s, incident));
    QCOMPARE(bench.server.world.downtimes.size(), 1);
}

void TestBadDays::aConnectionThatIsClosedIsNoRecovery()
{
    Bench bench;
    bench.start();
    bench.server.fail(groupsPath, LoopbackServer::close());
    const auto snapshot = bench.poll();
    QVERIFY(!snapshot);
    QVERIFY(snapshot.error().kind != ErrorKind::BadAnswer);
}

void TestBadDays::aCutAnswerIsNoRecovery()
{
    Bench bench;
    bench.start();
    bench.server.fail(groupsPath, LoopbackServer::cutBody());
    QVERIFY(!bench.poll());
}

void TestBadDays::hostsVanish()
{
    Bench bench;
    bench.start();
    QCOMPARE(bench.poll()->hosts->size(), 3);
    bench.server.world.machines.removeLast();
    bench.clock.advance(1min);
    QCOMPARE(bench.poll()->hosts->size(), 2);
    bench.server.world.machines[0].isUp = false;
    bench.clock.advance(1min);
    QCOMPARE(bench.poll()->hosts->constFirst().state, HostState::Down);
}

void TestBadDays::twentyThousandHostsInPages()
{
    Bench bench;
    bench.server.world.machines.clear();
    for (int i = 0; i < 20'000; ++i)
        bench.server.world.machines.append(dd::Machine{u"host-%1"_s.arg(i), {u"env:prod"_s}});
    bench.server.fail(queryPath, LoopbackServer::answer(200, R"({"status":"ok","series":[]})"));
    bench.start();
    const auto snapshot = bench.poll();
    QVERIFY(snapshot);
    QCOMPARE(snapshot->hosts->size(), 20'000);
    QCOMPARE(bench.server.count("GET", hostsPath), 20);
    for (int i = 0; i < 19; ++i) // not five minutes yet
        QVERIFY(bench.poll());
    QCOMPARE(bench.server.count("GET", hostsPath), 20);
}

void TestBadDays::fiveThousandMonitors()
{
    Bench bench;
    for (int i = 0; i < 5'000; ++i) {
        dd::Monitor monitor{1'000 + i, u"Monitor %1"_s.arg(i), u"avg:x{*} > 1"_s, u"@ann"_s, {u"team:web"_s}};
        monitor.groups = {{u"host:a"_s, {u"Alert"_s, bench.clock.now() - 1min}}, {u"host:b"_s, {u"OK"_s}}};
        bench.server.world.monitors.insert(monitor.id, monitor);
    }
    bench.start();
    const auto snapshot = bench.poll();
    QVERIFY(snapshot);
    QCOMPARE(snapshot->incidents->size(), 5'003);
    QVERIFY(snapshot->warnings.isEmpty());
    QCOMPARE(bench.server.count("GET", groupsPath), 6);
    QCOMPARE(bench.server.count("GET", "/api/v1/monitor"), 6);
}

void TestBadDays::theirClockIsAhead()
{
    Bench bench;
    DatadogServer later([&bench] { return bench.clock.now() + 3h; });
    bench.values.insert(u"url"_s, later.url().toString());
    bench.start();
    const auto snapshot = bench.poll();
    QVERIFY(snapshot);
    QVERIFY2(snapshot->warnings.join(u'\n').contains(u"3h ahead"), qPrintable(snapshot->warnings.join(u'\n')));
    QCOMPARE(snapshot->hosts->constFirst().cpu, 96);
    QVERIFY(bench.act(u"acknowledge"_s, snapshot->incidents->constFirst())); // an end in an hour of ours has passed there
    QCOMPARE(later.world.statusOf(later.world.downtimes.constFirst()), u"active"_s);
}

void TestBadDays::anOrganisationThatUsedTheLimitUp()
{
    Bench bench;
    bench.server.world.limits.insert(u"GET /api/v1/query"_s, dd::Limit{0, 3600});
    bench.start();
    const auto snapshot = bench.poll();
    QVERIFY(snapshot);
    QCOMPARE(snapshot->incidents->size(), 3);
    QCOMPARE(snapshot->hosts->size(), 3);
    QVERIFY(!snapshot->hosts->constFirst().cpu);
    QCOMPARE(bench.server.count("GET", queryPath), 1);
    for (int i = 0; i < 40; ++i)
        QVERIFY(bench.poll());
    QCOMPARE(bench.server.count("GET", queryPath), 1); // until the hour is over
}

void TestBadDays::theSourceMayGoWhileItActsOnSeveral()
{
    Bench bench;
    bench.start();
    const auto snapshot = bench.poll();
    QVERIFY(snapshot && snapshot->incidents->size() >= 2);
    QList<ActionRequest> requests;
    for (const Incident &incident : *snapshot->incidents)
        requests.append(ActionRequest{u"acknowledge"_s, incident.id, SourceId(u"dd"_s), u"Ann"_s, u"window"_s, bench.clock.now()});
    auto task = bench.source->performAll(requests.first(2));
    bench.source.reset(); // somebody saved it with another key
    const auto answers = waited(std::move(task));
    QCOMPARE(answers.size(), 2);
    QVERIFY(answers[0] && answers[1]);
    QCOMPARE(bench.server.world.downtimes.size(), 2);
}

QTEST_GUILESS_MAIN(TestBadDays)
#include "tst_baddays.moc"
