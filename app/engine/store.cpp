// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store.h"

#include <algorithm>

namespace nightbell {
namespace {

// The items of `before` that are not of `source`, then `mine`, keeping the places of those that stay.
template<typename T>
QList<T> merged(const QList<T> &before, const SourceId &source, const QList<T> &mine)
{
    QHash<decltype(T{}.id), const T *> fresh;
    fresh.reserve(mine.size());
    for (const T &item : mine)
        fresh.insert(item.id, &item);
    QList<T> after;
    after.reserve(before.size() + mine.size());
    for (const T &item : before) {
        if (item.source != source)
            after.append(item);
        else if (const T *now = fresh.take(item.id))
            after.append(*now);
    }
    for (const T &item : mine) {
        if (fresh.contains(item.id))
            after.append(item);
    }
    return after;
}

template<typename T>
QHash<decltype(T{}.id), qsizetype> rowsOf(const QList<T> &list)
{
    QHash<decltype(T{}.id), qsizetype> rows;
    rows.reserve(list.size());
    for (qsizetype row = 0; row < list.size(); ++row)
        rows.insert(list[row].id, row);
    return rows;
}

template<typename T>
QList<T> ofSource(const QList<T> &list, const SourceId &source)
{
    QList<T> mine;
    std::ranges::copy_if(list, std::back_inserter(mine), [&source](const T &item) { return item.source == source; });
    return mine;
}

} // namespace

Store::Store(QObject *parent) : QObject(parent)
{ }

const Incident *Store::incident(const IncidentId &id) const
{
    const auto row = m_visibleRow.find(id);
    return row == m_visibleRow.end() ? nullptr : &m_visible[*row];
}

const Host *Store::host(const HostId &id) const
{
    const auto row = m_hostRow.find(id);
    return row == m_hostRow.end() ? nullptr : &m_hosts[*row];
}

const Incident *Store::confirmed(const IncidentId &id) const
{
    const auto found = m_confirmed.constFind(id);
    return found == m_confirmed.cend() ? incident(id) : &*found;
}

void Store::replace(const Snapshot &snapshot)
{
    if (snapshot.incidents)
        replaceIncidents(snapshot.source, snapshot.askedAt, *snapshot.incidents);
    if (snapshot.hosts)
        replaceHosts(snapshot.source, *snapshot.hosts);
}

void Store::replaceIncidents(const SourceId &source, TimePoint askedAt, const QList<Incident> &answer)
{
    tellGathered(); // the answer is compared with what was told
    // What was confirmed before this answer was asked for is in it now: the patch has done its work.
    std::erase_if(m_proposals,
        [&](const Proposal &proposal) { return proposal.source == source && proposal.confirmedAt && *proposal.confirmedAt < askedAt; });
    m_confirmed.removeIf([&source](const auto &entry) { return entry.value().source == source; });
    const QSet<IncidentId> proposed = proposedIncidents();
    Diff<Incident> diff;
    std::vector<qsizetype> changeOf(static_cast<size_t>(m_visible.size()), -1); // row → place in diff.changed
    std::vector<bool> isSaid(static_cast<size_t>(m_visible.size()));
    for (const Incident &said : answer) {
        const bool isProposed = proposed.contains(said.id);
        if (isProposed)
            m_confirmed.insert(said.id, said);
        const auto row = m_visibleRow.constFind(said.id);
        if (row == m_visibleRow.cend()) {
            diff.added.append(isProposed ? patched(said) : said);
            continue;
        }
        isSaid[static_cast<size_t>(*row)] = true;
        const Incident &before = m_visible.at(*row);
        if (isProposed ? before == patched(said) : before == said)
            continue;
        changeOf[static_cast<size_t>(*row)] = diff.changed.size();
        diff.changed.append(Change<Incident>{before, isProposed ? patched(said) : said});
    }
    const auto isGone = [&](qsizetype row) { return m_visible.at(row).source == source && !isSaid[static_cast<size_t>(row)]; };
    for (qsizetype row = 0; row < m_visible.size(); ++row) {
        if (isGone(row))
            diff.removed.append(m_visible.at(row));
    }
    if (diff.isEmpty())
        return;
    QList<Incident> visible; // whoever listens still has the list before: each incident is copied once, here
    visible.reserve(m_visible.size() + diff.added.size() - diff.removed.size());
    for (qsizetype row = 0; row < m_visible.size(); ++row) {
        if (const qsizetype change = changeOf[static_cast<size_t>(row)]; change >= 0)
            visible.append(diff.changed.at(change).after);
        else if (!isGone(row))
            visible.append(m_visible.at(row));
    }
    visible.append(diff.added);
    m_visible = std::move(visible);
    if (!diff.removed.isEmpty() || !diff.added.isEmpty())
        m_visibleRow = rowsOf(m_visible);
    Q_EMIT incidentsChanged(diff);
}

void Store::replaceHosts(const SourceId &source, const QList<Host> &hosts)
{
    const Diff<Host> diff = difference(ofSource(m_hosts, source), hosts);
    if (diff.isEmpty())
        return;
    m_hosts = merged(m_hosts, source, hosts);
    m_hostRow = rowsOf(m_hosts);
    Q_EMIT hostsChanged(diff);
}

void Store::forget(const SourceId &source, const QString &why)
{
    std::erase_if(m_proposals, [&source](const Proposal &proposal) { return proposal.source == source; });
    QList<Incident> last;
    for (const Incident &shown : std::as_const(m_visible)) {
        if (shown.source == source)
            last.append(*confirmed(shown.id));
    }
    for (Incident &incident : last) {
        if (!incident.isOpen())
            continue;
        incident.state = IncidentState::Resolved;
        incident.unwatched = why;
    }
    replaceIncidents(source, TimePoint::max(), last);
    replaceIncidents(source, TimePoint::max(), {});
    replaceHosts(source, {});
}

Store::Ticket Store::propose(const IncidentId &id, Patch patch)
{
    const Incident *found = incident(id);
    if (!found)
        return 0;
    if (!m_confirmed.contains(id))
        m_confirmed.insert(id, *found); // nothing lies over it yet
    m_proposals.push_back(Proposal{++m_lastTicket, id, found->source, std::move(patch), std::nullopt});
    const Ticket ticket = m_lastTicket;
    show(id);
    return ticket;
}

void Store::amend(Ticket ticket, Patch patch)
{
    const auto proposal = std::ranges::find(m_proposals, ticket, &Proposal::ticket);
    if (proposal == m_proposals.end())
        return;
    proposal->patch = std::move(patch);
    show(IncidentId(proposal->incident));
}

void Store::confirm(Ticket ticket, TimePoint at)
{
    const auto proposal = std::ranges::find(m_proposals, ticket, &Proposal::ticket);
    if (proposal != m_proposals.end())
        proposal->confirmedAt = at;
}

void Store::rollback(Ticket ticket)
{
    const auto proposal = std::ranges::find(m_proposals, ticket, &Proposal::ticket);
    if (proposal == m_proposals.end())
        return;
    const IncidentId id = proposal->incident;
    m_proposals.erase(proposal);
    show(id);
}

QSet<IncidentId> Store::proposedIncidents() const
{
    QSet<IncidentId> ids;
    for (const Proposal &proposal : m_proposals)
        ids.insert(proposal.incident);
    return ids;
}

Incident Store::patched(Incident incident) const
{
    for (const Proposal &proposal : m_proposals) {
        if (proposal.incident == incident.id)
            incident = proposal.patch(std::move(incident));
    }
    return incident;
}

// One incident as it is with the proposals of now, if its source still has it.
void Store::show(const IncidentId &id)
{
    const auto row = m_visibleRow.constFind(id);
    const auto confirmed = m_confirmed.constFind(id);
    if (row == m_visibleRow.cend() || confirmed == m_confirmed.cend())
        return;
    const Incident after = patched(*confirmed);
    const Incident before = std::exchange(m_visible[*row], after);
    if (std::ranges::find(m_proposals, id, &Proposal::incident) == m_proposals.end())
        m_confirmed.erase(confirmed);
    if (before == after)
        return;
    if (m_together == 0) {
        Q_EMIT incidentsChanged(Diff<Incident>{.changed = {Change<Incident>{before, after}}});
    } else if (!m_isGathered.contains(id)) {
        m_isGathered.insert(id);
        m_gathered.append(before);
    }
}

void Store::tellGathered()
{
    Diff<Incident> diff;
    m_isGathered.clear();
    for (const Incident &before : std::exchange(m_gathered, {})) {
        const auto row = m_visibleRow.constFind(before.id);
        if (row != m_visibleRow.cend() && before != m_visible.at(*row))
            diff.changed.append(Change<Incident>{before, m_visible.at(*row)});
    }
    if (!diff.isEmpty())
        Q_EMIT incidentsChanged(diff);
}

} // namespace nightbell
