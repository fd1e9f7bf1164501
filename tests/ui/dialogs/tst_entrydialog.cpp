// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/entrydialog.h"

#include "support/fakesecrets.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

EntryDialog::Purpose purpose(bool isNew)
{
    EntryDialog::Purpose made;
    made.title = u"Remote"_s;
    made.fields = {{.key = u"id"_s, .type = FieldType::Text, .label = "Id", .required = true},
        {.key = u"url"_s, .type = FieldType::Url, .label = "Address", .required = true},
        {.key = u"token"_s, .type = FieldType::Secret, .label = "Token"}};
    made.values = {{u"id"_s, u"pd"_s}, {u"url"_s, u"https://example.com/"_s}};
    made.testLabel = u"Test"_s;
    made.isNew = isNew;
    return made;
}

struct Bench
{
    explicit Bench(const EntryDialog::Purpose &made)
        : dialog(
            made, secrets,
            [this](const FieldValues &values) -> Expected<Done> {
                saved.append(values);
                return answer;
            },
            [this](const FieldValues &values, const FieldValues &secretValues, const EntryDialog::Tell &tell) {
                tested.append(values);
                testedSecrets.append(secretValues);
                tell(verdict);
            })
    {
        dialog.show();
    }

    QLineEdit *field(const QString &key) const { return dialog.findChild<QLineEdit *>(key); }
    QPushButton *button(const QString &text) const
    {
        const auto buttons = dialog.findChildren<QPushButton *>();
        const auto found = std::ranges::find(buttons, text, &QPushButton::text);
        return found == buttons.end() ? nullptr : *found;
    }
    bool says(const QString &part) const
    {
        return std::ranges::any_of(
            dialog.findChildren<QLabel *>(), [&part](const QLabel *label) { return label->isVisible() && label->text().contains(part); });
    }
    static void type(QLineEdit *edit, const QString &text)
    {
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }

    FakeSecrets secrets;
    Expected<Done> answer = Done{};
    EntryDialog::Verdict verdict{u"It works: 2 hosts."_s, true};
    QList<FieldValues> saved;
    QList<FieldValues> tested;
    QList<FieldValues> testedSecrets;
    EntryDialog dialog;
    QSignalSpy accepted{&dialog, &QDialog::accepted};
};

} // namespace

class TestEntryDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savesEntryAndSecretApart();
    void idOfWhatExistsStays();
    void secretThatIsLeftEmptyStays();
    void mistakeIsNotSaved();
    void refusalIsSaidAndTheDialogStays();
    void keychainThatRefusesIsSaid();
    void testTriesWhatWasTyped();
    void testAsksForWhatIsMissing();
    void whatWorksInPartHasAGlyph();
    void variableIsThatOfTheIdAsTyped();
    void entryOfAnotherFileIsOnlyShown();
};

void TestEntryDialog::savesEntryAndSecretApart()
{
    Bench bench(purpose(true));
    Bench::type(bench.field(u"id"_s), u"eu"_s);
    Bench::type(bench.field(u"token"_s), u"hunter2"_s);
    QTest::keyClick(bench.field(u"token"_s), Qt::Key_Return); // Save is the default
    QTRY_COMPARE(bench.accepted.size(), 1);
    QCOMPARE(bench.saved, (QList<FieldValues>{{{u"id"_s, u"eu"_s}, {u"url"_s, u"https://example.com/"_s}}}));
    QCOMPARE(bench.secrets.stored, (QHash<QString, QString>{{u"eu/token"_s, u"hunter2"_s}}));
}

void TestEntryDialog::whatWorksInPartHasAGlyph()
{
    Bench bench(purpose(true));
    bench.verdict = {u"Only partly: 2 hosts."_s, true, {}, true};
    bench.button(u"Test"_s)->click();
    QVERIFY(bench.says(toneGlyph(Tone::Acknowledged) + u" Only partly"_s));
    bench.verdict = {u"It works: 2 hosts."_s, true};
    bench.button(u"Test"_s)->click();
    QVERIFY(bench.says(u"It works"_s) && !bench.says(toneGlyph(Tone::Acknowledged)));
}

void TestEntryDialog::variableIsThatOfTheIdAsTyped()
{
    Bench bench(purpose(true));
    QVERIFY(bench.says(u"NIGHTBELL_SECRET_PD_TOKEN"_s));
    Bench::type(bench.field(u"id"_s), u"eu"_s);
    QVERIFY(bench.says(u"NIGHTBELL_SECRET_EU_TOKEN"_s));
}

void TestEntryDialog::idOfWhatExistsStays()
{
    Bench bench(purpose(false));
    QVERIFY(!bench.field(u"id"_s)->isEnabled());
    QVERIFY(Bench(purpose(true)).field(u"id"_s)->isEnabled());
}

void TestEntryDialog::secretThatIsLeftEmptyStays()
{
    Bench first(purpose(false));
    QVERIFY(first.says(u"NIGHTBELL_SECRET_PD_TOKEN"_s));
    FakeSecrets secrets;
    secrets.stored.insert(u"pd/token"_s, u"hunter2"_s);
    EntryDialog dialog(purpose(false), secrets, [](const FieldValues &) -> Expected<Done> { return Done{}; }, {});
    dialog.show();
    const auto labels = dialog.findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) { return label->text().contains(u"stored in the keychain"_s); }));
    QCOMPARE(dialog.findChild<QLineEdit *>(u"token"_s)->text(), QString()); // it is not shown
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    QTest::keyClick(dialog.findChild<QLineEdit *>(u"url"_s), Qt::Key_Return);
    QCOMPARE(accepted.size(), 1);
    QCOMPARE(secrets.stored.value(u"pd/token"_s), u"hunter2"_s);
}

void TestEntryDialog::mistakeIsNotSaved()
{
    Bench bench(purpose(true));
    Bench::type(bench.field(u"url"_s), u"http://example.com/"_s); // a token would go over it in the clear
    QTest::mouseClick(bench.button(u"Save"_s), Qt::LeftButton);
    QVERIFY(bench.saved.isEmpty());
    QVERIFY(bench.accepted.isEmpty());
    QCOMPARE(bench.dialog.focusWidget(), static_cast<QWidget *>(bench.field(u"url"_s)));
}

void TestEntryDialog::refusalIsSaidAndTheDialogStays()
{
    Bench bench(purpose(true));
    Bench::type(bench.field(u"token"_s), u"hunter2"_s);
    bench.answer = Error{ErrorKind::BadInput, u"the id is taken"_s};
    QTest::mouseClick(bench.button(u"Save"_s), Qt::LeftButton);
    QVERIFY(bench.says(u"the id is taken"_s));
    QVERIFY(bench.accepted.isEmpty());
    QVERIFY(bench.secrets.stored.isEmpty()); // of an entry that does not exist
    bench.answer = Done{};
    QTest::mouseClick(bench.button(u"Save"_s), Qt::LeftButton);
    QTRY_COMPARE(bench.accepted.size(), 1);
}

void TestEntryDialog::keychainThatRefusesIsSaid()
{
    Bench bench(purpose(true));
    bench.secrets.failure = Error{ErrorKind::Unavailable, u"locked"_s};
    Bench::type(bench.field(u"token"_s), u"hunter2"_s);
    QTest::mouseClick(bench.button(u"Save"_s), Qt::LeftButton);
    QTRY_VERIFY(bench.says(u"NIGHTBELL_SECRET_PD_TOKEN"_s) && bench.says(u"did not take the secret"_s));
    QVERIFY(bench.accepted.isEmpty());
    QVERIFY(!bench.says(u"hunter2"_s));
    bench.secrets.failure.reset();
    QTest::mouseClick(bench.button(u"Save"_s), Qt::LeftButton);
    QTRY_COMPARE(bench.accepted.size(), 1);
}

void TestEntryDialog::testTriesWhatWasTyped()
{
    Bench bench(purpose(true));
    Bench::type(bench.field(u"token"_s), u"hunter2"_s);
    QTest::mouseClick(bench.button(u"Test"_s), Qt::LeftButton);
    QVERIFY(bench.says(u"It works: 2 hosts."_s));
    QCOMPARE(bench.testedSecrets, (QList<FieldValues>{{{u"token"_s, u"hunter2"_s}}}));
    QVERIFY(bench.saved.isEmpty());
    Bench::type(bench.field(u"url"_s), u"nowhere"_s);
    QTest::mouseClick(bench.button(u"Test"_s), Qt::LeftButton);
    QCOMPARE(bench.tested.size(), 1);
}

void TestEntryDialog::testAsksForWhatIsMissing()
{
    Bench bench(purpose(true));
    bench.verdict = {u"Which address do you have there?"_s, false, u"url"_s};
    QTest::mouseClick(bench.button(u"Test"_s), Qt::LeftButton);
    QVERIFY(bench.says(u"Which address do you have there?"_s));
    QCOMPARE(bench.dialog.focusWidget(), static_cast<QWidget *>(bench.field(u"url"_s))); // the answer can be typed at once
    QVERIFY(bench.accepted.isEmpty());
}

void TestEntryDialog::entryOfAnotherFileIsOnlyShown()
{
    EntryDialog::Purpose made = purpose(false);
    made.file = u"team.toml"_s;
    Bench bench(made);
    QVERIFY(bench.says(u"team.toml"_s));
    QVERIFY(!bench.button(u"Save"_s));
    QVERIFY(bench.button(u"Close"_s));
    QVERIFY(bench.field(u"url"_s)->isReadOnly() || !bench.field(u"url"_s)->isEnabled());
}

QTEST_MAIN(TestEntryDialog)
#include "tst_entrydialog.moc"
