// SPDX-License-Identifier: GPL-3.0-or-later
// Answers about who is on call, as the documents have them and as they must not hurt: whatever may be null is, once.
#include "sources/datadog/oncall.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::datadog;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// The example of the document.
const QByteArray turnJson
    = R"({"data":{"attributes":{"end":"2025-05-07T03:53:01.206662873Z","start":"2025-05-07T02:53:01.206662814Z"},"id":"0",)"
      R"("relationships":{"user":{"data":{"id":"u1","type":"users"}}},"type":"shifts"},)"
      R"("included":[{"attributes":{"email":"foo@bar.com","name":"User 1","status":""},"id":"u1","type":"users"}]})";
const QByteArray teamJson
    = R"({"data":{"id":"t1","relationships":{"escalations":{"data":[{"id":"s1","type":"escalation_policy_steps"},)"
      R"({"id":"s2","type":"escalation_policy_steps"}]},"responders":{"data":[{"id":"u1","type":"users"}]}},"type":"team_oncall_responders"},)"
      R"("included":[{"attributes":{"email":"test@test.com","name":"Test User","status":"active"},"id":"u1","type":"users"},)"
      R"({"id":"s1","relationships":{"responders":{"data":[{"id":"u1","type":"users"}]}},"type":"escalation_policy_steps"},)"
      R"({"id":"s2","relationships":{"responders":{"data":[]}},"type":"escalation_policy_steps"}]})";
const QByteArray policyJson
    = R"({"data":{"attributes":{"name":"Escalation Policy 1","retries":2},"id":"p1","relationships":{"steps":{"data":[{"id":"s1","type":"steps"}]}},)"
      R"("type":"policies"},"included":[{"attributes":{"handle":"team1","name":"Team 1"},"id":"t1","type":"teams"},)"
      R"({"attributes":{"escalate_after_seconds":300},"id":"s1","relationships":{"targets":{"data":[{"id":"u1","type":"users"},)"
      R"({"id":"r1","type":"schedules"},{"id":"r1_next","type":"schedule_target"},{"id":"t1","type":"teams"},{"id":"x","type":"robots"}]}},"type":"steps"},)"
      R"({"id":"u1","type":"users"},{"attributes":{"name":"Rota"},"id":"r1","type":"schedules"},)"
      R"({"attributes":{"position":"next"},"id":"r1_next","relationships":{"schedule":{"data":{"id":"r1","type":"schedules"}}},"type":"schedule_target"}]})";

} // namespace

class TestOnCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTurnIsWhoAndWhen()
    {
        const auto turn = readTurn(turnJson);
        QVERIFY(turn && *turn);
        QCOMPARE((*turn)->person, (Person{PersonId(u"u1"_s), u"User 1"_s}));
        QCOMPARE((*turn)->end, fromIso(u"2025-05-07T03:53:01.207Z"_s));
        QVERIFY((*turn)->isAt(*fromIso(u"2025-05-07T03:00:00Z"_s)));
        QVERIFY(!(*turn)->isAt(*fromIso(u"2025-05-07T04:00:00Z"_s)));
    }

    void aTurnThatIsNobodys_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no shift") << QByteArray(R"({"data":null})");
        QTest::newRow("a shift without a user") << QByteArray(R"({"data":{"type":"shifts","relationships":{"user":{"data":null}}}})");
        QTest::newRow("nulls everywhere") << QByteArray(R"({"data":{"attributes":null,"relationships":null},"included":null})");
    }
    void aTurnThatIsNobodys()
    {
        QFETCH(const QByteArray, body);
        const auto turn = readTurn(body);
        QVERIFY(turn);
        QVERIFY(!*turn);
    }

    void aTurnWithHalfOfItMissing()
    {
        const auto turn = readTurn(R"({"data":{"attributes":{"start":null,"end":null},"relationships":{"user":{"data":{"id":"u1"}}}}})");
        QVERIFY(turn && *turn);
        QCOMPARE((*turn)->person.name, u"u1"_s); // better than no name
        QVERIFY(!(*turn)->start && !(*turn)->end);
        const auto broken = readTurn(R"({"data":{"attributes":{"end":"soon"},"relationships":{"user":{"data":{"id":"u1"}}}}})");
        QVERIFY(!broken); // and not for good
        QCOMPARE(broken.error().kind, ErrorKind::BadAnswer);
    }

    void aTeamsStepsSayWho()
    {
        const auto duty = readTeamDuty(teamJson);
        QVERIFY(duty);
        const Person user{PersonId(u"u1"_s), u"Test User"_s};
        QCOMPARE(duty->steps, (QList<TeamStep>{{u"s1"_s, QList<Person>{user}}, {u"s2"_s, QList<Person>{}}}));
        QCOMPARE(duty->responders, QList<Person>{user});
    }

    void aTeamWithNulls_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<TeamDuty>("duty");
        QTest::newRow("nothing at all") << QByteArray(R"({"data":{"type":"x","relationships":null},"included":null})") << TeamDuty{};
        QTest::newRow("lists that are null") << QByteArray(R"({"data":{"relationships":{"escalations":{"data":null},"responders":null}}})")
                                             << TeamDuty{};
        QTest::newRow("a step that is not told of") // not the same as nobody
            << QByteArray(
                   R"({"data":{"relationships":{"escalations":{"data":[{"id":"s1","type":"escalation_policy_steps"},null,{"id":null}]}}}})")
            << TeamDuty{{{u"s1"_s, std::nullopt}}, {}};
    }
    void aTeamWithNulls()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const TeamDuty, duty);
        const auto read = readTeamDuty(body);
        QVERIFY(read);
        QCOMPARE(*read, duty);
    }

    void aPolicySaysWhenAndWhom()
    {
        const auto policy = readPolicy(policyJson);
        QVERIFY(policy);
        QCOMPARE(policy->name, u"Escalation Policy 1"_s);
        QCOMPARE(policy->retries, 2);
        QCOMPARE(policy->teams.value(u"t1"_s), u"Team 1"_s);
        QCOMPARE(policy->steps.size(), 1);
        QCOMPARE(policy->steps[0].after, Duration(5min));
        using Kind = StepTarget::Kind;
        QCOMPARE(policy->steps[0].targets,
            (QList<StepTarget>{{Kind::User, u"u1"_s, u"u1"_s}, {Kind::Schedule, u"r1"_s, u"Rota"_s},
                {Kind::Schedule, u"r1"_s, u"Rota"_s, Position::Next}, {Kind::Team, u"t1"_s, u"Team 1"_s}})); // and no robot
    }

    void aPolicyWithNulls()
    {
        const auto policy = readPolicy(
            R"({"data":{"id":"p1","attributes":null,"relationships":{"steps":{"data":[{"id":"s1"},{"id":"s2"}]}}},)"
            R"("included":[null,{"id":"s1","type":"steps","attributes":{"escalate_after_seconds":null},"relationships":{"targets":{"data":null}}}]})");
        QVERIFY(policy);
        QCOMPARE(policy->name, u"p1"_s);
        QCOMPARE(policy->steps, (QList<PolicyStep>{{u"s1"_s, {}, {}}, {u"s2"_s, {}, {}}}));
    }

    void rulesNameTheirPoliciesOnce()
    {
        const auto ids = readPolicyIds(
            R"({"data":{"relationships":{"rules":{"data":[{"id":"a","type":"team_routing_rules"},)"
            R"({"id":"b","type":"team_routing_rules"},{"id":"c","type":"team_routing_rules"},{"id":"d","type":"team_routing_rules"}]}}},)"
            R"("included":[{"id":"a","type":"team_routing_rules","relationships":{"policy":{"data":{"id":"p2","type":"policies"}}}},)"
            R"({"id":"b","type":"team_routing_rules","relationships":{"policy":{"data":null}}},)"
            R"({"id":"c","type":"team_routing_rules","relationships":{"policy":{"data":""}}},)"
            R"({"id":"d","type":"team_routing_rules","relationships":{"policy":{"data":{"id":"p2"}}}}]})");
        QVERIFY(ids);
        QCOMPARE(*ids, QStringList{u"p2"_s});
    }

    void teamsWithoutANameHaveTheirHandle()
    {
        const auto teams
            = readTeams(R"({"data":[{"id":"t1","attributes":{"handle":"web","name":"Web"}},)"
                        R"({"id":"t2","attributes":{"handle":"db","name":null}},{"id":"t3","attributes":null},{"id":null},null]})");
        QVERIFY(teams);
        QCOMPARE(*teams, (QList<Team>{{u"t1"_s, u"web"_s, u"Web"_s}, {u"t2"_s, u"db"_s, u"db"_s}, {u"t3"_s, {}, u"t3"_s}}));
    }

    void whoseKeyItIs()
    {
        const auto user = readUser(R"({"data":{"id":"u1","type":"users","attributes":{"name":null,"email":"ann@example.com"}}})");
        QVERIFY(user);
        QCOMPARE(*user, (Person{PersonId(u"u1"_s), u"ann@example.com"_s}));
        QVERIFY(!readUser(R"({"data":{"attributes":{"name":"Ann"}}})"));
    }

    void layersSayWhenTurnsBegin()
    {
        const auto schedule = readSchedule(
            R"({"data":{"id":"s","type":"schedules","attributes":{"name":"Rota","time_zone":"Europe/Berlin"},"relationships":{"layers":)"
            R"({"data":[{"id":"l1","type":"layers"},{"id":"l2","type":"layers"},{"id":"gone","type":"layers"}]}}},"included":[)"
            R"({"id":"l1","type":"layers","attributes":{"effective_date":"2026-01-01T00:00:00Z","end_date":null,"rotation_start":)"
            R"("2026-01-01T08:00:00Z","interval":{"days":7,"seconds":30},"time_zone":"UTC","restrictions":[{"start_day":"monday",)"
            R"("start_time":"09:00:00","end_day":"friday","end_time":"17:00:00"},{"start_time":"nine"}]}},)"
            R"({"id":"l2","type":"layers","attributes":null}]})");
        QVERIFY(schedule);
        QCOMPARE(schedule->zone, u"Europe/Berlin"_s);
        QCOMPARE(schedule->layers.size(), 2);
        QCOMPARE(schedule->layers[0],
            (Layer{u"UTC"_s, fromIso(u"2026-01-01T00:00:00Z"_s), {}, fromIso(u"2026-01-01T08:00:00Z"_s), 168h + 30s, {{1, QTime(9, 0)}}}));
        QCOMPARE(schedule->layers[1], Layer{});
    }

    void whatIsNoAnswerIsRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const QByteArray &body : {QByteArray(), QByteArray("<html>"), QByteArray("[]"), QByteArray("{}"), QByteArray(R"({"data":7})")})
            QTest::newRow(body.isEmpty() ? "nothing" : body.constData()) << body;
    }
    void whatIsNoAnswerIsRefused()
    {
        QFETCH(const QByteArray, body);
        QVERIFY(!readTeams(body));
        QVERIFY(!readUser(body));
        QVERIFY(!readSchedule(body));
        QVERIFY(!readTeamDuty(body));
        QVERIFY(!readPolicyIds(body));
        QVERIFY(!readPolicy(body));
    }
};

QTEST_GUILESS_MAIN(TestOnCall)
#include "tst_oncall.moc"
