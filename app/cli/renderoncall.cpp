// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/renderoncall.h"

#include "domain/wording.h"

#include <QCoreApplication>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

struct Terminal
{
    Q_DECLARE_TR_FUNCTIONS(Terminal)
};

QString timeText(const QJsonValue &value, TimePoint now)
{
    const auto time = fromIso(value.toString());
    return time ? clockTime(*time, now) : QString();
}

QString personText(const QJsonValue &shift)
{
    return shift["mine"_L1].toBool() ? Terminal::tr("you") : harmless(shift["person"_L1].toString());
}

QString dutyLineOf(const QJsonObject &source, TimePoint now)
{
    const QString name = harmless(source.value("name"_L1).toString());
    if (source.value("askedAt"_L1).isNull())
        return Terminal::tr("%1: who is on call is not known").arg(name);
    const QString advice = harmless(source.value("advice"_L1).toString());
    if (!advice.isEmpty() && source.value("policies"_L1).toArray().isEmpty())
        return Terminal::tr("%1: %2").arg(name, advice);
    if (source.value("onCall"_L1).isNull())
        return Terminal::tr("%1: your own shifts are not known").arg(name);
    const QString until = timeText(source.value("until"_L1), now);
    if (source.value("onCall"_L1).toBool())
        return until.isEmpty() ? Terminal::tr("%1: you are on call, always").arg(name)
                               : Terminal::tr("%1: you are on call until %2").arg(name, until);
    const QString next = timeText(source.value("next"_L1)["start"_L1], now);
    return next.isEmpty() ? Terminal::tr("%1: you are not on call").arg(name)
                          : Terminal::tr("%1: you are not on call; your next shift begins %2").arg(name, next);
}

QString levelText(const QJsonValue &level, TimePoint now)
{
    QStringList people;
    for (const QJsonValue &shift : level["now"_L1].toArray()) {
        const QString until = timeText(shift["end"_L1], now);
        people.append(until.isEmpty() ? personText(shift) : Terminal::tr("%1 until %2").arg(personText(shift), until));
    }
    people.removeDuplicates();
    QStringList coming;
    for (const QJsonValue &shift : level["next"_L1].toArray())
        coming.append(personText(shift));
    QString text = people.isEmpty() ? Terminal::tr("nobody") : people.join(", "_L1);
    if (!coming.isEmpty())
        text = Terminal::tr("%1, then %2").arg(text, coming.join(", "_L1));
    const QString delay = harmless(level["delay"_L1].toString());
    return delay.isEmpty() ? text : Terminal::tr("%1 (%2)").arg(text, delay);
}

QString shiftText(const QJsonValue &shift, TimePoint now)
{
    const auto start = fromIso(shift["start"_L1].toString());
    const QString from = start && *start > now ? clockTime(*start, now) : QString();
    const QString until = timeText(shift["end"_L1], now);
    const QString where = Terminal::tr("%1, level %2").arg(harmless(shift["policy"_L1].toString())).arg(shift["level"_L1].toInt());
    if (until.isEmpty())
        return Terminal::tr("always: %1").arg(where);
    return Terminal::tr("%1 – %2: %3").arg(from.isEmpty() ? Terminal::tr("now") : from, until, where);
}

} // namespace

QStringList renderOnCall(const QJsonArray &sources, RenderContext context)
{
    if (sources.isEmpty())
        return {Terminal::tr("No source that is configured knows who is on call. PagerDuty and Datadog do.")};
    QStringList lines;
    for (const QJsonValue &value : sources) {
        const QJsonObject source = value.toObject();
        lines.append(dutyLineOf(source, context.now));
        for (const QJsonValue &policy : source.value("policies"_L1).toArray()) {
            lines.append({QString(), harmless(policy["name"_L1].toString())});
            for (const QJsonValue &level : policy["levels"_L1].toArray())
                lines.append(u"  %1  %2"_s.arg(level["level"_L1].toInt()).arg(levelText(level, context.now)));
        }
        const QJsonArray shifts = source.value("shifts"_L1).toArray();
        if (!shifts.isEmpty())
            lines.append({QString(), Terminal::tr("Your shifts, 14 days")});
        for (const QJsonValue &shift : shifts)
            lines.append(u"  "_s + shiftText(shift, context.now));
        const QJsonArray problems = source.value("problems"_L1).toArray();
        if (!problems.isEmpty())
            lines.append(QString());
        for (const QJsonValue &problem : problems)
            lines.append(harmless(problem.toString()));
    }
    return lines;
}

} // namespace nightbell
