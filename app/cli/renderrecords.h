// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/render.h"

// What people read of silences, of the ledger and of its statistics.
namespace nightbell {

QStringList renderSilences(const QJsonArray &sources, RenderContext context);
QStringList renderMadeSilence(const QJsonObject &silence, RenderContext context);
QStringList renderHistory(const QJsonArray &events, RenderContext context);
QStringList renderStatistics(const QJsonObject &statistics, RenderContext context);

} // namespace nightbell
