// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/eventrequest.h"

#include "engine/controlserver.h"

#include <QJsonDocument>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

Event whole()
{
    Event event;
    event.dedupKey = u"backup"_s;
    event.summary = u"backup failed"_s;
    event.severity = Severity::Warning;
    event.host = u"web-1"_s;
    event.service = ServiceId(u"shop"_s);
    event.url = QUrl(u"https://example.com/a?b=c"_s);
    event.details = u"no space\nleft"_s;
    return event;
}

} // namespace

class TestEventRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereAndBack_data();
    void thereAndBack();
    void longestOneFits();
    void mistakes_data();
    void mistakes();
    void urgency_data();
    void urgency();
    void hostsAreRecognised_data();
    void hostsAreRecognised();
};

void TestEventRequest::thereAndBack_data()
{
    QTest::addColumn<EventAction>("action");
    QTest::addRow("trigger") << EventAction::Trigger;
    QTest::addRow("acknowledge") << EventAction::Acknowledge;
    QTest::addRow("resolve") << EventAction::Resolve;
}

void TestEventRequest::thereAndBack()
{
    QFETCH(EventAction, action);
    Event event;
    if (action == EventAction::Trigger)
        event = whole();
    event.action = action;
    event.dedupKey = u"backup"_s;
    const auto back = decodeEventRequest(eventRequest(event));
    QVERIFY(back.hasValue());
    QCOMPARE(*back, event);
}

void TestEventRequest::longestOneFits()
{
    Event event = whole();
    const QString much(300'000, QChar(1)); // six bytes each
    event.dedupKey = much.first(longestDedupKey);
    event.summary = event.host = event.details = much;
    event.service = ServiceId(much);
    event.url = QUrl(u"https://example.com/"_s + QString(300'000, u'a'));
    const QJsonObject request = eventRequest(event);
    QVERIFY(QJsonDocument(request).toJson(QJsonDocument::Compact).size() < ControlServer::longestRequest);
    const auto back = decodeEventRequest(request);
    QVERIFY(back.hasValue());
    QVERIFY(back->url.isEmpty());
    QVERIFY(back->details.endsWith(u'…'));
}

void TestEventRequest::mistakes_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addRow("no action") << u"action"_s << QJsonValue();
    QTest::addRow("another action") << u"action"_s << QJsonValue(u"escalate"_s);
    QTest::addRow("no dedup key") << u"dedupKey"_s << QJsonValue();
    QTest::addRow("a dedup key that is a number") << u"dedupKey"_s << QJsonValue(3);
    QTest::addRow("no summary") << u"summary"_s << QJsonValue();
    QTest::addRow("an unknown severity is not taken for another") << u"severity"_s << QJsonValue(u"bad"_s);
}

void TestEventRequest::mistakes()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QJsonObject request = eventRequest(whole());
    request.insert(key, value);
    const auto event = decodeEventRequest(request);
    QVERIFY(!event);
    QCOMPARE(event.error().kind, ErrorKind::BadInput);
}

void TestEventRequest::urgency_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<Severity>("severity");
    QTest::addColumn<Urgency>("expected");
    QTest::addRow("critical pages") << QString() << Severity::Critical << Urgency::High;
    QTest::addRow("an error pages") << QString() << Severity::Error << Urgency::High;
    QTest::addRow("a warning does not") << QString() << Severity::Warning << Urgency::Low;
    QTest::addRow("neither does an information") << QString() << Severity::Info << Urgency::Low;
    QTest::addRow("the service decides, though it is critical") << u"blog"_s << Severity::Critical << Urgency::Low;
    QTest::addRow("the service decides, though it is a warning") << u"shop"_s << Severity::Warning << Urgency::High;
    QTest::addRow("a service that nobody knows decides nothing") << u"shpo"_s << Severity::Critical << Urgency::High;
}

void TestEventRequest::urgency()
{
    QFETCH(QString, service);
    QFETCH(Severity, severity);
    QFETCH(Urgency, expected);
    Configuration configuration;
    configuration.services.append(ServiceEntry{Service{ServiceId(u"shop"_s), {}, Urgency::High}, {}});
    configuration.services.append(ServiceEntry{Service{ServiceId(u"blog"_s), {}, Urgency::Low}, {}});
    Event event = whole();
    event.service = ServiceId(service);
    event.severity = severity;
    const Condition condition = eventCondition(event, configuration, {});
    QCOMPARE(condition.urgency, expected);
    QCOMPARE(condition.severity, severity);
    QCOMPARE(condition.service, ServiceId(service));
    QCOMPARE(condition.verdict, Verdict::Firing);
    QCOMPARE(condition.dedupKey, u"event/backup"_s);
    QCOMPARE(condition.title, event.summary);
    QCOMPARE(condition.text, event.details);
    QCOMPARE(condition.url, event.url);
}

void TestEventRequest::hostsAreRecognised_data()
{
    QTest::addColumn<QString>("named");
    QTest::addColumn<QString>("expected");
    QTest::addRow("by its name") << u"web-1"_s << u"local:web-1"_s;
    QTest::addRow("by its id") << u"local:web-1"_s << u"local:web-1"_s;
    QTest::addRow("one that nobody watches") << u"web-2"_s << u"web-2"_s;
    QTest::addRow("none") << QString() << QString();
}

void TestEventRequest::hostsAreRecognised()
{
    QFETCH(QString, named);
    QFETCH(QString, expected);
    Host host;
    host.id = HostId(u"local:web-1"_s);
    host.name = u"web-1"_s;
    Event event = whole();
    event.host = named;
    QCOMPARE(eventCondition(event, {}, {host}).host, HostId(expected));
}

QTEST_GUILESS_MAIN(TestEventRequest)
#include "tst_eventrequest.moc"
