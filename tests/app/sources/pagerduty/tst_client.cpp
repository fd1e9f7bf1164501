// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/pagerduty/client.h"
#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "support/waited.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::pagerduty;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Bench
{
    ClientPtr clientAt(const QString &base) const
    {
        return std::make_shared<Client>(Client{QUrl(base), u"s3cret"_s, "me@example.com", u"/etc/ca.pem"_s, clock, transport});
    }
    Expected<JsonDocument> read(const QString &path, const QUrlQuery &query = {}) { return waited(pagerduty::get(client, path, query)); }
    Expected<JsonDocument> put(const QString &path) { return waited(pagerduty::send(client, "PUT", path, "{}")); }
    void answers(const QString &path, int status, const QList<HttpHeader> &headers = {}, const QByteArray &body = "{}")
    {
        transport->forget();
        transport->answer("GET", path, status, body, headers);
        transport->answer("PUT", path, status, body, headers);
    }

    mutable FakeClock clock;
    std::shared_ptr<FakeTransport> transport = std::make_shared<FakeTransport>();
    ClientPtr client = clientAt(u"https://api.example.com"_s);
};

QByteArray headerOf(const HttpRequest &request, const QByteArray &name)
{
    for (const HttpHeader &header : request.headers) {
        if (header.name == name)
            return header.value;
    }
    return {};
}

} // namespace

class TestPagerDutyClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhoAsks();
    void encodesWhatIsAsked_data();
    void encodesWhatIsAsked();
    void keepsThePathOfItsBase();
    void restsAfterTooMany_data();
    void restsAfterTooMany();
    void aLimitOfOnePartRestsThatPart();
    void nothingRemainingRestsEverything();
    void knowsTheClockOverThere_data();
    void knowsTheClockOverThere();
    void readsTheCodeOfARefusal_data();
    void readsTheCodeOfARefusal();
};

void TestPagerDutyClient::saysWhoAsks()
{
    Bench bench;
    bench.answers(u"/incidents"_s, 200);
    QVERIFY(bench.read(u"/incidents"_s));
    QVERIFY(bench.put(u"/incidents"_s));
    const HttpRequest &read = bench.transport->requests.at(0);
    QCOMPARE(headerOf(read, "Accept"), "application/vnd.pagerduty+json;version=2");
    QCOMPARE(headerOf(read, "Authorization"), "Token token=s3cret");
    QVERIFY(headerOf(read, "From").isEmpty());
    QCOMPARE(read.caFile, u"/etc/ca.pem"_s);
    QVERIFY(read.deadline <= 15s);
    QVERIFY(read.maximumBytes <= 64LL * 1024 * 1024);
    const HttpRequest &changed = bench.transport->requests.at(1);
    QCOMPARE(headerOf(changed, "From"), "me@example.com");
    QCOMPARE(headerOf(changed, "Content-Type"), "application/json");
}

void TestPagerDutyClient::encodesWhatIsAsked_data()
{
    QTest::addColumn<QString>("value");
    QTest::newRow("a blank") << u"two words"_s;
    QTest::newRow("a plus, which is a blank over there when it is sent as it is") << u"me+pd@example.com"_s;
    QTest::newRow("what separates") << u"a&b=c#d?e/f"_s;
    QTest::newRow("a percent sign") << u"100%41 of CPU"_s;
    QTest::newRow("umlauts") << u"Jürgen Groß"_s;
}

void TestPagerDutyClient::encodesWhatIsAsked()
{
    QFETCH(QString, value);
    Bench bench;
    bench.answers(u"/users"_s, 200);
    QUrlQuery query;
    addText(query, u"query"_s, value);
    query.addQueryItem(u"ids[]"_s, u"P1"_s);
    QVERIFY(bench.read(u"/users"_s, query));
    const QByteArray sent = bench.transport->requests.constLast().url.query(QUrl::FullyEncoded).toLatin1();
    QVERIFY2(!sent.contains('+') && !sent.contains(' '), sent.constData());
    const QByteArrayList items = sent.split('&');
    QCOMPARE(items.size(), 2);
    QCOMPARE(QUrl::fromPercentEncoding(items.at(0)), u"query="_s + value);
    QCOMPARE(QUrl::fromPercentEncoding(items.at(1)), u"ids[]=P1"_s);
}

void TestPagerDutyClient::keepsThePathOfItsBase()
{
    Bench bench;
    bench.client = bench.clientAt(u"https://proxy.example.com/pagerduty/"_s);
    bench.answers(u"/pagerduty/abilities"_s, 200);
    QVERIFY(bench.read(u"/abilities"_s));
    QVERIFY(bench.read(u"abilities"_s));
    QCOMPARE(bench.transport->requests.constLast().url, QUrl(u"https://proxy.example.com/pagerduty/abilities"_s));
}

void TestPagerDutyClient::restsAfterTooMany_data()
{
    QTest::addColumn<QList<HttpHeader>>("headers");
    QTest::addColumn<Duration>("atLeast");
    QTest::addColumn<Duration>("atMost");
    QTest::newRow("ratelimit-reset is obeyed") << QList<HttpHeader>{{"ratelimit-remaining", "0"}, {"ratelimit-reset", "20"}}
                                               << Duration(20s) << Duration(22s);
    QTest::newRow("Retry-After is obeyed") << QList<HttpHeader>{{"Retry-After", "7"}} << Duration(7s) << Duration(8s);
    QTest::newRow("without headers it is a good while") << QList<HttpHeader>{} << Duration(30s) << Duration(60s);
}

void TestPagerDutyClient::restsAfterTooMany()
{
    QFETCH(QList<HttpHeader>, headers);
    QFETCH(Duration, atLeast);
    QFETCH(Duration, atMost);
    Bench bench;
    bench.answers(u"/incidents"_s, 429, headers, {});
    const auto refused = bench.read(u"/incidents"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::TooManyRequests);
    QVERIFY(refused.error().retryAfter >= atLeast && refused.error().retryAfter <= atMost);

    // Nothing is sent meanwhile, and the answer says how long that is.
    bench.answers(u"/incidents"_s, 200);
    bench.clock.advance(atLeast - 1s);
    const auto early = bench.read(u"/incidents"_s);
    QVERIFY(!early);
    QCOMPARE(early.error().kind, ErrorKind::TooManyRequests);
    QCOMPARE(early.error().retryAfter, refused.error().retryAfter - (atLeast - 1s));
    QCOMPARE(bench.transport->requests.size(), 1);
    bench.clock.advance(early.error().retryAfter);
    QVERIFY(bench.read(u"/incidents"_s));
    QVERIFY(bench.client->budget.slowUntil > bench.clock.elapsed());
}

void TestPagerDutyClient::aLimitOfOnePartRestsThatPart()
{
    Bench bench;
    bench.answers(u"/oncalls"_s, 429, {{"ratelimit-remaining", "812"}, {"ratelimit-reset", "30"}}, {});
    QVERIFY(!bench.read(u"oncalls"_s));
    bench.answers(u"/incidents"_s, 200);
    QVERIFY(bench.read(u"/incidents"_s));
    QVERIFY(bench.put(u"/incidents"_s));
    bench.answers(u"/incidents"_s, 429, {{"ratelimit-remaining", "812"}}, {});
    QVERIFY(!bench.put(u"/incidents"_s));
    bench.answers(u"/incidents"_s, 200);
    QVERIFY(!bench.put(u"/incidents"_s));
    QVERIFY(bench.read(u"/incidents"_s)); // its limit is another
}

void TestPagerDutyClient::nothingRemainingRestsEverything()
{
    Bench bench;
    bench.answers(u"/oncalls"_s, 429, {{"ratelimit-remaining", "0"}, {"ratelimit-reset", "30"}}, {});
    QVERIFY(!bench.read(u"/oncalls"_s));
    bench.answers(u"/incidents"_s, 200);
    QVERIFY(!bench.read(u"/incidents"_s));
    QVERIFY(!bench.put(u"/incidents"_s));
    bench.clock.advance(31s);
    QVERIFY(bench.read(u"/incidents"_s));
}

void TestPagerDutyClient::knowsTheClockOverThere_data()
{
    QTest::addColumn<QByteArray>("date"); // the clock here: 2026-01-05 03:00:00
    QTest::addColumn<Duration>("ahead");
    QTest::addColumn<Duration>("correction");
    QTest::newRow("a second is none") << QByteArray("Mon, 05 Jan 2026 03:00:01 GMT") << Duration(1s) << Duration(0);
    QTest::newRow("three minutes ahead") << QByteArray("Mon, 05 Jan 2026 03:03:00 GMT") << Duration(3min) << Duration(3min);
    QTest::newRow("three minutes behind") << QByteArray("Mon, 05 Jan 2026 02:57:00 GMT") << Duration(-3min) << Duration(-3min);
    QTest::newRow("no date that can be read") << QByteArray("yesterday") << Duration(0) << Duration(0);
}

void TestPagerDutyClient::knowsTheClockOverThere()
{
    QFETCH(QByteArray, date);
    QFETCH(Duration, ahead);
    QFETCH(Duration, correction);
    Bench bench;
    bench.answers(u"/incidents"_s, 200, {{"Date", date}});
    QVERIFY(bench.read(u"/incidents"_s));
    QCOMPARE(bench.client->theirs.ahead, ahead);
    QCOMPARE(bench.client->theirs.correction, correction);
    // What is corrected does not tremble with the way of each answer.
    bench.clock.advance(2s);
    QVERIFY(bench.read(u"/incidents"_s));
    QCOMPARE(bench.client->theirs.correction, correction);
}

void TestPagerDutyClient::readsTheCodeOfARefusal_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<int>("code");
    QTest::newRow("already acknowledged") << 400 << QByteArray("{\"error\":{\"message\":\"Incident Already Acknowledged\",\"code\":1002}}")
                                          << ErrorKind::Conflict << 1002;
    QTest::newRow("invalid") << 400
                             << QByteArray("{\"error\":{\"message\":\"Invalid Input Provided\",\"code\":2001,\"errors\":[\"Title\"]}}")
                             << ErrorKind::BadInput << 2001;
    QTest::newRow("the plan") << 402 << QByteArray("{\"error\":{\"code\":2014}}") << ErrorKind::Forbidden << 2014;
    QTest::newRow("another number in the words")
        << 400 << QByteArray("{\"error\":{\"message\":\"see, code 7\"}}") << ErrorKind::BadInput << 0;
    QTest::newRow("no body") << 404 << QByteArray() << ErrorKind::NotFound << 0;
    QTest::newRow("errors in another form") << 400
                                            << QByteArray(
                                                   "{\"error\":{\"message\":\"no\",\"code\":2001,\"errors\":{\"name\":[\"taken\"]}}}")
                                            << ErrorKind::BadInput << 2001;
}

void TestPagerDutyClient::readsTheCodeOfARefusal()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(ErrorKind, kind);
    QFETCH(int, code);
    Bench bench;
    bench.answers(u"/incidents/P1"_s, status, {}, body);
    const auto refused = bench.put(u"/incidents/P1"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, kind);
    QCOMPARE(statusOf(refused.error()), status);
    QCOMPARE(codeOf(refused.error()), code);
    QCOMPARE(codeOf(Error{ErrorKind::Timeout, u"nothing, code 5"_s}), 0);
}

QTEST_GUILESS_MAIN(TestPagerDutyClient)
#include "tst_client.moc"
