// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/oncall.h"
#include "sources/pagerduty/wire.h"

namespace nightbell::pagerduty {

// The answers of PagerDuty about who is on call, decoded: pure.
Expected<Listed<Shift>> readOnCalls(const JsonValue &root, const PersonId &me);
struct PolicyParts
{
    Listed<EscalationPolicy> policies; // without who stands there
    QList<Schedule> schedules; // that the policies name and that can be overridden
};
Expected<PolicyParts> readPolicies(const JsonValue &root);

// The policies with who stands there: `now` what is on at `at`, `next` what follows first on each level.
QList<EscalationPolicy> joined(QList<EscalationPolicy> policies, const QList<Shift> &now, const QList<Shift> &next, TimePoint at);

// Why PagerDuty did not take an override; Done: it has it.
Expected<Done> readOverrideResults(const JsonValue &root);

// Four requests, or more where there are more than 100 policies or shifts. /oncalls has a limit of its own, lower than the
// account's: not to be asked every few seconds. `me` may have an empty id: then nothing is mine.
QCoro::Task<Expected<OnCall>> fetchOnCall(Get get, SourceId source, Person me, TimePoint now);

// Puts `me` on call. Sent twice it is as sent once: the override that was made last counts.
QCoro::Task<Expected<Done>> takeShift(Post post, Person me, ShiftOverride wanted);

} // namespace nightbell::pagerduty
