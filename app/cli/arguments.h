// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "pager/events.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <variant>

namespace nightbell {

// What a program of ours ends with. Scripts rely on it.
enum class ExitCode : std::uint8_t {
    Done = 0,
    Refused = 1, // refused or failed; the reason is on stderr
    Usage = 2,
    Configuration = 3,
    Unreachable = 4, // a source could not be reached
    NeedsYou = 5, // `status`, and `readiness` where a page may be missed
};

enum class Command : std::uint8_t {
    Watch,
    Status,
    Incidents,
    Hosts,
    Monitors,
    Checks,
    Sources,
    OnCall,
    Readiness,
    Acknowledge,
    Resolve,
    Snooze,
    Note,
    Pause,
    Resume,
    Silences,
    Silence,
    Prolong,
    Unsilence,
    History,
    Statistics,
    Event,
    Check,
    ConfigCheck,
};

// A command line that makes sense.
struct Arguments
{
    Command command = Command::Status;
    QString configFolder; // empty: not named
    QString dataFolder; // empty: not named
    bool json = false;
    bool demo = false;
    bool all = false; // incidents: the resolved ones too
    bool test = false; // readiness: send a test page
    std::optional<Duration> watchFor; // watch, snooze, pause, silence, prolong
    QString until; // snooze, pause, silence, prolong; a moment that momentFrom() reads, empty: not given
    QString since; // history, stats; a moment that sinceFrom() reads, empty: not given
    QString comment; // silence
    SourceId source; // prolong, unsilence; empty: whichever source has the silence
    QStringList states; // monitors; empty: all
    Event event; // event; its dedup key may be empty: one has to be made up for a trigger
    SourceId sendTo; // event; empty: an incident of Nightbell's own
    QStringList operands;

    bool operator==(const Arguments &) const = default;
};

// A command line that is answered with a text: help, version, or what is wrong with it.
struct UsageAnswer
{
    QString text;
    ExitCode code = ExitCode::Done; // Usage: the text belongs on stderr

    bool operator==(const UsageAnswer &) const = default;
};

// `arguments` without the program's name.
std::variant<Arguments, UsageAnswer> parseArguments(const QStringList &arguments);

// The next time that it is 09:00, or 2026-01-05 09:00, of the person's clock; or ISO 8601. nullopt: it cannot be read.
std::optional<TimePoint> momentFrom(const QString &text, TimePoint now);

// How long ago (24h), the last time that it was 22:00, or 2026-01-05, with or without 22:00, of the person's clock; or ISO 8601.
std::optional<TimePoint> sinceFrom(const QString &text, TimePoint now);

// The words of all commands, in the order of the help.
QStringList commandWords();

} // namespace nightbell
