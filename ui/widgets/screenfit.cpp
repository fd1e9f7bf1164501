// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/screenfit.h"

#include <QScreen>
#include <QWidget>

namespace nightbell {

void resizeWithinScreen(QWidget &window, QSize wanted)
{
    constexpr int frame = 40; // the title bar and what is around it
    if (const QScreen *screen = window.screen())
        wanted = wanted.boundedTo(screen->availableSize() - QSize(frame, frame));
    window.resize(wanted);
}

} // namespace nightbell
