// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sparkline.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>

namespace nightbell {
namespace {

constexpr float groundStrength = 0.14F;

void drawGround(QPainter &painter, const QPolygonF &line, double bottom, QColor color)
{
    QPolygonF ground = line;
    ground.append({line.last().x(), bottom});
    ground.append({line.first().x(), bottom});
    color.setAlphaF(groundStrength);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(ground);
}

} // namespace

void drawSparkline(QPainter &painter, const QRectF &area, const Series &series, TimePoint from, TimePoint to, const SparklineStyle &style)
{
    if (area.width() < 4 || area.height() < 4)
        return;
    const auto placeOf = [&](const Sample &sample) {
        const double across = static_cast<double>((sample.at - from).count()) / static_cast<double>((to - from).count());
        const double up = std::clamp(sample.value / style.top, 0.0, 1.0);
        return QPointF(area.left() + across * area.width(), area.bottom() - up * area.height());
    };
    painter.save();
    painter.setClipRect(area.adjusted(0, -1, 0, 1));
    if (style.threshold && *style.threshold < style.top) {
        const double height = placeOf(Sample{from, *style.threshold}).y();
        painter.setPen(QPen(style.thresholdLine, 1, Qt::DotLine));
        painter.drawLine(QPointF(area.left(), height), QPointF(area.right(), height));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Segment &segment : segments(downsample(series, from, to, std::max(1, static_cast<int>(area.width()))))) {
        QPolygonF line;
        line.reserve(segment.size());
        for (const Sample &sample : segment)
            line.append(placeOf(sample));
        if (line.size() == 1) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(style.line);
            painter.drawEllipse(line.first(), 1.5, 1.5);
            continue;
        }
        drawGround(painter, line, area.bottom(), style.line);
        painter.setPen(QPen(style.line, 1)); // wider ones are drawn 30 times slower
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(line);
    }
    painter.restore();
}

} // namespace nightbell
