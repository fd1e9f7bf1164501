// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/checkresult.h"
#include "models/rowsync.h"

namespace nightbell {

// The checks, one a row. Ages are those of the last refreshAges().
class CheckModel : public SyncedTable<Check>
{
    Q_OBJECT

public:
    enum Column { State, Target, Latency, Service, Certificate, Age, Reason, ColumnCount };

    explicit CheckModel(Clock &clock, QObject *parent = nullptr);

    void setChecks(const QList<Check> &checks);
    void refreshAges(int first, int last);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString textOf(const Check &check, int column) const;
    QVariant sortKeyOf(const Check &check, int column) const;
    QString sentenceOf(const Check &check) const;

    Clock &m_clock;
    TimePoint m_now;
};

} // namespace nightbell
