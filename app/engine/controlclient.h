// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QJsonObject>
#include <QLocalSocket>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <chrono>

namespace nightbell {

// Talks to the console (or the `nightbellctl watch`) that has a data folder open, over its local socket.
class ControlClient : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 longestLine = 64LL * 1024 * 1024;

    explicit ControlClient(QObject *parent = nullptr);
    ~ControlClient() override;

    // Looks for somebody at each of the paths and asks who it is. Ends in opened() or failed().
    void open(const QStringList &paths);

    // The answer comes as received(), if it comes within `deadline`; failed() otherwise.
    void send(const QJsonObject &request, std::chrono::milliseconds deadline);

Q_SIGNALS:
    void opened(const QJsonObject &who); // the answer to "ping"
    void received(const QJsonObject &line);
    // It is over. Unreachable: nobody is there, or it has gone. Timeout: it is there and does not answer. BadAnswer, TooLarge.
    void failed(const nightbell::Error &why);

private:
    void tryNext();
    void read();
    void fail(const Error &why);

    QLocalSocket m_socket;
    QTimer m_deadline;
    QStringList m_paths;
    bool m_isOpen = false;
    bool m_isOver = true;
};

// One request to whoever has the data folder, with a wait for the answer: for a program that has no event loop yet. Errors as
// in ControlClient::failed().
Expected<QJsonObject> askRunning(const QStringList &paths, const QJsonObject &request, std::chrono::milliseconds deadline);

} // namespace nightbell
