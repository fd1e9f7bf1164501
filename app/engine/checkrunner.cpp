// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkrunner.h"

#include "domain/wording.h"

#include <QCoroTask>

#include <algorithm>

namespace nightbell {
namespace {

constexpr Duration nothingToDo = std::chrono::hours(1);
// A check that just failed is looked at again soon: whether it is an incident should not take another whole interval.
constexpr Duration recheckAfter = std::chrono::seconds(10);

} // namespace

struct CheckRunner::Entry
{
    CheckEntry entry;
    const CheckKind *kind = nullptr;
    Check check;
    Duration dueAt{0}; // on Clock::elapsed()
    Duration startedAt{0};
    std::optional<FieldValues> secretValues; // nullopt: not read yet
    std::optional<Duration> unreadSince; // they could not be read since then
    quint64 round = 0;
    bool running = false;
};

CheckRunner::CheckRunner(Clock &clock, Probe &probe, SecretsOf secretsOf, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_probe(probe)
    , m_secretsOf(std::move(secretsOf))
{ }

CheckRunner::~CheckRunner() = default;

void CheckRunner::setEntries(const QList<CheckEntry> &entries)
{
    std::vector<std::unique_ptr<Entry>> next;
    for (const CheckEntry &wanted : entries) {
        const auto same = std::ranges::find_if(m_entries, [&wanted](const auto &old) { return old && old->entry == wanted; });
        if (same != m_entries.end()) {
            next.push_back(std::move(*same));
            continue;
        }
        const CheckKind *kind = checkKind(wanted.kind);
        if (!kind)
            continue; // the configuration has said so
        auto entry = std::make_unique<Entry>();
        entry->entry = wanted;
        entry->kind = kind;
        entry->dueAt = m_clock.elapsed();
        entry->check.id = wanted.id;
        entry->check.kind = wanted.kind;
        entry->check.target = kind->target(wanted.values);
        entry->check.service = wanted.service;
        entry->check.every = wanted.every;
        entry->check.failAfter = wanted.failAfter;
        entry->check.state = wanted.enabled ? CheckState::Waiting : CheckState::Paused;
        next.push_back(std::move(entry));
    }
    m_entries = std::move(next);
    publish();
    Q_EMIT due();
}

Duration CheckRunner::tick()
{
    const Duration now = m_clock.elapsed();
    QList<CheckId> ready;
    Duration wait = nothingToDo;
    for (const auto &entry : m_entries) {
        if (entry->check.state == CheckState::Paused || entry->running)
            continue;
        if (entry->dueAt <= now)
            ready.append(entry->check.id);
        else
            wait = std::min(wait, entry->dueAt - now);
    }
    for (const CheckId &id : ready) {
        const auto found = std::ranges::find_if(m_entries, [&id](const auto &entry) { return entry->check.id == id; });
        if (found != m_entries.end())
            start(**found);
    }
    return wait;
}

void CheckRunner::forgetSecrets()
{
    for (const auto &entry : m_entries)
        entry->secretValues.reset();
}

void CheckRunner::start(Entry &entry)
{
    entry.running = true;
    entry.startedAt = m_clock.elapsed();
    const quint64 round = entry.round = ++m_lastRound;
    const CheckId id = entry.check.id;
    if (entry.secretValues)
        run(id, round, *entry.secretValues);
    else
        QCoro::connect(m_secretsOf(entry.entry), this, [this, id, round](const Expected<FieldValues> &read) { run(id, round, read); });
}

CheckRunner::Entry *CheckRunner::find(const CheckId &id, quint64 round) const
{
    const auto found = std::ranges::find_if(
        m_entries, [&id, round](const auto &entry) { return entry->check.id == id && entry->running && entry->round == round; });
    return found == m_entries.end() ? nullptr : found->get();
}

void CheckRunner::run(const CheckId &id, quint64 round, const Expected<FieldValues> &secretValues)
{
    Entry *entry = find(id, round);
    if (!entry)
        return;
    if (!secretValues) {
        postpone(*entry, secretValues.error());
        return;
    }
    entry->unreadSince.reset();
    entry->secretValues = *secretValues;
    FieldValues values = entry->entry.values;
    values.insert(*secretValues);
    const CheckContext context{values, m_clock, m_probe};
    QCoro::connect(entry->kind->run(context), this, [this, id, round](const CheckResult &result) { finish(id, round, result); });
}

// It says nothing of the site, and its secrets are read again with the next run.
void CheckRunner::postpone(Entry &entry, const Error &why)
{
    CheckResult result;
    result.at = m_clock.now();
    result.failure = CheckFailure::Misconfigured;
    result.detail = errorText(why);
    if (!entry.unreadSince)
        entry.unreadSince = entry.startedAt;
    if (m_clock.elapsed() - *entry.unreadSince >= unreadFor) {
        finish(entry.check.id, entry.round, result);
        return;
    }
    entry.running = false;
    Check &check = entry.check;
    check.last = result;
    if (check.state == CheckState::Waiting || check.state == CheckState::Passing) {
        check.state = CheckState::Failing;
        check.since = result.at;
    }
    entry.dueAt = entry.startedAt + std::min(check.every, recheckAfter);
    publish();
    Q_EMIT due();
}

void CheckRunner::finish(const CheckId &id, quint64 round, const CheckResult &result)
{
    Entry *running = find(id, round);
    if (!running)
        return;
    Entry &entry = *running;
    entry.running = false;
    Check &check = entry.check;
    check.last = result;
    const CheckState before = check.state;
    check.failuresInRow = result.passed() ? 0 : check.failuresInRow + 1;
    if (result.passed())
        check.state = CheckState::Passing;
    else
        check.state = check.failuresInRow >= check.failAfter ? CheckState::Failed : CheckState::Failing;
    // "since" is when the trouble began, not when it was called an incident.
    const bool sameTrouble = before == CheckState::Failing && check.state == CheckState::Failed;
    if (check.state != before && !sameTrouble)
        check.since = result.at;
    const Duration delay = check.state == CheckState::Failing ? std::min(check.every, recheckAfter) : check.every;
    entry.dueAt = entry.startedAt + delay;
    const Check seen = check;
    publish();
    Q_EMIT finished(seen);
    Q_EMIT due();
}

void CheckRunner::publish()
{
    QList<Check> now;
    for (const auto &entry : m_entries)
        now.append(entry->check);
    const Diff<Check> diff = difference(m_checks, now);
    m_checks = now;
    if (!diff.isEmpty())
        Q_EMIT changed(diff);
}

void CheckRunner::runNow()
{
    for (const auto &entry : m_entries)
        entry->dueAt = m_clock.elapsed();
    Q_EMIT due();
}

void CheckRunner::runNow(const CheckId &id)
{
    for (const auto &entry : m_entries) {
        if (entry->check.id == id)
            entry->dueAt = m_clock.elapsed();
    }
    Q_EMIT due();
}

} // namespace nightbell
