// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QVariantMap>

#include <cstdint>

namespace nightbell::prometheus {

// What is asked of hosts. Each is a PromQL expression whose lines have the host's label.
enum class Part : std::uint8_t {
    Up, // 1 or 0
    Seen, // when the figures were measured, seconds since 1970
    Cpu, // percent
    Memory, // percent
    Load,
    Disk, // percent; label mountpoint
    Restarts, // of services within $window; label name
    ContainerRestarts, // within $window; labels namespace, pod, container, and perhaps node
    RestartsReported, // there is a line for whoever reports restarts
    Names, // labels nodename and the host's
    ReplicationLag, // seconds
    Probe, // 1 or 0
    ProbeDuration, // seconds
    Certificate, // seconds until it expires
};

// The expressions in use. In them $host stands for a matcher of the host's label and $window for the stretch of time that
// rates and increases are of.
class Queries
{
public:
    Queries(); // those that fit node_exporter, windows_exporter, kube-state-metrics, postgres_exporter and blackbox_exporter

    static QStringList figures(); // their keys

    // `own`: by key, "" switches one off. Keys that do not exist are named in `unknown`.
    static Queries with(const QVariantMap &own, QStringList &unknown);

    static QList<Part> all();
    static QString key(Part part); // "cpu", as in the configuration

    QString of(Part part) const; // empty: switched off
    QString forAll(Part part, const QString &hostLabel, Duration window) const;
    // Only lines of one host, also where the expression has no $host.
    QString forHost(Part part, const QString &hostLabel, const QString &host, Duration window) const;

private:
    QList<QString> m_expressions; // by part
};

} // namespace nightbell::prometheus
