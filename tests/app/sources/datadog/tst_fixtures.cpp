// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded answers of the real service (NIGHTBELL_SHARED has them): each goes through what reads it, and is compared with what
// another reader of JSON finds in it. Those that this source never asks for must be refused or read without harm.
#include "sources/datadog/client.h"
#include "sources/datadog/hosts.h"
#include "sources/datadog/monitors.h"
#include "sources/datadog/oncall.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>

using namespace nightbell;
using namespace nightbell::datadog;
using namespace Qt::StringLiterals;

namespace {

QString folder()
{
    return qEnvironmentVariable("NIGHTBELL_SHARED") + u"/fixtures/datadog/"_s;
}

QByteArray contents(const QString &name)
{
    QFile file(folder() + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList stringsOf(const QJsonValue &list)
{
    QStringList strings;
    for (const QJsonValue &item : list.toArray())
        strings.append(item.toString());
    return strings;
}

void compareMonitor(const MonitorFacts &facts, const QJsonObject &said)
{
    QCOMPARE(facts.id, said[u"id"_s].toInteger());
    QCOMPARE(facts.name, said[u"name"_s].toString());
    QCOMPARE(facts.query, said[u"query"_s].toString());
    QCOMPARE(facts.kind, said[u"type"_s].toString());
    QCOMPARE(facts.tags, stringsOf(said[u"tags"_s]));
    const QJsonObject groups = said[u"state"_s][u"groups"_s].toObject();
    QCOMPARE(facts.groups.size(), groups.size());
    for (const MonitorGroup &group : facts.groups) {
        const QJsonValue told = groups[group.name];
        QCOMPARE(group.standing.word, told[u"status"_s].toString());
        QVERIFY2(group.standing.state, qPrintable(group.standing.word));
        if (group.standing.state == MonitorState::Alert)
            QCOMPARE(group.since, fromMilliseconds(told[u"last_triggered_ts"_s].toInteger() * 1000));
    }
    const QString state = said[u"overall_state"_s].toString(said[u"status"_s].toString());
    QCOMPARE(facts.state, state);
    QVERIFY2(state.isEmpty() || stateFromWord(state), qPrintable(state));
    const QJsonValue priority = said[u"priority"_s];
    QCOMPARE(facts.priority.value_or(0), priority.toInt(0));
    if (said[u"overall_state_modified"_s].isString())
        QCOMPARE(facts.stateSince, fromIso(said[u"overall_state_modified"_s].toString()));
}

void compareMonitors(const QByteArray &body)
{
    const auto answer = readMonitors(body);
    QVERIFY(answer);
    const QJsonDocument document = QJsonDocument::fromJson(body);
    QJsonArray said = document.array();
    if (document.isObject())
        said = document.object().contains(u"monitors"_s) ? document.object()[u"monitors"_s].toArray() : QJsonArray{document.object()};
    QCOMPARE(answer->skipped, 0);
    QCOMPARE(answer->monitors.size(), said.size());
    for (qsizetype i = 0; i < said.size(); ++i)
        compareMonitor(answer->monitors[i], said[i].toObject());
}

void compareHosts(const QByteArray &body)
{
    const auto answer = readHosts(body);
    QVERIFY(answer);
    const QJsonObject document = QJsonDocument::fromJson(body).object();
    const QJsonArray said = document[u"host_list"_s].toArray();
    QCOMPARE(answer->skipped, 0);
    QCOMPARE(answer->total, document[u"total_matching"_s].toInteger());
    QCOMPARE(answer->hosts.size(), said.size());
    for (qsizetype i = 0; i < said.size(); ++i) {
        const QJsonObject host = said[i].toObject();
        const HostFacts &facts = answer->hosts[i];
        QCOMPARE(facts.name, host[u"name"_s].toString());
        QCOMPARE(facts.isUp, host[u"up"_s].toBool());
        QCOMPARE(facts.isMuted, host[u"is_muted"_s].toBool());
        QCOMPARE(facts.aliases, stringsOf(host[u"aliases"_s]));
        QCOMPARE(facts.reported, fromMilliseconds(host[u"last_reported_time"_s].toInteger() * 1000));
        QCOMPARE(facts.mutedUntil.has_value(), !host[u"mute_timeout"_s].isNull());
    }
}

void compareMetrics(const QByteArray &body)
{
    const auto answer = readMetrics(body);
    QVERIFY(answer);
    const QJsonArray said = QJsonDocument::fromJson(body).object()[u"series"_s].toArray();
    QCOMPARE(answer->lines.size(), said.size());
    QVERIFY(!said.isEmpty());
    for (qsizetype i = 0; i < said.size(); ++i) {
        const MetricLine &line = answer->lines[i];
        QCOMPARE(line.tags, stringsOf(said[i][u"tag_set"_s]));
        QCOMPARE(line.query, said[i][u"query_index"_s].toInteger());
        const QJsonArray points = said[i][u"pointlist"_s].toArray();
        QCOMPARE(line.samples.size(), points.size());
        for (qsizetype p = 0; p < points.size(); ++p) {
            QCOMPARE(toMilliseconds(line.samples[p].at), std::llround(points[p][0].toDouble()));
            QCOMPARE(line.samples[p].value, points[p][1].toDouble());
        }
    }
}

void compareDowntimes(const QByteArray &body)
{
    const auto answer = readDowntimes(body);
    QVERIFY(answer);
    const QJsonObject document = QJsonDocument::fromJson(body).object();
    const QJsonArray said = document[u"data"_s].isArray() ? document[u"data"_s].toArray() : QJsonArray{document[u"data"_s]};
    QCOMPARE(answer->skipped, 0);
    QCOMPARE(answer->downtimes.size(), said.size());
    for (qsizetype i = 0; i < said.size(); ++i) {
        const QJsonObject attributes = said[i][u"attributes"_s].toObject();
        const Downtime &downtime = answer->downtimes[i];
        QCOMPARE(downtime.id, said[i][u"id"_s].toString());
        QCOMPARE(downtime.scope, attributes[u"scope"_s].toString());
        QCOMPARE(downtime.status, attributes[u"status"_s].toString());
        QCOMPARE(downtime.message, attributes[u"message"_s].toString());
        QCOMPARE(downtime.monitor.value_or(0), attributes[u"monitor_identifier"_s][u"monitor_id"_s].toInteger(0));
        QCOMPARE(downtime.monitorTags, stringsOf(attributes[u"monitor_identifier"_s][u"monitor_tags"_s]));
        if (attributes[u"schedule"_s][u"start"_s].isString()) {
            const QDateTime start = QDateTime::fromString(attributes[u"schedule"_s][u"start"_s].toString(), Qt::ISODateWithMs);
            QVERIFY(downtime.start);
            QVERIFY(std::abs(toMilliseconds(*downtime.start) - start.toMSecsSinceEpoch()) <= 1);
        }
        QCOMPARE(downtime.end.has_value(), attributes[u"schedule"_s][u"end"_s].isString());
    }
}

void compareTeams(const QByteArray &body)
{
    const auto teams = readTeams(body);
    QVERIFY(teams);
    const QJsonArray said = QJsonDocument::fromJson(body).object()[u"data"_s].toArray();
    QVERIFY(!said.isEmpty());
    QCOMPARE(teams->size(), said.size());
    for (qsizetype i = 0; i < said.size(); ++i) {
        const QJsonValue attributes = said[i][u"attributes"_s];
        QCOMPARE(teams->at(i),
            (Team{said[i][u"id"_s].toString(), attributes[u"handle"_s].toString(), attributes[u"name"_s].toString().trimmed()}));
    }
}

void compareDuty(const QByteArray &body, const QString &endpoint)
{
    const QJsonObject data = QJsonDocument::fromJson(body).object()[u"data"_s].toObject();
    const QJsonValue attributes = data[u"attributes"_s];
    if (endpoint.endsWith(u"/on-call"_s)) {
        const auto turn = readTurn(body);
        QVERIFY(turn && *turn);
        QCOMPARE((*turn)->person.id.text(), data[u"relationships"_s][u"user"_s][u"data"_s][u"id"_s].toString());
        QCOMPARE((*turn)->end, std::optional(fromDateTime(QDateTime(QDate(2025, 12, 5), QTime(8, 50, 18), Qt::UTC))));
        QCOMPARE((*turn)->start, fromIso(attributes[u"start"_s].toString()));
        return;
    }
    if (endpoint.contains(u"/schedules/"_s)) {
        const auto schedule = readSchedule(body);
        QVERIFY(schedule);
        QCOMPARE(schedule->id, data[u"id"_s].toString());
        QCOMPARE(schedule->name, attributes[u"name"_s].toString());
        QCOMPARE(schedule->zone, attributes[u"time_zone"_s].toString());
        QVERIFY(schedule->layers.isEmpty()); // they are named, and not included
        return;
    }
    const auto policy = readPolicy(body);
    QVERIFY(policy);
    QCOMPARE(policy->name, attributes[u"name"_s].toString());
    QCOMPARE(policy->retries, attributes[u"retries"_s].toInt());
    const QJsonArray steps = data[u"relationships"_s][u"steps"_s][u"data"_s].toArray();
    QCOMPARE(policy->steps.size(), steps.size());
    for (qsizetype i = 0; i < steps.size(); ++i) {
        QCOMPARE(policy->steps.at(i).id, steps[i][u"id"_s].toString());
        QCOMPARE(policy->steps.at(i).after, Duration(std::chrono::hours(1)));
    }
    const QList<StepTarget> &targets = policy->steps.constFirst().targets; // a team, a schedule now and before, a user without a name
    QCOMPARE(targets.size(), 4);
    QCOMPARE(targets.at(1).position, Position::Current);
    QCOMPARE(targets.at(2).position, Position::Previous);
    QCOMPARE(targets.at(2).id, targets.at(1).id);
    QVERIFY(targets.at(3).name.contains(u'@'));
}

void compareRefusal(const QByteArray &body, int status)
{
    const Error error = refusalOf(HttpReply{status, {{"Content-Type", "text/html"}}, body}, u"/asked"_s);
    QVERIFY(error.detail.startsWith(u"/asked: status %1"_s.arg(status)));
    QCOMPARE(error.kind, status == 403 ? ErrorKind::Forbidden : status == 404 ? ErrorKind::NotFound : ErrorKind::BadInput);
    const QJsonObject document = QJsonDocument::fromJson(body).object();
    QVERIFY(document.contains(u"errors"_s));
    for (const QJsonValue &said : document[u"errors"_s].toArray()) {
        const QString words = said.isString() ? said.toString() : said[u"detail"_s].toString(said[u"title"_s].toString());
        QVERIFY(!words.isEmpty());
        QVERIFY2(error.detail.contains(words), qPrintable(error.detail));
    }
}

void harmless(const QByteArray &body)
{
    (void)readMonitors(body);
    QVERIFY(!readGroups(body));
    QVERIFY(!readHosts(body));
    QVERIFY(!readMetrics(body) || body.contains("\"series\""));
    (void)readDowntimes(body);
}

} // namespace

class TestFixtures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadAsItIs_data();
    void isReadAsItIs();
};

void TestFixtures::isReadAsItIs_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    const QJsonObject index = QJsonDocument::fromJson(contents(u"index.json"_s)).object();
    QVERIFY(index.size() > 50);
    for (auto entry = index.begin(); entry != index.end(); ++entry)
        QTest::newRow(qPrintable(entry.key())) << entry.key() << entry.value()[u"path"_s].toString() << entry.value()[u"status"_s].toInt();
}

void TestFixtures::isReadAsItIs()
{
    QFETCH(QString, name);
    QFETCH(QString, path);
    QFETCH(int, status);
    const QByteArray body = contents(name + u".json"_s);
    QVERIFY(!body.isEmpty());
    const QString endpoint = path.section(u'?', 0, 0);
    if (status >= 400)
        compareRefusal(body, status);
    else if (endpoint.startsWith(u"/api/v1/monitor"_s) && !endpoint.endsWith(u"/validate"_s))
        compareMonitors(body);
    else if (endpoint == u"/api/v1/hosts"_s)
        compareHosts(body);
    else if (endpoint == u"/api/v1/query"_s)
        compareMetrics(body);
    else if (endpoint.startsWith(u"/api/v2/downtime"_s))
        compareDowntimes(body);
    else if (endpoint == u"/api/v2/team"_s)
        compareTeams(body);
    else if (endpoint.startsWith(u"/api/v2/on-call/"_s))
        compareDuty(body, endpoint);
    else
        harmless(body);
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (!QFile::exists(folder() + u"index.json"_s)) {
        qInfo("SKIP: needs NIGHTBELL_SHARED with fixtures/datadog");
        return 77;
    }
    TestFixtures test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_fixtures.moc"
