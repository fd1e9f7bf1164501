// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QApplication;

namespace nightbell {

// Writes a picture of every page, light and dark, in two sizes, to `folder`; with the demo's data, on any platform. Returns
// the program's exit code: 0, or 1 if a picture could not be written (the reason on stderr).
int takeScreenshots(QApplication &app, const QString &folder);

} // namespace nightbell
