// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"

#include <QList>

namespace nightbell {

// Whether what is said of `alert` where it arose need not be said beside `lead`, to which it was forwarded: both are triggered,
// or whoever acknowledged the lead did so after the alert began. An acknowledgement of before stands for nothing that came since.
bool mayStandFor(const Incident &lead, const Incident &alert);

// One incident for an alert that stands at several sources. Everything is the lead's but for what it does not know, and it needs a
// person whenever one of them does, unless the lead is acknowledged or resolved. Actions go to the first source that has them.
Incident joined(const IncidentId &name, const Incident &lead, const SharedIncidents &alerts);

// A single one under another name, that of an incident that it was joined with.
Incident renamed(const IncidentId &name, Incident face);

} // namespace nightbell
