// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "domain/dutynews.h"
#include "domain/oncall.h"

#include <QCoroTask>
#include <QHash>
#include <QList>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace nightbell {

class Database;
class Poller;
class Source;

// What one source has last said of who is on call, and how asking goes.
struct OnCallStatus
{
    SourceId source;
    QString name;
    bool isAsking = false;
    std::optional<OnCall> answer; // the last good one; its age is that of `askedAt`
    std::optional<Error> error; // of the last question, if it failed

    bool operator==(const OnCallStatus &) const = default;
};

// Asks the sources that know it who is on call: every five minutes, when a shift begins or ends, and when told to. tick()
// is called by whoever owns the timer. Says once what the person has to know of their own shifts.
class OnCallWatch : public QObject
{
    Q_OBJECT

public:
    static constexpr Duration interval = std::chrono::minutes(5);
    static constexpr Duration longestDelay = std::chrono::minutes(30); // after failures
    static constexpr Duration deadline = std::chrono::seconds(60); // of one question: it is several requests
    static constexpr Duration pause = std::chrono::seconds(10); // between two questions, however often one asks

    OnCallWatch(Clock &clock, Poller &poller, Database &database, QObject *parent = nullptr);
    ~OnCallWatch() override;

    QCoro::Task<Expected<Done>> restore(); // what an earlier run has told; nothing is told before

    // Somebody shows the person what told() says. Before that nothing is told and nothing counts as told: a command in a
    // terminal that happens to know it first must not swallow it.
    void startTelling();

    // One a source that knows on-call, in the poller's order.
    const QList<OnCallStatus> &statuses() const { return m_statuses; }

    // What being on call comes down to over all sources: the one that has the person on call for longest, else the first to come.
    // nullopt: no source has answered.
    std::optional<Duty> duty() const;

    Duration tick(); // how long until the next call has something to do
    void askNow();
    void askNow(const SourceId &source);

    // Asks again afterwards. Error NotFound: there is no such source.
    QCoro::Task<Expected<Done>> takeShift(SourceId source, ShiftOverride wanted);

Q_SIGNALS:
    void changed();
    void told(const nightbell::DutyNews &news);
    void taken(const nightbell::SourceId &source, const nightbell::ShiftOverride &shift); // the person took it over
    void due(); // something became due: tick() soon

private:
    struct Entry;

    void syncSources();
    Entry *find(const SourceId &id) const;
    bool isReady(const Entry &entry) const;
    void ask(Entry &entry);
    void finish(const SourceId &id, quint64 round, const Expected<OnCall> &answer);
    void tell(Entry &entry, bool isFresh);
    void keep(const SourceId &id, const DutyMemory &memory);
    void publish();
    static QCoro::Task<Expected<Done>> take(OnCallWatch *watch, SourceId id, ShiftOverride wanted);

    Clock &m_clock;
    Poller &m_poller;
    Database &m_database;
    std::vector<std::unique_ptr<Entry>> m_entries;
    QList<OnCallStatus> m_statuses;
    quint64 m_lastRound = 0;
    QHash<SourceId, DutyMemory> m_memories;
    bool m_isRestored = false;
    bool m_isTelling = false;
};

} // namespace nightbell
