// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/configuration.h"
#include "engine/readiness.h"

#include <optional>

// "Can I be woken?", as far as it is a matter of what was set up.
namespace nightbell {

// Whether pages are kept back at the moment. nullopt: none are.
std::optional<ReadinessFact> pauseFact(std::optional<TimePoint> until, TimePoint now);

// Who else is told when the person does not react. `problems`: why a channel does not know what it should, sentences.
ReadinessFact backupFact(const Configuration &configuration, const QStringList &problems);

} // namespace nightbell
