// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/pagerduty/incidents.h"
#include "sources/pagerduty/wire.h"

#include <QHash>
#include <QStringList>

#include <memory>

namespace nightbell::pagerduty {

// Which alerts of elsewhere the alerts of an incident were made from: their marks (domain/mark.h), each once. By the key, the link to
// the monitor that the event came with, or the monitor's id beside a link to its site. Links to several monitors say nothing. Pure.
QStringList readForwarded(const JsonValue &root);

// What was found out of incidents. Shared by the looks of one account.
class ForwardedMemory
{
public:
    static constexpr qsizetype mostAsked = 20; // in one look
    static constexpr Duration restsFor = std::chrono::minutes(1); // after one that failed

    // The incidents whose alerts are not known as they are now: those that need somebody first, the newest first among them.
    QStringList wanted(const QList<ReadIncident> &rows, Duration now) const;
    void keep(const QString &incident, int alerts, const QStringList &marks);
    void fail(Duration now) { m_restUntil = now + restsFor; }
    void dropAllBut(const QList<ReadIncident> &rows);
    QStringList marksOf(const QString &incident) const { return m_known.value(incident).marks; }

private:
    struct Known
    {
        int alerts = 0; // of how many; another number is asked for anew
        QStringList marks;
    };
    QHash<QString, Known> m_known; // by PagerDuty's id
    Duration m_restUntil{0}; // on Clock::elapsed()
};

// Asks for the alerts of what is new, once each. Until it is known, an incident forwards nothing and is seen by itself.
QCoro::Task<Done> findForwarded(ClientPtr client, std::shared_ptr<ForwardedMemory> memory, QList<ReadIncident> rows);

} // namespace nightbell::pagerduty
