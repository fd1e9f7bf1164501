// SPDX-License-Identifier: GPL-3.0-or-later
// What the commander offers to take back.
#include "support/commanderbench.h"

#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace nightbell::commanderbench;

class TestUndo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void undoTriggersAgain();
    void undoTakesBackWhatWasNotSent();
    void undoIsNotOfferedForWhatWasRefused();
    void undoIsOfferedForSecondsOnly();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestUndo::undoTriggersAgain()
{
    Bench bench(m_folder->path());
    QSignalSpy finished(&bench.commander, &Commander::finished);
    bench.acknowledge();
    QTRY_COMPARE(finished.size(), 1);
    const Duration until = bench.clock.elapsed() + Commander::undoableFor;
    QCOMPARE(bench.commander.undoOffer(), std::optional(UndoOffer{u"acknowledge"_s, {IncidentId(u"Q1"_s)}, until}));
    bench.commander.undo(u"window"_s);
    QVERIFY(!bench.commander.undoOffer());
    QCOMPARE(bench.incident().state, IncidentState::Triggered);
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(bench.target.asked.constLast().action, u"retrigger"_s);
}

void TestUndo::undoTakesBackWhatWasNotSent()
{
    Bench bench(m_folder->path());
    QSignalSpy finished(&bench.commander, &Commander::finished);
    bench.acknowledge();
    bench.commander.undo(u"window"_s); // the disk has not answered yet
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished[0][1].value<ActionOutcome>(), ActionOutcome::Withdrawn);
    QCOMPARE(bench.incident().state, IncidentState::Triggered);
    QVERIFY(bench.outboxContent().entries.isEmpty());
    QVERIFY(bench.target.asked.isEmpty());
}

void TestUndo::undoIsNotOfferedForWhatWasRefused()
{
    Bench bench(m_folder->path());
    QSignalSpy finished(&bench.commander, &Commander::finished);
    QSignalSpy changed(&bench.commander, &Commander::undoOfferChanged);
    bench.target.answer = Error{ErrorKind::Forbidden, u"no"_s};
    bench.acknowledge();
    QVERIFY(bench.commander.undoOffer());
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!bench.commander.undoOffer());
    QCOMPARE(changed.size(), 2);
}

void TestUndo::undoIsOfferedForSecondsOnly()
{
    Bench bench(m_folder->path());
    QSignalSpy changed(&bench.commander, &Commander::undoOfferChanged);
    bench.acknowledge();
    QCOMPARE(changed.size(), 1);
    bench.clock.advance(Commander::undoableFor);
    bench.commander.tick();
    QVERIFY(!bench.commander.undoOffer());
    QCOMPARE(changed.size(), 2);
    bench.commander.undo(u"window"_s);
    QTRY_COMPARE(bench.target.asked.size(), 1);
    QCOMPARE(bench.target.asked.constFirst().action, u"acknowledge"_s);
}

QTEST_GUILESS_MAIN(TestUndo)
#include "tst_undo.moc"
