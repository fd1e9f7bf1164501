// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QString>
#include <QTimer>
#include <QVariantMap>

#include <functional>

namespace nightbell {

// Knows when this machine stops watching: before it sleeps (logind waits a moment for that to be said) and when the network
// is gone or becomes another one (NetworkManager). Without these two on the bus only a sleep that is over is noticed, by the
// clocks.
class Custody : public QObject
{
    Q_OBJECT

public:
    // `bus`: the system's.
    // `slept`: how long the machine has been asleep so far, since some fixed moment.
    using Slept = std::function<Duration()>;
    explicit Custody(QDBusConnection bus, Slept slept = sleptByTheClocks, QObject *parent = nullptr);
    ~Custody() override;

    void start();

    // Whether sleep is to wait until it was said: not at all at first.
    void setDelaysSleep(bool delays);

    static Duration sleptByTheClocks();
    void look(); // whether it has slept; by itself every few seconds

    bool delaysSleep() const { return m_delay.isValid(); } // logind waits for us
    bool isOffline() const { return m_isOffline; }

Q_SIGNALS:
    void sleepComing(); // sleep waits a little longer than whoever hears of it
    void woke();
    void networkLost();
    void networkBack();
    void networkChanged(); // there is one, but not the one from before

private Q_SLOTS:
    void onPrepareForSleep(bool begins);
    void onNetworkChanged(const QString &interface, const QVariantMap &changed, const QStringList &invalidated);

private:
    void takeDelay();
    void askNetwork();
    void setNetworkState(uint state);
    void setConnection(const QString &path);
    void setAwake();

    QDBusConnection m_bus;
    Slept m_slept;
    Duration m_sleptBefore{0}; // as far as it is known to whoever listens
    QTimer m_looks;
    QDBusUnixFileDescriptor m_delay;
    QString m_connection; // the network's, by its path on the bus; empty: none yet
    bool m_wantsDelay = false;
    bool m_isAsked = false; // for a delay, and not answered yet
    bool m_isAsleep = false;
    bool m_isOffline = false;
};

} // namespace nightbell
