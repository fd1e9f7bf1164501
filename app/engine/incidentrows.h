// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/diff.h"
#include "domain/incident.h"

#include <QHash>
#include <QList>

namespace nightbell {

// A list of incidents that finds them by id. The order does not change without need. Copies share.
class IncidentRows
{
public:
    const SharedIncidents &list() const { return m_list; }
    const Incident *find(const IncidentId &id) const; // nullptr: there is none
    qsizetype row(const IncidentId &id) const { return m_rows.value(id, -1); }
    qsizetype row(const Shared<Incident> &incident, qsizetype guess) const; // by its id; `guess`: where it is, most likely

    void apply(const Diff<Shared<Incident>> &diff);

private:
    SharedIncidents m_list;
    QHash<IncidentId, qsizetype> m_rows;
};

} // namespace nightbell
