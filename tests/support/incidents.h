// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "domain/snapshot.h"

#include <QString>

namespace nightbell {

// An incident with as little as a test needs.
inline Incident makeIncident(
    const QString &id, IncidentState state = IncidentState::Triggered, const QString &source = QStringLiteral("pd"))
{
    Incident incident;
    incident.id = IncidentId(id);
    incident.source = SourceId(source);
    incident.dedupKey = id;
    incident.title = QStringLiteral("title of ") + id;
    incident.state = state;
    return incident;
}

inline Snapshot makeSnapshot(const SharedIncidents &incidents, TimePoint askedAt = {}, const QString &source = QStringLiteral("pd"))
{
    Snapshot snapshot;
    snapshot.source = SourceId(source);
    snapshot.askedAt = askedAt;
    snapshot.incidents = incidents;
    return snapshot;
}

} // namespace nightbell
