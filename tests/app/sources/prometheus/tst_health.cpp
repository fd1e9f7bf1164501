// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with the monitoring itself, from one look to the next: how long it is told of, and what a person does about it.
#include "support/prometheusbench.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace nightbell::prometheusbench;

namespace {

const QString queries = prom + u"/query"_s;
const QString rules = prom + u"/rules"_s;
const QString managers = prom + u"/alertmanagers"_s;

const QByteArray noRules = R"({"data":{"groups":[]}})";
const QByteArray brokenRule
    = R"({"data":{"groups":[{"name":"g","rules":[{"name":"Slow","query":"x","duration":0,"labels":{},"annotations":{},"alerts":[],)"
      R"("health":"err","lastError":"many-to-many","type":"alerting"}]}]}})";
const QByteArray firingRule
    = R"({"data":{"groups":[{"name":"g","rules":[{"name":"Full","query":"x","duration":0,"labels":{},"annotations":{},"health":"ok",)"
      R"("type":"alerting","alerts":[{"activeAt":"2026-01-05T02:40:00Z","annotations":{},"labels":{"alertname":"Full","instance":"h1"},)"
      R"("state":"firing","value":"1"}]}]}]}})";

QByteArray vectorOf(const QByteArray &metric, const QByteArray &value)
{
    return R"({"data":{"resultType":"vector","result":[{"metric":)" + metric + R"(,"value":[1767582000,")" + value + R"("]}]}})";
}

const QByteArray nothing = R"({"data":{"resultType":"vector","result":[]}})";
const QByteArray oneIsDown = vectorOf(R"({"instance":"h1:9100","job":"node"})", "0");
const QByteArray oneIsUp = vectorOf(R"({"instance":"h1:9100","job":"node"})", "1");
const QByteArray undelivered = vectorOf(R"({"alertmanager":"http://am/api"})", "0.2");

constexpr int timeout = 0; // as a status

Expected<HttpReply> failure(int status)
{
    if (status == timeout)
        return Error{ErrorKind::Timeout, u"hung"_s};
    return HttpReply{status, {}, "<html>a page of a proxy</html>"};
}

// A Prometheus that tells of everything, beside an Alertmanager; each answer can be another one.
struct Bench : PrometheusBench
{
    QByteArray up = oneIsUp;
    QByteArray delivery = nothing;
    QByteArray rule = noRules;
    QByteArray known = R"({"data":{"activeAlertmanagers":[{"url":"http://am/api"}]}})";
    QByteArray alerts = '[' + first + ']';
    QByteArray uptime = "2026-01-01T00:00:00Z";

    Bench()
    {
        values.insert(u"url"_s, u"http://127.0.0.1:2/prom"_s);
        start();
    }
    // All answer, but for what has this path and this in the question: that fails like this.
    Snapshot look(const QString &path = {}, int status = 200)
    {
        alertmanager(alerts, "[]", uptime);
        if (!path.isEmpty())
            transport->answer(path.startsWith(queries) ? "POST" : "GET", path, failure(status));
        transport->answer("POST", queries + u"#up%7B"_s, 200, up);
        transport->answer("POST", queries + u"#prometheus_notifications"_s, 200, delivery);
        const QByteArray now = QByteArray::number(toMilliseconds(clock.now()) / 1000);
        transport->answer(
            "POST", queries + u"#query=time"_s, 200, R"({"data":{"resultType":"scalar","result":[)" + now + ",\"" + now + "\"]}}");
        transport->answer("POST", queries, 200, nothing);
        transport->answer("POST", prom + u"/query_range"_s, 200, R"({"data":{"resultType":"matrix","result":[]}})");
        transport->answer("GET", rules, 200, rule);
        transport->answer("GET", managers, 200, known);
        return poll();
    }
    Snapshot looks(int times)
    {
        for (int i = 1; i < times; ++i)
            look();
        return look();
    }
};

Incident startingWith(const Snapshot &snapshot, const QString &key)
{
    for (const Incident &incident : snapshot.incidents.value_or(SharedIncidents())) {
        if (incident.dedupKey.startsWith(key))
            return incident;
    }
    return {};
}

} // namespace

class TestHealth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLookThatFailsResolvesNothing_data();
    void aLookThatFailsResolvesNothing();
    void aLookThatFailsPutsNoConfirmationOff();
    void whatWasNotToldYetIsNotToldByALookThatFails();
    void alertsThatDoNotArriveAreStillMissingThoughALookFails_data();
    void alertsThatDoNotArriveAreStillMissingThoughALookFails();
    void anAlertmanagerThatWasRestartedSinceIsGivenTime();
    void isAcknowledgedHere();
    void isAcknowledgedWhileItsServerIsSilent();
    void isAcknowledgedTogetherWithAlerts();
    void isSnoozed();
    void actionsOnWhatIsOver();
    void isAcknowledgedWithoutAnAlertmanager();
};

void TestHealth::aLookThatFailsResolvesNothing_data()
{
    QTest::addColumn<QString>("key"); // what is told of
    QTest::addColumn<QString>("path"); // what fails
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isSaid"); // that something is missing
    const auto row = [](const char *name, const QString &key, const QString &path, int status, bool isSaid = true) {
        QTest::newRow(name) << key << path << status << isSaid;
    };
    row("targets, and Prometheus does not answer", u"targets/"_s, queries + u"#query=time"_s, timeout);
    row("targets, and their question does not get an answer", u"targets/"_s, queries + u"#up%7B"_s, timeout);
    row("targets, and their question is refused", u"targets/"_s, queries + u"#up%7B"_s, 403);
    row("a rule, and Prometheus does not answer", u"rule/"_s, queries + u"#query=time"_s, timeout);
    row("a rule, and the rules do not come", u"rule/"_s, rules + u'#', timeout);
    row("a rule, and the rules are a page of a proxy", u"rule/"_s, rules + u'#', 200);
    row("a rule, and the rules are refused", u"rule/"_s, rules + u'#', 403, false);
    row("delivery, and Prometheus does not answer", u"delivery/"_s, queries + u"#query=time"_s, timeout);
    row("delivery, and only its question fails", u"delivery/"_s, queries + u"#prometheus_notifications"_s, timeout);
    row("no Alertmanager known, and Prometheus does not answer", u"no-alertmanager"_s, queries + u"#query=time"_s, timeout);
    row("no Alertmanager known, and the list does not come", u"no-alertmanager"_s, managers + u'#', timeout, false);
    row("no Alertmanager known, and the list is refused", u"no-alertmanager"_s, managers + u'#', 403, false);
}

void TestHealth::aLookThatFailsResolvesNothing()
{
    QFETCH(const QString, key);
    QFETCH(const QString, path);
    QFETCH(const int, status);
    Bench bench;
    bench.looks(2);
    bench.up = oneIsDown;
    bench.delivery = undelivered;
    bench.rule = brokenRule;
    bench.known = R"({"data":{"activeAlertmanagers":[]}})";
    bench.clock.advance(6min); // how many Alertmanagers it knows is not asked each time
    const Incident before = startingWith(bench.looks(8), key);
    QVERIFY(before.isOpen() && !before.title.isEmpty());
    const Snapshot failed = bench.look(path, status);
    QCOMPARE(startingWith(failed, key), before);
    QTEST(failed.incomplete || !failed.warnings.isEmpty(), "isSaid");
    QCOMPARE(startingWith(bench.look(), key), before); // and no new one afterwards
    // What an answer says to be over is over.
    bench.up = oneIsUp;
    bench.delivery = nothing;
    bench.rule = noRules;
    bench.known = R"({"data":{"activeAlertmanagers":[{"url":"http://am/api"}]}})";
    bench.clock.advance(6min);
    QCOMPARE(titles(bench.look()), QStringList{u"Slow on h1"_s});
}

void TestHealth::aLookThatFailsPutsNoConfirmationOff()
{
    Bench bench;
    bench.looks(2);
    bench.up = oneIsDown;
    const TimePoint began = bench.clock.now();
    QVERIFY(startingWith(bench.look(), u"targets/"_s).title.isEmpty());
    bench.look(queries + u"#query=time"_s, timeout);
    const Incident told = startingWith(bench.look(), u"targets/"_s);
    QCOMPARE(told.created, began);
    QVERIFY(told.isPageworthy());
}

// That it has lasted is not known from a look that did not see it.
void TestHealth::whatWasNotToldYetIsNotToldByALookThatFails()
{
    Bench bench;
    bench.looks(2);
    bench.up = oneIsDown;
    bench.look();
    bench.clock.advance(1min);
    QVERIFY(startingWith(bench.look(queries + u"#query=time"_s, timeout), u"targets/"_s).title.isEmpty());
    bench.up = oneIsUp;
    QVERIFY(startingWith(bench.look(), u"targets/"_s).title.isEmpty());
}

void TestHealth::alertsThatDoNotArriveAreStillMissingThoughALookFails_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("Prometheus does not answer") << queries + u"#query=time"_s;
    QTest::newRow("its rules do not come") << rules + u'#';
    QTest::newRow("the Alertmanager does not answer") << am + u"/alerts#"_s;
}

void TestHealth::alertsThatDoNotArriveAreStillMissingThoughALookFails()
{
    QFETCH(const QString, path);
    Bench bench;
    bench.rule = firingRule;
    bench.alerts = "[]";
    bench.looks(8);
    const Snapshot unheard = bench.look(path, timeout); // while it is not told yet
    QVERIFY(startingWith(unheard, u"empty"_s).title.isEmpty());
    const Incident before = startingWith(bench.looks(4), u"empty"_s);
    QVERIFY(!before.title.isEmpty() && before.isPageworthy());
    QCOMPARE(startingWith(bench.look(path, timeout), u"empty"_s), before);
    QCOMPARE(startingWith(bench.look(), u"empty"_s), before);
    bench.alerts = '[' + first + ']';
    QVERIFY(startingWith(bench.look(), u"empty"_s).title.isEmpty());
}

void TestHealth::anAlertmanagerThatWasRestartedSinceIsGivenTime()
{
    Bench bench;
    bench.rule = firingRule;
    bench.alerts = "[]";
    bench.looks(8);
    bench.look(am + u"/alerts#"_s, timeout);
    bench.clock.advance(2min);
    bench.uptime = toIso(bench.clock.now() - 10s).toLatin1();
    QVERIFY(startingWith(bench.look(), u"empty"_s).title.isEmpty());
    bench.clock.advance(3min);
    QVERIFY(!startingWith(bench.look(), u"empty"_s).title.isEmpty());
}

void TestHealth::isAcknowledgedHere()
{
    Bench bench;
    bench.up = oneIsDown;
    const Incident before = startingWith(bench.looks(4), u"targets/"_s);
    QCOMPARE(before.state, IncidentState::Triggered);
    QVERIFY(bench.act(u"acknowledge"_s, {before}).first());
    QVERIFY(bench.posted().isEmpty()); // it is nothing that an Alertmanager could keep quiet
    const TimePoint acknowledged = bench.clock.now();
    Incident after = startingWith(bench.look(), u"targets/"_s);
    QCOMPARE(after.id, before.id);
    QCOMPARE(after.state, IncidentState::Acknowledged);
    QCOMPARE(after.acknowledgedBy, u"ann"_s);
    QCOMPARE(after.acknowledgedAt, std::optional(acknowledged));
    QVERIFY(bench.act(u"acknowledge"_s, {before}).first()); // it is so already
    bench.look(queries + u"#query=time"_s, timeout);
    after = startingWith(bench.look(), u"targets/"_s);
    QCOMPARE(after.acknowledgedAt, std::optional(acknowledged));
    QVERIFY(bench.act(u"retrigger"_s, {before}).first());
    after = startingWith(bench.look(), u"targets/"_s);
    QCOMPARE(after.state, IncidentState::Triggered);
    QVERIFY(after.acknowledgedBy.isEmpty() && !after.acknowledgedAt);
    // What comes back is nobody's yet.
    QVERIFY(bench.act(u"acknowledge"_s, {before}).first());
    bench.up = oneIsUp;
    bench.look();
    bench.up = oneIsDown;
    QCOMPARE(startingWith(bench.looks(4), u"targets/"_s).state, IncidentState::Triggered);
}

void TestHealth::isAcknowledgedWhileItsServerIsSilent()
{
    Bench bench;
    bench.look();
    const QString alertsOf = am + u"/alerts#"_s;
    for (int i = 0; i < 3; ++i)
        bench.look(alertsOf, timeout);
    const Incident before = titled(bench.look(alertsOf, timeout), u"Alertmanager 127.0.0.1:1/am does not answer"_s);
    QVERIFY(before.isPageworthy() && !before.title.isEmpty());
    QVERIFY(bench.act(u"acknowledge"_s, {before}).first());
    QCOMPARE(titled(bench.look(alertsOf, timeout), before.title).state, IncidentState::Acknowledged);
}

void TestHealth::isAcknowledgedTogetherWithAlerts()
{
    Bench bench;
    bench.up = oneIsDown;
    const Snapshot snapshot = bench.looks(4);
    const auto answers = bench.act(u"acknowledge"_s, {startingWith(snapshot, u"targets/"_s), titled(snapshot, u"Slow on h1"_s)});
    QVERIFY(answers[0] && answers[1]);
    QCOMPARE(bench.posted().size(), 1);
    QCOMPARE(startingWith(bench.look(), u"targets/"_s).state, IncidentState::Acknowledged);
}

void TestHealth::isSnoozed()
{
    Bench bench;
    bench.up = oneIsDown;
    const Incident before = startingWith(bench.looks(4), u"targets/"_s);
    const TimePoint ends = bench.clock.now() + 1h;
    QVERIFY(bench.act(u"snooze"_s, {before}, {{u"for"_s, u"1h"_s}}).first());
    const Incident snoozed = startingWith(bench.look(), u"targets/"_s);
    QCOMPARE(snoozed.state, IncidentState::Acknowledged);
    QCOMPARE(snoozed.snoozedUntil, std::optional(ends));
    bench.clock.advance(1h);
    const Incident awake = startingWith(bench.look(), u"targets/"_s);
    QCOMPARE(awake.id, before.id);
    QCOMPARE(awake.state, IncidentState::Triggered);
    QVERIFY(!awake.snoozedUntil);
    ActionRequest late{u"snooze"_s, before.id, before.source, u"ann"_s, u"window"_s, bench.clock.now() - 10min};
    late.inputs = {{u"for"_s, u"5m"_s}};
    QCOMPARE(waited(bench.source->perform(late)).error().kind, ErrorKind::BadInput); // it would have ended by now
    QCOMPARE(startingWith(bench.look(), u"targets/"_s).state, IncidentState::Triggered);
}

void TestHealth::actionsOnWhatIsOver()
{
    Bench bench;
    bench.up = oneIsDown;
    const Incident before = startingWith(bench.looks(4), u"targets/"_s);
    bench.up = oneIsUp;
    bench.look();
    QCOMPARE(bench.act(u"acknowledge"_s, {before}).first().error().kind, ErrorKind::NotFound);
}

// Its alerts cannot be acknowledged there, but what is wrong with it can.
void TestHealth::isAcknowledgedWithoutAnAlertmanager()
{
    Bench bench;
    bench.values.remove(u"alertmanager"_s);
    bench.start();
    bench.up = oneIsDown;
    bench.rule = firingRule;
    const Snapshot snapshot = bench.looks(4);
    const Incident alert = titled(snapshot, u"Full on h1"_s);
    QVERIFY(!alert.title.isEmpty() && !bench.source->supportsFor(u"acknowledge", alert.id));
    const Incident before = startingWith(snapshot, u"targets/"_s);
    for (const QString &action : {u"acknowledge"_s, u"retrigger"_s, u"snooze"_s})
        QVERIFY(bench.source->supportsFor(action, before.id));
    QVERIFY(!bench.source->supportsFor(u"resolve", before.id));
    QVERIFY(bench.act(u"acknowledge"_s, {before}).first());
    QCOMPARE(startingWith(bench.look(), u"targets/"_s).state, IncidentState::Acknowledged);
}

QTEST_GUILESS_MAIN(TestHealth)
#include "tst_health.moc"
