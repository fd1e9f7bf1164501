// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace nightbell {

// The widget's font, larger or smaller, at a weight. Sizes follow the system's font.
QFont scaled(const QFont &font, double factor, QFont::Weight weight = QFont::Normal);

QLabel *makeHeading(const QString &text, double factor, QWidget *parent = nullptr); // bold, wraps
QLabel *makeText(const QString &text, QWidget *parent = nullptr); // plain, wraps
QLabel *makeMuted(const QString &text, QWidget *parent = nullptr); // secondary, wraps

void giveWay(QLabel *label); // a long word in it does not make the pane wider than it is

// Text that was made elsewhere, where rich text is shown.
QString escaped(const QString &text);

} // namespace nightbell
