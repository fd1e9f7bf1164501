// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/datadog/client.h"
#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "support/waited.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::datadog;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Bench
{
    FakeClock clock;
    std::shared_ptr<FakeTransport> transport = std::make_shared<FakeTransport>();
    ClientPtr client;

    Bench()
    {
        Settings settings;
        settings.api = QUrl(u"http://127.0.0.1:1/prefix/"_s);
        settings.apiKey = u"the-api-key"_s;
        settings.appKey = u"the-app-key"_s;
        client = std::make_shared<Client>(Client{settings, clock, transport});
    }
    Expected<QByteArray> ask(const QString &path, const QString &endpoint = {})
    {
        return waited(datadog::ask(client, Question{.path = path, .endpoint = endpoint}));
    }
};

QList<HttpHeader> limits(const QByteArray &name, const QByteArray &remaining, const QByteArray &reset)
{
    return {{"X-RateLimit-Limit", "100"}, {"X-RateLimit-Period", "3600"}, {"X-RateLimit-Remaining", remaining},
        {"X-RateLimit-Reset", reset}, {"X-RateLimit-Name", name}};
}

} // namespace

class TestClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysGoInHeadersAndNowhereElse();
    void whatPeopleWriteIsEncoded();
    void refusalsAreUnderstood_data();
    void refusalsAreUnderstood();
    void tooManyRestsOnlyThatBucket();
    void endpointsOfOneNameRestTogether();
    void theLastRequestIsNotFollowedByAnother();
    void tooManyWithoutHeadersRestsAWhile();
    void aRedirectIsNotFollowed();
    void theClockIsComparedWithTheirs();
    void theBudgetIsOfAnyHour();
    void whatCanWaitLeavesTheRest();
    void limitsAreKnownAsLongAsTheyHold();
};

void TestClient::keysGoInHeadersAndNowhereElse()
{
    Bench bench;
    bench.transport->answer("GET", u"/prefix/api/v1/validate"_s, 200, R"({"valid":true})");
    const auto body = bench.ask(u"/api/v1/validate"_s);
    QVERIFY(body);
    QCOMPARE(*body, QByteArray(R"({"valid":true})"));
    const HttpRequest &request = bench.transport->requests.constFirst();
    QVERIFY(request.headers.contains(HttpHeader{"DD-API-KEY", "the-api-key"}));
    QVERIFY(request.headers.contains(HttpHeader{"DD-APPLICATION-KEY", "the-app-key"}));
    QVERIFY(!request.url.toString().contains(u"key"));
}

void TestClient::whatPeopleWriteIsEncoded()
{
    Bench bench;
    const Question question{.path = u"/api/v1/query"_s, .query = {{u"query"_s, u"a{b:c+d} & e,%41"_s}, {u"page[limit]"_s, u"1"_s}}};
    (void)waited(ask(bench.client, question));
    QCOMPARE(bench.transport->requests.constFirst().url.query(QUrl::FullyEncoded).toLatin1(),
        QByteArray("query=a%7Bb%3Ac%2Bd%7D%20%26%20e%2C%2541&page[limit]=1"));
}

void TestClient::refusalsAreUnderstood_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("says");
    QTest::newRow("a list of words") << 403 << QByteArray(R"({"errors":["Forbidden"]})") << ErrorKind::Forbidden << u"Forbidden"_s;
    QTest::newRow("a list of objects") << 404 << QByteArray(R"({"errors":[{"title":"Generic Error","detail":"no schedule"}]})")
                                       << ErrorKind::NotFound << u"Generic Error: no schedule"_s;
    QTest::newRow("an object") << 409 << QByteArray(R"({"errors":{"1234":["is used"],"name":"is taken"}})") << ErrorKind::Conflict
                               << u"name: is taken"_s;
    QTest::newRow("a word") << 400 << QByteArray(R"({"errors":"bad"})") << ErrorKind::BadInput << u"bad"_s;
    QTest::newRow("null") << 400 << QByteArray(R"({"errors":null})") << ErrorKind::BadInput << u"status 400"_s;
    QTest::newRow("no JSON at all") << 502 << QByteArray("<html>Bad gateway</html>") << ErrorKind::Server << u"status 502"_s;
    QTest::newRow("nothing") << 500 << QByteArray() << ErrorKind::Server << u"status 500"_s;
}

void TestClient::refusalsAreUnderstood()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    Bench bench;
    bench.transport->answer("GET", u"/prefix/x"_s, status, body, {{"Content-Type", "text/plain"}});
    const auto answer = bench.ask(u"/x"_s);
    QVERIFY(!answer);
    QTEST(answer.error().kind, "kind");
    QFETCH(QString, says);
    QVERIFY2(answer.error().detail.contains(says), qPrintable(answer.error().detail));
}

void TestClient::tooManyRestsOnlyThatBucket()
{
    Bench bench;
    bench.transport->answer("GET", u"/prefix/a"_s, 429, {}, limits("a_bucket", "0", "40"));
    bench.transport->answer("GET", u"/prefix/a"_s, 200, "{}");
    bench.transport->answer("GET", u"/prefix/b"_s, 200, "{}");
    const auto first = bench.ask(u"/a"_s);
    QVERIFY(!first);
    QCOMPARE(first.error().kind, ErrorKind::TooManyRequests);
    QCOMPARE(first.error().retryAfter, Duration(41s));
    bench.clock.advance(40s);
    const auto early = bench.ask(u"/a"_s);
    QVERIFY(!early);
    QCOMPARE(early.error().kind, ErrorKind::TooManyRequests);
    QCOMPARE(early.error().retryAfter, Duration(1s));
    QVERIFY(bench.ask(u"/b"_s));
    QCOMPARE(bench.transport->count("GET", u"/prefix/a"_s), 1);
    bench.clock.advance(1s);
    QVERIFY(bench.ask(u"/a"_s));
}

void TestClient::endpointsOfOneNameRestTogether()
{
    Bench bench;
    bench.transport->answer("GET", u"/prefix/b"_s, 200, "{}", limits("shared", "50", "30"));
    bench.transport->answer("GET", u"/prefix/a/1"_s, 429, {}, limits("shared", "0", "30"));
    bench.transport->answer("GET", u"/prefix/a/2"_s, 200, "{}");
    QVERIFY(bench.ask(u"/b"_s));
    QVERIFY(!bench.ask(u"/a/1"_s, u"/a/{id}"_s));
    QVERIFY(!bench.ask(u"/b"_s));
    QVERIFY(!bench.ask(u"/a/2"_s, u"/a/{id}"_s));
    QCOMPARE(bench.transport->requests.size(), 2);
}

void TestClient::theLastRequestIsNotFollowedByAnother()
{
    Bench bench;
    bench.transport->answer("GET", u"/prefix/a"_s, 200, "{}", limits("a", "0", "9"));
    QVERIFY(bench.ask(u"/a"_s));
    QVERIFY(!bench.ask(u"/a"_s));
    bench.clock.advance(10s);
    QVERIFY(bench.ask(u"/a"_s));
    QCOMPARE(bench.transport->requests.size(), 2);
}

void TestClient::tooManyWithoutHeadersRestsAWhile()
{
    Bench bench;
    bench.transport->answer("GET", u"/prefix/a"_s, 429, "slow down");
    const auto answer = bench.ask(u"/a"_s);
    QVERIFY(!answer);
    QCOMPARE(answer.error().retryAfter, Duration(30s));
    QVERIFY(!bench.ask(u"/a"_s));
    QCOMPARE(bench.transport->requests.size(), 1);
}

void TestClient::aRedirectIsNotFollowed()
{
    Bench bench;
    bench.transport->answer("GET", u"/prefix/a"_s, 302, {}, {{"Location", "https://elsewhere.example.com/"}});
    const auto answer = bench.ask(u"/a"_s);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::BadAnswer);
    QCOMPARE(bench.transport->requests.size(), 1);
}

void TestClient::theClockIsComparedWithTheirs()
{
    Bench bench; // 2026-01-05 03:00
    bench.transport->answer("GET", u"/prefix/a"_s, 200, "{}", {{"Date", "Mon, 05 Jan 2026 05:00:00 GMT"}});
    bench.transport->answer("GET", u"/prefix/a"_s, 200, "{}", {{"Date", "Mon, 05 Jan 2026 03:00:05 GMT"}});
    QVERIFY(bench.ask(u"/a"_s));
    QCOMPARE(bench.client->theirs.correction, Duration(2h));
    QCOMPARE(bench.client->nowThere(), bench.clock.now() + 2h);
    QVERIFY(bench.ask(u"/a"_s));
    QCOMPARE(bench.client->theirs.correction, Duration(0));
}

void TestClient::limitsAreKnownAsLongAsTheyHold()
{
    Bench bench;
    bench.transport->answer("GET", u"/prefix/a"_s, 200, "{}", limits("lists", "80", "60"));
    bench.transport->answer("GET", u"/prefix/b"_s, 200, "{}", limits("lists", "79", "60"));
    bench.transport->answer("GET", u"/prefix/c"_s, 200, "{}", {{"X-RateLimit-Remaining", "5"}}); // of how many?
    QVERIFY(bench.ask(u"/a"_s) && bench.ask(u"/b"_s) && bench.ask(u"/c"_s));
    const auto known = bench.client->limits.known(bench.clock.elapsed());
    QCOMPARE(known.keys(), QStringList{u"GET /a, GET /b"_s}); // they share one
    QCOMPARE(known.first().remaining, 79);
    QCOMPARE(known.first().limit, 100);
    bench.clock.advance(1h);
    QVERIFY(bench.client->limits.known(bench.clock.elapsed()).isEmpty());
}

void TestClient::theBudgetIsOfAnyHour()
{
    QueryBudget budget(3);
    QVERIFY(budget.mayAsk(2, 10min));
    QVERIFY(!budget.mayAsk(2, 20min));
    QVERIFY(budget.mayAsk(1, 20min));
    QCOMPARE(budget.used(30min), 3);
    QVERIFY(!budget.mayAsk(1, 69min));
    QVERIFY(budget.mayAsk(2, 70min));
    QCOMPARE(budget.used(80min), 2);
}

void TestClient::whatCanWaitLeavesTheRest()
{
    QueryBudget budget(4);
    QVERIFY(budget.mayAskBeside(2, 10min));
    QVERIFY(budget.mayAskBeside(2, 11min));
    QVERIFY(!budget.mayAskBeside(2, 12min));
    QVERIFY(budget.mayAsk(2, 13min));
    QVERIFY(!budget.mayAsk(1, 14min));
    QVERIFY(budget.mayAskBeside(2, 70min)); // the first is an hour ago
    QVERIFY(!budget.mayAskBeside(2, 70min));
    QueryBudget small(4); // less than is needed: something is left for either
    QVERIFY(small.mayAskBeside(100, 10min));
    QVERIFY(!small.mayAskBeside(100, 10min));
    QVERIFY(small.mayAsk(3, 10min));
}

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
