// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowsync.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QTest>

#include <random>

using namespace nightbell;

namespace {

struct Item
{
    int id = 0;
    int value = 0;

    bool operator==(const Item &) const = default;
};

class Table final : public SyncedTable<Item>
{
public:
    using SyncedTable::SyncedTable;

    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 2; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        return index.column() == 0 ? at(index.row()).id : at(index.row()).value;
    }
};

// Believes only what the signals say.
class Mirror : public QObject
{
public:
    explicit Mirror(const Table &table) : m_table(table)
    {
        connect(&table, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
            for (int row = first; row <= last; ++row)
                items.insert(row, m_table.at(row));
            ++operations;
        });
        connect(&table, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex &, int first, int last) {
            items.remove(first, last - first + 1);
            ++operations;
        });
        connect(
            &table, &QAbstractItemModel::rowsMoved, this, [this](const QModelIndex &, int first, int last, const QModelIndex &, int to) {
                const QList<Item> block = items.mid(first, last - first + 1);
                items.remove(first, block.size());
                const qsizetype place = to > last ? to - block.size() : to;
                for (qsizetype at = 0; at < block.size(); ++at)
                    items.insert(place + at, block.at(at));
                ++operations;
            });
        connect(&table, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
            for (int row = first.row(); row <= last.row(); ++row)
                items[row] = m_table.at(row);
            ++operations;
        });
        connect(&table, &QAbstractItemModel::layoutChanged, this, [this] {
            for (int row = 0; row < items.size(); ++row)
                items[row] = m_table.at(row);
            ++operations;
            ++layouts;
        });
    }

    QList<Item> items;
    int operations = 0;
    int layouts = 0;

private:
    const Table &m_table;
};

QList<Item> numbered(std::initializer_list<int> ids)
{
    QList<Item> items;
    for (const int id : ids)
        items.append({id, 0});
    return items;
}

} // namespace

class RowSyncTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheFewestOperations_data()
    {
        QTest::addColumn<QList<int>>("before");
        QTest::addColumn<QList<int>>("after");
        QTest::addColumn<int>("operations");
        QTest::newRow("nothing to do") << QList{1, 2, 3} << QList{1, 2, 3} << 0;
        QTest::newRow("from nothing in one go") << QList<int>{} << QList{1, 2, 3} << 1;
        QTest::newRow("to nothing in one go") << QList{1, 2, 3} << QList<int>{} << 1;
        QTest::newRow("neighbours go together") << QList{1, 2, 3, 4, 5} << QList{1, 5} << 1;
        QTest::newRow("neighbours come together") << QList{1, 5} << QList{1, 2, 3, 4, 5} << 1;
        QTest::newRow("two runs come") << QList{3} << QList{1, 2, 3, 4, 5} << 2;
        QTest::newRow("the last moves to the front") << QList{1, 2, 3, 4} << QList{4, 1, 2, 3} << 1;
        QTest::newRow("the first moves to the end") << QList{1, 2, 3, 4} << QList{2, 3, 4, 1} << 1;
        QTest::newRow("two neighbours move together") << QList{1, 2, 3, 4, 5} << QList{4, 5, 1, 2, 3} << 1;
        QTest::newRow("all are others") << QList{1, 2} << QList{3, 4} << 2;
    }

    void takesTheFewestOperations()
    {
        QFETCH(const QList<int>, before);
        QFETCH(const QList<int>, after);
        QFETCH(const int, operations);
        const auto itemsOf = [](const QList<int> &ids) {
            QList<Item> items;
            for (const int id : ids)
                items.append({id, id});
            return items;
        };
        Table table;
        const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Mirror mirror(table);
        table.setItems(itemsOf(before));
        mirror.operations = 0;
        table.setItems(itemsOf(after));
        QCOMPARE(mirror.operations, operations);
        QCOMPARE(mirror.items, itemsOf(after));
    }

    void changedNeighboursAreSaidOnce()
    {
        Table table;
        table.setItems(numbered({1, 2, 3, 4, 5}));
        QSignalSpy changed(&table, &QAbstractItemModel::dataChanged);
        QList<Item> after = numbered({1, 2, 3, 4, 5});
        after[1].value = 7;
        after[2].value = 7;
        after[4].value = 7;
        table.setItems(after);
        QCOMPARE(changed.size(), 2);
        QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
        QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 2);
        QCOMPARE(changed.at(1).at(0).toModelIndex().row(), 4);
        QCOMPARE(table.at(2).value, 7);
    }

    void callersListMayChangeAfterwards()
    {
        Table table;
        QList<Item> items = numbered({1, 2, 3});
        table.setItems(items);
        items[0].value = 99;
        items.clear();
        QCOMPARE(table.at(0), (Item{1, 0}));
        QCOMPARE(table.rowCount(), 3);
    }

    void randomUpdates_data()
    {
        QTest::addColumn<quint32>("seed");
        QTest::addColumn<bool>("shuffles");
        for (quint32 seed = 1; seed <= 6; ++seed)
            QTest::addRow("seed %u%s", seed, seed % 2 == 0 ? ", with shuffling" : "") << seed << (seed % 2 == 0);
    }

    void randomUpdates()
    {
        QFETCH(const quint32, seed);
        QFETCH(const bool, shuffles);
        std::mt19937 random(seed);
        const auto upTo = [&random](size_t bound) { return static_cast<qsizetype>(random() % bound); };

        Table table;
        const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSortFilterProxyModel sorted;
        sorted.setSourceModel(&table);
        sorted.sort(1);
        const QAbstractItemModelTester sortedTester(&sorted, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Mirror mirror(table);

        QList<Item> items;
        QHash<int, QPersistentModelIndex> marks;
        int nextId = 1;
        for (int round = 0; round < 120; ++round) {
            for (qsizetype number = upTo(6); number > 0; --number)
                items.insert(upTo(static_cast<size_t>(items.size()) + 1), Item{nextId++, static_cast<int>(upTo(50))});
            for (qsizetype number = std::min(upTo(5), items.size()); number > 0; --number)
                items.removeAt(upTo(static_cast<size_t>(items.size())));
            for (qsizetype number = std::min(upTo(4), items.size()); number > 0; --number)
                items[upTo(static_cast<size_t>(items.size()))].value = static_cast<int>(upTo(50));
            for (qsizetype number = std::min(upTo(3), items.size()); number > 0; --number)
                items.move(upTo(static_cast<size_t>(items.size())), upTo(static_cast<size_t>(items.size())));
            if (shuffles && round % 10 == 9)
                std::shuffle(items.begin(), items.end(), random);
            table.setItems(items);

            QCOMPARE(mirror.items, items);
            for (int row = 0; row < items.size(); ++row)
                QCOMPARE(table.at(row), items.at(row));
            for (int row = 1; row < sorted.rowCount(); ++row)
                QVERIFY(sorted.index(row - 1, 1).data().toInt() <= sorted.index(row, 1).data().toInt());
            for (auto mark = marks.cbegin(); mark != marks.cend(); ++mark) {
                const bool isThere = std::ranges::any_of(items, [&](const Item &item) { return item.id == mark.key(); });
                QCOMPARE(mark.value().isValid(), isThere);
                if (isThere)
                    QCOMPARE(mark.value().data().toInt(), mark.key());
            }
            if (!items.isEmpty()) {
                const int row = static_cast<int>(upTo(static_cast<size_t>(items.size())));
                marks.insert(items.at(row).id, QPersistentModelIndex(table.index(row, 0)));
            }
        }
        QCOMPARE(mirror.layouts > 0, shuffles);
    }
};

QTEST_GUILESS_MAIN(RowSyncTest)

#include "tst_rowsync.moc"
