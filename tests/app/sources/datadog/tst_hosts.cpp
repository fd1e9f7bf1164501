// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/datadog/hosts.h"

#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace nightbell::datadog;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint now = TimePoint(std::chrono::sys_days(std::chrono::year(2026) / 1 / 5)) + 3h;

MetricLine line(const QStringList &tags, const QList<Sample> &samples)
{
    return MetricLine{0, tags, 60s, samples};
}

HostFacts named(const QString &name)
{
    HostFacts facts;
    facts.name = name;
    facts.isUp = true;
    facts.reported = now - 20s;
    return facts;
}

} // namespace

class TestHosts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nullsAreAbsent();
    void nothingIsNotAnEmptyList();
    void pointsWithoutAValueAreLeftOut();
    void pointsAreTheSameHoweverTheyAreWritten();
    void anErrorWithStatus200IsAnError();
    void oneBrokenLineHidesNoOther();
    void figuresGoToTheirHosts();
    void hostsWithoutFiguresHaveNone();
    void restartsAreCountedOnce();
    void aBucketThatIsBeingFilledWaits();
    void hostsThatVanishAreGone();
    void aHostOnTwoPagesIsOne();
    void agentAndPlatformAreKept();
    void aHostHasItsPage();
    void fourQueriesAreOneRequest();
};

void TestHosts::nullsAreAbsent()
{
    const auto answer = readHosts(R"({"host_list":[{"name":"a","up":null,"is_muted":null,"mute_timeout":null,"last_reported_time":null,
        "aliases":null,"tags_by_source":null,"metrics":null},{"name":null,"host_name":"b","up":false},{"name":null},7],"total_matching":4})");
    QVERIFY(answer);
    QCOMPARE(answer->hosts.size(), 2);
    QCOMPARE(answer->skipped, 2);
    QVERIFY(!answer->hosts[0].isUp && !answer->hosts[0].reported);
    QCOMPARE(answer->hosts[1].name, u"b"_s);
    HostBook book(SourceId(u"dd"_s));
    const auto hosts = book.update(answer->hosts, {}, now);
    QCOMPARE(hosts[0].state, HostState::Unknown);
    QCOMPARE(hosts[1].state, HostState::Down);
}

void TestHosts::nothingIsNotAnEmptyList()
{
    QVERIFY(!readHosts("{}"));
    QVERIFY(!readHosts(R"({"host_list":null})"));
    QVERIFY(!readMetrics("{}"));
    QVERIFY(!readMetrics(R"({"series":null})"));
    QVERIFY(!readMetrics(R"({"series":[)"));
    QVERIFY(readMetrics(R"({"status":"ok","series":[]})"));
}

void TestHosts::pointsWithoutAValueAreLeftOut()
{
    const auto answer = readMetrics(
        R"({"status":"ok","series":[{"query_index":2,"interval":60,"tag_set":["host:a"],"pointlist":[[1000.0,1.5],[2000.0,null],[null,3],[3000,2]]}]})");
    QVERIFY(answer);
    QCOMPARE(answer->lines.size(), 1);
    QCOMPARE(answer->lines[0].query, 2);
    QCOMPARE(answer->lines[0].interval, Duration(60s));
    QCOMPARE(answer->lines[0].tag("host"_L1), u"a"_s);
    QCOMPARE(answer->lines[0].samples.first(), (Sample{fromMilliseconds(1000), 1.5}));
    QCOMPARE(answer->lines[0].samples.last(), (Sample{fromMilliseconds(3000), 2}));
}

// The form that Datadog writes is read in a way of its own.
void TestHosts::pointsAreTheSameHoweverTheyAreWritten()
{
    const QList<Sample> expected{{fromMilliseconds(1681683300000), 77.6}, {fromMilliseconds(1681683420000), -2000}};
    for (const QByteArray &points : {QByteArray("[[1681683300000.0,77.6],[1681683360000.0,null],[1681683420000.0,-2e3]]"),
             QByteArray("[[1681683300000,77.6],[1681683360000,null],[1681683420000,-2000]]"),
             QByteArray("[ [1681683300000.0, 77.6], [1681683360000.0, null], [1681683420000.0, -2e3] ]"),
             QByteArray("[[1.6816833e12,77.6],[1.68168336e12,null],[1.68168342e12,-2e3]]")}) {
        const auto answer = readMetrics(R"({"series":[{"pointlist":)" + points + R"(,"tag_set":["host:a"]}]})");
        QVERIFY2(answer, points.constData());
        QCOMPARE(answer->lines[0].samples, expected);
        QCOMPARE(answer->lines[0].tag("host"_L1), u"a"_s);
    }
}

void TestHosts::anErrorWithStatus200IsAnError()
{
    const auto answer = readMetrics(R"({"status":"error","error":"no such metric","series":[]})");
    QVERIFY(!answer);
    QVERIFY(answer.error().detail.contains(u"no such metric"));
}

void TestHosts::oneBrokenLineHidesNoOther()
{
    const auto answer = readMetrics(
        R"({"series":[{"tag_set":["host:a"],"pointlist":"none"},4,{"tag_set":null,"scope":"host:b,env:x","pointlist":[[1,2]]}]})");
    QVERIFY(answer);
    QCOMPARE(answer->skipped, 2);
    QCOMPARE(answer->lines.size(), 1);
    QCOMPARE(answer->lines[0].tag("host"_L1), u"b"_s);
}

void TestHosts::figuresGoToTheirHosts()
{
    HostBook book(SourceId(u"dd"_s));
    const QMap<Figure, QList<MetricLine>> figures{
        {Figure::Cpu, {line({u"host:a"_s}, {{now - 2min, 50}, {now - 1min, 91.5}})}},
        {Figure::Memory, {line({u"host:b"_s}, {{now - 1min, 120}})}},
        {Figure::Load, {line({u"host:a"_s}, {{now - 1min, 3.5}})}},
        {Figure::Disk, {line({u"host:a"_s, u"device:/dev/sdb"_s}, {{now, 10}}), line({u"host:a"_s, u"device:/dev/sda"_s}, {{now, 20}})}},
        {Figure::ReplicationDelay, {line({u"host:a"_s}, {{now, 0.25}})}},
    };
    const auto hosts = book.update({named(u"a"_s), named(u"b"_s)}, figures, now);
    QCOMPARE(hosts.size(), 2);
    QCOMPARE(hosts[0].id, HostId(u"dd:a"_s));
    QCOMPARE(hosts[0].cpu, 91.5);
    QCOMPARE(hosts[0].sampledAt, now); // the minute that ended then
    QVERIFY(!hosts[0].memory);
    QCOMPARE(hosts[0].load1, 3.5);
    QCOMPARE(hosts[0].mounts.size(), 2);
    QCOMPARE(hosts[0].mounts[0].path, u"/dev/sda"_s);
    QCOMPARE(hosts[0].mounts[0].usedPercent, 20);
    const bool hasLag = std::ranges::any_of(
        hosts[0].figures, [](const HostFigure &figure) { return figure.text == u"0.2 s" || figure.text == u"0.3 s"; });
    QVERIFY(hasLag);
    QCOMPARE(hosts[1].memory, 100);
    QVERIFY(!hosts[1].cpu);
}

void TestHosts::hostsWithoutFiguresHaveNone()
{
    HostBook book(SourceId(u"dd"_s));
    const auto hosts = book.update({named(u"a"_s)}, {{Figure::Cpu, {line({u"host:a"_s}, {})}}}, now);
    QVERIFY(!hosts[0].cpu);
    QCOMPARE(hosts[0].restartsUnknown, RestartsUnknown::NotReported);
    QVERIFY(!hosts[0].restartsSince(now - 1h));
}

void TestHosts::restartsAreCountedOnce()
{
    HostBook book(SourceId(u"dd"_s));
    const QMap<Figure, QList<MetricLine>> figures{
        {Figure::UnitRestarts, {line({u"host:a"_s, u"unit:nginx.service"_s}, {{now - 5min, 1}, {now - 4min, 0}, {now - 3min, 2}})}}};
    const auto first = book.update({named(u"a"_s)}, figures, now);
    QCOMPARE(first[0].restartsSince(now - 1h), 3);
    QCOMPARE(first[0].units.size(), 1);
    QCOMPARE(first[0].units[0].name, u"nginx.service"_s);
    const auto second = book.update({named(u"a"_s)}, figures, now + 1min);
    QCOMPARE(second[0].restartsSince(now - 1h), 3);
}

void TestHosts::aBucketThatIsBeingFilledWaits()
{
    HostBook book(SourceId(u"dd"_s));
    const auto figures = [](double last) {
        return QMap<Figure, QList<MetricLine>>{
            {Figure::UnitRestarts, {line({u"host:a"_s, u"unit:x"_s}, {{now - 2min, 0}, {now - 30s, last}})}}};
    };
    QCOMPARE(book.update({named(u"a"_s)}, figures(1), now)[0].restartsSince(now - 50min), 0);
    QCOMPARE(book.update({named(u"a"_s)}, figures(3), now + 1min)[0].restartsSince(now - 50min), 3);
}

void TestHosts::hostsThatVanishAreGone()
{
    HostBook book(SourceId(u"dd"_s));
    (void)book.update({named(u"a"_s), named(u"b"_s)}, {}, now);
    QCOMPARE(book.nameOf(HostId(u"dd:a"_s)), u"a"_s);
    QCOMPARE(book.update({named(u"b"_s)}, {}, now + 1min).size(), 1);
    QVERIFY(book.nameOf(HostId(u"dd:a"_s)).isEmpty());
    QVERIFY(book.nameOf(HostId(u"other:b"_s)).isEmpty());
}

void TestHosts::aHostOnTwoPagesIsOne()
{
    HostBook book(SourceId(u"dd"_s));
    QCOMPARE(book.update({named(u"a"_s), named(u"b"_s), named(u"a"_s)}, {}, now).size(), 2);
}

void TestHosts::agentAndPlatformAreKept()
{
    const auto answer = readHosts(R"({"host_list":[{"name":"a","meta":{"agent_version":"7.60.0","platform":"linux","machine":"x86_64",
        "nixV":["ubuntu","22.04",""],"winV":["","",["","",""],""],"gohai":"{}"}},{"name":"b","meta":{"agent_version":null,"nixV":null}},
        {"name":"c","meta":null}],"total_matching":3})");
    QVERIFY(answer);
    QCOMPARE(answer->hosts[0].meta, (HostMeta{u"7.60.0"_s, u"linux, ubuntu 22.04, x86_64"_s}));
    QCOMPARE(answer->hosts[1].meta, HostMeta());
    QCOMPARE(answer->hosts[2].meta, HostMeta());
    HostBook book(SourceId(u"dd"_s));
    book.learnMeta(answer->hosts);
    const auto hosts = book.update({named(u"a"_s), named(u"b"_s)}, {}, now); // a look without them
    QVERIFY(hosts[0].figures.contains(HostFigure{u"Agent"_s, u"7.60.0"_s}));
    QVERIFY(hosts[0].figures.contains(HostFigure{u"Platform"_s, u"linux, ubuntu 22.04, x86_64"_s}));
    QVERIFY(std::ranges::none_of(hosts[1].figures, [](const HostFigure &figure) { return figure.name == u"Agent"_s; }));
}

void TestHosts::aHostHasItsPage()
{
    HostBook book(SourceId(u"dd"_s), QUrl(u"https://acme.example.com"_s));
    QCOMPARE(book.update({named(u"web 1&2"_s)}, {}, now)[0].url.toString(QUrl::FullyEncoded),
        u"https://acme.example.com/infrastructure?filter=web%201%262"_s);
    HostBook unknown(SourceId(u"dd"_s));
    QVERIFY(unknown.update({named(u"a"_s)}, {}, now)[0].url.isEmpty());
}

void TestHosts::fourQueriesAreOneRequest()
{
    QCOMPARE(refreshes().size(), 2);
    const QString query = joinedQuery(refreshes().constFirst(), u"env:prod"_s);
    QVERIFY(query.startsWith(u"100 - avg:system.cpu.idle{env:prod} by {host}"));
    QVERIFY(query.contains(u"100 * (1 - avg:system.mem.pct_usable{env:prod} by {host}"));
    QVERIFY(chartQuery(Metric::Cpu, u"web-1"_s, 60s).contains(u"{host:web-1}.rollup(avg, 60)"));
}

QTEST_GUILESS_MAIN(TestHosts)
#include "tst_hosts.moc"
