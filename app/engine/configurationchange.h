// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/configurationread.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace nightbell {

// What an entry shall be called and say. Values that are absent are the defaults.
struct WantedTable
{
    QString table; // "check"
    QString id; // empty: the table itself ([rules])
    QString kind; // empty: has none
    Fields fields; // those that may be changed; secrets are passed over
    FieldValues values;
};

// A change of console.toml: made in memory, so that it can be looked at, then written.
class ConfigurationChange
{
public:
    ConfigurationChange(QString folder, const ConfigKinds &kinds); // kinds outlive this

    const Configuration &before() const { return m_before; }

    // What the configuration will be. BadInput: it would have new problems, or the file or the entry cannot be changed.
    Expected<Configuration> set(const WantedTable &wanted);
    Expected<Configuration> remove(const QString &table, const QString &id); // NotFound too

    // Precondition: set() or remove() worked.
    Expected<Done> write() const;

private:
    const ConfigFile *console() const;
    Expected<Done> mayChange(const QString &table, const QString &id) const;
    Expected<Configuration> become(const std::optional<QByteArray> &bytes, int line);

    QString m_folder;
    const ConfigKinds &m_kinds;
    QList<ConfigFile> m_files;
    Configuration m_before;
    QByteArray m_bytes; // of the new console.toml
};

} // namespace nightbell
