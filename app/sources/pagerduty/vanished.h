// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/pagerduty/incidents.h"

#include <QHash>

namespace nightbell::pagerduty {

using Rows = QHash<QString, ReadIncident>; // by PagerDuty's id

// Compares a list with the one before. What is not in it any more has been resolved, merged, or moved out of sight: the most
// important ones are asked for one by one. They come back in `rows` as resolved, once, so that it is known by whom and when.
// Where one turns out to be open, the list was not whole: it and all that could not be asked for stay as they were.
// A list that is cut says nothing about what it does not have.
QCoro::Task<OpenIncidents> withVanished(ClientPtr client, SourceId source, PersonId me, Scope scope, Rows before, OpenIncidents open);

} // namespace nightbell::pagerduty
