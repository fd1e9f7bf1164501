// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/host.h"
#include "sampler/unitlog.h"

#include <QDBusConnection>
#include <QList>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace nightbell {

// Opens a new connection of that name, which the caller closes. Never blocks for long; may be not connected.
using BusOpener = std::function<QDBusConnection(const QString &name)>;

struct SystemdBuses
{
    BusOpener system;
    BusOpener session;
    QString bootedMark = QStringLiteral("/run/systemd/system"); // is there when systemd started the machine, as sd_booted(3) has it

    static SystemdBuses ofThisMachine();
};

class ServiceManager;

// The services of this machine and of the person, learnt from their systemd by signals: nothing is polled.
class Systemd : public QObject
{
    Q_OBJECT

public:
    Systemd(SystemdBuses buses, const UnitFilter &filter, const Clock &clock, QObject *parent = nullptr);
    ~Systemd() override;

    // Tries again to reach what could not be reached. Cheap; to be called now and then.
    void refresh();

    QList<ServiceUnit> units();
    // Known if one of the two managers is; NotReported until they have answered.
    RestartsUnknown restartsUnknown() const;
    std::optional<TimePoint> watchedSince() const;
    QStringList warnings() const; // which manager is missing and why

Q_SIGNALS:
    // A restart by failure, a service that failed or came back, a manager that came or went. At most once a second.
    void changed();

private:
    void announce();

    const Clock &m_clock;
    QString m_bootedMark;
    std::vector<std::unique_ptr<ServiceManager>> m_managers; // system, user
    QTimer m_announcement;
    std::optional<Duration> m_announced; // when, as elapsed()
};

} // namespace nightbell
