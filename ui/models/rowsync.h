// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/shared.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QList>

#include <algorithm>
#include <type_traits>
#include <vector>

namespace nightbell {

// A table whose rows are a QList<T> with unique `id`s. setItems() turns the difference to the list before into exact row
// operations, neighbours in one, so that selection, current row and scroll position stay with what they were on.
//
// Rows are pointers into the list that is kept: taking one row out of 10,000 moves 80 KB and not the values themselves.
template<typename T>
class SyncedTable : public QAbstractTableModel
{
public:
    using Value = std::decay_t<decltype(valueOf(std::declval<const T &>()))>;
    using Key = std::decay_t<decltype(Value{}.id)>;
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

    const QList<T> &items() const { return m_items; }
    const Value &at(int row) const { return valueOf(*m_rows[static_cast<size_t>(row)].item); } // precondition: there is such a row

    // -1: not there. Linear.
    int rowOf(const Key &id) const
    {
        const auto found = std::ranges::find_if(m_rows, [&id](const Row &row) { return valueOf(*row.item).id == id; });
        return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
    }

    void setItems(const QList<T> &items)
    {
        if (items.constData() == m_items.constData() && items.size() == m_items.size())
            return;
        const QList<T> before = m_items; // keeps alive what rows point to until they point elsewhere
        m_items = items;
        findTargets();
        removeGone();
        reorder();
        takeChanges(items);
        insertNew(items);
    }

private:
    struct Row
    {
        const T *item = nullptr;
        int target = -1; // place in the new list
    };

    // Above this many rows on the way to another place it is cheaper to lay out anew, and as exact.
    static constexpr size_t mostMoves = 32;
    static constexpr int farthest = 8; // how many new ones in a row are passed over before the rest is looked up

    // Nearly all stay in their order, and those are found side by side; only what is left over on both sides is looked up.
    void findTargets()
    {
        const int count = static_cast<int>(m_items.size());
        std::vector<Row *> lost;
        std::vector<int> left; // places
        int place = 0;
        const auto leave = [&](int upTo) {
            for (; place < upTo; ++place)
                left.push_back(place);
        };
        for (Row &row : m_rows) {
            row.target = -1;
            const int last = std::min(place + farthest, count);
            int found = place;
            while (found < last && !isOfOneId(m_items.at(found), *row.item))
                ++found;
            if (found == last) {
                lost.push_back(&row);
                continue;
            }
            leave(found);
            row.target = place++;
        }
        if (lost.empty())
            return;
        leave(count);
        QHash<Key, int> places;
        places.reserve(static_cast<qsizetype>(left.size()));
        for (const int each : left)
            places.insert(valueOf(m_items.at(each)).id, each);
        for (Row *row : lost)
            row->target = places.value(valueOf(*row->item).id, -1);
    }

    void removeGone()
    {
        int last = static_cast<int>(m_rows.size()) - 1;
        while (last >= 0) {
            if (m_rows[static_cast<size_t>(last)].target >= 0) {
                --last;
                continue;
            }
            int first = last;
            while (first > 0 && m_rows[static_cast<size_t>(first - 1)].target < 0)
                --first;
            this->beginRemoveRows({}, first, last);
            m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
            this->endRemoveRows();
            last = first - 1;
        }
    }

    // Marks a longest run of rows that are in order already: all others have to move, and no fewer could.
    std::vector<bool> settledRows() const
    {
        std::vector<size_t> tails; // tails[n]: the row that ends the best run of n + 1 rows
        std::vector<size_t> previous(m_rows.size(), m_rows.size());
        for (size_t row = 0; row < m_rows.size(); ++row) {
            const auto place = std::ranges::lower_bound(
                tails, m_rows[row].target, std::ranges::less{}, [this](size_t other) { return m_rows[other].target; });
            if (place != tails.begin())
                previous[row] = *(place - 1);
            if (place == tails.end())
                tails.push_back(row);
            else
                *place = row;
        }
        std::vector<bool> settled(m_rows.size(), false);
        for (size_t row = tails.empty() ? m_rows.size() : tails.back(); row < m_rows.size(); row = previous[row])
            settled[row] = true;
        return settled;
    }

    void reorder()
    {
        if (std::ranges::is_sorted(m_rows, std::ranges::less{}, &Row::target))
            return;
        std::vector<bool> settled = settledRows();
        if (static_cast<size_t>(std::ranges::count(settled, false)) > mostMoves) {
            layOutAnew();
            return;
        }
        for (auto astray = std::ranges::find(settled, false); astray != settled.end(); astray = std::ranges::find(settled, false))
            moveBlock(settled, static_cast<size_t>(astray - settled.begin()));
    }

    // Moves the row at `first`, with those behind it that go to the same gap, behind the settled rows that come before it.
    void moveBlock(std::vector<bool> &settled, size_t first)
    {
        size_t end = first + 1;
        const auto goesTo = [&](size_t row) {
            size_t place = 0;
            for (size_t other = 0; other < m_rows.size(); ++other) {
                if (settled[other] && m_rows[other].target < m_rows[row].target)
                    place = other + 1;
            }
            return place;
        };
        const size_t place = goesTo(first);
        while (end < m_rows.size() && !settled[end] && m_rows[end].target > m_rows[end - 1].target && goesTo(end) == place)
            ++end;
        const bool isMove = place < first || place > end;
        if (isMove)
            this->beginMoveRows({}, static_cast<int>(first), static_cast<int>(end - 1), {}, static_cast<int>(place));
        const auto turn = [&](auto &list) {
            const auto at = [&list](size_t index) { return list.begin() + static_cast<std::ptrdiff_t>(index); };
            if (place < first)
                std::rotate(at(place), at(first), at(end));
            else if (place > end)
                std::rotate(at(first), at(end), at(place));
        };
        std::fill(settled.begin() + static_cast<std::ptrdiff_t>(first), settled.begin() + static_cast<std::ptrdiff_t>(end), true);
        turn(m_rows);
        turn(settled);
        if (isMove)
            this->endMoveRows();
    }

    void layOutAnew()
    {
        Q_EMIT this->layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        const QModelIndexList before = this->persistentIndexList();
        std::vector<int> targets;
        targets.reserve(static_cast<size_t>(before.size()));
        for (const QModelIndex &index : before)
            targets.push_back(m_rows[static_cast<size_t>(index.row())].target);
        std::ranges::sort(m_rows, std::ranges::less{}, &Row::target);
        QModelIndexList after;
        after.reserve(before.size());
        for (qsizetype number = 0; number < before.size(); ++number) {
            const auto row = std::ranges::lower_bound(m_rows, targets[static_cast<size_t>(number)], std::ranges::less{}, &Row::target);
            after.append(this->createIndex(static_cast<int>(row - m_rows.begin()), before[number].column()));
        }
        this->changePersistentIndexList(before, after);
        Q_EMIT this->layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    }

    // Each run of changed rows shows its new values just before it is said: a sorted view of this table would otherwise
    // compare with values that it was not told of.
    void takeChanges(const QList<T> &items)
    {
        const auto isChanged = [&](size_t row) { return !(*m_rows[row].item == items.at(m_rows[row].target)); };
        for (size_t row = 0; row < m_rows.size(); ++row) {
            const size_t first = row;
            while (row < m_rows.size() && isChanged(row)) {
                m_rows[row].item = &items.at(m_rows[row].target);
                ++row;
            }
            if (row > first)
                Q_EMIT this->dataChanged(
                    this->index(static_cast<int>(first), 0), this->index(static_cast<int>(row) - 1, this->columnCount() - 1));
            if (row < m_rows.size())
                m_rows[row].item = &items.at(m_rows[row].target);
        }
    }

    void insertNew(const QList<T> &items)
    {
        const int count = static_cast<int>(items.size());
        for (int place = 0; place < count; ++place) {
            const auto isThere
                = [this](int at) { return static_cast<size_t>(at) < m_rows.size() && m_rows[static_cast<size_t>(at)].target == at; };
            if (isThere(place))
                continue;
            // Rows before `place` are complete, so the row that stands here now says where the run of new ones ends.
            const int end = static_cast<size_t>(place) < m_rows.size() ? m_rows[static_cast<size_t>(place)].target : count;
            std::vector<Row> added;
            for (int at = place; at < end; ++at)
                added.push_back({&items.at(at), at});
            this->beginInsertRows({}, place, end - 1);
            m_rows.insert(m_rows.begin() + place, added.begin(), added.end());
            this->endInsertRows();
            place = end - 1;
        }
    }

    QList<T> m_items;
    std::vector<Row> m_rows;
};

} // namespace nightbell
