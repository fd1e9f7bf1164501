// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/encodemonitors.h"

#include <QJsonArray>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue timeOrNull(const std::optional<TimePoint> &time)
{
    return time ? QJsonValue(toIso(*time)) : QJsonValue();
}

// null: it is not known, which is not the same as not.
QJsonValue mute(bool isMuted, const MonitorList &list)
{
    return isMuted || list.knowsMutes ? QJsonValue(isMuted) : QJsonValue();
}

QJsonObject encodeGroup(const MonitorGroup &group, const MonitorList &list, const IncidentId &incident)
{
    return {{u"name"_s, group.name}, {u"state"_s, textOrNull(stateWord(group.standing))}, {u"word"_s, textOrNull(group.standing.word)},
        {u"since"_s, timeOrNull(group.since)}, {u"muted"_s, mute(group.isMuted, list)}, {u"mutedUntil"_s, timeOrNull(group.mutedUntil)},
        {u"incident"_s, textOrNull(incident.text())}};
}

QString plain(const QString &state)
{
    return state.trimmed().toLower().replace(u' ', u'-');
}

} // namespace

QString stateWord(const MonitorStanding &standing)
{
    return standing.state ? toWord(*standing.state) : standing.word;
}

bool isStateCalled(const QString &wanted, const QString &state)
{
    return plain(wanted) == plain(state);
}

QJsonObject encode(const Monitor &monitor, const MonitorList &list, const QHash<QString, IncidentId> &incidents)
{
    QJsonArray groups;
    for (const MonitorGroup &group : monitor.groups)
        groups.append(encodeGroup(group, list, incidents.value(incidentKeyOf(monitor, group.name))));
    return {
        {u"id"_s, monitor.id.text()},
        {u"source"_s, monitor.source.text()},
        {u"rule"_s, QJsonValue()},
        {u"number"_s, monitor.number},
        {u"kind"_s, textOrNull(monitor.kind)},
        {u"name"_s, monitor.name},
        {u"state"_s, textOrNull(stateWord(monitor.standing))},
        {u"word"_s, textOrNull(monitor.standing.word)},
        {u"since"_s, timeOrNull(monitor.since)},
        {u"priority"_s, monitor.priority ? QJsonValue(*monitor.priority) : QJsonValue()},
        {u"muted"_s, mute(monitor.isMuted, list)},
        {u"mutedUntil"_s, timeOrNull(monitor.mutedUntil)},
        {u"query"_s, textOrNull(monitor.query)},
        {u"message"_s, textOrNull(monitor.message)},
        {u"recipients"_s, QJsonArray::fromStringList(monitor.recipients)},
        {u"tags"_s, QJsonArray::fromStringList(monitor.tags)},
        {u"url"_s, textOrNull(monitor.url.toString(QUrl::FullyEncoded))},
        {u"listed"_s, timeOrNull(list.listedAt)},
        {u"groups"_s, groups},
    };
}

} // namespace nightbell
