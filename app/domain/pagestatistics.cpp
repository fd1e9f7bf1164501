// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pagestatistics.h"

#include <QHash>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr int nightBegins = 22; // o'clock
constexpr int nightEnds = 6;

struct CountedPage
{
    ServiceId service;
    TimePoint raised;
    std::optional<Duration> answered; // after
    bool isTold = false;
};

bool isAnswer(const PageEvent &event)
{
    switch (event.kind) {
    case IncidentEventKind::Acknowledged:
        return true;
    case IncidentEventKind::Resolved:
        return !event.actor.isEmpty();
    case IncidentEventKind::ActionRequested:
        return event.what == "acknowledge"_L1 || event.what == "resolve"_L1;
    case IncidentEventKind::Opened:
    case IncidentEventKind::Seen:
    case IncidentEventKind::Updated:
    case IncidentEventKind::Paged:
    case IncidentEventKind::Shown:
    case IncidentEventKind::Sounded:
    case IncidentEventKind::PageCleared:
    case IncidentEventKind::BackupTold:
    case IncidentEventKind::BackupMissed:
    case IncidentEventKind::ActionSent:
    case IncidentEventKind::ActionQueued:
    case IncidentEventKind::ActionConfirmed:
    case IncidentEventKind::ActionRefused:
    case IncidentEventKind::Note:
    case IncidentEventKind::OnCall:
        return false;
    }
    return false;
}

QList<CountedPage> countedPages(const QList<PageEvent> &events, TimePoint from, TimePoint to)
{
    QList<CountedPage> pages;
    QHash<IncidentId, qsizetype> latest; // page of the incident
    for (const PageEvent &event : events) {
        if (event.kind == IncidentEventKind::Paged) {
            if (event.at < from || event.at >= to) {
                latest.remove(event.incident);
                continue;
            }
            latest.insert(event.incident, pages.size());
            pages.append({event.service, event.at, std::nullopt, false});
            continue;
        }
        const auto index = latest.constFind(event.incident);
        if (index == latest.cend())
            continue;
        CountedPage &page = pages[*index];
        if (event.kind == IncidentEventKind::BackupTold)
            page.isTold = true;
        else if (isAnswer(event) && !page.answered)
            page.answered = std::max(Duration(0), event.at - page.raised); // a source's clock may be behind ours
    }
    return pages;
}

// The value that `share` of them do not exceed: the nearest rank. Absent: there is none.
std::optional<Duration> quantile(QList<Duration> values, double share)
{
    if (values.isEmpty())
        return std::nullopt;
    std::ranges::sort(values);
    const auto rank = static_cast<qsizetype>(std::ceil(share * static_cast<double>(values.size())));
    return values.at(std::clamp<qsizetype>(rank - 1, 0, values.size() - 1));
}

bool isAtNight(TimePoint time, const QTimeZone &zone)
{
    const int hour = toDateTime(time).toTimeZone(zone).time().hour();
    return hour >= nightBegins || hour < nightEnds;
}

// Of a moment: the date of the evening of the night that it is in, or that comes next.
QDate eveningOf(TimePoint time, const QTimeZone &zone)
{
    const QDateTime local = toDateTime(time).toTimeZone(zone);
    return local.time().hour() < nightEnds ? local.date().addDays(-1) : local.date();
}

int nightsBetween(TimePoint from, TimePoint to, const QTimeZone &zone)
{
    const QDate last = isAtNight(to, zone) ? eveningOf(to, zone) : eveningOf(to, zone).addDays(-1);
    return std::max(0, static_cast<int>(eveningOf(from, zone).daysTo(last)) + 1);
}

} // namespace

PageStatistics pageStatistics(const QList<PageEvent> &events, TimePoint from, TimePoint to, const QTimeZone &zone)
{
    PageStatistics statistics;
    statistics.from = from;
    statistics.to = to;
    statistics.nights = nightsBetween(from, to, zone);
    QList<Duration> answers;
    QHash<ServiceId, QList<Duration>> answersOf;
    QHash<ServiceId, int> pagesOf;
    for (const CountedPage &page : countedPages(events, from, to)) {
        ++statistics.pages;
        ++pagesOf[page.service];
        statistics.toldBackup += page.isTold ? 1 : 0;
        statistics.nightPages += isAtNight(page.raised, zone) ? 1 : 0;
        if (page.answered) {
            ++statistics.answered;
            answers.append(*page.answered);
            answersOf[page.service].append(*page.answered);
        }
    }
    statistics.median = quantile(answers, 0.5);
    statistics.ninetieth = quantile(answers, 0.9);
    for (auto each = pagesOf.cbegin(); each != pagesOf.cend(); ++each)
        statistics.services.append({each.key(), each.value(), quantile(answersOf.value(each.key()), 0.5)});
    std::ranges::sort(statistics.services, [](const ServicePages &one, const ServicePages &other) {
        return one.pages != other.pages ? one.pages > other.pages : one.service < other.service;
    });
    return statistics;
}

} // namespace nightbell
