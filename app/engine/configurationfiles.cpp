// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/configurationread.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 largestFile = 1024 * 1024; // some ten thousand entries; past that it is some other kind of file

ConfigFile broken(const QString &name, const QString &problem)
{
    return {.name = name, .bytes = {}, .document = {}, .problem = problem};
}

QString kindOfFile(const QFileInfo &info)
{
    if (info.isDir())
        return u"a folder"_s;
    return info.isSymLink() && !info.exists() ? u"a link that leads nowhere"_s : u"something else"_s;
}

} // namespace

ConfigFile readConfigFile(const QString &path)
{
    const QFileInfo info(path);
    // Not merely opened: a named pipe would wait for its writer.
    if (!info.isFile())
        return broken(info.fileName(), u"expected a file, found %1"_s.arg(kindOfFile(info)));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return broken(info.fileName(), u"expected a readable file: %1"_s.arg(file.errorString()));
    const QByteArray bytes = file.read(largestFile + 1);
    if (file.error() != QFileDevice::NoError)
        return broken(info.fileName(), u"expected a readable file: %1"_s.arg(file.errorString()));
    if (bytes.size() > largestFile)
        return broken(info.fileName(), u"expected at most 1 MiB, found more"_s);
    return {.name = info.fileName(), .bytes = bytes, .document = readToml(bytes), .problem = std::nullopt};
}

QList<ConfigFile> readConfigFiles(const QString &folder)
{
    const QFileInfo info(folder);
    if (info.exists() && !info.isDir())
        return {broken(info.fileName(), u"expected a folder, found a file"_s)};
    if (info.exists() && !(info.isReadable() && info.isExecutable()))
        return {broken(info.fileName(), u"expected a readable folder: permission denied"_s)};
    // System: broken links and pipes too, which are reported rather than overlooked. Hidden files are those of editors.
    QStringList names = QDir(folder).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    names.removeIf([](const QString &name) { return !name.endsWith(".toml"_L1); }); // a name filter would be a regular expression
    std::ranges::sort(names); // by code point: the same in each language
    QList<ConfigFile> files;
    for (const QString &name : std::as_const(names))
        files.append(readConfigFile(folder + u'/' + name));
    return files;
}

} // namespace nightbell
