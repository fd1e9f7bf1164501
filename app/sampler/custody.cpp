// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampler/custody.h"

#include "base/log.h"

#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QDBusVariant>
#include <QTimer>

#include <chrono>
#include <ctime>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr auto login = "org.freedesktop.login1"_L1;
constexpr auto loginPath = "/org/freedesktop/login1"_L1;
constexpr auto loginManager = "org.freedesktop.login1.Manager"_L1;
constexpr auto network = "org.freedesktop.NetworkManager"_L1;
constexpr auto networkPath = "/org/freedesktop/NetworkManager"_L1;
constexpr auto properties = "org.freedesktop.DBus.Properties"_L1;

// NMState: from 50 on there is a connection, at 30 or less there is none. 0 is "unknown", 40 "connecting": not news yet.
constexpr uint unknownState = 0;
constexpr uint connecting = 40;

// For what was said to reach the screen. logind itself waits 5 s at most.
constexpr std::chrono::milliseconds farewell(700);

constexpr Duration looksEvery = std::chrono::seconds(15);
constexpr Duration noticeable = std::chrono::seconds(5); // asleep

} // namespace

Custody::Custody(QDBusConnection bus, Slept slept, QObject *parent) : QObject(parent), m_bus(std::move(bus)), m_slept(std::move(slept))
{
    m_looks.setTimerType(Qt::VeryCoarseTimer);
    m_looks.setInterval(looksEvery);
    connect(&m_looks, &QTimer::timeout, this, &Custody::look);
}

Custody::~Custody() = default;

Duration Custody::sleptByTheClocks()
{
    const auto read = [](clockid_t clock) {
        timespec time{};
        clock_gettime(clock, &time);
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    };
    return std::chrono::duration_cast<Duration>(read(CLOCK_BOOTTIME) - read(CLOCK_MONOTONIC));
}

void Custody::start()
{
    m_sleptBefore = m_slept();
    m_looks.start();
    if (!m_bus.isConnected())
        return;
    m_bus.connect(login, loginPath, loginManager, u"PrepareForSleep"_s, this, SLOT(onPrepareForSleep(bool)));
    m_bus.connect(
        network, networkPath, properties, u"PropertiesChanged"_s, this, SLOT(onNetworkChanged(QString, QVariantMap, QStringList)));
    auto *watcher = new QDBusServiceWatcher(login, m_bus, QDBusServiceWatcher::WatchForRegistration, this);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, [this] { // the old delay went with the old logind
        m_delay = {};
        takeDelay();
    });
    takeDelay();
    askNetwork();
}

void Custody::setDelaysSleep(bool delays)
{
    m_wantsDelay = delays;
    if (delays)
        takeDelay();
    else
        m_delay = {};
}

// logind may be missing, or may have said nothing: then the clocks tell that it has slept.
void Custody::look()
{
    if (m_slept() - m_sleptBefore >= noticeable)
        setAwake();
}

void Custody::setAwake()
{
    m_isAsleep = false;
    m_sleptBefore = m_slept();
    takeDelay();
    askNetwork();
    Q_EMIT woke();
}

void Custody::takeDelay()
{
    if (!m_wantsDelay || m_isAsleep || m_isAsked || m_delay.isValid() || !m_bus.isConnected())
        return;
    m_isAsked = true;
    QDBusMessage call = QDBusMessage::createMethodCall(login, loginPath, loginManager, u"Inhibit"_s);
    call.setArguments({u"sleep"_s, u"Nightbell"_s, tr("It says that this computer stops watching."), u"delay"_s});
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_isAsked = false;
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
        if (reply.isError())
            qCInfo(lcSampler) << "sleep is not delayed:" << reply.error().name();
        else if (!m_isAsleep && m_wantsDelay)
            m_delay = reply.value();
    });
}

void Custody::askNetwork()
{
    if (!m_bus.isConnected())
        return;
    QDBusMessage call = QDBusMessage::createMethodCall(network, networkPath, properties, u"GetAll"_s);
    call.setArguments({QString(network)});
    call.setAutoStartService(false);
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QVariantMap> reply = *watcher;
        if (!reply.isError())
            onNetworkChanged(network, reply.value(), {});
    });
}

// logind says it once, but other parts of a desktop repeat it.
void Custody::onPrepareForSleep(bool begins)
{
    if (begins == m_isAsleep)
        return;
    m_isAsleep = begins;
    if (begins) {
        Q_EMIT sleepComing();
        QTimer::singleShot(farewell, this, [this] {
            if (m_isAsleep)
                m_delay = {};
        });
        return;
    }
    setAwake();
}

void Custody::onNetworkChanged(const QString &interface, const QVariantMap &changed, const QStringList &)
{
    if (interface != network)
        return;
    if (const auto state = changed.constFind(u"State"_s); state != changed.cend())
        setNetworkState(state->toUInt());
    if (const auto connection = changed.constFind(u"PrimaryConnection"_s); connection != changed.cend())
        setConnection(qvariant_cast<QDBusObjectPath>(*connection).path());
}

void Custody::setConnection(const QString &path)
{
    if (path.isEmpty() || path == "/"_L1 || path == m_connection) // "/": none
        return;
    const bool isFirst = m_connection.isEmpty();
    m_connection = path;
    if (!isFirst && !m_isOffline)
        Q_EMIT networkChanged();
}

void Custody::setNetworkState(uint state)
{
    if (state == unknownState || state == connecting)
        return;
    const bool isOffline = state < connecting;
    if (isOffline == m_isOffline)
        return;
    m_isOffline = isOffline;
    if (isOffline)
        Q_EMIT networkLost();
    else
        Q_EMIT networkBack();
}

} // namespace nightbell
