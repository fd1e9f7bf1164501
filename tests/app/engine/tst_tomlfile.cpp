// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tomlfile.h"

#include <QTest>

#include <limits>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestTomlFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsOrderAndPlaces();
    void sections();
    void valuesReadBack_data();
    void valuesReadBack();
    void keys_data();
    void keys();
    void replaces_data();
    void replaces();
    void removes_data();
    void removes();
    void appends_data();
    void appends();
};

void TestTomlFile::keepsOrderAndPlaces()
{
    const TomlDocument document = readToml("z = 1\na = [\n  2,\n  3,\n]\n[[t]]\nid = \"x\"\n[[t]]\n[t.sub]\nd = 1979-05-27\n");
    QVERIFY(document.errors.isEmpty());
    QStringList keys;
    for (const TomlNode &node : document.root.children)
        keys.append(node.key);
    QCOMPARE(keys, (QStringList{u"z"_s, u"a"_s, u"t"_s}));
    const TomlNode *list = document.root.find(u"a");
    QVERIFY(list && list->isInline);
    QCOMPARE(list->line, 2);
    QCOMPARE(list->endLine, 5);
    QCOMPARE(list->children.at(1).line, 4);
    const TomlNode *tables = document.root.find(u"t");
    QVERIFY(tables && !tables->isInline);
    QCOMPARE(tables->children.at(1).line, 8);
    const TomlNode *sub = tables->children.at(1).find(u"sub");
    QVERIFY(sub && !sub->isInline);
    QCOMPARE(sub->find(u"d")->kind, TomlNode::Kind::Moment);
    QCOMPARE(sub->find(u"d")->scalar.toString(), u"1979-05-27"_s);
}

void TestTomlFile::sections()
{
    const QByteArray text = "\xef\xbb\xbf[a]\n[[b]] # c\n  [ c ]\r\n[b.d]\nx = [\n[1],\n[\"q\"]\n]\n[\"e\"]\n[f] g\n[h\n";
    QCOMPARE(tomlSections(text.split('\n')), (QList<int>{1, 2, 3}));
}

void TestTomlFile::valuesReadBack_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::newRow("a text") << QVariant(u"plain"_s);
    QTest::newRow("an empty text") << QVariant(QString());
    QTest::newRow("quotation marks and backslashes") << QVariant(u"\"a\" \\ 'b'"_s);
    QTest::newRow("lines, tabs and control characters") << QVariant(u"a\nb\tc\r\u0001\u007f"_s);
    QTest::newRow("other scripts") << QVariant(u"Grüße, 世界 🌍"_s);
    QTest::newRow("the smallest integer") << QVariant(std::numeric_limits<qint64>::min());
    QTest::newRow("a fraction") << QVariant(72.5);
    QTest::newRow("a large number") << QVariant(1e300);
    QTest::newRow("a number without a fraction") << QVariant(3.0);
    QTest::newRow("false") << QVariant(false);
}

void TestTomlFile::valuesReadBack()
{
    QFETCH(const QVariant, value);
    const TomlDocument document = readToml("x = " + tomlText(value).toUtf8());
    QVERIFY(document.errors.isEmpty());
    const TomlNode *node = document.root.find(u"x");
    QVERIFY(node);
    QCOMPARE(node->scalar.metaType(), value.metaType());
    QCOMPARE(node->scalar, value);
    QCOMPARE(tomlText(*node), tomlText(value));
}

void TestTomlFile::keys_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"fail-after_2"_s << u"fail-after_2"_s;
    QTest::newRow("with a dot") << u"a.b"_s << u"\"a.b\""_s;
    QTest::newRow("empty") << QString() << u"\"\""_s;
    QTest::newRow("another script") << u"ä"_s << u"\"ä\""_s;
}

void TestTomlFile::keys()
{
    QFETCH(const QString, key);
    QFETCH(const QString, text);
    QCOMPARE(tomlKey(key), text);
    const TomlDocument document = readToml(text.toUtf8() + " = 1");
    QVERIFY(document.root.find(key));
}

void TestTomlFile::replaces_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("members"); // of the new [t]
    QTest::addColumn<QByteArray>("after"); // empty: cannot be done
    const auto row = [](const char *name, const char *before, const char *members, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(members) << QByteArray(after);
    };
    row("nothing changes", "[t]\na = 0x10 # hex\n\n[u]\n", "a = 16", "[t]\na = 0x10 # hex\n\n[u]\n");
    row("a value changes, comments stay", "# top\n[t] # head\n# above\na = 1 # beside\n# below\n\n[u]\nb = 2\n", "a = 5",
        "# top\n[t] # head\n# above\na = 5 # beside\n# below\n\n[u]\nb = 2\n");
    row("a hash in a text is no comment", "[t]\na = \"x # y\" # z\n", "a = \"new\"", "[t]\na = \"new\" # z\n");
    row("a value of several lines", "[t]\na = [\n  1, # one\n  2,\n] # end\nb = 1\n", "a = [3]\nb = 1", "[t]\na = [3] # end\nb = 1\n");
    row("a member goes", "[t]\na = 1\nb = [\n2]\nc = 3\n", "a = 1\nc = 3", "[t]\na = 1\nc = 3\n");
    row("a member comes after the others", "[t]\na = 1\n\n# for u\n[u]\n", "a = 1\nb = 2", "[t]\na = 1\nb = 2\n\n# for u\n[u]\n");
    row("a member comes into an empty table", "[t]\n[u]\n", "b = 2", "[t]\nb = 2\n[u]\n");
    row("all at once", "[t]\na = 1\nb = 2\nc = 3\n", "b = 5\nc = 3\nd = 4", "[t]\nb = 5\nc = 3\nd = 4\n");
    row("a member comes before the tables within", "[t]\na = 1\n[t.x]\ny = 1\n[u]\n", "a = 1\nx = { y = 1 }\nb = 2",
        "[t]\na = 1\nb = 2\n[t.x]\ny = 1\n[u]\n");
    row("a table within changes", "[t]\na = 1\n[t.x]\ny = 1\n\n[u]\n", "a = 1\nx = { y = 2 }", "[t]\na = 1\nx = { y = 2 }\n\n[u]\n");
    row("dotted keys change", "[t]\nx.y = 1\na = 1\nx.z = 2\n", "x = { y = 1, z = 3 }\na = 1", "[t]\nx = { y = 1, z = 3 }\na = 1\n");
    row("line ends of Windows", "[t]\r\na = 1 # c\r\n\r\n[u]\r\n", "a = 2\nb = 3", "[t]\r\na = 2 # c\r\nb = 3\r\n\r\n[u]\r\n");
    row("no end of the last line", "[t]\na = 1", "a = 2\nb = 3", "[t]\na = 2\nb = 3");
    row("a table without a header", "t.a = 1\n", "a = 2", "");
    row("a table on one line", "t = { a = 1 }\n", "a = 2", "");
    row("a table in two places", "[t]\na = 1\n[u]\n[t.x]\ny = 1\n", "a = 2", "");
}

void TestTomlFile::replaces()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, members);
    QFETCH(const QByteArray, after);
    const TomlDocument document = readToml(before);
    QVERIFY(document.errors.isEmpty());
    const TomlNode *table = document.root.find(u"t");
    QVERIFY(table);
    const auto result = replaceTable(before, *table, readToml(members).root);
    QCOMPARE(result.value_or(QByteArray()), after);
}

void TestTomlFile::removes_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after"); // of the removal of the second [[t]]; "-": cannot be done
    QTest::newRow("between others") << QByteArray("[[t]]\na = 1\n\n[[t]]\na = 2\n\n# last\n[[t]]\na = 3\n")
                                    << QByteArray("[[t]]\na = 1\n\n# last\n[[t]]\na = 3\n");
    QTest::newRow("the last") << QByteArray("[[t]]\na = 1\n\n[[t]]\na = 2\n") << QByteArray("[[t]]\na = 1\n");
    QTest::newRow("the last, close to the one before") << QByteArray("[[t]]\na = 1\n[[t]]\na = 2") << QByteArray("[[t]]\na = 1\n");
    QTest::newRow("with a table of its own") << QByteArray("[[t]]\n[[t]]\na = 2\n[t.x]\nb = 1\n[u]\n") << QByteArray("[[t]]\n[u]\n");
    QTest::newRow("on one line") << QByteArray("t = [{ a = 1 }, { a = 2 }]\n") << QByteArray("-");
}

void TestTomlFile::removes()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    const TomlDocument document = readToml(before);
    const TomlNode *tables = document.root.find(u"t");
    QVERIFY(tables && tables->children.size() > 1);
    QCOMPARE(removeTable(before, tables->children.at(1)).value_or(QByteArray("-")), after);
}

void TestTomlFile::appends_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("to nothing") << QByteArray() << QByteArray("[[t]]\na = 1\n");
    QTest::newRow("to a file") << QByteArray("x = 1\n") << QByteArray("x = 1\n\n[[t]]\na = 1\n");
    QTest::newRow("to a line without its end") << QByteArray("x = 1") << QByteArray("x = 1\n\n[[t]]\na = 1\n");
    QTest::newRow("to a file of Windows") << QByteArray("x = 1\r\n") << QByteArray("x = 1\r\n\r\n[[t]]\r\na = 1\r\n");
}

void TestTomlFile::appends()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QCOMPARE(appendTable(before, u"[[t]]"_s, readToml("a = 1").root), after);
}

QTEST_GUILESS_MAIN(TestTomlFile)
#include "tst_tomlfile.moc"
