// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/id.h"

#include <QObject>
#include <QSet>
#include <QTimer>

namespace nightbell {

class Poller;

// After a time in which nothing could be asked (the computer slept, the network was gone): until every source has answered
// again, or failed to. What comes meanwhile is one piece of news, not many.
class CatchUp : public QObject
{
    Q_OBJECT

public:
    static constexpr Duration patience = std::chrono::seconds(20); // for those that take their time

    explicit CatchUp(Poller &poller, QObject *parent = nullptr);

    void start(); // everything is about to be asked
    bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void started();
    void over();

private:
    void heard(const SourceId &source);
    void finish();

    Poller &m_poller;
    QSet<SourceId> m_waiting; // for these
    QTimer m_limit;
    bool m_isRunning = false;
};

} // namespace nightbell
