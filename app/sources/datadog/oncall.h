// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "domain/oncall.h"

#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <QTime>

#include <cstdint>
#include <optional>

// Datadog's answers about who is on call, and what they come down to: pure. Everything may be null or missing in them.
namespace nightbell::datadog {

struct Team
{
    QString id;
    QString handle;
    QString name; // its handle, or its id, where it has none

    bool operator==(const Team &) const = default;
};
Expected<QList<Team>> readTeams(QByteArrayView body);

Expected<Person> readUser(QByteArrayView body); // error: it does not say who that is

// A stretch of time of a schedule.
struct Turn
{
    Person person;
    std::optional<TimePoint> start;
    std::optional<TimePoint> end;

    bool isAt(TimePoint at) const { return (!start || *start <= at) && (!end || at < *end); }

    bool operator==(const Turn &) const = default;
};
Expected<std::optional<Turn>> readTurn(QByteArrayView body); // nullopt: nobody is on call then

// When turns of a layer can begin: with its rotation, or each week at those times.
struct Layer
{
    struct Begin
    {
        int day = 0; // 1: Monday; 0: every day
        QTime time;

        bool operator==(const Begin &) const = default;
    };

    QString zone; // "Europe/Berlin"; empty: that of the schedule
    std::optional<TimePoint> from;
    std::optional<TimePoint> to;
    std::optional<TimePoint> rotation; // when a turn began
    Duration every{0}; // between two turns; 0: not known
    QList<Begin> begins; // each week; empty: it knows no hours

    bool operator==(const Layer &) const = default;
};

struct ScheduleFacts
{
    QString id;
    QString name;
    QString zone; // "Europe/Berlin"; empty: not known
    QList<Layer> layers = {};

    bool operator==(const ScheduleFacts &) const = default;
};
Expected<ScheduleFacts> readSchedule(QByteArrayView body);

// The first moment after `at` when a turn of its layers can begin. nullopt: none does, or they are not known.
std::optional<TimePoint> nextBegin(const ScheduleFacts &schedule, TimePoint at);

// Who is on call for a team, step by step.
struct TeamStep
{
    QString id;
    std::optional<QList<Person>> people; // nullopt: it does not say

    bool operator==(const TeamStep &) const = default;
};
struct TeamDuty
{
    QList<TeamStep> steps;
    QList<Person> responders; // of the first, where there are no steps

    bool isEmpty() const { return steps.isEmpty() && responders.isEmpty(); }
    bool operator==(const TeamDuty &) const = default;
};
Expected<TeamDuty> readTeamDuty(QByteArrayView body);

Expected<QStringList> readPolicyIds(QByteArrayView body); // of the rules by which a team's pages are routed, in their order

// Whose turn a step of a policy means.
enum class Position : std::uint8_t { Previous, Current, Next };

struct StepTarget
{
    enum class Kind : std::uint8_t { User, Schedule, Team };

    Kind kind = Kind::User;
    QString id; // of the user, schedule or team
    QString name;
    Position position = Position::Current; // of a schedule

    bool operator==(const StepTarget &) const = default;
};

struct PolicyStep
{
    QString id;
    Duration after{0}; // until the next one; 0: not known
    QList<StepTarget> targets;

    bool operator==(const PolicyStep &) const = default;
};

struct PolicyFacts
{
    QString id;
    QString name;
    int retries = 0;
    QList<PolicyStep> steps;
    QHash<QString, QString> teams; // names by id, of those that it mentions

    bool operator==(const PolicyFacts &) const = default;
};
Expected<PolicyFacts> readPolicy(QByteArrayView body);

// The turns of a schedule from now on, as far as they were asked for, earliest first.
struct Rota
{
    ScheduleFacts schedule;
    QList<Turn> turns;
    std::optional<TimePoint> knownUntil = {}; // there are more, which were not asked for

    bool operator==(const Rota &) const = default;
};
using Rotas = QHash<QString, Rota>; // by the schedule's id

// Who has the turn `position` away while each of the others lasts.
QList<Turn> turnsAt(const QList<Turn> &turns, Position position);

// What is known of a team. Its policy is the one of `policies` whose steps its duty names, or else the only one that has as many.
struct TeamFacts
{
    Team team;
    TeamDuty duty;
    QList<PolicyFacts> policies;

    const PolicyFacts *policy() const; // nullptr: it cannot be told
    QStringList schedules() const; // ids, that the steps of its policies name
};

// What a page shows of them: cards, and the shifts of `me` on them.
struct DutyCards
{
    QList<EscalationPolicy> policies;
    QList<Shift> mine;
    int unknownEnds = 0; // people on call, and not known until when
};
void addTeam(DutyCards &cards, const TeamFacts &facts, const Rotas &rotas, const PersonId &me, TimePoint at);
void addSchedule(DutyCards &cards, const Rota &rota, const PersonId &me, TimePoint at);

} // namespace nightbell::datadog
