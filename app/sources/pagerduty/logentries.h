// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incidentdetails.h"
#include "sources/pagerduty/wire.h"

namespace nightbell::pagerduty {

// The log of an incident as sentences, in the order in which it came. What no sentence is known for says what PagerDuty
// calls it, and stands there like the rest.
Expected<Listed<SourceEvent>> readLog(const JsonValue &root);

} // namespace nightbell::pagerduty
