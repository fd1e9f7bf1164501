// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QString>

// Starting with the session, as the XDG autostart specification says: a file in the folder `autostart`.
namespace nightbell {

QString defaultAutostartFolder();

// There is a file that starts the console and is not switched off.
bool startsWithSession(const QString &folder);

// `program`: what is to be started, hidden. Errors: Storage.
Expected<Done> setStartsWithSession(const QString &folder, const QString &program, bool starts);

} // namespace nightbell
