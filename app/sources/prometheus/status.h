// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "sources/prometheus/labels.h"

#include <QByteArrayView>
#include <QStringList>

#include <optional>

namespace nightbell::prometheus {

// /api/v2/status of an Alertmanager.
struct AlertmanagerStatus
{
    QString version;
    std::optional<TimePoint> started; // on its own clock
    QString cluster; // its word: ready, settling, disabled
    QString name; // its own in the cluster
    QStringList peers; // names, its own among them

    bool operator==(const AlertmanagerStatus &) const = default;
};

Expected<AlertmanagerStatus> readAlertmanagerStatus(QByteArrayView body);

// Whether two servers tell of the same alerts. Only those that both say who belongs to them, and do not name each other,
// do not.
bool areOneCluster(const std::optional<AlertmanagerStatus> &a, const std::optional<AlertmanagerStatus> &b);

// Whether an alert that is missing from the server's answer may simply not have been sent to it again. `now`: on its clock.
// A server that was started less than `settling` ago, or is looking for its cluster, does not know yet.
bool isSettling(const AlertmanagerStatus &status, std::optional<TimePoint> now, Duration settling);

// /api/v1/status/buildinfo of a Prometheus or of what speaks its language.
struct BuildInfo
{
    QString product; // "Prometheus", "Grafana Mimir"
    QString version;

    bool operator==(const BuildInfo &) const = default;
};

Expected<BuildInfo> readBuildInfo(QByteArrayView body);

// The labels that a Prometheus adds to each alert it sends: from /api/v1/status/config, which is YAML as its server writes it.
Labels readExternalLabels(QByteArrayView body);

// How many there are in /api/v1/alertmanagers; an error where that cannot be read.
Expected<int> readActiveAlertmanagers(QByteArrayView body);

struct DownTarget
{
    Labels labels;
    QString error;

    bool operator==(const DownTarget &) const = default;
};

struct Targets
{
    int all = 0;
    QList<DownTarget> down;

    bool operator==(const Targets &) const = default;
};

// /api/v1/targets?state=active.
Expected<Targets> readTargets(QByteArrayView body);

} // namespace nightbell::prometheus
