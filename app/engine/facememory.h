// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "engine/faces.h"

#include <QCoroTask>

namespace nightbell {

class Database;

// Keeps by which names faces were seen, so that after a restart nothing is taken for something new.
class FaceMemory
{
public:
    explicit FaceMemory(Database &database) : m_database(database) { }

    QCoro::Task<Expected<FaceNames>> load();
    void keep(const FaceNames &names);

private:
    Database &m_database;
};

} // namespace nightbell
