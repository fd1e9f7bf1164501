// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/incident.h"

#include <QJsonValue>
#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace nightbell {

// One of the alerts that an incident is made of.
struct Alert
{
    QString id;
    QString title;
    QString key; // the dedup key of its event
    IncidentState state = IncidentState::Triggered; // an alert is never acknowledged
    Severity severity = Severity::Unknown;
    TimePoint created{};
    QUrl url;
    QJsonValue payload; // what the event said, as a tree for people to read; undefined: nothing

    bool operator==(const Alert &) const = default;
};

struct WebLink
{
    QUrl url;
    QString text; // empty: the address itself
    bool isImage = false;

    bool operator==(const WebLink &) const = default;
};

// Something that happened to the incident at its source.
struct SourceEvent
{
    TimePoint at{};
    QString kind; // the source's word: "escalate_log_entry"; shown as it is where we have no sentence for it
    QString actor;
    QString text; // a sentence

    bool operator==(const SourceEvent &) const = default;
};

struct IncidentNote
{
    TimePoint at{};
    QString author;
    QString text;

    bool operator==(const IncidentNote &) const = default;
};

struct Responder
{
    Person person;
    QString state; // the source's word: pending, joined, declined

    bool operator==(const Responder &) const = default;
};

// Another incident that has to do with this one.
struct Relative
{
    QString id;
    QString title;
    std::optional<TimePoint> at;
    QString why; // a phrase: how it is related; may be empty
    QUrl url;

    bool operator==(const Relative &) const = default;
};

// What is fetched when somebody looks at an incident. What the source or its plan does not have is empty.
struct IncidentDetails
{
    QList<Alert> alerts;
    bool hasMoreAlerts = false;
    QList<SourceEvent> events; // oldest first
    QList<IncidentNote> notes; // oldest first
    QList<Responder> responders;
    QList<Relative> past;
    QList<Relative> related;
    QList<Relative> changes; // deployments and the like, latest first
    QList<WebLink> links;
    QString conferenceNumber;
    QUrl conferenceUrl;
    QStringList problems; // parts that could not be read, sentences

    bool operator==(const IncidentDetails &) const = default;
};

} // namespace nightbell
