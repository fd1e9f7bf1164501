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
    incident.priority = request.inputs.value(u"priority"_s).toString();
    return incident;
}

std::optional<Undo> undo(const Incident &before, const ActionRequest &)
{
    return Undo{u"priority"_s, {{u"priority"_s, before.priority}}};
}

Fields inputs()
{
    return {Field{.key = u"priority"_s, .label = QT_TRANSLATE_NOOP("Field", "Priority"), .optionsFrom = "priorities"}};
}

} // namespace

const ActionKind &priorityAction()
{
    static const ActionKind kind{
        .id = "priority",
        .label = QT_TRANSLATE_NOOP("Action", "Change &priority"),
        .icon = "priority",
        .shortcut = "P",
        .inputs = inputs(),
        .asksFirst = true,
        .applies = applies,
        .expected = expected,
        .undo = undo,
        .done = QT_TRANSLATE_NOOP("Action", "Priority changed"),
    };
    return kind;
}

} // namespace nightbell
