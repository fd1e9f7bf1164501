// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/controlserver.h"

#include "base/log.h"
#include "engine/encode.h"

#include <QJsonDocument>
#include <QLocalServer>
#include <QLocalSocket>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

// Also one that is stopped: it may go on at any time.
bool isAlive(const QString &path)
{
    QLocalSocket socket;
    socket.connectToServer(path);
    return socket.state() == QLocalSocket::ConnectedState || socket.state() == QLocalSocket::ConnectingState;
}

} // namespace

struct ControlServer::Peer
{
    ~Peer()
    {
        socket->disconnect();
        socket->flush(); // an answer may be on its way
        socket->abort();
        socket->deleteLater(); // this may run inside one of its signals
    }

    quint64 number = 0;
    QLocalSocket *socket = nullptr;
    QTimer idle;
    int outstanding = 0;
    bool watches = false;
    bool isGone = false; // taken out with the next turn of the event loop
};

ControlServer::ControlServer(Handler handler, std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
    , m_handler(std::move(handler))
    , m_patience(patience)
{ }

ControlServer::~ControlServer() = default;

Expected<Done> ControlServer::listen(const QStringList &paths)
{
    QString why = u"no folder for a local socket"_s;
    for (const QString &path : paths) {
        if (isAlive(path))
            return Error{ErrorKind::Conflict, path};
        QLocalServer::removeServer(path); // what a killed one left
        m_server = std::make_unique<QLocalServer>();
        m_server->setSocketOptions(QLocalServer::UserAccessOption);
        if (m_server->listen(path)) {
            connect(m_server.get(), &QLocalServer::newConnection, this, &ControlServer::accept);
            return Done{};
        }
        why = m_server->errorString();
    }
    m_server.reset();
    return Error{ErrorKind::Unavailable, why};
}

void ControlServer::accept()
{
    while (QLocalSocket *socket = m_server->nextPendingConnection()) {
        auto peer = std::make_unique<Peer>();
        peer->number = ++m_lastNumber;
        peer->socket = socket;
        socket->setParent(nullptr); // the peer's from now on
        if (m_peers.size() >= maximumPeers) {
            qCDebug(lcControl, "too many peers");
            continue; // which closes it
        }
        Peer &added = *peer;
        m_peers.push_back(std::move(peer));
        socket->setReadBufferSize(longestRequest);
        added.idle.setSingleShot(true);
        added.idle.setInterval(m_patience);
        added.idle.start();
        const quint64 number = added.number;
        connect(&added.idle, &QTimer::timeout, this, [this, socket] { drop(socket, "silent for too long"); });
        connect(socket, &QLocalSocket::disconnected, this, [this, socket] { drop(socket, "it went"); });
        connect(socket, &QLocalSocket::readyRead, this, [this, number] {
            if (Peer *found = find(number))
                read(*found);
        });
        read(added); // it may have been quick
    }
}

void ControlServer::read(Peer &peer)
{
    while (!peer.isGone && peer.socket->canReadLine())
        handle(peer, peer.socket->readLine(longestRequest + 1));
    if (!peer.isGone && peer.socket->bytesAvailable() >= longestRequest)
        drop(peer.socket, "a line without an end");
}

void ControlServer::handle(Peer &peer, const QByteArray &line)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject() || !line.endsWith('\n')) {
        drop(peer.socket, "not a request");
        return;
    }
    if (++peer.outstanding > mostOutstanding) {
        drop(peer.socket, "too many requests at once");
        return;
    }
    peer.idle.stop();
    const QJsonObject request = document.object();
    const bool wantsToWatch = request.value("command"_L1) == "watch"_L1;
    const quint64 number = peer.number;
    // The peer may be gone when the answer comes, and so may this server.
    const QPointer<ControlServer> self(this);
    m_handler(request, [self, number, wantsToWatch, tag = request.value("id"_L1)](const QJsonObject &answer) {
        Peer *asker = self ? self->find(number) : nullptr;
        if (!asker)
            return;
        QJsonObject tagged = answer;
        if (!tag.isUndefined())
            tagged.insert(u"id"_s, tag);
        write(*asker, tagged);
        asker->watches = asker->watches || (wantsToWatch && answer.value("ok"_L1).toBool());
        if (--asker->outstanding == 0 && !asker->watches)
            asker->idle.start();
        self->tellWatched();
    });
}

void ControlServer::write(Peer &peer, const QJsonObject &object)
{
    peer.socket->write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

void ControlServer::publish(const QJsonObject &line)
{
    for (const auto &peer : m_peers) {
        if (!peer->watches || peer->isGone)
            continue;
        if (peer->socket->bytesToWrite() > mostUnread)
            drop(peer->socket, "it does not read");
        else
            write(*peer, line);
    }
}

void ControlServer::drop(const QLocalSocket *socket, const char *why)
{
    const auto found = std::ranges::find_if(m_peers, [socket](const auto &peer) { return peer->socket == socket; });
    if (found == m_peers.end() || (*found)->isGone)
        return;
    qCDebug(lcControl, "dropped peer %llu: %s", (*found)->number, why);
    (*found)->isGone = true;
    tellWatched();
    // Somebody up the stack may still be looking at it.
    QMetaObject::invokeMethod(
        this, [this] { std::erase_if(m_peers, [](const auto &peer) { return peer->isGone; }); }, Qt::QueuedConnection);
}

void ControlServer::tellWatched()
{
    const bool isWatched = std::ranges::any_of(m_peers, [](const auto &peer) { return peer->watches && !peer->isGone; });
    if (std::exchange(m_isWatched, isWatched) != isWatched)
        Q_EMIT watched(isWatched);
}

ControlServer::Peer *ControlServer::find(quint64 number) const
{
    const auto found = std::ranges::find_if(m_peers, [number](const auto &peer) { return peer->number == number && !peer->isGone; });
    return found == m_peers.end() ? nullptr : found->get();
}

} // namespace nightbell
