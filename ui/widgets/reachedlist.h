// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"

#include <QListWidget>

namespace nightbell {

class Store;

// The incidents that a silence reaches, by their titles and how they stand: the first hundred, then how many more.
class ReachedList : public QListWidget
{
    Q_OBJECT

public:
    explicit ReachedList(const Store &store, QWidget *parent = nullptr);

    void setIncidents(const QList<IncidentId> &incidents);

Q_SIGNALS:
    void incidentActivated(const nightbell::IncidentId &incident);

private:
    const Store &m_store;
    QStringList m_shown; // ids and what is said of each
};

} // namespace nightbell
