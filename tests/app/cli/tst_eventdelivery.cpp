// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/eventdelivery.h"

#include "support/fakeclock.h"
#include "support/fakesecrets.h"
#include "support/faketransport.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString path = u"/v2/enqueue"_s;
const QByteArray accepted = R"({"status":"success","message":"Event processed","dedup_key":"backup"})";

struct Bench
{
    Bench() : transport(std::make_shared<FakeTransport>())
    {
        secrets.stored.insert(u"pd/routing-key"_s, u"e93facc04764012d7bfb002500d5d1a6\n"_s);
        event.dedupKey = u"backup"_s;
        event.summary = u"backup failed"_s;
        event.host = u"web-1"_s;
    }

    void start() { delivery.start(EventTarget{SourceId(u"pd"_s), QUrl(u"https://events.example.com"_s)}, event); }

    FakeClock clock;
    FakeSecrets secrets;
    std::shared_ptr<FakeTransport> transport;
    Event event;
    EventDelivery delivery{transport, secrets, clock, EventPace{.first = 1ms, .ceiling = 2ms, .afterTooMany = 1ms}};
    QSignalSpy isAccepted{&delivery, &EventDelivery::accepted};
    QSignalSpy isPostponed{&delivery, &EventDelivery::postponed};
    QSignalSpy isFailed{&delivery, &EventDelivery::failed};
};

} // namespace

class TestEventDelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void targets_data();
    void targets();
    void acceptedAtOnce();
    void sentAgainWithTheSameKey_data();
    void sentAgainWithTheSameKey();
    void givenUpAfterSomeAttempts();
    void refusalIsFinal();
    void nothingIsSentWithoutARoutingKey_data();
    void nothingIsSentWithoutARoutingKey();
};

void TestEventDelivery::targets_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("base"); // empty: refused
    QTest::addColumn<ErrorKind>("kind");
    QTest::addRow("the service that everybody uses") << u"pd"_s << u"https://events.pagerduty.com"_s << ErrorKind::Cancelled;
    QTest::addRow("an address of its own") << u"eu"_s << u"https://events.eu.pagerduty.com"_s << ErrorKind::Cancelled;
    QTest::addRow("a source of another kind") << u"local"_s << QString() << ErrorKind::BadInput;
    QTest::addRow("no such source") << u"dp"_s << QString() << ErrorKind::NotFound;
}

void TestEventDelivery::targets()
{
    QFETCH(QString, source);
    QFETCH(QString, base);
    QFETCH(ErrorKind, kind);
    Configuration configuration;
    const auto add = [&configuration](const QString &id, const QString &of, const FieldValues &values) {
        SourceEntry entry;
        entry.id = SourceId(id);
        entry.kind = of;
        entry.values = values;
        configuration.sources.append(entry);
    };
    add(u"local"_s, u"local"_s, {});
    add(u"pd"_s, u"pagerduty"_s, {});
    add(u"eu"_s, u"pagerduty"_s, {{u"events-url"_s, u"https://events.eu.pagerduty.com"_s}});
    const auto target = eventTargetFor(SourceId(source), configuration);
    QCOMPARE(target.hasValue(), !base.isEmpty());
    if (target) {
        QCOMPARE(*target, (EventTarget{SourceId(source), QUrl(base)}));
        QCOMPARE(target->routingKey().environmentVariable(), u"NIGHTBELL_SECRET_%1_ROUTING_KEY"_s.arg(source.toUpper()));
    } else {
        QCOMPARE(target.error().kind, kind);
        QVERIFY(target.error().detail.contains(source));
    }
}

void TestEventDelivery::acceptedAtOnce()
{
    Bench bench;
    bench.transport->answer("POST", path, 202, accepted);
    bench.start();
    QTRY_COMPARE(bench.isAccepted.size(), 1);
    QCOMPARE(bench.isAccepted[0][0].toString(), u"backup"_s);
    QCOMPARE(bench.transport->requests.size(), 1);
    QCOMPARE(bench.transport->requests[0].url, QUrl(u"https://events.example.com/v2/enqueue"_s));
    const QJsonDocument body = QJsonDocument::fromJson(bench.transport->requests[0].body);
    QCOMPARE(body["routing_key"_L1].toString(), u"e93facc04764012d7bfb002500d5d1a6"_s); // without the end of the line
}

void TestEventDelivery::sentAgainWithTheSameKey_data()
{
    QTest::addColumn<int>("status"); // 0: no answer
    QTest::addRow("too many") << 429;
    QTest::addRow("their fault") << 502;
    QTest::addRow("not reached") << 0;
}

void TestEventDelivery::sentAgainWithTheSameKey()
{
    QFETCH(int, status);
    Bench bench;
    if (status == 0)
        bench.transport->answer("POST", path, Error{ErrorKind::Unreachable, {}});
    else
        bench.transport->answer("POST", path, status, {});
    bench.transport->answer("POST", path, 202, accepted);
    bench.start();
    QTRY_COMPARE(bench.isAccepted.size(), 1);
    QCOMPARE(bench.isPostponed.size(), 1);
    QVERIFY(bench.isFailed.isEmpty());
    QCOMPARE(bench.transport->requests.size(), 2);
    QCOMPARE(bench.transport->requests[0].body, bench.transport->requests[1].body);
}

void TestEventDelivery::givenUpAfterSomeAttempts()
{
    Bench bench;
    bench.transport->answer("POST", path, 500, {});
    bench.start();
    QTRY_COMPARE(bench.isFailed.size(), 1);
    QCOMPARE(bench.isFailed[0][0].value<Error>().kind, ErrorKind::Server);
    QCOMPARE(bench.transport->requests.size(), EventPace().attempts);
    QVERIFY(bench.isAccepted.isEmpty());
}

void TestEventDelivery::refusalIsFinal()
{
    Bench bench;
    bench.transport->answer("POST", path, 400, R"({"message":"Event object is invalid"})");
    bench.start();
    QTRY_COMPARE(bench.isFailed.size(), 1);
    QCOMPARE(bench.isFailed[0][0].value<Error>(), (Error{ErrorKind::BadInput, u"Event object is invalid"_s}));
    QCOMPARE(bench.transport->requests.size(), 1);
}

void TestEventDelivery::nothingIsSentWithoutARoutingKey_data()
{
    QTest::addColumn<std::optional<Error>>("failure");
    QTest::addRow("none is stored") << std::optional<Error>();
    QTest::addRow("there is no keychain") << std::optional(Error{ErrorKind::Unavailable, {}});
}

void TestEventDelivery::nothingIsSentWithoutARoutingKey()
{
    QFETCH(std::optional<Error>, failure);
    Bench bench;
    bench.secrets.stored.clear();
    bench.secrets.failure = failure;
    bench.start();
    QTRY_COMPARE(bench.isFailed.size(), 1);
    QVERIFY(bench.isFailed[0][0].value<Error>().detail.contains("NIGHTBELL_SECRET_PD_ROUTING_KEY"_L1));
    QVERIFY(bench.transport->requests.isEmpty());
}

QTEST_GUILESS_MAIN(TestEventDelivery)
#include "tst_eventdelivery.moc"
