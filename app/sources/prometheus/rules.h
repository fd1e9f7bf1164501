// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "sources/prometheus/mapping.h"

#include <QByteArrayView>
#include <QHash>

namespace nightbell::prometheus {

// An alert as Prometheus evaluates it, before any Alertmanager.
struct RuleAlert
{
    AlertFacts facts; // startsAt: since when its condition holds
    Duration holds{0}; // how long it has to hold until the alert fires
    bool isFiring = false; // otherwise it is pending
    bool isWatchdog = false;
    Shared<Incident> incident; // without id and state
};

// A rule that can be evaluated and alerts when it holds for that long.
struct AlertingRule
{
    QString name;
    Duration holds{0};

    bool operator==(const AlertingRule &) const = default;
};

struct BrokenRule
{
    QString group;
    QString name;
    QString error;

    bool operator==(const BrokenRule &) const = default;
};

struct RuleAnswer
{
    QHash<QString, RuleAlert> alerts; // by fingerprint
    QList<AlertingRule> alerting;
    QList<BrokenRule> broken; // rules that cannot be evaluated
    QStringList warnings;
};

// The body of /api/v1/rules. Elements that cannot be read are left out. `added`: the labels that the server adds to each
// alert it sends on; the alerts have them here as well.
Expected<RuleAnswer> readRules(QByteArrayView body, const Mapping &mapping, const Labels &added);

} // namespace nightbell::prometheus
