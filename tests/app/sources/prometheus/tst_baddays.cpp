// SPDX-License-Identifier: GPL-3.0-or-later
// The source over real HTTP, on days on which the servers are not well.
#include "net/qnamtransport.h"
#include "sources/source.h"
#include "support/loopbackserver.h"
#include "support/waited.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray alertJson(int number)
{
    const QByteArray text = QByteArray::number(number);
    return R"({"annotations":{"summary":"Slow on h)" + text + R"("},"fingerprint":")" + text.rightJustified(16, '0')
        + R"(","startsAt":"2026-01-05T02:50:00.000Z","status":{"inhibitedBy":[],"silencedBy":[]},"labels":{"alertname":"Slow","instance":"h)"
        + text + R"(","severity":"critical"}})";
}

QByteArray alertsJson(int count)
{
    QByteArrayList alerts;
    for (int i = 0; i < count; ++i)
        alerts.append(alertJson(i));
    return '[' + alerts.join(',') + ']';
}

class Alertmanager
{
public:
    LoopbackServer server;

    void isWell(int alerts)
    {
        server.on("/api/v2/alerts", LoopbackServer::answer(200, alertsJson(alerts)));
        server.on("/api/v2/silences", LoopbackServer::answer(200, "[]"));
        server.on("/api/v2/status",
            LoopbackServer::answer(
                200, R"({"cluster":{"status":"disabled"},"uptime":"2026-01-01T00:00:00Z","versionInfo":{"version":"0.25.0"}})"));
    }
    void behaves(const LoopbackServer::Behaviour &behaviour)
    {
        for (const char *path : {"/api/v2/alerts", "/api/v2/silences", "/api/v2/status"})
            server.on(path, behaviour);
    }
};

} // namespace

class TestBadDays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasKnownStaysAndTheSourceFails_data();
    void whatWasKnownStaysAndTheSourceFails();
    void aServerThatHangsIsNoticedWithinSeconds();
    void aRefusedPasswordIsNotTriedInALoop();
    void aPasswordThatIsRefusedAtTheStartIsTold();
    void oneOfTwoServersIsEnough();
    void whatWasNeverHeardIsNotKnownToBeWell();
    void fiftyThousandAlerts();

private:
    std::unique_ptr<Source> connectTo(const QList<const Alertmanager *> &servers)
    {
        QStringList addresses;
        for (const Alertmanager *one : servers)
            addresses.append(one->server.url({}).toString());
        FieldValues values{{u"alertmanager"_s, addresses}, {u"username"_s, u"me"_s}, {u"password"_s, u"secret"_s}};
        return sourceKind(u"prometheus")
            ->create(SourceContext{SourceId(u"prod"_s), values, m_clock, std::make_shared<QnamTransport>(m_clock), 15s});
    }

    SystemClock m_clock;
};

void TestBadDays::whatWasKnownStaysAndTheSourceFails_data()
{
    QTest::addColumn<LoopbackServer::Behaviour>("behaviour");
    QTest::addColumn<ErrorKind>("kind");
    using Server = LoopbackServer;
    QTest::newRow("503") << Server::answer(503, "overloaded") << ErrorKind::Server;
    QTest::newRow("401") << Server::answer(401, "Unauthorized") << ErrorKind::Unauthorized;
    QTest::newRow("a page of a proxy, with 200") << Server::answer(200, "<html><body>Please log in</body></html>") << ErrorKind::BadAnswer;
    QTest::newRow("a redirect to a login") << Server::redirect(302, "https://login.example/") << ErrorKind::BadAnswer;
    QTest::newRow("a cut body") << Server::cutBody() << ErrorKind::Unreachable;
    QTest::newRow("half a list, as if it were whole") << Server::answer(200, alertsJson(2).chopped(20)) << ErrorKind::BadAnswer;
    QTest::newRow("nothing") << Server::answer(200, {}) << ErrorKind::BadAnswer;
    QTest::newRow("a connection that is closed") << Server::close() << ErrorKind::Unreachable;
}

void TestBadDays::whatWasKnownStaysAndTheSourceFails()
{
    QFETCH(LoopbackServer::Behaviour, behaviour);
    QFETCH(ErrorKind, kind);
    Alertmanager alertmanager;
    alertmanager.isWell(2);
    const auto source = connectTo({&alertmanager});
    const auto good = waited(source->poll());
    QVERIFY2(good, good ? "" : qPrintable(good.error().detail));
    QCOMPARE(good->incidents->size(), 2);
    alertmanager.behaves(behaviour);
    const auto bad = waited(source->poll());
    QVERIFY(bad && bad->incomplete);
    QCOMPARE(bad->incomplete->kind, kind);
    QVERIFY(bad->incidents->size() >= 2); // and perhaps that it refuses
    QVERIFY(!bad->warnings.isEmpty());
    alertmanager.isWell(1);
    const auto again = waited(source->poll());
    if (kind == ErrorKind::Unauthorized)
        return; // it is asked again after two minutes, or when the person wants it
    QVERIFY(again && !again->incomplete);
}

void TestBadDays::aServerThatHangsIsNoticedWithinSeconds()
{
    Alertmanager alertmanager;
    alertmanager.isWell(1);
    const auto source = connectTo({&alertmanager});
    QVERIFY(waited(source->poll()));
    alertmanager.behaves(LoopbackServer::hang());
    const Duration began = m_clock.elapsed();
    const auto hung = waited(source->poll());
    QVERIFY(m_clock.elapsed() - began < 5s);
    QCOMPARE(hung->incomplete->kind, ErrorKind::Timeout);
    QCOMPARE(hung->incidents->size(), 1);
}

void TestBadDays::aRefusedPasswordIsNotTriedInALoop()
{
    Alertmanager first;
    first.behaves(LoopbackServer::answer(401, "Unauthorized"));
    Alertmanager second;
    second.isWell(1);
    const auto source = connectTo({&first, &second});
    for (int i = 0; i < 5; ++i)
        QVERIFY(waited(source->poll()));
    QCOMPARE(first.server.requests.size(), 1);
    QVERIFY(first.server.requests.first().header("Authorization").startsWith("Basic "));
}

void TestBadDays::aPasswordThatIsRefusedAtTheStartIsTold()
{
    Alertmanager alertmanager;
    alertmanager.behaves(LoopbackServer::answer(401, "Unauthorized"));
    const auto source = connectTo({&alertmanager});
    for (int i = 0; i < 5; ++i) {
        const auto refused = waited(source->poll());
        QVERIFY(refused && refused->incomplete);
        QCOMPARE(refused->incidents->size(), 1);
        QVERIFY(refused->incidents->first()->isPageworthy());
    }
    QCOMPARE(alertmanager.server.requests.size(), 1);
    source->allowRefused();
    QVERIFY(waited(source->poll())->incomplete);
    QCOMPARE(alertmanager.server.requests.size(), 2);
    alertmanager.isWell(3);
    source->allowRefused();
    const auto well = waited(source->poll());
    QVERIFY(!well->incomplete);
    QCOMPARE(well->incidents->size(), 3);
}

void TestBadDays::whatWasNeverHeardIsNotKnownToBeWell()
{
    Alertmanager first;
    Alertmanager second;
    first.behaves(LoopbackServer::answer(503, "overloaded"));
    second.isWell(1);
    const auto source = connectTo({&first, &second});
    const auto half = waited(source->poll());
    QVERIFY(half->incomplete); // the first may have others
    const IncidentId known = half->incidents->first()->id;
    first.isWell(1);
    const auto whole = waited(source->poll());
    QVERIFY(!whole->incomplete);
    QCOMPARE(whole->incidents->size(), 2); // they are no cluster
    QVERIFY(std::ranges::any_of(*whole->incidents, [&known](const Incident &one) { return one.id == known; }));
}

void TestBadDays::oneOfTwoServersIsEnough()
{
    Alertmanager first;
    Alertmanager second;
    first.isWell(3);
    second.isWell(3);
    const QByteArray status
        = R"({"cluster":{"status":"ready","name":"%","peers":[{"name":"a"},{"name":"b"}]},"versionInfo":{"version":"0.25.0"}})";
    first.server.on("/api/v2/status", LoopbackServer::answer(200, QByteArray(status).replace('%', 'a')));
    second.server.on("/api/v2/status", LoopbackServer::answer(200, QByteArray(status).replace('%', 'b')));
    const auto source = connectTo({&first, &second});
    QCOMPARE(waited(source->poll())->incidents->size(), 3); // each once
    first.server.goAway();
    const auto half = waited(source->poll());
    QVERIFY(!half->incomplete);
    QCOMPARE(half->incidents->size(), 3);
    QCOMPARE(half->warnings.size(), 1); // and which one it is
    second.server.goAway();
    const auto none = waited(source->poll());
    QVERIFY(none->incomplete);
    QCOMPARE(none->incidents->size(), 3);
}

void TestBadDays::fiftyThousandAlerts()
{
    Alertmanager alertmanager;
    alertmanager.isWell(50'000);
    const auto source = connectTo({&alertmanager});
    QCOMPARE(waited(source->poll())->incidents->size(), 50'000);
}

QTEST_GUILESS_MAIN(TestBadDays)
#include "tst_baddays.moc"
