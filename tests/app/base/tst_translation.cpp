// SPDX-License-Identifier: GPL-3.0-or-later
// What is in the languages is checked by tests/tree/translations.py; here they are loaded: in this program, and in the real ones.
#include "base/translation.h"

#include "domain/wording.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

QString openIncidents(int count)
{
    return QCoreApplication::translate("nightbell::SettingsDialog", "%n open incident(s)", nullptr, count);
}

} // namespace

class TestTranslation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_data();
    void words();
    void otherLanguageReplaces();
    void figuresFollow();
    void programs_data();
    void programs();
};

void TestTranslation::words_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("many");

    QTest::addRow("German") << u"de"_s << u"ausgelöst"_s << u"1 offener Vorfall"_s << u"3 offene Vorfälle"_s;
    QTest::addRow("German as in Austria") << u"de_AT"_s << u"ausgelöst"_s << u"1 offener Vorfall"_s << u"3 offene Vorfälle"_s;
    QTest::addRow("English has plurals") << u"en"_s << u"triggered"_s << u"1 open incident"_s << u"3 open incidents"_s;
    QTest::addRow("a language that there is not is English") << u"fr"_s << u"triggered"_s << u"1 open incident"_s << u"3 open incidents"_s;
    QTest::addRow("no language is English") << u"C"_s << u"triggered"_s << u"1 open incident"_s << u"3 open incidents"_s;
    QTest::addRow("that of the system, which has none here")
        << u"system"_s << u"triggered"_s << u"1 open incident"_s << u"3 open incidents"_s;
}

void TestTranslation::words()
{
    QFETCH(QString, choice);
    installTranslation(choice);
    QTEST(stateText(IncidentState::Triggered), "state");
    QTEST(openIncidents(1), "one");
    QTEST(openIncidents(3), "many");
}

void TestTranslation::otherLanguageReplaces()
{
    installTranslation(u"de"_s);
    installTranslation(u"en"_s);
    QCOMPARE(stateText(IncidentState::Triggered), u"triggered"_s);
    QCOMPARE(openIncidents(1), u"1 open incident"_s);
    installTranslation(u"de"_s);
    QCOMPARE(stateText(IncidentState::Triggered), u"ausgelöst"_s);
}

void TestTranslation::figuresFollow()
{
    installTranslation(u"de"_s);
    QCOMPARE(percentText(4.5), u"4,5 %"_s);
    installTranslation(u"en"_s);
    QCOMPARE(percentText(4.5), u"4.5 %"_s);
}

void TestTranslation::programs_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("variables");
    QTest::addColumn<QString>("said");

    const QString console = QStringLiteral(NIGHTBELL);
    const QString command = QStringLiteral(NIGHTBELLCTL);
    const QStringList look{u"config"_s, u"check"_s};
    const QStringList help{u"--help"_s};
    // No locale of Germany is installed where this is tested; Qt wants none, the C library does.
    QTest::addRow("a command in German") << command << look << u"LC_ALL=de_DE.UTF-8 LANGUAGE=de"_s
                                         << u"hat keine Fehler: 1 Quelle, 0 Dienste, 0 Prüfungen."_s;
    QTest::addRow("a command in German, by the locale alone")
        << command << look << u"LC_ALL=de_DE.UTF-8"_s << u"hat keine Fehler: 1 Quelle, 0 Dienste, 0 Prüfungen."_s;
    QTest::addRow("a command in German, by LANG") << command << look << u"LANG=de_DE.UTF-8"_s << u"1 Quelle, 0 Dienste"_s;
    QTest::addRow("a command in English") << command << look << u"LC_ALL=C"_s << u"has no mistakes: 1 source, 0 services, 0 checks."_s;
    QTest::addRow("a command where there is no such language") << command << look << u"LC_ALL=fr_FR.UTF-8"_s << u"1 source, 0 services"_s;
    QTest::addRow("the demo's state in German")
        << command << QStringList{u"--demo"_s, u"incidents"_s} << u"LC_ALL=de_DE.UTF-8"_s << u"ausgelöst"_s;
    QTest::addRow("the console in German") << console << help << u"LC_ALL=de_DE.UTF-8 LANGUAGE=de"_s << u"Eine erfundene Welt zeigen"_s;
    QTest::addRow("the console in German, by the locale alone")
        << console << help << u"LC_ALL=de_DE.UTF-8"_s << u"Eine erfundene Welt zeigen"_s;
    QTest::addRow("the console in English") << console << help << u"LC_ALL=C.UTF-8"_s << u"Show a scripted world"_s;
}

void TestTranslation::programs()
{
    QFETCH(QString, program);
    QFETCH(QStringList, arguments);
    QFETCH(QString, variables);
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(u"nightbell"_s));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"LANG"_s, u"LANGUAGE"_s, u"LC_ALL"_s, u"LC_MESSAGES"_s, u"LC_NUMERIC"_s, u"LC_CTYPE"_s})
        environment.remove(name);
    for (const QString &name : {u"HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_RUNTIME_DIR"_s})
        environment.insert(name, folder.path());
    for (const QString &variable : variables.split(u' '))
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    const bool hasEnded = process.waitForFinished();
    if (!hasEnded)
        process.kill();
    QVERIFY(hasEnded);
    const QString out = QString::fromUtf8(process.readAllStandardOutput());
    QFETCH(QString, said);
    QVERIFY2(out.contains(said), qPrintable(out + QString::fromUtf8(process.readAllStandardError())));
}

QTEST_GUILESS_MAIN(TestTranslation)
#include "tst_translation.moc"
