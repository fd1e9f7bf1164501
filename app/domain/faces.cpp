// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/faces.h"

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr Duration clocksDiffer = std::chrono::seconds(5); // of the two services

Face faceOf(const Incident &incident)
{
    return Face{incident.id, incident.source, incident.number, incident.state, incident.quiet, incident.acknowledgedBy,
        incident.snoozedUntil, incident.url};
}

void addLabels(QList<Label> &labels, const QList<Label> &more)
{
    for (const Label &label : more) {
        if (!labels.contains(label))
            labels.append(label);
    }
    std::ranges::sort(labels, [](const Label &a, const Label &b) { return a.name != b.name ? a.name < b.name : a.value < b.value; });
}

void addText(QString &text, const QString &more)
{
    if (more.isEmpty() || text.contains(more))
        return;
    if (!text.isEmpty())
        text += u'\n';
    text += more;
}

// The alert that needs somebody has its say in who is needed, and how much.
void raise(Incident &incident, const Incident &alert)
{
    if (!alert.needsPerson() || incident.state != IncidentState::Triggered)
        return;
    incident.quiet = Quiet::No;
    if (alert.urgency == Urgency::High)
        incident.urgency = Urgency::High;
    if (incident.concern == Concern::Others)
        incident.concern = alert.concern;
}

void add(Incident &incident, const Incident &alert)
{
    raise(incident, alert);
    incident.faces.append(faceOf(alert));
    if (incident.severity == Severity::Unknown || (alert.severity != Severity::Unknown && alert.severity < incident.severity))
        incident.severity = alert.severity;
    if (incident.host.isEmpty())
        incident.host = alert.host;
    if (incident.service.isEmpty())
        incident.service = alert.service;
    if (incident.priority.isEmpty())
        incident.priority = alert.priority;
    if (incident.covers.isEmpty())
        incident.covers = alert.covers;
    if (alert.created != TimePoint{} && (incident.created == TimePoint{} || alert.created < incident.created))
        incident.created = alert.created;
    incident.changed = std::max(incident.changed, alert.changed);
    addText(incident.text, alert.text);
    addLabels(incident.labels, alert.labels);
    for (const QString &team : alert.teams) {
        if (!incident.teams.contains(team))
            incident.teams.append(team);
    }
    if (alert.action.stage != ActionStage::None && !incident.action.isUnderWay())
        incident.action = alert.action;
}

} // namespace

bool mayStandFor(const Incident &lead, const Incident &alert)
{
    switch (lead.state) {
    case IncidentState::Triggered:
    case IncidentState::Resolved: // for how long is not for the two to say
        return true;
    case IncidentState::Acknowledged:
        break;
    }
    return !alert.needsPerson() || alert.created <= lead.acknowledgedAt.value_or(lead.changed) + clocksDiffer;
}

Incident joined(const IncidentId &name, const Incident &lead, const SharedIncidents &alerts)
{
    Incident incident = renamed(name, lead);
    incident.faces = {faceOf(lead)};
    for (const Incident &alert : alerts)
        add(incident, alert);
    return incident;
}

Incident renamed(const IncidentId &name, Incident face)
{
    if (face.id != name)
        face.faces = {faceOf(face)};
    face.id = name;
    return face;
}

} // namespace nightbell
