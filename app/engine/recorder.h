// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/checkresult.h"
#include "domain/diff.h"
#include "domain/host.h"
#include "domain/incident.h"
#include "engine/commander.h"
#include "pager/pagebook.h"
#include "pager/policy.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>
#include <optional>

namespace nightbell {

class History;
struct DeliveryNews;

// Writes the timeline: what became of each incident and who did it. Only what its source has confirmed is called done;
// what is on its way is recorded as asked for.
class Recorder : public QObject
{
    Q_OBJECT

public:
    using KeepsSeries = std::function<bool(const SourceId &)>; // the source answers for its own samples

    Recorder(Clock &clock, History &history, KeepsSeries keepsSeries, QObject *parent = nullptr);

    // What the history has already.
    void restore(const SharedIncidents &incidents, std::optional<TimePoint> pausedUntil);

    void applyIncidents(const Diff<Shared<Incident>> &diff);
    void applyHosts(const Diff<Host> &diff); // samples of hosts whose sources keep none
    void checkFinished(const Check &check); // the time it took
    void pageRaised(const Page &page);
    void pageCleared(const Page &page);
    void pageLeft(const Page &page);
    void pagePromoted(const IncidentId &incident);
    void told(const SharedIncidents &incidents, bool wereHeld); // of low urgency
    void keptBack(const QList<Held> &held);
    void pauseChanged(std::optional<TimePoint> until);
    void pageShown(const IncidentId &incident, const QString &place, const QString &text); // place: notification, alert
    void pagesSounded(const QList<Page> &pages); // all that wait, at each ring: each is written down once
    void backupTold(const DeliveryNews &news);
    void actionRequested(const ActionRequest &request);
    void actionSent(const ActionRequest &request);
    void actionQueued(const ActionRequest &request, const Error &why);
    void actionFinished(const ActionRequest &request, ActionOutcome outcome, const Error &why);

private:
    void see(const Shared<Incident> &incident);
    void gone(const Incident &incident);
    void remember(const Shared<Incident> &fact);
    void add(const Incident &incident, IncidentEventKind kind, TimePoint at, const QString &actor, const QString &text);
    void sample(const Host &host, int newRestarts);
    void addAbout(const IncidentId &id, IncidentEventKind kind, const QString &text, const QString &what, const QString &place);
    void addAction(const ActionRequest &request, IncidentEventKind kind, const QString &text);

    Clock &m_clock;
    History &m_history;
    KeepsSeries m_keepsSeries;
    QHash<IncidentId, Shared<Incident>> m_recorded; // as the history has it
    QHash<IncidentId, IncidentId> m_seenAs; // of faces that are seen under another name
    std::optional<TimePoint> m_pausedUntil;
    QSet<IncidentId> m_sounded; // pages that were heard since they were raised
};

} // namespace nightbell
