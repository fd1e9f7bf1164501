// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/configuration.h"
#include "support/fakekinds.h"

#include <QDir>
#include <QFile>
#include <QStringList>
#include <QTemporaryDir>

namespace nightbell {

// A folder of configuration files that is gone after the test, read with the fake kinds.
class ConfigFolder
{
public:
    QString path() const { return m_dir.filePath(QStringLiteral("nightbell")); }
    QString file(const QString &name) const { return QDir(path()).filePath(name); }
    QByteArray read(const QString &name) const
    {
        QFile source(file(name));
        return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray("(no such file)");
    }
    void write(const QString &name, const QByteArray &bytes)
    {
        QFile target(file(name));
        if (!QDir().mkpath(path()) || !target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(target.fileName()));
    }
    Configuration load() const { return loadConfiguration(path(), fakeKinds()); }

private:
    QTemporaryDir m_dir;
};

inline QString textOf(const QList<ConfigProblem> &problems)
{
    QStringList lines;
    for (const ConfigProblem &problem : problems)
        lines.append(problem.text());
    return lines.join(u'\n');
}

} // namespace nightbell
