// SPDX-License-Identifier: GPL-3.0-or-later
// A large organisation at Datadog: 5,000 monitors with 20,000 groups from the answer to the rows, in time and in memory, and
// 2,000 hosts with all their figures, in CPU time and in requests.
#include "base/memory.h"
#include "bench/measure.h"
#include "bench/process.h"
#include "engine/store.h"
#include "models/incidentmodel.h"
#include "sources/datadog/hosts.h"
#include "sources/datadog/monitors.h"
#include "sources/source.h"
#include "support/datadogworld.h"
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

// The world, without a network between.
class Direct final : public Transport
{
public:
    explicit Direct(dd::World &world) : m_world(world) { }

    QCoro::Task<Expected<HttpReply>> send(HttpRequest request) override
    {
        ++requests;
        const QUrlQuery query(request.url);
        const dd::Call call{request.method, request.url.path(), query, request.body, dd::apiKey, dd::appKey};
        const dd::Reply reply = m_world.answer(call);
        HttpReply answer;
        answer.status = reply.status;
        answer.body = reply.body;
        co_return Expected<HttpReply>(answer);
    }
    void abortAll() override { }

    int requests = 0;

private:
    dd::World &m_world;
};

void fill(dd::World &world)
{
    for (int i = 0; i < 5'000; ++i) {
        dd::Monitor monitor{1'000 + i, u"Disk of {{host.name}} is full, number %1"_s.arg(i),
            u"avg(last_5m):max:system.disk.in_use{env:prod} by {host,device} > 0.9"_s,
            u"The disk of {{host.name}} fills.\nRunbook: https://runbooks.example.com/disk @pagerduty-platform @slack-ops"_s,
            {u"team:platform"_s, u"service:checkout"_s, u"env:prod"_s, u"managed-by:terraform"_s}, 2};
        for (int host = 0; host < 4; ++host)
            monitor.groups.insert(u"device:/dev/sda1,host:web-%1"_s.arg(i % 500 * 4 + host), dd::Group{u"Alert"_s, world.now() - 10min});
        world.monitors.insert(monitor.id, monitor);
    }
    for (int i = 0; i < 2'000; ++i)
        world.machines.append(dd::Machine{u"web-%1"_s.arg(i), {u"env:prod"_s, u"region:eu-central-1"_s}});
}

QByteArray body(dd::World &world, const QString &path, const QString &query)
{
    return world.answer(dd::Call{"GET", path, QUrlQuery(query), {}, dd::apiKey, dd::appKey}).body;
}

// What the frequent poll says, page by page.
QList<QByteArray> groupPages(dd::World &world)
{
    QList<QByteArray> pages;
    for (int page = 0; page < 20; ++page)
        pages.append(body(world, u"/api/v1/monitor/groups/search"_s, u"query=group_status:alert&page=%1&per_page=1000"_s.arg(page)));
    return pages;
}

QList<datadog::GroupFacts> readPages(const QList<QByteArray> &pages)
{
    QList<datadog::GroupFacts> groups;
    for (const QByteArray &page : pages)
        groups += datadog::readGroups(page)->groups;
    return groups;
}

// The window's part: the store, what listens to it, and the rows.
struct Shown
{
    Shown()
    {
        QObject::connect(&store, &Store::incidentsChanged, &model, [this] { model.setItems(store.incidents()); });
    }

    void show(const SharedIncidents &incidents, TimePoint at)
    {
        Snapshot snapshot;
        snapshot.source = SourceId(u"dd"_s);
        snapshot.askedAt = at;
        snapshot.incidents = incidents;
        store.replace(snapshot);
    }

    Store store;
    FakeClock clock;
    IncidentModel model{clock};
};

bool memory(dd::World &world)
{
    const QList<QByteArray> pages = groupPages(world);
    const QByteArray list = body(world, u"/api/v1/monitor"_s, u"page=0&page_size=1000000"_s);
    malloc_trim(0); // what making the answers left behind is not to be counted as had already
    const qint64 before = residentOf(QCoreApplication::applicationPid()).own;
    Shown shown;
    datadog::MonitorBook book(datadog::readSettings(SourceId(u"dd"_s), {}, 15s));
    for (int round = 0; round < 10; ++round) {
        if (round == 0)
            book.setMonitors(datadog::readMonitors(list)->monitors);
        shown.show(book.update(readPages(pages), {}, world.now(), true), world.now() + std::chrono::seconds(round));
    }
    const qint64 more = residentOf(QCoreApplication::applicationPid()).own - before;
    return reportHolds(more <= 60'000, u"5,000 monitors and 20,000 groups, after ten polls: %1 kB more (limit 60000)"_s.arg(more));
}

bool monitors(dd::World &world)
{
    const QList<QByteArray> pages = groupPages(world);
    const QByteArray list = body(world, u"/api/v1/monitor"_s, u"page=0&page_size=1000000"_s);
    SharedIncidents incidents;
    std::optional<datadog::MonitorBook> book;
    const auto afresh = [&](int) {
        incidents.clear();
        book.emplace(datadog::readSettings(SourceId(u"dd"_s), {}, 15s));
    };
    const double decoding = medianMilliseconds(9, afresh, [&] {
        book->setMonitors(datadog::readMonitors(list)->monitors);
        incidents = book->update(readPages(pages), {}, world.now(), true);
    });
    bool holds = report("5,000 monitors and 20,000 groups: decoded into incidents", decoding, 120);

    const double again = medianMilliseconds(
        9, [](int) {}, [&] { incidents = book->update(readPages(pages), {}, world.now(), true); });
    holds = report("the next polls, nothing changed: decoded into incidents", again, 120) && holds;

    Shown shown;
    int round = 0;
    const auto change = [&](int) {
        ++round;
        for (qsizetype i = 0; i < incidents.size(); i += 100) {
            Incident changed = incidents.at(i);
            changed.title += QString::number(round);
            incidents[i] = changed;
        }
    };
    shown.show(incidents, world.now());
    const double showing = medianMilliseconds(9, change, [&] { shown.show(incidents, world.now() + std::chrono::seconds(round)); });
    holds = report("the same, 1 % of them changed: into the rows, on the window's thread", showing, 16) && holds;
    return report("decoded and shown", decoding + showing, 120) && holds;
}

bool hosts(dd::World &world)
{
    FakeClock clock;
    const auto transport = std::make_shared<Direct>(world);
    world.monitors.clear();
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
    transport->requests = 0;
    (void)waited(source->poll());
    const int requests = transport->requests;
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
    fill(world);
    const bool memoryHolds = memory(world);
    const bool monitorsHold = monitors(world);
    const bool hostsHold = hosts(world);
    return memoryHolds && monitorsHold && hostsHold ? 0 : 1;
}
