// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/pagerduty/wire.h"

namespace nightbell::pagerduty {

using namespace Qt::StringLiterals;

std::optional<TimePoint> timeOf(const JsonValue &value)
{
    const QString text = value.stringOr({});
    return text.isEmpty() ? std::nullopt : fromIso(text);
}

QString textOf(const JsonValue &value)
{
    return value.stringOr({});
}

Person personOf(const JsonValue &reference)
{
    Person person;
    person.id = PersonId(textOf(reference["id"]));
    for (const char *key : {"summary", "name", "email", "id"}) {
        person.name = textOf(reference[key]);
        if (!person.name.isEmpty())
            break;
    }
    return person;
}

QUrl webUrlOf(const JsonValue &value)
{
    const QUrl url(textOf(value), QUrl::StrictMode);
    const bool isWeb = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    return isWeb && !url.host().isEmpty() ? url : QUrl();
}

QString plainWord(const QString &word)
{
    QString plain = word;
    return plain.replace(u'_', u' ').simplified();
}

} // namespace nightbell::pagerduty
