// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hostmodel.h"

#include "domain/wording.h"
#include "models/tableroles.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr Duration restartWindow = std::chrono::hours(1);

const QString unknown = u"–"_s;

int rank(Tone tone)
{
    switch (tone) {
    case Tone::Triggered:
        return 0;
    case Tone::Acknowledged:
        return 1;
    case Tone::Stale:
        return 2;
    case Tone::Neutral:
        return 3;
    case Tone::Maintenance:
        return 4;
    case Tone::Resolved:
        return 5;
    }
    return 6;
}

} // namespace

HostModel::HostModel(Clock &clock, QObject *parent) : SyncedTable(parent), m_clock(clock), m_now(clock.now())
{ }

void HostModel::setHosts(const QList<Host> &hosts)
{
    m_now = m_clock.now();
    for (const Host &host : hosts) {
        Recent &recent = m_recent[host.id];
        if (host.cpu)
            recent.cpu.append({host.sampledAt, *host.cpu}, gapOf(host));
        if (host.memory)
            recent.memory.append({host.sampledAt, *host.memory}, gapOf(host));
    }
    setItems(hosts);
    if (m_recent.size() > hosts.size())
        m_recent.removeIf([this](const auto &entry) { return rowOf(entry.key()) < 0; });
}

void HostModel::setSources(const QList<SourceStatus> &sources)
{
    if (sources == m_sources)
        return;
    m_sources = sources;
    sayAllChanged();
}

void HostModel::setIncidents(const SharedIncidents &incidents)
{
    QHash<HostId, Tone> worst;
    for (const Incident &incident : incidents) {
        if (!incident.isOpen() || incident.host.isEmpty() || incident.quiet != Quiet::No)
            continue;
        const Tone tone = nightbell::toneOf(incident);
        const auto known = worst.constFind(incident.host);
        if (known == worst.constEnd() || rank(tone) < rank(*known))
            worst.insert(incident.host, tone);
    }
    if (worst == m_incidents)
        return;
    m_incidents = worst;
    sayAllChanged();
}

void HostModel::setRules(const RuleSettings &rules)
{
    if (rules == m_rules)
        return;
    m_rules = rules;
    sayAllChanged();
}

void HostModel::setRecorded(const HostId &host, Metric metric, const Series &series)
{
    const int row = rowOf(host);
    if (row < 0)
        return;
    const bool isCpu = metric == Metric::Cpu;
    Recent &recent = m_recent[host];
    (isCpu ? recent.cpu : recent.memory).prepend(series);
    const QModelIndex cell = index(row, isCpu ? Cpu : Memory);
    Q_EMIT dataChanged(cell, cell);
}

void HostModel::sayAllChanged()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void HostModel::refreshAges(int first, int last)
{
    const TimePoint before = m_now;
    m_now = m_clock.now();
    for (int row = std::max(first, 0); row <= last && row < rowCount(); ++row) {
        const TimePoint sampled = at(row).sampledAt;
        if (ageText(before - sampled) != ageText(m_now - sampled))
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1)); // it may have become stale
    }
}

const SourceStatus *HostModel::source(const SourceId &id) const
{
    const auto found = std::ranges::find(m_sources, id, &SourceStatus::id);
    return found == m_sources.end() ? nullptr : &*found;
}

Duration HostModel::gapOf(const Host &host) const
{
    const SourceStatus *status = source(host.source);
    return status ? status->hostFreshnessLimit() : Duration(std::chrono::minutes(1));
}

bool HostModel::isStale(const Host &host) const
{
    const SourceStatus *status = source(host.source);
    return !status || status->state == SourceState::Stale || status->state == SourceState::Failed
        || m_now - host.sampledAt > status->hostFreshnessLimit();
}

Tone HostModel::toneOf(const Host &host) const
{
    if (const auto incident = m_incidents.constFind(host.id); incident != m_incidents.constEnd())
        return *incident;
    return isStale(host) ? Tone::Stale : nightbell::toneOf(host, false);
}

QString HostModel::wordOf(const Host &host) const
{
    if (const auto incident = m_incidents.constFind(host.id); incident != m_incidents.constEnd())
        return *incident == Tone::Acknowledged ? stateText(IncidentState::Acknowledged) : tr("incident");
    return isStale(host) ? tr("stale") : stateText(host.state);
}

QString HostModel::sourceName(const SourceId &id) const
{
    const SourceStatus *status = source(id);
    return status ? status->name : id.text();
}

const Mount *fullestMount(const Host &host)
{
    const auto fullest = std::ranges::max_element(host.mounts, {}, &Mount::usedPercent);
    return fullest == host.mounts.end() ? nullptr : &*fullest;
}

int HostModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HostModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Host &host = at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return textOf(host, column);
    case Qt::ToolTipRole:
        return toolTipOf(host, column);
    case Qt::AccessibleTextRole:
        return column == State || column == Name ? sentenceOf(host) : textOf(host, column);
    case Qt::TextAlignmentRole:
        return column == Restarts || column == Load || column == Age ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case SortRole:
        return sortKeyOf(host, column);
    case ToneRole:
        return column == State ? QVariant(static_cast<int>(toneOf(host))) : QVariant();
    case SeriesRole:
        return seriesOf(host, column);
    case TopRole:
        return 100.0;
    case ThresholdRole:
        return column == Cpu || column == Memory ? QVariant(thresholdOf(column)) : QVariant();
    case LoudRole:
        return figureOf(host, column).value_or(0) > thresholdOf(column);
    case FaintRole:
        return column > From && (isStale(host) || textOf(host, column) == unknown);
    default:
        return {};
    }
}

QVariant HostModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole && (section == Restarts || section == Load || section == Age))
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case State:
        return tr("State");
    case Name:
        return tr("Host");
    case From:
        return tr("Source");
    case Cpu:
        return tr("CPU");
    case Memory:
        return tr("Memory");
    case Restarts:
        return tr("Restarts, 1 h");
    case Load:
        return tr("Load");
    case Disk:
        return tr("Fullest disk");
    case Age:
        return tr("Age");
    case ColumnCount:
        break;
    }
    return {};
}

std::optional<double> HostModel::figureOf(const Host &host, int column) const
{
    if (column == Cpu)
        return host.cpu;
    if (column == Memory)
        return host.memory;
    if (column == Restarts) {
        if (const auto restarts = host.restartsSince(m_now - restartWindow))
            return *restarts;
    }
    return std::nullopt;
}

double HostModel::thresholdOf(int column) const
{
    if (column == Cpu)
        return m_rules.cpuAbove;
    if (column == Memory)
        return m_rules.memoryAbove;
    return m_rules.restartsMoreThan;
}

QString HostModel::textOf(const Host &host, int column) const
{
    const auto figure = figureOf(host, column);
    switch (static_cast<Column>(column)) {
    case State:
        return wordOf(host);
    case Name:
        return host.name;
    case From:
        return sourceName(host.source);
    case Cpu:
    case Memory:
        return figure ? percentText(*figure) : unknown;
    case Restarts:
        return figure ? QLocale().toString(static_cast<int>(*figure)) : unknown;
    case Load:
        return host.load1 ? QLocale().toString(*host.load1, 'f', 2) : unknown;
    case Disk: {
        const Mount *mount = fullestMount(host);
        return mount ? tr("%1  %2").arg(percentText(mount->usedPercent), mount->path) : unknown;
    }
    case Age:
        return ageText(std::max(m_now - host.sampledAt, Duration(0)));
    case ColumnCount:
        break;
    }
    return {};
}

QVariant HostModel::sortKeyOf(const Host &host, int column) const
{
    constexpr double last = -1; // what is not known comes after zero
    switch (static_cast<Column>(column)) {
    case State:
        return rank(toneOf(host));
    case Name:
    case From:
        return textOf(host, column);
    case Cpu:
    case Memory:
    case Restarts:
        return figureOf(host, column).value_or(last);
    case Load:
        return host.load1.value_or(last);
    case Disk: {
        const Mount *mount = fullestMount(host);
        return mount ? mount->usedPercent : last;
    }
    case Age:
        return static_cast<double>((m_now - host.sampledAt).count());
    case ColumnCount:
        break;
    }
    return {};
}

QString HostModel::toolTipOf(const Host &host, int column) const
{
    if (column == Restarts && host.restartsUnknown != RestartsUnknown::Known)
        return restartsUnknownText(host.restartsUnknown);
    if (column == Age)
        return tr("Figures of %1").arg(localDateTime(host.sampledAt));
    if (column == Cpu || column == Memory)
        return tr("%1; threshold %2").arg(textOf(host, column), percentText(thresholdOf(column)));
    return textOf(host, column);
}

QString HostModel::sentenceOf(const Host &host) const
{
    QStringList parts{tr("%1: %2").arg(host.name, wordOf(host))};
    for (const Column column : {Cpu, Memory, Restarts})
        parts.append(tr("%1 %2").arg(headerData(column, Qt::Horizontal).toString(), textOf(host, column)));
    parts.append(tr("figures %1 old").arg(textOf(host, Age)));
    return parts.join(", "_L1);
}

QVariant HostModel::seriesOf(const Host &host, int column) const
{
    const auto recent = m_recent.constFind(host.id);
    if (recent == m_recent.constEnd() || (column != Cpu && column != Memory))
        return {};
    return QVariant::fromValue(column == Cpu ? recent->cpu.series() : recent->memory.series());
}

} // namespace nightbell
