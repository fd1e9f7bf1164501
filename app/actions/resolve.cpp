// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

namespace nightbell {

namespace {

bool applies(const Incident &incident)
{
    return incident.isOpen();
}

Incident expected(Incident incident, const QString &actor, TimePoint now)
{
    incident.state = IncidentState::Resolved;
    incident.resolvedAt = now;
    incident.resolvedBy = actor;
    return incident;
}

} // namespace

const ActionKind &resolveAction()
{
    static const ActionKind kind{
        .id = "resolve",
        .label = QT_TRANSLATE_NOOP("Action", "&Resolve"),
        .icon = "resolve",
        .shortcut = "R",
        .applies = applies,
        .expected = expected,
    };
    return kind;
}

} // namespace nightbell
