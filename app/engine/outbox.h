// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/action.h"
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

struct OutboxContent
{
    QList<OutboxEntry> entries; // oldest first
    qint64 lastId = 0; // the highest id that was ever used

    bool operator==(const OutboxContent &) const = default;
};

// Actions that were asked for and are not finished, on disk before anything is sent.
class Outbox
{
public:
    explicit Outbox(Database &database);

    // On disk, all of them, when the task ends. Error Storage: they are not, and a crash would lose them.
    QCoro::Task<Expected<Done>> append(const QList<OutboxEntry> &entries);
    QCoro::Task<Expected<Done>> remove(const QList<qint64> &ids);
    QCoro::Task<Expected<OutboxContent>> load();

private:
    Database &m_database;
};

} // namespace nightbell
