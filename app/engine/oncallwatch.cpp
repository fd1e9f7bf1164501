// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/oncallwatch.h"

#include "base/backoff.h"
#include "base/log.h"
#include "engine/database.h"
#include "engine/poller.h"

#include <QPointer>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr Duration nothingToDo = std::chrono::hours(1);
constexpr auto memoPrefix = "on-call/"_L1;

using Memories = QHash<SourceId, DutyMemory>;

Expected<Memories> readMemories(QSqlDatabase &database)
{
    QSqlQuery query(database);
    if (!query.exec(u"SELECT name, value FROM memos WHERE name GLOB 'on-call/*'"_s))
        return Error{ErrorKind::Storage, query.lastError().text()};
    Memories memories;
    while (query.next())
        memories.insert(SourceId(query.value(0).toString().mid(memoPrefix.size())), dutyMemoryFrom(query.value(1).toByteArray()));
    return memories;
}

} // namespace

struct OnCallWatch::Entry
{
    OnCallStatus status;
    SourceState state = SourceState::Starting; // as the poller has it
    bool isRefused = false; // the source was refused for good: asking would not help
    Duration dueAt{0}; // on Clock::elapsed(), as the next
    Duration startedAt{0};
    std::optional<TimePoint> moment; // when there is something to tell
    int failures = 0;
    quint64 round = 0;
    bool again = false; // asked for while asking
};

OnCallWatch::OnCallWatch(Clock &clock, Poller &poller, Database &database, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_poller(poller)
    , m_database(database)
{
    connect(&poller, &Poller::statusChanged, this, &OnCallWatch::syncSources);
    connect(&poller, &Poller::removed, this, &OnCallWatch::syncSources);
}

OnCallWatch::~OnCallWatch() = default;

QCoro::Task<Expected<Done>> OnCallWatch::restore()
{
    const QPointer<OnCallWatch> watch(this);
    const std::function<Expected<Memories>(QSqlDatabase &)> job = readMemories;
    const Expected<Memories> memories = co_await m_database.read<Memories>(job);
    if (watch) {
        watch->m_memories = memories.valueOr({});
        watch->m_isRestored = true;
        Q_EMIT watch->due();
    }
    if (!memories)
        co_return memories.error();
    co_return Done{};
}

void OnCallWatch::startTelling()
{
    m_isTelling = true;
    for (const auto &entry : m_entries)
        tell(*entry, false);
}

// The poller's sources that know on-call, with the entries that there are.
void OnCallWatch::syncSources()
{
    std::vector<std::unique_ptr<Entry>> entries;
    bool isDue = false;
    for (const SourceStatus &status : m_poller.statuses()) {
        const SourceKind *kind = sourceKind(status.kind);
        if (!kind || !kind->knowsOnCall)
            continue;
        const auto known
            = std::ranges::find_if(m_entries, [&status](const auto &entry) { return entry && entry->status.source == status.id; });
        auto entry = known == m_entries.end() ? std::make_unique<Entry>() : std::move(*known);
        const bool wasFresh = entry->state == SourceState::Fresh;
        entry->status.source = status.id;
        entry->status.name = status.name;
        entry->state = status.state;
        entry->isRefused = status.state == SourceState::Failed && status.error && status.error->kind == ErrorKind::Unauthorized;
        if (entry->isRefused)
            entry->status.error = status.error;
        // It is back: what failed is asked again.
        if (!wasFresh && status.state == SourceState::Fresh && (entry->status.error || !entry->status.answer)) {
            entry->failures = 0;
            entry->dueAt = m_clock.elapsed();
            isDue = true;
        }
        entries.push_back(std::move(entry));
    }
    m_entries = std::move(entries);
    publish();
    if (isDue)
        Q_EMIT due();
}

OnCallWatch::Entry *OnCallWatch::find(const SourceId &id) const
{
    const auto found = std::ranges::find_if(m_entries, [&id](const auto &entry) { return entry->status.source == id; });
    return found == m_entries.end() ? nullptr : found->get();
}

void OnCallWatch::publish()
{
    QList<OnCallStatus> statuses;
    for (const auto &entry : m_entries)
        statuses.append(entry->status);
    if (statuses == m_statuses)
        return;
    m_statuses = statuses;
    Q_EMIT changed();
}

std::optional<Duty> OnCallWatch::duty() const
{
    std::optional<Duty> best;
    const TimePoint now = m_clock.now();
    for (const OnCallStatus &status : m_statuses) {
        if (!status.answer || status.answer->me.id.isEmpty())
            continue;
        const Duty duty = dutyAt(*status.answer, now);
        const auto comesFirst = [&] {
            if (duty.isOnCall != best->isOnCall)
                return duty.isOnCall;
            if (duty.isOnCall) // the person is free when the last of them is over
                return duty.until && (!best->until || *duty.until > *best->until);
            return duty.next && (!best->next || *duty.next->start < *best->next->start);
        };
        if (!best || comesFirst())
            best = duty;
    }
    return best;
}

// After the first poll: who the person is there is known then, and two at a time would be a burst.
bool OnCallWatch::isReady(const Entry &entry) const
{
    return m_isRestored && !entry.status.isAsking && !entry.isRefused && entry.state != SourceState::Starting;
}

Duration OnCallWatch::tick()
{
    const Duration now = m_clock.elapsed();
    QList<SourceId> late;
    QList<SourceId> ready;
    for (const auto &entry : m_entries) {
        const bool isMoment = entry->moment && *entry->moment <= m_clock.now();
        if (entry->status.isAsking && now - entry->startedAt >= deadline)
            late.append(entry->status.source);
        else if (isReady(*entry) && (entry->dueAt <= now || isMoment))
            ready.append(entry->status.source);
    }
    for (const SourceId &id : std::as_const(late))
        finish(id, find(id)->round, Error{ErrorKind::Timeout, u"no answer within 60 s"_s});
    for (const SourceId &id : std::as_const(ready)) {
        if (Entry *entry = find(id))
            ask(*entry);
    }
    Duration wait = nothingToDo;
    for (const auto &entry : m_entries) {
        if (entry->status.isAsking)
            wait = std::min(wait, entry->startedAt + deadline - now);
        else if (isReady(*entry))
            wait = std::min(wait, entry->dueAt - now);
        if (entry->moment && isReady(*entry))
            wait = std::min<Duration>(wait, *entry->moment - m_clock.now());
    }
    return std::max(wait, Duration(0));
}

void OnCallWatch::askNow()
{
    for (const auto &entry : m_entries)
        askNow(entry->status.source);
}

void OnCallWatch::askNow(const SourceId &source)
{
    Entry *entry = find(source);
    if (!entry)
        return;
    entry->again = entry->status.isAsking;
    entry->dueAt = std::max(m_clock.elapsed(), entry->startedAt + pause);
    Q_EMIT due();
}

void OnCallWatch::ask(Entry &entry)
{
    Source *source = m_poller.source(entry.status.source);
    if (!source)
        return;
    entry.status.isAsking = true;
    entry.again = false;
    entry.moment.reset();
    entry.startedAt = m_clock.elapsed();
    const quint64 round = entry.round = ++m_lastRound;
    const SourceId id = entry.status.source;
    publish();
    QCoro::connect(source->onCall(), this, [this, id, round](const Expected<OnCall> &answer) { finish(id, round, answer); });
}

void OnCallWatch::finish(const SourceId &id, quint64 round, const Expected<OnCall> &answer)
{
    Entry *entry = find(id);
    if (!entry || !entry->status.isAsking || entry->round != round)
        return;
    entry->status.isAsking = false;
    const Duration now = m_clock.elapsed();
    if (answer) {
        entry->failures = 0;
        entry->status.answer = *answer;
        entry->status.error.reset();
        entry->dueAt = now + interval;
    } else {
        entry->status.error = answer.error();
        entry->dueAt
            = now + nextDelay(++entry->failures, interval, longestDelay, answer.error().retryAfter, qHash(id.text()) & 0xffffffffU);
        qCInfo(lcEngine) << "who is on call is not known of" << id.text() << ":" << answer.error().detail;
    }
    if (entry->again)
        entry->dueAt = std::max(now, entry->startedAt + pause);
    if (entry->status.answer)
        entry->moment = nextDutyMoment(*entry->status.answer, m_clock.now());
    tell(*entry, answer.hasValue());
    publish();
    Q_EMIT due();
}

void OnCallWatch::tell(Entry &entry, bool isFresh)
{
    const std::optional<OnCall> onCall = entry.status.answer;
    const TimePoint now = m_clock.now();
    if (!m_isTelling || !onCall || now - onCall->askedAt > dutyBelievedFor)
        return;
    const SourceId id = entry.status.source;
    const DutyMemory before = m_memories.value(id);
    const DutyDecision decision = decideDutyNews(before, *onCall, now, isFresh);
    if (decision.memory != before) {
        m_memories.insert(id, decision.memory);
        keep(id, decision.memory);
    }
    for (const DutyNews &news : decision.news)
        Q_EMIT told(news);
}

void OnCallWatch::keep(const SourceId &id, const DutyMemory &memory)
{
    const QString name = memoPrefix + id.text();
    const QString value = QString::fromUtf8(encode(memory));
    const std::function<Expected<Done>(QSqlDatabase &)> job = [name, value](QSqlDatabase &database) {
        return execute(database, u"INSERT OR REPLACE INTO memos (name, value) VALUES (?, ?)"_s, {name, value});
    };
    m_database.run<Done>(job);
}

QCoro::Task<Expected<Done>> OnCallWatch::takeShift(SourceId source, ShiftOverride wanted)
{
    return take(this, std::move(source), std::move(wanted));
}

QCoro::Task<Expected<Done>> OnCallWatch::take(OnCallWatch *watch, SourceId id, ShiftOverride wanted)
{
    Source *source = watch->m_poller.source(id);
    if (!source)
        co_return Error{ErrorKind::NotFound, id.text()};
    const QPointer<OnCallWatch> guarded(watch);
    const Duration settles = source->settlesIn();
    const Expected<Done> done = co_await source->takeShift(wanted);
    if (done && guarded) {
        if (Entry *entry = guarded->find(id))
            entry->startedAt = guarded->m_clock.elapsed() - pause + settles; // no sooner than it can be read
        guarded->askNow(id);
        Q_EMIT guarded->taken(id, wanted);
    }
    Expected<Done> result = done;
    co_return result;
}

} // namespace nightbell
