// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QObject>

namespace nightbell {

// The watcher of a panel, with or without somebody behind it who draws the icons.
class FakePanel : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.StatusNotifierWatcher")
    Q_PROPERTY(bool IsStatusNotifierHostRegistered READ isHostRegistered)

public:
    FakePanel(QDBusConnection bus, bool isHostRegistered) : m_isHostRegistered(isHostRegistered)
    {
        bus.registerObject(
            QStringLiteral("/StatusNotifierWatcher"), this, QDBusConnection::ExportAllProperties | QDBusConnection::ExportAllSignals);
        bus.registerService(QStringLiteral("org.kde.StatusNotifierWatcher"));
    }

    bool isHostRegistered() const
    {
        ++m_asked;
        return m_isHostRegistered;
    }
    int asked() const { return m_asked; }

    void registerHost()
    {
        m_isHostRegistered = true;
        Q_EMIT StatusNotifierHostRegistered();
    }

Q_SIGNALS:
    void StatusNotifierHostRegistered();

private:
    bool m_isHostRegistered;
    mutable int m_asked = 0;
};

} // namespace nightbell
