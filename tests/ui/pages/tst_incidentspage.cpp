// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/incidentspage.h"

#include "actions/action.h"
#include "support/uibench.h"
#include "theme.h"
#include "widgets/emptystate.h"
#include "widgets/filterbar.h"
#include "widgets/incidentdetail.h"
#include "widgets/incidentlist.h"
#include "widgets/statepill.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace nightbell;

namespace {

// The page in a window that has the focus.
struct Shown : UiBench
{
    explicit Shown(const QString &toml = {}) : UiBench(toml), page(*session)
    {
        page.resize(900, 600);
        page.show();
        page.activateWindow();
        requested = std::make_unique<QSignalSpy>(&session->commander(), &Commander::requested);
    }

    IncidentList *list() { return page.findChild<IncidentList *>(); }
    QLineEdit *filter() { return page.findChild<FilterBar *>()->findChild<QLineEdit *>(); }
    IncidentDetail *detail() { return page.findChild<IncidentDetail *>(); }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &page, static_cast<Qt::Key>(key), modifiers);
    }
    QStringList selected()
    {
        QStringList ids;
        for (const Incident &incident : page.selected())
            ids.append(incident.id.text());
        return ids;
    }
    QStringList rows()
    {
        QStringList ids;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            ids.append(list()->model()->index(row, 0).data(IncidentModel::IdRole).toString());
        return ids;
    }
    QStringList asked() // "acknowledge a"
    {
        QStringList all;
        for (const auto &call : *requested) {
            const auto request = call.at(0).value<ActionRequest>();
            all.append(request.action + u' ' + request.incident.text());
        }
        return all;
    }

    IncidentsPage page;
    std::unique_ptr<QSignalSpy> requested;
};

} // namespace

class IncidentsPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        applyTheme(*qApp, u"light"_s);
        qRegisterMetaType<ActionRequest>();
    }

    void lettersActOnTheSelection_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("expected");
        QTest::newRow("A acknowledges") << int(Qt::Key_A) << u"acknowledge a"_s;
        QTest::newRow("R resolves") << int(Qt::Key_R) << u"resolve a"_s;
    }

    void lettersActOnTheSelection()
    {
        QFETCH(const int, key);
        QFETCH(const QString, expected);
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.show({shown.incident(u"a"_s, 1), shown.incident(u"b"_s, 2)});
        shown.list()->setFocus();
        QCOMPARE(shown.selected(), QStringList{u"a"_s}); // the first, by itself
        shown.press(key);
        QCOMPARE(shown.asked(), QStringList{expected});
    }

    void everyKindOfActionHasAButtonAndItsLetter()
    {
        Shown shown;
        for (const ActionKind *kind : commonActionKinds()) {
            const QKeySequence key{QString(QLatin1StringView(kind->shortcut))};
            const auto actions = shown.page.actions();
            QVERIFY2(std::ranges::any_of(actions, [&key](const QAction *action) { return action->shortcut() == key; }), kind->id);
        }
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

    void jAndKMove()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.show({shown.incident(u"a"_s, 1), shown.incident(u"b"_s, 2), shown.incident(u"c"_s, 3)});
        shown.list()->setFocus();
        shown.press(Qt::Key_J);
        shown.press(Qt::Key_J);
        QCOMPARE(shown.selected(), QStringList{u"c"_s});
        shown.press(Qt::Key_J); // the end
        QCOMPARE(shown.selected(), QStringList{u"c"_s});
        shown.press(Qt::Key_K);
        QCOMPARE(shown.selected(), QStringList{u"b"_s});
    }

    void enterOpensAndEscapeGoesBack()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.show({shown.incident(u"a"_s, 1)});
        shown.list()->setFocus();
        shown.press(Qt::Key_Return);
        QVERIFY(shown.detail()->hasFocus());
        QTest::keyClick(shown.detail(), Qt::Key_Escape);
        QVERIFY(shown.list()->hasFocus());
    }

    void severalSelectedAreActedOnTogether()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        Incident done = shown.incident(u"done"_s, 3);
        done.state = IncidentState::Acknowledged;
        shown.show({shown.incident(u"a"_s, 1), shown.incident(u"b"_s, 2), done});
        shown.list()->setFocus();
        shown.press(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(shown.selected().size(), 3);
        shown.press(Qt::Key_A);
        QStringList asked = shown.asked();
        asked.sort();
        QCOMPARE(asked, (QStringList{u"acknowledge a"_s, u"acknowledge b"_s})); // the third is acknowledged
    }

    void theRowSaysWhatHappensToTheAction()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.show({shown.incident(u"a"_s, 1)});
        shown.list()->setFocus();
        shown.press(Qt::Key_A);
        const QModelIndex row = shown.list()->model()->index(0, 0);
        QVERIFY(!row.data(IncidentModel::StageRole).toString().isEmpty());
        QCOMPARE(shown.detail()->findChild<StatePill *>()->accessibleName(), u"acknowledged"_s);
    }

    void whatIsAcknowledgedStaysWhileItIsSelected()
    {
        Shown shown;
        Incident incident = shown.incident(u"a"_s, 1);
        shown.show({incident, shown.incident(u"b"_s, 2)});
        shown.page.findChild<FilterBar *>()->findChildren<QPushButton *>().constFirst()->click(); // Needs me
        incident.state = IncidentState::Acknowledged;
        shown.show({incident, shown.incident(u"b"_s, 2)});
        QCOMPARE(shown.selected(), QStringList{u"a"_s});
        QCOMPARE(shown.rows(), (QStringList{u"b"_s, u"a"_s}));
        shown.page.select(IncidentId(u"b"_s));
        QCOMPARE(shown.rows(), QStringList{u"b"_s});
    }

    void newRowsDoNotMoveWhatIsSelected()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowExposed(&shown.page));
        QList<Incident> incidents;
        for (int number = 0; number < 200; ++number)
            incidents.append(shown.incident(u"i%1"_s.arg(number), 10 + number));
        shown.show(incidents);
        shown.list()->goTo(100);
        const QString id = shown.selected().constFirst();
        const int y = shown.list()->visualRect(shown.list()->currentIndex()).y();
        for (int number = 0; number < 7; ++number)
            incidents.prepend(shown.incident(u"new%1"_s.arg(number), number));
        incidents.removeAt(60);
        shown.show(incidents);
        QCOMPARE(shown.selected(), QStringList{id});
        QCOMPARE(shown.list()->visualRect(shown.list()->currentIndex()).y(), y);
    }

    void whatIsGoneIsNotReplacedByItsNeighbour()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.show({shown.incident(u"a"_s, 1), shown.incident(u"b"_s, 2)});
        shown.list()->setFocus();
        shown.show({shown.incident(u"b"_s, 2)});
        QCOMPARE(shown.selected(), QStringList());
        QVERIFY(shown.detail()->shown());
        QCOMPARE(shown.detail()->shown()->id.text(), u"a"_s); // still to be read
        QCOMPARE(shown.detail()->shown()->state, IncidentState::Resolved);
        shown.press(Qt::Key_R);
        QCOMPARE(shown.asked(), QStringList());
    }

    void emptyStates_data()
    {
        QTest::addColumn<QString>("toml");
        QTest::addColumn<QString>("expected");
        const QString site = u"[[check]]\nid = \"home\"\nkind = \"http\"\nurl = \"http://example.com/\"\n"_s;
        QTest::newRow("nothing is configured") << u""_s << u"Nothing is being watched"_s;
        QTest::newRow("a check has not run yet") << site << u"Looking …"_s;
    }

    void emptyStates()
    {
        QFETCH(const QString, toml);
        QFETCH(const QString, expected);
        Shown shown(toml);
        QSignalSpy started(shown.session.get(), &Session::started);
        shown.session->start();
        QVERIFY(started.wait());
        QTRY_COMPARE(shown.page.findChild<EmptyState *>()->headline(), expected);
    }

    void quietIsClaimedOnceTheCheckPassed()
    {
        Shown shown(u"[[check]]\nid = \"home\"\nkind = \"http\"\nurl = \"http://example.com/\"\n"_s);
        shown.session->start();
        QTRY_COMPARE(shown.probe->waitingCount(), 1);
        ProbeReply reply;
        reply.status = 200;
        shown.probe->finishNext(reply);
        QTRY_COMPARE(shown.page.findChild<EmptyState *>()->headline(), u"Nothing needs you"_s);
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

QTEST_MAIN(IncidentsPageTest)

#include "tst_incidentspage.moc"
