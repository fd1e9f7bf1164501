// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/action.h"
#include "sources/pagerduty/evidence.h"

namespace nightbell::pagerduty {

// Whether the actions can be sent as one PUT: the same change of several incidents.
bool isBulk(QStringView action);

// The same change of several incidents, in PUTs of at most 250. An answer for each, in order. What PagerDuty refuses
// together is tried in halves, so that one that has moved on does not keep the others.
QCoro::Task<QList<Expected<Done>>> changeAll(Actor actor, QList<ActionRequest> requests);

// Any action, of one incident, of several at once (merge), or of none (create).
QCoro::Task<Expected<Done>> carryOut(Actor actor, ActionRequest request);

} // namespace nightbell::pagerduty
