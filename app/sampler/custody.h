// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QString>
#include <QVariantMap>

namespace nightbell {

// Knows when this machine stops watching: before it sleeps (logind waits a moment for that to be said) and when the network
// is gone (NetworkManager). Without these two on the bus it stays silent.
class Custody : public QObject
{
    Q_OBJECT

public:
    // `bus`: the system's.
    explicit Custody(QDBusConnection bus, QObject *parent = nullptr);
    ~Custody() override;

    void start();

    bool delaysSleep() const { return m_delay.isValid(); } // logind waits for us
    bool isAsleep() const { return m_isAsleep; }
    bool isOffline() const { return m_isOffline; }

Q_SIGNALS:
    void sleepComing(); // sleep waits a little longer than whoever hears of it
    void woke();
    void networkLost();
    void networkBack();

private Q_SLOTS:
    void onPrepareForSleep(bool begins);
    void onNetworkChanged(const QString &interface, const QVariantMap &changed, const QStringList &invalidated);

private:
    void takeDelay();
    void askNetwork();
    void setNetworkState(uint state);

    QDBusConnection m_bus;
    QDBusUnixFileDescriptor m_delay;
    bool m_isAsleep = false;
    bool m_isOffline = false;
};

} // namespace nightbell
