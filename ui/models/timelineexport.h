// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "domain/names.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace nightbell {

// An incident for a post-mortem: how long each thing took, who did what when (UTC), and what people have to fill in. `events`
// oldest first.
QString timelineMarkdown(const QList<IncidentEvent> &events, const Names &names);

// The same as JSON: an object with incident, title, source and the list of events; times are ISO 8601 UTC.
QByteArray timelineJson(const QList<IncidentEvent> &events);

} // namespace nightbell
