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
    incident.urgency = urgencyFromWord(request.inputs.value(u"urgency"_s).toString()).value_or(incident.urgency);
    return incident;
}

std::optional<Undo> undo(const Incident &before, const ActionRequest &)
{
    return Undo{u"urgency"_s, {{u"urgency"_s, toWord(before.urgency)}}};
}

Fields inputs()
{
    return {Field{.key = u"urgency"_s,
        .type = FieldType::Choice,
        .label = QT_TRANSLATE_NOOP("Field", "Urgency"),
        .required = true,
        .choices = {u"high"_s, u"low"_s},
        .choiceNames = {QT_TRANSLATE_NOOP("FieldChoice", "High"), QT_TRANSLATE_NOOP("FieldChoice", "Low")}}};
}

} // namespace

const ActionKind &urgencyAction()
{
    static const ActionKind kind{
        .id = "urgency",
        .label = QT_TRANSLATE_NOOP("Action", "Change urgenc&y"),
        .icon = "urgency",
        .shortcut = "U",
        .inputs = inputs(),
        .asksFirst = true,
        .applies = applies,
        .expected = expected,
        .undo = undo,
        .done = QT_TRANSLATE_NOOP("Action", "Urgency changed"),
    };
    return kind;
}

} // namespace nightbell
