// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/oncall.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <cstdint>

namespace nightbell {

// What the person is told about their own shifts.
struct DutyNews
{
    enum class Kind : std::uint8_t {
        Soon, // a shift begins within the hour
        Began,
        Ended,
    };
    SourceId source;
    Kind kind = Kind::Began;
    TimePoint at{}; // when the shifts begin, began or ended
    QList<Shift> shifts; // those that do so at the same time
    std::optional<TimePoint> until; // the end of the unbroken stretch; of Began

    bool operator==(const DutyNews &) const = default;
};

// What one source's shifts were told of already: on disk, so that nothing is told twice.
struct DutyMemory
{
    QList<Shift> on; // that the person was told to be on; only policy, level and times are kept
    QStringList announced; // turns that were told of as coming, with their start

    bool operator==(const DutyMemory &) const = default;
};

struct DutyDecision
{
    QList<DutyNews> news;
    DutyMemory memory;

    bool operator==(const DutyDecision &) const = default;
};

inline constexpr Duration shiftsToldAhead = std::chrono::hours(1);
// A shift that ended longer ago was not missed: the program was off, and who wants to know has long seen it.
inline constexpr Duration shiftEndsToldFor = std::chrono::hours(12);

// What to tell at `now`, given what was told. Pure. Shifts that have no end are never told of: they neither begin nor end.
// `isFresh`: the answer has just come. With an old one nothing is said to have ended: it may go on by now.
DutyDecision decideDutyNews(const DutyMemory &memory, const OnCall &onCall, TimePoint now, bool isFresh);

// When there may be something to tell next; nullopt: nothing is known that begins or ends.
std::optional<TimePoint> nextDutyMoment(const OnCall &onCall, TimePoint now);

QByteArray encode(const DutyMemory &memory); // JSON
DutyMemory dutyMemoryFrom(const QByteArray &json); // what cannot be read is forgotten

// "You are on call now", "You go on call in 1 h", "Your shift ended"
QString dutyNewsTitle(const DutyNews &news, TimePoint now);
// "Site, level 1, until Mon 09:00", a line a shift.
QString dutyNewsText(const DutyNews &news, TimePoint now);

// Asked for longer ago than that, it is said as of when it is.
inline constexpr Duration dutyFreshFor = std::chrono::minutes(15);
// Asked for longer ago than that, it is not said any more: shifts may have been swapped since.
inline constexpr Duration dutyBelievedFor = std::chrono::hours(12);

// "On call until Mon 09:00", "Not on call; next shift Tue 09:00": for the tray. Empty: nobody knows.
QString dutyText(const Duty &duty, TimePoint now);
// The same with who comes after: "On call: you, until Mon 09:00 · next: Doug"
QString dutyLine(const Duty &duty, TimePoint now);

} // namespace nightbell
