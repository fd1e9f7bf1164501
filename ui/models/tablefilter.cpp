// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tablefilter.h"

#include "models/tableroles.h"

#include <algorithm>

namespace nightbell {

TableFilter::TableFilter(QAbstractItemModel &model, QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(SortRole);
    setSourceModel(&model);
}

void TableFilter::setText(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    invalidateRowsFilter();
}

bool TableFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_words.isEmpty())
        return true;
    QString all;
    for (int column = 0; column < sourceModel()->columnCount(parent); ++column)
        all += sourceModel()->index(row, column, parent).data().toString() + u'\n';
    return std::ranges::all_of(m_words, [&all](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
}

bool TableFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant one = left.data(SortRole);
    const QVariant other = right.data(SortRole);
    if (one.metaType() == QMetaType::fromType<QString>()) {
        const int order = one.toString().localeAwareCompare(other.toString());
        return order == 0 ? left.row() < right.row() : order < 0;
    }
    return one.toDouble() == other.toDouble() ? left.row() < right.row() : one.toDouble() < other.toDouble();
}

} // namespace nightbell
