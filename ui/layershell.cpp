// SPDX-License-Identifier: GPL-3.0-or-later
#include "layershell.h"

#include "base/log.h"

#include <QGuiApplication>
#include <QScreen>
#include <QWindow>

#include <qpa/qplatformnativeinterface.h>

#include <wayland-client.h>

#include <array>
#include <cstring>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

// wlr-layer-shell-unstable-v1, version 1, as wayland-scanner would write it: the protocol's description is not on every
// machine, and it never changes. Types are needed only where an argument is an object to be made.
extern const wl_interface surfaceInterface;

const wl_interface *const noTypes[] = {nullptr, nullptr, nullptr, nullptr};
const wl_interface *const placeTypes[] = {&surfaceInterface, &wl_surface_interface, &wl_output_interface, nullptr, nullptr};

enum ShellRequest : std::uint32_t { GetLayerSurface = 0 };
enum SurfaceRequest : std::uint32_t {
    SetSize,
    SetAnchor,
    SetExclusiveZone,
    SetMargin,
    SetKeyboardInteractivity,
    GetPopup,
    AckConfigure,
    Destroy
};

constexpr std::uint32_t overlay = 3;
constexpr std::uint32_t anchorTop = 1;

constexpr std::array surfaceRequests{
    wl_message{"set_size", "uu", const_cast<const wl_interface **>(noTypes)},
    wl_message{"set_anchor", "u", const_cast<const wl_interface **>(noTypes)},
    wl_message{"set_exclusive_zone", "i", const_cast<const wl_interface **>(noTypes)},
    wl_message{"set_margin", "iiii", const_cast<const wl_interface **>(noTypes)},
    wl_message{"set_keyboard_interactivity", "u", const_cast<const wl_interface **>(noTypes)},
    wl_message{"get_popup", "o", const_cast<const wl_interface **>(noTypes)},
    wl_message{"ack_configure", "u", const_cast<const wl_interface **>(noTypes)},
    wl_message{"destroy", "", const_cast<const wl_interface **>(noTypes)},
};
constexpr std::array surfaceEvents{
    wl_message{"configure", "uuu", const_cast<const wl_interface **>(noTypes)},
    wl_message{"closed", "", const_cast<const wl_interface **>(noTypes)},
};
const std::array shellRequests{
    wl_message{"get_layer_surface", "no?ous", const_cast<const wl_interface **>(placeTypes)},
};

const wl_interface surfaceInterface{"zwlr_layer_surface_v1", 1, static_cast<int>(surfaceRequests.size()), surfaceRequests.data(),
    static_cast<int>(surfaceEvents.size()), surfaceEvents.data()};
const wl_interface shellInterface{"zwlr_layer_shell_v1", 1, static_cast<int>(shellRequests.size()), shellRequests.data(), 0, nullptr};

// A surface on the overlay layer.
class Overlay : public LayerShell::Place
{
public:
    Overlay(wl_proxy *surface, wl_surface *content) : m_surface(surface), m_content(content)
    {
        static constexpr Listener listener{&Overlay::configure, &Overlay::closed};
        wl_proxy_add_listener(surface, reinterpret_cast<void (**)()>(const_cast<Listener *>(&listener)), this);
    }
    ~Overlay() override { wl_proxy_marshal_flags(m_surface, Destroy, nullptr, 1, WL_MARSHAL_FLAG_DESTROY); }
    Q_DISABLE_COPY_MOVE(Overlay)

    bool isConfigured() const { return m_isConfigured; }

    void resize(QSize size) override
    {
        wl_proxy_marshal_flags(
            m_surface, SetSize, nullptr, 1, 0, static_cast<std::uint32_t>(size.width()), static_cast<std::uint32_t>(size.height()));
    }
    void put(int top)
    {
        wl_proxy_marshal_flags(m_surface, SetAnchor, nullptr, 1, 0, anchorTop);
        wl_proxy_marshal_flags(m_surface, SetMargin, nullptr, 1, 0, top, 0, 0, 0);
        wl_surface_commit(m_content); // without a picture: asks for the first configure
    }

private:
    struct Listener
    {
        void (*configure)(void *, wl_proxy *, std::uint32_t serial, std::uint32_t width, std::uint32_t height);
        void (*closed)(void *, wl_proxy *);
    };

    static void configure(void *self, wl_proxy *surface, std::uint32_t serial, std::uint32_t, std::uint32_t)
    {
        static_cast<Overlay *>(self)->m_isConfigured = true;
        wl_proxy_marshal_flags(surface, AckConfigure, nullptr, 1, 0, serial);
    }
    static void closed(void *, wl_proxy *)
    {
        // Its screen is gone: Qt says so, too.
    }

    wl_proxy *m_surface;
    wl_surface *m_content;
    bool m_isConfigured = false;
};

} // namespace

struct LayerShell::Wayland
{
    wl_display *display = nullptr;
    wl_event_queue *queue = nullptr; // our own, so that waiting for an answer handles nothing of Qt's
    wl_proxy *shell = nullptr;

    ~Wayland()
    {
        if (shell)
            wl_proxy_destroy(shell);
        if (queue)
            wl_event_queue_destroy(queue);
    }
};

LayerShell::LayerShell()
{
    if (!QGuiApplication::platformName().startsWith("wayland"_L1))
        return;
    auto *native = QGuiApplication::platformNativeInterface();
    auto *display = static_cast<wl_display *>(native->nativeResourceForIntegration("wl_display"));
    if (!display)
        return;
    auto wayland = std::make_unique<Wayland>();
    wayland->display = display;
    wayland->queue = wl_display_create_queue(display);
    auto *wrapper = static_cast<wl_display *>(wl_proxy_create_wrapper(display));
    wl_proxy_set_queue(reinterpret_cast<wl_proxy *>(wrapper), wayland->queue);
    wl_registry *registry = wl_display_get_registry(wrapper);
    wl_proxy_wrapper_destroy(wrapper);
    static constexpr wl_registry_listener listener{
        [](void *data, wl_registry *from, std::uint32_t name, const char *interface, std::uint32_t) {
            if (std::strcmp(interface, shellInterface.name) == 0)
                static_cast<Wayland *>(data)->shell = static_cast<wl_proxy *>(wl_registry_bind(from, name, &shellInterface, 1));
        },
        [](void *, wl_registry *, std::uint32_t) {}};
    wl_registry_add_listener(registry, &listener, wayland.get());
    wl_display_roundtrip_queue(display, wayland->queue);
    wl_registry_destroy(registry);
    if (!wayland->shell)
        return;
    // Windows with the hint get no place of Qt's, so that they can have one of ours.
    qputenv("QT_WAYLAND_USE_BYPASSWINDOWMANAGERHINT", "1");
    m_wayland = std::move(wayland);
}

LayerShell::~LayerShell() = default;

bool LayerShell::isAvailable() const
{
    return m_wayland != nullptr;
}

std::unique_ptr<LayerShell::Place> LayerShell::place(QWindow &window, QScreen &screen, QSize size, int top)
{
    if (!m_wayland)
        return nullptr;
    auto *native = QGuiApplication::platformNativeInterface();
    auto *content = static_cast<wl_surface *>(native->nativeResourceForWindow("surface", &window));
    auto *output = static_cast<wl_output *>(native->nativeResourceForScreen("output", &screen));
    if (!content) {
        qCWarning(lcUi) << "the alert window has no surface yet";
        return nullptr;
    }
    wl_proxy *surface = wl_proxy_marshal_flags(
        m_wayland->shell, GetLayerSurface, &surfaceInterface, 1, 0, nullptr, content, output, overlay, "nightbell");
    auto place = std::make_unique<Overlay>(surface, content);
    place->resize(size);
    place->put(top);
    // Nothing may be painted on it before the compositor has answered.
    wl_display_roundtrip_queue(m_wayland->display, m_wayland->queue);
    if (!place->isConfigured()) {
        qCWarning(lcUi) << "the compositor gives the alert window no place";
        return nullptr;
    }
    wl_proxy_set_queue(surface, nullptr); // what comes from now on is handled with Qt's
    return place;
}

} // namespace nightbell
