// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "base/pending.h"

#include <QCoroTask>
#include <QObject>
#include <QSqlDatabase>
#include <QThread>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace nightbell {

// How opening went. The console goes on in every case; where nothing can be kept it works in memory.
struct DatabaseReport
{
    QString setAside; // name that a corrupt file was given; empty: it was not
    QString notKept; // why nothing is kept on disk; empty: it is

    bool operator==(const DatabaseReport &) const = default;
};

// The one SQLite file of a data folder, on a thread of its own: nothing in the window ever waits for the disk.
// Jobs run in the order in which they were posted. The destructor runs those that wait.
class Database : public QObject
{
    Q_OBJECT

public:
    // `folder` empty: in memory from the start.
    explicit Database(const QString &folder, QObject *parent = nullptr);
    ~Database() override;

    void open(); // ends in opened(); jobs that were posted before wait for it

    template<typename T>
    using Job = std::function<Expected<T>(QSqlDatabase &)>; // returns Error Storage for what SQL refused

    // Runs `job`, which writes, on the database's thread; the task ends on this object's. What is posted runs even if nobody
    // waits for it.
    template<typename T>
    QCoro::Task<Expected<T>> run(Job<T> job)
    {
        return read<T>([this, job = std::move(job)](QSqlDatabase &database) {
            const Expected<T> result = job(database);
            note(database, result ? std::nullopt : std::optional(result.error()));
            return result;
        });
    }

    // The same for a job that only reads: that works also where the disk takes nothing.
    template<typename T>
    QCoro::Task<Expected<T>> read(Job<T> job)
    {
        const auto pending = std::make_shared<Pending<Expected<T>>>();
        post([this, pending, job = std::move(job)](QSqlDatabase &database) {
            const Expected<T> result = job(database);
            QMetaObject::invokeMethod(this, [pending, result] { pending->finish(result); });
        });
        return wait<T>(pending);
    }

Q_SIGNALS:
    void opened(const nightbell::DatabaseReport &report);
    void writeFailed(const QString &why); // the disk is full, went away, …; said once until writing works again
    void writeRecovered();

private:
    template<typename T>
    static QCoro::Task<Expected<T>> wait(std::shared_ptr<Pending<Expected<T>>> pending)
    {
        co_return co_await pending->wait();
    }

    void post(std::function<void(QSqlDatabase &)> job);
    void note(QSqlDatabase &database, const std::optional<Error> &refusal); // on the database's thread

    QString m_folder;
    QString m_connection; // name of the connection; empty: not opened
    std::vector<std::function<void(QSqlDatabase &)>> m_early; // jobs that wait for open()
    QThread m_thread;
    QObject m_worker; // lives on the thread
    std::unique_ptr<QSqlDatabase> m_database; // used on the thread only
    bool m_failing = false; // the same
    qint64 m_changes = 0; // rows that were changed until it last failed; the same
};

// One prepared statement with its values; the error's detail is what SQLite says, without the values.
Expected<Done> execute(QSqlDatabase &database, const QString &sql, const QVariantList &values = {});

} // namespace nightbell
