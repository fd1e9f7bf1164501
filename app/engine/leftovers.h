// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/diff.h"
#include "domain/incident.h"
#include "domain/snapshot.h"
#include "engine/facememory.h"

#include <QObject>
#include <QSet>

namespace nightbell {

class Store;

// What an earlier run left open and no source lists any more: it ended while nobody looked, so that no change of the list ever
// says so. Judged once, with the first whole answer of its source; what may be seen at several sources, once all have answered.
class Leftovers : public QObject
{
    Q_OBJECT

public:
    // `store` outlives it.
    explicit Leftovers(const Store &store, QObject *parent = nullptr);

    void restore(const SharedIncidents &remembered, const FaceNames &names); // Nightbell's own see to themselves
    void setSources(const QSet<SourceId> &sources); // all that are asked
    void answered(const Snapshot &snapshot); // after the store has it

Q_SIGNALS:
    // Removed are those that ended; when is not known, so they have no resolvedAt. Of what nobody looks at any more that is said
    // before, as a change.
    void ended(const nightbell::Diff<nightbell::Shared<nightbell::Incident>> &diff);

private:
    void settle();
    bool isJudged(const Incident &incident) const;

    const Store &m_store;
    SharedIncidents m_open; // not found yet
    QSet<IncidentId> m_shared; // may be seen at several sources, or under another name
    QSet<SourceId> m_sources;
    QSet<SourceId> m_answered;
};

} // namespace nightbell
