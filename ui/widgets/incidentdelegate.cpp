// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/incidentdelegate.h"

#include "models/filterproxy.h"
#include "models/incidentmodel.h"
#include "theme.h"
#include "widgets/labels.h"
#include "widgets/toneshape.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr int sidePadding = 12;
constexpr int topPadding = 8;
constexpr int lineGap = 4;
constexpr int timeGap = 4;
constexpr int leastTitle = 16; // letters

QString columnText(const QModelIndex &index, IncidentModel::Column column)
{
    return index.sibling(index.row(), column).data().toString();
}

Tone toneOf(ActionStage stage)
{
    return stage == ActionStage::Refused ? Tone::Triggered : Tone::Acknowledged;
}

} // namespace

int IncidentDelegate::rowHeight(const QFont &font)
{
    return QFontMetrics(scaled(font, 1.0, QFont::DemiBold)).height() + QFontMetrics(scaled(font, 0.92)).height() + lineGap + 2 * topPadding;
}

QSize IncidentDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(index)
    return {option.fontMetrics.averageCharWidth() * 24, rowHeight(option.font)};
}

void IncidentDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *proxy = qobject_cast<const FilterProxy *>(index.model());
    if (proxy == nullptr)
        return;
    const Incident &incident = proxy->at(index.row());
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, isSelected ? option.palette.color(QPalette::Highlight) : raised(option.palette));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), hairline(option.palette));
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(accent(option.palette), 2));
        painter->drawRect(option.rect.adjusted(1, 1, -1, -2));
    } else if (isSelected) {
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), accent(option.palette));
    }

    const QRect inner = option.rect.adjusted(sidePadding, topPadding, -sidePadding, -topPadding);
    const QFont titleFont = scaled(option.font, 1.0, incident.needsPerson() ? QFont::DemiBold : QFont::Normal);
    const QFontMetrics titleMetrics(titleFont);
    const int shape = titleMetrics.ascent() * 4 / 5;
    const QRect firstLine(inner.left(), inner.top(), inner.width(), titleMetrics.height());
    drawTone(*painter, QRectF(firstLine.left(), firstLine.center().y() - shape / 2.0, shape, shape), toneOf(incident), option.palette);

    const int times = paintTimes(painter, firstLine, option, index);
    QRect title = firstLine.adjusted(shape + sidePadding, 0, -times - sidePadding, 0);
    const QRect secondLine(
        title.left(), firstLine.bottom() + 1 + lineGap, inner.right() - title.left(), inner.bottom() - firstLine.bottom() - lineGap);
    painter->setFont(titleFont);
    if (const QString number = columnText(index, IncidentModel::Number); !number.isEmpty()) {
        const QString called = tr("#%1").arg(number);
        const int width = titleMetrics.horizontalAdvance(called + u' ');
        if (title.width() - width > titleMetrics.averageCharWidth() * leastTitle) { // the title says more than the number
            painter->setPen(mutedText(option.palette));
            painter->drawText(title, Qt::AlignLeft | Qt::AlignVCenter, called);
            title.setLeft(title.left() + width);
        }
    }
    painter->setPen(option.palette.color(QPalette::Text));
    painter->drawText(title, Qt::AlignLeft | Qt::AlignVCenter, titleMetrics.elidedText(incident.title, Qt::ElideRight, title.width()));
    paintSecondLine(painter, secondLine, option, index);
    painter->restore();
}

int IncidentDelegate::paintTimes(QPainter *painter, const QRect &line, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->setFont(scaled(option.font, 0.92));
    const QFontMetrics metrics = painter->fontMetrics();
    const QString age = columnText(index, IncidentModel::Age);
    painter->setPen(mutedText(option.palette));
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, age);
    const int ageWidth = metrics.horizontalAdvance(age);
    const QString countdown = columnText(index, IncidentModel::Countdown);
    if (countdown.isEmpty())
        return ageWidth;
    const bool isSoon = index.data(IncidentModel::EscalatesSoonRole).toBool();
    const QColor color = isSoon ? toneColor(Tone::Triggered, option.palette) : mutedText(option.palette);
    const int side = metrics.ascent() * 9 / 10;
    const int width = metrics.horizontalAdvance(countdown);
    const int right = line.right() + 1 - ageWidth - sidePadding;
    painter->setPen(color);
    painter->drawText(QRect(right - width, line.top(), width, line.height()), Qt::AlignLeft | Qt::AlignVCenter, countdown);
    drawHourglass(*painter, QRectF(right - width - timeGap - side, line.center().y() + 1 - side / 2.0, side, side), color);
    return ageWidth + sidePadding + width + timeGap + side;
}

void IncidentDelegate::paintSecondLine(
    QPainter *painter, const QRect &line, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Incident &incident = static_cast<const FilterProxy *>(index.model())->at(index.row());
    painter->setFont(scaled(option.font, 0.92));
    const QFontMetrics metrics = painter->fontMetrics();

    QString right = index.data(IncidentModel::StageRole).toString();
    QColor rightColor = toneColor(toneOf(incident.action.stage), option.palette);
    if (right.isEmpty()) {
        right = columnText(index, IncidentModel::Who);
        rightColor = mutedText(option.palette);
    }
    right = metrics.elidedText(right, Qt::ElideRight, line.width() * 3 / 5);
    painter->setPen(rightColor);
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, right);

    QStringList parts;
    for (const auto column : {IncidentModel::Priority, IncidentModel::Service, IncidentModel::Host}) {
        const QString part = columnText(index, column);
        if (!part.isEmpty())
            parts.append(part);
    }
    if (incident.urgency == Urgency::Low)
        parts.append(tr("low urgency"));
    if (const QString faces = index.data(IncidentModel::FacesRole).toString(); !faces.isEmpty())
        parts.prepend(faces);
    const int room = line.width() - (right.isEmpty() ? 0 : metrics.horizontalAdvance(right) + sidePadding);
    painter->setPen(mutedText(option.palette));
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(parts.join(u" · "_s), Qt::ElideRight, room));
}

} // namespace nightbell
