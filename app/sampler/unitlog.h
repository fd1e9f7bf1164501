// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/host.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace nightbell {

// Which services are watched: names or shell patterns, with or without ".service".
struct UnitFilter
{
    QStringList include; // empty: all
    QStringList exclude; // wins

    bool accepts(const QString &name) const; // services only

    bool operator==(const UnitFilter &) const = default;
};

// What a service manager says of the runs of one service. Absent: it did not say.
struct RunReport
{
    std::optional<quint32> restarts; // NRestarts: automatic restarts since somebody started it
    std::optional<int> code; // ExecMainCode: CLD_EXITED, CLD_KILLED, CLD_DUMPED; 0 while it runs
    std::optional<int> status; // ExecMainStatus: exit status or signal
    std::optional<QString> result; // Result: success, exit-code, signal, timeout, …

    bool operator==(const RunReport &) const = default;
};

struct ListedUnit
{
    QString name;
    QString activeState;
    QString subState;

    bool operator==(const ListedUnit &) const = default;
};

// The services of one manager and their restarts by failure, from what the manager says bit by bit.
//
// A restart is by failure when the manager's count grew and the run that ended before it had failed: an exit status above 0,
// a signal, or a result that is not success (time ran out, watchdog, out of memory, …). `systemctl restart` does not raise
// the count, and a service that ends well and is started again has not failed. The first count that is seen is a beginning.
class UnitLog
{
public:
    static constexpr Duration memory = std::chrono::hours(24);
    static constexpr qsizetype restartsKept = 1000; // of each service, for those that fail many times a second

    UnitLog(UnitManager manager, UnitFilter filter, const Clock &clock);

    const UnitFilter &filter() const { return m_filter; }

    // Each returns whether it is something that a person should see at once: a restart by failure; into or out of "failed".
    bool report(const QString &name, const RunReport &report);
    bool setState(const QString &name, const QString &activeState, const QString &subState);

    void list(const QList<ListedUnit> &all); // what is not in it is gone
    void remove(const QString &name); // its restarts are remembered as long as those of others

    bool isCounted(const QString &name) const; // a count was seen to compare the next with

    // By name. Forgets what is too old; moves the times when the wall clock was set.
    QList<ServiceUnit> units();

private:
    struct Entry
    {
        ServiceUnit unit;
        std::optional<quint32> restarts;
        std::optional<bool> hasRunFailed; // the last run that ended; absent: none was seen
        RunReport last; // all that was said so far
        bool isLoaded = true;
    };

    void followClock();

    UnitManager m_manager;
    UnitFilter m_filter;
    const Clock &m_clock;
    Duration m_offset; // wall clock less elapsed time, when the times below were last right
    QMap<QString, Entry> m_entries;
};

// "nginx.service" of "/org/freedesktop/systemd1/unit/nginx_2eservice"; empty: not the path of a unit.
QString unitNameOfPath(const QString &path);

} // namespace nightbell
