// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/qnamtransport.h"
#include "support/fakeclock.h"
#include "support/pagerdutycontrol.h"
#include "support/waited.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Bench
{
    FakeClock clock;
    PagerDutyServer server{[this] { return clock.now(); }};
    PagerDutyControl control{server, [this](Duration by) { clock.advance(by); }};
    QnamTransport http{clock};
    int status = 0;

    QJsonObject send(const QByteArray &method, const QString &path, const QJsonObject &body = {})
    {
        HttpRequest request;
        request.method = method;
        request.url = QUrl(control.url().toString() + path);
        request.headers = {{"Content-Type", "application/json"}};
        request.body = QJsonDocument(body).toJson();
        const auto reply = waited(http.send(request));
        status = reply ? reply->status : 0;
        return reply ? QJsonDocument::fromJson(reply->body).object() : QJsonObject();
    }
    int askApi()
    {
        HttpRequest request;
        request.url = QUrl(server.url().toString() + u"/abilities"_s);
        request.headers = {{"Authorization", "Token token=" + pd::yourKey}};
        const auto reply = waited(http.send(request));
        return reply ? reply->status : 0;
    }
};

} // namespace

class TestPagerDutyControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void triggersAndChanges()
    {
        Bench bench;
        const QString id
            = bench.send("POST", u"/trigger"_s, {{u"title"_s, u"Fire"_s}, {u"details"_s, QJsonObject{{u"floor"_s, 3}}}})[u"ids"_s][0]
                  .toString();
        const pd::Incident *incident = bench.server.world().incident(id);
        QVERIFY(incident != nullptr);
        QCOMPARE(incident->title, u"Fire"_s);
        QCOMPARE(incident->alerts.constFirst().details[u"floor"_s], 3);
        bench.send("POST", u"/escalate"_s, {{u"id"_s, id}});
        QCOMPARE(incident->level, 2);
        bench.send("POST", u"/change"_s, {{u"id"_s, id}, {u"status"_s, u"acknowledged"_s}, {u"by"_s, pd::lead}});
        QCOMPARE(incident->statusBy, pd::lead);
        const QJsonObject again = bench.send("POST", u"/change"_s, {{u"id"_s, id}, {u"status"_s, u"acknowledged"_s}});
        QCOMPARE(bench.status, 400);
        QVERIFY(again[u"error"_s].toString().startsWith(u"1002"));
        bench.send("POST", u"/note"_s, {{u"id"_s, id}, {u"content"_s, u"Out"_s}});
        QCOMPARE(incident->notes.constFirst().content, u"Out"_s);
        QCOMPARE(bench.send("POST", u"/trigger"_s, {{u"count"_s, 500}})[u"ids"_s].toArray().size(), 500);
    }

    void turnsTheClock()
    {
        Bench bench;
        const QString id = bench.send("POST", u"/trigger"_s)[u"ids"_s][0].toString();
        bench.send("POST", u"/advance"_s, {{u"by"_s, u"5m"_s}});
        QCOMPARE(bench.server.world().incident(id)->level, 2);
        bench.send("POST", u"/advance"_s, {{u"by"_s, u"soon"_s}});
        QCOMPARE(bench.status, 400);
    }

    void everyWordOfBadIsKnown_data()
    {
        QTest::addColumn<QString>("word");
        for (const char *word : {"status", "html", "cut-body", "huge-body", "hang", "hang-before", "close", "close-before", "nulls",
                 "unknown-words", "redirect", "wrong-date", "shift"})
            QTest::newRow(word) << QString::fromLatin1(word);
    }
    void everyWordOfBadIsKnown()
    {
        QFETCH(QString, word);
        QVERIFY(faultOf({{u"bad"_s, word}, {u"status"_s, 503}}));
    }

    void faultsAreTaken()
    {
        Bench bench;
        bench.send("POST", u"/fail"_s, {{u"bad"_s, u"status"_s}, {u"status"_s, 503}, {u"times"_s, -1}});
        QCOMPARE(bench.askApi(), 503);
        QCOMPARE(bench.askApi(), 503);
        bench.send("POST", u"/heal"_s);
        QCOMPARE(bench.askApi(), 200);
        bench.send("POST", u"/fail"_s, {{u"bad"_s, u"mood"_s}});
        QCOMPARE(bench.status, 400);
        bench.send("POST", u"/fail"_s, {{u"bad"_s, u"status"_s}});
        QCOMPARE(bench.status, 400);
    }

    void goesAwayAndComesBack()
    {
        Bench bench;
        bench.send("POST", u"/away"_s, {{u"away"_s, true}});
        QCOMPARE(bench.askApi(), 0);
        bench.send("POST", u"/away"_s, {{u"away"_s, false}});
        QCOMPARE(bench.askApi(), 200);
        bench.send("POST", u"/revoke"_s, {{u"key"_s, QString::fromLatin1(pd::yourKey)}});
        QCOMPARE(bench.askApi(), 401);
    }

    void tellsTheStateAndTheRequests()
    {
        Bench bench;
        bench.askApi();
        const QJsonObject state = bench.send("GET", u"/state"_s);
        QCOMPARE(state[u"incidents"_s].toArray().size(), 12);
        QCOMPARE(state[u"requests"_s], 1);
        const QJsonObject request = bench.send("GET", u"/requests"_s)[u"requests"_s][0].toObject();
        QCOMPARE(request[u"path"_s], u"/abilities"_s);
        QCOMPARE(request[u"status"_s], 200);
        QVERIFY(request[u"headers"_s][u"authorization"_s].toString().startsWith(u"Token token="));
        bench.send("DELETE", u"/requests"_s);
        QVERIFY(bench.server.requests().isEmpty());
    }

    void settings()
    {
        Bench bench;
        bench.send("POST", u"/settings"_s,
            {{u"writeDelay"_s, u"2s"_s}, {u"longIds"_s, true}, {u"abilities"_s, QJsonArray{u"teams"_s}}, {u"perMinute"_s, 0}});
        QCOMPARE(bench.server.world().writeDelay, 2s);
        QVERIFY(bench.server.world().hasLongIds);
        QCOMPARE(bench.server.world().abilities, QStringList{u"teams"_s});
        QCOMPARE(bench.askApi(), 429);
    }
};

QTEST_GUILESS_MAIN(TestPagerDutyControl)
#include "tst_pagerdutycontrol.moc"
