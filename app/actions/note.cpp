// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

namespace nightbell {

namespace {

using namespace Qt::StringLiterals;

bool applies(const Incident &)
{
    return true;
}

// It stays as it is.
Incident expected(Incident incident, const ActionRequest &)
{
    return incident;
}

Fields inputs()
{
    return {Field{.key = u"text"_s, .label = QT_TRANSLATE_NOOP("Field", "Note"), .required = true, .multiline = true}};
}

} // namespace

const ActionKind &noteAction()
{
    static const ActionKind kind{
        .id = "note",
        .label = QT_TRANSLATE_NOOP("Action", "Add &note"),
        .icon = "note",
        .shortcut = "N",
        .inputs = inputs(),
        .asksFirst = true,
        .isRepeatable = false,
        .applies = applies,
        .expected = expected,
    };
    return kind;
}

} // namespace nightbell
