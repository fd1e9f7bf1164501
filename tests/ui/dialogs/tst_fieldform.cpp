// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/check.h"
#include "dialogs/entryvalues.h"
#include "dialogs/fieldform.h"

#include <QLabel>
#include <QLineEdit>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

const Fields &fields()
{
    static const Fields all{
        {.key = u"url"_s, .type = FieldType::Url, .label = "Address", .required = true, .anyHttp = true},
        {.key = u"every"_s, .type = FieldType::TimeSpan, .label = "Every", .fallback = u"30s"_s, .minimum = 5'000},
        {.key = u"count"_s, .type = FieldType::Integer, .label = "Count", .fallback = qint64(2), .minimum = 1, .maximum = 9},
        {.key = u"on"_s, .type = FieldType::Boolean, .label = "On", .fallback = true},
        {.key = u"urgency"_s, .type = FieldType::Choice, .label = "Urgency", .fallback = u"high"_s, .choices = {u"high"_s, u"low"_s}},
        {.key = u"units"_s, .type = FieldType::TextList, .label = "Units"},
        {.key = u"headers"_s, .type = FieldType::TextMap, .label = "Headers"},
        {.key = u"token"_s, .type = FieldType::Secret, .label = "Token"},
    };
    return all;
}

} // namespace

class TestFieldForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsShownComesBack();
    void fallbacksAreNotValues();
    void problemsAreSaidAndFocused();
    void secretsStayApart();
    void aSecretSaysWhatItIsForAndWhereItIsKept();
    void everyInputHasAName();
    void entriesGoThereAndBack();
};

void TestFieldForm::aSecretSaysWhatItIsForAndWhereItIsKept()
{
    FieldForm form({{.key = u"token"_s, .type = FieldType::Secret, .label = "Token", .help = "Needs the scope hosts_read."}});
    form.setSecretState(u"token"_s, u"Kept in the keychain."_s);
    const auto labels = form.findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(
        labels, [](const QLabel *label) { return label->text() == u"Needs the scope hosts_read.\nKept in the keychain."_s; }));
}

void TestFieldForm::whatIsShownComesBack()
{
    FieldForm form(fields());
    const FieldValues values{{u"url"_s, u"https://example.com/"_s}, {u"every"_s, u"5m"_s}, {u"count"_s, qint64(3)}, {u"on"_s, false},
        {u"urgency"_s, u"low"_s}, {u"units"_s, QStringList{u"nginx"_s, u"pg@*"_s}}, {u"headers"_s, QVariantMap{{u"X-A"_s, u"b = c"_s}}}};
    form.setValues(values);
    QCOMPARE(form.values(), values);
    QVERIFY(form.validate());
}

void TestFieldForm::fallbacksAreNotValues()
{
    FieldForm form(fields());
    form.setValues({{u"url"_s, u"https://example.com/"_s}});
    const FieldValues values = form.values();
    QVERIFY(!values.contains(u"every"_s));
    QVERIFY(!values.contains(u"count"_s));
    QVERIFY(!values.contains(u"on"_s));
}

void TestFieldForm::problemsAreSaidAndFocused()
{
    FieldForm form(fields());
    form.show();
    form.setValues({{u"url"_s, u"https://example.com/"_s}, {u"every"_s, u"5 minutes"_s}});
    QVERIFY(!form.validate());
    QCOMPARE(form.focusWidget()->objectName(), u"every"_s);
    form.setValues({});
    QVERIFY(!form.validate()); // the address is required
    QVERIFY(!fieldProblemText(fields()[1], u"1s"_s).isEmpty());
    QVERIFY(fieldProblemText(fields()[1], u"5s"_s).isEmpty());
    const Field servers{.key = u"s"_s, .type = FieldType::TextList, .itemsAreUrls = true};
    QVERIFY(fieldProblemText(servers, QStringList{u"https://a.example"_s, u"127.0.0.1:24300"_s}).startsWith(u"On each line"_s));
    QVERIFY(fieldProblemText(servers, QStringList{u"http://127.0.0.1:24300"_s}).isEmpty());
}

void TestFieldForm::secretsStayApart()
{
    FieldForm form(fields());
    form.setValues({{u"url"_s, u"https://example.com/"_s}, {u"token"_s, u"never shown"_s}});
    auto *token = form.findChild<QLineEdit *>(u"token"_s);
    QVERIFY(token);
    QCOMPARE(token->text(), QString());
    QCOMPARE(token->echoMode(), QLineEdit::Password);
    token->setText(u"typed"_s);
    QVERIFY(!form.values().contains(u"token"_s));
    QCOMPARE(form.secretValues(), (FieldValues{{u"token"_s, u"typed"_s}}));
}

void TestFieldForm::everyInputHasAName()
{
    FieldForm form(fields());
    for (const Field &field : fields())
        QVERIFY2(!form.findChild<QWidget *>(field.key)->accessibleName().isEmpty(), qPrintable(field.key));
}

void TestFieldForm::entriesGoThereAndBack()
{
    CheckEntry check;
    check.id = CheckId(u"home"_s);
    check.kind = u"http"_s;
    check.every = std::chrono::minutes(1);
    check.failAfter = 3;
    check.service = ServiceId(u"site"_s);
    check.enabled = false;
    check.values = {{u"url"_s, u"https://example.com/"_s}};
    FieldForm form(commonCheckFields() + checkKind(u"http")->fields);
    form.setValues(valuesOf(check));
    QCOMPARE(checkFrom(form.values(), u"http"_s), check);

    RuleSettings rules;
    rules.cpuAbove = 80;
    rules.restartsWithin = std::chrono::hours(2);
    FieldForm ruleForm(ruleFields());
    ruleForm.setValues(ruleValues(rules));
    QCOMPARE(ruleSettings(ruleForm.values()), rules);

    ConsoleSettings console;
    console.theme = u"dark"_s;
    console.closeToTray = false;
    FieldForm consoleForm(consoleFields());
    consoleForm.setValues(consoleValues(console));
    QCOMPARE(consoleSettings(consoleForm.values()), console);
}

QTEST_MAIN(TestFieldForm)
#include "tst_fieldform.moc"
