// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/screenlock.h"

#include <QObject>

class QAction;

namespace nightbell {

class Session;

// Whether titles are hidden now, in what pops up in front of others: as the settings say, and while the person says that
// others see the screen. No desktop tells a program reliably that it is being shared, so that is said by hand.
class Privacy : public QObject
{
    Q_OBJECT

public:
    Privacy(Session &session, QDBusConnection bus, QDBusConnection system, QObject *parent = nullptr);

    void start();

    bool hidesTitles() const { return m_hidesTitles; }
    QAction *sharedAction() const { return m_shared; } // checked for as long as others see the screen, or till the program ends

Q_SIGNALS:
    void changed(bool hidesTitles);

private:
    void judge();

    Session &m_session;
    ScreenLock m_lock;
    QAction *m_shared;
    bool m_hidesTitles = false;
};

} // namespace nightbell
