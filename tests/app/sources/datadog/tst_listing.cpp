// SPDX-License-Identifier: GPL-3.0-or-later
// When the whole list of monitors is asked for, and what is told of it between.
#include "sources/source.h"
#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "support/waited.h"

#include <QTest>
#include <QUrlQuery>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString groupsPath = u"/api/v1/monitor/groups/search"_s;
const QString monitorsPath = u"/api/v1/monitor"_s;
const QString downtimePath = u"/api/v2/downtime"_s;
const QByteArray alert
    = R"({"monitor_id":42,"monitor_name":"CPU is high","group":"host:web-1","group_tags":["host:web-1"],"status":"Alert","last_triggered_ts":1767581000})";

QByteArray groupsJson(const QList<QByteArray> &groups)
{
    return R"({"groups":[)" + groups.join(',') + R"(],"metadata":{"page":0,"page_count":1,"per_page":1000,"total_count":)"
        + QByteArray::number(groups.size()) + "}}";
}

QByteArray listJson(const QByteArray &state)
{
    return R"([{"id":42,"name":"CPU is high","type":"query alert","query":"avg:x > 90","tags":["team:web"],"overall_state":")" + state
        + R"(","state":{"groups":{"host:web-1":{"status":")" + state + R"("},"host:web-2":{"status":"OK"}}}}])";
}

struct Bench
{
    FakeClock clock;
    std::shared_ptr<FakeTransport> transport = std::make_shared<FakeTransport>();
    std::unique_ptr<Source> source;

    void start()
    {
        const FieldValues values{{u"url"_s, u"http://127.0.0.1:1"_s}, {u"api-key"_s, u"a"_s}, {u"app-key"_s, u"b"_s}, {u"hosts"_s, false}};
        source = sourceKind(u"datadog")->create(SourceContext{SourceId(u"dd"_s), values, clock, transport, 15s});
    }
    Snapshot poll()
    {
        const auto snapshot = waited(source->poll());
        if (!snapshot)
            qWarning() << snapshot.error().detail;
        clock.advance(15s);
        return snapshot.valueOr({});
    }
};

} // namespace

class TestListing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allMonitorsAreTold();
    void whatIsOverIsListedAnewOnceAMinute();
    void whatAlertedBetweenTwoListsIsListedAnew();
    void whatAlertsDoesNotWaitForASlowList();
    void aListThatFailsKeepsTheOldOne();
};

void TestListing::allMonitorsAreTold()
{
    QVERIFY(sourceKind(u"datadog")->listsMonitors);
    Bench bench;
    bench.start();
    bench.transport->answer("GET", monitorsPath, 200, listJson("Alert"));
    bench.transport->answer("GET", groupsPath, 200, groupsJson({alert}));
    bench.transport->answer("GET", downtimePath, 200,
        R"({"data":[{"id":"x","type":"downtime","attributes":{"scope":"host:web-2","status":"active","monitor_identifier":{"monitor_id":42}}}],"meta":{"page":{"total_filtered_count":1}}})");
    const Snapshot snapshot = bench.poll();
    const auto asked
        = std::ranges::find_if(bench.transport->requests, [](const HttpRequest &request) { return request.url.path() == monitorsPath; });
    QCOMPARE(QUrlQuery(asked->url).queryItemValue(u"group_states"_s), u"all"_s);
    QVERIFY(snapshot.monitors);
    QVERIFY(snapshot.monitors->knowsMutes && snapshot.monitors->listedAt && !snapshot.monitors->error);
    QCOMPARE(snapshot.monitors->monitors.size(), 1);
    const Monitor &monitor = snapshot.monitors->monitors[0];
    QCOMPARE(monitor.id, MonitorId(u"dd:42"_s));
    QCOMPARE(countsText(monitor), u"1 Alert, 1 OK"_s);
    QCOMPARE(monitor.groups[1].name, u"host:web-2"_s);
    QVERIFY(monitor.groups[1].isMuted);
    // The incident of a group has its key.
    QCOMPARE(snapshot.incidents->constFirst()->dedupKey, incidentKeyOf(monitor, monitor.groups[0].name));
    QCOMPARE(bench.poll().monitors->monitors.constData(), snapshot.monitors->monitors.constData()); // nothing changed
}

void TestListing::whatIsOverIsListedAnewOnceAMinute()
{
    const auto standing = [](const Snapshot &snapshot) { return snapshot.monitors->monitors[0].standing.state; };
    Bench bench;
    bench.start();
    bench.transport->answer("GET", monitorsPath, 200, listJson("Alert"));
    bench.transport->answer("GET", groupsPath, 200, groupsJson({alert}));
    QCOMPARE(standing(bench.poll()), MonitorState::Alert);
    QCOMPARE(standing(bench.poll()), MonitorState::Alert);
    bench.transport->forget();
    bench.transport->answer("GET", monitorsPath, 200, listJson("OK"));
    bench.transport->answer("GET", groupsPath, 200, groupsJson({}));
    QCOMPARE(standing(bench.poll()), MonitorState::Over);
    QCOMPARE(bench.transport->count("GET", monitorsPath), 1); // not a minute yet
    (void)bench.poll();
    QCOMPARE(standing(bench.poll()), MonitorState::Ok);
    for (int i = 0; i < 36; ++i)
        (void)bench.poll();
    QCOMPARE(bench.transport->count("GET", monitorsPath), 2);
}

// What is asked for then is what was asked for at the last list: it is over all the same, and not known to be well.
void TestListing::whatAlertedBetweenTwoListsIsListedAnew()
{
    const auto standing = [](const Snapshot &snapshot) { return snapshot.monitors->monitors[0].standing.state; };
    Bench bench;
    bench.start();
    bench.transport->answer("GET", monitorsPath, 200, listJson("OK"));
    bench.transport->answer("GET", groupsPath, 200, groupsJson({}));
    QCOMPARE(standing(bench.poll()), MonitorState::Ok);
    bench.transport->forget();
    bench.transport->answer("GET", monitorsPath, 200, listJson("OK"));
    bench.transport->answer("GET", groupsPath, 200, groupsJson({alert}));
    QCOMPARE(standing(bench.poll()), MonitorState::Alert);
    bench.transport->forget();
    bench.transport->answer("GET", monitorsPath, 200, listJson("OK"));
    bench.transport->answer("GET", groupsPath, 200, groupsJson({}));
    QCOMPARE(standing(bench.poll()), MonitorState::Over);
    for (int i = 0; i < 3; ++i)
        (void)bench.poll();
    QCOMPARE(bench.transport->count("GET", monitorsPath), 2);
    QCOMPARE(standing(bench.poll()), MonitorState::Ok);
}

void TestListing::whatAlertsDoesNotWaitForASlowList()
{
    Bench bench;
    bench.start();
    bench.transport->answer("GET", monitorsPath, 200,
        R"([{"id":42,"name":"CPU is high","message":"Look at the runbook","state":{"groups":{"host:web-1":{"status":"Alert"}}}}])");
    bench.transport->answer("GET", groupsPath, 200, groupsJson({alert}));
    bench.transport->hold("GET", monitorsPath);
    const Snapshot first = bench.poll();
    QCOMPARE(first.incidents->size(), 1);
    QVERIFY(first.incidents->constFirst()->needsPerson());
    QVERIFY(!first.incidents->constFirst()->text.contains(u"runbook"));
    QVERIFY(!first.monitors->listedAt);
    bench.transport->release("GET", monitorsPath);
    const Snapshot second = bench.poll();
    QVERIFY(second.incidents->constFirst()->text.contains(u"runbook"));
    QCOMPARE(second.incidents->constFirst()->id, first.incidents->constFirst()->id);
    QVERIFY(second.monitors->listedAt);
}

void TestListing::aListThatFailsKeepsTheOldOne()
{
    Bench bench;
    bench.start();
    bench.transport->answer("GET", monitorsPath, 200, listJson("Alert"));
    bench.transport->answer("GET", groupsPath, 200, groupsJson({alert}));
    const Snapshot first = bench.poll();
    for (int i = 0; i < 38; ++i)
        (void)bench.poll();
    bench.transport->forget();
    bench.transport->answer("GET", monitorsPath, 500, "{}");
    bench.transport->answer("GET", groupsPath, 200, groupsJson({alert}));
    (void)bench.poll();
    const Snapshot later = bench.poll();
    QVERIFY(later.monitors->error);
    QCOMPARE(later.monitors->error->kind, ErrorKind::Server);
    QCOMPARE(later.monitors->monitors, first.monitors->monitors);
    QCOMPARE(later.monitors->listedAt, first.monitors->listedAt);
    QVERIFY(later.warnings.join(u'\n').contains(u"could not be listed"));
    QCOMPARE(bench.transport->count("GET", monitorsPath), 2);
    for (int i = 0; i < 4; ++i)
        (void)bench.poll();
    QCOMPARE(bench.transport->count("GET", monitorsPath), 3); // it is tried each minute
    bench.transport->forget();
    bench.transport->answer("GET", monitorsPath, 403, R"({"errors":["Forbidden"]})");
    bench.transport->answer("GET", groupsPath, 200, groupsJson({alert}));
    for (int i = 0; i < 24; ++i)
        (void)bench.poll();
    QCOMPARE(bench.transport->count("GET", monitorsPath), 4); // but what is refused is not asked for again and again
}

QTEST_GUILESS_MAIN(TestListing)
#include "tst_listing.moc"
