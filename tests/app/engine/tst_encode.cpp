// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/encode.h"

#include <QTest>

#include <limits>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint night = fromMilliseconds(1'767'582'000'000); // 2026-01-05 03:00 UTC

} // namespace

class TestEncode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void incidentHasItsPromisedMembers();
    void whatAnIncidentDoesNotHaveIsNull();
    void actionUnderWayIsShown();
    void hostFigures_data();
    void hostFigures();
    void unknownFiguresAreNullAndNotZero();
    void ruleSaysWhatItSees();
    void checkThatHasNotRunClaimsNothing();
    void failedCheckSaysWhy();
    void sourceSaysItsAge();
    void errorIsReadBack();
};

void TestEncode::incidentHasItsPromisedMembers()
{
    Incident incident;
    incident.id = IncidentId(u"NB-12"_s);
    incident.source = SourceId(u"nightbell"_s);
    incident.title = u"CPU above 70 % on web-1"_s;
    incident.service = ServiceId(u"main-site"_s);
    incident.host = HostId(u"local:web-1"_s);
    incident.created = night;
    incident.changed = night + 1500ms;
    incident.severity = Severity::Warning;
    incident.url = QUrl(u"https://example.com/a b"_s);
    incident.quiet = Quiet::No;
    incident.labels = {{u"job"_s, u"node"_s}};
    const QJsonObject object = encode(incident);
    QCOMPARE(object["labels"_L1], QJsonValue(QJsonObject{{u"job"_s, u"node"_s}}));
    QVERIFY(object["quiet"_L1].isNull());
    Incident silenced = incident;
    silenced.quiet = Quiet::Silenced;
    QCOMPARE(encode(silenced)["quiet"_L1], QJsonValue(u"silenced"_s));
    QCOMPARE(object["id"_L1], QJsonValue(u"NB-12"_s));
    QCOMPARE(object["source"_L1], QJsonValue(u"nightbell"_s));
    QCOMPARE(object["title"_L1], QJsonValue(u"CPU above 70 % on web-1"_s));
    QCOMPARE(object["service"_L1], QJsonValue(u"main-site"_s));
    QCOMPARE(object["urgency"_L1], QJsonValue(u"high"_s));
    QCOMPARE(object["severity"_L1], QJsonValue(u"warning"_s));
    QCOMPARE(object["state"_L1], QJsonValue(u"triggered"_s));
    QCOMPARE(object["created"_L1], QJsonValue(u"2026-01-05T03:00:00.000Z"_s));
    QCOMPARE(object["changed"_L1], QJsonValue(u"2026-01-05T03:00:01.500Z"_s));
    QCOMPARE(object["host"_L1], QJsonValue(u"local:web-1"_s));
    QCOMPARE(object["url"_L1], QJsonValue(u"https://example.com/a%20b"_s));
    QCOMPARE(object["needsYou"_L1], QJsonValue(true));
}

void TestEncode::whatAnIncidentDoesNotHaveIsNull()
{
    const QJsonObject object = encode(Incident());
    for (const auto key : {"service"_L1, "host"_L1, "check"_L1, "url"_L1, "acknowledgedAt"_L1, "acknowledgedBy"_L1, "resolvedAt"_L1,
             "resolvedBy"_L1, "action"_L1}) {
        QVERIFY2(object.contains(key), key.data());
        QVERIFY2(object[key].isNull(), key.data());
    }
}

void TestEncode::actionUnderWayIsShown()
{
    Incident incident;
    incident.action = {ActionStage::Queued, u"acknowledge"_s, u"no answer in time"_s};
    const QJsonObject action = encode(incident)["action"_L1].toObject();
    QCOMPARE(action, (QJsonObject{{u"action"_s, u"acknowledge"_s}, {u"stage"_s, u"queued"_s}, {u"detail"_s, u"no answer in time"_s}}));
}

void TestEncode::hostFigures_data()
{
    QTest::addColumn<double>("cpu");
    QTest::addColumn<QJsonValue>("expected");
    QTest::addRow("a percentage has one decimal") << 33.333333 << QJsonValue(33.3);
    QTest::addRow("half a tenth is rounded up") << 69.95 << QJsonValue(70.0);
    QTest::addRow("zero is a figure") << 0.0 << QJsonValue(0.0);
    QTest::addRow("what is not a number is null") << std::numeric_limits<double>::quiet_NaN() << QJsonValue();
}

void TestEncode::hostFigures()
{
    QFETCH(double, cpu);
    QFETCH(QJsonValue, expected);
    Host host;
    host.id = HostId(u"local:web-1"_s);
    host.state = HostState::Up;
    host.cpu = cpu;
    host.sampledAt = night;
    host.restartsUnknown = RestartsUnknown::Known;
    host.units = {ServiceUnit{.name = u"a.service"_s, .failedRestarts = {night - 2h, night - 10min, night - 1min}}};
    host.figures = {HostFigure{u"Agent"_s, u"7.60.0"_s}};
    host.url = QUrl(u"https://example.com/web-1"_s);
    const QJsonObject object = encode(host, night + 90'900ms, 1h);
    QCOMPARE(object["figures"_L1][0]["text"_L1], QJsonValue(u"7.60.0"_s));
    QCOMPARE(object["url"_L1], QJsonValue(u"https://example.com/web-1"_s));
    QCOMPARE(object["cpu"_L1], expected);
    QCOMPARE(object["restarts"_L1], QJsonValue(2));
    QVERIFY(object["restartsUnknown"_L1].isNull());
    QCOMPARE(object["restartsWithin"_L1], QJsonValue(u"1h"_s));
    QCOMPARE(object["state"_L1], QJsonValue(u"up"_s));
    QCOMPARE(object["age"_L1], QJsonValue(u"90s"_s));
    QCOMPARE(object["units"_L1].toArray()[0]["failedRestarts"_L1].toArray().size(), 3);
}

void TestEncode::unknownFiguresAreNullAndNotZero()
{
    const QJsonObject object = encode(Host(), night, 1h);
    for (const auto key : {"cpu"_L1, "memory"_L1, "swap"_L1, "restarts"_L1, "cores"_L1, "memoryBytes"_L1, "sampled"_L1, "age"_L1}) {
        QVERIFY2(object.contains(key), key.data());
        QVERIFY2(object[key].isNull(), key.data());
    }
    QCOMPARE(object["restartsUnknown"_L1], QJsonValue(u"not-reported"_s));
}

void TestEncode::ruleSaysWhatItSees()
{
    RuleFinding finding;
    finding.rule = RuleKind::Memory;
    finding.host = HostId(u"local:web-1"_s);
    finding.verdict = Verdict::Firing;
    finding.value = 91.26;
    finding.threshold = 70;
    finding.span = 5min;
    finding.since = night;
    const QJsonObject firing = encode(finding, IncidentId(u"NB-3"_s));
    QCOMPARE(firing["id"_L1], QJsonValue(finding.dedupKey()));
    QCOMPARE(firing["state"_L1], QJsonValue(u"firing"_s));
    QCOMPARE(firing["value"_L1], QJsonValue(91.3));
    QCOMPARE(firing["span"_L1], QJsonValue(u"5m"_s));
    QCOMPARE(firing["incident"_L1], QJsonValue(u"NB-3"_s));
    finding.verdict = Verdict::Unknown;
    const QJsonObject unknown = encode(finding, {});
    QCOMPARE(unknown["state"_L1], QJsonValue(u"unknown"_s));
    QVERIFY(unknown["value"_L1].isNull());
    QVERIFY(unknown["incident"_L1].isNull());
}

void TestEncode::checkThatHasNotRunClaimsNothing()
{
    Check check;
    check.id = CheckId(u"home"_s);
    check.kind = u"http"_s;
    check.target = u"https://example.com/"_s;
    check.every = 30s;
    const QJsonObject object = encode(check);
    QCOMPARE(object["state"_L1], QJsonValue(u"waiting"_s));
    QCOMPARE(object["every"_L1], QJsonValue(u"30s"_s));
    for (const auto key : {"latencyMs"_L1, "reason"_L1, "certificateExpires"_L1, "at"_L1, "phases"_L1, "status"_L1}) {
        QVERIFY2(object.contains(key), key.data());
        QVERIFY2(object[key].isNull(), key.data());
    }
}

void TestEncode::failedCheckSaysWhy()
{
    Check check;
    check.id = CheckId(u"home"_s);
    check.state = CheckState::Failed;
    check.failuresInRow = 3;
    check.last.at = night;
    check.last.failure = CheckFailure::ConnectionRefused;
    check.last.peer = u"10.0.0.3:443"_s;
    check.last.phases.total = 12ms;
    check.last.certificateExpires = night + 24h;
    const QJsonObject object = encode(check);
    QCOMPARE(object["state"_L1], QJsonValue(u"failed"_s));
    QCOMPARE(object["reason"_L1], QJsonValue(u"connection refused by 10.0.0.3:443"_s));
    QCOMPARE(object["failure"_L1], QJsonValue(toWord(CheckFailure::ConnectionRefused)));
    QCOMPARE(object["latencyMs"_L1], QJsonValue(12));
    QCOMPARE(object["certificateExpires"_L1], QJsonValue(u"2026-01-06T03:00:00.000Z"_s));
    QVERIFY(object["phases"_L1]["tlsMs"_L1].isNull());
    QCOMPARE(object["phases"_L1]["totalMs"_L1], QJsonValue(12));
}

void TestEncode::sourceSaysItsAge()
{
    SourceStatus status;
    status.id = SourceId(u"prod"_s);
    status.kind = u"prometheus"_s;
    status.interval = 15s;
    QCOMPARE(encode(status, night)["state"_L1], QJsonValue(u"starting"_s));
    QVERIFY(encode(status, night)["age"_L1].isNull());
    QVERIFY(encode(status, night)["error"_L1].isNull());
    status.state = SourceState::Failed;
    status.lastSuccess = night - 3min;
    status.error = Error{ErrorKind::Timeout, {}};
    status.facts = {u"120 of 400"_s};
    const QJsonObject object = encode(status, night);
    QCOMPARE(object["facts"_L1].toArray(), QJsonArray{u"120 of 400"_s});
    QCOMPARE(object["state"_L1], QJsonValue(u"failed"_s));
    QCOMPARE(object["lastSuccess"_L1], QJsonValue(u"2026-01-05T02:57:00.000Z"_s));
    QCOMPARE(object["age"_L1], QJsonValue(u"3m"_s));
    QCOMPARE(object["error"_L1], QJsonValue(u"no answer in time"_s));
    QCOMPARE(object["errorKind"_L1], QJsonValue(u"timeout"_s));
    // A clock that was set back does not make data from the future.
    QCOMPARE(encode(status, night - 1h)["age"_L1], QJsonValue(u"0s"_s));
}

void TestEncode::errorIsReadBack()
{
    for (int i = 0; i <= int(ErrorKind::Unavailable); ++i) {
        const Error error{ErrorKind(i), u"a detail"_s};
        QCOMPARE(decodeError(encode(error)), error);
        QVERIFY(!encode(error)["reason"_L1].toString().isEmpty());
    }
    QCOMPARE(decodeError(QJsonObject()).kind, ErrorKind::BadAnswer);
    QVERIFY(!encode(Error{ErrorKind::Server, u"https://x:secret@example.com"_s})["detail"_L1].toString().contains("secret"_L1));
}

QTEST_GUILESS_MAIN(TestEncode)
#include "tst_encode.moc"
