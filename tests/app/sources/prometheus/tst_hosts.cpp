// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of hosts, and what follows from the answers.
#include "sources/prometheus/hosts.h"
#include "sources/prometheus/queries.h"
#include "sources/prometheus/settings.h"

#include <QTest>

#include <limits>

using namespace nightbell;
using namespace nightbell::prometheus;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint start = fromMilliseconds(1'700'000'000'000);
constexpr Duration window = 5min;

Curve line(const Labels &labels, double value, TimePoint at = start)
{
    return Curve{labels, {{at, value}}};
}

Labels of(const QString &instance, const QString &job = u"node"_s)
{
    return {{u"instance"_s, instance}, {u"job"_s, job}};
}

Host named(const QList<Host> &hosts, const QString &name)
{
    for (const Host &host : hosts) {
        if (host.name == name)
            return host;
    }
    return {};
}

} // namespace

class TestHosts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figuresBecomeHosts();
    void onlyTargetsOfHostsAreHosts();
    void aHostThatIsDown();
    void aHostThatVanishesIsStaleAndThenForgotten();
    void oldFiguresShowTheirAge();
    void clocksThatDifferAreCorrected();
    void valuesThatAreNoNumberAreUnknown();
    void namesWithoutPorts_data();
    void namesWithoutPorts();
    void exportersOfOneAddressAreToldApart();
    void machinesAreJoinedByTheirNodename();
    void restartsAreCountedOnce();
    void restartsOfThePast();
    void restartsOfContainersAreOfTheirNode();
    void restartsThatNobodyReportsAreUnknown();
    void probesAndReplication();
    void usualExportersAreAskedFor_data();
    void usualExportersAreAskedFor();
    void disksOfWindowsHaveVolumes();
    void queriesHaveTheirPlaceholdersFilled();
    void queriesOfOneHost();
    void queriesOfOnesOwn();
    void settingsAreRead();
    void settingsThatMakeNoSenseAreSaid();
};

void TestHosts::figuresBecomeHosts()
{
    HostBook book({SourceId(u"prod"_s)});
    const HostAnswers answers{{Part::Up, {line(of(u"web-1:9100"_s), 1)}}, {Part::Cpu, {line(of(u"web-1:9100"_s), 91.5)}},
        {Part::Memory, {line(of(u"web-1:9100"_s), 40)}}, {Part::Load, {line(of(u"web-1:9100"_s), 1.5)}},
        {Part::Disk, {line({{u"instance"_s, u"web-1:9100"_s}, {u"mountpoint"_s, u"/var"_s}}, 80)}}};
    const QList<Host> hosts = book.update(answers, start, 0s, window);
    QCOMPARE(hosts.size(), 1);
    const Host &host = hosts.first();
    QCOMPARE(host.id, HostId(u"prod:web-1:9100"_s));
    QCOMPARE(host.name, u"web-1"_s);
    QCOMPARE(host.state, HostState::Up);
    QCOMPARE(host.cpu, 91.5);
    QCOMPARE(host.memory, 40.0);
    QCOMPARE(host.load1, 1.5);
    QCOMPARE(host.mounts, (QList<Mount>{{u"/var"_s, 80, 0}}));
    QCOMPARE(host.sampledAt, start);
    QCOMPARE(book.instanceOf(host.id), u"web-1:9100"_s);
}

void TestHosts::onlyTargetsOfHostsAreHosts()
{
    HostBook book({SourceId(u"prod"_s)});
    const HostAnswers answers{
        {Part::Up, {line(of(u"a"_s), 1), line(of(u"b"_s), 0), line(of(u"c"_s, u"prometheus"_s), 1)}}, {Part::Cpu, {line(of(u"a"_s), 1)}}};
    const QList<Host> hosts = book.update(answers, start, 0s, window);
    QCOMPARE(hosts.size(), 2);
    QCOMPARE(named(hosts, u"b"_s).state, HostState::Down);
}

void TestHosts::aHostThatIsDown()
{
    HostBook book({SourceId(u"prod"_s)});
    book.update({{Part::Up, {line(of(u"a"_s), 1)}}, {Part::Cpu, {line(of(u"a"_s), 10)}}}, start, 0s, window);
    const Host host = book.update({{Part::Up, {line(of(u"a"_s), 0)}}, {Part::Cpu, {}}}, start + 15s, 0s, window).first();
    QCOMPARE(host.state, HostState::Down);
    QVERIFY(!host.cpu);
    QCOMPARE(host.sampledAt, start + 15s);
}

void TestHosts::aHostThatVanishesIsStaleAndThenForgotten()
{
    HostBook book({SourceId(u"prod"_s)});
    book.update({{Part::Cpu, {line(of(u"a"_s), 10)}}}, start, 0s, window);
    const QList<Host> later = book.update({{Part::Cpu, {}}}, start + 1min, 0s, window);
    QCOMPARE(later.size(), 1);
    QCOMPARE(later.first().sampledAt, start);
    QCOMPARE(later.first().state, HostState::Unknown);
    QVERIFY(book.update({{Part::Cpu, {}}}, start + HostBook::forgottenAfter + 1s, 0s, window).isEmpty());
}

void TestHosts::oldFiguresShowTheirAge()
{
    HostBook book({SourceId(u"prod"_s)});
    const auto seen = [](Duration ago) { return line(of(u"a"_s), static_cast<double>(toMilliseconds(start - ago)) / 1000); };
    const HostAnswers fresh{{Part::Cpu, {line(of(u"a"_s), 10)}}, {Part::Seen, {seen(60s)}}};
    QCOMPARE(book.update(fresh, start, 0s, window).first().sampledAt, start);
    const HostAnswers old{{Part::Cpu, {line(of(u"a"_s), 10)}}, {Part::Seen, {seen(4min)}}};
    QCOMPARE(book.update(old, start, 0s, window).first().sampledAt, start - 4min);
}

void TestHosts::clocksThatDifferAreCorrected()
{
    HostBook book({SourceId(u"prod"_s)});
    const auto seen = line(of(u"a"_s), static_cast<double>(toMilliseconds(start + 1h)) / 1000);
    const HostAnswers answers{{Part::Cpu, {line(of(u"a"_s), 10)}}, {Part::Seen, {seen}}};
    QCOMPARE(book.update(answers, start, 1h, window).first().sampledAt, start);
    QCOMPARE(book.update(answers, start, 70min, window).first().sampledAt, start - 10min);
}

void TestHosts::valuesThatAreNoNumberAreUnknown()
{
    HostBook book({SourceId(u"prod"_s)});
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const Host host
        = book.update({{Part::Cpu, {line(of(u"a"_s), nan)}}, {Part::Memory, {line(of(u"a"_s), 104)}}}, start, 0s, window).first();
    QVERIFY(!host.cpu);
    QCOMPARE(host.memory, 100.0);
    // Divided by zero: no 100 %, which would page.
    const double infinity = std::numeric_limits<double>::infinity();
    for (const double value : {infinity, -infinity}) {
        const HostAnswers answers{{Part::Up, {line(of(u"a"_s), value)}}, {Part::Cpu, {line(of(u"a"_s), value)}},
            {Part::Memory, {line(of(u"a"_s), value)}}, {Part::Load, {line(of(u"a"_s), value)}},
            {Part::ReplicationLag, {line(of(u"a"_s), value)}}, {Part::Restarts, {line(of(u"a"_s), value)}}};
        const Host odd = book.update(answers, start + 1min, 0s, window).first();
        QVERIFY(!odd.cpu && !odd.memory && !odd.load1 && odd.figures.isEmpty() && odd.units.isEmpty());
        QCOMPARE(odd.state, HostState::Unknown);
    }
}

void TestHosts::namesWithoutPorts_data()
{
    QTest::addColumn<QString>("instance");
    QTest::addColumn<QString>("name");
    QTest::newRow("a name with a port") << u"web-1:9100"_s << u"web-1"_s;
    QTest::newRow("a name alone") << u"web-1"_s << u"web-1"_s;
    QTest::newRow("an address of IPv6 with a port") << u"[2001:db8::1]:9100"_s << u"2001:db8::1"_s;
    QTest::newRow("an address of IPv6 alone") << u"2001:db8::1"_s << u"2001:db8::1"_s;
    QTest::newRow("an address of the web") << u"https://example.com:8443"_s << u"https://example.com:8443"_s;
    QTest::newRow("something else behind the colon") << u"rack:a"_s << u"rack:a"_s;
}

void TestHosts::namesWithoutPorts()
{
    QFETCH(QString, instance);
    HostBook book({SourceId(u"prod"_s)});
    QTEST(book.update({{Part::Cpu, {line(of(instance), 1)}}}, start, 0s, window).first().name, "name");
}

void TestHosts::exportersOfOneAddressAreToldApart()
{
    HostBook book({SourceId(u"prod"_s)});
    const QList<Host> hosts = book.update({{Part::Cpu, {line(of(u"a:9100"_s), 1), line(of(u"a:9200"_s), 2)}}}, start, 0s, window);
    QCOMPARE(hosts.size(), 2);
    QCOMPARE(hosts[0].name, u"a:9100"_s);
    QCOMPARE(hosts[1].name, u"a:9200"_s);
}

void TestHosts::machinesAreJoinedByTheirNodename()
{
    HostNaming naming{SourceId(u"prod"_s)};
    naming.joinsNodename = true;
    HostBook book(naming);
    const HostAnswers answers{{Part::Names, {line({{u"instance"_s, u"10.0.0.1:9100"_s}, {u"nodename"_s, u"db-1"_s}}, 1)}},
        {Part::Cpu, {line(of(u"10.0.0.1:9100"_s), 12)}}, {Part::ReplicationLag, {line(of(u"10.0.0.1:9187"_s), 0.25)}}};
    const QList<Host> hosts = book.update(answers, start, 0s, window);
    QCOMPARE(hosts.size(), 1);
    QCOMPARE(hosts.first().name, u"db-1"_s);
    QCOMPARE(hosts.first().id, HostId(u"prod:db-1"_s));
    QCOMPARE(hosts.first().figures.size(), 1);
    QCOMPARE(book.instanceOf(hosts.first().id), u"10.0.0.1:9100"_s);
}

void TestHosts::restartsAreCountedOnce()
{
    HostBook book({SourceId(u"prod"_s)});
    const Labels labels{{u"instance"_s, u"a"_s}, {u"name"_s, u"nginx.service"_s}};
    const auto look = [&](Duration after, double increase) {
        return book.update({{Part::Restarts, {line(labels, increase)}}}, start + after, 0s, window).first();
    };
    QCOMPARE(look(0s, 1.1).restartsSince(start - 1h), 1);
    QCOMPARE(look(15s, 1.1).restartsSince(start - 1h), 1);
    const Host three = look(30s, 3.2);
    QCOMPARE(three.restartsSince(start - 1h), 3);
    QCOMPARE(three.units.size(), 1);
    QCOMPARE(three.units.first().name, u"nginx.service"_s);
    QCOMPARE(look(20min, 2).restartsSince(start - 1h), 5);
    QCOMPARE(look(25h, 1).restartsSince(start - 1h), 1); // those of yesterday are history
}

void TestHosts::restartsOfThePast()
{
    HostBook book({SourceId(u"prod"_s)});
    const Labels labels{{u"instance"_s, u"a"_s}, {u"name"_s, u"nginx.service"_s}};
    const Curve past{labels, {{start - 20min, 2.1}, {start - 15min, 0.2}, {start, 1}}};
    book.addPastRestarts(Part::Restarts, {past}, start - 1h, 0s, window);
    const Host host = book.update({{Part::Restarts, {line(labels, 1)}}}, start, 0s, window).first();
    QCOMPARE(host.restartsSince(start - 1h), 3);
    QCOMPARE(host.restartsWatchedSince, start - 1h);
    QVERIFY(std::ranges::is_sorted(host.units.first().failedRestarts));
}

void TestHosts::restartsOfContainersAreOfTheirNode()
{
    HostBook book({SourceId(u"prod"_s)});
    const Labels labels{{u"container"_s, u"app"_s}, {u"instance"_s, u"ksm:8080"_s}, {u"namespace"_s, u"prod"_s}, {u"node"_s, u"n1"_s},
        {u"pod"_s, u"shop-7d9c"_s}};
    const QList<Host> hosts = book.update({{Part::ContainerRestarts, {line(labels, 4)}}}, start, 0s, window);
    QCOMPARE(hosts.size(), 1);
    QCOMPARE(hosts.first().name, u"n1"_s);
    QCOMPARE(hosts.first().units.first().name, u"prod/shop-7d9c/app"_s);
}

void TestHosts::restartsThatNobodyReportsAreUnknown()
{
    HostBook book({SourceId(u"prod"_s)});
    const HostAnswers answers{{Part::Cpu, {line(of(u"a"_s), 1), line(of(u"b"_s), 1)}}, {Part::RestartsReported, {line(of(u"a"_s), 4)}}};
    const QList<Host> hosts = book.update(answers, start, 0s, window);
    QCOMPARE(named(hosts, u"a"_s).restartsSince(start - 1h), 0);
    QCOMPARE(named(hosts, u"b"_s).restartsUnknown, RestartsUnknown::NotReported);
    // It is asked for now and then only, and holds until then.
    QCOMPARE(
        named(book.update({{Part::Cpu, {line(of(u"a"_s), 1)}}}, start + 15s, 0s, window), u"a"_s).restartsUnknown, RestartsUnknown::Known);
}

void TestHosts::probesAndReplication()
{
    HostBook book({SourceId(u"prod"_s)});
    const QString site = u"https://example.com/"_s;
    const HostAnswers answers{{Part::Probe, {line(of(site, u"blackbox"_s), 0)}},
        {Part::ProbeDuration, {line(of(site, u"blackbox"_s), 0.084)}}, {Part::Certificate, {line(of(site, u"blackbox"_s), 6.5 * 86'400)}}};
    const Host host = book.update(answers, start, 0s, window).first();
    QCOMPARE(host.name, site);
    QCOMPARE(host.state, HostState::Down);
    QCOMPARE(host.figures.size(), 2);
    QVERIFY(host.figures[0].text.contains(u"0.084"_s));
    QVERIFY(host.figures[1].text.contains(u'6'));
}

// The names of exporters' metrics change with their versions: each is asked for that is in use.
void TestHosts::usualExportersAreAskedFor_data()
{
    QTest::addColumn<Part>("part");
    QTest::addColumn<QString>("metric");
    QTest::newRow("node_exporter, CPU") << Part::Cpu << u"node_cpu_seconds_total"_s;
    QTest::newRow("node_exporter, memory") << Part::Memory << u"node_memory_MemAvailable_bytes"_s;
    QTest::newRow("node_exporter, restarts") << Part::Restarts << u"node_systemd_service_restart_total"_s;
    QTest::newRow("windows_exporter, CPU") << Part::Cpu << u"windows_cpu_time_total"_s;
    QTest::newRow("windows_exporter, memory") << Part::Memory << u"windows_memory_physical_free_bytes"_s;
    QTest::newRow("windows_exporter before 0.30, memory") << Part::Memory << u"windows_os_physical_memory_free_bytes"_s;
    QTest::newRow("windows_exporter, disks") << Part::Disk << u"windows_logical_disk_free_bytes"_s;
    QTest::newRow("kube-state-metrics, restarts") << Part::ContainerRestarts << u"kube_pod_container_status_restarts_total"_s;
    QTest::newRow("postgres_exporter, lag") << Part::ReplicationLag << u"pg_replication_lag_seconds"_s;
    QTest::newRow("postgres_exporter before 0.12, lag") << Part::ReplicationLag << u"pg_replication_lag{"_s;
    QTest::newRow("blackbox_exporter") << Part::Probe << u"probe_success"_s;
}

void TestHosts::usualExportersAreAskedFor()
{
    QFETCH(Part, part);
    QFETCH(QString, metric);
    QVERIFY(Queries().forAll(part, u"instance"_s, 90s).contains(metric));
}

void TestHosts::disksOfWindowsHaveVolumes()
{
    HostBook book({SourceId(u"prod"_s)});
    const HostAnswers answers{
        {Part::Cpu, {line(of(u"w:9182"_s), 5)}}, {Part::Disk, {line({{u"instance"_s, u"w:9182"_s}, {u"volume"_s, u"C:"_s}}, 80)}}};
    QCOMPARE(book.update(answers, start, 0s, window).first().mounts, (QList<Mount>{{u"C:"_s, 80, 0}}));
}

void TestHosts::queriesHaveTheirPlaceholdersFilled()
{
    const Queries queries;
    for (const Part part : Queries::all()) {
        const QString text = queries.forAll(part, u"instance"_s, 90s);
        QVERIFY2(!text.isEmpty() && !text.contains(u'$'), qPrintable(text));
    }
    QCOMPARE(queries.forAll(Part::Load, u"host"_s, 90s), uR"(node_load1{host=~".+"})"_s);
    QVERIFY(queries.forAll(Part::Cpu, u"instance"_s, 90s).contains("[90s]"_L1));
}

void TestHosts::queriesOfOneHost()
{
    QStringList unknown;
    const Queries queries = Queries::with({{u"memory"_s, u"my_memory"_s}}, unknown);
    QCOMPARE(queries.forHost(Part::Load, u"instance"_s, u"a\"b"_s, 90s), uR"(node_load1{instance="a\"b"})"_s);
    QCOMPARE(queries.forHost(Part::Memory, u"instance"_s, u"a:9100"_s, 90s),
        uR"((my_memory) and on (instance) label_replace(vector(1), "instance", "a:9100", "", ""))"_s);
}

void TestHosts::queriesOfOnesOwn()
{
    QStringList unknown;
    const Queries queries = Queries::with({{u"cpu"_s, u"my_cpu{$host}"_s}, {u"disk"_s, u""_s}, {u"colour"_s, u"x"_s}}, unknown);
    QCOMPARE(queries.of(Part::Cpu), u"my_cpu{$host}"_s);
    QVERIFY(queries.of(Part::Disk).isEmpty());
    QVERIFY(queries.forAll(Part::Disk, u"instance"_s, 90s).isEmpty());
    QCOMPARE(unknown, QStringList{u"colour"_s});
}

void TestHosts::settingsAreRead()
{
    const FieldValues values{{u"url"_s, u"https://p.example/prefix/"_s},
        {u"alertmanager"_s, QStringList{u"https://a.example"_s, u"https://b.example:9093/am"_s}}, {u"username"_s, u"me"_s},
        {u"password"_s, u"secret"_s}, {u"headers"_s, QVariantMap{{u"X-Scope-OrgID"_s, u"a"_s}}},
        {u"severities"_s, QVariantMap{{u"P1"_s, u"critical"_s}}}, {u"low-urgency"_s, QStringList{u"severity=\"warning\""_s}},
        {u"services"_s, QVariantMap{{u"shop"_s, u"job=\"blackbox\""_s}}}, {u"covers"_s, QVariantMap{{u"cpu"_s, u""_s}}},
        {u"silence-for"_s, u"2h"_s}, {u"silence-until-resolved"_s, false}, {u"created-by"_s, u"ann"_s}, {u"health-urgency"_s, u"low"_s},
        {u"host-name"_s, u"nodename"_s}, {u"window"_s, u"2m"_s}};
    const Settings settings = readSettings(SourceId(u"prod"_s), values, 15s);
    QCOMPARE(settings.problems, FieldProblems());
    QCOMPARE(settings.prometheus->base, QUrl(u"https://p.example/prefix"_s));
    QCOMPARE(settings.prometheus->name, u"p.example/prefix"_s);
    QCOMPARE(settings.alertmanagers.size(), 2);
    QCOMPARE(settings.alertmanagers[1].name, u"b.example:9093/am"_s);
    QCOMPARE(settings.alertmanagers[0].headers,
        (QList<HttpHeader>{{"Authorization", basicAuthorization(u"me"_s, u"secret"_s)}, {"X-Scope-OrgID", "a"}}));
    QCOMPARE(settings.mapping.severities.value(u"p1"_s), Severity::Critical);
    QCOMPARE(settings.mapping.low.size(), 1);
    QCOMPARE(settings.mapping.services.size(), 1);
    QCOMPARE(settings.mapping.covers.size(), 2);
    QCOMPARE(settings.silenceFor, Duration(2h));
    QVERIFY(!settings.silencesUntilResolved);
    QVERIFY(settings.naming.joinsNodename);
    QCOMPARE(settings.healthUrgency, Urgency::Low);
    QVERIFY(!settings.watchdogsAreNamed);
    const Settings token = readSettings(SourceId(u"prod"_s), {{u"url"_s, u"https://p.example"_s}, {u"token"_s, u"t"_s}}, 15s);
    QCOMPARE(token.prometheus->headers, (QList<HttpHeader>{{"Authorization", "Bearer t"}}));
}

void TestHosts::settingsThatMakeNoSenseAreSaid()
{
    const FieldValues values{{u"severities"_s, QVariantMap{{u"P1"_s, u"loud"_s}}}, {u"low-urgency"_s, QStringList{u"warning"_s}},
        {u"services"_s, QVariantMap{{u"shop"_s, u""_s}}}, {u"covers"_s, QVariantMap{{u"disk"_s, u"Disk"_s}}},
        {u"queries"_s, QVariantMap{{u"colour"_s, u"x"_s}}}};
    const Settings settings = readSettings(SourceId(u"prod"_s), values, 15s);
    QStringList keys;
    for (const auto &[key, message] : settings.problems) {
        keys.append(key);
        QVERIFY2(message.startsWith(u"expected "_s) && message.contains(u", found \""_s), qPrintable(message));
    }
    QCOMPARE(keys, (QStringList{u"severities.P1"_s, u"low-urgency"_s, u"services.shop"_s, u"covers.disk"_s, u"queries.colour"_s}));
}

QTEST_GUILESS_MAIN(TestHosts)
#include "tst_hosts.moc"
