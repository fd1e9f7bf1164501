// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "domain/oncall.h"
#include "sources/source.h"

namespace nightbell::demo {

// What can be chosen from in the scripted world, for an incident of that policy. Error BadInput: there is no such list.
Expected<QList<Option>> optionsOf(const OptionQuery &query, const OnCall &onCall, const PolicyId &policy);

// The incident with whoever it goes to by a reassignment or an escalation; by any other action as it is.
Incident assigned(Incident incident, const ActionRequest &deed, const OnCall &onCall);

} // namespace nightbell::demo
