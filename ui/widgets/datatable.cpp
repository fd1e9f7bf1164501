// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/datatable.h"

#include "widgets/figuredelegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QSortFilterProxyModel>

#include <algorithm>

namespace nightbell {

DataTable::DataTable(Clock &clock, QList<Column> columns, int stretched, QWidget *parent)
    : QTableView(parent)
    , m_columns(std::move(columns))
    , m_stretched(stretched)
{
    setItemDelegate(new FigureDelegate(clock, this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(false);
    setSortingEnabled(true);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setMinimumSectionSize(8);
    fitRows();
}

void DataTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    fitColumns();
}

std::pair<int, int> DataTable::visibleRows() const
{
    const int first = rowAt(0);
    const int last = rowAt(viewport()->height() - 1);
    return {first, first < 0 || last >= 0 ? last : model()->rowCount() - 1};
}

void DataTable::fitRows()
{
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 2);
}

void DataTable::fitColumns()
{
    if (model() == nullptr)
        return;
    const int unit = fontMetrics().averageCharWidth();
    const auto widthOf = [unit](const Column &column) { return column.characters * unit + 16; };
    QList<Column> byImportance = m_columns;
    std::ranges::stable_sort(byImportance, std::ranges::greater{}, &Column::importance);
    int room = viewport()->width();
    bool isFull = false;
    for (const Column &column : std::as_const(byImportance)) {
        const bool isNeeded = column.importance == byImportance.constFirst().importance;
        isFull = isFull || (!isNeeded && room < widthOf(column));
        setColumnHidden(column.column, isFull);
        if (isFull)
            continue;
        room -= widthOf(column);
        setColumnWidth(column.column, widthOf(column));
    }
    setColumnWidth(m_stretched, columnWidth(m_stretched) + std::max(0, room));
}

// A row that moves away under the pointer is clicked by mistake.
void DataTable::hold(bool isHeld)
{
    if (auto *sorted = qobject_cast<QSortFilterProxyModel *>(model()))
        sorted->setDynamicSortFilter(!isHeld);
}

void DataTable::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && currentIndex().isValid()) {
        Q_EMIT activated(currentIndex());
        return;
    }
    const bool isCommand = !event->text().isEmpty() && event->text().at(0).isLetter();
    if (isCommand || event->key() == Qt::Key_Escape) {
        event->ignore(); // the page's, not a search in the table
        return;
    }
    QTableView::keyPressEvent(event);
}

void DataTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        fitRows();
        fitColumns();
    }
}

void DataTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

bool DataTable::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        hold(event->type() == QEvent::Enter);
    return QTableView::viewportEvent(event);
}

} // namespace nightbell
