// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/readinessfacts.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class ReadinessFactsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheVolume_data()
    {
        QTest::addColumn<QString>("mute");
        QTest::addColumn<QString>("volume");
        QTest::addColumn<std::optional<OutputVolume>>("expected");
        const QString loud = u"Volume: front-left: 52429 /  80% / -5.81 dB,   front-right: 52429 /  80% / -5.81 dB\n"_s;
        QTest::newRow("loud") << u"Mute: no\n"_s << loud << std::optional(OutputVolume{80, false});
        QTest::newRow("muted") << u"Mute: yes\n"_s << loud << std::optional(OutputVolume{80, true});
        QTest::newRow("no sound system") << QString() << QString() << std::optional<OutputVolume>();
        QTest::newRow("no word on mute") << QString() << loud << std::optional<OutputVolume>();
    }

    void readsTheVolume()
    {
        QFETCH(QString, mute);
        QFETCH(QString, volume);
        QFETCH(std::optional<OutputVolume>, expected);
        QCOMPARE(pulseVolume(mute, volume), expected);
    }

    void aPageIsHeardWhenItIsLoudEnough()
    {
        QCOMPARE(volumeFact(OutputVolume{80, false}).level, ReadinessLevel::Good);
        QCOMPARE(volumeFact(OutputVolume{80, true}).level, ReadinessLevel::Bad);
        QCOMPARE(volumeFact(OutputVolume{10, false}).level, ReadinessLevel::Doubtful);
        QCOMPARE(volumeFact(OutputVolume{0, false}).level, ReadinessLevel::Bad);
        QCOMPARE(volumeFact(std::nullopt).level, ReadinessLevel::Doubtful);
    }

    void doNotDisturb_data()
    {
        QTest::addColumn<DisturbAnswer>("answer");
        QTest::addColumn<QString>("alertWindow");
        QTest::addColumn<ReadinessLevel>("notifications");
        QTest::addColumn<ReadinessLevel>("now");
        const auto good = ReadinessLevel::Good;
        const auto doubtful = ReadinessLevel::Doubtful;
        const auto bad = ReadinessLevel::Bad;
        const DisturbAnswer gnome{u"gnome-shell"_s, DisturbState::On, true};
        const DisturbAnswer dunst{u"dunst"_s, DisturbState::On, false};
        const DisturbAnswer quietDunst{u"dunst"_s, DisturbState::Off, false};
        QTest::newRow("on, and critical passes") << gnome << u"never"_s << good << good;
        QTest::newRow("on and hidden, the alert window comes") << dunst << u"needed"_s << good << good;
        QTest::newRow("on and hidden, without the alert window") << dunst << u"never"_s << doubtful << bad;
        QTest::newRow("off") << quietDunst << u"never"_s << doubtful << good;
        QTest::newRow("no server, the alert window comes") << DisturbAnswer{} << u"needed"_s << doubtful << doubtful;
        QTest::newRow("no server and no alert window") << DisturbAnswer{} << u"never"_s << bad << doubtful;
    }

    void doNotDisturb()
    {
        QFETCH(DisturbAnswer, answer);
        QFETCH(QString, alertWindow);
        QFETCH(ReadinessLevel, notifications);
        QFETCH(ReadinessLevel, now);
        ConsoleSettings console;
        console.alertWindow = alertWindow;
        QCOMPARE(notificationsFact(answer, console).level, notifications);
        QCOMPARE(doNotDisturbFact(answer, console).level, now);
    }

    void soundNeedsADeviceAndTheSetting()
    {
        ConsoleSettings console;
        QCOMPARE(soundFact(u"Speakers"_s, console).level, ReadinessLevel::Good);
        QVERIFY(soundFact(u"Speakers"_s, console).says.contains("Speakers"_L1));
        QCOMPARE(soundFact({}, console).level, ReadinessLevel::Bad);
        console.sound = false;
        QCOMPARE(soundFact(u"Speakers"_s, console).level, ReadinessLevel::Doubtful);
    }

    void aClosedLid_data()
    {
        QTest::addColumn<LidPolicy>("policy");
        QTest::addColumn<ReadinessLevel>("level");
        QTest::newRow("no lid") << LidPolicy{} << ReadinessLevel::Good;
        QTest::newRow("sleeps") << LidPolicy{true, u"suspend"_s, {}} << ReadinessLevel::Doubtful;
        QTest::newRow("sleeps on battery only") << LidPolicy{true, u"suspend"_s, u"ignore"_s} << ReadinessLevel::Doubtful;
        QTest::newRow("goes on") << LidPolicy{true, u"ignore"_s, {}} << ReadinessLevel::Good;
        QTest::newRow("locks only") << LidPolicy{true, u"lock"_s, u"lock"_s} << ReadinessLevel::Good;
        QTest::newRow("nobody says") << LidPolicy{true, {}, {}} << ReadinessLevel::Doubtful;
    }

    void aClosedLid()
    {
        QFETCH(LidPolicy, policy);
        QFETCH(ReadinessLevel, level);
        QCOMPARE(sleepFact(policy).level, level);
    }

    void theKernelSaysWhereThePowerComesFrom_data()
    {
        QTest::addColumn<QStringList>("supplies"); // name/property=value
        QTest::addColumn<PowerSupply>("power");
        QTest::addColumn<ReadinessLevel>("level");
        QTest::newRow("no battery") << QStringList{} << PowerSupply{} << ReadinessLevel::Good;
        QTest::newRow("plugged in") << QStringList{u"AC/type=Mains"_s, u"AC/online=1"_s, u"BAT0/type=Battery"_s, u"BAT0/capacity=63"_s}
                                    << PowerSupply{true, true, 63} << ReadinessLevel::Good;
        QTest::newRow("on the battery") << QStringList{u"AC/type=Mains"_s, u"AC/online=0"_s, u"BAT0/type=Battery"_s, u"BAT0/capacity=63"_s}
                                        << PowerSupply{true, false, 63} << ReadinessLevel::Doubtful;
        QTest::newRow("nearly empty") << QStringList{u"AC/type=Mains"_s, u"AC/online=0"_s, u"BAT0/type=Battery"_s, u"BAT0/capacity=9"_s}
                                      << PowerSupply{true, false, 9} << ReadinessLevel::Bad;
        QTest::newRow("charged over USB") << QStringList{u"AC/type=Mains"_s, u"AC/online=0"_s, u"C/type=USB"_s, u"C/online=1"_s,
            u"BAT0/type=Battery"_s, u"BAT0/capacity=63"_s}
                                          << PowerSupply{true, true, 63} << ReadinessLevel::Good;
        QTest::newRow("of a mouse") << QStringList{u"m/type=Battery"_s, u"m/scope=Device"_s, u"m/capacity=3"_s} << PowerSupply{}
                                    << ReadinessLevel::Good;
    }

    void theKernelSaysWhereThePowerComesFrom()
    {
        QFETCH(QStringList, supplies);
        QFETCH(PowerSupply, power);
        QFETCH(ReadinessLevel, level);
        QTemporaryDir folder;
        for (const QString &line : supplies) {
            const QString path = folder.filePath(line.section(u'=', 0, 0));
            QDir().mkpath(QFileInfo(path).path());
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(line.section(u'=', 1).toUtf8() + '\n');
        }
        QCOMPARE(readPower(folder.path()), power);
        QCOMPARE(powerFact(power).level, level);
    }

    void theNetworkLeadsSomewhere()
    {
        QVERIFY(!networkFact(0)); // nobody says
        QCOMPARE(networkFact(70)->level, ReadinessLevel::Good);
        QCOMPARE(networkFact(60)->level, ReadinessLevel::Doubtful);
        QCOMPARE(networkFact(40)->level, ReadinessLevel::Doubtful);
        QCOMPARE(networkFact(20)->level, ReadinessLevel::Bad);
    }

    void idleComputersMayFallAsleep()
    {
        QVERIFY(!idleFact(u"ignore"_s));
        QVERIFY(!idleFact({}));
        QCOMPARE(idleFact(u"suspend"_s)->level, ReadinessLevel::Doubtful);
    }

    void aWayThatIsBarredSaysSo()
    {
        ConsoleSettings console; // with the alert window: a page gets through all the same
        const DisturbAnswer hiding{u"dunst"_s, DisturbState::On, false};
        const ReadinessFact hidden = doNotDisturbFact(hiding, console);
        QCOMPARE(hidden.level, ReadinessLevel::Good);
        QVERIFY(hidden.isBarred);
        QVERIFY(!doNotDisturbFact({u"dunst"_s, DisturbState::Off, false}, console).isBarred);
        QVERIFY(notificationsFact({}, console).isBarred);
        QVERIFY(volumeFact(OutputVolume{80, true}).isBarred);
        QVERIFY(!volumeFact(OutputVolume{10, false}).isBarred);
        QVERIFY(soundFact({}, console).isBarred);
    }

    void aSilentNotificationServiceIsNotOneThatIsMissing()
    {
        DisturbAnswer silent;
        silent.isSilent = true;
        const ReadinessFact fact = notificationsFact(silent, {});
        QVERIFY2(fact.says.startsWith(u"The notification service does not answer."_s), qPrintable(fact.says));
        QCOMPARE(fact.level, notificationsFact({}, {}).level);
        QVERIFY(notificationsFact({}, {}).says.startsWith(u"No notification service runs here."_s));
    }

    void whatIsBadSaysHowToMendIt()
    {
        ConsoleSettings console;
        console.alertWindow = u"never"_s;
        const DisturbAnswer hiding{u"dunst"_s, DisturbState::On, false};
        for (const ReadinessFact &fact : {notificationsFact({}, console), doNotDisturbFact(hiding, console), soundFact({}, console),
                 volumeFact(OutputVolume{80, true}), trayFact(false), autostartFact(false), sleepFact({true, u"suspend"_s, {}})})
            QVERIFY2(!fact.mend.isEmpty(), qPrintable(fact.id));
        QCOMPARE(trayFact(true).level, ReadinessLevel::Good);
        QCOMPARE(autostartFact(true).level, ReadinessLevel::Good);
    }
};

QTEST_GUILESS_MAIN(ReadinessFactsTest)

#include "tst_readinessfacts.moc"
