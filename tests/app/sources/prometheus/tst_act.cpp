// SPDX-License-Identifier: GPL-3.0-or-later
// What acknowledging comes down to at Alertmanagers: which silences are made, when, and for whom they count.
#include "sources/silencekeeper.h"
#include "support/prometheusbench.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace nightbell::prometheusbench;
using Bench = PrometheusBench;

namespace {

QByteArray silenceJson(const QByteArray &id, const QByteArray &by, const QByteArray &ends, const QByteArray &instances)
{
    return R"({"id":")" + id + R"(","status":{"state":"active"},"createdBy":")" + by
        + R"(","comment":"ACK! mine","startsAt":"2026-01-05T02:55:00.000Z","endsAt":")" + ends
        + R"(","matchers":[{"name":"alertname","value":"Slow","isRegex":false,"isEqual":true},{"name":"instance","value":")" + instances
        + R"(","isRegex":true,"isEqual":true},{"name":"severity","value":"critical","isRegex":false,"isEqual":true}]})";
}

} // namespace

class TestAct : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotKnownIsOverOnlyWhereAllIsKnown();
    void silencesThatCannotBeReadStayAsTheyWere();
    void whatOnlyPrometheusHasIsDescribedByIt();
    void acknowledgingAGroupIsSaidToMakeOneSilence();
    void whatRunsIntoAnAcknowledgementLaterIsNotAcknowledged();
    void whatWasAcknowledgedFromHereIsWhateverTheClocksSay();
    void silencesAreOnTheServersClock();
    void twoClustersWithEqualFingerprintsAreKeptApart();
    void eachClusterHasItsOwnClock();
    void aSnoozeThatIsSentAgain_data();
    void aSnoozeThatIsSentAgain();
    void aSnoozeThatCameTooLateIsRefused();
};

void TestAct::acknowledgingAGroupIsSaidToMakeOneSilence()
{
    Bench bench;
    const QByteArray third = alertJson("0000000000000004", "Full", "h1");
    const QByteArray fourth = alertJson("0000000000000005", "Full", "h2");
    bench.alertmanager('[' + first + ',' + second + ',' + third + ',' + fourth + ']');
    bench.start();
    const Snapshot snapshot = bench.poll();
    const auto said = [&](const QStringList &wanted) {
        QList<IncidentId> ids;
        for (const QString &title : wanted)
            ids.append(titled(snapshot, title).id);
        return bench.source->consequence(u"acknowledge", ids);
    };
    QCOMPARE(said({u"Slow on h1"_s, u"Slow on h2"_s}), u"One silence will be made, of exactly these alerts."_s);
    QVERIFY(said({u"Slow on h1"_s, u"Full on h2"_s}).startsWith(u"2 silence(s) will be made."_s));
    QVERIFY(bench.source->consequence(u"retrigger", {titled(snapshot, u"Slow on h1"_s).id}).isEmpty());
}

void TestAct::whatRunsIntoAnAcknowledgementLaterIsNotAcknowledged()
{
    Bench bench;
    const QByteArray silences = '[' + silenceJson("s1", "ann", "2026-01-05T05:00:00.000Z", "h1|h2") + ']';
    const QByteArray known = alertJson("0000000000000001", "Slow", "h1", "s1");
    bench.alertmanager('[' + known + ']', silences);
    bench.start();
    QCOMPARE(bench.poll().incidents->first()->state, IncidentState::Acknowledged);

    QByteArray late = alertJson("0000000000000002", "Slow", "h2", "s1");
    late.replace("02:50:00", "03:00:10");
    bench.alertmanager('[' + known + ',' + late + ']', silences);
    const Snapshot snapshot = bench.poll();
    QCOMPARE(titled(snapshot, u"Slow on h1"_s).state, IncidentState::Acknowledged);
    QCOMPARE(titled(snapshot, u"Slow on h2"_s).state, IncidentState::Triggered);
    QVERIFY(titled(snapshot, u"Slow on h2"_s).isPageworthy());

    // Also if it began long ago, and came only now: it was not there when somebody acknowledged.
    Bench fresh;
    fresh.alertmanager('[' + first + ']');
    fresh.start();
    fresh.poll();
    QByteArray made = silences;
    made.replace("02:55:00", "03:00:10");
    fresh.alertmanager('[' + known + ']', made);
    fresh.poll();
    fresh.alertmanager('[' + known + ',' + alertJson("0000000000000002", "Slow", "h2", "s1") + ']', made);
    const Snapshot later = fresh.poll();
    QCOMPARE(titled(later, u"Slow on h1"_s).state, IncidentState::Acknowledged);
    QCOMPARE(titled(later, u"Slow on h2"_s).state, IncidentState::Triggered);

    // It does not keep the silence alive either.
    bench.alertmanager('[' + late + ']', silences);
    bench.transport->answer("DELETE", am + u"/silence/s1"_s, 200, {});
    bench.poll();
    QCOMPARE(bench.transport->count("DELETE", am + u"/silence/s1"_s), 1);
}

// An Alertmanager whose clock is a little behind dates a silence before the alerts that it was made for were seen.
void TestAct::whatWasAcknowledgedFromHereIsWhateverTheClocksSay()
{
    Bench bench;
    bench.alertmanager('[' + first + ']');
    bench.start();
    bench.poll();
    bench.alertmanager('[' + first + ',' + second + ']');
    const Snapshot snapshot = bench.poll(); // Slow on h2 is seen at 03:00:15
    const auto answers = bench.act(u"acknowledge"_s, *snapshot.incidents);
    QVERIFY(answers[0] && answers[1]);
    QByteArray made = '[' + silenceJson("made", "ann", "2026-01-05T05:00:00.000Z", "h1|h2") + ']';
    made.replace("02:55:00", "03:00:05");
    bench.alertmanager(
        '[' + alertJson("0000000000000001", "Slow", "h1", "made") + ',' + alertJson("0000000000000002", "Slow", "h2", "made") + ']', made);
    const Snapshot after = bench.poll();
    QCOMPARE(titled(after, u"Slow on h1"_s).state, IncidentState::Acknowledged);
    QCOMPARE(titled(after, u"Slow on h2"_s).state, IncidentState::Acknowledged);
}

// A server whose clock is ahead would refuse an end that has passed there, and one that is behind would not begin yet.
void TestAct::silencesAreOnTheServersClock()
{
    for (const int hour : {4, 2}) {
        Bench bench;
        bench.alertmanager('[' + first + ']');
        bench.transport->forget();
        bench.transport->answer(
            "GET", am + u"/alerts"_s, 200, '[' + first + ']', {{"Date", "Mon, 05 Jan 2026 0" + QByteArray::number(hour) + ":00:00 GMT"}});
        bench.transport->answer("GET", am + u"/silences"_s, 200, "[]");
        bench.transport->answer("POST", am + u"/silences"_s, 200, R"({"silenceID":"made"})");
        bench.start();
        const Snapshot snapshot = bench.poll();
        QVERIFY(snapshot.warnings.join(u' ').contains(u"The clock of"_s)); // and it is said
        QVERIFY(bench.act(u"acknowledge"_s, *snapshot.incidents).first());
        const Duration ahead = (hour - 3) * 1h;
        const TimePoint there = bench.clock.now() + ahead;
        const QJsonObject silence = bench.posted().first();
        QVERIFY(*fromIso(silence[u"startsAt"_s].toString()) < there);
        const Duration lasts = *fromIso(silence[u"endsAt"_s].toString()) - there;
        QVERIFY(lasts > 59min && lasts < 61min);
    }
}

void TestAct::twoClustersWithEqualFingerprintsAreKeptApart()
{
    Bench bench;
    bench.values.insert(u"alertmanager"_s, QStringList{u"http://127.0.0.1:1/am"_s, u"http://127.0.0.1:2/other"_s});
    const QString other = u"/other/api/v2"_s;
    bench.alertmanager('[' + first + ']');
    QByteArray there = first;
    there.replace("Slow on h1", "Slow over there");
    bench.transport->answer("GET", other + u"/alerts"_s, 200, '[' + there + ']');
    bench.transport->answer("GET", other + u"/silences"_s, 200, "[]");
    bench.transport->answer("GET", other + u"/status"_s, 200, R"({"cluster":{"status":"disabled"},"versionInfo":{"version":"0.25.0"}})");
    bench.transport->answer("POST", other + u"/silences"_s, 200, R"({"silenceID":"there"})");
    bench.start();
    const Snapshot snapshot = bench.poll();
    QCOMPARE(titles(snapshot), (QStringList{u"Slow on h1"_s, u"Slow over there"_s}));
    const Incident away = titled(snapshot, u"Slow over there"_s);
    const auto details = waited(bench.source->details(away.id));
    QVERIFY(details && details->alerts.size() == 1);
    QCOMPARE(bench.transport->count("GET", other + u"/alerts"_s), 2); // the second for the details
    QVERIFY(bench.act(u"acknowledge"_s, {away}).first());
    QCOMPARE(bench.transport->count("POST", other + u"/silences"_s), 1);
    QVERIFY(bench.posted().isEmpty()); // nothing at the other one
}

// The first is ten minutes ahead, the second is right.
void TestAct::eachClusterHasItsOwnClock()
{
    Bench bench;
    bench.values.insert(u"alertmanager"_s, QStringList{u"http://127.0.0.1:1/am"_s, u"http://127.0.0.1:2/other"_s});
    const auto answer = [&bench](const QString &path, const QByteArray &alerts, const QByteArray &silences, const QByteArray &time) {
        bench.transport->answer("GET", path + u"/alerts"_s, 200, alerts, {{"Date", "Mon, 05 Jan 2026 " + time + " GMT"}});
        bench.transport->answer("GET", path + u"/silences"_s, 200, silences);
        bench.transport->answer("GET", path + u"/status"_s, 200,
            R"({"cluster":{"status":"disabled"},"uptime":"2026-01-01T00:00:00Z","versionInfo":{"version":"0.25.0"}})");
        bench.transport->answer("POST", path + u"/silences"_s, 200, R"({"silenceID":"made"})");
    };
    // By its own clock it has 25 minutes left: less than half of what it is made for.
    QByteArray silences = '[' + silenceJson("s1", "ann", "2026-01-05T03:35:00.000Z", "h2") + ']';
    silences.replace("02:55", "03:05");
    answer(am, '[' + first + ',' + alertJson("0000000000000002", "Slow", "h2", "s1") + ']', silences, "03:10:00");
    answer(u"/other/api/v2"_s, "[]", "[]", "03:00:00");
    bench.start();
    const TimePoint now = bench.clock.now();
    const Snapshot snapshot = bench.poll();
    const auto lastEnd = [&bench] { return *fromIso(bench.posted().last()[u"endsAt"_s].toString()) - 10min; }; // by our clock
    const auto isAbout = [](TimePoint one, TimePoint other) { return std::chrono::abs(one - other) < 30s; };
    QCOMPARE(bench.posted().size(), 1); // prolonged
    QVERIFY(isAbout(lastEnd(), now + 1h));
    QVERIFY(bench.act(u"acknowledge"_s, {titled(snapshot, u"Slow on h1"_s)}).first());
    QVERIFY(isAbout(lastEnd(), now + 1h));
    QVERIFY(bench.act(u"snooze"_s, {titled(snapshot, u"Slow on h1"_s)}, {{u"for"_s, u"5m"_s}}).first());
    QVERIFY(isAbout(lastEnd(), now + 5min));
    // The page of the silences.
    SilenceKeeper *keeper = bench.source->silenceKeeper();
    QVERIFY(waited(keeper->makeSilence({u"alertname=Slow"_s, now + 2h, u"works"_s})));
    QVERIFY(isAbout(lastEnd(), now + 2h));
    const auto listed = waited(keeper->silences());
    QCOMPARE(listed->silences.size(), 1);
    QVERIFY(isAbout(*listed->silences.first().ends, now + 25min));
    QVERIFY(waited(keeper->prolongSilence(listed->silences.first().id, now + 3h)));
    QVERIFY(isAbout(lastEnd(), now + 3h));
}

void TestAct::aSnoozeThatIsSentAgain_data()
{
    QTest::addColumn<Duration>("ends"); // that of the silence which is there, after the snooze was asked for
    QTest::addColumn<QByteArray>("comment");
    QTest::addColumn<bool>("isAlreadyMade");
    const QByteArray snooze = "acknowledged in Nightbell";
    QTest::newRow("the first attempt made it") << Duration(4h) << snooze << true;
    QTest::newRow("the first attempt made it, by a clock that was a little off") << Duration(4h - 5s) << snooze << true;
    QTest::newRow("an older snooze that is shorter") << Duration(15min) << snooze << false;
    QTest::newRow("an older snooze that is longer") << Duration(8h) << snooze << true;
    QTest::newRow("an acknowledgement without an end") << Duration(4h) << QByteArray("ACK! acknowledged in Nightbell") << false;
}

void TestAct::aSnoozeThatIsSentAgain()
{
    QFETCH(const Duration, ends);
    QFETCH(const QByteArray, comment);
    QFETCH(const bool, isAlreadyMade);
    Bench bench;
    bench.alertmanager('[' + first + ']');
    bench.start();
    const Incident incident = bench.poll().incidents->first();
    ActionRequest request{u"snooze"_s, incident.id, SourceId(u"prod"_s), u"ann"_s, u"window"_s, bench.clock.now()};
    request.inputs = {{u"for"_s, u"4h"_s}};
    QVERIFY(waited(bench.source->perform(request)));
    QJsonObject there = bench.posted().first();
    there.insert(u"id"_s, u"there"_s);
    there.insert(u"comment"_s, QString::fromUtf8(comment));
    there.insert(u"endsAt"_s, toIso(request.requested + ends));
    bench.alertmanager('[' + first + ']', '[' + QJsonDocument(there).toJson() + ']');
    bench.clock.advance(10min);
    request.mayHaveBeenSent = true;
    QVERIFY(waited(bench.source->perform(request)));
    QCOMPARE(bench.posted().size(), isAlreadyMade ? 1 : 2);
    if (!isAlreadyMade) // it ends when it would have ended, had it been there at once
        QCOMPARE(*fromIso(bench.posted().last()[u"endsAt"_s].toString()), request.requested + Duration(4h));
}

void TestAct::aSnoozeThatCameTooLateIsRefused()
{
    Bench bench;
    bench.alertmanager('[' + first + ']');
    bench.start();
    const Incident incident = bench.poll().incidents->first();
    ActionRequest request{u"snooze"_s, incident.id, SourceId(u"prod"_s), u"ann"_s, u"window"_s, bench.clock.now()};
    request.inputs = {{u"for"_s, u"5m"_s}};
    bench.clock.advance(6min);
    const auto answer = waited(bench.source->perform(request));
    QVERIFY(!answer);
    QVERIFY(bench.posted().isEmpty());
}

// An acknowledgement from before the console was started waits until it is known what became of the alert.
void TestAct::whatIsNotKnownIsOverOnlyWhereAllIsKnown()
{
    Bench bench;
    bench.alertmanager('[' + first + ']');
    bench.start();
    const Incident waiting = bench.poll().incidents->first();

    Bench restarted;
    restarted.transport->answer("GET", am + u"/status"_s, 503, {});
    restarted.transport->answer("GET", am + u"/alerts"_s, 503, {});
    restarted.transport->answer("GET", am + u"/silences"_s, 503, {});
    restarted.start();
    restarted.pollError();
    QCOMPARE(restarted.act(u"acknowledge"_s, {waiting}).first().error().kind, ErrorKind::Server);
    restarted.alertmanager("[]", "[]", "2026-01-05T02:59:30Z"); // it has only just been started, too
    restarted.poll();
    QCOMPARE(restarted.act(u"acknowledge"_s, {waiting}).first().error().kind, ErrorKind::Server);
    restarted.alertmanager('[' + second + ']');
    restarted.poll();
    QCOMPARE(restarted.act(u"acknowledge"_s, {waiting}).first().error().kind, ErrorKind::NotFound);
    restarted.alertmanager('[' + first + ',' + second + ']');
    restarted.poll();
    QVERIFY(restarted.act(u"acknowledge"_s, {waiting}).first());
}

void TestAct::silencesThatCannotBeReadStayAsTheyWere()
{
    Bench bench;
    const QByteArray silences = '[' + silenceJson("s1", "ann", "2026-01-05T05:00:00.000Z", "h1") + ']';
    const QByteArray known = alertJson("0000000000000001", "Slow", "h1", "s1");
    bench.alertmanager('[' + known + ']', silences);
    bench.start();
    QCOMPARE(bench.poll().incidents->first()->state, IncidentState::Acknowledged);
    bench.transport->forget();
    bench.transport->answer("GET", am + u"/alerts"_s, 200, '[' + known + ']');
    bench.transport->answer("GET", am + u"/silences"_s, 500, {});
    const Snapshot snapshot = bench.poll();
    QCOMPARE(snapshot.incidents->first()->state, IncidentState::Acknowledged);
    QVERIFY(!snapshot.warnings.isEmpty()); // and it is said
}

void TestAct::whatOnlyPrometheusHasIsDescribedByIt()
{
    Bench bench;
    bench.values = {{u"url"_s, u"http://127.0.0.1:1/prom"_s}};
    bench.prometheus(R"({"data":{"groups":[{"name":"g","rules":[{"type":"alerting","name":"Slow","health":"ok","duration":60,"alerts":[)"
                     R"({"state":"firing","activeAt":"2026-01-05T02:50:00Z","labels":{"alertname":"Slow","instance":"h1"},)"
                     R"("annotations":{"summary":"Slow on h1","runbook_url":"https://runbooks.example.com/Slow"}}]}]}]}})");
    bench.start();
    const Incident slow = titled(bench.poll(), u"Slow on h1"_s);
    const auto details = waited(bench.source->details(slow.id));
    QVERIFY(details && details->links.size() == 1);
    QCOMPARE(details->links.constFirst().url, QUrl(u"https://runbooks.example.com/Slow"_s));
    const QJsonObject annotations = details->alerts.constFirst().payload.toObject()[u"annotations"_s].toObject();
    QCOMPARE(annotations[u"summary"_s].toString(), u"Slow on h1"_s);
}

QTEST_GUILESS_MAIN(TestAct)
#include "tst_act.moc"
