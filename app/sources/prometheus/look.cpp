// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/background.h"
#include "base/duration.h"
#include "domain/wording.h"
#include "sources/prometheus/state.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <array>

namespace nightbell::prometheus {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Prometheus
{
    Q_DECLARE_TR_FUNCTIONS(Prometheus)
};

struct Answers
{
    QList<AlertmanagerAnswer> alertmanagers;
    std::optional<PrometheusAnswer> prometheus;
};

constexpr Duration clockTolerance = 30s;
constexpr Duration emptyFor = 3min; // Prometheus sends again each minute

Duration confirmation(const State &state)
{
    return std::min<Duration>(2 * state.settings.every, 30s);
}

// A refused password costs the server a third of a second, and too many of them the account: it is asked again after this.
Duration refusedFor(const Server &server)
{
    constexpr std::array<Duration, 3> waits{2min, 10min, 30min};
    const auto place = static_cast<size_t>(std::max(server.refusals - 1, 0));
    return waits.at(std::min(place, waits.size() - 1));
}

bool isRefused(const Server &server, Duration now)
{
    return server.refusedAt && now - *server.refusedAt < refusedFor(server);
}

// Notes how the last question ended.
void note(Server &server, const std::optional<Error> &error, const State &state)
{
    server.lastError = error;
    if (!error) {
        if (server.failingSince)
            server.recoveredAt = state.clock.now();
        server.failingSince.reset();
        server.refusedAt.reset();
        server.refusals = 0;
        server.isAccepted = true;
        return;
    }
    if (!server.failingSince)
        server.failingSince = state.clock.now();
    if (error->kind == ErrorKind::Unauthorized) {
        server.refusedAt = state.clock.elapsed();
        ++server.refusals;
        server.isAccepted = false;
    }
}

bool isAnswered(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Timeout:
    case ErrorKind::Unreachable:
    case ErrorKind::Tls:
    case ErrorKind::Cancelled:
    case ErrorKind::Storage:
    case ErrorKind::Unavailable:
    case ErrorKind::Locked:
        return false;
    case ErrorKind::Unauthorized:
    case ErrorKind::Forbidden:
    case ErrorKind::NotFound:
    case ErrorKind::Conflict:
    case ErrorKind::TooManyRequests:
    case ErrorKind::Server:
    case ErrorKind::BadAnswer:
    case ErrorKind::TooLarge:
    case ErrorKind::BadInput:
        return true;
    }
    return false;
}

Trouble silentServer(const Server &server, const QString &what, const State &state)
{
    const bool isRefusal = server.lastError->kind == ErrorKind::Unauthorized;
    Trouble trouble;
    trouble.key = u"server/"_s + server.access.name;
    const QString title = isRefusal          ? Prometheus::tr("%1 %2 refuses to let Nightbell in")
        : isAnswered(server.lastError->kind) ? Prometheus::tr("%1 %2 does not answer as it should")
                                             : Prometheus::tr("%1 %2 does not answer");
    trouble.title = title.arg(what, server.access.name);
    trouble.text = errorText(*server.lastError);
    if (!trouble.text.contains(server.lastError->detail))
        trouble.text += u'\n' + server.lastError->detail;
    trouble.severity = Severity::Critical;
    trouble.confirmFor = isRefusal ? Duration(0) : confirmation(state);
    return trouble;
}

// The numbers of the servers that tell of the same alerts; in order of the configuration.
std::vector<std::vector<size_t>> clustersOf(const State &state)
{
    std::vector<std::vector<size_t>> clusters;
    for (size_t i = 0; i < state.alertmanagers.size(); ++i) {
        const auto same = std::ranges::find_if(clusters, [&](const std::vector<size_t> &cluster) {
            return areOneCluster(state.alertmanagers[cluster.front()].status, state.alertmanagers[i].status);
        });
        if (same == clusters.end())
            clusters.push_back({i});
        else
            same->push_back(i);
    }
    return clusters;
}

// What tells the alerts of each cluster from those of the others; the first needs nothing. What they were shown by before stays,
// also when the first is heard later than the others.
QStringList suffixesOf(const State &state, const std::vector<std::vector<size_t>> &clusters)
{
    std::vector<std::optional<QString>> kept;
    QSet<QString> taken;
    for (const std::vector<size_t> &members : clusters) {
        const auto named = std::ranges::find_if(members, [&state](size_t member) { return state.alertmanagers[member].isNamed; });
        const bool isKept = named != members.end() && !taken.contains(state.alertmanagers[*named].cluster);
        kept.push_back(isKept ? std::optional(state.alertmanagers[*named].cluster) : std::nullopt);
        if (isKept)
            taken.insert(*kept.back());
    }
    QStringList suffixes;
    for (size_t place = 0; place < clusters.size(); ++place) {
        const QString name = u'@' + state.alertmanagers[clusters[place].front()].access.name;
        suffixes.append(kept[place].value_or(taken.contains(QString()) ? name : QString()));
        taken.insert(suffixes.constLast());
    }
    return suffixes;
}

bool isSettlingNow(const Server &server, const AlertmanagerAnswer &answer, TimePoint at)
{
    if (answer.status)
        return isSettling(*answer.status, answer.date.value_or(at), State::settlesWithin);
    // It does not say since when it has been there: what it was before it came back may be forgotten.
    return server.recoveredAt && at - *server.recoveredAt < State::settlesWithin;
}

ClusterAnswer clusterAnswer(
    const State &state, const std::vector<size_t> &members, const QList<AlertmanagerAnswer> &answers, const QString &suffix, TimePoint at)
{
    ClusterAnswer cluster;
    cluster.suffix = suffix;
    cluster.isSettling = true;
    for (const size_t member : members) {
        const AlertmanagerAnswer &answer = answers.at(static_cast<qsizetype>(member));
        if (!answer.alerts)
            continue;
        if (cluster.lists.isEmpty() && answer.date)
            cluster.ahead = *answer.date - at;
        cluster.lists.append(answer.alerts);
        cluster.isSettling = cluster.isSettling && isSettlingNow(state.alertmanagers[member], answer, at);
        for (const Silence &silence : answer.silences) {
            const auto known = std::ranges::find(cluster.silences, silence.id, &Silence::id);
            if (known == cluster.silences.end())
                cluster.silences.append(silence);
            else if (silence.endsAt > known->endsAt)
                *known = silence;
        }
        for (Silence &silence : cluster.silences)
            silence.cluster = cluster.suffix;
    }
    return cluster;
}

Witness witnessOf(const State &state, const std::optional<PrometheusAnswer> &answer, TimePoint at)
{
    Witness witness;
    witness.isConfigured = state.settings.prometheus.has_value();
    if (!answer || !answer->rules)
        // A server without rules is no witness, but it is there.
        witness.isConfigured = witness.isConfigured && (!answer || answer->error.has_value());
    else
        witness.hasAnswered = true;
    if (witness.hasAnswered)
        witness.alerts = answer->rules->alerts;
    witness.isSettling = state.prometheusStarted && at + state.ahead - *state.prometheusStarted < State::settlesWithin;
    return witness;
}

QList<QList<Label>> watchdogsIn(const AlertBook::Look &look)
{
    QList<QList<Label>> found;
    for (const ClusterAnswer &cluster : look.clusters) {
        for (const auto &list : cluster.lists) {
            for (const SeenAlert &alert : list->alerts) {
                if (alert.isWatchdog)
                    found.append(alert.incident->labels);
            }
        }
    }
    if (look.clusters.isEmpty()) {
        for (const RuleAlert &alert : look.witness.alerts) {
            if (alert.isWatchdog && alert.isFiring)
                found.append(alert.incident->labels);
        }
    }
    return found;
}

bool isTrusted(const AlertBook::Look &look)
{
    const auto isGood = [](const ClusterAnswer &cluster) { return !cluster.lists.isEmpty() && !cluster.isSettling; };
    return look.clusters.isEmpty() ? look.witness.hasAnswered : std::ranges::all_of(look.clusters, isGood);
}

// Alerts that Prometheus sends and that arrive nowhere. nullopt: that cannot be told from these answers.
std::optional<QList<Trouble>> undeliveredAlerts(State &state, const AlertBook::Look &look)
{
    const auto isHeard = [](const ClusterAnswer &cluster) { return !cluster.lists.isEmpty(); };
    const bool hasAlerts = std::ranges::any_of(look.clusters, [](const ClusterAnswer &cluster) {
        return std::ranges::any_of(cluster.lists, [](const auto &list) { return !list->alerts.empty(); });
    });
    QStringList titles;
    for (const RuleAlert &alert : look.witness.alerts) {
        if (alert.isFiring && titles.size() < 20)
            titles.append(alert.incident->title);
    }
    if (hasAlerts || (look.witness.hasAnswered && titles.isEmpty())) {
        state.emptySince.reset();
        return QList<Trouble>();
    }
    if (!look.witness.hasAnswered || look.clusters.isEmpty() || !std::ranges::all_of(look.clusters, isHeard))
        return std::nullopt;
    if (!state.emptySince)
        state.emptySince = look.at;
    if (look.at - *state.emptySince < emptyFor)
        return QList<Trouble>();
    // One that was restarted since is not told of all yet.
    if (std::ranges::any_of(look.clusters, &ClusterAnswer::isSettling))
        return std::nullopt;
    Trouble trouble;
    trouble.key = u"empty"_s;
    trouble.title = Prometheus::tr("Alerts of Prometheus do not arrive at the Alertmanager");
    trouble.text
        = Prometheus::tr("Prometheus says that these fire, and the Alertmanager has no alert at all:") + u'\n' + titles.join(u'\n');
    trouble.severity = Severity::Critical;
    return QList<Trouble>{trouble};
}

// Where the server has a rule for the same as a built-in one, that gets the time it needs to speak first.
QHash<QString, Duration> leavesTo(const RuleAnswer &rules, const Settings &settings)
{
    constexpr Duration evaluation = 1min;
    QHash<QString, Duration> leaves;
    for (const AlertingRule &rule : rules.alerting) {
        const auto covered = settings.mapping.coveredBy(rule.name);
        if (!covered)
            continue;
        Duration &leave = leaves[toWord(*covered)];
        leave = std::max(leave, rule.holds + evaluation + settings.every);
    }
    return leaves;
}

QList<Trouble> missingManagers(const State &state)
{
    if (state.knownManagers != 0 || state.settings.alertmanagers.isEmpty())
        return {};
    Trouble trouble;
    trouble.key = u"no-alertmanager"_s;
    trouble.confirmFor = 1min; // it looks for them when it starts
    trouble.title = Prometheus::tr("Prometheus knows no Alertmanager");
    trouble.text = Prometheus::tr("Nobody is told of its alerts.");
    trouble.urgency = state.settings.healthUrgency;
    return {trouble};
}

// As far as it answered.
void judgePrometheus(Findings &findings, const State &state, const PrometheusAnswer &answer, const SharedIncidents &alerts)
{
    const Urgency urgency = state.settings.healthUrgency;
    const Duration confirmFor = std::max<Duration>(2 * state.settings.every, 15s);
    if (answer.hosts.contains(Part::Up))
        findings.insert(Topic::Targets, downTargets(answer.hosts.value(Part::Up), state.downDetails, alerts, urgency, confirmFor));
    if (answer.rules)
        findings.insert(Topic::Rules, brokenRules(answer.rules->broken, urgency));
    if (answer.deliveryErrors)
        findings.insert(Topic::Delivery, undelivered(*answer.deliveryErrors, urgency));
    if (state.knownManagers)
        findings.insert(Topic::KnownManagers, missingManagers(state));
}

QList<Trouble> serverTroubles(const State &state)
{
    QList<Trouble> troubles;
    for (const Server &server : state.alertmanagers) {
        if (server.lastError)
            troubles.append(silentServer(server, u"Alertmanager"_s, state));
    }
    if (state.settings.prometheus && state.prometheus.lastError)
        troubles.append(silentServer(state.prometheus, u"Prometheus"_s, state));
    return troubles;
}

QStringList clockWarnings(const State &state, const QList<AlertmanagerAnswer> &answers, TimePoint at)
{
    QStringList warnings;
    const auto warn = [&warnings](const QString &name, Duration ahead) {
        if (std::chrono::abs(ahead) < clockTolerance)
            return;
        const QString by = formatDuration(std::chrono::duration_cast<std::chrono::seconds>(std::chrono::abs(ahead)));
        warnings.append(ahead > Duration(0) ? Prometheus::tr("The clock of %1 is %2 ahead of this machine's.").arg(name, by)
                                            : Prometheus::tr("The clock of %1 is %2 behind this machine's.").arg(name, by));
    };
    for (qsizetype i = 0; i < answers.size(); ++i) {
        if (answers[i].date)
            warn(state.alertmanagers[static_cast<size_t>(i)].access.name, *answers[i].date - at);
    }
    if (state.settings.prometheus && !state.prometheus.lastError)
        warn(state.prometheus.access.name, state.ahead);
    return warnings;
}

// What was left out, and why.
QStringList warningsOf(const State &state, const Answers &answers, TimePoint at)
{
    QStringList warnings;
    if (answers.prometheus && !answers.prometheus->error)
        warnings += answers.prometheus->warnings;
    for (const auto &[key, message] : state.settings.problems)
        warnings.append(key + u": "_s + message);
    for (const AlertmanagerAnswer &answer : answers.alertmanagers)
        warnings += answer.warnings;
    for (const Server &server : state.alertmanagers) {
        if (server.lastError)
            warnings.append(u"Alertmanager %1: %2"_s.arg(server.access.name, server.lastError->detail));
    }
    if (state.settings.prometheus && state.prometheus.lastError)
        warnings.append(u"Prometheus %1: %2"_s.arg(state.prometheus.access.name, state.prometheus.lastError->detail));
    if (state.book.held() > 0)
        warnings.append(Prometheus::tr(
            "%n alert(s) are shown as they were: whether they are over cannot be told yet.", nullptr, static_cast<int>(state.book.held())));
    return warnings + clockWarnings(state, answers.alertmanagers, at);
}

// Why a server failed, which one in the detail.
Error named(const Server &server, const QString &what)
{
    Error error = *server.lastError;
    error.detail = u"%1 %2: %3"_s.arg(what, server.access.name, error.detail);
    return error;
}

// Why what is shown is not the whole: of a cluster nobody answers, or Prometheus does not.
std::optional<Error> whatIsMissing(const State &state, const AlertBook::Look &look)
{
    if (state.settings.prometheus && state.prometheus.lastError)
        return named(state.prometheus, u"Prometheus"_s);
    for (const Server &server : state.alertmanagers) {
        const bool isAnswered = std::ranges::none_of(look.clusters, [](const ClusterAnswer &cluster) { return cluster.lists.isEmpty(); });
        // Of one that was never heard it is not known whether another has the same alerts.
        if (server.lastError && (!isAnswered || !server.alerts))
            return named(server, u"Alertmanager"_s);
    }
    return std::nullopt;
}

// Lets the event loop turn once.
QCoro::Task<Done> breath(StatePtr state)
{
    std::function<Done()> nothing = [] { return Done{}; };
    co_return co_await inBackground<Done>(state->pool, std::move(nothing));
}

// Everybody at once; those that refuse us not at all.
QCoro::Task<Answers> askAll(StatePtr state)
{
    Answers answers;
    const Duration now = state->clock.elapsed();
    std::vector<std::optional<QCoro::Task<AlertmanagerAnswer>>> tasks;
    for (size_t i = 0; i < state->alertmanagers.size(); ++i) {
        if (isRefused(state->alertmanagers[i], now))
            tasks.emplace_back();
        else
            tasks.emplace_back(askAlertmanager(state, static_cast<qsizetype>(i)));
    }
    std::optional<QCoro::Task<PrometheusAnswer>> prometheusTask;
    if (state->settings.prometheus && !isRefused(state->prometheus, now))
        prometheusTask = askPrometheus(state);
    for (size_t i = 0; i < tasks.size(); ++i) {
        AlertmanagerAnswer answer;
        if (tasks[i]) {
            auto task = std::move(*tasks[i]);
            answer = co_await std::move(task);
            note(state->alertmanagers[i], answer.error, *state);
            if (!answer.error) {
                state->alertmanagers[i].alerts = answer.alerts;
                if (answer.status)
                    state->alertmanagers[i].status = answer.status;
            }
        }
        answers.alertmanagers.append(answer);
    }
    if (prometheusTask) {
        auto task = std::move(*prometheusTask);
        PrometheusAnswer answer = co_await std::move(task);
        note(state->prometheus, answer.error, *state);
        answers.prometheus = answer;
    }
    co_return Answers(answers);
}

bool everybodyFails(const State &state)
{
    const bool hasPrometheus = state.settings.prometheus.has_value();
    return (!hasPrometheus || state.prometheus.lastError)
        && std::ranges::all_of(state.alertmanagers, [](const Server &server) { return server.lastError.has_value(); });
}

Error firstError(const State &state)
{
    for (const Server &server : state.alertmanagers) {
        if (server.lastError)
            return named(server, u"Alertmanager"_s);
    }
    return state.prometheus.lastError ? named(state.prometheus, u"Prometheus"_s) : Error{};
}

Duration slowest(const State &state)
{
    Duration took = state.prometheus.took;
    for (const Server &server : state.alertmanagers)
        took = std::max(took, server.took);
    return took;
}

AlertBook::Look lookOf(State &state, const Answers &answers, TimePoint at)
{
    AlertBook::Look look;
    look.at = at;
    const auto clusters = clustersOf(state);
    const QStringList suffixes = suffixesOf(state, clusters);
    for (size_t place = 0; place < clusters.size(); ++place) {
        const QString &suffix = suffixes.at(static_cast<qsizetype>(place));
        look.clusters.append(clusterAnswer(state, clusters[place], answers.alertmanagers, suffix, at));
        for (const size_t member : clusters[place]) {
            Server &server = state.alertmanagers[member];
            server.cluster = suffix;
            server.isNamed = server.alerts != nullptr;
        }
    }
    look.witness = witnessOf(state, answers.prometheus, at);
    state.silences.clear();
    for (const ClusterAnswer &cluster : look.clusters) {
        state.silences += cluster.silences;
        if (!cluster.lists.isEmpty())
            state.managersAhead[cluster.suffix] = std::chrono::abs(cluster.ahead) > clockTolerance ? cluster.ahead : Duration(0);
    }
    return look;
}

} // namespace

QCoro::Task<Expected<Snapshot>> look(StatePtr state)
{
    if (!state->settings.prometheus && state->settings.alertmanagers.isEmpty())
        co_return Error{ErrorKind::BadInput, u"neither url nor alertmanager says where to ask"_s};
    const TimePoint askedAt = state->clock.now();
    const bool wasAnswered
        = state->prometheus.isAccepted || std::ranges::any_of(state->alertmanagers, [](const Server &server) { return server.isAccepted; });
    const Answers answers = co_await askAll(state);
    const auto failingFor
        = [&state](const Server &server) { return server.failingSince ? state->clock.now() - *server.failingSince : Duration(0); };
    if (everybodyFails(*state)) {
        const Error error = firstError(*state);
        const Server &server = state->alertmanagers.empty() ? state->prometheus : state->alertmanagers.front();
        // Right after the start there is nothing that could be shown beside it. That we are not let in does not go by itself.
        if (!wasAnswered && error.kind != ErrorKind::Unauthorized && failingFor(server) < confirmation(*state))
            co_return error;
    }

    const AlertBook::Look seen = lookOf(*state, answers, askedAt);
    Snapshot snapshot;
    snapshot.source = state->settings.source;
    snapshot.askedAt = askedAt;
    // Of many alerts, each of these takes a while, and whoever takes the snapshot has as much to do again: the window gets its
    // turn in between.
    constexpr qsizetype many = 2'000;
    state->book.read(seen);
    if (state->book.size() > many)
        co_await breath(state);
    snapshot.incidents = state->book.incidents();
    Findings findings{{Topic::Servers, serverTroubles(*state)}};
    if (answers.prometheus && !answers.prometheus->error) {
        judgePrometheus(findings, *state, *answers.prometheus, *snapshot.incidents);
        if (answers.prometheus->rules)
            state->hosts.setLeaves(leavesTo(*answers.prometheus->rules, state->settings));
        if (answers.prometheus->hasHosts)
            snapshot.hosts = state->hosts.update(answers.prometheus->hosts, state->clock.now(), state->ahead, state->settings.window);
    }
    if (const auto undelivered = undeliveredAlerts(*state, seen))
        findings.insert(Topic::Arrival, *undelivered);
    findings.insert(Topic::Watchdogs, state->watchdogs.update(watchdogsIn(seen), isTrusted(seen), confirmation(*state)));
    *snapshot.incidents += state->health.update(findings, askedAt);
    snapshot.incomplete = whatIsMissing(*state, seen);
    snapshot.warnings = warningsOf(*state, answers, askedAt);
    // A server that needs a while to answer is not asked all the time; one that fails is asked again soon.
    if (snapshot.incomplete)
        snapshot.nextIn = std::min<Duration>(state->settings.every, 5s);
    else if (3 * slowest(*state) > state->settings.every)
        snapshot.nextIn = 3 * slowest(*state);
    const auto isUnheard = [](const Server &server) { return server.lastError && !server.alerts; };
    state->isWhole = isTrusted(seen) && std::ranges::none_of(state->alertmanagers, isUnheard);
    if (isTrusted(seen))
        tendSilences(state);
    if (snapshot.incidents->size() > many)
        co_await breath(state);
    co_return Snapshot(snapshot);
}

} // namespace nightbell::prometheus
