// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/rendermonitors.h"

#include "domain/monitor.h"
#include "domain/wording.h"

#include <QCoreApplication>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

struct Terminal
{
    Q_DECLARE_TR_FUNCTIONS(Terminal)
};

const QString nothing = u"–"_s;

MonitorStanding standingIn(const QJsonValue &value)
{
    return {monitorStateFromWord(value["state"_L1].toString()), value["word"_L1].toString()};
}

Cell stateCell(const MonitorStanding &standing, bool isMuted)
{
    const QString text = standingText(standing);
    if (isMuted && standing.state != MonitorState::Ok)
        return {text, Ink::Faint};
    if (standing.state == MonitorState::Alert)
        return {text, Ink::Bad};
    if (standing.state == MonitorState::Warn || standing.state == MonitorState::NoData)
        return {text, Ink::Warning};
    return {text, standing.state == MonitorState::Ok ? Ink::Good : Ink::Plain};
}

QString mutedText(const QJsonValue &monitor, int mutedGroups, TimePoint now)
{
    const auto until = fromIso(monitor["mutedUntil"_L1].toString());
    if (monitor["muted"_L1].toBool())
        return until ? Terminal::tr("until %1").arg(clockTime(*until, now)) : Terminal::tr("muted");
    if (mutedGroups == 0 && monitor["muted"_L1].isNull() && monitor["rule"_L1].isNull())
        return u"?"_s; // its source does not say
    return mutedGroups == 0 ? nothing : Terminal::tr("%n group(s)", nullptr, mutedGroups);
}

QList<Cell> rowOf(const QJsonValue &value, TimePoint now)
{
    Monitor monitor; // as much as the counts need
    monitor.standing = standingIn(value);
    for (const QJsonValue &group : value["groups"_L1].toArray())
        monitor.groups.append(
            MonitorGroup{.name = group["name"_L1].toString(), .standing = standingIn(group), .isMuted = group["muted"_L1].toBool()});
    const auto since = fromIso(value["since"_L1].toString());
    const QJsonValue priority = value["priority"_L1];
    return {stateCell(monitor.standing, value["muted"_L1].toBool()), {value["name"_L1].toString()},
        {monitor.groups.isEmpty() ? nothing : countsText(monitor)},
        {priority.isDouble() ? u'P' + QString::number(priority.toInt()) : nothing}, {since ? ageText(now - *since) : nothing},
        {mutedText(value, mutedGroups(monitor), now)}, {value["id"_L1].toString()}};
}

} // namespace

QStringList renderMonitors(const QJsonArray &monitors, RenderContext context)
{
    Table table{{Terminal::tr("STATE"), Terminal::tr("MONITOR"), Terminal::tr("GROUPS"), Terminal::tr("PRIORITY"), Terminal::tr("FOR"),
                    Terminal::tr("MUTED"), Terminal::tr("ID")},
        {}};
    QJsonArray rules;
    for (const QJsonValue &value : monitors) {
        if (value["rule"_L1].isString())
            rules.append(value);
        else
            table.rows.append(rowOf(value, context.now));
    }
    if (monitors.isEmpty())
        return {Terminal::tr("No monitors and no rules to show.")};
    if (table.rows.isEmpty())
        return renderRules(rules, context);
    QStringList lines = table.lines(context.coloured, context.width);
    if (!rules.isEmpty())
        lines += QStringList{QString()} + renderRules(rules, context);
    return lines;
}

} // namespace nightbell
