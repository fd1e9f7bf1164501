// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/whilevisible.h"

#include <QEvent>
#include <QWidget>

namespace nightbell {

WhileVisible::WhileVisible(QWidget *watched, Duration interval) : QObject(watched), m_timer(this)
{
    m_timer.setTimerType(Qt::CoarseTimer);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &WhileVisible::tick);
    watched->installEventFilter(this);
    if (watched->isVisible())
        m_timer.start();
}

bool WhileVisible::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show) {
        m_timer.start();
        Q_EMIT tick();
    } else if (event->type() == QEvent::Hide) {
        m_timer.stop();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace nightbell
