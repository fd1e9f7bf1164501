// SPDX-License-Identifier: GPL-3.0-or-later
#include "pager/escalation.h"
#include "support/incidents.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint start{std::chrono::hours(400'000)};

Page pageAt(TimePoint raised)
{
    const Incident incident = makeIncident(u"1"_s);
    return Page{.id = incident.id, .incident = incident, .raised = raised, .group = incident.id};
}

// "1m louder, 5m backup louder"
QString said(const Service &service)
{
    QStringList words;
    for (const EscalationStep &step : escalationSteps(service))
        words.append(u"%1s%2%3"_s.arg(std::chrono::duration_cast<std::chrono::seconds>(step.after).count())
                         .arg(step.louder ? u" louder"_s : QString(), step.toBackup ? u" backup"_s : QString()));
    return words.join(", "_L1);
}

} // namespace

class TestEscalation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void steps_data();
    void steps();
    void aStepIsDueNeitherEarlyNorTwice();
    void whatWasMissedIsDoneAtOnceAndSaysThatItIsLate();
    void theBackupIsToldThroughTheServicesChannels();
    void nothingFollowsTheLastStep();
};

void TestEscalation::steps_data()
{
    QTest::addColumn<Duration>("louder");
    QTest::addColumn<Duration>("backup");
    QTest::addColumn<QString>("expected");
    QTest::newRow("by default: louder each minute, the backup at five")
        << Duration(1min) << Duration(5min) << u"60s louder, 120s louder, 180s louder, 240s louder, 300s louder backup"_s;
    QTest::newRow("a backup that is told at once leaves no room") << Duration(1min) << Duration(30s) << u"30s louder backup"_s;
    QTest::newRow("no noise, only the backup") << Duration(0) << Duration(5min) << u"300s backup"_s;
    QTest::newRow("no backup: ten times, and then it is enough")
        << Duration(6s) << Duration(0)
        << u"6s louder, 12s louder, 18s louder, 24s louder, 30s louder, 36s louder, 42s louder, 48s louder, 54s louder, 60s louder"_s;
    QTest::newRow("nothing at all") << Duration(0) << Duration(0) << QString();
}

void TestEscalation::steps()
{
    QFETCH(const Duration, louder);
    QFETCH(const Duration, backup);
    QFETCH(const QString, expected);
    QCOMPARE(said(Service{.louderAfter = louder, .escalateAfter = backup}), expected);
}

void TestEscalation::aStepIsDueNeitherEarlyNorTwice()
{
    const Page page = pageAt(start);
    const Service service;
    QVERIFY(dueSteps(page, service, 0ms, start + 1min - 1ms).isEmpty());
    QCOMPARE(nextStepAt(page, service, 0ms), start + 1min);
    const auto due = dueSteps(page, service, 0ms, start + 1min);
    QCOMPARE(due.size(), 1);
    QCOMPARE(due.first().step, 1);
    QCOMPARE(due.first().due, start + 1min);
    QVERIFY(due.first().louder && !due.first().toBackup && !due.first().isLate);
    QVERIFY(dueSteps(page, service, 1min, start + 1min).isEmpty());
    QCOMPARE(nextStepAt(page, service, 1min), start + 2min);
}

void TestEscalation::whatWasMissedIsDoneAtOnceAndSaysThatItIsLate()
{
    const Page page = pageAt(start);
    const auto noise = dueSteps(page, {}, 0ms, start + 3min + 20s);
    QCOMPARE(noise.size(), 1); // not three times in a row
    QCOMPARE(noise.first().step, 3);
    QVERIFY(noise.first().isLate);
    const auto backup = dueSteps(page, {}, 1min, start + 2h);
    QCOMPARE(backup.size(), 1);
    QVERIFY(backup.first().toBackup && backup.first().isLate);
    QCOMPARE(backup.first().due, start + 5min);
    QVERIFY(!dueSteps(page, {}, 4min, start + 5min + 10s).first().isLate); // a busy moment is no delay
}

void TestEscalation::theBackupIsToldThroughTheServicesChannels()
{
    const Service service{.escalateTo = {ChannelId(u"boss"_s)}};
    const auto due = dueSteps(pageAt(start), service, 0ms, start + 5min);
    QCOMPARE(due.size(), 1);
    QCOMPARE(due.first().channels, QList<ChannelId>{ChannelId(u"boss"_s)});
    QVERIFY(dueSteps(pageAt(start), service, 0ms, start + 1min).first().channels.isEmpty());
}

void TestEscalation::nothingFollowsTheLastStep()
{
    QCOMPARE(nextStepAt(pageAt(start), {}, 5min), TimePoint::max());
    QVERIFY(dueSteps(pageAt(start), {}, 5min, start + 9h).isEmpty());
}

QTEST_GUILESS_MAIN(TestEscalation)
#include "tst_escalation.moc"
