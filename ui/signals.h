// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCoreApplication;

namespace nightbell {

// SIGTERM, SIGINT and SIGHUP end the program as Quit does: what waits is written first.
void quitOnSignals(QCoreApplication &app);

} // namespace nightbell
