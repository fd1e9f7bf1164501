// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/incidentspage.h"

#include "actions/action.h"
#include "dialogs/actiondialog.h"
#include "theme.h"
#include "ui/pages/shownincidents.h"
#include "widgets/emptystate.h"
#include "widgets/incidentdetail.h"
#include "widgets/incidentlist.h"
#include "widgets/statepill.h"
#include "widgets/undobar.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace nightbell;

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

    void everyKindIsInTheMenuWithItsLetter()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.show({shown.incident(u"a"_s, 1)});
        shown.list()->setFocus();
        shown.press(Qt::Key_Period);
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        for (const ActionKind *kind : actionKinds()) {
            const auto actions = menu->actions();
            const auto has = [kind](const QAction *action) {
                const QKeySequence key(kind->subject == ActionSubject::Source ? QKeySequence(QKeySequence::New)
                                                                              : QKeySequence(QString(QLatin1StringView(kind->shortcut))));
                return action->text().remove(u'&').startsWith(actionName(QLatin1StringView(kind->id))) && action->shortcut() == key;
            };
            QVERIFY2(std::ranges::any_of(actions, has), kind->id);
        }
        menu->close();
    }

    void theMenuComesUpWithTheMenuKeyAndTheRightButton()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.show({shown.incident(u"a"_s, 1), shown.incident(u"b"_s, 2)});
        shown.list()->setFocus();
        QContextMenuEvent byKey(QContextMenuEvent::Keyboard, QPoint(5, 5), shown.list()->viewport()->mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(shown.list()->viewport(), &byKey);
        QVERIFY(QApplication::activePopupWidget());
        QApplication::activePopupWidget()->close();
        const QPoint second = shown.list()->visualRect(shown.list()->model()->index(1, IncidentModel::Title)).center();
        QTest::mouseClick(shown.list()->viewport(), Qt::RightButton, {}, second);
        QContextMenuEvent byMouse(QContextMenuEvent::Mouse, second, shown.list()->viewport()->mapToGlobal(second));
        QApplication::sendEvent(shown.list()->viewport(), &byMouse);
        QCOMPARE(shown.selected(), QStringList{u"b"_s});
        QVERIFY(QApplication::activePopupWidget());
        QApplication::activePopupWidget()->close();
    }

    void whatTheSourceDoesNotHaveIsHidden()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.addSource();
        shown.source->lacks = {u"workflow"_s};
        Incident done = shown.incident(u"a"_s, 1);
        done.state = IncidentState::Acknowledged;
        shown.show({done});
        QVERIFY(!shown.action(u"Run workflow"_s)->isVisible());
        QVERIFY(shown.action(u"Acknowledge"_s)->isVisible());
        QVERIFY(!shown.action(u"Acknowledge"_s)->isEnabled()); // it has it, and does not apply now
        shown.list()->setFocus();
        shown.press(Qt::Key_W);
        QVERIFY(!shown.page.findChild<ActionDialog *>());
        QVERIFY(!shown.page.knownActions().contains(shown.action(u"Run workflow"_s)));
    }

    void sLetsChooseHowLong()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.show({shown.incident(u"a"_s, 1)});
        shown.list()->setFocus();
        shown.press(Qt::Key_S);
        QWidget *menu = QApplication::activePopupWidget();
        QVERIFY(menu);
        QTest::keyClick(menu, Qt::Key_H); // 1 h
        QCOMPARE(shown.asked(), QStringList{u"snooze a"_s});
        QCOMPARE(shown.request(0).inputs.value(u"for"_s).toString(), u"1h"_s);
        QCOMPARE(shown.session->store().incident(IncidentId(u"a"_s))->snoozedUntil, shown.clock.now() + std::chrono::hours(1));
    }

    void untilTomorrowIsNineOClock()
    {
        Shown shown; // it is 03:00:01
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.show({shown.incident(u"a"_s, 1)});
        shown.list()->setFocus();
        shown.press(Qt::Key_S);
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_D); // today
        const auto until = shown.session->store().incident(IncidentId(u"a"_s))->snoozedUntil;
        QVERIFY(until);
        QCOMPARE(toDateTime(*until).toString(Qt::ISODate), u"2026-01-05T09:00:00Z"_s);
    }

    void inputsAreAskedForByKeys()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.show({shown.incident(u"a"_s, 1)});
        shown.list()->setFocus();
        shown.press(Qt::Key_N);
        auto *dialog = shown.page.findChild<ActionDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QTRY_VERIFY(QApplication::focusWidget() && QApplication::focusWidget()->window() == dialog);
        QTest::keyClicks(QApplication::focusWidget(), u"Restarted it"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(shown.asked(), QStringList{u"note a"_s});
        QCOMPARE(shown.request(0).inputs.value(u"text"_s).toString(), u"Restarted it"_s);
    }

    void shiftAsksForWhatMayBeSaid()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.show({shown.incident(u"a"_s, 1)});
        shown.list()->setFocus();
        shown.press(Qt::Key_R, Qt::ShiftModifier);
        QCOMPARE(shown.asked(), QStringList());
        auto *dialog = shown.page.findChild<ActionDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->findChild<QPlainTextEdit *>()->setPlainText(u"Disk was full"_s);
        dialog->findChild<QPushButton *>(u"go"_s)->click();
        QCOMPARE(shown.asked(), QStringList{u"resolve a"_s});
        QCOMPARE(shown.request(0).inputs.value(u"note"_s).toString(), u"Disk was full"_s);
    }

    void mergeAsksWhichOneIsKept()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.show({shown.incident(u"a"_s, 1), shown.incident(u"b"_s, 2), shown.incident(u"c"_s, 3)});
        shown.list()->setFocus();
        shown.press(Qt::Key_M); // one alone has nothing to merge with
        QVERIFY(!shown.page.findChild<ActionDialog *>());
        shown.press(Qt::Key_A, Qt::ControlModifier);
        shown.press(Qt::Key_M);
        auto *dialog = shown.page.findChild<ActionDialog *>();
        QVERIFY(dialog);
        QTRY_VERIFY(QApplication::focusWidget() && QApplication::focusWidget()->window() == dialog);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(shown.asked(), QStringList{u"merge b"_s});
        QCOMPARE(shown.request(0).others, (QList<IncidentId>{IncidentId(u"a"_s), IncidentId(u"c"_s)}));
    }

    void whatCannotBeTakenBackIsAskedFor()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.addSource();
        shown.source->lacks = {u"retrigger"_s};
        shown.show({shown.incident(u"a"_s, 1)});
        shown.list()->setFocus();
        shown.press(Qt::Key_R);
        QCOMPARE(shown.asked(), QStringList());
        auto *box = shown.page.findChild<QMessageBox *>();
        QVERIFY(box && box->isVisible());
        QTest::keyClick(box, Qt::Key_Return);
        QCOMPARE(shown.asked(), QStringList{u"resolve a"_s});
        QVERIFY(shown.page.findChild<UndoBar *>()->isHidden());
    }

    void moreThanFiveAreAskedFor()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        SharedIncidents incidents;
        for (int number = 0; number < 6; ++number)
            incidents.append(shown.incident(u"i%1"_s.arg(number), number));
        shown.show(incidents);
        shown.list()->setFocus();
        shown.press(Qt::Key_A, Qt::ControlModifier);
        shown.press(Qt::Key_A);
        QCOMPARE(shown.asked(), QStringList());
        auto *box = shown.page.findChild<QMessageBox *>();
        QVERIFY(box);
        QTest::keyClick(box, Qt::Key_Return);
        QCOMPARE(shown.asked().size(), 6);
    }

    void somethingNewIsMadeWhereItCanBe()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.addSource();
        shown.source->choices.insert(u"services"_s, QList<Option>{{u"S1"_s, u"Payments"_s, {}}, {u"S2"_s, u"Search"_s, {}}});
        shown.show({shown.incident(u"a"_s, 1)});
        shown.list()->setFocus();
        shown.press(Qt::Key_N, Qt::ControlModifier);
        auto *dialog = shown.page.findChild<ActionDialog *>();
        QVERIFY(dialog);
        dialog->findChild<QLineEdit *>(u"title"_s)->setText(u"The door is open"_s);
        dialog->findChild<QPushButton *>(u"go"_s)->click();
        QVERIFY(dialog->isVisible()); // for which service?
        QTest::keyClicks(dialog->findChild<QWidget *>(u"service"_s)->focusProxy(), u"sea"_s);
        dialog->findChild<QPushButton *>(u"go"_s)->click();
        QCOMPARE(shown.asked(), QStringList{u"create "_s});
        QCOMPARE(shown.request(0).inputs.value(u"service"_s).toString(), u"S2"_s);
        QCOMPARE(shown.request(0).source.text(), u"pd"_s);
    }

    void ctrlZTakesBackWithinFiveSeconds()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.show({shown.incident(u"a"_s, 1), shown.incident(u"b"_s, 2)});
        auto *bar = shown.page.findChild<UndoBar *>();
        QVERIFY(bar->isHidden());
        shown.list()->setFocus();
        shown.press(Qt::Key_A, Qt::ControlModifier);
        shown.press(Qt::Key_A);
        QVERIFY(bar->isVisible());
        QVERIFY2(bar->accessibleName().startsWith(u"Acknowledged: 2 incident"_s), qPrintable(bar->accessibleName()));
        shown.press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(bar->isHidden());
        for (const QString &id : {u"a"_s, u"b"_s})
            QCOMPARE(shown.session->store().incident(IncidentId(id))->state, IncidentState::Triggered);
    }

    void oIsThereForWhatABrowserCanShow()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        Incident here = shown.incident(u"a"_s, 1);
        Incident there = shown.incident(u"b"_s, 2);
        there.url = QUrl(u"https://example.com/b"_s);
        shown.show({here, there});
        QVERIFY(!shown.action(u"Open in browser"_s)->isVisible());
        shown.page.select(there.id);
        QVERIFY(shown.action(u"Open in browser"_s)->isVisible());
        QVERIFY(shown.action(u"Open in browser"_s)->isEnabled());
    }

    void lLetsItEscalate()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        Incident incident = shown.incident(u"a"_s, 1);
        shown.show({incident});
        QVERIFY(!shown.action(u"Let it escalate"_s)->isVisible()); // it stays where it is
        incident.escalation = Escalation{shown.clock.now() + std::chrono::minutes(5), 1, u"Backup"_s};
        shown.show({incident});
        QCOMPARE(shown.session->pager().pages().size(), 1);
        shown.list()->setFocus();
        shown.press(Qt::Key_L);
        QCOMPARE(shown.session->pager().pages().size(), 0);
        QCOMPARE(shown.asked(), QStringList());
        QCOMPARE(shown.session->store().incident(incident.id)->state, IncidentState::Triggered);
        QTRY_VERIFY(!shown.action(u"Let it escalate"_s)->isEnabled());
    }

    // It is Monday, 03:00.
    void cPagesForWhatIsHeld()
    {
        Shown shown(u"[[service]]\nid = \"races\"\nname = \"Races\"\nurgency = \"low\"\n"
                    u"support-hours = { days = \"mon-fri\", from = \"09:00\", to = \"17:00\", time-zone = \"UTC\" }\n"_s);
        shown.session->start();
        QTRY_VERIFY(shown.session->isStarted());
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        Incident incident = shown.incident(u"a"_s, 1);
        incident.service = ServiceId(u"races"_s);
        incident.urgency = Urgency::Low;
        shown.show({incident, shown.incident(u"b"_s, 2)});
        shown.page.select(IncidentId(u"b"_s));
        QVERIFY(!shown.action(u"Page me now"_s)->isVisible()); // it has paged
        shown.page.select(incident.id);
        QVERIFY(shown.action(u"Page me now"_s)->isEnabled());
        const QModelIndex row = shown.list()->currentIndex();
        QCOMPARE(row.siblingAtColumn(IncidentModel::Who).data().toString(), u"held until 09:00"_s);
        QVERIFY(row.data(Qt::AccessibleTextRole).toString().contains(u"held until 09:00"_s));
        QVERIFY(shown.says(u"until 09:00: low urgency waits for the support hours of Races"_s));
        shown.press(Qt::Key_C);
        const QList<Page> &pages = shown.session->pager().pages();
        QVERIFY(std::ranges::find(pages, incident.id, &Page::id) != pages.end());
        QVERIFY(!shown.action(u"Page me now"_s)->isVisible());
        QVERIFY(!shown.says(u"support hours"_s));
        QCOMPARE(shown.asked(), QStringList());
    }

    void whatAPauseHoldsIsPagedForAsWell()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.session->pager().pause(shown.clock.now() + std::chrono::hours(1));
        shown.show({shown.incident(u"a"_s, 1)});
        QVERIFY(shown.session->pager().pages().isEmpty());
        shown.list()->setFocus();
        shown.press(Qt::Key_Period);
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu && menu->actions().contains(shown.action(u"Page me now"_s)));
        menu->close();
        QVERIFY(shown.says(u"notifications are paused"_s));
        shown.action(u"Page me now"_s)->trigger();
        QCOMPARE(shown.session->pager().pages().size(), 1);
    }

    void whatTheFilterHidesIsNotShownAsSelected()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.show({shown.incident(u"a"_s, 1), shown.incident(u"b"_s, 2)});
        QCOMPARE(shown.detail()->shown()->id.text(), u"a"_s);
        shown.filter()->setText(u"\"of b\""_s);
        QCOMPARE(shown.rows(), QStringList{u"b"_s});
        QCOMPARE(shown.selected(), QStringList()); // a key must not act on what nobody chose
        QVERIFY(!shown.detail()->shown());
        QVERIFY(shown.says(u"Select an incident"_s));
        shown.filter()->setFocus();
        shown.press(Qt::Key_Return);
        QCOMPARE(shown.selected(), QStringList{u"b"_s});
        QCOMPARE(shown.detail()->shown()->id.text(), u"b"_s);
    }

    void whatIsWorkedOnStaysThoughItPassesNoMore()
    {
        Shown shown;
        Incident incident = shown.incident(u"a"_s, 1);
        shown.show({incident, shown.incident(u"b"_s, 2)});
        shown.filter()->setText(u"state:triggered"_s);
        QCOMPARE(shown.selected(), QStringList{u"a"_s});
        incident.state = IncidentState::Acknowledged;
        shown.show({incident, shown.incident(u"b"_s, 2)});
        QCOMPARE(shown.selected(), QStringList{u"a"_s});
        shown.filter()->setText(u"state:triggered urgency:high"_s); // asked for anew
        QCOMPARE(shown.rows(), QStringList{u"b"_s});
    }

    // The selection changes while rows are being taken out, and with it what is held.
    void whatIsWorkedOnGoesInTheEnd()
    {
        Shown shown;
        Incident incident = shown.incident(u"a"_s, 1);
        const SharedIncidents others{shown.incident(u"b"_s, 2), shown.incident(u"c"_s, 3)};
        shown.show(SharedIncidents{incident} + others);
        shown.filter()->setText(u"state:triggered"_s);
        shown.list()->goTo(static_cast<int>(shown.rows().indexOf(u"a"_s)));
        QCoreApplication::processEvents();
        incident.state = IncidentState::Acknowledged;
        shown.show(SharedIncidents{incident} + others);
        QCOMPARE(shown.rows().constLast(), u"a"_s);
        shown.show(others);
        QCoreApplication::processEvents();
        QStringList left = shown.rows();
        left.sort();
        QCOMPARE(left, QStringList({u"b"_s, u"c"_s}));
    }

    void aFilterMayKeepOneOfThoseThatAreSelected()
    {
        Shown shown;
        Incident acknowledged = shown.incident(u"a"_s, 1);
        acknowledged.state = IncidentState::Acknowledged;
        shown.show({acknowledged, shown.incident(u"b"_s, 2), shown.incident(u"c"_s, 3)});
        shown.list()->selectAll();
        QCoreApplication::processEvents();
        shown.filter()->setText(u"state:acknowledged"_s);
        QCoreApplication::processEvents();
        QCOMPARE(shown.rows(), QStringList{u"a"_s});
        shown.filter()->setText(QString());
        QCoreApplication::processEvents();
        QCOMPARE(shown.rows().size(), 3);
    }

    void detailsAreToldAndTakenUpAgain()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.addSource();
        shown.source->told = IncidentDetails{.notes = {{shown.clock.now(), u"Ann"_s, u"Looked at it"_s}}};
        Incident incident = shown.incident(u"a"_s, 1);
        shown.show({incident});
        QTRY_COMPARE(shown.source->detailsAsked, QList{incident.id});
        const auto notes = [&shown] {
            for (const QLabel *label : shown.detail()->findChildren<QLabel *>()) {
                if (label->isVisible() && label->text().contains(u"Looked at it"_s))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(notes());
        incident.title = u"another"_s;
        shown.show({incident});
        QTRY_COMPARE(shown.source->detailsAsked.size(), 2);
        QVERIFY(notes());
    }

    void theOfferGoesByItself()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        shown.show({shown.incident(u"a"_s, 1)});
        shown.list()->setFocus();
        shown.press(Qt::Key_A);
        auto *bar = shown.page.findChild<UndoBar *>();
        QVERIFY(bar->isVisible());
        shown.clock.advance(Commander::undoableFor);
        QTRY_VERIFY(bar->isHidden());
        shown.session->commander().tick();
        shown.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(shown.session->store().incident(IncidentId(u"a"_s))->state, IncidentState::Acknowledged);
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
        shown.page.findChild<FilterBar *>()->findChildren<QPushButton *>().constFirst()->click(); // Mine
        incident.concern = Concern::Others;
        shown.show({incident, shown.incident(u"b"_s, 2)});
        QCOMPARE(shown.selected(), QStringList{u"a"_s});
        QCOMPARE(shown.rows(), (QStringList{u"b"_s, u"a"_s}));
        shown.page.select(IncidentId(u"b"_s));
        QTRY_COMPARE(shown.rows(), QStringList{u"b"_s});
    }

    void newRowsDoNotMoveWhatIsSelected()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowExposed(&shown.page));
        SharedIncidents incidents;
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
};

QTEST_MAIN(IncidentsPageTest)

#include "tst_incidentspage.moc"
