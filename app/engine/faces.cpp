// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces.h"

#include "domain/faces.h"

#include <QSet>

#include <algorithm>
#include <vector>

namespace nightbell {
namespace {

// Each once, in the order in which they came.
class Names
{
public:
    void add(const IncidentId &name)
    {
        if (m_known.contains(name))
            return;
        m_known.insert(name);
        m_list.append(name);
    }
    const QList<IncidentId> &list() const { return m_list; }

private:
    QList<IncidentId> m_list;
    QSet<IncidentId> m_known;
};

// A name may be taken that nobody else owns.
bool isFree(const IncidentId &name, const QList<IncidentId> &members, const IncidentRows &said)
{
    return members.contains(name) || !said.find(name);
}

} // namespace

const Incident *Faces::find(const IncidentId &face, const IncidentRows &said) const
{
    if (const Incident *incident = said.find(face))
        return incident;
    const auto ended = m_ended.constFind(face);
    return ended == m_ended.cend() ? nullptr : &*ended->last;
}

void Faces::noteAdded(const Incident &incident)
{
    for (const QString &mark : incident.marks)
        m_marked[mark].append(incident.id);
    if (!incident.forwards.isEmpty())
        m_forwards.insert(incident.id, incident.forwards);
    if (incident.isOpen())
        m_ended.remove(incident.id);
}

void Faces::noteRemoved(const Incident &incident)
{
    for (const QString &mark : incident.marks) {
        const auto marked = m_marked.find(mark);
        if (marked == m_marked.end())
            continue;
        marked->removeAll(incident.id);
        if (marked->isEmpty())
            m_marked.erase(marked);
    }
    m_forwards.remove(incident.id);
}

void Faces::note(const Diff<Shared<Incident>> &diff)
{
    const auto endsGroup = [this](const Incident &incident) {
        const auto group = m_groups.constFind(nameOf(incident.id));
        return group != m_groups.cend() && group->lead == incident.id && !group->alerts.isEmpty();
    };
    for (const Shared<Incident> &incident : diff.removed) {
        noteRemoved(incident);
        m_covered.remove(incident->id);
        if (endsGroup(incident) && !m_ended.contains(incident->id))
            m_ended.insert(incident->id, Ended{incident, std::nullopt, false});
    }
    for (const auto &[before, after] : diff.changed) {
        if (before->marks != after->marks || before->forwards != after->forwards || before->isOpen() != after->isOpen()) {
            noteRemoved(before);
            noteAdded(after);
        }
        if (!after->isOpen() && endsGroup(after) && !m_ended.contains(after->id))
            m_ended.insert(after->id, Ended{after, std::nullopt, false});
    }
    for (const Incident &incident : diff.added)
        noteAdded(incident);
}

// Whoever leads already goes on; then the one that has been there for longest.
QList<IncidentId> Faces::leads(const IncidentRows &said) const
{
    struct Candidate
    {
        bool isNew = false;
        TimePoint created{};
        IncidentId id;
    };
    std::vector<Candidate> candidates;
    const auto add = [&](const IncidentId &id) {
        const Incident *incident = find(id, said);
        const auto ended = m_ended.constFind(id);
        if (!incident || (ended != m_ended.cend() && ended->isOver))
            return;
        const auto group = m_groups.constFind(nameOf(id));
        const bool isLeading = group != m_groups.cend() && group->lead == id && !group->alerts.isEmpty();
        if (isLeading || incident->isOpen())
            candidates.push_back(Candidate{!isLeading, incident->created, id});
    };
    for (auto forwards = m_forwards.cbegin(); forwards != m_forwards.cend(); ++forwards)
        add(forwards.key());
    for (auto ended = m_ended.cbegin(); ended != m_ended.cend(); ++ended) {
        if (!m_forwards.contains(ended.key()))
            add(ended.key());
    }
    std::ranges::sort(candidates, [](const Candidate &a, const Candidate &b) {
        if (a.isNew != b.isNew)
            return b.isNew;
        return a.created != b.created ? a.created < b.created : a.id.text() < b.id.text();
    });
    QList<IncidentId> ids;
    for (const Candidate &candidate : candidates)
        ids.append(candidate.id);
    return ids;
}

QList<IncidentId> Faces::alertsOf(const Incident &lead, bool isEnded, const IncidentRows &said, const FaceNames &taken) const
{
    QList<IncidentId> alerts;
    for (const QString &mark : lead.forwards) {
        const QList<IncidentId> marked = m_marked.value(mark);
        for (const IncidentId &face : marked) {
            const Incident *alert = said.find(face);
            if (!alert || alert->source == lead.source || taken.contains(face) || alerts.contains(face))
                continue;
            const auto group = m_groups.constFind(nameOf(face));
            const bool wasTogether = group != m_groups.cend() && group->lead == lead.id;
            const bool isCovered = m_covered.value(face) == lead.id;
            if ((isEnded && !wasTogether) || !(isCovered || mayStandFor(lead, *alert)))
                continue;
            alerts.append(face);
        }
    }
    return alerts;
}

// Whoever takes the lead now has seen these with it, whatever the clocks say.
void Faces::cover(const Group &group)
{
    for (const IncidentId &alert : group.alerts)
        m_covered.insert(alert, group.lead);
}

// The name under which it is seen already; of an alert where the lead is new, so that its page goes on.
IncidentId Faces::nameFor(const Group &group, const IncidentRows &seen, const Groups &others) const
{
    const QList<IncidentId> members = QList<IncidentId>{group.lead} + group.alerts;
    const auto mayBe = [&](const IncidentId &name) { return !others.contains(name); };
    const IncidentId own = nameOf(group.lead);
    if (seen.find(own) && mayBe(own))
        return own;
    const Incident *first = nullptr;
    for (const IncidentId &alert : group.alerts) {
        const Incident *shown = seen.find(nameOf(alert));
        if (shown && mayBe(shown->id) && (!first || shown->created < first->created))
            first = shown;
    }
    if (first)
        return first->id;
    for (const IncidentId &member : members) {
        const auto before = m_names.constFind(member); // of an earlier run
        if (before != m_names.cend() && mayBe(*before))
            return *before;
    }
    return group.lead;
}

// Those that were in groups and are alone again keep the name where they may: the one that led first.
void Faces::addSingles(Groups &groups, FaceNames &names, const IncidentRows &said) const
{
    QList<IncidentId> alone;
    for (auto name = m_names.cbegin(); name != m_names.cend(); ++name) {
        if (names.contains(name.key()))
            continue;
        if (!said.find(name.key())) {
            if (!m_groups.contains(name.value()))
                names.insert(name.key(), name.value()); // of an earlier run: it may come yet
            continue;
        }
        const auto group = m_groups.constFind(name.value());
        if (group != m_groups.cend() && group->lead == name.key())
            alone.prepend(name.key());
        else
            alone.append(name.key());
    }
    for (const IncidentId &face : std::as_const(alone)) {
        const IncidentId name = m_names.value(face);
        if (name == face || groups.contains(name) || !isFree(name, {face}, said))
            continue;
        groups.insert(name, Group{face, {}});
        names.insert(face, name);
    }
}

Faces::Groups Faces::grouped(const IncidentRows &said, const IncidentRows &seen, FaceNames &names) const
{
    Groups groups;
    const QList<IncidentId> leading = leads(said);
    for (const IncidentId &id : leading) {
        const Incident *lead = find(id, said);
        Group group{id, alertsOf(*lead, !lead->isOpen() || !said.find(id), said, names)};
        if (group.alerts.isEmpty())
            continue;
        const QList<IncidentId> members = QList<IncidentId>{id} + group.alerts;
        IncidentId name = nameFor(group, seen, groups);
        if (!isFree(name, members, said))
            name = id;
        for (const IncidentId &member : members)
            names.insert(member, name);
        groups.insert(name, group);
    }
    addSingles(groups, names, said);
    return groups;
}

std::optional<Shared<Incident>> Faces::contentOf(const IncidentId &name, const IncidentRows &said) const
{
    const auto group = m_groups.constFind(name);
    if (group != m_groups.cend()) {
        SharedIncidents alerts;
        for (const IncidentId &alert : group->alerts)
            alerts.append(*said.find(alert));
        const Incident *lead = find(group->lead, said);
        return alerts.isEmpty() ? renamed(name, *lead) : joined(name, *lead, alerts);
    }
    const qsizetype single = said.row(name);
    return single >= 0 && nameOf(name) == name ? std::optional(said.list().at(single)) : std::nullopt;
}

Diff<Shared<Incident>> Faces::follow(const Diff<Shared<Incident>> &diff, const IncidentRows &said, const IncidentRows &seen)
{
    const Groups before = m_groups;
    const FaceNames namesBefore = m_names;
    for (const Group &group : before) {
        const Incident *lead = find(group.lead, said);
        if (lead && lead->action.isUnderWay())
            cover(group);
    }
    FaceNames names;
    m_groups = grouped(said, seen, names);
    m_names = names;
    Names touched;
    const auto touch = [&](const IncidentId &face) {
        touched.add(namesBefore.value(face, face));
        touched.add(nameOf(face));
    };
    for (const auto &change : diff.changed)
        touch(change.after->id);
    for (const Incident &incident : diff.removed)
        touch(incident.id);
    for (const Incident &incident : diff.added)
        touch(incident.id);
    const auto touchDifferent = [&](const Groups &some, const Groups &other) {
        for (auto group = some.cbegin(); group != some.cend(); ++group) {
            if (other.contains(group.key()) && other.value(group.key()) == *group)
                continue;
            touched.add(group.key());
            touch(group->lead);
            for (const IncidentId &alert : group->alerts)
                touch(alert);
        }
    };
    touchDifferent(before, m_groups);
    touchDifferent(m_groups, before);

    Diff<Shared<Incident>> visible;
    for (const IncidentId &name : touched.list()) {
        const qsizetype row = seen.row(name);
        const auto was = row >= 0 ? std::optional(seen.list().at(row)) : std::nullopt;
        const auto is = contentOf(name, said);
        if (was && is && *was != *is)
            visible.changed.append({*was, *is});
        else if (was && !is)
            visible.removed.append(*was);
        else if (!was && is)
            visible.added.append(*is);
    }
    m_ended.removeIf([&](const auto &ended) {
        const auto group = m_groups.constFind(nameOf(ended.key()));
        const bool isLeading = group != m_groups.cend() && group->lead == ended.key();
        return !isLeading && !said.find(ended.key());
    });
    return visible;
}

Diff<Shared<Incident>> Faces::answered(const SourceId &source, TimePoint askedAt, const IncidentRows &said, const IncidentRows &seen)
{
    for (const Group &group : std::as_const(m_groups)) {
        const Incident *lead = find(group.lead, said);
        if (lead->source == source && lead->state == IncidentState::Triggered)
            cover(group); // it says so later than the alerts were seen
    }
    bool isNews = false;
    for (auto ended = m_ended.begin(); ended != m_ended.end(); ++ended) {
        if (find(ended.key(), said)->action.isUnderWay()) {
            ended->since.reset();
            continue;
        }
        if (!ended->since)
            ended->since = askedAt;
        const Group group = m_groups.value(nameOf(ended.key()));
        const bool isAnswered = std::ranges::any_of(group.alerts, [&](const IncidentId &id) {
            const Incident *alert = said.find(id);
            return alert && alert->source == source;
        });
        const Duration waited = askedAt - *ended->since;
        // A source that is silent hides nothing for long: a row too many is better than a page too few.
        if (ended->isOver || waited < endsWithin || (!isAnswered && waited < 5 * endsWithin))
            continue;
        ended->isOver = true;
        isNews = true;
    }
    return isNews ? follow({}, said, seen) : Diff<Shared<Incident>>();
}

void Faces::forget(const SourceId &source)
{
    for (Ended &ended : m_ended)
        ended.isOver = ended.isOver || ended.last->source == source;
}

} // namespace nightbell
