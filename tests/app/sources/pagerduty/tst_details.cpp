// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/qnamtransport.h"
#include "sources/pagerduty/details.h"
#include "support/fakeclock.h"
#include "support/pagerdutyaccess.h"
#include "support/pagerdutyserver.h"
#include "support/waited.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestDetails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void payload_data();
    void payload();
    void severity_data();
    void severity();
    void linksAreForBrowsers();
    void oneBadAlertLeavesTheOthers();
    void respondersOnce();
    void relativesSayWhy();

    void everythingOfOneIncident();
    void whatThePlanLacksIsHiddenAndNotAskedAgain();
    void aPartThatFailsIsALine_data();
    void aPartThatFailsIsALine();
    void anAccountThatIsClosedEndsTheLook_data();
    void anAccountThatIsClosedEndsTheLook();
    void anotherTeamsIncidentIsNotFound();
    void unchangedIncidentsCostTwoRequests();
    void aChangeIsSeenAtOnce_data();
    void aChangeIsSeenAtOnce();
    void longTimelinesAreCut();
};

namespace {

QJsonValue json(const QByteArray &text)
{
    return QJsonDocument::fromJson("[" + text + "]").array().at(0);
}

Expected<pagerduty::AlertParts> alerts(const QByteArray &rows)
{
    const auto document = JsonDocument::parse(R"({"alerts":[)" + rows + "]}");
    return document ? pagerduty::readAlerts(document->root()) : Expected<pagerduty::AlertParts>(document.error());
}

// A look at the start world's first incident, the one that has everything.
struct Bench
{
    FakeClock clock;
    PagerDutyServer server{[this] { return clock.now(); }};
    std::shared_ptr<QnamTransport> transport = std::make_shared<QnamTransport>(clock);
    std::shared_ptr<pagerduty::DetailsMemory> memory = std::make_shared<pagerduty::DetailsMemory>();
    QString id = server.world().incidents().constFirst()->id;

    Expected<IncidentDetails> look(const QString &incident = {})
    {
        server.forgetRequests();
        return waited(pagerduty::fetchDetails(
            accountGet(transport, server.url(), pd::yourKey), incident.isEmpty() ? id : incident, clock.now(), memory));
    }
    QStringList asked() const
    {
        QStringList paths;
        for (const PagerDutyServer::Request &request : server.requests())
            paths.append(QString::fromUtf8(request.path).section(u'/', 3));
        return paths;
    }
};

} // namespace

void TestDetails::payload_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QJsonValue>("payload");
    QTest::newRow("the event's own fields") << QByteArray(R"({"details":{"lag":340,"slot":"db_2","in":{"a":[1,true,null]}}})")
                                            << json(R"({"lag":340,"slot":"db_2","in":{"a":[1,true,null]}})");
    QTest::newRow("with where it came from") << QByteArray(
        R"({"details":{"lag":1},"cef_details":{"details":{"lag":340},"source_origin":"db-2","source_component":"pg","client":null}})")
                                             << json(R"({"lag":340,"source":"db-2","component":"pg"})");
    QTest::newRow("a field of the event's is not written over")
        << QByteArray(R"({"cef_details":{"details":{"source":"mine"},"source_origin":"db-2"}})") << json(R"({"source":"mine"})");
    QTest::newRow("text") << QByteArray(R"({"details":"it broke"})") << json(R"({"details":"it broke"})");
    QTest::newRow("JSON in a text") << QByteArray(R"({"details":"{\"lag\":340}"})") << json(R"({"lag":340})");
    QTest::newRow("a list") << QByteArray(R"({"details":[1,2]})") << json(R"({"details":[1,2]})");
    QTest::newRow("integers beyond doubles stay exact")
        << QByteArray(R"({"details":{"id":9007199254740993}})") << QJsonValue(QJsonObject{{u"id"_s, 9007199254740993LL}});
    QTest::newRow("nothing") << QByteArray(R"({"details":{}})") << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("null") << QByteArray(R"(null)") << QJsonValue(QJsonValue::Undefined);
}

void TestDetails::payload()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QJsonValue, payload);
    const auto parts = alerts(R"({"id":"A1","body":)" + body + "}");
    QVERIFY(parts);
    QCOMPARE(parts->alerts.rows.size(), 1);
    QCOMPARE(parts->alerts.rows.constFirst().payload, payload);
}

void TestDetails::severity_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<Severity>("severity");
    QTest::newRow("critical") << QByteArray(R"("severity":"critical")") << Severity::Critical;
    QTest::newRow("info") << QByteArray(R"("severity":"info")") << Severity::Info;
    QTest::newRow("only in the event") << QByteArray(R"("severity":null,"body":{"cef_details":{"severity":"error"}})") << Severity::Error;
    QTest::newRow("an unknown word is unknown") << QByteArray(R"("severity":"apocalyptic")") << Severity::Unknown;
    QTest::newRow("none") << QByteArray(R"("severity":null)") << Severity::Unknown;
}

void TestDetails::severity()
{
    QFETCH(const QByteArray, fields);
    const auto parts = alerts(R"({"id":"A1",)" + fields + "}");
    QVERIFY(parts);
    QTEST(parts->alerts.rows.constFirst().severity, "severity");
}

void TestDetails::linksAreForBrowsers()
{
    const QByteArray body = R"({"contexts":[
        {"type":"link","href":"https://run.example.com/1","text":"Runbook"},
        {"type":"link","href":"https://run.example.com/1","text":"again"},
        {"type":"link","href":"javascript:alert;","text":"no"},
        {"type":"link","href":"file:///etc/passwd"},
        {"type":"link"},
        {"type":"image","src":"https://graphs.example.com/1.png","href":"https://graphs.example.com/1","alt":"5xx"}],
        "cef_details":{"client":"Nagios","client_url":"https://nagios.example.com/"}})";
    const auto parts = alerts(R"({"id":"A1","body":)" + body + "}");
    QVERIFY(parts);
    const QList<WebLink> expected{{QUrl(u"https://run.example.com/1"_s), u"Runbook"_s, false},
        {QUrl(u"https://graphs.example.com/1.png"_s), u"5xx"_s, true}, {QUrl(u"https://graphs.example.com/1"_s), u"5xx"_s, false},
        {QUrl(u"https://nagios.example.com/"_s), u"Nagios"_s, false}};
    QCOMPARE(parts->links, expected);
}

void TestDetails::oneBadAlertLeavesTheOthers()
{
    const auto parts = alerts(R"({"summary":"without an id"},{"id":"A2","summary":"good","status":"resolved"},"text")");
    QVERIFY(parts);
    QCOMPARE(parts->alerts.rows.size(), 1);
    QCOMPARE(parts->alerts.rows.constFirst().state, IncidentState::Resolved);
    QCOMPARE(parts->alerts.skipped, 2);
}

void TestDetails::respondersOnce()
{
    const auto document = JsonDocument::parse(R"({"incident":{"incidents_responders":[
        {"state":"pending","user":{"id":"PA","summary":"Ann"}},{"state":"declined","user":{"id":"PB","summary":"Bea"}},
        {"state":"joined","user":{"id":"PA","summary":"Ann"}},{"state":"joined","user":null}],
        "conference_bridge":{"conference_number":"+1 415 555","conference_url":"ftp://no"}}})");
    QVERIFY(document);
    const auto parts = pagerduty::readIncident(document->root());
    QVERIFY(parts);
    const QList<Responder> expected{{{PersonId(u"PA"_s), u"Ann"_s}, u"joined"_s}, {{PersonId(u"PB"_s), u"Bea"_s}, u"declined"_s}};
    QCOMPARE(parts->responders, expected);
    QCOMPARE(parts->conferenceNumber, u"+1 415 555"_s);
    QVERIFY(parts->conferenceUrl.isEmpty());
}

void TestDetails::relativesSayWhy()
{
    const auto document
        = JsonDocument::parse(R"({"related_incidents":[{"incident":{"id":"P2","title":"Also","created_at":"2026-01-05T03:00:00Z"},
        "relationships":[{"type":"machine_learning_inferred","metadata":{"grouping_classification":"similar_contents"}},
        {"type":"service_dependency","metadata":{}},{"type":"odd_reason"}]}],
        "change_events":[{"id":"C1","summary":"older","timestamp":"2026-01-05T01:00:00Z","correlation_reason":{"reason":"related_service"}},
        {"id":"C2","summary":"newer","timestamp":"2026-01-05T02:00:00Z","links":[{"href":"https://build.example.com/2"}]}]})");
    QVERIFY(document);
    const auto related = pagerduty::readRelated(document->root());
    QVERIFY(related);
    QCOMPARE(related->rows.constFirst().why, u"similar contents, their services depend on each other, odd reason"_s);
    const auto changes = pagerduty::readChanges(document->root());
    QVERIFY(changes);
    QCOMPARE(changes->rows.at(0).title, u"newer"_s);
    QCOMPARE(changes->rows.at(0).url, QUrl(u"https://build.example.com/2"_s));
    QCOMPARE(changes->rows.at(1).why, u"of a related service"_s);
}

void TestDetails::everythingOfOneIncident()
{
    Bench bench;
    bench.server.world().addNote(bench.id, u"looking at it"_s, pd::you);
    bench.server.world().edit(bench.id)->responders.append({pd::lead, pd::you, u"joined"_s, u"please"_s, bench.clock.now()});
    const auto details = bench.look();
    QVERIFY(details);
    QCOMPARE(details->problems, QStringList());
    QCOMPARE(bench.asked().size(), 7);
    QCOMPARE(details->alerts.size(), 1);
    QCOMPARE(details->alerts.constFirst().severity, Severity::Critical);
    QCOMPARE(details->alerts.constFirst().payload[u"upstream"_s][u"of"_s].toInt(), 6);
    QCOMPARE(details->alerts.constFirst().payload[u"source"_s].toString(), u"web-1.example.com"_s);
    QVERIFY(std::ranges::any_of(details->links, [](const WebLink &link) { return link.isImage; }));
    QVERIFY(details->events.size() >= 3);
    QVERIFY(details->events.constFirst().text.startsWith("Triggered"_L1));
    QVERIFY(std::ranges::is_sorted(details->events, {}, &SourceEvent::at));
    const auto says = [&details](const QString &text) {
        return std::ranges::any_of(details->events, [&](const SourceEvent &event) { return event.text == text; });
    };
    QVERIFY(says(u"Note by you: looking at it"_s));
    QVERIFY(says(u"Customers affected set to 1200"_s));
    QCOMPARE(details->notes, (QList<IncidentNote>{{bench.clock.now(), u"you"_s, u"looking at it"_s}}));
    QCOMPARE(details->responders, (QList<Responder>{{{PersonId(pd::lead), u"lead"_s}, u"joined"_s}}));
    QCOMPARE(details->past.size(), 2);
    QCOMPARE(details->related.size(), 1);
    QCOMPARE(details->changes.size(), 1);
    QCOMPARE(details->changes.constFirst().title, u"Deployed main site 2041"_s);
    QCOMPARE(details->conferenceUrl, QUrl(u"https://meet.example.com/main-site"_s));
}

void TestDetails::whatThePlanLacksIsHiddenAndNotAskedAgain()
{
    Bench bench;
    bench.server.world().abilities.removeAll(u"event_intelligence"_s);
    const auto first = bench.look();
    QVERIFY(first);
    QCOMPARE(first->problems, QStringList());
    QVERIFY(first->past.isEmpty() && first->related.isEmpty() && first->changes.isEmpty());
    QCOMPARE(bench.asked().size(), 7);

    QVERIFY(bench.look(bench.server.world().incidents().at(1)->id));
    QCOMPARE(bench.asked().size(), 4);

    // The plan may grow.
    bench.clock.advance(pagerduty::DetailsMemory::planAskedEvery);
    bench.server.world().abilities.append(u"event_intelligence"_s);
    const auto later = bench.look();
    QVERIFY(later);
    QCOMPARE(later->past.size(), 2);
}

void TestDetails::aPartThatFailsIsALine_data()
{
    QTest::addColumn<QByteArray>("below");
    QTest::addColumn<int>("bad");
    QTest::addColumn<QString>("line");
    const auto html = static_cast<int>(PagerDutyServer::Bad::Html);
    const auto status = static_cast<int>(PagerDutyServer::Bad::Status);
    QTest::newRow("the incident itself") << QByteArray() << status << u"Responders and conference"_s;
    QTest::newRow("alerts") << QByteArray("/alerts") << html << u"Alerts"_s;
    QTest::newRow("log") << QByteArray("/log_entries") << status << u"The timeline"_s;
    QTest::newRow("notes") << QByteArray("/notes") << html << u"Notes"_s;
    QTest::newRow("past incidents") << QByteArray("/past_incidents") << status << u"Past incidents"_s;
    QTest::newRow("changes") << QByteArray("/related_change_events") << html << u"Changes"_s;
}

void TestDetails::aPartThatFailsIsALine()
{
    QFETCH(const QByteArray, below);
    QFETCH(const int, bad);
    QFETCH(const QString, line);
    Bench bench;
    bench.server.fail(
        {.path = "/incidents/" + bench.id.toUtf8() + below, .bad = static_cast<PagerDutyServer::Bad>(bad), .status = bad == 0 ? 503 : 200});
    const auto details = bench.look();
    QVERIFY(details);
    QCOMPARE(details->problems.size(), 1);
    QVERIFY2(details->problems.constFirst().startsWith(line), qPrintable(details->problems.constFirst()));
    QCOMPARE(bench.asked().size(), 7);
    QCOMPARE(details->alerts.isEmpty(), below == "/alerts");
    QCOMPARE(details->events.isEmpty(), below == "/log_entries");

    // What failed is asked again.
    const auto again = bench.look();
    QVERIFY(again);
    QCOMPARE(again->problems, QStringList());
    QCOMPARE(bench.asked().size(), 7);
}

void TestDetails::anAccountThatIsClosedEndsTheLook_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("429 is not answered with six more requests") << 429 << ErrorKind::TooManyRequests;
}

void TestDetails::anAccountThatIsClosedEndsTheLook()
{
    QFETCH(const int, status);
    Bench bench;
    bench.server.fail({.path = "/incidents/" + bench.id.toUtf8() + "/log_entries", .status = status});
    const auto details = bench.look();
    QVERIFY(details);
    QCOMPARE(details->problems.size(), 1);
    QCOMPARE(bench.asked(), (QStringList{QString(), u"log_entries"_s}));

    bench.server.fail({.path = "/incidents/" + bench.id.toUtf8(), .status = status});
    const auto none = bench.look();
    QVERIFY(!none);
    QTEST(none.error().kind, "kind");
    QCOMPARE(bench.asked().size(), 1);
}

void TestDetails::anotherTeamsIncidentIsNotFound()
{
    Bench bench;
    bench.server.world().edit(bench.id)->isHidden = true;
    const auto details = bench.look();
    QVERIFY(!details);
    QCOMPARE(details.error().kind, ErrorKind::NotFound);
}

void TestDetails::unchangedIncidentsCostTwoRequests()
{
    Bench bench;
    const auto first = bench.look();
    QVERIFY(first);
    bench.clock.advance(1min);
    const auto second = bench.look();
    QVERIFY(second);
    QCOMPARE(*second, *first);
    QCOMPARE(bench.asked(), (QStringList{QString(), u"log_entries"_s}));

    // Changes and past incidents may come without the incident changing.
    bench.clock.advance(pagerduty::DetailsMemory::partsGoodFor);
    bench.server.world().edit(bench.id)->changeEvents.clear();
    const auto later = bench.look();
    QVERIFY(later);
    QVERIFY(later->changes.isEmpty());
}

void TestDetails::aChangeIsSeenAtOnce_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("a note") << u"note"_s;
    QTest::newRow("an acknowledgement") << u"status"_s;
    QTest::newRow("an alert") << u"alert"_s;
}

void TestDetails::aChangeIsSeenAtOnce()
{
    QFETCH(const QString, what);
    Bench bench;
    const auto first = bench.look();
    QVERIFY(first);
    bench.clock.advance(1s);
    pd::World &world = bench.server.world();
    if (what == "note"_L1)
        world.addNote(bench.id, u"new"_s, pd::backup);
    else if (what == "status"_L1)
        QVERIFY(!world.change(bench.id, {.status = u"acknowledged"_s}, pd::backup));
    else
        world.edit(bench.id)->alerts.append(pd::Alert{.id = u"PNEW"_s, .summary = u"one more"_s, .created = bench.clock.now()});
    const auto second = bench.look();
    QVERIFY(second);
    QCOMPARE(bench.asked().size(), 7);
    QVERIFY(*second != *first);
}

void TestDetails::longTimelinesAreCut()
{
    Bench bench;
    pd::Incident &incident = *bench.server.world().edit(bench.id);
    for (int i = 0; i < 450; ++i)
        bench.server.world().addLog(
            incident, {.type = u"annotate_log_entry"_s, .at = bench.clock.now() + i * 1s, .note = QString::number(i)});
    bench.clock.advance(10min);
    const auto details = bench.look();
    QVERIFY(details);
    QCOMPARE(details->events.size(), 300);
    // The latest stay, among them what PagerDuty did itself meanwhile.
    const auto says = [&](QLatin1StringView end) {
        return std::ranges::any_of(details->events, [end](const SourceEvent &event) { return event.text.endsWith(end); });
    };
    QVERIFY(says(": 449"_L1));
    QVERIFY(!says(": 10"_L1));
    QCOMPARE(details->problems.size(), 1);
    QCOMPARE(bench.asked().size(), 9);
}

QTEST_GUILESS_MAIN(TestDetails)
#include "tst_details.moc"
