// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "base/id.h"
#include "domain/incident.h"
#include "domain/series.h"

#include <QCoroTask>
#include <QList>
#include <QObject>
#include <QString>

#include <optional>

namespace nightbell {

class Database;

struct HistoryQuery
{
    QString text; // words, all of them must appear (as beginnings of words); empty: everything
    std::optional<TimePoint> from;
    std::optional<TimePoint> to;
    qint64 beforeRow = 0; // for the next page: the `row` of the last one; 0: the newest
    int limit = 100;
};

// What was seen and done, and the samples of hosts that keep none themselves; kept on disk.
class History : public QObject
{
    Q_OBJECT

public:
    History(Clock &clock, Database &database, QObject *parent = nullptr);

    // Appends; written soon. Loss of the disk is said by Database::failed().
    void add(const IncidentEvent &event);
    void addSample(const QString &subject, Metric metric, Sample sample); // subject: id of a host or check

    // Newest first.
    QCoro::Task<Expected<QList<IncidentEvent>>> search(HistoryQuery query);
    // Oldest first.
    QCoro::Task<Expected<QList<IncidentEvent>>> timeline(IncidentId incident);
    QCoro::Task<Expected<Series>> samples(QString subject, Metric metric, TimePoint from, TimePoint to);

    // Writes what waits, thins old samples (raw for 6 h, per minute for 8 days), drops events older than `keep`.
    void tidy(Duration keep);
    void flush(); // hands what waits to the database's thread

Q_SIGNALS:
    void added(const nightbell::IncidentEvent &event);

private:
    Clock &m_clock;
    Database &m_database;
    struct PendingSample
    {
        QString subject;
        Metric metric;
        Sample sample;
    };
    QList<PendingSample> m_pending;
};

} // namespace nightbell
