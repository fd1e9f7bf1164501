// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/datadog/board.h"

#include <QSet>
#include <QStringBuilder>

#include <algorithm>
#include <ranges>
#include <utility>

namespace nightbell::datadog {

using namespace Qt::StringLiterals;

namespace {

const QString keyStart = u"datadog/"_s; // as in the dedup keys of incidents

QStringList tagsOf(const QString &group)
{
    return group == "*"_L1 ? QStringList() : group.split(u',', Qt::SkipEmptyParts);
}

std::optional<TimePoint> earliest(const QList<MonitorGroup> &groups, const MonitorStanding &standing)
{
    std::optional<TimePoint> since;
    for (const MonitorGroup &group : groups) {
        if (group.standing == standing && group.since)
            since = since ? std::min(*since, *group.since) : *group.since;
    }
    return since;
}

Monitor monitorOf(const MonitorFacts &facts, const MonitorBook::Known &known, const SourceId &source)
{
    Monitor monitor;
    monitor.id = MonitorId(source.text() % u':' % known.number);
    monitor.source = source;
    monitor.number = known.number;
    monitor.name = facts.name;
    monitor.kind = facts.kind;
    monitor.query = facts.query;
    monitor.message = known.message;
    monitor.recipients = known.recipients;
    monitor.tags = facts.tags;
    monitor.priority = facts.priority;
    monitor.standing = {stateFromWord(facts.state), facts.state};
    monitor.since = facts.stateSince ? facts.stateSince : earliest(facts.groups, monitor.standing);
    monitor.url = known.url;
    monitor.key = keyStart % known.number;
    monitor.groups = facts.groups;
    return monitor;
}

QList<const MonitorFacts *> byName(const QList<MonitorFacts> &listed)
{
    struct Named
    {
        QString name;
        const MonitorFacts *facts;
    };
    QList<Named> named;
    named.reserve(listed.size());
    for (const MonitorFacts &facts : listed)
        named.append({facts.name.toCaseFolded(), &facts});
    std::ranges::sort(named, [](const Named &one, const Named &other) {
        const int order = one.name.compare(other.name);
        return order != 0 ? order < 0 : one.facts->id < other.facts->id;
    });
    QList<const MonitorFacts *> sorted;
    sorted.reserve(named.size());
    for (const Named &each : std::as_const(named))
        sorted.append(each.facts);
    return sorted;
}

// Without an end is longer than any.
void mute(bool &isMuted, std::optional<TimePoint> &until, const std::optional<TimePoint> &end)
{
    if (!isMuted)
        until = end;
    else if (until)
        until = end ? std::optional(std::max(*until, *end)) : std::nullopt;
    isMuted = true;
}

void mute(Monitor &monitor, const QStringList &conditions, const std::optional<TimePoint> &end)
{
    if (conditions.isEmpty())
        mute(monitor.isMuted, monitor.mutedUntil, end);
    const auto isReached = [&conditions](const MonitorGroup &group) {
        const QStringList tags = conditions.isEmpty() ? QStringList() : tagsOf(group.name);
        return std::ranges::all_of(conditions, [&tags](const QString &tag) { return tags.contains(tag); });
    };
    if (std::ranges::none_of(monitor.groups, isReached)) // what is not reached stays shared
        return;
    for (MonitorGroup &group : monitor.groups) {
        if (isReached(group))
            mute(group.isMuted, group.mutedUntil, end);
    }
}

bool isOf(const Downtime &downtime, qint64 number, const Monitor &monitor)
{
    if (downtime.monitor)
        return *downtime.monitor == number;
    return std::ranges::all_of(
        downtime.monitorTags, [&monitor](const QString &tag) { return tag == "*"_L1 || monitor.tags.contains(tag); });
}

void take(MonitorGroup &group, const GroupFacts &facts)
{
    const MonitorStanding standing{stateFromWord(facts.state), facts.state};
    const bool isTriggered = standing.state == MonitorState::Alert || standing.state == MonitorState::Warn;
    if (isTriggered && facts.triggered)
        group.since = facts.triggered;
    else if (group.standing != standing)
        group.since.reset(); // of what it was before
    group.standing = standing;
    if (facts.isMuted && !group.isMuted)
        mute(group.isMuted, group.mutedUntil, facts.mutedUntil);
}

// As a whole it stands as the worst of its groups does.
void settle(Monitor &monitor)
{
    std::ranges::sort(monitor.groups, isWorse);
    const auto worst = std::ranges::min_element(monitor.groups, {}, [](const MonitorGroup &group) { return rankOf(group.standing); });
    if (worst == monitor.groups.end() || worst->standing == monitor.standing)
        return;
    monitor.standing = worst->standing;
    monitor.since = earliest(monitor.groups, monitor.standing);
}

// One that the list does not have yet, or that could not be listed: as much as the search says of it.
Monitor unlisted(const GroupFacts &facts, const Settings &settings)
{
    const QString number = QString::number(facts.monitor);
    Monitor monitor;
    monitor.id = MonitorId(settings.source.text() % u':' % number);
    monitor.source = settings.source;
    monitor.number = number;
    monitor.name = facts.monitorName;
    monitor.priority = facts.priority;
    monitor.key = keyStart % number;
    if (settings.web.isValid()) {
        monitor.url = settings.web;
        monitor.url.setPath(u"/monitors/" % number);
    }
    return monitor;
}

} // namespace

QList<Monitor> monitorsOf(
    const QList<MonitorFacts> &listed, const MonitorBook::Knowledge &knowledge, const SourceId &source, const QList<Monitor> &before)
{
    QHash<MonitorId, const Monitor *> known;
    known.reserve(before.size());
    for (const Monitor &monitor : before)
        known.insert(monitor.id, &monitor);
    QList<Monitor> monitors;
    monitors.reserve(listed.size());
    for (const MonitorFacts *facts : byName(listed)) {
        Monitor monitor = monitorOf(*facts, *knowledge.constFind(facts->id), source);
        const Monitor *same = known.value(monitor.id);
        if (same && *same == monitor)
            monitor = *same;
        monitors.append(std::move(monitor));
    }
    return monitors == before ? before : monitors;
}

MonitorBoard::MonitorBoard(Settings settings) : m_settings(std::move(settings))
{ }

void MonitorBoard::setListing(const Listing &listing)
{
    m_isListNew = true;
    m_listed = listing.monitors;
    m_listedAt = listing.elapsed;
    m_rows.clear();
    m_rows.reserve(m_listed.size());
    for (qsizetype row = 0; row < m_listed.size(); ++row)
        m_rows.insert(m_listed.at(row).number.toLongLong(), row);
    m_seen.removeIf([this](const auto &entry) { return !m_rows.contains(entry.key()); });
    for (auto seen = m_seen.begin(); seen != m_seen.end(); ++seen) { // groups come and go
        QSet<QString> listed;
        for (const MonitorGroup &group : m_listed.at(m_rows.value(seen.key())).groups)
            listed.insert(group.name);
        seen->removeIf([&listed](const auto &group) { return !listed.contains(group.key()); });
    }
    m_over.clear(); // the list says how they are
    m_list.listedAt = listing.at;
    m_list.skipped = listing.skipped;
    m_list.error.reset();
}

void MonitorBoard::setFailure(const Error &error)
{
    m_list.error = error;
}

// Of what is not asked for, that it is missing says nothing.
bool MonitorBoard::isAskedFor(const MonitorStanding &standing) const
{
    return standing.state == MonitorState::Alert || (standing.state == MonitorState::Warn && m_settings.warn != Attention::Ignored)
        || (standing.state == MonitorState::NoData && m_settings.noData != Attention::Ignored);
}

bool MonitorBoard::isSeen(const Sight &sight) const
{
    const bool isLater = sight.elapsed >= m_listedAt; // a list that is newer than the sight says it better
    const bool wasLater = m_sight && m_sight->elapsed >= m_listedAt;
    return m_sight && !m_isListNew && isLater == wasLater && sight.isWhole == m_sight->isWhole && sight.groups == m_sight->groups
        && sight.knowsDowntimes == m_sight->knowsDowntimes && sight.downtimes == m_sight->downtimes;
}

void MonitorBoard::see(const Sight &sight)
{
    const bool isMutedAnew = m_isListNew || !m_sight || m_sight->downtimes != sight.downtimes;
    if (isMutedAnew)
        m_muted = muted(sight.downtimes);
    m_hasOver = false;
    if (sight.elapsed >= m_listedAt)
        noteWhatIsOver(sight);
    for (const GroupFacts &group : sight.groups)
        m_seen[group.monitor].insert(group.group, sight.at);
    const QList<Monitor> monitors = sight.elapsed >= m_listedAt ? overlaid(sight) : m_muted;
    if (m_list.monitors != monitors) // otherwise it stays the very same
        m_list.monitors = monitors;
    m_list.knowsMutes = sight.knowsDowntimes;
    m_sight = sight;
    m_isListNew = false;
}

QList<Monitor> MonitorBoard::muted(const QList<Downtime> &downtimes) const
{
    QList<Monitor> monitors = m_listed;
    for (const Downtime &downtime : downtimes) {
        const auto conditions = conditionsOf(downtime.scope);
        if (downtime.status != "active"_L1 || !conditions)
            continue;
        if (downtime.monitor) {
            if (const auto row = m_rows.constFind(*downtime.monitor); row != m_rows.cend())
                mute(monitors[*row], *conditions, downtime.end);
            continue;
        }
        for (qsizetype row = 0; row < m_listed.size(); ++row) {
            if (isOf(downtime, 0, m_listed.at(row)))
                mute(monitors[row], *conditions, downtime.end);
        }
    }
    return monitors;
}

// Those that a search had in it, and a whole one has not any more. A group that no search ever had may be one that none can
// have: out of its scope, or too new for it.
void MonitorBoard::noteWhatIsOver(const Sight &sight)
{
    QHash<qint64, Names> now;
    for (const GroupFacts &group : sight.groups) {
        now[group.monitor].insert(group.group, sight.at);
        if (const auto over = m_over.find(group.monitor); over != m_over.end())
            over->remove(group.group);
    }
    if (!sight.isWhole)
        return;
    for (auto seen = m_seen.cbegin(); seen != m_seen.cend(); ++seen) {
        const auto open = now.constFind(seen.key());
        for (auto group = seen->cbegin(); group != seen->cend(); ++group) {
            if ((open == now.cend() || !open->contains(group.key())) && !m_over.value(seen.key()).contains(group.key()))
                m_over[seen.key()].insert(group.key(), sight.at);
        }
    }
}

// Whether what is missing in the search was there after the list, or is what the list has. What alerts anew in a list may not
// be in the search yet.
bool MonitorBoard::isOver(qint64 monitor, const MonitorGroup &listed) const
{
    const TimePoint last = m_seen.value(monitor).value(listed.name);
    if (m_list.listedAt && last > *m_list.listedAt)
        return true;
    return isAskedFor(listed.standing) && !(listed.since && *listed.since > last);
}

QList<Monitor> MonitorBoard::overlaid(const Sight &sight)
{
    QList<Monitor> monitors = m_muted;
    QHash<qint64, qsizetype> touched; // rows
    QHash<qint64, QHash<QString, const GroupFacts *>> open;
    for (const GroupFacts &group : sight.groups)
        open[group.monitor].insert(group.group, &group);
    for (auto named = open.begin(); named != open.end(); ++named) {
        qsizetype row = m_rows.value(named.key(), -1);
        if (row < 0) {
            row = monitors.size();
            monitors.append(unlisted(**named->cbegin(), m_settings));
        }
        touched.insert(named.key(), row);
        for (MonitorGroup &group : monitors[row].groups) {
            if (const GroupFacts *facts = named->take(group.name))
                take(group, *facts);
        }
        for (const GroupFacts *facts : std::as_const(*named)) { // not in the list
            MonitorGroup group{.name = facts->group};
            take(group, *facts);
            monitors[row].groups.append(group);
        }
    }
    for (auto over = m_over.cbegin(); over != m_over.cend(); ++over) {
        const qsizetype row = m_rows.value(over.key(), -1);
        if (row < 0)
            continue;
        for (qsizetype i = 0; i < monitors.at(row).groups.size(); ++i) {
            const MonitorGroup &group = std::as_const(monitors).at(row).groups.at(i);
            if (!over->contains(group.name) || !isOver(over.key(), group))
                continue;
            MonitorGroup &gone = monitors[row].groups[i];
            if (!isAskedFor(group.standing))
                gone.standing.word = u"Alert"_s; // as it was seen, or nearly: the list has what was before that
            gone.standing.state = MonitorState::Over;
            m_hasOver = true;
            gone.since = over->value(gone.name);
            touched.insert(over.key(), row);
        }
    }
    for (const qsizetype row : std::as_const(touched))
        settle(monitors[row]);
    return monitors;
}

} // namespace nightbell::datadog
