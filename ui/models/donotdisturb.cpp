// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/donotdisturb.h"

#include "models/tool.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>

#include <chrono>
#include <memory>
#include <utility>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr auto notifications = "org.freedesktop.Notifications"_L1;
constexpr auto notificationsPath = "/org/freedesktop/Notifications"_L1;
constexpr auto properties = "org.freedesktop.DBus.Properties"_L1;
constexpr std::chrono::milliseconds patience(500);

QVariant plain(const QVariant &value)
{
    return value.userType() == qMetaTypeId<QDBusVariant>() ? value.value<QDBusVariant>().variant() : value;
}

bool isTrue(const QVariant &value)
{
    return value.toBool();
}

// Which servers show a critical notification in do-not-disturb, as they come.
bool passesCritical(const QString &server)
{
    return server == "gnome-shell"_L1 || server == "Plasma"_L1 || server == "Xfce Notify Daemon"_L1
        || server == "SwayNotificationCenter"_L1;
}

// LXQt has it in a file only.
bool isOnInLxqt()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return QSettings(folder + "/lxqt/notifications.conf"_L1, QSettings::IniFormat).value(u"doNotDisturb"_s).toBool();
}

} // namespace

struct DoNotDisturb::Question
{
    DisturbAnswer answer;
    Reply reply;
    bool isAnswered = false;

    void finish(DisturbState state)
    {
        if (std::exchange(isAnswered, true))
            return;
        answer.state = state;
        std::exchange(reply, {})(answer); // whoever asked is not held until the time is up
    }
};

DoNotDisturb::DoNotDisturb(QDBusConnection bus, QObject *parent) : QObject(parent), m_bus(std::move(bus))
{ }

void DoNotDisturb::ask(const Reply &reply)
{
    auto question = std::make_shared<Question>();
    question->reply = reply;
    if (!m_bus.isConnected()) {
        question->finish(DisturbState::Unknown);
        return;
    }
    QTimer::singleShot(patience, this, [question] {
        question->answer.isSilent = question->answer.server.isEmpty();
        question->finish(DisturbState::Unknown);
    });
    QDBusMessage who = QDBusMessage::createMethodCall(notifications, notificationsPath, notifications, u"GetServerInformation"_s);
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(who), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, question] {
        watcher->deleteLater();
        const QDBusMessage answer = watcher->reply();
        if (answer.type() == QDBusMessage::ReplyMessage)
            askServer(question, answer.arguments().value(0).toString());
        else
            question->finish(DisturbState::Unknown);
    });
}

void DoNotDisturb::askServer(const std::shared_ptr<Question> &question, const QString &server)
{
    question->answer.server = server;
    question->answer.letsCriticalThrough = passesCritical(server);
    if (server == "gnome-shell"_L1)
        askSettings(question, u"org.gnome.desktop.notifications"_s, u"show-banners"_s, u"false"_s);
    else if (server == "cinnamon"_L1)
        askSettings(question, u"org.cinnamon.desktop.notifications"_s, u"display-notifications"_s, u"false"_s);
    else if (server == "Notification Daemon"_L1) // MATE's
        askSettings(question, u"org.mate.NotificationDaemon"_s, u"do-not-disturb"_s, u"true"_s);
    else if (server == "Plasma"_L1)
        askBus(question, notifications, notificationsPath, properties, u"Get"_s, {QString(notifications), u"Inhibited"_s}, isTrue);
    else if (server == "dunst"_L1)
        askBus(question, notifications, notificationsPath, properties, u"Get"_s, {u"org.dunstproject.cmd0"_s, u"paused"_s}, isTrue);
    else if (server == "Xfce Notify Daemon"_L1)
        askBus(question, u"org.xfce.Xfconf"_s, u"/org/xfce/Xfconf"_s, u"org.xfce.Xfconf"_s, u"GetProperty"_s,
            {u"xfce4-notifyd"_s, u"/do-not-disturb"_s}, isTrue);
    else if (server == "SwayNotificationCenter"_L1)
        askBus(question, u"org.erikreider.swaync.cc"_s, u"/org/erikreider/swaync/cc"_s, u"org.erikreider.swaync.cc"_s, u"GetDnd"_s, {},
            isTrue);
    else if (server == "mako"_L1)
        // Its own interface is at the common name: it has no other.
        askBus(question, notifications, u"/fr/emersion/Mako"_s, u"fr.emersion.Mako"_s, u"ListModes"_s, {},
            [](const QVariant &modes) { return modes.toStringList().contains("do-not-disturb"_L1); });
    else if (server == "lxqt-notificationd"_L1)
        question->finish(isOnInLxqt() ? DisturbState::On : DisturbState::Off);
    else
        question->finish(DisturbState::Unknown);
}

void DoNotDisturb::askBus(const std::shared_ptr<Question> &question, const QString &service, const QString &path, const QString &interface,
    const QString &method, const QVariantList &arguments, const std::function<bool(const QVariant &)> &isOn)
{
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, interface, method);
    call.setArguments(arguments);
    call.setAutoStartService(false);
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, question, isOn] {
        watcher->deleteLater();
        const QDBusMessage answer = watcher->reply();
        if (answer.type() != QDBusMessage::ReplyMessage || answer.arguments().isEmpty())
            // Xfce has no such setting until somebody switches it for the first time.
            question->finish(question->answer.server == "Xfce Notify Daemon"_L1 ? DisturbState::Off : DisturbState::Unknown);
        else
            question->finish(isOn(plain(answer.arguments().constFirst())) ? DisturbState::On : DisturbState::Off);
    });
}

// GSettings through its own tool: no more than a word is wanted, now and then.
void DoNotDisturb::askSettings(
    const std::shared_ptr<Question> &question, const QString &schema, const QString &key, const QString &valueWhenOn)
{
    runTool(this, u"gsettings"_s, {u"get"_s, schema, key}, [question, valueWhenOn](const ToolAnswer &answer) {
        question->finish(!answer.isDone ? DisturbState::Unknown : answer.output == valueWhenOn ? DisturbState::On : DisturbState::Off);
    });
}

} // namespace nightbell
