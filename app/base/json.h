// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QByteArrayView>
#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace nightbell {

class JsonValue;

// A parsed document; keeps the memory that its values point into. Copies share it.
class JsonDocument
{
public:
    // Error kind BadAnswer with the place of the mistake.
    static Expected<JsonDocument> parse(QByteArrayView bytes);

    JsonValue root() const; // valid as long as a copy of the document lives

private:
    struct Storage;
    std::shared_ptr<Storage> m_storage;
};

// One value with the path that leads to it. Reads are typed; every mistake is an Error with kind BadAnswer and a detail
// like "incidents[3].urgency: expected a string". null and a missing key are the same: absent.
class JsonValue
{
public:
    struct Node; // a simdjson element

    JsonValue();
    JsonValue(const JsonValue &);
    JsonValue(JsonValue &&) noexcept;
    JsonValue &operator=(const JsonValue &);
    JsonValue &operator=(JsonValue &&) noexcept;
    ~JsonValue();
    JsonValue(const Node &node, QString path);

    bool isAbsent() const;
    bool isObject() const;
    bool isArray() const;
    bool isString() const;
    const QString &path() const { return m_path; }

    // The member `key`; absent where there is none or this is not an object.
    JsonValue operator[](const char *key) const;

    // Required reads: absent is an error too.
    Expected<QString> toString() const;
    Expected<qint64> toInteger() const; // exact; a number with a fraction is an error
    Expected<double> toDouble() const;
    Expected<bool> toBool() const;

    // Lenient reads for fields nobody decides on: absent or of another type gives the fallback.
    QString stringOr(const QString &fallback) const;
    qint64 integerOr(qint64 fallback) const;
    double doubleOr(double fallback) const;
    bool boolOr(bool fallback) const;

    // Calls `visit` for each element of an array, in order; absent counts as empty; anything else is an error.
    Expected<Done> forEach(const std::function<void(const JsonValue &)> &visit) const;
    // Calls `visit` with each key of an object; absent counts as empty; anything else is an error.
    Expected<Done> forEachMember(const std::function<void(const QString &key, const JsonValue &)> &visit) const;

    QStringList toStringList() const; // the strings of an array, others are left out

    // All of it, for a tree that a person looks at; absent: undefined.
    QJsonValue toTree() const;

private:
    Error mismatch(const char *expected) const;

    std::unique_ptr<Node> m_node; // empty: absent
    QString m_path;
};

} // namespace nightbell
