// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/silencewatch.h"

#include "base/log.h"
#include "engine/poller.h"
#include "sources/silencekeeper.h"

#include <QPointer>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr Duration nothingToDo = std::chrono::hours(1);

template<typename T>
QCoro::Task<Expected<T>> notThere(SourceId source)
{
    co_return Error{ErrorKind::NotFound, source.text()};
}

} // namespace

struct SilenceWatch::Entry
{
    SilenceStatus status;
    SourceState state = SourceState::Starting; // as the poller has it
    Duration dueAt{0}; // on Clock::elapsed(), as the next
    Duration startedAt{0};
    quint64 round = 0;
    bool again = false; // asked for while asking
    bool once = false; // somebody waits for the answer

    bool mayBeAsked(bool isWatched) const { return (isWatched || once) && state != SourceState::Starting; }
};

SilenceWatch::SilenceWatch(Clock &clock, Poller &poller, QObject *parent) : QObject(parent), m_clock(clock), m_poller(poller)
{
    connect(&poller, &Poller::statusChanged, this, &SilenceWatch::syncSources);
    connect(&poller, &Poller::removed, this, &SilenceWatch::syncSources);
}

SilenceWatch::~SilenceWatch() = default;

SilenceKeeper *SilenceWatch::keeper(const SourceId &source) const
{
    Source *found = m_poller.source(source);
    return found ? found->silenceKeeper() : nullptr;
}

SilenceWatch::Entry *SilenceWatch::find(const SourceId &source) const
{
    const auto found = std::ranges::find_if(m_entries, [&source](const auto &entry) { return entry->status.source == source; });
    return found == m_entries.end() ? nullptr : found->get();
}

// The poller's sources that have silences, with the entries that there are.
void SilenceWatch::syncSources()
{
    std::vector<std::unique_ptr<Entry>> entries;
    for (const SourceStatus &status : m_poller.statuses()) {
        const SilenceKeeper *keeps = keeper(status.id);
        if (!keeps)
            continue;
        const auto known
            = std::ranges::find_if(m_entries, [&status](const auto &entry) { return entry && entry->status.source == status.id; });
        auto entry = known == m_entries.end() ? std::make_unique<Entry>() : std::move(*known);
        entry->status.source = status.id;
        entry->status.name = status.name;
        entry->status.example = keeps->reachExample();
        // It has answered, or fails for another reason than before: worth a question.
        if (entry->state != status.state)
            entry->dueAt = m_clock.elapsed();
        entry->state = status.state;
        entries.push_back(std::move(entry));
    }
    m_entries = std::move(entries);
    publish();
    if (m_isWatched)
        Q_EMIT due();
}

void SilenceWatch::publish()
{
    QList<SilenceStatus> statuses;
    for (const auto &entry : m_entries)
        statuses.append(entry->status);
    if (statuses == m_statuses)
        return;
    m_statuses = statuses;
    Q_EMIT changed();
}

void SilenceWatch::setWatched(bool isWatched)
{
    if (m_isWatched == isWatched)
        return;
    m_isWatched = isWatched;
    if (isWatched)
        askNow();
}

void SilenceWatch::askNow()
{
    for (const auto &entry : m_entries) {
        entry->again = entry->status.isAsking;
        entry->dueAt = m_clock.elapsed();
    }
    Q_EMIT due();
}

void SilenceWatch::askOnce()
{
    m_isAsked = true;
    for (const auto &entry : m_entries)
        entry->once = true;
    askNow();
}

// After the first poll: whether a password is accepted is known then.
Duration SilenceWatch::tick()
{
    const Duration now = m_clock.elapsed();
    QList<SourceId> late;
    QList<SourceId> ready;
    for (const auto &entry : m_entries) {
        if (entry->status.isAsking && now - entry->startedAt >= deadline)
            late.append(entry->status.source);
        else if (!entry->status.isAsking && entry->mayBeAsked(m_isWatched) && entry->dueAt <= now)
            ready.append(entry->status.source);
    }
    for (const SourceId &id : std::as_const(late))
        finish(id, find(id)->round, Error{ErrorKind::Timeout, u"no answer within 30 s"_s});
    for (const SourceId &id : std::as_const(ready)) {
        if (Entry *entry = find(id))
            ask(*entry);
    }
    Duration wait = nothingToDo;
    for (const auto &entry : m_entries) {
        if (entry->status.isAsking)
            wait = std::min(wait, entry->startedAt + deadline - now);
        else if (entry->mayBeAsked(m_isWatched))
            wait = std::min(wait, entry->dueAt - now);
    }
    const auto isAwaited = [](const auto &entry) { return entry->status.isAsking || entry->mayBeAsked(false); };
    if (m_isAsked && std::ranges::none_of(m_entries, isAwaited)) {
        m_isAsked = false;
        Q_EMIT settled();
    }
    return std::max(wait, Duration(0));
}

void SilenceWatch::ask(Entry &entry)
{
    entry.once = false;
    // One that refuses us is not asked again and again: its refusals cost it, and too many of them the account.
    const auto status = std::ranges::find(m_poller.statuses(), entry.status.source, &SourceStatus::id);
    if (status != m_poller.statuses().end() && status->error && status->error->kind == ErrorKind::Unauthorized) {
        entry.status.error = status->error;
        entry.dueAt = m_clock.elapsed() + nothingToDo;
        publish();
        return;
    }
    SilenceKeeper *keeps = keeper(entry.status.source);
    if (!keeps)
        return;
    entry.status.isAsking = true;
    entry.again = false;
    entry.startedAt = m_clock.elapsed();
    const quint64 round = entry.round = ++m_lastRound;
    const SourceId id = entry.status.source;
    publish();
    QCoro::connect(keeps->silences(), this, [this, id, round](const Expected<SilenceAnswer> &answer) { finish(id, round, answer); });
}

void SilenceWatch::finish(const SourceId &source, quint64 round, const Expected<SilenceAnswer> &answer)
{
    Entry *entry = find(source);
    if (!entry || !entry->status.isAsking || entry->round != round)
        return;
    entry->status.isAsking = false;
    if (answer) {
        entry->status.answer = *answer;
        entry->status.askedAt = m_clock.now();
        entry->status.error.reset();
    } else {
        entry->status.error = answer.error();
        qCInfo(lcEngine) << "the silences of" << source.text() << "are not known:" << answer.error().detail;
    }
    entry->dueAt = m_clock.elapsed() + (entry->again ? Duration(0) : std::max(interval, answer ? Duration(0) : answer.error().retryAfter));
    publish();
    Q_EMIT due();
}

QCoro::Task<Expected<SilencePreview>> SilenceWatch::preview(SourceId source, QString reach)
{
    if (SilenceKeeper *keeps = keeper(source))
        return keeps->previewSilence(std::move(reach));
    return notThere<SilencePreview>(std::move(source));
}

QCoro::Task<Expected<Done>> SilenceWatch::make(SourceId source, SilenceDraft draft)
{
    Silence silence;
    silence.source = std::move(source);
    silence.reach = draft.reach;
    silence.ends = draft.ends;
    silence.comment = draft.comment;
    return carryOut(this, SilenceDeed::Made, std::move(silence));
}

QCoro::Task<Expected<Done>> SilenceWatch::prolong(Silence silence, TimePoint ends)
{
    silence.ends = ends;
    return carryOut(this, SilenceDeed::Prolonged, std::move(silence));
}

QCoro::Task<Expected<Done>> SilenceWatch::end(Silence silence)
{
    return carryOut(this, SilenceDeed::Ended, std::move(silence));
}

QCoro::Task<Expected<Done>> SilenceWatch::carryOut(SilenceWatch *watch, SilenceDeed deed, Silence silence)
{
    SilenceKeeper *keeps = watch->keeper(silence.source);
    if (!keeps)
        co_return Error{ErrorKind::NotFound, silence.source.text()};
    const QPointer<SilenceWatch> guarded(watch);
    Expected<Done> result = Done{};
    if (deed == SilenceDeed::Made) {
        const SilenceDraft draft{silence.reach, *silence.ends, silence.comment};
        result = co_await keeps->makeSilence(draft);
    } else if (deed == SilenceDeed::Prolonged) {
        const TimePoint ends = *silence.ends;
        result = co_await keeps->prolongSilence(silence.id, ends);
    } else {
        result = co_await keeps->endSilence(silence.id);
    }
    if (guarded && result)
        guarded->happened(deed, silence);
    Expected<Done> answer = result;
    co_return answer;
}

void SilenceWatch::happened(SilenceDeed deed, const Silence &silence)
{
    // What it reaches changes with the next poll, which reads the list as well.
    m_poller.pollNow(silence.source);
    askNow();
    Q_EMIT done(deed, silence);
}

QString SilenceWatch::reachOf(const SourceId &source, const QList<IncidentId> &incidents) const
{
    const SilenceKeeper *keeps = keeper(source);
    return keeps ? keeps->reachOf(incidents) : QString();
}

QString SilenceWatch::reachOfMonitor(const Monitor &monitor, const QString &group) const
{
    const SilenceKeeper *keeps = keeper(monitor.source);
    return keeps ? keeps->reachOfMonitor(monitor, group) : QString();
}

} // namespace nightbell
