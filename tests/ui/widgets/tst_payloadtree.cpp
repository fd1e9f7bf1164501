// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/payloadtree.h"

#include "support/fakeclock.h"

#include <QApplication>
#include <QClipboard>
#include <QJsonArray>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

Alert alertOf(const QString &id, const QJsonValue &payload, const QString &url = {})
{
    Alert alert;
    alert.id = id;
    alert.title = u"alert "_s + id;
    alert.payload = payload;
    alert.url = QUrl(url);
    return alert;
}

QJsonObject example()
{
    return {{u"host"_s, u"web-3"_s}, {u"load"_s, 12.5}, {u"up"_s, true}, {u"gone"_s, QJsonValue::Null},
        {u"trace"_s, u"first line\nsecond line"_s}, {u"disks"_s, QJsonArray{QJsonObject{{u"mount"_s, u"/"_s}}, u"sdb"_s}}};
}

QTreeWidgetItem *find(const QTreeWidgetItem &parent, const QString &name)
{
    for (int row = 0; row < parent.childCount(); ++row) {
        if (parent.child(row)->text(0) == name)
            return parent.child(row);
    }
    return nullptr;
}

QString valueOf(const QTreeWidgetItem &parent, const QString &name)
{
    const QTreeWidgetItem *item = find(parent, name);
    return item ? item->text(1) : u"(none)"_s;
}

} // namespace

class PayloadTreeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSingleAlertIsOpen()
    {
        PayloadTree tree(m_clock);
        tree.setAlerts({alertOf(u"a"_s, example())});
        const QTreeWidgetItem &alert = *tree.topLevelItem(0);
        QVERIFY(alert.isExpanded());
        QCOMPARE(valueOf(alert, u"host"_s), u"web-3"_s);
        QCOMPARE(valueOf(alert, u"load"_s), u"12.5"_s);
        QCOMPARE(valueOf(alert, u"up"_s), u"yes"_s);
        QCOMPARE(valueOf(alert, u"gone"_s), u"–"_s);
        QCOMPARE(valueOf(alert, u"trace"_s), u"first line second line"_s);
    }

    void branchesAreMadeWhenTheyAreOpened()
    {
        PayloadTree tree(m_clock);
        tree.setAlerts({alertOf(u"a"_s, example())});
        QTreeWidgetItem *disks = find(*tree.topLevelItem(0), u"disks"_s);
        QVERIFY(disks);
        QCOMPARE(disks->childCount(), 0);
        disks->setExpanded(true);
        QCOMPARE(disks->childCount(), 2);
        QCOMPARE(valueOf(*disks, u"2"_s), u"sdb"_s);
        disks->setExpanded(false);
        disks->setExpanded(true);
        QCOMPARE(disks->childCount(), 2); // not made twice
    }

    void whatIsOpenStaysOpen()
    {
        PayloadTree tree(m_clock);
        tree.setAlerts({alertOf(u"a"_s, example()), alertOf(u"b"_s, example())});
        QVERIFY(!tree.topLevelItem(1)->isExpanded());
        tree.topLevelItem(1)->setExpanded(true);
        tree.setAlerts({alertOf(u"c"_s, example()), alertOf(u"a"_s, example()), alertOf(u"b"_s, example())});
        QVERIFY(!tree.topLevelItem(0)->isExpanded());
        QVERIFY(tree.topLevelItem(2)->isExpanded());
    }

    void hugePayloadsAreCutShort()
    {
        QJsonArray many;
        for (int number = 0; number < 20'000; ++number)
            many.append(number);
        PayloadTree tree(m_clock);
        tree.setAlerts({alertOf(u"a"_s, QJsonObject{{u"many"_s, many}})});
        QTreeWidgetItem *branch = find(*tree.topLevelItem(0), u"many"_s);
        branch->setExpanded(true);
        QCOMPARE(branch->childCount(), 501);
        QVERIFY2(branch->child(500)->text(0).contains(u"19500"_s), qPrintable(branch->child(500)->text(0)));
    }

    void returnOpensTheAlertInABrowser()
    {
        PayloadTree tree(m_clock);
        tree.setAlerts({alertOf(u"a"_s, example(), u"https://example.com/a"_s), alertOf(u"b"_s, example())});
        tree.show();
        QSignalSpy opened(&tree, &PayloadTree::opened);
        tree.setCurrentItem(tree.topLevelItem(0));
        QTest::keyClick(&tree, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.constFirst().constFirst().toUrl(), QUrl(u"https://example.com/a"_s));
        tree.setCurrentItem(tree.topLevelItem(1));
        QTest::keyClick(&tree, Qt::Key_Return); // that one is nowhere
        QCOMPARE(opened.size(), 1);
    }

    void aValueIsCopiedWhole()
    {
        PayloadTree tree(m_clock);
        tree.setAlerts({alertOf(u"a"_s, example())});
        tree.show();
        tree.setCurrentItem(find(*tree.topLevelItem(0), u"trace"_s));
        QTest::keySequence(&tree, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"first line\nsecond line"_s);
    }

private:
    FakeClock m_clock;
};

QTEST_MAIN(PayloadTreeTest)

#include "tst_payloadtree.moc"
