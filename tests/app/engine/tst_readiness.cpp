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

    void aRefusedTokenNeedsANewOne()
    {
        SourceStatus status;
        status.id = SourceId(u"pd"_s);
        status.state = SourceState::Failed;
        status.error = Error{ErrorKind::Unauthorized, u"401"_s};
        QCOMPARE(sourceFacts({status}, m_now).constFirst().mend, u"Enter a new token in Settings → Sources."_s);
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
