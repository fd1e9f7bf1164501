// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/encodeoncall.h"

#include "base/duration.h"
#include "domain/wording.h"

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

QJsonValue timeOrNull(const std::optional<TimePoint> &time)
{
    return time ? QJsonValue(toIso(*time)) : QJsonValue();
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject encodeShift(const Shift &shift)
{
    return {{u"policy"_s, shift.policy}, {u"level"_s, shift.level}, {u"person"_s, shift.person.name}, {u"mine"_s, shift.isMine},
        {u"schedule"_s, textOrNull(shift.schedule)}, {u"start"_s, timeOrNull(shift.start)}, {u"end"_s, timeOrNull(shift.end)}};
}

QJsonArray shiftsOf(const QList<Shift> &shifts, int level)
{
    QJsonArray array;
    for (const Shift &shift : shifts) {
        if (shift.level == level)
            array.append(encodeShift(shift));
    }
    return array;
}

QJsonObject encodePolicy(const EscalationPolicy &policy)
{
    QJsonArray levels;
    for (const EscalationLevel &level : policy.levels) {
        levels.append(QJsonObject{{u"level"_s, level.level},
            {u"delay"_s, level.delay == Duration(0) ? QJsonValue() : QJsonValue(formatDuration(level.delay))},
            {u"targets"_s, QJsonArray::fromStringList(level.targets)}, {u"now"_s, shiftsOf(policy.now, level.level)},
            {u"next"_s, shiftsOf(policy.next, level.level)}});
    }
    return {{u"id"_s, policy.id.text()}, {u"name"_s, policy.name}, {u"url"_s, textOrNull(policy.url.toString())},
        {u"loops"_s, policy.loops}, {u"levels"_s, levels}};
}

} // namespace

QJsonObject encodeOnCall(const OnCallStatus &status, TimePoint now)
{
    QJsonObject object{{u"source"_s, status.source.text()}, {u"name"_s, status.name},
        {u"error"_s, status.error ? QJsonValue(errorText(*status.error)) : QJsonValue()}, {u"askedAt"_s, QJsonValue()},
        {u"me"_s, QJsonValue()}, {u"onCall"_s, QJsonValue()}, {u"until"_s, QJsonValue()}, {u"next"_s, QJsonValue()},
        {u"policies"_s, QJsonArray()}, {u"shifts"_s, QJsonArray()}, {u"problems"_s, QJsonArray()}, {u"advice"_s, QJsonValue()}};
    if (!status.answer)
        return object;
    const OnCall &answer = *status.answer;
    object[u"askedAt"_s] = toIso(answer.askedAt);
    object[u"advice"_s] = textOrNull(answer.advice);
    if (!answer.me.id.isEmpty()) {
        const Duty duty = dutyAt(answer, now);
        object[u"me"_s] = answer.me.name;
        object[u"onCall"_s] = duty.isOnCall;
        object[u"until"_s] = timeOrNull(duty.until);
        object[u"next"_s] = duty.next ? QJsonValue(encodeShift(*duty.next)) : QJsonValue();
    }
    QJsonArray policies;
    for (const EscalationPolicy &policy : answer.policies)
        policies.append(encodePolicy(policy));
    QJsonArray shifts;
    for (const Shift &shift : answer.mine) {
        if (!shift.end || *shift.end > now)
            shifts.append(encodeShift(shift));
    }
    object[u"policies"_s] = policies;
    object[u"shifts"_s] = shifts;
    object[u"problems"_s] = QJsonArray::fromStringList(answer.problems);
    return object;
}

} // namespace nightbell
