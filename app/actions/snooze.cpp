// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"
#include "base/duration.h"

namespace nightbell {

namespace {

using namespace Qt::StringLiterals;

bool applies(const Incident &incident)
{
    return incident.isOpen();
}

Duration spanOf(const ActionRequest &request)
{
    return parseDuration(request.inputs.value(u"for"_s).toString()).value_or(Duration(0));
}

// Whoever snoozes has it: it is acknowledged until then, and triggers again.
Incident expected(Incident incident, const ActionRequest &request)
{
    if (incident.state == IncidentState::Triggered) {
        incident.acknowledgedAt = request.requested;
        incident.acknowledgedBy = request.actor;
    }
    incident.state = IncidentState::Acknowledged;
    incident.snoozedUntil = request.requested + spanOf(request);
    incident.escalation.reset();
    return incident;
}

std::optional<Undo> undo(const Incident &before, const ActionRequest &)
{
    // What was acknowledged would need another snooze that never ends.
    return before.state == IncidentState::Triggered ? std::optional(Undo{u"retrigger"_s}) : std::nullopt;
}

Fields inputs()
{
    // The limits are those of PagerDuty: one second to seven days.
    return {Field{.key = u"for"_s,
        .type = FieldType::TimeSpan,
        .label = QT_TRANSLATE_NOOP("Field", "For"),
        .fallback = u"1h"_s,
        .required = true,
        .minimum = 1'000,
        .maximum = 7LL * 24 * 3'600 * 1'000}};
}

} // namespace

const ActionKind &snoozeAction()
{
    static const ActionKind kind{
        .id = "snooze",
        .label = QT_TRANSLATE_NOOP("Action", "&Snooze"),
        .icon = "snooze",
        .shortcut = "S",
        .inputs = inputs(),
        .asksFirst = true,
        .applies = applies,
        .expected = expected,
        .undo = undo,
    };
    return kind;
}

} // namespace nightbell
