// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/prometheus/queries.h"

#include "base/duration.h"

#include <array>

namespace nightbell::prometheus {

using namespace Qt::StringLiterals;

namespace {

struct Default
{
    Part part;
    const char *key;
    const char *expression;
};

constexpr std::array defaults{
    Default{Part::Up, "up", "up{$host}"},
    Default{Part::Seen, "seen",
        "max by (instance, job) (timestamp(node_memory_MemTotal_bytes{$host})"
        " or timestamp(windows_memory_physical_total_bytes{$host}) or timestamp(windows_os_physical_memory_free_bytes{$host}))"},
    Default{Part::Cpu, "cpu",
        "100 * (1 - avg by (instance, job) (rate(node_cpu_seconds_total{mode=\"idle\",$host}[$window])))"
        " or 100 * (1 - avg by (instance, job) (rate(windows_cpu_time_total{mode=\"idle\",$host}[$window])))"},
    Default{Part::Memory, "memory",
        "100 * (1 - node_memory_MemAvailable_bytes{$host} / node_memory_MemTotal_bytes{$host})"
        // windows_exporter from 0.30 on, and before
        " or 100 * (1 - windows_memory_physical_free_bytes{$host} / windows_memory_physical_total_bytes{$host})"
        " or 100 * (1 - windows_os_physical_memory_free_bytes{$host} / windows_cs_physical_memory_bytes{$host})"},
    Default{Part::Load, "load", "node_load1{$host}"},
    Default{Part::Disk, "disk",
        "100 * (1 - node_filesystem_avail_bytes{fstype!~\"tmpfs|ramfs|overlay|squashfs|iso9660\",$host}"
        " / node_filesystem_size_bytes{$host})"
        " or 100 * (1 - windows_logical_disk_free_bytes{volume!~\"HarddiskVolume.*\",$host} / windows_logical_disk_size_bytes{$host})"},
    Default{Part::Restarts, "restarts", "increase(node_systemd_service_restart_total{$host}[$window]) > 0"},
    Default{Part::ContainerRestarts, "container-restarts", "increase(kube_pod_container_status_restarts_total{$host}[$window]) > 0"},
    Default{Part::RestartsReported, "restarts-reported",
        "count by (instance) (node_systemd_service_restart_total{$host})"
        " or count by (instance) (kube_pod_container_status_restarts_total{$host})"},
    Default{Part::Names, "names", "node_uname_info{$host}"},
    Default{Part::ReplicationLag, "replication-lag", "max by (instance) (pg_replication_lag{$host} or pg_replication_lag_seconds{$host})"},
    Default{Part::Probe, "probe", "probe_success{$host}"},
    Default{Part::ProbeDuration, "probe-duration", "probe_duration_seconds{$host}"},
    Default{Part::Certificate, "certificate", "probe_ssl_earliest_cert_expiry{$host} - time()"},
};

QString quoted(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'\n', u"\\n"_s);
    return u'"' + text + u'"';
}

QString promDuration(Duration duration)
{
    return u"%1s"_s.arg(std::max<qint64>(1, duration.count() / 1000));
}

} // namespace

Queries::Queries()
{
    for (const Default &one : defaults)
        m_expressions.append(QString::fromLatin1(one.expression));
}

QStringList Queries::figures()
{
    QStringList keys;
    for (const Default &one : defaults)
        keys.append(QLatin1StringView(one.key));
    return keys;
}

Queries Queries::with(const QVariantMap &own, QStringList &unknown)
{
    Queries queries;
    for (auto entry = own.begin(); entry != own.end(); ++entry) {
        const auto found
            = std::ranges::find_if(defaults, [&entry](const Default &one) { return QLatin1StringView(one.key) == entry.key(); });
        if (found == defaults.end())
            unknown.append(entry.key());
        else
            queries.m_expressions[found - defaults.begin()] = entry.value().toString().trimmed();
    }
    return queries;
}

QList<Part> Queries::all()
{
    QList<Part> parts;
    for (const Default &one : defaults)
        parts.append(one.part);
    return parts;
}

QString Queries::key(Part part)
{
    return QString::fromLatin1(defaults.at(static_cast<size_t>(part)).key);
}

QString Queries::of(Part part) const
{
    return m_expressions.at(static_cast<qsizetype>(part));
}

QString Queries::forAll(Part part, const QString &hostLabel, Duration window) const
{
    QString expression = of(part);
    return expression.replace("$host"_L1, hostLabel + u"=~\".+\""_s).replace("$window"_L1, promDuration(window));
}

QString Queries::forHost(Part part, const QString &hostLabel, const QString &host, Duration window) const
{
    QString expression = of(part);
    if (expression.isEmpty())
        return {};
    const bool isPlaced = expression.contains("$host"_L1);
    expression.replace("$host"_L1, hostLabel + u'=' + quoted(host)).replace("$window"_L1, promDuration(window));
    if (isPlaced)
        return expression;
    return u"(%1) and on (%2) label_replace(vector(1), \"%2\", %3, \"\", \"\")"_s.arg(
        expression, hostLabel, quoted(host).replace(u'$', u"$$"_s));
}

} // namespace nightbell::prometheus
