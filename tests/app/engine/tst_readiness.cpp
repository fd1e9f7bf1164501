// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/readiness.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ReadinessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asReadyAsTheWorst()
    {
        ReadinessFact good;
        good.level = ReadinessLevel::Good;
        ReadinessFact bad;
        bad.level = ReadinessLevel::Bad;
        QCOMPARE(worstOf({good, bad, good}), ReadinessLevel::Bad);
        QCOMPARE(worstOf({good, ReadinessFact{}}), ReadinessLevel::Doubtful);
        QCOMPARE(worstOf({good}), ReadinessLevel::Good);
        QCOMPARE(worstOf({}), ReadinessLevel::Doubtful);
    }

    void watchingNothingIsBad()
    {
        const QList<ReadinessFact> facts = sourceFacts({}, m_now);
        QCOMPARE(facts.size(), 1);
        QCOMPARE(facts.first().level, ReadinessLevel::Bad);
        QVERIFY(!facts.first().mend.isEmpty());
    }

    void aSourceIsAsGoodAsItsAnswers_data()
    {
        QTest::addColumn<SourceState>("state");
        QTest::addColumn<ReadinessLevel>("level");
        QTest::addColumn<QString>("says");
        QTest::newRow("starting") << SourceState::Starting << ReadinessLevel::Doubtful << u"It has not answered yet."_s;
        QTest::newRow("fresh") << SourceState::Fresh << ReadinessLevel::Good << u"It answered 4 s ago."_s;
        QTest::newRow("stale") << SourceState::Stale << ReadinessLevel::Bad
                               << u"Its last answer is 4 s old: what broke since then is not known."_s;
        QTest::newRow("failed") << SourceState::Failed << ReadinessLevel::Bad << u"It cannot be watched."_s;
    }

    void aSourceIsAsGoodAsItsAnswers()
    {
        QFETCH(SourceState, state);
        QFETCH(ReadinessLevel, level);
        QFETCH(QString, says);
        SourceStatus status;
        status.id = SourceId(u"pd"_s);
        status.name = u"Pager"_s;
        status.state = state;
        status.lastSuccess = m_now - 4s;
        const ReadinessFact fact = sourceFacts({status}, m_now).constFirst();
        QCOMPARE(fact.id, u"source.pd"_s);
        QCOMPARE(fact.name, u"Pager"_s);
        QCOMPARE(fact.level, level);
        QCOMPARE(fact.says, says);
    }

    void mistakesMayLeaveSomethingOut_data()
    {
        QTest::addColumn<QStringList>("keys");
        QTest::addColumn<std::optional<ReadinessLevel>>("level");
        using Level = std::optional<ReadinessLevel>;
        QTest::newRow("none") << QStringList{} << Level();
        QTest::newRow("in a source") << QStringList{u"console.theme"_s, u"source.prod.kind"_s} << Level(ReadinessLevel::Bad);
        QTest::newRow("in a check") << QStringList{u"check.home.every"_s} << Level(ReadinessLevel::Bad);
        QTest::newRow("a whole file") << QStringList{QString()} << Level(ReadinessLevel::Bad);
        QTest::newRow("elsewhere") << QStringList{u"console.theme"_s} << Level(ReadinessLevel::Doubtful);
    }

    void mistakesMayLeaveSomethingOut()
    {
        QFETCH(QStringList, keys);
        QFETCH(std::optional<ReadinessLevel>, level);
        const auto fact = configurationFact(keys);
        QCOMPARE(fact.has_value(), level.has_value());
        if (fact) {
            QCOMPARE(fact->level, *level);
            QVERIFY2(fact->says.contains(QString::number(keys.size())), qPrintable(fact->says));
        }
    }

    void aRefusedTokenNeedsANewOne()
    {
        SourceStatus status;
        status.id = SourceId(u"pd"_s);
        status.state = SourceState::Failed;
        status.error = Error{ErrorKind::Unauthorized, u"401"_s};
        QCOMPARE(sourceFacts({status}, m_now).constFirst().mend, u"Enter the login anew in Settings → Sources."_s);
    }

    void warningsAreDoubts()
    {
        SourceStatus status;
        status.id = SourceId(u"pd"_s);
        status.state = SourceState::Fresh;
        status.lastSuccess = m_now;
        status.warnings = {u"half of it is missing"_s};
        const ReadinessFact fact = sourceFacts({status}, m_now).constFirst();
        QCOMPARE(fact.level, ReadinessLevel::Doubtful);
        QVERIFY(fact.says.endsWith("half of it is missing"_L1));
    }

    void theClockIsComparedWithThoseOfServers_data()
    {
        QTest::addColumn<ClockComparison>("comparison");
        QTest::addColumn<ReadinessLevel>("level");
        QTest::addColumn<QString>("says");
        const QString host = u"api.example.com"_s;
        QTest::newRow("agrees") << ClockComparison{host, 2s, true} << ReadinessLevel::Good << u"It agrees with that of api.example.com."_s;
        QTest::newRow("behind") << ClockComparison{host, 2min, false} << ReadinessLevel::Doubtful
                                << u"The clock of this computer is 2 min behind that of api.example.com."_s;
        QTest::newRow("far ahead") << ClockComparison{host, -10min, false} << ReadinessLevel::Bad
                                   << u"The clock of this computer is 10 min ahead of that of api.example.com."_s;
        QTest::newRow("theirs is wrong") << ClockComparison{host, -10min, true} << ReadinessLevel::Doubtful
                                         << u"The clock of this computer is 10 min ahead of that of api.example.com. "
                                            "Other servers agree with this computer."_s;
    }

    void theClockIsComparedWithThoseOfServers()
    {
        QFETCH(ClockComparison, comparison);
        QFETCH(ReadinessLevel, level);
        QFETCH(QString, says);
        const auto fact = clockFact(comparison);
        QVERIFY(fact);
        QCOMPARE(fact->level, level);
        QCOMPARE(fact->says, says);
        QCOMPARE(fact->mend.isEmpty(), level == ReadinessLevel::Good);
        QVERIFY(!clockFact(std::nullopt));
    }

    void theLastTestCounts()
    {
        QCOMPARE(testFact(std::nullopt, m_now).level, ReadinessLevel::Doubtful);
        TestReport report;
        report.started = m_now - 2h;
        report.outcome = TestOutcome::Acknowledged;
        report.acknowledged = 8s;
        QCOMPARE(testFact(report, m_now).level, ReadinessLevel::Good);
        QCOMPARE(testFact(report, m_now).says, u"Acknowledged after 8 s, 2 h ago."_s);
        report.started = m_now - 31 * 24h;
        QCOMPARE(testFact(report, m_now).level, ReadinessLevel::Doubtful); // much may have changed
        report.started = m_now - 1h;
        report.outcome = TestOutcome::Nobody;
        report.shown = 4ms;
        QCOMPARE(testFact(report, m_now).level, ReadinessLevel::Doubtful); // somebody may have been out
        report.unseen = u"It is on, and hides pages."_s;
        QCOMPARE(testFact(report, m_now).level, ReadinessLevel::Bad);
        QVERIFY(!testFact(report, m_now).mend.isEmpty());
    }

    void theWorstIsSaidFirst()
    {
        ReadinessFact good{u"a"_s, ReadinessLevel::Good, u"A"_s, u"Well."_s, {}};
        ReadinessFact doubtful{u"b"_s, ReadinessLevel::Doubtful, u"B"_s, u"Perhaps."_s, {}};
        ReadinessFact bad{u"c"_s, ReadinessLevel::Bad, u"C"_s, u"Broken."_s, {}};
        QCOMPARE(doubtsText({good, doubtful, bad}), u"C: Broken.\nB: Perhaps."_s);
        QVERIFY(doubtsText({good}).isEmpty());
    }

    void scriptsReadIt()
    {
        const QJsonObject object = encode({u"sound"_s, ReadinessLevel::Bad, u"Sound"_s, u"None."_s, {}});
        QCOMPARE(object.value("level"_L1).toString(), u"bad"_s);
        QVERIFY(object.value("mend"_L1).isNull());
        QCOMPARE(toWord(ReadinessLevel::Good), u"good"_s);
        QCOMPARE(toWord(ReadinessLevel::Doubtful), u"doubtful"_s);
    }

private:
    TimePoint m_now{1000h};
};

QTEST_GUILESS_MAIN(ReadinessTest)

#include "tst_readiness.moc"
