// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/monitor.h"

#include <QHash>
#include <QJsonObject>

// Monitors in JSON. The same rules as in encode.h.
namespace nightbell {

// `list`: that it stands in. `incidents`: the open ones of its source, by dedup key. `muted` is null where it is not known. `rule`
// is null: that is what tells it from a built-in rule, which stands in the same list. A state that is not known here is the word
// of its source.
QJsonObject encode(const Monitor &monitor, const MonitorList &list, const QHash<QString, IncidentId> &incidents);

QString stateWord(const MonitorStanding &standing); // as above

// Whether `wanted`, "no-data" or "No Data", is the state.
bool isStateCalled(const QString &wanted, const QString &state);

} // namespace nightbell
