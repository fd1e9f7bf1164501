// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/prometheus/alerts.h"
#include "sources/prometheus/rules.h"
#include "sources/prometheus/settings.h"
#include "sources/prometheus/silences.h"

#include <QHash>
#include <QSet>

#include <memory>
#include <optional>

namespace nightbell::prometheus {

// Alertmanagers that tell of the same alerts, and what they said.
struct ClusterAnswer
{
    QString suffix; // tells its alerts from those of other clusters; empty for the first
    QList<std::shared_ptr<const AlertList>> lists; // of those that answered; none: nobody did
    QList<Silence> silences;
    Duration ahead{0}; // their clock of ours, to a second or two
    bool isSettling = false; // none of them can know all alerts yet: what is missing may be there
};

// What Prometheus itself says of alerts: the second witness.
struct Witness
{
    bool isConfigured = false;
    bool hasAnswered = false;
    bool isSettling = false; // it was started a moment ago: what it does not name may fire all the same
    QHash<QString, RuleAlert> alerts; // by fingerprint, with the labels that it adds when it sends them
};

// The open alerts, from one look to the next. Pure: time comes with the answers.
//
// An alert keeps its incident as long as it is told of, and gets a new one when it comes back after it was resolved.
// It is resolved when an answer that can be trusted does not have it any more. Not trusted are: no answer; that of an
// Alertmanager that has just started or looks for its cluster, unless Prometheus, who was seen to have sent the alert, says
// that it does not fire any more; and that of an Alertmanager to which nobody sends anything, since Prometheus is gone.
//
// Where no Alertmanager answers, what Prometheus says fires is shown as it is: nobody else would tell of it.
class AlertBook
{
public:
    explicit AlertBook(SourceId source) : m_source(std::move(source)) { }

    struct Look
    {
        QList<ClusterAnswer> clusters;
        Witness witness;
        TimePoint at{};
    };
    void read(const Look &look);
    // As they are since then, in the order of the answers: they lie like that in memory, too, for whoever goes through them all.
    const SharedIncidents &incidents() const { return m_incidents; }

    qsizetype size() const { return m_entries.size(); }
    qsizetype held() const { return m_held; } // missing from the last answer, and not called resolved
    QSet<QString> silencesInUse() const; // ids of those that keep an alert quiet
    QHash<QString, QList<IncidentId>> reachedBySilence() const; // by id and suffix of its cluster

    // How it stands with an alert, by its silences and what Prometheus says.
    struct Standing
    {
        IncidentState state = IncidentState::Triggered;
        Quiet quiet = Quiet::No;
        QString acknowledgedBy;
        std::optional<TimePoint> acknowledgedAt;
        std::optional<TimePoint> silencedUntil;

        bool operator==(const Standing &) const = default;
    };

    // What is known of an open alert.
    struct Entry
    {
        IncidentId id;
        TimePoint created{};
        TimePoint firstSeen{}; // by a look
        Shared<Incident> alert; // as its answer says
        Standing standing;
        Shared<Incident> incident; // of both; the same as long as they are
        std::shared_ptr<const AlertFacts> rule; // as Prometheus says it, while no Alertmanager has it; else null
        QString fingerprint;
        QString suffix;
        QStringList silencedBy;
        QStringList madeFor; // ids of those that were made from here for this alert
        QStringList notFor; // those of them that are acknowledgements of other alerts, made before this one was there
        bool isWitnessed = false; // Prometheus was seen to have it
        bool isManaged = false; // an Alertmanager was seen to have it
        quint64 round = 0; // of the look that saw it last
        qsizetype place = 0; // in the list of that look
    };
    // Null: there is no such incident.
    const Entry *find(const IncidentId &incident) const;
    // A silence was made from here for these.
    void noteMade(const QString &silence, const QList<IncidentId> &incidents);
    // The other open alerts that a silence with these matchers would reach.
    QList<IncidentId> reachedBy(const Matchers &matchers, const QString &suffix) const;

private:
    void see(const SeenAlert &alert, const ClusterAnswer &cluster, const QHash<QString, const Silence *> &silences, const Look &look);
    void seeRule(const QString &print, const RuleAlert &alert, const Look &look);
    bool isWithManager(const QString &print, const Look &look) const;
    bool isHeld(const Entry &entry, const Look &look) const;
    void take(Entry &entry, const QString &key, const Incident &alert, TimePoint at);
    void show(Entry &entry, bool isAgain);
    static void conclude(Entry &entry, const Shared<Incident> &alert, const Standing &standing);

    SourceId m_source;
    QHash<QString, Entry> m_entries; // by fingerprint and suffix
    QHash<IncidentId, QString> m_keys;
    SharedIncidents m_incidents;
    quint64 m_round = 0;
    TimePoint m_watchedSince = TimePoint::max(); // the first look
    qsizetype m_held = 0;
};

} // namespace nightbell::prometheus
