// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/autostart.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

QString fileIn(const QString &folder)
{
    return folder + "/io.github.nightbell.Nightbell.desktop"_L1;
}

// An argument of Exec as the Desktop Entry specification quotes it; the backslashes are escaped once more, for the value.
QString quoted(QString argument)
{
    for (const QChar special : {u'\\', u'"', u'`', u'$'})
        argument.replace(special, u"\\"_s + special);
    argument.replace(u'\\', "\\\\"_L1).replace(u'%', "%%"_L1);
    return u'"' + argument + u'"';
}

} // namespace

QString defaultAutostartFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + "/autostart"_L1;
}

bool startsWithSession(const QString &folder)
{
    QFile file(fileIn(folder));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    // Desktops switch an entry off in one of these ways and leave the file.
    return !lines.contains("Hidden=true"_L1) && !lines.contains("X-GNOME-Autostart-enabled=false"_L1);
}

Expected<Done> setStartsWithSession(const QString &folder, const QString &program, bool starts)
{
    const QString path = fileIn(folder);
    if (!starts) {
        if (QFile::exists(path) && !QFile::remove(path))
            return Error{ErrorKind::Storage, path};
        return Done{};
    }
    const QString entry = u"[Desktop Entry]\nType=Application\nName=Nightbell\nIcon=io.github.nightbell.Nightbell\n"_s
        + u"Exec=%1 --hidden\nTerminal=false\nX-GNOME-Autostart-enabled=true\n"_s.arg(quoted(program));
    QSaveFile file(path);
    if (!QDir().mkpath(folder) || !file.open(QIODevice::WriteOnly) || file.write(entry.toUtf8()) < 0 || !file.commit())
        return Error{ErrorKind::Storage, path + u": "_s + file.errorString()};
    return Done{};
}

} // namespace nightbell
