// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/grouping.h"
#include "domain/names.h"
#include "models/rowsync.h"

namespace nightbell {

// The groups of the incidents that are shown, one a row: state, name, count, and the labels that the members share.
class GroupModel : public SyncedTable<IncidentGroup>
{
    Q_OBJECT

public:
    using SyncedTable<IncidentGroup>::SyncedTable;

    void setGroups(const QList<IncidentGroup> &groups, const Grouping &grouping, const Names &names);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QString nameOfNone() const;
    QString nameOf(const IncidentGroup &group) const;
    QString sentenceOf(const IncidentGroup &group) const;

    Grouping m_grouping;
    Names m_names;
};

} // namespace nightbell
