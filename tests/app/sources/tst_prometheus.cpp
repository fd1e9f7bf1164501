// SPDX-License-Identifier: GPL-3.0-or-later
// The source as the engine uses it, over a transport whose answers the test writes.
#include "support/prometheusbench.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace nightbell::prometheusbench;
using Bench = PrometheusBench;

class TestPrometheus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kindIsRegistered();
    void withoutAnAddressItSaysSo();
    void alertsAreShown();
    void aHostHasNoControlCharacters();
    void aServerThatNeverAnsweredIsAnError_data();
    void aServerThatNeverAnsweredIsAnError();
    void aServerThatFailsLaterKeepsItsAlertsAndPages();
    void aRefusedPasswordIsSentOnce();
    void aPasswordThatIsRefusedLaterIsNotTriedAgain();
    void anEmptyAnswerAfterARestartIsNoHealth();
    void aLostPrometheusIsSaid();
    void acknowledgingMakesASilenceOfAllLabels();
    void acknowledgingAGroupMakesOneSilence();
    void acknowledgingPartOfWhatItWouldReachMakesOneEach();
    void acknowledgingAgainAfterATimeoutLooksFirst();
    void anEndInThePastIsForTheServerToJudge();
    void snoozingHasAnEnd();
    void takingBackExpiresTheSilence();
    void takingBackOneOfAGroupKeepsTheOthersQuiet();
    void silencesLastAsLongAsTheirAlerts();
    void silencesOfOthersAreLeftAlone();
    void actionsOnAlertsThatAreOver();
    void aRefusedActionIsNotRepeatedForTheOthers();
    void introducesItself();
    void aPartThatDoesNotWorkIsNamed();
    void whatAServerDoesInsteadIsSaidOnce_data();
    void whatAServerDoesInsteadIsSaidOnce();
    void detailsHaveLinksAndSilences();
    void chartsOfAHost();
    void theSourceMayGoWhileItIsAsked();
    void manyAlertsAreReadElsewhere();
    void slowServersAreAskedLessOften();
};

void TestPrometheus::kindIsRegistered()
{
    const SourceKind *kind = sourceKind(u"prometheus");
    QVERIFY(kind && kind->keepsSeries && kind->keepsDetails);
    Bench bench;
    bench.start();
    QVERIFY(bench.source->supports(u"acknowledge") && bench.source->supports(u"retrigger") && bench.source->supports(u"snooze"));
    QVERIFY(!bench.source->supports(u"resolve"));
    QCOMPARE(bench.source->actor(), u"ann"_s);
    bench.values = {{u"url"_s, u"http://127.0.0.1:1/prom"_s}};
    bench.start();
    QVERIFY(!bench.source->supports(u"acknowledge")); // Prometheus alone has no silences
}

void TestPrometheus::withoutAnAddressItSaysSo()
{
    Bench bench;
    bench.values.clear();
    bench.start();
    QCOMPARE(bench.pollError().kind, ErrorKind::BadInput);
}

void TestPrometheus::alertsAreShown()
{
    Bench bench;
    bench.alertmanager('[' + first + ',' + second + ']');
    bench.start();
    const Snapshot snapshot = bench.poll();
    QCOMPARE(titles(snapshot), (QStringList{u"Slow on h1"_s, u"Slow on h2"_s}));
    QVERIFY(!snapshot.incomplete);
    QCOMPARE(snapshot.warnings, QStringList());
    QVERIFY(!snapshot.hosts);
    QCOMPARE(titled(snapshot, u"Slow on h1"_s).host, HostId(u"prod:h1"_s));
}

void TestPrometheus::aHostHasNoControlCharacters()
{
    Bench bench;
    bench.alertmanager('[' + alertJson("0000000000000001", "Slow", "h\\u001b1") + ']');
    bench.start();
    QCOMPARE(bench.poll().incidents->first()->host, HostId(u"prod:h\ufffd1"_s));
}

void TestPrometheus::aServerThatNeverAnsweredIsAnError_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("503") << 503 << QByteArray("later") << ErrorKind::Server;
    QTest::newRow("a page of a proxy") << 200 << QByteArray("<html>Login</html>") << ErrorKind::BadAnswer;
    QTest::newRow("half an answer") << 200 << QByteArray(R"([{"labels":{"alertname")") << ErrorKind::BadAnswer;
    QTest::newRow("403") << 403 << QByteArray() << ErrorKind::Forbidden;
}

void TestPrometheus::aServerThatNeverAnsweredIsAnError()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    Bench bench;
    bench.transport->answer("GET", am + u"/alerts"_s, status, body);
    bench.start();
    QTEST(bench.pollError().kind, "kind");
}

void TestPrometheus::aServerThatFailsLaterKeepsItsAlertsAndPages()
{
    Bench bench;
    bench.alertmanager('[' + first + ']');
    bench.start();
    bench.poll();
    bench.transport->forget();
    bench.transport->answer("GET", am + u"/status"_s, Expected<HttpReply>(Error{ErrorKind::Unreachable, u"refused"_s}));
    bench.transport->answer("GET", am + u"/alerts"_s, Expected<HttpReply>(Error{ErrorKind::Unreachable, u"refused"_s}));
    Snapshot snapshot = bench.poll();
    QVERIFY(snapshot.incomplete);
    QCOMPARE(snapshot.incomplete->kind, ErrorKind::Unreachable);
    QCOMPARE(titles(snapshot), QStringList{u"Slow on h1"_s});
    QVERIFY(snapshot.nextIn && *snapshot.nextIn <= 5s); // asked again soon
    snapshot = bench.poll();
    snapshot = bench.poll();
    QCOMPARE(snapshot.incidents->size(), 2);
    const Incident trouble = titled(snapshot, u"Alertmanager 127.0.0.1:1/am does not answer"_s);
    QVERIFY(trouble.isPageworthy());
    bench.alertmanager("[]");
    snapshot = bench.poll();
    QVERIFY(!snapshot.incomplete);
    QCOMPARE(titles(snapshot), QStringList());
}

void TestPrometheus::aRefusedPasswordIsSentOnce()
{
    Bench bench;
    bench.values.insert(u"username"_s, u"me"_s);
    bench.values.insert(u"password"_s, u"wrong"_s);
    bench.transport->answer("GET", am + u"/status"_s, 401, "Unauthorized");
    bench.start();
    QCOMPARE(bench.poll().incomplete->kind, ErrorKind::Unauthorized);
    QCOMPARE(bench.transport->requests.size(), 1);
}

void TestPrometheus::aPasswordThatIsRefusedLaterIsNotTriedAgain()
{
    Bench bench;
    bench.values.insert(u"url"_s, u"http://127.0.0.1:2/prom"_s);
    bench.alertmanager('[' + first + ']');
    bench.prometheus();
    bench.start();
    bench.poll();
    bench.transport->forget();
    bench.alertmanager('[' + first + ']');
    bench.transport->answer("POST", prom + u"/query"_s, 401, "Unauthorized");
    const auto asked = bench.transport->count("POST", prom + u"/query"_s);
    Snapshot snapshot = bench.poll();
    QCOMPARE(snapshot.incomplete->kind, ErrorKind::Unauthorized);
    QVERIFY(titles(snapshot).contains(u"Prometheus 127.0.0.1:2/prom refuses to let Nightbell in"_s));
    bench.poll();
    bench.poll();
    QCOMPARE(bench.transport->count("POST", prom + u"/query"_s), asked + 1);
    bench.clock.advance(1h);
    bench.poll();
    QCOMPARE(bench.transport->count("POST", prom + u"/query"_s), asked + 2);
}

void TestPrometheus::anEmptyAnswerAfterARestartIsNoHealth()
{
    Bench bench;
    bench.alertmanager('[' + first + ',' + second + ']');
    bench.start();
    const IncidentId id = titled(bench.poll(), u"Slow on h1"_s).id;
    bench.alertmanager("[]", "[]", "2026-01-05T02:59:30Z");
    Snapshot snapshot = bench.poll();
    QCOMPARE(snapshot.incidents->size(), 2);
    QVERIFY(snapshot.warnings.join(u'\n').contains("2 alert(s) are shown as they were"_L1));
    bench.alertmanager('[' + first + ']', "[]", "2026-01-05T02:50:00Z"); // ten minutes later by its own clock
    snapshot = bench.poll();
    QCOMPARE(titles(snapshot), QStringList{u"Slow on h1"_s});
    QCOMPARE(titled(snapshot, u"Slow on h1"_s).id, id);
}

void TestPrometheus::aLostPrometheusIsSaid()
{
    Bench bench;
    bench.values.insert(u"url"_s, u"http://127.0.0.1:2/prom"_s);
    bench.alertmanager('[' + first + ']');
    bench.prometheus();
    bench.start();
    QVERIFY(!bench.poll().incomplete);
    bench.alertmanager('[' + first + ']');
    bench.transport->answer("POST", prom + u"/query"_s, Expected<HttpReply>(Error{ErrorKind::Timeout, u"hung"_s}));
    Snapshot snapshot = bench.poll();
    QCOMPARE(snapshot.incomplete->kind, ErrorKind::Timeout);
    QCOMPARE(titles(snapshot), QStringList{u"Slow on h1"_s}); // the other half goes on
    bench.poll();
    QVERIFY(titles(bench.poll()).contains(u"Prometheus 127.0.0.1:2/prom does not answer"_s));
}

void TestPrometheus::acknowledgingMakesASilenceOfAllLabels()
{
    Bench bench;
    bench.alertmanager('[' + first + ',' + second + ']');
    bench.start();
    const Snapshot snapshot = bench.poll();
    QVERIFY(bench.act(u"acknowledge"_s, {titled(snapshot, u"Slow on h1"_s)}).first());
    QCOMPARE(bench.posted().size(), 1);
    const QJsonObject silence = bench.posted().first();
    QCOMPARE(silence[u"createdBy"_s].toString(), u"ann"_s);
    QVERIFY(silence[u"comment"_s].toString().startsWith("ACK!"_L1));
    const QJsonArray matchers = silence[u"matchers"_s].toArray();
    QCOMPARE(matchers.size(), 3);
    for (const QJsonValue &matcher : matchers)
        QVERIFY(matcher[u"isEqual"_s].toBool() && !matcher[u"isRegex"_s].toBool());
    QVERIFY(*fromIso(silence[u"startsAt"_s].toString()) < bench.clock.now()); // at once, also by a clock that is behind
    QCOMPARE(*fromIso(silence[u"endsAt"_s].toString()) - bench.clock.now(), Duration(1h));
}

void TestPrometheus::acknowledgingAGroupMakesOneSilence()
{
    Bench bench;
    bench.alertmanager('[' + first + ',' + second + ']');
    bench.start();
    const Snapshot snapshot = bench.poll();
    const auto answers = bench.act(u"acknowledge"_s, *snapshot.incidents);
    QVERIFY(answers[0] && answers[1]);
    QCOMPARE(bench.posted().size(), 1);
    for (const QJsonValue &matcher : bench.posted().first()[u"matchers"_s].toArray()) {
        QVERIFY(matcher[u"isEqual"_s].toBool());
        if (matcher[u"name"_s].toString() == "instance"_L1) {
            QVERIFY(matcher[u"isRegex"_s].toBool());
            QCOMPARE(matcher[u"value"_s].toString().split(u'|').size(), 2);
        }
    }
}

void TestPrometheus::acknowledgingPartOfWhatItWouldReachMakesOneEach()
{
    Bench bench;
    const QByteArray third = alertJson("0000000000000004", "Full", "h1");
    const QByteArray fourth = alertJson("0000000000000005", "Full", "h2");
    bench.alertmanager('[' + first + ',' + second + ',' + third + ',' + fourth + ']');
    bench.start();
    const Snapshot snapshot = bench.poll();
    // Slow on h1 and Full on h2: what fits both fits the other two as well.
    const auto answers = bench.act(u"acknowledge"_s, {titled(snapshot, u"Slow on h1"_s), titled(snapshot, u"Full on h2"_s)});
    QVERIFY(answers[0] && answers[1]);
    QCOMPARE(bench.posted().size(), 2);
}

void TestPrometheus::acknowledgingAgainAfterATimeoutLooksFirst()
{
    Bench bench;
    bench.alertmanager('[' + first + ']');
    bench.start();
    const Incident incident = bench.poll().incidents->first();
    ActionRequest request{u"acknowledge"_s, incident.id, SourceId(u"prod"_s), u"ann"_s, u"window"_s, bench.clock.now()};
    QVERIFY(waited(bench.source->perform(request)));
    QJsonObject made = bench.posted().first();
    made.insert(u"id"_s, u"made"_s);
    bench.alertmanager('[' + first + ']', '[' + QJsonDocument(made).toJson() + ']');
    request.mayHaveBeenSent = true;
    QVERIFY(waited(bench.source->perform(request)));
    QCOMPARE(bench.posted().size(), 1);
}

// It leaves out what is over by its own clock. What it has is open, whatever our clock says.
void TestPrometheus::anEndInThePastIsForTheServerToJudge()
{
    Bench bench;
    QByteArray ended = first;
    ended.replace(R"("fingerprint")", R"("endsAt":"2020-01-01T00:00:00Z","fingerprint")");
    bench.alertmanager('[' + ended + ']');
    bench.start();
    QCOMPARE(titles(bench.poll()), QStringList{u"Slow on h1"_s});
    bench.alertmanager("[]");
    QVERIFY(titles(bench.poll()).isEmpty());
}

void TestPrometheus::snoozingHasAnEnd()
{
    Bench bench;
    bench.alertmanager('[' + first + ']');
    bench.start();
    const Snapshot snapshot = bench.poll();
    QVERIFY(bench.act(u"snooze"_s, *snapshot.incidents, {{u"for"_s, u"4h"_s}}).first());
    const QJsonObject silence = bench.posted().first();
    QVERIFY(!silence[u"comment"_s].toString().startsWith("ACK!"_L1));
    QCOMPARE(*fromIso(silence[u"endsAt"_s].toString()) - bench.clock.now(), Duration(4h));
    QCOMPARE(bench.act(u"snooze"_s, *snapshot.incidents).first().error().kind, ErrorKind::BadInput);
}

namespace {

QByteArray silenceJson(const QByteArray &id, const QByteArray &by, const QByteArray &ends, const QByteArray &instances)
{
    return R"({"id":")" + id + R"(","status":{"state":"active"},"createdBy":")" + by
        + R"(","comment":"ACK! mine","startsAt":"2026-01-05T02:55:00.000Z","endsAt":")" + ends
        + R"(","matchers":[{"name":"alertname","value":"Slow","isRegex":false,"isEqual":true},{"name":"instance","value":")" + instances
        + R"(","isRegex":true,"isEqual":true},{"name":"severity","value":"critical","isRegex":false,"isEqual":true}]})";
}

} // namespace

void TestPrometheus::takingBackExpiresTheSilence()
{
    Bench bench;
    bench.alertmanager('[' + alertJson("0000000000000001", "Slow", "h1", "s1") + ']',
        '[' + silenceJson("s1", "doug", "2026-01-05T04:00:00.000Z", "h1") + ']');
    bench.transport->answer("DELETE", am + u"/silence/s1"_s, 200, {});
    bench.start();
    const Snapshot snapshot = bench.poll();
    QCOMPARE(snapshot.incidents->first()->state, IncidentState::Acknowledged);
    QCOMPARE(snapshot.incidents->first()->acknowledgedBy, u"doug"_s);
    QVERIFY(bench.act(u"retrigger"_s, *snapshot.incidents).first());
    QCOMPARE(bench.transport->count("DELETE", am + u"/silence/s1"_s), 1);
    QVERIFY(bench.posted().isEmpty());
}

void TestPrometheus::takingBackOneOfAGroupKeepsTheOthersQuiet()
{
    Bench bench;
    bench.alertmanager(
        '[' + alertJson("0000000000000001", "Slow", "h1", "s1") + ',' + alertJson("0000000000000002", "Slow", "h2", "s1") + ']',
        '[' + silenceJson("s1", "ann", "2026-01-05T04:00:00.000Z", "h1|h2") + ']');
    bench.transport->answer("DELETE", am + u"/silence/s1"_s, 200, {});
    bench.start();
    const Snapshot snapshot = bench.poll();
    QVERIFY(bench.act(u"retrigger"_s, {titled(snapshot, u"Slow on h1"_s)}).first());
    QCOMPARE(bench.posted().size(), 1);
    QCOMPARE(bench.posted().first()[u"matchers"_s].toArray()[1][u"value"_s].toString(), u"h2"_s);
    QCOMPARE(bench.transport->requests.last().method, "DELETE"); // never a moment without
}

void TestPrometheus::silencesLastAsLongAsTheirAlerts()
{
    Bench bench;
    const QByteArray silences = '[' + silenceJson("s1", "ann", "2026-01-05T03:20:00.000Z", "h1") + ','
        + silenceJson("s2", "ann", "2026-01-05T03:20:00.000Z", "h9") + ']';
    bench.alertmanager('[' + alertJson("0000000000000001", "Slow", "h1", "s1") + ']', silences);
    bench.transport->answer("DELETE", am + u"/silence/s2"_s, 200, {});
    bench.start();
    bench.poll();
    QCOMPARE(bench.posted().size(), 1); // prolonged
    QCOMPARE(bench.posted().first()[u"id"_s].toString(), u"s1"_s);
    QVERIFY(*fromIso(bench.posted().first()[u"endsAt"_s].toString()) > bench.clock.now() + 50min);
    QCOMPARE(bench.transport->count("DELETE", am + u"/silence/s2"_s), 1); // nothing left that it was for
}

void TestPrometheus::silencesOfOthersAreLeftAlone()
{
    Bench bench;
    const QByteArray silences = '[' + silenceJson("s1", "doug", "2026-01-05T03:10:00.000Z", "h9") + ']';
    bench.alertmanager('[' + first + ']', silences);
    bench.start();
    bench.poll();
    QVERIFY(bench.posted().isEmpty());
    QCOMPARE(bench.transport->count("DELETE", am + u"/silence/s1"_s), 0);
    // After a restart nobody knows what a silence is for.
    Bench restarted;
    restarted.alertmanager("[]", '[' + silenceJson("s1", "ann", "2026-01-05T03:10:00.000Z", "h9") + ']', "2026-01-05T02:59:30Z");
    restarted.start();
    restarted.poll();
    QCOMPARE(restarted.transport->count("DELETE", am + u"/silence/s1"_s), 0);
}

void TestPrometheus::actionsOnAlertsThatAreOver()
{
    Bench bench;
    bench.alertmanager('[' + first + ']');
    bench.start();
    const Snapshot snapshot = bench.poll();
    bench.alertmanager("[]");
    bench.poll();
    QCOMPARE(bench.act(u"acknowledge"_s, *snapshot.incidents).first().error().kind, ErrorKind::NotFound);
}

void TestPrometheus::aRefusedActionIsNotRepeatedForTheOthers()
{
    Bench bench;
    const QByteArray third = alertJson("0000000000000004", "Full", "h1");
    const QByteArray fourth = alertJson("0000000000000005", "Full", "h2");
    bench.alertmanager('[' + first + ',' + second + ',' + third + ',' + fourth + ']');
    bench.start();
    const Snapshot snapshot = bench.poll();
    bench.transport->forget();
    bench.transport->answer("POST", am + u"/silences"_s, 401, "Unauthorized");
    const auto answers = bench.act(u"acknowledge"_s, {titled(snapshot, u"Slow on h1"_s), titled(snapshot, u"Full on h2"_s)});
    QCOMPARE(answers[0].error().kind, ErrorKind::Unauthorized);
    QCOMPARE(answers[1].error().kind, ErrorKind::Unauthorized);
    QCOMPARE(bench.posted().size(), 1);
}

void TestPrometheus::introducesItself()
{
    Bench bench;
    bench.values.insert(u"url"_s, u"http://127.0.0.1:2/prom"_s);
    bench.alertmanager('[' + first + ',' + second + ']');
    bench.transport->answer(
        "POST", prom + u"/query"_s, 200, R"({"data":{"resultType":"vector","result":[{"metric":{},"value":[1,"24"]}]}})");
    bench.transport->answer("GET", prom + u"/status/buildinfo"_s, 200, R"({"data":{"version":"2.42.0"}})");
    bench.start();
    const auto lines = waited(bench.source->introduce());
    QVERIFY(lines);
    QCOMPARE(lines->size(), 2);
    QVERIFY(lines->at(0).contains("Prometheus 2.42.0"_L1) && lines->at(0).contains("24"_L1));
    QVERIFY(lines->at(1).contains("0.25.0"_L1) && lines->at(1).contains(u'2'));
}

void TestPrometheus::aPartThatDoesNotWorkIsNamed()
{
    Bench bench;
    bench.values.insert(u"url"_s, u"http://127.0.0.1:2/prom"_s);
    bench.transport->answer("GET", am + u"/alerts"_s, 200, "<html>Login</html>");
    bench.transport->answer("GET", am + u"/status"_s, 200, "<html>Login</html>");
    bench.prometheus();
    bench.start();
    Snapshot snapshot = bench.poll();
    QVERIFY(snapshot.incomplete);
    QVERIFY2(snapshot.incomplete->detail.startsWith(u"Alertmanager 127.0.0.1:1/am: "_s), qPrintable(snapshot.incomplete->detail));
    // The other way round the Alertmanager is introduced all the same.
    bench.alertmanager("[]");
    bench.transport->answer("POST", prom + u"/query"_s, 503, "later");
    bench.transport->answer("GET", prom + u"/rules"_s, 503, "later");
    bench.start();
    const auto lines = waited(bench.source->introduce());
    QVERIFY(lines);
    QCOMPARE(lines->size(), 2);
    QVERIFY2(lines->at(0).startsWith(u"Prometheus 127.0.0.1:2/prom: it has a fault"_s), qPrintable(lines->at(0)));
    // Where nothing answers, the one is named that was asked first.
    bench.transport->forget();
    bench.transport->answer("GET", am + u"/alerts"_s, 503, "later");
    bench.values.remove(u"url"_s);
    bench.start();
    QVERIFY(bench.pollError().detail.startsWith(u"Alertmanager 127.0.0.1:1/am: status 503"_s));
}

void TestPrometheus::whatAServerDoesInsteadIsSaidOnce_data()
{
    QTest::addColumn<int>("status"); // 0: nobody listens
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("text");
    const QString silent = u"Alertmanager 127.0.0.1:1/am does not answer"_s;
    const QString wrong = u"Alertmanager 127.0.0.1:1/am does not answer as it should"_s;
    QTest::newRow("nobody listens") << 0 << QByteArray() << silent << u"it cannot be reached: Connection refused"_s;
    QTest::newRow("a page") << 200 << QByteArray("<html>Login</html>") << wrong
                            << u"its answer cannot be read: not a list of alerts in JSON"_s;
    QTest::newRow("503") << 503 << QByteArray("later") << wrong << u"it has a fault of its own: status 503: later"_s;
    QTest::newRow("a way to elsewhere") << 302 << QByteArray("moved") << wrong
                                        << u"its answer cannot be read: status 302: it leads to https://sso.example/login"_s;
}

void TestPrometheus::whatAServerDoesInsteadIsSaidOnce()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, title);
    QFETCH(const QString, text);
    Bench bench;
    bench.alertmanager("[]");
    bench.start();
    bench.poll();
    bench.transport->forget();
    for (const QString &path : {am + u"/alerts"_s, am + u"/status"_s}) {
        if (status == 0)
            bench.transport->answer("GET", path, Expected<HttpReply>(Error{ErrorKind::Unreachable, u"Connection refused"_s}));
        else
            bench.transport->answer("GET", path, status, body, {{"Location", "https://me:pw@sso.example/login?next=secret"}});
    }
    Snapshot snapshot;
    for (int i = 0; i < 3; ++i)
        snapshot = bench.poll();
    QCOMPARE(titles(snapshot), QStringList{title});
    QCOMPARE(titled(snapshot, title).text, text);
}

void TestPrometheus::detailsHaveLinksAndSilences()
{
    Bench bench;
    QByteArray linked = alertJson("0000000000000001", "Slow", "h1", "s1");
    linked.replace(
        R"("annotations":{)", R"("annotations":{"runbook_url":"https://runbooks.example/Slow","dashboard":"https://dash.example/d/1",)");
    bench.alertmanager('[' + linked + ']', '[' + silenceJson("s1", "doug", "2026-01-05T04:00:00.000Z", "h1") + ']');
    bench.start();
    const Snapshot snapshot = bench.poll();
    const auto details = waited(bench.source->details(snapshot.incidents->first()->id));
    QVERIFY(details);
    QCOMPARE(details->links.size(), 2);
    QCOMPARE(details->alerts.size(), 1);
    QCOMPARE(details->notes.size(), 1);
    QCOMPARE(details->notes.first().author, u"doug"_s);
    QVERIFY(bench.transport->requests.last().url.query().contains("filter="_L1));
    QCOMPARE(*waited(bench.source->details(IncidentId(u"prod:other"_s))), IncidentDetails{});
}

void TestPrometheus::chartsOfAHost()
{
    Bench bench;
    bench.values = {{u"url"_s, u"http://127.0.0.1:2/prom"_s}};
    bench.transport->answer("POST", prom + u"/query"_s, 200, R"({"data":{"resultType":"scalar","result":[1767582000,"1"]}})");
    bench.transport->answer("POST", prom + u"/query"_s, 200,
        R"({"data":{"resultType":"vector","result":[{"metric":{"instance":"h1:9100","job":"node"},"value":[1767582000,"50"]}]}})");
    bench.transport->answer("POST", prom + u"/query_range"_s, 200,
        R"({"data":{"resultType":"matrix","result":[{"metric":{"instance":"h1:9100"},"values":[[1767578400,"10"],[1767578410,"NaN"],[1767578420,"30"]]}]}})");
    bench.start();
    const Snapshot snapshot = bench.poll();
    QCOMPARE(snapshot.hosts->size(), 1);
    const TimePoint to = bench.clock.now();
    const auto series = waited(bench.source->series({HostId(u"prod:h1:9100"_s), Metric::Cpu, to - 1h, to, 360}));
    QVERIFY(series);
    QCOMPARE(segments(*series).size(), 2);
    const QByteArray body = bench.transport->requests.last().body;
    QVERIFY2(body.contains("step=10") && body.contains("h1%3A9100"), body.constData());
    QCOMPARE(waited(bench.source->series({HostId(u"prod:h2"_s), Metric::Cpu, to - 1h, to, 360})).error().kind, ErrorKind::NotFound);
}

void TestPrometheus::theSourceMayGoWhileItIsAsked()
{
    Bench bench;
    bench.values.insert(u"url"_s, u"http://127.0.0.1:2/prom"_s);
    bench.alertmanager('[' + first + ']');
    bench.prometheus();
    bench.start();
    bench.poll();
    bench.transport->hold("GET", am + u"/alerts"_s);
    bench.transport->hold("POST", prom + u"/query"_s);
    bool isOver = false;
    QObject context;
    QCoro::connect(bench.source->poll(), &context, [&isOver](const Expected<Snapshot> &) { isOver = true; });
    bench.source.reset();
    QVERIFY(!isOver);
    bench.transport->abortAll();
    QTRY_VERIFY(isOver);
}

void TestPrometheus::manyAlertsAreReadElsewhere()
{
    Bench bench;
    QByteArrayList many;
    for (int i = 0; i < 2'000; ++i)
        many.append(alertJson(QByteArray::number(i).rightJustified(16, '0'), "Slow", "h" + QByteArray::number(i)));
    bench.alertmanager('[' + many.join(',') + ']');
    bench.start();
    QCOMPARE(bench.poll().incidents->size(), 2'000);
    many.removeLast();
    bench.alertmanager('[' + many.join(',') + ']');
    QCOMPARE(bench.poll().incidents->size(), 1'999);
}

void TestPrometheus::slowServersAreAskedLessOften()
{
    Bench bench;
    bench.alertmanager("[]");
    bench.start();
    bench.poll();
    bench.transport->hold("GET", am + u"/alerts"_s);
    std::optional<Snapshot> answer;
    QObject context;
    QCoro::connect(bench.source->poll(), &context, [&answer](const Expected<Snapshot> &snapshot) { answer = *snapshot; });
    bench.clock.advance(10s);
    bench.transport->release("GET", am + u"/alerts"_s);
    QTRY_VERIFY(answer);
    QCOMPARE(answer->nextIn, std::optional<Duration>(30s));
}

QTEST_GUILESS_MAIN(TestPrometheus)
#include "tst_prometheus.moc"
