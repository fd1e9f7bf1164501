// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitorgroupmodel.h"

#include "base/clock.h"
#include "domain/wording.h"
#include "models/monitormodel.h"
#include "models/tableroles.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {

MonitorGroupModel::MonitorGroupModel(Clock &clock, QObject *parent) : SyncedTable(parent), m_clock(clock), m_now(clock.now())
{ }

void MonitorGroupModel::setGroups(const QList<MonitorGroup> &groups, bool isOld)
{
    m_now = m_clock.now();
    if (isOld != m_isOld && rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    m_isOld = isOld;
    if (groups == m_groups)
        return;
    m_groups = groups;
    QList<MonitorGroupRow> rows;
    rows.reserve(groups.size());
    for (const MonitorGroup &group : groups)
        rows.append({group.name, group});
    setItems(rows);
}

void MonitorGroupModel::refreshAges(int first, int last)
{
    m_now = m_clock.now();
    Q_EMIT dataChanged(index(first, Since), index(last, Muted), {Qt::DisplayRole});
}

int MonitorGroupModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MonitorGroupModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MonitorGroup &group = at(index.row()).group;
    switch (role) {
    case Qt::DisplayRole:
        return textOf(group, index.column());
    case Qt::ToolTipRole:
        return index.column() == Name ? QVariant(group.name) : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == State ? tr("%1: %2").arg(standingText(group.standing), textOf(group, Name))
                                       : textOf(group, index.column());
    case ToneRole:
        return index.column() == State ? QVariant(static_cast<int>(toneOf(group.standing, group.isMuted, m_isOld))) : QVariant();
    case LoudRole:
        return index.column() == State && group.standing.state == MonitorState::Alert && !group.isMuted;
    case FaintRole:
        return m_isOld && group.standing.state == MonitorState::Ok;
    default:
        return {};
    }
}

QVariant MonitorGroupModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    switch (static_cast<Column>(section)) {
    case State:
        return tr("State");
    case Name:
        return tr("Group");
    case Since:
        return tr("For");
    case Muted:
        return tr("Muted");
    case ColumnCount:
        break;
    }
    return {};
}

QString MonitorGroupModel::textOf(const MonitorGroup &group, int column) const
{
    switch (static_cast<Column>(column)) {
    case State:
        return standingText(group.standing);
    case Name:
        return group.name == "*"_L1 ? tr("everything (*)") : group.name;
    case Since:
        return group.since ? ageText(m_now - *group.since) : u"–"_s;
    case Muted:
        return mutedText(group.isMuted, group.mutedUntil, m_now);
    case ColumnCount:
        break;
    }
    return {};
}

MonitorGroupFilter::MonitorGroupFilter(MonitorGroupModel &model, QObject *parent) : QSortFilterProxyModel(parent), m_model(model)
{
    setSourceModel(&model);
}

void MonitorGroupFilter::setText(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    invalidateRowsFilter();
}

bool MonitorGroupFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const MonitorGroup &group = m_model.at(row).group;
    return std::ranges::all_of(m_words, [&group](const QString &word) {
        return group.name.contains(word, Qt::CaseInsensitive) || standingText(group.standing).contains(word, Qt::CaseInsensitive);
    });
}

// The rows come worst first.
bool MonitorGroupFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const MonitorGroup &one = m_model.at(left.row()).group;
    const MonitorGroup &other = m_model.at(right.row()).group;
    const auto byRow = [&left, &right](auto &&a, auto &&b) { return a == b ? left.row() < right.row() : a < b; };
    switch (static_cast<MonitorGroupModel::Column>(left.column())) {
    case MonitorGroupModel::State:
        return isWorse(one, other);
    case MonitorGroupModel::Name:
        return byRow(one.name, other.name);
    case MonitorGroupModel::Since: // the newest first
        return byRow(other.since.value_or(TimePoint{}), one.since.value_or(TimePoint{}));
    case MonitorGroupModel::Muted:
        return byRow(one.isMuted ? one.mutedUntil.value_or(TimePoint::max() - Duration(1)) : TimePoint::max(),
            other.isMuted ? other.mutedUntil.value_or(TimePoint::max() - Duration(1)) : TimePoint::max());
    case MonitorGroupModel::ColumnCount:
        break;
    }
    return left.row() < right.row();
}

} // namespace nightbell
