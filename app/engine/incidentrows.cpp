// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/incidentrows.h"

#include <algorithm>
#include <vector>

namespace nightbell {

const Incident *IncidentRows::find(const IncidentId &id) const
{
    const auto row = m_rows.constFind(id);
    return row == m_rows.cend() ? nullptr : &*m_list.at(*row);
}

qsizetype IncidentRows::row(const Shared<Incident> &incident, qsizetype guess) const
{
    const bool isGuessed = guess >= 0 && guess < m_list.size() && isOfOneId(m_list.at(guess), incident);
    return isGuessed ? guess : row(incident->id);
}

void IncidentRows::apply(const Diff<Shared<Incident>> &diff)
{
    if (diff.changed.size() == 1 && diff.added.isEmpty() && diff.removed.isEmpty()) {
        if (const qsizetype only = row(diff.changed.constFirst().after->id); only >= 0)
            m_list[only] = diff.changed.constFirst().after;
        return;
    }
    enum : qsizetype { Stays = -1, Goes = -2 };
    std::vector<qsizetype> becomes(static_cast<size_t>(m_list.size()), Stays); // row → place in diff.changed
    for (qsizetype change = 0; change < diff.changed.size(); ++change) {
        if (const qsizetype known = row(diff.changed.at(change).after->id); known >= 0)
            becomes[static_cast<size_t>(known)] = change;
    }
    for (const Incident &incident : diff.removed) {
        if (const qsizetype known = row(incident.id); known >= 0)
            becomes[static_cast<size_t>(known)] = Goes;
    }
    const qsizetype firstMoved = std::ranges::find(becomes, Goes) - becomes.begin(); // up to there all stay in their rows
    SharedIncidents after;
    after.reserve(m_list.size() + diff.added.size() - diff.removed.size());
    for (qsizetype i = 0; i < m_list.size(); ++i) {
        const qsizetype change = becomes[static_cast<size_t>(i)];
        if (change >= 0)
            after.append(diff.changed.at(change).after);
        else if (change == Stays)
            after.append(m_list.at(i));
    }
    after.append(diff.added);
    m_list = std::move(after);
    if (diff.removed.isEmpty() && diff.added.isEmpty())
        return;
    for (const Incident &incident : diff.removed)
        m_rows.remove(incident.id);
    m_rows.reserve(m_list.size());
    for (qsizetype i = firstMoved; i < m_list.size(); ++i)
        m_rows.insert(m_list.at(i)->id, i);
}

} // namespace nightbell
