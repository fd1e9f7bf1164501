// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/flowlayout.h"

#include <algorithm>

namespace nightbell {

FlowLayout::FlowLayout(int spacing)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(spacing);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.append(item);
}

int FlowLayout::count() const
{
    return static_cast<int>(m_items.size());
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return m_items.value(index);
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    return place(QRect(0, 0, width, 0), false);
}

QSize FlowLayout::minimumSize() const
{
    QSize size(0, 0);
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    }
    return size;
}

QSize FlowLayout::sizeHint() const
{
    QSize size(0, 0);
    for (const QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize hint = item->sizeHint();
        size = QSize(size.width() + (size.isEmpty() ? 0 : spacing()) + hint.width(), std::max(size.height(), hint.height()));
    }
    return size;
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    place(rect, true);
}

// Items of different heights stand on the middle of their row.
int FlowLayout::place(const QRect &rect, bool isForReal) const
{
    QList<QLayoutItem *> row;
    int x = rect.x();
    int y = rect.y();
    int rowHeight = 0;
    const auto finishRow = [&] {
        int left = rect.x();
        for (QLayoutItem *item : std::as_const(row)) {
            const QSize hint = item->sizeHint();
            if (isForReal)
                item->setGeometry(QRect(QPoint(left, y + (rowHeight - hint.height()) / 2), hint));
            left += hint.width() + spacing();
        }
        row.clear();
    };
    for (QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize hint = item->sizeHint();
        if (!row.isEmpty() && x + hint.width() > rect.x() + rect.width()) {
            finishRow();
            x = rect.x();
            y += rowHeight + spacing();
            rowHeight = 0;
        }
        row.append(item);
        x += hint.width() + spacing();
        rowHeight = std::max(rowHeight, hint.height());
    }
    finishRow();
    return y + rowHeight - rect.y();
}

} // namespace nightbell
