// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pending.h"
#include "engine/database.h"
#include "engine/deliveries.h"
#include "support/fakeclock.h"
#include "support/incidents.h"
#include "support/waited.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <deque>
#include <memory>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Sent
{
    ChannelId channel;
    QString recipient;
    ChannelMessage message;
};

ChannelEntry email(const QString &id, const QStringList &to)
{
    ChannelEntry entry;
    entry.id = ChannelId(id);
    entry.kind = u"email"_s;
    entry.name = u"E-mail"_s;
    entry.values = {{u"server"_s, u"smtp.example.com"_s}, {u"from"_s, u"night@example.com"_s}, {u"to"_s, to}};
    return entry;
}

// Answers that are kept back. They end with the bench, after whoever waits for them.
struct Held : std::deque<std::shared_ptr<Pending<Expected<Done>>>>
{
    Held() = default;
    Q_DISABLE_COPY_MOVE(Held)
    ~Held()
    {
        for (const auto &each : *this)
            each->finish(Error{ErrorKind::Cancelled, {}});
    }
};

// One run of the program over a data folder.
struct Bench
{
    Bench(FakeClock &theClock, const QString &folder)
        : clock(theClock)
        , database(folder)
        , deliveries(clock, database, [this](const ChannelEntry &channel, const QString &recipient, const ChannelMessage &message) {
            return deliver(channel, recipient, message);
        })
    {
        database.open();
        deliveries.setPerson({u"me"_s, u"laptop"_s});
        configuration.channels = {email(u"mail"_s, {u"ann@example.com"_s})};
        deliveries.setConfiguration(configuration);
        QObject::connect(&deliveries, &Deliveries::happened, [this](const DeliveryNews &each) { news.append(each); });
    }

    QCoro::Task<Expected<Done>> deliver(ChannelEntry channel, QString recipient, ChannelMessage message)
    {
        sent.append({channel.id, recipient, message});
        const Expected<Done> answer = answers.isEmpty() ? Expected<Done>(Done{}) : answers.takeFirst();
        if (holds) {
            auto pending = std::make_shared<Pending<Expected<Done>>>();
            held.push_back(pending);
            co_return co_await pending->wait();
        }
        Expected<Done> copy = answer;
        co_return copy;
    }

    void configure(const QList<ChannelEntry> &channels)
    {
        configuration.channels = channels;
        deliveries.setConfiguration(configuration);
    }

    // All that was posted to the disk is done, and what follows from it.
    void settle()
    {
        for (int round = 0; round < 3; ++round) {
            const Database::Job<Done> nothing = [](QSqlDatabase &) { return Expected<Done>(Done{}); };
            QVERIFY(waited(database.run<Done>(nothing)));
            QCoreApplication::processEvents();
        }
    }

    void tell(const StepDue &step)
    {
        deliveries.tell(step);
        settle();
    }

    void pass(Duration by)
    {
        clock.advance(by);
        deliveries.tick();
        settle();
    }

    QStringList kinds() const
    {
        QStringList words;
        for (const DeliveryNews &each : news)
            words.append(toWord(each.kind));
        return words;
    }

    FakeClock &clock;
    Database database;
    Configuration configuration;
    QList<Sent> sent;
    QList<Expected<Done>> answers; // in order; none left: it worked
    bool holds = false; // nothing is answered until it is released
    Held held;
    QList<DeliveryNews> news;
    Deliveries deliveries;
};

} // namespace

class TestDeliveries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_incident = makeIncident(u"NB-1"_s, IncidentState::Triggered, u"nightbell"_s);
    }

    void stepsForThePersonAloneTellNobodyElse();
    void theBackupIsTold();
    void namedChannelsAreUsed_data();
    void namedChannelsAreUsed();
    void isOnDiskBeforeItIsSent();
    void triesAgainUntilItWorks();
    void asksAWrongPasswordSeldom();
    void waitsAsLongAsIsAsked();
    void theSameReasonIsSaidOnce();
    void aCrashBeforeTheAnswerSendsItOnceMore();
    void aCrashAfterTheAnswerSendsNothing();
    void whatIsAnsweredIsNotTold();
    void aHopeIsNoAnswer();
    void whoWasToldHearsOfTheEnd_data();
    void whoWasToldHearsOfTheEnd();
    void theEndComesAfterARestart();
    void answeredWhileItIsOnItsWay();
    void givesUpAfterADay();
    void withoutAChannelItIsLoud();
    void aChannelThatIsTakenAwayPassesItOn();
    void eachRecipientIsTriedOnItsOwn();
    void aDiskThatRefusesStopsNothing();
    void whatIsSeenWithAnotherHasNotEnded_data();
    void whatIsSeenWithAnotherHasNotEnded();
    void theOthersAreRememberedOverARestart();
    void theOthersThatEndedAreForgottenOverARestart();

private:
    StepDue step(int number = 1) const
    {
        StepDue step;
        step.page = {m_incident.id, m_incident, m_clock.now() - 5min, false};
        step.step = number;
        step.toBackup = true;
        step.due = m_clock.now();
        return step;
    }

    Diff<Shared<Incident>> becomes(IncidentState state, ActionStage stage = ActionStage::None) const
    {
        Incident after = m_incident;
        after.state = state;
        after.acknowledgedBy = u"me"_s;
        after.acknowledgedAt = m_clock.now();
        after.action.stage = stage;
        Diff<Shared<Incident>> diff;
        diff.changed.append({m_incident, after});
        return diff;
    }

    QString folder() const { return m_folder->path(); }

    mutable FakeClock m_clock;
    Incident m_incident;
    std::unique_ptr<QTemporaryDir> m_folder;
};

// The alert arose at one source and was forwarded to another: from now on it is seen under the name that it has there.
void TestDeliveries::whatIsSeenWithAnotherHasNotEnded_data()
{
    QTest::addColumn<bool>("wasTold");
    QTest::newRow("the backup was told") << true;
    QTest::newRow("the backup is to be told yet") << false;
}

void TestDeliveries::whatIsSeenWithAnotherHasNotEnded()
{
    QFETCH(const bool, wasTold);
    {
        Bench bench(m_clock, folder());
        if (!wasTold)
            bench.answers = {Error{ErrorKind::Unreachable, {}}};
        bench.tell(step());
        Incident farewell = m_incident;
        farewell.state = IncidentState::Resolved;
        farewell.unwatched = u"It is seen as one with what was forwarded from it."_s;
        farewell.seenAs = IncidentId(u"PD-1"_s);
        Diff<Shared<Incident>> joined;
        joined.changed.append({m_incident, farewell});
        bench.deliveries.apply(joined);
        Diff<Shared<Incident>> rest;
        rest.removed.append(farewell);
        bench.deliveries.apply(rest);
        bench.pass(1min);
        QCOMPARE(bench.sent.size(), wasTold ? 1 : 2);
        QCOMPARE(bench.sent.constLast().message.purpose, ChannelPurpose::Escalation);
        QVERIFY(!bench.kinds().contains(u"backup-given-up"_s));
    }
    Bench bench(m_clock, folder());
    bench.deliveries.restore();
    bench.settle();
    Incident lead = makeIncident(u"PD-1"_s, IncidentState::Acknowledged);
    Diff<Shared<Incident>> first;
    first.added.append(lead);
    bench.deliveries.apply(first);
    bench.settle();
    QCOMPARE(bench.sent.size(), 1);
    QCOMPARE(bench.sent.constFirst().message.purpose, ChannelPurpose::Over);
}

void TestDeliveries::theOthersAreRememberedOverARestart()
{
    const Incident other = makeIncident(u"NB-2"_s, IncidentState::Triggered, u"nightbell"_s);
    StepDue due = step();
    due.others = {{other.id, other, m_clock.now() - 5min, false}};
    {
        Bench bench(m_clock, folder());
        bench.answers = {Error{ErrorKind::Unreachable, {}}};
        bench.tell(due);
    }
    Bench bench(m_clock, folder());
    bench.deliveries.restore();
    bench.settle();
    bench.deliveries.apply(becomes(IncidentState::Acknowledged)); // the other one burns on
    bench.pass(1min);
    QCOMPARE(bench.sent.size(), 1);
    QCOMPARE(bench.sent.constFirst().message.purpose, ChannelPurpose::Escalation);
    QVERIFY(!bench.kinds().contains(u"backup-given-up"_s));
}

void TestDeliveries::theOthersThatEndedAreForgottenOverARestart()
{
    Incident other = makeIncident(u"NB-2"_s, IncidentState::Triggered, u"nightbell"_s);
    StepDue due = step();
    due.others = {{other.id, other, m_clock.now() - 5min, false}};
    {
        Bench bench(m_clock, folder());
        bench.answers = {Error{ErrorKind::Unreachable, {}}};
        bench.tell(due);
        Diff<Shared<Incident>> ended;
        ended.removed.append(other);
        bench.deliveries.apply(ended);
        bench.settle();
    }
    Bench bench(m_clock, folder());
    bench.deliveries.restore();
    bench.settle();
    bench.deliveries.apply(becomes(IncidentState::Acknowledged));
    bench.pass(1h);
    QVERIFY(bench.sent.isEmpty());
    QCOMPARE(bench.kinds(), QStringList{u"backup-given-up"_s});
}

void TestDeliveries::stepsForThePersonAloneTellNobodyElse()
{
    Bench bench(m_clock, folder());
    StepDue louder = step();
    louder.toBackup = false;
    louder.louder = true;
    bench.tell(louder);
    QVERIFY(bench.sent.isEmpty());
    QVERIFY(bench.news.isEmpty());
}

void TestDeliveries::theBackupIsTold()
{
    Bench bench(m_clock, folder());
    bench.tell(step());
    QCOMPARE(bench.sent.size(), 1);
    QCOMPARE(bench.sent.constFirst().recipient, u"ann@example.com"_s);
    QVERIFY(bench.sent.constFirst().message.text.contains(m_incident.title));
    QVERIFY(bench.sent.constFirst().message.text.contains(u"me on laptop"_s));
    QCOMPARE(bench.kinds(), QStringList{u"backup-told"_s});
    QCOMPARE(deliveryText(bench.news.constFirst()), u"E-mail to ann@example.com"_s);
    QVERIFY(bench.deliveries.problems().isEmpty());
    bench.tell(step()); // said again
    bench.pass(1h);
    QCOMPARE(bench.sent.size(), 1);
    bench.tell(step(2)); // another step is another message
    QCOMPARE(bench.sent.size(), 2);
}

void TestDeliveries::namedChannelsAreUsed_data()
{
    QTest::addColumn<QStringList>("named");
    QTest::addColumn<QStringList>("used");
    QTest::newRow("none named: all that are on") << QStringList{} << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("one") << QStringList{u"b"_s} << QStringList{u"b"_s};
    QTest::newRow("one that is off and one that is on") << QStringList{u"off"_s, u"a"_s} << QStringList{u"a"_s};
    QTest::newRow("only one that is off: all, rather than nobody") << QStringList{u"off"_s} << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("one that is gone: the same") << QStringList{u"gone"_s} << QStringList{u"a"_s, u"b"_s};
}

void TestDeliveries::namedChannelsAreUsed()
{
    QFETCH(const QStringList, named);
    QFETCH(const QStringList, used);
    Bench bench(m_clock, folder());
    ChannelEntry off = email(u"off"_s, {u"off@example.com"_s});
    off.enabled = false;
    bench.configure({email(u"a"_s, {u"ann@example.com"_s}), email(u"b"_s, {u"bob@example.com"_s}), off});
    StepDue due = step();
    for (const QString &name : named)
        due.channels.append(ChannelId(name));
    bench.tell(due);
    QStringList channels;
    for (const Sent &each : std::as_const(bench.sent))
        channels.append(each.channel.text());
    QCOMPARE(channels, used);
}

void TestDeliveries::isOnDiskBeforeItIsSent()
{
    Bench bench(m_clock, folder());
    bench.holds = true;
    bench.tell(step());
    QCOMPARE(bench.sent.size(), 1);
    const auto kept = waited(Postbox(m_clock, bench.database).load());
    QVERIFY(kept);
    QCOMPARE(kept->size(), 1);
    QCOMPARE(kept->constFirst().message, bench.sent.constFirst().message);
    QCOMPARE(kept->constFirst().state, PostState::Waiting);
    bench.held.front()->finish(Done{});
    bench.settle();
    QCOMPARE(waited(Postbox(m_clock, bench.database).load())->constFirst().state, PostState::Told);
}

void TestDeliveries::triesAgainUntilItWorks()
{
    Bench bench(m_clock, folder());
    bench.answers = {Error{ErrorKind::Unreachable, u"no way"_s}, Error{ErrorKind::Server, u"451 later"_s}};
    QSignalSpy problems(&bench.deliveries, &Deliveries::problemsChanged);
    bench.tell(step());
    QCOMPARE(bench.kinds(), QStringList{u"backup-failed"_s});
    QCOMPARE(problems.size(), 1);
    QCOMPARE(bench.deliveries.problems().size(), 1);
    QVERIFY(bench.deliveries.problems().constFirst().contains(u"no way"_s));
    bench.pass(5s);
    QCOMPARE(bench.sent.size(), 1);
    bench.pass(6s);
    QCOMPARE(bench.sent.size(), 2);
    QCOMPARE(bench.kinds(), (QStringList{u"backup-failed"_s, u"backup-failed"_s}));
    bench.pass(1min);
    QCOMPARE(bench.sent.size(), 3);
    QCOMPARE(bench.kinds().constLast(), u"backup-told"_s);
    QVERIFY(bench.deliveries.problems().isEmpty());
    QCOMPARE(bench.sent.at(2).message, bench.sent.at(0).message);
    QCOMPARE(bench.deliveries.waiting(), 0);
}

void TestDeliveries::asksAWrongPasswordSeldom()
{
    Bench bench(m_clock, folder());
    bench.answers = {Error{ErrorKind::Unauthorized, u"535 no"_s}, Error{ErrorKind::Unauthorized, u"535 no"_s}};
    bench.tell(step());
    bench.pass(14min);
    QCOMPARE(bench.sent.size(), 1);
    bench.configure({email(u"mail"_s, {u"ann@example.com"_s})}); // somebody has entered another
    bench.deliveries.tick();
    bench.settle();
    QCOMPARE(bench.sent.size(), 2);
}

void TestDeliveries::waitsAsLongAsIsAsked()
{
    Bench bench(m_clock, folder());
    bench.answers = {Error{ErrorKind::TooManyRequests, u"HTTP 429"_s, 3min}};
    bench.tell(step());
    bench.pass(2min);
    QCOMPARE(bench.sent.size(), 1);
    bench.pass(2min);
    QCOMPARE(bench.sent.size(), 2);
}

void TestDeliveries::theSameReasonIsSaidOnce()
{
    Bench bench(m_clock, folder());
    for (int i = 0; i < 5; ++i)
        bench.answers.append(Error{ErrorKind::Unreachable, u"no way"_s});
    bench.tell(step());
    for (int i = 0; i < 4; ++i)
        bench.pass(6min);
    QCOMPARE(bench.sent.size(), 5);
    QCOMPARE(bench.kinds(), QStringList{u"backup-failed"_s});
}

void TestDeliveries::aCrashBeforeTheAnswerSendsItOnceMore()
{
    ChannelMessage before;
    {
        Bench bench(m_clock, folder());
        bench.holds = true;
        bench.tell(step());
        before = bench.sent.constFirst().message;
        bench.settle();
    }
    Bench bench(m_clock, folder());
    bench.deliveries.restore();
    bench.settle();
    bench.deliveries.tick();
    bench.settle();
    QCOMPARE(bench.sent.size(), 1);
    QCOMPARE(bench.sent.constFirst().message.reference, before.reference);
    bench.tell(step()); // the pager says the step again, too
    bench.pass(1h);
    QCOMPARE(bench.sent.size(), 1);
}

void TestDeliveries::aCrashAfterTheAnswerSendsNothing()
{
    const StepDue same = step();
    {
        Bench bench(m_clock, folder());
        bench.tell(same);
        QCOMPARE(bench.sent.size(), 1);
    }
    Bench bench(m_clock, folder());
    bench.deliveries.restore();
    bench.tell(same);
    bench.pass(1min);
    QVERIFY(bench.sent.isEmpty());
}

void TestDeliveries::whatIsAnsweredIsNotTold()
{
    Bench bench(m_clock, folder());
    bench.answers = {Error{ErrorKind::Unreachable, {}}};
    bench.tell(step());
    bench.deliveries.apply(becomes(IncidentState::Acknowledged));
    bench.pass(1h);
    QCOMPARE(bench.sent.size(), 1);
    QCOMPARE(bench.kinds().constLast(), u"backup-given-up"_s);
    QVERIFY(bench.deliveries.problems().isEmpty());
}

void TestDeliveries::aHopeIsNoAnswer()
{
    Bench bench(m_clock, folder());
    bench.answers = {Error{ErrorKind::Unreachable, {}}};
    bench.tell(step());
    bench.deliveries.apply(becomes(IncidentState::Acknowledged, ActionStage::Queued));
    bench.pass(1min);
    QCOMPARE(bench.sent.size(), 2);
}

void TestDeliveries::whoWasToldHearsOfTheEnd_data()
{
    QTest::addColumn<IncidentState>("state");
    QTest::addColumn<QString>("subject");
    QTest::newRow("somebody has it") << IncidentState::Acknowledged << u"Somebody has it"_s;
    QTest::newRow("it is over") << IncidentState::Resolved << u"Over"_s;
}

void TestDeliveries::whoWasToldHearsOfTheEnd()
{
    QFETCH(const IncidentState, state);
    QFETCH(const QString, subject);
    Bench bench(m_clock, folder());
    bench.tell(step());
    bench.deliveries.apply(becomes(state));
    bench.settle();
    QCOMPARE(bench.sent.size(), 2);
    QCOMPARE(bench.sent.at(1).message.purpose, ChannelPurpose::Over);
    QCOMPARE(bench.sent.at(1).message.answers, bench.sent.at(0).message.reference);
    QVERIFY(bench.sent.at(1).message.subject.startsWith(subject));
    bench.deliveries.apply(becomes(IncidentState::Resolved));
    bench.pass(1h);
    QCOMPARE(bench.sent.size(), 2); // once
}

void TestDeliveries::theEndComesAfterARestart()
{
    {
        Bench bench(m_clock, folder());
        bench.tell(step());
    }
    Bench bench(m_clock, folder());
    bench.deliveries.restore();
    bench.settle();
    Diff<Shared<Incident>> first;
    first.added.append(becomes(IncidentState::Acknowledged).changed.constFirst().after);
    bench.deliveries.apply(first);
    bench.settle();
    QCOMPARE(bench.sent.size(), 1);
    QCOMPARE(bench.sent.constFirst().message.purpose, ChannelPurpose::Over);
}

void TestDeliveries::answeredWhileItIsOnItsWay()
{
    Bench bench(m_clock, folder());
    bench.holds = true;
    bench.tell(step());
    bench.deliveries.apply(becomes(IncidentState::Acknowledged));
    bench.holds = false;
    bench.held.front()->finish(Done{});
    bench.settle();
    QCOMPARE(bench.sent.size(), 2); // whoever got it must not go on alone
    QCOMPARE(bench.sent.at(1).message.purpose, ChannelPurpose::Over);
}

void TestDeliveries::givesUpAfterADay()
{
    Bench bench(m_clock, folder());
    for (int i = 0; i < 30; ++i)
        bench.answers.append(Error{ErrorKind::Unreachable, u"no way"_s});
    bench.tell(step());
    for (int hour = 0; hour < 25; ++hour)
        bench.pass(1h);
    QCOMPARE(bench.kinds(), (QStringList{u"backup-failed"_s, u"backup-given-up"_s}));
    QCOMPARE(bench.deliveries.waiting(), 0);
}

void TestDeliveries::withoutAChannelItIsLoud()
{
    Bench bench(m_clock, folder());
    bench.configure({});
    QSignalSpy problems(&bench.deliveries, &Deliveries::problemsChanged);
    bench.tell(step());
    QCOMPARE(bench.kinds(), QStringList{u"backup-missing"_s});
    QCOMPARE(problems.size(), 1);
    QCOMPARE(bench.deliveries.problems().size(), 2); // what it means once, and whom nobody was told of
    QCOMPARE(bench.deliveries.problems().constLast(), u"“%1”"_s.arg(m_incident.title));
    bench.deliveries.apply(becomes(IncidentState::Acknowledged));
    QVERIFY(bench.deliveries.problems().isEmpty());
    QCOMPARE(problems.size(), 2);
}

void TestDeliveries::aChannelThatIsTakenAwayPassesItOn()
{
    Bench bench(m_clock, folder());
    bench.answers = {Error{ErrorKind::Unreachable, {}}};
    bench.tell(step());
    bench.configure({email(u"other"_s, {u"bob@example.com"_s})});
    bench.pass(1min);
    QCOMPARE(bench.sent.constLast().recipient, u"bob@example.com"_s);
    QCOMPARE(bench.kinds(), (QStringList{u"backup-failed"_s, u"backup-given-up"_s, u"backup-told"_s}));
}

void TestDeliveries::eachRecipientIsTriedOnItsOwn()
{
    Bench bench(m_clock, folder());
    bench.configure({email(u"mail"_s, {u"ann@example.com"_s, u"bob@example.com"_s})});
    bench.answers = {Done{}, Error{ErrorKind::Forbidden, u"550 nobody of that name"_s}};
    bench.tell(step());
    bench.pass(1min);
    QStringList recipients;
    for (const Sent &each : std::as_const(bench.sent))
        recipients.append(each.recipient);
    QCOMPARE(recipients, (QStringList{u"ann@example.com"_s, u"bob@example.com"_s, u"bob@example.com"_s})); // ann is not told again
}

void TestDeliveries::aDiskThatRefusesStopsNothing()
{
    Bench bench(m_clock, folder());
    bench.settle();
    const Database::Job<Done> job = [](QSqlDatabase &database) { return execute(database, u"DROP TABLE deliveries"_s); };
    QVERIFY(waited(bench.database.run<Done>(job)));
    bench.tell(step());
    QCOMPARE(bench.sent.size(), 1);
    QCOMPARE(bench.kinds(), QStringList{u"backup-told"_s});
}

QTEST_GUILESS_MAIN(TestDeliveries)
#include "tst_deliveries.moc"
