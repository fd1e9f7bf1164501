// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/action.h"
#include "base/clock.h"
#include "domain/checkresult.h"
#include "domain/diff.h"
#include "domain/incident.h"
#include "engine/commander.h"
#include "engine/deliveries.h"
#include "engine/sourcestatus.h"
#include "pager/policy.h"

#include <QJsonObject>
#include <QList>

// What `nightbellctl watch` prints, a JSON object for each thing that happened: at, event, and incident, source or check as
// encode() has them. Pure.
namespace nightbell {

// incident-opened, incident-changed, incident-resolved, incident-unwatched (nobody looks any more: it may go on). An incident that is shown as resolved while that is only asked for
// has changed; it is resolved once its source agrees. New evidence alone is no line.
QList<QJsonObject> watchLines(const Diff<Shared<Incident>> &diff, TimePoint now);

// source-failed (also when it went stale), source-recovered.
QList<QJsonObject> watchLines(const SourceStatus &before, const SourceStatus &after, TimePoint now);

// check-failed, check-recovered.
QList<QJsonObject> watchLines(const Diff<Check> &diff, TimePoint now);

QJsonObject pageLine(const Page &page, TimePoint now); // page
QJsonObject pageClearedLine(const Page &page, TimePoint now); // page-cleared
// low-urgency: the incident is told of now, and does not insist; `wasHeld`: it was kept back until now.
QJsonObject toldLine(const Incident &incident, bool wasHeld, TimePoint now);

// backup-told, backup-failed (it is tried again), backup-given-up, backup-missing (there is no channel).
QJsonObject deliveryLine(const DeliveryNews &news, TimePoint now);

// action-confirmed; action-refused with the reason, also when it was given up; action-queued.
QJsonObject actionLine(const ActionRequest &request, ActionOutcome outcome, const Error &why, TimePoint now);
QJsonObject actionQueuedLine(const ActionRequest &request, const Error &why, TimePoint now);

} // namespace nightbell
