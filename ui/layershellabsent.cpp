// SPDX-License-Identifier: GPL-3.0-or-later
// In place of layershell.cpp where libwayland or Qt's private headers are missing: the alert window fills the screen then.
#include "layershell.h"

namespace nightbell {

struct LayerShell::Wayland
{ };

LayerShell::LayerShell() = default;
LayerShell::~LayerShell() = default;

bool LayerShell::isAvailable() const
{
    return false;
}

std::unique_ptr<LayerShell::Place> LayerShell::place(QWindow &, QScreen &, QSize, int)
{
    return nullptr;
}

} // namespace nightbell
