// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/host.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace nightbell {

// Clock ticks since boot, of all cores together.
struct CpuTimes
{
    quint64 busy = 0; // user (guests are part of it), nice, system, interrupts, and what the hypervisor took away
    quint64 idle = 0;
    quint64 waiting = 0; // for input and output; the kernel lets this one go back

    bool operator==(const CpuTimes &) const = default;
};

struct CpuReading
{
    CpuTimes times;
    int cores = 0;

    bool operator==(const CpuReading &) const = default;
};

struct MemoryReading
{
    qint64 totalBytes = 0; // 0: not known
    std::optional<double> used; // percent of it that is not available
    std::optional<double> swap; // percent; absent where there is no swap

    bool operator==(const MemoryReading &) const = default;
};

struct LoadReading
{
    double one = 0;
    double five = 0;
    double fifteen = 0;

    bool operator==(const LoadReading &) const = default;
};

struct MountEntry
{
    QByteArray device;
    QByteArray path;

    bool operator==(const MountEntry &) const = default;
};

// Of /proc/stat. nullopt: there is no line of all cores that can be read.
std::optional<CpuReading> parseCpu(QByteArrayView stat);
// 0–100. nullopt: no time passed, or a counter went back (a machine that was moved or a core taken away).
std::optional<double> busyPercent(const CpuTimes &before, const CpuTimes &after);
MemoryReading parseMemory(QByteArrayView meminfo);
std::optional<LoadReading> parseLoad(QByteArrayView loadavg);
// "some avg10" of one file of /proc/pressure.
std::optional<double> parsePressure(QByteArrayView pressure);
// The file systems of /proc/self/mounts that are worth a figure and cannot hang: on a local disk, writable kinds, not hidden
// by or below a mount of a remote kind. Shortest path first. A device may be there more than once.
QList<MountEntry> parseMounts(QByteArrayView mounts);

// The figures of this machine. Takes a first reading when it is made, so that the next one knows how busy it was.
class Procfs
{
public:
    // A figure over less than this says more about us than about the machine: the one before is given again.
    static constexpr int minimumTicks = 50; // of each core: half a second

    explicit Procfs(QString proc = QStringLiteral("/proc"));

    // Fills in everything but names, state and units. What cannot be read is absent.
    void read(Host &host);

private:
    void readCpu(Host &host);
    void readMounts(Host &host) const;
    QByteArray content(const char *file) const;

    QString m_proc;
    std::optional<CpuReading> m_before;
    std::optional<double> m_busy;
};

} // namespace nightbell
