// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include <QIcon>

namespace nightbell {

// What the icon in the panel tells.
struct TrayLook
{
    Tone tone = Tone::Stale; // the worst that needs a person
    int count = 0; // incidents that need a person; 0: no figure
    bool isStale = true; // something is not watched as it should be: hollow, with a slash, never green
    bool isPaused = false; // notifications are: two bars in the corner
    bool isDemo = false;
    bool isDeaf = false; // a page may be missed here

    bool operator==(const TrayLook &) const = default;
};

// Drawn for 16 to 64 pixels. Shape and colour say the same, so that neither has to be seen alone.
QIcon trayIcon(const TrayLook &look);

} // namespace nightbell
