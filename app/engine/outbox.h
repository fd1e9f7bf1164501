// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/action.h"
#include "base/clock.h"
#include "base/expected.h"

#include <QCoroTask>
#include <QList>

namespace nightbell {

class Database;

struct OutboxEntry
{
    qint64 id = 0; // unique among all that ever was in the outbox
    ActionRequest request;

    bool operator==(const OutboxEntry &) const = default;
};

// Actions that were asked for and are not finished, on disk before anything is sent.
class Outbox
{
public:
    explicit Outbox(Database &database);

    qint64 nextId() { return ++m_lastId; }

    // On disk when the task ends. Error Storage: it is not, and a crash would lose it.
    QCoro::Task<Expected<Done>> append(OutboxEntry entry);
    QCoro::Task<Expected<Done>> remove(qint64 id);
    // What is there, oldest first. Also learns the last id that was used.
    QCoro::Task<Expected<QList<OutboxEntry>>> load();

private:
    Database &m_database;
    qint64 m_lastId = 0;
};

} // namespace nightbell
