// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include <QWidget>

class QPainter;

namespace nightbell {

// The shape of a tone in its colour, filling `area`: ▲ ● ✓ ◌ ▬ –, drawn, so that it looks the same in every font.
void drawTone(QPainter &painter, const QRectF &area, Tone tone, const QPalette &palette);

// Time that runs out, in the same way.
void drawHourglass(QPainter &painter, const QRectF &area, const QColor &color);

// The shape alone, as high as a capital letter. Says nothing to screen readers: words stand beside it.
class ToneShape : public QWidget
{
    Q_OBJECT

public:
    explicit ToneShape(Tone tone = Tone::Neutral, double scale = 1.0, QWidget *parent = nullptr);

    void setTone(Tone tone);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone;
    double m_scale; // of the font's ascent
};

} // namespace nightbell
