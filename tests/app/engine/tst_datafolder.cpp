// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datafolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestDataFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void folderIsMadeForItsOwnerOnly();
    void secondTakerIsRefused();
    void leftoverFileIsNoLock();
    void folderThatCannotBeMade();
    void pathsAreShortAndTheSameForBothSides();
    void demoAndFolderListenApart();
    void foldersOfOthersAreNotUsed();

private:
    std::optional<QTemporaryDir> m_folder;
};

void TestDataFolder::init()
{
    m_folder.emplace();
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_folder->path()));
}

void TestDataFolder::folderIsMadeForItsOwnerOnly()
{
    const QString folder = m_folder->filePath(u"share/nightbell"_s);
    const auto lock = DataLock::take(folder);
    QVERIFY(lock.hasValue());
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFileInfo(folder).permissions() & others, QFile::Permissions());
}

void TestDataFolder::secondTakerIsRefused()
{
    auto first = DataLock::take(m_folder->path());
    QVERIFY(first.hasValue());
    const auto second = DataLock::take(m_folder->path());
    QVERIFY(!second.hasValue());
    QCOMPARE(second.error().kind, ErrorKind::Conflict);
    // Moved, it is still the same lock; gone, it is free.
    {
        const DataLock moved = std::move(*first);
        QCOMPARE(DataLock::take(m_folder->path()).hasValue(), false);
    }
    QVERIFY(DataLock::take(m_folder->path()).hasValue());
}

void TestDataFolder::leftoverFileIsNoLock()
{
    QFile file(m_folder->filePath(u"lock"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("4711");
    file.close();
    QVERIFY(DataLock::take(m_folder->path()).hasValue());
}

void TestDataFolder::folderThatCannotBeMade()
{
    QFile file(m_folder->filePath(u"inTheWay"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto lock = DataLock::take(m_folder->filePath(u"inTheWay/nightbell"_s));
    QVERIFY(!lock.hasValue());
    QCOMPARE(lock.error().kind, ErrorKind::Storage);
}

void TestDataFolder::pathsAreShortAndTheSameForBothSides()
{
    const QString deep = m_folder->filePath(QString(180, u'x'));
    QVERIFY(QDir().mkpath(deep));
    const QStringList paths = controlPaths(deep, false);
    QVERIFY(!paths.isEmpty());
    QCOMPARE(QFileInfo(paths.first()).path(), m_folder->path());
    for (const QString &path : paths)
        QVERIFY2(path.size() < 100, qPrintable(path));
    const QString link = m_folder->filePath(u"link"_s);
    QVERIFY(QFile::link(deep, link));
    QCOMPARE(controlPaths(link, false), paths);
    QCOMPARE(controlPaths(deep + "/../"_L1 + QString(180, u'x') + u'/', false), paths);
}

void TestDataFolder::demoAndFolderListenApart()
{
    const QStringList real = controlPaths(m_folder->path(), false);
    for (const QString &path : controlPaths(m_folder->path(), true))
        QVERIFY(!real.contains(path));
}

void TestDataFolder::foldersOfOthersAreNotUsed()
{
    const QString open = m_folder->filePath(u"open"_s);
    QVERIFY(QDir().mkpath(open));
    QVERIFY(QFile::setPermissions(open, QFile::Permissions(0x7777)));
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(open));
    for (const QString &path : controlPaths(m_folder->path(), false))
        QVERIFY2(!path.startsWith(open), qPrintable(path));
}

QTEST_GUILESS_MAIN(TestDataFolder)
#include "tst_datafolder.moc"
