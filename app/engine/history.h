// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "base/id.h"
#include "domain/incident.h"
#include "domain/pagestatistics.h"
#include "domain/series.h"

#include <QCoroTask>
#include <QList>
#include <QObject>
#include <QString>

#include <optional>

class QSqlDatabase;

namespace nightbell {

class Database;

struct HistoryQuery
{
    QList<IncidentEventKind> kinds; // of these only; empty: of all
    QString text; // words, all of them must appear (as beginnings of words); empty: everything
    std::optional<TimePoint> from;
    std::optional<TimePoint> to;
    qint64 beforeRow = 0; // for the next page: the `row` of the last one; 0: the newest
    int limit = 100;
};

// What an earlier run of the program knew.
struct Remembered
{
    SharedIncidents incidents; // open, and resolved within the last hour
    QList<IncidentId> paged; // those of them that were paged for
    int lastNumber = 0; // of Nightbell's own incidents: "NB-12" is 12
};

// What was seen and done, and the samples of hosts that keep none themselves; kept on disk.
class History : public QObject
{
    Q_OBJECT

public:
    History(Clock &clock, Database &database, QObject *parent = nullptr);

    // Appends; on disk with the next flush(). What the disk refuses is kept and tried again (10,000 events at most).
    void add(const IncidentEvent &event);
    void remember(const Shared<Incident> &incident); // the same for an incident's newest state
    void addSample(const QString &subject, Metric metric, Sample sample); // subject: id of a host or check

    QCoro::Task<Expected<Remembered>> restore();
    // Newest first.
    QCoro::Task<Expected<QList<IncidentEvent>>> search(HistoryQuery query);
    // Oldest first.
    QCoro::Task<Expected<QList<IncidentEvent>>> timeline(IncidentId incident);
    // All incidents that are remembered, newest first.
    QCoro::Task<Expected<SharedIncidents>> incidents(int limit);
    // Of the pages of the last `span`, or since the history begins; test pages do not count.
    QCoro::Task<Expected<PageStatistics>> statistics(Duration span);
    // Oldest first. `interval`: how often the subject is looked at, from which the gap between two samples follows.
    QCoro::Task<Expected<Series>> samples(
        QString subject, Metric metric, TimePoint from, TimePoint to, Duration interval = std::chrono::seconds(30));

    // Hands what waits to the database's thread.
    void flush();
    // Thins old samples (raw for 6 h, per minute for 8 days), drops events and resolved incidents older than `keep`.
    void tidy(Duration keep);

Q_SIGNALS:
    void added(const nightbell::IncidentEvent &event);

private:
    struct PendingSample
    {
        QString subject;
        Metric metric = Metric::Cpu;
        Sample sample;
    };
    struct Batch
    {
        QList<IncidentEvent> events;
        SharedIncidents incidents;
        QList<PendingSample> samples;

        bool isEmpty() const { return events.isEmpty() && incidents.isEmpty() && samples.isEmpty(); }
    };

    static Expected<Done> write(QSqlDatabase &database, const Batch &batch);
    void takeBack(const Batch &batch);

    Clock &m_clock;
    Database &m_database;
    Batch m_pending;
};

} // namespace nightbell
