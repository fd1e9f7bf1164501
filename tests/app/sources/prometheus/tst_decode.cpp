// SPDX-License-Identifier: GPL-3.0-or-later
// What the servers answer, decoded.
#include "net/serverclock.h"
#include "sources/prometheus/access.h"
#include "sources/prometheus/alerts.h"
#include "sources/prometheus/query.h"
#include "sources/prometheus/rules.h"
#include "sources/prometheus/silences.h"
#include "sources/prometheus/status.h"

#include <QTest>

#include <cmath>

using namespace nightbell;
using namespace nightbell::prometheus;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// As Alertmanager 0.25 writes it.
QByteArray alertJson(const QByteArray &print, const QByteArray &labels, const QByteArray &rest = {})
{
    return "{\"annotations\":{\"description\":\"It is \\\"slow\\\".\","
           R"("runbook_url":"https://runbooks.example/Slow","summary":"Slow on h1"},)"
           R"("endsAt":"2026-11-23T09:50:03.443Z","fingerprint":")"
        + print
        + R"(","receivers":[{"name":"none"}],"startsAt":"2026-11-23T09:42:48.443Z","status":{"inhibitedBy":[],"silencedBy":[],"state":"active"},)"
          R"("updatedAt":"2026-11-23T09:46:03.450Z","generatorURL":"http://vm:9090/graph?g0.expr=up+%3D%3D+0\u0026g0.tab=1","labels":)"
        + labels + rest + '}';
}

const QByteArray one = alertJson("0000000000000001", R"({"severity":"critical","alertname":"Slow","instance":"h1:9100","service":"shop"})");
const QByteArray two = alertJson("0000000000000002", R"({"alertname":"Slow","instance":"h2:9100","severity":"P1"})");

Mapping mapping()
{
    Mapping mapping;
    mapping.source = SourceId(u"prod"_s);
    mapping.severities = Mapping::usualSeverities();
    mapping.covers = Mapping::usualCovers();
    mapping.watchdogs = {*Matchers::parse(u"alertname=Watchdog")};
    return mapping;
}

std::shared_ptr<const AlertList> alerts(const QByteArray &body, std::shared_ptr<const AlertList> before = nullptr)
{
    return readAlerts(body, mapping(), before).valueOr(nullptr);
}

QByteArray vectorJson(const QByteArray &result)
{
    return R"({"status":"success","data":{"resultType":"vector","result":[)" + result + "]}}";
}

} // namespace

class TestDecode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLargeChartIsReadWhole();
    void alertsBecomeIncidents();
    void alertsThatStayAreTakenOver();
    void alertsThatAreToldAgainAreTheSame();
    void oneBrokenAlertDoesNotHideTheOthers();
    void alertsAreSorted();
    void answersThatAreNoAlerts_data();
    void answersThatAreNoAlerts();
    void anAnswerCutAnywhereIsRefused();
    void labelsInAnyScript();
    void factsOfOneAlert();
    void valuesThatAreNoNumberAreGaps();
    void curvesAreRead();
    void curvesAreTheSameHoweverTheyAreWritten_data();
    void curvesAreTheSameHoweverTheyAreWritten();
    void scalarsAreRead();
    void oneBrokenCurveDoesNotHideTheOthers();
    void warningsOfPartialAnswersAreKept();
    void answersThatAreNoCurves_data();
    void answersThatAreNoCurves();
    void stepsNeverPassTheLimit_data();
    void stepsNeverPassTheLimit();
    void rulesAreRead();
    void silencesAreRead();
    void silencesAreWritten();
    void acknowledgementsAreRecognised();
    void statusIsRead();
    void clustersAreTold_data();
    void clustersAreTold();
    void aServerThatHasJustStartedIsSettling();
    void externalLabelsAreRead();
    void targetsAreRead();
    void refusalsSayWhy_data();
    void refusalsSayWhy();
    void pathsGoBehindThePrefix();
};

void TestDecode::alertsBecomeIncidents()
{
    const auto list = alerts('[' + one + ',' + two + ']');
    QVERIFY(list);
    QCOMPARE(list->alerts.size(), size_t{2});
    const Incident &first = *list->alerts[0].incident;
    QCOMPARE(list->alerts[0].fingerprint, u"0000000000000001"_s);
    QCOMPARE(first.title, u"Slow on h1"_s);
    QCOMPARE(first.text, u"It is \"slow\"."_s);
    QCOMPARE(first.severity, Severity::Critical);
    QCOMPARE(first.service, ServiceId(u"shop"_s));
    QCOMPARE(first.host, HostId(u"prod:h1:9100"_s));
    QCOMPARE(toIso(first.created), u"2026-11-23T09:42:48.443Z"_s);
    QCOMPARE(first.url, QUrl(u"http://vm:9090/graph?g0.expr=up+%3D%3D+0&g0.tab=1"_s));
    QCOMPARE(first.labels.first().name, u"alertname"_s);
    const Incident &second = *list->alerts[1].incident;
    QCOMPARE(second.severity, Severity::Unknown);
    QCOMPARE(second.priority, u"P1"_s);
    QCOMPARE(second.urgency, Urgency::High);
}

void TestDecode::alertsThatStayAreTakenOver()
{
    const auto before = alerts('[' + one + ',' + two + ']');
    const auto after = alerts('[' + two + ']', before);
    QCOMPARE(after->alerts.size(), size_t{1});
    QVERIFY(after->alerts[0].incident == before->alerts[1].incident); // not read again
    QByteArray renamed = two;
    renamed.replace("Slow on h1", "Very slow");
    QCOMPARE(alerts('[' + one + ',' + renamed + ']', before)->alerts[1].incident->title, u"Very slow"_s);
}

void TestDecode::alertsThatAreToldAgainAreTheSame()
{
    const auto before = alerts('[' + one + ']');
    QByteArray again = one;
    again.replace("09:50:03.443", "09:51:03.443").replace("09:46:03.450", "09:47:03.450");
    const auto after = alerts('[' + again + ']', before);
    QCOMPARE(after->alerts[0].digest, before->alerts[0].digest);
    QVERIFY(after->alerts[0].incident == before->alerts[0].incident);
    QByteArray silenced = one;
    silenced.replace(R"("silencedBy":[])", R"("silencedBy":["a-b"])").replace("active", "suppressed");
    const auto quiet = alerts('[' + silenced + ']', before);
    QVERIFY(quiet->alerts[0].digest != before->alerts[0].digest);
    QCOMPARE(quiet->alerts[0].silencedBy, QStringList{u"a-b"_s});
}

void TestDecode::oneBrokenAlertDoesNotHideTheOthers()
{
    for (const QByteArray &broken : {QByteArray("5"), QByteArray("null"), QByteArray("{}"), QByteArray(R"({"labels":5})"),
             alertJson("0000000000000003", R"({"alertname":5})"), QByteArray(R"([{"labels":{}}])")}) {
        const auto list = alerts('[' + one + ',' + broken + ',' + two + ']');
        QVERIFY2(list, broken.constData());
        QCOMPARE(list->alerts.size(), size_t{2});
        QCOMPARE(list->skipped, 1);
    }
    const auto noTexts = alerts(R"([{"labels":{"alertname":"Bare"},"annotations":null,"status":null}])");
    QCOMPARE(noTexts->alerts.size(), size_t{1});
    QCOMPARE(noTexts->alerts[0].incident->title, u"Bare"_s);
    QCOMPARE(noTexts->alerts[0].fingerprint, fingerprint(noTexts->alerts[0].incident->labels));
}

void TestDecode::alertsAreSorted()
{
    const auto list = alerts('[' + two + ',' + one + ']');
    QCOMPARE(list->alerts[0].fingerprint, u"0000000000000001"_s);
    QVERIFY(list->find(u"0000000000000002"_s));
    QVERIFY(!list->find(u"0000000000000003"_s));
}

void TestDecode::answersThatAreNoAlerts_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a page of a proxy") << QByteArray("<html><body>Bad gateway</body></html>");
    QTest::newRow("an object") << QByteArray(R"({"status":"success"})");
    QTest::newRow("a text") << QByteArray(R"("sorry")");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("bytes that are no UTF-8") << QByteArray("[{\"labels\":{\"a\":\"\xff\xfe\"}}]");
}

void TestDecode::answersThatAreNoAlerts()
{
    QFETCH(QByteArray, body);
    const auto list = readAlerts(body, mapping(), nullptr);
    QVERIFY(!list);
    QCOMPARE(list.error().kind, ErrorKind::BadAnswer);
}

// Half an answer must never look like a whole one with fewer alerts.
void TestDecode::anAnswerCutAnywhereIsRefused()
{
    const QByteArray whole = '[' + one + ',' + two + ']';
    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY2(!readAlerts(whole.first(length), mapping(), nullptr), qPrintable(QString::number(length)));
    const QByteArray curve = R"({"metric":{"instance":"h1"},"values":[[1,"1"],[2,"2"]]})";
    const QByteArray curves = R"({"status":"success","data":{"resultType":"matrix","result":[)" + curve + ',' + curve + "]}}";
    QCOMPARE(readQueryAnswer(curves)->curves.size(), 2);
    for (qsizetype length = 0; length < curves.size(); ++length)
        QVERIFY2(!readQueryAnswer(curves.first(length)), qPrintable(QString::number(length)));
}

void TestDecode::labelsInAnyScript()
{
    const auto list = alerts('['
        + alertJson("0000000000000001", R"({"alertname":"Диск \u65e5\u672c","instance":"hôst\u0007\u202e1","path":"a\\b\n\u0000"})") + ']');
    QCOMPARE(list->alerts.size(), size_t{1});
    const Incident &incident = *list->alerts[0].incident;
    QCOMPARE(valueOf(incident.labels, u"alertname"), u"Диск 日本"_s);
    QCOMPARE(valueOf(incident.labels, u"path").size(), 5);
    QCOMPARE(cleaned(valueOf(incident.labels, u"instance"), true), u"hôst\ufffd\ufffd1"_s);
}

void TestDecode::factsOfOneAlert()
{
    const auto facts = readFacts('[' + one + ',' + two + ']', u"0000000000000002"_s);
    QVERIFY(facts);
    QCOMPARE(valueOf(facts->labels, u"instance"), u"h2:9100"_s);
    const QList<WebLink> links = linksOf(*facts);
    QCOMPARE(links.size(), 2);
    QCOMPARE(links[0].url, QUrl(u"https://runbooks.example/Slow"_s));
    QCOMPARE(links[0].text, u"Runbook"_s);
    QVERIFY(!readFacts("[]", u"0000000000000002"_s));
}

void TestDecode::valuesThatAreNoNumberAreGaps()
{
    const auto answer = readQueryAnswer(
        R"({"data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"0.5"],[2,"NaN"],[3,"+Inf"],[4,"-Inf"],[5,"1e3"],[6,"x"],[7,""]]}]}})");
    QVERIFY(answer);
    const QList<Sample> &samples = answer->curves.first().samples;
    QCOMPARE(samples.size(), 7);
    QCOMPARE(samples[0].value, 0.5);
    QCOMPARE(samples[4].value, 1000.0);
    for (const qsizetype gap : {1, 2, 3, 5, 6})
        QVERIFY(std::isnan(samples[gap].value));
}

void TestDecode::curvesAreRead()
{
    const auto answer = readQueryAnswer(vectorJson(
        R"({"metric":{"__name__":"up","job":"node","instance":"h1"},"value":[1732345678.123,"1"]},{"metric":{},"value":[5,"2"]})"));
    QVERIFY(answer);
    QCOMPARE(answer->curves.size(), 2);
    QCOMPARE(answer->curves[0].labels, (Labels{{u"instance"_s, u"h1"_s}, {u"job"_s, u"node"_s}}));
    QCOMPARE(answer->curves[0].samples, (QList<Sample>{{fromMilliseconds(1732345678123), 1}}));
    QVERIFY(readQueryAnswer(vectorJson({}))->curves.isEmpty());
    const QByteArray null = R"({"data":{"resultType":"matrix","result":null}})";
    QVERIFY(readQueryAnswer(null)->curves.isEmpty());
}

// The form that servers write is read in a way of its own.
void TestDecode::curvesAreTheSameHoweverTheyAreWritten_data()
{
    QTest::addColumn<QByteArray>("values");
    QTest::newRow("as servers write it") << QByteArray(R"([[1732345678.123,"0.5"],[1732345693.123,"NaN"],[1732345708.123,"-2e3"]])");
    QTest::newRow("with spaces") << QByteArray(R"([ [1732345678.123, "0.5"], [1732345693.123, "NaN"], [1732345708.123, "-2e3"] ])");
    QTest::newRow("with more digits") << QByteArray(R"([[1732345678.1231,"0.5"],[1732345693.1230,"NaN"],[1732345708.1229,"-2000"]])");
    QTest::newRow("with an exponent") << QByteArray(R"([[1732345678123e-3,"0.5"],[1732345693123e-3,"NaN"],[1732345708123e-3,"-2e3"]])");
    QTest::newRow("escaped") << QByteArray(R"([[1732345678.123,"0\u002e5"],[1732345693.123,"NaN"],[1732345708.123,"-2e3"]])");
    QTest::newRow("with a number that no double holds")
        << QByteArray(R"([[1732345678.123,"0.5"],[1732345693.123,"1e999"],[1732345708.123,"-2e3"]])");
}

void TestDecode::curvesAreTheSameHoweverTheyAreWritten()
{
    QFETCH(const QByteArray, values);
    const auto answer = readQueryAnswer(vectorJson(R"({"values":)" + values + R"(,"metric":{"instance":"h1"}})"));
    QVERIFY(answer);
    QCOMPARE(answer->skipped, 0);
    const Curve &curve = answer->curves.first();
    QCOMPARE(curve.labels, (Labels{{u"instance"_s, u"h1"_s}}));
    QCOMPARE(curve.samples.size(), 3);
    QCOMPARE(curve.samples[0], (Sample{fromMilliseconds(1732345678123), 0.5}));
    QCOMPARE(curve.samples[1].at, fromMilliseconds(1732345693123));
    QVERIFY(std::isnan(curve.samples[1].value));
    QCOMPARE(curve.samples[2], (Sample{fromMilliseconds(1732345708123), -2000}));
}

void TestDecode::scalarsAreRead()
{
    const auto answer = readQueryAnswer(R"({"status":"success","data":{"resultType":"scalar","result":[1732345678.5,"42"]}})");
    QVERIFY(answer);
    QCOMPARE(answer->curves.first().samples, (QList<Sample>{{fromMilliseconds(1732345678500), 42}}));
}

void TestDecode::oneBrokenCurveDoesNotHideTheOthers()
{
    const QByteArray good = R"({"metric":{"instance":"h1"},"value":[1,"1"]})";
    for (const QByteArray &broken : {QByteArray(R"({"metric":5,"value":[1,"1"]})"), QByteArray(R"({"metric":{},"value":[1]})"),
             QByteArray(R"({"metric":{},"value":["1","1"]})"), QByteArray(R"({"metric":{"a":1},"value":[1,"1"]})")}) {
        const auto answer = readQueryAnswer(vectorJson(good + ',' + broken + ',' + good));
        QVERIFY2(answer, broken.constData());
        QCOMPARE(answer->curves.size(), 2);
        QCOMPARE(answer->skipped, 1);
    }
}

void TestDecode::warningsOfPartialAnswersAreKept()
{
    const auto answer = readQueryAnswer(
        R"({"status":"success","data":{"resultType":"vector","result":[]},"warnings":["store a: no route","store b: timeout"]})");
    QCOMPARE(answer->warnings, (QStringList{u"store a: no route"_s, u"store b: timeout"_s}));
}

void TestDecode::answersThatAreNoCurves_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a page of a proxy") << QByteArray("<html></html>");
    QTest::newRow("no data") << QByteArray(R"({"status":"success"})");
    QTest::newRow("data of another kind") << QByteArray(R"({"data":[]})");
    QTest::newRow("no result") << QByteArray(R"({"data":{"resultType":"vector"}})");
    QTest::newRow("lines that are no objects") << QByteArray(R"({"data":{"resultType":"vector","result":[5]}})");
    QTest::newRow("cut in a curve") << QByteArray(R"({"data":{"resultType":"vector","result":[{"metric":{},"value":[1,"1"]},{"met)");
}

void TestDecode::answersThatAreNoCurves()
{
    QFETCH(QByteArray, body);
    QVERIFY(!readQueryAnswer(body));
}

void TestDecode::stepsNeverPassTheLimit_data()
{
    QTest::addColumn<Duration>("span");
    QTest::addColumn<int>("columns");
    QTest::addColumn<Duration>("step");
    QTest::newRow("an hour over 500 columns") << Duration(1h) << 500 << Duration(8s);
    QTest::newRow("never below what a target is read at") << Duration(1min) << 500 << Duration(5s);
    QTest::newRow("a week over 700") << Duration(168h) << 700 << Duration(864s);
    QTest::newRow("more columns than points are allowed") << Duration(168h) << 50'000 << Duration(55s);
}

void TestDecode::stepsNeverPassTheLimit()
{
    QFETCH(Duration, span);
    QFETCH(int, columns);
    const TimePoint from = fromMilliseconds(1'000'000);
    const Duration step = stepFor(from, from + span, columns);
    QTEST(step, "step");
    QVERIFY(span / step <= 11'000);
}

void TestDecode::rulesAreRead()
{
    const QByteArray body = R"({"status":"success","data":{"groups":[{"name":"hosts","rules":[
        {"state":"firing","name":"HighCPU","duration":300,"health":"ok","type":"alerting","alerts":[
          {"labels":{"alertname":"HighCPU","instance":"h4"},"annotations":{"summary":"CPU on h4"},"state":"firing","activeAt":"2026-11-23T09:44:58.668203421Z"},
          {"labels":{"alertname":"HighCPU","instance":"h5"},"annotations":{},"state":"pending","activeAt":"2026-11-23T09:45:58Z"},
          {"labels":null,"state":"firing"}, 7]},
        {"name":"broken","health":"err","lastError":"many-to-many matching","type":"recording"}, null]}, {"name":"empty"}]},
        "warnings":["ruler b: unavailable"]})";
    const auto rules = readRules(body, mapping(), {{u"cluster"_s, u"lab"_s}});
    QVERIFY(rules);
    QCOMPARE(rules->alerts.size(), 2);
    const Labels sent{{u"alertname"_s, u"HighCPU"_s}, {u"cluster"_s, u"lab"_s}, {u"instance"_s, u"h4"_s}};
    const RuleAlert firing = rules->alerts.value(fingerprint(sent));
    QVERIFY(firing.isFiring);
    QCOMPARE(firing.incident->title, u"CPU on h4"_s);
    QCOMPARE(firing.incident->covers, u"rule/cpu/prod:h4"_s);
    QCOMPARE(firing.holds, Duration(5min));
    QCOMPARE(toIso(firing.facts.startsAt), u"2026-11-23T09:44:58.668Z"_s);
    QCOMPARE(rules->broken, (QList<BrokenRule>{{u"hosts"_s, u"broken"_s, u"many-to-many matching"_s}}));
    QCOMPARE(rules->warnings, QStringList{u"ruler b: unavailable"_s});
    QVERIFY(!readRules("<html>", mapping(), {}));
}

void TestDecode::silencesAreRead()
{
    const QByteArray body = R"([
        {"id":"a","status":{"state":"active"},"matchers":[{"name":"alertname","value":"X","isRegex":false,"isEqual":true},
            {"name":"instance","value":"h.*","isRegex":true}],
         "startsAt":"2026-11-23T09:00:00.000Z","endsAt":"2026-11-23T10:00:00.000Z","createdBy":"ann","comment":"ACK! mine"},
        {"id":"b","status":{"state":"expired"},"matchers":[],"startsAt":"2026-11-23T09:00:00.000Z","endsAt":"2026-11-23T09:30:00.000Z"},
        {"id":"c","status":{"state":"active"},"matchers":5,"startsAt":"x"}, 5])";
    const auto silences = readSilences(body);
    QVERIFY(silences);
    QCOMPARE(silences->size(), 1);
    QCOMPARE(silences->first().matchers.text(), uR"(alertname="X", instance=~"h.*")"_s);
    QCOMPARE(silences->first().createdBy, u"ann"_s);
    QVERIFY(!readSilences("nope"));
    const QByteArray refusal = R"({"code":601})";
    QVERIFY(!readSilences(refusal));
}

void TestDecode::silencesAreWritten()
{
    Silence silence;
    silence.id = u"abc"_s;
    silence.matchers = exactly({{u"alertname"_s, u"X \"y\""_s}});
    silence.startsAt = *fromIso(u"2026-11-23T09:00:00Z"_s);
    silence.endsAt = silence.startsAt + 1h;
    silence.createdBy = u"ann"_s;
    silence.comment = acknowledgementComment(u"mine"_s);
    const QByteArray json = silenceJson(silence);
    QVERIFY(json.contains("\"isEqual\":true"));
    QVERIFY(json.contains("\"isRegex\":false"));
    QCOMPARE(readSilences('[' + json + ']')->first(), silence);
    QCOMPARE(*readSilenceId("{\"silenceID\":\"abc\"}"), u"abc"_s);
    QVERIFY(!readSilenceId("{}"));
}

void TestDecode::acknowledgementsAreRecognised()
{
    Silence silence;
    silence.comment = acknowledgementComment(u"mine"_s);
    QVERIFY(isAcknowledgement(silence) && goesOnUntilResolved(silence));
    silence.comment = snoozeComment(u"mine"_s);
    QVERIFY(isAcknowledgement(silence) && !goesOnUntilResolved(silence));
    silence.comment = u"maintenance of the rack"_s;
    QVERIFY(!isAcknowledgement(silence));
}

void TestDecode::statusIsRead()
{
    const auto status = readAlertmanagerStatus(
        R"({"cluster":{"name":"01A","status":"ready","peers":[{"name":"01A","address":"10.0.0.1:9094"},{"name":"01B"}]},"uptime":"2026-11-23T09:00:00.5Z","versionInfo":{"version":"0.25.0"}})");
    QVERIFY(status);
    QCOMPARE(status->version, u"0.25.0"_s);
    QCOMPARE(status->peers, (QStringList{u"01A"_s, u"01B"_s}));
    QCOMPARE(toIso(*status->started), u"2026-11-23T09:00:00.500Z"_s);
    QVERIFY(!readAlertmanagerStatus("[]"));
    const QByteArray mimir = R"({"status":"success","data":{"application":"Grafana Mimir","version":"2.10"}})";
    QCOMPARE(*readBuildInfo(mimir), (BuildInfo{u"Grafana Mimir"_s, u"2.10"_s}));
    const QByteArray plain = R"({"data":{"version":"2.42.0"}})";
    QCOMPARE(readBuildInfo(plain)->product, u"Prometheus"_s);
    QVERIFY(!readBuildInfo("404 page not found"));
    const QByteArray managers = R"({"data":{"activeAlertmanagers":[{"url":"http://a"}],"droppedAlertmanagers":[]}})";
    QCOMPARE(*readActiveAlertmanagers(managers), 1);
}

void TestDecode::clustersAreTold_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<bool>("isOne");
    QTest::newRow("both name each other") << u"ready 1 1,2"_s << u"ready 2 1,2"_s << true;
    QTest::newRow("one has lost the other") << u"ready 1 1,2"_s << u"ready 2 2"_s << true;
    QTest::newRow("strangers") << u"ready 1 1,2"_s << u"ready 3 3,4"_s << false;
    QTest::newRow("both without a cluster") << u"disabled"_s << u"disabled"_s << false;
    QTest::newRow("one does not say") << u""_s << u"ready 2 2"_s << true;
}

void TestDecode::clustersAreTold()
{
    const auto status = [](const QString &text) -> std::optional<AlertmanagerStatus> {
        if (text.isEmpty())
            return std::nullopt;
        AlertmanagerStatus made;
        made.cluster = text.section(u' ', 0, 0);
        made.name = text.section(u' ', 1, 1);
        made.peers = text.section(u' ', 2).split(u',', Qt::SkipEmptyParts);
        return made;
    };
    QFETCH(QString, a);
    QFETCH(QString, b);
    QTEST(areOneCluster(status(a), status(b)), "isOne");
}

void TestDecode::aServerThatHasJustStartedIsSettling()
{
    const TimePoint now = fromMilliseconds(1'000'000'000);
    AlertmanagerStatus status;
    status.cluster = u"ready"_s;
    QVERIFY(!isSettling(status, now, 3min));
    status.started = now - 2min;
    QVERIFY(isSettling(status, now, 3min));
    status.started = now - 3min;
    QVERIFY(!isSettling(status, now, 3min));
    status.cluster = u"settling"_s;
    QVERIFY(isSettling(status, now, 3min));
}

void TestDecode::externalLabelsAreRead()
{
    const QByteArray yaml
        = R"({"status":"success","data":{"yaml":"global:\n  scrape_interval: 5s\n  external_labels:\n    cluster: lab\n    note: 'it''s: here'\n    replica: \"a\\\"b\"\nrule_files:\n- x: y\n"}})";
    QCOMPARE(readExternalLabels(yaml), (Labels{{u"cluster"_s, u"lab"_s}, {u"note"_s, u"it's: here"_s}, {u"replica"_s, u"a\"b"_s}}));
    const QByteArray none = R"({"data":{"yaml":"global:\n  scrape_interval: 5s\n"}})";
    QVERIFY(readExternalLabels(none).isEmpty());
    QVERIFY(readExternalLabels("nope").isEmpty());
}

void TestDecode::targetsAreRead()
{
    const auto targets = readTargets(
        R"({"data":{"activeTargets":[{"health":"up","labels":{"instance":"a"}},{"health":"down","lastError":"connection refused","labels":{"job":"node","instance":"b"}}]}})");
    QVERIFY(targets);
    QCOMPARE(targets->all, 2);
    QCOMPARE(targets->down, (QList<DownTarget>{{{{u"instance"_s, u"b"_s}, {u"job"_s, u"node"_s}}, u"connection refused"_s}}));
}

void TestDecode::refusalsSayWhy_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("detail");
    QTest::newRow("a bare text") << 400 << QByteArray(R"("bad matcher format: x")") << ErrorKind::BadInput
                                 << u"status 400: bad matcher format: x"_s;
    QTest::newRow("an object of Alertmanager") << 422 << QByteArray(R"({"code":602,"message":"comment in body is required"})")
                                               << ErrorKind::BadInput << u"status 422: comment in body is required"_s;
    QTest::newRow("an object of Prometheus") << 503 << QByteArray(R"({"status":"error","errorType":"timeout","error":"query timed out"})")
                                             << ErrorKind::Server << u"status 503: query timed out"_s;
    QTest::newRow("a page") << 502 << QByteArray("<html><h1>Bad Gateway</h1></html>") << ErrorKind::Server << u"status 502"_s;
    QTest::newRow("a line") << 401 << QByteArray("Unauthorized\n") << ErrorKind::Unauthorized << u"status 401: Unauthorized"_s;
    QTest::newRow("no tenant") << 401 << QByteArray("no org id\n") << ErrorKind::Unauthorized << u"status 401: no org id"_s;
    QTest::newRow("not there") << 404 << QByteArray("404 page not found") << ErrorKind::NotFound << u"status 404: 404 page not found"_s;
    QTest::newRow("a redirect to a login") << 302 << QByteArray() << ErrorKind::BadAnswer << u"status 302"_s;
}

void TestDecode::refusalsSayWhy()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const auto answer = bodyOf(HttpReply{status, {{"Retry-After", "7"}}, body}, {});
    QVERIFY(!answer);
    QTEST(answer.error().kind, "kind");
    QTEST(answer.error().detail, "detail");
    QCOMPARE(answer.error().retryAfter, Duration(7s));
}

void TestDecode::pathsGoBehindThePrefix()
{
    Access access;
    access.base = QUrl(u"https://monitor.example/am%20x"_s);
    access.headers = {{"X-Scope-OrgID", "team-a"}};
    access.clientCertificate = u"/etc/me.pem"_s;
    const HttpRequest request = formRequest(access, u"/api/v1/query"_s, 4s, {{u"query"_s, u"up{a=\"b\"} + 1 & 2"_s}});
    QCOMPARE(request.url.toString(QUrl::FullyEncoded), u"https://monitor.example/am%20x/api/v1/query"_s);
    QCOMPARE(request.body, QByteArray("query=up%7Ba%3D%22b%22%7D%20%2B%201%20%26%202"));
    QCOMPARE(request.headers.first(), (HttpHeader{"X-Scope-OrgID", "team-a"}));
    QCOMPARE(request.clientCertificate, u"/etc/me.pem"_s);
    QCOMPARE(basicAuthorization(u"jörg"_s, u"pä:ss"_s), "Basic " + QByteArray("jörg:pä:ss").toBase64());
    QCOMPARE(*dateOf(HttpReply{200, {{"date", "Mon, 23 Nov 2026 09:46:28 GMT"}}, {}}), *fromIso(u"2026-11-23T09:46:28Z"_s));
    QVERIFY(!dateOf(HttpReply{}));
}

// Above a megabyte two threads read it.
void TestDecode::aLargeChartIsReadWhole()
{
    constexpr int hosts = 400;
    QByteArrayList curves;
    for (int host = 0; host < hosts; ++host) {
        QByteArrayList values;
        for (int point = 0; point < 200; ++point)
            values.append('[' + QByteArray::number(1'700'000'000 + point * 15) + ",\"" + QByteArray::number(host * 1'000 + point) + "\"]");
        curves.append(R"({"metric":{"instance":"h)" + QByteArray::number(host) + R"("},"values":[)" + values.join(',') + "]}");
    }
    curves[300] = R"({"metric":{"instance":"h300"},"values":[ [1700000000, "7"] ]})"; // as nobody writes it
    curves[350] = R"({"metric":{"instance":"h350"},"values":7})";
    curves[351] = R"({"metric":{"instance":"h351"},"values":[[1700000000,7]]})";
    const auto answer = readQueryAnswer(R"({"status":"success","data":{"resultType":"matrix","result":[)" + curves.join(',') + "]}}");
    QVERIFY(answer);
    QCOMPARE(answer->skipped, 2);
    QCOMPARE(answer->curves.size(), hosts - 2);
    for (const int host : {0, 199, 200, 349}) {
        QCOMPARE(valueOf(answer->curves[host].labels, u"instance"), u"h%1"_s.arg(host));
        QCOMPARE(answer->curves[host].samples.size(), 200);
        QCOMPARE(answer->curves[host].samples.last().value, host * 1'000 + 199.0);
    }
    QCOMPARE(answer->curves[300].samples.size(), 1);
    QCOMPARE(answer->curves[300].samples.first().value, 7.0);
}

QTEST_GUILESS_MAIN(TestDecode)
#include "tst_decode.moc"
