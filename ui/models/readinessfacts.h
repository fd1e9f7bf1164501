// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/configuration.h"
#include "engine/readiness.h"
#include "models/donotdisturb.h"

#include <QString>

#include <optional>

// What the desktop's answers mean for a page, in words.
namespace nightbell {

// Of the device that sounds are played on.
struct OutputVolume
{
    int percent = 0;
    bool isMuted = false;

    bool operator==(const OutputVolume &) const = default;
};

// "Mute: no" and "Volume: front-left: 52429 /  80% / -5.81 dB, …" as pactl says them. nullopt: it says something else.
std::optional<OutputVolume> pulseVolume(const QString &mute, const QString &volume);

// What logind does when the lid is closed: "suspend", "ignore", …; empty: it does not say.
struct LidPolicy
{
    bool hasLid = false;
    QString onBattery;
    QString onMains; // empty: as on battery

    bool operator==(const LidPolicy &) const = default;
};

// Where the power comes from, as the kernel says it in /sys/class/power_supply.
struct PowerSupply
{
    bool hasBattery = false; // one of the computer's own, not of a mouse
    bool isOnMains = true; // also where nothing is known
    int percent = 100;

    bool operator==(const PowerSupply &) const = default;
};
PowerSupply readPower(const QString &folder);

ReadinessFact notificationsFact(const DisturbAnswer &answer, const ConsoleSettings &console);
ReadinessFact doNotDisturbFact(const DisturbAnswer &answer, const ConsoleSettings &console);
ReadinessFact soundFact(const QString &device, const ConsoleSettings &console); // empty: there is none
ReadinessFact volumeFact(const std::optional<OutputVolume> &volume);
ReadinessFact trayFact(bool hasPanel);
ReadinessFact sleepFact(const LidPolicy &policy);
std::optional<ReadinessFact> networkFact(uint state); // NMState; nullopt: nobody knows
ReadinessFact powerFact(const PowerSupply &power);
std::optional<ReadinessFact> idleFact(const QString &action); // what logind does when nobody is there; nullopt: nothing
ReadinessFact autostartFact(bool isOn);

} // namespace nightbell
