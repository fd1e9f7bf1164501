// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/demo/oncall.h"

#include <algorithm>
#include <array>
#include <span>

namespace nightbell::demo {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration nextAhead = std::chrono::days(30);

enum Who : int { Nobody = -1, You, Web, Platform, Money, Audio };
constexpr std::array names{"you", "web engineer (demo)", "platform engineer (demo)", "payments engineer (demo)", "audio engineer (demo)"};

// People who take turns. The first turn of all began at `first` after the epoch, which was a Thursday.
struct Rota
{
    const char *id;
    const char *name;
    Duration turn;
    Duration first;
    std::span<const Who> people;
};

constexpr std::array shopPeople{You, Web, Platform};
constexpr std::array backupPeople{Platform, Money, Web};
constexpr std::array paymentPeople{Money, Platform, You, Money};
constexpr std::array streamPeople{Audio, Nobody};

constexpr Duration mondayNine = std::chrono::days(4) + 9h;
constexpr std::array rotas{
    Rota{"shop", "Web shop, first line", 24h, mondayNine, shopPeople},
    Rota{"backup", "Web shop, backup", 7 * 24h, mondayNine, backupPeople},
    Rota{"payments", "Payments", 12h, 8h, paymentPeople},
    Rota{"stream", "Streaming, by day", 12h, 8h, streamPeople},
};

// A level is a rota, or one person for good.
struct Level
{
    Duration delay;
    const Rota *rota;
    Who person = Nobody;
};

struct Policy
{
    const char *id;
    const char *name;
    int loops;
    std::span<const Level> levels;
};

constexpr std::array shopLevels{Level{5min, &rotas[0]}, Level{10min, &rotas[1]}, Level{30min, nullptr, Audio}};
constexpr std::array paymentLevels{Level{15min, &rotas[2]}, Level{15min, nullptr, Web}};
constexpr std::array streamLevels{Level{20min, &rotas[3]}, Level{30min, nullptr, Platform}};
constexpr std::array policies{
    Policy{"payments", "Payments", 1, paymentLevels},
    Policy{"streaming", "Streaming", 0, streamLevels},
    Policy{"web-shop", "Web shop", 2, shopLevels},
};

struct Turn
{
    TimePoint start{};
    TimePoint end{};
    Who who = Nobody;
};

// The turns that touch [from, to], before anybody took one over.
QList<Turn> turnsOf(const Rota &rota, TimePoint from, TimePoint to)
{
    QList<Turn> turns;
    const auto count = static_cast<qint64>(rota.people.size());
    for (qint64 turn = (from.time_since_epoch() - rota.first) / rota.turn;; ++turn) {
        const TimePoint start = TimePoint(rota.first) + turn * rota.turn;
        if (start > to)
            return turns;
        turns.append(Turn{start, start + rota.turn, rota.people[static_cast<std::size_t>(turn % count)]});
    }
}

QList<Turn> withOverride(const QList<Turn> &turns, const ShiftOverride &taken)
{
    QList<Turn> result;
    for (const Turn &turn : turns) {
        const TimePoint start = std::max(turn.start, taken.start);
        const TimePoint end = std::min(turn.end, taken.end);
        if (start >= end) {
            result.append(turn);
            continue;
        }
        for (const Turn &part : {Turn{turn.start, start, turn.who}, Turn{start, end, You}, Turn{end, turn.end, turn.who}}) {
            if (part.start < part.end)
                result.append(part);
        }
    }
    return result;
}

Person personOf(Who who)
{
    const QString name = QLatin1StringView(names[static_cast<std::size_t>(who)]);
    return Person{PersonId(u"demo-"_s + name), name};
}

Shift shiftOf(const Policy &policy, int level, Who who)
{
    Shift shift;
    shift.policyId = PolicyId(QLatin1StringView(policy.id));
    shift.policy = QLatin1StringView(policy.name);
    shift.level = level;
    shift.person = personOf(who);
    shift.isMine = who == You;
    return shift;
}

// Everybody on that level from `now` on, and who is on it at the moment.
QList<Shift> shiftsOf(const Policy &policy, int number, const Level &level, const QList<ShiftOverride> &taken, TimePoint now)
{
    if (level.rota == nullptr)
        return {shiftOf(policy, number, level.person)};
    const QString id = QLatin1StringView(level.rota->id);
    // The turn before: where one person has two in a row, they are one shift.
    QList<Turn> turns = turnsOf(*level.rota, now - level.rota->turn, now + nextAhead);
    for (const ShiftOverride &each : taken) {
        if (each.scheduleId == id)
            turns = withOverride(turns, each);
    }
    QList<Shift> shifts;
    for (const Turn &turn : std::as_const(turns)) {
        if (turn.who == Nobody)
            continue;
        Shift shift = shiftOf(policy, number, turn.who);
        shift.scheduleId = id;
        shift.schedule = QLatin1StringView(level.rota->name);
        shift.start = turn.start;
        shift.end = turn.end;
        shifts.append(shift);
    }
    shifts = merged(shifts);
    shifts.removeIf([now](const Shift &shift) { return shift.end && *shift.end <= now; });
    return shifts;
}

QString targetOf(const Level &level)
{
    return level.rota ? QString(QLatin1StringView(level.rota->name)) : personOf(level.person).name;
}

} // namespace

OnCall onCallAt(const SourceId &source, const QList<ShiftOverride> &taken, TimePoint now)
{
    OnCall onCall;
    onCall.source = source;
    onCall.askedAt = now;
    onCall.me = personOf(You);
    QList<Shift> mine;
    for (const Policy &policy : policies) {
        EscalationPolicy known;
        known.id = PolicyId(QLatin1StringView(policy.id));
        known.name = QLatin1StringView(policy.name);
        known.loops = policy.loops;
        for (const Level &level : policy.levels) {
            const int number = static_cast<int>(known.levels.size()) + 1;
            known.levels.append(EscalationLevel{number, level.delay, {targetOf(level)}});
            const QList<Shift> shifts = shiftsOf(policy, number, level, taken, now);
            const auto next = std::ranges::find_if(shifts, [now](const Shift &shift) { return shift.start && *shift.start > now; });
            if (next != shifts.end())
                known.next.append(*next);
            for (const Shift &shift : shifts) {
                if (shift.isAt(now))
                    known.now.append(shift);
                if (shift.isMine && (!shift.start || *shift.start < now + shiftsAhead))
                    mine.append(shift);
            }
        }
        onCall.policies.append(known);
    }
    onCall.mine = merged(mine);
    for (const Rota &rota : rotas)
        onCall.schedules.append(Schedule{QLatin1StringView(rota.id), QLatin1StringView(rota.name)});
    std::ranges::sort(onCall.schedules, {}, &Schedule::name);
    return onCall;
}

QList<Person> people()
{
    QList<Person> all;
    for (const Who who : {You, Web, Platform, Money, Audio})
        all.append(personOf(who));
    return all;
}

Expected<Done> checkOverride(const ShiftOverride &wanted, TimePoint now)
{
    const auto isIt = [&wanted](const Rota &rota) { return QLatin1StringView(rota.id) == wanted.scheduleId; };
    if (std::ranges::none_of(rotas, isIt))
        return Error{ErrorKind::NotFound, u"the script has no such schedule"_s};
    if (wanted.end <= wanted.start)
        return Error{ErrorKind::BadInput, u"Override must end after its start"_s};
    if (wanted.end <= now)
        return Error{ErrorKind::BadInput, u"Override must end in the future"_s};
    return Done{};
}

} // namespace nightbell::demo
