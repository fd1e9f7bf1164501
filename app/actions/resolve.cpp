// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

namespace nightbell {

namespace {

using namespace Qt::StringLiterals;

bool applies(const Incident &incident)
{
    return incident.isOpen();
}

Incident expected(Incident incident, const ActionRequest &request)
{
    incident.state = IncidentState::Resolved;
    incident.resolvedAt = request.requested;
    incident.resolvedBy = request.actor;
    incident.escalation.reset();
    return incident;
}

std::optional<Undo> undo(const Incident &, const ActionRequest &)
{
    return Undo{u"retrigger"_s};
}

Fields inputs()
{
    return {Field{.key = u"note"_s, .label = QT_TRANSLATE_NOOP("Field", "What was done about it"), .multiline = true}};
}

} // namespace

const ActionKind &resolveAction()
{
    static const ActionKind kind{
        .id = "resolve",
        .label = QT_TRANSLATE_NOOP("Action", "&Resolve"),
        .icon = "resolve",
        .shortcut = "R",
        .inputs = inputs(),
        .isCommon = true,
        .applies = applies,
        .expected = expected,
        .undo = undo,
        .done = QT_TRANSLATE_NOOP("Action", "Resolved"),
    };
    return kind;
}

} // namespace nightbell
