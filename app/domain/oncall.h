// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "domain/incident.h"

#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace nightbell {

// A stretch of time in which somebody is on call on a level of an escalation policy.
struct Shift
{
    PolicyId policyId;
    QString policy;
    int level = 1; // from 1
    Person person;
    QString scheduleId; // empty: the person stands on the policy itself
    QString schedule;
    std::optional<TimePoint> start; // absent: always was
    std::optional<TimePoint> end; // absent: for good
    bool isMine = false;

    bool isAt(TimePoint at) const { return (!start || *start <= at) && (!end || at < *end); }

    bool operator==(const Shift &) const = default;
};

struct EscalationLevel
{
    int level = 1;
    Duration delay{0}; // until the next level is told; 0: not known
    QStringList targets; // names of people and schedules

    bool operator==(const EscalationLevel &) const = default;
};

// A rota whose shifts can be taken over for a stretch of time.
struct Schedule
{
    QString id;
    QString name;

    bool operator==(const Schedule &) const = default;
};

// A stretch of time in which the person wants to be on call instead of whoever would be.
struct ShiftOverride
{
    QString scheduleId;
    QString schedule; // its name
    TimePoint start{};
    TimePoint end{};

    bool operator==(const ShiftOverride &) const = default;
};

// Who is told, in which order, after how long; and who stands there now and next.
struct EscalationPolicy
{
    PolicyId id;
    QString name;
    QUrl url;
    QList<EscalationLevel> levels;
    int loops = 0; // how often it starts again from level 1
    QList<Shift> now;
    QList<Shift> next; // the first to come of each level

    bool operator==(const EscalationPolicy &) const = default;
};

// What a source knows of who is on call.
struct OnCall
{
    SourceId source;
    TimePoint askedAt{};
    Person me; // empty id: not known
    QString advice; // what would have to be set up for it to say more, sentences; empty: nothing
    QList<EscalationPolicy> policies;
    QList<Shift> mine; // from now on for 14 days, earliest first, those that touch are one
    QList<Schedule> schedules; // those that can be taken over, by name
    QStringList problems; // what could not be read, sentences

    bool operator==(const OnCall &) const = default;
};

// How far ahead `mine` looks.
inline constexpr Duration shiftsAhead = std::chrono::days(14);

// Shifts that touch or overlap, of the same person on the same level, policy and schedule, as one. Earliest first.
QList<Shift> merged(QList<Shift> shifts);

// What being on call comes down to at one moment.
struct Duty
{
    bool isOnCall = false;
    std::optional<TimePoint> until; // absent: not on call, for good, or beyond what is known
    QList<Shift> now; // mine, lowest level first
    QString after; // who takes over then, names; empty: not known
    std::optional<Shift> next; // my next shift, where I am not on call
    TimePoint askedAt{}; // how old all of that is

    bool operator==(const Duty &) const = default;
};

// Shifts with an end count first: somebody who always stands on the last level of a policy is not "on call until …" by it.
Duty dutyAt(const OnCall &onCall, TimePoint at);

} // namespace nightbell
