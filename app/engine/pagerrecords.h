// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "base/id.h"
#include "pager/policy.h"

#include <QCoroTask>
#include <QList>

#include <optional>

namespace nightbell {

class Database;

// What the pager has done so far, on disk.
class PagerRecords
{
public:
    struct Kept
    {
        QList<PageRecord> records;
        std::optional<TimePoint> pausedUntil;
    };

    PagerRecords(Clock &clock, Database &database) : m_clock(clock), m_database(database) { }

    QCoro::Task<Expected<Kept>> load(); // what nobody has touched for a month is dropped
    // All of it or nothing. What the disk refuses is lost with the process only: the pager has it.
    void write(const QList<PageRecord> &records, const QList<IncidentId> &forgotten);
    void writePause(std::optional<TimePoint> until);

private:
    Clock &m_clock;
    Database &m_database;
};

} // namespace nightbell
