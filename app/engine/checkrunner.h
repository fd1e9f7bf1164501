// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "checks/check.h"
#include "domain/checkresult.h"
#include "domain/diff.h"
#include "engine/configuration.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace nightbell {

// Runs the configured checks when they are due and counts their failures.
class CheckRunner : public QObject
{
    Q_OBJECT

public:
    // The secrets of a check, by field. Without those that cannot be had now it does not run: the site would refuse it.
    using SecretsOf = std::function<QCoro::Task<Expected<FieldValues>>(CheckEntry entry)>;

    // A check that cannot be run for that long has failed: somebody has to know that the site is not looked at.
    static constexpr Duration unreadFor = std::chrono::minutes(5);

    CheckRunner(Clock &clock, Probe &probe, SecretsOf secretsOf, QObject *parent = nullptr);
    ~CheckRunner() override;

    // The checks from now on. What is known of a check whose entry did not change stays.
    void setEntries(const QList<CheckEntry> &entries);

    void forgetSecrets(); // they are read anew before the next run

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
    void run(const CheckId &id, quint64 round, const Expected<FieldValues> &secretValues);
    void postpone(Entry &entry, const Error &why);
    Entry *find(const CheckId &id, quint64 round) const;
    void finish(const CheckId &id, quint64 round, const CheckResult &result);
    void publish();

    Clock &m_clock;
    Probe &m_probe;
    SecretsOf m_secretsOf;
    std::vector<std::unique_ptr<Entry>> m_entries;
    quint64 m_lastRound = 0; // each start has a number of its own, also across entries that were replaced
    QList<Check> m_checks;
};

} // namespace nightbell
