// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watchsummary.h"
#include "support/fakeclock.h"
#include "support/incidents.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace nightbell;
using namespace std::chrono_literals;

namespace {

SourceStatus source(SourceState state, const FakeClock &clock)
{
    SourceStatus status;
    status.id = SourceId(u"pd"_s);
    status.name = u"PagerDuty"_s;
    status.state = state;
    status.interval = 15s;
    if (state != SourceState::Starting)
        status.lastSuccess = clock.now() - 3min;
    if (state == SourceState::Failed)
        status.error = Error{ErrorKind::Timeout, {}};
    return status;
}

Check check(CheckState state)
{
    Check result;
    result.state = state;
    return result;
}

} // namespace

class WatchSummaryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quietIsBelievedOnlyWhenAllAnswered_data()
    {
        QTest::addColumn<QList<SourceState>>("sources");
        QTest::addColumn<QList<CheckState>>("checks");
        QTest::addColumn<bool>("expected");
        using Sources = QList<SourceState>;
        using Checks = QList<CheckState>;
        QTest::newRow("a fresh source") << Sources{SourceState::Fresh} << Checks{} << true;
        QTest::newRow("a fresh source and a check that passes") << Sources{SourceState::Fresh} << Checks{CheckState::Passing} << true;
        QTest::newRow("checks alone") << Sources{} << Checks{CheckState::Passing} << true;
        QTest::newRow("nothing is watched") << Sources{} << Checks{} << false;
        QTest::newRow("only a paused check") << Sources{} << Checks{CheckState::Paused} << false;
        QTest::newRow("a source that has not answered yet") << Sources{SourceState::Fresh, SourceState::Starting} << Checks{} << false;
        QTest::newRow("a stale source") << Sources{SourceState::Fresh, SourceState::Stale} << Checks{} << false;
        QTest::newRow("a failed source") << Sources{SourceState::Failed} << Checks{} << false;
        QTest::newRow("a check that has not run yet") << Sources{SourceState::Fresh} << Checks{CheckState::Waiting} << false;
    }

    void quietIsBelievedOnlyWhenAllAnswered()
    {
        QFETCH(const QList<SourceState>, sources);
        QFETCH(const QList<CheckState>, checks);
        QFETCH(const bool, expected);
        FakeClock clock;
        QList<SourceStatus> statuses;
        for (const SourceState state : sources)
            statuses.append(source(state, clock));
        QList<Check> all;
        for (const CheckState state : checks)
            all.append(check(state));
        const WatchSummary summary = summarize({}, statuses, all, 1);
        QCOMPARE(summary.isTrustworthy(), expected);
        QCOMPARE(troubleText(summary, clock.now()).isEmpty(), expected || summary.watchesNothing());
    }

    void countsWhatThereIs()
    {
        Incident low = makeIncident(u"low"_s);
        low.urgency = Urgency::Low;
        const SharedIncidents incidents{makeIncident(u"a"_s), makeIncident(u"b"_s), makeIncident(u"c"_s, IncidentState::Acknowledged), low,
            makeIncident(u"d"_s, IncidentState::Resolved)};
        const WatchSummary summary = summarize(incidents, {}, {}, 0);
        QCOMPARE(summary.needPerson, 2);
        QCOMPARE(summary.acknowledged, 1);
        QCOMPARE(summary.open, 4);
        const QString text = countsText(summary);
        QCOMPARE(text.count(u" · "_s), 2);
        QVERIFY2(text.startsWith(u'2'), qPrintable(text));
    }

    void whatNeedsNobodyIsCountedByItsReason()
    {
        const auto quiet = [](const QString &id, Quiet why) {
            Incident incident = makeIncident(id);
            incident.quiet = why;
            return incident;
        };
        Incident theirs = makeIncident(u"theirs"_s);
        theirs.concern = Concern::Others;
        const SharedIncidents incidents{makeIncident(u"a"_s), makeIncident(u"b"_s), quiet(u"p"_s, Quiet::Pending),
            quiet(u"s"_s, Quiet::Silenced), quiet(u"i"_s, Quiet::Inhibited), theirs};
        QCOMPARE(countsText(summarize(incidents, {}, {}, 0)), u"2 need(s) you · 1 with others · 1 pending · 1 silenced · 1 inhibited"_s);
        QCOMPARE(countsText(summarize({makeIncident(u"a"_s), quiet(u"p"_s, Quiet::Pending)}, {}, {}, 0)), u"1 need(s) you · 1 pending"_s);
    }

    void quietSaysSo() { QCOMPARE(countsText(summarize({}, {}, {}, 0)), u"Nothing needs you"_s); }

    void aFailureIsSaidInWords()
    {
        FakeClock clock;
        const QString text = stateText(source(SourceState::Failed, clock), clock.now());
        QVERIFY2(text.contains(u"3 min"_s) && text.startsWith(u"failed: "_s), qPrintable(text));
        SourceStatus never = source(SourceState::Failed, clock);
        never.lastSuccess.reset();
        QVERIFY(stateText(never, clock.now()).endsWith(u"never answered"_s));
    }
};

QTEST_GUILESS_MAIN(WatchSummaryTest)

#include "tst_watchsummary.moc"
