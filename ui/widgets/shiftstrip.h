// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/oncall.h"

#include <QStringList>
#include <QWidget>

#include <optional>

namespace nightbell {

// One line of the strip: my shifts on one level of one policy.
struct ShiftLane
{
    QString name;
    QList<Shift> shifts;

    bool operator==(const ShiftLane &) const = default;
};

QList<ShiftLane> lanesOf(const QList<Shift> &mine);

// My shifts in the days to come, drawn: a line a policy and level, a column a day. Reads as text to screen readers.
class ShiftStrip : public QWidget
{
    Q_OBJECT

public:
    explicit ShiftStrip(QWidget *parent = nullptr);

    void setShifts(const QList<Shift> &mine, TimePoint now);

    // Where a moment is drawn, in pixels from the left. Outside of the days: their edge.
    double xOf(TimePoint at) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    int namesWidth() const;
    int laneHeight() const { return fontMetrics().height() + 8; }
    int headHeight() const { return fontMetrics().height() + 6; }
    TimePoint dayStart(int day) const;
    QRectF barOf(const Shift &shift, qsizetype lane) const;
    void paintDays(QPainter &painter) const;
    void paintLane(QPainter &painter, qsizetype lane) const;

    QList<ShiftLane> m_lanes;
    TimePoint m_now{};
};

} // namespace nightbell
