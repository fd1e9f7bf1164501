// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "domain/pagestatistics.h"
#include "engine/silencewatch.h"

#include <QJsonObject>

// Silences, the ledger and its statistics in JSON. The same rules as in encode.h.
namespace nightbell {

// What a source says of its silences: source, name, example (how a reach is written), askedAt (null: it has not answered),
// error, incomplete (why there may be more), silences.
QJsonObject encodeSilences(const SilenceStatus &status);

QJsonObject encode(const IncidentEvent &event);
QJsonObject encode(const PageStatistics &statistics);

} // namespace nightbell
