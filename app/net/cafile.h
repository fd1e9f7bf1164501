// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/field.h"

namespace nightbell {

// Whose certificates are trusted beside the system's, for all that speaks TLS: the setting "ca-file".
Field caFileField();

} // namespace nightbell
