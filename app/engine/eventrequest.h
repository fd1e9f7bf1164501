// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "domain/host.h"
#include "engine/configuration.h"
#include "engine/ownincidents.h"
#include "pager/events.h"

#include <QJsonObject>
#include <QList>

// Events for Nightbell itself: how they are asked for on the local socket, and what they are the cause of. Pure.
namespace nightbell {

// {"command": "event", "action": …, "dedupKey": …, "summary": …}. Texts that are too long for a request are shortened.
QJsonObject eventRequest(const Event &event);
// BadInput: what is missing or unknown.
Expected<Event> decodeEventRequest(const QJsonObject &request);

// The dedup key of its incident. No rule's and no check's is like it, so that none of them resolves it.
QString eventCauseKey(const QString &dedupKey);

// A service that is configured decides on the urgency; without one, critical and error are high, warning and info low.
// A host that is named as one of `hosts` is, by its id or its name, is that one.
Condition eventCondition(const Event &event, const Configuration &configuration, const QList<Host> &hosts);

} // namespace nightbell
