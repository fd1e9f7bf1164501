// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/toneshape.h"

#include <QPainter>
#include <QPainterPath>

namespace nightbell {
namespace {

void drawOn24(QPainter &painter, Tone tone, const QColor &color)
{
    const auto stroke = [&](double width) {
        painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
    };
    const auto fill = [&] {
        painter.setPen(QPen(color, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(color);
    };
    switch (tone) {
    case Tone::Triggered:
        fill();
        painter.drawPolygon(QPolygonF{QPointF(12, 3), QPointF(22, 21), QPointF(2, 21)});
        return;
    case Tone::Acknowledged:
        fill();
        painter.drawEllipse(QPointF(12, 12), 8.5, 8.5);
        return;
    case Tone::Resolved:
        stroke(3.5);
        painter.drawPolyline(QPolygonF{QPointF(3, 13), QPointF(9.5, 19.5), QPointF(21, 6)});
        return;
    case Tone::Stale: {
        QPen dashes(color, 2.8, Qt::CustomDashLine, Qt::FlatCap);
        dashes.setDashPattern({1.6, 1.54});
        painter.setPen(dashes);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QPointF(12, 12), 9, 9);
        return;
    }
    case Tone::Maintenance:
        fill();
        painter.drawRoundedRect(QRectF(3, 8.5, 18, 7), 2, 2);
        return;
    case Tone::Neutral:
        stroke(3);
        painter.drawLine(QPointF(5, 12), QPointF(19, 12));
        return;
    }
}

} // namespace

void drawTone(QPainter &painter, const QRectF &area, Tone tone, const QPalette &palette)
{
    const double side = std::min(area.width(), area.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(area.center() - QPointF(side / 2, side / 2));
    painter.scale(side / 24, side / 24);
    drawOn24(painter, tone, toneColor(tone, palette));
    painter.restore();
}

void drawHourglass(QPainter &painter, const QRectF &area, const QColor &color)
{
    const double side = std::min(area.width(), area.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(area.center() - QPointF(side / 2, side / 2));
    painter.scale(side / 24, side / 24);
    painter.setPen(QPen(color, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolygon(QPolygonF{QPointF(5, 3), QPointF(19, 3), QPointF(5, 21), QPointF(19, 21)});
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF{QPointF(12, 13.5), QPointF(17, 20), QPointF(7, 20)});
    painter.restore();
}

ToneShape::ToneShape(Tone tone, double scale, QWidget *parent) : QWidget(parent), m_tone(tone), m_scale(scale)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ToneShape::setTone(Tone tone)
{
    if (tone == m_tone)
        return;
    m_tone = tone;
    update();
}

QSize ToneShape::sizeHint() const
{
    const int side = qRound(fontMetrics().ascent() * m_scale);
    return {side, side};
}

void ToneShape::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    drawTone(painter, QRectF(rect()), m_tone, palette());
}

} // namespace nightbell
