// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/monitor.h"
#include "models/rowsync.h"

#include <QSortFilterProxyModel>

namespace nightbell {

class Clock;

struct MonitorGroupRow
{
    QString id; // its name
    MonitorGroup group;

    bool operator==(const MonitorGroupRow &) const = default;
};

// The groups of one monitor, one a row.
class MonitorGroupModel : public SyncedTable<MonitorGroupRow>
{
    Q_OBJECT

public:
    enum Column { State, Name, Since, Muted, ColumnCount };

    explicit MonitorGroupModel(Clock &clock, QObject *parent = nullptr);

    void setGroups(const QList<MonitorGroup> &groups, bool isOld);
    void refreshAges(int first, int last);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString textOf(const MonitorGroup &group, int column) const;

    Clock &m_clock;
    TimePoint m_now;
    QList<MonitorGroup> m_groups; // what the rows were made from
    bool m_isOld = false;
};

// Those whose name or state has all words. There can be tens of thousands.
class MonitorGroupFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit MonitorGroupFilter(MonitorGroupModel &model, QObject *parent = nullptr);

    void setText(const QString &text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    MonitorGroupModel &m_model;
    QStringList m_words;
};

} // namespace nightbell
