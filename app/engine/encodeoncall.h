// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/oncallwatch.h"

#include <QJsonArray>
#include <QJsonObject>

namespace nightbell {

// What a source says of who is on call, as scripts are given it: source, name, askedAt, error (a sentence), me, onCall
// (null: not known), until, next, policies with their levels, shifts, problems. Times are ISO 8601 UTC, null where open.
QJsonObject encodeOnCall(const OnCallStatus &status, TimePoint now);

} // namespace nightbell
