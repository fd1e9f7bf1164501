// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/datadog/downtimes.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace nightbell;
using namespace nightbell::datadog;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestDowntimes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scopesReachTags_data();
    void scopesReachTags();
    void scopesAreSpelled_data();
    void scopesAreSpelled();
    void bodiesAreAsDocumented();
    void messagesAreReadAgain();
    void oneBrokenElementHidesNoOther();
    void whatHasEndedKeepsNothingQuiet();
};

void TestDowntimes::scopesReachTags_data()
{
    QTest::addColumn<QString>("scope");
    QTest::addColumn<bool>("reaches");
    QTest::newRow("everything") << u"*"_s << true;
    QTest::newRow("one tag") << u"host:web-1"_s << true;
    QTest::newRow("in quotes") << u"host:\"web-1\""_s << true;
    QTest::newRow("two tags") << u"host:web-1 AND env:prod"_s << true;
    QTest::newRow("two tags in the old spelling") << u"host:web-1,env:prod"_s << true;
    QTest::newRow("another host") << u"host:web-2"_s << false;
    QTest::newRow("one of two is another") << u"host:web-1 AND env:dev"_s << false;
    QTest::newRow("the beginning of a value only") << u"host:web"_s << false;
    QTest::newRow("what is not understood mutes nothing: OR") << u"host:web-1 OR host:web-2"_s << false;
    QTest::newRow("NOT") << u"NOT host:web-2"_s << false;
    QTest::newRow("a wildcard") << u"host:web-*"_s << false;
    QTest::newRow("nothing") << QString() << false;
}

void TestDowntimes::scopesReachTags()
{
    QFETCH(QString, scope);
    QTEST(scopeReaches(scope, {u"env:prod"_s, u"host:web-1"_s, u"service:shop"_s}), "reaches");
}

void TestDowntimes::scopesAreSpelled_data()
{
    QTest::addColumn<QStringList>("tags");
    QTest::addColumn<QString>("scope");
    QTest::newRow("none") << QStringList() << u"*"_s;
    QTest::newRow("one") << QStringList{u"host:web-1"_s} << u"host:web-1"_s;
    QTest::newRow("two") << QStringList{u"env:prod"_s, u"host:web-1"_s} << u"env:prod AND host:web-1"_s;
    QTest::newRow("with blanks") << QStringList{u"name:a b"_s} << u"name:\"a b\""_s;
    QTest::newRow("nothing gets out of its quotes") << QStringList{u"name:a\" OR host:\"*"_s} << u"name:\"a OR host:*\""_s;
    QTest::newRow("no key") << QStringList{u"web"_s} << u"web"_s;
}

void TestDowntimes::scopesAreSpelled()
{
    QFETCH(QStringList, tags);
    QTEST(scopeOf(tags), "scope");
}

void TestDowntimes::bodiesAreAsDocumented()
{
    const TimePoint end = *fromIso(u"2026-01-05T04:00:00Z"_s);
    const QJsonObject made
        = QJsonDocument::fromJson(createBody({.scope = u"host:a"_s, .monitor = 9'007'199'254'740'993, .end = end, .message = u"why"_s}))
              .object();
    const QJsonObject data = made[u"data"_s].toObject();
    const QJsonObject attributes = data[u"attributes"_s].toObject();
    QCOMPARE(data[u"type"_s].toString(), u"downtime"_s);
    QCOMPARE(attributes[u"scope"_s].toString(), u"host:a"_s);
    QCOMPARE(attributes[u"monitor_identifier"_s][u"monitor_id"_s].toInteger(), 9'007'199'254'740'993);
    QCOMPARE(attributes[u"schedule"_s][u"end"_s].toString(), u"2026-01-05T04:00:00+00:00"_s);
    QVERIFY(createBody({.scope = u"*"_s, .monitor = 9'007'199'254'740'993, .end = end, .message = {}}).contains("9007199254740993"));
    const QJsonObject all
        = QJsonDocument::fromJson(createBody({.scope = u"host:a"_s, .monitor = std::nullopt, .end = end, .message = {}})).object();
    QCOMPARE(all[u"data"_s][u"attributes"_s][u"monitor_identifier"_s][u"monitor_tags"_s][0].toString(), u"*"_s);
    const QJsonObject longer = QJsonDocument::fromJson(prolongBody(u"an-id"_s, end, u"why"_s)).object();
    QCOMPARE(longer[u"data"_s][u"id"_s].toString(), u"an-id"_s);
    QCOMPARE(longer[u"data"_s][u"attributes"_s][u"schedule"_s][u"end"_s].toString(), u"2026-01-05T04:00:00+00:00"_s);
}

void TestDowntimes::messagesAreReadAgain()
{
    for (const Purpose purpose : {Purpose::Acknowledged, Purpose::Muted}) {
        for (const QString &reason : {QString(), u"new: kernel"_s}) {
            const QJsonObject attributes{{u"message"_s, messageOf(purpose, u"Ann"_s, reason)}};
            const QJsonObject data{{u"id"_s, u"x"_s}, {u"attributes"_s, attributes}};
            const auto answer = readDowntimes(QJsonDocument(QJsonObject{{u"data"_s, data}}).toJson());
            QVERIFY(answer && answer->downtimes.size() == 1);
            QCOMPARE(answer->downtimes[0].purpose, purpose);
            QCOMPARE(answer->downtimes[0].who, u"Ann"_s);
        }
    }
}

void TestDowntimes::oneBrokenElementHidesNoOther()
{
    const auto answer = readDowntimes(
        R"({"data":[null,{"id":7,"attributes":{}},{"id":"b","attributes":null},{"id":"c","attributes":{"scope":null,"schedule":{"start":"2023-05-22T03:06:54.072998+00:00","end":null}}}]})");
    QVERIFY(answer);
    QCOMPARE(answer->downtimes.size(), 1);
    QCOMPARE(answer->skipped, 3);
    QCOMPARE(answer->downtimes[0].start, fromIso(u"2023-05-22T03:06:54.073Z"_s));
    QVERIFY(!answer->downtimes[0].end);
    QVERIFY(!readDowntimes("{}"));
    QVERIFY(!readDowntimes("not JSON"));
}

// A list can be older than the ends in it, where Datadog does not give another one.
void TestDowntimes::whatHasEndedKeepsNothingQuiet()
{
    const TimePoint now = fromMilliseconds(1'800'000'000'000);
    Downtime downtime;
    downtime.status = u"active"_s;
    QCOMPARE(inForce({downtime}, now).size(), 1); // without an end
    downtime.end = now + std::chrono::minutes(5);
    QCOMPARE(inForce({downtime}, now).size(), 1);
    QVERIFY(inForce({downtime}, now + std::chrono::minutes(7)).isEmpty());
    downtime.status = u"scheduled"_s;
    QVERIFY(inForce({downtime}, now).isEmpty());
}

QTEST_GUILESS_MAIN(TestDowntimes)
#include "tst_downtimes.moc"
