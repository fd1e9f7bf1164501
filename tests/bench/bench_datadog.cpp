// SPDX-License-Identifier: GPL-3.0-or-later
// A large organisation at Datadog: 5,000 monitors with 20,000 groups from the answer to the rows, and 2,000 hosts with all their
// figures, in CPU time and in requests.
#include "bench/measure.h"
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

bool monitors(dd::World &world)
{
    QList<QByteArray> pages;
    for (int page = 0; page < 20; ++page)
        pages.append(body(world, u"/api/v1/monitor/groups/search"_s, u"query=group_status:alert&page=%1&per_page=1000"_s.arg(page)));
    const QByteArray list = body(world, u"/api/v1/monitor"_s, u"page=0&page_size=1000000"_s);
    QList<Incident> incidents;
    const datadog::Settings settings = datadog::readSettings(SourceId(u"dd"_s), {}, 15s);
    const auto decode = [&] {
        datadog::MonitorBook book(settings);
        const auto facts = datadog::readMonitors(list);
        book.setMonitors(facts->monitors);
        QList<datadog::GroupFacts> groups;
        for (const QByteArray &page : pages)
            groups += datadog::readGroups(page)->groups;
        incidents = book.update(groups, {}, world.now(), true);
    };
    const double decoding = medianMilliseconds(
        9, [](int) {}, decode);
    bool holds = report("5,000 monitors and 20,000 groups: decoded into incidents", decoding, 120);

    Store store;
    FakeClock clock;
    IncidentModel model(clock);
    QObject::connect(&store, &Store::incidentsChanged, &model, [&] { model.setItems(store.incidents()); });
    Snapshot snapshot;
    snapshot.source = SourceId(u"dd"_s);
    int round = 0;
    const auto change = [&](int) {
        ++round;
        snapshot.askedAt = world.now() + std::chrono::seconds(round);
        snapshot.incidents = incidents;
        for (qsizetype i = 0; i < snapshot.incidents->size(); i += 100)
            (*snapshot.incidents)[i].title += QString::number(round);
    };
    change(0);
    store.replace(snapshot);
    const double showing = medianMilliseconds(9, change, [&] { store.replace(snapshot); });
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
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    FakeClock clock;
    dd::World world([&clock] { return clock.now(); });
    fill(world);
    const bool monitorsHold = monitors(world);
    const bool hostsHold = hosts(world);
    return monitorsHold && hostsHold ? 0 : 1;
}
