// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "sampler/systemd.h"
#include "sampler/unitlog.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusServiceWatcher>
#include <QObject>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <QVariantMap>

#include <functional>
#include <memory>
#include <optional>

class QDBusPendingCallWatcher;

namespace nightbell {

enum class ManagerState : std::uint8_t {
    NoBus, // its bus cannot be reached
    NoManager, // the bus is there, nobody on it is systemd
    Asking, // it has not answered yet
    Watched,
};

// One systemd on one bus.
class ServiceManager : public QObject
{
    Q_OBJECT

public:
    ServiceManager(UnitManager which, BusOpener opener, const UnitFilter &filter, const Clock &clock);
    ~ServiceManager() override;

    void refresh(); // connects, if it is not connected and the last attempt is a while ago

    ManagerState state() const { return m_state; }
    // Its units are known; also while it is asked again.
    bool isKnown() const { return m_state == ManagerState::Watched || (m_state == ManagerState::Asking && m_watchedSince); }
    std::optional<TimePoint> watchedSince() const { return m_watchedSince; }
    QList<ServiceUnit> units() { return m_log.units(); }

Q_SIGNALS:
    void changed();

private Q_SLOTS: // called by QtDBus, which knows them by name
    void onServiceChanged(
        const QString &interface, const QVariantMap &changed, const QStringList &invalidated, const QDBusMessage &message);
    void onUnitChanged(const QString &interface, const QVariantMap &changed, const QStringList &invalidated, const QDBusMessage &message);
    void onUnitNew(const QString &name, const QDBusObjectPath &path);
    void onUnitRemoved(const QString &name, const QDBusObjectPath &path);
    void onReloading(bool active);
    void onBusGone();

private:
    void open();
    void close();
    void listen();
    void adopt(); // a manager is there: subscribe, list
    void setState(ManagerState state);
    void listAll();
    void listNew();
    void settleList(const QDBusMessage &answer);
    void settleNew(const QDBusMessage &answer);
    void askRuns(const QString &path);
    void call(QDBusMessage message, std::function<void(const QDBusMessage &)> then);

    UnitManager m_which;
    BusOpener m_opener;
    const Clock &m_clock;
    UnitLog m_log;
    ManagerState m_state = ManagerState::NoBus;
    QString m_connection; // name; empty: none
    int m_attempt = 0;
    std::optional<Duration> m_attempted;
    quint64 m_round = 0; // answers to questions of an earlier round are of a manager that is gone
    bool m_isReloading = false;
    std::optional<TimePoint> m_watchedSince;
    std::unique_ptr<QDBusServiceWatcher> m_owner;
    QSet<QString> m_newNames;
    QTimer m_lookup;
};

} // namespace nightbell
