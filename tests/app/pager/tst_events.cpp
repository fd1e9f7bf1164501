// SPDX-License-Identifier: GPL-3.0-or-later
#include "pager/events.h"

#include "net/qnamtransport.h"
#include "support/fakeclock.h"
#include "support/loopbackserver.h"
#include "support/waited.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString routingKey = u"e93facc04764012d7bfb002500d5d1a6"_s;
const QByteArray accepted = R"({"status":"success","message":"Event processed","dedup_key":"backup"})";

Event backupFailed()
{
    Event event;
    event.dedupKey = u"backup"_s;
    event.summary = u"backup failed"_s;
    event.host = u"web-1"_s;
    event.at = TimePoint(1s);
    return event;
}

QJsonObject bodyOf(const Event &event)
{
    const auto body = encodeEvent(event, routingKey);
    return body ? QJsonDocument::fromJson(*body).object() : QJsonObject();
}

} // namespace

// Bodies as in PagerDuty's document of the Events API v2.
class TestEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void triggerSaysEverything();
    void otherActionsNameTheirKeyOnly_data();
    void otherActionsNameTheirKeyOnly();
    void longTextsAreShortened();
    void refusedBeforeItIsSent_data();
    void refusedBeforeItIsSent();
    void shortenedKeepsCharactersWhole();
    void answers_data();
    void answers();
    void attempts_data();
    void attempts();
    void sentOverHttp();
    void refusalOverHttpNamesNoKey();
};

void TestEvents::triggerSaysEverything()
{
    Event event = backupFailed();
    event.severity = Severity::Warning;
    event.service = ServiceId(u"shop"_s);
    event.url = QUrl(u"https://example.com/a b?c=d"_s);
    event.details = u"no space\nleft"_s;
    const QJsonObject expected{{u"routing_key"_s, routingKey}, {u"event_action"_s, u"trigger"_s}, {u"dedup_key"_s, u"backup"_s},
        {u"client"_s, u"Nightbell"_s}, {u"links"_s, QJsonArray{QJsonObject{{u"href"_s, u"https://example.com/a%20b?c=d"_s}}}},
        {u"payload"_s,
            QJsonObject{{u"summary"_s, u"backup failed"_s}, {u"source"_s, u"web-1"_s}, {u"severity"_s, u"warning"_s},
                {u"timestamp"_s, u"1970-01-01T00:00:01.000Z"_s}, {u"component"_s, u"shop"_s},
                {u"custom_details"_s, QJsonObject{{u"details"_s, u"no space\nleft"_s}}}}}};
    QCOMPARE(bodyOf(event), expected);
}

void TestEvents::otherActionsNameTheirKeyOnly_data()
{
    QTest::addColumn<EventAction>("action");
    QTest::addColumn<QString>("word");
    QTest::addRow("acknowledge") << EventAction::Acknowledge << u"acknowledge"_s;
    QTest::addRow("resolve") << EventAction::Resolve << u"resolve"_s;
}

void TestEvents::otherActionsNameTheirKeyOnly()
{
    QFETCH(EventAction, action);
    QFETCH(QString, word);
    Event event = backupFailed();
    event.action = action;
    QCOMPARE(bodyOf(event), QJsonObject({{u"routing_key"_s, routingKey}, {u"event_action"_s, word}, {u"dedup_key"_s, u"backup"_s}}));
    QCOMPARE(eventActionFromWord(word), std::optional(action));
    QCOMPARE(eventActionFromWord(u"ack"), std::nullopt);
}

void TestEvents::longTextsAreShortened()
{
    Event event = backupFailed();
    event.summary = QString(3'000, u'a');
    event.details = QString(400'000, QChar(1)); // six bytes each
    const auto body = encodeEvent(event, routingKey);
    QVERIFY(body.hasValue());
    QVERIFY2(body->size() <= largestEvent, qPrintable(QString::number(body->size())));
    const QJsonObject payload = QJsonDocument::fromJson(*body)["payload"_L1].toObject();
    QCOMPARE(payload["summary"_L1].toString().size(), longestSummary);
    QVERIFY(payload["summary"_L1].toString().endsWith(u'…'));
    const QString details = payload["custom_details"_L1]["details"_L1].toString();
    QVERIFY(details.size() > 30'000);
    QVERIFY(details.endsWith(u'…'));
}

void TestEvents::refusedBeforeItIsSent_data()
{
    QTest::addColumn<QString>("dedupKey");
    QTest::addColumn<QString>("summary");
    QTest::addRow("no dedup key") << QString() << u"a"_s;
    QTest::addRow("a dedup key that is too long: shortened it might be another's") << QString(256, u'k') << u"a"_s;
    QTest::addRow("no summary") << u"k"_s << QString();
    QTest::addRow("a summary of blanks") << u"k"_s << u" \n"_s;
}

void TestEvents::refusedBeforeItIsSent()
{
    QFETCH(QString, dedupKey);
    QFETCH(QString, summary);
    Event event = backupFailed();
    event.dedupKey = dedupKey;
    event.summary = summary;
    const auto body = encodeEvent(event, routingKey);
    QVERIFY(!body);
    QCOMPARE(body.error().kind, ErrorKind::BadInput);
    event = backupFailed();
    event.dedupKey = QString(255, u'k');
    QVERIFY(encodeEvent(event, routingKey).hasValue());
}

void TestEvents::shortenedKeepsCharactersWhole()
{
    QCOMPARE(shortened(u"abc"_s, 3), u"abc"_s);
    QCOMPARE(shortened(u"abcd"_s, 3), u"ab…"_s);
    QCOMPARE(shortened(u"a😀cd"_s, 3), u"a…"_s);
}

void TestEvents::answers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<std::optional<ErrorKind>>("error");
    QTest::addColumn<QString>("text"); // the key, or what the detail has to hold
    const auto row = [](const char *name, int status, const QByteArray &body, std::optional<ErrorKind> error, const QString &text) {
        QTest::addRow("%s", name) << status << body << error << text;
    };
    row("202 is accepted", 202, accepted, std::nullopt, u"backup"_s);
    row("202 without a key cannot be read", 202, "{}", ErrorKind::BadAnswer, u"dedup_key"_s);
    row("202 that is no JSON cannot be read", 202, "ok", ErrorKind::BadAnswer, {});
    row("400 says what is wrong", 400,
        R"({"status":"invalid event","message":"Event object is invalid","errors":["Length of 'routing_key' is incorrect"]})",
        ErrorKind::BadInput, u"Event object is invalid: Length of 'routing_key' is incorrect"_s);
    row("400 without a reason", 400, "", ErrorKind::BadInput, u"400"_s);
    row("413 is no better the next time", 413, "", ErrorKind::BadInput, u"413"_s);
    row("429 asks to slow down", 429, "", ErrorKind::TooManyRequests, {});
    row("500 is their fault", 500, "oops", ErrorKind::Server, u"500"_s);
    row("503 too", 503, "", ErrorKind::Server, {});
    row("200 is a page of something in between", 200, accepted, ErrorKind::BadAnswer, u"200"_s);
    row("302 leads elsewhere", 302, "", ErrorKind::BadAnswer, u"302"_s);
    row("403 is not allowed", 403, "", ErrorKind::Forbidden, {});
    row("404 is the wrong address", 404, "", ErrorKind::NotFound, {});
}

void TestEvents::answers()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(std::optional<ErrorKind>, error);
    QFETCH(QString, text);
    const auto key = decodeEventReply(HttpReply{status, {{"Retry-After", "7"}}, body}, TimePoint());
    QCOMPARE(key.hasValue(), !error);
    if (key) {
        QCOMPARE(*key, text);
        return;
    }
    QCOMPARE(key.error().kind, *error);
    QVERIFY2(key.error().detail.contains(text), qPrintable(key.error().detail));
    const bool obeys = *error == ErrorKind::Server || *error == ErrorKind::TooManyRequests;
    QCOMPARE(key.error().retryAfter, obeys ? Duration(7s) : Duration(0));
}

void TestEvents::attempts_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<int>("failures");
    QTest::addColumn<std::optional<Duration>>("least");
    const auto row = [](const char *name, const Error &error, int failures, std::optional<Duration> least) {
        QTest::addRow("%s", name) << error << failures << least;
    };
    row("their fault: soon again", Error{ErrorKind::Server, {}}, 1, 2s);
    row("not reached: later each time", Error{ErrorKind::Unreachable, {}}, 3, 7s);
    row("no answer in time", Error{ErrorKind::Timeout, {}}, 1, 2s);
    row("too many: half a minute", Error{ErrorKind::TooManyRequests, {}}, 1, 30s);
    row("as long as they ask for", Error{ErrorKind::TooManyRequests, {}, 45s}, 1, 45s);
    row("too long to wait for", Error{ErrorKind::TooManyRequests, {}, 10min}, 1, std::nullopt);
    row("often enough", Error{ErrorKind::Server, {}}, 4, std::nullopt);
    row("refused for good", Error{ErrorKind::BadInput, {}}, 1, std::nullopt);
    row("a certificate that is not theirs", Error{ErrorKind::Tls, {}}, 1, std::nullopt);
}

void TestEvents::attempts()
{
    QFETCH(Error, error);
    QFETCH(int, failures);
    QFETCH(std::optional<Duration>, least);
    const auto wait = nextEventAttempt(error, failures, {});
    QCOMPARE(wait.has_value(), least.has_value());
    if (wait)
        QVERIFY2(*wait >= *least && *wait <= 2 * *least, qPrintable(QString::number(wait->count())));
}

void TestEvents::sentOverHttp()
{
    LoopbackServer server;
    server.on("/eu/v2/enqueue", LoopbackServer::answer(202, accepted));
    FakeClock clock;
    const auto transport = std::make_shared<QnamTransport>(clock);
    const auto key = waited(sendEvent(transport, server.url(u"/eu/"_s), routingKey, backupFailed(), clock));
    QVERIFY2(key.hasValue(), key ? "" : qPrintable(key.error().detail));
    QCOMPARE(*key, u"backup"_s);
    QCOMPARE(server.requests.size(), 1);
    QCOMPARE(server.requests[0].method, QByteArray("POST"));
    QCOMPARE(server.requests[0].target, QByteArray("/eu/v2/enqueue"));
    QCOMPARE(server.requests[0].header("Content-Type"), QByteArray("application/json"));
    QCOMPARE(server.requests[0].header("Authorization"), QByteArray()); // the key is in the body, the token goes nowhere
    QCOMPARE(QJsonDocument::fromJson(server.requests[0].body).object(), bodyOf(backupFailed()));
}

void TestEvents::refusalOverHttpNamesNoKey()
{
    LoopbackServer server;
    server.on("/v2/enqueue", LoopbackServer::answer(400, R"({"message":"what is )" + routingKey.toUtf8() + R"(?"})"));
    FakeClock clock;
    const auto transport = std::make_shared<QnamTransport>(clock);
    const auto key = waited(sendEvent(transport, server.url({}), routingKey, backupFailed(), clock));
    QVERIFY(!key);
    QCOMPARE(key.error().kind, ErrorKind::BadInput);
    QVERIFY(key.error().detail.startsWith("what is "_L1));
    QVERIFY(!key.error().detail.contains(routingKey));
}

QTEST_GUILESS_MAIN(TestEvents)
#include "tst_events.moc"
