// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/id.h"
#include "domain/diff.h"

#include <QRandomGenerator>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

struct Item
{
    HostId id;
    int value = 0;

    bool operator==(const Item &) const = default;
};

Item item(int id, int value)
{
    return Item{HostId(QString::number(id)), value};
}

} // namespace

class TestDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingChanged();
    void findsEachKind();
    void appliedDiffGivesTheNewList();
};

void TestDiff::nothingChanged()
{
    const QList<Item> list{item(1, 1), item(2, 2)};
    QVERIFY(difference(list, list).isEmpty());
    QVERIFY(difference(list, {list[1], list[0]}).isEmpty());
}

void TestDiff::findsEachKind()
{
    const auto diff = difference<Item>({item(1, 1), item(2, 2), item(3, 3)}, {item(3, 3), item(2, 5), item(4, 4)});
    QCOMPARE(diff.added, QList<Item>{item(4, 4)});
    QCOMPARE(diff.removed, QList<Item>{item(1, 1)});
    QCOMPARE(diff.changed, (QList<Change<Item>>{{item(2, 2), item(2, 5)}}));
}

void TestDiff::appliedDiffGivesTheNewList()
{
    QRandomGenerator random(42);
    for (int round = 0; round < 200; ++round) {
        QHash<HostId, Item> before;
        QHash<HostId, Item> after;
        for (int i = 0; i < 30; ++i) {
            const Item one = item(random.bounded(40), random.bounded(3));
            const Item other = item(random.bounded(40), random.bounded(3));
            before.insert(one.id, one);
            after.insert(other.id, other);
        }
        const auto diff = difference(QList<Item>(before.values()), QList<Item>(after.values()));
        for (const Item &removed : diff.removed)
            QVERIFY(before.remove(removed.id));
        for (const auto &change : diff.changed) {
            QVERIFY(before.value(change.before.id) == change.before);
            before.insert(change.after.id, change.after);
        }
        for (const Item &added : diff.added) {
            QVERIFY(!before.contains(added.id));
            before.insert(added.id, added);
        }
        QVERIFY(before == after);
    }
}

QTEST_GUILESS_MAIN(TestDiff)
#include "tst_diff.moc"
