// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/catchup.h"

#include "engine/poller.h"

#include <utility>

namespace nightbell {

CatchUp::CatchUp(Poller &poller, QObject *parent) : QObject(parent), m_poller(poller)
{
    m_limit.setSingleShot(true);
    m_limit.setInterval(patience);
    connect(&m_limit, &QTimer::timeout, this, &CatchUp::finish);
    connect(&poller, &Poller::answered, this, [this](const Snapshot &snapshot) { heard(snapshot.source); });
    connect(&poller, &Poller::removed, this, &CatchUp::heard);
    connect(&poller, &Poller::statusChanged, this, [this](const SourceStatus &, const SourceStatus &after) {
        if (after.state == SourceState::Failed)
            heard(after.id);
    });
}

void CatchUp::start()
{
    m_waiting.clear();
    for (const SourceStatus &status : m_poller.statuses())
        m_waiting.insert(status.id);
    m_limit.start();
    if (!std::exchange(m_isRunning, true))
        Q_EMIT started();
    if (m_waiting.isEmpty())
        finish();
}

void CatchUp::heard(const SourceId &source)
{
    // From the event loop: whoever else hears of the answer comes first.
    if (m_waiting.remove(source) && m_waiting.isEmpty())
        QMetaObject::invokeMethod(this, &CatchUp::finish, Qt::QueuedConnection);
}

void CatchUp::finish()
{
    if (!m_isRunning || (!m_waiting.isEmpty() && m_limit.isActive())) // it was started anew meanwhile
        return;
    m_isRunning = false;
    m_limit.stop();
    m_waiting.clear();
    Q_EMIT over();
}

} // namespace nightbell
