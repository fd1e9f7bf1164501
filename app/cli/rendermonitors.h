// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/render.h"

namespace nightbell {

// What sources list, and below it the built-in rules.
QStringList renderMonitors(const QJsonArray &monitors, RenderContext context);

} // namespace nightbell
