// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/screenlock.h"

#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

#include <array>
#include <utility>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr auto login = "org.freedesktop.login1"_L1;
constexpr auto loginSession = "org.freedesktop.login1.Session"_L1;
constexpr auto properties = "org.freedesktop.DBus.Properties"_L1;

// Each is the name of the service and of its interface.
constexpr std::array savers{
    "org.freedesktop.ScreenSaver"_L1, "org.gnome.ScreenSaver"_L1, "org.cinnamon.ScreenSaver"_L1, "org.mate.ScreenSaver"_L1};

} // namespace

ScreenLock::ScreenLock(QDBusConnection session, QDBusConnection system, QObject *parent)
    : QObject(parent)
    , m_session(std::move(session))
    , m_system(std::move(system))
{ }

void ScreenLock::start()
{
    for (const auto saver : savers) {
        // From any path: Plasma has it at two.
        m_session.connect(saver, {}, saver, u"ActiveChanged"_s, this, SLOT(onActiveChanged(bool, QDBusMessage)));
        const QString path = u'/' + QString(saver).replace(u'.', u'/');
        QDBusMessage question = QDBusMessage::createMethodCall(saver, path, saver, u"GetActive"_s);
        question.setAutoStartService(false);
        auto *watcher = new QDBusPendingCallWatcher(m_session.asyncCall(question), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, saver] {
            watcher->deleteLater();
            const QDBusPendingReply<bool> reply = *watcher;
            if (!reply.isError())
                setActive(saver, reply.value());
        });
    }
    QDBusMessage question
        = QDBusMessage::createMethodCall(login, u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager"_s, u"GetSession"_s);
    question.setArguments({u"auto"_s}); // also from a service of the person's own, which is in no session
    auto *watcher = new QDBusPendingCallWatcher(m_system.asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusObjectPath> reply = *watcher;
        if (!reply.isError())
            follow(reply.value().path());
    });
}

void ScreenLock::follow(const QString &sessionPath)
{
    m_system.connect(
        login, sessionPath, properties, u"PropertiesChanged"_s, this, SLOT(onPropertiesChanged(QString, QVariantMap, QStringList)));
    QDBusMessage question = QDBusMessage::createMethodCall(login, sessionPath, properties, u"Get"_s);
    question.setArguments({QString(loginSession), u"LockedHint"_s});
    auto *watcher = new QDBusPendingCallWatcher(m_system.asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError())
            setHinted(reply.value().variant().toBool());
    });
}

void ScreenLock::onPropertiesChanged(const QString &interface, const QVariantMap &values, const QStringList &)
{
    if (interface == loginSession && values.contains(u"LockedHint"_s))
        setHinted(values.value(u"LockedHint"_s).toBool());
}

void ScreenLock::onActiveChanged(bool isActive, const QDBusMessage &message)
{
    setActive(message.interface(), isActive);
}

void ScreenLock::setHinted(bool isHinted)
{
    const bool wasLocked = isLocked();
    m_isHinted = isHinted;
    tell(wasLocked);
}

void ScreenLock::setActive(const QString &interface, bool isActive)
{
    const bool wasLocked = isLocked();
    if (isActive)
        m_active.insert(interface);
    else
        m_active.remove(interface);
    tell(wasLocked);
}

void ScreenLock::tell(bool wasLocked)
{
    if (isLocked() != wasLocked)
        Q_EMIT changed(isLocked());
}

} // namespace nightbell
