// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/checkresult.h"
#include "domain/host.h"
#include "domain/incident.h"
#include "engine/sourcestatus.h"

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

#include <cstdint>

class QApplication;

namespace nightbell {

// What a colour and a shape stand for.
enum class Tone : std::uint8_t { Triggered, Acknowledged, Resolved, Stale, Maintenance, Neutral };

bool isDark(const QPalette &palette);

// Passes WCAG AA (4.5 : 1) on the palette's window and base.
QColor toneColor(Tone tone, const QPalette &palette);
QColor mutedText(const QPalette &palette); // secondary text
QColor hairline(const QPalette &palette); // separators and borders
QColor raised(const QPalette &palette); // cards, hover
QColor accent(const QPalette &palette); // focus, links, the one thing that stands out
QColor seriesColor(int index, const QPalette &palette); // lines of a chart

// The shape that goes with the tone, as a character: ▲ ● ✓ ◌ ▬ –
QString toneGlyph(Tone tone);

Tone toneOf(const Incident &incident);
Tone toneOf(const Host &host, bool hasIncident);
Tone toneOf(CheckState state);
Tone toneOf(SourceState state);

// One of our own icons, in the palette's text colour or the given one: icon("acknowledge", palette()).
QIcon icon(const QString &name, const QPalette &palette);
QIcon icon(const QString &name, const QColor &color);

// "system" (follows the desktop, also later), "light" or "dark": palette, style and style sheet of the whole program.
void applyTheme(QApplication &application, const QString &choice);

} // namespace nightbell
