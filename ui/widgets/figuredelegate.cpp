// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/figuredelegate.h"

#include "domain/series.h"
#include "models/recentseries.h"
#include "models/tableroles.h"
#include "theme.h"
#include "widgets/sparkline.h"
#include "widgets/toneshape.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr int padding = 8;

} // namespace

FigureDelegate::FigureDelegate(Clock &clock, QObject *parent) : QStyledItemDelegate(parent), m_clock(clock)
{ }

QSize FigureDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int text = option.fontMetrics.horizontalAdvance(index.data().toString()) + 2 * padding;
    return {text + (index.data(SeriesRole).isValid() ? option.fontMetrics.averageCharWidth() * 12 : 0), option.fontMetrics.height() * 2};
}

void FigureDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, isSelected ? option.palette.color(QPalette::Highlight) : raised(option.palette));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), hairline(option.palette));
    if (isSelected && index.column() == 0)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), accent(option.palette));

    QRect area = option.rect.adjusted(padding, 0, -padding, -1);
    const QVariant tone = index.data(ToneRole);
    if (tone.isValid()) {
        const int side = option.fontMetrics.ascent() * 4 / 5;
        area.setLeft(area.left() + 4);
        drawTone(
            *painter, QRectF(area.left(), area.center().y() - side / 2.0, side, side), static_cast<Tone>(tone.toInt()), option.palette);
        area.setLeft(area.left() + side + padding);
    }
    if (index.data(SeriesRole).isValid()) {
        const int figure = option.fontMetrics.horizontalAdvance(u"1000 ms"_s);
        paintSeries(painter, option, index, area.adjusted(0, 4, -figure - padding, -4));
        area.setLeft(area.right() - figure);
    }
    const bool isLoud = index.data(LoudRole).toBool();
    QFont font = option.font;
    font.setWeight(isLoud ? QFont::Bold : QFont::Normal);
    painter->setFont(font);
    painter->setPen(index.data(FaintRole).toBool() ? mutedText(option.palette)
            : isLoud                               ? toneColor(Tone::Triggered, option.palette)
                                                   : option.palette.color(QPalette::Text));
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    const int flags = index.data(SeriesRole).isValid() ? static_cast<int>(Qt::AlignRight | Qt::AlignVCenter)
        : alignment.isValid()                          ? alignment.toInt()
                                                       : static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    painter->drawText(
        area, flags | Qt::TextSingleLine, QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, area.width()));
    painter->restore();
}

void FigureDelegate::paintSeries(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, const QRect &area) const
{
    const auto series = index.data(SeriesRole).value<Series>();
    SparklineStyle style;
    style.line = index.data(FaintRole).toBool() ? mutedText(option.palette) : seriesColor(0, option.palette);
    style.thresholdLine = mutedText(option.palette);
    style.top = index.data(TopRole).toDouble();
    if (const QVariant threshold = index.data(ThresholdRole); threshold.isValid())
        style.threshold = threshold.toDouble();
    const TimePoint now = m_clock.now();
    drawSparkline(*painter, area, series, now - RecentSeries::window, now, style);
}

} // namespace nightbell
