// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/datadogworld.h"
#include "support/loopbackserver.h"

#include <QDateTime>
#include <QLocale>

#include <optional>

namespace nightbell {

// Datadog on 127.0.0.1, over a world that keeps its state. Lives in the event loop of the test.
//
//     DatadogServer server([&clock] { return clock.now(); });
//     … a client with server.url(), dd::apiKey, dd::appKey …
//     server.fail("/api/v1/hosts", LoopbackServer::answer(500, "<html>"), 2); // the next two requests for it
//     server.world.set(101, u"host:web-1"_s, u"OK"_s);
class DatadogServer
{
public:
    explicit DatadogServer(dd::World::Now now) : world(std::move(now))
    {
        world.fill();
        m_http.otherwise = [this](QTcpSocket *socket, const LoopbackServer::Request &request) { serve(socket, request); };
    }

    QUrl url() const { return m_http.url({}); }
    LoopbackServer &http() { return m_http; }

    // How the next `times` requests for that path are answered instead; -1: until heal().
    void fail(const QByteArray &path, const LoopbackServer::Behaviour &behaviour, int times = -1)
    {
        m_faults.append(Fault{path, behaviour, times});
    }
    void heal() { m_faults.clear(); }

    qsizetype count(const QByteArray &method, const QByteArray &path) const
    {
        return std::ranges::count_if(m_http.requests, [&](const LoopbackServer::Request &request) {
            return request.method == method && request.target.split('?').constFirst() == path;
        });
    }

    dd::World world;
    Duration ahead{0}; // its clock of the world's: in the Date header

private:
    struct Fault
    {
        QByteArray path;
        LoopbackServer::Behaviour behaviour;
        int times = 0;
    };

    void serve(QTcpSocket *socket, const LoopbackServer::Request &request)
    {
        const QByteArray path = request.target.split('?').constFirst();
        const auto fault = std::ranges::find_if(m_faults, [&path](const Fault &known) { return known.path == path && known.times != 0; });
        if (fault != m_faults.end()) {
            fault->times -= fault->times > 0 ? 1 : 0;
            fault->behaviour(socket, request);
            return;
        }
        const QUrl target = QUrl::fromEncoded("http://here" + request.target);
        const dd::Reply reply = world.answer(dd::Call{request.method, target.path(), QUrlQuery(target), request.body,
            request.header("DD-API-KEY"), request.header("DD-APPLICATION-KEY")});
        QByteArray headers
            = "Date: " + QLocale::c().toString(toDateTime(world.now() + ahead), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'").toLatin1() + "\r\n";
        for (const auto &[name, value] : reply.headers)
            headers += name + ": " + value + "\r\n";
        if (reply.status == 204)
            socket->write("HTTP/1.1 204 No Content\r\n" + headers + "\r\n");
        else
            socket->write(LoopbackServer::whole(reply.status, reply.body, headers));
    }

    LoopbackServer m_http;
    QList<Fault> m_faults;
};

} // namespace nightbell
