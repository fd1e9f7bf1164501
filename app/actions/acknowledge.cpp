// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

namespace nightbell {

namespace {

bool applies(const Incident &incident)
{
    return incident.state == IncidentState::Triggered;
}

Incident expected(Incident incident, const QString &actor, TimePoint now)
{
    incident.state = IncidentState::Acknowledged;
    incident.acknowledgedAt = now;
    incident.acknowledgedBy = actor;
    return incident;
}

} // namespace

const ActionKind &acknowledgeAction()
{
    static const ActionKind kind{
        .id = "acknowledge",
        .label = QT_TRANSLATE_NOOP("Action", "&Acknowledge"),
        .icon = "acknowledge",
        .shortcut = "A",
        .applies = applies,
        .expected = expected,
    };
    return kind;
}

} // namespace nightbell
