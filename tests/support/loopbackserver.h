// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSslConfiguration>
#include <QSslServer>
#include <QString>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

namespace nightbell {

// A web server on 127.0.0.1 that behaves as badly as it is told to, path by path. Runs in the event loop of the test.
class LoopbackServer
{
public:
    struct Request
    {
        QByteArray method;
        QByteArray target; // path and query
        QByteArray head; // all lines, as they came
        QByteArray body;

        QByteArray header(const QByteArray &name) const
        {
            for (const QByteArray &line : head.split('\n')) {
                const qsizetype colon = line.indexOf(':');
                if (colon > 0 && line.first(colon).compare(name, Qt::CaseInsensitive) == 0)
                    return line.sliced(colon + 1).trimmed();
            }
            return {};
        }
    };
    using Behaviour = std::function<void(QTcpSocket *socket, const Request &request)>;

    LoopbackServer() { prepare(std::make_unique<QTcpServer>()); }
    explicit LoopbackServer(const QSslConfiguration &tls)
    {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(tls);
        m_scheme = QStringLiteral("https");
        prepare(std::move(server));
    }

    QList<Request> requests; // whole ones, in the order they came
    int connections = 0; // made until now
    int open = 0; // now
    int mostOpen = 0; // at one time

    Behaviour otherwise = answer(404, "there is nothing here"); // on all other paths

    // Connections are refused, open ones are cut; comeBack() listens on the same port again.
    void goAway()
    {
        m_server->close();
        for (QTcpSocket *socket : m_server->findChildren<QTcpSocket *>())
            socket->abort();
    }
    void comeBack() { m_server->listen(QHostAddress::LocalHost, m_port); }

    void on(const QByteArray &path, const Behaviour &behaviour) { m_behaviours.insert(path, behaviour); }

    quint16 port() const { return m_port; }
    QUrl url(const QString &path, const QString &host = QStringLiteral("127.0.0.1")) const
    {
        return QUrl(QStringLiteral("%1://%2:%3%4").arg(m_scheme, host).arg(m_port).arg(path));
    }

    static QByteArray whole(int status, const QByteArray &body, const QByteArray &headers = {})
    {
        return "HTTP/1.1 " + QByteArray::number(status) + " Said\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + headers
            + "\r\n" + body;
    }
    static Behaviour answer(int status, const QByteArray &body, const QByteArray &headers = {})
    {
        return [=](QTcpSocket *socket, const Request &request) {
            socket->write(request.method == "HEAD" ? whole(status, {}, headers) : whole(status, body, headers));
        };
    }
    static Behaviour redirect(int status, const QByteArray &location) { return answer(status, {}, "Location: " + location + "\r\n"); }
    static Behaviour hang()
    {
        return [](QTcpSocket *, const Request &) {};
    }
    static Behaviour late(std::chrono::milliseconds by, const Behaviour &behaviour)
    {
        return [=](QTcpSocket *socket, const Request &request) { QTimer::singleShot(by, socket, [=] { behaviour(socket, request); }); };
    }
    static Behaviour close()
    {
        return [](QTcpSocket *socket, const Request &) { socket->disconnectFromHost(); };
    }
    // Says these bytes, whatever they are, and closes.
    static Behaviour say(const QByteArray &bytes)
    {
        return [bytes](QTcpSocket *socket, const Request &) {
            socket->write(bytes);
            socket->disconnectFromHost();
        };
    }
    static Behaviour cutBody() { return say("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this"); }
    // A body that never ends, one byte each 20 ms: no wait between two bytes is long.
    static Behaviour drip()
    {
        return [](QTcpSocket *socket, const Request &) {
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            auto *timer = new QTimer(socket);
            QObject::connect(timer, &QTimer::timeout, socket, [socket] { socket->write("."); });
            timer->start(std::chrono::milliseconds(20));
        };
    }

private:
    void prepare(std::unique_ptr<QTcpServer> server)
    {
        m_server = std::move(server);
        m_server->setMaxPendingConnections(1000);
        m_server->setListenBacklogSize(1000);
        QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, m_server.get(), [this] {
            while (QTcpSocket *socket = m_server->nextPendingConnection())
                serve(socket);
        });
        m_server->listen(QHostAddress::LocalHost);
        m_port = m_server->serverPort();
    }

    void serve(QTcpSocket *socket)
    {
        ++connections;
        mostOpen = std::max(mostOpen, ++open);
        const auto arrived = std::make_shared<QByteArray>();
        QObject::connect(socket, &QTcpSocket::disconnected, m_server.get(), [this] { --open; });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QObject::connect(socket, &QTcpSocket::readyRead, m_server.get(), [this, socket, arrived] { read(socket, *arrived); });
        if (socket->bytesAvailable() > 0)
            read(socket, *arrived);
    }

    void read(QTcpSocket *socket, QByteArray &arrived)
    {
        arrived += socket->readAll();
        const qsizetype headEnd = arrived.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return;
        Request request;
        request.head = arrived.first(headEnd);
        const qsizetype size = request.header("Content-Length").toLongLong();
        if (arrived.size() < headEnd + 4 + size)
            return;
        request.body = arrived.mid(headEnd + 4, size);
        arrived.remove(0, headEnd + 4 + size);
        const QList<QByteArray> words
            = request.head.first(request.head.indexOf('\r') < 0 ? headEnd : request.head.indexOf('\r')).split(' ');
        request.method = words.value(0);
        request.target = words.value(1);
        requests.append(request);
        const QByteArray path = request.target.first(request.target.indexOf('?') < 0 ? request.target.size() : request.target.indexOf('?'));
        m_behaviours.value(path, otherwise)(socket, request);
    }

    QString m_scheme = QStringLiteral("http");
    quint16 m_port = 0;
    QHash<QByteArray, Behaviour> m_behaviours;
    std::unique_ptr<QTcpServer> m_server;
};

} // namespace nightbell
