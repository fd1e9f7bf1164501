// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/action.h"
#include "domain/incidentdetails.h"
#include "domain/snapshot.h"
#include "net/http.h"
#include "sources/prometheus/book.h"
#include "sources/prometheus/health.h"
#include "sources/prometheus/settings.h"
#include "sources/prometheus/status.h"

#include <QCoroTask>
#include <QThreadPool>

#include <memory>
#include <optional>

namespace nightbell::prometheus {

// One server, from one look to the next.
struct Server
{
    Access access;
    bool isAccepted = false; // it has answered, and let us in
    std::optional<TimePoint> failingSince;
    std::optional<TimePoint> recoveredAt; // it failed before that
    std::optional<Duration> refusedAt; // it does not let us in; on Clock::elapsed()
    int refusals = 0; // in a row
    std::optional<Error> lastError;
    Duration took{0}; // its last answer

    // Alertmanagers only.
    std::shared_ptr<const AlertList> alerts; // null: it has not answered yet
    QList<Silence> silences; // as it listed them last
    std::optional<AlertmanagerStatus> status;
    QString cluster; // the suffix of its alerts
    bool isNamed = false; // they have been shown by that: it stays
};

// What a source knows, shared with the coroutines that ask: they may outlive it. Used on one thread.
struct State
{
    State(Settings own, Clock &clock, std::shared_ptr<Transport> transport);

    // An Alertmanager that was started less than this ago may not have been told of everything yet.
    static constexpr Duration settlesWithin = std::chrono::minutes(3);

    const Settings settings;
    Clock &clock; // outlives every answer that is waited for
    std::shared_ptr<Transport> transport;
    QThreadPool pool; // decodes large answers

    Server prometheus;
    std::vector<Server> alertmanagers;
    AlertBook book;
    HealthBook health;
    Watchdogs watchdogs;
    HostBook hosts;
    Labels addedLabels; // by Prometheus, to alerts
    std::optional<Duration> slowlyAskedAt; // what hardly changes; on Clock::elapsed()
    std::optional<int> knownManagers; // how many Alertmanagers Prometheus knows
    QList<DownTarget> downDetails;
    QStringList downInstances; // that the details are of
    bool hasPastRestarts = false;
    Duration ahead{0}; // Prometheus' clock of ours
    std::optional<TimePoint> prometheusStarted; // on its own clock
    QHash<QString, Duration> managersAhead; // the clocks of Alertmanagers of ours, by the suffix of their cluster
    QList<Silence> silences; // of all Alertmanagers
    std::optional<TimePoint> emptySince; // Prometheus has firing alerts and no Alertmanager has any

    // Whether all Alertmanagers have said what they know, for long enough: what is not there then is over.
    bool isWhole = false;

    Duration deadline(const Server &server) const;
    void allowRefused(); // asks them again with the next look
    QString me() const;
};

using StatePtr = std::shared_ptr<State>;

// Sends and reads the body; notes how the server does.
QCoro::Task<Expected<QByteArray>> ask(StatePtr state, HttpRequest request);

struct AlertmanagerAnswer
{
    std::optional<Error> error;
    std::shared_ptr<const AlertList> alerts;
    QList<Silence> silences;
    std::optional<AlertmanagerStatus> status;
    std::optional<TimePoint> date; // on its clock
    QStringList warnings;
};
QCoro::Task<AlertmanagerAnswer> askAlertmanager(StatePtr state, qsizetype index);

struct PrometheusAnswer
{
    std::optional<Error> error;
    std::optional<RuleAnswer> rules;
    HostAnswers hosts;
    bool hasHosts = false;
    std::optional<QList<Curve>> deliveryErrors;
    QStringList warnings;
};
QCoro::Task<PrometheusAnswer> askPrometheus(StatePtr state);

QCoro::Task<Expected<QueryAnswer>> query(StatePtr state, QString expression);
QCoro::Task<Expected<QueryAnswer>> queryRange(StatePtr state, QString expression, TimePoint from, TimePoint to, Duration step);

// One look at everything.
QCoro::Task<Expected<Snapshot>> look(StatePtr state);

// Prolongs the silences of ours that last as long as their alerts, and ends those whose alerts are over.
QCoro::Task<Done> tendSilences(StatePtr state);

// Whether it can be done to anything at all.
bool isKnown(QStringView action);
QCoro::Task<QList<Expected<Done>>> act(StatePtr state, QList<ActionRequest> requests);
// How many silences an action on these would make, a sentence.
QString silencesNeeded(const State &state, const QList<IncidentId> &incidents);
QCoro::Task<Expected<QStringList>> introduce(StatePtr state);
QCoro::Task<Expected<IncidentDetails>> details(StatePtr state, IncidentId incident);
QCoro::Task<Expected<Series>> hostSeries(StatePtr state, HostId host, Metric metric, TimePoint from, TimePoint to, int columns);

} // namespace nightbell::prometheus
