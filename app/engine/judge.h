// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/checkresult.h"
#include "domain/diff.h"
#include "domain/host.h"
#include "domain/hostrules.h"
#include "domain/incident.h"
#include "domain/snapshot.h"
#include "engine/configuration.h"
#include "engine/sourcestatus.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace nightbell {

class OwnIncidents;

// Turns what is seen of hosts and checks into incidents: the built-in rules for every host of every source, and the
// configured number of failures for every check. And what is not seen: a source that cannot be asked.
class Judge : public QObject
{
    Q_OBJECT

public:
    using IntervalOf = std::function<Duration(const SourceId &)>; // how often a source is polled

    Judge(OwnIncidents &incidents, IntervalOf intervalOf, QObject *parent = nullptr);

    void setConfiguration(const Configuration &configuration);

    // Incidents of the sources. What one of them covers is not said a second time: its rule opens no incident of its own, and
    // gives up the one that it has. Come before the hosts of the same answer.
    void applyIncidents(const Diff<Shared<Incident>> &diff);
    void applyHosts(const Diff<Host> &diff);
    void applyChecks(const Diff<Check> &diff);

    // A source has said which hosts there are: what an earlier run opened for others is given up. Not with its first answers, in
    // which some may be missing yet. After its hosts.
    void answered(const Snapshot &snapshot);

    // A source could not be asked, or not for all that it has to say; `lasts` as of Poller::missed(). For a while that is only shown;
    // then nobody may sleep on.
    void missed(const SourceStatus &source, Duration lasts, Urgency urgency);
    void sourceRemoved(const SourceId &source);

    // Gives up what is open of checks and sources that are not configured any more: they were removed while nobody looked.
    void abandonUnwatched();

    // What the rules said last of each host (and service), for lists of monitors.
    QList<RuleFinding> findings() const;

private:
    void judgeHost(const Host &host);
    void abandonMissing(const Host &host, const QList<RuleFinding> &findings);
    SharedIncidents openOf(const HostId &host) const;
    void judgeCheck(const Check &check);
    bool isCovered(const QString &dedupKey) const;
    bool isLeft(const RuleFinding &finding, const Host &host);
    Urgency urgencyOf(const ServiceId &service) const;

    OwnIncidents &m_incidents;
    IntervalOf m_intervalOf;
    HostRules m_rules;
    Configuration m_configuration;
    QHash<HostId, QList<RuleFinding>> m_findings;
    QHash<QString, TimePoint> m_leftSince; // by dedup key: firing, and left to the source for now
    QHash<QString, TimePoint> m_missingSince; // by dedup key: open, and its service is not listed
    QHash<SourceId, TimePoint> m_hostsSince; // the first answer with hosts
    QHash<QString, QHash<IncidentId, QString>> m_covered; // by Incident::covers: the incidents and their titles
};

} // namespace nightbell
