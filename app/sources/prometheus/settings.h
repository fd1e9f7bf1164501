// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/field.h"
#include "sources/prometheus/access.h"
#include "sources/prometheus/hosts.h"
#include "sources/prometheus/mapping.h"

#include <optional>

namespace nightbell::prometheus {

const Fields &fields();

// What the configuration of one entry says.
struct Settings
{
    SourceId source;
    Duration every = std::chrono::seconds(15);
    std::optional<Access> prometheus;
    QList<Access> alertmanagers;
    Mapping mapping;
    bool watchdogsAreNamed = false; // by the person, who thereby says that they exist
    HostNaming naming;
    Queries queries;
    Duration window = std::chrono::minutes(5);
    Duration silenceFor = std::chrono::hours(1);
    bool silencesUntilResolved = true;
    QString createdBy; // empty: as the person is called on this machine
    Urgency healthUrgency = Urgency::High; // of what Nightbell itself finds wrong with the monitoring
    FieldProblems problems; // what cannot be understood, and is left out
};

Settings readSettings(const SourceId &source, const FieldValues &values, Duration every);

} // namespace nightbell::prometheus
