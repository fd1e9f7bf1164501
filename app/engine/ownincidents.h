// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/action.h"
#include "base/clock.h"
#include "domain/hostrules.h"
#include "domain/incident.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QUrl>

namespace nightbell {

class Database;

// Something that a rule or a check has judged: the cause of an incident of Nightbell's own.
struct Condition
{
    QString dedupKey;
    Verdict verdict = Verdict::Unknown;
    QString title;
    QString text;
    ServiceId service;
    HostId host;
    CheckId check;
    Urgency urgency = Urgency::High;
    Severity severity = Severity::Critical;
    QUrl url;

    bool operator==(const Condition &) const = default;
};

// What became of something that a person or a script triggered.
struct Triggered
{
    IncidentId incident;
    bool isNew = false; // false: it was open already and says now what was said last

    bool operator==(const Triggered &) const = default;
};

// The incidents that Nightbell opens itself, for whatever has no pager of its own. One open incident a dedup key; a
// condition that clears resolves it; one that comes back is a new incident. Unknown changes nothing.
class OwnIncidents : public QObject, public ActionTarget
{
    Q_OBJECT

public:
    // An incident that a person resolved while its cause goes on comes back after this long: it was not mended.
    static constexpr Duration reopenAfter = std::chrono::minutes(5);
    // How long a resolved one stays in sight.
    static constexpr Duration showResolvedFor = std::chrono::minutes(5);
    // The evidence of an open incident is renewed at most this often, if its title stays.
    static constexpr Duration renewTextAfter = std::chrono::minutes(1);

    OwnIncidents(Clock &clock, Database &database, QObject *parent = nullptr);

    static SourceId sourceId(); // "nightbell"

    // What an earlier run left.
    void restore(const SharedIncidents &incidents, int lastNumber);

    void apply(const Condition &condition);
    // Nobody looks any more (the check was removed, the host is gone for good): resolves it, and says so.
    void abandon(const QString &dedupKey, const QString &why);
    // Somebody says that it is so, and nobody goes on looking: it stays open until somebody resolves it, and triggered again
    // after that it is a new one at once. Ends when it is on disk, or with why it is not; it is open in both cases.
    QCoro::Task<Expected<Triggered>> trigger(const Condition &condition);
    bool isOpen(const QString &dedupKey) const;
    const SharedIncidents &incidents() const { return m_incidents; } // open ones, and those resolved lately
    void dropOld(); // takes resolved ones out of sight

    bool supports(QStringView action) const override;
    QCoro::Task<Expected<Done>> perform(ActionRequest request) override;

Q_SIGNALS:
    void changed();

private:
    Shared<Incident> open(const Condition &condition);
    void renew(Shared<Incident> &kept, const Condition &condition);
    Incident renewed(Incident incident, const Condition &condition) const;
    Incident resolved(Incident incident, const QString &actor) const;
    void resolve(Shared<Incident> &kept, const QString &actor);
    Shared<Incident> *find(const QString &dedupKey);
    Expected<Incident> change(const ActionRequest &request);

    Clock &m_clock;
    Database &m_database;
    SharedIncidents m_incidents;
    QHash<QString, TimePoint> m_resolvedByHand; // dedup key of a cause that went on when a person resolved it
    int m_lastNumber = 0;
};

} // namespace nightbell
