// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pagerrecords.h"

#include "engine/database.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <chrono>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr Duration forgottenAfter = std::chrono::hours(24 * 30);

QVariant timeOrNull(const std::optional<TimePoint> &time)
{
    return time ? QVariant(toMilliseconds(*time)) : QVariant(QMetaType::fromType<qint64>());
}

std::optional<TimePoint> timeOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(fromMilliseconds(value.toLongLong()));
}

Expected<PagerRecords::Kept> loadAll(QSqlDatabase &database, TimePoint now)
{
    if (const auto done = execute(database, u"DELETE FROM pages WHERE changed < ?"_s, {toMilliseconds(now - forgottenAfter)}); !done)
        return done.error();
    PagerRecords::Kept kept;
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT incident, raised, taken, told, promoted, held, acknowledged, renewed, lapsed FROM pages"_s))
        return Error{ErrorKind::Storage, query.lastError().text()};
    while (query.next()) {
        PageRecord record;
        record.id = IncidentId(query.value(0).toString());
        record.raised = timeOf(query.value(1));
        record.taken = Duration(query.value(2).toLongLong());
        record.told = query.value(3).toBool();
        record.promoted = query.value(4).toBool();
        record.held = timeOf(query.value(5));
        record.acknowledged = timeOf(query.value(6));
        record.renewed = timeOf(query.value(7));
        record.lapsed = timeOf(query.value(8));
        kept.records.append(record);
    }
    if (!query.exec(u"SELECT value FROM memos WHERE name = 'pager/pause'"_s))
        return Error{ErrorKind::Storage, query.lastError().text()};
    if (query.next())
        kept.pausedUntil = fromMilliseconds(query.value(0).toLongLong());
    return kept;
}

Expected<Done> writeAll(QSqlDatabase &database, const QList<PageRecord> &records, const QList<IncidentId> &forgotten, TimePoint now)
{
    for (const PageRecord &record : records) {
        const auto done = execute(database,
            u"INSERT OR REPLACE INTO pages (incident, raised, taken, told, promoted, held, acknowledged, renewed, lapsed, changed)"
            " VALUES (?,?,?,?,?,?,?,?,?,?)"_s,
            {record.id.text(), timeOrNull(record.raised), qint64{record.taken.count()}, record.told, record.promoted,
                timeOrNull(record.held), timeOrNull(record.acknowledged), timeOrNull(record.renewed), timeOrNull(record.lapsed),
                toMilliseconds(now)});
        if (!done)
            return done;
    }
    for (const IncidentId &id : forgotten) {
        if (const auto done = execute(database, u"DELETE FROM pages WHERE incident = ?"_s, {id.text()}); !done)
            return done;
    }
    return Done{};
}

} // namespace

QCoro::Task<Expected<PagerRecords::Kept>> PagerRecords::load()
{
    return m_database.run<Kept>([now = m_clock.now()](QSqlDatabase &database) { return loadAll(database, now); });
}

void PagerRecords::write(const QList<PageRecord> &records, const QList<IncidentId> &forgotten)
{
    m_database.run<Done>([records, forgotten, now = m_clock.now()](QSqlDatabase &database) -> Expected<Done> {
        if (!database.transaction())
            return Error{ErrorKind::Storage, database.lastError().text()};
        if (const auto done = writeAll(database, records, forgotten, now); !done) {
            database.rollback();
            return done;
        }
        if (!database.commit())
            return Error{ErrorKind::Storage, database.lastError().text()};
        return Done{};
    });
}

void PagerRecords::writePause(std::optional<TimePoint> until)
{
    m_database.run<Done>([until](QSqlDatabase &database) {
        if (!until)
            return execute(database, u"DELETE FROM memos WHERE name = 'pager/pause'"_s);
        return execute(
            database, u"INSERT OR REPLACE INTO memos (name, value) VALUES ('pager/pause', ?)"_s, {QString::number(toMilliseconds(*until))});
    });
}

} // namespace nightbell
