// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/dutynews.h"

#include "domain/wording.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(OnCall)
};

bool isSameTurn(const Shift &a, const Shift &b)
{
    return a.policyId == b.policyId && a.level == b.level;
}

bool hasTurn(const QList<Shift> &shifts, const Shift &turn)
{
    return std::ranges::any_of(shifts, [&turn](const Shift &shift) { return isSameTurn(shift, turn); });
}

QString startKey(const Shift &shift)
{
    return u"%1/%2@%3"_s.arg(shift.policyId.text()).arg(shift.level).arg(toIso(*shift.start));
}

// Only what the memory needs.
Shift remembered(const Shift &shift)
{
    Shift kept;
    kept.policyId = shift.policyId;
    kept.policy = shift.policy;
    kept.level = shift.level;
    kept.end = shift.end;
    return kept;
}

void addSoon(DutyDecision &decision, const OnCall &onCall, TimePoint now)
{
    QStringList announced;
    for (const Shift &shift : onCall.mine) { // earliest first
        const bool isSoon = shift.start && shift.end && *shift.start > now && *shift.start - now <= shiftsToldAhead;
        if (!isSoon)
            continue;
        const QString key = startKey(shift);
        announced.append(key);
        if (decision.memory.announced.contains(key))
            continue;
        DutyNews *last = decision.news.isEmpty() ? nullptr : &decision.news.last();
        if (last && last->at == *shift.start)
            last->shifts.append(shift);
        else
            decision.news.append(DutyNews{onCall.source, DutyNews::Kind::Soon, *shift.start, {shift}, {}});
    }
    decision.memory.announced = announced; // those that have begun are not needed any more
}

void addBegun(DutyDecision &decision, const OnCall &onCall, const QList<Shift> &on, TimePoint now)
{
    DutyNews news{onCall.source, DutyNews::Kind::Began, now, {}, dutyAt(onCall, now).until};
    for (const Shift &shift : on) {
        if (hasTurn(decision.memory.on, shift))
            continue;
        news.shifts.append(shift);
        news.at = std::min(news.at, shift.start.value_or(now));
    }
    if (!news.shifts.isEmpty())
        decision.news.append(news);
}

void addEnded(DutyDecision &decision, const OnCall &onCall, const QList<Shift> &on, TimePoint now)
{
    DutyNews news{onCall.source, DutyNews::Kind::Ended, now, {}, {}};
    for (const Shift &shift : std::as_const(decision.memory.on)) {
        const bool isLongAgo = shift.end && now - *shift.end > shiftEndsToldFor;
        if (hasTurn(on, shift) || isLongAgo)
            continue;
        news.shifts.append(shift);
        news.at = std::min(news.at, shift.end.value_or(now));
    }
    if (!news.shifts.isEmpty())
        decision.news.append(news);
}

QString turnText(const Shift &shift)
{
    return Words::tr("%1, level %2").arg(shift.policy.isEmpty() ? shift.policyId.text() : shift.policy).arg(shift.level);
}

QString unknownText(const Duty &duty, TimePoint now)
{
    return Words::tr("Whether you are on call has not been known since %1").arg(clockTime(duty.askedAt, now));
}

// With the time that it is true of, where that is a while ago.
QString dated(const QString &text, const Duty &duty, TimePoint now)
{
    return now - duty.askedAt > dutyFreshFor ? Words::tr("%1 · as of %2").arg(text, clockTime(duty.askedAt, now)) : text;
}

} // namespace

DutyDecision decideDutyNews(const DutyMemory &memory, const OnCall &onCall, TimePoint now, bool isFresh)
{
    DutyDecision decision{{}, memory};
    if (onCall.me.id.isEmpty())
        return decision; // nothing is mine because nobody knows who I am
    QList<Shift> on;
    for (const Shift &shift : onCall.mine) {
        if (shift.end && shift.isAt(now))
            on.append(shift);
    }
    if (isFresh)
        addEnded(decision, onCall, on, now);
    addBegun(decision, onCall, on, now);
    addSoon(decision, onCall, now);
    QList<Shift> kept;
    for (const Shift &shift : std::as_const(on))
        kept.append(remembered(shift));
    for (const Shift &shift : memory.on) {
        if (!isFresh && !hasTurn(on, shift))
            kept.append(shift);
    }
    decision.memory.on = kept;
    return decision;
}

std::optional<TimePoint> nextDutyMoment(const OnCall &onCall, TimePoint now)
{
    std::optional<TimePoint> next;
    const auto consider = [&](std::optional<TimePoint> moment) {
        if (moment && *moment > now && (!next || *moment < *next))
            next = moment;
    };
    for (const Shift &shift : onCall.mine) {
        if (!shift.end)
            continue;
        if (shift.start) {
            consider(*shift.start - shiftsToldAhead);
            consider(shift.start);
        }
        consider(shift.end);
    }
    return next;
}

QByteArray encode(const DutyMemory &memory)
{
    QJsonArray on;
    for (const Shift &shift : memory.on) {
        on.append(QJsonObject{{u"policy"_s, shift.policyId.text()}, {u"name"_s, shift.policy}, {u"level"_s, shift.level},
            {u"end"_s, shift.end ? QJsonValue(toIso(*shift.end)) : QJsonValue()}});
    }
    const QJsonObject object{{u"on"_s, on}, {u"announced"_s, QJsonArray::fromStringList(memory.announced)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

DutyMemory dutyMemoryFrom(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    DutyMemory memory;
    for (const QJsonValue &value : object.value("on"_L1).toArray()) {
        Shift shift;
        shift.policyId = PolicyId(value["policy"_L1].toString());
        shift.policy = value["name"_L1].toString();
        shift.level = value["level"_L1].toInt(1);
        shift.end = fromIso(value["end"_L1].toString());
        if (!shift.policyId.isEmpty())
            memory.on.append(shift);
    }
    for (const QJsonValue &value : object.value("announced"_L1).toArray())
        memory.announced.append(value.toString());
    return memory;
}

QString dutyNewsTitle(const DutyNews &news, TimePoint now)
{
    switch (news.kind) {
    case DutyNews::Kind::Soon: {
        const auto minutes = std::chrono::round<std::chrono::minutes>(news.at - now);
        return minutes.count() < 1 ? Words::tr("You go on call now") : Words::tr("You go on call in %1").arg(spanText(minutes));
    }
    case DutyNews::Kind::Began:
        return Words::tr("You are on call now");
    case DutyNews::Kind::Ended:
        return Words::tr("Your shift ended");
    }
    return {};
}

QString dutyNewsText(const DutyNews &news, TimePoint now)
{
    QStringList lines;
    for (const Shift &shift : news.shifts) {
        const QString turn = turnText(shift);
        switch (news.kind) {
        case DutyNews::Kind::Soon:
            lines.append(Words::tr("%1: from %2 to %3").arg(turn, clockTime(*shift.start, now), clockTime(*shift.end, now)));
            break;
        case DutyNews::Kind::Began:
            lines.append(Words::tr("%1: until %2").arg(turn, clockTime(*shift.end, now)));
            break;
        case DutyNews::Kind::Ended:
            lines.append(turn);
            break;
        }
    }
    return lines.join(u'\n');
}

QString dutyText(const Duty &duty, TimePoint now)
{
    if (now - duty.askedAt > dutyBelievedFor)
        return unknownText(duty, now);
    if (duty.isOnCall)
        return dated(duty.until ? Words::tr("On call until %1").arg(clockTime(*duty.until, now)) : Words::tr("On call, always"), duty, now);
    const QString text
        = duty.next ? Words::tr("Not on call; next shift %1").arg(clockTime(*duty.next->start, now)) : Words::tr("Not on call");
    return dated(text, duty, now);
}

QString dutyLine(const Duty &duty, TimePoint now)
{
    if (!duty.isOnCall || now - duty.askedAt > dutyBelievedFor)
        return dutyText(duty, now);
    const QString mine
        = duty.until ? Words::tr("On call: you, until %1").arg(clockTime(*duty.until, now)) : Words::tr("On call: you, always");
    return dated(duty.after.isEmpty() ? mine : Words::tr("%1 · next: %2").arg(mine, duty.after), duty, now);
}

} // namespace nightbell
