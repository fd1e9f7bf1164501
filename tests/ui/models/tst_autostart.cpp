// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/autostart.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class AutostartTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsHiddenAndCanBeSwitchedOff()
    {
        const QTemporaryDir folder;
        const QString place = folder.filePath(u"autostart"_s); // is made where it is missing
        QVERIFY(!startsWithSession(place));
        QVERIFY(setStartsWithSession(place, u"/opt/night bell/nightbell"_s, true).hasValue());
        QVERIFY(startsWithSession(place));
        QVERIFY(contentOf(place + "/io.github.nightbell.Nightbell.desktop"_L1).contains("\nExec=\"/opt/night bell/nightbell\" --hidden\n"));
        QVERIFY(setStartsWithSession(place, {}, false).hasValue());
        QVERIFY(!startsWithSession(place));
        QVERIFY(QDir(place).isEmpty());
        QVERIFY(setStartsWithSession(place, {}, false).hasValue()); // it is so
    }

    void whatTheDesktopSwitchedOffDoesNotStart_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("hidden") << QByteArray("Hidden=true");
        QTest::newRow("switched off by GNOME") << QByteArray("X-GNOME-Autostart-enabled=false");
    }

    void whatTheDesktopSwitchedOffDoesNotStart()
    {
        QFETCH(QByteArray, line);
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"io.github.nightbell.Nightbell.desktop"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[Desktop Entry]\nExec=nightbell\n" + line + '\n');
        file.close();
        QVERIFY(!startsWithSession(folder.path()));
    }

    void aFolderThatCannotBeMadeIsSaid()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"autostart"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto done = setStartsWithSession(file.fileName(), u"nightbell"_s, true);
        QVERIFY(!done.hasValue());
        QCOMPARE(done.error().kind, ErrorKind::Storage);
    }
};

QTEST_GUILESS_MAIN(AutostartTest)

#include "tst_autostart.moc"
