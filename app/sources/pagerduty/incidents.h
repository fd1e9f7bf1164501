// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "domain/oncall.h"
#include "sources/pagerduty/client.h"

#include <QHash>
#include <QStringList>

namespace nightbell::pagerduty {

// What a row does not show and an action needs.
struct Handle
{
    QString id; // PagerDuty's
    QString serviceId;
    std::optional<TimePoint> assignedAt; // to those who have it now
    std::optional<TimePoint> escalatesAt; // as PagerDuty says; it does not always
    int alerts = 0; // how many it is made of

    bool operator==(const Handle &) const = default;
};

struct ReadIncident
{
    Incident incident;
    Handle handle;
    QString strangeWord; // of its status or urgency; empty: they are known
};

// One element of /incidents. nullopt: it has no id. A status that nobody has heard of is open and needs somebody.
std::optional<ReadIncident> readIncidentRow(const JsonValue &value, const SourceId &source, const PersonId &me);

// When the incident goes to the next level: as PagerDuty says, or from the policy's delays and since when it is assigned.
// nullopt: it does not, or that cannot be told. By PagerDuty's clock, as `now` is.
std::optional<Escalation> escalationOf(
    const Incident &incident, const Handle &handle, const QList<EscalationPolicy> &policies, TimePoint now);

// Which incidents are asked for.
struct Scope
{
    QStringList teams; // ids; empty: all
    QStringList services; // ids; empty: all
    QString urgency; // "high", "low"; empty: both

    bool operator==(const Scope &) const = default;
};

struct OpenIncidents
{
    QList<ReadIncident> rows; // each once, oldest first
    QStringList warnings;
    bool isCut = false; // there are more than PagerDuty lists: the oldest, the newest, and what is mine are there
};

// All that are open, page by page. The pages overlap: while they are read, incidents are resolved and the rest move up.
QCoro::Task<Expected<OpenIncidents>> fetchOpen(ClientPtr client, SourceId source, PersonId me, Scope scope);

} // namespace nightbell::pagerduty
