// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/datadog/oncall.h"
#include "support/fakeclock.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::datadog;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Person ann{PersonId(u"ann"_s), u"Ann"_s};
const Person bob{PersonId(u"bob"_s), u"Bob"_s};
const Person cleo{PersonId(u"cleo"_s), u"Cleo"_s};

TimePoint in(Duration span)
{
    return FakeClock().now() + span;
}

Turn turn(const Person &person, Duration from, Duration to)
{
    return {person, in(from), in(to)};
}

// Ann until 07:00, Bob until 15:00, Ann until 23:00; a turn ends a second before the next one.
const Rota rota{{u"r"_s, u"Rota"_s, {}}, {turn(ann, -4h, 4h - 1s), turn(bob, 4h, 12h - 1s), turn(ann, 12h, 20h - 1s)}};
const Rotas rotas{{u"r"_s, rota}};

PolicyFacts policyOf(const QList<PolicyStep> &steps, const QString &id = u"p"_s)
{
    return {id, u"Chain"_s, 2, steps, {}};
}

StepTarget schedule(Position position = Position::Current)
{
    return {StepTarget::Kind::Schedule, u"r"_s, u"Rota"_s, position};
}

StepTarget user(const Person &person)
{
    return {StepTarget::Kind::User, person.id.text(), person.name};
}

TeamFacts teamOf(const QList<TeamStep> &said, const QList<PolicyFacts> &policies)
{
    return {{u"t"_s, u"web"_s, u"Web"_s}, {said, {}}, policies};
}

DutyCards cardsOf(const TeamFacts &team, const Person &me = ann)
{
    DutyCards cards;
    addTeam(cards, team, rotas, me.id, in(0s));
    return cards;
}

QStringList names(const QList<Shift> &shifts)
{
    QStringList all;
    for (const Shift &shift : shifts)
        all.append(u"%1 %2"_s.arg(shift.level).arg(shift.person.name));
    return all;
}

} // namespace

Q_DECLARE_METATYPE(Layer)
Q_DECLARE_METATYPE(std::optional<TimePoint>)

class TestRota : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void levelsHaveTheirPeopleWithUntilAndNext()
    {
        const TeamFacts team = teamOf({{u"s1"_s, QList<Person>{ann}}, {u"s2"_s, QList<Person>{bob}}},
            {policyOf({{u"s1"_s, 5min, {schedule()}}, {u"s2"_s, 15min, {user(bob)}}})});
        const DutyCards cards = cardsOf(team);
        QCOMPARE(cards.policies.size(), 1);
        const EscalationPolicy &card = cards.policies.constFirst();
        QCOMPARE(card.name, u"Web"_s);
        QCOMPARE(card.loops, 2);
        QCOMPARE(card.levels, (QList<EscalationLevel>{{1, 5min, {u"Rota"_s}}, {2, 15min, {u"Bob"_s}}}));
        QCOMPARE(names(card.now), (QStringList{u"1 Ann"_s, u"2 Bob"_s}));
        QCOMPARE(card.now[0].end, std::optional(in(4h))); // and not a second before
        QVERIFY(card.now[0].isMine);
        QVERIFY(!card.now[1].end); // for good
        QCOMPARE(names(card.next), QStringList{u"1 Bob"_s});
        QCOMPARE(card.next[0].start, std::optional(in(4h)));
        QCOMPARE(cards.unknownEnds, 0);
        QCOMPARE(cards.mine.size(), 2);
        QCOMPARE(cards.mine[1].start, std::optional(in(12h)));
    }

    void turnsOfTheSamePersonAreOne()
    {
        DutyCards cards;
        const Rota twice{{u"r"_s, u"Rota"_s, {}}, {turn(ann, -4h, 4h - 1s), turn(ann, 4h, 12h - 1s), turn(bob, 12h, 20h)}};
        addSchedule(cards, twice, ann.id, in(0s));
        QCOMPARE(cards.policies[0].now[0].end, std::optional(in(12h)));
        QCOMPARE(names(cards.policies[0].next), QStringList{u"1 Bob"_s});
        QCOMPARE(cards.mine.size(), 1);
    }

    void aScheduleIsACardOfOneLevel()
    {
        DutyCards cards;
        addSchedule(cards, rota, bob.id, in(0s));
        const EscalationPolicy &card = cards.policies.constFirst();
        QCOMPARE(card.name, u"Rota"_s);
        QCOMPARE(card.levels, QList<EscalationLevel>{EscalationLevel{}}); // no delay: none is known
        QCOMPARE(names(card.now), QStringList{u"1 Ann"_s});
        QCOMPARE(names(cards.mine), QStringList{u"1 Bob"_s});
    }

    void aScheduleWithoutAnybodyNow()
    {
        DutyCards cards;
        addSchedule(cards, Rota{{u"r"_s, u"Rota"_s, {}}, {turn(ann, 6h, 14h)}}, ann.id, in(0s));
        QVERIFY(cards.policies[0].now.isEmpty());
        QCOMPARE(names(cards.policies[0].next), QStringList{u"1 Ann"_s});
    }

    // What the team's own answer says of who is on call counts: an override, a round robin.
    void theTeamsAnswerWins()
    {
        const DutyCards cards = cardsOf(teamOf({{u"s1"_s, QList<Person>{cleo}}}, {policyOf({{u"s1"_s, 5min, {schedule()}}})}), cleo);
        QCOMPARE(names(cards.policies[0].now), QStringList{u"1 Cleo"_s});
        QVERIFY(!cards.policies[0].now[0].end);
        QCOMPARE(cards.unknownEnds, 1); // which is said
        QCOMPARE(cards.mine.size(), 1); // and it is me
    }

    void nobodyIsNobody()
    {
        const DutyCards cards = cardsOf(teamOf({{u"s1"_s, QList<Person>{}}}, {policyOf({{u"s1"_s, 5min, {schedule()}}})}));
        QVERIFY(cards.policies[0].now.isEmpty());
        QCOMPARE(names(cards.policies[0].next), QStringList{u"1 Bob"_s});
    }

    void whatTheTeamDoesNotSayThePolicyDoes()
    {
        const DutyCards cards = cardsOf(teamOf({{u"s1"_s, std::nullopt}}, {policyOf({{u"s1"_s, 5min, {schedule(), user(bob)}}})}), bob);
        QCOMPARE(names(cards.policies[0].now), (QStringList{u"1 Ann"_s, u"1 Bob"_s}));
        QCOMPARE(cards.unknownEnds, 0);
        QCOMPARE(cards.mine.size(), 2); // always, and the turn that comes
    }

    void withoutAPolicyThereAreNoDelays()
    {
        const DutyCards cards = cardsOf(teamOf({{u"s1"_s, QList<Person>{ann}}, {u"s2"_s, QList<Person>{bob}}}, {}));
        QCOMPARE(cards.policies[0].levels, (QList<EscalationLevel>{{1, {}, {}}, {2, {}, {}}}));
        QCOMPARE(names(cards.policies[0].now), (QStringList{u"1 Ann"_s, u"2 Bob"_s}));
        QCOMPARE(cards.unknownEnds, 2);
        TeamFacts bare = teamOf({}, {});
        bare.duty.responders = {bob};
        QCOMPARE(names(cardsOf(bare).policies[0].now), QStringList{u"1 Bob"_s});
    }

    void otherPoliciesOfItsRulesHaveCardsOfTheirOwn()
    {
        PolicyFacts night = policyOf({{u"n1"_s, 10min, {schedule()}}}, u"n"_s);
        night.name = u"At night"_s;
        const TeamFacts team = teamOf({{u"s1"_s, QList<Person>{bob}}}, {night, policyOf({{u"s1"_s, 5min, {user(bob)}}})});
        QCOMPARE(team.schedules(), QStringList{u"r"_s});
        const DutyCards cards = cardsOf(team);
        QCOMPARE(cards.policies.size(), 2);
        QCOMPARE(cards.policies[0].name, u"Web"_s);
        QCOMPARE(names(cards.policies[0].now), QStringList{u"1 Bob"_s});
        QCOMPARE(cards.policies[1].name, u"Web: At night"_s);
        QCOMPARE(names(cards.policies[1].now), QStringList{u"1 Ann"_s});
        QCOMPARE(cards.policies[1].levels[0].delay, Duration(10min));
        QVERIFY(cards.policies[0].id != cards.policies[1].id);
    }

    void layersSayWhenSomebodyMayFollowNobody_data()
    {
        QTest::addColumn<Layer>("layer");
        QTest::addColumn<std::optional<TimePoint>>("expected"); // after Monday 03:00 in Greenwich
        using Begins = QList<Layer::Begin>;
        const auto to = [](Duration span) { return std::optional(in(span)); };
        const Begins nine{{1, QTime(9, 0)}, {3, QTime(9, 0)}};
        QTest::newRow("nothing is known") << Layer{} << std::optional<TimePoint>();
        QTest::newRow("hours of today") << Layer{.begins = nine} << to(6h);
        QTest::newRow("hours by another clock") << Layer{.zone = u"Asia/Tokyo"_s, .begins = nine} << to(45h);
        QTest::newRow("hours of every day") << Layer{.begins = {{0, QTime(2, 0)}}} << to(23h);
        QTest::newRow("hours of another day") << Layer{.begins = {{7, QTime(1, 0)}}} << to(6 * 24h - 2h);
        QTest::newRow("its next turn") << Layer{.rotation = in(-25h), .every = 12h} << to(11h);
        QTest::newRow("its first turn") << Layer{.rotation = in(30min), .every = 12h} << to(30min);
        QTest::newRow("begins on Wednesday") << Layer{.from = in(50h), .begins = nine} << to(50h);
        QTest::newRow("is over by then") << Layer{.to = in(5h), .begins = nine} << std::optional<TimePoint>();
    }
    void layersSayWhenSomebodyMayFollowNobody()
    {
        QFETCH(const Layer, layer);
        QFETCH(const std::optional<TimePoint>, expected);
        const ScheduleFacts schedule{u"s"_s, u"Rota"_s, u"UTC"_s, {layer}};
        QCOMPARE(nextBegin(schedule, in(0s)), expected);
    }

    void thePolicyIsTheOneWithTheSteps_data()
    {
        QTest::addColumn<QStringList>("said");
        QTest::addColumn<QString>("policy");
        QTest::newRow("by the steps that both name") << QStringList{u"b1"_s} << u"b"_s;
        QTest::newRow("by how many there are") << QStringList{u"x"_s, u"y"_s} << u"c"_s;
        QTest::newRow("two that could be it") << QStringList{u"x"_s} << QString();
        QTest::newRow("none that could be it") << QStringList{u"x"_s, u"y"_s, u"z"_s} << QString();
    }
    void thePolicyIsTheOneWithTheSteps()
    {
        QFETCH(const QStringList, said);
        QFETCH(const QString, policy);
        TeamFacts team = teamOf({},
            {policyOf({{u"a1"_s, {}, {}}}, u"a"_s), policyOf({{u"b1"_s, {}, {}}}, u"b"_s),
                policyOf({{u"c1"_s, {}, {}}, {u"c2"_s, {}, {}}}, u"c"_s)});
        for (const QString &id : said)
            team.duty.steps.append(TeamStep{id, std::nullopt});
        const PolicyFacts *found = team.policy();
        QCOMPARE(found ? found->id : QString(), policy);
    }

    void whoeverIsNextStandsBehind()
    {
        const QList<Turn> next = turnsAt(rota.turns, Position::Next);
        QCOMPARE(next.size(), 2);
        QCOMPARE(next[0], (Turn{bob, in(-4h), in(4h - 1s)}));
        const QList<Turn> before = turnsAt(rota.turns, Position::Previous);
        QCOMPARE(before[0], (Turn{ann, in(4h), in(12h - 1s)}));
        QVERIFY(turnsAt({}, Position::Next).isEmpty());
        const DutyCards cards = cardsOf(teamOf({{u"s1"_s, QList<Person>{bob}}}, {policyOf({{u"s1"_s, 5min, {schedule(Position::Next)}}})}));
        QCOMPARE(names(cards.policies[0].now), QStringList{u"1 Bob"_s});
        QCOMPARE(cards.policies[0].now[0].end, std::optional(in(4h)));
        QCOMPARE(names(cards.mine), QStringList{u"1 Ann"_s});
    }
};

QTEST_GUILESS_MAIN(TestRota)
#include "tst_rota.moc"
