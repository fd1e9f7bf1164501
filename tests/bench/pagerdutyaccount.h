// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTextStream>
#include <QTimer>
#include <QUrlQuery>

#include <chrono>

// PagerDuty for measurements: it answers at once, in a process of its own, so that its work is not measured.
namespace nightbell::bench {

using Qt::StringLiterals::operator""_s;
using Qt::StringLiterals::operator""_L1;

constexpr int pageSize = 100;

// The clock of both processes, in nanoseconds.
inline qint64 monotonicNow()
{
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
}

inline QJsonObject reference(const QString &type, const QString &id, const QString &name)
{
    return {{u"id"_s, id}, {u"type"_s, type + u"_reference"_s}, {u"summary"_s, name},
        {u"self"_s, u"https://api.pagerduty.com/%1s/%2"_s.arg(type, id)},
        {u"html_url"_s, u"https://example.pagerduty.com/%1s/%2"_s.arg(type, id)}};
}

// As long as they come: 2.5 kB.
inline QJsonObject incident(int number, int version)
{
    const QString at = u"2026-01-05T03:00:00Z"_s;
    const QString id = u"Q%1"_s.arg(number, 13, 36, QChar(u'0')).toUpper();
    const QJsonObject bo = reference(u"user"_s, u"PBO"_s, u"Operations engineer"_s);
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
        const qint64 at = monotonicNow();
        const QByteArray request = socket->readAll(); // none is longer than a packet
        if (request.startsWith("PUT "))
            QTextStream(stdout) << at << Qt::endl; // somebody waits for when it came
        const QUrl url(QString::fromLatin1(request.split(' ').value(1)));
        const QByteArray body = QJsonDocument(bodyOf(url)).toJson(QJsonDocument::Compact);
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nratelimit-limit: 960\r\nratelimit-remaining: 900\r\n"
                      "Content-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    QJsonObject bodyOf(const QUrl &url)
    {
        if (url.path() == "/users/me"_L1)
            return {{u"user"_s, QJsonObject{{u"id"_s, u"PBO"_s}, {u"name"_s, u"Operations"_s}, {u"email"_s, u"me@example.com"_s}}}};
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

inline bool isAccountProcess()
{
    return QCoreApplication::arguments().value(1) == "--serve"_L1;
}

// Says its port, then when each change came.
inline int serveAccount()
{
    const Account account(QCoreApplication::arguments().value(2).toInt());
    QTextStream(stdout) << account.port() << Qt::endl;
    return QCoreApplication::exec();
}

// This program once more, as the account.
class AccountProcess
{
public:
    explicit AccountProcess(int count)
    {
        m_process.start(QCoreApplication::applicationFilePath(), {u"--serve"_s, QString::number(count)});
        m_port = nextLine().toInt();
    }
    ~AccountProcess()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(AccountProcess)

    QString url() const { return u"http://127.0.0.1:%1"_s.arg(m_port); }

    // Waits for what it says next. Only for lines of which it is known that they come: nothing else goes on meanwhile.
    QByteArray nextLine()
    {
        while (!m_process.canReadLine() && m_process.waitForReadyRead(10'000)) { }
        return m_process.readLine().trimmed();
    }
    // The same while everything else goes on. Empty: it says nothing.
    QByteArray lineMeanwhile()
    {
        QEventLoop loop;
        QObject::connect(&m_process, &QProcess::readyRead, &loop, &QEventLoop::quit);
        QTimer::singleShot(5'000, &loop, &QEventLoop::quit);
        if (!m_process.canReadLine())
            loop.exec();
        return m_process.readLine().trimmed();
    }

private:
    QProcess m_process;
    int m_port = 0;
};

} // namespace nightbell::bench
