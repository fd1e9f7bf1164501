// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/action.h"
#include "domain/incidentdetails.h"
#include "domain/oncall.h"
#include "domain/snapshot.h"
#include "sources/datadog/board.h"
#include "sources/datadog/client.h"
#include "sources/datadog/hosts.h"
#include "sources/datadog/monitors.h"
#include "sources/datadog/oncall.h"

#include <QCoroTask>
#include <QThreadPool>

#include <memory>
#include <optional>

namespace nightbell::datadog {

// What was said of who is on call and is not asked for each time.
struct DutyBook
{
    struct Answer
    {
        QByteArray body;
        Duration at{0};
    };
    struct Walk
    {
        QList<Turn> turns;
        Duration at{0}; // when all of it was asked for
        std::optional<TimePoint> knownUntil; // there are more, which were not asked for
    };

    QHash<QString, Answer> answers; // by what was asked
    QHash<QString, Walk> walks; // by the schedule's id
};

// What a source knows, shared with the coroutines that ask: they may outlive it. Used on one thread. Times without a date
// are on Clock::elapsed().
struct State
{
    State(Settings own, Clock &clock, std::shared_ptr<Transport> transport);

    // The whole list has what hardly changes: names, messages, tags, priorities; and how those are that are well.
    static constexpr Duration monitorsEvery = std::chrono::minutes(10);
    static constexpr Duration monitorsAtMostEvery = std::chrono::minutes(1); // where what alerts is not what it was
    static constexpr Duration downtimesEvery = std::chrono::minutes(1);
    static constexpr Duration metaEvery = std::chrono::hours(6);
    static constexpr Duration eventsEvery = std::chrono::minutes(1); // while there is something new
    static constexpr Duration refusedFor = std::chrono::minutes(30); // a scope that is missing is asked for again

    const Settings settings;
    Clock &clock; // outlives every answer that is waited for
    ClientPtr client;
    QThreadPool pool; // decodes large answers

    MonitorBook monitors;
    MonitorBoard board;
    std::optional<Listing> listing; // came, and is not on the board yet
    std::optional<Error> listFailure; // of the last attempt
    bool isListing = false;
    quint64 looks = 0; // begun: an earlier one that comes to an end late is not heard any more
    size_t listedFor = 0; // what alerted when it was asked for
    HostBook hosts;
    QueryBudget budget;
    DutyBook duty;
    QList<Downtime> downtimes;
    quint64 downtimesChanged = 0; // from here: a list that was asked for before a change is not taken
    std::optional<Duration> monitorsAskedAt;
    std::optional<Duration> downtimesAskedAt;
    std::optional<Duration> hostsAskedAt;
    std::optional<Duration> metaAskedAt;
    QHash<QString, Duration> metaOfOneAskedAt; // by the host's name: where there are too many to ask for all
    std::optional<Duration> eventsAskedAt;
    std::optional<TimePoint> eventsReadTo; // what is open since then has been asked about
    bool areEventsRefused = false;
    int hostPages = 1; // of the last list
    bool areDowntimesRefused = false;
    // What was wrong at the last look at each: it is wrong until the next one.
    QStringList monitorWarnings;
    QStringList downtimeWarnings;
    QStringList hostWarnings;
    std::optional<Error> hostsError;
    int groupsPerPage = 1000;
    bool isAccepted = false; // both keys were taken once

    QString me() const;
    Duration hostsEvery() const; // an organisation with many hosts is looked at more rarely
    int hostQueriesAnHour() const; // that the figures of all hosts need
};
using StatePtr = std::shared_ptr<State>;

QCoro::Task<Expected<Snapshot>> look(StatePtr state);

// Asks for the whole list where it is due. It is waited for, for a while, where an incident would lack its monitor without it;
// otherwise it comes when it comes.
QCoro::Task<Done> listMonitors(StatePtr state, QList<GroupFacts> groups);
QCoro::Task<std::optional<MonitorList>> allMonitors(StatePtr state, Sight sight);

// Absent: not due, or they could not be had.
QCoro::Task<std::optional<QList<Host>>> lookAtHosts(StatePtr state);

enum class Downtimes : std::uint8_t { Active, All };
// What Datadog lists, unless something was changed from here after it had been asked, when there were `known` changes.
void takeDowntimes(State &state, const QList<Downtime> &listed, quint64 known);
QCoro::Task<Expected<QList<Downtime>>> askDowntimes(StatePtr state, Downtimes which = Downtimes::Active);
// Agent and platform of a host that is looked at, where they are not asked for of all. Shown from the next look on.
QCoro::Task<Done> askMetaOf(StatePtr state, QString host);
QCoro::Task<Expected<MetricAnswer>> askMetrics(StatePtr state, QString query, TimePoint from, TimePoint to);

QCoro::Task<Expected<Done>> act(StatePtr state, ActionRequest request);
QCoro::Task<QList<Expected<Done>>> actOnAll(StatePtr state, QList<ActionRequest> requests);
QCoro::Task<Expected<QStringList>> introduce(StatePtr state);
// Of the teams and schedules that are configured, or else of the person's own teams. A question each, and few for what follows.
QCoro::Task<Expected<OnCall>> whoIsOnCall(StatePtr state);
QCoro::Task<Expected<IncidentDetails>> details(StatePtr state, IncidentId incident);
QCoro::Task<Expected<Series>> hostSeries(StatePtr state, HostId host, Metric metric, TimePoint from, TimePoint to, int columns);

// How much of the limits is used: our own budget, and what Datadog said lately of the organisation's.
QStringList limitFacts(const State &state);

// What refuses the keys, in words: another site's, or a scope that is missing.
Error explained(Error error, const QString &scope);

} // namespace nightbell::datadog
