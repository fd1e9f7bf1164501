// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datafolder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype longestPath = 107 - 16; // sun_path, less what QLocalServer adds while it sets the permissions

Error storageError(int number)
{
    return Error{ErrorKind::Storage, QString::fromLocal8Bit(std::strerror(number))};
}

bool isOwnFolder(const QString &path)
{
    struct stat info = {};
    const bool found = ::lstat(QFile::encodeName(path).constData(), &info) == 0;
    return found && S_ISDIR(info.st_mode) && info.st_uid == ::geteuid() && (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

// In the common folder for temporary files anybody may have made one of this name before us: then it is not used.
QString ownTemporaryFolder()
{
    const QString path = QDir::tempPath() + "/nightbell-"_L1 + QString::number(::geteuid());
    ::mkdir(QFile::encodeName(path).constData(), S_IRWXU);
    return path;
}

QString trueName(const QString &folder)
{
    const QFileInfo info(folder);
    const QString canonical = info.canonicalFilePath();
    return canonical.isEmpty() ? QDir::cleanPath(info.absoluteFilePath()) : canonical;
}

} // namespace

QString defaultConfigFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + "/nightbell"_L1;
}

QString defaultDataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/nightbell"_L1;
}

DataLock::DataLock(DataLock &&other) noexcept : m_file(std::exchange(other.m_file, -1))
{ }

DataLock &DataLock::operator=(DataLock &&other) noexcept
{
    std::swap(m_file, other.m_file);
    return *this;
}

DataLock::~DataLock()
{
    if (m_file >= 0)
        ::close(m_file);
}

Expected<DataLock> DataLock::take(const QString &folder)
{
    if (!QFileInfo::exists(folder)) {
        const QFileInfo info(folder);
        QDir().mkpath(info.absolutePath());
        ::mkdir(QFile::encodeName(folder).constData(), S_IRWXU);
    }
    const QByteArray name = QFile::encodeName(folder + "/lock"_L1);
    int file = ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    // In a folder that cannot be written to there is no file to lock, but there is the folder.
    if (file < 0)
        file = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        return storageError(errno);
    DataLock lock(file);
    if (::flock(file, LOCK_EX | LOCK_NB) == 0)
        return lock;
    if (errno == EWOULDBLOCK)
        return Error{ErrorKind::Conflict, folder};
    return storageError(errno);
}

QStringList controlPaths(const QString &dataFolder, bool demo)
{
    const QString folder = trueName(dataFolder);
    const QByteArray subject = (demo ? QByteArray("demo:") : QByteArray()) + folder.toUtf8();
    const QString hash = QString::fromLatin1(QCryptographicHash::hash(subject, QCryptographicHash::Sha256).toHex().first(16));
    const QString name = "/nightbell-"_L1 + hash + ".sock"_L1;

    QStringList folders{
        qEnvironmentVariable("XDG_RUNTIME_DIR"), "/run/user/"_L1 + QString::number(::geteuid()), folder, ownTemporaryFolder()};
    folders.removeDuplicates();
    QStringList paths;
    for (const QString &each : std::as_const(folders)) {
        const QString path = each + name;
        if (each.startsWith(u'/') && QFile::encodeName(path).size() <= longestPath && isOwnFolder(each))
            paths.append(path);
    }
    return paths;
}

} // namespace nightbell
