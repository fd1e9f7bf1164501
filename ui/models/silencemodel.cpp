// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/silencemodel.h"

#include "base/clock.h"
#include "domain/wording.h"
#include "models/tableroles.h"
#include "theme.h"

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr Duration soon = std::chrono::minutes(15);

bool hasBegun(const Silence &silence, TimePoint now)
{
    return silence.starts <= now;
}

Tone toneOf(const Silence &silence, TimePoint now)
{
    if (!hasBegun(silence, now))
        return Tone::Neutral;
    return silence.isAcknowledgement ? Tone::Acknowledged : Tone::Maintenance;
}

} // namespace

SilenceModel::SilenceModel(Clock &clock, QObject *parent) : SyncedTable(parent), m_clock(clock), m_now(clock.now())
{ }

void SilenceModel::setRows(const QList<SilenceRow> &rows)
{
    m_now = m_clock.now();
    setItems(rows);
}

void SilenceModel::refreshTimes()
{
    m_now = m_clock.now();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, State), index(rowCount() - 1, Ends));
}

int SilenceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SilenceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SilenceRow &row = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == Reach || index.column() == Comment ? QVariant(textOf(row, index.column())) : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == State ? sentenceOf(row) : textOf(row, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == Quiet ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case SortRole:
        return sortKeyOf(row, index.column());
    case ToneRole:
        return index.column() == State ? QVariant(static_cast<int>(toneOf(row.silence, m_now))) : QVariant();
    case LoudRole:
        return index.column() == Ends && wakesSoon(row);
    case FaintRole:
        return row.isEnding || !hasBegun(row.silence, m_now);
    default:
        return {};
    }
}

QVariant SilenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    switch (static_cast<Column>(section)) {
    case State:
        return tr("State");
    case Reach:
        return tr("What it keeps quiet");
    case Quiet:
        return tr("Quiet now");
    case Ends:
        return tr("Ends");
    case Creator:
        return tr("By");
    case Comment:
        return tr("Comment");
    case From:
        return tr("Source");
    case ColumnCount:
        break;
    }
    return {};
}

QString SilenceModel::textOf(const SilenceRow &row, int column) const
{
    const Silence &silence = row.silence;
    switch (static_cast<Column>(column)) {
    case State:
        return stateOf(row);
    case Reach:
        return silence.reach;
    case Quiet:
        return QString::number(silence.reached.size());
    case Ends:
        return silenceEndText(silence, m_now);
    case Creator:
        return silence.creator;
    case Comment:
        return silence.comment;
    case From:
        return row.sourceName;
    case ColumnCount:
        break;
    }
    return {};
}

QString SilenceModel::stateOf(const SilenceRow &row) const
{
    const Silence &silence = row.silence;
    if (row.isEnding)
        return tr("ending …");
    if (!hasBegun(silence, m_now))
        return tr("from %1").arg(clockTime(silence.starts, m_now));
    if (silence.lastsUntilResolved)
        return tr("until resolved");
    return silence.isAcknowledgement ? tr("acknowledged") : tr("in force");
}

QVariant SilenceModel::sortKeyOf(const SilenceRow &row, int column) const
{
    switch (column) {
    case Quiet:
        return static_cast<double>(row.silence.reached.size());
    case Ends:
        return static_cast<double>(toMilliseconds(row.silence.ends.value_or(TimePoint::max())));
    default:
        return textOf(row, column);
    }
}

QString SilenceModel::sentenceOf(const SilenceRow &row) const
{
    const Silence &silence = row.silence;
    const QString quiet = tr("%n incident(s) quiet now", nullptr, static_cast<int>(silence.reached.size()));
    return tr("%1: %2, %3, %4, by %5").arg(stateOf(row), silence.reach, quiet, silenceEndText(silence, m_now), silence.creator);
}

// What it keeps quiet is heard again when it ends, unless it is prolonged by itself.
bool SilenceModel::wakesSoon(const SilenceRow &row) const
{
    const Silence &silence = row.silence;
    return !silence.lastsUntilResolved && !silence.reached.isEmpty() && silence.ends && *silence.ends - m_now < soon;
}

QString silenceEndText(const Silence &silence, TimePoint now)
{
    if (!silence.ends)
        return SilenceModel::tr("when somebody ends it");
    const Duration left = *silence.ends - now;
    if (left <= Duration(0))
        return SilenceModel::tr("over");
    return SilenceModel::tr("%1, in %2").arg(clockTime(*silence.ends, now), ageText(left));
}

} // namespace nightbell
