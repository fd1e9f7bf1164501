// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/duration.h"
#include "sources/datadog/state.h"

#include <algorithm>

namespace nightbell::datadog {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString downtimePath = u"/api/v2/downtime"_s;

QString hostOf(const GroupFacts &group)
{
    for (const QString &tag : group.tags) {
        if (tag.startsWith("host:"_L1))
            return tag;
    }
    return {};
}

// What a request wants of a downtime, or why it makes none.
Expected<DowntimeWish> wishOf(const State &state, const ActionRequest &request, const GroupFacts &group)
{
    DowntimeWish wish;
    wish.monitor = group.monitor;
    wish.scope = scopeOf(group.tags);
    Duration span = state.settings.muteFor;
    if (request.action != "acknowledge"_L1) {
        const auto asked = parseDuration(request.inputs.value(u"for"_s).toString());
        if (!asked || *asked <= Duration(0))
            return Error{ErrorKind::BadInput, u"it does not say for how long"_s};
        span = *asked;
    }
    wish.end = state.client->nowThere() + span;
    const Purpose purpose = request.action == "mute"_L1 ? Purpose::Muted : Purpose::Acknowledged;
    wish.message = messageOf(purpose, state.me(), request.inputs.value(u"message"_s).toString().trimmed());
    const QString what = request.inputs.value(u"what"_s).toString();
    if (request.action != "mute"_L1 || what.isEmpty() || what == "group"_L1)
        return wish;
    if (what == "monitor"_L1) {
        wish.scope = u"*"_s;
        return wish;
    }
    const QString host = hostOf(group);
    if (host.isEmpty())
        return Error{ErrorKind::Conflict, u"it is of no host"_s};
    wish.scope = scopeOf({host});
    wish.monitor.reset();
    return wish;
}

bool isSame(const Downtime &downtime, const DowntimeWish &wish, Purpose purpose)
{
    const bool isOfAll = downtime.monitorTags == QStringList(u"*"_s);
    return downtime.purpose == purpose && downtime.scope == wish.scope && downtime.monitor == wish.monitor && (downtime.monitor || isOfAll)
        && (downtime.status == "active"_L1 || downtime.status.isEmpty());
}

// One that is there already is prolonged: a second one would outlive it unseen. So it is done once, however often it is sent.
QCoro::Task<Expected<Done>> mute(StatePtr state, DowntimeWish wish, Purpose purpose)
{
    const quint64 changes = state->downtimesChanged;
    const auto current = co_await askDowntimes(state);
    if (!current)
        co_return explained(current.error(), u"monitors_downtime"_s);
    takeDowntimes(*state, *current, changes);
    const auto same = std::ranges::find_if(*current, [&](const Downtime &downtime) { return isSame(downtime, wish, purpose); });
    Question question{.method = "POST", .path = downtimePath, .body = createBody(wish)};
    if (same != current->end()) {
        question.method = "PATCH";
        question.endpoint = downtimePath + u"/{id}"_s;
        question.path = downtimePath + u'/' + same->id;
        question.body = prolongBody(same->id, wish.end, wish.message);
    }
    const auto body = co_await ask(state->client, question);
    if (!body)
        co_return explained(body.error(), u"monitors_downtime"_s);
    const auto made = readDowntimes(*body);
    if (!made)
        co_return made.error();
    ++state->downtimesChanged;
    for (const Downtime &downtime : made->downtimes) {
        state->downtimes.removeIf([&downtime](const Downtime &known) { return known.id == downtime.id; });
        state->downtimes.append(downtime);
    }
    co_return Done{};
}

QCoro::Task<Expected<Done>> cancel(StatePtr state, GroupFacts group, bool onlyAcknowledgements)
{
    const quint64 changes = state->downtimesChanged;
    const auto current = co_await askDowntimes(state);
    if (!current)
        co_return explained(current.error(), u"monitors_downtime"_s);
    takeDowntimes(*state, *current, changes);
    const QList<Downtime> reaching = state->monitors.downtimesOf(group, *current);
    int cancelled = 0;
    for (const Downtime &downtime : reaching) {
        if (onlyAcknowledgements && downtime.purpose != Purpose::Acknowledged)
            continue;
        // What others made for more than this host stays theirs.
        const bool isOfEverything = !downtime.monitor && downtime.scope == "*"_L1;
        if (isOfEverything && downtime.purpose == Purpose::Foreign)
            continue;
        Question question{.method = "DELETE", .path = downtimePath + u'/' + downtime.id, .endpoint = downtimePath + u"/{id}"_s};
        const auto body = co_await ask(state->client, question);
        if (!body && body.error().kind != ErrorKind::NotFound)
            co_return explained(body.error(), u"monitors_downtime"_s);
        ++state->downtimesChanged;
        const QString id = downtime.id;
        state->downtimes.removeIf([&id](const Downtime &known) { return known.id == id; });
        ++cancelled;
    }
    if (cancelled == 0 && !onlyAcknowledgements)
        co_return Error{ErrorKind::Conflict, u"no downtime of its own mutes it; see Datadog for what does"_s};
    co_return Done{};
}

} // namespace

QCoro::Task<Expected<Done>> act(StatePtr state, ActionRequest request)
{
    const MonitorBook::Entry *entry = state->monitors.find(request.incident);
    if (!entry)
        co_return Error{ErrorKind::NotFound, u"the alert is over"_s};
    const GroupFacts group = entry->group;
    if (request.action == "retrigger"_L1 || request.action == "unmute"_L1) {
        const bool onlyAcknowledgements = request.action == "retrigger"_L1;
        auto answer = co_await cancel(state, group, onlyAcknowledgements);
        co_return Expected<Done>(answer);
    }
    const auto wish = wishOf(*state, request, group);
    if (!wish)
        co_return wish.error();
    const Purpose purpose = request.action == "mute"_L1 ? Purpose::Muted : Purpose::Acknowledged;
    const DowntimeWish wanted = *wish;
    auto answer = co_await mute(state, wanted, purpose);
    co_return Expected<Done>(answer);
}

// One after the other: each looks first at the downtimes that there are.
QCoro::Task<QList<Expected<Done>>> actOnAll(StatePtr state, QList<ActionRequest> requests)
{
    QList<Expected<Done>> answers;
    for (const ActionRequest &request : requests) {
        const auto answer = co_await act(state, request);
        answers.append(answer);
    }
    QList<Expected<Done>> result = answers;
    co_return result;
}

} // namespace nightbell::datadog
