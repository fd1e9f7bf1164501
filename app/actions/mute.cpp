// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

namespace nightbell {

namespace {

using namespace Qt::StringLiterals;

bool applies(const Incident &incident)
{
    return incident.isOpen();
}

// Nobody is told of it for that time. Whoever has it still has it.
Incident expected(Incident incident, const ActionRequest &)
{
    if (incident.state == IncidentState::Triggered)
        incident.quiet = Quiet::Silenced;
    return incident;
}

std::optional<Undo> undo(const Incident &before, const ActionRequest &)
{
    // Another mute may be there already, which would be taken back as well.
    return before.quiet == Quiet::Silenced ? std::nullopt : std::optional(Undo{u"unmute"_s});
}

Fields inputs()
{
    return {
        Field{.key = u"what"_s,
            .type = FieldType::Choice,
            .label = QT_TRANSLATE_NOOP("Field", "What"),
            .fallback = u"group"_s,
            .choices = {u"group"_s, u"monitor"_s, u"host"_s},
            .choiceNames = {QT_TRANSLATE_NOOP("FieldChoice", "what alerts here"), QT_TRANSLATE_NOOP("FieldChoice", "the whole monitor"),
                QT_TRANSLATE_NOOP("FieldChoice", "everything on its host")}},
        Field{.key = u"for"_s,
            .type = FieldType::TimeSpan,
            .label = QT_TRANSLATE_NOOP("Field", "For"),
            .fallback = u"1h"_s,
            .required = true,
            .minimum = 60'000},
        Field{.key = u"message"_s, .label = QT_TRANSLATE_NOOP("Field", "Reason"), .fallback = QString()},
    };
}

} // namespace

const ActionKind &muteAction()
{
    static const ActionKind kind{
        .id = "mute",
        .label = QT_TRANSLATE_NOOP("Action", "M&ute its monitor"),
        .icon = "bell-off",
        .shortcut = "",
        .inputs = inputs(),
        .asksFirst = true,
        .applies = applies,
        .expected = expected,
        .undo = undo,
        .done = QT_TRANSLATE_NOOP("Action", "Muted"),
        .explanation = QT_TRANSLATE_NOOP("Action", "Its source notifies nobody of it for that time, neither you nor others."),
    };
    return kind;
}

} // namespace nightbell
