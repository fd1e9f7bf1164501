// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/monitor.h"
#include "domain/silence.h"

#include <QCoroTask>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace nightbell {

class Poller;
class SilenceKeeper;

// The silences of one source, as it said last, and how asking goes.
struct SilenceStatus
{
    SourceId source;
    QString name;
    QString example; // how a reach is written there
    bool isAsking = false;
    std::optional<SilenceAnswer> answer; // the last good one
    TimePoint askedAt{}; // of that
    std::optional<Error> error; // of the last question, if it failed

    bool operator==(const SilenceStatus &) const = default;
};

enum class SilenceDeed : std::uint8_t { Made, Prolonged, Ended };

// Asks the sources that have silences for them, as long as somebody looks; makes, prolongs and ends them. tick() is called by
// whoever owns the timer. What is done is not queued: it has happened when its task says so, and only then.
class SilenceWatch : public QObject
{
    Q_OBJECT

public:
    static constexpr Duration interval = std::chrono::seconds(15);
    static constexpr Duration deadline = std::chrono::seconds(30); // of one question

    SilenceWatch(Clock &clock, Poller &poller, QObject *parent = nullptr);
    ~SilenceWatch() override;

    // One a source that has silences, in the poller's order.
    const QList<SilenceStatus> &statuses() const { return m_statuses; }

    void setWatched(bool isWatched); // whether somebody looks
    void askNow();
    void askOnce(); // also where nobody watches; settled() follows

    Duration tick(); // how long until the next call has something to do

    // NotFound, also of the others: there is no such source, or it has no silences.
    QCoro::Task<Expected<SilencePreview>> preview(SourceId source, QString reach);
    QCoro::Task<Expected<Done>> make(SourceId source, SilenceDraft draft);
    QCoro::Task<Expected<Done>> prolong(Silence silence, TimePoint ends);
    QCoro::Task<Expected<Done>> end(Silence silence);

    bool has(const SourceId &source) const { return keeper(source) != nullptr; }
    QString reachOf(const SourceId &source, const QList<IncidentId> &incidents) const; // empty: there is none
    QString reachOfMonitor(const Monitor &monitor, const QString &group) const; // of a group, or empty: of all of it

Q_SIGNALS:
    void changed();
    void settled(); // each source that was asked has answered, or failed
    void done(nightbell::SilenceDeed deed, const nightbell::Silence &silence);
    void due(); // something became due: tick() soon

private:
    struct Entry;

    SilenceKeeper *keeper(const SourceId &source) const;
    Entry *find(const SourceId &source) const;
    void syncSources();
    void ask(Entry &entry);
    void finish(const SourceId &source, quint64 round, const Expected<SilenceAnswer> &answer);
    void happened(SilenceDeed deed, const Silence &silence);
    void publish();
    static QCoro::Task<Expected<Done>> carryOut(SilenceWatch *watch, SilenceDeed deed, Silence silence);

    Clock &m_clock;
    Poller &m_poller;
    std::vector<std::unique_ptr<Entry>> m_entries;
    QList<SilenceStatus> m_statuses;
    quint64 m_lastRound = 0;
    bool m_isWatched = false;
    bool m_isAsked = false; // once, and not settled yet
};

} // namespace nightbell
