// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/field.h"
#include "engine/configuration.h"
#include "engine/tomlfile.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace nightbell {

// Reads one table of a file against fields, and says what is wrong with it.
class EntryReader
{
public:
    // `path` leads to the table: "check.home". `entry`: its id, for the names of secrets.
    EntryReader(QString file, QString path, QString entry, QList<ConfigProblem> &problems);

    // The values of the table's keys that fit their fields and differ from the fallback. Keys that are in no field are
    // problems, but for those in `alsoKnown`. A field "cpu.above" is the member `above` of the table's member `cpu`.
    FieldValues read(const TomlNode &table, const Fields &fields, const QStringList &alsoKnown = {});

    void report(int line, const QString &key, const QString &message); // key: below the path; empty: the path itself
    bool hasProblems() const { return m_reported > 0; }

private:
    void readMembers(const TomlNode &table, const Fields &fields, const QStringList &alsoKnown, const QString &prefix, FieldValues &values);
    void readValue(const TomlNode &node, const Field &field, FieldValues &values);
    QString unknownKey(const QString &key, const QString &prefix, const Fields &fields, const QStringList &alsoKnown) const;
    QString secretProblem(const QString &key) const;
    bool itemsFit(const TomlNode &node, const Field &field);

    QString m_file;
    QString m_path;
    QString m_entry;
    QList<ConfigProblem> &m_problems;
    int m_reported = 0;
};

// The value as its field holds it, whether it fits or not.
QVariant toVariant(const TomlNode &node, FieldType type);

// Whether the value says no more than its absence would: it need not be kept, nor written.
bool isDefault(const QVariant &value, const Field &field);

// "the number 5", "a list", "\"5 minutes\"": what was found, without what may be a secret in it.
QString foundText(const TomlNode &node);

} // namespace nightbell
