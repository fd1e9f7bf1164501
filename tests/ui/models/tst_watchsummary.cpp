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
    void whatIsMissingIsSaid_data()
    {
        QTest::addColumn<WatchState>("state");
        QTest::addColumn<QString>("says");
        const FakeClock clock;
        const auto fresh = watchState({source(SourceState::Fresh, clock)}, {});
        WatchState mistaken = fresh;
        mistaken.mistakes = 2;
        WatchState partial = fresh;
        partial.isWhole = false;
        QTest::newRow("nothing") << fresh << QString();
        QTest::newRow("a source") << watchState({source(SourceState::Stale, clock)}, {}) << u"PagerDuty: stale: data is 3 min old."_s;
        QTest::newRow("a check") << watchState({}, {check(CheckState::Waiting)}) << u"1 check(s) not run yet."_s;
        QTest::newRow("what has a mistake") << mistaken << u"2 mistake(s) in the configuration: what they are about may not be watched."_s;
        QTest::newRow("a source that has no secret yet") << partial << u"Not every source can be asked yet."_s;
    }

    void whatIsMissingIsSaid()
    {
        QFETCH(const WatchState, state);
        const WatchSummary summary = summarize({}, state, 1);
        QTEST(troubleText(summary, FakeClock().now()), "says");
        QCOMPARE(summary.isTrustworthy(), troubleText(summary, FakeClock().now()).isEmpty());
    }

    void countsWhatThereIs()
    {
        Incident low = makeIncident(u"low"_s);
        low.urgency = Urgency::Low;
        const SharedIncidents incidents{makeIncident(u"a"_s), makeIncident(u"b"_s), makeIncident(u"c"_s, IncidentState::Acknowledged), low,
            makeIncident(u"d"_s, IncidentState::Resolved)};
        const WatchSummary summary = summarize(incidents, {}, 0);
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
        QCOMPARE(countsText(summarize(incidents, {}, 0)), u"2 need(s) you · 1 with others · 1 pending · 1 silenced · 1 inhibited"_s);
        QCOMPARE(countsText(summarize({makeIncident(u"a"_s), quiet(u"p"_s, Quiet::Pending)}, {}, 0)), u"1 need(s) you · 1 pending"_s);
    }

    void quietSaysSo() { QCOMPARE(countsText(summarize({}, {}, 0)), u"Nothing needs you"_s); }

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
