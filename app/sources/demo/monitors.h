// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "domain/monitor.h"

namespace nightbell::demo {

// What watches the scripted world: as it stands with the incidents that are open then.
MonitorList monitorsAt(const SourceId &source, TimePoint now, const SharedIncidents &open);

} // namespace nightbell::demo
