// SPDX-License-Identifier: GPL-3.0-or-later
// What a look at hosts asks for, and what it makes of the answers; all else of a look: tst_datadog.
#include "sources/source.h"
#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "support/waited.h"

#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString hostsPath = u"/api/v1/hosts"_s;
const QString queryPath = u"/api/v1/query"_s;

// One host, whose CPU is known; no alerts.
struct Bench
{
    FakeClock clock;
    std::shared_ptr<FakeTransport> transport = std::make_shared<FakeTransport>();
    std::unique_ptr<Source> source;

    Bench()
    {
        const FieldValues values{{u"url"_s, u"http://127.0.0.1:1"_s}, {u"api-key"_s, u"a"_s}, {u"app-key"_s, u"b"_s}};
        source = sourceKind(u"datadog")->create(SourceContext{SourceId(u"dd"_s), values, clock, transport, 15s});
        transport->answer("GET", u"/api/v1/monitor/groups/search"_s, 200,
            R"({"groups":[],"metadata":{"page":0,"page_count":1,"per_page":1000,"total_count":0}})");
        transport->answer("GET", u"/api/v1/monitor"_s, 200, "[]");
        transport->answer("GET", u"/api/v2/downtime"_s, 200, R"({"data":[],"meta":{"page":{"total_filtered_count":0}}})");
        transport->answer("POST", u"/api/v2/events/search"_s, 200, R"({"data":[]})");
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
};

} // namespace

class TestLook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aQueryWithoutDataMakesNoFigures();
    void ofManyHostsOnlyTheOneThatIsLookedAtIsDescribed();
};

// Nothing was measured: that is neither zero nor what was measured before.
void TestLook::aQueryWithoutDataMakesNoFigures()
{
    Bench bench;
    bench.transport->answer("GET", queryPath, 200, R"({"status":"ok","series":[]})"); // after the first
    QCOMPARE(bench.poll().hosts->constFirst().cpu, std::optional(91.5));
    QCOMPARE(bench.source->facts(), QStringList{u"Metric queries: 2 of 400 in the last hour."_s});
    bench.clock.advance(1min);
    const Snapshot later = bench.poll();
    QVERIFY(later.hosts);
    const Host &host = later.hosts->constFirst();
    QVERIFY(!host.cpu && !host.memory);
    QCOMPARE(host.sampledAt, fromMilliseconds(1767581990000)); // its last report
    QVERIFY(!later.incomplete);
}

// Metadata is tens of kilobytes a host.
void TestLook::ofManyHostsOnlyTheOneThatIsLookedAtIsDescribed()
{
    Bench bench;
    QByteArrayList hosts;
    for (int i = 0; i < 150; ++i)
        hosts.append(R"({"name":"web-)" + QByteArray::number(i) + R"(","up":true,"is_muted":false,"last_reported_time":1767581990})");
    bench.transport->answer("GET", hostsPath + u"?start=0&count=1000&include_muted_hosts_data=true&include_hosts_metadata=false"_s, 200,
        R"({"host_list":[)" + hosts.join(',') + R"(],"total_matching":150})");
    bench.transport->answer("GET", hostsPath + u"?filter=web-1&count=20&include_hosts_metadata=true"_s, 200,
        R"({"host_list":[{"name":"web-10","meta":{"agent_version":"6.1.0"}},{"name":"web-1","meta":{"agent_version":"7.60.0","platform":"linux"}}],"total_matching":12})");
    QCOMPARE(bench.poll().hosts->size(), 150);
    QCOMPARE(bench.transport->count("GET", hostsPath), 1); // and not of all of them
    const SeriesQuery query{HostId(u"dd:web-1"_s), Metric::Cpu, bench.clock.now() - 1h, bench.clock.now()};
    QVERIFY(waited(bench.source->series(query)));
    QVERIFY(waited(bench.source->series(query)));
    QCOMPARE(bench.transport->count("GET", hostsPath), 2);
    bench.clock.advance(1min);
    const Snapshot next = bench.poll();
    const auto figures = [&next](const QString &name) {
        const auto host = std::ranges::find(*next.hosts, name, &Host::name);
        QStringList texts;
        for (const HostFigure &figure : host->figures)
            texts.append(figure.text);
        return texts.join(u'\n');
    };
    QVERIFY2(figures(u"web-1"_s).contains(u"7.60.0"_s), qPrintable(figures(u"web-1"_s)));
    QVERIFY(!figures(u"web-10"_s).contains(u"6.1.0"_s));
}

QTEST_GUILESS_MAIN(TestLook)
#include "tst_look.moc"
