// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/field.h"

#include "base/duration.h"
#include "base/log.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

bool isText(const QVariant &value)
{
    return value.metaType() == QMetaType::fromType<QString>();
}

QString textProblem(const Field &field, const QVariant &value)
{
    if (!isText(value))
        return u"expected a text"_s;
    if (field.required && value.toString().trimmed().isEmpty())
        return u"expected a text that is not empty"_s;
    return {};
}

QString urlProblem(const Field &field, const QVariant &value)
{
    if (QString problem = textProblem(field, value); !problem.isEmpty())
        return problem;
    if (value.toString().isEmpty())
        return {};
    const QUrl url(value.toString(), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return u"expected an address such as \"https://example.com\", found \"%1\""_s.arg(redact(value.toString()));
    if (url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && (field.anyHttp || isLoopback(url.host()))))
        return {};
    return field.anyHttp ? u"expected an address that begins with https:// or http://"_s
                         : u"expected https (http is allowed for loopback addresses only)"_s;
}

QString durationProblem(const Field &field, const QVariant &value)
{
    const auto duration = isText(value) ? parseDuration(value.toString()) : std::nullopt;
    if (!duration)
        return u"expected a duration such as \"30s\", \"5m\" or \"1h\", found \"%1\""_s.arg(value.toString());
    if (duration->count() < field.minimum)
        return u"expected at least \"%1\""_s.arg(formatDuration(Duration(field.minimum)));
    if (field.maximum > 0 && duration->count() > field.maximum)
        return u"expected at most \"%1\""_s.arg(formatDuration(Duration(field.maximum)));
    return {};
}

QString integerProblem(const Field &field, const QVariant &value)
{
    const bool isNumber = value.metaType() == QMetaType::fromType<qint64>() || value.metaType() == QMetaType::fromType<int>();
    const qint64 number = value.toLongLong();
    if (!isNumber || number < field.minimum || (field.maximum > 0 && number > field.maximum)) {
        return field.maximum > 0 ? u"expected a whole number from %1 to %2"_s.arg(field.minimum).arg(field.maximum)
                                 : u"expected a whole number of at least %1"_s.arg(field.minimum);
    }
    return {};
}

QString listProblem(const Field &field, const QVariant &value)
{
    if (value.metaType() != QMetaType::fromType<QStringList>())
        return u"expected a list of texts"_s;
    if (!field.itemsAreUrls)
        return {};
    for (const QString &item : value.toStringList()) {
        if (QString problem = urlProblem(field, item.trimmed()); !problem.isEmpty())
            return problem;
    }
    return {};
}

bool isTextMap(const QVariant &value)
{
    if (value.metaType() != QMetaType::fromType<QVariantMap>())
        return false;
    const QVariantMap map = value.toMap();
    return std::all_of(map.begin(), map.end(), isText);
}

} // namespace

bool isLoopback(const QString &host)
{
    if (host.compare("localhost"_L1, Qt::CaseInsensitive) == 0)
        return true;
    QHostAddress address;
    return address.setAddress(host) && address.isLoopback();
}

QVariant fieldValue(const Fields &fields, const FieldValues &values, const QString &key)
{
    if (const auto found = values.find(key); found != values.end())
        return *found;
    const auto field = std::ranges::find(fields, key, &Field::key);
    return field == fields.end() ? QVariant() : field->fallback;
}

QString fieldProblem(const Field &field, const QVariant &value)
{
    switch (field.type) {
    case FieldType::Text:
    case FieldType::Secret:
        return textProblem(field, value);
    case FieldType::Url:
        return urlProblem(field, value);
    case FieldType::TimeSpan:
        return durationProblem(field, value);
    case FieldType::Integer:
        return integerProblem(field, value);
    case FieldType::Boolean:
        return value.metaType() == QMetaType::fromType<bool>() ? QString() : u"expected true or false"_s;
    case FieldType::Choice:
        if (isText(value) && field.choices.contains(value.toString()))
            return {};
        return u"expected one of %1, found \"%2\""_s.arg(field.choices.join(", "_L1), value.toString());
    case FieldType::TextList:
        return listProblem(field, value);
    case FieldType::TextMap:
        return isTextMap(value) ? QString() : u"expected a table of texts"_s;
    }
    return {};
}

} // namespace nightbell
