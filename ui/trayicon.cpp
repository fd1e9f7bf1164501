// SPDX-License-Identifier: GPL-3.0-or-later
#include "trayicon.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

// Panels are light or dark, and we are not told which: these stand out (3 : 1) from both.
QColor panelColor(Tone tone)
{
    switch (tone) {
    case Tone::Triggered:
        return QColor(0xe5, 0x4b, 0x4b);
    case Tone::Acknowledged:
        return QColor(0xb7, 0x79, 0x1f);
    case Tone::Resolved:
        return QColor(0x2f, 0x85, 0x5a);
    case Tone::Maintenance:
        return QColor(0x4a, 0x90, 0xd9);
    case Tone::Stale:
    case Tone::Neutral:
        return QColor(0x7a, 0x82, 0x8c);
    }
    return {};
}

// In a square of 24 units: a triangle for what is triggered, a disc for the rest.
QPainterPath shape(Tone tone)
{
    QPainterPath path;
    if (tone == Tone::Triggered) {
        path.moveTo(12, 1.5);
        path.lineTo(23, 21.5);
        path.lineTo(1, 21.5);
        path.closeSubpath();
    } else {
        path.addEllipse(QRectF(2, 2, 20, 20));
    }
    return path;
}

void drawFigure(QPainter &painter, const TrayLook &look, const QColor &color)
{
    QFont font(u"sans-serif"_s);
    font.setBold(true);
    const bool isTriangle = look.tone == Tone::Triggered;
    const QString text = look.count > 99 ? u"+"_s : QString::number(look.count);
    font.setPixelSize(text.size() > 1 ? 10 : 13);
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(isTriangle ? QRectF(0, 7, 24, 16) : QRectF(0, 0, 24, 24), Qt::AlignCenter, text);
}

void drawTick(QPainter &painter)
{
    painter.setPen(QPen(Qt::white, 2.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF({QPointF(7.5, 12.5), QPointF(10.8, 15.8), QPointF(16.8, 8.8)}));
}

// In the corner that no shape needs: an exclamation mark on a disc.
void drawDeaf(QPainter &painter)
{
    painter.setPen(QPen(Qt::white, 1));
    painter.setBrush(panelColor(Tone::Triggered));
    painter.drawEllipse(QRectF(13.5, 0.5, 10, 10));
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawRect(QRectF(17.6, 2.4, 1.8, 3.8));
    painter.drawRect(QRectF(17.6, 7.0, 1.8, 1.8));
}

QPixmap draw(const TrayLook &look, int size)
{
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(size / 24.0, size / 24.0);
    const QColor color = panelColor(look.tone);
    painter.setPen(QPen(color, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(look.isStale ? QBrush(Qt::NoBrush) : QBrush(color));
    painter.drawPath(shape(look.tone));
    if (look.count > 0)
        drawFigure(painter, look, look.isStale ? color : QColor(Qt::white));
    else if (!look.isStale && look.tone == Tone::Resolved)
        drawTick(painter);
    if (look.isStale)
        painter.drawLine(QPointF(3.5, 20.5), QPointF(20.5, 3.5));
    if (look.isDeaf)
        drawDeaf(painter);
    if (look.isPaused) {
        painter.setPen(QPen(Qt::white, 1));
        painter.setBrush(panelColor(Tone::Maintenance));
        painter.drawRect(QRectF(14.5, 0.5, 3.5, 9));
        painter.drawRect(QRectF(19.5, 0.5, 3.5, 9));
    }
    if (look.isDemo) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(panelColor(Tone::Maintenance));
        painter.drawRect(QRectF(16, 17, 8, 7));
    }
    return pixmap;
}

} // namespace

QIcon trayIcon(const TrayLook &look)
{
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 44, 48, 64})
        icon.addPixmap(draw(look, size));
    return icon;
}

} // namespace nightbell
