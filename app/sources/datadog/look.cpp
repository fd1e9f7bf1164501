// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/duration.h"
#include "sources/datadog/decoded.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <functional>

namespace nightbell::datadog {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Datadog
{
    Q_DECLARE_TR_FUNCTIONS(Datadog)
};

constexpr int smallPage = 100;
constexpr int downtimesPerPage = 100;
constexpr Duration eventsComeWithin = 5min;
constexpr Duration eventsKept = 24h; // further back nothing is asked for
constexpr Duration pageSpacing = 15s; // between two pages of hosts, on average: 20,000 are listed every five minutes

// The states that are incidents as configured. Alert always is.
QString groupQuery(const Settings &settings)
{
    QStringList states{u"alert"_s};
    if (settings.warn != Attention::Ignored)
        states.append(u"warn"_s);
    if (settings.noData != Attention::Ignored)
        states.append(u"\"no data\""_s);
    const QString query = states.size() == 1 ? u"group_status:alert"_s : u"group_status:(%1)"_s.arg(states.join(u" OR "_s));
    return settings.scope.isEmpty() ? query : query + u' ' + settings.scope;
}

Question groupQuestion(const State &state, int page)
{
    return Question{.path = u"/api/v1/monitor/groups/search"_s,
        .query = {{u"query"_s, groupQuery(state.settings)}, {u"page"_s, QString::number(page)},
            {u"per_page"_s, QString::number(state.groupsPerPage)}}};
}

struct Groups
{
    QList<GroupFacts> groups;
    bool isWhole = true;
    QStringList warnings;
};

void addNew(Groups &all, QSet<QString> &seen, const GroupAnswer &answer)
{
    for (const GroupFacts &group : answer.groups) {
        const QString key = group.key();
        if (seen.contains(key)) // it has moved to another page in between
            continue;
        seen.insert(key);
        all.groups.append(group);
    }
    if (answer.skipped > 0)
        all.warnings.append(Datadog::tr("%n group(s) of monitors could not be read.", nullptr, answer.skipped));
}

// All pages, or why not.
QCoro::Task<Expected<Groups>> askGroups(StatePtr state)
{
    Groups all;
    QSet<QString> seen;
    qint64 total = 0;
    int skipped = 0;
    int pages = 1;
    for (int page = 0; page < pages && page < mostPages; ++page) {
        Question question = groupQuestion(*state, page);
        auto body = co_await ask(state->client, question);
        if (!body && body.error().kind == ErrorKind::BadInput && page == 0 && state->groupsPerPage > smallPage) {
            state->groupsPerPage = smallPage; // not documented how many it gives
            question = groupQuestion(*state, page);
            body = co_await ask(state->client, question);
        }
        if (!body)
            co_return body.error();
        const QByteArray bytes = *body;
        const auto answer = co_await decoded<GroupAnswer>(state, bytes, &readGroups);
        if (!answer)
            co_return answer.error();
        addNew(all, seen, *answer);
        total = answer->total;
        skipped += answer->skipped;
        pages = answer->pages;
    }
    all.isWhole = all.groups.size() + skipped >= total;
    if (!all.isWhole)
        all.warnings.append(
            Datadog::tr("%1 of %2 groups of monitors came: the others are shown as they were.").arg(all.groups.size()).arg(total));
    co_return Groups(all);
}

QCoro::Task<Done> refreshDowntimes(StatePtr state)
{
    const Duration now = state->clock.elapsed();
    if (!isDue(state->downtimesAskedAt, state->areDowntimesRefused ? State::refusedFor : State::downtimesEvery, now))
        co_return Done{};
    state->downtimesAskedAt = now;
    const quint64 changes = state->downtimesChanged;
    const auto answer = co_await askDowntimes(state);
    state->areDowntimesRefused = !answer && answer.error().kind == ErrorKind::Forbidden;
    state->downtimeWarnings.clear();
    if (answer) {
        takeDowntimes(*state, *answer, changes);
        co_return Done{};
    }
    const QString why = explained(answer.error(), u"monitors_downtime"_s).detail;
    state->downtimeWarnings.append(Datadog::tr("The downtimes could not be listed: %1").arg(why));
    co_return Done{};
}

// Many are made into incidents on another thread, in a copy of the book that is shared but for what changes.
QCoro::Task<SharedIncidents> incidentsOf(StatePtr state, QList<GroupFacts> groups, QList<Downtime> downtimes, bool isWhole, TimePoint at)
{
    if (groups.size() < manyGroups)
        co_return state->monitors.update(groups, downtimes, at, isWhole);
    struct Result
    {
        std::shared_ptr<MonitorBook> book;
        SharedIncidents incidents;
    };
    std::function<Result()> work = [book = std::make_shared<MonitorBook>(state->monitors), groups, downtimes, at, isWhole] {
        Result result{book, {}};
        result.incidents = book->update(groups, downtimes, at, isWhole);
        return result;
    };
    const Result result = co_await inBackground<Result>(state->pool, std::move(work));
    state->monitors = *result.book;
    co_return SharedIncidents(result.incidents);
}

// By its events an alert is told elsewhere. They come a little later than it does. Without them there is the link.
QCoro::Task<Done> refreshEvents(StatePtr state)
{
    const Duration now = state->clock.elapsed();
    const TimePoint there = state->client->nowThere();
    const auto newest = state->monitors.newest();
    const bool isWanted = newest && state->settings.web.isValid()
        && (!state->eventsReadTo || *newest > *state->eventsReadTo || there - *newest < eventsComeWithin);
    if (!isWanted || !isDue(state->eventsAskedAt, state->areEventsRefused ? State::refusedFor : State::eventsEvery, now))
        co_return Done{};
    state->eventsAskedAt = now;
    const TimePoint from = std::max(state->eventsReadTo.value_or(TimePoint{}) - eventsComeWithin, there - eventsKept);
    Question question{.method = "POST", .path = u"/api/v2/events/search"_s, .body = eventsBody(from)};
    const auto body = co_await ask(state->client, question);
    state->areEventsRefused = !body && body.error().kind == ErrorKind::Forbidden;
    if (!body)
        co_return Done{};
    const QByteArray bytes = *body;
    const auto answer = co_await decoded<EventAnswer>(state, bytes, &readEvents);
    if (answer) {
        state->monitors.learn(answer->events);
        state->eventsReadTo = *newest;
    }
    co_return Done{};
}

// A 403 may mean the keys or one scope: the question that needs no scope tells them apart.
QCoro::Task<Error> reasonOf(StatePtr state, Error error)
{
    if (error.kind != ErrorKind::Forbidden)
        co_return Error(error);
    Question question{.path = u"/api/v1/validate"_s};
    const auto valid = co_await ask(state->client, question);
    if (!valid && valid.error().kind == ErrorKind::Forbidden) {
        Error refused{ErrorKind::Unauthorized, u"the API key is not accepted; is it a key of another site? "_s + valid.error().detail};
        co_return Error(refused);
    }
    Error missing = explained(error, u"monitors_read"_s);
    co_return Error(missing);
}

} // namespace

State::State(Settings own, Clock &theClock, std::shared_ptr<Transport> transport)
    : settings(std::move(own))
    , clock(theClock)
    , client(std::make_shared<Client>(Client{settings, theClock, std::move(transport)}))
    , monitors(settings)
    , board(settings)
    , hosts(settings.source, settings.web)
    , budget(settings.queriesAnHour)
{
    pool.setMaxThreadCount(1);
}

QString State::me() const
{
    if (!settings.mutedBy.isEmpty())
        return settings.mutedBy;
    const QString user = qEnvironmentVariable("USER");
    return user.isEmpty() ? u"nightbell"_s : user;
}

Duration State::hostsEvery() const
{
    return std::max(settings.hostsEvery, hostPages * pageSpacing);
}

int State::hostQueriesAnHour() const
{
    if (!settings.hosts)
        return 0;
    const auto rounds = static_cast<int>(Duration(1h) / hostsEvery()) + 1;
    return rounds * static_cast<int>(refreshes().size());
}

Error explained(Error error, const QString &scope)
{
    if (error.kind == ErrorKind::Forbidden)
        error.detail += u" (the application key is not accepted, or lacks the scope %1)"_s.arg(scope);
    return error;
}

void takeDowntimes(State &state, const QList<Downtime> &listed, quint64 known)
{
    if (known == state.downtimesChanged)
        state.downtimes = listed;
    else
        state.downtimesAskedAt.reset(); // asked for once more with the next look
}

QCoro::Task<Expected<QList<Downtime>>> askDowntimes(StatePtr state, Downtimes which)
{
    QList<Downtime> all;
    const QString onlyActive = which == Downtimes::Active ? u"true"_s : u"false"_s;
    for (int page = 0; page < mostPages; ++page) {
        Question question{.path = u"/api/v2/downtime"_s,
            .query = {{u"current_only"_s, onlyActive}, {u"page[limit]"_s, QString::number(downtimesPerPage)},
                {u"page[offset]"_s, QString::number(page * downtimesPerPage)}}};
        const auto body = co_await ask(state->client, question);
        if (!body)
            co_return body.error();
        const auto answer = readDowntimes(*body);
        if (!answer)
            co_return answer.error();
        all += answer->downtimes;
        if (answer->downtimes.isEmpty() || all.size() >= answer->total)
            break;
    }
    co_return QList<Downtime>(all);
}

QCoro::Task<Expected<MetricAnswer>> askMetrics(StatePtr state, QString query, TimePoint from, TimePoint to)
{
    Question question{.path = u"/api/v1/query"_s,
        .query = {{u"from"_s, QString::number(toMilliseconds(from) / 1000)}, {u"to"_s, QString::number(toMilliseconds(to) / 1000)},
            {u"query"_s, query}},
        .deadline = 20s};
    const auto body = co_await ask(state->client, question);
    if (!body)
        co_return body.error();
    const QByteArray bytes = *body;
    auto answer = co_await decoded<MetricAnswer>(state, bytes, &readMetrics);
    co_return Expected<MetricAnswer>(answer);
}

QCoro::Task<Expected<Snapshot>> look(StatePtr state)
{
    if (!isAllowedUrl(state->settings.api))
        co_return Error{ErrorKind::BadInput, u"neither site nor url says where to ask"_s};
    Snapshot snapshot;
    snapshot.source = state->settings.source;
    snapshot.askedAt = state->clock.now();
    const Duration askedAt = state->clock.elapsed();
    const quint64 number = ++state->looks;
    const auto groups = co_await askGroups(state);
    if (!groups) {
        const Error error = groups.error();
        const Error reason = co_await reasonOf(state, error);
        co_return reason;
    }
    state->isAccepted = true;
    auto hostsTask = lookAtHosts(state);
    const QList<GroupFacts> list = groups->groups;
    co_await listMonitors(state, list);
    co_await refreshDowntimes(state);
    // Given up for its slowness, and a later one has been there: what this one saw is over.
    if (number != state->looks)
        co_return Error{ErrorKind::Cancelled, u"a later look has begun"_s};
    const QList<Downtime> downtimes = inForce(state->downtimes, state->client->nowThere());
    const bool isWhole = groups->isWhole;
    snapshot.incidents = co_await incidentsOf(state, list, downtimes, isWhole, snapshot.askedAt);
    const Sight sight{list, isWhole, downtimes, state->downtimeWarnings.isEmpty(), snapshot.askedAt, askedAt};
    snapshot.monitors = co_await allMonitors(state, sight);
    co_await refreshEvents(state);
    snapshot.hosts = co_await std::move(hostsTask);
    snapshot.incomplete = state->hostsError;
    snapshot.warnings = groups->warnings + state->monitorWarnings + state->downtimeWarnings + state->hostWarnings;
    if (const Duration ahead = state->client->theirs.correction; ahead != Duration(0)) {
        const QString by = formatDuration(std::chrono::duration_cast<std::chrono::seconds>(std::chrono::abs(ahead)));
        snapshot.warnings.append(ahead > Duration(0) ? Datadog::tr("Datadog's clock is %1 ahead of this machine's.").arg(by)
                                                     : Datadog::tr("Datadog's clock is %1 behind this machine's.").arg(by));
    }
    co_return Snapshot(snapshot);
}

// Hosts and their figures.
namespace {

constexpr int hostsPerPage = 1000;
constexpr qsizetype mostMeta = 100; // hosts: of each it is tens of kilobytes
constexpr int mostNamesakes = 20;
constexpr Duration lately = 5min;
constexpr Duration pastRestarts = 1h;

QCoro::Task<Expected<HostAnswer>> askHosts(StatePtr state)
{
    HostAnswer all;
    int pages = 0;
    for (; pages < mostPages; ++pages) {
        Question question{.path = u"/api/v1/hosts"_s,
            .query = {{u"start"_s, QString::number(pages * hostsPerPage)}, {u"count"_s, QString::number(hostsPerPage)},
                {u"include_muted_hosts_data"_s, u"true"_s}, {u"include_hosts_metadata"_s, u"false"_s}},
            .deadline = 20s};
        if (!state->settings.hostFilter.isEmpty())
            question.query.append({u"filter"_s, state->settings.hostFilter});
        const auto body = co_await ask(state->client, question);
        if (!body)
            co_return body.error();
        const QByteArray bytes = *body;
        const auto answer = co_await decoded<HostAnswer>(state, bytes, &readHosts);
        if (!answer)
            co_return answer.error();
        all.hosts += answer->hosts;
        all.skipped += answer->skipped;
        if (answer->hosts.isEmpty() || (pages + 1) * hostsPerPage >= answer->total)
            break;
    }
    state->hostPages = pages + 1;
    co_return HostAnswer(all);
}

// Agents and platforms, where there are not too many. What fails is asked for at the next time: nothing hangs on it.
QCoro::Task<Done> askMeta(StatePtr state, qsizetype hosts)
{
    const Duration now = state->clock.elapsed();
    if (hosts == 0 || hosts > mostMeta || !isDue(state->metaAskedAt, State::metaEvery, now))
        co_return Done{};
    state->metaAskedAt = now;
    Question question{.path = u"/api/v1/hosts"_s,
        .query = {{u"count"_s, QString::number(mostMeta)}, {u"include_hosts_metadata"_s, u"true"_s}},
        .deadline = 20s};
    if (!state->settings.hostFilter.isEmpty())
        question.query.append({u"filter"_s, state->settings.hostFilter});
    const auto body = co_await ask(state->client, question);
    if (!body)
        co_return Done{};
    const QByteArray bytes = *body;
    const auto answer = co_await decoded<HostAnswer>(state, bytes, &readHosts);
    if (answer)
        state->hosts.learnMeta(answer->hosts);
    co_return Done{};
}

} // namespace

QCoro::Task<Done> askMetaOf(StatePtr state, QString host)
{
    const Duration now = state->clock.elapsed();
    const auto asked = state->metaOfOneAskedAt.constFind(host);
    if (state->hosts.size() <= mostMeta || (asked != state->metaOfOneAskedAt.cend() && now - *asked < State::metaEvery))
        co_return Done{};
    state->metaOfOneAskedAt.insert(host, now);
    // The name is searched for, also in aliases and tags: others may come before it.
    Question question{.path = u"/api/v1/hosts"_s,
        .query = {{u"filter"_s, host}, {u"count"_s, QString::number(mostNamesakes)}, {u"include_hosts_metadata"_s, u"true"_s}},
        .deadline = 20s};
    const auto body = co_await ask(state->client, question);
    if (!body) {
        state->metaOfOneAskedAt.remove(host); // with the next look at it
        co_return Done{};
    }
    const QByteArray bytes = *body;
    auto answer = co_await decoded<HostAnswer>(state, bytes, &readHosts);
    if (answer) {
        answer->hosts.removeIf([&host](const HostFacts &facts) { return facts.name != host; });
        state->hosts.learnMeta(answer->hosts);
    }
    co_return Done{};
}

QCoro::Task<std::optional<QList<Host>>> lookAtHosts(StatePtr state)
{
    const Duration now = state->clock.elapsed();
    const Duration every = state->hostsEvery();
    if (!state->settings.hosts || !isDue(state->hostsAskedAt, every, now))
        co_return std::optional<QList<Host>>();
    state->hostsAskedAt = now;
    const auto hosts = co_await askHosts(state);
    state->hostWarnings.clear();
    state->hostsError.reset();
    if (!hosts) {
        state->hostsError = explained(hosts.error(), u"hosts_read"_s);
        co_return std::optional<QList<Host>>();
    }
    if (hosts->skipped > 0)
        state->hostWarnings.append(Datadog::tr("%n host(s) could not be read.", nullptr, hosts->skipped));
    const qsizetype count = hosts->hosts.size();
    co_await askMeta(state, count);
    QMap<Figure, QList<MetricLine>> figures;
    const TimePoint to = state->client->nowThere();
    const bool hasFigures = state->hosts.hasFigures();
    for (const QList<Figure> &together : refreshes()) {
        if (!state->budget.mayAsk(1, state->clock.elapsed())) {
            state->hostWarnings.append(
                Datadog::tr("The budget of %1 queries an hour is used up: the figures of hosts wait.").arg(state->budget.anHour()));
            break;
        }
        const bool isOfRestarts = together.contains(Figure::UnitRestarts);
        const TimePoint from = to - (isOfRestarts && !hasFigures ? pastRestarts : lately);
        const QString query = joinedQuery(together, state->settings.metricScope);
        const auto answer = co_await askMetrics(state, query, from, to);
        if (!answer) {
            state->hostWarnings.append(
                Datadog::tr("The figures of hosts did not come: %1").arg(explained(answer.error(), u"timeseries_query"_s).detail));
            continue;
        }
        for (const Figure figure : together)
            figures.insert(figure, {});
        for (const MetricLine &line : answer->lines) {
            if (line.query < together.size())
                figures[together.at(line.query)].append(line);
        }
    }
    std::optional<QList<Host>> seen = state->hosts.update(hosts->hosts, figures, state->clock.now());
    co_return std::optional<QList<Host>>(seen);
}

} // namespace nightbell::datadog
