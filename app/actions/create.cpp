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
    return {
        Field{.key = u"title"_s, .label = QT_TRANSLATE_NOOP("Field", "Title"), .required = true},
        Field{.key = u"service"_s, .label = QT_TRANSLATE_NOOP("Field", "Service"), .required = true, .optionsFrom = "services"},
        Field{.key = u"urgency"_s,
            .type = FieldType::Choice,
            .label = QT_TRANSLATE_NOOP("Field", "Urgency"),
            .fallback = u"high"_s,
            .choices = {u"high"_s, u"low"_s},
            .choiceNames = {QT_TRANSLATE_NOOP("FieldChoice", "High"), QT_TRANSLATE_NOOP("FieldChoice", "Low")}},
        Field{.key = u"details"_s, .label = QT_TRANSLATE_NOOP("Field", "Details"), .fallback = QString(), .multiline = true},
        Field{.key = u"people"_s, .type = FieldType::TextList, .label = QT_TRANSLATE_NOOP("Field", "Assign to"), .optionsFrom = "people"},
    };
}

} // namespace

const ActionKind &createAction()
{
    static const ActionKind kind{
        .id = "create",
        .label = QT_TRANSLATE_NOOP("Action", "&New incident"),
        .icon = "add",
        .shortcut = "",
        .subject = ActionSubject::Source,
        .inputs = inputs(),
        .asksFirst = true,
        .isRepeatable = false,
        .applies = applies,
        .expected = expected,
        .explanation = QT_TRANSLATE_NOOP("Action", "Whoever is on call for the service is told at once."),
    };
    return kind;
}

} // namespace nightbell
