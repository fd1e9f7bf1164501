// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/action.h"
#include "sources/pagerduty/client.h"

#include <QHash>

namespace nightbell::pagerduty {

// What an action needs to know of the account.
struct Actor
{
    ClientPtr client;
    Person me;
    QHash<QString, QString> services; // of the incidents in the last answer, by PagerDuty's ids
    QHash<QString, QString> priorities; // id by name
};

// PagerDuty's id of an incident that may not be in the last answer any more.
QString idOf(const IncidentId &incident, const SourceId &source);

Duration spanOf(const ActionRequest &request); // its input "for"
// When a maintenance window that is asked for ends, by PagerDuty's clock. The same for each attempt.
TimePoint maintenanceEnd(const ActionRequest &request, const Client &client);

// Of an action that is not repeatable and may have been sent before: whether it arrived. Error Conflict: that cannot be found
// out; the sentence says where to look.
QCoro::Task<Expected<bool>> hasArrived(Actor actor, ActionRequest request);

} // namespace nightbell::pagerduty
