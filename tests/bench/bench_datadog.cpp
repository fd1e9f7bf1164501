// SPDX-License-Identifier: GPL-3.0-or-later
// A large organisation at Datadog: 5,000 monitors with 20,000 groups from the answers to the rows of both pages, in time and in
// memory, on a usual day and on one on which everything alerts; and 2,000 hosts with all their figures, in CPU time and in requests.
#include "base/memory.h"
#include "bench/measure.h"
#include "bench/process.h"
#include "engine/store.h"
#include "models/incidentmodel.h"
#include "models/monitormodel.h"
#include "sources/datadog/board.h"
#include "sources/datadog/hosts.h"
#include "sources/datadog/monitors.h"
#include "sources/source.h"
#include "support/datadogdirect.h"
#include "support/fakeclock.h"
#include "support/waited.h"

#include <QApplication>
#include <QUrlQuery>

#include <malloc.h>
#include <sys/resource.h>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

double cpuMilliseconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto of = [](const timeval &time) { return static_cast<double>(time.tv_sec) * 1000 + static_cast<double>(time.tv_usec) / 1000; };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

// One of so many groups alerts, the others are well.
void fill(dd::World &world, int alertingEach)
{
    world.monitors.clear();
    int number = 0;
    for (int i = 0; i < 5'000; ++i) {
        dd::Monitor monitor{1'000 + i, u"Disk of {{host.name}} is full, number %1"_s.arg(i),
            u"avg(last_5m):max:system.disk.in_use{env:prod} by {host,device} > 0.9"_s,
            u"The disk of {{host.name}} fills.\nRunbook: https://runbooks.example.com/disk @pagerduty-platform @slack-ops"_s,
            {u"team:platform"_s, u"service:checkout"_s, u"env:prod"_s, u"managed-by:terraform"_s}, 2};
        for (int host = 0; host < 4; ++host) {
            const bool isAlerting = number++ % alertingEach == 0;
            monitor.groups.insert(u"device:/dev/sda1,host:web-%1"_s.arg(i % 500 * 4 + host),
                dd::Group{isAlerting ? u"Alert"_s : u"OK"_s, world.now() - 10min});
        }
        world.monitors.insert(monitor.id, monitor);
    }
}

void addMachines(dd::World &world)
{
    world.machines.clear();
    for (int i = 0; i < 2'000; ++i)
        world.machines.append(dd::Machine{u"web-%1"_s.arg(i), {u"env:prod"_s, u"region:eu-central-1"_s}});
}

QByteArray body(dd::World &world, const QString &path, const QString &query)
{
    return world.answer(dd::Call{"GET", path, QUrlQuery(query), {}, dd::apiKey, dd::appKey}).body;
}

// What the organisation says: the list with the groups of all monitors, and page by page which of them alert.
struct Answers
{
    explicit Answers(dd::World &world)
    {
        for (int page = 0; page < 5; ++page)
            list.append(body(world, u"/api/v1/monitor"_s, u"group_states=all&page=%1&page_size=1000"_s.arg(page)));
        for (int page = 0; page < pagesOf(world); ++page)
            groups.append(body(world, u"/api/v1/monitor/groups/search"_s, u"query=group_status:alert&page=%1&per_page=1000"_s.arg(page)));
    }

    static int pagesOf(dd::World &world)
    {
        const QByteArray first = body(world, u"/api/v1/monitor/groups/search"_s, u"query=group_status:alert&page=0&per_page=1000"_s);
        return datadog::readGroups(first)->pages;
    }

    QList<QByteArray> list;
    QList<QByteArray> groups;
};

// From the answers to what the window is handed.
class Reader
{
public:
    Reader() : m_settings(datadog::readSettings(SourceId(u"dd"_s), {}, 15s)), m_book(m_settings), m_board(m_settings) { }

    void readList(const Answers &answers, TimePoint at)
    {
        QList<datadog::MonitorFacts> monitors;
        for (const QByteArray &page : answers.list)
            monitors += datadog::readMonitors(page)->monitors;
        datadog::Listing listing;
        listing.at = at;
        listing.knowledge = m_book.knowledgeOf(monitors);
        listing.monitors = datadog::monitorsOf(monitors, listing.knowledge, m_settings.source, m_board.listed());
        m_book.take(listing.knowledge);
        m_board.setListing(listing);
    }

    Snapshot look(const Answers &answers, TimePoint at)
    {
        datadog::Sight sight;
        for (const QByteArray &page : answers.groups)
            sight.groups += datadog::readGroups(page)->groups;
        sight.at = at;
        Snapshot snapshot;
        snapshot.source = m_settings.source;
        snapshot.askedAt = at;
        snapshot.incidents = m_book.update(sight.groups, {}, at, true);
        m_board.see(sight);
        snapshot.monitors = m_board.list();
        return snapshot;
    }

private:
    datadog::Settings m_settings;
    datadog::MonitorBook m_book;
    datadog::MonitorBoard m_board;
};

// The window's part: the store, what listens to it, and the rows of both pages.
struct Shown
{
    Shown()
    {
        QObject::connect(&store, &Store::incidentsChanged, &model, [this] { model.setItems(store.incidents()); });
        QObject::connect(&store, &Store::monitorsChanged, &monitors,
            [this](const SourceId &, const MonitorList &list) { monitors.setMonitors(list.monitors); });
        filter.sort(MonitorModel::State);
    }

    Store store;
    FakeClock clock;
    IncidentModel model{clock};
    MonitorModel monitors{clock};
    MonitorFilter filter{monitors};
};

double memory(const Answers &answers, TimePoint now)
{
    malloc_trim(0); // what making the answers left behind is not to be counted as had already
    const qint64 before = residentOf(QCoreApplication::applicationPid()).own;
    Shown shown;
    Reader reader;
    reader.readList(answers, now);
    for (int round = 0; round < 10; ++round)
        shown.store.replace(reader.look(answers, now + std::chrono::seconds(round)));
    return static_cast<double>(residentOf(QCoreApplication::applicationPid()).own - before) / 1024;
}

// 1 % of the incidents say something else.
void change(Snapshot &snapshot, int round)
{
    SharedIncidents &incidents = *snapshot.incidents;
    for (qsizetype i = 0; i < incidents.size(); i += 100) {
        Incident changed = incidents.at(i);
        changed.title += QString::number(round);
        incidents[i] = changed;
    }
}

struct Figures
{
    double memory = 0; // MB
    double decoding = 0; // ms, this and the others
    double again = 0;
    double showing = 0;
    double changing = 0;
};

Figures measured(dd::World &world, int alertingEach)
{
    QTextStream(stdout) << "     5,000 monitors and 20,000 groups, " << 20'000 / alertingEach << " of them alert" << Qt::endl;
    fill(world, alertingEach);
    const Answers answers(world);
    Figures figures;
    figures.memory = memory(answers, world.now());

    std::optional<Reader> reader;
    Snapshot snapshot;
    figures.decoding = medianMilliseconds(
        9, [&](int) { reader.emplace(); },
        [&] {
            reader->readList(answers, world.now());
            snapshot = reader->look(answers, world.now());
        });
    figures.again = medianMilliseconds(
        9, [](int) {}, [&] { snapshot = reader->look(answers, world.now()); });

    std::optional<Shown> shown;
    figures.showing = medianMilliseconds(
        9, [&](int) { shown.emplace(); }, [&] { shown->store.replace(snapshot); });
    int round = 0;
    const auto changed = [&](int) {
        change(snapshot, ++round);
        snapshot.askedAt += 1s;
    };
    figures.changing = medianMilliseconds(9, changed, [&] { shown->store.replace(snapshot); });
    return figures;
}

bool usualDay(dd::World &world)
{
    const Figures figures = measured(world, 20);
    constexpr double most = 60;
    bool holds
        = reportHolds(figures.memory <= most, u"memory after ten polls: %1 MB more (limit %2)"_s.arg(figures.memory, 0, 'f', 1).arg(most));
    tell("all of them and their incidents decoded", figures.decoding);
    holds = report("decoded and shown for the first time", figures.decoding + figures.showing, 120) && holds;
    holds = report("the next polls decoded, nothing changed", figures.again, 120) && holds;
    return report("1 % of the incidents changed: into the rows, on the window's thread", figures.changing, 16) && holds;
}

// No issue limits what such a day costs, but for the window's thread.
bool storm(dd::World &world)
{
    const Figures figures = measured(world, 1);
    QTextStream(stdout) << "     memory after ten polls: " << figures.memory << " MB more" << Qt::endl;
    tell("all of them and their incidents decoded", figures.decoding);
    tell("decoded and shown for the first time", figures.decoding + figures.showing);
    tell("the next polls decoded, nothing changed", figures.again);
    return report("1 % of the incidents changed: into the rows, on the window's thread", figures.changing, 16);
}

bool hosts(dd::World &world)
{
    FakeClock clock;
    const auto transport = std::make_shared<DatadogDirect>(world);
    world.monitors.clear();
    addMachines(world);
    const FieldValues values{{u"url"_s, u"http://127.0.0.1:1"_s}, {u"api-key"_s, u"a"_s}, {u"app-key"_s, u"b"_s}};
    const auto source = sourceKind(u"datadog")->create(SourceContext{SourceId(u"dd"_s), values, clock, transport, 15s});
    (void)waited(source->poll()); // the first one also lists the monitors
    // The refresh itself, over answers that are there already.
    std::vector<double> times;
    const QByteArray first = body(world, u"/api/v1/hosts"_s, u"start=0&count=1000"_s);
    const QByteArray second = body(world, u"/api/v1/hosts"_s, u"start=1000&count=1000"_s);
    QList<QByteArray> answers;
    const qint64 now = toMilliseconds(clock.now()) / 1000;
    for (const auto &figures : datadog::refreshes()) {
        QUrlQuery query;
        query.addQueryItem(u"from"_s, QString::number(now - 300));
        query.addQueryItem(u"to"_s, QString::number(now));
        query.addQueryItem(u"query"_s, datadog::joinedQuery(figures, u"*"_s));
        answers.append(world.answer(dd::Call{"GET", u"/api/v1/query"_s, query, {}, dd::apiKey, dd::appKey}).body);
    }
    datadog::HostBook book(SourceId(u"dd"_s));
    for (int round = 0; round < 9; ++round) {
        const double before = cpuMilliseconds();
        QList<datadog::HostFacts> facts = datadog::readHosts(first)->hosts;
        facts += datadog::readHosts(second)->hosts;
        QMap<datadog::Figure, QList<datadog::MetricLine>> figures;
        for (qsizetype i = 0; i < answers.size(); ++i) {
            const auto read = datadog::readMetrics(answers[i]);
            for (const datadog::MetricLine &line : read->lines)
                figures[datadog::refreshes()[i].at(line.query)].append(line);
        }
        (void)book.update(facts, figures, clock.now());
        times.push_back(cpuMilliseconds() - before);
    }
    std::ranges::sort(times);
    // And how many requests one refresh takes.
    clock.advance(1min);
    transport->paths.clear();
    (void)waited(source->poll());
    const qsizetype requests = transport->paths.size();
    QTextStream(stdout) << "     requests of that poll, with the alerts and the downtimes: " << requests << Qt::endl;
    const bool fewEnough = requests - 2 <= 4;
    if (!fewEnough)
        QTextStream(stdout) << "OVER 4 requests a refresh of the hosts" << Qt::endl;
    return report("2,000 hosts with all figures: CPU of a refresh", times[times.size() / 2], 60) && fewEnough;
}

} // namespace

int main(int argc, char *argv[])
{
    keepLargeBlocksApart();
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    FakeClock clock;
    dd::World world([&clock] { return clock.now(); });
    const bool usualHolds = usualDay(world);
    const bool stormHolds = storm(world);
    const bool hostsHold = hosts(world);
    return usualHolds && stormHolds && hostsHold ? 0 : 1;
}
