// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/readinessfacts.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Readiness)
};

// Below that a sleeping person may not hear it.
constexpr int faint = 40;

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
        fact.says = hasAlertWindow(console) ? Words::tr("No notification service runs here. Pages come as an alert window.")
                                            : Words::tr("No notification service runs here.");
        fact.level = hasAlertWindow(console) ? ReadinessLevel::Doubtful : ReadinessLevel::Bad;
        fact.mend = hasAlertWindow(console) ? Words::tr("Install the notification service of your desktop.") : alertWindowMend();
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
            fact.says = Words::tr("It is on, and hides pages. They come as an alert window.");
        } else {
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
        fact.level = ReadinessLevel::Bad;
        fact.says = Words::tr("The sound is muted: pages are not heard.");
        fact.mend = Words::tr("Unmute it in the sound settings of your desktop.");
    } else if (volume->percent < faint) {
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
