// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/controlclient.h"

#include <QEventLoop>
#include <QJsonDocument>

#include <optional>

namespace nightbell {

using namespace Qt::StringLiterals;

constexpr auto patienceForPing = std::chrono::seconds(3);

ControlClient::ControlClient(QObject *parent) : QObject(parent)
{
    m_deadline.setSingleShot(true);
    m_socket.setReadBufferSize(longestLine);
    connect(&m_deadline, &QTimer::timeout, this, [this] { fail(Error{ErrorKind::Timeout, u"no answer on the local socket"_s}); });
    connect(&m_socket, &QLocalSocket::readyRead, this, &ControlClient::read);
    connect(&m_socket, &QLocalSocket::connected, this, [this] { send(QJsonObject{{u"command"_s, u"ping"_s}}, patienceForPing); });
    // Also what ends a connection, so disconnected() has nothing to add. Never from inside connectToServer(), which still
    // works on the socket when it says that.
    connect(
        &m_socket, &QLocalSocket::errorOccurred, this,
        [this] {
            if (m_isOver)
                return;
            if (!m_isOpen && !m_paths.isEmpty())
                tryNext();
            else
                fail(Error{ErrorKind::Unreachable, m_socket.errorString()});
        },
        Qt::QueuedConnection);
}

ControlClient::~ControlClient()
{
    m_socket.disconnect(this);
}

void ControlClient::open(const QStringList &paths)
{
    m_isOver = false;
    m_isOpen = false;
    m_paths = paths;
    if (m_paths.isEmpty())
        QMetaObject::invokeMethod(
            this,
            [this] {
                fail(Error{ErrorKind::Unreachable, u"no local socket"_s});
            },
            Qt::QueuedConnection);
    else
        tryNext();
}

void ControlClient::tryNext()
{
    m_socket.abort();
    m_deadline.start(patienceForPing);
    m_socket.connectToServer(m_paths.takeFirst());
}

void ControlClient::send(const QJsonObject &request, std::chrono::milliseconds deadline)
{
    if (m_isOver)
        return;
    m_socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    m_deadline.start(deadline);
}

void ControlClient::read()
{
    while (!m_isOver && m_socket.canReadLine()) {
        const QByteArray line = m_socket.readLine();
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(line, &error);
        if (!document.isObject()) {
            fail(Error{ErrorKind::BadAnswer, error.errorString()});
            return;
        }
        m_deadline.stop();
        if (m_isOpen) {
            Q_EMIT received(document.object());
            continue;
        }
        m_isOpen = true;
        Q_EMIT opened(document.object().value("result"_L1).toObject());
    }
    if (!m_isOver && m_socket.bytesAvailable() >= longestLine)
        fail(Error{ErrorKind::TooLarge, u"the answer on the local socket"_s});
}

void ControlClient::fail(const Error &why)
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_deadline.stop();
    m_socket.abort();
    Q_EMIT failed(why);
}

Expected<QJsonObject> askRunning(const QStringList &paths, const QJsonObject &request, std::chrono::milliseconds deadline)
{
    ControlClient client;
    QEventLoop loop;
    std::optional<Expected<QJsonObject>> answer;
    QObject::connect(&client, &ControlClient::opened, &loop, [&] { client.send(request, deadline); });
    QObject::connect(&client, &ControlClient::received, &loop, [&](const QJsonObject &line) {
        answer = line;
        loop.quit();
    });
    QObject::connect(&client, &ControlClient::failed, &loop, [&](const Error &why) {
        answer = why;
        loop.quit();
    });
    client.open(paths);
    loop.exec();
    return answer.value_or(Error{ErrorKind::Cancelled, {}});
}

} // namespace nightbell
