// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QString>
#include <QStringList>

namespace nightbell {

// $XDG_CONFIG_HOME/nightbell and $XDG_DATA_HOME/nightbell: where things are unless another folder is named.
QString defaultConfigFolder();
QString defaultDataFolder();

// The right to write in a data folder. Held as long as it lives; the kernel gives it back when the process dies, however it
// dies, so there are no stale locks.
class DataLock
{
public:
    DataLock(const DataLock &) = delete;
    DataLock &operator=(const DataLock &) = delete;
    DataLock(DataLock &&other) noexcept;
    DataLock &operator=(DataLock &&other) noexcept;
    ~DataLock();

    // Makes the folder (for its owner only) if there is none. Errors: Conflict (another process has it: talk to that one),
    // Storage (it cannot be locked: go on without, nothing will be kept there).
    static Expected<DataLock> take(const QString &folder);

private:
    explicit DataLock(int file) : m_file(file) { }

    int m_file = -1;
};

// Where a console with this data folder listens for others of the same person, best first. The name is short, since the
// system allows 107 bytes, and derived from the folder, so that both sides find it without asking. Where the person's
// session differs (cron, ssh), only some of the paths are the same: whoever looks for a console tries them all.
// `demo`: for a console that shows the scripted world, which has nothing to do with the folder's own.
QStringList controlPaths(const QString &dataFolder, bool demo);

} // namespace nightbell
