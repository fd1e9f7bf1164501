// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/history.h"

#include "domain/testpage.h"
#include "engine/database.h"
#include "engine/ownincidents.h"
#include "engine/rows.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QTimeZone>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr Duration rawFor = std::chrono::hours(6);
constexpr Duration minutesFor = std::chrono::hours(24 * 8);
constexpr qsizetype mostPending = 10'000;

QString placeholders(qsizetype count)
{
    QStringList marks;
    for (qsizetype i = 0; i < count; ++i)
        marks.append(u"?"_s);
    return marks.join(u',');
}

Expected<Done> writeIncident(QSqlDatabase &database, const Incident &incident)
{
    const QVariantList values = incidentValues(incident);
    return execute(
        database, u"INSERT OR REPLACE INTO incidents (%1) VALUES (%2)"_s.arg(incidentColumns(), placeholders(values.size())), values);
}

Expected<Done> writeEvent(QSqlDatabase &database, const IncidentEvent &event)
{
    return execute(database,
        u"INSERT INTO events (at, incident, source, kind, actor, title, text, what, place) VALUES (?,?,?,?,?,?,?,?,?)"_s,
        {toMilliseconds(event.at), event.incident.text(), event.source.text(), toWord(event.kind), event.actor, event.title, event.text,
            event.what, event.place});
}

Expected<Done> writeSample(QSqlDatabase &database, const QString &subject, Metric metric, const Sample &sample)
{
    const QString name = toWord(metric);
    if (const auto done = execute(database, u"INSERT OR IGNORE INTO subjects (name, metric) VALUES (?,?)"_s, {subject, name}); !done)
        return done;
    return execute(database,
        u"INSERT OR REPLACE INTO samples (subject, at, value) SELECT id, ?, ? FROM subjects WHERE name = ? AND metric = ?"_s,
        {toMilliseconds(sample.at), sample.value, subject, name});
}

// The person's words as an FTS5 expression: each a quoted prefix, so that no character of theirs is an operator.
QString matchExpression(const QString &text)
{
    QStringList terms;
    for (QString word : text.split(u' ', Qt::SkipEmptyParts))
        terms.append(u'"' + word.replace(u'"', u"\"\""_s) + u"\"*"_s);
    return terms.join(u' ');
}

template<typename T, typename Read>
Expected<QList<T>> select(QSqlDatabase &database, const QString &sql, const QVariantList &values, Read read)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return Error{ErrorKind::Storage, query.lastError().text()};
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return Error{ErrorKind::Storage, query.lastError().text()};
    QList<T> rows;
    while (query.next())
        rows.append(read(query));
    return rows;
}

Expected<QList<IncidentEvent>> searchEvents(QSqlDatabase &database, const HistoryQuery &query)
{
    QString where = u"1"_s;
    QVariantList values;
    if (const QString match = matchExpression(query.text); !match.isEmpty()) {
        where += u" AND row IN (SELECT rowid FROM events_text WHERE events_text MATCH ? ORDER BY rowid DESC LIMIT 100000)"_s;
        values.append(match);
    }
    if (!query.kinds.isEmpty()) {
        where += u" AND kind IN (%1)"_s.arg(placeholders(query.kinds.size()));
        for (const IncidentEventKind kind : query.kinds)
            values.append(toWord(kind));
    }
    if (query.beforeRow > 0) {
        where += u" AND row < ?"_s;
        values.append(query.beforeRow);
    }
    if (query.from) {
        where += u" AND at >= ?"_s;
        values.append(toMilliseconds(*query.from));
    }
    if (query.to) {
        where += u" AND at < ?"_s;
        values.append(toMilliseconds(*query.to));
    }
    values.append(query.limit);
    return select<IncidentEvent>(
        database, u"SELECT %1 FROM events WHERE %2 ORDER BY row DESC LIMIT ?"_s.arg(eventColumns(), where), values, eventFromRow);
}

Expected<PageStatistics> readStatistics(QSqlDatabase &database, TimePoint from, TimePoint to)
{
    // Those three have the times of their source, which may be from before this program was there.
    const auto begun
        = select<TimePoint>(database, u"SELECT coalesce(min(at), ?) FROM events WHERE kind NOT IN ('opened', 'acknowledged', 'resolved')"_s,
            {toMilliseconds(to)}, [](const QSqlQuery &row) { return fromMilliseconds(row.value(0).toLongLong()); });
    if (!begun)
        return begun.error();
    const auto read = [](const QSqlQuery &row) {
        PageEvent event;
        event.incident = IncidentId(row.value(0).toString());
        event.service = ServiceId(row.value(1).toString());
        event.kind = incidentEventKindFromWord(row.value(2).toString()).value_or(IncidentEventKind::Note);
        event.at = fromMilliseconds(row.value(3).toLongLong());
        event.actor = row.value(4).toString();
        event.what = row.value(5).toString();
        return event;
    };
    const auto events = select<PageEvent>(database,
        u"SELECT incident, coalesce((SELECT service FROM incidents WHERE id = incident), ''), kind, at, actor, what FROM events"
        " WHERE at >= ? AND kind IN ('paged', 'acknowledged', 'resolved', 'action-requested', 'backup-told')"
        " AND incident NOT IN (SELECT id FROM incidents WHERE source = ? AND dedup_key = ?) ORDER BY row"_s,
        {toMilliseconds(from), OwnIncidents::sourceId().text(), testPageKey()}, read);
    if (!events)
        return events.error();
    return pageStatistics(*events, std::max(from, begun->constFirst()), to, QTimeZone::systemTimeZone());
}

Expected<Remembered> restoreAll(QSqlDatabase &database, TimePoint now)
{
    Remembered all;
    auto incidents
        = select<Shared<Incident>>(database, u"SELECT %1 FROM incidents WHERE state <> 'resolved' OR changed > ?"_s.arg(incidentColumns()),
            {toMilliseconds(now - std::chrono::hours(1))}, incidentFromRow);
    if (!incidents)
        return incidents.error();
    all.incidents = std::move(*incidents);
    auto paged = select<IncidentId>(database,
        u"SELECT DISTINCT incident FROM events WHERE kind = 'paged' AND incident IN (SELECT id FROM incidents WHERE state <> 'resolved')"_s,
        {}, [](const QSqlQuery &row) { return IncidentId(row.value(0).toString()); });
    if (!paged)
        return paged.error();
    all.paged = std::move(*paged);
    const auto last = select<int>(database, u"SELECT max(CAST(substr(id, 4) AS INTEGER)) FROM incidents WHERE id GLOB 'NB-[0-9]*'"_s, {},
        [](const QSqlQuery &row) { return row.value(0).toInt(); });
    if (!last)
        return last.error();
    all.lastNumber = last->isEmpty() ? 0 : last->constFirst();
    return all;
}

Expected<Series> readSamples(QSqlDatabase &database, const QString &subject, Metric metric, TimePoint from, TimePoint to)
{
    const QString one
        = u"SELECT at, value FROM %1 WHERE subject = (SELECT id FROM subjects WHERE name = ? AND metric = ?) AND at >= ? AND at < ?"_s;
    const QVariantList values{subject, toWord(metric), toMilliseconds(from), toMilliseconds(to)};
    auto samples = select<Sample>(database, one.arg(u"minutes"_s) + u" UNION ALL "_s + one.arg(u"samples"_s) + u" ORDER BY 1"_s,
        values + values, [](const QSqlQuery &row) {
            return Sample{fromMilliseconds(row.value(0).toLongLong()), row.value(1).toDouble()};
        });
    if (!samples)
        return samples.error();
    return Series{metric, std::move(*samples), Duration(0)};
}

Expected<Done> tidyTables(QSqlDatabase &database, TimePoint now, Duration keep)
{
    // Whole minutes only, so that no minute is made from two halves.
    const qint64 rawEnd = toMilliseconds(now - rawFor) / 60'000 * 60'000;
    const qint64 minutesEnd = toMilliseconds(now - minutesFor);
    const qint64 eventsEnd = toMilliseconds(now - keep);
    const QList<std::pair<QString, QVariantList>> steps{
        // Restarts are counts: a minute has their sum. Everything else has the mean.
        {u"INSERT OR REPLACE INTO minutes (subject, at, value)"
         " SELECT subject, at / 60000 * 60000 + 30000, CASE WHEN metric = 'restarts' THEN sum(value) ELSE avg(value) END"
         " FROM samples JOIN subjects ON subjects.id = subject WHERE at < ? GROUP BY subject, at / 60000"_s,
            {rawEnd}},
        {u"DELETE FROM samples WHERE at < ?"_s, {rawEnd}},
        {u"DELETE FROM minutes WHERE at < ?"_s, {minutesEnd}},
        // What was written down is not taken back: only what is older than this may go, and only here.
        {u"UPDATE retention SET before = ?"_s, {eventsEnd}},
        {u"DELETE FROM events WHERE at < ? AND incident NOT IN (SELECT id FROM incidents WHERE state <> 'resolved')"_s, {eventsEnd}},
        {u"UPDATE retention SET before = 0"_s, {}},
        // The newest of our own stays, since the numbers go on from it.
        {u"DELETE FROM incidents WHERE state = 'resolved' AND changed < ?"
         " AND id <> (SELECT id FROM incidents WHERE id GLOB 'NB-[0-9]*' ORDER BY CAST(substr(id, 4) AS INTEGER) DESC LIMIT 1)"_s,
            {eventsEnd}},
    };
    if (!database.transaction())
        return Error{ErrorKind::Storage, database.lastError().text()};
    for (const auto &[sql, values] : steps) {
        if (const auto done = execute(database, sql, values); !done) {
            database.rollback();
            return done;
        }
    }
    if (!database.commit())
        return Error{ErrorKind::Storage, database.lastError().text()};
    return Done{};
}

} // namespace

History::History(Clock &clock, Database &database, QObject *parent) : QObject(parent), m_clock(clock), m_database(database)
{ }

void History::add(const IncidentEvent &event)
{
    m_pending.events.append(event);
    Q_EMIT added(event);
}

void History::remember(const Shared<Incident> &incident)
{
    m_pending.incidents.append(incident);
}

void History::addSample(const QString &subject, Metric metric, Sample sample)
{
    m_pending.samples.append(PendingSample{subject, metric, sample});
}

QCoro::Task<Expected<Remembered>> History::restore()
{
    const TimePoint now = m_clock.now();
    const auto job = [now](QSqlDatabase &database) { return restoreAll(database, now); };
    return m_database.read<Remembered>(job);
}

QCoro::Task<Expected<QList<IncidentEvent>>> History::search(HistoryQuery query)
{
    flush(); // what was just done is found, too
    const std::function<Expected<QList<IncidentEvent>>(QSqlDatabase &)> job
        = [query](QSqlDatabase &database) { return searchEvents(database, query); };
    return m_database.read<QList<IncidentEvent>>(job);
}

QCoro::Task<Expected<QList<IncidentEvent>>> History::timeline(IncidentId incident)
{
    flush();
    const auto job = [incident](QSqlDatabase &database) {
        return select<IncidentEvent>(
            database, u"SELECT %1 FROM events WHERE incident = ? ORDER BY row"_s.arg(eventColumns()), {incident.text()}, eventFromRow);
    };
    return m_database.read<QList<IncidentEvent>>(job);
}

QCoro::Task<Expected<PageStatistics>> History::statistics(Duration span)
{
    flush();
    const TimePoint now = m_clock.now();
    const auto job = [from = now - span, now](QSqlDatabase &database) { return readStatistics(database, from, now); };
    return m_database.read<PageStatistics>(job);
}

QCoro::Task<Expected<SharedIncidents>> History::incidents(int limit)
{
    flush();
    const auto job = [limit](QSqlDatabase &database) {
        return select<Shared<Incident>>(
            database, u"SELECT %1 FROM incidents ORDER BY created DESC LIMIT ?"_s.arg(incidentColumns()), {limit}, incidentFromRow);
    };
    return m_database.read<SharedIncidents>(job);
}

QCoro::Task<Expected<Series>> History::samples(QString subject, Metric metric, TimePoint from, TimePoint to, Duration interval)
{
    flush();
    const bool thinned = from < m_clock.now() - rawFor;
    const Duration gap
        = std::max<Duration>(2 * interval + std::chrono::seconds(5), thinned ? std::chrono::seconds(150) : std::chrono::seconds(0));
    const auto job = [subject, metric, from, to, gap](QSqlDatabase &database) {
        auto series = readSamples(database, subject, metric, from, to);
        if (series)
            series->gap = gap;
        return series;
    };
    return m_database.read<Series>(job);
}

Expected<Done> History::write(QSqlDatabase &database, const Batch &batch)
{
    if (!database.transaction())
        return Error{ErrorKind::Storage, database.lastError().text()};
    // Stops at the first failure: a full disk ends the transaction by itself, and what came after would stand alone.
    Expected<Done> done = Done{};
    for (auto incident = batch.incidents.begin(); done && incident != batch.incidents.end(); ++incident)
        done = writeIncident(database, *incident);
    for (auto event = batch.events.begin(); done && event != batch.events.end(); ++event)
        done = writeEvent(database, *event);
    for (auto sample = batch.samples.begin(); done && sample != batch.samples.end(); ++sample)
        done = writeSample(database, sample->subject, sample->metric, sample->sample);
    if (done && database.commit())
        return done;
    const Error error = done ? Error{ErrorKind::Storage, database.lastError().text()} : done.error();
    database.rollback();
    return error;
}

void History::flush()
{
    if (m_pending.isEmpty())
        return;
    const Batch batch = std::exchange(m_pending, {});
    const auto job = [batch](QSqlDatabase &database) { return write(database, batch); };
    QCoro::connect(m_database.run<Done>(job), this, [this, batch](const Expected<Done> &done) {
        if (!done)
            takeBack(batch);
    });
}

// The disk refused: what people may ask about later is tried again with the next flush; samples are let go.
void History::takeBack(const Batch &batch)
{
    m_pending.events = batch.events + m_pending.events;
    m_pending.incidents = batch.incidents + m_pending.incidents;
    if (m_pending.events.size() > mostPending)
        m_pending.events.remove(0, m_pending.events.size() - mostPending);
    if (m_pending.incidents.size() > mostPending)
        m_pending.incidents.remove(0, m_pending.incidents.size() - mostPending);
}

void History::tidy(Duration keep)
{
    flush();
    const TimePoint now = m_clock.now();
    const std::function<Expected<Done>(QSqlDatabase &)> job
        = [now, keep](QSqlDatabase &database) { return tidyTables(database, now, keep); };
    m_database.run<Done>(job);
}

} // namespace nightbell
