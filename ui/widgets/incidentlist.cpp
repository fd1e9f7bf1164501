// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/incidentlist.h"

#include "models/incidentmodel.h"
#include "widgets/incidentdelegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>

namespace nightbell {

IncidentList::IncidentList(QWidget *parent) : QTableView(parent)
{
    setItemDelegate(new IncidentDelegate(this));
    setAccessibleName(tr("Incidents"));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setShowGrid(false);
    setWordWrap(false);
    horizontalHeader()->hide();
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed); // rows that fit their contents cost 200 ms at 10,000
    fitRows();
}

void IncidentList::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    for (int column = 0; column < IncidentModel::ColumnCount; ++column)
        setColumnHidden(column, column != IncidentModel::Title);
}

void IncidentList::keyboardSearch(const QString &search)
{
    Q_UNUSED(search)
}

std::optional<IncidentList::Anchor> IncidentList::anchor() const
{
    QModelIndex index = currentIndex();
    const QRect area = index.isValid() ? visualRect(index) : QRect();
    const bool isSeen = area.isValid() && viewport()->rect().intersects(area);
    if (!isSeen) {
        if (verticalScrollBar()->value() == 0)
            return std::nullopt;
        index = indexAt(QPoint(1, 1));
    }
    if (!index.isValid())
        return std::nullopt;
    return Anchor{index, rowViewportPosition(index.row())};
}

void IncidentList::restore(const std::optional<Anchor> &anchor)
{
    if (!anchor || !anchor->row.isValid())
        return;
    updateGeometries(); // the scroll bar's range before its value
    const int moved = rowViewportPosition(anchor->row.row()) - anchor->y;
    if (moved != 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + moved);
}

void IncidentList::goTo(int row)
{
    const QModelIndex index = model()->index(row, IncidentModel::Title);
    if (!index.isValid())
        return;
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index);
}

void IncidentList::step(int by)
{
    const int count = model()->rowCount();
    if (count == 0)
        return;
    const QModelIndex current = currentIndex();
    const bool startsAnew = !current.isValid() || !selectionModel()->hasSelection();
    const int from = current.isValid() ? current.row() : 0;
    goTo(startsAnew ? std::clamp(from, 0, count - 1) : std::clamp(from + by, 0, count - 1));
}

void IncidentList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitRows();
    QTableView::changeEvent(event);
}

void IncidentList::fitRows()
{
    const int height = IncidentDelegate::rowHeight(font());
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

} // namespace nightbell
