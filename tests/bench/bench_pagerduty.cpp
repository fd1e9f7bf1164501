// SPDX-License-Identifier: GPL-3.0-or-later
// Polls of PagerDuty over HTTP: what one of 100 incidents costs, and 1,000 that all change, from the last byte to the rows.
#include "bench/measure.h"
#include "bench/pagerdutyaccount.h"
#include "bench/process.h"
#include "engine/store.h"
#include "models/filterproxy.h"
#include "models/incidentmodel.h"
#include "net/qnamtransport.h"
#include "sources/source.h"
#include "support/waited.h"

#include <QApplication>
#include <QTableView>

#include <sys/resource.h>

using namespace nightbell;
using namespace nightbell::bench;
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

// Notes when the last answer was there.
class Watched final : public Transport
{
public:
    explicit Watched(std::shared_ptr<Transport> transport) : m_transport(std::move(transport)) { }

    QElapsedTimer sinceLast;

    QCoro::Task<Expected<HttpReply>> send(HttpRequest request) override
    {
        auto reply = co_await m_transport->send(std::move(request));
        sinceLast.start();
        co_return reply;
    }
    void abortAll() override { m_transport->abortAll(); }

private:
    std::shared_ptr<Transport> m_transport;
};

// The account, the source that reads it, and the list on the screen.
struct Bench
{
    explicit Bench(int count) : account(count)
    {
        const FieldValues values{{u"url"_s, account.url()}, {u"token"_s, u"none"_s}};
        source = sourceKind(u"pagerduty")->create(SourceContext{SourceId(u"pd"_s), values, clock, transport, 10s});
        view.setModel(&proxy);
        view.resize(1000, 700);
        view.show();
        QObject::connect(&store, &Store::incidentsChanged, &model, [this] { model.setItems(store.incidents()); });
    }
    qsizetype poll()
    {
        const auto snapshot = waited(source->poll());
        if (!snapshot)
            return -1;
        store.replace(*snapshot);
        return snapshot->incidents->size();
    }

    SystemClock clock;
    AccountProcess account;
    std::shared_ptr<Watched> transport = std::make_shared<Watched>(std::make_shared<QnamTransport>(clock));
    std::unique_ptr<Source> source;
    Store store;
    IncidentModel model{clock};
    FilterProxy proxy{model};
    QTableView view;
};

double median(std::vector<double> figures)
{
    std::ranges::sort(figures);
    return figures.at(figures.size() / 2);
}

bool costOfHundred()
{
    Bench bench(100);
    bool isWhole = bench.poll() == 100;
    std::vector<double> costs;
    for (int round = 0; round < 31; ++round) {
        const double before = cpuMilliseconds();
        isWhole = bench.poll() == 100 && isWhole;
        costs.push_back(cpuMilliseconds() - before);
    }
    return reportHolds(isWhole, u"100 incidents in each of the polls"_s)
        && report("poll of 100 incidents, all changed, with its rows: CPU", median(costs), 15);
}

bool thousandChange()
{
    const qint64 idle = residentOf(QCoreApplication::applicationPid()).all;
    Bench bench(1'000);
    bool isWhole = bench.poll() == 1'000;
    std::vector<double> times;
    for (int round = 0; round < 15; ++round) {
        isWhole = bench.poll() == 1'000 && isWhole;
        times.push_back(static_cast<double>(bench.transport->sinceLast.nsecsElapsed()) / 1e6);
        QCoreApplication::processEvents();
    }
    const qint64 grown = (residentOf(QCoreApplication::applicationPid()).all - idle) / 1024;
    isWhole = reportHolds(isWhole, u"1,000 incidents in each of the polls"_s);
    isWhole = report("1,000 incidents, all changed: last byte to rows", median(times), 30) && isWhole;
    isWhole = report("the longest of these, which is one pause of the window", *std::ranges::max_element(times), 16) && isWhole;
    return reportHolds(grown <= 25, u"1,000 incidents and their list: %1 MB (limit 25 MB)"_s.arg(grown)) && isWhole;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    if (isAccountProcess())
        return serveAccount();
    const bool isCheap = costOfHundred();
    return thousandChange() && isCheap ? 0 : 1;
}
