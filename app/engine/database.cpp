// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/database.h"

#include "base/log.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

#include <utility>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr int schemaVersion = 5;

// What a part of the engine has to remember of itself, by a name of its own.
QString memosTable()
{
    return u"CREATE TABLE memos (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"_s;
}

// The ledger is added to and never changed: what was seen and done stays as it was written, until its time is over.
QStringList ledgerGuards()
{
    return {
        u"CREATE TABLE retention (before INTEGER NOT NULL)"_s, // events from before that moment may be dropped now; 0: none
        u"INSERT INTO retention VALUES (0)"_s,
        u"CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END"_s,
        // Which REPLACE would do without any DELETE.
        u"CREATE TRIGGER events_once BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE row = new.row)"
        " BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END"_s,
        u"CREATE TRIGGER events_remain BEFORE DELETE ON events WHEN old.at >= (SELECT before FROM retention)"
        " BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END"_s,
    };
}

// What somebody else has to be told, or was told: kept so that nobody is told twice.
QString deliveriesTable()
{
    return u"CREATE TABLE deliveries (id INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT NOT NULL, channel TEXT NOT NULL,"
           " recipient TEXT NOT NULL, incident TEXT NOT NULL, due INTEGER NOT NULL, message TEXT NOT NULL, state TEXT NOT NULL,"
           " attempts INTEGER NOT NULL, changed INTEGER NOT NULL, UNIQUE (reference, channel, recipient))"_s;
}

// What the pager has done about each incident.
QString pagesTable()
{
    return u"CREATE TABLE pages (incident TEXT PRIMARY KEY, raised INTEGER, taken INTEGER NOT NULL, told INTEGER NOT NULL,"
           " promoted INTEGER NOT NULL, held INTEGER, acknowledged INTEGER, renewed INTEGER, lapsed INTEGER, changed INTEGER NOT NULL)"
           " WITHOUT ROWID"_s;
}

// One statement an entry: QtSql runs one at a time.
const QStringList &schema()
{
    static const QStringList statements = QStringList{
        u"CREATE TABLE incidents (id TEXT PRIMARY KEY, source TEXT NOT NULL, dedup_key TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT "
        u"NULL,"
        " service TEXT NOT NULL, host TEXT NOT NULL, check_id TEXT NOT NULL, urgency TEXT NOT NULL, severity TEXT NOT NULL, state TEXT NOT "
        "NULL,"
        " created INTEGER NOT NULL, changed INTEGER NOT NULL, acknowledged_at INTEGER, acknowledged_by TEXT NOT NULL, resolved_at INTEGER,"
        " resolved_by TEXT NOT NULL, url TEXT NOT NULL) WITHOUT ROWID"_s,
        u"CREATE INDEX incidents_by_source ON incidents (source, state, changed)"_s,
        u"CREATE TABLE events (row INTEGER PRIMARY KEY, at INTEGER NOT NULL, incident TEXT NOT NULL, source TEXT NOT NULL, kind TEXT NOT "
        u"NULL,"
        " actor TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, what TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '')"_s,
        u"CREATE INDEX events_by_incident ON events (incident, row)"_s,
        u"CREATE INDEX events_by_time ON events (at)"_s,
        u"CREATE VIRTUAL TABLE events_text USING fts5 (title, text, actor, incident, content='events', content_rowid='row', prefix='2 3')"_s,
        u"CREATE TRIGGER events_added AFTER INSERT ON events BEGIN"
        " INSERT INTO events_text (rowid, title, text, actor, incident) VALUES (new.row, new.title, new.text, new.actor, new.incident); END"_s,
        u"CREATE TRIGGER events_gone AFTER DELETE ON events BEGIN"
        " INSERT INTO events_text (events_text, rowid, title, text, actor, incident) VALUES ('delete', old.row, old.title, old.text, old.actor, old.incident); END"_s,
        u"CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, action TEXT NOT NULL, incident TEXT NOT NULL, source TEXT NOT NULL,"
        " actor TEXT NOT NULL, origin TEXT NOT NULL, requested INTEGER NOT NULL, more TEXT NOT NULL DEFAULT '{}')"_s,
        memosTable(),
        pagesTable(),
        u"CREATE TABLE subjects (id INTEGER PRIMARY KEY, name TEXT NOT NULL, metric TEXT NOT NULL, UNIQUE (name, metric))"_s,
        u"CREATE TABLE samples (subject INTEGER NOT NULL, at INTEGER NOT NULL, value REAL NOT NULL, PRIMARY KEY (subject, at)) WITHOUT ROWID"_s,
        u"CREATE TABLE minutes (subject INTEGER NOT NULL, at INTEGER NOT NULL, value REAL NOT NULL, PRIMARY KEY (subject, at)) WITHOUT ROWID"_s,
        deliveriesTable(),
    } + ledgerGuards();
    return statements;
}

// What takes a database of version n to n + 1, from n = 1 on.
const QList<QStringList> &upgrades()
{
    static const QList<QStringList> steps{
        {u"ALTER TABLE outbox ADD COLUMN more TEXT NOT NULL DEFAULT '{}'"_s},
        {memosTable()},
        QStringList{u"ALTER TABLE events ADD COLUMN what TEXT NOT NULL DEFAULT ''"_s,
            u"ALTER TABLE events ADD COLUMN place TEXT NOT NULL DEFAULT ''"_s, deliveriesTable()}
            + ledgerGuards(),
        {pagesTable()},
    };
    return steps;
}

QStringList statementsFrom(int version)
{
    if (version == 0)
        return schema();
    QStringList statements;
    for (const QStringList &step : upgrades().mid(version - 1))
        statements += step;
    return statements;
}

int userVersion(QSqlDatabase &database)
{
    QSqlQuery query(database);
    return query.exec(u"PRAGMA user_version"_s) && query.next() ? query.value(0).toInt() : -1;
}

// Rows that this connection has changed, ever.
qint64 changesIn(QSqlDatabase &database)
{
    QSqlQuery query(database);
    return query.exec(u"SELECT total_changes()"_s) && query.next() ? query.value(0).toLongLong() : 0;
}

// Opens the connection and brings its tables up to date.
Expected<Done> prepare(QSqlDatabase &database)
{
    if (!database.open())
        return Error{ErrorKind::Storage, database.lastError().text()};
    // WAL keeps readers and the writer apart; FULL, since an acknowledgement must survive a power cut.
    for (const QString &pragma :
        {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = FULL"_s, u"PRAGMA busy_timeout = 2000"_s, u"PRAGMA cache_size = -1024"_s}) {
        if (const auto done = execute(database, pragma); !done)
            return done;
    }
    QSqlQuery check(database);
    if (!check.exec(u"PRAGMA quick_check(1)"_s) || !check.next() || check.value(0).toString() != "ok"_L1)
        return Error{
            ErrorKind::Storage, check.lastError().isValid() ? check.lastError().text() : u"damaged: "_s + check.value(0).toString()};
    check.finish();
    const int version = userVersion(database);
    if (version > schemaVersion)
        return Error{ErrorKind::Unavailable, u"it was written by a newer version"_s};
    if (version >= 0 && version < schemaVersion) {
        if (!database.transaction())
            return Error{ErrorKind::Storage, database.lastError().text()};
        for (const QString &statement : statementsFrom(version)) {
            if (const auto done = execute(database, statement); !done) {
                database.rollback();
                return done;
            }
        }
        if (const auto done = execute(database, u"PRAGMA user_version = %1"_s.arg(schemaVersion)); !done)
            return done;
        if (!database.commit())
            return Error{ErrorKind::Storage, database.lastError().text()};
    }
    // Opening a file that may only be read works; writing to it does not. Better known now.
    return execute(database, u"UPDATE outbox SET id = id WHERE 0"_s);
}

// A damaged file says one of these, whatever was asked (SQLITE_CORRUPT, SQLITE_NOTADB).
bool isDamage(const Error &error)
{
    return error.detail.contains("malformed"_L1) || error.detail.contains("not a database"_L1) || error.detail.contains("damaged"_L1);
}

// "nightbell.db" becomes "nightbell.damaged-1.db", with the files that belong to it. Empty: it could not be moved.
QString setAside(const QString &path)
{
    const QString base = path.chopped(3);
    for (int number = 1; number < 1'000; ++number) {
        const QString aside = base + u".damaged-%1.db"_s.arg(number);
        if (QFile::exists(aside))
            continue;
        if (!QFile::rename(path, aside))
            return {};
        for (const QString &suffix : {u"-wal"_s, u"-shm"_s})
            QFile::rename(path + suffix, aside + suffix);
        return QFileInfo(aside).fileName();
    }
    return {};
}

DatabaseReport openFile(QSqlDatabase &database, const QString &folder)
{
    DatabaseReport report;
    if (!folder.isEmpty()) {
        const QString path = folder + u"/nightbell.db"_s;
        database.setDatabaseName(path);
        if (!QDir().mkpath(folder)) {
            report.notKept = u"the folder %1 cannot be made"_s.arg(folder);
        } else {
            QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
            auto ready = prepare(database);
            if (!ready && isDamage(ready.error())) {
                database.close();
                report.setAside = setAside(path);
                ready = prepare(database);
            }
            if (ready) {
                QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
                return report;
            }
            report.notKept = ready.error().detail;
        }
        database.close();
    }
    database.setDatabaseName(u":memory:"_s);
    if (const auto ready = prepare(database); !ready)
        report.notKept = ready.error().detail;
    return report;
}

} // namespace

Expected<Done> execute(QSqlDatabase &database, const QString &sql, const QVariantList &values)
{
    QSqlQuery query(database);
    if (!query.prepare(sql))
        return Error{ErrorKind::Storage, query.lastError().text()};
    for (const QVariant &value : values) {
        // A null QString is an empty text of ours, but would be a NULL there.
        const bool isNullText = value.metaType() == QMetaType::fromType<QString>() && value.toString().isNull();
        query.addBindValue(isNullText ? QVariant(u""_s) : value);
    }
    if (!query.exec())
        return Error{ErrorKind::Storage, query.lastError().text()};
    return Done{};
}

Database::Database(const QString &folder, QObject *parent) : QObject(parent), m_folder(folder)
{
    m_worker.moveToThread(&m_thread);
    m_thread.setObjectName(u"database"_s);
}

void Database::open()
{
    m_thread.start();
    const QString name = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_connection = name;
    QMetaObject::invokeMethod(&m_worker, [this, name, folder = m_folder] {
        m_database = std::make_unique<QSqlDatabase>(QSqlDatabase::addDatabase(u"QSQLITE"_s, name));
        const DatabaseReport report = openFile(*m_database, folder);
        if (!report.notKept.isEmpty())
            qCWarning(lcStorage) << "nothing is kept on disk:" << report.notKept;
        Q_EMIT opened(report);
    });
    for (auto &job : std::exchange(m_early, {}))
        post(std::move(job));
}

Database::~Database()
{
    if (m_connection.isEmpty()) {
        // Nobody opened it: whoever waits is told so, as by a database that refuses everything.
        blockSignals(true);
        QSqlDatabase none;
        for (const auto &job : std::exchange(m_early, {}))
            job(none);
        return;
    }
    QMetaObject::invokeMethod(&m_worker, [this] {
        m_database->close();
        m_database.reset();
        QSqlDatabase::removeDatabase(m_connection);
        m_thread.quit();
    });
    m_thread.wait();
    // Whoever waits for an answer gets it now; the coroutines hold values only.
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
}

void Database::post(std::function<void(QSqlDatabase &)> job)
{
    if (m_connection.isEmpty()) {
        m_early.push_back(std::move(job));
        return;
    }
    QMetaObject::invokeMethod(&m_worker, [this, job = std::move(job)] { job(*m_database); });
}

// A job that found nothing to change has not shown that the disk takes changes again.
void Database::note(QSqlDatabase &database, const std::optional<Error> &refusal)
{
    if (refusal && refusal->kind == ErrorKind::Storage) {
        m_changes = changesIn(database);
        if (std::exchange(m_failing, true))
            return;
        qCWarning(lcStorage) << "the disk refused a change:" << refusal->detail;
        Q_EMIT writeFailed(refusal->detail);
    } else if (!refusal && m_failing && changesIn(database) > m_changes) {
        m_failing = false;
        Q_EMIT writeRecovered();
    }
}

} // namespace nightbell
