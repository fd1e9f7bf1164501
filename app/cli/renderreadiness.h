// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/render.h"

// What people read of whether a page would reach them. Pure.
namespace nightbell {

QStringList renderReadiness(const QJsonArray &facts, RenderContext context);
QStringList renderTest(const QJsonObject &report, RenderContext context);

bool isAnyBad(const QJsonArray &facts);

} // namespace nightbell
