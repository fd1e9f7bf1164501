// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watchsummary.h"

#include "domain/names.h"
#include "domain/wording.h"
#include "engine/ownincidents.h"
#include "engine/session.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(WatchSummary)
};

QString ageOf(const SourceStatus &source, TimePoint now)
{
    return ageText(std::max(now - source.lastSuccess.value_or(now), Duration(0)));
}

// The number that an incident adds to which is triggered and needs nobody here.
int &restOf(WatchSummary &summary, const Incident &incident)
{
    switch (incident.quiet) {
    case Quiet::No:
        break;
    case Quiet::Pending:
        return summary.pending;
    case Quiet::Silenced:
        return summary.silenced;
    case Quiet::Inhibited:
        return summary.inhibited;
    }
    return incident.urgency == Urgency::Low ? summary.low : summary.others;
}

} // namespace

WatchSummary summarize(const SharedIncidents &incidents, const WatchState &state, qsizetype hosts)
{
    WatchSummary summary{state};
    summary.needPerson = static_cast<int>(std::ranges::count_if(incidents, &Incident::needsPerson));
    summary.acknowledged = static_cast<int>(std::ranges::count(incidents, IncidentState::Acknowledged, &Incident::state));
    summary.open = static_cast<int>(std::ranges::count_if(incidents, &Incident::isOpen));
    for (const Incident &incident : incidents) {
        if (incident.state == IncidentState::Triggered && !incident.needsPerson())
            ++restOf(summary, incident);
    }
    summary.hosts = static_cast<int>(hosts);
    return summary;
}

WatchSummary summarize(const Session &session)
{
    return summarize(session.store().incidents(), session.watchState(), session.store().hosts().size());
}

QString countsText(const WatchSummary &summary)
{
    QStringList parts;
    parts.append(summary.needPerson == 0 ? Words::tr("Nothing needs you") : Words::tr("%n need(s) you", nullptr, summary.needPerson));
    if (summary.acknowledged > 0)
        parts.append(Words::tr("%n acknowledged", nullptr, summary.acknowledged));
    if (summary.low > 0)
        parts.append(Words::tr("%n of low urgency", nullptr, summary.low));
    if (summary.others > 0)
        parts.append(Words::tr("%n with others", nullptr, summary.others));
    if (summary.pending > 0)
        parts.append(Words::tr("%n pending", nullptr, summary.pending));
    if (summary.silenced > 0)
        parts.append(Words::tr("%n silenced", nullptr, summary.silenced));
    if (summary.inhibited > 0)
        parts.append(Words::tr("%n inhibited", nullptr, summary.inhibited));
    return parts.join(u" · "_s);
}

QString watchedText(const WatchSummary &summary)
{
    QStringList parts;
    if (summary.hosts > 0)
        parts.append(Words::tr("%n host(s)", nullptr, summary.hosts));
    if (summary.checks > 0)
        parts.append(Words::tr("%n check(s)", nullptr, summary.checks));
    if (!summary.sources.isEmpty())
        parts.append(Words::tr("%n source(s)", nullptr, static_cast<int>(summary.sources.size())));
    return parts.join(", "_L1);
}

QString stateText(const SourceStatus &source, TimePoint now)
{
    switch (source.state) {
    case SourceState::Starting:
        return Words::tr("asked, no answer yet");
    case SourceState::Fresh:
        return Words::tr("answered %1 ago").arg(ageOf(source, now));
    case SourceState::Stale:
        return Words::tr("stale: data is %1 old").arg(ageOf(source, now));
    case SourceState::Failed:
        break;
    }
    const QString why = source.error ? errorText(*source.error) : Words::tr("no reason given");
    return source.lastSuccess ? Words::tr("failed: %1; data is %2 old").arg(why, ageOf(source, now))
                              : Words::tr("failed: %1; never answered").arg(why);
}

QStringList gapTexts(const WatchState &state)
{
    QStringList lines;
    if (state.mistakes > 0)
        lines.append(Words::tr("%n mistake(s) in the configuration: what they are about may not be watched.", nullptr, state.mistakes));
    if (!state.isWhole)
        lines.append(Words::tr("Not every source can be asked yet."));
    if (state.waitingChecks > 0)
        lines.append(Words::tr("%n check(s) not run yet.", nullptr, state.waitingChecks));
    return lines;
}

QString troubleText(const WatchSummary &summary, TimePoint now)
{
    QStringList lines;
    for (const SourceStatus &source : summary.sources) {
        if (source.state != SourceState::Fresh)
            lines.append(Words::tr("%1: %2.").arg(source.name, stateText(source, now)));
    }
    lines += gapTexts(summary);
    return lines.join(u'\n');
}

Names namesOf(const Session &session)
{
    Names names;
    for (const ServiceEntry &entry : session.configuration().services) {
        if (!entry.service.name.isEmpty())
            names.services.insert(entry.service.id, entry.service.name);
    }
    names.sources.insert(OwnIncidents::sourceId(), u"Nightbell"_s);
    for (const SourceEntry &source : session.configuration().sources)
        names.sources.insert(source.id, source.name);
    for (const SourceStatus &source : session.poller().statuses())
        names.sources.insert(source.id, source.name);
    for (const Host &host : session.store().hosts())
        names.hosts.insert(host.id, host.name);
    return names;
}

} // namespace nightbell
