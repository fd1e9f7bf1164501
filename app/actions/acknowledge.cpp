// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

namespace nightbell {

namespace {

using namespace Qt::StringLiterals;

bool applies(const Incident &incident)
{
    return incident.state == IncidentState::Triggered;
}

Incident expected(Incident incident, const ActionRequest &request)
{
    incident.state = IncidentState::Acknowledged;
    incident.acknowledgedAt = request.requested;
    incident.acknowledgedBy = request.actor;
    incident.escalation.reset();
    return incident;
}

std::optional<Undo> undo(const Incident &, const ActionRequest &)
{
    return Undo{u"retrigger"_s};
}

} // namespace

const ActionKind &acknowledgeAction()
{
    static const ActionKind kind{
        .id = "acknowledge",
        .label = QT_TRANSLATE_NOOP("Action", "&Acknowledge"),
        .icon = "acknowledge",
        .shortcut = "A",
        .isCommon = true,
        .applies = applies,
        .expected = expected,
        .undo = undo,
        .done = QT_TRANSLATE_NOOP("Action", "Acknowledged"),
    };
    return kind;
}

} // namespace nightbell
