// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QStyledItemDelegate>

namespace nightbell {

// A cell with a state (shape and word), or with the line of its last hour and its figure, as TableRole says.
class FigureDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit FigureDelegate(Clock &clock, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintSeries(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, const QRect &area) const;

    Clock &m_clock;
};

} // namespace nightbell
