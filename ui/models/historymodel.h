// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "domain/incident.h"
#include "domain/names.h"
#include "engine/history.h"

#include <QAbstractTableModel>
#include <QCoroTask>

#include <functional>
#include <optional>

namespace nightbell {

// What was seen and done, newest first, page by page as it is scrolled to. What happens meanwhile comes in at the top.
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { At, Event, Title, Who, Text, ColumnCount };
    using Search = std::function<QCoro::Task<Expected<QList<IncidentEvent>>>(HistoryQuery)>;
    static constexpr int pageSize = 200;

    HistoryModel(Clock &clock, Search search, QObject *parent = nullptr);

    // Asks anew. What is shown stays until the answer is there.
    void setQuery(const QString &text, std::optional<TimePoint> from, const QList<IncidentEventKind> &kinds = {});
    void add(const IncidentEvent &event); // it happened just now

    const IncidentEvent &at(int row) const { return m_events.at(row); }
    bool isLoading() const { return m_isLoading; }
    const std::optional<Error> &error() const { return m_error; } // why there is no (further) page

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void loaded(); // a page is in, or there is an error

private:
    void ask(qint64 beforeRow);
    void take(int round, bool isFirst, const Expected<QList<IncidentEvent>> &answer);
    void showFirst(const QList<IncidentEvent> &events);
    QString textOf(const IncidentEvent &event, int column) const;

    Clock &m_clock;
    Search m_search;
    HistoryQuery m_query;
    QList<IncidentEvent> m_events; // newest first
    QList<IncidentEvent> m_arrived; // while the first page was on its way
    std::optional<Error> m_error;
    qint64 m_oldestRow = 0; // where the next page begins
    int m_round = 0; // answers to earlier questions are dropped
    bool m_isLoading = false;
    bool m_isWhole = false; // the last page is in
};

// Whether the history would find `event` for `text`: every word begins a word of it.
bool isFoundBy(const QString &text, const IncidentEvent &event);

} // namespace nightbell
