// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/actiondialog.h"

#include "support/fakesource.h"
#include "support/incidents.h"
#include "widgets/optionpicker.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class ActionDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_source = std::make_unique<FakeSource>(SourceId(u"pd"_s)); }

    void everyKindIsAskedWithNames_data()
    {
        QTest::addColumn<QString>("kind");
        for (const ActionKind *kind : actionKinds()) {
            if (kind->asksFirst || !kind->inputs.isEmpty())
                QTest::newRow(kind->id) << QString(QLatin1StringView(kind->id));
        }
    }

    // Whatever can take the focus has a name for screen readers, and the first input has the focus.
    void everyKindIsAskedWithNames()
    {
        QFETCH(const QString, kind);
        const auto dialog = make(kind, {u"a"_s, u"b"_s});
        dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
        for (const QWidget *widget : dialog->findChildren<QWidget *>()) {
            const bool isReachable = widget->focusPolicy() != Qt::NoFocus && !widget->focusProxy() && !widget->isHidden();
            const bool isInner
                = widget->objectName().startsWith(u"qt_"_s) || qobject_cast<const QAbstractItemView *>(widget->parentWidget());
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            const auto *label = qobject_cast<const QLabel *>(widget);
            const bool hasText = (button && !button->text().isEmpty()) || (label && !label->text().isEmpty());
            if (isReachable && !isInner && !hasText)
                QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        }
        QWidget *focus = dialog->focusWidget();
        QVERIFY(focus);
        const ActionKind &asked = *actionKind(kind);
        if (!asked.inputs.isEmpty()) {
            auto *first = dialog->findChild<QWidget *>(asked.inputs.constFirst().key);
            QVERIFY2(focus == first || focus == first->focusProxy(), focus->metaObject()->className());
        }
    }

    void whatIsNeededIsNotLeftOut()
    {
        const auto dialog = make(u"note"_s, {u"a"_s});
        dialog->show();
        QSignalSpy accepted(dialog.get(), &QDialog::accepted);
        go(*dialog)->click();
        QCOMPARE(accepted.size(), 0);
        QVERIFY(text(*dialog).contains(u"Please fill this in."_s));
    }

    void whatThereIsNowIsWhereItStarts()
    {
        const auto dialog = make(u"title"_s, {u"a"_s});
        QCOMPARE(dialog->findChild<QLineEdit *>(u"title"_s)->text(), u"title of a"_s);
        QVERIFY(make(u"title"_s, {u"a"_s, u"b"_s})->findChild<QLineEdit *>(u"title"_s)->text().isEmpty()); // of two there is no one
    }

    void optionsAreAskedForTheIncident()
    {
        m_source->choices.insert(u"levels"_s, QList<Option>{{u"2"_s, u"Level 2"_s, u"Backup"_s}});
        const auto dialog = make(u"escalate"_s, {u"a"_s});
        QCOMPARE(m_source->queries.constFirst().from, u"levels"_s);
        QCOMPARE(m_source->queries.constFirst().incident, IncidentId(u"a"_s));
        dialog->show();
        QSignalSpy accepted(dialog.get(), &QDialog::accepted);
        auto *search = dialog->findChild<OptionPicker *>()->focusProxy();
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(accepted.size(), 0); // nobody is told for being the first
        QTest::keyClick(search, Qt::Key_Down);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(accepted.size(), 1);
        QCOMPARE(dialog->inputs().value(u"level"_s).toString(), u"2"_s);
    }

    void severalPeopleAreAList()
    {
        m_source->choices.insert(u"people"_s, QList<Option>{{u"P1"_s, u"Ann"_s, {}}, {u"P2"_s, u"Bob"_s, {}}});
        const auto dialog = make(u"responders"_s, {u"a"_s});
        dialog->show();
        auto *search = dialog->findChild<OptionPicker *>()->focusProxy();
        QTest::keyClick(search, Qt::Key_Space);
        QTest::keyClick(search, Qt::Key_Down);
        QTest::keyClick(search, Qt::Key_Space);
        QCOMPARE(dialog->inputs().value(u"people"_s).toStringList(), (QStringList{u"P1"_s, u"P2"_s}));
    }

    void oneOrTheOtherHasToBeSaid()
    {
        m_source->choices.insert(u"policies"_s, QList<Option>{{u"E1"_s, u"Payments"_s, {}}});
        const auto dialog = make(u"reassign"_s, {u"a"_s});
        dialog->show();
        QSignalSpy accepted(dialog.get(), &QDialog::accepted);
        go(*dialog)->click();
        QCOMPARE(accepted.size(), 0);
        QVERIFY(text(*dialog).contains(u"Please choose one or the other."_s));
        QTest::keyClick(dialog->findChild<OptionPicker *>(u"policy"_s)->focusProxy(), Qt::Key_Down);
        go(*dialog)->click();
        QCOMPARE(accepted.size(), 1);
        QCOMPARE(dialog->inputs(), (FieldValues{{u"policy"_s, u"E1"_s}}));
    }

    void thePriorityThereIsIsChosen()
    {
        m_source->choices.insert(u"priorities"_s, QList<Option>{{u"P1"_s, u"P1"_s, {}}, {u"P2"_s, u"P2"_s, {}}});
        Incident incident = makeIncident(u"a"_s);
        incident.priority = u"P2"_s;
        const ActionDialog dialog(
            *actionKind(u"priority"), {incident}, true,
            [this](const SourceId &, const OptionQuery &query) { return m_source->options(query); }, nullptr);
        QCOMPARE(dialog.inputs(), (FieldValues{{u"priority"_s, u"P2"_s}}));
        QCOMPARE(dialog.findChild<QListWidget *>()->currentRow(), 2); // below "none"
    }

    void theOneThatIsKeptIsFirst()
    {
        const auto dialog = make(u"merge"_s, {u"a"_s, u"b"_s, u"c"_s});
        QCOMPARE(dialog->incidents().constFirst(), IncidentId(u"a"_s));
        dialog->findChild<QListWidget *>()->setCurrentRow(2);
        QCOMPARE(dialog->incidents(), (QList<IncidentId>{IncidentId(u"c"_s), IncidentId(u"a"_s), IncidentId(u"b"_s)}));
        QVERIFY(text(*dialog).contains(u"It cannot be taken back."_s));
    }

    void anotherSourceHasOtherOptions()
    {
        const ActionDialog::Sources sources{{SourceId(u"one"_s), u"One"_s}, {SourceId(u"two"_s), u"Two"_s}};
        QList<SourceId> asked;
        const ActionDialog dialog(
            *actionKind(u"create"), sources,
            [this, &asked](const SourceId &source, const OptionQuery &query) {
                asked.append(source);
                return m_source->options(query);
            },
            nullptr);
        dialog.findChild<QLineEdit *>(u"title"_s)->setText(u"The door is open"_s);
        QCOMPARE(asked.constLast(), SourceId(u"one"_s));
        dialog.findChild<QComboBox *>()->setCurrentIndex(1);
        QCOMPARE(asked.constLast(), SourceId(u"two"_s));
        QCOMPARE(dialog.source(), SourceId(u"two"_s));
        QCOMPARE(dialog.inputs().value(u"title"_s).toString(), u"The door is open"_s); // what was typed stays
    }

private:
    std::unique_ptr<ActionDialog> make(const QString &kind, const QStringList &ids)
    {
        const ActionDialog::AskOptions ask = [this](const SourceId &, const OptionQuery &query) { return m_source->options(query); };
        std::unique_ptr<ActionDialog> dialog;
        if (actionKind(kind)->subject == ActionSubject::Source) {
            dialog
                = std::make_unique<ActionDialog>(*actionKind(kind), ActionDialog::Sources{{SourceId(u"pd"_s), u"Pager"_s}}, ask, nullptr);
        } else {
            SharedIncidents incidents;
            for (const QString &id : ids)
                incidents.append(makeIncident(id));
            dialog = std::make_unique<ActionDialog>(*actionKind(kind), incidents, false, ask, nullptr);
        }
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        return dialog;
    }
    static QPushButton *go(const QWidget &dialog) { return dialog.findChild<QPushButton *>(u"go"_s); }
    static QString text(const QWidget &dialog)
    {
        QStringList texts;
        for (const QLabel *label : dialog.findChildren<QLabel *>())
            texts.append(label->text());
        return texts.join(u'|');
    }

    std::unique_ptr<FakeSource> m_source;
};

QTEST_MAIN(ActionDialogTest)

#include "tst_actiondialog.moc"
