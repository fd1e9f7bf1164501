// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/pagerduty/client.h"
#include "sources/source.h"

namespace nightbell::pagerduty {

// People, policies, priorities, services or workflows of the account, as OptionQuery asks for them. `id`: PagerDuty's, of
// the incident that is acted on; empty: none. Levels are not asked for: the policies have them.
QCoro::Task<Expected<QList<Option>>> fetchOptions(ClientPtr client, OptionQuery query, QString id);

// The levels of a policy: "1", "2", … with who is told there.
QList<Option> levelsOf(const EscalationPolicy &policy);

} // namespace nightbell::pagerduty
