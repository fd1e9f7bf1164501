// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <algorithm>

namespace nightbell {

namespace {

using namespace Qt::StringLiterals;

bool applies(const Incident &incident)
{
    return incident.isOpen();
}

Incident expected(Incident incident, const ActionRequest &request)
{
    incident.state = IncidentState::Triggered;
    incident.acknowledgedAt.reset();
    incident.acknowledgedBy.clear();
    incident.escalation.reset();
    const QStringList people = request.inputs.value(u"people"_s).toStringList();
    if (!people.isEmpty()) {
        // Who of them is me, and what they are called, the source knows.
        incident.assignees.removeIf([&people](const Person &person) { return !people.contains(person.id.text()); });
        for (const QString &id : people) {
            const auto isSame = [&id](const Person &person) { return person.id.text() == id; };
            if (std::ranges::none_of(incident.assignees, isSame))
                incident.assignees.append(Person{PersonId(id), id});
        }
    }
    return incident;
}

std::optional<Undo> undo(const Incident &before, const ActionRequest &)
{
    QStringList people;
    for (const Person &person : before.assignees)
        people.append(person.id.text());
    if (people.isEmpty() || before.state != IncidentState::Triggered)
        return std::nullopt;
    return Undo{u"reassign"_s, {{u"people"_s, people}}};
}

Fields inputs()
{
    return {
        Field{.key = u"people"_s, .type = FieldType::TextList, .label = QT_TRANSLATE_NOOP("Field", "To people"), .optionsFrom = "people"},
        Field{.key = u"policy"_s, .label = QT_TRANSLATE_NOOP("Field", "Or to an escalation policy"), .optionsFrom = "policies"},
    };
}

} // namespace

const ActionKind &reassignAction()
{
    static const ActionKind kind{
        .id = "reassign",
        .label = QT_TRANSLATE_NOOP("Action", "Reassi&gn"),
        .icon = "reassign",
        .shortcut = "G",
        .inputs = inputs(),
        .asksFirst = true,
        .isRepeatable = false,
        .applies = applies,
        .expected = expected,
        .undo = undo,
        .done = QT_TRANSLATE_NOOP("Action", "Reassigned"),
        .explanation = QT_TRANSLATE_NOOP("Action", "Whoever it goes to is told at once, and acknowledges it anew."),
    };
    return kind;
}

} // namespace nightbell
