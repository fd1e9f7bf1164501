// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incidentdetails.h"
#include "sources/pagerduty/wire.h"

#include <QHash>

#include <memory>

namespace nightbell::pagerduty {

// The answers of PagerDuty below one incident, decoded: pure.
struct AlertParts
{
    Listed<Alert> alerts;
    QList<WebLink> links; // of all alerts, each once
};
Expected<AlertParts> readAlerts(const JsonValue &root);
Expected<Listed<IncidentNote>> readNotes(const JsonValue &root); // oldest first
Expected<Listed<Relative>> readPast(const JsonValue &root);
Expected<Listed<Relative>> readRelated(const JsonValue &root);
Expected<Listed<Relative>> readChanges(const JsonValue &root); // latest first

struct IncidentParts
{
    QList<Responder> responders;
    QString conferenceNumber;
    QUrl conferenceUrl;
    QString version; // differs when something of the incident does
};
Expected<IncidentParts> readIncident(const JsonValue &root);

// What earlier looks found: shared by the looks of one account, so that an incident of which nothing changed costs two
// requests, and what the plan does not have costs none.
struct DetailsMemory
{
    static constexpr qsizetype looksKept = 50;
    static constexpr Duration planAskedEvery = std::chrono::hours(1); // an account may be given more
    static constexpr Duration partsGoodFor = std::chrono::minutes(5); // what may change without the incident

    struct Look
    {
        TimePoint at{};
        QString version;
        IncidentDetails details;
    };
    QHash<QString, Look> looks; // by incident
    QHash<QString, TimePoint> refused; // by part: when the plan last did not have it
};

// Everything about the incident with PagerDuty's id `incident`, one request after the other: seven at most for the first
// look at one with up to 100 alerts and log entries. A part that fails is a line in `problems`; Error where the incident
// itself cannot be read.
QCoro::Task<Expected<IncidentDetails>> fetchDetails(Get get, QString incident, TimePoint now, std::shared_ptr<DetailsMemory> memory);

} // namespace nightbell::pagerduty
