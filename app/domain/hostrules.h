// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "domain/host.h"
#include "domain/series.h"

#include <QHash>
#include <QList>
#include <QString>

#include <cstdint>
#include <functional>
#include <optional>

namespace nightbell {

// [rules]: thresholds of the built-in rules, for every host of every source. From the monitors of the stack that the
// console grew out of: CPU and memory above 70 %, a service restarted more than twice.
struct RuleSettings
{
    double cpuAbove = 70; // percent, 0–100
    Duration cpuFor = std::chrono::minutes(5);
    double memoryAbove = 70;
    Duration memoryFor = std::chrono::minutes(5);
    int restartsMoreThan = 2;
    Duration restartsWithin = std::chrono::hours(1);

    bool operator==(const RuleSettings &) const = default;
};

enum class RuleKind : std::uint8_t { Cpu, Memory, Restarts };

QString toWord(RuleKind rule);

// What a rule says of its subject now. Clear and Firing are claims; Unknown (a gap in the data) changes nothing.
enum class Verdict : std::uint8_t { Unknown, Clear, Firing };

// A rule's judgement of one host (and service), with its evidence.
struct RuleFinding
{
    RuleKind rule = RuleKind::Cpu;
    HostId host;
    QString hostName;
    QString unit; // for Restarts: the service; empty otherwise
    UnitManager manager = UnitManager::System;
    Verdict verdict = Verdict::Unknown;
    double value = 0; // the latest figure: percent, or number of restarts; meaningless where it was never seen
    double threshold = 0;
    Duration span{0}; // "for" or "within"
    std::optional<TimePoint> since; // above the threshold since then; the first restart counted
    QList<Sample> evidence; // the last samples, oldest first (Restarts: value is meaningless)

    // Stable: the same cause has the same key, however often it comes back: "rule/cpu/local:web-1".
    QString dedupKey() const;

    bool operator==(const RuleFinding &) const = default;
};

// The built-in rules. Holds what it has seen of each host; pure otherwise: time comes with the samples.
//
// CPU and memory fire when every sample of the last `for` was above the threshold; a gap of more than `gapLimit` between
// two samples starts the count anew, so neither a suspended laptop nor a jump of the clock can fire a rule. Once open they go
// on firing with each sample above it. They clear when every sample of the last `clearAfter` was at or below the threshold
// less `margin`, again without a gap.
// Restarts fire when more than `restartsMoreThan` failed restarts lie within `restartsWithin`. They clear when no more than
// half of that are left, the last is `clearAfter` ago, and the host was seen without a gap for as long. What cannot be said is
// Unknown, also of restarts that nobody watched for the whole span.
class HostRules
{
public:
    static constexpr double margin = 2; // percentage points
    static constexpr Duration clearAfter = std::chrono::minutes(2);
    static constexpr qsizetype evidenceSize = 10; // samples

    using IsOpen = std::function<bool(const QString &dedupKey)>;

    explicit HostRules(RuleSettings settings);

    void setSettings(const RuleSettings &settings); // keeps what was seen, as far as it can be judged anew

    // Judges one host after a new sample: CPU, memory, and each unit that has failed restarts within the span or an open
    // incident. `gapLimit`: longer without a sample is a gap (2 poll intervals + 5 s). `isOpen`: whether the incident with
    // that key is open now, for the hysteresis. A host that was judged before with the same sample is judged the same.
    QList<RuleFinding> judge(const Host &host, Duration gapLimit, const IsOpen &isOpen);

    void forget(const HostId &host);

private:
    struct Track // one figure of one host
    {
        std::optional<TimePoint> last; // newest sample
        std::optional<TimePoint> aboveSince; // every sample since then was above the threshold
        std::optional<TimePoint> belowSince; // every sample since then was at or below threshold − margin
        QList<Sample> recent; // without a gap, at most evidenceSize

        void add(Sample sample, double threshold, Duration gapLimit);
        void rejudge(double before, double threshold); // the threshold is another one
    };
    struct HostTrack
    {
        std::optional<TimePoint> last; // newest look at the host, whatever was seen
        TimePoint steadySince{}; // no gap since then
        Track cpu;
        Track memory;
    };

    RuleFinding judgeFigure(
        Track &track, RuleFinding finding, const Host &host, std::optional<double> value, Duration gapLimit, const IsOpen &isOpen) const;
    QList<RuleFinding> judgeRestarts(const HostTrack &track, const Host &host, const IsOpen &isOpen) const;

    RuleSettings m_settings;
    QHash<HostId, HostTrack> m_tracks;
};

} // namespace nightbell
