// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "domain/diff.h"
#include "domain/host.h"
#include "domain/incident.h"
#include "domain/monitor.h"
#include "domain/snapshot.h"
#include "engine/faces.h"
#include "engine/incidentrows.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>

#include <functional>
#include <optional>
#include <vector>

namespace nightbell {

// What is known now, of all sources: what they confirmed, and over it the patches of actions that are under way.
// said = confirmed + patches, so taking a patch away is the whole of undoing it. What is seen is what is said, but that an alert
// which stands at two sources is one incident with two faces.
class Store : public QObject
{
    Q_OBJECT

public:
    using Ticket = qint64;
    using Patch = std::function<Incident(Incident)>;

    explicit Store(QObject *parent = nullptr);

    // What is seen. In no particular order, but the order does not change without need.
    const SharedIncidents &incidents() const { return seen().list(); }
    const QList<Host> &hosts() const { return m_hosts; }
    const Incident *incident(const IncidentId &id) const; // also by the id of a face; nullptr: unknown or long resolved
    IncidentId nameOf(const IncidentId &face) const { return m_faces.nameOf(face); } // under which it is seen
    // All faces, whatever they are seen as.
    const SharedIncidents &faces() const { return m_said.list(); }
    // One face of it, as it is at its source with what is under way from here; nullptr: there is none.
    const Incident *face(const IncidentId &id) const { return m_said.find(id); }
    const Host *host(const HostId &id) const;
    const MonitorList *monitors(const SourceId &source) const; // nullptr: it has not said any
    const Monitor *monitorOf(const IncidentId &id) const; // whose group the incident, or a face of it, is; nullptr: of none
    // As its source said it last, without what is under way from here; nullptr: it is not in the last answer.
    const Incident *confirmed(const IncidentId &id) const;

    // The names under which faces were seen in an earlier run. Before the first answer.
    void restoreNames(const FaceNames &names) { m_faces.restore(names); }

    // One source's whole answer. An incident that is not in it any more is resolved by that: it goes out of the store in
    // the `removed` of the diff. Absent parts stay as they are. An answer that was asked for before an action on an incident
    // was confirmed cannot undo that action.
    void replace(const Snapshot &snapshot);

    // All that a source said is forgotten (it was removed from the configuration). What was open is first seen resolved since it
    // is not watched any more, for that reason, and then removed.
    void forget(const SourceId &source, const QString &why);

    // While one lives, proposals and their ends are gathered; they are told as one change when it goes, and seen by then at the
    // latest. A storm that is acknowledged is one change of the list, not a thousand.
    class Together
    {
    public:
        explicit Together(Store &store) : m_store(store) { ++m_store.m_together; }
        ~Together()
        {
            if (--m_store.m_together == 0)
                m_store.tellGathered();
        }
        Q_DISABLE_COPY_MOVE(Together)

    private:
        Store &m_store;
    };

    // Shows `patch` over the incident until confirm() or rollback(). Ticket 0: there is no such incident.
    Ticket propose(const IncidentId &id, Patch patch);
    // The same ticket with another patch: "sending" becomes "queued".
    void amend(Ticket ticket, Patch patch);
    // The source has it. The patch stays until the first answer that was asked for after `at`.
    void confirm(Ticket ticket, TimePoint at);
    // It is not so. The incident is what the source says.
    void rollback(Ticket ticket);

Q_SIGNALS:
    void incidentsChanged(const nightbell::Diff<nightbell::Shared<nightbell::Incident>> &diff);
    void saidChanged(const nightbell::Diff<nightbell::Shared<nightbell::Incident>> &diff); // of single faces; after incidentsChanged
    void namesChanged(const nightbell::FaceNames &names);
    void hostsChanged(const nightbell::Diff<nightbell::Host> &diff);
    void monitorsChanged(const nightbell::SourceId &source, const nightbell::MonitorList &monitors); // of that source

private:
    struct Proposal
    {
        Ticket ticket = 0;
        IncidentId incident;
        SourceId source;
        Patch patch;
        std::optional<TimePoint> confirmedAt;
    };

    void replaceIncidents(const SourceId &source, TimePoint askedAt, const SharedIncidents &answer);
    void replaceHosts(const SourceId &source, const QList<Host> &hosts);
    void replaceMonitors(const SourceId &source, const MonitorList &monitors);
    QSet<IncidentId> proposedIncidents() const;
    Incident patched(Incident incident) const;
    void show(const IncidentId &id);
    void tellGathered();
    void tell(const Diff<Shared<Incident>> &diff, const IncidentRows &before);
    void see(const Diff<Shared<Incident>> &diff);
    const IncidentRows &seen() const { return m_faces.isIdle() ? m_said : m_seen; }

    QHash<IncidentId, Shared<Incident>> m_confirmed; // what lies below proposals; of all other incidents it is what is said
    std::vector<Proposal> m_proposals; // in the order in which they were made: later patches lie over earlier ones
    IncidentRows m_said; // face by face
    IncidentRows m_seen; // where that is not the same
    Faces m_faces;
    QList<Host> m_hosts;
    QHash<HostId, qsizetype> m_hostRow;
    QHash<SourceId, MonitorList> m_monitors;
    Ticket m_lastTicket = 0;
    int m_together = 0;
    SharedIncidents m_gathered; // faces as each was before, in the order of their changes
    QSet<IncidentId> m_isGathered;
};

} // namespace nightbell
