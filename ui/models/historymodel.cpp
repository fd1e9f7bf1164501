// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/historymodel.h"

#include "domain/wording.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

bool isSame(const IncidentEvent &one, IncidentEvent other)
{
    other.row = one.row; // an event that has just happened has no row yet
    return one == other;
}

} // namespace

bool isFoundBy(const QString &text, const IncidentEvent &event)
{
    static const QRegularExpression separators(u"[^\\w]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    const QStringList words = (event.title + u' ' + event.text + u' ' + event.actor).split(separators, Qt::SkipEmptyParts);
    const QStringList asked = text.split(separators, Qt::SkipEmptyParts);
    return std::ranges::all_of(asked, [&words](const QString &wanted) {
        return std::ranges::any_of(words, [&wanted](const QString &word) { return word.startsWith(wanted, Qt::CaseInsensitive); });
    });
}

HistoryModel::HistoryModel(Clock &clock, Search search, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
    , m_search(std::move(search))
{
    m_query.limit = pageSize;
}

void HistoryModel::setQuery(const QString &text, std::optional<TimePoint> from, const QList<IncidentEventKind> &kinds)
{
    m_query.kinds = kinds;
    m_query.text = text;
    m_query.from = from;
    m_arrived.clear();
    ask(0);
}

void HistoryModel::add(const IncidentEvent &event)
{
    const bool isOfKind = m_query.kinds.isEmpty() || m_query.kinds.contains(event.kind);
    if (!isOfKind || !isFoundBy(m_query.text, event) || (m_query.from && event.at < *m_query.from))
        return;
    if (m_isLoading && m_events.isEmpty()) {
        m_arrived.prepend(event);
        return;
    }
    if (m_isLoading)
        m_arrived.prepend(event);
    beginInsertRows({}, 0, 0);
    m_events.prepend(event);
    endInsertRows();
}

void HistoryModel::ask(qint64 beforeRow)
{
    const int round = ++m_round;
    const bool isFirst = beforeRow == 0;
    m_isLoading = true;
    m_error.reset();
    HistoryQuery query = m_query;
    query.beforeRow = beforeRow;
    auto task = m_search(query);
    QCoro::connect(
        std::move(task), this, [this, round, isFirst](const Expected<QList<IncidentEvent>> &answer) { take(round, isFirst, answer); });
}

void HistoryModel::take(int round, bool isFirst, const Expected<QList<IncidentEvent>> &answer)
{
    if (round != m_round)
        return;
    m_isLoading = false;
    if (!answer) {
        m_error = answer.error();
        m_isWhole = true;
        Q_EMIT loaded();
        return;
    }
    QList<IncidentEvent> events = *answer;
    if (!events.isEmpty())
        m_oldestRow = events.constLast().row;
    // They come as they were learnt of; a source that is asked for the first time tells of what is long ago.
    std::ranges::stable_sort(events, std::ranges::greater{}, &IncidentEvent::at);
    m_isWhole = events.size() < pageSize;
    if (isFirst) {
        showFirst(events);
    } else if (!events.isEmpty()) {
        const int first = static_cast<int>(m_events.size());
        beginInsertRows({}, first, first + static_cast<int>(events.size()) - 1);
        m_events += events;
        endInsertRows();
    }
    Q_EMIT loaded();
}

void HistoryModel::showFirst(const QList<IncidentEvent> &events)
{
    QList<IncidentEvent> all;
    for (const IncidentEvent &arrived : std::as_const(m_arrived)) {
        if (std::ranges::none_of(events, [&arrived](const IncidentEvent &event) { return isSame(event, arrived); }))
            all.append(arrived);
    }
    m_arrived.clear();
    all += events;
    // Another question has another answer: nothing of the one before is worth keeping in place.
    beginResetModel();
    m_events = all;
    endResetModel();
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const IncidentEvent &event = at(index.row());
    if (role == Qt::DisplayRole)
        return textOf(event, index.column());
    if (role == Qt::ToolTipRole && index.column() == Text)
        return event.text;
    return {};
}

QString HistoryModel::textOf(const IncidentEvent &event, int column) const
{
    switch (static_cast<Column>(column)) {
    case At:
        return localTime(event.at, m_clock.now());
    case Event:
        return eventText(event.kind);
    case Title:
        return event.title;
    case Who:
        return event.actor;
    case Text:
        return event.text.section(u'\n', 0, 0);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    switch (static_cast<Column>(section)) {
    case At:
        return tr("Time");
    case Event:
        return tr("What happened");
    case Title:
        return tr("Incident");
    case Who:
        return tr("Who");
    case Text:
        return tr("Details");
    case ColumnCount:
        break;
    }
    return {};
}

bool HistoryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isLoading && !m_isWhole && !m_events.isEmpty();
}

void HistoryModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    ask(m_oldestRow);
}

} // namespace nightbell
