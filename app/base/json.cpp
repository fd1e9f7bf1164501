// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"

#include <QJsonArray>
#include <QJsonObject>

#include <simdjson.h>

namespace nightbell {

using namespace Qt::StringLiterals;

// A parser owns the tape and the strings; values point into it.
struct JsonDocument::Storage
{
    simdjson::dom::parser parser;
    simdjson::dom::element root;
};

struct JsonValue::Node
{
    simdjson::dom::element element;
};

namespace {

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// As deep as the parser lets a document be.
QJsonValue tree(const simdjson::dom::element &element)
{
    switch (element.type()) {
    case simdjson::dom::element_type::OBJECT: {
        const simdjson::dom::object members = element.get_object().value_unsafe(); // a range of a temporary does not live on
        QJsonObject object;
        for (const auto &[key, member] : members)
            object.insert(fromUtf8(key), tree(member));
        return object;
    }
    case simdjson::dom::element_type::ARRAY: {
        const simdjson::dom::array members = element.get_array().value_unsafe();
        QJsonArray array;
        for (const simdjson::dom::element member : members)
            array.append(tree(member));
        return array;
    }
    case simdjson::dom::element_type::STRING:
        return fromUtf8(element.get_string().value_unsafe());
    case simdjson::dom::element_type::INT64:
        return qint64(element.get_int64().value_unsafe());
    case simdjson::dom::element_type::UINT64:
    case simdjson::dom::element_type::DOUBLE:
        return element.get_double().value_unsafe();
    case simdjson::dom::element_type::BOOL:
        return element.get_bool().value_unsafe();
    case simdjson::dom::element_type::NULL_VALUE:
        break;
    }
    return QJsonValue::Null;
}

Error notJson(simdjson::error_code error)
{
    QString why = QString::fromUtf8(simdjson::error_message(error));
    while (why.endsWith(u'.')) // the sentence that it comes to stand in has its own
        why.chop(1);
    return {ErrorKind::BadAnswer, u"not JSON: "_s + why};
}

} // namespace

Expected<JsonDocument> JsonDocument::parse(QByteArrayView bytes)
{
    // simdjson would copy from the null pointer of an empty view.
    if (bytes.isEmpty())
        return notJson(simdjson::EMPTY);
    JsonDocument document;
    document.m_storage = std::make_shared<Storage>();
    const auto error = document.m_storage->parser.parse(bytes.data(), static_cast<size_t>(bytes.size())).get(document.m_storage->root);
    if (error != simdjson::SUCCESS)
        return notJson(error);
    return document;
}

JsonValue JsonDocument::root() const
{
    return JsonValue(JsonValue::Node{m_storage->root}, QString());
}

JsonValue::JsonValue() = default;
JsonValue::JsonValue(JsonValue &&) noexcept = default;
JsonValue &JsonValue::operator=(JsonValue &&) noexcept = default;
JsonValue::~JsonValue() = default;

JsonValue::JsonValue(const JsonValue &other) : m_node(other.m_node ? std::make_unique<Node>(*other.m_node) : nullptr), m_path(other.m_path)
{ }

JsonValue &JsonValue::operator=(const JsonValue &other)
{
    JsonValue copy(other);
    return *this = std::move(copy);
}

JsonValue::JsonValue(const Node &node, QString path) : m_path(std::move(path))
{
    if (!node.element.is_null())
        m_node = std::make_unique<Node>(node);
}

bool JsonValue::isAbsent() const
{
    return m_node == nullptr;
}

bool JsonValue::isObject() const
{
    return m_node && m_node->element.is_object();
}

bool JsonValue::isArray() const
{
    return m_node && m_node->element.is_array();
}

bool JsonValue::isString() const
{
    return m_node && m_node->element.is_string();
}

JsonValue JsonValue::operator[](const char *key) const
{
    const QString path = m_path.isEmpty() ? QString::fromUtf8(key) : m_path + u'.' + QString::fromUtf8(key);
    simdjson::dom::element member;
    if (isObject() && m_node->element.at_key(key).get(member) == simdjson::SUCCESS)
        return JsonValue(Node{member}, path);
    JsonValue absent;
    absent.m_path = path;
    return absent;
}

Error JsonValue::mismatch(const char *expected) const
{
    const QString place = m_path.isEmpty() ? u"the document"_s : m_path;
    return Error{ErrorKind::BadAnswer, place + u": expected "_s + QString::fromUtf8(expected)};
}

Expected<QString> JsonValue::toString() const
{
    std::string_view text;
    if (!m_node || m_node->element.get_string().get(text) != simdjson::SUCCESS)
        return mismatch("a string");
    return fromUtf8(text);
}

Expected<qint64> JsonValue::toInteger() const
{
    std::int64_t number = 0;
    if (!m_node || m_node->element.get_int64().get(number) != simdjson::SUCCESS)
        return mismatch("an integer");
    return qint64(number);
}

Expected<double> JsonValue::toDouble() const
{
    double number = 0;
    if (!m_node || m_node->element.get_double().get(number) != simdjson::SUCCESS)
        return mismatch("a number");
    return number;
}

Expected<bool> JsonValue::toBool() const
{
    bool truth = false;
    if (!m_node || m_node->element.get_bool().get(truth) != simdjson::SUCCESS)
        return mismatch("true or false");
    return truth;
}

QString JsonValue::stringOr(const QString &fallback) const
{
    return toString().valueOr(fallback);
}

qint64 JsonValue::integerOr(qint64 fallback) const
{
    return toInteger().valueOr(fallback);
}

double JsonValue::doubleOr(double fallback) const
{
    return toDouble().valueOr(fallback);
}

bool JsonValue::boolOr(bool fallback) const
{
    return toBool().valueOr(fallback);
}

Expected<Done> JsonValue::forEach(const std::function<void(const JsonValue &)> &visit) const
{
    if (isAbsent())
        return Done{};
    simdjson::dom::array array;
    if (m_node->element.get_array().get(array) != simdjson::SUCCESS)
        return mismatch("an array");
    qsizetype index = 0;
    for (const simdjson::dom::element element : array)
        visit(JsonValue(Node{element}, m_path + u'[' + QString::number(index++) + u']'));
    return Done{};
}

Expected<Done> JsonValue::forEachMember(const std::function<void(const QString &, const JsonValue &)> &visit) const
{
    if (isAbsent())
        return Done{};
    simdjson::dom::object object;
    if (m_node->element.get_object().get(object) != simdjson::SUCCESS)
        return mismatch("an object");
    for (const auto &[key, element] : object) {
        const QString name = fromUtf8(key);
        visit(name, JsonValue(Node{element}, m_path.isEmpty() ? name : m_path + u'.' + name));
    }
    return Done{};
}

QStringList JsonValue::toStringList() const
{
    QStringList texts;
    const auto add = [&texts](const JsonValue &element) {
        if (const auto text = element.toString())
            texts.append(*text);
    };
    // An array of another type is an empty list here: this read is lenient by contract.
    return forEach(add) ? texts : QStringList();
}

QJsonValue JsonValue::toTree() const
{
    return m_node ? tree(m_node->element) : QJsonValue(QJsonValue::Undefined);
}

} // namespace nightbell
