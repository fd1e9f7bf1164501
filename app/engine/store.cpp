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
    const Incident *found = seen().find(id);
    return found ? found : seen().find(m_faces.nameOf(id));
}

const Host *Store::host(const HostId &id) const
{
    const auto row = m_hostRow.find(id);
    return row == m_hostRow.end() ? nullptr : &m_hosts[*row];
}

const Incident *Store::confirmed(const IncidentId &id) const
{
    const auto found = m_confirmed.constFind(id);
    return found == m_confirmed.cend() ? face(id) : &**found;
}

const MonitorList *Store::monitors(const SourceId &source) const
{
    const auto found = m_monitors.constFind(source);
    return found == m_monitors.cend() ? nullptr : &*found;
}

const Monitor *Store::monitorOf(const IncidentId &id) const
{
    const Incident *known = incident(id);
    if (!known)
        return nullptr;
    QList<IncidentId> faces{known->id};
    for (const Face &face : known->faces)
        faces.append(face.id);
    for (const IncidentId &each : std::as_const(faces)) {
        const Incident *said = face(each);
        const MonitorList *list = said ? monitors(said->source) : nullptr;
        if (!list)
            continue;
        const auto found = std::ranges::find_if(list->monitors, [said](const Monitor &monitor) { return isOf(said->dedupKey, monitor); });
        if (found != list->monitors.cend())
            return &*found;
    }
    return nullptr;
}

void Store::replace(const Snapshot &snapshot)
{
    if (snapshot.incidents) {
        replaceIncidents(snapshot.source, snapshot.askedAt, *snapshot.incidents);
        if (snapshot.askedAt != TimePoint{}) // what is taken again is no answer
            see(m_faces.answered(snapshot.source, snapshot.askedAt, m_said, m_seen));
    }
    if (snapshot.hosts)
        replaceHosts(snapshot.source, *snapshot.hosts);
    if (snapshot.monitors)
        replaceMonitors(snapshot.source, *snapshot.monitors);
}

void Store::replaceIncidents(const SourceId &source, TimePoint askedAt, const SharedIncidents &answer)
{
    tellGathered(); // the answer is compared with what was told
    // What was confirmed before this answer was asked for is in it now: the patch has done its work.
    std::erase_if(m_proposals,
        [&](const Proposal &proposal) { return proposal.source == source && proposal.confirmedAt && *proposal.confirmedAt < askedAt; });
    m_confirmed.removeIf([&source](const auto &entry) { return entry.value()->source == source; });
    const QSet<IncidentId> proposed = proposedIncidents();
    Diff<Shared<Incident>> diff;
    std::vector<bool> isSaid(static_cast<size_t>(m_said.list().size()));
    qsizetype next = 0; // sources keep their order
    for (const Shared<Incident> &answered : answer) {
        const IncidentId &id = answered->id;
        const bool isProposed = proposed.contains(id);
        if (isProposed)
            m_confirmed.insert(id, answered);
        const Shared<Incident> said = isProposed ? Shared<Incident>(patched(answered)) : answered;
        const qsizetype row = m_said.row(answered, next);
        if (row < 0) {
            diff.added.append(said);
            continue;
        }
        next = row + 1;
        isSaid[static_cast<size_t>(row)] = true;
        const Shared<Incident> &before = m_said.list().at(row);
        if (before != said)
            diff.changed.append({before, said});
    }
    for (qsizetype i = 0; i < m_said.list().size(); ++i) {
        const Shared<Incident> &known = m_said.list().at(i);
        if (!isSaid[static_cast<size_t>(i)] && known->source == source)
            diff.removed.append(known);
    }
    if (diff.isEmpty())
        return;
    const IncidentRows before = m_said;
    m_said.apply(diff);
    tell(diff, before);
}

// What is said of single faces has changed. `before`: all that was said before it.
void Store::tell(const Diff<Shared<Incident>> &diff, const IncidentRows &before)
{
    const bool wasIdle = m_faces.isIdle();
    m_faces.note(diff);
    if (m_faces.isIdle()) {
        m_seen = {};
        Q_EMIT incidentsChanged(diff);
    } else {
        if (wasIdle)
            m_seen = before;
        const FaceNames names = m_faces.names();
        see(m_faces.follow(diff, m_said, m_seen));
        if (names != m_faces.names())
            Q_EMIT namesChanged(m_faces.names());
    }
    Q_EMIT saidChanged(diff);
}

void Store::see(const Diff<Shared<Incident>> &diff)
{
    if (diff.isEmpty())
        return;
    // What is seen with another from now on has not ended: it is said why it goes.
    Diff<Shared<Incident>> farewell;
    Diff<Shared<Incident>> rest = diff;
    for (Shared<Incident> &removed : rest.removed) {
        if (m_faces.nameOf(removed->id) == removed->id || !m_said.find(removed->id) || !removed->isOpen())
            continue;
        Incident incident = removed;
        incident.state = IncidentState::Resolved;
        incident.unwatched = tr("It is seen as one with what was forwarded from it.");
        incident.seenAs = m_faces.nameOf(incident.id);
        farewell.changed.append({removed, incident});
        removed = farewell.changed.constLast().after;
    }
    if (!farewell.isEmpty()) {
        m_seen.apply(farewell);
        Q_EMIT incidentsChanged(farewell);
    }
    m_seen.apply(rest);
    Q_EMIT incidentsChanged(rest);
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

// Which of thousands changed is found out where they are shown: a list that is the same is the same data.
void Store::replaceMonitors(const SourceId &source, const MonitorList &monitors)
{
    const auto known = m_monitors.constFind(source);
    if (known != m_monitors.cend() && *known == monitors)
        return;
    m_monitors.insert(source, monitors);
    Q_EMIT monitorsChanged(source, monitors);
}

void Store::forget(const SourceId &source, const QString &why)
{
    std::erase_if(m_proposals, [&source](const Proposal &proposal) { return proposal.source == source; });
    SharedIncidents last;
    for (const Incident &said : m_said.list()) {
        if (said.source != source)
            continue;
        Incident incident = *confirmed(said.id);
        if (incident.isOpen()) {
            incident.state = IncidentState::Resolved;
            incident.unwatched = why;
        }
        last.append(incident);
    }
    replaceIncidents(source, TimePoint::max(), last);
    m_faces.forget(source);
    replaceIncidents(source, TimePoint::max(), {});
    replaceHosts(source, {});
    if (m_monitors.remove(source))
        Q_EMIT monitorsChanged(source, {});
}

Store::Ticket Store::propose(const IncidentId &id, Patch patch)
{
    const qsizetype row = m_said.row(id);
    if (row < 0)
        return 0;
    const Shared<Incident> said = m_said.list().at(row);
    if (!m_confirmed.contains(id))
        m_confirmed.insert(id, said); // nothing lies over it yet
    m_proposals.push_back(Proposal{++m_lastTicket, id, said->source, std::move(patch), std::nullopt});
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
    const qsizetype row = m_said.row(id);
    const auto confirmed = m_confirmed.constFind(id);
    if (row < 0 || confirmed == m_confirmed.cend())
        return;
    const Shared<Incident> before = m_said.list().at(row);
    const Shared<Incident> after = patched(*confirmed);
    if (std::ranges::find(m_proposals, id, &Proposal::incident) == m_proposals.end())
        m_confirmed.erase(confirmed);
    if (before == after)
        return;
    m_said.apply(Diff<Shared<Incident>>{.changed = {{before, after}}});
    if (!m_isGathered.contains(id)) {
        m_isGathered.insert(id);
        m_gathered.append(before);
    }
    if (m_together == 0)
        tellGathered();
}

void Store::tellGathered()
{
    Diff<Shared<Incident>> diff;
    m_isGathered.clear();
    for (const Shared<Incident> &before : std::exchange(m_gathered, {})) {
        const qsizetype row = m_said.row(before->id);
        if (row >= 0 && before != m_said.list().at(row))
            diff.changed.append({before, m_said.list().at(row)});
    }
    if (!diff.isEmpty())
        tell(diff, m_said); // a patch makes no two of one
}

} // namespace nightbell
