// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "checks/check.h"
#include "domain/checkresult.h"
#include "domain/diff.h"
#include "engine/configuration.h"

#include <QObject>

#include <memory>
#include <vector>

namespace nightbell {

// Runs the configured checks when they are due and counts their failures.
class CheckRunner : public QObject
{
    Q_OBJECT

public:
    CheckRunner(Clock &clock, Probe &probe, QObject *parent = nullptr);
    ~CheckRunner() override;

    // The checks from now on. What is known of a check whose entry did not change stays.
    void setEntries(const QList<CheckEntry> &entries);

    const QList<Check> &checks() const { return m_checks; }

    // Starts the checks that are due. Returns how long until the next call has something to do.
    Duration tick();

    void runNow(); // all
    void runNow(const CheckId &id);

Q_SIGNALS:
    void changed(const nightbell::Diff<nightbell::Check> &diff);
    void finished(const nightbell::Check &check); // after each run: check.last is what it saw
    void due();

private:
    struct Entry;

    void start(Entry &entry);
    void finish(const CheckId &id, quint64 round, const CheckResult &result);
    void publish();

    Clock &m_clock;
    Probe &m_probe;
    std::vector<std::unique_ptr<Entry>> m_entries;
    quint64 m_lastRound = 0; // each start has a number of its own, also across entries that were replaced
    QList<Check> m_checks;
};

} // namespace nightbell
