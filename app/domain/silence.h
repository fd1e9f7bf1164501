// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "base/id.h"

#include <QList>
#include <QString>

#include <optional>

namespace nightbell {

using SilenceId = Id<struct SilenceTag>; // unique within its source

// What keeps alerts of a source quiet for a while: a silence of an Alertmanager, a downtime of Datadog.
struct Silence
{
    SilenceId id;
    SourceId source;
    QString reach; // what it keeps quiet, as its source writes it: `alertname="DiskFull", instance=~"web-.*"`
    QString creator;
    QString comment;
    TimePoint starts{};
    std::optional<TimePoint> ends; // nullopt: when somebody ends it
    bool isAcknowledgement = false; // it is how somebody acknowledged or snoozed
    bool lastsUntilResolved = false; // it is prolonged as long as what it reaches is broken, and ended after that
    QList<IncidentId> reached; // the open incidents that it keeps quiet now

    bool operator==(const Silence &) const = default;
};

// What a source answers that is asked for its silences.
struct SilenceAnswer
{
    QList<Silence> silences; // those that have not ended, also those that are still to begin
    std::optional<Error> incomplete; // a part of the source did not answer: there may be more

    bool operator==(const SilenceAnswer &) const = default;
};

// What a silence with some reach would keep quiet, were it made now.
struct SilencePreview
{
    QList<IncidentId> reached; // open incidents
    bool isBoundless = false; // it would keep everything quiet, whatever comes: nobody means that

    bool operator==(const SilencePreview &) const = default;
};

struct SilenceDraft
{
    QString reach;
    TimePoint ends{};
    QString comment;

    bool operator==(const SilenceDraft &) const = default;
};

} // namespace nightbell
