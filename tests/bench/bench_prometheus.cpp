// SPDX-License-Identifier: GPL-3.0-or-later
// A real Alertmanager with 10,000 alerts: what one refresh costs, from the socket to the rows; what grouping them adds; a chart of
// 1,000 hosts.
#include "base/memory.h"
#include "bench/alertmanager.h"
#include "bench/measure.h"
#include "domain/grouping.h"
#include "engine/store.h"
#include "models/filterproxy.h"
#include "models/groupmodel.h"
#include "models/incidentmodel.h"
#include "net/qnamtransport.h"
#include "sources/prometheus/query.h"
#include "sources/source.h"
#include "support/waited.h"

#include <QApplication>
#include <QProcess>
#include <QStandardPaths>
#include <QTableView>
#include <QTimer>

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

double peakMegabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Costs
{
    double cpu = 0; // of the median refresh, ms
    double pause = 0; // the longest in which the event loop did nothing else, ms
};

// The console from the socket to the rows.
class Console
{
public:
    Console(const QString &address, std::shared_ptr<Transport> transport)
        : m_source(sourceKind(u"prometheus")
                       ->create(SourceContext{
                           SourceId(u"prod"_s), {{u"alertmanager"_s, QStringList{address}}}, m_clock, std::move(transport), 15s}))
        , m_model(m_clock)
        , m_proxy(m_model)
    {
        m_view.setModel(&m_proxy);
        m_view.resize(1000, 700);
        m_view.show();
        QObject::connect(&m_store, &Store::incidentsChanged, &m_model, [this] { m_model.setItems(m_store.incidents()); });
    }

    qsizetype refresh()
    {
        const auto snapshot = waited(m_source->poll());
        if (!snapshot)
            return 0;
        m_store.replace(*snapshot);
        QCoreApplication::processEvents();
        return m_store.incidents().size();
    }

    template<typename Prepare>
    Costs measure(int rounds, Prepare prepare)
    {
        std::vector<double> cpu;
        double pause = 0;
        for (int round = 0; round < rounds; ++round) {
            prepare(round);
            QElapsedTimer loop;
            loop.start();
            QTimer ticks;
            QObject::connect(&ticks, &QTimer::timeout, [&] {
                pause = std::max(pause, static_cast<double>(loop.nsecsElapsed()) / 1e6);
                loop.restart();
            });
            ticks.start(0);
            // The thread's own ticks cost as well, so they run in rounds that are not counted.
            if (round % 2 == 0)
                ticks.stop();
            const double before = cpuMilliseconds();
            refresh();
            if (round % 2 == 0)
                cpu.push_back(cpuMilliseconds() - before);
        }
        std::ranges::sort(cpu);
        return {cpu[cpu.size() / 2], pause};
    }

    // What the page does with each change where incidents are grouped.
    double groupingMilliseconds(const Grouping &grouping)
    {
        GroupModel model;
        return medianMilliseconds(
            9, [](int) {}, [&] { model.setGroups(grouped(m_proxy.ungrouped(), grouping), grouping, m_model.names()); });
    }

private:
    SystemClock m_clock;
    std::unique_ptr<Source> m_source;
    Store m_store;
    IncidentModel m_model;
    FilterProxy m_proxy;
    QTableView m_view;
};

bool benchAlerts(int count, double unchangedLimit, double changedLimit, double memoryLimit)
{
    SystemClock clock;
    const auto transport = std::make_shared<QnamTransport>(clock);
    bench::Alertmanager alertmanager(*transport);
    if (!alertmanager.waitUntilReady() || !alertmanager.tell(count, 1, 0)) {
        QTextStream(stdout) << "OVER the Alertmanager did not take the alerts" << Qt::endl;
        return false;
    }
    Console console(alertmanager.address(), transport);
    if (console.refresh() != count) {
        QTextStream(stdout) << "OVER not all alerts became rows" << Qt::endl;
        return false;
    }
    QTextStream(stdout) << "     " << count << " alerts, peak memory after the first refresh: " << peakMegabytes() << " MB" << Qt::endl;
    const Costs same = console.measure(20, [](int) {});
    const Costs changed = console.measure(20, [&](int round) { alertmanager.tell(count, 100, round + 1); });
    bool holds = report("CPU of a refresh, nothing changed", same.cpu, unchangedLimit);
    holds = report("CPU of a refresh, 1 % changed", changed.cpu, changedLimit) && holds;
    if (count <= 10'000) {
        holds = report("longest pause of the window, nothing changed", same.pause, 16) && holds;
        holds = report("longest pause of the window, 1 % changed", changed.pause, 16) && holds;
        const double byHost = console.groupingMilliseconds(Grouping{Grouping::By::Label, u"instance"_s});
        holds = report("grouping by a label with a quarter as many values", byHost, 16) && holds;
        const double byTeam = console.groupingMilliseconds(Grouping{Grouping::By::Label, u"team"_s});
        holds = report("grouping by a label with one value", byTeam, 16) && holds;
    }
    for (int round = 0; round < 100 - 40; ++round)
        console.refresh();
    const bool isSmall = peakMegabytes() <= memoryLimit;
    QTextStream(stdout) << (isSmall ? "ok   " : "OVER ") << "peak memory after 100 refreshes: " << peakMegabytes() << " MB (limit "
                        << memoryLimit << " MB)" << Qt::endl;
    return holds && isSmall;
}

bool benchChart()
{
    QByteArrayList curves;
    for (int host = 0; host < 1'000; ++host) {
        QByteArrayList values;
        for (int point = 0; point < 240; ++point)
            values.append('[' + QByteArray::number(1'700'000'000 + point * 15) + R"(,"0.)"
                + QByteArray::number(100'000'000 + host * 7919 + point) + R"("])");
        curves.append(
            R"({"metric":{"instance":"h)" + QByteArray::number(host) + R"(:9100","job":"node"},"values":[)" + values.join(',') + "]}");
    }
    QByteArray body = R"({"status":"success","data":{"resultType":"matrix","result":[)" + curves.join(',') + "]}}";
    body.reserve(body.size() + 4096); // as what came in parts from the network
    qsizetype read = 0;
    const double time = medianMilliseconds(
        9, [](int) {}, [&] { read = prometheus::readQueryAnswer(body)->curves.size(); });
    return report("decoding 1,000 hosts x 240 points", time, 15) && read == 1'000;
}

// Each in a process of its own, so that their memory is.
bool benchApart(const QString &count)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(QCoreApplication::applicationFilePath(), {count});
    return process.waitForFinished(600'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

} // namespace

int main(int argc, char *argv[])
{
    keepLargeBlocksApart();
    QApplication app(argc, argv);
    const int count = app.arguments().value(1).toInt();
    if (count > 0) {
        const double limit = count / 10'000.0 * (count > 10'000 ? 1.3 : 1); // the cost of one may be 1.3 times that among 10,000
        return benchAlerts(count, 60 * limit, 80 * limit, count > 10'000 ? 350 : 130) ? 0 : 1;
    }
    bool holds = benchChart();
    if (QStandardPaths::findExecutable(u"prometheus-alertmanager"_s).isEmpty()) {
        QTextStream(stdout) << "     prometheus-alertmanager is not installed: its alerts are not measured" << Qt::endl;
        return holds ? 0 : 1;
    }
    holds = benchApart(u"10000"_s) && holds;
    holds = benchApart(u"50000"_s) && holds;
    return holds ? 0 : 1;
}
