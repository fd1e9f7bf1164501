// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/configuration.h"
#include "engine/tomlfile.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

// The inside of the configuration: for configuration*.cpp and their tests.
namespace nightbell {

inline constexpr QLatin1StringView consoleFile("console.toml"); // the one that the program itself writes

struct ConfigFile
{
    QString name; // base name
    QByteArray bytes;
    TomlDocument document;
    std::optional<QString> problem; // why it could not be read as a whole
};

ConfigFile readConfigFile(const QString &path);
QList<ConfigFile> readConfigFiles(const QString &folder); // in alphabetical order
Configuration readConfiguration(const QList<ConfigFile> &files, const ConfigKinds &kinds);

QString configIdExpectation(); // what isConfigId() asks for, as "expected …"
QString sourceKindName(const SourceKind &kind); // what its sources are called where they have no name
QString channelKindName(const ChannelKind &kind);

template<typename Kind>
const Kind *findKind(const QList<const Kind *> &kinds, const QString &id) // nullptr: there is none
{
    for (const Kind *kind : kinds) {
        if (QLatin1StringView(kind->id) == id)
            return kind;
    }
    return nullptr;
}

// Those of the form, and those that only the program itself changes.
Fields allConsoleFields();

} // namespace nightbell
