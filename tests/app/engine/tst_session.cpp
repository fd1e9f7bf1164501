// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/database.h"
#include "engine/outbox.h"
#include "engine/ownincidents.h"
#include "engine/session.h"
#include "support/fakeclock.h"
#include "support/fakemailer.h"
#include "support/fakeprobe.h"
#include "support/fakesecrets.h"
#include "support/faketransport.h"
#include "support/incidents.h"
#include "support/waited.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A console that watches one site and nothing else; the probe answers what the test says.
class Bench
{
public:
    explicit Bench(const QString &folder, const QString &toml = siteToml()) : m_folder(folder)
    {
        QDir().mkpath(folder + u"/config"_s);
        write(toml);
        SessionPorts ports{transport, std::make_unique<FakeProbe>(), std::make_unique<FakeSecrets>(), mailer};
        secrets = static_cast<FakeSecrets *>(ports.secrets.get());
        secrets->stored.insert(u"mail/password"_s, u"correct horse"_s);
        probe = static_cast<FakeProbe *>(ports.probe.get());
        session = std::make_unique<Session>(SessionOptions{folder + u"/config"_s, folder + u"/data"_s, false}, clock, std::move(ports));
    }

    static QString siteToml()
    {
        return u"[[source]]\nid = \"local\"\nkind = \"local\"\nenabled = false\n"
               "[[check]]\nid = \"home\"\nkind = \"http\"\nurl = \"http://example.com/\"\nevery = \"30s\"\n"_s;
    }

    void write(const QString &toml) const
    {
        QFile file(m_folder + u"/config/test.toml"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(toml.toUtf8());
    }

    void start()
    {
        QSignalSpy started(session.get(), &Session::started);
        session->start();
        QVERIFY(started.wait());
    }

    // Lets the check run once and gives it that answer.
    void answer(CheckFailure failure)
    {
        session->checks().runNow();
        QTRY_COMPARE(probe->waitingCount(), 1);
        ProbeReply reply;
        reply.failure = failure;
        reply.status = failure == CheckFailure::None ? 200 : 0;
        reply.peer = u"192.0.2.1:80"_s;
        QSignalSpy finished(&session->checks(), &CheckRunner::finished);
        probe->finishNext(reply);
        QTRY_COMPARE(finished.size(), 1);
    }

    const Incident *open() const
    {
        for (const Incident &incident : session->store().incidents()) {
            if (incident.isOpen())
                return &incident;
        }
        return nullptr;
    }

    FakeClock clock;
    FakeProbe *probe = nullptr;
    FakeSecrets *secrets = nullptr;
    std::shared_ptr<FakeTransport> transport = std::make_shared<FakeTransport>();
    std::shared_ptr<FakeMailer> mailer = std::make_shared<FakeMailer>();
    std::unique_ptr<Session> session;

private:
    QString m_folder;
};

} // namespace

class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void aFailingSiteIsAnIncidentAfterTwoFailures();
    void itResolvesItself();
    void acknowledgingGoesThroughTheOutboxToTheTruth();
    void anAcknowledgementSurvivesAndIsNotPagedAgain();
    void anOpenPageIsShownAgainAfterARestart();
    void theTimelineSaysWhatHappenedInOrder();
    void theBackupIsToldAfterFiveMinutesAndNotBefore();
    void aRemovedCheckTakesItsIncidentAlong();
    void aRemovedSourceResolvesNothing();
    void whatEndedWhileNobodyLookedIsClosed();
    void whatWentWhileNobodyLookedIsGivenUp_data();
    void whatWentWhileNobodyLookedIsGivenUp();
    void anIncidentIsOpenedOnceOverAllRuns();
    void mistakesInFilesAreANotice();
    void watchesThoughNothingCanBeKept();
    void completeOnceEverythingHasAnswered();
    void whatIsAskedForAtOnceIsNotTakenForWhatIsKept();
    void aSourceIsThereOnceTheKeychainIsUnlocked();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSession::aFailingSiteIsAnIncidentAfterTwoFailures()
{
    Bench bench(m_folder->path());
    bench.start();
    QSignalSpy raised(&bench.session->pager(), &Pager::raised);
    bench.answer(CheckFailure::ConnectionRefused);
    QVERIFY(!bench.open());
    bench.answer(CheckFailure::ConnectionRefused);
    QVERIFY(bench.open());
    QVERIFY(bench.open()->title.contains(u"example.com"_s));
    QVERIFY(bench.open()->text.contains(u"connection refused by 192.0.2.1:80"_s));
    QCOMPARE(bench.open()->source, OwnIncidents::sourceId());
    QCOMPARE(raised.size(), 1);
}

void TestSession::itResolvesItself()
{
    Bench bench(m_folder->path());
    bench.start();
    bench.answer(CheckFailure::Timeout);
    bench.answer(CheckFailure::Timeout);
    QSignalSpy cleared(&bench.session->pager(), &Pager::cleared);
    bench.answer(CheckFailure::None);
    QVERIFY(!bench.open());
    QCOMPARE(cleared.size(), 1);
    QCOMPARE(bench.session->store().incidents().constFirst()->state, IncidentState::Resolved); // in sight for a while
}

void TestSession::acknowledgingGoesThroughTheOutboxToTheTruth()
{
    Bench bench(m_folder->path());
    bench.start();
    bench.answer(CheckFailure::Timeout);
    bench.answer(CheckFailure::Timeout);
    QSignalSpy finished(&bench.session->commander(), &Commander::finished);
    QVERIFY(bench.session->commander().request(u"acknowledge"_s, {bench.open()->id}, u"window"_s).isEmpty());
    QCOMPARE(bench.open()->action.stage, ActionStage::Saving);
    QCOMPARE(bench.session->pager().pages().size(), 1); // not before it is so
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(bench.open()->state, IncidentState::Acknowledged);
    QCOMPARE(bench.open()->action, IncidentAction{});
    QVERIFY(bench.session->pager().pages().isEmpty());
    // The next answer of the source cannot take it back.
    bench.answer(CheckFailure::Timeout);
    QCOMPARE(bench.open()->state, IncidentState::Acknowledged);
}

void TestSession::anAcknowledgementSurvivesAndIsNotPagedAgain()
{
    IncidentId id;
    {
        Bench bench(m_folder->path());
        bench.start();
        bench.answer(CheckFailure::Timeout);
        bench.answer(CheckFailure::Timeout);
        id = bench.open()->id;
        QSignalSpy finished(&bench.session->commander(), &Commander::finished);
        bench.session->commander().request(u"acknowledge"_s, {id}, u"window"_s);
        QTRY_COMPARE(finished.size(), 1);
    }
    Bench bench(m_folder->path());
    QSignalSpy raised(&bench.session->pager(), &Pager::raised);
    bench.start();
    QVERIFY(bench.open());
    QCOMPARE(bench.open()->id, id);
    QCOMPARE(bench.open()->state, IncidentState::Acknowledged);
    bench.answer(CheckFailure::Timeout);
    bench.answer(CheckFailure::Timeout);
    QCOMPARE(bench.open()->id, id); // the same, not another one
    QCOMPARE(raised.size(), 0);
}

void TestSession::anOpenPageIsShownAgainAfterARestart()
{
    {
        Bench bench(m_folder->path());
        bench.start();
        bench.answer(CheckFailure::Timeout);
        bench.answer(CheckFailure::Timeout);
    }
    Bench bench(m_folder->path());
    QSignalSpy raised(&bench.session->pager(), &Pager::raised);
    bench.start();
    QCOMPARE(raised.size(), 1);
    QVERIFY(raised[0][0].value<Page>().repeated);
}

void TestSession::theTimelineSaysWhatHappenedInOrder()
{
    Bench bench(m_folder->path());
    bench.start();
    bench.answer(CheckFailure::Timeout);
    bench.answer(CheckFailure::Timeout);
    const IncidentId id = bench.open()->id;
    QSignalSpy finished(&bench.session->commander(), &Commander::finished);
    bench.session->commander().request(u"acknowledge"_s, {id}, u"tray"_s);
    QTRY_COMPARE(finished.size(), 1);
    bench.answer(CheckFailure::None);
    const auto timeline = waited(bench.session->history().timeline(id));
    QVERIFY(timeline);
    QStringList words;
    for (const IncidentEvent &event : *timeline)
        words.append(toWord(event.kind));
    QCOMPARE(words,
        (QStringList{u"opened"_s, u"paged"_s, u"action-requested"_s, u"action-sent"_s, u"acknowledged"_s, u"page-cleared"_s,
            u"action-confirmed"_s, u"resolved"_s}));
    QVERIFY(timeline->at(2).text.contains(u"tray"_s));
    QCOMPARE(timeline->at(2).place, u"tray"_s);
}

void TestSession::theBackupIsToldAfterFiveMinutesAndNotBefore()
{
    Bench bench(m_folder->path(),
        Bench::siteToml()
            + u"[[channel]]\nid = \"mail\"\nkind = \"email\"\nserver = \"smtp.example.com\"\nusername = \"night\"\n"
              "from = \"night@example.com\"\nto = [\"ann@example.com\"]\n"_s);
    bench.start();
    bench.answer(CheckFailure::Timeout);
    bench.answer(CheckFailure::Timeout);
    QVERIFY(bench.open());
    const IncidentId id = bench.open()->id;
    const auto look = [&bench] {
        bench.session->deliveries().retryNow(); // makes the session look at what is due
        QVERIFY(waited(bench.session->history().timeline({})));
        QCoreApplication::processEvents();
    };
    bench.clock.advance(5min - 1s);
    look();
    look();
    QVERIFY(bench.mailer->mails.isEmpty());
    bench.clock.advance(1s);
    bench.session->deliveries().retryNow();
    QTRY_COMPARE(bench.mailer->mails.size(), 1);
    QCOMPARE(bench.mailer->mails.constFirst().password, u"correct horse"_s);
    QCOMPARE(bench.mailer->mails.constFirst().to, u"ann@example.com"_s);
    const auto timeline = waited(bench.session->history().timeline(id));
    QCOMPARE(timeline->constLast().kind, IncidentEventKind::BackupTold);
    QCOMPARE(timeline->constLast().what, u"mail"_s);
    QVERIFY(bench.session->notices().isEmpty());
}

void TestSession::aRemovedCheckTakesItsIncidentAlong()
{
    Bench bench(m_folder->path());
    bench.start();
    bench.answer(CheckFailure::Timeout);
    bench.answer(CheckFailure::Timeout);
    bench.write(u"[[source]]\nid = \"local\"\nkind = \"local\"\nenabled = false\n"_s);
    bench.session->reloadConfiguration();
    QVERIFY(!bench.open());
    QVERIFY(bench.session->checks().checks().isEmpty());
    // Nobody knows whether the site is well: it does not say so.
    const Incident gone = bench.session->store().incidents().constFirst();
    QCOMPARE(gone.unwatched, u"The check was removed."_s);
    const auto timeline = waited(bench.session->history().timeline(gone.id));
    QVERIFY(timeline);
    QVERIFY(std::ranges::none_of(*timeline, [](const IncidentEvent &event) { return event.kind == IncidentEventKind::Resolved; }));
    QVERIFY(std::ranges::any_of(
        *timeline, [](const IncidentEvent &event) { return event.text == u"It is not watched any more. The check was removed."_s; }));
}

void TestSession::aRemovedSourceResolvesNothing()
{
    Bench bench(m_folder->path(), u"[[source]]\nid = \"local\"\nkind = \"local\"\n"_s);
    bench.start();
    // As if this machine had said so.
    bench.session->store().replace(makeSnapshot({makeIncident(u"a"_s, IncidentState::Triggered, u"local"_s)}, {}, u"local"_s));
    SharedIncidents ended;
    connect(&bench.session->store(), &Store::incidentsChanged, bench.session.get(), [&ended](const Diff<Shared<Incident>> &diff) {
        for (const auto &change : diff.changed) {
            if (!change.after->isOpen())
                ended.append(change.after);
        }
    });
    QSignalSpy cleared(&bench.session->pager(), &Pager::cleared);
    bench.write(u"[[source]]\nid = \"local\"\nkind = \"local\"\nenabled = false\n"_s);
    bench.session->reloadConfiguration();
    QVERIFY(bench.session->store().incidents().isEmpty());
    QCOMPARE(cleared.size(), 1);
    QCOMPARE(ended.size(), 1);
    QCOMPARE(ended[0]->unwatched, u"Its source was removed or switched off."_s);
    const auto timeline = waited(bench.session->history().timeline(IncidentId(u"a"_s)));
    QVERIFY(timeline);
    QVERIFY(std::ranges::none_of(*timeline, [](const IncidentEvent &event) { return event.kind == IncidentEventKind::Resolved; }));
}

void TestSession::whatEndedWhileNobodyLookedIsClosed()
{
    const QString toml = u"[[source]]\nid = \"local\"\nkind = \"local\"\n"_s;
    const IncidentId id(u"local:1"_s);
    {
        Bench bench(m_folder->path(), toml);
        bench.start();
        Q_EMIT bench.session->poller().answered(
            makeSnapshot({makeIncident(id.text(), IncidentState::Triggered, u"local"_s)}, bench.clock.now(), u"local"_s));
        QVERIFY(bench.open());
    }
    Bench bench(m_folder->path(), toml);
    bench.start();
    Q_EMIT bench.session->poller().answered(makeSnapshot({}, bench.clock.now(), u"local"_s));
    bench.session->history().flush();
    const auto kept = waited(bench.session->history().incidents(10));
    QVERIFY(kept);
    QCOMPARE(kept->size(), 1);
    QVERIFY(!kept->constFirst()->isOpen());
    const auto timeline = waited(bench.session->history().timeline(id));
    QVERIFY(timeline);
    QCOMPARE(timeline->constLast().kind, IncidentEventKind::Resolved);
    QCOMPARE(timeline->constLast().text, u"It ended while Nightbell was not running; when is not known."_s);
}

void TestSession::whatWentWhileNobodyLookedIsGivenUp_data()
{
    QTest::addColumn<bool>("hasSource");
    QTest::addColumn<bool>("hasHost");
    QTest::addColumn<QString>("why");
    QTest::newRow("nothing went") << true << true << QString();
    QTest::newRow("the source") << false << false << u"Its source was removed or switched off."_s;
    QTest::newRow("the host") << true << false << u"The host is not reported any more."_s;
}

void TestSession::whatWentWhileNobodyLookedIsGivenUp()
{
    QFETCH(const bool, hasSource);
    QFETCH(const bool, hasHost);
    QFETCH(const QString, why);
    const QString source = u"[[source]]\nid = \"local\"\nkind = \"local\"\n"_s;
    Host host;
    host.id = HostId(u"local:h1"_s);
    host.source = SourceId(u"local"_s);
    host.restartsUnknown = RestartsUnknown::Known;
    {
        Bench bench(m_folder->path(), source);
        bench.start();
        host.sampledAt = bench.clock.now();
        ServiceUnit unit;
        unit.name = u"nginx.service"_s;
        unit.failedRestarts = QList<TimePoint>(3, bench.clock.now() - 1min);
        host.units = {unit};
        bench.session->judge().applyHosts(Diff<Host>{.added = {host}});
        QVERIFY(bench.open());
    }
    Bench bench(m_folder->path(), hasSource ? source : Bench::siteToml());
    bench.start();
    Snapshot answer;
    answer.source = host.source;
    answer.askedAt = bench.clock.now();
    answer.hosts = hasHost ? QList<Host>{host} : QList<Host>();
    if (hasSource) {
        Q_EMIT bench.session->poller().answered(answer);
        QVERIFY(bench.open()); // the first answer may not be whole yet
        answer.askedAt += HostRules::clearAfter;
        Q_EMIT bench.session->poller().answered(answer);
    }
    QCOMPARE(bench.open() != nullptr, why.isEmpty());
    QCOMPARE(bench.session->store().incidents().constFirst()->unwatched, why);
}

void TestSession::anIncidentIsOpenedOnceOverAllRuns()
{
    {
        Bench bench(m_folder->path());
        bench.start();
        for (int i = 0; i < 3; ++i)
            bench.answer(CheckFailure::Timeout);
    }
    Bench bench(m_folder->path());
    bench.start();
    QVERIFY(bench.open());
    const auto opened = waited(bench.session->history().search({.kinds = {IncidentEventKind::Opened}}));
    QVERIFY(opened);
    QCOMPARE(opened->size(), 1);
}

void TestSession::mistakesInFilesAreANotice()
{
    Bench bench(m_folder->path(),
        Bench::siteToml() + u"[[check]]\nid = \"other\"\nkind = \"http\"\nurl = \"http://example.com\"\nevery = \"5 minutes\"\n"_s);
    bench.start();
    QCOMPARE(bench.session->notices().size(), 1);
    QCOMPARE(bench.session->notices().constFirst().kind, Notice::Kind::Configuration);
    QVERIFY(bench.session->notices().constFirst().text.contains(u"test.toml:14"_s));
    QCOMPARE(bench.session->checks().checks().size(), 1); // the other one works
    bench.write(Bench::siteToml());
    bench.session->reloadConfiguration();
    QVERIFY(bench.session->notices().isEmpty());
}

void TestSession::watchesThoughNothingCanBeKept()
{
    QDir().mkpath(m_folder->path());
    QFile inTheWay(m_folder->path() + u"/data"_s);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    Bench bench(m_folder->path());
    bench.start();
    QCOMPARE(bench.session->notices().constFirst().kind, Notice::Kind::HistoryNotKept);
    bench.answer(CheckFailure::Timeout);
    bench.answer(CheckFailure::Timeout);
    QVERIFY(bench.open());
    QSignalSpy finished(&bench.session->commander(), &Commander::finished);
    bench.session->commander().request(u"acknowledge"_s, {bench.open()->id}, u"window"_s);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(bench.open()->state, IncidentState::Acknowledged);
}

void TestSession::completeOnceEverythingHasAnswered()
{
    Bench bench(m_folder->path());
    QVERIFY(!bench.session->isComplete());
    bench.start();
    QVERIFY(!bench.session->isComplete());
    bench.answer(CheckFailure::None);
    QVERIFY(bench.session->isComplete());
}

void TestSession::whatIsAskedForAtOnceIsNotTakenForWhatIsKept()
{
    IncidentId id;
    {
        Bench bench(m_folder->path());
        bench.start();
        bench.answer(CheckFailure::Timeout);
        bench.answer(CheckFailure::Timeout);
        id = bench.open()->id;
    }
    {
        FakeClock clock;
        Database database(m_folder->path() + u"/data"_s);
        database.open();
        Outbox outbox(database);
        const ActionRequest kept{u"acknowledge"_s, id, OwnIncidents::sourceId(), u"me"_s, u"window"_s, clock.now()};
        QVERIFY(waited(outbox.append({OutboxEntry{1, kept}})));
    }
    Bench bench(m_folder->path());
    QStringList finished;
    connect(&bench.session->commander(), &Commander::finished, this,
        [&finished](const ActionRequest &request) { finished.append(request.action); });
    QMetaObject::Connection seen;
    seen = connect(&bench.session->store(), &Store::incidentsChanged, this, [&] {
        disconnect(seen);
        bench.session->commander().request(u"resolve"_s, {id}, u"command"_s);
    });
    bench.start();
    QTRY_COMPARE(finished.size(), 2);
    QVERIFY(!finished.contains(u"acknowledge"_s) || finished.indexOf(u"acknowledge"_s) < finished.indexOf(u"resolve"_s));
    QVERIFY2(bench.session->notices().isEmpty(), qPrintable(bench.session->notices().value(0).text)); // the disk refused nothing
    QVERIFY(!bench.open());
}

void TestSession::aSourceIsThereOnceTheKeychainIsUnlocked()
{
    Bench bench(m_folder->path(),
        u"[[source]]\nid = \"am\"\nkind = \"prometheus\"\nurl = \"http://127.0.0.1:9/\"\n"
        "[[source]]\nid = \"local\"\nkind = \"local\"\nenabled = false\n"_s);
    bench.secrets->failure = Error{ErrorKind::Locked, {}};
    bench.start();
    const auto error = [&bench] {
        const auto &statuses = bench.session->poller().statuses();
        return statuses.isEmpty() || !statuses.constFirst().error ? std::optional<ErrorKind>() : statuses.constFirst().error->kind;
    };
    QTRY_COMPARE(error(), std::optional(ErrorKind::Locked)); // a password for it may be in there
    QVERIFY(bench.transport->requests.isEmpty());
    bench.secrets->failure.reset();
    bench.session->pollNow();
    QCOMPARE(bench.secrets->prompts, 1);
    QTRY_VERIFY(!bench.transport->requests.isEmpty());
    QCOMPARE(bench.session->poller().statuses().size(), 1);
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
