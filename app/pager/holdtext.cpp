// SPDX-License-Identifier: GPL-3.0-or-later
#include "pager/holdtext.h"

#include "domain/wording.h"

#include <QCoreApplication>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Holds)
};

constexpr int nightEnds = 5; // o'clock

} // namespace

QString pauseText(TimePoint until, TimePoint now)
{
    return Words::tr("Notifications are paused until %1").arg(clockTime(until, now));
}

QStringList heldTexts(const QList<Held> &held, const Names &names, TimePoint now)
{
    QStringList sentences;
    for (qsizetype i = 0; i < held.size();) {
        // They come in the order in which they are released.
        const auto isSame = [&](const Held &other) { return other.why == held.at(i).why && other.until == held.at(i).until; };
        int count = 0;
        QStringList services;
        qsizetype next = i;
        for (; next < held.size() && isSame(held.at(next)); ++next) {
            ++count;
            if (const QString name = names.of(held.at(next).incident->service); !name.isEmpty() && !services.contains(name))
                services.append(name);
        }
        const auto &until = held.at(i).until;
        QString sentence;
        if (held.at(i).why == Standing::Paused)
            sentence = Words::tr("%n held back by the pause", nullptr, count);
        else if (until)
            sentence = Words::tr("%n of low urgency held until %1", nullptr, count).arg(clockTime(*until, now));
        else
            sentence = Words::tr("%n of low urgency held: the service has no hours", nullptr, count);
        const bool isShort = !services.isEmpty() && services.size() <= 3;
        sentences.append(isShort ? Words::tr("%1 (%2)").arg(sentence, services.join(", "_L1)) : sentence);
        i = next;
    }
    return sentences;
}

QString holdText(const Held &held, TimePoint now)
{
    const QString until = held.until ? clockTime(*held.until, now) : QString();
    if (held.why == Standing::Paused)
        return until.isEmpty() ? Words::tr("held by the pause") : Words::tr("held by the pause until %1").arg(until);
    return until.isEmpty() ? Words::tr("held: the service has no hours") : Words::tr("held until %1").arg(until);
}

QString holdReason(const Held &held, const Names &names, TimePoint now)
{
    const QString until = held.until ? clockTime(*held.until, now) : QString();
    if (held.why == Standing::Paused)
        return until.isEmpty() ? Words::tr("notifications are paused") : Words::tr("until %1: notifications are paused").arg(until);
    const QString service = names.of(held.incident->service);
    return until.isEmpty() ? Words::tr("low urgency waits for the support hours of %1, which has none").arg(service)
                           : Words::tr("until %1: low urgency waits for the support hours of %2").arg(until, service);
}

TimePoint tomorrowMorning(TimePoint now)
{
    const QDateTime local = toDateTime(now).toLocalTime();
    const QDate date = local.time().hour() < nightEnds ? local.date() : local.date().addDays(1);
    return fromDateTime(QDateTime(date, QTime(9, 0)));
}

QString toWord(Standing why)
{
    return why == Standing::Paused ? u"pause"_s : u"hours"_s;
}

} // namespace nightbell
