// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/privacy.h"

#include "engine/session.h"

#include <QAction>

#include <utility>

namespace nightbell {

using namespace Qt::StringLiterals;

Privacy::Privacy(Session &session, QDBusConnection bus, QDBusConnection system, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_lock(std::move(bus), std::move(system))
    , m_shared(new QAction(tr("Others see my screen: hide titles"), this))
{
    m_shared->setCheckable(true);
    connect(m_shared, &QAction::toggled, this, &Privacy::judge);
    connect(&m_lock, &ScreenLock::changed, this, &Privacy::judge);
    connect(&session, &Session::configurationChanged, this, &Privacy::judge);
}

void Privacy::start()
{
    m_lock.start();
    judge();
}

void Privacy::judge()
{
    const QString &wish = m_session.configuration().console.hideTitles;
    const bool hides = m_shared->isChecked() || wish == "always"_L1 || (wish == "locked"_L1 && m_lock.isLocked());
    if (std::exchange(m_hidesTitles, hides) != hides)
        Q_EMIT changed(hides);
}

} // namespace nightbell
