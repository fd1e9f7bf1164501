// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"

namespace nightbell {

// A list that can be edited, as everybody is handed it.
inline SharedIncidents shared(const QList<Incident> &incidents)
{
    return {incidents.cbegin(), incidents.cend()};
}

} // namespace nightbell
