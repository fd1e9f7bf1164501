// SPDX-License-Identifier: GPL-3.0-or-later
// What the world does to PagerDuty's answers on their way, over real HTTP. The plain statuses are in tst_pagerduty.
#include "engine/commander.h"
#include "engine/database.h"
#include "support/certificates.h"
#include "support/pagerdutybench.h"

#include <QScopeGuard>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Bad = PagerDutyServer::Bad;
using Fault = PagerDutyServer::Fault;

namespace {

// The network with less patience than it is asked to have, and a note of what it was asked for.
class Hasty final : public Transport
{
public:
    explicit Hasty(std::shared_ptr<Transport> network) : m_network(std::move(network)) { }

    QCoro::Task<Expected<HttpReply>> send(HttpRequest request) override
    {
        longest = std::max(longest, request.deadline);
        request.deadline = 300ms;
        return m_network->send(std::move(request));
    }
    void abortAll() override { m_network->abortAll(); }

    Duration longest{0};

private:
    std::shared_ptr<Transport> m_network;
};

// A proxy that opens tunnels to one port of this machine, whatever is asked for.
class Proxy
{
public:
    explicit Proxy(quint16 port) : m_port(port)
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket *client = m_server.nextPendingConnection();
            QObject::connect(client, &QTcpSocket::readyRead, client, [this, client] { opened(client); });
        });
    }

    QByteArray address() const { return "http://127.0.0.1:" + QByteArray::number(m_server.serverPort()); }
    QByteArrayList asked; // first lines

private:
    void opened(QTcpSocket *client)
    {
        const QByteArray head = client->readAll();
        asked.append(head.left(head.indexOf('\r')));
        client->disconnect();
        auto *target = new QTcpSocket(client);
        QObject::connect(target, &QTcpSocket::connected, client, [client] { client->write("HTTP/1.1 200 Connected\r\n\r\n"); });
        QObject::connect(client, &QTcpSocket::readyRead, target, [=] { target->write(client->readAll()); });
        QObject::connect(target, &QTcpSocket::readyRead, client, [=] { client->write(target->readAll()); });
        target->connectToHost(QHostAddress::LocalHost, m_port);
    }

    quint16 m_port;
    QTcpServer m_server;
};

// An authority of a company, in a file.
struct Company
{
    Company()
    {
        QFile file(caFile());
        if (file.open(QIODevice::WriteOnly))
            file.write(certificates.authorityPem());
    }
    QString caFile() const { return folder.filePath(u"ca.pem"_s); }

    QTemporaryDir folder;
    Certificates certificates;
};

} // namespace

class TestPagerDutyBadDays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anActionSaysWhatBecameOfIt_data();
    void anActionSaysWhatBecameOfIt();
    void anAnswerOfTooMuchIsFoundOut();
    void whatHangsIsGivenUp();
    void nothingWaitsBehindWhatHangs();
    void aPrivateAuthorityHasToBeNamed();
    void goesThroughAProxy();
    void countsDownWithAClockThatIsOff_data();
    void countsDownWithAClockThatIsOff();
    void idsMayHaveFourteenCharacters();
    void saysThatThereAreMoreThanItLists();
    void aRevokedTokenIsSaid_data();
    void aRevokedTokenIsSaid();
    void anUnsteadyServerDoesNotForgetWhoIAm();
    void isSlowerAfterTooMany();
    void anAddressWithAPlusIsFound();
};

void TestPagerDutyBadDays::anActionSaysWhatBecameOfIt_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<ErrorKind>("expected");
    const auto status = [](int code) { return Fault{.method = "PUT", .status = code}; };
    QTest::newRow("401") << status(401) << ErrorKind::Unauthorized;
    QTest::newRow("402") << status(402) << ErrorKind::Forbidden;
    QTest::newRow("403") << status(403) << ErrorKind::Forbidden;
    QTest::newRow("404: it belongs to another team") << status(404) << ErrorKind::NotFound;
    QTest::newRow("408") << status(408) << ErrorKind::Timeout;
    QTest::newRow("413") << status(413) << ErrorKind::BadInput;
    QTest::newRow("429") << status(429) << ErrorKind::TooManyRequests;
    QTest::newRow("429 without headers and body")
        << Fault{.method = "PUT", .status = 429, .hasBody = false, .hasRateHeaders = false} << ErrorKind::TooManyRequests;
    QTest::newRow("500") << status(500) << ErrorKind::Server;
    QTest::newRow("503 of a proxy, in HTML") << Fault{.method = "PUT", .bad = Bad::Html, .status = 503} << ErrorKind::Server;
    QTest::newRow("HTML instead of JSON") << Fault{.method = "PUT", .bad = Bad::Html} << ErrorKind::BadAnswer;
    QTest::newRow("cut off in the body") << Fault{.method = "PUT", .bad = Bad::CutBody} << ErrorKind::Timeout;
    QTest::newRow("200 MB") << Fault{.method = "PUT", .bad = Bad::HugeBody} << ErrorKind::TooLarge;
    QTest::newRow("closed after it was done") << Fault{.method = "PUT", .bad = Bad::Close} << ErrorKind::Timeout;
    QTest::newRow("closed before") << Fault{.method = "PUT", .bad = Bad::CloseBefore} << ErrorKind::Timeout;
    QTest::newRow("no answer") << Fault{.method = "PUT", .bad = Bad::HangBefore} << ErrorKind::Timeout;
    QTest::newRow("a redirect to another host")
        << Fault{.method = "PUT", .bad = Bad::Redirect, .location = "http://127.0.0.1:9"} << ErrorKind::BadAnswer;
}

// It is never said to be done where nobody knows that it is; asked for again, it is done, whatever became of the first.
void TestPagerDutyBadDays::anActionSaysWhatBecameOfIt()
{
    QFETCH(const Fault, fault);
    QFETCH(const ErrorKind, expected);
    PagerDutyBench bench;
    bench.source = bench.sourceOver(std::make_shared<Hasty>(bench.transport));
    const QString id = bench.firstOpen(IncidentState::Triggered);
    bench.server.fail(fault);
    const auto done = bench.act(u"acknowledge"_s, id);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, expected);
    QVERIFY(!done.error().detail.contains(QString::fromLatin1(pd::yourKey)));
    QCOMPARE(done.error().retryAfter > 0s, expected == ErrorKind::TooManyRequests);
    bench.clock.advance(done.error().retryAfter);
    const auto again = bench.act(u"acknowledge"_s, id);
    QVERIFY2(again, qPrintable(again ? QString() : again.error().detail));
    QCOMPARE(bench.server.world().incident(id)->status, u"acknowledged"_s);
}

// Nobody can tell from 200 MB whether a note was written. It is looked for before it is written again.
void TestPagerDutyBadDays::anAnswerOfTooMuchIsFoundOut()
{
    PagerDutyBench bench;
    const QString id = bench.firstOpen(IncidentState::Triggered);
    const QByteArray path = "/incidents/" + id.toUtf8() + "/notes";
    Database database({});
    Outbox outbox(database);
    Store store;
    Commander commander(
        bench.clock, store, outbox, [&bench](const SourceId &) { return bench.source.get(); }, [](const SourceId &) { return false; });
    QSignalSpy opened(&database, &Database::opened);
    database.open();
    QVERIFY(opened.wait());
    const auto snapshot = bench.poll();
    QVERIFY(snapshot);
    store.replace(*snapshot);
    QSignalSpy queued(&commander, &Commander::queued);
    QSignalSpy finished(&commander, &Commander::finished);
    bench.server.fail({.path = path, .method = "POST", .bad = Bad::HugeBody});
    QVERIFY(commander.request(u"note"_s, {PagerDutyBench::idOf(id)}, u"window"_s, {{u"text"_s, u"looking"_s}}).isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(queued.size(), 1, 30'000);
    QCOMPARE(finished.size(), 0);
    bench.clock.advance(10s);
    commander.tick();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished[0][1].value<ActionOutcome>(), ActionOutcome::Confirmed);
    QCOMPARE(bench.server.requests("POST", path).size(), 1);
    QCOMPARE(bench.server.world().incident(id)->notes.size(), 1);
}

void TestPagerDutyBadDays::whatHangsIsGivenUp()
{
    PagerDutyBench bench;
    const auto hasty = std::make_shared<Hasty>(bench.transport);
    bench.source = bench.sourceOver(hasty);
    QVERIFY(bench.poll());
    bench.server.fail({.path = "/incidents", .method = "GET", .bad = Bad::Hang});
    const auto given = bench.poll();
    QVERIFY(!given);
    QCOMPARE(given.error().kind, ErrorKind::Timeout);
    QVERIFY(bench.poll());
    QVERIFY2(hasty->longest > 0s && hasty->longest <= 15s, "a request without a deadline that a person would wait for");
}

void TestPagerDutyBadDays::nothingWaitsBehindWhatHangs()
{
    PagerDutyBench bench;
    const QString id = bench.firstOpen(IncidentState::Triggered);
    bench.server.fail({.path = "/incidents", .method = "GET", .bad = Bad::Hang, .times = -1});
    std::optional<Expected<Snapshot>> hanging;
    QObject context;
    QCoro::connect(bench.source->poll(), &context, [&](const Expected<Snapshot> &answer) { hanging = answer; });
    QTRY_VERIFY(!bench.server.requests("GET", "/incidents").isEmpty());
    QVERIFY(bench.act(u"acknowledge"_s, id));
    QVERIFY(waited(bench.source->details(PagerDutyBench::idOf(id))));
    QVERIFY(!hanging);
    bench.transport->abortAll();
    QTRY_VERIFY(hanging);
    QCOMPARE(hanging->error().kind, ErrorKind::Cancelled);
    bench.server.heal();
    QVERIFY(bench.poll());
}

void TestPagerDutyBadDays::aPrivateAuthorityHasToBeNamed()
{
    const Company company;
    const QSslConfiguration tls = company.certificates.server({});
    PagerDutyBench unknown({}, true, tls);
    const auto refused = unknown.poll();
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Tls);
    QVERIFY(unknown.server.requests().isEmpty());
    PagerDutyBench known({{u"ca-file"_s, company.caFile()}}, true, tls);
    const auto answer = known.poll();
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
}

void TestPagerDutyBadDays::goesThroughAProxy()
{
    const Company company;
    const QSslConfiguration tls = company.certificates.server({.names = "DNS:pagerduty.example"});
    PagerDutyBench bench({{u"url"_s, u"https://pagerduty.example"_s}, {u"ca-file"_s, company.caFile()}}, true, tls);
    Proxy proxy(static_cast<quint16>(bench.server.url().port()));
    qputenv("https_proxy", proxy.address());
    const auto restore = qScopeGuard([] { qunsetenv("https_proxy"); });
    const auto answer = bench.poll();
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
    QVERIFY(!answer->incidents->isEmpty());
    QVERIFY(proxy.asked.contains("CONNECT pagerduty.example:443 HTTP/1.1"));
    for (const QByteArray &line : std::as_const(proxy.asked))
        QVERIFY(!line.contains(pd::yourKey));
}

void TestPagerDutyBadDays::countsDownWithAClockThatIsOff_data()
{
    QTest::addColumn<Duration>("off");
    QTest::newRow("right") << Duration(0);
    QTest::newRow("3 min fast") << Duration(3min);
    QTest::newRow("3 min slow") << Duration(-3min);
}

void TestPagerDutyBadDays::countsDownWithAClockThatIsOff()
{
    QFETCH(Duration, off);
    PagerDutyBench bench({}, true, std::nullopt, off);
    const QString id = bench.server.world().trigger({.title = u"new"_s, .service = pd::mainSite}); // 5 min on its first level
    const QString asleep = bench.server.world().trigger({.title = u"later"_s, .service = pd::mainSite});
    QVERIFY(bench.poll());
    QVERIFY(bench.act(u"snooze"_s, asleep, {{u"for"_s, u"1h"_s}}));
    const auto snapshot = bench.poll();
    QVERIFY(snapshot);
    const auto find
        = [&](const QString &wanted) { return *std::ranges::find(*snapshot->incidents, PagerDutyBench::idOf(wanted), &Incident::id); };
    QVERIFY(find(id)->escalation);
    QVERIFY(std::chrono::abs(find(id)->escalation->at - bench.clock.now() - 5min) <= 2s);
    QVERIFY(find(asleep)->snoozedUntil);
    QVERIFY(std::chrono::abs(*find(asleep)->snoozedUntil - bench.clock.now() - 1h) <= 2s);
    QCOMPARE(std::ranges::any_of(snapshot->warnings, [](const QString &text) { return text.contains(u"3 min"_s); }), off != Duration(0));
}

void TestPagerDutyBadDays::idsMayHaveFourteenCharacters()
{
    PagerDutyBench bench;
    bench.server.world().hasLongIds = true;
    const QString id = bench.server.world().trigger({.title = u"long"_s, .service = pd::mainSite});
    QCOMPARE(id.size(), 14);
    QVERIFY(bench.incident(id));
    QVERIFY(bench.act(u"acknowledge"_s, id));
    QCOMPARE(bench.server.world().incident(id)->status, u"acknowledged"_s);
}

void TestPagerDutyBadDays::saysThatThereAreMoreThanItLists()
{
    PagerDutyBench bench;
    pd::World &world = bench.server.world();
    for (int i = 0; i < 10'050; ++i)
        world.trigger({.title = u"flood %1"_s.arg(i), .service = pd::slothRacing, .assignees = {pd::lead}});
    const QString mine = world.trigger({.title = u"mine"_s, .service = pd::mainSite, .assignees = {pd::you}});
    for (int i = 0; i < 150; ++i)
        world.trigger({.title = u"later flood %1"_s.arg(i), .service = pd::slothRacing, .assignees = {pd::lead}});
    const QString newest = world.trigger({.title = u"newest"_s, .service = pd::mainSite});
    const auto snapshot = bench.poll();
    QVERIFY2(snapshot, qPrintable(snapshot ? QString() : snapshot.error().detail));
    QVERIFY(std::ranges::any_of(snapshot->warnings, [](const QString &text) { return text.contains(u"10,000"_s); }));
    QSet<IncidentId> listed;
    for (const Incident &incident : *snapshot->incidents)
        listed.insert(incident.id);
    QCOMPARE(listed.size(), snapshot->incidents->size());
    QVERIFY(listed.size() >= 10'000);
    QVERIFY(listed.contains(PagerDutyBench::idOf(mine)));
    QVERIFY(listed.contains(PagerDutyBench::idOf(newest)));
    for (const auto &request : bench.server.requests("GET", "/incidents"))
        QCOMPARE(request.status, 200); // offset and limit stay within what they allow
    QVERIFY(*snapshot->nextIn >= 60s); // a tenth of 960 a minute
    QVERIFY(bench.source->longestPoll() > 1min);
}

void TestPagerDutyBadDays::aRevokedTokenIsSaid_data()
{
    QTest::addColumn<bool>("fromTheStart");
    QTest::newRow("wrong from the start") << true;
    QTest::newRow("revoked later") << false;
}

void TestPagerDutyBadDays::aRevokedTokenIsSaid()
{
    QFETCH(bool, fromTheStart);
    PagerDutyBench bench;
    if (!fromTheStart)
        QVERIFY(bench.poll());
    bench.server.world().keys.clear();
    const auto snapshot = bench.poll();
    QVERIFY(!snapshot);
    QCOMPARE(snapshot.error().kind, ErrorKind::Unauthorized);
    QVERIFY2(snapshot.error().detail.contains(u"https://api.eu.pagerduty.com"_s), qPrintable(snapshot.error().detail));
    QVERIFY(!snapshot.error().detail.contains(QString::fromLatin1(pd::yourKey)));
    const auto introduced = waited(bench.source->introduce());
    QCOMPARE(introduced.hasValue(), !fromTheStart); // who I was is known; a new source asks again
}

void TestPagerDutyBadDays::anUnsteadyServerDoesNotForgetWhoIAm()
{
    PagerDutyBench bench;
    QVERIFY(bench.poll());
    const QString me = bench.source->actor();
    bench.clock.advance(7h);
    bench.server.fail({.path = "/users/me", .status = 503, .times = -1});
    QVERIFY(bench.poll());
    QCOMPARE(bench.source->actor(), me);
}

void TestPagerDutyBadDays::isSlowerAfterTooMany()
{
    PagerDutyBench bench;
    QVERIFY(bench.poll());
    const Duration before = *bench.poll()->nextIn;
    bench.server.fail({.path = "/incidents", .status = 429, .resetsAfter = 5});
    const auto refused = bench.poll();
    QVERIFY(!refused);
    bench.server.forgetRequests();
    QVERIFY(!bench.poll());
    QVERIFY(bench.server.requests().isEmpty()); // it was asked to wait
    bench.clock.advance(refused.error().retryAfter);
    const auto after = bench.poll();
    QVERIFY(after);
    QVERIFY(*after->nextIn >= 2 * before);
    bench.clock.advance(10min);
    QVERIFY(bench.poll());
    QCOMPARE(*bench.poll()->nextIn, before);
}

void TestPagerDutyBadDays::anAddressWithAPlusIsFound()
{
    PagerDutyBench bench({{u"token"_s, QString::fromLatin1(pd::accountKey)}, {u"from"_s, u"night+watch@example.com"_s}});
    bench.server.world().users.append({u"PNIGHT1"_s, u"Night Watch"_s, u"night+watch@example.com"_s});
    const auto snapshot = bench.poll();
    QVERIFY2(snapshot, qPrintable(snapshot ? QString() : snapshot.error().detail));
    QCOMPARE(bench.source->actor(), u"Night Watch"_s);
}

QTEST_GUILESS_MAIN(TestPagerDutyBadDays)
#include "tst_baddays.moc"
