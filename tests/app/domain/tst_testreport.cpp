// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/testreport.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

TimePoint at(const QString &iso)
{
    return *fromIso(iso);
}

} // namespace

class TestReportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadBackAsItWasKept()
    {
        TestReport report;
        report.started = at(u"2026-01-05T03:00:00.000Z"_s);
        report.isScheduled = true;
        report.incident = IncidentId(u"NB-7"_s);
        report.outcome = TestOutcome::Acknowledged;
        report.shown = 4ms;
        report.rang = 120ms;
        report.acknowledged = 8s;
        report.by = u"alert"_s;
        report.unseen = u"It is on, and hides pages."_s;
        QCOMPARE(testReportFrom(encode(report)), std::optional(report));
        QVERIFY(!testReportFrom({}));
        QJsonObject unknown = encode(report);
        unknown.insert(u"outcome"_s, u"perhaps"_s);
        QVERIFY(!testReportFrom(unknown));
    }

    void saysWhichMeansReachedThePerson_data()
    {
        QTest::addColumn<TestReport>("report");
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("noticeable");
        TestReport shown;
        shown.shown = 4ms;
        QTest::newRow("shown") << shown << u"Notification: shown after 4 ms."_s << true;
        TestReport hidden = shown;
        hidden.unseen = u"It is on, and hides pages."_s;
        QTest::newRow("hidden") << hidden << u"Notification: taken after 4 ms, but it may not be seen. It is on, and hides pages."_s
                                << false;
        TestReport rang;
        rang.rang = 120ms;
        QTest::newRow("heard") << rang << u"Sound: first after 120 ms."_s << true;
        TestReport muted = rang;
        muted.unheard = u"The sound is muted: pages are not heard."_s;
        QTest::newRow("muted") << muted << u"Sound: first after 120 ms, but it may not be heard. The sound is muted: pages are not heard."_s
                               << false;
        TestReport alerted;
        alerted.alerted = 30s;
        QTest::newRow("in front of everything") << alerted << u"Alert window: on the screen after 30 s."_s << true;
        TestReport nobody;
        nobody.outcome = TestOutcome::Nobody;
        QTest::newRow("nobody") << nobody << u"Nobody reacted."_s << false;
        TestReport done;
        done.outcome = TestOutcome::Acknowledged;
        done.acknowledged = 8s;
        done.by = u"tray"_s;
        QTest::newRow("acknowledged") << done << u"Acknowledged in the tray after 8 s."_s << false;
    }

    void saysWhichMeansReachedThePerson()
    {
        QFETCH(TestReport, report);
        QFETCH(QString, line);
        QFETCH(bool, noticeable);
        const QStringList lines = testLines(report);
        QVERIFY2(lines.contains(line), qPrintable(lines.join(u'\n')));
        QCOMPARE(report.wasNoticeable(), noticeable);
    }

    void isDueByPlan_data()
    {
        QTest::addColumn<TestPlan>("plan");
        QTest::addColumn<QString>("last");
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("due"); // empty: none is to come
        TestPlan shift;
        shift.beforeShift = 15min;
        shift.nextShift = at(u"2026-01-05T09:00:00Z"_s);
        TestPlan daily;
        daily.at = QTime(18, 30);
        TestPlan both = shift;
        both.at = QTime(8, 0);
        TestPlan noShift = shift;
        noShift.nextShift.reset();
        const QString quarter = u"2026-01-05T08:45:00.000Z"_s;
        QTest::newRow("nothing is planned") << TestPlan{} << u""_s << u"2026-01-05T03:00:00Z"_s << u""_s;
        QTest::newRow("no shift is known") << noShift << u""_s << u"2026-01-05T03:00:00Z"_s << u""_s;
        QTest::newRow("before the shift") << shift << u""_s << u"2026-01-05T03:00:00Z"_s << quarter;
        QTest::newRow("late, but before the shift") << shift << u"2026-01-04T20:00:00Z"_s << u"2026-01-05T08:58:00Z"_s << quarter;
        QTest::newRow("once a shift") << shift << u"2026-01-05T08:45:01Z"_s << u"2026-01-05T08:50:00Z"_s << u""_s;
        QTest::newRow("not when it has begun") << shift << u""_s << u"2026-01-05T09:00:00Z"_s << u""_s;
        QTest::newRow("each day") << daily << u"2026-01-04T18:30:00Z"_s << u"2026-01-05T03:00:00Z"_s << u"2026-01-05T18:30:00.000Z"_s;
        QTest::newRow("made up for a while") << daily << u"2026-01-04T18:30:00Z"_s << u"2026-01-05T18:44:00Z"_s
                                             << u"2026-01-05T18:30:00.000Z"_s;
        QTest::newRow("too late for today") << daily << u"2026-01-04T18:30:00Z"_s << u"2026-01-05T18:45:00Z"_s
                                            << u"2026-01-06T18:30:00.000Z"_s;
        QTest::newRow("done today") << daily << u"2026-01-05T18:30:00Z"_s << u"2026-01-05T18:31:00Z"_s << u"2026-01-06T18:30:00.000Z"_s;
        QTest::newRow("the earlier of both") << both << u""_s << u"2026-01-05T03:00:00Z"_s << u"2026-01-05T08:00:00.000Z"_s;
    }

    void isDueByPlan()
    {
        QFETCH(TestPlan, plan);
        QFETCH(QString, last);
        QFETCH(QString, now);
        QFETCH(QString, due);
        const auto next = nextTest(plan, fromIso(last), at(now));
        QCOMPARE(next ? toIso(*next) : QString(), due.isEmpty() ? QString() : due);
    }
};

QTEST_GUILESS_MAIN(TestReportTest)

#include "tst_testreport.moc"
