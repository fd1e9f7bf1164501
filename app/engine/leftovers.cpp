// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/leftovers.h"

#include "engine/ownincidents.h"
#include "engine/store.h"

#include <utility>

namespace nightbell {

Leftovers::Leftovers(const Store &store, QObject *parent) : QObject(parent), m_store(store)
{ }

void Leftovers::restore(const SharedIncidents &remembered, const FaceNames &names)
{
    for (const Shared<Incident> &incident : remembered) {
        if (incident->isOpen() && incident->source != OwnIncidents::sourceId())
            m_open.append(incident);
    }
    for (auto name = names.cbegin(); name != names.cend(); ++name) {
        if (name.key() != name.value())
            m_shared << name.key() << name.value();
    }
}

void Leftovers::setSources(const QSet<SourceId> &sources)
{
    m_sources = sources;
    settle();
}

void Leftovers::answered(const Snapshot &snapshot)
{
    if (m_open.isEmpty() || !snapshot.incidents || snapshot.incomplete)
        return;
    m_answered.insert(snapshot.source);
    settle();
}

bool Leftovers::isJudged(const Incident &incident) const
{
    return m_shared.contains(incident.id) ? m_answered.contains(m_sources)
                                          : m_answered.contains(incident.source) || !m_sources.contains(incident.source);
}

void Leftovers::settle()
{
    Diff<Shared<Incident>> diff;
    for (const Shared<Incident> &incident : std::exchange(m_open, {})) {
        const Incident *seen = m_store.incident(incident->id);
        if (seen && seen->id == incident->id)
            continue; // it goes on, and from now on the list says what becomes of it
        if (!seen && !isJudged(incident)) {
            m_open.append(incident);
            continue;
        }
        Incident last = incident;
        last.state = IncidentState::Resolved;
        last.resolvedAt.reset();
        if (seen) {
            last.unwatched = tr("It is seen as one with what was forwarded from it.");
            last.seenAs = seen->id;
        } else if (!m_sources.contains(last.source)) {
            last.unwatched = tr("Its source was removed or switched off.");
        }
        if (!last.unwatched.isEmpty())
            diff.changed.append({incident, last});
        diff.removed.append(last);
    }
    if (!diff.isEmpty())
        Q_EMIT ended(diff);
}

} // namespace nightbell
