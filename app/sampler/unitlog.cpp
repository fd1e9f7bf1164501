// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampler/unitlog.h"

#include <QFile>
#include <QSet>

#include <algorithm>

#include <csignal>
#include <fnmatch.h>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr auto suffix = ".service"_L1;
constexpr auto unitFolder = "/org/freedesktop/systemd1/unit/"_L1;
// Slower than this the wall clock is only being corrected; the times of restarts need not follow.
constexpr Duration clockTolerance = std::chrono::seconds(2);

bool matches(const QStringList &patterns, const QString &name)
{
    const QByteArray whole = QFile::encodeName(name);
    const QByteArray bare = whole.chopped(suffix.size());
    return std::ranges::any_of(patterns, [&](const QString &pattern) {
        const QByteArray encoded = QFile::encodeName(pattern);
        return fnmatch(encoded.constData(), whole.constData(), 0) == 0 || fnmatch(encoded.constData(), bare.constData(), 0) == 0;
    });
}

// nullopt: no run has ended.
std::optional<bool> hasFailed(const RunReport &report)
{
    const int code = report.code.value_or(0);
    const bool hasBadResult = report.result && !report.result->isEmpty() && *report.result != "success"_L1;
    if (hasBadResult || code == CLD_KILLED || code == CLD_DUMPED || (code == CLD_EXITED && report.status.value_or(0) > 0))
        return true;
    return code == CLD_EXITED ? std::optional(false) : std::nullopt;
}

RunReport merged(RunReport before, const RunReport &after)
{
    before.restarts = after.restarts ? after.restarts : before.restarts;
    before.code = after.code ? after.code : before.code;
    before.status = after.status ? after.status : before.status;
    before.result = after.result ? after.result : before.result;
    return before;
}

Duration offsetOf(const Clock &clock)
{
    return clock.now().time_since_epoch() - clock.elapsed();
}

} // namespace

bool UnitFilter::accepts(const QString &name) const
{
    return name.endsWith(suffix) && (include.isEmpty() || matches(include, name)) && !matches(exclude, name);
}

UnitLog::UnitLog(UnitManager manager, UnitFilter filter, const Clock &clock)
    : m_manager(manager)
    , m_filter(std::move(filter))
    , m_clock(clock)
    , m_offset(offsetOf(clock))
{ }

bool UnitLog::report(const QString &name, const RunReport &report)
{
    if (!m_filter.accepts(name))
        return false;
    followClock();
    Entry &entry = m_entries[name];
    entry.isLoaded = true;
    entry.last = merged(entry.last, report);
    entry.unit.result = entry.last.result.value_or(QString());

    qsizetype grown = 0;
    if (report.restarts) {
        // A count that shrank began anew at nothing.
        const quint32 before = entry.restarts.value_or(*report.restarts);
        grown = *report.restarts >= before ? *report.restarts - before : *report.restarts;
        entry.restarts = report.restarts;
    }
    // Mostly the end of the old run was said before the count grew; when that was left out, this may be of a later run.
    const auto ended = hasFailed(entry.last);
    const bool hasRunFailed = entry.hasRunFailed ? *entry.hasRunFailed : ended.value_or(false);
    if (ended)
        entry.hasRunFailed = ended;
    if (grown == 0 || !hasRunFailed)
        return false;
    QList<TimePoint> &restarts = entry.unit.failedRestarts;
    restarts.insert(restarts.size(), std::min(grown, restartsKept), m_clock.now());
    if (restarts.size() > restartsKept)
        restarts.remove(0, restarts.size() - restartsKept);
    return true;
}

bool UnitLog::setState(const QString &name, const QString &activeState, const QString &subState)
{
    if (!m_filter.accepts(name))
        return false;
    Entry &entry = m_entries[name];
    const bool wasFailed = entry.unit.activeState == "failed"_L1;
    entry.isLoaded = true;
    entry.unit.activeState = activeState;
    entry.unit.subState = subState;
    return wasFailed != (activeState == "failed"_L1);
}

void UnitLog::list(const QList<ListedUnit> &all)
{
    QSet<QString> listed;
    for (const ListedUnit &unit : all) {
        listed.insert(unit.name);
        setState(unit.name, unit.activeState, unit.subState);
    }
    for (const QString &name : m_entries.keys()) {
        if (!listed.contains(name))
            remove(name);
    }
}

void UnitLog::remove(const QString &name)
{
    const auto entry = m_entries.find(name);
    if (entry == m_entries.end())
        return;
    if (entry->unit.failedRestarts.isEmpty()) {
        m_entries.erase(entry);
        return;
    }
    *entry = Entry{.unit = entry->unit, .isLoaded = false}; // it counts anew when it is loaded again
    entry->unit.activeState = u"inactive"_s;
    entry->unit.subState = u"dead"_s;
}

bool UnitLog::isCounted(const QString &name) const
{
    const auto entry = m_entries.find(name);
    return entry != m_entries.end() && entry->restarts.has_value();
}

QList<ServiceUnit> UnitLog::units()
{
    followClock();
    const TimePoint oldest = m_clock.now() - memory;
    QList<ServiceUnit> units;
    units.reserve(m_entries.size());
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        QList<TimePoint> &restarts = entry->unit.failedRestarts;
        if (!restarts.isEmpty() && restarts.first() < oldest)
            restarts.erase(restarts.begin(), std::ranges::lower_bound(restarts, oldest));
        if (!entry->isLoaded && restarts.isEmpty()) {
            entry = m_entries.erase(entry);
            continue;
        }
        entry->unit.name = entry.key();
        entry->unit.manager = m_manager;
        units.append(entry->unit);
        ++entry;
    }
    return units;
}

void UnitLog::followClock()
{
    const Duration offset = offsetOf(m_clock);
    if (std::chrono::abs(offset - m_offset) <= clockTolerance)
        return;
    for (Entry &entry : m_entries) {
        for (TimePoint &at : entry.unit.failedRestarts)
            at += offset - m_offset;
    }
    m_offset = offset;
}

QString unitNameOfPath(const QString &path)
{
    if (!path.startsWith(unitFolder))
        return {};
    const QByteArray label = path.sliced(unitFolder.size()).toLatin1();
    QByteArray name;
    for (qsizetype i = 0; i < label.size(); ++i) {
        bool ok = false;
        const int code = label[i] == '_' ? label.mid(i + 1, 2).toInt(&ok, 16) : 0;
        if (ok && i + 2 < label.size()) {
            name.append(static_cast<char>(code));
            i += 2;
        } else {
            name.append(label[i]);
        }
    }
    return QString::fromUtf8(name);
}

} // namespace nightbell
