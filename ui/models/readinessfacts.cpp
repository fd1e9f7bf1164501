// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/readinessfacts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Readiness)
};

// Below that a sleeping person may not hear it.
constexpr int faint = 40;
constexpr int nearlyEmpty = 15; // percent: it will not last

bool hasAlertWindow(const ConsoleSettings &console)
{
    return console.alertWindow != "never"_L1;
}

QString alertWindowMend()
{
    return Words::tr("Switch the alert window on in Settings → Console.");
}

bool suspends(const QString &policy)
{
    return !policy.isEmpty() && policy != "ignore"_L1 && policy != "lock"_L1;
}

} // namespace

std::optional<OutputVolume> pulseVolume(const QString &mute, const QString &volume)
{
    static const QRegularExpression percent(u"(\\d+)%"_s);
    const QRegularExpressionMatch found = percent.match(volume);
    const bool isMuted = mute.contains("yes"_L1);
    if (!found.hasMatch() || (!isMuted && !mute.contains("no"_L1)))
        return std::nullopt;
    return OutputVolume{found.captured(1).toInt(), isMuted};
}

ReadinessFact notificationsFact(const DisturbAnswer &answer, const ConsoleSettings &console)
{
    ReadinessFact fact{u"notifications"_s, ReadinessLevel::Good, Words::tr("Notifications"), {}, {}};
    if (answer.server.isEmpty()) {
        fact.isBarred = true;
        fact.says
            = answer.isSilent ? Words::tr("The notification service does not answer.") : Words::tr("No notification service runs here.");
        if (hasAlertWindow(console))
            fact.says += u' ' + Words::tr("Pages come as an alert window.");
        fact.level = hasAlertWindow(console) ? ReadinessLevel::Doubtful : ReadinessLevel::Bad;
        fact.mend = !hasAlertWindow(console) ? alertWindowMend()
            : answer.isSilent                ? Words::tr("Restart the notification service of your desktop.")
                                             : Words::tr("Install the notification service of your desktop.");
    } else if (answer.letsCriticalThrough) {
        fact.says = Words::tr("%1 shows critical notifications, also in do-not-disturb.").arg(answer.server);
    } else if (hasAlertWindow(console)) {
        fact.says = Words::tr("%1 hides critical notifications in do-not-disturb. Then pages come as an alert window.").arg(answer.server);
    } else {
        fact.level = ReadinessLevel::Doubtful;
        fact.says = Words::tr("%1 hides critical notifications in do-not-disturb.").arg(answer.server);
        fact.mend = alertWindowMend();
    }
    return fact;
}

ReadinessFact doNotDisturbFact(const DisturbAnswer &answer, const ConsoleSettings &console)
{
    ReadinessFact fact{u"do-not-disturb"_s, ReadinessLevel::Good, Words::tr("Do not disturb"), {}, {}};
    switch (answer.state) {
    case DisturbState::Off:
        fact.says = Words::tr("It is off.");
        break;
    case DisturbState::On:
        if (answer.letsCriticalThrough) {
            fact.says = Words::tr("It is on, and lets pages through. Low urgency stays hidden.");
        } else if (hasAlertWindow(console)) {
            fact.isBarred = true;
            fact.says = Words::tr("It is on, and hides pages. They come as an alert window.");
        } else {
            fact.isBarred = true;
            fact.level = ReadinessLevel::Bad;
            fact.says = Words::tr("It is on, and hides pages.");
            fact.mend = alertWindowMend();
        }
        break;
    case DisturbState::Unknown:
        fact.says = Words::tr("This desktop does not say whether it is on.");
        fact.level = ReadinessLevel::Doubtful;
        if (!hasAlertWindow(console))
            fact.mend = alertWindowMend();
        break;
    }
    return fact;
}

ReadinessFact soundFact(const QString &device, const ConsoleSettings &console)
{
    ReadinessFact fact{u"sound"_s, ReadinessLevel::Good, Words::tr("Sound"), {}, {}};
    fact.isBarred = !console.sound || device.isEmpty();
    if (!console.sound) {
        fact.level = ReadinessLevel::Doubtful;
        fact.says = Words::tr("Pages make no sound.");
        fact.mend = Words::tr("Switch sound on in Settings → Console.");
    } else if (device.isEmpty()) {
        fact.level = ReadinessLevel::Bad;
        fact.says = Words::tr("No sound device was found: pages are shown, but not heard.");
        fact.mend = Words::tr("Connect loudspeakers, or look at the sound settings of your desktop.");
    } else {
        fact.says = Words::tr("Pages ring on %1.").arg(device);
    }
    return fact;
}

ReadinessFact volumeFact(const std::optional<OutputVolume> &volume)
{
    ReadinessFact fact{u"volume"_s, ReadinessLevel::Good, Words::tr("Volume"), {}, {}};
    if (!volume) {
        fact.level = ReadinessLevel::Doubtful;
        fact.says = Words::tr("The sound system does not say how loud it is.");
    } else if (volume->isMuted) {
        fact.isBarred = true;
        fact.level = ReadinessLevel::Bad;
        fact.says = Words::tr("The sound is muted: pages are not heard.");
        fact.mend = Words::tr("Unmute it in the sound settings of your desktop.");
    } else if (volume->percent < faint) {
        fact.isBarred = volume->percent == 0;
        fact.level = volume->percent == 0 ? ReadinessLevel::Bad : ReadinessLevel::Doubtful;
        fact.says = Words::tr("It is at %1 %: that may wake nobody.").arg(volume->percent);
        fact.mend = Words::tr("Turn it up in the sound settings of your desktop.");
    } else {
        fact.says = Words::tr("It is at %1 %.").arg(volume->percent);
    }
    return fact;
}

ReadinessFact trayFact(bool hasPanel)
{
    ReadinessFact fact{u"tray"_s, ReadinessLevel::Good, Words::tr("Tray"), {}, {}};
    if (hasPanel) {
        fact.says = Words::tr("A panel shows the icon.");
    } else {
        fact.level = ReadinessLevel::Doubtful;
        fact.says = Words::tr("No panel shows the icon: closing the window minimises it.");
        fact.mend = Words::tr("Add a tray to the panel of your desktop; on GNOME, the AppIndicator extension.");
    }
    return fact;
}

ReadinessFact sleepFact(const LidPolicy &policy)
{
    ReadinessFact fact{u"lid"_s, ReadinessLevel::Good, Words::tr("Lid"), {}, {}};
    const bool sleepsOnMains = suspends(policy.onMains.isEmpty() ? policy.onBattery : policy.onMains);
    if (!policy.hasLid) {
        fact.says = Words::tr("There is none to be closed.");
    } else if (policy.onBattery.isEmpty()) {
        fact.level = ReadinessLevel::Doubtful;
        fact.says = Words::tr("The system does not say what it does when the lid is closed.");
    } else if (sleepsOnMains) {
        fact.level = ReadinessLevel::Doubtful;
        fact.says = Words::tr("A closed lid puts this computer to sleep: then nothing is watched here.");
        fact.mend = Words::tr("Leave it open while you are on call.");
    } else if (suspends(policy.onBattery)) {
        fact.level = ReadinessLevel::Doubtful;
        fact.says = Words::tr("On battery, a closed lid puts this computer to sleep: then nothing is watched here.");
        fact.mend = Words::tr("Leave it open, or plug it in, while you are on call.");
    } else {
        fact.says = Words::tr("A closed lid does not put this computer to sleep.");
    }
    return fact;
}

PowerSupply readPower(const QString &folder)
{
    PowerSupply power;
    bool hasMains = false;
    bool isOnline = false;
    const QStringList supplies = QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : supplies) {
        const auto read = [&](const QString &property) {
            QFile file(folder + u'/' + name + u'/' + property);
            return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
        };
        const QString type = read(u"type"_s);
        if (type == "Mains"_L1 || type == "USB"_L1) {
            hasMains = true;
            isOnline = isOnline || read(u"online"_s) == "1"_L1;
        } else if (type == "Battery"_L1 && read(u"scope"_s) != "Device"_L1) {
            const int percent = read(u"capacity"_s).toInt();
            power.percent = power.hasBattery ? std::min(power.percent, percent) : percent;
            power.hasBattery = true;
        }
    }
    power.isOnMains = !power.hasBattery || !hasMains || isOnline;
    return power;
}

std::optional<ReadinessFact> networkFact(uint state)
{
    // NMState: 70 is the world, 60 and 50 a part of it, 40 and 30 on the way in or out, below that nothing; 0 is not known.
    constexpr uint world = 70;
    constexpr uint connecting = 40;
    constexpr uint local = 50;
    if (state == 0)
        return std::nullopt;
    ReadinessFact fact{u"network"_s, ReadinessLevel::Good, Words::tr("Network"), {}, {}};
    if (state >= world) {
        fact.says = Words::tr("It is there.");
    } else if (state >= local) {
        fact.level = ReadinessLevel::Doubtful;
        fact.says = Words::tr("It may not lead to the internet.");
        fact.mend = Words::tr("Look whether the network wants you to log in.");
    } else if (state == connecting) {
        fact.level = ReadinessLevel::Doubtful;
        fact.says = Words::tr("It is being connected.");
    } else {
        fact.level = ReadinessLevel::Bad;
        fact.says = Words::tr("There is none: only this computer is watched.");
        fact.mend = Words::tr("Connect this computer to a network.");
    }
    return fact;
}

ReadinessFact powerFact(const PowerSupply &power)
{
    ReadinessFact fact{u"power"_s, ReadinessLevel::Good, Words::tr("Power"), {}, {}};
    if (!power.hasBattery) {
        fact.says = Words::tr("This computer has no battery.");
    } else if (power.isOnMains) {
        fact.says = Words::tr("It is plugged in; the battery is at %1 %.").arg(power.percent);
    } else {
        fact.level = power.percent < nearlyEmpty ? ReadinessLevel::Bad : ReadinessLevel::Doubtful;
        fact.says = Words::tr("It runs on the battery, which is at %1 %.").arg(power.percent);
        fact.mend = Words::tr("Plug it in while you are on call.");
    }
    return fact;
}

std::optional<ReadinessFact> idleFact(const QString &action)
{
    if (!suspends(action))
        return std::nullopt;
    return ReadinessFact{u"idle"_s, ReadinessLevel::Doubtful, Words::tr("Idle"),
        Words::tr("When nobody uses it for a while, this computer goes to sleep: then nothing is watched here."),
        Words::tr("Set IdleAction=ignore in /etc/systemd/logind.conf.")};
}

ReadinessFact autostartFact(bool isOn)
{
    ReadinessFact fact{u"autostart"_s, ReadinessLevel::Good, Words::tr("Start"), {}, {}};
    if (isOn) {
        fact.says = Words::tr("Nightbell starts with the session.");
    } else {
        fact.level = ReadinessLevel::Doubtful;
        fact.says = Words::tr("Nightbell does not start with the session: after a restart nobody is paged.");
        fact.mend = Words::tr("Switch it on below.");
    }
    return fact;
}

} // namespace nightbell
