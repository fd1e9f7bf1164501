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
    return {Field{
        .key = u"message"_s, .label = QT_TRANSLATE_NOOP("Field", "Message to those who follow it"), .required = true, .multiline = true}};
}

} // namespace

const ActionKind &statusupdateAction()
{
    static const ActionKind kind{
        .id = "statusupdate",
        .label = QT_TRANSLATE_NOOP("Action", "Send status up&date"),
        .icon = "statusupdate",
        .shortcut = "D",
        .inputs = inputs(),
        .asksFirst = true,
        .isRepeatable = false,
        .applies = applies,
        .expected = expected,
        .explanation = QT_TRANSLATE_NOOP("Action", "Everybody who follows the incident reads it."),
    };
    return kind;
}

} // namespace nightbell
