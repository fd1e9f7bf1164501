// SPDX-License-Identifier: GPL-3.0-or-later
// Who is on call, asked of a Datadog on loopback over real HTTP.
#include "domain/wording.h"
#include "net/qnamtransport.h"
#include "sources/source.h"
#include "support/datadogserver.h"
#include "support/fakeclock.h"
#include "support/waited.h"

#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray teamsPath = "/api/v2/team";
const QByteArray userPath = "/api/v2/current_user";

struct Bench
{
    FakeClock clock;
    DatadogServer server{[this] { return clock.now(); }};
    std::shared_ptr<QnamTransport> transport = std::make_shared<QnamTransport>(clock);
    FieldValues values{{u"url"_s, server.url().toString()}, {u"api-key"_s, QString::fromLatin1(dd::apiKey)},
        {u"app-key"_s, QString::fromLatin1(dd::appKey)}, {u"web"_s, u"https://acme.example.com"_s}};
    std::unique_ptr<Source> source;

    void start() { source = sourceKind(u"datadog")->create(SourceContext{SourceId(u"dd"_s), values, clock, transport, 15s}); }
    Expected<OnCall> ask()
    {
        if (!source)
            start();
        auto answer = waited(source->onCall());
        clock.advance(5min);
        return answer;
    }
    dd::Rotation &rotation() { return server.world.rotations.first(); }
    QString scheduleId() { return rotation().id; }
    QByteArray teamPath() { return "/api/v2/on-call/teams/" + server.world.teams.constFirst().id.toLatin1() + "/on-call"; }
    QByteArray turnPath() { return "/api/v2/on-call/schedules/" + scheduleId().toLatin1() + "/on-call"; }
    qsizetype requests() { return server.http().requests.size(); }
};

const QByteArray forbidden = R"({"errors":[{"title":"Forbidden","detail":"missing permission"}]})";

} // namespace

class TestDuty : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onesOwnTeamsAreShown();
    void teamsAndSchedulesThatAreNamed();
    void whoNamesNothingAndHasNoScopeIsToldHow_data();
    void whoNamesNothingAndHasNoScopeIsToldHow();
    void aMissingScopeIsNamed();
    void whatDoesNotExistIsNamed();
    void aFailureClaimsNothing_data();
    void aFailureClaimsNothing();
    void aKeyThatIsNobodys();
    void fewQuestionsForWhatHardlyChanges();
    void aChangedRotaIsSeen();
    void nightsWithoutAnybodyAreWalkedOver();
    void shortTurnsFarAheadAreFound();
    void aThousandTurnsAreNotAskedFor();
    void theLimitIsObeyed();
    void noShiftIsTakenOverFromHere();
};

void TestDuty::onesOwnTeamsAreShown()
{
    Bench bench;
    const auto onCall = bench.ask();
    QVERIFY2(onCall, qPrintable(onCall ? QString() : onCall.error().detail));
    QCOMPARE(onCall->me.name, u"Ann"_s);
    QCOMPARE(onCall->problems, QStringList());
    QCOMPARE(onCall->advice, QString());
    QCOMPARE(onCall->policies.size(), 1); // the choir has no On-Call
    const EscalationPolicy &web = onCall->policies.constFirst();
    QCOMPARE(web.name, u"Web"_s);
    QCOMPARE(web.loops, 2);
    QCOMPARE(web.url, QUrl(u"https://acme.example.com/on-call/teams"_s));
    QCOMPARE(web.levels, (QList<EscalationLevel>{{1, 5min, {u"Web rota"_s}}, {2, 15min, {u"Bob"_s}}}));
    QCOMPARE(web.now.size(), 2);
    QVERIFY(web.now[0].isMine);
    QCOMPARE(web.now[0].end, std::optional(bench.clock.now() - 5min + 8h));
    QCOMPARE(web.now[1].person.name, u"Bob"_s);
    QVERIFY(!web.now[1].end);
    QCOMPARE(web.next.constFirst().person.name, u"Bob"_s);
    const Duty duty = dutyAt(*onCall, bench.clock.now());
    QVERIFY(duty.isOnCall);
    QCOMPARE(duty.after, u"Bob"_s);
    QCOMPARE(onCall->mine.size(), 15); // every other turn of a fortnight
    QVERIFY(onCall->schedules.isEmpty()); // none can be taken over
}

void TestDuty::teamsAndSchedulesThatAreNamed()
{
    Bench bench;
    bench.values.insert(u"on-call-teams"_s, QStringList{u"WEB"_s});
    bench.values.insert(
        u"on-call-schedules"_s, QStringList{u"https://acme.example.com/on-call/schedules/%1?from=1"_s.arg(bench.scheduleId())});
    const auto onCall = bench.ask();
    QVERIFY(onCall);
    QCOMPARE(onCall->policies.size(), 2);
    QCOMPARE(onCall->policies[0].name, u"Web"_s);
    QCOMPARE(onCall->policies[1].name, u"Web rota"_s);
    QCOMPARE(onCall->policies[1].url, QUrl(u"https://acme.example.com/on-call/schedules"_s));
    QCOMPARE(onCall->problems, QStringList());
    Bench byId;
    byId.values.insert(u"on-call-teams"_s, QStringList{byId.server.world.teams.constFirst().id});
    byId.server.fail(teamsPath, LoopbackServer::answer(403, forbidden)); // it cannot be looked up
    const auto found = byId.ask();
    QVERIFY(found);
    QCOMPARE(found->policies.size(), 1);
    QVERIFY2(found->problems.join(u'\n').contains(u"teams_read"_s), qPrintable(found->problems.join(u'\n')));
}

void TestDuty::whoNamesNothingAndHasNoScopeIsToldHow_data()
{
    QTest::addColumn<bool>("seesTeams");
    QTest::addColumn<int>("teams");
    QTest::newRow("no scope") << false << 2;
    QTest::newRow("teams, but not who is on call") << true << 2;
    QTest::newRow("no team of one's own") << true << 0;
}

void TestDuty::whoNamesNothingAndHasNoScopeIsToldHow()
{
    QFETCH(const bool, seesTeams);
    QFETCH(const int, teams);
    Bench bench;
    bench.server.world.teams.resize(teams);
    bench.server.world.scopes[dd::appKey].removeAll(u"on_call_read"_s);
    if (!seesTeams)
        bench.server.world.scopes[dd::appKey].removeAll(u"teams_read"_s);
    const auto onCall = bench.ask();
    QVERIFY(onCall); // and no error
    QVERIFY(onCall->policies.isEmpty());
    QVERIFY2(onCall->advice.contains(u"on_call_read"_s), qPrintable(onCall->advice));
    QVERIFY(onCall->me.id.isEmpty()); // so that nobody says "not on call"
}

void TestDuty::aMissingScopeIsNamed()
{
    Bench bench;
    bench.values.insert(u"on-call-schedules"_s, QStringList{bench.scheduleId()});
    bench.server.world.scopes[dd::appKey].removeAll(u"on_call_read"_s);
    const auto onCall = bench.ask();
    QVERIFY(!onCall);
    QCOMPARE(onCall.error().kind, ErrorKind::Forbidden);
    QVERIFY2(errorText(onCall.error()).contains(u"lacks the scope on_call_read"_s), qPrintable(errorText(onCall.error())));
}

void TestDuty::whatDoesNotExistIsNamed()
{
    Bench bench;
    bench.values.insert(u"on-call-teams"_s, QStringList{u"web"_s, u"ghosts"_s});
    bench.values.insert(u"on-call-schedules"_s, QStringList{u"no-such-id"_s});
    const auto onCall = bench.ask();
    QVERIFY(onCall);
    QCOMPARE(onCall->policies.size(), 1); // what is there is shown
    QCOMPARE(onCall->problems.size(), 2);
    QVERIFY(onCall->problems[0].contains(u"ghosts"_s));
    QVERIFY(onCall->problems[1].contains(u"no-such-id"_s));
}

void TestDuty::aFailureClaimsNothing_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    Bench bench;
    QTest::newRow("the teams") << teamsPath << 500;
    QTest::newRow("a team") << bench.teamPath() << 503;
    QTest::newRow("a turn") << bench.turnPath() << 502;
    QTest::newRow("whose key it is") << userPath << 500;
    QTest::newRow("a team that is no JSON") << bench.teamPath() << 200;
    QTest::newRow("a turn that is no JSON") << bench.turnPath() << 200;
}

void TestDuty::aFailureClaimsNothing()
{
    QFETCH(const QByteArray, path);
    QFETCH(const int, status);
    Bench bench;
    bench.server.fail(path, LoopbackServer::answer(status, "<html>"));
    const auto onCall = bench.ask();
    QVERIFY(!onCall);
    QCOMPARE(onCall.error().kind, status == 200 ? ErrorKind::BadAnswer : ErrorKind::Server);
    bench.server.heal();
    QVERIFY(bench.ask());
}

void TestDuty::aKeyThatIsNobodys()
{
    Bench bench;
    bench.server.fail(userPath, LoopbackServer::answer(404, forbidden));
    const auto onCall = bench.ask();
    QVERIFY(onCall);
    QCOMPARE(onCall->policies.size(), 1);
    QVERIFY(onCall->me.id.isEmpty());
    QVERIFY(onCall->mine.isEmpty());
    QVERIFY(!onCall->advice.isEmpty());
}

void TestDuty::fewQuestionsForWhatHardlyChanges()
{
    Bench bench;
    QVERIFY(bench.ask());
    const qsizetype first = bench.requests();
    QVERIFY(bench.ask());
    // Two teams, the turn that is, and the one that follows.
    QCOMPARE(bench.requests() - first, 4);
    for (int i = 0; i < 10; ++i)
        QVERIFY(bench.ask());
    const qsizetype before = bench.requests();
    for (int i = 0; i < 12; ++i) // an hour
        QVERIFY(bench.ask());
    QVERIFY2(bench.requests() - before <= 120, qPrintable(QString::number(bench.requests() - before)));
}

void TestDuty::aChangedRotaIsSeen()
{
    Bench bench;
    QVERIFY(bench.ask());
    std::ranges::reverse(bench.rotation().users); // Bob is on call now
    const auto changed = bench.ask();
    QVERIFY(changed);
    QCOMPARE(changed->policies[0].now[0].person.name, u"Bob"_s);
    QCOMPARE(changed->policies[0].next[0].person.name, u"Ann"_s);
    QCOMPARE(changed->mine.size(), 14);
    QVERIFY(!dutyAt(*changed, bench.clock.now()).isOnCall);
}

// From nine to five each day: at three in the morning the next turn is far.
void TestDuty::nightsWithoutAnybodyAreWalkedOver()
{
    Bench bench;
    bench.rotation().from = bench.clock.now() - 18h;
    bench.rotation().every = 24h;
    bench.rotation().length = 8h;
    const auto onCall = bench.ask();
    QVERIFY(onCall);
    const EscalationPolicy &web = onCall->policies.constFirst();
    QVERIFY(std::ranges::none_of(web.now, [](const Shift &shift) { return shift.level == 1; }));
    QCOMPARE(web.next.constFirst().start, std::optional(bench.clock.now() - 5min + 6h));
    QCOMPARE(onCall->mine.size(), 7);
    const qsizetype before = bench.requests();
    QVERIFY(bench.ask());
    QCOMPARE(bench.requests() - before, 4); // the next turn is known, and looked at
}

// Two hours each day from half past four on: between two steps over the night.
void TestDuty::shortTurnsFarAheadAreFound()
{
    Bench bench;
    bench.rotation().from = bench.clock.now() + 90min - 24h;
    bench.rotation().every = 24h;
    bench.rotation().length = 2h;
    const auto onCall = bench.ask();
    QVERIFY(onCall);
    QCOMPARE(onCall->mine.size(), 7);
    QCOMPARE(onCall->problems, QStringList());
}

void TestDuty::aThousandTurnsAreNotAskedFor()
{
    Bench bench;
    bench.rotation().every = 15min;
    bench.rotation().length = 15min;
    const auto onCall = bench.ask();
    QVERIFY(onCall);
    QVERIFY(bench.server.count("GET", bench.turnPath()) <= 48);
    QCOMPARE(onCall->problems.size(), 1); // which is said
}

void TestDuty::theLimitIsObeyed()
{
    Bench bench;
    bench.server.world.limits.insert(u"GET "_s + QString::fromLatin1(bench.turnPath()), dd::Limit{10, 600});
    const auto half = bench.ask(); // at 03:00
    QVERIFY(half);
    QCOMPARE(half->mine.size(), 5);
    QCOMPARE(half->problems.size(), 1);
    QCOMPARE(bench.server.count("GET", bench.turnPath()), 10);
    const auto refused = bench.ask(); // nothing is left until 03:10
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::TooManyRequests);
    QCOMPARE(bench.server.count("GET", bench.turnPath()), 10);
    (void)bench.ask();
    const auto more = bench.ask();
    QVERIFY(more);
    QVERIFY(more->mine.size() > half->mine.size()); // what was known is not asked for again
}

void TestDuty::noShiftIsTakenOverFromHere()
{
    Bench bench;
    QVERIFY(bench.ask());
    const qsizetype before = bench.requests();
    QVERIFY(!waited(bench.source->takeShift(ShiftOverride{bench.scheduleId(), {}, bench.clock.now(), bench.clock.now() + 1h})));
    QCOMPARE(bench.requests(), before);
}

QTEST_GUILESS_MAIN(TestDuty)
#include "tst_duty.moc"
