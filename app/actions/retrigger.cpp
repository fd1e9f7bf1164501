// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

namespace nightbell {

namespace {

bool applies(const Incident &incident)
{
    return incident.state != IncidentState::Triggered;
}

Incident expected(Incident incident, const ActionRequest &)
{
    incident.state = IncidentState::Triggered;
    incident.acknowledgedAt.reset();
    incident.acknowledgedBy.clear();
    incident.resolvedAt.reset();
    incident.resolvedBy.clear();
    incident.snoozedUntil.reset();
    return incident;
}

} // namespace

const ActionKind &retriggerAction()
{
    static const ActionKind kind{
        .id = "retrigger",
        .label = QT_TRANSLATE_NOOP("Action", "&Trigger again"),
        .icon = "triggered",
        .shortcut = "T",
        .asksFirst = true,
        .isRepeatable = false,
        .applies = applies,
        .expected = expected,
        .explanation = QT_TRANSLATE_NOOP("Action", "It needs somebody again: whoever it is assigned to is told at once."),
    };
    return kind;
}

} // namespace nightbell
