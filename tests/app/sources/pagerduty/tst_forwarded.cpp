// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/pagerduty/forwarded.h"

#include "base/json.h"
#include "domain/mark.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::pagerduty;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QStringList marksIn(const QByteArray &alerts)
{
    const auto document = JsonDocument::parse("{\"alerts\":[" + alerts + "]}");
    return document ? readForwarded(document->root()) : QStringList{u"not JSON"_s};
}

ReadIncident row(const QString &id, int alerts = 1, TimePoint created = {})
{
    ReadIncident read;
    read.handle.id = id;
    read.handle.alerts = alerts;
    read.incident.id = IncidentId(u"pd:"_s + id);
    read.incident.created = created;
    return read;
}

} // namespace

class TestForwarded : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAlertSaysWhatItWasMadeFrom_data();
    void anAlertSaysWhatItWasMadeFrom();
    void eachIncidentIsAskedOnce();
    void aFailureRests();
    void thereIsALimitAndAnOrder();
};

void TestForwarded::anAlertSaysWhatItWasMadeFrom_data()
{
    QTest::addColumn<QByteArray>("alerts");
    QTest::addColumn<QStringList>("marks");
    const QString web1 = u"monitor datadoghq.com/72563 host:web-1"_s;
    QTest::newRow("the link of the sender") << QByteArray(R"({"id":"A","alert_key":"k","body":{"cef_details":{"client":"Datadog",
        "client_url":"https://app.datadoghq.com/monitors#72563?to_ts=1&group=host%3Aweb-1&from_ts=0"}}})")
                                            << QStringList{web1};
    QTest::newRow("a key that is unique") << QByteArray(R"({"id":"A","alert_key":"518bc812f69e4f0cbe3369c8bb809639"})")
                                          << QStringList{u"key 518bc812f69e4f0cbe3369c8bb809639"_s};
    QTest::newRow("the only monitor among links") << QByteArray(R"({"id":"A","body":{"contexts":[
        {"type":"link","text":"Monitor Status","href":"https://app.datadoghq.com/monitors/72563?group=host%3Aweb-1"},
        {"type":"link","href":"https://app.datadoghq.com/monitors/triggered"},
        {"type":"image","src":"https://p.datadoghq.com/a.png","href":"https://app.datadoghq.com/monitors/72563?group=host%3Aweb-1"}]}})")
                                                  << QStringList{web1};
    QTest::newRow("links to two monitors leave a doubt") << QByteArray(R"({"id":"A","body":{"contexts":[
        {"type":"link","href":"https://app.datadoghq.com/monitors/1"},{"type":"link","href":"https://app.datadoghq.com/monitors/2"}]}})")
                                                         << QStringList{};
    QTest::newRow("the sender's link counts before others") << QByteArray(R"({"id":"A","body":{"cef_details":{
        "client_url":"https://app.datadoghq.com/monitors/72563?group=host%3Aweb-1",
        "contexts":[{"type":"link","href":"https://app.datadoghq.com/monitors/2"}]}}})")
                                                            << QStringList{web1};
    QTest::newRow("an event and its site") << QByteArray(R"({"id":"A","body":{"cef_details":{
        "client_url":"https://app.datadoghq.com/event/event?id=4858216653438624768","details":{"event_id":"4858216653438624768"}}}})")
                                           << QStringList{u"event datadoghq.com/4858216653438624768"_s};
    QTest::newRow("the monitor's id and its site") << QByteArray(R"({"id":"A","body":{"details":{"monitor_id":72563,"group":"host:web-1"},
        "contexts":[{"type":"link","href":"https://app.datadoghq.com/monitors/triggered"}]}})")
                                                   << QStringList{web1};
    QTest::newRow("the monitor's id alone") << QByteArray(R"({"id":"A","body":{"details":{"monitor_id":72563,"group":"host:web-1"}}})")
                                            << QStringList{};
    QTest::newRow("a number of another product's") << QByteArray(R"({"id":"A","body":{"details":{"monitor_id":72563,"group":"host:web-1"},
        "contexts":[{"type":"link","href":"https://example.com/alerts/1"}]}})")
                                                   << QStringList{};
    QTest::newRow("two alerts") << QByteArray(R"({"id":"A","body":{"cef_details":{"client_url":"https://app.datadoghq.com/monitors/1"}}},
        {"id":"B","body":{"cef_details":{"client_url":"https://app.datadoghq.com/monitors/2"}}})")
                                << QStringList{u"monitor datadoghq.com/1 *"_s, u"monitor datadoghq.com/2 *"_s};
    QTest::newRow("nulls everywhere") << QByteArray(R"({"id":null,"alert_key":null,"body":null},
        {"body":{"cef_details":null,"contexts":null,"details":null}},{"body":{"details":"text","contexts":"text","cef_details":7}},null,7)")
                                      << QStringList{};
    QTest::newRow("a link that is none") << QByteArray(R"({"body":{"cef_details":{"client_url":"file:///monitors/1"}}})") << QStringList{};
}

void TestForwarded::anAlertSaysWhatItWasMadeFrom()
{
    QFETCH(QByteArray, alerts);
    QFETCH(QStringList, marks);
    QCOMPARE(marksIn(alerts), marks);
}

void TestForwarded::eachIncidentIsAskedOnce()
{
    ForwardedMemory memory;
    const QList<ReadIncident> rows{row(u"P1"_s), row(u"P2"_s)};
    QCOMPARE(memory.wanted(rows, 0s).size(), 2);
    memory.keep(u"P1"_s, 1, {u"m"_s});
    memory.keep(u"P2"_s, 1, {});
    QVERIFY(memory.wanted(rows, 0s).isEmpty());
    QCOMPARE(memory.marksOf(u"P1"_s), QStringList{u"m"_s});
    QCOMPARE(memory.wanted({row(u"P1"_s, 2), row(u"P2"_s)}, 0s), QStringList{u"P1"_s}); // there is another alert in it
    memory.dropAllBut({row(u"P2"_s)});
    QVERIFY(memory.marksOf(u"P1"_s).isEmpty());
    QVERIFY(memory.wanted({row(u"P2"_s)}, 0s).isEmpty());
}

void TestForwarded::aFailureRests()
{
    ForwardedMemory memory;
    memory.fail(10s);
    QVERIFY(memory.wanted({row(u"P1"_s)}, 69s).isEmpty());
    QCOMPARE(memory.wanted({row(u"P1"_s)}, 70s).size(), 1);
}

void TestForwarded::thereIsALimitAndAnOrder()
{
    QList<ReadIncident> rows;
    for (int i = 0; i < 50; ++i) {
        rows.append(row(u"P"_s + QString::number(i), 1, fromMilliseconds(i)));
        if (i % 2)
            rows.last().incident.state = IncidentState::Acknowledged;
    }
    const QStringList wanted = ForwardedMemory().wanted(rows, 0s);
    QCOMPARE(wanted.size(), ForwardedMemory::mostAsked);
    QCOMPARE(wanted.constFirst(), u"P48"_s); // the newest that needs somebody
    QCOMPARE(wanted.constLast(), u"P10"_s);
}

QTEST_GUILESS_MAIN(TestForwarded)
#include "tst_forwarded.moc"
