// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QJsonObject>
#include <QObject>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

class QLocalServer;
class QLocalSocket;

namespace nightbell {

// Listens for others of the same person on a local socket: a JSON object a line, one answer for each request. Whoever sends
// anything else, is silent for too long or does not read what was asked for is dropped; the console does not wait for anybody.
class ControlServer : public QObject
{
    Q_OBJECT

public:
    using Reply = std::function<void(const QJsonObject &answer)>;
    using Handler = std::function<void(const QJsonObject &request, const Reply &reply)>;

    static constexpr int maximumPeers = 32;
    static constexpr qint64 longestRequest = 64LL * 1024;
    static constexpr qint64 mostUnread = 8LL * 1024 * 1024; // by one who watches, beside what is on its way already
    static constexpr int mostOutstanding = 16; // requests of one peer

    // `patience`: how long a peer may take until its next request.
    explicit ControlServer(Handler handler, std::chrono::milliseconds patience = std::chrono::seconds(10), QObject *parent = nullptr);
    ~ControlServer() override;

    // At the first of the paths where that works. What a killed one left is taken over; Conflict: somebody alive is there.
    Expected<Done> listen(const QStringList &paths);

    // To all who have asked for "watch".
    void publish(const QJsonObject &line);

Q_SIGNALS:
    void watched(bool isWatched); // somebody has asked for "watch" and is there still

private:
    struct Peer;

    void accept();
    void read(Peer &peer);
    void handle(Peer &peer, const QByteArray &line);
    static void write(Peer &peer, const QJsonObject &object);
    void drop(const QLocalSocket *socket, const char *why);
    Peer *find(quint64 number) const;
    void tellWatched();

    Handler m_handler;
    std::chrono::milliseconds m_patience;
    std::unique_ptr<QLocalServer> m_server;
    std::vector<std::unique_ptr<Peer>> m_peers;
    quint64 m_lastNumber = 0;
    bool m_isWatched = false;
};

} // namespace nightbell
