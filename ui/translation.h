// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace nightbell {

// Shows the program in `choice`: "system", "en", "de". Asked again, it replaces the language that was installed before.
void installTranslation(const QString &choice);

} // namespace nightbell
