// SPDX-License-Identifier: GPL-3.0-or-later
// What Datadog's answers about teams and schedules come down to: who is on call now, who is next, and when the person is.
#include "sources/datadog/oncall.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace nightbell::datadog {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(DatadogOnCall)
};

constexpr Duration seam = 2s; // a turn ends a second before the next one begins

// Where the shifts of a level stand.
struct Place
{
    PolicyId policy;
    QString name;
    int level = 1;
    PersonId me;
};

Shift shiftOf(const Place &place, const Person &person)
{
    Shift shift;
    shift.policyId = place.policy;
    shift.policy = place.name;
    shift.level = place.level;
    shift.person = person;
    shift.isMine = !place.me.isEmpty() && person.id == place.me;
    return shift;
}

// Earliest first, what touches is one.
QList<Shift> shiftsOf(const Place &place, const ScheduleFacts &schedule, const QList<Turn> &turns)
{
    QList<Shift> shifts;
    for (const Turn &turn : turns) {
        if (!shifts.isEmpty() && turn.start && shifts.last().end && std::chrono::abs(*turn.start - *shifts.last().end) <= seam)
            shifts.last().end = turn.start;
        Shift shift = shiftOf(place, turn.person);
        shift.scheduleId = schedule.id;
        shift.schedule = schedule.name;
        shift.start = turn.start;
        shift.end = turn.end;
        shifts.append(shift);
    }
    return merged(shifts);
}

void addNext(EscalationPolicy &card, const QList<Shift> &shifts, TimePoint at)
{
    const auto next = std::ranges::find_if(shifts, [at](const Shift &shift) { return shift.start && *shift.start > at; });
    if (next != shifts.end())
        card.next.append(*next);
}

void addMine(QList<Shift> &mine, const QList<Shift> &shifts, TimePoint at)
{
    for (const Shift &shift : shifts) {
        if (shift.isMine && (!shift.start || *shift.start < at + shiftsAhead))
            mine.append(shift);
    }
}

QString targetName(const StepTarget &target)
{
    switch (target.position) {
    case Position::Previous:
        return Words::tr("%1 (whoever was on call before)").arg(target.name);
    case Position::Current:
        return target.name;
    case Position::Next:
        return Words::tr("%1 (whoever is next)").arg(target.name);
    }
    return {};
}

// What the team's answer says of the policy's step: by its id, or else by its place.
const TeamStep *saidOf(const TeamFacts &facts, const PolicyFacts *policy, qsizetype index)
{
    const QList<TeamStep> &said = facts.duty.steps;
    if (policy && index < policy->steps.size()) {
        const auto same = std::ranges::find(said, policy->steps.at(index).id, &TeamStep::id);
        if (same != said.end())
            return &*same;
    }
    return index < said.size() ? &said.at(index) : nullptr;
}

// Who is on call on a level, as the team's answer has it. nullopt: it does not say.
std::optional<QList<Person>> peopleOf(const TeamFacts &facts, const PolicyFacts *policy, qsizetype index)
{
    if (const TeamStep *said = saidOf(facts, policy, index))
        return said->people;
    const bool isFirst = index == 0 && facts.duty.steps.isEmpty() && !facts.duty.responders.isEmpty();
    return isFirst ? std::optional(facts.duty.responders) : std::nullopt;
}

// One level: what its schedules and people are by the policy.
struct Level
{
    QList<Shift> now;
    QList<Shift> always;
};

void addLevel(DutyCards &cards, EscalationPolicy &card, const Place &place, const Level &level, const std::optional<QList<Person>> &people)
{
    if (!people) {
        card.now += level.now + level.always;
        addMine(cards.mine, level.always, {});
        return;
    }
    for (const Person &person : *people) {
        const auto isOf = [&person](const Shift &shift) { return shift.person.id == person.id; };
        const auto turn = std::ranges::find_if(level.now, isOf);
        if (turn != level.now.end()) {
            card.now.append(*turn);
            continue;
        }
        const Shift shift = shiftOf(place, person);
        cards.unknownEnds += std::ranges::any_of(level.always, isOf) ? 0 : 1;
        card.now.append(shift);
        addMine(cards.mine, {shift}, {});
    }
}

// `policy`: nullptr: it is not known, and the team's answer is all that there is.
void addCard(DutyCards &cards, EscalationPolicy card, const TeamFacts &facts, const PolicyFacts *policy, const Rotas &rotas,
    const PersonId &me, TimePoint at)
{
    card.loops = policy ? policy->retries : 0;
    const qsizetype count = std::max({policy ? policy->steps.size() : 0, facts.duty.steps.size(), qsizetype(1)});
    for (qsizetype index = 0; index < count; ++index) {
        const Place place{card.id, card.name, static_cast<int>(index) + 1, me};
        EscalationLevel level{place.level, {}, {}};
        Level known;
        if (policy && index < policy->steps.size()) {
            const PolicyStep &step = policy->steps.at(index);
            level.delay = step.after;
            for (const StepTarget &target : step.targets) {
                level.targets.append(targetName(target));
                if (target.kind == StepTarget::Kind::User)
                    known.always.append(shiftOf(place, Person{PersonId(target.id), target.name}));
                if (target.kind != StepTarget::Kind::Schedule)
                    continue;
                const Rota rota = rotas.value(target.id);
                const QList<Shift> shifts = shiftsOf(place, rota.schedule, turnsAt(rota.turns, target.position));
                std::ranges::copy_if(shifts, std::back_inserter(known.now), [at](const Shift &shift) { return shift.isAt(at); });
                addNext(card, shifts, at);
                addMine(cards.mine, shifts, at);
            }
        }
        card.levels.append(level);
        addLevel(cards, card, place, known, peopleOf(facts, policy, index));
    }
    cards.policies.append(card);
}

// The next of its hours, by the clock of its zone.
std::optional<TimePoint> weeklyBegin(const Layer &layer, const QString &zoneOfSchedule, TimePoint at)
{
    const QTimeZone named((layer.zone.isEmpty() ? zoneOfSchedule : layer.zone).toUtf8());
    const QTimeZone zone = named.isValid() ? named : QTimeZone::utc();
    const QDate today = toDateTime(at).toTimeZone(zone).date();
    std::optional<TimePoint> first;
    for (const Layer::Begin &begin : layer.begins) {
        for (int ahead = 0; ahead <= 7; ++ahead) {
            const QDate day = today.addDays(ahead);
            if (begin.day != 0 && day.dayOfWeek() != begin.day)
                continue;
            const TimePoint moment = fromDateTime(QDateTime(day, begin.time, zone));
            if (moment > at && (!first || moment < *first))
                first = moment;
        }
    }
    return first;
}

// The next change of its rotation: to whom somebody may follow nobody.
std::optional<TimePoint> turnBegin(const Layer &layer, TimePoint at)
{
    if (!layer.rotation || layer.every < 1h || at < *layer.rotation)
        return layer.rotation;
    return *layer.rotation + ((at - *layer.rotation) / layer.every + 1) * layer.every;
}

} // namespace

std::optional<TimePoint> nextBegin(const ScheduleFacts &schedule, TimePoint at)
{
    std::optional<TimePoint> first;
    for (const Layer &layer : schedule.layers) {
        const TimePoint from = std::max(at, layer.from ? *layer.from - 1ms : at);
        for (const auto &begin : {weeklyBegin(layer, schedule.zone, from), turnBegin(layer, from), layer.from}) {
            const bool isOfLayer = begin && *begin > at && (!layer.to || *begin < *layer.to);
            if (isOfLayer && (!first || *begin < *first))
                first = begin;
        }
    }
    return first;
}

QList<Turn> turnsAt(const QList<Turn> &turns, Position position)
{
    if (position == Position::Current)
        return turns;
    const qsizetype away = position == Position::Next ? 1 : -1;
    QList<Turn> moved;
    for (qsizetype i = 0; i < turns.size(); ++i) {
        if (i + away >= 0 && i + away < turns.size())
            moved.append(Turn{turns.at(i + away).person, turns.at(i).start, turns.at(i).end});
    }
    return moved;
}

const PolicyFacts *TeamFacts::policy() const
{
    QList<const PolicyFacts *> alike;
    for (const PolicyFacts &each : policies) {
        const bool isNamed = std::ranges::any_of(duty.steps, [&each](const TeamStep &step) {
            return std::ranges::any_of(each.steps, [&step](const PolicyStep &known) { return known.id == step.id; });
        });
        if (isNamed)
            return &each;
        if (duty.steps.isEmpty() || duty.steps.size() == each.steps.size())
            alike.append(&each);
    }
    return alike.size() == 1 ? alike.constFirst() : nullptr;
}

QStringList TeamFacts::schedules() const
{
    QStringList ids;
    for (const PolicyFacts &known : policies) {
        for (const PolicyStep &step : known.steps) {
            for (const StepTarget &target : step.targets) {
                if (target.kind == StepTarget::Kind::Schedule && !ids.contains(target.id))
                    ids.append(target.id);
            }
        }
    }
    return ids;
}

void addTeam(DutyCards &cards, const TeamFacts &facts, const Rotas &rotas, const PersonId &me, TimePoint at)
{
    EscalationPolicy card;
    card.id = PolicyId(u"team/"_s + facts.team.id);
    card.name = facts.team.name;
    const PolicyFacts *shown = facts.policy();
    addCard(cards, card, facts, shown, rotas, me, at);
    for (const PolicyFacts &policy : facts.policies) {
        if (&policy == shown)
            continue;
        const TeamFacts other{facts.team, {}, {policy}};
        card.id = PolicyId(u"team/"_s + facts.team.id + u'/' + policy.id);
        card.name = Words::tr("%1: %2").arg(facts.team.name, policy.name);
        addCard(cards, card, other, &policy, rotas, me, at);
    }
}

void addSchedule(DutyCards &cards, const Rota &rota, const PersonId &me, TimePoint at)
{
    EscalationPolicy card;
    card.id = PolicyId(u"schedule/"_s + rota.schedule.id);
    card.name = rota.schedule.name;
    card.levels = {EscalationLevel{}};
    const QList<Shift> shifts = shiftsOf(Place{card.id, card.name, 1, me}, rota.schedule, rota.turns);
    std::ranges::copy_if(shifts, std::back_inserter(card.now), [at](const Shift &shift) { return shift.isAt(at); });
    addNext(card, shifts, at);
    addMine(cards.mine, shifts, at);
    cards.policies.append(card);
}

} // namespace nightbell::datadog
