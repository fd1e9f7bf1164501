// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/action.h"
#include "domain/incident.h"
#include "sources/prometheus/query.h"
#include "sources/prometheus/rules.h"
#include "sources/prometheus/status.h"

#include <QMap>
#include <QSet>

#include <cstdint>

namespace nightbell::prometheus {

// What a look can find something wrong with; each has its own answers to go by.
enum class Topic : std::uint8_t {
    Servers, // whether they answer us
    Targets,
    Rules,
    Delivery, // from Prometheus to Alertmanagers
    KnownManagers, // how many Alertmanagers Prometheus knows
    Arrival, // of alerts at the Alertmanagers
    Watchdogs,
};

// Something that is wrong with the monitoring itself.
struct Trouble
{
    QString key; // stable: "alertmanager/10.0.0.3:9093"
    QString title;
    QString text;
    Severity severity = Severity::Error;
    Urgency urgency = Urgency::High;
    Duration confirmFor{0}; // it has to last that long to be told
    HostId host = {};
    QList<Label> labels = {};
};

// What a look has found, of all that it could judge: where nothing is wrong with a topic, its list is empty.
using Findings = QMap<Topic, QList<Trouble>>;

// The incidents that follow, from one look to the next. A trouble that is over and comes back is a new incident. Of what a look
// could not judge, all is as it was: that an answer did not come is no news of what it would have said.
class HealthBook
{
public:
    explicit HealthBook(SourceId source) : m_source(std::move(source)) { }

    SharedIncidents update(const Findings &findings, TimePoint at);

    bool has(const IncidentId &incident) const;
    // What a person does about one is kept here: a finding of our own is known to nobody else who could be asked for it. It holds
    // as long as the finding is open and this book lives. Another run finds it anew, with another id, and pages again, which is safe.
    // Precondition: it has the incident.
    Expected<Done> act(const ActionRequest &request, TimePoint now);

private:
    struct Entry
    {
        Topic topic = Topic::Servers;
        bool isTold = false; // it has lasted long enough
        Incident incident;
    };

    Incident begun(const QString &key, TimePoint at) const;

    SourceId m_source;
    QMap<QString, Entry> m_entries; // by key
};

// Targets of `up` that are down, a trouble for each job; without those of which an open alert says so already.
QList<Trouble> downTargets(
    const QList<Curve> &up, const QList<DownTarget> &details, const SharedIncidents &alerts, Urgency urgency, Duration confirmFor);

QList<Trouble> brokenRules(const QList<BrokenRule> &rules, Urgency urgency);

// Alertmanagers that Prometheus cannot tell anything, from rates of its own errors.
QList<Trouble> undelivered(const QList<Curve> &errors, Urgency urgency);

// Remembers which alerts that always fire were there, and misses those that are not.
class Watchdogs
{
public:
    Watchdogs(QList<Matchers> watchdogs, bool areNamed) : m_watchdogs(std::move(watchdogs)), m_areNamed(areNamed) { }

    // `labels`: of the watchdogs that fire now. `isTrusted`: the answer can be taken for whole.
    QList<Trouble> update(const QList<QList<Label>> &labels, bool isTrusted, Duration confirmFor);

private:
    QList<Matchers> m_watchdogs;
    bool m_areNamed = false;
    QSet<qsizetype> m_seen;
    QSet<qsizetype> m_missed;
};

} // namespace nightbell::prometheus
