// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QStringView>

#include <optional>

namespace nightbell {

// The one spelling of durations in configuration, command line and JSON: "250ms", "90s", "5m", "1h", "7d", "1h30m".
// Bare numbers, blanks, words and negative values are refused.
std::optional<Duration> parseDuration(QStringView text);

// The shortest spelling that parseDuration reads back as the same value: "90s", "5m", "1h30m".
QString formatDuration(Duration duration);

} // namespace nightbell
