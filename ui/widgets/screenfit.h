// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

class QWidget;

namespace nightbell {

// Gives a window the size it would like to have, or what the screen has room for. Sizes that are counted in letters are
// larger than a small screen when the letters are large.
void resizeWithinScreen(QWidget &window, QSize wanted);

} // namespace nightbell
