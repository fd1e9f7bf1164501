// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/prometheus/keeper.h"

#include "sources/prometheus/silencecalls.h"

#include <algorithm>

namespace nightbell::prometheus {

using namespace Qt::StringLiterals;

namespace {

QStringList clusterSuffixes(const State &state)
{
    QStringList suffixes;
    for (const Server &server : state.alertmanagers) {
        if (!suffixes.contains(server.cluster))
            suffixes.append(server.cluster);
    }
    return suffixes;
}

// Alertmanager refuses a silence of which no condition asks for anything: it would reach every alert.
bool isBoundless(const Matchers &matchers)
{
    return matchers.matches(Labels());
}

nightbell::Silence shown(const prometheus::Silence &kept, const State &state, const QHash<QString, QList<IncidentId>> &reached)
{
    const prometheus::Silence ours = onOurClock(kept, state.managersAhead.value(kept.cluster));
    nightbell::Silence silence;
    silence.id = SilenceId(kept.id + kept.cluster);
    silence.source = state.settings.source;
    silence.reach = kept.matchers.text();
    silence.creator = kept.createdBy;
    silence.comment = plainComment(kept);
    silence.starts = ours.startsAt;
    silence.ends = ours.endsAt;
    silence.isAcknowledgement = isAcknowledgement(kept);
    silence.lastsUntilResolved = goesOnUntilResolved(kept) && kept.createdBy == state.me();
    silence.reached = reached.value(kept.id + kept.cluster);
    return silence;
}

QCoro::Task<Expected<SilenceAnswer>> listAll(StatePtr state)
{
    const QStringList suffixes = clusterSuffixes(*state);
    std::optional<Error> failed;
    QList<Silence> found;
    bool isAnswered = false;
    for (const QString &suffix : suffixes) {
        const auto silences = co_await fetchSilences(state, suffix);
        if (!silences) {
            failed = silences.error();
            continue;
        }
        isAnswered = true;
        found += *silences;
        state->silences.removeIf([&suffix](const Silence &silence) { return silence.cluster == suffix; });
        state->silences += *silences;
    }
    if (!isAnswered)
        co_return failed.value_or(Error{ErrorKind::NotFound, u"there is no Alertmanager"_s});
    SilenceAnswer answer;
    answer.incomplete = failed;
    const auto reached = state->book.reachedBySilence();
    for (const Silence &silence : std::as_const(found))
        answer.silences.append(shown(silence, *state, reached));
    co_return SilenceAnswer(answer);
}

QCoro::Task<Expected<SilencePreview>> preview(StatePtr state, QString reach)
{
    const auto matchers = Matchers::parse(reach);
    if (!matchers)
        co_return Error{ErrorKind::BadInput, reach};
    SilencePreview preview;
    preview.isBoundless = isBoundless(*matchers);
    const QStringList suffixes = clusterSuffixes(*state);
    for (const QString &suffix : suffixes)
        preview.reached += state->book.reachedBy(*matchers, suffix);
    co_return SilencePreview(preview);
}

QCoro::Task<Expected<Done>> make(StatePtr state, SilenceDraft draft)
{
    const auto matchers = Matchers::parse(draft.reach);
    if (!matchers || isBoundless(*matchers))
        co_return Error{ErrorKind::BadInput, draft.reach};
    Silence silence;
    silence.matchers = *matchers;
    silence.startsAt = state->clock.now();
    silence.endsAt = draft.ends;
    silence.createdBy = state->me();
    silence.comment = draft.comment.trimmed();
    if (silence.comment.isEmpty())
        silence.comment = u"made in Nightbell"_s;
    QStringList madeAt; // clusters
    const QStringList suffixes = clusterSuffixes(*state);
    for (const QString &suffix : suffixes) {
        silence.cluster = suffix;
        const Silence sent = onServerClock(silence, state->managersAhead.value(suffix));
        const auto id = co_await postSilence(state, suffix, sent);
        if (!id) {
            Error error = id.error();
            if (!madeAt.isEmpty())
                error.detail += u" (it was made at %1 of %2 clusters)"_s.arg(madeAt.size()).arg(suffixes.size());
            co_return Error(error);
        }
        madeAt.append(suffix);
    }
    co_return Done{};
}

std::optional<Silence> known(const State &state, const SilenceId &id)
{
    const auto found
        = std::ranges::find_if(state.silences, [&id](const Silence &silence) { return silence.id + silence.cluster == id.text(); });
    return found == state.silences.end() ? std::nullopt : std::optional(*found);
}

QCoro::Task<Expected<Done>> prolong(StatePtr state, SilenceId id, TimePoint ends)
{
    const std::optional<Silence> silence = known(*state, id);
    if (!silence)
        co_return Error{ErrorKind::NotFound, u"the silence is over"_s};
    Silence longer = *silence;
    longer.endsAt = ends + state->managersAhead.value(longer.cluster);
    const auto made = co_await postSilence(state, longer.cluster, longer);
    if (!made)
        co_return made.error();
    // Where it is another one now, the one before has been ended with it.
    for (Silence &other : state->silences) {
        if (other.id == longer.id && other.cluster == longer.cluster) {
            other.endsAt = longer.endsAt;
            other.id = *made;
        }
    }
    co_return Done{};
}

QCoro::Task<Expected<Done>> end(StatePtr state, SilenceId id)
{
    const std::optional<Silence> silence = known(*state, id);
    if (!silence)
        co_return Done{};
    const auto ended = co_await expireSilence(state, silence->cluster, silence->id);
    if (ended) {
        state->silences.removeIf([&silence](const Silence &other) { return other.id == silence->id && other.cluster == silence->cluster; });
    }
    co_return Expected<Done>(ended);
}

} // namespace

QCoro::Task<Expected<SilenceAnswer>> Keeper::silences()
{
    return listAll(m_state);
}

QCoro::Task<Expected<SilencePreview>> Keeper::previewSilence(QString reach)
{
    return preview(m_state, std::move(reach));
}

QCoro::Task<Expected<Done>> Keeper::makeSilence(SilenceDraft draft)
{
    return make(m_state, std::move(draft));
}

QCoro::Task<Expected<Done>> Keeper::prolongSilence(SilenceId silence, TimePoint ends)
{
    return prolong(m_state, std::move(silence), ends);
}

QCoro::Task<Expected<Done>> Keeper::endSilence(SilenceId silence)
{
    return end(m_state, std::move(silence));
}

QString Keeper::reachOf(const QList<IncidentId> &incidents) const
{
    QList<Labels> sets;
    for (const IncidentId &id : incidents) {
        if (const AlertBook::Entry *entry = m_state->book.find(id); entry && !entry->alert->labels.isEmpty())
            sets.append(entry->alert->labels);
    }
    return sets.isEmpty() ? QString() : covering(sets).text();
}

QString Keeper::reachExample() const
{
    return u"alertname=\"DiskFull\", instance=~\"web-.*\""_s;
}

} // namespace nightbell::prometheus
