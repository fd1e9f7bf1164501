// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace nightbell {

// Speaks `choice`: "system", "en", "de", or the name of any other locale; where a text is in no other language, English.
// Figures and dates follow. Asked again, it replaces the language that was installed before.
void installTranslation(const QString &choice);

} // namespace nightbell
