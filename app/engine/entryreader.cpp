// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/entryreader.h"

#include "base/duration.h"
#include "base/log.h"
#include "base/nearest.h"
#include "net/secrets.h"

#include <QUrl>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype longestShown = 60; // characters of a key or a text

QString expectation(FieldType type)
{
    switch (type) {
    case FieldType::Text:
    case FieldType::Secret:
        return u"expected a text"_s;
    case FieldType::Url:
        return u"expected an address such as \"https://example.com\""_s;
    case FieldType::TimeSpan:
        return u"expected a duration such as \"30s\", \"5m\" or \"1h\""_s;
    case FieldType::Integer:
        return u"expected a whole number"_s;
    case FieldType::Boolean:
        return u"expected true or false"_s;
    case FieldType::Choice:
        return u"expected a text"_s;
    case FieldType::TextList:
        return u"expected a list of texts"_s;
    case FieldType::TextMap:
        return u"expected a table of texts"_s;
    }
    return {};
}

bool isOfType(const TomlNode &node, FieldType type)
{
    switch (type) {
    case FieldType::Text:
    case FieldType::Url:
    case FieldType::Secret:
    case FieldType::TimeSpan:
    case FieldType::Choice:
        return node.kind == TomlNode::Kind::Text;
    case FieldType::Integer:
        return node.kind == TomlNode::Kind::Integer;
    case FieldType::Boolean:
        return node.kind == TomlNode::Kind::Boolean;
    case FieldType::TextList:
        return node.kind == TomlNode::Kind::List || node.kind == TomlNode::Kind::Text;
    case FieldType::TextMap:
        return node.kind == TomlNode::Kind::Table;
    }
    return false;
}

// What fieldProblem() says, with what was found where it does not name it.
QString problemOf(const Field &field, const TomlNode &node)
{
    if (!isOfType(node, field.type)) {
        if (field.type == FieldType::Integer && node.kind == TomlNode::Kind::Number) // its range says more than its type
            return fieldProblem(field, node.scalar) + ", found "_L1 + foundText(node);
        return expectation(field.type) + ", found "_L1 + foundText(node);
    }
    if ((field.type == FieldType::Url || field.itemsAreUrls) && !QUrl(node.scalar.toString()).password().isEmpty())
        return u"expected an address without a password: a file is no place for a secret"_s;
    const QString problem = fieldProblem(field, toVariant(node, field.type));
    if (problem.isEmpty())
        return {};
    const auto found = problem.indexOf(", found \""_L1);
    return (found < 0 ? problem : problem.first(found)) + ", found "_L1 + foundText(node);
}

// [rules] cpu = { above = 72.5 }: percentages may have a fraction in files, though not in forms.
bool isPercent(const Field &field)
{
    return field.key.endsWith(".above"_L1);
}

QString percentProblem(const Field &field, const TomlNode &node)
{
    const bool isNumber = node.kind == TomlNode::Kind::Integer || node.kind == TomlNode::Kind::Number;
    const double number = isNumber ? node.scalar.toDouble() : -1;
    // Written so that "not a number" does not pass.
    if (isNumber && number >= static_cast<double>(field.minimum) && number <= static_cast<double>(field.maximum))
        return {};
    return u"expected a number from %1 to %2, found %3"_s.arg(field.minimum).arg(field.maximum).arg(foundText(node));
}

} // namespace

QVariant toVariant(const TomlNode &node, FieldType type)
{
    switch (node.kind) {
    case TomlNode::Kind::Text:
        // One text where a list is asked for is a list of one.
        return type == FieldType::TextList ? QVariant(QStringList{node.scalar.toString()}) : node.scalar;
    case TomlNode::Kind::Integer:
    case TomlNode::Kind::Number:
    case TomlNode::Kind::Boolean:
        return node.scalar;
    case TomlNode::Kind::Moment:
        return {};
    case TomlNode::Kind::List: {
        QStringList items;
        for (const TomlNode &item : node.children)
            items.append(item.scalar.toString());
        return items;
    }
    case TomlNode::Kind::Table: {
        QVariantMap members;
        for (const TomlNode &member : node.children)
            members.insert(member.key, member.scalar);
        return members;
    }
    }
    return {};
}

bool isDefault(const QVariant &value, const Field &field)
{
    if (!value.isValid())
        return true;
    if (!field.fallback.isValid()) {
        const bool isEmpty = (value.typeId() == QMetaType::QString && value.toString().isEmpty())
            || (value.typeId() == QMetaType::QStringList && value.toStringList().isEmpty())
            || (value.typeId() == QMetaType::QVariantMap && value.toMap().isEmpty());
        return isEmpty;
    }
    if (field.type == FieldType::TimeSpan) // "60s" is "1m"
        return parseDuration(value.toString()) == parseDuration(field.fallback.toString());
    return value == field.fallback;
}

QString foundText(const TomlNode &node)
{
    switch (node.kind) {
    case TomlNode::Kind::Text: {
        const QString text = redact(node.scalar.toString()).simplified();
        return text.size() <= longestShown ? u'"' + text + u'"' : u'"' + text.first(longestShown) + u"…\""_s;
    }
    case TomlNode::Kind::Integer:
    case TomlNode::Kind::Number:
        return "the number "_L1 + tomlText(node);
    case TomlNode::Kind::Boolean:
        return tomlText(node);
    case TomlNode::Kind::Moment:
        return u"a date or time"_s;
    case TomlNode::Kind::List:
        return u"a list"_s;
    case TomlNode::Kind::Table:
        return u"a table"_s;
    }
    return {};
}

EntryReader::EntryReader(QString file, QString path, QString entry, QList<ConfigProblem> &problems)
    : m_file(std::move(file))
    , m_path(std::move(path))
    , m_entry(std::move(entry))
    , m_problems(problems)
{ }

void EntryReader::report(int line, const QString &key, const QString &message)
{
    ++m_reported;
    m_problems.append({.file = m_file, .line = line, .key = key.isEmpty() ? m_path : m_path + u'.' + key, .message = message});
}

FieldValues EntryReader::read(const TomlNode &table, const Fields &fields, const QStringList &alsoKnown)
{
    FieldValues values;
    readMembers(table, fields, alsoKnown, {}, values);
    for (const Field &field : fields) {
        const bool isGiven = table.find(field.key);
        if (field.required && field.type != FieldType::Secret && !isGiven)
            report(table.line, field.key, u"expected this key, found none"_s);
    }
    return values;
}

void EntryReader::readMembers(
    const TomlNode &table, const Fields &fields, const QStringList &alsoKnown, const QString &prefix, FieldValues &values)
{
    for (const TomlNode &member : table.children) {
        const QString name = member.key.size() <= longestShown ? member.key : member.key.first(longestShown) + u'…';
        const QString key = prefix + name;
        if (const auto field = std::ranges::find(fields, key, &Field::key); field != fields.end()) {
            readValue(member, *field, values);
            continue;
        }
        const QString group = key + u'.';
        const bool isGroup = std::ranges::any_of(fields, [&group](const Field &field) { return field.key.startsWith(group); });
        if (isGroup && member.kind == TomlNode::Kind::Table)
            readMembers(member, fields, alsoKnown, group, values);
        else if (isGroup)
            report(member.line, key, u"expected a table such as { … }, found %1"_s.arg(foundText(member)));
        else if (!alsoKnown.contains(key))
            report(member.line, key, unknownKey(name, prefix, fields, alsoKnown));
    }
}

void EntryReader::readValue(const TomlNode &node, const Field &field, FieldValues &values)
{
    if (field.type == FieldType::Secret) {
        report(node.line, field.key, secretProblem(field.key));
        return;
    }
    if (!itemsFit(node, field))
        return;
    const QString problem = isPercent(field) ? percentProblem(field, node) : problemOf(field, node);
    if (!problem.isEmpty()) {
        report(node.line, field.key, problem);
        return;
    }
    const QVariant value = toVariant(node, field.type);
    if (!isDefault(value, field))
        values.insert(field.key, value);
}

QString EntryReader::unknownKey(const QString &key, const QString &prefix, const Fields &fields, const QStringList &alsoKnown) const
{
    QStringList known = prefix.isEmpty() ? alsoKnown : QStringList();
    for (const Field &field : fields) {
        if (field.key.startsWith(prefix))
            known.append(field.key.sliced(prefix.size()).section(u'.', 0, 0));
    }
    known.removeDuplicates();
    const QString nearest = nearestWord(key, known);
    if (nearest.isEmpty())
        return u"unknown key \"%1\", expected one of %2"_s.arg(key, known.join(", "_L1));
    const auto field = std::ranges::find(fields, prefix + nearest, &Field::key);
    if (field != fields.end() && field->type == FieldType::Secret)
        return u"unknown key \"%1\"; if it is \"%2\": %3"_s.arg(key, nearest, secretProblem(nearest));
    return u"unknown key \"%1\", did you mean \"%2\"?"_s.arg(key, nearest);
}

QString EntryReader::secretProblem(const QString &key) const
{
    return u"expected no secret in a file: keep it in the keychain (Settings) or in the environment variable %1"_s.arg(
        SecretName{m_entry, key}.environmentVariable());
}

// The items of lists and tables must be texts, or addresses. Their problems name them.
bool EntryReader::itemsFit(const TomlNode &node, const Field &field)
{
    const bool isList = field.type == FieldType::TextList && node.kind == TomlNode::Kind::List;
    const bool isMap = field.type == FieldType::TextMap && node.kind == TomlNode::Kind::Table;
    bool fit = true;
    if (!isList && !isMap)
        return fit;
    for (qsizetype index = 0; const TomlNode &item : node.children) {
        Field address = field;
        address.type = FieldType::Url;
        const bool isText = item.kind == TomlNode::Kind::Text;
        const QString problem = !isText ? u"expected a text, found %1"_s.arg(foundText(item))
            : field.itemsAreUrls        ? problemOf(address, item)
                                        : QString();
        if (!problem.isEmpty()) {
            fit = false;
            report(item.line, isMap ? field.key + u'.' + item.key : u"%1[%2]"_s.arg(field.key).arg(index), problem);
        }
        ++index;
    }
    return fit;
}

} // namespace nightbell
