// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/filter.h"
#include "domain/grouping.h"

#include <QSet>
#include <QSortFilterProxyModel>

#include <cstdint>
#include <optional>

namespace nightbell {

class IncidentModel;

// The incidents that were asked for, in the order in which they want attention: what needs me first, and of that what is mine;
// then what else is mine, what is triggered, what is acknowledged; the newest first within each.
class FilterProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    enum class Quick : std::uint8_t { Mine, All, High };

    explicit FilterProxy(IncidentModel &model, QObject *parent = nullptr);

    void setFilter(const Filter &filter);
    void setQuick(Quick quick);
    Quick quick() const { return m_quick; }

    // These stay when they do not pass any more: what a person works on does not vanish because it was acknowledged. Another
    // filter is for them as well.
    void setHeld(const QSet<IncidentId> &held);

    // Only the members of one group; nullopt: all.
    void setGroup(const Grouping &grouping, const std::optional<QString> &group);

    // Those that would be shown if no group were chosen.
    SharedIncidents ungrouped() const;

    const Incident &at(int row) const; // precondition: there is such a row
    int rowOf(const IncidentId &id) const; // -1: not shown

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    bool passesQuick(const Incident &incident) const;
    bool passes(const Incident &incident) const; // but for the group

    IncidentModel &m_model;
    Filter m_filter;
    Quick m_quick = Quick::All;
    QSet<IncidentId> m_held;
    Grouping m_grouping;
    std::optional<QString> m_group;
};

} // namespace nightbell
