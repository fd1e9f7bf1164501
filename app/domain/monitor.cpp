// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/monitor.h"

#include <QCoreApplication>
#include <QStringBuilder>

#include <algorithm>
#include <array>
#include <tuple>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Monitor)
};

constexpr std::array states{MonitorState::Ok, MonitorState::Warn, MonitorState::Alert, MonitorState::NoData, MonitorState::Unknown,
    MonitorState::Skipped, MonitorState::Ignored, MonitorState::Over};

} // namespace

QString toWord(MonitorState state)
{
    switch (state) {
    case MonitorState::Ok:
        return u"ok"_s;
    case MonitorState::Warn:
        return u"warn"_s;
    case MonitorState::Alert:
        return u"alert"_s;
    case MonitorState::NoData:
        return u"no-data"_s;
    case MonitorState::Unknown:
        return u"unknown"_s;
    case MonitorState::Skipped:
        return u"skipped"_s;
    case MonitorState::Ignored:
        return u"ignored"_s;
    case MonitorState::Over:
        return u"over"_s;
    }
    return {};
}

std::optional<MonitorState> monitorStateFromWord(QStringView word)
{
    const auto found = std::ranges::find_if(states, [word](MonitorState state) { return word == toWord(state); });
    return found == states.end() ? std::nullopt : std::optional(*found);
}

int rankOf(const MonitorStanding &standing)
{
    if (!standing.state)
        return 3;
    switch (*standing.state) {
    case MonitorState::Alert:
        return 0;
    case MonitorState::NoData:
        return 1;
    case MonitorState::Warn:
        return 2;
    case MonitorState::Unknown:
        return 4;
    case MonitorState::Over:
        return 5;
    case MonitorState::Skipped:
        return 6;
    case MonitorState::Ignored:
        return 7;
    case MonitorState::Ok:
        return 8;
    }
    return 3;
}

QString standingText(const MonitorStanding &standing)
{
    if (standing.state != MonitorState::Over)
        return standing.word.isEmpty() ? Words::tr("no state") : standing.word;
    if (standing.word == "Alert"_L1)
        return Words::tr("no longer alerting");
    if (standing.word == "Warn"_L1)
        return Words::tr("no longer warning");
    return Words::tr("no longer “%1”").arg(standing.word);
}

QList<MonitorCount> countsOf(const Monitor &monitor)
{
    QList<MonitorCount> counts;
    if (monitor.groups.isEmpty())
        counts.append({monitor.standing, 1});
    for (const MonitorGroup &group : monitor.groups) {
        const auto known = std::ranges::find(counts, group.standing, &MonitorCount::standing);
        if (known == counts.end())
            counts.append({group.standing, 1});
        else
            ++known->groups;
    }
    std::ranges::stable_sort(counts, {}, [](const MonitorCount &count) { return rankOf(count.standing); });
    return counts;
}

QString countsText(const Monitor &monitor)
{
    QStringList parts;
    for (const MonitorCount &count : countsOf(monitor))
        parts.append(Words::tr("%1 %2", "a number and a state").arg(count.groups).arg(standingText(count.standing)));
    return parts.join(u", "_s);
}

int mutedGroups(const Monitor &monitor)
{
    return static_cast<int>(std::ranges::count(monitor.groups, true, &MonitorGroup::isMuted));
}

bool isWorse(const MonitorGroup &one, const MonitorGroup &other)
{
    const auto place = [](const MonitorGroup &group) { return std::tuple(rankOf(group.standing), group.isMuted); };
    return place(one) != place(other) ? place(one) < place(other) : one.name < other.name;
}

QString incidentKeyOf(const Monitor &monitor, const QString &group)
{
    return monitor.key % u'/' % group;
}

bool isOf(const QString &dedupKey, const Monitor &monitor)
{
    return !monitor.key.isEmpty() && dedupKey.size() > monitor.key.size() && dedupKey.at(monitor.key.size()) == u'/'
        && dedupKey.startsWith(monitor.key);
}

} // namespace nightbell
