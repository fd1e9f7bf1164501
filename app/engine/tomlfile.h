// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QVariant>

#include <cstdint>
#include <optional>
#include <vector>

namespace nightbell {

// A value of a TOML file with its place in it. Tables keep the order of the file.
struct TomlNode
{
    enum class Kind : std::uint8_t {
        Text, // scalar: QString
        Integer, // qint64
        Number, // double
        Boolean, // bool
        Moment, // a date or time; scalar: QString, as in the file
        List, // children: the items
        Table, // children: the members, each with its key
    };

    Kind kind = Kind::Table;
    QString key; // in a table; empty in a list
    QVariant scalar;
    std::vector<TomlNode> children;
    int line = 0; // where its key stands, or it itself in a list; from 1
    int endLine = 0; // the last line of a value; of a table with a header: the header's line
    bool isInline = true; // false: a table with a header or of dotted keys, a list of such

    const TomlNode *find(QStringView name) const; // a member of a table; nullptr: there is none
};

struct TomlError
{
    int line = 0;
    int column = 0; // 0: the line as a whole
    QString message; // English: "expected a value"; holds no value of the file

    bool operator==(const TomlError &) const = default;
};

struct TomlDocument
{
    TomlNode root;
    QList<TomlError> errors;
};

// Reads what can be read: a section (from `[name]` or `[[name]]` to the next) with an error in it is left out and reported.
TomlDocument readToml(const QByteArray &bytes);

// The lines, from 1, at which sections begin: `[name]` and `[[name]]`, but not `[name.part]`.
QList<int> tomlSections(const QList<QByteArray> &lines);

// The file with `table`, which has a header of its own, changed so that it has the members of `after`. Members that stay the
// same keep their lines, and all comments outside of changed values stay. nullopt: the table is written in another way.
std::optional<QByteArray> replaceTable(const QByteArray &bytes, const TomlNode &table, const TomlNode &after);
std::optional<QByteArray> removeTable(const QByteArray &bytes, const TomlNode &table);
QByteArray appendTable(const QByteArray &bytes, const QString &header, const TomlNode &table);

// How a value is written after "key = ".
QString tomlText(const QVariant &value); // QString, bool, qint64, double, QStringList, QVariantMap
QString tomlText(const TomlNode &node); // tables inline
QString tomlKey(const QString &key); // with quotation marks where it needs them

} // namespace nightbell
