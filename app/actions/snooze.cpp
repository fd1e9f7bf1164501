// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"
#include "base/duration.h"

#include <QCoreApplication>
#include <QDateTime>

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

FieldValues lasting(Duration span)
{
    return {{u"for"_s, formatDuration(std::chrono::ceil<std::chrono::seconds>(span))}};
}

// Nine o'clock of the person's morning, `days` from today.
ActionPreset untilMorning(const QString &label, TimePoint now, int days)
{
    const QDateTime morning(toDateTime(now).toLocalTime().date().addDays(days), QTime(9, 0));
    return ActionPreset{label, lasting(fromDateTime(morning) - now)};
}

QList<ActionPreset> presets(TimePoint now)
{
    using namespace std::chrono_literals;
    const auto label = [](const char *text) { return QCoreApplication::translate("Action", text); };
    QList<ActionPreset> presets{
        {label(QT_TRANSLATE_NOOP("Action", "Snooze for &15 min")), lasting(15min)},
        {label(QT_TRANSLATE_NOOP("Action", "Snooze for 1 &h")), lasting(1h), true},
        {label(QT_TRANSLATE_NOOP("Action", "Snooze for &4 h")), lasting(4h)},
    };
    // At night "tomorrow" is not what is meant.
    if (toDateTime(now).toLocalTime().time() < QTime(8, 0))
        presets.append(untilMorning(label(QT_TRANSLATE_NOOP("Action", "Snooze until to&day 09:00")), now, 0));
    presets.append(untilMorning(label(QT_TRANSLATE_NOOP("Action", "Snooze until &tomorrow 09:00")), now, 1));
    return presets;
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
        .done = QT_TRANSLATE_NOOP("Action", "Snoozed"),
        .explanation = QT_TRANSLATE_NOOP("Action", "It is acknowledged until then, and triggers again."),
        .presets = presets,
    };
    return kind;
}

} // namespace nightbell
