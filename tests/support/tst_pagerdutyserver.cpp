// SPDX-License-Identifier: GPL-3.0-or-later
// The loopback PagerDuty over real HTTP: that it refuses, pages, delays and fails as it says it does.
#include "net/qnamtransport.h"
#include "support/certificates.h"
#include "support/fakeclock.h"
#include "support/pagerdutyserver.h"
#include "support/waited.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryFile>
#include <QTest>

#include <memory>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Bad = PagerDutyServer::Bad;

struct Bench
{
    FakeClock clock;
    PagerDutyServer server{[this] { return clock.now(); }};
    std::unique_ptr<Transport> http = std::make_unique<QnamTransport>(clock);
    QByteArray key = pd::yourKey;
    QByteArray from = "you@example.com";

    HttpRequest request(const QByteArray &method, const QUrl &base, const QString &path, const QJsonObject &body) const
    {
        HttpRequest request;
        request.method = method;
        request.url = QUrl(base.toString() + path);
        request.headers = {{"Accept", "application/vnd.pagerduty+json;version=2"}};
        if (!body.isEmpty()) {
            request.headers.append(HttpHeader{"Content-Type", "application/json"});
            request.body = QJsonDocument(body).toJson();
        }
        request.deadline = 2s;
        return request;
    }
    Expected<HttpReply> send(const QByteArray &method, const QString &path, const QJsonObject &body = {})
    {
        HttpRequest wanted = request(method, server.url(), path, body);
        wanted.headers.append(HttpHeader{"Authorization", "Token token=" + key});
        if (!from.isEmpty())
            wanted.headers.append(HttpHeader{"From", from});
        return waited(http->send(wanted));
    }
    Expected<HttpReply> event(const QJsonObject &body)
    {
        return waited(http->send(request("POST", server.eventsUrl(), u"/v2/enqueue"_s, body)));
    }
    Expected<HttpReply> get(const QString &path = u"/incidents?date_range=all&limit=100"_s) { return send("GET", path); }
    QString first() { return server.world().incidents().constFirst()->id; }
    Expected<HttpReply> set(const QString &id, const QJsonObject &change)
    {
        QJsonObject incident = change;
        incident[u"type"_s] = u"incident_reference"_s;
        return send("PUT", u"/incidents/"_s + id, {{u"incident"_s, incident}});
    }
};

QJsonObject json(const Expected<HttpReply> &reply)
{
    return QJsonDocument::fromJson(reply->body).object();
}

int code(const Expected<HttpReply> &reply)
{
    return json(reply)[u"error"_s][u"code"_s].toInt();
}

QStringList ids(const Expected<HttpReply> &reply)
{
    QStringList all;
    for (const QJsonValue &each : json(reply)[u"incidents"_s].toArray())
        all.append(each[u"id"_s].toString());
    return all;
}

} // namespace

class TestPagerDutyServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsWhoAsks()
    {
        Bench bench;
        QCOMPARE(json(bench.get(u"/users/me"_s))[u"user"_s][u"email"_s], u"you@example.com"_s);
        bench.key = pd::accountKey;
        QCOMPARE(bench.get(u"/users/me"_s)->status, 400);
        bench.key = "nobody's";
        QCOMPARE(bench.get(u"/users/me"_s)->status, 401);
        QCOMPARE(code(bench.get(u"/users/me"_s)), 2006);
        bench.key = pd::readOnlyKey;
        QCOMPARE(bench.get()->status, 200);
        QCOMPARE(bench.set(bench.first(), {{u"status"_s, u"acknowledged"_s}})->status, 403);
    }

    void changesNeedASender()
    {
        Bench bench;
        bench.from.clear();
        QCOMPARE(code(bench.set(bench.first(), {{u"status"_s, u"acknowledged"_s}})), 2016);
        bench.from = "stranger@example.com";
        QCOMPARE(code(bench.set(bench.first(), {{u"status"_s, u"acknowledged"_s}})), 1008);
        bench.from = "backup@example.com";
        QCOMPARE(bench.set(bench.first(), {{u"status"_s, u"acknowledged"_s}})->status, 200);
        QCOMPARE(bench.server.world().incident(bench.first())->statusBy, pd::backup);
        QCOMPARE(bench.server.requests("PUT", "/incidents/" + bench.first().toUtf8()).size(), 3);
        QCOMPARE(bench.server.requests().constLast().header("From"), "backup@example.com");
        QCOMPARE(bench.server.requests().constLast().status, 200);
    }

    void showsAMonthUnlessAskedForAll()
    {
        Bench bench;
        const QString open = u"statuses[]=triggered&statuses%5B%5D=acknowledged"_s;
        QCOMPARE(ids(bench.get(u"/incidents?"_s + open)).size(), 6);
        QCOMPARE(ids(bench.get(u"/incidents?date_range=all&"_s + open)).size(), 7);
        QCOMPARE(bench.get(u"/incidents?since=2025-01-01"_s)->status, 400);
        QCOMPARE(bench.server.requests().constFirst().values(u"statuses[]"_s), (QStringList{u"triggered"_s, u"acknowledged"_s}));
    }

    void pagesByOffset()
    {
        Bench bench;
        const QStringList all = ids(bench.get());
        QCOMPARE(all.size(), 12);
        const auto page = bench.get(u"/incidents?date_range=all&limit=5&offset=10&total=true"_s);
        QCOMPARE(ids(page), all.mid(10));
        QCOMPARE(json(page)[u"more"_s], false);
        QCOMPARE(json(page)[u"total"_s], 12);
        QCOMPARE(json(bench.get(u"/incidents?date_range=all&limit=5"_s))[u"more"_s], true);
        QCOMPARE(bench.get(u"/incidents?limit=100&offset=9901"_s)->status, 400);
        QCOMPARE(bench.get(u"/incidents?limit=100&offset=9900"_s)->status, 200);
    }

    void refusesMoreThan250AtOnce()
    {
        Bench bench;
        QJsonArray many;
        for (int count = 0; count < 251; ++count)
            many.append(QJsonObject{{u"id"_s, bench.first()}, {u"type"_s, u"incident_reference"_s}, {u"urgency"_s, u"low"_s}});
        QCOMPARE(bench.send("PUT", u"/incidents"_s, {{u"incidents"_s, many}})->status, 413);
        many.removeLast();
        QCOMPARE(bench.send("PUT", u"/incidents"_s, {{u"incidents"_s, many}})->status, 200);
    }

    void changesManyOrNone()
    {
        Bench bench;
        const auto bulk = [&](const QString &one, const QString &other) {
            QJsonArray both;
            for (const QString &id : {one, other})
                both.append(QJsonObject{{u"id"_s, id}, {u"type"_s, u"incident_reference"_s}, {u"status"_s, u"acknowledged"_s}});
            return bench.send("PUT", u"/incidents"_s, {{u"incidents"_s, both}});
        };
        const QStringList all = ids(bench.get());
        QCOMPARE(code(bulk(all.at(0), all.at(7))), 1001);
        QCOMPARE(bench.server.world().incident(all.at(0))->status, u"triggered"_s);
        QCOMPARE(bulk(all.at(0), all.at(1))->status, 200);
        QCOMPARE(code(bulk(all.at(0), all.at(1))), 1002);
    }

    void writesAreReadLater()
    {
        Bench bench;
        bench.server.world().writeDelay = 2s;
        const QString id = bench.first();
        const auto answer = bench.set(id, {{u"status"_s, u"acknowledged"_s}});
        QCOMPARE(json(answer)[u"incident"_s][u"status"_s], u"acknowledged"_s);
        QCOMPARE(json(bench.get(u"/incidents/"_s + id))[u"incident"_s][u"status"_s], u"triggered"_s);
        bench.clock.advance(2s);
        QCOMPARE(json(bench.get(u"/incidents/"_s + id))[u"incident"_s][u"status"_s], u"acknowledged"_s);
    }

    void limitsTheRateOfAUser()
    {
        Bench bench;
        bench.server.api().perMinute = 2;
        QCOMPARE(bench.get()->header("ratelimit-remaining"), "1");
        bench.clock.advance(20s);
        QCOMPARE(bench.get()->header("ratelimit-remaining"), "0");
        const auto third = bench.get();
        QCOMPARE(third->status, 429);
        QCOMPARE(code(third), 2020);
        QCOMPARE(third->header("ratelimit-reset"), "40");
        bench.key = pd::backupKey;
        QCOMPARE(bench.get()->status, 200);
        bench.key = pd::yourKey;
        bench.clock.advance(40s);
        QCOMPARE(bench.get()->status, 200);
    }

    void whatThePlanHasNotIs402()
    {
        Bench bench;
        bench.server.world().abilities.removeAll(u"event_intelligence"_s);
        QCOMPARE(code(bench.get(u"/incidents/%1/past_incidents"_s.arg(bench.first()))), 2014);
        QCOMPARE(bench.get(u"/abilities/event_intelligence"_s)->status, 402);
        QCOMPARE(bench.get(u"/abilities/teams"_s)->status, 204);
    }

    void hidesTheIncidentsOfOtherTeams()
    {
        Bench bench;
        const QString id = bench.first();
        bench.server.world().edit(id)->isHidden = true;
        QCOMPARE(bench.get(u"/incidents/"_s + id)->status, 404);
        QCOMPARE(code(bench.set(id, {{u"status"_s, u"acknowledged"_s}})), 2100);
        QCOMPARE(ids(bench.get()).size(), 11);
    }

    void saysStatuses_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {401, 402, 403, 404, 408, 413, 429, 500, 502, 503})
            QTest::addRow("%d", status) << status;
    }
    void saysStatuses()
    {
        QFETCH(int, status);
        Bench bench;
        bench.server.fail({.path = "/incidents", .status = status, .skip = 1, .times = 2});
        QCOMPARE(bench.get(u"/abilities"_s)->status, 200); // another path
        QCOMPARE(bench.get()->status, 200); // the one to skip
        QCOMPARE(bench.get()->status, status);
        QCOMPARE(bench.get()->status, status);
        QCOMPARE(bench.get()->status, 200);
    }

    void aRateLimitMayComeWithoutHeaders()
    {
        Bench bench;
        bench.server.fail({.status = 429, .hasBody = false, .hasRateHeaders = false});
        bench.server.fail({.status = 429, .resetsAfter = 7});
        const auto bare = bench.get();
        QVERIFY(bare->body.isEmpty());
        QVERIFY(bare->header("ratelimit-reset").isEmpty());
        QCOMPARE(bench.get()->header("ratelimit-reset"), "7");
    }

    void carriesOutWhatItDoesNotAnswer()
    {
        Bench bench;
        const QString id = bench.first();
        bench.server.fail({.bad = Bad::CloseBefore});
        QVERIFY(!bench.set(id, {{u"status"_s, u"acknowledged"_s}}));
        QCOMPARE(bench.server.world().incident(id)->status, u"triggered"_s);
        bench.server.fail({.bad = Bad::Close});
        QVERIFY(!bench.set(id, {{u"status"_s, u"acknowledged"_s}}));
        QCOMPARE(bench.server.world().incident(id)->status, u"acknowledged"_s);
        QCOMPARE(bench.server.requests().constLast().status, 0);
    }

    void hangs()
    {
        Bench bench;
        bench.server.fail({.bad = Bad::Hang});
        QCOMPARE(bench.get().error().kind, ErrorKind::Timeout);
        QCOMPARE(bench.get()->status, 200);
    }

    void cutsBodies()
    {
        Bench bench;
        bench.server.fail({.bad = Bad::CutBody});
        QVERIFY(!bench.get());
    }

    void sendsMoreThanAnybodyTakes()
    {
        Bench bench;
        bench.server.fail({.bad = Bad::HugeBody});
        HttpRequest wanted = bench.request("GET", bench.server.url(), u"/incidents"_s, {});
        wanted.maximumBytes = 1024 * 1024;
        wanted.deadline = 20s;
        QCOMPARE(waited(bench.http->send(wanted)).error().kind, ErrorKind::TooLarge);
        bench.server.fail({.bad = Bad::HugeBody, .bytes = 3'000'000});
        wanted.maximumBytes = 4'000'000;
        QCOMPARE(waited(bench.http->send(wanted))->body.size(), 3'000'000);
    }

    void saysHtmlNullsAndUnknownWords()
    {
        Bench bench;
        bench.server.fail({.bad = Bad::Html});
        QVERIFY(bench.get()->body.contains("<html>"));
        bench.server.fail({.bad = Bad::Nulls});
        const QJsonObject nulls = json(bench.get())[u"incidents"_s][0].toObject();
        QVERIFY(nulls[u"title"_s].isNull());
        QVERIFY(nulls[u"service"_s].isNull());
        QVERIFY(nulls[u"acknowledgements"_s].isNull());
        QCOMPARE(nulls[u"id"_s], bench.first());
        bench.server.fail({.bad = Bad::UnknownWords});
        const QJsonObject words = json(bench.get())[u"incidents"_s][0].toObject();
        QCOMPARE(words[u"status"_s], u"smouldering"_s);
        QCOMPARE(words[u"urgency"_s], u"medium"_s);
        QCOMPARE(words[u"title"_s], bench.server.world().incident(bench.first())->title);
    }

    void redirectsWithPathAndQuery()
    {
        Bench bench;
        bench.server.fail({.bad = Bad::Redirect, .location = "https://elsewhere.example.com"});
        const auto reply = bench.get(u"/incidents?limit=5"_s);
        QCOMPARE(reply->status, 307);
        QCOMPARE(reply->header("Location"), "https://elsewhere.example.com/incidents?limit=5");
    }

    void tellsTheTimeRightAndWrong()
    {
        Bench bench;
        QCOMPARE(bench.get()->header("Date"), "Mon, 05 Jan 2026 03:00:00 GMT");
        bench.server.fail({.bad = Bad::WrongDate});
        QCOMPARE(bench.get()->header("Date"), "Mon, 05 Jan 2026 03:03:00 GMT");
    }

    void shiftsRowsBetweenPages()
    {
        Bench bench;
        const QString path = u"/incidents?date_range=all&statuses[]=triggered&limit=2"_s;
        const auto bothPages = [&] {
            const QStringList one = ids(bench.get(path + u"&offset=0"_s));
            return one + ids(bench.get(path + u"&offset=2"_s));
        };
        const QStringList before = bothPages();
        bench.server.fail({.path = "/incidents", .bad = Bad::Shift, .skip = 1});
        const QStringList during = bothPages();
        QVERIFY(!during.contains(before.at(2))); // it slipped onto the page that was already read
    }

    void idsAreLongWhenAskedFor()
    {
        Bench bench;
        bench.server.world().hasLongIds = true;
        const auto made = bench.send("POST", u"/incidents"_s,
            {{u"incident"_s,
                QJsonObject{{u"type"_s, u"incident"_s}, {u"title"_s, u"New"_s},
                    {u"service"_s, QJsonObject{{u"id"_s, pd::mainSite}, {u"type"_s, u"service_reference"_s}}}}}});
        QCOMPARE(made->status, 201);
        QCOMPARE(json(made)[u"incident"_s][u"id"_s].toString().size(), 14);
    }

    void goesAwayAndComesBack()
    {
        Bench bench;
        QCOMPARE(bench.get()->status, 200);
        bench.server.setAway(true);
        QCOMPARE(bench.get().error().kind, ErrorKind::Unreachable);
        bench.server.setAway(false);
        QCOMPARE(bench.get()->status, 200);
    }

    void speaksTlsWhenAskedTo()
    {
        Bench bench;
        const Certificates certificates;
        PagerDutyServer secure([&bench] { return bench.clock.now(); }, true, certificates.server({}));
        QTemporaryFile authority;
        QVERIFY(authority.open());
        authority.write(certificates.authorityPem());
        authority.close();
        QCOMPARE(secure.url().scheme(), u"https"_s);
        HttpRequest wanted = bench.request("GET", secure.url(), u"/abilities"_s, {});
        wanted.headers.append(HttpHeader{"Authorization", "Token token=" + bench.key});
        wanted.caFile = authority.fileName();
        const auto known = waited(bench.http->send(wanted));
        QVERIFY2(known, known ? "" : qPrintable(known.error().detail));
        QCOMPARE(known->status, 200);
    }

    void takesEvents()
    {
        Bench bench;
        QJsonObject event{{u"routing_key"_s, pd::mainSiteRoutingKey}, {u"event_action"_s, u"trigger"_s},
            {u"payload"_s, QJsonObject{{u"summary"_s, u"Disk is full"_s}, {u"source"_s, u"web-1"_s}, {u"severity"_s, u"critical"_s}}}};
        const auto taken = bench.event(event);
        QCOMPARE(taken->status, 202);
        QCOMPARE(bench.server.world().incidents().constLast()->title, u"Disk is full"_s);
        QCOMPARE(bench.server.world().incidents().constLast()->key, json(taken)[u"dedup_key"_s].toString());
        event[u"event_action"_s] = u"resolve"_s;
        QCOMPARE(bench.event(event)->status, 400); // without a key
        event[u"dedup_key"_s] = json(taken)[u"dedup_key"_s];
        QCOMPARE(bench.event(event)->status, 202);
        QCOMPARE(bench.server.world().incidents().constLast()->status, u"resolved"_s);
        event[u"routing_key"_s] = u"short"_s;
        QVERIFY(bench.event(event)->body.contains("should be 32 characters"));
        QCOMPARE(bench.event(event)->status, 400);
    }
};

QTEST_GUILESS_MAIN(TestPagerDutyServer)
#include "tst_pagerdutyserver.moc"
