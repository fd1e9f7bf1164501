// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "domain/incident.h"
#include "domain/supporthours.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace nightbell {

// Which incidents are a service's. Each list that is not empty has to have an entry that fits; * and ? stand for any text and
// any character, and case does not matter.
struct ServiceMatch
{
    QStringList sources; // ids
    QStringList hosts; // ids: "prod:web-1"; or what follows the colon
    QStringList checks; // ids
    QStringList labels; // "team=payments": all of them have to fit

    bool isEmpty() const { return sources.isEmpty() && hosts.isEmpty() && checks.isEmpty() && labels.isEmpty(); }

    bool operator==(const ServiceMatch &) const = default;
};

// What is watched, how urgent it is when it breaks, and who has to hear of it. Without an entry an incident is treated as
// this struct's defaults say.
struct Service
{
    ServiceId id;
    QString name;
    std::optional<Urgency> urgency; // absent: as the source says
    std::optional<SupportHours> hours; // when low urgency is told of; absent: always
    Duration louderAfter = std::chrono::minutes(1); // a page that nobody has acknowledged, and each time again; 0: never
    Duration escalateAfter = std::chrono::minutes(5); // then the backup is told; 0: never
    QList<ChannelId> escalateTo; // through which channels; empty: all
    Duration pageAgainAfter{0}; // when it is open that long after it was acknowledged; 0: never
    bool always = false; // pages come through a pause
    ServiceMatch match;

    bool operator==(const Service &) const = default;
};

// Whose incident it is: of the service that it names, or else of the first one that it matches. Nullptr: of none.
const Service *serviceOf(const Incident &incident, const QList<Service> &services);

// Writes into incidents what follows from their services: its id where they name none, and its urgency. What a source says
// can wait stays so unless the service says that it is urgent. Where `pagesItself` the source's own urgency stays.
void assignServices(SharedIncidents &incidents, const QList<Service> &services, bool pagesItself);

} // namespace nightbell
