// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "base/id.h"
#include "domain/incident.h"
#include "net/http.h"

#include <QCoroTask>
#include <QString>
#include <QUrl>

#include <cstdint>
#include <memory>
#include <optional>

// Events: what a script says about something that is broken, in the terms of PagerDuty's Events API v2.
namespace nightbell {

enum class EventAction : std::uint8_t { Trigger, Acknowledge, Resolve };

struct Event
{
    EventAction action = EventAction::Trigger;
    QString dedupKey; // what a later event about the same thing names; 1–255 characters

    // Of a trigger:
    QString summary; // what is broken, a line
    Severity severity = Severity::Critical; // not Unknown
    QString host; // where it is broken
    ServiceId service; // empty: none
    QUrl url; // where a browser shows more; empty: nowhere
    QString details; // lines of plain text
    TimePoint at{};

    bool operator==(const Event &) const = default;
};

constexpr qsizetype longestDedupKey = 255;
constexpr qsizetype longestSummary = 1024;
constexpr qsizetype largestEvent = 512 * 1024; // bytes of the whole body

QString toWord(EventAction action); // "trigger"
std::optional<EventAction> eventActionFromWord(QStringView word);

// `text`, or its beginning and an ellipsis: a page must not get lost because it is wordy.
QString shortened(const QString &text, qsizetype longest);

// The body of POST /v2/enqueue. A summary or details that are too long are shortened; BadInput: no dedup key, one that is
// too long, no summary.
Expected<QByteArray> encodeEvent(const Event &event, const QString &routingKey);

// What the answer says: the dedup key under which the event was accepted. BadInput for 400, with the reasons given there:
// sending it again would not help. TooManyRequests and Server: it may.
Expected<QString> decodeEventReply(const HttpReply &reply, TimePoint now);

// One attempt to send it to the service at `base` ("https://events.pagerduty.com"). With the same dedup key it may be
// repeated without harm. An error never holds the routing key. `clock` outlives the task.
QCoro::Task<Expected<QString>> sendEvent(
    std::shared_ptr<Transport> transport, QUrl base, QString routingKey, Event event, const Clock &clock);

// How often an event is tried, and how long is waited in between.
struct EventPace
{
    int attempts = 4;
    Duration first = std::chrono::seconds(2);
    Duration ceiling = std::chrono::seconds(30);
    Duration afterTooMany = std::chrono::seconds(30); // as PagerDuty asks for after 429
    Duration longest = std::chrono::minutes(2); // asked to wait longer than that, we give up
};

// How long to wait after `failures` failed attempts, the last with `error`; nullopt: there is no point in another.
std::optional<Duration> nextEventAttempt(const Error &error, int failures, const EventPace &pace);

} // namespace nightbell
