// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTypedValues();
    void namesThePathOfAMistake();
    void nullIsAbsent();
    void refusesBrokenDocuments_data();
    void refusesBrokenDocuments();
    void keepsIntegersBeyondDoubles();
    void valuesOutliveTheInput();
    void listsAndMembers();
};

void TestJson::readsTypedValues()
{
    const auto document = JsonDocument::parse(R"({"text":"Größe \u2603","number":3,"real":2.5,"yes":true})");
    QVERIFY(document);
    const JsonValue root = document->root();
    QCOMPARE(root["text"].toString(), Expected<QString>(u"Größe ☃"_s));
    QCOMPARE(root["number"].toInteger(), Expected<qint64>(3));
    QCOMPARE(root["number"].toDouble(), Expected<double>(3.0));
    QCOMPARE(root["real"].toDouble(), Expected<double>(2.5));
    QVERIFY(!root["real"].toInteger());
    QCOMPARE(root["yes"].toBool(), Expected<bool>(true));
    QCOMPARE(root["text"].integerOr(-1), qint64(-1));
}

void TestJson::namesThePathOfAMistake()
{
    const auto document = JsonDocument::parse(R"({"incidents":[{"urgency":"high"},{"urgency":7},{}]})");
    QVERIFY(document);
    QStringList mistakes;
    const auto visited = document->root()["incidents"].forEach([&mistakes](const JsonValue &incident) {
        if (const auto urgency = incident["urgency"].toString(); !urgency)
            mistakes.append(urgency.error().detail);
    });
    QVERIFY(visited);
    QCOMPARE(mistakes, (QStringList{u"incidents[1].urgency: expected a string"_s, u"incidents[2].urgency: expected a string"_s}));
}

void TestJson::nullIsAbsent()
{
    const auto document = JsonDocument::parse(R"({"a":null,"wrong":[]})");
    QVERIFY(document);
    const JsonValue root = document->root();
    QVERIFY(root["a"].isAbsent());
    QVERIFY(root["b"].isAbsent());
    QVERIFY(!root["wrong"].isAbsent());
    QVERIFY(root["a"]["deeper"].isAbsent());
    QCOMPARE(root["a"]["deeper"].path(), u"a.deeper"_s);
}

void TestJson::refusesBrokenDocuments_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("HTML") << QByteArray("<html><body>502</body></html>");
    QTest::newRow("cut off") << QByteArray(R"({"incidents":[{"id":"Q1)");
    QTest::newRow("not UTF-8") << QByteArray("{\"a\":\"\xff\xfe\"}");
    QTest::newRow("two documents") << QByteArray("{} {}");
    QTest::newRow("nested beyond reason") << QByteArray(5'000, '[');
}

void TestJson::refusesBrokenDocuments()
{
    QFETCH(const QByteArray, bytes);
    const auto document = JsonDocument::parse(bytes);
    QVERIFY(!document);
    QCOMPARE(document.error().kind, ErrorKind::BadAnswer);
    QVERIFY(document.error().detail.startsWith("not JSON"_L1) && !document.error().detail.endsWith(u'.'));
}

void TestJson::keepsIntegersBeyondDoubles()
{
    const auto document = JsonDocument::parse(R"({"id":9007199254740993})");
    QVERIFY(document);
    QCOMPARE(document->root()["id"].toInteger(), Expected<qint64>(9007199254740993LL));
}

void TestJson::valuesOutliveTheInput()
{
    QByteArray bytes(R"({"a":"still here"})");
    const auto document = JsonDocument::parse(bytes);
    bytes.fill('x');
    QVERIFY(document);
    const JsonDocument copy = *document;
    QCOMPARE(copy.root()["a"].stringOr({}), u"still here"_s);
}

void TestJson::listsAndMembers()
{
    const auto document = JsonDocument::parse(R"({"tags":["a",1,"b"],"map":{"x":1,"y":2},"no":5})");
    QVERIFY(document);
    QCOMPARE(document->root()["tags"].toStringList(), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(document->root()["no"].toStringList(), QStringList());
    QHash<QString, qint64> members;
    QVERIFY(document->root()["map"].forEachMember(
        [&members](const QString &key, const JsonValue &value) { members[key] = value.integerOr(0); }));
    QCOMPARE(members, (QHash<QString, qint64>{{u"x"_s, 1}, {u"y"_s, 2}}));
    QVERIFY(!document->root()["no"].forEach([](const JsonValue &) { QFAIL("a number has no elements"); }));
}

QTEST_GUILESS_MAIN(TestJson)
#include "tst_json.moc"
