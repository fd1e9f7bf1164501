// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/hostrules.h"
#include "domain/incident.h"
#include "domain/incidentdetails.h"
#include "sources/prometheus/labels.h"

#include <QHash>
#include <QList>
#include <QRegularExpression>

#include <optional>
#include <utility>

namespace nightbell::prometheus {

// An alert as its server tells it.
struct AlertFacts
{
    Labels labels;
    QList<Label> annotations;
    TimePoint startsAt{};
    QUrl generator;
};

// What labels and annotations mean to the person who watches: from the configuration.
struct Mapping
{
    SourceId source;
    QString severityLabel = QStringLiteral("severity");
    QHash<QString, Severity> severities; // by the word in lower case
    QList<Matchers> high; // urgent, whatever else is said; goes before `low`
    QList<Matchers> low;
    QString serviceLabel = QStringLiteral("service");
    QList<std::pair<ServiceId, Matchers>> services; // first one that matches; goes before the label
    QString hostLabel = QStringLiteral("instance");
    QList<std::pair<RuleKind, QRegularExpression>> covers; // by the alert's name
    QList<Matchers> watchdogs;

    static QHash<QString, Severity> usualSeverities();
    static QList<std::pair<RuleKind, QRegularExpression>> usualCovers();

    bool isWatchdog(const Labels &labels) const;
    std::optional<RuleKind> coveredBy(const QString &alertName) const;
};

// The host that a value of the host label stands for.
HostId hostIdOf(const SourceId &source, const QString &instance);

// Makes incidents of the alerts of one answer. Thousands of them are of one host, service or rule: what those mean is worked out
// once. Keeps a reference to the mapping.
class AlertMapper
{
public:
    explicit AlertMapper(const Mapping &mapping) : m_mapping(mapping) { }

    Incident incidentOf(const AlertFacts &alert); // triggered, with everything but an id

private:
    ServiceId serviceOf(const Labels &labels);
    HostId hostOf(const Labels &labels);
    QString coversOf(const Labels &labels, const HostId &host);

    const Mapping &m_mapping;
    QHash<QString, ServiceId> m_services; // by the value of the service label
    QHash<QString, HostId> m_hosts; // by that of the host label
    QHash<QString, std::optional<RuleKind>> m_rules; // by the alert's name
};

// `key`: the alert's fingerprint and the suffix of its cluster. `created`: what fires again later is another incident.
IncidentId incidentIdOf(const SourceId &source, const QString &key, TimePoint created);

// Runbook, dashboard and what else annotations point to; the generator last.
QList<WebLink> linksOf(const AlertFacts &alert);

// Without control characters and those that turn the direction of writing; a line in one, or several.
QString cleaned(const QString &text, bool isOneLine);

} // namespace nightbell::prometheus
