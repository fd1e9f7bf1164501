// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/monitor.h"
#include "models/rowsync.h"
#include "theme.h"

#include <QSet>
#include <QSortFilterProxyModel>
#include <QStringList>

#include <cstdint>

namespace nightbell {

class Clock;

// The shape for what a monitor or a group says. `isOld`: it was so when it was listed, and nobody knows whether it still is.
Tone toneOf(const MonitorStanding &standing, bool isMuted, bool isOld);

// Whether nobody is told of it: all of it is muted, or all that is as bad as it is.
bool isQuiet(const Monitor &monitor);
bool isAnyMuted(const Monitor &monitor); // it, or a group

// The monitors of all sources, one a row.
class MonitorModel : public SyncedTable<Monitor>
{
    Q_OBJECT

public:
    enum Column { State, Name, Groups, Priority, Since, Muted, Tags, From, ColumnCount };

    explicit MonitorModel(Clock &clock, QObject *parent = nullptr);

    void setMonitors(const QList<Monitor> &monitors);
    void setSources(const QHash<SourceId, QString> &names, const QSet<SourceId> &old); // whose lists are of earlier
    void refreshAges(int first, int last);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString textOf(const Monitor &monitor, int column) const;
    QString sentenceOf(const Monitor &monitor) const;

    Clock &m_clock;
    TimePoint m_now;
    QHash<SourceId, QString> m_names;
    QSet<SourceId> m_old;
};

// "until 04:30"; empty: it is not muted.
QString mutedText(bool isMuted, const std::optional<TimePoint> &until, TimePoint now);

// Which of them are wanted.
struct MonitorWish
{
    enum class Kind : std::uint8_t { All, NotOk, Muted, State };

    Kind kind = Kind::All;
    QString word; // of State: the source's

    bool operator==(const MonitorWish &) const = default;
};

// The monitors that are wanted and have all words somewhere: in name, query, tags, recipients, groups. Compares the values
// themselves: thousands are gone through with each letter that is typed.
class MonitorFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit MonitorFilter(MonitorModel &model, QObject *parent = nullptr);

    void setText(const QString &text);
    void setWish(const MonitorWish &wish);
    const MonitorWish &wish() const { return m_wish; }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    bool isWanted(const Monitor &monitor) const;

    MonitorModel &m_model;
    QStringList m_words;
    MonitorWish m_wish;
};

} // namespace nightbell
