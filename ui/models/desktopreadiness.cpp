// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/desktopreadiness.h"

#include "engine/session.h"
#include "models/autostart.h"

#include <QAudioDevice>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QMediaDevices>
#include <QProcess>
#include <QProcessEnvironment>

namespace nightbell {

using namespace Qt::StringLiterals;

DesktopReadiness::Places DesktopReadiness::Places::ofThisDesktop()
{
    return {QDBusConnection::sessionBus(), QDBusConnection::systemBus(), defaultAutostartFolder(), u"pactl"_s};
}

DesktopReadiness::DesktopReadiness(Session &session, Places places, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_places(std::move(places))
    , m_doNotDisturb(m_places.session)
{ }

void DesktopReadiness::ask()
{
    m_doNotDisturb.ask([this](const DisturbAnswer &answer) {
        const ConsoleSettings &console = m_session.configuration().console;
        set(Place::Notifications, notificationsFact(answer, console));
        set(Place::DoNotDisturb, doNotDisturbFact(answer, console));
    });
    const QAudioDevice device = QMediaDevices::defaultAudioOutput();
    set(Place::Sound, soundFact(device.isNull() ? QString() : device.description(), m_session.configuration().console));
    set(Place::Autostart, autostartFact(startsWithSession(m_places.autostart)));
    if (!device.isNull())
        askVolume();
    else
        m_facts.erase(Place::Volume);
    askTray();
    askLid();
}

QList<ReadinessFact> DesktopReadiness::facts() const
{
    QList<ReadinessFact> facts = sourceFacts(m_session.poller().statuses(), m_session.clock().now());
    for (const auto &[place, fact] : m_facts)
        facts.append(fact);
    return facts;
}

void DesktopReadiness::set(Place place, const ReadinessFact &fact)
{
    ReadinessFact &known = m_facts[place];
    if (known == fact)
        return;
    known = fact;
    Q_EMIT changed();
}

void DesktopReadiness::askVolume()
{
    runVolumeTool(u"get-sink-mute"_s, [this](const QString &mute) {
        runVolumeTool(
            u"get-sink-volume"_s, [this, mute](const QString &volume) { set(Place::Volume, volumeFact(pulseVolume(mute, volume))); });
    });
}

// Qt knows nothing of what is muted; PulseAudio's tool asks PipeWire as well.
void DesktopReadiness::runVolumeTool(const QString &question, const std::function<void(const QString &)> &answered)
{
    auto *tool = new QProcess(this);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C"_s);
    tool->setProcessEnvironment(environment);
    connect(tool, &QProcess::errorOccurred, this, [tool, answered](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return; // finished() comes as well
        tool->deleteLater();
        answered({});
    });
    connect(tool, &QProcess::finished, this, [tool, answered] {
        tool->deleteLater();
        answered(QString::fromUtf8(tool->readAllStandardOutput()));
    });
    tool->start(m_places.volumeTool, {question, u"@DEFAULT_SINK@"_s});
}

void DesktopReadiness::askTray()
{
    QDBusMessage call = QDBusMessage::createMethodCall(
        u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s, u"org.freedesktop.DBus"_s, u"NameHasOwner"_s);
    call.setArguments({u"org.kde.StatusNotifierWatcher"_s});
    auto *watcher = new QDBusPendingCallWatcher(m_places.session.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<bool> reply = *watcher;
        set(Place::Tray, trayFact(!reply.isError() && reply.value()));
    });
}

void DesktopReadiness::askLid()
{
    constexpr auto login = "org.freedesktop.login1"_L1;
    constexpr auto loginPath = "/org/freedesktop/login1"_L1;
    constexpr auto manager = "org.freedesktop.login1.Manager"_L1;
    askProperty(u"org.freedesktop.UPower"_s, u"/org/freedesktop/UPower"_s, u"org.freedesktop.UPower"_s, u"LidIsPresent"_s,
        [=, this](const QVariant &present) {
            if (present.isValid() && !present.toBool()) {
                set(Place::Lid, sleepFact({}));
                return;
            }
            askProperty(login, loginPath, manager, u"HandleLidSwitch"_s, [=, this](const QVariant &onBattery) {
                if (!present.isValid() && !onBattery.isValid())
                    return; // neither is here: there is nothing to be said
                askProperty(login, loginPath, manager, u"HandleLidSwitchExternalPower"_s, [=, this](const QVariant &onMains) {
                    set(Place::Lid, sleepFact({true, onBattery.toString(), onMains.toString()}));
                });
            });
        });
}

void DesktopReadiness::askProperty(const QString &service, const QString &path, const QString &interface, const QString &property,
    const std::function<void(const QVariant &)> &answered)
{
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    call.setArguments({interface, property});
    auto *watcher = new QDBusPendingCallWatcher(m_places.system.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, answered] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        answered(reply.isError() ? QVariant() : reply.value().variant());
    });
}

} // namespace nightbell
