// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/monitor.h"
#include "sources/datadog/downtimes.h"
#include "sources/datadog/monitors.h"

#include <QHash>
#include <QList>

#include <optional>

namespace nightbell::datadog {

// A whole list, made ready to be shown.
struct Listing
{
    MonitorBook::Knowledge knowledge;
    QList<Monitor> monitors; // by name
    int skipped = 0; // elements that could not be read
    TimePoint at{}; // when it was asked for
    Duration elapsed{0}; // the same on Clock::elapsed()
};

// May be made on any thread. What did not change since `before` is the very same: it costs no comparison later.
QList<Monitor> monitorsOf(
    const QList<MonitorFacts> &listed, const MonitorBook::Knowledge &knowledge, const SourceId &source, const QList<Monitor> &before);

// What a look saw beside the list.
struct Sight
{
    QList<GroupFacts> groups; // those that are not well, of the states that are asked for
    bool isWhole = true; // nothing is missing among them
    QList<Downtime> downtimes;
    bool knowsDowntimes = true;
    TimePoint at{};
    Duration elapsed{0}; // when it was asked, on Clock::elapsed()
};

// All monitors as they are to be shown: the last list; over it what was seen since, and the downtimes that are in force. The list
// is long and rare, what is seen is short and comes each few seconds: only what it touches is made anew.
class MonitorBoard
{
public:
    explicit MonitorBoard(Settings settings);

    void setListing(const Listing &listing);
    void setFailure(const Error &error); // the list that was had stays

    bool hasOver() const { return m_hasOver; } // groups of which only the next list says how they are
    bool isSeen(const Sight &sight) const; // nothing in it is new: see() would change nothing
    void see(const Sight &sight);

    const QList<Monitor> &listed() const { return m_listed; }
    const MonitorList &list() const { return m_list; }

private:
    using Names = QHash<QString, TimePoint>; // of groups, and since when
    using Rows = QHash<qint64, qsizetype>; // in m_listed, by the monitor's number

    bool isAskedFor(const MonitorStanding &standing) const;
    QList<Monitor> muted(const QList<Downtime> &downtimes) const;
    void noteWhatIsOver(const Sight &sight);
    bool isOver(qint64 monitor, const MonitorGroup &listed) const;
    QList<Monitor> overlaid(const Sight &sight);

    Settings m_settings;
    QList<Monitor> m_listed;
    Rows m_rows;
    QList<Monitor> m_muted; // m_listed with what keeps it quiet
    std::optional<Sight> m_sight; // the last one
    bool m_isListNew = false; // since the last sight
    Duration m_listedAt{0}; // on Clock::elapsed()
    QHash<qint64, Names> m_seen; // groups that searches had in them: what they cannot see is never over
    QHash<qint64, Names> m_over;
    bool m_hasOver = false; // in m_list
    MonitorList m_list;
};

} // namespace nightbell::datadog
