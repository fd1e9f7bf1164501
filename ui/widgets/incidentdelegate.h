// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace nightbell {

// One incident in two lines: shape, number, title, time left until it escalates, and age; below it priority, service, host, and
// who is on it or what happens to an action.
// Draws what FilterProxy says of the row of the index.
class IncidentDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    static int rowHeight(const QFont &font);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int paintTimes(QPainter *painter, const QRect &line, const QStyleOptionViewItem &option, const QModelIndex &index) const; // its width
    void paintSecondLine(QPainter *painter, const QRect &line, const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

} // namespace nightbell
