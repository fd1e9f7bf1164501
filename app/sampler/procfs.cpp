// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampler/procfs.h"

#include <QFile>
#include <QSet>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <sys/stat.h>
#include <sys/statvfs.h>

namespace nightbell {

namespace {

constexpr std::array localKinds{"ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "bcachefs", "jfs", "reiserfs", "nilfs2", "vfat",
    "exfat", "ntfs", "ntfs3", "fuseblk", "hfsplus", "apfs", "ufs"};
constexpr std::array remoteKinds{"nfs", "cifs", "smb", "9p", "afs", "ceph", "fuse.", "lustre", "davfs", "glusterfs", "gfs2", "ocfs2",
    "ncpfs", "coda", "autofs", "beegfs", "gpfs", "orangefs", "pvfs2"};

// The text up to the next blank; `rest` is what follows.
QByteArrayView takeWord(QByteArrayView &rest)
{
    while (!rest.isEmpty() && (rest.front() == ' ' || rest.front() == '\t'))
        rest = rest.sliced(1);
    qsizetype end = 0;
    while (end < rest.size() && rest[end] != ' ' && rest[end] != '\t')
        ++end;
    const QByteArrayView word = rest.first(end);
    rest = rest.sliced(end);
    return word;
}

QByteArrayView takeLine(QByteArrayView &rest)
{
    const qsizetype end = rest.indexOf('\n');
    const QByteArrayView line = end < 0 ? rest : rest.first(end);
    rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
    return line;
}

std::optional<quint64> toCount(QByteArrayView word)
{
    bool ok = false;
    const quint64 value = word.toByteArray().toULongLong(&ok);
    return ok && !word.startsWith('-') ? std::optional(value) : std::nullopt;
}

std::optional<double> toFigure(QByteArrayView word)
{
    bool ok = false;
    const double value = word.toByteArray().toDouble(&ok);
    return ok && std::isfinite(value) && value >= 0 ? std::optional(value) : std::nullopt;
}

bool isCore(QByteArrayView label)
{
    return label.size() > 3 && label.startsWith("cpu") && label[3] >= '0' && label[3] <= '9';
}

std::optional<CpuTimes> toCpuTimes(QByteArrayView words)
{
    // user nice system idle iowait irq softirq steal; guest and guest_nice follow, and are in user and nice already.
    std::array<quint64, 8> ticks{};
    std::size_t known = 0;
    while (known < ticks.size()) {
        const QByteArrayView word = takeWord(words);
        if (word.isEmpty())
            break;
        const auto count = toCount(word);
        if (!count)
            return std::nullopt;
        ticks[known++] = *count;
    }
    if (known < 4) // kernels of long ago end after idle
        return std::nullopt;
    return CpuTimes{ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7], ticks[3], ticks[4]};
}

double share(quint64 part, quint64 whole)
{
    return 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

// The kernel writes blank, tab, newline and backslash as three octal digits.
QByteArray unescaped(QByteArrayView text)
{
    QByteArray result;
    result.reserve(text.size());
    const auto digit = [text](qsizetype at) { return at < text.size() && text[at] >= '0' && text[at] <= '7' ? text[at] - '0' : -1; };
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && digit(i + 1) >= 0 && digit(i + 2) >= 0 && digit(i + 3) >= 0) {
            result.append(static_cast<char>(digit(i + 1) * 64 + digit(i + 2) * 8 + digit(i + 3)));
            i += 3;
        } else {
            result.append(text[i]);
        }
    }
    return result;
}

bool isLocalKind(QByteArrayView kind)
{
    return std::ranges::any_of(localKinds, [kind](const char *local) { return kind == QByteArrayView(local); });
}

bool isRemoteKind(QByteArrayView kind)
{
    return std::ranges::any_of(remoteKinds, [kind](const char *remote) { return kind.startsWith(remote); });
}

bool isAtOrBelow(const QByteArray &path, const QByteArray &folder)
{
    return path.startsWith(folder) && (path.size() == folder.size() || folder.endsWith('/') || path[folder.size()] == '/');
}

} // namespace

std::optional<CpuReading> parseCpu(QByteArrayView stat)
{
    std::optional<CpuReading> reading;
    while (!stat.isEmpty()) {
        QByteArrayView line = takeLine(stat);
        const QByteArrayView label = takeWord(line);
        if (label == "cpu") {
            const auto times = toCpuTimes(line);
            if (!times)
                return std::nullopt;
            reading = CpuReading{*times, 0};
        } else if (reading && isCore(label)) {
            ++reading->cores;
        } else if (reading) {
            break; // the lines of the cores come first; what follows is long
        }
    }
    return reading;
}

std::optional<double> busyPercent(const CpuTimes &before, const CpuTimes &after)
{
    if (after.busy < before.busy || after.idle < before.idle)
        return std::nullopt;
    const quint64 busy = after.busy - before.busy;
    const quint64 waiting = after.waiting > before.waiting ? after.waiting - before.waiting : 0;
    const quint64 total = busy + (after.idle - before.idle) + waiting;
    return total > 0 ? std::optional(share(busy, total)) : std::nullopt;
}

MemoryReading parseMemory(QByteArrayView meminfo)
{
    std::optional<quint64> total;
    std::optional<quint64> available;
    std::optional<quint64> swapTotal;
    std::optional<quint64> swapFree;
    while (!meminfo.isEmpty()) {
        QByteArrayView line = takeLine(meminfo);
        const QByteArrayView label = takeWord(line);
        if (label == "MemTotal:")
            total = toCount(takeWord(line));
        else if (label == "MemAvailable:")
            available = toCount(takeWord(line));
        else if (label == "SwapTotal:")
            swapTotal = toCount(takeWord(line));
        else if (label == "SwapFree:")
            swapFree = toCount(takeWord(line));
    }
    MemoryReading reading;
    if (total.value_or(0) > 0)
        reading.totalBytes = static_cast<qint64>(*total * 1024);
    if (total.value_or(0) > 0 && available)
        reading.used = share(*total - std::min(*available, *total), *total);
    if (swapTotal.value_or(0) > 0 && swapFree)
        reading.swap = share(*swapTotal - std::min(*swapFree, *swapTotal), *swapTotal);
    return reading;
}

std::optional<LoadReading> parseLoad(QByteArrayView loadavg)
{
    const auto one = toFigure(takeWord(loadavg));
    const auto five = toFigure(takeWord(loadavg));
    const auto fifteen = toFigure(takeWord(loadavg));
    if (!one || !five || !fifteen)
        return std::nullopt;
    return LoadReading{*one, *five, *fifteen};
}

std::optional<double> parsePressure(QByteArrayView pressure)
{
    while (!pressure.isEmpty()) {
        QByteArrayView line = takeLine(pressure);
        if (takeWord(line) != "some")
            continue;
        const QByteArrayView word = takeWord(line);
        return word.startsWith("avg10=") ? toFigure(word.sliced(6)) : std::nullopt;
    }
    return std::nullopt;
}

QList<MountEntry> parseMounts(QByteArrayView mounts)
{
    QList<MountEntry> local;
    QList<QByteArray> remote;
    while (!mounts.isEmpty()) {
        QByteArrayView line = takeLine(mounts);
        const QByteArray device = unescaped(takeWord(line));
        const QByteArray path = unescaped(takeWord(line));
        const QByteArrayView kind = takeWord(line);
        if (!path.startsWith('/'))
            continue;
        // Mounted over something: what was there cannot be seen any more. (The root may be listed after what is in it.)
        local.removeIf([&path](const MountEntry &entry) { return entry.path == path || (path != "/" && isAtOrBelow(entry.path, path)); });
        // The root of a container is an overlay; all other overlays are those of containers.
        if (isLocalKind(kind) || (kind == "overlay" && path == "/"))
            local.append(MountEntry{device, path});
        else if (isRemoteKind(kind))
            remote.append(path);
    }
    // To look at a path is to walk through its parents, and a dead server stops that walk.
    local.removeIf([&remote](const MountEntry &entry) {
        return std::ranges::any_of(remote, [&entry](const QByteArray &folder) { return isAtOrBelow(entry.path, folder); });
    });
    std::ranges::stable_sort(local, {}, [](const MountEntry &entry) { return entry.path.size(); });
    return local;
}

Procfs::Procfs(QString proc) : m_proc(std::move(proc)), m_before(parseCpu(content("stat")))
{ }

void Procfs::read(Host &host)
{
    readCpu(host);
    const MemoryReading memory = parseMemory(content("meminfo"));
    host.memory = memory.used;
    host.memoryBytes = memory.totalBytes;
    host.swap = memory.swap;
    if (const auto load = parseLoad(content("loadavg"))) {
        host.load1 = load->one;
        host.load5 = load->five;
        host.load15 = load->fifteen;
    }
    host.pressureCpu = parsePressure(content("pressure/cpu"));
    host.pressureMemory = parsePressure(content("pressure/memory"));
    host.pressureIo = parsePressure(content("pressure/io"));
    readMounts(host);
}

void Procfs::readCpu(Host &host)
{
    const auto reading = parseCpu(content("stat"));
    if (!reading) {
        m_before.reset();
        m_busy.reset();
        return;
    }
    host.cores = reading->cores;
    const auto ticks = [](const CpuTimes &times) { return times.busy + times.idle + times.waiting; };
    const quint64 needed = static_cast<quint64>(minimumTicks * std::max(reading->cores, 1));
    const bool isTooSoon
        = m_before && ticks(reading->times) >= ticks(m_before->times) && ticks(reading->times) - ticks(m_before->times) < needed;
    if (!isTooSoon) {
        m_busy = m_before ? busyPercent(m_before->times, reading->times) : std::nullopt;
        m_before = reading;
    }
    host.cpu = m_busy;
}

void Procfs::readMounts(Host &host) const
{
    QSet<QByteArray> devices;
    for (const MountEntry &entry : parseMounts(content("self/mounts"))) {
        struct stat file
        { };
        struct statvfs space
        { };
        // Containers mount single files of the host's disk, such as /etc/hosts.
        if (devices.contains(entry.device) || stat(entry.path.constData(), &file) != 0 || !S_ISDIR(file.st_mode)
            || statvfs(entry.path.constData(), &space) != 0 || space.f_blocks == 0)
            continue;
        devices.insert(entry.device);
        // As df has it: what only root may still use counts as neither used nor free.
        const quint64 used = space.f_blocks - std::min(space.f_bfree, space.f_blocks);
        const quint64 reachable = used + space.f_bavail;
        host.mounts.append(Mount{QFile::decodeName(entry.path), reachable > 0 ? share(used, reachable) : 100.0,
            static_cast<qint64>(space.f_blocks * space.f_frsize)});
    }
}

QByteArray Procfs::content(const char *file) const
{
    QFile source(m_proc + u'/' + QLatin1StringView(file));
    if (!source.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return {};
    return source.readAll();
}

} // namespace nightbell
