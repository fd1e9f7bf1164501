// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

namespace nightbell {

namespace {

bool applies(const Incident &incident)
{
    return incident.isOpen() && incident.quiet == Quiet::Silenced;
}

Incident expected(Incident incident, const ActionRequest &)
{
    incident.quiet = Quiet::No;
    return incident;
}

} // namespace

const ActionKind &unmuteAction()
{
    static const ActionKind kind{
        .id = "unmute",
        .label = QT_TRANSLATE_NOOP("Action", "Unmute its m&onitor"),
        .icon = "bell",
        .shortcut = "",
        .asksFirst = true,
        .applies = applies,
        .expected = expected,
        .explanation = QT_TRANSLATE_NOOP("Action", "Everything that mutes it ends now, also what others have muted."),
    };
    return kind;
}

} // namespace nightbell
