// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "domain/testreport.h"
#include "engine/commander.h"
#include "engine/readiness.h"
#include "pager/policy.h"

#include <QCoroTask>
#include <QObject>

#include <functional>
#include <optional>

namespace nightbell {

class Database;
class OwnIncidents;

// Sends test pages, by hand and by plan, watches how each goes, and remembers the last. One at a time; it ends when somebody
// reacts, or by itself. What becomes of it on the desktop is told by whoever shows pages there.
class TestPages : public QObject
{
    Q_OBJECT

public:
    static constexpr Duration patience = std::chrono::minutes(3); // less than until anybody else would be told
    static constexpr Duration staysFor = std::chrono::seconds(2); // after somebody has reacted
    static constexpr Duration waitsWhileBusy = std::chrono::minutes(1); // a planned one, while something real needs somebody

    // What is asked of the rest of the session.
    struct Questions
    {
        std::function<TestPlan()> plan;
        std::function<bool()> isBusy; // something needs a person now
        std::function<QList<ReadinessFact>()> facts; // why a page may not have been seen or heard
    };

    TestPages(Clock &clock, OwnIncidents &incidents, Database &database, Questions questions, QObject *parent = nullptr);

    QCoro::Task<Expected<Done>> restore(); // the last report

    // Pages are shown here: without that there is nothing to be tested, and no test begins.
    void allow();
    bool isAllowed() const { return m_isAllowed; }

    // Error: Unavailable (nobody shows pages here), Conflict (one is under way).
    Expected<Done> start();

    bool isRunning() const { return m_last && !m_last->isOver(); }
    const std::optional<TestReport> &last() const { return m_last; } // the one under way, or the last one

    Duration tick(); // how long until the next call has something to do

    void pageRaised(const Page &page);
    void pageShown(const IncidentId &incident);
    void alertShown(const QList<IncidentId> &incidents);
    void rang();
    void actionFinished(const ActionRequest &request, ActionOutcome outcome);

Q_SIGNALS:
    void changed();
    void ended(const nightbell::TestReport &report);
    void due(); // something became due: tick() soon

private:
    void begin(bool isScheduled);
    void finish(TestOutcome outcome);
    void note(std::optional<Duration> &what);
    void keep();
    QString doubtOf(const QStringList &facts) const;

    Clock &m_clock;
    OwnIncidents &m_incidents;
    Database &m_database;
    Questions m_questions;
    std::optional<TestReport> m_last;
    std::optional<Duration> m_decidedAt; // on Clock::elapsed(), as the next ones
    Duration m_endAt{0};
    Duration m_notBefore{0}; // the next planned one
    bool m_isAllowed = false;
    bool m_isRestored = false;
};

} // namespace nightbell
