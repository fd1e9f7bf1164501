// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/host.h"
#include "domain/hostrules.h"
#include "domain/incident.h"
#include "engine/sourcestatus.h"
#include "models/recentseries.h"
#include "models/rowsync.h"
#include "theme.h"

namespace nightbell {

// The hosts of the store with their last hour, one a row. Ages are those of the last refreshAges().
class HostModel : public SyncedTable<Host>
{
    Q_OBJECT

public:
    enum Column { State, Name, From, Cpu, Memory, Restarts, Load, Disk, Age, ColumnCount };

    explicit HostModel(Clock &clock, QObject *parent = nullptr);

    void setHosts(const QList<Host> &hosts);
    void setSources(const QList<SourceStatus> &sources);
    void setIncidents(const SharedIncidents &incidents); // those of hosts count
    void setRules(const RuleSettings &rules);
    // Of Metric::Cpu or Metric::Memory: what was recorded before the console saw the host.
    void setRecorded(const HostId &host, Metric metric, const Series &series);

    void refreshAges(int first, int last);

    // What is known of the host is older than its source's freshness limit, or the source has failed since.
    bool isStale(const Host &host) const;
    Tone toneOf(const Host &host) const;
    QString wordOf(const Host &host) const;
    QString sourceName(const SourceId &source) const;
    Duration gapOf(const Host &host) const; // two samples further apart are not joined

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Recent
    {
        RecentSeries cpu;
        RecentSeries memory;
    };

    const SourceStatus *source(const SourceId &id) const;
    std::optional<double> figureOf(const Host &host, int column) const;
    double thresholdOf(int column) const;
    QString textOf(const Host &host, int column) const;
    QVariant sortKeyOf(const Host &host, int column) const;
    QString toolTipOf(const Host &host, int column) const;
    QString sentenceOf(const Host &host) const;
    QVariant seriesOf(const Host &host, int column) const;
    void sayAllChanged();

    Clock &m_clock;
    TimePoint m_now;
    RuleSettings m_rules;
    QList<SourceStatus> m_sources;
    QHash<HostId, Tone> m_incidents; // the worst open one
    QHash<HostId, Recent> m_recent;
};

// The fullest disk; nullptr: none is known.
const Mount *fullestMount(const Host &host);

} // namespace nightbell
