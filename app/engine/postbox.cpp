// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/postbox.h"

#include "base/clock.h"
#include "domain/words.h"
#include "engine/database.h"

#include <QSqlError>
#include <QSqlQuery>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

// As long as the same step may be said again after a crash, and longer.
constexpr Duration keepDone = std::chrono::hours(24 * 30);

Error refused(const QSqlQuery &query)
{
    return Error{ErrorKind::Storage, query.lastError().text()};
}

Expected<bool> addItem(QSqlDatabase &database, const PostItem &item, TimePoint now)
{
    QSqlQuery query(database);
    if (!query.prepare(u"INSERT OR IGNORE INTO deliveries (reference, channel, recipient, incident, due, message, state, attempts, changed)"
                       " VALUES (?,?,?,?,?,?,?,?,?)"_s))
        return refused(query);
    const QVariantList values{item.message.reference, item.channel.text(), item.recipient, item.message.incident.text(),
        toMilliseconds(item.message.due), toJson(item.message), toWord(item.state), item.attempts, toMilliseconds(now)};
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return refused(query);
    return query.numRowsAffected() == 1;
}

Expected<QList<PostItem>> loadItems(QSqlDatabase &database, TimePoint now)
{
    if (const auto done
        = execute(database, u"DELETE FROM deliveries WHERE state <> 'waiting' AND changed < ?"_s, {toMilliseconds(now - keepDone)});
        !done)
        return done.error();
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT channel, recipient, message, state, attempts FROM deliveries WHERE state <> 'done' ORDER BY id"_s))
        return refused(query);
    QList<PostItem> items;
    while (query.next()) {
        const auto message = channelMessageFromJson(query.value(2).toString());
        const auto state = fromWord(query.value(3).toString(), {PostState::Waiting, PostState::Told});
        if (message && state)
            items.append({*message, ChannelId(query.value(0).toString()), query.value(1).toString(), *state, query.value(4).toInt()});
    }
    return items;
}

} // namespace

QString toWord(PostState state)
{
    switch (state) {
    case PostState::Waiting:
        return u"waiting"_s;
    case PostState::Told:
        return u"told"_s;
    case PostState::Done:
        return u"done"_s;
    }
    return {};
}

Postbox::Postbox(Clock &clock, Database &database) : m_clock(clock), m_database(database)
{ }

QCoro::Task<Expected<bool>> Postbox::add(PostItem item)
{
    const Database::Job<bool> job = [item, now = m_clock.now()](QSqlDatabase &database) { return addItem(database, item, now); };
    return m_database.run<bool>(job);
}

QCoro::Task<Expected<Done>> Postbox::update(PostItem item)
{
    const Database::Job<Done> job = [item, now = m_clock.now()](QSqlDatabase &database) {
        return execute(database,
            u"UPDATE deliveries SET incident = ?, message = ?, state = ?, attempts = ?, changed = ?"
            " WHERE reference = ? AND channel = ? AND recipient = ?"_s,
            {item.message.incident.text(), toJson(item.message), toWord(item.state), item.attempts, toMilliseconds(now),
                item.message.reference, item.channel.text(), item.recipient});
    };
    return m_database.run<Done>(job);
}

QCoro::Task<Expected<QList<PostItem>>> Postbox::load()
{
    const Database::Job<QList<PostItem>> job = [now = m_clock.now()](QSqlDatabase &database) { return loadItems(database, now); };
    return m_database.run<QList<PostItem>>(job);
}

} // namespace nightbell
