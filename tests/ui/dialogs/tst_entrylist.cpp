// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/entrylist.h"

#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

QList<EntryList::Entry> three()
{
    return {{u"a"_s, u"Alpha"_s, u"http"_s, u"console.toml"_s, true}, {u"b"_s, u"Beta"_s, u"http"_s, u"team.toml"_s, false},
        {u"c"_s, u"Gamma"_s, u"http"_s, u"console.toml"_s, true}};
}

struct Bench
{
    Bench()
    {
        list.show();
        tree = list.findChild<QTreeWidget *>();
        list.activateWindow();
        tree->setFocus();
    }

    QPushButton *button(const QString &text) const
    {
        const auto buttons = list.findChildren<QPushButton *>();
        const auto found = std::ranges::find(buttons, text, &QPushButton::text);
        return found == buttons.end() ? nullptr : *found;
    }

    EntryList list{u"Checks"_s, u"No check yet."_s};
    QTreeWidget *tree = nullptr;
    QSignalSpy added{&list, &EntryList::addRequested};
    QSignalSpy edited{&list, &EntryList::editRequested};
    QSignalSpy removed{&list, &EntryList::removeRequested};
};

} // namespace

class TestEntryList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyOneSaysSo();
    void whatStandsElsewhereIsNotRemoved();
    void keysEdit();
    void selectionStaysWithItsEntry();
    void addIsPlainOrAMenu();
};

void TestEntryList::emptyOneSaysSo()
{
    Bench bench;
    bench.list.setEntries({});
    QVERIFY(!bench.tree->isVisible());
    const auto labels = bench.list.findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) { return label->isVisible() && label->text() == u"No check yet."_s; }));
    QVERIFY(!bench.button(u"&Edit …"_s)->isEnabled());
    QVERIFY(!bench.button(u"Re&move"_s)->isEnabled());
    bench.list.setEntries(three());
    QVERIFY(bench.tree->isVisible());
    QCOMPARE(bench.tree->accessibleName(), u"Checks"_s);
}

void TestEntryList::whatStandsElsewhereIsNotRemoved()
{
    Bench bench;
    bench.list.setEntries(three());
    QTest::mouseClick(bench.button(u"Re&move"_s), Qt::LeftButton);
    QCOMPARE(bench.removed.size(), 1);
    QCOMPARE(bench.removed[0][0].toString(), u"a"_s);
    QTest::keyClick(bench.tree, Qt::Key_Down);
    QVERIFY(!bench.button(u"Re&move"_s)->isEnabled());
    QVERIFY(bench.button(u"&Edit …"_s)->isEnabled()); // to be looked at
    QTest::mouseClick(bench.button(u"&Edit …"_s), Qt::LeftButton);
    QCOMPARE(bench.edited[0][0].toString(), u"b"_s);
}

void TestEntryList::keysEdit()
{
    Bench bench;
    bench.list.setEntries(three());
    QTest::keyClick(bench.tree, Qt::Key_End);
    QTest::keyClick(bench.tree, Qt::Key_Return);
    QCOMPARE(bench.edited.size(), 1);
    QCOMPARE(bench.edited[0][0].toString(), u"c"_s);
}

void TestEntryList::selectionStaysWithItsEntry()
{
    Bench bench;
    bench.list.setEntries(three());
    QTest::keyClick(bench.tree, Qt::Key_End);
    QList<EntryList::Entry> entries = three();
    entries.prepend({u"0"_s, u"First"_s, {}, {}, true});
    bench.list.setEntries(entries);
    QCOMPARE(bench.tree->currentItem()->text(0), u"Gamma"_s);
    entries.removeLast();
    bench.list.setEntries(entries);
    QCOMPARE(bench.tree->currentItem()->text(0), u"First"_s); // something is selected as long as there is something
}

void TestEntryList::addIsPlainOrAMenu()
{
    Bench bench;
    QPushButton *add = bench.button(u"&Add …"_s);
    QTest::mouseClick(add, Qt::LeftButton);
    QCOMPARE(bench.added.size(), 1);
    QCOMPARE(bench.added[0][0].toString(), QString());
    bench.list.setAddChoices({{u"pagerduty"_s, u"PagerDuty"_s}, {u"prometheus"_s, u"Prometheus"_s}});
    QCOMPARE(add->menu()->actions().size(), 2);
    add->menu()->actions().last()->trigger();
    QCOMPARE(bench.added.size(), 2);
    QCOMPARE(bench.added[1][0].toString(), u"prometheus"_s);
    bench.list.setAddChoices({}); // there is nothing that could be added
    QVERIFY(add->isHidden());
}

QTEST_MAIN(TestEntryList)
#include "tst_entrylist.moc"
