// SPDX-License-Identifier: GPL-3.0-or-later
// With 10,000 incidents loaded: from the decision to page to Notify on a real bus; and 1,000 new ones in one poll.
#include "bench/measure.h"
#include "engine/pager.h"
#include "engine/store.h"
#include "notifier.h"
#include "support/fakeclock.h"
#include "support/incidents.h"
#include "support/privatebus.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QElapsedTimer>
#include <QGuiApplication>

#include <algorithm>
#include <vector>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

constexpr int loaded = 10'000;
constexpr int rounds = 300;
constexpr int storm = 1'000;
constexpr int causes = 20;

// A notification server that only counts.
class Server : public QDBusVirtualObject
{
public:
    QString introspect(const QString &) const override { return {}; }

    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        if (message.member() == "Notify"_L1) {
            ++notified;
            connection.send(message.createReply(QVariant::fromValue(static_cast<uint>(notified))));
        } else if (message.member() == "GetCapabilities"_L1) {
            isAsked = true;
            connection.send(message.createReply(QStringList{u"actions"_s}));
        } else if (message.member() == "GetServerInformation"_L1) {
            connection.send(message.createReply(QVariantList{u"bench"_s, u"bench"_s, u"1"_s, u"1.2"_s}));
        }
        return true;
    }

    int notified = 0;
    bool isAsked = false;
};

Incident incidentOf(int number, IncidentState state)
{
    Incident incident = makeIncident(u"prod:%1"_s.arg(number), state, u"prod"_s);
    incident.service = ServiceId(u"service-%1"_s.arg(number % 20));
    return incident;
}

// A poll: those that are loaded, and these.
Snapshot pollOf(const SharedIncidents &base, const SharedIncidents &more, TimePoint now)
{
    return makeSnapshot(base + more, now, u"prod"_s);
}

template<typename Done>
void spinUntil(const Done &done)
{
    while (!done())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

} // namespace

int main(int argc, char *argv[])
{
    QGuiApplication app(argc, argv);
    PrivateBus bus;
    if (!bus.isRunning()) {
        QTextStream(stderr) << "dbus-daemon is missing" << Qt::endl;
        return 1;
    }
    Server server;
    QDBusConnection desktop = bus.connection(u"desktop"_s);
    desktop.registerVirtualObject(u"/org/freedesktop/Notifications"_s, &server);
    desktop.registerService(u"org.freedesktop.Notifications"_s);

    FakeClock clock;
    Store store;
    Pager pager(clock);
    Notifier notifier(bus.connection(u"console"_s), clock, {});
    QElapsedTimer timer;
    QObject::connect(&store, &Store::incidentsChanged, &pager, [&](const Diff<Shared<Incident>> &diff) {
        timer.start();
        pager.apply(diff);
    });
    QObject::connect(&pager, &Pager::raised, &notifier, &Notifier::raise);
    QObject::connect(&pager, &Pager::cleared, &notifier, &Notifier::clear);
    notifier.start();
    spinUntil([&] { return server.isAsked; });

    SharedIncidents base;
    for (int number = 0; number < loaded; ++number)
        base.append(incidentOf(number, IncidentState::Acknowledged));
    store.replace(pollOf(base, {}, clock.now()));

    std::vector<double> latencies;
    for (int round = 0; round < rounds; ++round) {
        clock.advance(std::chrono::minutes(10)); // a new cause each time
        Incident fresh = incidentOf(loaded + round, IncidentState::Triggered);
        fresh.host = HostId(u"prod:new-%1"_s.arg(round));
        const int before = server.notified;
        store.replace(pollOf(base, {fresh}, clock.now()));
        spinUntil([&] { return server.notified > before; });
        latencies.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        store.replace(pollOf(base, {}, clock.now()));
        QCoreApplication::processEvents();
    }
    std::ranges::sort(latencies);
    bool allHold = report("10,000 incidents: decision to Notify on the bus, at 99 %", latencies[latencies.size() * 99 / 100], 5);

    clock.advance(std::chrono::minutes(10));
    SharedIncidents more;
    for (int number = 0; number < storm; ++number) {
        Incident incident = incidentOf(2 * loaded + number, IncidentState::Triggered);
        incident.service = {};
        incident.host = HostId(u"prod:host-%1"_s.arg(number % causes));
        more.append(incident);
    }
    const Snapshot poll = pollOf(base, more, clock.now());
    const int before = server.notified;
    double longest = 0;
    const auto note = [&](const auto &work) {
        QElapsedTimer block;
        block.start();
        work();
        longest = std::max(longest, static_cast<double>(block.nsecsElapsed()) / 1e6);
    };
    note([&] { store.replace(poll); });
    while (server.notified < before + causes)
        note([] { QCoreApplication::processEvents(QEventLoop::AllEvents); });
    allHold = report("1,000 new incidents of 20 causes in one poll: longest pause", longest, 32) && allHold;
    const bool isWhole = pager.pages().size() == storm && server.notified == before + causes;
    QTextStream(stdout) << (isWhole ? "ok   " : "LOST ") << pager.pages().size() << " pages in " << server.notified - before
                        << " notifications" << Qt::endl;
    return allHold && isWhole ? 0 : 1;
}
