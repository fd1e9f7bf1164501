// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/settingsdialog.h"

#include "dialogs/entrydialog.h"
#include "dialogs/fieldform.h"
#include "support/uibench.h"

#include <QApplication>
#include <QComboBox>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTimer>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

constexpr int consolePage = 5;

struct Bench
{
    Bench()
    {
        dialog.showPage(consolePage);
        dialog.show();
    }

    QMessageBox *question() const { return dialog.findChild<QMessageBox *>(); }
    void changeTheme() const
    {
        auto *theme = dialog.findChild<QComboBox *>(u"theme"_s);
        theme->setCurrentIndex(theme->currentIndex() + 1);
    }

    UiBench ui;
    SettingsDialog dialog{*ui.session};
};

} // namespace

class TestSettingsDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWorksInPartSaysSo()
    {
        Trial trial;
        trial.introduction = {u"Prometheus 2.42.0 at p: 9 targets"_s, u"Alertmanager a: its answer cannot be read"_s};
        EntryDialog::Verdict verdict = verdictOf(trial);
        QVERIFY(verdict.worked && !verdict.isPart && verdict.sentence.startsWith(u"It works: "_s));
        trial.snapshot.incomplete = Error{ErrorKind::BadAnswer, u"no JSON"_s};
        trial.snapshot.warnings = {u"Alertmanager a: no JSON"_s, u"the clock of a is 2m ahead"_s};
        verdict = verdictOf(trial);
        QVERIFY(verdict.worked && verdict.isPart);
        const QStringList lines = verdict.sentence.split(u'\n');
        QVERIFY2(lines[0].startsWith(u"Only partly: "_s), qPrintable(lines[0]));
        QCOMPARE(lines.sliced(1), trial.introduction + QStringList{u"the clock of a is 2m ahead"_s}); // each thing once
    }

    void whoFailedIsSaid()
    {
        const auto said = [](ErrorKind kind) { return verdictOf(Error{kind, u"Alertmanager a: status 401"_s}).sentence; };
        QCOMPARE(said(ErrorKind::Unauthorized), u"It did not work: it refused the login (401).\nAlertmanager a: status 401"_s);
        QCOMPARE(said(ErrorKind::Server), u"It did not work: it has a fault of its own: Alertmanager a: status 401."_s);
    }

    void escapeClosesWhatHasNotChanged()
    {
        Bench bench;
        QTest::keyClick(&bench.dialog, Qt::Key_Escape);
        QVERIFY(!bench.dialog.isVisible());
    }

    void whatIsNotSavedIsAskedAbout()
    {
        Bench bench;
        bench.changeTheme();
        QTest::keyClick(&bench.dialog, Qt::Key_Escape);
        QVERIFY(bench.dialog.isVisible() && bench.question());
        QTest::keyClick(bench.question(), Qt::Key_Escape);
        QTRY_VERIFY(!bench.question());
        QVERIFY(bench.dialog.isVisible()); // one more look
        bench.dialog.reject();
        bench.question()->button(QMessageBox::Discard)->click();
        QVERIFY(!bench.dialog.isVisible());
        QCOMPARE(bench.ui.session->configuration().console.theme, ConsoleSettings().theme);
    }

    void whatIsSavedIsNotAskedAbout()
    {
        Bench bench;
        bench.changeTheme();
        for (QPushButton *button : bench.dialog.findChildren<QPushButton *>()) {
            if (button->isEnabled() && button->isVisible() && button->text() == u"&Save"_s)
                button->click();
        }
        QVERIFY(bench.ui.session->configuration().console.theme != ConsoleSettings().theme);
        bench.dialog.reject();
        QVERIFY(!bench.dialog.isVisible());
    }

    // The first thing to do in a form is to write into it.
    void aFormBeginsAtItsFirstField()
    {
        Bench bench;
        QString focus;
        QTimer looks;
        connect(&looks, &QTimer::timeout, &bench.dialog, [&focus] {
            auto *form = qobject_cast<EntryDialog *>(QApplication::activeModalWidget());
            if (form == nullptr || form->focusWidget() == nullptr)
                return;
            focus = form->focusWidget()->objectName();
            QTest::keyClick(form, Qt::Key_Escape);
        });
        looks.start(1);
        bench.dialog.addService();
        QCOMPARE(focus, u"id"_s);
        bench.dialog.addChannel(u"webhook"_s);
        QCOMPARE(focus, u"id"_s);
    }
};

QTEST_MAIN(TestSettingsDialog)
#include "tst_settingsdialog.moc"
