// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/stopsignals.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace nightbell;

class TestStopSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signalArrivesInTheEventLoop_data();
    void signalArrivesInTheEventLoop();
};

void TestStopSignals::signalArrivesInTheEventLoop_data()
{
    QTest::addColumn<int>("number");
    QTest::addRow("interrupted") << SIGINT;
    QTest::addRow("terminated") << SIGTERM;
    QTest::addRow("the terminal was closed") << SIGHUP;
}

void TestStopSignals::signalArrivesInTheEventLoop()
{
    QFETCH(int, number);
    StopSignals signals;
    QSignalSpy arrived(&signals, &StopSignals::arrived);
    QCOMPARE(std::raise(number), 0); // would end this program otherwise
    QCOMPARE(arrived.size(), 0);
    QTRY_COMPARE(arrived.size(), 1);
}

QTEST_GUILESS_MAIN(TestStopSignals)
#include "tst_stopsignals.moc"
