// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "domain/host.h"
#include "domain/series.h"

#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QMap>
#include <QSet>

#include <cstdint>
#include <optional>

namespace nightbell::datadog {

// What hardly changes, and is long: it is asked for rarely.
struct HostMeta
{
    QString agent; // version
    QString platform; // "linux, ubuntu 22.04, x86_64"

    bool operator==(const HostMeta &) const = default;
};

// A host, as the list tells it.
struct HostFacts
{
    QString name;
    QStringList aliases;
    QStringList tags;
    QStringList apps;
    std::optional<bool> isUp;
    std::optional<TimePoint> reported;
    bool isMuted = false;
    std::optional<TimePoint> mutedUntil;
    HostMeta meta; // where it was asked for

    bool operator==(const HostFacts &) const = default;
};

struct HostAnswer
{
    QList<HostFacts> hosts;
    qint64 total = 0; // of all pages
    int skipped = 0;
};
Expected<HostAnswer> readHosts(QByteArrayView body);

// One line of an answer to metric queries.
struct MetricLine
{
    qsizetype query = 0; // which of the queries that were asked for together
    QStringList tags; // "host:web-1", "device:/dev/sda1"
    Duration interval{0}; // between two points
    QList<Sample> samples; // without those that have no value; oldest first

    QString tag(QLatin1StringView name) const; // empty: none
    bool operator==(const MetricLine &) const = default;
};

struct MetricAnswer
{
    QList<MetricLine> lines;
    int skipped = 0;
};
// Error BadAnswer also where the answer says "error" with status 200.
Expected<MetricAnswer> readMetrics(QByteArray body);

// What the queries measure, in the order of a refresh.
enum class Figure : std::uint8_t { Cpu, Memory, Load, Disk, UnitRestarts, ContainerRestarts, ReplicationDelay, Connections };

const QList<QList<Figure>> &refreshes(); // those that are asked for together, a request each
QString queryFor(Figure figure, const QString &scope); // "100 - avg:system.cpu.idle{*} by {host}"
QString joinedQuery(const QList<Figure> &figures, const QString &scope);
// For a chart of one host.
QString chartQuery(Metric metric, const QString &host, Duration step);

// The hosts of an organisation from one look to the next.
class HostBook
{
public:
    // `web`: where a browser shows hosts; empty: not known.
    explicit HostBook(SourceId source, QUrl web = {}) : m_source(std::move(source)), m_web(std::move(web)) { }

    void learnMeta(const QList<HostFacts> &facts); // shown from the next update on

    QList<Host> update(const QList<HostFacts> &facts, const QMap<Figure, QList<MetricLine>> &figures, TimePoint at);
    bool hasFigures() const { return m_hasFigures; }
    qsizetype size() const { return m_hosts.size(); }
    QString nameOf(const HostId &host) const; // empty: it is not known
    const HostFacts *find(const HostId &host) const;

private:
    Host hostOf(const HostFacts &facts) const;
    void readRestarts(const QList<MetricLine> &lines, QLatin1StringView unitTag, TimePoint at);

    SourceId m_source;
    QUrl m_web;
    QHash<QString, HostFacts> m_hosts; // by name
    QHash<QString, HostMeta> m_meta; // by name
    QHash<QString, QHash<QString, QList<TimePoint>>> m_restarts; // by host, by unit
    QHash<QString, TimePoint> m_restartsSeen; // by host and unit: the last point that was read
    QSet<QString> m_reportsRestarts;
    std::optional<TimePoint> m_watchedSince;
    bool m_hasFigures = false;
};

} // namespace nightbell::datadog
