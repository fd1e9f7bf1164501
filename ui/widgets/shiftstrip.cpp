// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shiftstrip.h"

#include "domain/wording.h"
#include "theme.h"
#include "widgets/policycard.h"

#include <QDateTime>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr int days = 14;

QString laneName(const Shift &shift)
{
    return ShiftStrip::tr("%1, level %2").arg(shift.policy.isEmpty() ? shift.policyId.text() : shift.policy).arg(shift.level);
}

} // namespace

QList<ShiftLane> lanesOf(const QList<Shift> &mine)
{
    QList<ShiftLane> lanes;
    for (const Shift &shift : mine) {
        const auto lane = std::ranges::find(lanes, laneName(shift), &ShiftLane::name);
        if (lane == lanes.end())
            lanes.append(ShiftLane{laneName(shift), {shift}});
        else
            lane->shifts.append(shift);
    }
    std::ranges::sort(lanes, {}, &ShiftLane::name);
    return lanes;
}

ShiftStrip::ShiftStrip(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ShiftStrip::setShifts(const QList<Shift> &mine, TimePoint now)
{
    const QList<ShiftLane> lanes = lanesOf(mine);
    if (lanes.size() != m_lanes.size())
        updateGeometry();
    m_lanes = lanes;
    m_now = now;
    QStringList lines;
    for (const ShiftLane &lane : std::as_const(m_lanes)) {
        for (const Shift &shift : lane.shifts)
            lines.append(tr("%1: %2").arg(lane.name, stretchText(shift, now)));
    }
    setAccessibleName(tr("My shifts of 14 days"));
    setAccessibleDescription(lines.join(u'\n'));
    update();
}

int ShiftStrip::namesWidth() const
{
    int widest = 0;
    for (const ShiftLane &lane : m_lanes)
        widest = std::max(widest, fontMetrics().horizontalAdvance(lane.name) + 12);
    return std::min(widest, width() / 4);
}

// By the calendar: a day with a change of the clocks has 23 or 25 hours.
TimePoint ShiftStrip::dayStart(int day) const
{
    const QDate today = toDateTime(m_now).toLocalTime().date();
    return fromDateTime(today.addDays(day).startOfDay());
}

double ShiftStrip::xOf(TimePoint at) const
{
    const int left = namesWidth();
    const TimePoint first = dayStart(0);
    const TimePoint last = dayStart(days);
    const auto share = static_cast<double>((std::clamp(at, first, last) - first).count()) / static_cast<double>((last - first).count());
    return left + share * (width() - 1 - left);
}

QSize ShiftStrip::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 80, headHeight() + laneHeight() * std::max(1, static_cast<int>(m_lanes.size())) + 2};
}

QSize ShiftStrip::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 30, sizeHint().height()};
}

QRectF ShiftStrip::barOf(const Shift &shift, qsizetype lane) const
{
    const double left = shift.start ? xOf(*shift.start) : xOf(dayStart(0));
    const double right = shift.end ? xOf(*shift.end) : xOf(dayStart(days));
    const double top = headHeight() + static_cast<double>(lane) * laneHeight() + 4;
    return {left + 1, top, std::max(3.0, right - left - 2), laneHeight() - 8.0};
}

void ShiftStrip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintDays(painter);
    for (qsizetype lane = 0; lane < m_lanes.size(); ++lane)
        paintLane(painter, lane);
    painter.fillRect(QRectF(xOf(m_now) - 1, headHeight() - 2, 2, height() - headHeight() + 2), toneColor(Tone::Triggered, palette()));
}

void ShiftStrip::paintDays(QPainter &painter) const
{
    const QDate today = toDateTime(m_now).toLocalTime().date();
    int widest = 0;
    for (int weekday = Qt::Monday; weekday <= Qt::Sunday; ++weekday)
        widest = std::max(widest, fontMetrics().horizontalAdvance(QLocale().dayName(weekday, QLocale::ShortFormat) + " 30"_L1));
    const bool fits = (widest + 6) * days <= width() - namesWidth();
    for (int day = 0; day < days; ++day) {
        const QRectF column(xOf(dayStart(day)), 0, xOf(dayStart(day + 1)) - xOf(dayStart(day)), height());
        const QDate date = today.addDays(day);
        if (date.dayOfWeek() >= Qt::Saturday)
            painter.fillRect(column.adjusted(0, headHeight() - 2, 0, 0), raised(palette()));
        painter.fillRect(QRectF(column.left(), headHeight() - 2, 1, height()), hairline(palette()));
        const QString longer = QLocale().dayName(date.dayOfWeek(), QLocale::ShortFormat) + u' ' + QString::number(date.day());
        painter.setPen(day == 0 ? palette().color(QPalette::WindowText) : mutedText(palette()));
        painter.drawText(column.adjusted(3, 0, 0, 0), Qt::AlignLeft | Qt::AlignTop, fits ? longer : QString::number(date.day()));
    }
}

void ShiftStrip::paintLane(QPainter &painter, qsizetype lane) const
{
    const ShiftLane &shown = m_lanes.at(lane);
    const QRectF words(0, headHeight() + static_cast<double>(lane) * laneHeight(), namesWidth() - 8, laneHeight());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(
        words, Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(shown.name, Qt::ElideRight, static_cast<int>(words.width())));
    for (const Shift &shift : shown.shifts) {
        // A shift that goes on now is filled, one that is to come is an outline: told apart without colour.
        const QColor color = accent(palette());
        QColor ground = color;
        ground.setAlphaF(shift.isAt(m_now) ? 1.0F : 0.25F);
        painter.setPen(QPen(color, 1));
        painter.setBrush(ground);
        painter.drawRoundedRect(barOf(shift, lane).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
}

bool ShiftStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (qsizetype lane = 0; lane < m_lanes.size(); ++lane) {
        for (const Shift &shift : m_lanes.at(lane).shifts) {
            if (!barOf(shift, lane).contains(help->pos()))
                continue;
            QToolTip::showText(help->globalPos(), tr("%1: %2").arg(m_lanes.at(lane).name, stretchText(shift, m_now)), this);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

} // namespace nightbell
