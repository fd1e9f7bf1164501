// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/id.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QTime>

#include <cstdint>
#include <optional>

namespace nightbell {

enum class TestOutcome : std::uint8_t {
    Running,
    Acknowledged, // somebody reacted
    Nobody, // nobody did, for as long as a test page stays
    Interrupted, // the console was ended meanwhile
};

// How a test page went. Spans are from the decision to page.
struct TestReport
{
    TimePoint started{};
    bool isScheduled = false; // nobody asked for it at that moment
    IncidentId incident;
    TestOutcome outcome = TestOutcome::Running;
    std::optional<Duration> shown; // the notification server took it
    std::optional<Duration> rang; // the first sound
    std::optional<Duration> alerted; // the alert window was on a screen
    std::optional<Duration> acknowledged;
    QString by; // from where: window, tray, notification, alert, command
    // Why it may not have reached the person all the same, sentences; empty: as far as is known, it did.
    QString unseen; // the notification
    QString unheard; // the sound

    bool isOver() const { return outcome != TestOutcome::Running; }
    // It was on a screen, or to be heard.
    bool wasNoticeable() const { return (shown && unseen.isEmpty()) || (rang && unheard.isEmpty()) || alerted; }

    bool operator==(const TestReport &) const = default;
};

QString toWord(TestOutcome outcome); // running, acknowledged, nobody, interrupted
QJsonObject encode(const TestReport &report); // spans as shownMs, rangMs, …
std::optional<TestReport> testReportFrom(const QJsonObject &object); // nullopt: it is none

QString testOutcomeText(const TestReport &report, TimePoint now); // "Acknowledged after 8 s, 2 h ago."
// One sentence each: what became of the notification, the sound, the alert window, and who reacted.
QStringList testLines(const TestReport &report);

// When test pages are due by themselves.
struct TestPlan
{
    std::optional<Duration> beforeShift; // that long before `nextShift`
    std::optional<TimePoint> nextShift; // of the person's; absent: on call now, or nothing is known of one
    std::optional<QTime> at; // each day, local time

    bool operator==(const TestPlan &) const = default;
};

// A test that could not be made on the minute (the computer slept) is made up for within this time, or until the shift begins.
inline constexpr Duration testsMadeUpFor = std::chrono::minutes(15);

// When the next one is due; not after `now`: at once. `last`: when the last one began. nullopt: none is to come.
std::optional<TimePoint> nextTest(const TestPlan &plan, std::optional<TimePoint> last, TimePoint now);

} // namespace nightbell
