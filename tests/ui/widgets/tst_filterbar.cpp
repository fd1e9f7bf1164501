// SPDX-License-Identifier: GPL-3.0-or-later
// The filter above the list of incidents, in its page.
#include "widgets/filterbar.h"

#include "theme.h"
#include "ui/pages/shownincidents.h"
#include "widgets/emptystate.h"

#include <QMenu>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace nightbell;

class FilterBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        applyTheme(*qApp, u"light"_s);
        qRegisterMetaType<ActionRequest>();
    }

    void lettersTypedIntoTheFilterAreText()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.show({shown.incident(u"a"_s, 1), shown.incident(u"b"_s, 2)});
        shown.list()->setFocus();
        shown.press(Qt::Key_Slash);
        QVERIFY(shown.filter()->hasFocus());
        QTest::keyClicks(shown.filter(), u"ajkr/o"_s);
        QCOMPARE(shown.filter()->text(), u"ajkr/o"_s);
        QCOMPARE(shown.asked(), QStringList());
        QCOMPARE(shown.selected(), QStringList());
    }

    void theFilterNarrowsAndEscapeTakesItBack()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.show({shown.incident(u"web"_s, 1), shown.incident(u"db"_s, 2)});
        shown.filter()->setFocus();
        QTest::keyClicks(shown.filter(), u"of db"_s);
        QCOMPARE(shown.rows(), QStringList{u"db"_s});
        QTest::keyClick(shown.filter(), Qt::Key_Escape);
        QCOMPARE(shown.rows().size(), 2);
        QTest::keyClick(shown.filter(), Qt::Key_Escape);
        QVERIFY(shown.list()->hasFocus());
    }

    void whatIsChosenFromTheMenuNarrows()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        Incident web = shown.incident(u"web"_s, 1);
        web.teams = {u"Web & shop"_s};
        Incident data = shown.incident(u"db"_s, 2);
        data.teams = {u"Data"_s};
        shown.show({web, data, shown.incident(u"other"_s, 3)});
        auto *bar = shown.page.findChild<FilterBar *>();
        auto *menu = bar->findChild<QMenu *>();
        shown.list()->setFocus();
        const auto choose = [&](const QString &team) {
            shown.press(Qt::Key_F);
            const QList<QAction *> choices = menu->actions().constFirst()->menu()->actions();
            const auto found = std::ranges::find(choices, team, &QAction::text);
            const bool wasChosen = (*found)->isChecked();
            (*found)->trigger();
            menu->close();
            return wasChosen;
        };
        QVERIFY(!choose(u"Web && shop"_s));
        QCOMPARE(shown.rows(), QStringList{u"web"_s});
        QCOMPARE(bar->text(), u"team:\"Web & shop\""_s); // seen, and changed like what was typed
        choose(u"Data"_s);
        QCOMPARE(shown.rows().size(), 2);
        QVERIFY(choose(u"Web && shop"_s));
        QCOMPARE(shown.rows(), QStringList{u"db"_s});
    }

    void aFilterThatHidesAllSaysSoAndIsTakenBack()
    {
        Shown shown;
        shown.show({shown.incident(u"a"_s, 1)});
        shown.filter()->setText(u"nonesuch"_s);
        auto *empty = shown.page.findChild<EmptyState *>();
        QVERIFY(empty->isVisible());
        QCOMPARE(empty->headline(), u"No incident matches"_s);
        empty->findChild<QPushButton *>()->click();
        QCOMPARE(shown.rows(), QStringList{u"a"_s});
        QVERIFY(!empty->isVisible());
    }
};

QTEST_MAIN(FilterBarTest)

#include "tst_filterbar.moc"
