// SPDX-License-Identifier: GPL-3.0-or-later
// The whole list of monitors: when it is asked for, and what becomes of it.
#include "base/pending.h"
#include "sources/datadog/decoded.h"

#include <QCoreApplication>
#include <QSet>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <memory>

namespace nightbell::datadog {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Datadog
{
    Q_DECLARE_TR_FUNCTIONS(Datadog)
};

constexpr int monitorsPerPage = 1000;
constexpr auto longestWait = 5s; // what alerts is told without its monitor then, and the rest when the list comes

// A service that does not know pages gives everything at once.
QCoro::Task<Expected<MonitorAnswer>> askMonitors(StatePtr state)
{
    MonitorAnswer all;
    QSet<qint64> seen;
    for (int page = 0; page < mostPages; ++page) {
        Question question{.path = u"/api/v1/monitor"_s,
            .query
            = {{u"group_states"_s, u"all"_s}, {u"page"_s, QString::number(page)}, {u"page_size"_s, QString::number(monitorsPerPage)}},
            .deadline = 25s};
        const auto body = co_await ask(state->client, question);
        if (!body)
            co_return body.error();
        const QByteArray bytes = *body;
        const auto answer = co_await decoded<MonitorAnswer>(state, bytes, &readMonitors);
        if (!answer)
            co_return answer.error();
        all.skipped += answer->skipped;
        const qsizetype before = all.monitors.size();
        for (const MonitorFacts &monitor : answer->monitors) {
            if (!seen.contains(monitor.id))
                all.monitors.append(monitor);
            seen.insert(monitor.id);
        }
        if (answer->monitors.size() + answer->skipped < monitorsPerPage || all.monitors.size() == before)
            break;
    }
    co_return MonitorAnswer(all);
}

// In whatever order they come.
size_t fingerprintOf(const QList<GroupFacts> &groups)
{
    size_t sum = 0;
    for (const GroupFacts &group : groups)
        sum += qHashMulti(0, group.monitor, group.group, group.state);
    return sum;
}

// In a large organisation something changes all the time: each thousand of monitors is a minute more.
Duration listedEvery(const State &state, const QList<GroupFacts> &groups)
{
    if (state.listFailure)
        return state.listFailure->kind == ErrorKind::Forbidden ? State::monitorsEvery : State::monitorsAtMostEvery;
    if (!state.monitors.knowsAllOf(groups))
        return State::monitorsAtMostEvery;
    const Duration some = State::monitorsAtMostEvery * (1 + state.monitors.monitorCount() / monitorsPerPage);
    const bool isChanged = state.board.hasOver() || fingerprintOf(groups) != state.listedFor;
    return isChanged ? std::min(some, State::monitorsEvery) : State::monitorsEvery;
}

bool isListDue(const State &state, const QList<GroupFacts> &groups)
{
    return !state.isListing && isDue(state.monitorsAskedAt, listedEvery(state, groups), state.clock.elapsed());
}

QCoro::Task<Done> askForList(StatePtr state)
{
    Listing listing;
    listing.at = state->clock.now();
    listing.elapsed = state->clock.elapsed();
    const auto answer = co_await askMonitors(state);
    if (!answer) {
        state->listFailure = explained(answer.error(), u"monitors_read"_s);
        state->isListing = false;
        co_return Done{};
    }
    listing.skipped = answer->skipped;
    std::function<Listing()> work = [listing, monitors = answer->monitors, book = MonitorBook(state->settings),
                                        source = state->settings.source, before = state->board.listed()] {
        Listing made = listing;
        made.knowledge = book.knowledgeOf(monitors);
        made.monitors = monitorsOf(monitors, made.knowledge, source, before);
        return made;
    };
    const bool isShort = answer->monitors.size() < manyGroups;
    Listing made;
    if (isShort)
        made = work();
    else
        made = co_await inBackground<Listing>(state->pool, std::move(work));
    state->listing = made;
    state->listFailure.reset();
    state->isListing = false;
    co_return Done{};
}

QCoro::Task<Done> listInto(StatePtr state, std::shared_ptr<Pending<Done>> end)
{
    co_await askForList(state);
    end->finish(Done{});
    co_return Done{};
}

void takeListing(State &state)
{
    state.monitorWarnings.clear();
    if (state.listing) {
        state.monitors.take(state.listing->knowledge);
        state.board.setListing(*state.listing);
        state.listing.reset();
    }
    if (state.listFailure) {
        state.board.setFailure(*state.listFailure);
        state.monitorWarnings.append(Datadog::tr("The monitors could not be listed: %1").arg(state.listFailure->detail));
    }
    if (const int skipped = state.board.list().skipped; skipped > 0)
        state.monitorWarnings.append(Datadog::tr("%n monitor(s) could not be read.", nullptr, skipped));
}

} // namespace

QCoro::Task<Done> listMonitors(StatePtr state, QList<GroupFacts> groups)
{
    if (isListDue(*state, groups)) {
        const bool isNeeded = !state->monitorsAskedAt || !state->monitors.knowsAllOf(groups);
        state->monitorsAskedAt = state->clock.elapsed();
        state->listedFor = fingerprintOf(groups);
        state->isListing = true;
        const auto end = std::make_shared<Pending<Done>>();
        auto asking = listInto(state, end);
        if (isNeeded) {
            QTimer::singleShot(longestWait, [end] { end->finish(Done{}); });
            co_await end->wait();
        }
    }
    takeListing(*state);
    co_return Done{};
}

QCoro::Task<std::optional<MonitorList>> allMonitors(StatePtr state, Sight sight)
{
    if (!state->board.isSeen(sight)) {
        const bool isShort = state->board.listed().size() < manyGroups && sight.groups.size() < manyGroups;
        std::function<MonitorBoard()> work = [board = state->board, sight]() mutable {
            board.see(sight);
            return board;
        };
        if (isShort)
            state->board.see(sight);
        else
            state->board = co_await inBackground<MonitorBoard>(state->pool, std::move(work));
    }
    const MonitorList &list = state->board.list();
    co_return std::optional<MonitorList>(list);
}

} // namespace nightbell::datadog
