// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/qnamtransport.h"
#include "sources/pagerduty/oncall.h"
#include "support/fakeclock.h"
#include "support/pagerdutyaccess.h"
#include "support/pagerdutyserver.h"
#include "support/waited.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestPagerDutyOnCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOneShift_data();
    void readsOneShift();
    void readsPolicies();
    void overrideResults_data();
    void overrideResults();

    void theWholeAccount();
    void withoutMeNothingIsMine();
    void failuresTravel_data();
    void failuresTravel();
    void manyShiftsAreReadInPages();
    void takesAShift();
    void saysWhyAShiftIsNotTaken();
};

namespace {

struct Bench
{
    FakeClock clock;
    PagerDutyServer server{[this] { return clock.now(); }};
    std::shared_ptr<QnamTransport> transport = std::make_shared<QnamTransport>(clock);
    Person me{PersonId(pd::you), u"you"_s};

    Expected<OnCall> ask()
    {
        server.forgetRequests();
        return waited(pagerduty::fetchOnCall(accountGet(transport, server.url(), pd::yourKey), SourceId(u"pd"_s), me, clock.now()));
    }
    Expected<Done> take(const ShiftOverride &wanted)
    {
        return waited(pagerduty::takeShift(accountPost(transport, server.url(), pd::yourKey), me, wanted));
    }
};

const EscalationPolicy &policy(const OnCall &onCall, const QString &id)
{
    for (const EscalationPolicy &each : onCall.policies) {
        if (each.id.text() == id)
            return each;
    }
    static const EscalationPolicy none;
    return none;
}

QStringList people(const QList<Shift> &shifts)
{
    QStringList names;
    for (const Shift &shift : shifts)
        names.append(u"%1 %2"_s.arg(shift.level).arg(shift.person.name));
    return names;
}

} // namespace

void TestPagerDutyOnCall::readsOneShift_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("isRead");
    QTest::addColumn<QString>("end");
    const QByteArray policy = R"("escalation_policy":{"id":"PE","summary":"Site"},"escalation_level":2,)";
    const QByteArray user = R"("user":{"id":"PYOU","summary":"Me"},)";
    QTest::newRow("with an offset") << policy + user
            + R"("schedule":{"id":"PS"},"start":"2026-01-01T00:00:00Z","end":"2026-01-08T00:00:00+01:00")"
                                    << true << u"2026-01-07T23:00:00.000Z"_s;
    QTest::newRow("for good") << policy + user + R"("schedule":null,"start":null,"end":null)" << true << QString();
    QTest::newRow("of a shift-based schedule") << policy + user
            + R"("schedule":{"id":"PS3","type":"schedule_v3_reference","summary":"New"},"start":null,"end":null)"
                                               << true << QString();
    QTest::newRow("without a level") << QByteArray(R"("escalation_policy":{"id":"PE"},)") + user + R"("end":null)" << false << QString();
    QTest::newRow("without a user") << policy + R"("user":null,"end":null)" << false << QString();
    QTest::newRow("an end that is no time is not for good") << policy + user + R"("end":"soon")" << false << QString();
}

void TestPagerDutyOnCall::readsOneShift()
{
    QFETCH(const QByteArray, fields);
    QFETCH(const bool, isRead);
    QFETCH(const QString, end);
    const auto document = JsonDocument::parse(R"({"oncalls":[{)" + fields + "}]}");
    QVERIFY(document);
    const auto shifts = pagerduty::readOnCalls(document->root(), PersonId(u"PYOU"_s));
    QVERIFY(shifts);
    QCOMPARE(shifts->rows.size(), isRead ? 1 : 0);
    QCOMPARE(shifts->skipped, isRead ? 0 : 1);
    if (!isRead)
        return;
    const Shift &shift = shifts->rows.constFirst();
    QCOMPARE(shift.end ? toIso(*shift.end) : QString(), end);
    QCOMPARE(shift.level, 2);
    QVERIFY(shift.isMine);
}

void TestPagerDutyOnCall::readsPolicies()
{
    const auto document = JsonDocument::parse(R"({"escalation_policies":[
        {"id":"PE","name":"Site","num_loops":2,"html_url":"https://x.pagerduty.com/e/PE","escalation_rules":[
          {"escalation_delay_in_minutes":5,"targets":[{"id":"PS","type":"schedule_reference","summary":"Primary"},{"id":"PA","type":"user_reference","summary":"Ann"}]},
          {"escalation_delay_in_minutes":30,"targets":[{"id":"PV","type":"schedule_v3_reference","summary":"New kind"}]}]},
        {"id":"PX","name":"no rules"}],"more":false})");
    QVERIFY(document);
    const auto parts = pagerduty::readPolicies(document->root());
    QVERIFY(parts);
    QCOMPARE(parts->policies.rows.size(), 1);
    QCOMPARE(parts->policies.skipped, 1);
    const QList<EscalationLevel> levels{{1, 5min, {u"Primary"_s, u"Ann"_s}}, {2, 30min, {u"New kind"_s}}};
    QCOMPARE(parts->policies.rows.constFirst().levels, levels);
    QCOMPARE(parts->policies.rows.constFirst().loops, 2);
    QCOMPARE(parts->schedules, (QList<Schedule>{{u"PS"_s, u"Primary"_s}}));
}

void TestPagerDutyOnCall::overrideResults_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Expected<Done>>("result");
    QTest::newRow("made") << QByteArray(R"([{"status":201,"override":{"id":"Q1"}}])") << Expected<Done>(Done{});
    QTest::newRow("refused inside a 201") << QByteArray(R"([{"status":400,"errors":["Override must end after its start"]}])")
                                          << Expected<Done>(Error{ErrorKind::BadInput, u"Override must end after its start"_s});
    QTest::newRow("one of two refused is refused")
        << QByteArray(R"([{"status":201},{"status":400}])") << Expected<Done>(Error{ErrorKind::BadInput, u"status 400"_s});
    QTest::newRow("no result at all") << QByteArray("[]")
                                      << Expected<Done>(Error{ErrorKind::BadAnswer, u"overrides: expected a result for each"_s});
}

void TestPagerDutyOnCall::overrideResults()
{
    QFETCH(const QByteArray, json);
    const auto document = JsonDocument::parse(json);
    QVERIFY(document);
    const Expected<Done> result = pagerduty::readOverrideResults(document->root());
    QTEST(result, "result");
}

void TestPagerDutyOnCall::theWholeAccount()
{
    Bench bench;
    const auto onCall = bench.ask();
    QVERIFY(onCall);
    QCOMPARE(onCall->problems, QStringList());
    QCOMPARE(bench.server.requests().size(), 4);
    QCOMPARE(bench.server.requests("GET", "/oncalls").size(), 3);
    QCOMPARE(onCall->policies.size(), 2);
    const EscalationPolicy &site = policy(*onCall, pd::sitePolicy);
    QCOMPARE(site.levels.size(), 3);
    QCOMPARE(site.levels.at(2).delay, Duration(10min));
    QCOMPARE(people(site.now), (QStringList{u"1 you"_s, u"2 backup"_s, u"3 lead"_s}));
    QCOMPARE(people(site.next), (QStringList{u"1 backup"_s}));
    QVERIFY(site.now.constFirst().isMine);
    QCOMPARE(site.next.constFirst().start, site.now.constFirst().end);
    QCOMPARE(onCall->schedules.size(), 2);
    QCOMPARE(onCall->schedules.constFirst().name, u"Back office"_s);
    // A week of mine now, a week of the other's, and the first days of mine after that.
    QCOMPARE(onCall->mine.size(), 2);
    QCOMPARE(onCall->mine.at(0).end, site.now.constFirst().end);
    QCOMPARE(*onCall->mine.at(1).start - *onCall->mine.at(0).end, Duration(std::chrono::days(7)));

    const Duty duty = dutyAt(*onCall, bench.clock.now());
    QVERIFY(duty.isOnCall);
    QCOMPARE(duty.until, site.now.constFirst().end);
    QCOMPARE(duty.after, u"backup"_s);
}

void TestPagerDutyOnCall::withoutMeNothingIsMine()
{
    Bench bench;
    bench.me = {};
    const auto onCall = bench.ask();
    QVERIFY(onCall);
    QCOMPARE(bench.server.requests().size(), 3);
    QVERIFY(onCall->mine.isEmpty());
    QVERIFY(onCall->advice.contains(u"e-mail address"_s));
    QVERIFY(!dutyAt(*onCall, bench.clock.now()).isOnCall);
}

void TestPagerDutyOnCall::failuresTravel_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("too many requests to /oncalls") << QByteArray("/oncalls") << 429 << ErrorKind::TooManyRequests;
    QTest::newRow("no policies") << QByteArray("/escalation_policies") << 500 << ErrorKind::Server;
    QTest::newRow("a key that may not read them") << QByteArray("/oncalls") << 403 << ErrorKind::Forbidden;
}

void TestPagerDutyOnCall::failuresTravel()
{
    QFETCH(const QByteArray, path);
    QFETCH(const int, status);
    Bench bench;
    bench.server.fail({.path = path, .status = status});
    const auto onCall = bench.ask();
    QVERIFY(!onCall);
    QTEST(onCall.error().kind, "kind");
}

void TestPagerDutyOnCall::manyShiftsAreReadInPages()
{
    Bench bench;
    pd::World &world = bench.server.world();
    for (int i = 0; i < 120; ++i)
        world.policies.append({u"PMORE%1"_s.arg(i, 3, 10, QLatin1Char('0')), u"Policy %1"_s.arg(i), {{u"L"_s, 5min, {{pd::lead}}}}, 0, {}});
    const auto onCall = bench.ask();
    QVERIFY(onCall);
    QCOMPARE(onCall->policies.size(), 122);
    for (const EscalationPolicy &each : onCall->policies)
        QVERIFY(!each.now.isEmpty());
}

void TestPagerDutyOnCall::takesAShift()
{
    Bench bench;
    const auto before = bench.ask();
    QVERIFY(before);
    const TimePoint start = *before->mine.constFirst().end;
    QVERIFY(bench.take({pd::primarySchedule, u"Primary"_s, start, start + 12h}));
    const auto sent = bench.server.requests("POST", "/schedules/" + pd::primarySchedule.toUtf8() + "/overrides");
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.constFirst().json()[u"overrides"_s].toArray().at(0)[u"user"_s][u"type"_s].toString(), u"user_reference"_s);
    const auto after = bench.ask();
    QVERIFY(after);
    // It touches my shift: one longer shift.
    QCOMPARE(*after->mine.constFirst().end - *before->mine.constFirst().end, Duration(12h));
}

void TestPagerDutyOnCall::saysWhyAShiftIsNotTaken()
{
    Bench bench;
    const TimePoint now = bench.clock.now();
    const auto backwards = bench.take({pd::primarySchedule, u"Primary"_s, now + 2h, now + 1h});
    QVERIFY(!backwards);
    QCOMPARE(backwards.error().kind, ErrorKind::BadInput);
    QVERIFY(backwards.error().detail.contains("end after its start"_L1));
    const auto nowhere = bench.take({u"PNONE"_s, u"None"_s, now, now + 1h});
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().kind, ErrorKind::NotFound);
    bench.me = {};
    bench.server.forgetRequests();
    QVERIFY(!bench.take({pd::primarySchedule, u"Primary"_s, now, now + 1h}));
    QVERIFY(bench.server.requests().isEmpty());
}

QTEST_GUILESS_MAIN(TestPagerDutyOnCall)
#include "tst_oncall.moc"
