// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/datadog/events.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace nightbell;
using namespace nightbell::datadog;
using namespace Qt::StringLiterals;

namespace {

QByteArray told(const QByteArray &id, const QByteArray &at, const QByteArray &groups, const QByteArray &title)
{
    return R"({"type":"event","id":"AgAA","attributes":{"timestamp":")" + at
        + R"(","message":"%%% \n text","attributes":{"status":"error","monitor_id":42,"monitor_groups":)" + groups + R"(,"title":")" + title
        + R"(","evt":{"id":")" + id + R"("}}}})";
}

} // namespace

class TestEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areReadOldestFirst();
    void aLargeIdStaysWhole();
    void nullsAndStrangersAreLeftOut();
    void whatIsNoListIsAnError_data();
    void whatIsNoListIsAnError();
    void onlyTheGroupsOwnAreShown();
    void theSearchSaysSinceWhen();
};

void TestEvents::areReadOldestFirst()
{
    const auto answer = readEvents(
        R"({"data":[)" + told("2", "2026-01-05T03:10:00Z", "[]", "later") + ',' + told("1", "2026-01-05T03:00:00Z", "[]", "first") + "]}");
    QVERIFY(answer);
    QCOMPARE(answer->events.size(), 2);
    QCOMPARE(answer->events[0].title, u"first"_s);
    QVERIFY(answer->events[0].at < answer->events[1].at);
}

void TestEvents::aLargeIdStaysWhole()
{
    const auto answer = readEvents(R"({"data":[)" + told("4858216653438624769", "2026-01-05T03:10:00Z", "[]", "a") + "]}");
    QCOMPARE(answer->events[0].id, u"4858216653438624769"_s); // as a double it would end in …768
}

void TestEvents::nullsAndStrangersAreLeftOut()
{
    const auto answer = readEvents(R"({"data":[{"id":null,"attributes":null},null,7,
        {"attributes":{"timestamp":null,"tags":null,"message":null,"attributes":{"monitor_id":42,"timestamp":null}}},
        {"attributes":{"timestamp":"2026-01-05T03:00:00Z","attributes":{"monitor":null,"monitor_id":null,"title":null}}},
        {"attributes":{"timestamp":"2026-01-05T03:00:00Z","attributes":{"monitor":{"id":42,"groups":null},"title":null,"evt":null}}}]})");
    QVERIFY(answer);
    QCOMPARE(answer->events.size(), 1);
    QCOMPARE(answer->skipped, 4);
    QVERIFY(!timelineOf(answer->events, 42, u"*"_s).constFirst().text.isEmpty());
}

void TestEvents::whatIsNoListIsAnError_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a page") << QByteArray("<html>");
    QTest::newRow("cut off") << QByteArray(R"({"data":[)");
    QTest::newRow("null") << QByteArray(R"({"data":null})");
}

void TestEvents::whatIsNoListIsAnError()
{
    QFETCH(QByteArray, body);
    QVERIFY(!readEvents(body));
}

void TestEvents::onlyTheGroupsOwnAreShown()
{
    const auto answer = readEvents(R"({"data":[)" + told("1", "2026-01-05T03:00:00Z", R"(["env:prod,host:web-1"])", "web-1") + ','
        + told("2", "2026-01-05T03:01:00Z", R"(["env:prod,host:web-2"])", "web-2") + ',' + told("3", "2026-01-05T03:02:00Z", "[]", "all")
        + "]}");
    const auto titles = [](const QList<SourceEvent> &lines) {
        QStringList texts;
        for (const SourceEvent &line : lines)
            texts.append(line.text);
        return texts;
    };
    QCOMPARE(titles(timelineOf(answer->events, 42, u"host:web-1,env:prod"_s)), (QStringList{u"web-1"_s, u"all"_s}));
    QVERIFY(timelineOf(answer->events, 43, u"host:web-1,env:prod"_s).isEmpty());
}

void TestEvents::theSearchSaysSinceWhen()
{
    const QJsonObject body = QJsonDocument::fromJson(eventsBody(fromMilliseconds(1'767'581'000'000))).object();
    QCOMPARE(body[u"filter"_s][u"from"_s].toString(), toIso(fromMilliseconds(1'767'581'000'000)));
    QCOMPARE(body[u"filter"_s][u"query"_s].toString(), u"source:alert"_s);
    QCOMPARE(body[u"page"_s][u"limit"_s].toInt(), 1000);
}

QTEST_GUILESS_MAIN(TestEvents)
#include "tst_events.moc"
