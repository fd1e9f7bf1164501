// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <cstdint>

class QDBusVariant;

namespace nightbell {

enum class ColorScheme : std::uint8_t { NoPreference, Dark, Light };

// What the desktop says it prefers, by org.freedesktop.portal.Settings; followed as it changes. Qt has its own only from
// 6.5 on. Asks without waiting: NoPreference until there is an answer, and for good where there is no portal.
class DesktopColorScheme : public QObject
{
    Q_OBJECT

public:
    explicit DesktopColorScheme(QObject *parent = nullptr);

    ColorScheme scheme() const { return m_scheme; }

Q_SIGNALS:
    void changed(nightbell::ColorScheme scheme);

private Q_SLOTS:
    void onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void ask();
    void set(const QVariant &value);

    ColorScheme m_scheme = ColorScheme::NoPreference;
};

} // namespace nightbell
