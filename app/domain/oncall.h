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
    Duration delay{0}; // until the next level is told
    QStringList targets; // names of people and schedules

    bool operator==(const EscalationLevel &) const = default;
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
    QList<EscalationPolicy> policies;
    QList<Shift> mine; // from now on for 14 days, earliest first, those that touch are one

    bool operator==(const OnCall &) const = default;
};

} // namespace nightbell
