// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

namespace nightbell {

// Whoever got no answer that could be read does not know what became of the request: it may have been carried out.
bool isOutcomeUnknown(const Error &error);

// The same request may do later: nothing was decided yet.
bool mayBeSentAgain(ErrorKind kind);

} // namespace nightbell
