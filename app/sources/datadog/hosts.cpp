// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/datadog/hosts.h"

#include "base/json.h"
#include "domain/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace nightbell::datadog {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Datadog
{
    Q_DECLARE_TR_FUNCTIONS(Datadog)
};

constexpr Duration restartsKept = 24h;
constexpr int mostRestartsAtOnce = 100; // of one point

std::optional<TimePoint> secondsIn(const JsonValue &value)
{
    const double seconds = value.doubleOr(0);
    return seconds > 0 && seconds < 1e11 ? std::optional(fromMilliseconds(static_cast<qint64>(seconds * 1000))) : std::nullopt;
}

// "linux, ubuntu 22.04, x86_64"
QString platformIn(const JsonValue &meta)
{
    QStringList parts{meta["platform"].stringOr({})};
    for (const char *key : {"nixV", "winV", "macV", "fbsdV"}) {
        QStringList words; // the system, its version, and what is another list, or empty
        for (const QString &word : meta[key].toStringList()) {
            if (!word.isEmpty())
                words.append(word);
        }
        parts.append(words.join(u' '));
    }
    parts.append(meta["machine"].stringOr({}));
    parts.removeAll(QString());
    return parts.join(", "_L1);
}

std::optional<HostFacts> hostIn(const JsonValue &value)
{
    HostFacts facts;
    facts.name = value["name"].stringOr(value["host_name"].stringOr({}));
    if (facts.name.isEmpty())
        return std::nullopt;
    facts.aliases = value["aliases"].toStringList();
    facts.apps = value["apps"].toStringList();
    (void)value["tags_by_source"].forEachMember([&facts](const QString &, const JsonValue &tags) {
        for (const QString &tag : tags.toStringList()) {
            if (!facts.tags.contains(tag))
                facts.tags.append(tag);
        }
    });
    if (const auto up = value["up"].toBool())
        facts.isUp = *up;
    facts.reported = secondsIn(value["last_reported_time"]);
    facts.isMuted = value["is_muted"].boolOr(false);
    facts.mutedUntil = secondsIn(value["mute_timeout"]);
    facts.meta = HostMeta{value["meta"]["agent_version"].stringOr({}), platformIn(value["meta"])};
    return facts;
}

// A figure of a host is as old as the end of the time that it sums up; that of one without is its last report.
void readFigure(Host &host, Figure figure, const MetricLine &line, TimePoint at)
{
    if (line.samples.isEmpty())
        return;
    const Sample &last = line.samples.constLast();
    const double percent = std::clamp(last.value, 0.0, 100.0);
    switch (figure) {
    case Figure::Cpu:
        host.cpu = percent;
        host.sampledAt = std::min(last.at + line.interval, at);
        break;
    case Figure::Memory:
        host.memory = percent;
        host.sampledAt = std::min(last.at + line.interval, at);
        break;
    case Figure::Load:
        host.load1 = last.value;
        break;
    case Figure::Disk:
        host.mounts.append(Mount{line.tag("device"_L1), percent, 0});
        break;
    case Figure::ReplicationDelay:
        host.figures.append(
            HostFigure{Datadog::tr("Replication lag"), Datadog::tr("%1 s").arg(QString::number(last.value, 'f', last.value < 10 ? 1 : 0))});
        break;
    case Figure::Connections:
        host.figures.append(HostFigure{Datadog::tr("PostgreSQL connections"), percentText(percent)});
        break;
    case Figure::UnitRestarts:
    case Figure::ContainerRestarts:
        break;
    }
}

} // namespace

Expected<HostAnswer> readHosts(QByteArrayView body)
{
    const auto document = JsonDocument::parse(body);
    if (!document)
        return document.error();
    const JsonValue list = document->root()["host_list"];
    if (!list.isArray())
        return Error{ErrorKind::BadAnswer, u"host_list: expected an array"_s};
    HostAnswer answer;
    const auto read = list.forEach([&answer](const JsonValue &value) {
        if (auto facts = hostIn(value))
            answer.hosts.append(*std::move(facts));
        else
            ++answer.skipped;
    });
    if (!read)
        return read.error();
    answer.total = document->root()["total_matching"].integerOr(answer.hosts.size());
    return answer;
}

void HostBook::learnMeta(const QList<HostFacts> &facts)
{
    for (const HostFacts &fact : facts)
        m_meta.insert(fact.name, fact.meta);
}

Host HostBook::hostOf(const HostFacts &facts) const
{
    Host host;
    host.source = m_source;
    host.id = HostId(m_source.text() + u':' + facts.name);
    host.name = facts.name;
    if (facts.isUp)
        host.state = *facts.isUp ? HostState::Up : HostState::Down;
    host.sampledAt = facts.reported.value_or(TimePoint{});
    if (facts.isMuted)
        host.figures.append(HostFigure{Datadog::tr("Muted"),
            facts.mutedUntil ? Datadog::tr("until %1").arg(localDateTime(*facts.mutedUntil)) : Datadog::tr("without an end")});
    if (facts.reported)
        host.figures.append(HostFigure{Datadog::tr("Last report"), localDateTime(*facts.reported)});
    QStringList tags = facts.tags;
    tags.removeIf([](const QString &tag) { return tag.startsWith("host:"_L1); });
    if (!tags.isEmpty())
        host.figures.append(HostFigure{Datadog::tr("Tags"), tags.mid(0, 20).join(u", "_s)});
    const HostMeta meta = m_meta.value(facts.name);
    if (!meta.agent.isEmpty())
        host.figures.append(HostFigure{Datadog::tr("Agent"), meta.agent});
    if (!meta.platform.isEmpty())
        host.figures.append(HostFigure{Datadog::tr("Platform"), meta.platform});
    if (m_web.isValid()) {
        host.url = m_web;
        host.url.setPath(u"/infrastructure"_s);
        host.url.setQuery(u"filter="_s + QString::fromLatin1(QUrl::toPercentEncoding(facts.name)));
    }
    return host;
}

// Each point says how many there were since the one before. One that is still being filled is left for the next look.
void HostBook::readRestarts(const QList<MetricLine> &lines, QLatin1StringView unitTag, TimePoint at)
{
    for (const MetricLine &line : lines) {
        const QString host = line.tag("host"_L1);
        const QString unit = line.tag(unitTag);
        if (host.isEmpty() || unit.isEmpty())
            continue;
        m_reportsRestarts.insert(host);
        TimePoint &seen = m_restartsSeen[host + u'\n' + unit];
        for (const Sample &sample : line.samples) {
            if (sample.at <= seen || sample.at + line.interval > at)
                continue;
            seen = sample.at;
            const int count = std::min(static_cast<int>(std::lround(std::clamp(sample.value, 0.0, 1e6))), mostRestartsAtOnce);
            for (int i = 0; i < count; ++i)
                m_restarts[host][unit].append(sample.at);
        }
    }
}

QList<Host> HostBook::update(const QList<HostFacts> &facts, const QMap<Figure, QList<MetricLine>> &figures, TimePoint at)
{
    m_hosts.clear();
    m_hosts.reserve(facts.size());
    QHash<QString, Host> hosts;
    hosts.reserve(facts.size());
    QStringList order;
    for (const HostFacts &fact : facts) {
        if (m_hosts.contains(fact.name)) // pages may overlap
            continue;
        m_hosts.insert(fact.name, fact);
        hosts.insert(fact.name, hostOf(fact));
        order.append(fact.name);
    }
    for (auto figure = figures.cbegin(); figure != figures.cend(); ++figure) {
        for (const MetricLine &line : figure.value()) {
            const auto host = hosts.find(line.tag("host"_L1));
            if (host != hosts.end())
                readFigure(*host, figure.key(), line, at);
        }
    }
    if (figures.contains(Figure::UnitRestarts) && !m_watchedSince)
        m_watchedSince = at - 1h;
    readRestarts(figures.value(Figure::UnitRestarts), "unit"_L1, at);
    readRestarts(figures.value(Figure::ContainerRestarts), "kube_container_name"_L1, at);
    m_hasFigures = m_hasFigures || !figures.isEmpty();
    m_restarts.removeIf([this](const auto &entry) { return !m_hosts.contains(entry.key()); });
    m_meta.removeIf([this](const QHash<QString, HostMeta>::iterator &entry) { return !m_hosts.contains(entry.key()); });
    QList<Host> list;
    list.reserve(order.size());
    for (const QString &name : std::as_const(order)) {
        Host &host = hosts[name];
        std::ranges::sort(host.mounts, {}, &Mount::path);
        auto units = m_restarts.value(name);
        for (auto unit = units.begin(); unit != units.end();) {
            unit->removeIf([at](TimePoint time) { return time < at - restartsKept; });
            if (unit->isEmpty()) {
                unit = units.erase(unit);
                continue;
            }
            ServiceUnit shown;
            shown.name = unit.key();
            shown.failedRestarts = *unit;
            host.units.append(shown);
            ++unit;
        }
        std::ranges::sort(host.units, {}, &ServiceUnit::name);
        if (m_reportsRestarts.contains(name)) {
            host.restartsUnknown = RestartsUnknown::Known;
            host.restartsWatchedSince = m_watchedSince;
        }
        list.append(host);
    }
    return list;
}

QString HostBook::nameOf(const HostId &host) const
{
    const HostFacts *facts = find(host);
    return facts ? facts->name : QString();
}

const HostFacts *HostBook::find(const HostId &host) const
{
    const QString start = m_source.text() + u':';
    if (!host.text().startsWith(start))
        return nullptr;
    const auto found = m_hosts.constFind(host.text().sliced(start.size()));
    return found == m_hosts.cend() ? nullptr : &*found;
}

} // namespace nightbell::datadog
