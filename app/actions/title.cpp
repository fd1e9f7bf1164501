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
    incident.title = request.inputs.value(u"title"_s).toString();
    return incident;
}

std::optional<Undo> undo(const Incident &before, const ActionRequest &)
{
    return Undo{u"title"_s, {{u"title"_s, before.title}}};
}

Fields inputs()
{
    return {Field{.key = u"title"_s, .label = QT_TRANSLATE_NOOP("Field", "Title"), .required = true}};
}

} // namespace

const ActionKind &titleAction()
{
    static const ActionKind kind{
        .id = "title",
        .label = QT_TRANSLATE_NOOP("Action", "Change t&itle"),
        .icon = "edit",
        .shortcut = "F2",
        .inputs = inputs(),
        .asksFirst = true,
        .applies = applies,
        .expected = expected,
        .undo = undo,
        .done = QT_TRANSLATE_NOOP("Action", "Title changed"),
    };
    return kind;
}

} // namespace nightbell
