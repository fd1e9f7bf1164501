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
    return {
        Field{.key = u"people"_s,
            .type = FieldType::TextList,
            .label = QT_TRANSLATE_NOOP("Field", "Whom"),
            .required = true,
            .optionsFrom = "people"},
        Field{.key = u"message"_s, .label = QT_TRANSLATE_NOOP("Field", "Message"), .fallback = QString(), .multiline = true},
    };
}

} // namespace

const ActionKind &respondersAction()
{
    static const ActionKind kind{
        .id = "responders",
        .label = QT_TRANSLATE_NOOP("Action", "Ask for &help"),
        .icon = "responders",
        .shortcut = "H",
        .inputs = inputs(),
        .asksFirst = true,
        .isRepeatable = false,
        .applies = applies,
        .expected = expected,
        .explanation = QT_TRANSLATE_NOOP("Action", "They are asked to join in; the incident stays with whoever has it."),
    };
    return kind;
}

} // namespace nightbell
