// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/hostrules.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

enum class Sequence : std::uint8_t { Next, Repeated, Broken };

// Whether a sample at `at` follows the one at `last`. One that is a little older was overtaken on its way and is passed over;
// one that is much older means that the clock was set back.
Sequence sequence(const std::optional<TimePoint> &last, TimePoint at, Duration gapLimit)
{
    if (!last || at - *last > gapLimit || *last - at > gapLimit)
        return Sequence::Broken;
    return at > *last ? Sequence::Next : Sequence::Repeated;
}

bool isAbove(double value, double threshold)
{
    return value > threshold;
}

bool isWellBelow(double value, double threshold)
{
    return value <= threshold - HostRules::margin;
}

// The oldest of the newest samples that are all as `claim` says.
template<typename Claim>
std::optional<TimePoint> sinceWhen(const QList<Sample> &samples, Claim claim)
{
    std::optional<TimePoint> since;
    for (auto sample = samples.crbegin(); sample != samples.crend() && claim(sample->value); ++sample)
        since = sample->at;
    return since;
}

std::optional<double> finite(const std::optional<double> &value)
{
    return value && std::isfinite(*value) ? value : std::nullopt;
}

} // namespace

QString toWord(RuleKind rule)
{
    switch (rule) {
    case RuleKind::Cpu:
        return u"cpu"_s;
    case RuleKind::Memory:
        return u"memory"_s;
    case RuleKind::Restarts:
        return u"restarts"_s;
    }
    return {};
}

QString RuleFinding::dedupKey() const
{
    const QString key = u"rule/"_s + toWord(rule) + u'/' + host.text();
    return unit.isEmpty() ? key : key + u'/' + toWord(manager) + u'/' + unit;
}

void HostRules::Track::add(Sample sample, double threshold, Duration gapLimit)
{
    switch (sequence(last, sample.at, gapLimit)) {
    case Sequence::Repeated:
        return;
    case Sequence::Broken:
        aboveSince.reset();
        belowSince.reset();
        recent.clear();
        break;
    case Sequence::Next:
        break;
    }
    last = sample.at;
    if (recent.size() == evidenceSize)
        recent.removeFirst();
    recent.append(sample);
    if (!isAbove(sample.value, threshold))
        aboveSince.reset();
    else if (!aboveSince)
        aboveSince = sample.at;
    if (!isWellBelow(sample.value, threshold))
        belowSince.reset();
    else if (!belowSince)
        belowSince = sample.at;
}

void HostRules::Track::rejudge(double before, double threshold)
{
    // What was above 80 was above 70 too; the other way round only the samples that are kept can tell.
    if (threshold > before || !aboveSince)
        aboveSince = sinceWhen(recent, [threshold](double value) { return isAbove(value, threshold); });
    if (threshold < before || !belowSince)
        belowSince = sinceWhen(recent, [threshold](double value) { return isWellBelow(value, threshold); });
}

HostRules::HostRules(RuleSettings settings) : m_settings(settings)
{ }

void HostRules::setSettings(const RuleSettings &settings)
{
    const RuleSettings before = std::exchange(m_settings, settings);
    for (HostTrack &track : m_tracks) {
        if (settings.cpuAbove != before.cpuAbove)
            track.cpu.rejudge(before.cpuAbove, settings.cpuAbove);
        if (settings.memoryAbove != before.memoryAbove)
            track.memory.rejudge(before.memoryAbove, settings.memoryAbove);
    }
}

QList<RuleFinding> HostRules::judge(const Host &host, Duration gapLimit, const IsOpen &isOpen)
{
    HostTrack &track = m_tracks[host.id];
    switch (sequence(track.last, host.sampledAt, gapLimit)) {
    case Sequence::Repeated:
        break;
    case Sequence::Broken:
        track.steadySince = host.sampledAt;
        [[fallthrough]];
    case Sequence::Next:
        track.last = host.sampledAt;
        break;
    }

    RuleFinding cpu{.rule = RuleKind::Cpu, .host = host.id, .hostName = host.name};
    cpu.threshold = m_settings.cpuAbove;
    cpu.span = m_settings.cpuFor;
    RuleFinding memory{.rule = RuleKind::Memory, .host = host.id, .hostName = host.name};
    memory.threshold = m_settings.memoryAbove;
    memory.span = m_settings.memoryFor;

    QList<RuleFinding> findings;
    findings.append(judgeFigure(track.cpu, std::move(cpu), host, finite(host.cpu), gapLimit, isOpen));
    findings.append(judgeFigure(track.memory, std::move(memory), host, finite(host.memory), gapLimit, isOpen));
    findings.append(judgeRestarts(track, host, isOpen));
    return findings;
}

void HostRules::forget(const HostId &host)
{
    m_tracks.remove(host);
}

RuleFinding HostRules::judgeFigure(
    Track &track, RuleFinding finding, const Host &host, std::optional<double> value, Duration gapLimit, const IsOpen &isOpen) const
{
    if (value)
        track.add(Sample{host.sampledAt, *value}, finding.threshold, gapLimit);
    if (!track.recent.isEmpty())
        finding.value = track.recent.last().value;
    finding.since = track.aboveSince;
    finding.evidence = track.recent;
    if (!value)
        return finding; // the last figure stays, but says nothing of now
    if (track.aboveSince && (*track.last - *track.aboveSince >= finding.span || isOpen(finding.dedupKey())))
        finding.verdict = Verdict::Firing;
    else if (track.belowSince && *track.last - *track.belowSince >= clearAfter)
        finding.verdict = Verdict::Clear;
    return finding;
}

QList<RuleFinding> HostRules::judgeRestarts(const HostTrack &track, const Host &host, const IsOpen &isOpen) const
{
    QList<RuleFinding> findings;
    if (host.restartsUnknown != RestartsUnknown::Known)
        return findings;
    const TimePoint from = host.sampledAt - m_settings.restartsWithin;
    const bool isSteady = *track.last - track.steadySince >= clearAfter;
    const bool isWhole = !host.restartsWatchedSince || *host.restartsWatchedSince <= from;
    for (const ServiceUnit &unit : host.units) {
        const auto first = std::ranges::upper_bound(unit.failedRestarts, from);
        const auto count = unit.failedRestarts.end() - first;
        RuleFinding finding{.rule = RuleKind::Restarts, .host = host.id, .hostName = host.name, .unit = unit.name, .manager = unit.manager};
        if (count == 0 && !isOpen(finding.dedupKey()))
            continue; // nearly all services nearly always
        finding.value = static_cast<double>(count);
        finding.threshold = m_settings.restartsMoreThan;
        finding.span = m_settings.restartsWithin;
        if (count > 0)
            finding.since = *first;
        for (auto at = unit.failedRestarts.end() - std::min<qsizetype>(count, evidenceSize); at != unit.failedRestarts.end(); ++at)
            finding.evidence.append(Sample{*at, 1});
        const bool isQuiet = unit.failedRestarts.isEmpty() || host.sampledAt - unit.failedRestarts.last() >= clearAfter;
        if (count > m_settings.restartsMoreThan)
            finding.verdict = Verdict::Firing;
        else if (isWhole && isSteady && isQuiet && count <= m_settings.restartsMoreThan / 2)
            finding.verdict = Verdict::Clear;
        findings.append(finding);
    }
    return findings;
}

} // namespace nightbell
