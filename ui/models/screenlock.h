// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QSet>
#include <QString>

class QDBusMessage;

namespace nightbell {

// Whether the screen is locked, as logind or one of the screen savers says. Where nobody says anything it is not.
class ScreenLock : public QObject
{
    Q_OBJECT

public:
    ScreenLock(QDBusConnection session, QDBusConnection system, QObject *parent = nullptr);

    void start();

    bool isLocked() const { return m_isHinted || !m_active.isEmpty(); }

Q_SIGNALS:
    void changed(bool isLocked);

private Q_SLOTS:
    void onActiveChanged(bool isActive, const QDBusMessage &message);
    void onPropertiesChanged(const QString &interface, const QVariantMap &values, const QStringList &others);

private:
    void follow(const QString &sessionPath);
    void setHinted(bool isHinted);
    void setActive(const QString &interface, bool isActive);
    void tell(bool wasLocked);

    QDBusConnection m_session;
    QDBusConnection m_system;
    bool m_isHinted = false; // logind's LockedHint
    QSet<QString> m_active; // interfaces of screen savers
};

} // namespace nightbell
