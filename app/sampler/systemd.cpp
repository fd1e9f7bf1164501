// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampler/systemd.h"

#include "sampler/servicemanager.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration announcementInterval = 1s;

QDBusConnection openSystemBus(const QString &name)
{
    return QDBusConnection::connectToBus(QDBusConnection::SystemBus, name);
}

QDBusConnection openSessionBus(const QString &name)
{
    // Where neither is there, libdbus would start a bus of its own, and wait for it.
    const bool isThere
        = qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") || QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s);
    return isThere ? QDBusConnection::connectToBus(QDBusConnection::SessionBus, name) : QDBusConnection(name);
}

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Systemd)
};

QString missing(const ServiceManager &manager, const QString &whose)
{
    switch (manager.state()) {
    case ManagerState::NoBus:
        return Words::tr("%1: the bus cannot be reached.").arg(whose);
    case ManagerState::NoManager:
        return Words::tr("%1: there is no systemd on the bus.").arg(whose);
    case ManagerState::Asking:
    case ManagerState::Watched:
        return {};
    }
    return {};
}

} // namespace

SystemdBuses SystemdBuses::ofThisMachine()
{
    return SystemdBuses{.system = openSystemBus, .session = openSessionBus};
}

Systemd::Systemd(SystemdBuses buses, const UnitFilter &filter, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_bootedMark(std::move(buses.bootedMark))
{
    m_managers.push_back(std::make_unique<ServiceManager>(UnitManager::System, std::move(buses.system), filter, clock));
    m_managers.push_back(std::make_unique<ServiceManager>(UnitManager::User, std::move(buses.session), filter, clock));
    m_announcement.setSingleShot(true);
    connect(&m_announcement, &QTimer::timeout, this, [this] {
        m_announced = m_clock.elapsed();
        Q_EMIT changed();
    });
    for (const auto &manager : m_managers)
        connect(manager.get(), &ServiceManager::changed, this, &Systemd::announce);
    refresh();
}

Systemd::~Systemd() = default;

void Systemd::refresh()
{
    if (!QFileInfo::exists(m_bootedMark))
        return; // whoever else owns a bus here, no systemd looks after services
    for (const auto &manager : m_managers)
        manager->refresh();
}

QList<ServiceUnit> Systemd::units()
{
    QList<ServiceUnit> units;
    for (const auto &manager : m_managers) {
        if (manager->isKnown())
            units += manager->units();
    }
    return units;
}

RestartsUnknown Systemd::restartsUnknown() const
{
    if (!QFileInfo::exists(m_bootedMark))
        return RestartsUnknown::NoServiceManager;
    if (std::ranges::any_of(m_managers, [](const auto &manager) { return manager->isKnown(); }))
        return RestartsUnknown::Known;
    const bool isAsking = std::ranges::any_of(m_managers, [](const auto &manager) { return manager->state() == ManagerState::Asking; });
    return isAsking ? RestartsUnknown::NotReported : RestartsUnknown::NoBus;
}

std::optional<TimePoint> Systemd::watchedSince() const
{
    std::optional<TimePoint> since;
    for (const auto &manager : m_managers) {
        if (manager->isKnown())
            since = std::max(since, manager->watchedSince()); // nullopt is the smallest
    }
    return since;
}

QStringList Systemd::warnings() const
{
    if (restartsUnknown() != RestartsUnknown::Known)
        return {}; // the host says so itself
    QStringList warnings{missing(*m_managers.front(), Words::tr("Services of the machine")),
        missing(*m_managers.back(), Words::tr("Services of the person"))};
    warnings.removeAll(QString());
    return warnings;
}

void Systemd::announce()
{
    if (m_announcement.isActive())
        return;
    const Duration since = m_announced ? m_clock.elapsed() - *m_announced : announcementInterval;
    m_announcement.start(std::max<Duration>(0s, announcementInterval - since));
}

} // namespace nightbell
