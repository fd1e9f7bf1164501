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

// Triggered, with everything but an id.
Incident incidentOf(const AlertFacts &alert, const Mapping &mapping);

// Runbook, dashboard and what else annotations point to; the generator last.
QList<WebLink> linksOf(const AlertFacts &alert);

// Without control characters and those that turn the direction of writing; a line in one, or several.
QString cleaned(const QString &text, bool isOneLine);

} // namespace nightbell::prometheus
