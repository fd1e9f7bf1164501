// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitormodel.h"

#include "base/clock.h"
#include "domain/wording.h"
#include "models/tableroles.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

const QString nothing = u"–"_s;

bool isOk(const MonitorStanding &standing)
{
    return standing.state == MonitorState::Ok;
}

int notOk(const Monitor &monitor)
{
    return static_cast<int>(std::ranges::count_if(monitor.groups, [](const MonitorGroup &group) { return !isOk(group.standing); }));
}

// What is quiet comes after what is as bad and is not.
int place(const Monitor &monitor)
{
    return 2 * rankOf(monitor.standing) + (isQuiet(monitor) ? 1 : 0);
}

bool has(const Monitor &monitor, const QString &word)
{
    const auto isIn = [&word](const QString &text) { return text.contains(word, Qt::CaseInsensitive); };
    return isIn(monitor.name) || std::ranges::any_of(monitor.tags, isIn) || isIn(monitor.query) || isIn(monitor.kind)
        || monitor.number == word || std::ranges::any_of(monitor.recipients, isIn) || isIn(standingText(monitor.standing))
        || std::ranges::any_of(monitor.groups, isIn, &MonitorGroup::name);
}

} // namespace

Tone toneOf(const MonitorStanding &standing, bool isMuted, bool isOld)
{
    if (!standing.state)
        return Tone::Neutral;
    switch (*standing.state) {
    case MonitorState::Alert:
        return isMuted ? Tone::Maintenance : Tone::Triggered;
    case MonitorState::Warn:
        return isMuted ? Tone::Maintenance : Tone::Acknowledged;
    case MonitorState::NoData:
        return isMuted ? Tone::Maintenance : Tone::Stale;
    case MonitorState::Ok:
        return isOld ? Tone::Stale : Tone::Resolved;
    case MonitorState::Unknown:
    case MonitorState::Skipped:
    case MonitorState::Ignored:
    case MonitorState::Over:
        break;
    }
    return Tone::Neutral;
}

bool isQuiet(const Monitor &monitor)
{
    if (monitor.isMuted)
        return true;
    bool isAnyAsBad = false;
    for (const MonitorGroup &group : monitor.groups) {
        if (group.standing != monitor.standing)
            continue;
        isAnyAsBad = true;
        if (!group.isMuted)
            return false;
    }
    return isAnyAsBad;
}

bool isAnyMuted(const Monitor &monitor)
{
    return monitor.isMuted || std::ranges::any_of(monitor.groups, &MonitorGroup::isMuted);
}

MonitorModel::MonitorModel(Clock &clock, QObject *parent) : SyncedTable(parent), m_clock(clock), m_now(clock.now())
{ }

void MonitorModel::setMonitors(const QList<Monitor> &monitors)
{
    m_now = m_clock.now();
    setItems(monitors);
}

void MonitorModel::setSources(const QHash<SourceId, QString> &names, const QSet<SourceId> &old)
{
    if (names == m_names && old == m_old)
        return;
    m_names = names;
    m_old = old;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, State), index(rowCount() - 1, ColumnCount - 1));
}

void MonitorModel::refreshAges(int first, int last)
{
    m_now = m_clock.now();
    Q_EMIT dataChanged(index(first, Since), index(last, Muted), {Qt::DisplayRole});
}

int MonitorModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MonitorModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Monitor &monitor = at(index.row());
    const bool isOld = m_old.contains(monitor.source);
    switch (role) {
    case Qt::DisplayRole:
        return textOf(monitor, index.column());
    case Qt::ToolTipRole:
        return index.column() == Name || index.column() == Groups || index.column() == Tags ? QVariant(textOf(monitor, index.column()))
                                                                                            : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == State ? sentenceOf(monitor) : textOf(monitor, index.column());
    case ToneRole:
        return index.column() == State ? QVariant(static_cast<int>(toneOf(monitor.standing, isQuiet(monitor), isOld))) : QVariant();
    case LoudRole:
        return index.column() == State && monitor.standing.state == MonitorState::Alert && !isQuiet(monitor);
    case FaintRole:
        return isOld && isOk(monitor.standing);
    default:
        return {};
    }
}

QVariant MonitorModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    switch (static_cast<Column>(section)) {
    case State:
        return tr("State");
    case Name:
        return tr("Monitor");
    case Groups:
        return tr("Groups");
    case Priority:
        return tr("Priority");
    case Since:
        return tr("For");
    case Muted:
        return tr("Muted");
    case Tags:
        return tr("Tags");
    case From:
        return tr("Source");
    case ColumnCount:
        break;
    }
    return {};
}

QString MonitorModel::textOf(const Monitor &monitor, int column) const
{
    switch (static_cast<Column>(column)) {
    case State:
        return standingText(monitor.standing);
    case Name:
        return monitor.name;
    case Groups:
        return monitor.groups.isEmpty() ? nothing : countsText(monitor);
    case Priority:
        return monitor.priority ? u'P' + QString::number(*monitor.priority) : nothing;
    case Since:
        return monitor.since ? ageText(m_now - *monitor.since) : nothing;
    case Muted: {
        if (monitor.isMuted)
            return mutedText(true, monitor.mutedUntil, m_now);
        const int muted = mutedGroups(monitor);
        return muted == 0 ? QString() : tr("%1 of %n group(s)", nullptr, static_cast<int>(monitor.groups.size())).arg(muted);
    }
    case Tags:
        return monitor.tags.join(u", "_s);
    case From:
        return m_names.value(monitor.source, monitor.source.text());
    case ColumnCount:
        break;
    }
    return {};
}

QString MonitorModel::sentenceOf(const Monitor &monitor) const
{
    const QString muted = textOf(monitor, Muted);
    const QString state = standingText(monitor.standing);
    return muted.isEmpty() ? tr("%1: %2, %3").arg(state, monitor.name, textOf(monitor, Groups))
                           : tr("%1: %2, %3, muted: %4").arg(state, monitor.name, textOf(monitor, Groups), muted);
}

QString mutedText(bool isMuted, const std::optional<TimePoint> &until, TimePoint now)
{
    if (!isMuted)
        return {};
    return until ? MonitorModel::tr("until %1").arg(clockTime(*until, now)) : MonitorModel::tr("muted");
}

MonitorFilter::MonitorFilter(MonitorModel &model, QObject *parent) : QSortFilterProxyModel(parent), m_model(model)
{
    setSourceModel(&model);
}

void MonitorFilter::setText(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    invalidateRowsFilter();
}

void MonitorFilter::setWish(const MonitorWish &wish)
{
    if (wish == m_wish)
        return;
    m_wish = wish;
    invalidateRowsFilter();
}

bool MonitorFilter::isWanted(const Monitor &monitor) const
{
    switch (m_wish.kind) {
    case MonitorWish::Kind::All:
        return true;
    case MonitorWish::Kind::NotOk:
        return !isOk(monitor.standing);
    case MonitorWish::Kind::Muted:
        return isAnyMuted(monitor);
    case MonitorWish::Kind::State:
        return standingText(monitor.standing) == m_wish.word;
    }
    return true;
}

bool MonitorFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const Monitor &monitor = m_model.at(row);
    return isWanted(monitor) && std::ranges::all_of(m_words, [&monitor](const QString &word) { return has(monitor, word); });
}

bool MonitorFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const Monitor &one = m_model.at(left.row());
    const Monitor &other = m_model.at(right.row());
    const auto byRow = [&left, &right](auto &&a, auto &&b) { return a == b ? left.row() < right.row() : a < b; };
    switch (static_cast<MonitorModel::Column>(left.column())) {
    case MonitorModel::State:
        return byRow(place(one), place(other));
    case MonitorModel::Groups:
        return byRow(notOk(one), notOk(other));
    case MonitorModel::Priority:
        return byRow(one.priority.value_or(9), other.priority.value_or(9));
    case MonitorModel::Since: // the newest first
        return byRow(other.since.value_or(TimePoint{}), one.since.value_or(TimePoint{}));
    case MonitorModel::Muted: {
        const auto end = [](const Monitor &monitor) {
            return monitor.isMuted ? monitor.mutedUntil.value_or(TimePoint::max() - Duration(2))
                                   : TimePoint::max() - Duration(isAnyMuted(monitor) ? 1 : 0);
        };
        return byRow(end(one), end(other));
    }
    case MonitorModel::Tags:
        return byRow(one.tags, other.tags);
    case MonitorModel::From:
        return byRow(one.source, other.source);
    case MonitorModel::Name:
    case MonitorModel::ColumnCount:
        break;
    }
    const int order = one.name.compare(other.name, Qt::CaseInsensitive);
    return order == 0 ? left.row() < right.row() : order < 0;
}

} // namespace nightbell
