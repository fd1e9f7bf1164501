// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/diff.h"
#include "domain/snapshot.h"
#include "engine/sourcestatus.h"
#include "sources/source.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace nightbell {

// Decides which source is polled when. tick() is called by whoever owns the timer; nothing here sleeps.
class Poller : public QObject
{
    Q_OBJECT

public:
    explicit Poller(Clock &clock, QObject *parent = nullptr);
    ~Poller() override;

    // The poller owns the source from now on. It is due at once.
    void add(SourceStatus status, std::unique_ptr<Source> source);
    void remove(const SourceId &id);

    Source *source(const SourceId &id) const; // nullptr: none
    const QList<SourceStatus> &statuses() const { return m_statuses; }

    // Starts the polls that are due, ends those past their deadline, and ages the states. Returns how long until the next
    // call has something to do.
    Duration tick();

    // All sources, or one, are due now, whatever they were waiting for.
    void pollNow();
    void pollNow(const SourceId &id);

Q_SIGNALS:
    void answered(const nightbell::Snapshot &snapshot);
    // A poll brought no answer, or a part of one, which follows. `lasts`: how long that has been so when the source is asked again.
    void missed(const nightbell::SourceStatus &status, nightbell::Duration lasts, bool isPart);
    void statusChanged(const nightbell::SourceStatus &before, const nightbell::SourceStatus &after);
    void removed(const nightbell::SourceId &id);
    void due(); // something became due: tick() soon

private:
    struct Entry;

    void start(Entry &entry);
    void finish(const SourceId &id, quint64 round, const Expected<Snapshot> &answer);
    void setStatus(Entry &entry, SourceStatus status);
    SourceState ageState(const Entry &entry) const;
    Entry *find(const SourceId &id) const;

    Clock &m_clock;
    std::vector<std::unique_ptr<Entry>> m_entries;
    quint64 m_lastRound = 0; // each start has a number of its own, also across entries that were replaced
    QList<SourceStatus> m_statuses;
};

} // namespace nightbell
