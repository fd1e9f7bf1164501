// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filterproxy.h"

#include "models/incidentmodel.h"

namespace nightbell {
namespace {

int rank(const Incident &incident)
{
    const bool isMine = incident.concern == Concern::Mine;
    if (incident.needsPerson())
        return isMine ? 0 : 1;
    if (isMine && incident.isOpen())
        return 2;
    switch (incident.state) {
    case IncidentState::Triggered:
        return incident.concern == Concern::Others ? 4 : 3;
    case IncidentState::Acknowledged:
        return 5;
    case IncidentState::Resolved:
        return 6;
    }
    return 7;
}

} // namespace

FilterProxy::FilterProxy(IncidentModel &model, QObject *parent) : QSortFilterProxyModel(parent), m_model(model)
{
    setSourceModel(&model);
    sort(IncidentModel::State);
}

void FilterProxy::setFilter(const Filter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_held.clear();
    invalidateRowsFilter();
}

void FilterProxy::setQuick(Quick quick)
{
    if (quick == m_quick)
        return;
    m_quick = quick;
    m_held.clear();
    invalidateRowsFilter();
}

void FilterProxy::setHeld(const QSet<IncidentId> &held)
{
    if (held == m_held)
        return;
    m_held = held;
    if (m_quick != Quick::All || !m_filter.isEmpty())
        invalidateRowsFilter();
}

void FilterProxy::setGroup(const Grouping &grouping, const std::optional<QString> &group)
{
    if (grouping == m_grouping && group == m_group)
        return;
    m_grouping = grouping;
    m_group = group;
    invalidateRowsFilter();
}

SharedIncidents FilterProxy::ungrouped() const
{
    if (m_quick == Quick::All && m_filter.isEmpty())
        return m_model.items();
    SharedIncidents shown;
    for (const Shared<Incident> &incident : m_model.items()) {
        if (passes(incident))
            shown.append(incident);
    }
    return shown;
}

const Incident &FilterProxy::at(int row) const
{
    return m_model.at(mapToSource(index(row, 0)).row());
}

int FilterProxy::rowOf(const IncidentId &id) const
{
    const int row = m_model.rowOf(id);
    return row < 0 ? -1 : mapFromSource(m_model.index(row, 0)).row();
}

bool FilterProxy::passesQuick(const Incident &incident) const
{
    switch (m_quick) {
    case Quick::Mine:
        // What is still on its way to its source, or came back, is not done yet.
        return incident.concern != Concern::Others || incident.action.stage != ActionStage::None;
    case Quick::All:
        return true;
    case Quick::High:
        return incident.urgency == Urgency::High;
    }
    return true;
}

bool FilterProxy::passes(const Incident &incident) const
{
    return m_held.contains(incident.id) || (passesQuick(incident) && m_filter.matches(incident, m_model.names()));
}

bool FilterProxy::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (parent.isValid())
        return false;
    const Incident &incident = m_model.at(row);
    return passes(incident) && (!m_group || groupOf(incident, m_grouping) == *m_group);
}

bool FilterProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const Incident &one = m_model.at(left.row());
    const Incident &other = m_model.at(right.row());
    const int ranks = rank(one) - rank(other);
    if (ranks != 0)
        return ranks < 0;
    if (one.created != other.created)
        return one.created > other.created;
    return one.id < other.id;
}

} // namespace nightbell
