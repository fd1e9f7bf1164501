// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/outbox.h"

#include "engine/database.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlError>
#include <QSqlQuery>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

// What only some actions have, as JSON.
QByteArray moreOf(const ActionRequest &request)
{
    QJsonArray others;
    for (const IncidentId &other : request.others)
        others.append(other.text());
    QJsonObject more{{u"key"_s, request.key}, {u"inputs"_s, QJsonObject::fromVariantMap(request.inputs)}, {u"others"_s, others}};
    if (request.until != TimePoint::max())
        more.insert(u"until"_s, toMilliseconds(request.until));
    return QJsonDocument(more).toJson(QJsonDocument::Compact);
}

void takeMore(ActionRequest &request, const QByteArray &json)
{
    const QJsonObject more = QJsonDocument::fromJson(json).object();
    request.key = more.value("key"_L1).toString();
    request.inputs = more.value("inputs"_L1).toObject().toVariantMap();
    for (const QJsonValue &other : more.value("others"_L1).toArray())
        request.others.append(IncidentId(other.toString()));
    const qint64 until = more.value("until"_L1).toInteger(-1);
    request.until = until < 0 ? TimePoint::max() : fromMilliseconds(until);
}

// One transaction: what was asked for together is kept and forgotten together, and the disk is waited for once.
Expected<Done> executeAll(QSqlDatabase &database, const QString &sql, const QList<QVariantList> &rows)
{
    if (rows.size() > 1 && !database.transaction())
        return Error{ErrorKind::Storage, database.lastError().text()};
    for (const QVariantList &row : rows) {
        const auto done = execute(database, sql, row);
        if (!done) {
            database.rollback();
            return done;
        }
    }
    if (rows.size() > 1 && !database.commit())
        return Error{ErrorKind::Storage, database.lastError().text()};
    return Done{};
}

Expected<OutboxContent> loadAll(QSqlDatabase &database)
{
    OutboxContent loaded;
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT id, action, incident, source, actor, origin, requested, more FROM outbox ORDER BY id"_s))
        return Error{ErrorKind::Storage, query.lastError().text()};
    while (query.next()) {
        ActionRequest request{query.value(1).toString(), IncidentId(query.value(2).toString()), SourceId(query.value(3).toString()),
            query.value(4).toString(), query.value(5).toString(), fromMilliseconds(query.value(6).toLongLong())};
        takeMore(request, query.value(7).toByteArray());
        loaded.entries.append(OutboxEntry{query.value(0).toLongLong(), request});
    }
    // AUTOINCREMENT remembers ids of rows that are gone: an id that came back could be taken for the action that had it.
    if (!query.exec(u"SELECT seq FROM sqlite_sequence WHERE name = 'outbox'"_s))
        return Error{ErrorKind::Storage, query.lastError().text()};
    loaded.lastId = query.next() ? query.value(0).toLongLong() : 0;
    return loaded;
}

} // namespace

Outbox::Outbox(Database &database) : m_database(database)
{ }

QCoro::Task<Expected<Done>> Outbox::append(const QList<OutboxEntry> &entries)
{
    QList<QVariantList> rows;
    for (const OutboxEntry &entry : entries) {
        const ActionRequest &request = entry.request;
        rows.append({entry.id, request.action, request.incident.text(), request.source.text(), request.actor, request.origin,
            toMilliseconds(request.requested), moreOf(request)});
    }
    return m_database.run<Done>([rows](QSqlDatabase &database) {
        return executeAll(database,
            u"INSERT INTO outbox (id, action, incident, source, actor, origin, requested, more) VALUES (?,?,?,?,?,?,?,?)"_s, rows);
    });
}

QCoro::Task<Expected<Done>> Outbox::remove(const QList<qint64> &ids)
{
    QList<QVariantList> rows;
    for (const qint64 id : ids)
        rows.append(QVariantList{id});
    return m_database.run<Done>(
        [rows](QSqlDatabase &database) { return executeAll(database, u"DELETE FROM outbox WHERE id = ?"_s, rows); });
}

QCoro::Task<Expected<OutboxContent>> Outbox::load()
{
    return m_database.read<OutboxContent>(loadAll);
}

} // namespace nightbell
