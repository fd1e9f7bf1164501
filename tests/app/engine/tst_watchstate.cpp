// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/watchstate.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace nightbell;

class TestWatchState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quietIsBelievedOnlyWhenAllAnswered_data();
    void quietIsBelievedOnlyWhenAllAnswered();
};

void TestWatchState::quietIsBelievedOnlyWhenAllAnswered_data()
{
    QTest::addColumn<QList<SourceState>>("sources");
    QTest::addColumn<QList<CheckState>>("checks");
    QTest::addColumn<int>("mistakes");
    QTest::addColumn<bool>("isWhole");
    QTest::addColumn<bool>("expected");
    using Sources = QList<SourceState>;
    using Checks = QList<CheckState>;
    QTest::newRow("a fresh source") << Sources{SourceState::Fresh} << Checks{} << 0 << true << true;
    QTest::newRow("a fresh source and a check that passes")
        << Sources{SourceState::Fresh} << Checks{CheckState::Passing} << 0 << true << true;
    QTest::newRow("checks alone") << Sources{} << Checks{CheckState::Passing} << 0 << true << true;
    QTest::newRow("nothing is watched") << Sources{} << Checks{} << 0 << true << false;
    QTest::newRow("only a paused check") << Sources{} << Checks{CheckState::Paused} << 0 << true << false;
    QTest::newRow("a source that has not answered yet")
        << Sources{SourceState::Fresh, SourceState::Starting} << Checks{} << 0 << true << false;
    QTest::newRow("a stale source") << Sources{SourceState::Fresh, SourceState::Stale} << Checks{} << 0 << true << false;
    QTest::newRow("a failed source") << Sources{SourceState::Failed} << Checks{} << 0 << true << false;
    QTest::newRow("a check that has not run yet") << Sources{SourceState::Fresh} << Checks{CheckState::Waiting} << 0 << true << false;
    QTest::newRow("an entry with a mistake") << Sources{SourceState::Fresh} << Checks{} << 1 << true << false;
    QTest::newRow("a source whose secret is not there yet") << Sources{SourceState::Fresh} << Checks{} << 0 << false << false;
}

void TestWatchState::quietIsBelievedOnlyWhenAllAnswered()
{
    QFETCH(const QList<SourceState>, sources);
    QFETCH(const QList<CheckState>, checks);
    QFETCH(const int, mistakes);
    QFETCH(const bool, isWhole);
    QList<SourceStatus> statuses;
    for (const SourceState state : sources) {
        SourceStatus status;
        status.state = state;
        statuses.append(status);
    }
    QList<Check> all;
    for (const CheckState state : checks) {
        Check check;
        check.state = state;
        all.append(check);
    }
    WatchState state = watchState(statuses, all);
    state.mistakes = mistakes;
    state.isWhole = isWhole;
    QTEST(state.isTrustworthy(), "expected");
}

QTEST_GUILESS_MAIN(TestWatchState)
#include "tst_watchstate.moc"
