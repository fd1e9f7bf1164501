// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/diff.h"
#include "domain/incident.h"
#include "engine/commander.h"
#include "pager/policy.h"

#include <QHash>
#include <QObject>

namespace nightbell {

class History;

// Writes the timeline: what became of each incident and who did it. Only what its source has confirmed is called done;
// what is on its way is recorded as asked for.
class Recorder : public QObject
{
    Q_OBJECT

public:
    Recorder(Clock &clock, History &history, QObject *parent = nullptr);

    void restore(const QList<Incident> &incidents); // what the history has already

    void applyIncidents(const Diff<Incident> &diff);
    void pageRaised(const Page &page);
    void pageCleared(const Page &page);
    void actionRequested(const ActionRequest &request);
    void actionQueued(const ActionRequest &request, const Error &why);
    void actionFinished(const ActionRequest &request, ActionOutcome outcome, const Error &why);

private:
    void see(const Incident &incident);
    void gone(const Incident &incident);
    void remember(const Incident &fact);
    void add(const Incident &incident, IncidentEventKind kind, TimePoint at, const QString &actor, const QString &text);
    void addAction(const ActionRequest &request, IncidentEventKind kind, const QString &text);

    Clock &m_clock;
    History &m_history;
    QHash<IncidentId, Incident> m_recorded; // as the history has it
};

} // namespace nightbell
