// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "base/id.h"

#include <QString>
#include <QStringList>

#include <algorithm>
#include <cstdint>
#include <optional>

namespace nightbell {

enum class SourceState : std::uint8_t {
    Starting, // not answered yet, and not failed
    Fresh, // answered within its freshness limit
    Stale, // what is shown is older than the freshness limit
    Failed, // the last poll failed; what is shown is of lastSuccess
};

// How a source is doing. Green is a claim: only Fresh makes it.
struct SourceStatus
{
    SourceId id;
    QString kind;
    QString name;
    SourceState state = SourceState::Starting;
    Duration interval{0}; // between two polls at present: a source may ask for more or fewer than is configured
    Duration hostsEvery{0}; // between two looks at its hosts, where that is longer
    std::optional<TimePoint> lastSuccess;
    std::optional<TimePoint> failingSince;
    std::optional<Error> error; // of the last poll, if it failed
    QStringList warnings; // of the last answer
    QStringList facts; // see Source::facts()

    // 2 poll intervals + 5 s: older data is stale.
    Duration freshnessLimit() const { return 2 * interval + std::chrono::seconds(5); }
    // The same of figures of its hosts.
    Duration hostFreshnessLimit() const { return 2 * std::max(interval, hostsEvery) + std::chrono::seconds(5); }

    bool operator==(const SourceStatus &) const = default;
};

QString toWord(SourceState state);
QString toWord(ErrorKind kind);

} // namespace nightbell
