// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

namespace nightbell {

namespace {

bool applies(const Incident &incident)
{
    return incident.isOpen();
}

// It stays as it is.
Incident expected(Incident incident, const ActionRequest &)
{
    return incident;
}

} // namespace

const ActionKind &mergeAction()
{
    static const ActionKind kind{
        .id = "merge",
        .label = QT_TRANSLATE_NOOP("Action", "&Merge"),
        .icon = "merge",
        .shortcut = "M",
        .subject = ActionSubject::Selection,
        .asksFirst = true,
        .applies = applies,
        .expected = expected,
        .explanation = QT_TRANSLATE_NOOP("Action", "The alerts of the others move into the one that is kept, and the others are resolved."),
    };
    return kind;
}

} // namespace nightbell
