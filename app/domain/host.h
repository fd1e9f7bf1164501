// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/id.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QUrl>

#include <cstdint>
#include <optional>

namespace nightbell {

enum class HostState : std::uint8_t { Up, Down, Unknown };

// Why the restarts of a host's services are not known.
enum class RestartsUnknown : std::uint8_t {
    Known, // they are known
    NoServiceManager, // the machine was not started by systemd (a container, another init)
    NoBus, // systemd is there, its bus cannot be reached
    NotReported, // the source has no such figure
};

struct Mount
{
    QString path;
    double usedPercent = 0; // 0–100
    qint64 totalBytes = 0;

    bool operator==(const Mount &) const = default;
};

enum class UnitManager : std::uint8_t { System, User };

// A service that the host's service manager looks after.
struct ServiceUnit
{
    QString name; // "nginx.service"
    UnitManager manager = UnitManager::System;
    QString activeState; // systemd's word: active, failed, activating, …
    QString subState;
    QString result; // systemd's word for how the last run ended: success, exit-code, signal, …
    QList<TimePoint> failedRestarts; // each restart by failure that was seen, oldest first; none older than 24 h

    bool operator==(const ServiceUnit &) const = default;
};

// Something else that is measured of a host, as its source names it.
struct HostFigure
{
    QString name; // translated: "Replication lag"
    QString text; // translated: "0.3 s"

    bool operator==(const HostFigure &) const = default;
};

// A machine and its current figures. An absent figure is not known, which is not the same as zero.
struct Host
{
    HostId id; // unique among all sources
    SourceId source;
    QString name;
    HostState state = HostState::Unknown;
    TimePoint sampledAt{}; // when the figures below were true
    std::optional<double> cpu; // busy, 0–100 of all cores together
    std::optional<double> memory; // used (total − MemAvailable), 0–100
    std::optional<double> swap; // used, 0–100
    std::optional<double> load1; // run queue, 1 min
    std::optional<double> load5;
    std::optional<double> load15;
    std::optional<double> pressureCpu; // "some" of 10 s, 0–100
    std::optional<double> pressureMemory;
    std::optional<double> pressureIo;
    int cores = 0; // 0: not known
    qint64 memoryBytes = 0; // 0: not known
    QList<Mount> mounts;
    QList<ServiceUnit> units;
    QList<HostFigure> figures;
    QUrl url; // where a browser shows it; empty: nowhere
    RestartsUnknown restartsUnknown = RestartsUnknown::NotReported;
    // By the word of a built-in rule: how long the rule waits for the source, which has a rule of its own for the same.
    QHash<QString, Duration> leaves;
    std::optional<TimePoint> restartsWatchedSince; // earlier ones were not seen; absent: none was missed

    // Restarts by failure of all units since `since`; nullopt where they are not known.
    std::optional<int> restartsSince(TimePoint since) const;

    bool operator==(const Host &) const = default;
};

QString toWord(HostState state);
QString toWord(RestartsUnknown reason);
QString toWord(UnitManager manager);

} // namespace nightbell
