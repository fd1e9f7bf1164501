// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

namespace nightbell {

namespace {

using namespace Qt::StringLiterals;

bool applies(const Incident &incident)
{
    return !incident.service.isEmpty();
}

// It stays as it is.
Incident expected(Incident incident, const ActionRequest &)
{
    return incident;
}

Fields inputs()
{
    return {
        Field{.key = u"for"_s,
            .type = FieldType::TimeSpan,
            .label = QT_TRANSLATE_NOOP("Field", "For"),
            .fallback = u"1h"_s,
            .required = true,
            .minimum = 60'000},
        Field{.key = u"description"_s, .label = QT_TRANSLATE_NOOP("Field", "Reason"), .fallback = QString()},
    };
}

} // namespace

const ActionKind &maintenanceAction()
{
    static const ActionKind kind{
        .id = "maintenance",
        .label = QT_TRANSLATE_NOOP("Action", "Maintenance o&f its service"),
        .icon = "maintenance",
        .shortcut = "V",
        .inputs = inputs(),
        .asksFirst = true,
        .isRepeatable = false,
        .applies = applies,
        .expected = expected,
        .explanation = QT_TRANSLATE_NOOP("Action", "Its service raises no new incidents for that time."),
    };
    return kind;
}

} // namespace nightbell
