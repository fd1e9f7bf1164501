// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/pagerduty/vanished.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace nightbell::pagerduty {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostAsked = 5; // in one poll: it is a share of the rate limit that is spent

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PagerDuty)
};

// What a person would ask about first.
int weight(const Incident &incident)
{
    return (incident.needsPerson() ? 4 : 0) + (incident.concern == Concern::Mine ? 2 : 0) + (incident.urgency == Urgency::High ? 1 : 0);
}

QList<ReadIncident> missingIn(const OpenIncidents &open, const Rows &before)
{
    QSet<QString> listed;
    for (const ReadIncident &row : open.rows)
        listed.insert(row.handle.id);
    QList<ReadIncident> missing;
    for (const ReadIncident &row : before) {
        if (row.incident.isOpen() && !listed.contains(row.handle.id))
            missing.append(row);
    }
    std::ranges::sort(missing, [](const ReadIncident &one, const ReadIncident &other) {
        return std::pair(-weight(one.incident), one.handle.id) < std::pair(-weight(other.incident), other.handle.id);
    });
    return missing;
}

// Whether the list would have it: it may have changed out of what is asked for.
bool isIn(const Scope &scope, const ReadIncident &row, const JsonValue &value)
{
    bool isOfTeam = scope.teams.isEmpty();
    [[maybe_unused]] const auto done
        = value["teams"].forEach([&](const JsonValue &team) { isOfTeam = isOfTeam || scope.teams.contains(textOf(team["id"])); });
    return isOfTeam && (scope.services.isEmpty() || scope.services.contains(row.handle.serviceId))
        && (scope.urgency.isEmpty() || scope.urgency == toWord(row.incident.urgency));
}

// How it ended: by whom, when, and into which other incident.
ReadIncident ended(ReadIncident row, const JsonValue &value)
{
    Incident &incident = row.incident;
    incident.resolvedAt = timeOf(value["resolved_at"]);
    if (!incident.resolvedAt)
        incident.resolvedAt = timeOf(value["last_status_change_at"]);
    const JsonValue by = value["last_status_change_by"];
    if (textOf(by["type"]).startsWith("user"_L1))
        incident.resolvedBy = personOf(by).name;
    if (const QString into = textOf(value["resolve_reason"]["incident"]["summary"]); !into.isEmpty())
        incident.text = Words::tr("Merged into %1").arg(into);
    return row;
}

} // namespace

QCoro::Task<OpenIncidents> withVanished(ClientPtr client, SourceId source, PersonId me, Scope scope, Rows before, OpenIncidents open)
{
    QList<ReadIncident> missing = open.isCut ? QList<ReadIncident>() : missingIn(open, before);
    QList<ReadIncident> resolved;
    QList<ReadIncident> stillOpen;
    const qsizetype asked = std::min(mostAsked, missing.size());
    for (qsizetype i = 0; i < asked; ++i) {
        const QString path = u"/incidents/"_s + missing.at(i).handle.id;
        const auto document = co_await get(client, path);
        if (!document)
            continue; // of another team by now, or out of reach: the list is believed
        const JsonValue value = document->root()["incident"];
        const auto row = readIncidentRow(value, source, me);
        if (!row || row->handle.id != missing.at(i).handle.id)
            continue;
        if (row->incident.state == IncidentState::Resolved)
            resolved.append(ended(*row, value));
        else if (isIn(scope, *row, value))
            stillOpen.append(*row);
    }
    open.rows += resolved;
    if (!stillOpen.isEmpty()) {
        open.rows += stillOpen;
        open.rows += missing.mid(asked);
        open.warnings.append(Words::tr("PagerDuty's list was not whole: %n open incident(s) were not in it.", nullptr,
            static_cast<int>(stillOpen.size() + missing.size() - asked)));
    }
    OpenIncidents result = open;
    co_return result;
}

} // namespace nightbell::pagerduty
