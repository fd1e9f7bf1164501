// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/diff.h"
#include "domain/incident.h"
#include "pager/policy.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <optional>

namespace nightbell {

// Keeps the list of pages: who has to be told of what now. How a page is shown is the business of whoever listens.
class Pager : public QObject
{
    Q_OBJECT

public:
    explicit Pager(Clock &clock, QObject *parent = nullptr);

    // Incidents that an earlier run paged for: shown again where they still need somebody, but not as something new.
    void setPagedBefore(const QSet<IncidentId> &incidents);

    void apply(const Diff<Incident> &diff);

    // Somebody else may take it: the page is put away without an acknowledgement. It comes back when the incident escalates
    // and is this person's still, or triggers anew.
    void leave(const IncidentId &incident);

    const QList<Page> &pages() const { return m_pages; }

Q_SIGNALS:
    void raised(const nightbell::Page &page); // new: notify
    void updated(const nightbell::Page &page); // the same page, other words
    void cleared(const nightbell::Page &page); // it needs nobody any more, or was left
    void left(const nightbell::Page &page);

private:
    void forgetLeft(const Diff<Incident> &diff);

    Clock &m_clock;
    QList<Page> m_pages;
    QSet<IncidentId> m_pagedBefore;
    QHash<IncidentId, std::optional<Escalation>> m_left; // and how it stood then
};

} // namespace nightbell
