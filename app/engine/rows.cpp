// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/rows.h"

#include <QVariant>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

QVariant timeOrNull(const std::optional<TimePoint> &time)
{
    return time ? QVariant(toMilliseconds(*time)) : QVariant(QMetaType::fromType<qint64>());
}

std::optional<TimePoint> timeOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(fromMilliseconds(value.toLongLong()));
}

} // namespace

QString incidentColumns()
{
    return u"id, source, dedup_key, title, text, service, host, check_id, urgency, severity, state, created, changed,"
           " acknowledged_at, acknowledged_by, resolved_at, resolved_by, url"_s;
}

QVariantList incidentValues(const Incident &incident)
{
    return {incident.id.text(), incident.source.text(), incident.dedupKey, incident.title, incident.text, incident.service.text(),
        incident.host.text(), incident.check.text(), toWord(incident.urgency), toWord(incident.severity), toWord(incident.state),
        toMilliseconds(incident.created), toMilliseconds(incident.changed), timeOrNull(incident.acknowledgedAt), incident.acknowledgedBy,
        timeOrNull(incident.resolvedAt), incident.resolvedBy, incident.url.toString()};
}

Incident incidentFromRow(const QSqlQuery &query)
{
    Incident incident;
    incident.id = IncidentId(query.value(0).toString());
    incident.source = SourceId(query.value(1).toString());
    incident.dedupKey = query.value(2).toString();
    incident.title = query.value(3).toString();
    incident.text = query.value(4).toString();
    incident.service = ServiceId(query.value(5).toString());
    incident.host = HostId(query.value(6).toString());
    incident.check = CheckId(query.value(7).toString());
    // Words that this version does not know (a newer one wrote them) are read as what makes the most noise.
    incident.urgency = urgencyFromWord(query.value(8).toString()).value_or(Urgency::High);
    incident.severity = severityFromWord(query.value(9).toString()).value_or(Severity::Unknown);
    incident.state = incidentStateFromWord(query.value(10).toString()).value_or(IncidentState::Triggered);
    incident.created = fromMilliseconds(query.value(11).toLongLong());
    incident.changed = fromMilliseconds(query.value(12).toLongLong());
    incident.acknowledgedAt = timeOf(query.value(13));
    incident.acknowledgedBy = query.value(14).toString();
    incident.resolvedAt = timeOf(query.value(15));
    incident.resolvedBy = query.value(16).toString();
    incident.url = QUrl(query.value(17).toString());
    return incident;
}

QString eventColumns()
{
    return u"row, at, incident, source, kind, actor, title, text, what, place"_s;
}

IncidentEvent eventFromRow(const QSqlQuery &query)
{
    IncidentEvent event;
    event.row = query.value(0).toLongLong();
    event.at = fromMilliseconds(query.value(1).toLongLong());
    event.incident = IncidentId(query.value(2).toString());
    event.source = SourceId(query.value(3).toString());
    event.kind = incidentEventKindFromWord(query.value(4).toString()).value_or(IncidentEventKind::Note);
    event.actor = query.value(5).toString();
    event.title = query.value(6).toString();
    event.text = query.value(7).toString();
    event.what = query.value(8).toString();
    event.place = query.value(9).toString();
    return event;
}

} // namespace nightbell
