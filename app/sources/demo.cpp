// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/demo/choices.h"
#include "sources/demo/monitors.h"
#include "sources/demo/oncall.h"
#include "sources/demo/silences.h"
#include "sources/source.h"

#include <QCoroTask>
#include <QHash>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

namespace nightbell {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A world that does not exist, told by the clock alone: the same moment always looks the same.

struct DemoHost
{
    const char *name;
    double cpu; // percent at night
    double daily; // percent more at the height of the day
    double memory;
    int cores;
    int gigabytes;
    const char *disk; // a mount beside the root; "": none
    std::array<const char *, 3> units;
};

constexpr std::array hosts{
    DemoHost{"web-1.demo", 9, 34, 41, 4, 8, "", {"haproxy.service", "nginx.service", "shop.service"}},
    DemoHost{"web-2.demo", 11, 31, 44, 4, 8, "", {"haproxy.service", "nginx.service", "shop.service"}},
    DemoHost{"web-3.demo", 8, 38, 52, 4, 8, "", {"nginx.service", "search.service", "shop.service"}},
    DemoHost{"web-4.demo", 10, 29, 39, 4, 8, "", {"nginx.service", "search.service", "shop.service"}},
    DemoHost{"ws-1.demo", 14, 21, 57, 8, 16, "/var", {"chat.service", "presence.service", "relay.service"}},
    DemoHost{"ws-2.demo", 12, 24, 55, 8, 16, "/var", {"chat.service", "presence.service", "relay.service"}},
    DemoHost{"ws-3.demo", 13, 22, 58, 8, 16, "/var", {"chat.service", "presence.service", "relay.service"}},
    DemoHost{"api-1.demo", 17, 30, 48, 8, 32, "", {"api.service", "billing-worker.service", "export.service"}},
    DemoHost{"api-2.demo", 16, 32, 46, 8, 32, "", {"api.service", "billing-worker.service", "export.service"}},
    DemoHost{"pg-1.demo", 21, 25, 62, 16, 128, "/var/lib/postgresql",
        {"pgbouncer.service", "postgresql@15-main.service", "wal-archive.service"}},
    DemoHost{
        "pg-2.demo", 7, 9, 60, 16, 128, "/var/lib/postgresql", {"pgbouncer.service", "postgresql@15-main.service", "wal-archive.service"}},
    DemoHost{"audio-1.demo", 28, 17, 35, 8, 16, "/srv/recordings", {"icecast2.service", "ingest.service", "mixer.service"}},
};

// What stands at one place of the script. Numbers of hosts are places in the table above.
struct Story
{
    const char *key;
    const char *title;
    const char *text;
    const char *service;
    std::size_t host;
    Urgency urgency;
    Severity severity;
    const char *check = "";
};

// One place of the script: its stories in turn, each for `open` out of every `period`.
struct Strand
{
    const char *key;
    Duration period;
    Duration open;
    Duration shift;
    Duration acknowledgedAfter; // by the colleague; 0: never
    std::span<const Story> stories;
};

constexpr std::array checkoutStories{
    Story{"checkout-502", "Checkout answers 4.1 % of requests with 502",
        "312 of 7,604 requests in 5 min were answered with 502 (limit 1 %), all through web-2.demo.\n"
        "web-2.demo: upstream prematurely closed connection while reading response header, upstream 192.0.2.17:8080\n"
        "p95 of the others: 240 ms, unchanged.",
        "web-shop", 1, Urgency::High, Severity::Critical},
    Story{"payment-queue", "Payment queue is 14,200 messages behind",
        "Oldest message: 6 min 40 s (limit 2 min). Consumers: 3 of 4 alive.\n"
        "api-1.demo: billing-worker[2188]: gateway answered 429, next attempt in 30 s",
        "payments", 7, Urgency::High, Severity::Critical},
    Story{"encoders", "Stream ingest lost 3 of 8 encoders",
        "audio-1.demo: no packets from encoders 2, 5 and 6 for 45 s (limit 10 s). Listeners hear the fallback loop.\n"
        "Last words of encoder 5: connection timed out (192.0.2.61:9000)",
        "streaming", 11, Urgency::High, Severity::Critical},
};
constexpr std::array replicationStories{
    Story{"replication", "Replication of pg-2.demo is 48 s behind pg-1.demo",
        "Replay lag 48 s (limit 15 s), growing by 0.4 s a second. Send lag 0 s: the network is fine.\n"
        "pg-2.demo: recovery conflict with a query that has been running for 11 min (pid 30412, reporting)",
        "payments", 10, Urgency::High, Severity::Error},
    Story{"pool", "Connection pool of pg-1.demo is exhausted",
        "pgbouncer: 200 of 200 server connections in use, 37 clients waiting, longest for 9 s (limit 3 s).\n"
        "By user: shop 141, billing 38, export 21",
        "payments", 9, Urgency::High, Severity::Error},
};
constexpr std::array quietStories{
    Story{"disk-var", "/var on ws-2.demo is 91 % full",
        "91 % of 40 GB (limit 90 %), 0.6 % more each hour: full in about 15 h.\n"
        "Largest: /var/log/relay 21 GB, /var/lib/docker 9 GB",
        "streaming", 5, Urgency::Low, Severity::Warning},
    Story{"backup", "Last good backup of pg-1.demo is 26 h old",
        "Expected one each 24 h. The last run ended after 3 h 12 min with status 1:\n"
        "pgbackrest: ERROR: [082]: WAL segment was not archived before the 60000ms timeout",
        "payments", 9, Urgency::Low, Severity::Warning},
};
constexpr std::array longStories{
    Story{"export",
        "Export of orders to the warehouse has been failing for all tenants since the migration of the schema: column "
        "\"delivery_window\" of relation \"orders\" does not exist (41 of 41 runs)",
        "api-2.demo: export[911]: run 41 for tenant 17 ended with status 3\n"
        "ERROR:  column \"delivery_window\" of relation \"orders\" does not exist at character 88\n"
        "Waiting orders: 1,874. The warehouse prints its next batch at 06:00.",
        "web-shop", 8, Urgency::High, Severity::Error},
    Story{"relay-handshake",
        "Clients behind the second load balancer cannot finish the handshake with the chat relay: 38 % of new connections are "
        "closed after 30 s, reconnects are ten times the usual, presence is wrong for about 2,100 people",
        "ws-1.demo: relay[1440]: 1006 abnormal closure (no upgrade within 30 s)\n"
        "New connections a second: 214 (usual: 21). CPU of ws-1.demo to ws-3.demo is rising with it.",
        "streaming", 4, Urgency::High, Severity::Critical},
};
constexpr std::array briefStories{
    Story{"search-latency", "Search is slow: 840 ms (p95)",
        "p95 of the last 2 min: 840 ms (limit 800 ms), median 120 ms. Index merge on web-3.demo.", "web-shop", 2, Urgency::Low,
        Severity::Info},
    Story{"wal-archive", "WAL archive of pg-1.demo is 12 segments behind", "12 segments wait (limit 10), 192 MB. Upload at 3 MB/s.",
        "payments", 9, Urgency::Low, Severity::Warning},
    Story{"listeners", "Listeners of stream 3 dropped by 34 % in a minute", "1,912 to 1,262. The source of stream 3 is connected.",
        "streaming", 11, Urgency::Low, Severity::Info},
};
constexpr std::array loginStories{
    Story{"login-errors", "Login fails for 7 % of people", "Token service: 61 of 871 requests in 2 min timed out after 5 s (limit 2 %).",
        "web-shop", 7, Urgency::High, Severity::Error},
    Story{"gateway", "Card gateway refuses 1 of 9 payments", "Gateway says 'issuer unavailable' for 11 % (usual: 2 %). Other methods work.",
        "payments", 8, Urgency::High, Severity::Warning},
};
constexpr std::array checkStories{
    Story{"shop-health", "https://shop.demo.invalid/health is failing",
        "connection refused by 192.0.2.14:443\n3 failures in a row; before that: status 200 in 84 ms\nPhases: name 2 ms, connect –",
        "web-shop", 3, Urgency::High, Severity::Critical, "demo-shop-health"},
};

constexpr std::array strands{
    Strand{"a", 24min, 24min, 5min, 0s, checkoutStories},
    Strand{"b", 50min, 50min, 17min, 40s, replicationStories},
    Strand{"c", 90min, 90min, 41min, 0s, quietStories},
    Strand{"d", 37min, 37min, 11min, 0s, longStories},
    Strand{"e", 3min, 100s, 0s, 0s, briefStories},
    Strand{"f", 7min, 4min, 2min, 0s, loginStories},
    Strand{"g", 13min, 8min, 6min, 0s, checkStories},
};

constexpr auto colleague = "backup on call (demo)"_L1;
constexpr auto disclaimer = "\n[demo] Nothing of this is real."_L1;

double random(quint64 seed, qint64 index) // 0–1, the same each time (splitmix64)
{
    quint64 mix = seed * 0x9E3779B97F4A7C15U + static_cast<quint64>(index) * 0xD1B54A32D192ED03U;
    mix = (mix ^ (mix >> 30U)) * 0xBF58476D1CE4E5B9U;
    mix = (mix ^ (mix >> 27U)) * 0x94D049BB133111EBU;
    return static_cast<double>((mix ^ (mix >> 31U)) >> 11U) / static_cast<double>(1ULL << 53U);
}

// Between −1 and 1, smooth, with a new direction each `scale`.
double wave(quint64 seed, TimePoint at, Duration scale)
{
    const qint64 time = toMilliseconds(at);
    const qint64 index = time / scale.count();
    const double part = static_cast<double>(time % scale.count()) / static_cast<double>(scale.count());
    const double ease = part * part * (3 - 2 * part);
    return 2 * std::lerp(random(seed, index), random(seed, index + 1), ease) - 1;
}

// How far into the present turn of something that comes back every `period`.
Duration phase(TimePoint at, Duration period, Duration shift)
{
    return (at.time_since_epoch() - shift) % period;
}

// 0 at 04:00 UTC, 1 at 16:00.
double dayCurve(TimePoint at)
{
    const double hours = static_cast<double>(phase(at, 24h, 4h).count()) / 3600000.0;
    return 0.5 - 0.5 * std::cos(2 * std::numbers::pi * hours / 24);
}

// ws-2 falls silent for a while every two hours: a gap in its charts.
bool isSilent(std::size_t host, TimePoint at)
{
    return host == 5 && phase(at, 2h, 23min) < 9min;
}

double cpuAt(std::size_t host, TimePoint at)
{
    const DemoHost &machine = hosts[host];
    double value = machine.cpu + machine.daily * dayCurve(at) + 7 * wave(host, at, 30min) + 4 * wave(host + 100, at, 2min)
        + 2 * wave(host + 200, at, 15s);
    if (host == 6 && phase(at, 47min, 3min) < 12min) // ws-3: a runaway job, long enough for the rule
        value = 88 + 5 * wave(host + 300, at, 1min);
    if (host == 9 && phase(at, 4h, 0s) < 3min) // pg-1: a checkpoint, too short for the rule
        value += 35;
    return std::clamp(value, 0.5, 100.0);
}

double memoryAt(std::size_t host, TimePoint at)
{
    double value = hosts[host].memory + 3 * wave(host + 400, at, 3h) + 0.6 * wave(host + 500, at, 4min);
    if (host == 2) // web-3 leaks and is restarted each eight hours
        value += 12 * static_cast<double>(phase(at, 8h, 2h).count()) / static_cast<double>(Duration(8h).count());
    return std::clamp(value, 1.0, 100.0);
}

double latencyAt(std::size_t host, TimePoint at)
{
    return std::max(4.0, 90 + 60 * dayCurve(at) + 25 * wave(host + 600, at, 10min) + 12 * wave(host + 700, at, 20s));
}

// The failed restarts of one service in (from, to]: moments that come back every `period`.
QList<TimePoint> restartsBetween(std::size_t host, std::size_t unit, TimePoint from, TimePoint to)
{
    struct Habit
    {
        std::size_t host;
        std::size_t unit;
        Duration period;
        std::array<Duration, 4> moments;
    };
    static constexpr std::array habits{
        Habit{11, 2, 2h, {10min, 13min, 17min, 26min}}, // mixer.service: often enough for the rule
        Habit{8, 1, 5h, {70min, 70min, 70min, 70min}}, // billing-worker.service: once
        Habit{2, 1, 3h, {40min, 48min, 48min, 48min}}, // search.service: twice
    };
    QList<TimePoint> restarts;
    for (const Habit &habit : habits) {
        if (habit.host != host || habit.unit != unit)
            continue;
        for (TimePoint turn = from - phase(from, habit.period, 0s); turn <= to; turn += habit.period) {
            for (const Duration moment : habit.moments) {
                const TimePoint at = turn + moment;
                if (at > from && at <= to && (restarts.isEmpty() || restarts.last() != at))
                    restarts.append(at);
            }
        }
    }
    return restarts;
}

QList<ServiceUnit> unitsAt(std::size_t host, TimePoint now)
{
    QList<ServiceUnit> units;
    for (std::size_t i = 0; i < hosts[host].units.size(); ++i) {
        ServiceUnit unit;
        unit.name = QString::fromLatin1(hosts[host].units[i]);
        unit.activeState = u"active"_s;
        unit.subState = u"running"_s;
        unit.result = u"success"_s;
        unit.failedRestarts = restartsBetween(host, i, now - 24h, now);
        units.append(unit);
    }
    return units;
}

void fillFigures(Host &host, std::size_t index, TimePoint now)
{
    const DemoHost &machine = hosts[index];
    host.cpu = cpuAt(index, now);
    host.memory = memoryAt(index, now);
    host.swap = std::max(0.0, 4 + 4 * wave(index + 800, now, 2h));
    const auto loadOver = [&](Duration span) { return (cpuAt(index, now) + cpuAt(index, now - span)) / 200 * machine.cores; };
    host.load1 = loadOver(30s);
    host.load5 = loadOver(150s);
    host.load15 = loadOver(450s);
    host.pressureCpu = *host.cpu * *host.cpu / 250;
    host.pressureMemory = std::max(0.0, wave(index + 900, now, 7min));
    host.pressureIo = std::max(0.0, 3 * wave(index + 1000, now, 5min));
    host.mounts.append(Mount{u"/"_s, 38 + 3 * static_cast<double>(index % 5) + wave(index + 1100, now, 6h), qint64{40} << 30U});
    if (machine.disk[0] != '\0')
        host.mounts.append(
            Mount{QString::fromLatin1(machine.disk), index == 5 ? 91 : 56 + 2 * static_cast<double>(index), qint64{400} << 30U});
}

Host hostAt(std::size_t index, const SourceId &source, TimePoint now)
{
    Host host;
    host.name = QString::fromLatin1(hosts[index].name);
    host.id = HostId(source.text() + u':' + host.name);
    host.source = source;
    host.sampledAt = now;
    host.cores = hosts[index].cores;
    host.memoryBytes = qint64{hosts[index].gigabytes} << 30U;
    if (isSilent(index, now)) {
        host.state = HostState::Unknown;
        return host;
    }
    host.state = HostState::Up;
    host.restartsUnknown = RestartsUnknown::Known;
    host.units = unitsAt(index, now);
    fillFigures(host, index, now);
    return host;
}

std::optional<Incident> incidentAt(const Strand &strand, const SourceId &source, TimePoint now)
{
    const Duration age = phase(now, strand.period, strand.shift);
    if (age >= strand.open)
        return std::nullopt;
    const TimePoint created = now - age;
    const qint64 turn = (created.time_since_epoch() - strand.shift) / strand.period;
    const Story &story = strand.stories[static_cast<std::size_t>(turn) % strand.stories.size()];
    Incident incident;
    incident.id = IncidentId(u"%1:%2-%3"_s.arg(source.text(), QLatin1StringView(strand.key)).arg(turn));
    incident.source = source;
    incident.dedupKey = u"demo/%1/host:%2"_s.arg(QLatin1StringView(story.key), QLatin1StringView(hosts[story.host].name));
    incident.title = QString::fromUtf8(story.title);
    incident.text = QString::fromUtf8(story.text) + disclaimer;
    incident.service = ServiceId(QString::fromLatin1(story.service));
    incident.policyId = PolicyId(QString::fromLatin1(story.service)); // each has one of its own
    incident.host = HostId(source.text() + u':' + QLatin1StringView(hosts[story.host].name));
    incident.check = CheckId(QString::fromLatin1(story.check));
    constexpr auto places = static_cast<qint64>(strands.size());
    incident.number = QString::number(4'000 + (turn * places + (strand.key[0] - 'a')) % (140 * places)); // no two have the same
    incident.urgency = story.urgency;
    incident.severity = story.severity;
    incident.created = created;
    incident.changed = created;
    if (strand.acknowledgedAfter > 0s && age >= strand.acknowledgedAfter) {
        incident.state = IncidentState::Acknowledged;
        incident.acknowledgedBy = colleague;
        incident.acknowledgedAt = created + strand.acknowledgedAfter;
        incident.changed = *incident.acknowledgedAt;
    } else if (strand.acknowledgedAfter > 0s) {
        incident.escalation = Escalation{created + strand.acknowledgedAfter, 1, colleague};
    }
    return incident;
}

class DemoSource final : public Source
{
public:
    explicit DemoSource(SourceContext context) : m_context(std::move(context)) { }

    QCoro::Task<Expected<Snapshot>> poll() override;
    bool supports(QStringView action) const override;
    QCoro::Task<Expected<Done>> perform(ActionRequest request) override;
    QCoro::Task<Expected<Series>> series(SeriesQuery query) override;
    QCoro::Task<Expected<QList<Option>>> options(OptionQuery query) override;
    QCoro::Task<Expected<OnCall>> onCall() override;
    QCoro::Task<Expected<Done>> takeShift(ShiftOverride wanted) override;
    SilenceKeeper *silenceKeeper() override { return &m_silences; }

private:
    SharedIncidents incidents() const; // also those that were resolved here

    SourceContext m_context;
    // What people did to the incidents of the script; beside the clock the only thing that matters.
    QHash<IncidentId, QList<ActionRequest>> m_deeds;
    QList<ShiftOverride> m_taken;
    demo::Silences m_silences{m_context.clock, m_context.id, [this] { return incidents(); }};
};

SharedIncidents DemoSource::incidents() const
{
    const TimePoint now = m_context.clock.now();
    SharedIncidents incidents;
    for (const Strand &strand : strands) {
        auto incident = incidentAt(strand, m_context.id, now);
        if (!incident)
            continue;
        const QList<ActionRequest> deeds = m_deeds.value(incident->id);
        // The colleague comes only if nobody did before.
        if (!deeds.isEmpty() && incident->acknowledgedAt && *incident->acknowledgedAt > deeds.constFirst().requested) {
            incident->state = IncidentState::Triggered;
            incident->acknowledgedAt.reset();
            incident->acknowledgedBy.clear();
        }
        for (const ActionRequest &deed : deeds) {
            incident = actionKind(deed.action)->expected(*incident, deed);
            incident = demo::assigned(*incident, deed, demo::onCallAt(m_context.id, m_taken, deed.requested));
            incident->changed = deed.requested;
        }
        incidents.append(*incident);
    }
    return incidents;
}

bool DemoSource::supports(QStringView action) const
{
    const auto known = {"acknowledge"_L1, "resolve"_L1, "retrigger"_L1, "snooze"_L1, "note"_L1, "title"_L1, "urgency"_L1, "priority"_L1,
        "reassign"_L1, "escalate"_L1, "responders"_L1, "statusupdate"_L1, "workflow"_L1};
    return std::ranges::any_of(known, [action](QLatin1StringView each) { return action == each; });
}

QCoro::Task<Expected<Snapshot>> DemoSource::poll()
{
    Snapshot snapshot;
    snapshot.source = m_context.id;
    snapshot.askedAt = m_context.clock.now();
    snapshot.incidents.emplace();
    const SharedIncidents all = incidents();
    for (const Incident &said : all) {
        if (!said.isOpen())
            continue;
        Incident incident = said;
        const auto until = said.state == IncidentState::Triggered ? m_silences.quietUntil(said) : std::nullopt;
        if (until) {
            incident.quiet = Quiet::Silenced;
            incident.snoozedUntil = until;
        }
        snapshot.incidents->append(incident);
    }
    snapshot.hosts.emplace();
    for (std::size_t i = 0; i < hosts.size(); ++i)
        snapshot.hosts->append(hostAt(i, m_context.id, snapshot.askedAt));
    snapshot.monitors = demo::monitorsAt(m_context.id, snapshot.askedAt, *snapshot.incidents);
    co_return snapshot;
}

// What an action is expected to do is what it does here.
QCoro::Task<Expected<Done>> DemoSource::perform(ActionRequest request)
{
    const ActionKind *kind = actionKind(request.action);
    if (!kind || !supports(request.action))
        co_return Error{ErrorKind::Forbidden, u"the demo does not have it"_s};
    const SharedIncidents all = incidents();
    const auto found = std::ranges::find(all, request.incident, &Incident::id);
    if (found == all.end()) {
        const bool wasHere = m_deeds.contains(request.incident); // and the script has gone on
        if (wasHere && request.action == "resolve"_L1)
            co_return Done{};
        co_return Error{wasHere ? ErrorKind::Conflict : ErrorKind::NotFound, u"the script has no such incident now"_s};
    }
    request.requested = m_context.clock.now();
    if (request.actor.isEmpty())
        request.actor = u"you"_s;
    if (!kind->applies(*found)) {
        const Incident after = kind->expected(*found, request);
        if (after.state != (*found)->state)
            co_return Error{ErrorKind::Conflict, u"the incident is resolved"_s};
        co_return Done{};
    }
    m_deeds[request.incident].append(request);
    co_return Done{};
}

QCoro::Task<Expected<QList<Option>>> DemoSource::options(OptionQuery query)
{
    const SharedIncidents all = incidents();
    const auto found = std::ranges::find(all, query.incident, &Incident::id);
    const PolicyId policy = found == all.end() ? PolicyId() : (*found)->policyId;
    const OnCall onCall = demo::onCallAt(m_context.id, m_taken, m_context.clock.now());
    co_return demo::optionsOf(query, onCall, policy);
}

QCoro::Task<Expected<OnCall>> DemoSource::onCall()
{
    co_return demo::onCallAt(m_context.id, m_taken, m_context.clock.now());
}

QCoro::Task<Expected<Done>> DemoSource::takeShift(ShiftOverride wanted)
{
    const Expected<Done> allowed = demo::checkOverride(wanted, m_context.clock.now());
    if (allowed)
        m_taken.append(wanted);
    co_return Expected<Done>(allowed);
}

double metricAt(Metric metric, std::size_t host, TimePoint at, Duration step)
{
    switch (metric) {
    case Metric::Cpu:
        return cpuAt(host, at);
    case Metric::Memory:
        return memoryAt(host, at);
    case Metric::CheckLatency:
        return latencyAt(host, at);
    case Metric::Restarts: {
        qsizetype count = 0;
        for (std::size_t unit = 0; unit < hosts[host].units.size(); ++unit)
            count += restartsBetween(host, unit, at - step, at).size();
        return static_cast<double>(count);
    }
    }
    return 0;
}

QCoro::Task<Expected<Series>> DemoSource::series(SeriesQuery query)
{
    const SourceId source = m_context.id;
    const auto found = std::ranges::find_if(
        hosts, [&](const DemoHost &host) { return HostId(source.text() + u':' + QLatin1StringView(host.name)) == query.host; });
    if (found == hosts.end())
        co_return Error{ErrorKind::NotFound, u"the script has no such host"_s};
    if (query.from >= query.to || query.columns <= 0)
        co_return Error{ErrorKind::BadInput, u"the range is empty"_s};
    const auto host = static_cast<std::size_t>(found - hosts.begin());
    const Duration step = std::max<Duration>(5s, (query.to - query.from) / query.columns);
    const TimePoint end = std::min(query.to, m_context.clock.now()); // nobody knows the future
    Series series{query.metric, {}, 3 * step};
    // On a grid of the step, so that a chart that moves on keeps its points.
    for (TimePoint at = query.from - phase(query.from, step, 0s) + step; at <= end; at += step) {
        if (!isSilent(host, at))
            series.samples.append(Sample{at, metricAt(query.metric, host, at, step)});
    }
    co_return series;
}

} // namespace

const SourceKind &demoSource()
{
    static const SourceKind kind{
        .id = "demo",
        .name = QT_TRANSLATE_NOOP("SourceKind", "Demo"),
        .fields = {},
        .interval = 5s,
        .keepsSeries = true,
        .knowsOnCall = true,
        .listsMonitors = true,
        .create = [](SourceContext context) -> std::unique_ptr<Source> { return std::make_unique<DemoSource>(std::move(context)); },
    };
    return kind;
}

} // namespace nightbell
