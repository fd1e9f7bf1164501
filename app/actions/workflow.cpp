// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

namespace nightbell {

namespace {

using namespace Qt::StringLiterals;

bool applies(const Incident &incident)
{
    return incident.isOpen();
}

// It stays as it is.
Incident expected(Incident incident, const ActionRequest &)
{
    return incident;
}

Fields inputs()
{
    return {Field{.key = u"workflow"_s, .label = QT_TRANSLATE_NOOP("Field", "Workflow"), .required = true, .optionsFrom = "workflows"}};
}

} // namespace

const ActionKind &workflowAction()
{
    static const ActionKind kind{
        .id = "workflow",
        .label = QT_TRANSLATE_NOOP("Action", "Run &workflow"),
        .icon = "workflow",
        .shortcut = "W",
        .inputs = inputs(),
        .asksFirst = true,
        .isRepeatable = false,
        .applies = applies,
        .expected = expected,
    };
    return kind;
}

} // namespace nightbell
