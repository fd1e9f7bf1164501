// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/silence.h"
#include "models/rowsync.h"

namespace nightbell {

class Clock;

struct SilenceRow
{
    QString id; // unique among all sources
    Silence silence;
    QString sourceName;
    bool isEnding = false; // that was asked for, and is not confirmed yet

    bool operator==(const SilenceRow &) const = default;
};

// The silences of all sources, one a row. Times are those of the last refreshTimes().
class SilenceModel : public SyncedTable<SilenceRow>
{
    Q_OBJECT

public:
    enum Column { State, Reach, Quiet, Ends, Creator, Comment, From, ColumnCount };

    explicit SilenceModel(Clock &clock, QObject *parent = nullptr);

    void setRows(const QList<SilenceRow> &rows);
    void refreshTimes();

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString textOf(const SilenceRow &row, int column) const;
    QString stateOf(const SilenceRow &row) const;
    QString sentenceOf(const SilenceRow &row) const;
    QVariant sortKeyOf(const SilenceRow &row, int column) const;
    bool wakesSoon(const SilenceRow &row) const;

    Clock &m_clock;
    TimePoint m_now;
};

// "until 04:30, in 25 min"; "until somebody ends it".
QString silenceEndText(const Silence &silence, TimePoint now);

} // namespace nightbell
