// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/render.h"

namespace nightbell {

// What the console says of who is on call, as text: whether it is the person, who stands on each level, and their shifts.
QStringList renderOnCall(const QJsonArray &sources, RenderContext context);

} // namespace nightbell
