// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/configfolder.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestConfigurationFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unreadableFiles_data();
    void unreadableFiles();
    void byteOrderMark();
    void emptyFile();
    void largeFile();
};

void TestConfigurationFiles::unreadableFiles_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("message");
    QTest::newRow("a folder") << u"folder"_s << u"a.toml: expected a file, found a folder"_s;
    QTest::newRow("a named pipe") << u"pipe"_s << u"a.toml: expected a file, found something else"_s;
    QTest::newRow("a link that leads nowhere") << u"link"_s << u"a.toml: expected a file, found a link that leads nowhere"_s;
    QTest::newRow("a file whose reading fails") << u"failing"_s << u"a.toml: expected a readable file: "_s;
    QTest::newRow("more than a megabyte") << u"huge"_s << u"a.toml: expected at most 1 MiB, found more"_s;
    QTest::newRow("UTF-16") << u"utf-16"_s << u"a.toml:1: syntax error: expected text in UTF-8, found UTF-16"_s;
    QTest::newRow("a file that may not be read") << u"denied"_s << u"a.toml: expected a readable file: Permission denied"_s;
}

void TestConfigurationFiles::unreadableFiles()
{
    QFETCH(const QString, what);
    QFETCH(const QString, message);
    ConfigFolder folder;
    folder.write(u"z.toml"_s, "[[service]]\nid = \"works\"\n");
    const QString path = folder.file(u"a.toml"_s);
    if (what == "folder"_L1)
        QVERIFY(QDir().mkdir(path));
    else if (what == "pipe"_L1)
        QCOMPARE(mkfifo(qPrintable(path), 0600), 0);
    else if (what == "link"_L1)
        QVERIFY(QFile::link(u"nowhere"_s, path));
    else if (what == "failing"_L1)
        QVERIFY(QFile::link(u"/proc/self/mem"_s, path));
    else if (what == "utf-16"_L1)
        folder.write(u"a.toml"_s, QByteArray("\xff\xfe[\0r\0]\0", 8));
    else
        folder.write(u"a.toml"_s, what == "huge"_L1 ? QByteArray("# comment\n").repeated(110'000) : QByteArray("x"));
    const uid_t user = geteuid();
    if (what == "denied"_L1) {
        QCOMPARE(chmod(qPrintable(path), 0), 0);
        QCOMPARE(chmod(qPrintable(folder.path() + "/.."_L1), 0755), 0);
        if (user == 0) // to whom nothing is denied
            QCOMPARE(seteuid(65534), 0);
    }
    const Configuration configuration = folder.load();
    QCOMPARE(seteuid(user), 0);
    QCOMPARE(configuration.problems.size(), 1);
    const QString text = configuration.problems.first().text();
    QVERIFY2(text.startsWith(message), qPrintable(text));
    QCOMPARE(configuration.services.size(), 1);
}

void TestConfigurationFiles::byteOrderMark()
{
    ConfigFolder folder;
    folder.write(u"a.toml"_s, "\xef\xbb\xbf[[service]]\r\nid = \"a\"\r\n");
    const Configuration configuration = folder.load();
    QCOMPARE(textOf(configuration.problems), QString());
    QCOMPARE(configuration.services.size(), 1);
}

void TestConfigurationFiles::emptyFile()
{
    ConfigFolder folder;
    folder.write(u"a.toml"_s, "");
    folder.write(u"b.toml"_s, "\n\n# nothing\n");
    const Configuration configuration = folder.load();
    QCOMPARE(textOf(configuration.problems), QString());
    QCOMPARE(configuration.sources.size(), 1);
}

void TestConfigurationFiles::largeFile()
{
    QByteArray text;
    int count = 0;
    while (text.size() < 1'000'000) {
        text += "[[check]]\nid = \"c" + QByteArray::number(++count) + "\"\nkind = \"http\"\nurl = \"https://example.com/\"\n\n";
    }
    ConfigFolder folder;
    folder.write(u"a.toml"_s, text);
    folder.write(u"b.toml"_s, text);
    const Configuration configuration = folder.load();
    QCOMPARE(configuration.checks.size(), count);
    QCOMPARE(configuration.problems.size(), count); // each of b.toml stands in a.toml
}

QTEST_GUILESS_MAIN(TestConfigurationFiles)
#include "tst_configurationfiles.moc"
