// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/readinesswatch.h"

#include <QMetaMethod>

namespace nightbell {

ReadinessWatch::ReadinessWatch(Facts engine, QObject *parent) : QObject(parent), m_engine(std::move(engine))
{ }

QList<ReadinessFact> ReadinessWatch::facts() const
{
    return m_engine() + m_desktop;
}

void ReadinessWatch::ask()
{
    if (isSignalConnected(QMetaMethod::fromSignal(&ReadinessWatch::asked)))
        Q_EMIT asked();
    else
        Q_EMIT settled();
}

void ReadinessWatch::setDesktop(const QList<ReadinessFact> &facts)
{
    if (m_knowsDesktop && facts == m_desktop)
        return;
    m_knowsDesktop = true;
    m_desktop = facts;
    Q_EMIT changed();
}

void ReadinessWatch::settle()
{
    Q_EMIT settled();
}

} // namespace nightbell
