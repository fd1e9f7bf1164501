// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "base/id.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <cstdint>
#include <optional>

namespace nightbell {

using MonitorId = Id<struct MonitorTag>; // "dd:123"

// What a monitor says of what it watches. Over: it was alerting when all was listed, and is not any more; how it is instead is
// not known before the next list.
enum class MonitorState : std::uint8_t { Ok, Warn, Alert, NoData, Unknown, Skipped, Ignored, Over };

QString toWord(MonitorState state); // for outside: "no-data"
std::optional<MonitorState> monitorStateFromWord(QStringView word); // the reverse; nullopt: there is none

// A state with the word of its source for it, which is shown as it is.
struct MonitorStanding
{
    std::optional<MonitorState> state; // nullopt: a word that is not known here
    QString word; // "No Data"; of Over: that of before

    bool operator==(const MonitorStanding &) const = default;
};

int rankOf(const MonitorStanding &standing); // 0 is the worst
QString standingText(const MonitorStanding &standing); // "No Data", "no longer alerting"

// One of the things that a monitor watches: a host, a queue, "*" where it is all of them at once.
struct MonitorGroup
{
    QString name; // "host:web-1,env:prod"
    MonitorStanding standing;
    std::optional<TimePoint> since;
    bool isMuted = false;
    std::optional<TimePoint> mutedUntil; // absent: without an end, or not known

    bool operator==(const MonitorGroup &) const = default;
};

// A rule of a source that watches and judges. Texts are shared with others where they are the same: there can be thousands, with
// tens of thousands of groups.
struct Monitor
{
    MonitorId id;
    SourceId source;
    QString number; // its source's own id
    QString name;
    QString kind; // its source's word: "query alert"
    QString query;
    QString message; // readable
    QStringList recipients; // whom the message names: "@pagerduty-web"
    QStringList tags; // "env:prod"
    std::optional<int> priority; // 1 (high) to 5
    MonitorStanding standing; // as a whole
    std::optional<TimePoint> since;
    bool isMuted = false; // as a whole
    std::optional<TimePoint> mutedUntil;
    QUrl url;
    QString key; // key/name of a group is the dedup key of the incident
    QList<MonitorGroup> groups; // worst first

    bool operator==(const Monitor &) const = default;
};

// All monitors of a source, as far as they are known.
struct MonitorList
{
    QList<Monitor> monitors;
    std::optional<TimePoint> listedAt; // when all were listed last; absent: never, so these are only some
    std::optional<Error> error; // why the last attempt to list them failed
    bool knowsMutes = true; // otherwise what is not muted here may be so all the same
    int skipped = 0; // that could not be read

    bool operator==(const MonitorList &) const = default;
};

// How many groups stand so, the worst first. A monitor without groups counts as one.
struct MonitorCount
{
    MonitorStanding standing;
    int groups = 0;

    bool operator==(const MonitorCount &) const = default;
};
QList<MonitorCount> countsOf(const Monitor &monitor);
QString countsText(const Monitor &monitor); // "2 Alert, 18 OK"
int mutedGroups(const Monitor &monitor);

// Worst first; of what is as bad what is muted comes after what is not, and then it goes by name.
bool isWorse(const MonitorGroup &one, const MonitorGroup &other);

QString incidentKeyOf(const Monitor &monitor, const QString &group);
bool isOf(const QString &dedupKey, const Monitor &monitor); // whether the incident with that key is one of its groups'

} // namespace nightbell
