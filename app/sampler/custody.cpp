// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampler/custody.h"

#include "base/log.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QDBusVariant>
#include <QTimer>

#include <chrono>

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

} // namespace

Custody::Custody(QDBusConnection bus, QObject *parent) : QObject(parent), m_bus(std::move(bus))
{ }

Custody::~Custody() = default;

void Custody::start()
{
    if (!m_bus.isConnected())
        return;
    m_bus.connect(login, loginPath, loginManager, u"PrepareForSleep"_s, this, SLOT(onPrepareForSleep(bool)));
    m_bus.connect(
        network, networkPath, properties, u"PropertiesChanged"_s, this, SLOT(onNetworkChanged(QString, QVariantMap, QStringList)));
    auto *watcher = new QDBusServiceWatcher(login, m_bus, QDBusServiceWatcher::WatchForRegistration, this);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, [this] { takeDelay(); }); // the old one went with the old logind
    takeDelay();
    askNetwork();
}

void Custody::takeDelay()
{
    QDBusMessage call = QDBusMessage::createMethodCall(login, loginPath, loginManager, u"Inhibit"_s);
    call.setArguments({u"sleep"_s, u"Nightbell"_s, tr("It says that this computer stops watching."), u"delay"_s});
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
        if (reply.isError())
            qCInfo(lcSampler) << "sleep is not delayed:" << reply.error().name();
        else if (!m_isAsleep)
            m_delay = reply.value();
    });
}

void Custody::askNetwork()
{
    QDBusMessage call = QDBusMessage::createMethodCall(network, networkPath, properties, u"Get"_s);
    call.setArguments({QString(network), u"State"_s});
    call.setAutoStartService(false);
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError())
            setNetworkState(reply.value().variant().toUInt());
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
    takeDelay();
    askNetwork();
    Q_EMIT woke();
}

void Custody::onNetworkChanged(const QString &interface, const QVariantMap &changed, const QStringList &)
{
    const auto state = changed.constFind(u"State"_s);
    if (interface == network && state != changed.cend())
        setNetworkState(state->toUInt());
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
