// SPDX-License-Identifier: GPL-3.0-or-later
// Polls of PagerDuty over HTTP: what one of 100 incidents costs, and 1,000 that all change, from the last byte to the rows.
#include "bench/measure.h"
#include "bench/process.h"
#include "engine/store.h"
#include "models/filterproxy.h"
#include "models/incidentmodel.h"
#include "net/qnamtransport.h"
#include "sources/source.h"
#include "support/waited.h"

#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTableView>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrlQuery>

#include <sys/resource.h>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int pageSize = 100;

double cpuMilliseconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto of = [](const timeval &time) { return static_cast<double>(time.tv_sec) * 1000 + static_cast<double>(time.tv_usec) / 1000; };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

QJsonObject reference(const QString &type, const QString &id, const QString &name)
{
    return {{u"id"_s, id}, {u"type"_s, type + u"_reference"_s}, {u"summary"_s, name},
        {u"self"_s, u"https://api.pagerduty.com/%1s/%2"_s.arg(type, id)},
        {u"html_url"_s, u"https://example.pagerduty.com/%1s/%2"_s.arg(type, id)}};
}

// As long as they come: 2.5 kB.
QJsonObject incident(int number, int version)
{
    const QString at = u"2026-01-05T03:00:00Z"_s;
    const QString id = u"Q%1"_s.arg(number, 13, 36, QChar(u'0')).toUpper();
    const QJsonObject bo = reference(u"user"_s, u"PBO"_s, u"Bo Nightingale"_s);
    QJsonObject object = reference(u"incident"_s, id, u"[#%1] Replication is behind"_s.arg(number));
    object[u"type"_s] = u"incident"_s;
    object[u"incident_number"_s] = number;
    object[u"title"_s] = u"Replication of pg-%1 is %2 s behind its primary"_s.arg(number).arg(version);
    object[u"created_at"_s] = object[u"updated_at"_s] = object[u"last_status_change_at"_s] = at;
    object[u"status"_s] = u"triggered"_s;
    object[u"urgency"_s] = u"high"_s;
    object[u"incident_key"_s] = u"pg/%1/replication"_s.arg(number);
    object[u"service"_s] = reference(u"service"_s, u"PSVC"_s, u"Databases"_s);
    object[u"assignments"_s] = QJsonArray{QJsonObject{{u"at"_s, at}, {u"assignee"_s, bo}}};
    object[u"acknowledgements"_s] = QJsonArray();
    object[u"escalation_policy"_s] = reference(u"escalation_policy"_s, u"PEP"_s, u"Databases"_s);
    object[u"teams"_s] = QJsonArray{reference(u"team"_s, u"PTEAM"_s, u"Operations"_s)};
    object[u"priority"_s] = reference(u"priority"_s, u"PPRIO"_s, u"P2"_s);
    object[u"pending_actions"_s] = QJsonArray{QJsonObject{{u"type"_s, u"escalate"_s}, {u"at"_s, u"2036-01-05T03:05:00Z"_s}}};
    object[u"last_status_change_by"_s] = reference(u"service"_s, u"PSVC"_s, u"Databases"_s);
    object[u"alert_counts"_s] = QJsonObject{{u"all"_s, 1}, {u"triggered"_s, 1}, {u"resolved"_s, 0}};
    return object;
}

// PagerDuty with `count` incidents, each with another title whenever the list is asked for anew. In a process of its own.
class Account
{
public:
    explicit Account(int count) : m_count(count)
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { answer(socket); });
        });
    }
    quint16 port() const { return m_server.serverPort(); }

private:
    void answer(QTcpSocket *socket)
    {
        const QByteArray request = socket->readAll(); // none is longer than a packet
        const QUrl url(QString::fromLatin1(request.split(' ').value(1)));
        const QByteArray body = QJsonDocument(bodyOf(url)).toJson(QJsonDocument::Compact);
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nratelimit-limit: 960\r\nratelimit-remaining: 900\r\n"
                      "Content-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    QJsonObject bodyOf(const QUrl &url)
    {
        if (url.path() == "/users/me"_L1)
            return {{u"user"_s, QJsonObject{{u"id"_s, u"PBO"_s}, {u"name"_s, u"Bo"_s}, {u"email"_s, u"bo@example.com"_s}}}};
        if (url.path() != "/incidents"_L1)
            return {{u"abilities"_s, QJsonArray()}, {u"priorities"_s, QJsonArray()}, {u"oncalls"_s, QJsonArray()},
                {u"escalation_policies"_s, QJsonArray()}, {u"more"_s, false}};
        const int offset = QUrlQuery(url).queryItemValue(u"offset"_s).toInt();
        m_version += offset == 0 ? 1 : 0;
        QJsonArray rows;
        const int end = std::min(m_count, offset + pageSize);
        for (int number = offset; number < end; ++number)
            rows.append(incident(number + 1, m_version));
        return {{u"incidents"_s, rows}, {u"limit"_s, pageSize}, {u"offset"_s, offset}, {u"more"_s, end < m_count}};
    }

    QTcpServer m_server;
    int m_count;
    int m_version = 0;
};

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
    explicit Bench(int count)
    {
        server.start(QCoreApplication::applicationFilePath(), {u"--serve"_s, QString::number(count)});
        server.waitForReadyRead(10'000);
        const QString port = QString::fromLatin1(server.readLine()).trimmed();
        const FieldValues values{{u"url"_s, u"http://127.0.0.1:"_s + port}, {u"token"_s, u"none"_s}};
        source = sourceKind(u"pagerduty")->create(SourceContext{SourceId(u"pd"_s), values, clock, transport, 10s});
        view.setModel(&proxy);
        view.resize(1000, 700);
        view.show();
        QObject::connect(&store, &Store::incidentsChanged, &model, [this] { model.setItems(store.incidents()); });
    }
    ~Bench()
    {
        server.kill();
        server.waitForFinished();
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
    QProcess server;
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
    if (const QStringList arguments = QCoreApplication::arguments(); arguments.value(1) == "--serve"_L1) {
        const Account account(arguments.value(2).toInt());
        QTextStream(stdout) << account.port() << Qt::endl;
        return QApplication::exec();
    }
    const bool isCheap = costOfHundred();
    return thousandChange() && isCheap ? 0 : 1;
}
