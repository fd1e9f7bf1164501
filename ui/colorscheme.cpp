// SPDX-License-Identifier: GPL-3.0-or-later
#include "colorscheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr auto portal = "org.freedesktop.portal.Desktop"_L1;
constexpr auto portalPath = "/org/freedesktop/portal/desktop"_L1;
constexpr auto settings = "org.freedesktop.portal.Settings"_L1;
constexpr auto appearance = "org.freedesktop.appearance"_L1;
constexpr auto key = "color-scheme"_L1;

// Read() wraps its answer twice, the signal once.
QVariant unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

DesktopColorScheme::DesktopColorScheme(QObject *parent) : QObject(parent)
{
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(portal, portalPath, settings, u"SettingChanged"_s, this, SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    ask();
}

void DesktopColorScheme::ask()
{
    auto call = QDBusMessage::createMethodCall(portal, portalPath, settings, u"Read"_s);
    call << QString(appearance) << QString(key);
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isValid())
            set(reply.value().variant());
    });
}

void DesktopColorScheme::onSettingChanged(const QString &group, const QString &name, const QDBusVariant &value)
{
    if (group == appearance && name == key)
        set(value.variant());
}

// https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html: 1 dark, 2 light, else none.
void DesktopColorScheme::set(const QVariant &value)
{
    const uint number = unwrapped(value).toUInt();
    const auto scheme = number == 1 ? ColorScheme::Dark : number == 2 ? ColorScheme::Light : ColorScheme::NoPreference;
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    Q_EMIT changed(scheme);
}

} // namespace nightbell
