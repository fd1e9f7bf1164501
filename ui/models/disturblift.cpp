// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/disturblift.h"

#include "base/log.h"
#include "models/tool.h"

#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QJsonArray>
#include <QProcess>

#include <utility>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr auto dunst = "dunst"_L1;
constexpr auto mako = "mako"_L1;
constexpr auto mate = "Notification Daemon"_L1;
constexpr auto notifications = "org.freedesktop.Notifications"_L1; // mako has no name of its own
constexpr auto makoInterface = "fr.emersion.Mako"_L1;
constexpr auto makoPath = "/fr/emersion/Mako"_L1;
constexpr auto quietMode = "do-not-disturb"_L1;

QStringList mateArguments(bool isOn)
{
    return {u"set"_s, u"org.mate.NotificationDaemon"_s, u"do-not-disturb"_s, isOn ? u"true"_s : u"false"_s};
}

QStringList modesOf(const QJsonObject &before)
{
    QStringList modes;
    for (const auto &mode : before.value("modes"_L1).toArray())
        modes.append(mode.toString());
    return modes;
}

} // namespace

DisturbLift::DisturbLift(QDBusConnection bus, const QString &file, QObject *parent)
    : QObject(parent)
    , m_bus(std::move(bus))
    , m_keepsake(file)
    , m_before(m_keepsake.read())
{ }

DisturbLift::~DisturbLift()
{
    if (!isLifted())
        return;
    const bool isMate = m_before.value("server"_L1).toString() == mate;
    const bool isOnItsWay = isMate ? QProcess::startDetached(u"gsettings"_s, mateArguments(true)) : m_bus.send(message(m_before, true));
    if (isOnItsWay)
        m_keepsake.forget();
}

bool DisturbLift::canLift(const QString &server)
{
    return server == dunst || server == mako || server == mate;
}

void DisturbLift::lift(const QString &server)
{
    if (isLifted() || !canLift(server))
        return;
    if (server != mako) {
        begin({{u"server"_s, server}});
        return;
    }
    auto *watcher = new QDBusPendingCallWatcher(
        m_bus.asyncCall(QDBusMessage::createMethodCall(notifications, makoPath, makoInterface, u"ListModes"_s)), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QStringList> modes = *watcher;
        if (modes.isError())
            Q_EMIT failed();
        else if (!isLifted())
            begin({{u"server"_s, mako}, {u"modes"_s, QJsonArray::fromStringList(modes.value())}});
    });
}

void DisturbLift::begin(const QJsonObject &before)
{
    if (!m_keepsake.keep(before)) {
        qCWarning(lcUi) << "do-not-disturb stays on: how it was cannot be written down";
        Q_EMIT failed();
        return;
    }
    m_before = before;
    const auto done = [this](bool isDone) {
        if (isDone) {
            Q_EMIT lifted();
            return;
        }
        qCWarning(lcUi) << "do-not-disturb could not be lifted";
        m_before = {};
        m_keepsake.forget();
        Q_EMIT failed();
    };
    if (before.value("server"_L1).toString() == mate) {
        runTool(this, u"gsettings"_s, mateArguments(false), [done](const ToolAnswer &answer) { done(answer.isDone); });
        return;
    }
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message(before, false)), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, done] {
        watcher->deleteLater();
        done(!watcher->isError());
    });
}

void DisturbLift::restore()
{
    if (!isLifted())
        return;
    const QJsonObject before = std::exchange(m_before, {});
    if (before.value("server"_L1).toString() == mate) {
        runTool(this, u"gsettings"_s, mateArguments(true), [this](const ToolAnswer &answer) {
            if (!answer.isDone)
                return; // the next start tries again
            m_keepsake.forget();
            Q_EMIT restored();
        });
        return;
    }
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message(before, true)), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        // Refused: the server is gone, and the next one begins as it is set up.
        m_keepsake.forget();
        Q_EMIT restored();
    });
}

QDBusMessage DisturbLift::message(const QJsonObject &before, bool isOn) const
{
    QDBusMessage message;
    if (before.value("server"_L1).toString() == dunst) {
        message = QDBusMessage::createMethodCall(
            notifications, u"/org/freedesktop/Notifications"_s, u"org.freedesktop.DBus.Properties"_s, u"Set"_s);
        message.setArguments({u"org.dunstproject.cmd0"_s, u"paused"_s, QVariant::fromValue(QDBusVariant(isOn))});
    } else {
        QStringList modes = modesOf(before);
        if (!isOn)
            modes.removeAll(QString(quietMode));
        message = QDBusMessage::createMethodCall(notifications, makoPath, makoInterface, u"SetModes"_s);
        message.setArguments({modes});
    }
    message.setAutoStartService(false);
    return message;
}

} // namespace nightbell
