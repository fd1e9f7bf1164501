// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/datadog/keeper.h"

#include <QRegularExpression>

#include <algorithm>

namespace nightbell::datadog {

using namespace Qt::StringLiterals;

namespace {

const QString monitorWord = u"monitor:"_s;
const QString tagsWord = u"monitor-tags:"_s;
const QString joint = u" AND "_s;

TimePoint ours(const State &state, TimePoint theirs)
{
    return theirs - state.client->theirs.correction;
}

Silence shown(const State &state, const Downtime &downtime)
{
    Silence silence;
    silence.id = SilenceId(downtime.id);
    silence.source = state.settings.source;
    silence.reach = reachText(downtime);
    silence.creator = downtime.who;
    silence.comment = downtime.message;
    if (downtime.start)
        silence.starts = ours(state, *downtime.start);
    if (downtime.end)
        silence.ends = ours(state, *downtime.end);
    silence.isAcknowledgement = downtime.purpose == Purpose::Acknowledged;
    silence.reached = state.monitors.reachedBy(downtime);
    return silence;
}

bool hasEnded(const Downtime &downtime)
{
    return downtime.status == "ended"_L1 || downtime.status == "canceled"_L1;
}

QCoro::Task<Expected<SilenceAnswer>> list(StatePtr state)
{
    const quint64 changes = state->downtimesChanged;
    const auto current = co_await askDowntimes(state, Downtimes::All);
    if (!current)
        co_return explained(current.error(), u"monitors_downtime"_s);
    QList<Downtime> lasting = *current;
    lasting.removeIf(hasEnded); // they stay in the list for two days
    takeDowntimes(*state, lasting, changes);
    SilenceAnswer answer;
    for (const Downtime &downtime : std::as_const(lasting))
        answer.silences.append(shown(*state, downtime));
    co_return SilenceAnswer(answer);
}

Downtime downtimeOf(const Reach &reach)
{
    Downtime downtime;
    downtime.status = u"active"_s;
    downtime.monitor = reach.monitor;
    downtime.scope = reach.scope;
    downtime.monitorTags = reach.monitorTags;
    return downtime;
}

QCoro::Task<Expected<SilencePreview>> preview(StatePtr state, QString text)
{
    const auto reach = readReach(text);
    if (!reach)
        co_return reach.error();
    SilencePreview preview;
    preview.isBoundless = reach->isBoundless();
    preview.reached = state->monitors.reachedBy(downtimeOf(*reach));
    co_return SilencePreview(preview);
}

QCoro::Task<Expected<Done>> send(StatePtr state, Question question)
{
    const auto body = co_await ask(state->client, question);
    if (!body)
        co_return explained(body.error(), u"monitors_downtime"_s);
    ++state->downtimesChanged;
    state->downtimesAskedAt.reset(); // what is known of them holds no longer
    co_return Done{};
}

Question questionOf(const QByteArray &method, const SilenceId &id)
{
    return Question{.method = method, .path = u"/api/v2/downtime/"_s + id.text(), .endpoint = u"/api/v2/downtime/{id}"_s};
}

QCoro::Task<Expected<Done>> make(StatePtr state, SilenceDraft draft)
{
    const auto reach = readReach(draft.reach);
    if (!reach)
        co_return reach.error();
    if (reach->isBoundless())
        co_return Error{ErrorKind::BadInput, u"it would mute every monitor"_s};
    DowntimeWish wish;
    wish.monitor = reach->monitor;
    wish.monitorTags = reach->monitorTags;
    wish.scope = reach->scope;
    wish.end = draft.ends + state->client->theirs.correction;
    wish.message = messageOf(Purpose::Muted, state->me(), draft.comment.trimmed());
    Question question{.method = "POST", .path = u"/api/v2/downtime"_s, .body = createBody(wish)};
    auto done = co_await send(state, question);
    co_return Expected<Done>(done);
}

QCoro::Task<Expected<Done>> prolong(StatePtr state, SilenceId id, TimePoint ends)
{
    const auto known = std::ranges::find(state->downtimes, id.text(), &Downtime::id);
    if (known == state->downtimes.end() || hasEnded(*known))
        co_return Error{ErrorKind::NotFound, u"the downtime is over"_s};
    Question question = questionOf("PATCH", id);
    question.body = prolongBody(id.text(), ends + state->client->theirs.correction, known->message);
    auto done = co_await send(state, question);
    co_return Expected<Done>(done);
}

QCoro::Task<Expected<Done>> end(StatePtr state, SilenceId id)
{
    const Question question = questionOf("DELETE", id);
    const auto done = co_await send(state, question);
    const bool isOver = !done && done.error().kind == ErrorKind::NotFound;
    if (!done && !isOver)
        co_return done.error();
    state->downtimes.removeIf([&id](const Downtime &downtime) { return downtime.id == id.text(); });
    co_return Done{};
}

} // namespace

bool Reach::isBoundless() const
{
    const bool isOfAll = std::ranges::all_of(monitorTags, [](const QString &tag) { return tag == "*"_L1; });
    return !monitor && isOfAll && scope == "*"_L1;
}

QString reachText(const Downtime &downtime)
{
    QStringList parts;
    if (downtime.monitor)
        parts.append(monitorWord + QString::number(*downtime.monitor));
    for (const QString &tag : downtime.monitorTags) {
        if (!downtime.monitor && tag != "*"_L1)
            parts.append(tagsWord + tag);
    }
    if (parts.isEmpty() || downtime.scope != "*"_L1)
        parts.append(downtime.scope);
    return parts.join(joint);
}

Expected<Reach> readReach(const QString &text)
{
    static const QRegularExpression between(u"\\s+AND\\s+"_s);
    Reach reach;
    QStringList scope;
    for (const QString &part : text.trimmed().split(between, Qt::SkipEmptyParts)) {
        if (part.startsWith(monitorWord)) {
            bool isNumber = false;
            const qint64 monitor = part.sliced(monitorWord.size()).trimmed().toLongLong(&isNumber);
            if (!isNumber || monitor <= 0 || reach.monitor)
                return Error{ErrorKind::BadInput, u"“monitor:” wants the number of one monitor"_s};
            reach.monitor = monitor;
        } else if (part.startsWith(tagsWord)) {
            reach.monitorTags.append(part.sliced(tagsWord.size()).trimmed());
        } else {
            scope.append(part);
        }
    }
    if (scope.isEmpty() && !reach.monitor && reach.monitorTags.isEmpty())
        return Error{ErrorKind::BadInput, u"it does not say what to mute"_s};
    if (reach.monitor && !reach.monitorTags.isEmpty())
        return Error{ErrorKind::BadInput, u"it is of one monitor, or of those with some tags"_s};
    if (!scope.isEmpty())
        reach.scope = scope.join(joint);
    return reach;
}

QCoro::Task<Expected<SilenceAnswer>> DowntimeKeeper::silences()
{
    return list(m_state);
}

QCoro::Task<Expected<SilencePreview>> DowntimeKeeper::previewSilence(QString reach)
{
    return preview(m_state, std::move(reach));
}

QCoro::Task<Expected<Done>> DowntimeKeeper::makeSilence(SilenceDraft draft)
{
    return make(m_state, std::move(draft));
}

QCoro::Task<Expected<Done>> DowntimeKeeper::prolongSilence(SilenceId silence, TimePoint ends)
{
    return prolong(m_state, std::move(silence), ends);
}

QCoro::Task<Expected<Done>> DowntimeKeeper::endSilence(SilenceId silence)
{
    return end(m_state, std::move(silence));
}

// Of one: exactly it. Of several: the tags that all have, and their monitor where it is the same.
QString DowntimeKeeper::reachOf(const QList<IncidentId> &incidents) const
{
    std::optional<Downtime> common;
    QStringList tags;
    for (const IncidentId &id : incidents) {
        const MonitorBook::Entry *entry = m_state->monitors.find(id);
        if (!entry)
            continue;
        if (!common) {
            common.emplace();
            common->monitor = entry->group.monitor;
            tags = entry->group.tags;
            continue;
        }
        if (common->monitor != entry->group.monitor)
            common->monitor.reset();
        tags.removeIf([entry](const QString &tag) { return !entry->group.tags.contains(tag); });
    }
    if (!common || (!common->monitor && tags.isEmpty()))
        return {};
    common->scope = scopeOf(tags);
    return reachText(*common);
}

QString DowntimeKeeper::reachOfMonitor(const Monitor &monitor, const QString &group) const
{
    Downtime downtime;
    downtime.monitor = monitor.number.toLongLong();
    downtime.scope = scopeOf(group == "*"_L1 ? QStringList() : group.split(u',', Qt::SkipEmptyParts));
    return reachText(downtime);
}

QString DowntimeKeeper::reachExample() const
{
    return u"monitor:42 AND host:web-1"_s;
}

} // namespace nightbell::datadog
