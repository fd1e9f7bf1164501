// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/outbox.h"

#include "engine/database.h"

#include <QSqlError>
#include <QSqlQuery>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

Expected<OutboxContent> loadAll(QSqlDatabase &database)
{
    OutboxContent loaded;
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT id, action, incident, source, actor, origin, requested FROM outbox ORDER BY id"_s))
        return Error{ErrorKind::Storage, query.lastError().text()};
    while (query.next()) {
        const ActionRequest request{query.value(1).toString(), IncidentId(query.value(2).toString()), SourceId(query.value(3).toString()),
            query.value(4).toString(), query.value(5).toString(), fromMilliseconds(query.value(6).toLongLong())};
        loaded.entries.append(OutboxEntry{query.value(0).toLongLong(), request});
    }
    // AUTOINCREMENT remembers ids of rows that are gone: an id is an idempotency key and must not come back.
    if (!query.exec(u"SELECT seq FROM sqlite_sequence WHERE name = 'outbox'"_s))
        return Error{ErrorKind::Storage, query.lastError().text()};
    loaded.lastId = query.next() ? query.value(0).toLongLong() : 0;
    return loaded;
}

} // namespace

Outbox::Outbox(Database &database) : m_database(database)
{ }

QCoro::Task<Expected<Done>> Outbox::append(const OutboxEntry &entry)
{
    const ActionRequest &request = entry.request;
    const QVariantList values{entry.id, request.action, request.incident.text(), request.source.text(), request.actor, request.origin,
        toMilliseconds(request.requested)};
    return m_database.run<Done>([values](QSqlDatabase &database) {
        return execute(
            database, u"INSERT INTO outbox (id, action, incident, source, actor, origin, requested) VALUES (?,?,?,?,?,?,?)"_s, values);
    });
}

QCoro::Task<Expected<Done>> Outbox::remove(qint64 id)
{
    return m_database.run<Done>([id](QSqlDatabase &database) { return execute(database, u"DELETE FROM outbox WHERE id = ?"_s, {id}); });
}

QCoro::Task<Expected<OutboxContent>> Outbox::load()
{
    return m_database.run<OutboxContent>(loadAll);
}

} // namespace nightbell
