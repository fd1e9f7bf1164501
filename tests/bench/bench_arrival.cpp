// SPDX-License-Identifier: GPL-3.0-or-later
// The whole console beside a real Alertmanager with 10,000 alerts: from exec to the painted rows, and from an alert that the
// Alertmanager has taken to the notification that names it. Starts itself as the console, on an X server and a message bus of its
// own (offscreen where there is no Xvfb).
#include "application.h"
#include "base/clock.h"
#include "base/memory.h"
#include "bench/alertmanager.h"
#include "bench/desk.h"
#include "bench/measure.h"
#include "bench/process.h"
#include "engine/session.h"
#include "mainwindow.h"
#include "net/qnamtransport.h"
#include "support/privatebus.h"
#include "theme.h"
#include "widgets/incidentlist.h"

#include <QApplication>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QDir>
#include <QElapsedTimer>
#include <QStandardPaths>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

constexpr int count = 10'000;
constexpr int starts = 5;
constexpr int arrivals = 8;
constexpr std::chrono::milliseconds interval(5'000);
constexpr qint64 patience = 60'000; // milliseconds

// Says when all rows are there and have been painted.
class RowsPaint : public QObject
{
public:
    explicit RowsPaint(IncidentList &list) : m_list(list) { list.viewport()->installEventFilter(this); }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !m_isSaid && m_list.model() && m_list.model()->rowCount() >= count) {
            m_isSaid = true;
            QTimer::singleShot(0, this, [] { QTextStream(stdout) << "painted" << Qt::endl; });
        }
        return false;
    }

private:
    IncidentList &m_list;
    bool m_isSaid = false;
};

int runConsole(QApplication &app)
{
    const QString folder = qEnvironmentVariable("HOME");
    const SessionOptions options{folder + u"/config"_s, folder + u"/data"_s, false, {}};
    QDir().mkpath(options.dataFolder);
    applyTheme(app, u"light"_s);
    SystemClock clock;
    Application application(app, clock, options);
    RowsPaint paint(*application.window().findChild<IncidentList *>());
    application.start(false);
    return QApplication::exec();
}

// A notification server that knows what it was told.
class Server : public QDBusVirtualObject
{
public:
    QString introspect(const QString &) const override { return {}; }

    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        if (message.member() == "Notify"_L1) {
            texts.append(message.arguments().value(3).toString() + u'\n' + message.arguments().value(4).toString());
            connection.send(message.createReply(QVariant::fromValue(static_cast<uint>(texts.size()))));
        } else if (message.member() == "GetCapabilities"_L1) {
            connection.send(message.createReply(QStringList{u"actions"_s, u"body"_s}));
        } else if (message.member() == "GetServerInformation"_L1) {
            connection.send(message.createReply(QVariantList{u"bench"_s, u"bench"_s, u"1"_s, u"1.2"_s}));
        }
        return true;
    }

    bool hasNamed(const QString &title) const
    {
        return std::ranges::any_of(texts, [&title](const QString &text) { return text.contains(title); });
    }

    QStringList texts;
};

// How long the Alertmanager itself takes to say all.
double answerMilliseconds(Transport &transport, const QString &address)
{
    HttpRequest request;
    request.url = QUrl(address + u"/api/v2/alerts"_s);
    return medianMilliseconds(
        7, [](int) {}, [&] { (void)waited(transport.send(request)); });
}

template<typename Done>
bool spinUntil(const Done &done)
{
    QElapsedTimer timer;
    timer.start();
    while (!done() && timer.elapsed() < patience)
        let(std::chrono::milliseconds(2));
    return done();
}

void writeConfiguration(const QString &folder, const QString &address)
{
    QDir().mkpath(folder);
    QFile file(folder + u"/bench.toml"_s);
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.write("[[source]]\nid = \"local\"\nkind = \"local\"\nenabled = false\n[[source]]\nid = \"prod\"\nkind = \"prometheus\"\nevery = \""
        + QByteArray::number(interval.count()) + "ms\"\nalertmanager = \"" + address.toUtf8()
        + "\"\nlow-urgency = ['job=\"node\"']\n[console]\nsound = false\nalert-window = \"never\"\n");
}

// A console that never ran before, until it has painted the rows. Absent: it never did.
std::optional<double> startMilliseconds(QProcess &console, const bench::Desk &desk, const QString &folder, const QString &address)
{
    writeConfiguration(folder + u"/config"_s, address);
    QProcessEnvironment environment = desk.environment();
    environment.insert(u"HOME"_s, folder);
    console.setProcessEnvironment(environment);
    console.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QElapsedTimer timer;
    timer.start();
    console.start(QCoreApplication::applicationFilePath(), {u"--console"_s});
    if (!spinUntil([&console] { return console.canReadLine(); }) || console.readLine().trimmed() != "painted")
        return std::nullopt;
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

// The median of some first starts, beyond what the Alertmanager takes to answer. The last console goes on running.
bool measureStart(QProcess &console, const bench::Desk &desk, const QString &address, double answer)
{
    std::vector<double> times;
    for (int start = 0; start < starts; ++start) {
        endProcess(console);
        const auto took = startMilliseconds(console, desk, desk.home() + u"/start%1"_s.arg(start), address);
        if (!took)
            return reportHolds(false, u"the console never painted the rows"_s);
        times.push_back(*took - answer);
    }
    std::ranges::sort(times);
    return report("from exec to 10,000 painted rows, beyond the Alertmanager's own time", times[times.size() / 2], 350);
}

// An interval, the answer, and what is ours.
bool measureArrivals(bench::Alertmanager &alertmanager, const Server &server, double answer)
{
    double longest = 0;
    for (int number = 0; number < arrivals; ++number) {
        const QString name = u"Arrival%1"_s.arg(number);
        const bool isTaken = alertmanager.post(
            uR"([{"labels":{"alertname":"%1","severity":"critical","instance":"%1","job":"new","service":"%1","cluster":"%1"},)"
            uR"("annotations":{"summary":"%1 needs you"}}])"_s.arg(name)
                .toUtf8());
        QElapsedTimer timer;
        timer.start();
        if (!isTaken || !spinUntil([&] { return server.hasNamed(name); }))
            return reportHolds(false, u"nobody was told of %1"_s.arg(name));
        longest = std::max(longest, static_cast<double>(timer.nsecsElapsed()) / 1e6);
        let(std::chrono::milliseconds(617 * number % 1'500)); // at another time between two polls
    }
    QTextStream(stdout) << "     the longest of " << arrivals << " arrivals took " << longest << " ms" << Qt::endl;
    return report(
        "from a new alert to its notification, beyond an interval and the answer", std::max(longest - answer - interval.count(), 0.0), 100);
}

int measure(QApplication &app)
{
    Q_UNUSED(app)
    SystemClock clock;
    const auto transport = std::make_shared<QnamTransport>(clock);
    bench::Alertmanager alertmanager(*transport);
    if (!alertmanager.waitUntilReady() || !alertmanager.tell(count, 1, 0))
        return reportHolds(false, u"the Alertmanager did not take the alerts"_s) ? 0 : 1;
    const double answer = answerMilliseconds(*transport, alertmanager.address());
    QTextStream(stdout) << "     the Alertmanager says its 10,000 alerts in " << answer << " ms" << Qt::endl;

    PrivateBus bus;
    Server server;
    QDBusConnection desktop = bus.connection(u"desktop"_s);
    desktop.registerVirtualObject(u"/org/freedesktop/Notifications"_s, &server);
    desktop.registerService(u"org.freedesktop.Notifications"_s);

    const bench::Desk desk(bus);
    QProcess console;
    const bool isQuick = measureStart(console, desk, alertmanager.address(), answer);
    const bool arrive = measureArrivals(alertmanager, server, answer);
    endProcess(console);
    return isQuick && arrive ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    keepLargeBlocksApart();
    const bool isConsole = argc > 1 && QByteArrayView(argv[1]) == "--console";
    if (!isConsole)
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    if (isConsole)
        return runConsole(app);
    if (QStandardPaths::findExecutable(u"prometheus-alertmanager"_s).isEmpty()) {
        QTextStream(stdout) << "     prometheus-alertmanager is not installed: arrivals are not measured" << Qt::endl;
        return 0;
    }
    return measure(app);
}
