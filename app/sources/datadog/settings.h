// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/field.h"
#include "base/id.h"

#include <QString>
#include <QStringList>
#include <QUrl>

#include <cstdint>

namespace nightbell::datadog {

const Fields &fields();

// What a group that is not alerting, but not well either, means to the person.
enum class Attention : std::uint8_t {
    Ignored,
    Low,
    High,
    AsMonitored, // high where the monitor notifies of it, otherwise ignored
};

// What the configuration of one entry says. The keys are never logged, never sent anywhere but to `api`.
struct Settings
{
    SourceId source;
    Duration every = std::chrono::seconds(15);
    QUrl api;
    QUrl web; // where a browser shows things; empty: not known
    QString apiKey;
    QString appKey;
    QString caFile;
    QString scope; // of the monitors: a search such as tag:"team:web"; empty: all
    Attention warn = Attention::Low;
    Attention noData = Attention::AsMonitored;
    QStringList lowPriorities; // P4, P5
    QString serviceTag = QStringLiteral("service");
    bool hosts = true;
    QString hostFilter;
    QString metricScope = QStringLiteral("*"); // what is between { and } of the queries
    int queriesAnHour = 400;
    Duration hostsEvery = std::chrono::minutes(1);
    Duration muteFor = std::chrono::hours(1);
    QString mutedBy; // empty: as the person is called on this machine
    QStringList onCallTeams; // handles or ids; neither these nor schedules: the teams of whoever the application key belongs to
    QStringList onCallSchedules; // ids
};

Settings readSettings(const SourceId &source, const FieldValues &values, Duration every);

} // namespace nightbell::datadog
