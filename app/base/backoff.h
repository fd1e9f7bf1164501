// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

namespace nightbell {

// How long to wait after `failures` failures in a row (0: none) until the next attempt.
//
// Without failures this is `interval`. Each failure doubles it, up to `ceiling` (or `interval`, if that is longer), and
// spreads it by up to ±10 % so that many clients do not come back in step. `retryAfter` (0: not named) is a floor that
// the other side set: it is obeyed in full, up to an hour. `seed` makes the spread repeatable.
Duration nextDelay(int failures, Duration interval, Duration ceiling, Duration retryAfter, quint32 seed);

} // namespace nightbell
