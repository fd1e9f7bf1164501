// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace nightbell {

// Whole-text match of * (any run) and ? (any one); case matters. Linear in practice.
bool globMatches(QStringView text, QStringView pattern);

} // namespace nightbell
