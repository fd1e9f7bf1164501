// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/commanderbench.h"

#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace nightbell::commanderbench;

class TestCommander : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void isOnDiskBeforeItIsSent();
    void confirmedIsConfirmed();
    void refusedRollsBackAndSaysWhy();
    void unreachableIsQueuedAndSentAgain();
    void whatBecameOfItIsNotKnown_data();
    void whatBecameOfItIsNotKnown();
    void queuedForTooLongIsGivenUpLoudly();
    void keepsTheOrderOfActionsOnOneIncident();
    void refusesAtOnceWhatDoesNotApply();
    void resumesAfterACrash();
    void waitsForASourceThatIsNotThereYet();
    void isRefusedWhereTheSourceWillNeverBe();
    void idsAreNeverUsedAgain();
    void actsThoughNothingCanBeKept();
    void severalAreSentTogether();
    void aSelectionIsOneRequest();
    void inputsAreCheckedAndKept();
    void whatTheSourceDoesNotHaveIsRefused();
    void whatTheSourceHasForOneIncidentIsPossibleThere();
    void isGivenUpWhenTheIncidentEscalates();
    void aWorldThatHasMovedOnIsSaid_data();
    void aWorldThatHasMovedOnIsSaid();
    void doneBySomebodyElseIsDone();
    void whatStandsAtTwoSourcesIsActedOnWhereItCanBe();

private:
    int rowsOnDisk() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCommander::isOnDiskBeforeItIsSent()
{
    Bench bench(m_folder->path());
    int rows = -1;
    ActionStage stage = ActionStage::None;
    bench.target.onPerform = [&, this] {
        rows = rowsOnDisk();
        stage = bench.incident().action.stage;
    };
    QVERIFY(bench.acknowledge().isEmpty());
    QVERIFY(bench.target.asked.isEmpty());
    QCOMPARE(bench.incident().state, IncidentState::Acknowledged);
    QCOMPARE(bench.incident().action.stage, ActionStage::Saving); // nobody is told "sending" of what a crash would forget
    QTRY_COMPARE(bench.target.asked.size(), 1);
    QCOMPARE(rows, 1);
    QCOMPARE(stage, ActionStage::Sending);
    QCOMPARE(bench.target.asked.constFirst().origin, u"window"_s);
    QTRY_COMPARE(rowsOnDisk(), 0);
}

// As another program sees the file.
int TestCommander::rowsOnDisk() const
{
    int rows = -1;
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
        other.setDatabaseName(m_folder->path() + u"/nightbell.db"_s);
        if (other.open()) {
            QSqlQuery query(u"SELECT count(*) FROM outbox"_s, other);
            rows = query.next() ? query.value(0).toInt() : -1;
        }
    }
    QSqlDatabase::removeDatabase(u"other"_s);
    return rows;
}

void TestCommander::confirmedIsConfirmed()
{
    Bench bench(m_folder->path());
    QSignalSpy finished(&bench.commander, &Commander::finished);
    bench.acknowledge();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished[0][1].value<ActionOutcome>(), ActionOutcome::Confirmed);
    QCOMPARE(bench.incident().state, IncidentState::Acknowledged);
    QCOMPARE(bench.incident().acknowledgedBy, u"me"_s);
    QCOMPARE(bench.incident().action, IncidentAction{});
    QVERIFY(bench.outboxContent().entries.isEmpty());
    QCOMPARE(bench.commander.waiting(), 0);
}

void TestCommander::refusedRollsBackAndSaysWhy()
{
    Bench bench(m_folder->path());
    bench.target.answer = Error{ErrorKind::Forbidden, u"not your team"_s};
    QSignalSpy finished(&bench.commander, &Commander::finished);
    bench.acknowledge();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished[0][1].value<ActionOutcome>(), ActionOutcome::Refused);
    QCOMPARE(bench.incident().state, IncidentState::Triggered);
    QCOMPARE(bench.incident().action.stage, ActionStage::Refused);
    QVERIFY(bench.incident().action.detail.contains(u"not your team"_s));
    QVERIFY(bench.outboxContent().entries.isEmpty());
    bench.clock.advance(Commander::showRefusalFor + Duration(1));
    bench.commander.tick();
    QCOMPARE(bench.incident().action, IncidentAction{});
}

void TestCommander::unreachableIsQueuedAndSentAgain()
{
    Bench bench(m_folder->path());
    bench.target.answer = Error{ErrorKind::Unreachable, {}};
    QSignalSpy queued(&bench.commander, &Commander::queued);
    bench.acknowledge();
    QTRY_COMPARE(queued.size(), 1);
    QCOMPARE(bench.incident().action.stage, ActionStage::Queued);
    bench.commander.tick();
    QCOMPARE(bench.target.asked.size(), 1); // not before its time
    bench.clock.advance(std::chrono::seconds(10));
    bench.commander.tick();
    QCOMPARE(bench.target.asked.size(), 2);
    QCOMPARE(queued.size(), 1); // said once
    bench.target.answer = Done{};
    bench.commander.retryNow();
    bench.commander.tick();
    QCOMPARE(bench.incident().action.stage, ActionStage::None);
    QCOMPARE(bench.incident().state, IncidentState::Acknowledged);
    QVERIFY(bench.outboxContent().entries.isEmpty());
}

void TestCommander::whatBecameOfItIsNotKnown_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("no answer in time") << ErrorKind::Timeout;
    QTest::newRow("the connection broke") << ErrorKind::Unreachable;
    QTest::newRow("an answer that cannot be read") << ErrorKind::BadAnswer;
    QTest::newRow("an answer that was too large to be read to its end") << ErrorKind::TooLarge;
}

// It is neither done nor refused. Sent again, whoever sends it knows that it may be there.
void TestCommander::whatBecameOfItIsNotKnown()
{
    QFETCH(const ErrorKind, kind);
    Bench bench(m_folder->path());
    bench.target.answer = Error{kind, {}};
    QSignalSpy queued(&bench.commander, &Commander::queued);
    QSignalSpy finished(&bench.commander, &Commander::finished);
    bench.acknowledge();
    QTRY_COMPARE(queued.size(), 1);
    QCOMPARE(finished.size(), 0);
    QCOMPARE(bench.incident().action.stage, ActionStage::Queued);
    bench.clock.advance(std::chrono::seconds(10));
    bench.commander.tick();
    QCOMPARE(bench.target.asked.size(), 2);
    QVERIFY(bench.target.asked.constLast().mayHaveBeenSent);
}

void TestCommander::queuedForTooLongIsGivenUpLoudly()
{
    Bench bench(m_folder->path());
    bench.target.answer = Error{ErrorKind::Timeout, u"slow"_s};
    QSignalSpy queued(&bench.commander, &Commander::queued);
    QSignalSpy finished(&bench.commander, &Commander::finished);
    bench.acknowledge();
    QTRY_COMPARE(queued.size(), 1);
    bench.clock.advance(Commander::expiresAfter + Duration(1));
    bench.commander.tick();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished[0][1].value<ActionOutcome>(), ActionOutcome::Expired);
    QCOMPARE(bench.incident().state, IncidentState::Triggered);
    QCOMPARE(bench.incident().action.stage, ActionStage::Refused);
    QVERIFY(bench.outboxContent().entries.isEmpty());
}

void TestCommander::keepsTheOrderOfActionsOnOneIncident()
{
    Bench bench(m_folder->path());
    bench.target.answer = Error{ErrorKind::Unreachable, {}};
    QSignalSpy queued(&bench.commander, &Commander::queued);
    bench.acknowledge();
    QTRY_COMPARE(queued.size(), 1);
    QVERIFY(bench.commander.request(u"resolve"_s, {IncidentId(u"Q1"_s)}, u"window"_s).isEmpty());
    QCOMPARE(bench.incident().state, IncidentState::Resolved);
    bench.outboxContent();
    QCoreApplication::processEvents();
    bench.target.answer = Done{};
    bench.clock.advance(std::chrono::minutes(1));
    bench.commander.tick(); // the acknowledgement
    bench.commander.tick(); // then the resolution
    QCOMPARE(bench.target.asked.constLast().action, u"resolve"_s);
    QCOMPARE(bench.target.asked[bench.target.asked.size() - 2].action, u"acknowledge"_s);
    QCOMPARE(bench.commander.waiting(), 0);
}

void TestCommander::refusesAtOnceWhatDoesNotApply()
{
    Bench bench(m_folder->path());
    QCOMPARE(bench.commander.request(u"acknowledge"_s, {IncidentId(u"none"_s)}, {}).value(IncidentId(u"none"_s)).kind, ErrorKind::NotFound);
    QCOMPARE(bench.commander.request(u"dance"_s, {IncidentId(u"Q1"_s)}, {}).value(IncidentId(u"Q1"_s)).kind, ErrorKind::BadInput);
    bench.acknowledge();
    QCOMPARE(bench.acknowledge().value(IncidentId(u"Q1"_s)).kind, ErrorKind::Conflict);
    QCOMPARE(bench.commander.waiting(), 1);
}

void TestCommander::resumesAfterACrash()
{
    {
        Bench before(m_folder->path());
        before.target.answer = Error{ErrorKind::Unreachable, {}};
        before.acknowledge();
        before.outboxContent();
    }
    Bench after(m_folder->path());
    const OutboxContent content = after.outboxContent();
    QCOMPARE(content.entries.size(), 1);
    QSignalSpy finished(&after.commander, &Commander::finished);
    after.commander.resume(content);
    after.commander.tick();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(after.target.asked.size(), 1);
    ActionRequest expected = content.entries.constFirst().request;
    expected.mayHaveBeenSent = true; // nobody knows how far the run before got
    QCOMPARE(after.target.asked.constFirst(), expected);
    QCOMPARE(after.incident().state, IncidentState::Acknowledged);
    QVERIFY(after.outboxContent().entries.isEmpty());
}

void TestCommander::waitsForASourceThatIsNotThereYet()
{
    {
        Bench before(m_folder->path());
        before.target.answer = Error{ErrorKind::Unreachable, {}};
        before.acknowledge();
        before.outboxContent();
    }
    Bench after(m_folder->path());
    after.isThere = false; // its token is still looked up in the keychain
    after.isComing = true;
    QSignalSpy finished(&after.commander, &Commander::finished);
    after.commander.resume(after.outboxContent());
    QVERIFY(after.commander.tick() > Duration(0)); // whoever brings the source calls again
    QVERIFY(finished.isEmpty());
    QCOMPARE(after.outboxContent().entries.size(), 1);
    after.isThere = true;
    after.commander.tick();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.constFirst().at(1).value<ActionOutcome>(), ActionOutcome::Confirmed);
    QCOMPARE(after.target.asked.size(), 1);
}

void TestCommander::isRefusedWhereTheSourceWillNeverBe()
{
    Bench bench(m_folder->path());
    bench.target.answer = Error{ErrorKind::Unreachable, {}};
    QSignalSpy finished(&bench.commander, &Commander::finished);
    bench.acknowledge();
    QTRY_COMPARE(bench.target.asked.size(), 1);
    bench.isThere = false;
    bench.clock.advance(std::chrono::minutes(1));
    bench.commander.tick();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.constFirst().at(1).value<ActionOutcome>(), ActionOutcome::Refused);
}

void TestCommander::idsAreNeverUsedAgain()
{
    qint64 used = 0;
    {
        Bench bench(m_folder->path());
        QSignalSpy finished(&bench.commander, &Commander::finished);
        bench.acknowledge();
        QTRY_COMPARE(finished.size(), 1);
        used = bench.outboxContent().lastId;
        QVERIFY(used > 0);
    }
    Bench bench(m_folder->path());
    bench.commander.resume(bench.outboxContent());
    bench.target.answer = Error{ErrorKind::Unreachable, {}};
    bench.acknowledge();
    QCOMPARE(bench.outboxContent().entries.constFirst().id, used + 1);
}

void TestCommander::actsThoughNothingCanBeKept()
{
    Bench bench(u"/proc/no-such-folder"_s);
    QSignalSpy finished(&bench.commander, &Commander::finished);
    bench.acknowledge();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(bench.incident().state, IncidentState::Acknowledged);
}

void TestCommander::severalAreSentTogether()
{
    Bench bench(m_folder->path());
    bench.store.replace(makeSnapshot({makeIncident(u"Q1"_s), makeIncident(u"Q2"_s), makeIncident(u"Q3"_s, IncidentState::Acknowledged)}));
    QSignalSpy finished(&bench.commander, &Commander::finished);
    QSignalSpy changed(&bench.store, &Store::incidentsChanged);
    const auto refused
        = bench.commander.request(u"acknowledge"_s, {IncidentId(u"Q1"_s), IncidentId(u"Q2"_s), IncidentId(u"Q3"_s)}, u"window"_s);
    QCOMPARE(refused.keys(), QList{IncidentId(u"Q3"_s)});
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(bench.target.bulks, 1);
    QCOMPARE(bench.target.asked.size(), 2);
    QCOMPARE(changed.size(), 3); // saving, sending, done: each once for both, however many there are
    QTRY_COMPARE(rowsOnDisk(), 0);
}

void TestCommander::aSelectionIsOneRequest()
{
    Bench bench(m_folder->path());
    bench.store.replace(makeSnapshot({makeIncident(u"Q1"_s), makeIncident(u"Q2"_s)}));
    QVERIFY(bench.commander.request(u"merge"_s, {IncidentId(u"Q1"_s), IncidentId(u"Q2"_s)}, u"window"_s).isEmpty());
    QTRY_COMPARE(bench.target.asked.size(), 1);
    QCOMPARE(bench.target.asked.constFirst().incident, IncidentId(u"Q1"_s));
    QCOMPARE(bench.target.asked.constFirst().others, QList{IncidentId(u"Q2"_s)});
    QVERIFY(!bench.commander.undoOffer());
}

void TestCommander::inputsAreCheckedAndKept()
{
    Bench bench(m_folder->path());
    const IncidentId id(u"Q1"_s);
    QCOMPARE(bench.commander.request(u"note"_s, {id}, u"window"_s).value(id).kind, ErrorKind::BadInput);
    QCOMPARE(bench.commander.request(u"snooze"_s, {id}, u"window"_s, {{u"for"_s, u"8d"_s}}).value(id).kind, ErrorKind::BadInput);
    bench.target.answer = Error{ErrorKind::Unreachable, {}};
    QVERIFY(bench.commander.request(u"note"_s, {id}, u"window"_s, {{u"text"_s, u"looking at it"_s}}).isEmpty());
    QTRY_COMPARE(bench.target.asked.size(), 1);
    QVERIFY(!bench.target.asked.constFirst().mayHaveBeenSent);
    const OutboxContent content = bench.outboxContent();
    QCOMPARE(content.entries.size(), 1);
    QCOMPARE(content.entries.constFirst().request, bench.target.asked.constFirst());
    QCOMPARE(content.entries.constFirst().request.inputs, (FieldValues{{u"text"_s, u"looking at it"_s}}));
    bench.clock.advance(std::chrono::seconds(5));
    bench.commander.tick();
    QCOMPARE(bench.target.asked.size(), 2);
    QVERIFY(bench.target.asked.constLast().mayHaveBeenSent); // nobody knows how far the first one got
    QCOMPARE(bench.target.asked.constLast().key, bench.target.asked.constFirst().key);
}

void TestCommander::whatTheSourceDoesNotHaveIsRefused()
{
    Bench bench(m_folder->path());
    const IncidentId id(u"Q1"_s);
    QCOMPARE(bench.commander.request(u"workflow"_s, {id}, {}, {{u"workflow"_s, u"W1"_s}}).value(id).kind, ErrorKind::Forbidden);
    QVERIFY(!bench.commander.isPossible(*actionKind(u"workflow"), bench.incident()));
    QVERIFY(bench.commander.isPossible(*actionKind(u"note"), bench.incident()));
}

void TestCommander::whatTheSourceHasForOneIncidentIsPossibleThere()
{
    Bench bench(m_folder->path());
    bench.target.only = {u"note"_s};
    const IncidentId other(u"Q2"_s);
    bench.target.ofItsOwn = IncidentId(u"Q1"_s);
    bench.store.replace(makeSnapshot({makeIncident(u"Q1"_s), makeIncident(u"Q2"_s)}));
    const ActionKind &acknowledge = *actionKind(u"acknowledge");
    QVERIFY(bench.commander.isPossible(acknowledge, bench.incident()));
    QVERIFY(!bench.commander.isPossible(acknowledge, *bench.store.incident(other)));
    QVERIFY(bench.commander.isUndoable(acknowledge, bench.incident()));
    QCOMPARE(bench.commander.request(u"acknowledge"_s, {other}, u"window"_s).value(other).kind, ErrorKind::Forbidden);
    QVERIFY(bench.acknowledge().isEmpty());
    QTRY_COMPARE(bench.target.asked.size(), 1);
    bench.commander.undo(u"window"_s);
    QTRY_COMPARE(bench.target.asked.size(), 2);
}

void TestCommander::isGivenUpWhenTheIncidentEscalates()
{
    Bench bench(m_folder->path());
    Incident incident = makeIncident(u"Q1"_s);
    incident.escalation = Escalation{bench.clock.now() + std::chrono::minutes(3), 1, u"backup"_s};
    bench.store.replace(makeSnapshot({incident}));
    bench.target.answer = Error{ErrorKind::Unreachable, {}};
    QSignalSpy finished(&bench.commander, &Commander::finished);
    bench.acknowledge();
    QTRY_COMPARE(bench.target.asked.size(), 1);
    bench.clock.advance(std::chrono::minutes(2));
    bench.commander.tick();
    QCOMPARE(finished.size(), 0);
    bench.clock.advance(std::chrono::seconds(61));
    bench.commander.tick();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished[0][1].value<ActionOutcome>(), ActionOutcome::Expired);
}

void TestCommander::doneBySomebodyElseIsDone()
{
    Bench bench(m_folder->path());
    bench.target.answer = Error{ErrorKind::Unreachable, {}};
    QSignalSpy finished(&bench.commander, &Commander::finished);
    bench.acknowledge();
    QTRY_COMPARE(bench.target.asked.size(), 1);
    Incident theirs = makeIncident(u"Q1"_s, IncidentState::Acknowledged);
    theirs.acknowledgedBy = u"backup"_s;
    bench.store.replace(makeSnapshot({theirs}, bench.clock.now()));
    QCOMPARE(bench.incident().acknowledgedBy, u"backup"_s);
    bench.commander.retryNow();
    bench.commander.tick();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished[0][1].value<ActionOutcome>(), ActionOutcome::Confirmed);
    QCOMPARE(bench.target.asked.size(), 1);
}

void TestCommander::aWorldThatHasMovedOnIsSaid_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<FieldValues>("inputs");
    QTest::newRow("an acknowledgement") << u"acknowledge"_s << FieldValues();
    QTest::newRow("a status update") << u"statusupdate"_s << FieldValues{{u"message"_s, u"we are on it"_s}};
    QTest::newRow("more people") << u"responders"_s << FieldValues{{u"people"_s, QStringList(u"P1"_s)}};
    QTest::newRow("another title") << u"title"_s << FieldValues{{u"title"_s, u"other"_s}};
    QTest::newRow("a mute") << u"mute"_s << FieldValues{{u"for"_s, u"1h"_s}};
}

void TestCommander::aWorldThatHasMovedOnIsSaid()
{
    QFETCH(QString, action);
    QFETCH(FieldValues, inputs);
    Bench bench(m_folder->path());
    bench.target.answer = Error{ErrorKind::Timeout, {}};
    QSignalSpy finished(&bench.commander, &Commander::finished);
    QVERIFY(bench.commander.request(action, {IncidentId(u"Q1"_s)}, u"window"_s, inputs).isEmpty());
    QTRY_COMPARE(bench.target.asked.size(), 1);
    bench.store.replace(makeSnapshot({makeIncident(u"Q1"_s, IncidentState::Resolved)}, bench.clock.now()));
    bench.commander.retryNow();
    bench.commander.tick();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished[0][1].value<ActionOutcome>(), ActionOutcome::Refused);
    QCOMPARE(finished[0][2].value<Error>().kind, ErrorKind::Conflict);
    QCOMPARE(bench.target.asked.size(), 1);
}

void TestCommander::whatStandsAtTwoSourcesIsActedOnWhereItCanBe()
{
    Bench bench(m_folder->path());
    bench.target.only = {u"acknowledge"_s, u"resolve"_s, u"retrigger"_s};
    bench.origin.only = {u"acknowledge"_s, u"mute"_s, u"unmute"_s};
    const IncidentId page(u"Q1"_s);
    const IncidentId alert(u"D1"_s);
    Incident forwarded = makeIncident(u"Q1"_s);
    forwarded.forwards = {u"m"_s};
    bench.store.replace(makeSnapshot({forwarded}));
    Incident arisen = makeIncident(u"D1"_s, IncidentState::Triggered, u"dd"_s);
    arisen.marks = {u"m"_s};
    bench.store.replace(makeSnapshot({arisen}, {}, u"dd"_s));
    QCOMPARE(bench.store.incidents().size(), 1);
    QVERIFY(bench.commander.isPossible(*actionKind(u"mute"_s), bench.incident()));
    QVERIFY(bench.commander.supports(bench.incident(), *actionKind(u"resolve"_s)));
    QVERIFY(!bench.commander.supports(bench.incident(), *actionKind(u"snooze"_s)));

    QVERIFY(bench.commander.request(u"mute"_s, {page}, u"window"_s, {{u"for"_s, u"1h"_s}}).isEmpty());
    QTRY_COMPARE(bench.origin.asked.size(), 1);
    QCOMPARE(bench.origin.asked[0].incident, alert);
    QVERIFY(bench.target.asked.isEmpty());
    QCOMPARE(bench.incident().faces[1].quiet, Quiet::Silenced);
    QVERIFY(bench.incident().isPageworthy()); // nobody has it yet

    // Whichever of its ids it is called by.
    QVERIFY(bench.commander.request(u"acknowledge"_s, {alert}, u"notification"_s).isEmpty());
    QCOMPARE(bench.incident().state, IncidentState::Acknowledged);
    QTRY_COMPARE(bench.target.asked.size(), 1);
    QCOMPARE(bench.target.asked[0].incident, page);
    QCOMPARE(bench.origin.asked.size(), 1);
    QCOMPARE(bench.commander.request(u"acknowledge"_s, {page}, u"window"_s).value(page).kind, ErrorKind::Conflict);
    QCOMPARE(bench.commander.request(u"snooze"_s, {page}, u"window"_s).value(page).kind, ErrorKind::Forbidden);
    bench.commander.undo(u"window"_s);
    QTRY_COMPARE(bench.target.asked.size(), 2);
    QCOMPARE(bench.target.asked[1].action, u"retrigger"_s);
    QCOMPARE(bench.target.asked[1].incident, page);
}

QTEST_GUILESS_MAIN(TestCommander)
#include "tst_commander.moc"
