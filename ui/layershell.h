// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QtGlobal>

#include <memory>

class QScreen;
class QWindow;

namespace nightbell {

// Puts windows in front of all others on Wayland, where no ordinary window can be: on the overlay layer of compositors with
// wlr-layer-shell (sway, Hyprland, KWin, labwc, Wayfire, …; GNOME has none, and shows critical notifications). Such a
// window gets clicks but no keys. Without libwayland at build time there is none anywhere.
class LayerShell
{
public:
    LayerShell();
    ~LayerShell();

    bool isAvailable() const;

    // The place of one window; goes with the object, which has to be gone before the window is hidden.
    class Place
    {
    public:
        virtual ~Place() = default;
        virtual void resize(QSize size) = 0;
    };

    // `window` has Qt::BypassWindowManagerHint, was created and not yet shown. `top`: px from the upper edge of the screen.
    // nullptr: it cannot be placed.
    std::unique_ptr<Place> place(QWindow &window, QScreen &screen, QSize size, int top);

    Q_DISABLE_COPY_MOVE(LayerShell)

private:
    struct Wayland;
    std::unique_ptr<Wayland> m_wayland; // none: not available
};

} // namespace nightbell
