// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/poller.h"

#include "base/backoff.h"
#include "base/duration.h"
#include "base/log.h"

#include <QCoroTask>

#include <algorithm>

namespace nightbell {
namespace {

constexpr Duration longestDelay = std::chrono::minutes(2); // a source that failed for long is asked at least this often
constexpr Duration nothingToDo = std::chrono::hours(1);

} // namespace

struct Poller::Entry
{
    std::unique_ptr<Source> source;
    SourceStatus status;
    Duration interval{0}; // as configured
    Duration dueAt{0}; // on Clock::elapsed(), as all times here
    Duration startedAt{0};
    std::optional<Duration> answeredAt;
    std::optional<Duration> missedSince; // without an answer, or not the whole; not while the machine slept
    int failures = 0;
    quint64 round = 0; // of the latest poll; answers to earlier ones are dropped
    bool running = false;
    bool again = false; // asked for while running
};

Poller::Poller(Clock &clock, QObject *parent) : QObject(parent), m_clock(clock)
{ }

Poller::~Poller() = default;

void Poller::add(SourceStatus status, std::unique_ptr<Source> source)
{
    auto entry = std::make_unique<Entry>();
    const SourceId id = status.id;
    entry->source = std::move(source);
    entry->interval = status.interval;
    entry->status = std::move(status);
    entry->dueAt = m_clock.elapsed();
    entry->source->wantsPoll = [this, id] { pollNow(id); };
    m_statuses.append(entry->status);
    m_entries.push_back(std::move(entry));
    Q_EMIT statusChanged({}, m_statuses.constLast());
    Q_EMIT due();
}

void Poller::remove(const SourceId &id)
{
    std::erase_if(m_entries, [&id](const auto &entry) { return entry->status.id == id; });
    m_statuses.removeIf([&id](const SourceStatus &status) { return status.id == id; });
    Q_EMIT removed(id);
}

Poller::Entry *Poller::find(const SourceId &id) const
{
    const auto found = std::ranges::find_if(m_entries, [&id](const auto &entry) { return entry->status.id == id; });
    return found == m_entries.end() ? nullptr : found->get();
}

Source *Poller::source(const SourceId &id) const
{
    const Entry *entry = find(id);
    return entry ? entry->source.get() : nullptr;
}

Duration Poller::tick()
{
    const Duration now = m_clock.elapsed();
    QList<SourceId> late;
    QList<SourceId> ready;
    for (const auto &entry : m_entries) {
        if (entry->running && now - entry->startedAt >= entry->source->longestPoll())
            late.append(entry->status.id);
        else if (!entry->running && entry->dueAt <= now)
            ready.append(entry->status.id);
    }
    for (const SourceId &id : late) {
        const QString span = formatDuration(find(id)->source->longestPoll());
        finish(id, find(id)->round, Error{ErrorKind::Timeout, QStringLiteral("no answer within %1").arg(span)});
    }
    // A source may answer at once, and its answer may change the list: look each up again.
    for (const SourceId &id : ready) {
        if (Entry *entry = find(id))
            start(*entry);
    }
    Duration wait = nothingToDo;
    for (const auto &entry : m_entries) {
        wait = std::min(wait, (entry->running ? entry->startedAt + entry->source->longestPoll() : entry->dueAt) - now);
        if (entry->answeredAt && entry->status.state == SourceState::Fresh)
            wait = std::min(wait, *entry->answeredAt + entry->status.freshnessLimit() + Duration(1) - now);
        SourceStatus aged = entry->status;
        aged.state = ageState(*entry);
        setStatus(*entry, aged);
    }
    return std::max(wait, Duration(0));
}

SourceState Poller::ageState(const Entry &entry) const
{
    if (entry.status.state != SourceState::Fresh || !entry.answeredAt)
        return entry.status.state;
    return m_clock.elapsed() - *entry.answeredAt > entry.status.freshnessLimit() ? SourceState::Stale : SourceState::Fresh;
}

void Poller::start(Entry &entry)
{
    entry.running = true;
    entry.again = false;
    entry.startedAt = m_clock.elapsed();
    const quint64 round = entry.round = ++m_lastRound;
    const SourceId id = entry.status.id;
    QCoro::connect(entry.source->poll(), this, [this, id, round](const Expected<Snapshot> &answer) { finish(id, round, answer); });
}

void Poller::finish(const SourceId &id, quint64 round, const Expected<Snapshot> &answer)
{
    Entry *entry = find(id);
    if (!entry || !entry->running || entry->round != round)
        return;
    entry->running = false;
    SourceStatus status = entry->status;
    const Duration now = m_clock.elapsed();
    status.facts = entry->source->facts();
    if (answer) {
        entry->failures = 0;
        entry->answeredAt = now;
        status.state = answer->incomplete ? SourceState::Failed : SourceState::Fresh;
        status.error = answer->incomplete;
        if (!answer->incomplete) {
            status.lastSuccess = m_clock.now();
            status.failingSince.reset();
        } else if (!status.failingSince) {
            status.failingSince = m_clock.now();
        }
        status.warnings = answer->warnings;
        status.interval = answer->nextIn.value_or(entry->interval);
        status.hostsEvery = entry->source->hostsEvery();
        entry->dueAt = entry->startedAt + status.interval;
    } else {
        ++entry->failures;
        status.state = SourceState::Failed;
        status.error = answer.error();
        if (!status.failingSince)
            status.failingSince = m_clock.now();
        // Refused for good: asking again every few seconds could lock the account.
        const bool hopeless = answer.error().kind == ErrorKind::Unauthorized;
        const Duration delay
            = nextDelay(entry->failures, status.interval, longestDelay, answer.error().retryAfter, qHash(id.text()) & 0xffffffffU);
        entry->dueAt = now + (hopeless ? nothingToDo : delay);
        qCInfo(lcEngine) << "poll of" << id.text() << "failed:" << answer.error().detail;
    }
    if (entry->again)
        entry->dueAt = now;
    // The status first: whoever sees the data must not see it with yesterday's age.
    setStatus(*entry, status);
    if (!status.error) {
        entry->missedSince.reset();
    } else {
        entry->missedSince = entry->missedSince.value_or(now);
        Q_EMIT missed(status, std::max(entry->dueAt, now) - *entry->missedSince, answer.hasValue());
    }
    if (answer)
        Q_EMIT answered(*answer);
    Q_EMIT due();
}

void Poller::setStatus(Entry &entry, SourceStatus status)
{
    if (entry.status == status)
        return;
    const SourceStatus before = std::exchange(entry.status, status);
    const auto listed = std::ranges::find(m_statuses, status.id, &SourceStatus::id);
    if (listed != m_statuses.end())
        *listed = status;
    Q_EMIT statusChanged(before, status);
}

void Poller::pollNow()
{
    for (const auto &entry : m_entries) {
        entry->source->allowRefused();
        entry->missedSince.reset(); // the network may be back in a moment, or the person is looking
        entry->dueAt = m_clock.elapsed();
        entry->again = entry->running;
    }
    Q_EMIT due();
}

void Poller::pollNow(const SourceId &id)
{
    if (Entry *entry = find(id)) {
        entry->dueAt = m_clock.elapsed();
        entry->again = entry->running;
        Q_EMIT due();
    }
}

} // namespace nightbell
