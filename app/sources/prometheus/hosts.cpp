// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/prometheus/hosts.h"

#include "domain/wording.h"
#include "sources/prometheus/mapping.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace nightbell::prometheus {

using namespace Qt::StringLiterals;

namespace {

constexpr Duration restartsKept = std::chrono::hours(24);

QString translated(const char *text)
{
    return QCoreApplication::translate("Prometheus", text);
}

// "web-1" of "web-1:9100", "::1" of "[::1]:9100"; an address of the web stays whole.
QString withoutPort(const QString &instance)
{
    const qsizetype colon = instance.lastIndexOf(u':');
    if (colon <= 0 || instance.contains("://"_L1))
        return instance;
    const QStringView port = QStringView(instance).sliced(colon + 1);
    const bool isPort = !port.isEmpty() && std::ranges::all_of(port, [](QChar c) { return c >= u'0' && c <= u'9'; });
    QString host = instance.first(colon);
    if (!isPort || (host.contains(u':') && !host.startsWith(u'[')))
        return instance;
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    return host;
}

QString unitOf(const Labels &labels)
{
    if (QString name = valueOf(labels, u"name"); !name.isEmpty())
        return name;
    QStringList parts;
    for (const QStringView label : {u"namespace", u"pod", u"container"}) {
        if (const QString part = valueOf(labels, label); !part.isEmpty())
            parts.append(part);
    }
    return parts.isEmpty() ? translated(QT_TRANSLATE_NOOP("Prometheus", "a service")) : parts.join(u'/');
}

QString secondsText(double seconds)
{
    return seconds < 10 ? QCoreApplication::translate("Prometheus", "%1 s").arg(QLocale().toString(seconds, 'f', 3))
                        : spanText(std::chrono::seconds(std::llround(std::min(seconds, 1e9))));
}

QString certificateText(double seconds)
{
    const int days = static_cast<int>(std::clamp(seconds / 86'400, -1e6, 1e6));
    return seconds < 0 ? translated(QT_TRANSLATE_NOOP("Prometheus", "expired"))
                       : QCoreApplication::translate("Prometheus", "%n day(s) left", nullptr, days);
}

bool isOwnHost(Part part)
{
    return part == Part::Probe || part == Part::ProbeDuration || part == Part::Certificate;
}

} // namespace

QString HostBook::identityOf(const Labels &labels, Part part) const
{
    if (part == Part::ContainerRestarts) {
        if (QString node = valueOf(labels, u"node"); !node.isEmpty())
            return node;
    }
    const QString instance = valueOf(labels, m_naming.label);
    if (!m_naming.joinsNodename || isOwnHost(part))
        return instance;
    if (const auto name = m_nodenames.constFind(instance); name != m_nodenames.cend())
        return *name;
    return m_nodenames.value(withoutPort(instance), instance);
}

QString HostBook::nameOf(const QString &identity) const
{
    const QString name = withoutPort(identity);
    if (name == identity)
        return cleaned(identity, true);
    // Two exporters of one address are two hosts, and have to be told apart.
    for (auto entry = m_known.lowerBound(name); entry != m_known.end() && entry.key().startsWith(name); ++entry) {
        if (entry.key() != identity && withoutPort(entry.key()) == name)
            return cleaned(identity, true);
    }
    return cleaned(name, true);
}

HostBook::Known &HostBook::known(const QString &identity, const Labels &labels)
{
    Known &known = m_known[identity];
    if (known.host.id.isEmpty()) {
        known.host.id = hostIdOf(m_naming.source, identity);
        known.host.source = m_naming.source;
        known.instance = valueOf(labels, m_naming.label);
    }
    return known;
}

void HostBook::readNames(const QList<Curve> &curves)
{
    for (const Curve &curve : curves) {
        const QString instance = valueOf(curve.labels, m_naming.label);
        const QString name = valueOf(curve.labels, u"nodename");
        if (instance.isEmpty() || name.isEmpty())
            continue;
        m_nodenames.insert(instance, name);
        m_nodenames.insert(withoutPort(instance), name);
    }
}

void HostBook::addRestarts(Known &known, const Labels &labels, TimePoint at, TimePoint happened, Duration window, double count)
{
    QList<TimePoint> &times = known.restarts[cleaned(unitOf(labels), true)];
    // Increases are extrapolated: one restart may count 1.2, and what was seen before is seen again.
    const auto seen = std::ranges::count_if(times, [&](TimePoint time) { return time > at - window && time <= at; });
    for (auto left = std::min<qint64>(std::llround(count), 1000) - seen; left > 0; --left)
        times.insert(std::ranges::upper_bound(times, happened), happened);
}

void HostBook::addPastRestarts(Part part, const QList<Curve> &curves, TimePoint since, Duration ahead, Duration window)
{
    if (!m_watchedSince || since < *m_watchedSince)
        m_watchedSince = since;
    for (const Curve &curve : curves) {
        const QString identity = identityOf(curve.labels, part);
        if (identity.isEmpty())
            continue;
        for (const Sample &sample : curve.samples) {
            if (std::isfinite(sample.value))
                addRestarts(
                    known(identity, curve.labels), curve.labels, sample.at - ahead, sample.at - ahead - window / 2, window, sample.value);
        }
    }
}

void HostBook::readUp(const HostAnswers &answers, TimePoint at)
{
    for (const Part part : {Part::Cpu, Part::Memory}) {
        for (const Curve &curve : answers.value(part)) {
            if (const QString job = valueOf(curve.labels, u"job"); !job.isEmpty())
                m_jobs.insert(job);
        }
    }
    for (const Curve &curve : answers.value(Part::Up)) {
        const QString identity = identityOf(curve.labels, Part::Up);
        const bool isHost = m_jobs.contains(valueOf(curve.labels, u"job")) || m_known.contains(identity);
        if (identity.isEmpty() || !isHost || curve.samples.isEmpty() || !std::isfinite(curve.samples.last().value))
            continue;
        Known &host = known(identity, curve.labels);
        const bool isUp = curve.samples.last().value > 0;
        // With several exporters the machine is up if one of them answers.
        if (isUp || host.host.state != HostState::Up)
            host.host.state = isUp ? HostState::Up : HostState::Down;
        host.host.sampledAt = at;
        host.lastSaid = at;
    }
}

void HostBook::readFigure(Part part, const Curve &curve, TimePoint at, Duration ahead, Duration window)
{
    const QString identity = identityOf(curve.labels, part);
    if (identity.isEmpty() || curve.samples.isEmpty())
        return;
    const double value = curve.samples.last().value;
    Known &known = this->known(identity, curve.labels);
    Host &host = known.host;
    known.lastSaid = at;
    if (host.sampledAt == TimePoint() || part != Part::Seen)
        host.sampledAt = at;
    if (!std::isfinite(value)) // something was divided by zero: that is no figure, and no 100 % either
        return;
    switch (part) {
    case Part::Cpu:
        host.cpu = std::clamp(value, 0.0, 100.0);
        known.instance = valueOf(curve.labels, m_naming.label);
        break;
    case Part::Memory:
        host.memory = std::clamp(value, 0.0, 100.0);
        break;
    case Part::Load:
        host.load1 = value;
        break;
    case Part::Disk: {
        const QString path = valueOf(curve.labels, u"mountpoint");
        const QString place = path.isEmpty() ? valueOf(curve.labels, u"volume") : path; // Windows has those
        host.mounts.append(Mount{cleaned(place, true), std::clamp(value, 0.0, 100.0), 0});
        break;
    }
    case Part::Restarts:
    case Part::ContainerRestarts:
        addRestarts(known, curve.labels, at, at, window, value);
        break;
    case Part::RestartsReported:
        known.reportsRestarts = true;
        break;
    case Part::ReplicationLag:
        host.figures.append({translated(QT_TRANSLATE_NOOP("Prometheus", "Replication lag")), secondsText(value)});
        break;
    case Part::Probe:
        host.state = value > 0 ? HostState::Up : HostState::Down;
        break;
    case Part::ProbeDuration:
        host.figures.append({translated(QT_TRANSLATE_NOOP("Prometheus", "Probe took")), secondsText(value)});
        break;
    case Part::Certificate:
        host.figures.append({translated(QT_TRANSLATE_NOOP("Prometheus", "TLS certificate")), certificateText(value)});
        break;
    case Part::Seen: {
        const TimePoint seen = fromMilliseconds(std::llround(std::clamp(value, 0.0, 1e11) * 1000)) - ahead;
        if (at - seen > oldAfter)
            host.sampledAt = seen;
        break;
    }
    case Part::Up:
    case Part::Names:
        break;
    }
}

// What follows from all lines together.
void HostBook::finish(Known &known, TimePoint at)
{
    Host &host = known.host;
    if (known.lastSaid == at && host.state == HostState::Unknown && (host.cpu || host.memory))
        host.state = HostState::Up;
    host.restartsUnknown = known.reportsRestarts || !known.restarts.isEmpty() ? RestartsUnknown::Known : RestartsUnknown::NotReported;
    host.restartsWatchedSince = m_watchedSince;
    host.units.clear();
    for (auto unit = known.restarts.begin(); unit != known.restarts.end();) {
        unit.value().removeIf([at](TimePoint time) { return time < at - restartsKept; });
        if (unit.value().isEmpty()) {
            unit = known.restarts.erase(unit);
            continue;
        }
        ServiceUnit shown;
        shown.name = unit.key();
        shown.failedRestarts = unit.value();
        host.units.append(shown);
        ++unit;
    }
}

QList<Host> HostBook::update(const HostAnswers &answers, TimePoint at, Duration ahead, Duration window)
{
    if (!m_watchedSince)
        m_watchedSince = at;
    readNames(answers.value(Part::Names));
    for (Known &known : m_known) {
        Host &host = known.host;
        host.state = HostState::Unknown;
        host.cpu.reset();
        host.memory.reset();
        host.load1.reset();
        host.mounts.clear();
        host.figures.clear();
    }
    readUp(answers, at);
    // When they were measured comes last: it may say that they are old.
    for (const Part part : Queries::all()) {
        if (part == Part::Up || part == Part::Seen || part == Part::Names)
            continue;
        for (const Curve &curve : answers.value(part))
            readFigure(part, curve, at, ahead, window);
    }
    for (const Curve &curve : answers.value(Part::Seen)) {
        if (m_known.contains(identityOf(curve.labels, Part::Seen)))
            readFigure(Part::Seen, curve, at, ahead, window);
    }
    QList<Host> hosts;
    for (auto entry = m_known.begin(); entry != m_known.end();) {
        if (at - entry->lastSaid > forgottenAfter) {
            entry = m_known.erase(entry);
            continue;
        }
        finish(*entry, at);
        entry->host.name = nameOf(entry.key());
        entry->host.leaves = m_leaves;
        hosts.append(entry->host);
        ++entry;
    }
    return hosts;
}

QString HostBook::instanceOf(const HostId &host) const
{
    for (const Known &known : m_known) {
        if (known.host.id == host)
            return known.instance;
    }
    return {};
}

} // namespace nightbell::prometheus
