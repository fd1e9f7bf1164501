// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/field.h"

#include <QTest>

Q_DECLARE_METATYPE(nightbell::Field)

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void valueFallsBack();
    void loopback();
};

void TestField::accepts_data()
{
    QTest::addColumn<Field>("field");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QString>("problem"); // empty: none
    const Field url{.key = u"url"_s, .type = FieldType::Url, .required = true};
    const Field site{.key = u"url"_s, .type = FieldType::Url, .required = true, .anyHttp = true};
    const Field every{.key = u"every"_s, .type = FieldType::TimeSpan, .minimum = 1'000, .maximum = 3'600'000};
    const Field count{.key = u"n"_s, .type = FieldType::Integer, .minimum = 1, .maximum = 100};
    const Field choice{.key = u"c"_s, .type = FieldType::Choice, .choices = {u"high"_s, u"low"_s}};
    const Field list{.key = u"l"_s, .type = FieldType::TextList};
    QTest::newRow("https address") << url << QVariant(u"https://example.com/x"_s) << QString();
    QTest::newRow("http on loopback") << url << QVariant(u"http://127.0.0.1:9090"_s) << QString();
    QTest::newRow("http on localhost") << url << QVariant(u"http://localhost:9090"_s) << QString();
    QTest::newRow("http on IPv6 loopback") << url << QVariant(u"http://[::1]:9090"_s) << QString();
    QTest::newRow("http elsewhere") << url << QVariant(u"http://example.com"_s) << u"https"_s;
    QTest::newRow("http to a site that is only looked at") << site << QVariant(u"http://example.com"_s) << QString();
    QTest::newRow("file address") << site << QVariant(u"file:///etc/passwd"_s) << u"expected"_s;
    QTest::newRow("no scheme") << url << QVariant(u"example.com"_s) << u"such as"_s;
    QTest::newRow("empty though required") << url << QVariant(QString()) << u"not empty"_s;
    QTest::newRow("number instead of address") << url << QVariant(qint64(5)) << u"a text"_s;
    QTest::newRow("duration") << every << QVariant(u"30s"_s) << QString();
    QTest::newRow("duration in words") << every << QVariant(u"5 minutes"_s) << u"found \"5 minutes\""_s;
    QTest::newRow("duration too short") << every << QVariant(u"1ms"_s) << u"at least \"1s\""_s;
    QTest::newRow("duration too long") << every << QVariant(u"2h"_s) << u"at most \"1h\""_s;
    QTest::newRow("integer in range") << count << QVariant(qint64(2)) << QString();
    QTest::newRow("integer too large") << count << QVariant(qint64(101)) << u"from 1 to 100"_s;
    QTest::newRow("integer as text") << count << QVariant(u"2"_s) << u"whole number"_s;
    QTest::newRow("known choice") << choice << QVariant(u"low"_s) << QString();
    QTest::newRow("unknown choice") << choice << QVariant(u"medium"_s) << u"one of high, low"_s;
    QTest::newRow("list of texts") << list << QVariant(QStringList{u"a"_s}) << QString();
    const Field servers{.key = u"s"_s, .type = FieldType::TextList, .itemsAreUrls = true};
    QTest::newRow("list of addresses") << servers << QVariant(QStringList{u"https://a.example"_s, u" http://127.0.0.1:9093 "_s, u""_s})
                                       << QString();
    QTest::newRow("list with an address without scheme")
        << servers << QVariant(QStringList{u"https://a.example"_s, u"127.0.0.1:9093"_s}) << u"found \"127.0.0.1:9093\""_s;
    QTest::newRow("list with plain http to elsewhere") << servers << QVariant(QStringList{u"http://192.0.2.1:9093"_s}) << u"https"_s;
    QTest::newRow("text instead of list") << list << QVariant(u"a"_s) << u"list of texts"_s;
}

void TestField::accepts()
{
    QFETCH(const Field, field);
    QFETCH(const QVariant, value);
    QFETCH(const QString, problem);
    const QString found = fieldProblem(field, value);
    QVERIFY2(problem.isEmpty() ? found.isEmpty() : found.contains(problem), qPrintable(found));
}

void TestField::valueFallsBack()
{
    const Fields fields{{.key = u"every"_s, .type = FieldType::TimeSpan, .fallback = u"30s"_s}};
    QCOMPARE(fieldValue(fields, {}, u"every"_s), QVariant(u"30s"_s));
    QCOMPARE(fieldValue(fields, {{u"every"_s, u"1m"_s}}, u"every"_s), QVariant(u"1m"_s));
}

void TestField::loopback()
{
    QVERIFY(isLoopback(u"127.8.9.1"_s));
    QVERIFY(isLoopback(u"LOCALHOST"_s));
    QVERIFY(!isLoopback(u"localhost.example.com"_s));
    QVERIFY(!isLoopback(u"10.0.0.1"_s));
}

QTEST_GUILESS_MAIN(TestField)
#include "tst_field.moc"
