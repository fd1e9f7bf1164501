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
#include <QPointer>
#include <QProcess>
#include <QProcessEnvironment>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

// A console that nobody looks at is to wake up rarely.
constexpr Duration looksEvery = std::chrono::minutes(1);
constexpr int looksUntilVolume = 5; // that takes processes of their own
constexpr Duration firstLook = std::chrono::milliseconds(1'500); // the window comes first

constexpr auto login = "org.freedesktop.login1"_L1;
constexpr auto loginPath = "/org/freedesktop/login1"_L1;
constexpr auto loginManager = "org.freedesktop.login1.Manager"_L1;
constexpr auto network = "org.freedesktop.NetworkManager"_L1;
constexpr auto networkPath = "/org/freedesktop/NetworkManager"_L1;
constexpr auto trayWatcher = "org.kde.StatusNotifierWatcher"_L1;
constexpr auto trayWatcherPath = "/StatusNotifierWatcher"_L1;
constexpr auto power = "org.freedesktop.UPower"_L1;
constexpr auto powerPath = "/org/freedesktop/UPower"_L1;

} // namespace

DesktopReadiness::Places DesktopReadiness::Places::ofThisDesktop()
{
    return {
        QDBusConnection::sessionBus(), QDBusConnection::systemBus(), defaultAutostartFolder(), u"pactl"_s, u"/sys/class/power_supply"_s};
}

DesktopReadiness::DesktopReadiness(Session &session, Places places, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_places(std::move(places))
    , m_doNotDisturb(m_places.session)
{
    connect(&session.readiness(), &ReadinessWatch::asked, this, &DesktopReadiness::ask);
    connect(&session, &Session::configurationChanged, this, &DesktopReadiness::ask);
    m_timer.setTimerType(Qt::VeryCoarseTimer);
    m_timer.setInterval(looksEvery);
    connect(&m_timer, &QTimer::timeout, this, &DesktopReadiness::look);
    m_timer.start();
    QTimer::singleShot(firstLook, this, &DesktopReadiness::ask);
}

void DesktopReadiness::ask()
{
    m_looks = 0;
    look();
}

void DesktopReadiness::look()
{
    const Round round = begin();
    m_doNotDisturb.ask([this, round](const DisturbAnswer &answer) {
        const ConsoleSettings &console = m_session.configuration().console;
        set(Place::Notifications, notificationsFact(answer, console));
        set(Place::DoNotDisturb, doNotDisturbFact(answer, console));
    });
    set(Place::Autostart, autostartFact(startsWithSession(m_places.autostart)));
    set(Place::Power, powerFact(readPower(m_places.power)));
    askSound(round, m_looks == 0);
    askTray(round);
    askNetwork(round);
    askLid(round);
    m_looks = (m_looks + 1) % looksUntilVolume;
}

DesktopReadiness::Round DesktopReadiness::begin()
{
    return {this, [guarded = QPointer(this)](void *) {
                if (guarded)
                    guarded->m_session.readiness().settle();
            }};
}

void DesktopReadiness::set(Place place, const std::optional<ReadinessFact> &fact)
{
    if (fact)
        m_facts[place] = *fact;
    else
        m_facts.erase(place);
    QList<ReadinessFact> facts;
    for (const auto &[each, known] : m_facts)
        facts.append(known);
    m_session.readiness().setDesktop(facts);
}

void DesktopReadiness::askSound(const Round &round, bool alsoVolume)
{
    const QAudioDevice device = QMediaDevices::defaultAudioOutput();
    set(Place::Sound, soundFact(device.isNull() ? QString() : device.description(), m_session.configuration().console));
    if (device.isNull()) {
        set(Place::Volume, std::nullopt);
        return;
    }
    if (!alsoVolume)
        return;
    runVolumeTool(u"get-sink-mute"_s, [this, round](const QString &mute) {
        runVolumeTool(u"get-sink-volume"_s,
            [this, round, mute](const QString &volume) { set(Place::Volume, volumeFact(pulseVolume(mute, volume))); });
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

// A watcher alone draws nothing: there has to be somebody behind it.
void DesktopReadiness::askTray(const Round &round)
{
    askProperty(m_places.session, trayWatcher, trayWatcherPath, trayWatcher, u"IsStatusNotifierHostRegistered"_s,
        [this, round](const QVariant &hasHost) { set(Place::Tray, trayFact(hasHost.toBool())); });
}

void DesktopReadiness::askNetwork(const Round &round)
{
    askProperty(m_places.system, network, networkPath, network, u"State"_s,
        [this, round](const QVariant &state) { set(Place::Network, networkFact(state.toUInt())); });
}

void DesktopReadiness::askLid(const Round &round)
{
    askProperty(m_places.system, power, powerPath, power, u"LidIsPresent"_s, [this, round](const QVariant &present) {
        if (present.isValid() && !present.toBool()) {
            set(Place::Lid, sleepFact({}));
            return;
        }
        askProperty(m_places.system, login, loginPath, loginManager, u"HandleLidSwitch"_s, [=, this](const QVariant &onBattery) {
            if (!present.isValid() && !onBattery.isValid()) {
                set(Place::Lid, std::nullopt); // neither is here: there is nothing to be said
                return;
            }
            askProperty(
                m_places.system, login, loginPath, loginManager, u"HandleLidSwitchExternalPower"_s, [=, this](const QVariant &onMains) {
                    set(Place::Lid, sleepFact({true, onBattery.toString(), onMains.toString()}));
                });
        });
    });
    askProperty(m_places.system, login, loginPath, loginManager, u"IdleAction"_s,
        [this, round](const QVariant &action) { set(Place::Idle, idleFact(action.toString())); });
}

void DesktopReadiness::askProperty(const QDBusConnection &bus, const QString &service, const QString &path, const QString &interface,
    const QString &property, const std::function<void(const QVariant &)> &answered)
{
    if (!bus.isConnected()) { // a call would never be answered
        answered({});
        return;
    }
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    call.setArguments({interface, property});
    call.setAutoStartService(false);
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, answered] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        answered(reply.isError() ? QVariant() : reply.value().variant());
    });
}

} // namespace nightbell
