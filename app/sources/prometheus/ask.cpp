// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/background.h"
#include "base/duration.h"
#include "base/memory.h"
#include "net/serverclock.h"
#include "sources/prometheus/state.h"

#include "base/json.h"

#include <QCoreApplication>

#include <algorithm>

namespace nightbell::prometheus {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Prometheus
{
    Q_DECLARE_TR_FUNCTIONS(Prometheus)
};

constexpr qsizetype readHere = 64 * 1024; // bytes; more is read on another thread
constexpr qsizetype large = 16 * 1024 * 1024; // bytes; reading it takes as much again, several times
constexpr Duration slowly = 5min; // names, versions and the like
constexpr Duration pastRestarts = 1h;
constexpr Duration triesWithin = 5min; // Prometheus sends to an Alertmanager that does not take it about once a minute

QCoro::Task<Expected<std::shared_ptr<const AlertList>>> alertsOf(StatePtr state, QByteArray body, std::shared_ptr<const AlertList> before)
{
    using Result = Expected<std::shared_ptr<const AlertList>>;
    const bool isSmall = body.size() < readHere;
    std::function<Result()> work = [body, before, mapping = state->settings.mapping]() -> Result {
        if (body.size() >= large)
            giveBackFreed();
        return readAlerts(body, mapping, before);
    };
    before.reset();
    body.clear();
    if (isSmall) {
        auto here = work();
        co_return Result(here);
    }
    auto there = co_await inBackground<Result>(state->pool, std::move(work));
    co_return Result(there);
}

QCoro::Task<Expected<RuleAnswer>> rulesOf(StatePtr state, QByteArray body)
{
    const bool isSmall = body.size() < readHere;
    std::function<Expected<RuleAnswer>()> work
        = [body, mapping = state->settings.mapping, added = state->addedLabels] { return readRules(body, mapping, added); };
    body.clear();
    if (isSmall) {
        auto here = work();
        co_return Expected<RuleAnswer>(here);
    }
    auto there = co_await inBackground<Expected<RuleAnswer>>(state->pool, std::move(work));
    co_return Expected<RuleAnswer>(there);
}

QCoro::Task<Expected<QueryAnswer>> queryAnswerOf(StatePtr state, QByteArray body)
{
    const bool isSmall = body.size() < readHere;
    std::function<Expected<QueryAnswer>()> work = [body] { return readQueryAnswer(body); };
    body.clear();
    if (isSmall) {
        auto here = work();
        co_return Expected<QueryAnswer>(here);
    }
    auto there = co_await inBackground<Expected<QueryAnswer>>(state->pool, std::move(work));
    co_return Expected<QueryAnswer>(there);
}

// Whether the server is there and lets us in, but does not have or not like what was asked for.
bool isAboutTheQuestion(ErrorKind kind)
{
    return kind == ErrorKind::BadInput || kind == ErrorKind::NotFound || kind == ErrorKind::Forbidden;
}

QString secondsText(TimePoint time)
{
    return QString::number(static_cast<double>(toMilliseconds(time)) / 1000, 'f', 3);
}

// What PromQL has to say of Prometheus' own errors; needs a Prometheus that watches itself.
QString deliveryQuery(Duration window)
{
    return u"sum by (alertmanager) (rate(prometheus_notifications_errors_total[%1s])) > 0"_s.arg(window.count() / 1000);
}

bool isSlow(Part part)
{
    return part == Part::Names || part == Part::RestartsReported;
}

} // namespace

State::State(Settings own, Clock &theClock, std::shared_ptr<Transport> theTransport)
    : settings(std::move(own))
    , clock(theClock)
    , transport(std::move(theTransport))
    , book(settings.source)
    , health(settings.source)
    , watchdogs(settings.mapping.watchdogs, settings.watchdogsAreNamed)
    , hosts(settings.naming)
{
    pool.setMaxThreadCount(1);
    if (settings.prometheus)
        prometheus.access = *settings.prometheus;
    for (const Access &access : settings.alertmanagers) {
        Server server;
        server.access = access;
        alertmanagers.push_back(server);
    }
}

// A server that hangs is to be noticed within seconds; one that is slow by nature is given its time.
Duration State::deadline(const Server &server) const
{
    if (!server.isAccepted)
        return 10s;
    return std::clamp<Duration>(5 * server.took, 4s, 20s);
}

void State::allowRefused()
{
    prometheus.refusedAt.reset();
    for (Server &server : alertmanagers)
        server.refusedAt.reset();
}

QString State::me() const
{
    if (!settings.createdBy.isEmpty())
        return settings.createdBy;
    const QString user = qEnvironmentVariable("USER");
    return user.isEmpty() ? u"nightbell"_s : user;
}

QCoro::Task<Expected<QByteArray>> ask(StatePtr state, HttpRequest request)
{
    const auto transport = state->transport;
    const auto reply = co_await transport->send(std::move(request));
    co_return bodyOf(reply, state->clock.now());
}

QCoro::Task<AlertmanagerAnswer> askAlertmanager(StatePtr state, qsizetype index)
{
    const auto place = static_cast<size_t>(index);
    const Access access = state->alertmanagers[place].access;
    const Duration deadline = state->deadline(state->alertmanagers[place]);
    const auto before = state->alertmanagers[place].alerts;
    const auto transport = state->transport;
    AlertmanagerAnswer answer;

    // One small question first where it is not known that we are let in: a wrong password is then sent once.
    const bool mayBeRefused = !access.headers.isEmpty() || !access.clientKey.isEmpty();
    auto statusTask = transport->send(getRequest(access, u"/api/v2/status"_s, deadline));
    if (mayBeRefused && !state->alertmanagers[place].isAccepted) {
        const auto first = co_await std::move(statusTask);
        const auto firstBody = bodyOf(first, state->clock.now());
        if (!firstBody && firstBody.error().kind != ErrorKind::NotFound) {
            answer.error = firstBody.error();
            co_return AlertmanagerAnswer(answer);
        }
        statusTask = transport->send(getRequest(access, u"/api/v2/status"_s, deadline));
    }
    const Duration began = state->clock.elapsed();
    auto alertsTask = transport->send(getRequest(access, u"/api/v2/alerts"_s, deadline));
    auto silencesTask = ask(state, getRequest(access, u"/api/v2/silences"_s, deadline));
    const auto alertsReply = co_await std::move(alertsTask);
    const auto silencesBody = co_await std::move(silencesTask);
    const auto statusReply = co_await std::move(statusTask);
    const auto alertsBody = bodyOf(alertsReply, state->clock.now());
    if (!alertsBody) {
        answer.error = alertsBody.error();
        co_return AlertmanagerAnswer(answer);
    }
    state->alertmanagers[place].took = state->clock.elapsed() - began;
    answer.date = dateOf(*alertsReply);
    const QByteArray body = *alertsBody;
    const auto alerts = co_await alertsOf(state, body, before);
    if (!alerts) {
        answer.error = alerts.error();
        co_return AlertmanagerAnswer(answer);
    }
    answer.alerts = *alerts;
    if (answer.alerts->skipped > 0)
        answer.warnings.append(Prometheus::tr("%n alert(s) of %1 could not be read.", nullptr, answer.alerts->skipped).arg(access.name));
    const auto silences = silencesBody ? readSilences(*silencesBody) : Expected<QList<Silence>>(silencesBody.error());
    if (silences)
        state->alertmanagers[place].silences = *silences;
    else
        answer.warnings.append(Prometheus::tr("The silences of %1 could not be read: %2").arg(access.name, silences.error().detail));
    answer.silences = state->alertmanagers[place].silences; // or what was acknowledged would not be any more
    if (const auto statusBody = bodyOf(statusReply, state->clock.now())) {
        if (const auto status = readAlertmanagerStatus(*statusBody))
            answer.status = *status;
    }
    co_return AlertmanagerAnswer(answer);
}

QCoro::Task<Expected<QueryAnswer>> query(StatePtr state, QString expression)
{
    const QList<std::pair<QString, QString>> form{{u"query"_s, expression}};
    HttpRequest request = formRequest(state->prometheus.access, u"/api/v1/query"_s, state->deadline(state->prometheus), form);
    const auto body = co_await ask(state, std::move(request));
    if (!body)
        co_return body.error();
    const QByteArray bytes = *body;
    auto answer = co_await queryAnswerOf(state, bytes);
    co_return Expected<QueryAnswer>(answer);
}

QCoro::Task<Expected<QueryAnswer>> queryRange(StatePtr state, QString expression, TimePoint from, TimePoint to, Duration step)
{
    const QList<std::pair<QString, QString>> form{{u"query"_s, expression}, {u"start"_s, secondsText(from)}, {u"end"_s, secondsText(to)},
        {u"step"_s, QString::number(step.count() / 1000)}};
    HttpRequest request = formRequest(state->prometheus.access, u"/api/v1/query_range"_s, 20s, form);
    const auto body = co_await ask(state, std::move(request));
    if (!body)
        co_return body.error();
    const QByteArray bytes = *body;
    auto answer = co_await queryAnswerOf(state, bytes);
    co_return Expected<QueryAnswer>(answer);
}

namespace {

// How far the server's clock is ahead, from a question that it answers with its time.
QCoro::Task<Expected<Duration>> askClock(StatePtr state)
{
    const TimePoint before = state->clock.now();
    const QString expression = u"time()"_s;
    const auto answer = co_await query(state, expression);
    if (!answer)
        co_return answer.error();
    if (answer->curves.isEmpty() || answer->curves.constFirst().samples.isEmpty())
        co_return Error{ErrorKind::BadAnswer, u"no time in the answer"_s};
    const TimePoint middle = before + (state->clock.now() - before) / 2;
    co_return answer->curves.constFirst().samples.constFirst().at - middle;
}

// What hardly changes, and may not be there at all.
QCoro::Task<Done> askSlowly(StatePtr state)
{
    const Access access = state->prometheus.access;
    const Duration deadline = state->deadline(state->prometheus);
    auto configTask = ask(state, getRequest(access, u"/api/v1/status/config"_s, deadline));
    auto managersTask = ask(state, getRequest(access, u"/api/v1/alertmanagers"_s, deadline));
    const auto config = co_await std::move(configTask);
    const auto managers = co_await std::move(managersTask);
    if (config)
        state->addedLabels = readExternalLabels(*config);
    if (managers) {
        if (const auto count = readActiveAlertmanagers(*managers))
            state->knownManagers = *count;
    } else if (isAboutTheQuestion(managers.error().kind)) {
        state->knownManagers.reset(); // it does not say
    }
    co_return Done{};
}

QCoro::Task<Done> askStart(StatePtr state)
{
    HttpRequest request = getRequest(state->prometheus.access, u"/api/v1/status/runtimeinfo"_s, state->deadline(state->prometheus));
    const auto body = co_await ask(state, std::move(request));
    state->prometheusStarted.reset();
    if (!body)
        co_return Done{};
    if (const auto document = JsonDocument::parse(*body))
        state->prometheusStarted = fromIso(document->root()["data"]["startTime"].stringOr({}));
    co_return Done{};
}

QCoro::Task<Done> askPastRestarts(StatePtr state)
{
    const Settings &settings = state->settings;
    const TimePoint now = state->clock.now() + state->ahead;
    for (const Part part : {Part::Restarts, Part::ContainerRestarts}) {
        const QString expression = settings.queries.forAll(part, settings.naming.label, settings.window);
        if (expression.isEmpty())
            continue;
        const auto answer = co_await queryRange(state, expression, now - pastRestarts, now, settings.window);
        if (answer)
            state->hosts.addPastRestarts(part, answer->curves, now - pastRestarts - state->ahead, state->ahead, settings.window);
    }
    co_return Done{};
}

struct PartTask
{
    Part part;
    QCoro::Task<Expected<QueryAnswer>> task;
};

std::vector<PartTask> askHosts(const StatePtr &state, bool alsoSlow)
{
    std::vector<PartTask> tasks;
    for (const Part part : Queries::all()) {
        const QString expression = state->settings.queries.forAll(part, state->settings.naming.label, state->settings.window);
        if (!expression.isEmpty() && (alsoSlow || !isSlow(part)))
            tasks.push_back({part, query(state, expression)});
    }
    return tasks;
}

// The causes of targets that are down are in a long list: it is asked for when others are down than before.
QCoro::Task<Done> askDownDetails(StatePtr state, QList<Curve> up)
{
    QStringList down;
    for (const Curve &curve : up) {
        if (!curve.samples.isEmpty() && curve.samples.last().value == 0)
            down.append(valueOf(curve.labels, u"job") + u'/' + valueOf(curve.labels, u"instance"));
    }
    if (down == state->downInstances)
        co_return Done{};
    state->downInstances = down;
    state->downDetails.clear();
    if (down.isEmpty())
        co_return Done{};
    QUrlQuery active;
    active.addQueryItem(u"state"_s, u"active"_s);
    HttpRequest request = getRequest(state->prometheus.access, u"/api/v1/targets"_s, state->deadline(state->prometheus), active);
    const auto body = co_await ask(state, std::move(request));
    if (!body)
        co_return Done{};
    if (const auto targets = readTargets(*body))
        state->downDetails = targets->down;
    co_return Done{};
}

} // namespace

QCoro::Task<PrometheusAnswer> askPrometheus(StatePtr state)
{
    PrometheusAnswer answer;
    const Duration began = state->clock.elapsed();
    // First the cheapest question that every such server knows: one that hangs or refuses us is asked nothing else.
    const auto ahead = co_await askClock(state);
    if (!ahead) {
        answer.error = ahead.error();
        co_return PrometheusAnswer(answer);
    }
    state->ahead = *ahead;
    const bool alsoSlow = !state->slowlyAskedAt || state->knownManagers == 0 || began - *state->slowlyAskedAt >= slowly;
    if (alsoSlow) {
        state->slowlyAskedAt = began;
        co_await askSlowly(state);
    }
    if (!state->hasPastRestarts) {
        state->hasPastRestarts = true;
        askPastRestarts(state); // may take long: nobody waits for it
    }
    auto startTask = askStart(state);
    auto rulesTask = ask(state, getRequest(state->prometheus.access, u"/api/v1/rules"_s, state->deadline(state->prometheus)));
    auto deliveryTask = query(state, deliveryQuery(std::max<Duration>(state->settings.window, triesWithin)));
    std::vector<PartTask> hostTasks = askHosts(state, alsoSlow);
    for (PartTask &one : hostTasks) {
        const auto lines = co_await std::move(one.task);
        if (lines) {
            answer.hosts.insert(one.part, lines->curves);
            answer.warnings += lines->warnings;
            answer.hasHosts = true;
        } else if (isAboutTheQuestion(lines.error().kind)) {
            answer.warnings.append(u"queries.%1: %2"_s.arg(Queries::key(one.part), lines.error().detail));
        } else if (!answer.error) {
            answer.error = lines.error();
        }
    }
    co_await std::move(startTask);
    const auto delivery = co_await std::move(deliveryTask);
    if (delivery)
        answer.deliveryErrors = delivery->curves;
    else if (!isAboutTheQuestion(delivery.error().kind))
        answer.warnings.append(Prometheus::tr("Whether Prometheus delivers its alerts is not known: %1").arg(delivery.error().detail));
    const auto rulesBody = co_await std::move(rulesTask);
    if (rulesBody) {
        const QByteArray bytes = *rulesBody;
        const auto rules = co_await rulesOf(state, bytes);
        if (rules) {
            answer.rules = *rules;
            answer.warnings += rules->warnings;
        } else {
            answer.warnings.append(Prometheus::tr("The rules of Prometheus could not be read: %1").arg(rules.error().detail));
        }
    } else if (!isAboutTheQuestion(rulesBody.error().kind)) {
        answer.warnings.append(Prometheus::tr("The rules of Prometheus could not be read: %1").arg(rulesBody.error().detail));
    }
    const QList<Curve> up = answer.hosts.value(Part::Up);
    co_await askDownDetails(state, up);
    state->prometheus.took = state->clock.elapsed() - began;
    answer.warnings.removeDuplicates();
    co_return PrometheusAnswer(answer);
}

} // namespace nightbell::prometheus
