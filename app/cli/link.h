// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "engine/controlclient.h"
#include "engine/session.h"

#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace nightbell {

// The way to the engine: whoever has the data folder open, or else an engine of our own in this process, which others can
// talk to in turn. Who answers looks the same to whoever asks.
class Link : public QObject
{
    Q_OBJECT

public:
    using Ports = std::function<SessionPorts()>; // only called where an engine of our own is needed

    // `patience`: how long somebody may have the folder without listening, as one does who is just starting or ending.
    Link(SessionOptions options, Clock &clock, Ports ports, Duration patience = std::chrono::seconds(10), QObject *parent = nullptr);
    ~Link() override;

    // Ends in answered() or failed(). If it is "watch", happened() follows; if then the other one goes away, movedOn() is
    // said and another way is found, which answers once more.
    void ask(const QJsonObject &request);

Q_SIGNALS:
    void found(const QJsonObject &who); // another process; not said when it is our own engine
    void answered(const QJsonObject &answer);
    void happened(const QJsonObject &line);
    void cameToNothing(const QJsonObject &line); // what an earlier run had queued, and our own engine tried: see actionLine()
    void movedOn(bool steppedAside); // for a console that has a window
    void notLocked(const nightbell::Error &why); // our own engine works without keeping others away from the folder
    // `isSent`: the other process has the request, and may have done what it says.
    void failed(const nightbell::Error &why, bool isSent);

private:
    struct Own;

    void findWay();
    void lost(const Error &why);
    void beIt();
    void receive(const QJsonObject &line);
    void stepAside();
    void watch();
    void actOnce();

    SessionOptions m_options;
    Clock &m_clock;
    Ports m_ports;
    Duration m_patience;
    QJsonObject m_request;
    TimePoint m_askedAt{};
    ControlClient m_client;
    QTimer m_again; // somebody has the folder and does not listen yet
    std::unique_ptr<Own> m_own;
    Duration m_giveUpAt{0};
    Duration m_othersFirstUntil{0}; // another wants the folder
    bool m_isWatch = false;
    bool m_isAnswered = false; // by whoever we are talking to now
    bool m_isSent = false; // to whoever we are talking to now
    bool m_wasSent = false; // to anybody: it may be done
    bool m_isOver = false;
};

} // namespace nightbell
