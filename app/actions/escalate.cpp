// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

namespace nightbell {

namespace {

using namespace Qt::StringLiterals;

bool applies(const Incident &incident)
{
    return incident.isOpen();
}

// Whoever is told next has not acknowledged it.
Incident expected(Incident incident, const ActionRequest &)
{
    incident.state = IncidentState::Triggered;
    incident.acknowledgedAt.reset();
    incident.acknowledgedBy.clear();
    incident.escalation.reset();
    return incident;
}

Fields inputs()
{
    return {Field{.key = u"level"_s, .label = QT_TRANSLATE_NOOP("Field", "To level"), .required = true, .optionsFrom = "levels"}};
}

} // namespace

const ActionKind &escalateAction()
{
    static const ActionKind kind{
        .id = "escalate",
        .label = QT_TRANSLATE_NOOP("Action", "&Escalate"),
        .icon = "escalate",
        .shortcut = "E",
        .inputs = inputs(),
        .asksFirst = true,
        .isRepeatable = false,
        .applies = applies,
        .expected = expected,
        .explanation = QT_TRANSLATE_NOOP("Action", "Whoever is on that level is told at once."),
    };
    return kind;
}

} // namespace nightbell
