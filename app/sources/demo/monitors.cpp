// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/demo/monitors.h"

#include <algorithm>
#include <array>

namespace nightbell::demo {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct DemoMonitor
{
    const char *key; // as of the story that it tells
    const char *name;
    const char *query;
    const char *message;
    const char *service;
    const char *hosts; // separated by blanks; "": it watches everything at once
    int priority;
    MonitorState calm = MonitorState::Ok; // while it has nothing to tell
};

constexpr auto web = "web-1 web-2 web-3 web-4";
constexpr auto chat = "ws-1 ws-2 ws-3";
constexpr auto api = "api-1 api-2";
constexpr auto databases = "pg-1 pg-2";
constexpr auto everyHost = "api-1 api-2 audio-1 pg-1 pg-2 web-1 web-2 web-3 web-4 ws-1 ws-2 ws-3";

constexpr std::array monitors{
    DemoMonitor{"checkout-502", "Checkout answers with 502", "sum(last_5m): checkout.status{code:502} by {host} / checkout.requests > 0.01",
        "Look at the upstream of that host first. If more than one is concerned, roll the last deploy back.\n@pagerduty-shop", "web-shop",
        web, 1},
    DemoMonitor{"payment-queue", "Payment queue is behind", "max(last_5m): queue.age{queue:payments} by {host} > 120",
        "Consumers that are alive take 40 messages a second.\n@pagerduty-payments @finance@demo.invalid", "payments", api, 1},
    DemoMonitor{"encoders", "Stream ingest lost encoders", "min(last_1m): ingest.encoders{*} by {host} < 8",
        "Listeners hear the fallback loop meanwhile. @pagerduty-streaming", "streaming", "audio-1", 1},
    DemoMonitor{"replication", "Replication is behind", "max(last_5m): postgresql.replication_delay{*} by {host} > 15",
        "A long query on the replica is the usual reason. @pagerduty-payments", "payments", databases, 2},
    DemoMonitor{"pool", "Connection pool is exhausted", "max(last_5m): pgbouncer.clients_waiting{*} by {host} > 0",
        "See which user holds the connections. @pagerduty-payments", "payments", databases, 2},
    DemoMonitor{"disk-var", "/var is nearly full", "max(last_5m): disk.in_use{mount:/var} by {host} > 0.9", "@platform@demo.invalid",
        "streaming", chat, 4},
    DemoMonitor{"backup", "No good backup for a day", "max(last_15m): backup.age{*} by {host} > 86400", "@platform@demo.invalid",
        "payments", databases, 3},
    DemoMonitor{"export", "Export of orders fails", "sum(last_15m): export.failed{*} by {host} > 3",
        "The warehouse prints its next batch at 06:00. @pagerduty-shop", "web-shop", api, 2},
    DemoMonitor{"relay-handshake", "Handshakes with the relay fail", "sum(last_5m): relay.closed{code:1006} by {host} > 100",
        "@pagerduty-streaming", "streaming", chat, 1},
    DemoMonitor{
        "search-latency", "Search is slow", "p95(last_2m): search.latency{*} by {host} > 0.8", "@search@demo.invalid", "web-shop", web, 4},
    DemoMonitor{"wal-archive", "WAL archive is behind", "max(last_5m): wal.waiting{*} by {host} > 10", "@platform@demo.invalid", "payments",
        databases, 3},
    DemoMonitor{"listeners", "Listeners drop", "change(last_1m): stream.listeners{*} by {host} < -30", "@streaming@demo.invalid",
        "streaming", "audio-1", 5},
    DemoMonitor{"login-errors", "Login fails", "sum(last_2m): login.failed{*} by {host} / login.tried > 0.02", "@pagerduty-shop",
        "web-shop", api, 1},
    DemoMonitor{"gateway", "Card gateway refuses", "sum(last_5m): gateway.refused{*} by {host} / gateway.tried > 0.05",
        "Their own people are on it when their status page says so. @pagerduty-payments", "payments", api, 1},
    DemoMonitor{"cpu", "CPU is high", "avg(last_5m): cpu.busy{*} by {host} > 90", "@platform@demo.invalid", "platform", everyHost, 3},
    DemoMonitor{
        "memory", "Memory runs out", "avg(last_5m): memory.usable{*} by {host} < 0.08", "@platform@demo.invalid", "platform", everyHost, 3},
    DemoMonitor{"agent", "Agent is silent", "service check: agent.up by {host}", "@platform@demo.invalid", "platform", everyHost, 3},
    DemoMonitor{"certificate", "Certificate ends soon", "min(last_1h): tls.days_left{*} by {host} < 14", "@platform@demo.invalid",
        "platform", web, 4},
    DemoMonitor{"invoices", "Nightly invoices did not run", "sum(last_1d): invoices.written{*} < 1",
        "It reports when it is through; nothing came since it was moved. @finance@demo.invalid", "payments", "", 3, MonitorState::NoData},
    DemoMonitor{"newsletter", "Newsletter bounces", "sum(last_1h): mail.bounced{list:news} > 500", "@marketing@demo.invalid", "web-shop",
        "", 5, MonitorState::Skipped},
};

MonitorStanding standingOf(MonitorState state)
{
    switch (state) {
    case MonitorState::Ok:
        return {state, u"OK"_s};
    case MonitorState::Warn:
        return {state, u"Warn"_s};
    case MonitorState::Alert:
        return {state, u"Alert"_s};
    case MonitorState::NoData:
        return {state, u"No Data"_s};
    case MonitorState::Unknown:
        return {state, u"Unknown"_s};
    case MonitorState::Skipped:
        return {state, u"Skipped"_s};
    case MonitorState::Ignored:
        return {state, u"Ignored"_s};
    case MonitorState::Over:
        return {state, u"Alert"_s};
    }
    return {};
}

MonitorGroup groupOf(const Monitor &monitor, const QString &name, MonitorState calm, TimePoint calmSince, const SharedIncidents &open)
{
    MonitorGroup group{.name = name, .standing = standingOf(calm), .since = calmSince};
    const auto found = std::ranges::find(open, incidentKeyOf(monitor, name), [](const Incident &incident) { return incident.dedupKey; });
    if (found == open.end())
        return group;
    const Incident &incident = **found;
    const bool isSerious = incident.severity == Severity::Critical || incident.severity == Severity::Error;
    group.standing = standingOf(isSerious ? MonitorState::Alert : MonitorState::Warn);
    group.since = incident.created;
    group.isMuted = incident.quiet == Quiet::Silenced;
    group.mutedUntil = group.isMuted ? incident.snoozedUntil : std::nullopt;
    return group;
}

} // namespace

MonitorList monitorsAt(const SourceId &source, TimePoint now, const SharedIncidents &open)
{
    const TimePoint midnight = std::chrono::floor<std::chrono::days>(now);
    MonitorList list;
    list.listedAt = now;
    int number = 0;
    for (const DemoMonitor &each : monitors) {
        ++number;
        Monitor monitor;
        monitor.number = QString::number(7'100 + number);
        monitor.id = MonitorId(source.text() + u':' + monitor.number);
        monitor.source = source;
        monitor.name = QString::fromUtf8(each.name);
        monitor.kind = QLatin1StringView(each.query).startsWith("service check"_L1) ? u"service check"_s : u"query alert"_s;
        monitor.query = QString::fromUtf8(each.query);
        monitor.message = QString::fromUtf8(each.message);
        for (const QString &word : monitor.message.simplified().split(u' ')) {
            if (word.startsWith(u'@'))
                monitor.recipients.append(word);
        }
        monitor.tags = {u"service:"_s + QLatin1StringView(each.service), u"env:demo"_s};
        monitor.priority = each.priority;
        monitor.key = u"demo/"_s + QLatin1StringView(each.key);
        const TimePoint calmSince = midnight - number * 7h;
        const QStringList hosts = QString::fromLatin1(each.hosts).split(u' ', Qt::SkipEmptyParts);
        for (const QString &host : hosts)
            monitor.groups.append(groupOf(monitor, u"host:%1.demo"_s.arg(host), each.calm, calmSince, open));
        if (hosts.isEmpty())
            monitor.groups.append(groupOf(monitor, u"*"_s, each.calm, calmSince, open));
        std::ranges::sort(monitor.groups, isWorse);
        monitor.standing = monitor.groups.constFirst().standing;
        monitor.since = monitor.groups.constFirst().since;
        list.monitors.append(monitor);
    }
    return list;
}

} // namespace nightbell::demo
