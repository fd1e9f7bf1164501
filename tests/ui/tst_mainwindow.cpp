// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow.h"
#include "pages/readinesspage.h"

#include "actions/action.h"
#include "checks/check.h"
#include "dialogs/actiondialog.h"
#include "dialogs/commandpalette.h"
#include "dialogs/entrydialog.h"
#include "dialogs/keysdialog.h"
#include "dialogs/settingsdialog.h"
#include "dialogs/silencedialog.h"
#include "dialogs/sourcedetails.h"
#include "dialogs/takeoverdialog.h"
#include "pager/channels/channel.h"
#include "pages/incidentspage.h"
#include "pages/oncallpage.h"
#include "pages/welcomepage.h"
#include "support/dutysource.h"
#include "support/uibench.h"
#include "theme.h"
#include "widgets/banner.h"
#include "widgets/incidentlist.h"
#include "widgets/navrail.h"
#include "widgets/readinessmark.h"
#include "widgets/statusline.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>
#include <QTimer>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace nightbell;

namespace {

QString describe(const QWidget *widget)
{
    QStringList path;
    for (const QWidget *at = widget; at != nullptr; at = at->parentWidget())
        path.prepend(QLatin1StringView(at->metaObject()->className()));
    return path.join(u'/');
}

// Widgets that a person can reach but that a screen reader could not name.
QStringList nameless(const QWidget &window)
{
    QStringList found;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        const bool isReachable = widget->focusPolicy() != Qt::NoFocus || qobject_cast<const QAbstractButton *>(widget) != nullptr;
        const bool isInner = widget->objectName().startsWith(u"qt_"_s) || widget->focusProxy() != nullptr
            || qobject_cast<const QAbstractItemView *>(widget->parentWidget()) != nullptr // viewports, headers, corners
            || widget->parentWidget()->inherits("QComboBoxPrivateContainer"); // is spoken for by its box
        if (!isReachable || isInner)
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const auto *label = qobject_cast<const QLabel *>(widget);
        const bool hasText = (button != nullptr && !button->text().isEmpty()) || (label != nullptr && !label->text().isEmpty());
        const bool isUnused = widget->isHidden() || (label != nullptr && !label->isVisible());
        if (widget->accessibleName().isEmpty() && !hasText && !isUnused)
            found.append(describe(widget));
    }
    return found;
}

} // namespace

class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, u"light"_s); }

    void ctrlAndANumberGoesToAPage()
    {
        UiBench bench;
        MainWindow window(*bench.session);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto *rail = window.findChild<NavRail *>();
        const auto places = rail->findChildren<NavButton *>();
        for (int place = window.pageCount() - 1; place >= 0; --place) {
            QTest::keyClick(&window, static_cast<Qt::Key>(Qt::Key_1 + place), Qt::ControlModifier);
            QVERIFY2(places.at(place)->isChecked(), qPrintable(window.pageName(place)));
            QCOMPARE(std::ranges::count_if(places, &NavButton::isChecked), 1);
        }
    }

    void everyPageNamesWhatItHas()
    {
        UiBench bench;
        bench.show({bench.incident(u"a"_s, 1)});
        MainWindow window(*bench.session);
        window.show();
        window.showWelcome();
        for (int place = 0; place < window.pageCount(); ++place)
            window.showPage(place);
        QVERIFY2(nameless(window).isEmpty(), qPrintable(nameless(window).join(u'\n')));
        for (const QAction *action : window.actions())
            QVERIFY(!action->text().isEmpty());
    }

    void everyFormNamesWhatItHas()
    {
        UiBench bench;
        QHash<QString, Fields> forms{{u"service"_s, serviceFields()}, {u"rules"_s, ruleFields()}, {u"console"_s, consoleFields()}};
        for (const SourceKind *kind : sourceKinds())
            forms.insert(QString::fromLatin1(kind->id), commonSourceFields() + kind->fields);
        for (const CheckKind *kind : checkKinds())
            forms.insert(QString::fromLatin1(kind->id), commonCheckFields() + kind->fields);
        for (const ChannelKind *kind : channelKinds())
            forms.insert(QString::fromLatin1(kind->id), commonChannelFields() + kind->fields);
        for (auto form = forms.cbegin(); form != forms.cend(); ++form) {
            EntryDialog dialog({form.key(), form.value(), {}, {}, u"Test"_s, true}, bench.session->secrets(), {}, {});
            dialog.show();
            QVERIFY2(nameless(dialog).isEmpty(), qPrintable(form.key() + u'\n' + nameless(dialog).join(u'\n')));
        }
    }

    void everyDialogCanBeUsedByKeys()
    {
        UiBench bench;
        bench.show({bench.incident(u"a"_s, 1), bench.incident(u"b"_s, 2)});
        const SharedIncidents &incidents = bench.session->store().incidents();
        const ActionDialog::AskOptions ask
            = [&bench](const SourceId &source, const OptionQuery &query) { return bench.session->options(source, query); };
        const SourceId source(u"pd"_s);
        std::vector<std::unique_ptr<QDialog>> dialogs;
        for (const ActionKind *kind : actionKinds()) {
            if (kind->subject == ActionSubject::Source)
                dialogs.push_back(std::make_unique<ActionDialog>(*kind, ActionDialog::Sources{{source, u"Pager"_s}}, ask, nullptr));
            else
                dialogs.push_back(std::make_unique<ActionDialog>(*kind, incidents, true, ask, nullptr));
        }
        dialogs.push_back(std::make_unique<SilenceDialog>(*bench.session, source, QString()));
        dialogs.push_back(std::make_unique<TakeoverDialog>(*bench.session));
        dialogs.push_back(std::make_unique<SourceDetails>(*bench.session, source, nullptr));
        dialogs.push_back(std::make_unique<KeysDialog>(QList<KeysDialog::Group>{}, nullptr));
        dialogs.push_back(std::make_unique<CommandPalette>(QList<QAction *>{}, nullptr));
        for (const auto &dialog : dialogs) {
            dialog->setAttribute(Qt::WA_DeleteOnClose, false);
            dialog->show();
            const QString name = dialog->windowTitle();
            QVERIFY2(!name.isEmpty(), dialog->metaObject()->className());
            QVERIFY2(nameless(*dialog).isEmpty(), qPrintable(name + u'\n' + nameless(*dialog).join(u'\n')));
            QVERIFY2(dialog->focusWidget() != nullptr, qPrintable(name)); // keys go somewhere
            QTest::keyClick(dialog->focusWidget(), Qt::Key_Escape);
            QVERIFY2(!dialog->isVisible(), qPrintable(name));
        }
    }

    void keysGoOnWhereAPageBegins()
    {
        UiBench bench({}, true);
        bench.session->start();
        QTRY_VERIFY(bench.session->isComplete());
        MainWindow window(*bench.session);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        for (int place = 0; place < window.pageCount(); ++place) {
            window.showPage(place);
            const QWidget *focus = window.focusWidget();
            QVERIFY2(focus && focus->isVisible() && focus->focusPolicy() != Qt::NoFocus, qPrintable(window.pageName(place)));
        }
    }

    // In one window two buttons with the same letter take turns instead of acting.
    void lettersOfButtonsAreTheirOwn()
    {
        UiBench bench({}, true);
        MainWindow window(*bench.session);
        window.show();
        for (int place = 0; place < window.pageCount(); ++place) {
            window.showPage(place);
            QHash<QKeySequence, QString> letters;
            for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
                const QKeySequence letter = QKeySequence::mnemonic(button->text());
                if (letter.isEmpty() || !button->isVisible())
                    continue;
                QVERIFY2(!letters.contains(letter), qPrintable(button->text() + u" ~ "_s + letters.value(letter)));
                letters.insert(letter, button->text());
            }
        }
    }

    void aMarkSaysWhetherThePersonCanBeWoken()
    {
        UiBench bench;
        bench.addSource();
        MainWindow window(*bench.session);
        window.show();
        auto *mark = window.findChild<ReadinessMark *>();
        QVERIFY(mark->isVisible());
        QCOMPARE(mark->accessibleName(), u"Can I be woken? Looking …"_s);
        ReadinessFact volume{u"volume"_s, ReadinessLevel::Bad, u"Volume"_s, u"The sound is muted."_s, {}};
        bench.session->readiness().setDesktop({volume});
        QCOMPARE(mark->accessibleName(), u"Can I be woken? Not in order"_s);
        QVERIFY2(mark->toolTip().startsWith("Volume: The sound is muted."_L1), qPrintable(mark->toolTip()));
        volume.level = ReadinessLevel::Good;
        bench.session->readiness().setDesktop({volume});
        QCOMPARE(mark->accessibleName(), u"Can I be woken? Look at this"_s); // no test page was sent yet
        mark->click();
        QVERIFY(qobject_cast<ReadinessPage *>(window.findChild<QStackedWidget *>()->currentWidget()));
    }

    void connectingOpensTheFormOfThatKind()
    {
        UiBench bench;
        MainWindow window(*bench.session);
        window.show();
        window.showWelcome();
        QString title;
        QString id;
        QTimer looks;
        connect(&looks, &QTimer::timeout, &window, [&] {
            auto *dialog = qobject_cast<EntryDialog *>(QApplication::activeModalWidget());
            if (dialog == nullptr)
                return;
            title = dialog->windowTitle();
            id = dialog->findChild<QLineEdit *>(u"id"_s)->text();
            dialog->reject();
        });
        looks.start(1);
        Q_EMIT window.findChild<WelcomePage *>()->connectRequested(u"local"_s);
        QCOMPARE(title, u"This machine"_s);
        QCOMPARE(id, u"local-2"_s); // what is added does not take the place of what is there
        QVERIFY(window.findChildren<SettingsDialog *>().isEmpty());
    }

    void theDemonstrationsWelcomeLeadsToItsIncidents()
    {
        UiBench bench({}, true);
        MainWindow window(*bench.session);
        window.showWelcome();
        Q_EMIT window.findChild<WelcomePage *>()->finished();
        QVERIFY(qobject_cast<IncidentsPage *>(window.findChild<QStackedWidget *>()->currentWidget()) != nullptr);
        QVERIFY(!QFile::exists(bench.configFolder() + u"/console.toml"_s)); // which is the real console's
    }

    void theTestForNamesFindsWhatHasNone()
    {
        QWidget window;
        auto *edit = new QLineEdit(&window);
        window.show();
        QCOMPARE(nameless(window).size(), 1);
        edit->setAccessibleName(u"Name"_s);
        QCOMPARE(nameless(window).size(), 0);
    }

    void theStatusLineCounts()
    {
        UiBench bench;
        MainWindow window(*bench.session);
        window.show();
        bench.show({bench.incident(u"a"_s, 1), bench.incident(u"b"_s, 1)});
        const auto *text = window.findChild<StatusText *>();
        QVERIFY2(text->text().startsWith(u"2 "_s), qPrintable(text->text()));
        QVERIFY(window.windowTitle().startsWith(u"(2)"_s));
        const auto *place = window.findChild<NavButton *>();
        QVERIFY2(place->accessibleName().contains(u'2'), qPrintable(place->accessibleName()));
    }

    void theDemonstrationIsAlwaysNamed()
    {
        UiBench real;
        MainWindow window(*real.session);
        window.show();
        QVERIFY(!window.findChild<QLabel *>(u"demoLabel"_s)->isVisible());
        UiBench demo({}, true);
        MainWindow demoWindow(*demo.session);
        demoWindow.show();
        QVERIFY(demoWindow.findChild<QLabel *>(u"demoLabel"_s)->isVisible());
    }

    void mistakesInTheConfigurationAreShownWithTheirPlace()
    {
        UiBench bench(u"[[check]]\nid = \"home\"\nkind = \"http\"\nurl = \"http://example.com/\"\nevery = \"5 minutes\"\n"_s);
        MainWindow window(*bench.session);
        window.show();
        auto *banner = window.findChild<Banner *>();
        QVERIFY(banner && banner->isVisible());
        QVERIFY2(banner->accessibleDescription().contains(u"bench.toml"_s), qPrintable(banner->accessibleDescription()));
    }

    void theListOfKeysHasThem()
    {
        UiBench bench;
        MainWindow window(*bench.session);
        window.showPage(0);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(window.findChild<IncidentList *>(), Qt::Key_Question);
        auto *keys = window.findChild<KeysDialog *>();
        QVERIFY(keys);
        QStringList texts;
        for (const QLabel *label : keys->findChildren<QLabel *>())
            texts.append(label->text());
        for (const QString &key : {u"A"_s, u"R"_s, u"J"_s, u"K"_s, u"/"_s, u"F5"_s, u"Ctrl+K"_s, u"Ctrl+Q"_s, u"?"_s})
            QVERIFY2(texts.contains(key), qPrintable(key));
    }

    void thePaletteFindsAndRuns()
    {
        UiBench bench;
        MainWindow window(*bench.session);
        window.showPage(0);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        auto *palette = window.findChild<CommandPalette *>();
        QVERIFY(palette);
        QCOMPARE(nameless(*palette), QStringList());
        auto *text = palette->findChild<QLineEdit *>();
        QTest::keyClicks(text, u"go hist"_s);
        QTest::keyClick(text, Qt::Key_Return);
        const auto places = window.findChild<NavRail *>()->findChildren<NavButton *>();
        const auto chosen = std::ranges::find_if(places, &NavButton::isChecked);
        QVERIFY(chosen != places.end());
        QCOMPARE((*chosen)->text(), u"History"_s);
    }

    void theStatusLineSaysWhetherIAmOnCallAndLeadsToThePage()
    {
        UiBench bench;
        bench.session->start();
        QTRY_VERIFY(bench.session->isStarted());
        MainWindow window(*bench.session);
        window.show();
        window.showPage(0);
        auto *line = window.findChild<DutyText *>();
        QVERIFY(!line->isVisible()); // nobody knows
        auto script = std::make_shared<DutyScript>();
        script->onCall = onCallOf({shiftOf(-1, 4)});
        addDutySource(*bench.session, script);
        QTRY_VERIFY(line->isVisible());
        QCOMPARE(line->text(), u"On call: you, until 07:00"_s);
        line->click();
        QVERIFY(window.findChild<OnCallPage *>()->isVisible());
    }

    void f5AsksNow()
    {
        UiBench bench(u"[[check]]\nid = \"home\"\nkind = \"http\"\nurl = \"http://example.com/\"\n"_s);
        MainWindow window(*bench.session);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        bench.session->start();
        QTRY_COMPARE(bench.probe->waitingCount(), 1);
        bench.probe->finishNext({});
        QTRY_COMPARE(bench.session->checks().checks().constFirst().state != CheckState::Waiting, true);
        QTest::keyClick(&window, Qt::Key_F5);
        QTRY_COMPARE(bench.probe->waitingCount(), 1);
    }

    void settingsOpenAndNameWhatTheyHave()
    {
        UiBench bench;
        MainWindow window(*bench.session);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_Comma, Qt::ControlModifier);
        auto *settings = window.findChild<SettingsDialog *>();
        QVERIFY(settings && settings->isVisible());
        QVERIFY2(nameless(*settings).isEmpty(), qPrintable(nameless(*settings).join(u'\n')));
    }

    void ctrlQAsksToQuit()
    {
        UiBench bench;
        MainWindow window(*bench.session);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QSignalSpy quit(&window, &MainWindow::quitRequested);
        QTest::keyClick(&window, Qt::Key_Q, Qt::ControlModifier);
        QCOMPARE(quit.size(), 1);
    }

    void closingHidesOnlyWhereTheHookSaysSo_data()
    {
        QTest::addColumn<bool>("hides");
        QTest::newRow("a tray keeps it") << true;
        QTest::newRow("without a tray it closes") << false;
    }

    void closingHidesOnlyWhereTheHookSaysSo()
    {
        QFETCH(const bool, hides);
        UiBench bench;
        MainWindow window(*bench.session);
        window.show();
        window.setHideOnClose([hides] { return hides; });
        QCOMPARE(window.close(), !hides);
        QVERIFY(!window.isVisible());
    }

    void aHiddenWindowKeepsStill()
    {
        UiBench bench;
        bench.show({bench.incident(u"a"_s, 1)});
        MainWindow window(*bench.session);
        for (int place = 0; place < window.pageCount(); ++place)
            window.showPage(place);
        window.show();
        const auto ticking = [&window] {
            const auto timers = window.findChildren<QTimer *>();
            return std::ranges::count_if(timers, [](const QTimer *timer) { return timer->isActive() && !timer->isSingleShot(); });
        };
        QVERIFY(ticking() > 0);
        window.hide();
        QCOMPARE(ticking(), 0);
    }

    void remembersItsSize()
    {
        UiBench bench;
        const QSize size(1000, 700);
        {
            MainWindow window(*bench.session);
            window.show();
            window.resize(size);
        }
        MainWindow again(*bench.session);
        QCOMPARE(again.size(), size);
    }

    void anIncidentIsShownWhereverOneIs()
    {
        UiBench bench;
        bench.show({bench.incident(u"a"_s, 1), bench.incident(u"b"_s, 2)});
        MainWindow window(*bench.session);
        window.show();
        window.showPage(window.pageCount() - 1);
        window.showIncident(IncidentId(u"b"_s));
        auto *list = window.findChild<IncidentList *>();
        QVERIFY(list->isVisible());
        QCOMPARE(list->currentIndex().row(), 1);
    }

    void fitsWhereItMustFit_data()
    {
        QTest::addColumn<double>("factor");
        QTest::newRow("the system's font") << 1.0;
        QTest::newRow("a font of twice the size") << 2.0;
    }

    void fitsWhereItMustFit()
    {
        QFETCH(const double, factor);
        const QFont before = qApp->font();
        QFont larger = before;
        larger.setPointSizeF(before.pointSizeF() * factor);
        qApp->setFont(larger);
        UiBench bench;
        bench.show({bench.incident(u"a"_s, 1)});
        MainWindow window(*bench.session);
        window.showWelcome();
        for (int place = 0; place < window.pageCount(); ++place)
            window.showPage(place);
        window.resize(900, 600);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY2(window.minimumSizeHint().width() <= 900, qPrintable(QString::number(window.minimumSizeHint().width())));
        QVERIFY2(window.minimumSizeHint().height() <= 600, qPrintable(QString::number(window.minimumSizeHint().height())));
        qApp->setFont(before);
    }
};

QTEST_MAIN(MainWindowTest)

#include "tst_mainwindow.moc"
