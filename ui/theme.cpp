// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme.h"

#include "colorscheme.h"

#include <QApplication>
#include <QFile>
#include <QFontMetrics>
#include <QProxyStyle>
#include <QWidget>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

// The tones are darker than pure red, amber and green so that they are readable as text, also on a selected row.
struct Colors
{
    QRgb window, base, raised, selection, line, control, hover, pressed, scroll;
    QRgb text, muted, disabled, accent, accentFill, accentHover, onAccent;
    QRgb triggered, acknowledged, resolved, stale, maintenance;
    std::array<QRgb, 8> series;
};

constexpr Colors light{
    .window = 0xfff5f6f8,
    .base = 0xffffffff,
    .raised = 0xffeceef2,
    .selection = 0xffdfe8fb,
    .line = 0xffd9dde3,
    .control = 0xffffffff,
    .hover = 0xffeceef2,
    .pressed = 0xffdfe3e9,
    .scroll = 0xffc3c9d1,
    .text = 0xff1b1f24,
    .muted = 0xff57606a,
    .disabled = 0xff8c959f,
    .accent = 0xff2f5bd0,
    .accentFill = 0xff2f5bd0,
    .accentHover = 0xff264db5,
    .onAccent = 0xffffffff,
    .triggered = 0xffc22f2f,
    .acknowledged = 0xff8a5a00,
    .resolved = 0xff22704a,
    .stale = 0xff5b6570,
    .maintenance = 0xff2a5fb8,
    .series = {0xff2f5bd0, 0xffb45309, 0xff0f766e, 0xff9333a8, 0xffb3261e, 0xff4d7c0f, 0xff0369a1, 0xff6b4f3a},
};

constexpr Colors dark{
    .window = 0xff15181c,
    .base = 0xff1b1f24,
    .raised = 0xff262b32,
    .selection = 0xff243450,
    .line = 0xff323840,
    .control = 0xff22272d,
    .hover = 0xff2b3139,
    .pressed = 0xff333a43,
    .scroll = 0xff474f59,
    .text = 0xffe4e7eb,
    .muted = 0xffa3adb8,
    .disabled = 0xff6b7580,
    .accent = 0xff82aaff,
    .accentFill = 0xff3a63cf,
    .accentHover = 0xff4a74e0,
    .onAccent = 0xffffffff,
    .triggered = 0xffff7b72,
    .acknowledged = 0xffe3b341,
    .resolved = 0xff56d364,
    .stale = 0xffa3adb8,
    .maintenance = 0xff79b0ff,
    .series = {0xff82aaff, 0xfff0a35e, 0xff4fd1c5, 0xffd6a0ff, 0xffff9a94, 0xffa5d65a, 0xff67c7ff, 0xffd0b49f},
};

const Colors &colorsOf(const QPalette &palette)
{
    return isDark(palette) ? dark : light;
}

QPalette paletteOf(const Colors &colors)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, QRgb color) { palette.setColor(role, QColor(color)); };
    set(QPalette::Window, colors.window);
    set(QPalette::WindowText, colors.text);
    set(QPalette::Base, colors.base);
    set(QPalette::AlternateBase, colors.window);
    set(QPalette::Text, colors.text);
    set(QPalette::PlaceholderText, colors.muted);
    set(QPalette::Button, colors.control);
    set(QPalette::ButtonText, colors.text);
    set(QPalette::BrightText, colors.onAccent);
    set(QPalette::ToolTipBase, colors.raised);
    set(QPalette::ToolTipText, colors.text);
    set(QPalette::Highlight, colors.selection);
    set(QPalette::HighlightedText, colors.text);
    set(QPalette::Link, colors.accent);
    set(QPalette::LinkVisited, colors.accent);
    set(QPalette::Light, colors.raised);
    set(QPalette::Midlight, colors.raised);
    set(QPalette::Mid, colors.line);
    set(QPalette::Dark, colors.scroll);
    set(QPalette::Shadow, colors.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, QColor(colors.disabled));
    return palette;
}

QString styleSheetOf(const Colors &colors)
{
    QFile file(u":/style.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::array<std::pair<QLatin1StringView, QRgb>, 17> names{
        {{"@window@"_L1, colors.window}, {"@base@"_L1, colors.base}, {"@raised@"_L1, colors.raised}, {"@selection@"_L1, colors.selection},
            {"@line@"_L1, colors.line}, {"@control@"_L1, colors.control}, {"@hover@"_L1, colors.hover}, {"@pressed@"_L1, colors.pressed},
            {"@scroll@"_L1, colors.scroll}, {"@text@"_L1, colors.text}, {"@muted@"_L1, colors.muted}, {"@disabled@"_L1, colors.disabled},
            {"@accent@"_L1, colors.accent}, {"@accentFill@"_L1, colors.accentFill}, {"@accentHover@"_L1, colors.accentHover},
            {"@onAccent@"_L1, colors.onAccent}, {"@triggered@"_L1, colors.triggered}}};
    for (const auto &[name, color] : names)
        sheet.replace(name, QColor(color).name());
    sheet.replace("@chevronUp@"_L1, &colors == &dark ? ":/icons/chevron-up-dark.svg"_L1 : ":/icons/chevron-up-light.svg"_L1);
    return sheet.replace("@chevron@"_L1, &colors == &dark ? ":/icons/chevron-down-dark.svg"_L1 : ":/icons/chevron-down-light.svg"_L1);
}

// Icons are our own, and as large as the letters beside them, also where those are large.
class Style final : public QProxyStyle
{
public:
    Style() : QProxyStyle(u"Fusion"_s) { }

    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *returned) const override
    {
        // The icon theme's pictures on "Cancel" are of another set than ours.
        return hint == SH_DialogButtonBox_ButtonsHaveIcons ? 0 : QProxyStyle::styleHint(hint, option, widget, returned);
    }

    QIcon standardIcon(StandardPixmap standard, const QStyleOption *option, const QWidget *widget) const override
    {
        // The icon theme's is found only after a search of its folders.
        if (standard == SP_LineEditClearButton)
            return icon(u"close"_s, widget ? widget->palette() : QApplication::palette());
        return QProxyStyle::standardIcon(standard, option, widget);
    }

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override
    {
        const int usual = QProxyStyle::pixelMetric(metric, option, widget);
        switch (metric) {
        case PM_ButtonIconSize:
        case PM_LineEditIconSize:
        case PM_SmallIconSize:
            return std::max(usual, QFontMetrics(QApplication::font()).height() * 8 / 10);
        default:
            return usual;
        }
    }
};

// Keeps the program in the look that was chosen; lives as long as the program does.
class Theme final : public QObject
{
public:
    explicit Theme(QApplication &application)
        : QObject(&application)
        , m_application(application)
        , m_platformIsDark(nightbell::isDark(application.palette()))
    {
        setObjectName(name);
        application.setStyle(new Style);
        connect(&m_desktop, &DesktopColorScheme::changed, this, &Theme::apply);
    }

    void choose(const QString &choice)
    {
        m_choice = choice;
        apply();
    }

    static constexpr auto name = "nightbell-theme"_L1;

private:
    bool wantsDark() const
    {
        if (m_choice == "dark"_L1 || m_choice == "light"_L1)
            return m_choice == "dark"_L1;
        switch (m_desktop.scheme()) {
        case ColorScheme::Dark:
            return true;
        case ColorScheme::Light:
            return false;
        case ColorScheme::NoPreference:
            break;
        }
        return m_platformIsDark;
    }

    void apply()
    {
        const Colors &colors = wantsDark() ? dark : light;
        if (m_shown == &colors)
            return;
        m_shown = &colors;
        m_application.setPalette(paletteOf(colors));
        m_application.setStyleSheet(styleSheetOf(colors));
    }

    QApplication &m_application;
    bool m_platformIsDark;
    DesktopColorScheme m_desktop;
    QString m_choice;
    const Colors *m_shown = nullptr;
};

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

QColor toneColor(Tone tone, const QPalette &palette)
{
    const Colors &colors = colorsOf(palette);
    switch (tone) {
    case Tone::Triggered:
        return QColor(colors.triggered);
    case Tone::Acknowledged:
        return QColor(colors.acknowledged);
    case Tone::Resolved:
        return QColor(colors.resolved);
    case Tone::Stale:
        return QColor(colors.stale);
    case Tone::Maintenance:
        return QColor(colors.maintenance);
    case Tone::Neutral:
        return QColor(colors.muted);
    }
    return QColor(colors.text);
}

QColor mutedText(const QPalette &palette)
{
    return QColor(colorsOf(palette).muted);
}

QColor hairline(const QPalette &palette)
{
    return QColor(colorsOf(palette).line);
}

QColor raised(const QPalette &palette)
{
    return QColor(colorsOf(palette).raised);
}

QColor accent(const QPalette &palette)
{
    return QColor(colorsOf(palette).accent);
}

QColor seriesColor(int index, const QPalette &palette)
{
    const auto &series = colorsOf(palette).series;
    return QColor(series.at(static_cast<size_t>(qAbs(index)) % series.size()));
}

QString toneGlyph(Tone tone)
{
    switch (tone) {
    case Tone::Triggered:
        return u"▲"_s;
    case Tone::Acknowledged:
        return u"●"_s;
    case Tone::Resolved:
        return u"✓"_s;
    case Tone::Stale:
        return u"◌"_s;
    case Tone::Maintenance:
        return u"▬"_s;
    case Tone::Neutral:
        return u"–"_s;
    }
    return {};
}

Tone toneOf(const Incident &incident)
{
    switch (incident.state) {
    case IncidentState::Triggered:
        if (incident.quiet == Quiet::Pending)
            return Tone::Neutral;
        return incident.quiet == Quiet::No ? Tone::Triggered : Tone::Maintenance;
    case IncidentState::Acknowledged:
        return Tone::Acknowledged;
    case IncidentState::Resolved:
        return Tone::Resolved;
    }
    return Tone::Neutral;
}

Tone toneOf(const Host &host, bool hasIncident)
{
    if (hasIncident)
        return Tone::Triggered;
    switch (host.state) {
    case HostState::Up:
        return Tone::Resolved;
    case HostState::Down:
        return Tone::Triggered;
    case HostState::Unknown:
        return Tone::Stale;
    }
    return Tone::Neutral;
}

Tone toneOf(CheckState state)
{
    switch (state) {
    case CheckState::Waiting:
        return Tone::Neutral;
    case CheckState::Passing:
        return Tone::Resolved;
    case CheckState::Failing:
        return Tone::Acknowledged;
    case CheckState::Failed:
        return Tone::Triggered;
    case CheckState::Paused:
        return Tone::Maintenance;
    }
    return Tone::Neutral;
}

Tone toneOf(SourceState state)
{
    switch (state) {
    case SourceState::Starting:
        return Tone::Neutral;
    case SourceState::Fresh:
        return Tone::Resolved;
    case SourceState::Stale:
        return Tone::Stale;
    case SourceState::Failed:
        return Tone::Triggered;
    }
    return Tone::Neutral;
}

void applyTheme(QApplication &application, const QString &choice)
{
    auto *theme = static_cast<Theme *>(application.findChild<QObject *>(Theme::name, Qt::FindDirectChildrenOnly));
    if (!theme)
        theme = new Theme(application);
    icon(u"nightbell"_s, QColor()); // links the resources in before the style sheet is read
    theme->choose(choice);
}

} // namespace nightbell
