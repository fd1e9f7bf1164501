// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/catchup.h"

#include "support/uibench.h"

#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class CatchUpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOverWhenEverySourceHasAnswered()
    {
        UiBench bench;
        bench.addSource();
        Poller &poller = bench.session->poller();
        auto other = std::make_unique<FakeSource>(SourceId(u"other"_s));
        SourceStatus status;
        status.id = SourceId(u"other"_s);
        status.interval = std::chrono::hours(1);
        poller.add(status, std::move(other));
        poller.tick();
        CatchUp catchUp(poller);
        QSignalSpy started(&catchUp, &CatchUp::started);
        QSignalSpy over(&catchUp, &CatchUp::over);
        catchUp.start();
        catchUp.start(); // the network came back right after the sleep
        QCOMPARE(started.size(), 1);
        QVERIFY(catchUp.isRunning());
        poller.pollNow(SourceId(u"pd"_s));
        poller.tick();
        QCoreApplication::processEvents();
        QVERIFY(over.isEmpty());
        poller.pollNow(SourceId(u"other"_s));
        poller.tick();
        QTRY_COMPARE(over.size(), 1);
        QVERIFY(!catchUp.isRunning());
    }

    void hasNothingToWaitForWithoutSources()
    {
        UiBench bench;
        CatchUp catchUp(bench.session->poller());
        QSignalSpy over(&catchUp, &CatchUp::over);
        catchUp.start();
        QCOMPARE(over.size(), 1);
    }
};

QTEST_GUILESS_MAIN(CatchUpTest)

#include "tst_catchup.moc"
