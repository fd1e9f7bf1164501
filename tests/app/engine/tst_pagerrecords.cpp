// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/database.h"
#include "engine/pagerrecords.h"
#include "support/fakeclock.h"
#include "support/waited.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Bench
{
    explicit Bench(const QString &folder) : database(folder), records(clock, database)
    {
        QSignalSpy opened(&database, &Database::opened);
        database.open();
        opened.wait();
    }

    PagerRecords::Kept kept() { return waited(records.load()).valueOr({}); }

    FakeClock clock;
    Database database;
    PagerRecords records;
};

PageRecord wholeRecord()
{
    const TimePoint time = FakeClock().now();
    return PageRecord{.id = IncidentId(u"1"_s),
        .raised = time,
        .taken = 5min,
        .told = true,
        .promoted = true,
        .held = time + 1s,
        .acknowledged = time + 2s,
        .renewed = time + 3s,
        .lapsed = time + 4s};
}

} // namespace

class TestPagerRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldComesBack();
    void whatIsForgottenIsGone();
    void aPauseComesBack();
    void whatNobodyTouchesForAMonthIsDropped();
};

void TestPagerRecords::everyFieldComesBack()
{
    QTemporaryDir folder;
    const PageRecord empty{.id = IncidentId(u"2"_s), .told = true};
    {
        Bench bench(folder.path());
        bench.records.write({wholeRecord(), empty}, {});
    }
    Bench again(folder.path());
    const QList<PageRecord> records = again.kept().records;
    QCOMPARE(records.size(), 2);
    QVERIFY(records.contains(wholeRecord()));
    QVERIFY(records.contains(empty));
}

void TestPagerRecords::whatIsForgottenIsGone()
{
    QTemporaryDir folder;
    Bench bench(folder.path());
    bench.records.write({wholeRecord()}, {});
    bench.records.write({}, {wholeRecord().id});
    QVERIFY(bench.kept().records.isEmpty());
}

void TestPagerRecords::aPauseComesBack()
{
    QTemporaryDir folder;
    Bench bench(folder.path());
    QVERIFY(!bench.kept().pausedUntil);
    bench.records.writePause(bench.clock.now() + 1h);
    QCOMPARE(bench.kept().pausedUntil, bench.clock.now() + 1h);
    bench.records.writePause({});
    QVERIFY(!bench.kept().pausedUntil);
}

void TestPagerRecords::whatNobodyTouchesForAMonthIsDropped()
{
    QTemporaryDir folder;
    Bench bench(folder.path());
    bench.records.write({wholeRecord()}, {});
    bench.clock.advance(29 * 24h);
    QCOMPARE(bench.kept().records.size(), 1);
    bench.clock.advance(2 * 24h);
    QVERIFY(bench.kept().records.isEmpty());
}

QTEST_GUILESS_MAIN(TestPagerRecords)
#include "tst_pagerrecords.moc"
