// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void harmlessText_data();
    void harmlessText();
    void columnsAreAligned();
    void coloursAreOnTopOfWords();
    void pipeHasNoColours();
    void problemsAreHarmless();
    void readerThatLeavesIsNoticed();
    void fullDeviceIsNoticed();
};

void TestOutput::harmlessText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::addRow("plain text stays") << u"CPU über 70 % – „web-1“"_s << u"CPU über 70 % – „web-1“"_s;
    QTest::addRow("an escape sequence loses its escape") << u"a\x1b[2Jb"_s << u"a [2Jb"_s;
    QTest::addRow("lines become one") << u"a\r\nb"_s << u"a  b"_s;
    QTest::addRow("a C1 control character") << u"a\u009bb"_s << u"a b"_s;
    QTest::addRow("the turned direction of writing") << u"a\u202eb"_s << u"ab"_s;
    QTest::addRow("the line separator") << u"a\u2028b"_s << u"a b"_s;
    QTest::addRow("letters outside the first plane stay") << u"a😀b"_s << u"a😀b"_s;
}

void TestOutput::harmlessText()
{
    QFETCH(QString, text);
    QTEST(harmless(text), "expected");
}

void TestOutput::columnsAreAligned()
{
    Table table{{u"ID"_s, u"STATE"_s, u"TITLE"_s},
        {{{u"NB-1"_s}, {u"triggered"_s, Ink::Bad}, {u"a\nb"_s}}, {{u"pd:Q100"_s}, {u"😀e\u0301"_s}, {u""_s}}}};
    QCOMPARE(table.lines(false), (QStringList{u"ID       STATE      TITLE"_s, u"NB-1     triggered  a b"_s, u"pd:Q100  😀e\u0301"_s}));
    // In a terminal that is not as wide the last column goes on below itself.
    table.rows.append({Cell{u"NB-2"_s}, Cell{u"resolved"_s}, Cell{u"the replica is far behind its primary"_s}});
    QCOMPARE(table.lines(false, 44).sliced(3),
        (QStringList{u"NB-2     resolved   the replica is far"_s, u"                    behind its primary"_s}));
    QCOMPARE(table.lines(false, 30).size(), 4); // hardly room
}

void TestOutput::coloursAreOnTopOfWords()
{
    const Table table{{u"STATE"_s, u"TITLE"_s}, {{{u"triggered"_s, Ink::Bad}, {u"t"_s}}}};
    QString line = table.lines(true).last();
    QVERIFY(line.contains(u'\x1b'));
    line.remove(QRegularExpression(u"\x1b\\[[0-9;]*m"_s));
    QCOMPARE(line, table.lines(false).last());
}

void TestOutput::pipeHasNoColours()
{
    std::FILE *file = std::tmpfile();
    QVERIFY(file);
    Output output(file, stderr);
    QVERIFY(!output.isColoured());
    output.lines({u"ä"_s, u"b"_s});
    output.json(QJsonDocument(QJsonArray{1}), QJsonDocument::Compact);
    std::rewind(file);
    char bytes[64] = {};
    const auto count = std::fread(bytes, 1, sizeof bytes, file);
    QCOMPARE(QByteArray(bytes, static_cast<qsizetype>(count)), QByteArray("ä\nb\n[1]\n"));
    std::fclose(file);
}

void TestOutput::problemsAreHarmless()
{
    std::FILE *file = std::tmpfile();
    QVERIFY(file);
    Output output(stdout, file);
    output.problem(u"status 503: \x1b[31mevil\x1b]0;title\a \u202eabc\nthe second line"_s);
    std::rewind(file);
    char bytes[256] = {};
    const auto count = std::fread(bytes, 1, sizeof bytes, file);
    const QString said = QString::fromUtf8(bytes, static_cast<qsizetype>(count));
    QCOMPARE(said, u"nightbellctl: status 503:  [31mevil ]0;title  abc\nthe second line\n"_s);
    std::fclose(file);
}

void TestOutput::readerThatLeavesIsNoticed()
{
    std::signal(SIGPIPE, SIG_IGN);
    int ends[2] = {};
    QCOMPARE(::pipe(ends), 0);
    std::FILE *file = ::fdopen(ends[1], "w");
    Output output(file, stderr);
    output.line(u"a"_s);
    QVERIFY(!output.isBroken());
    ::close(ends[0]);
    QVERIFY(output.isBroken()); // without anything being written
    std::fclose(file);
}

void TestOutput::fullDeviceIsNoticed()
{
    std::FILE *file = std::fopen("/dev/full", "w");
    QVERIFY(file);
    Output output(file, stderr);
    QVERIFY(!output.isBroken());
    output.line(u"a"_s);
    QVERIFY(output.isBroken());
    std::fclose(file);
}

QTEST_GUILESS_MAIN(TestOutput)
#include "tst_output.moc"
