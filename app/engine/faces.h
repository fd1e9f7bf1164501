// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "domain/diff.h"
#include "domain/incident.h"
#include "engine/incidentrows.h"

#include <QHash>
#include <QList>

#include <optional>

namespace nightbell {

// By which name the incidents of sources are seen, where it is not their own: what stands at two sources is seen once.
using FaceNames = QHash<IncidentId, IncidentId>;

// Makes one incident of an alert and of what it was forwarded as, for the list that is seen. It keeps the name under which it was
// seen first, so that nothing is paged for a second time. In doubt the two are seen side by side.
class Faces
{
public:
    // What leads no longer is given so long to end where it arose as well, before that is seen by itself.
    static constexpr Duration endsWithin = std::chrono::minutes(1);

    // The names of an earlier run.
    void restore(const FaceNames &names) { m_names = names; }
    const FaceNames &names() const { return m_names; }
    IncidentId nameOf(const IncidentId &face) const { return m_names.value(face, face); }

    // What single sources say has changed. Before follow().
    void note(const Diff<Shared<Incident>> &diff);
    // What changes in `seen` by that; `said` is all that is said after it.
    Diff<Shared<Incident>> follow(const Diff<Shared<Incident>> &diff, const IncidentRows &said, const IncidentRows &seen);

    // `source` gave an answer that it was asked for at `askedAt`: what has ended elsewhere long before is not waited for.
    Diff<Shared<Incident>> answered(const SourceId &source, TimePoint askedAt, const IncidentRows &said, const IncidentRows &seen);

    // What has ended at the source since it is not watched any more is not waited for.
    void forget(const SourceId &source);

    // Nothing stands at two sources: what is seen is what is said.
    bool isIdle() const { return m_forwards.isEmpty() && m_names.isEmpty() && m_groups.isEmpty() && m_ended.isEmpty(); }

private:
    struct Group
    {
        IncidentId lead;
        QList<IncidentId> alerts; // empty: the lead alone, under a name that is not its own

        bool operator==(const Group &) const = default;
    };
    using Groups = QHash<IncidentId, Group>; // by name

    // A lead that is over, while its alerts are not.
    struct Ended
    {
        Shared<Incident> last;
        std::optional<TimePoint> since;
        bool isOver = false; // it has been waited for
    };

    void noteAdded(const Incident &incident);
    void noteRemoved(const Incident &incident);
    Groups grouped(const IncidentRows &said, const IncidentRows &seen, FaceNames &names) const;
    QList<IncidentId> leads(const IncidentRows &said) const;
    QList<IncidentId> alertsOf(const Incident &lead, bool isEnded, const IncidentRows &said, const FaceNames &taken) const;
    void cover(const Group &group);
    IncidentId nameFor(const Group &group, const IncidentRows &seen, const Groups &others) const;
    void addSingles(Groups &groups, FaceNames &names, const IncidentRows &said) const;
    std::optional<Shared<Incident>> contentOf(const IncidentId &name, const IncidentRows &said) const;
    const Incident *find(const IncidentId &face, const IncidentRows &said) const;

    QHash<QString, QList<IncidentId>> m_marked; // whose alert it is, by mark
    QHash<IncidentId, QStringList> m_forwards; // of those that have some
    Groups m_groups;
    FaceNames m_names; // of all that are in groups, and of those that were
    QHash<IncidentId, IncidentId> m_covered; // alerts, and the lead of which it was said later that it is triggered
    QHash<IncidentId, Ended> m_ended;
};

} // namespace nightbell
