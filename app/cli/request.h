// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"

#include <QJsonObject>

namespace nightbell {

// What a command line asks of the engine, as Control understands it. `now`: from when --since counts back.
QJsonObject requestOf(const Arguments &arguments, TimePoint now);

// It does something to what is named, and each of that has an outcome.
bool isAction(Command command);
// Whether something may be otherwise afterwards.
bool changesSomething(Command command);

// What it prints is only whole if every source has answered.
bool dependsOnSources(Command command);

} // namespace nightbell
