// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/render.h"

#include "actions/action.h"
#include "domain/incident.h"
#include "domain/wording.h"
#include "domain/words.h"
#include "engine/encode.h"
#include "engine/notice.h"
#include "pager/holdtext.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

struct Terminal
{
    Q_DECLARE_TR_FUNCTIONS(Terminal)
};

QString none()
{
    return u"–"_s;
}

QString text(const QJsonObject &object, QLatin1StringView key)
{
    const QString text = object.value(key).toString();
    return text.isEmpty() ? none() : text;
}

QString since(const QJsonObject &object, QLatin1StringView key, TimePoint now)
{
    const auto time = fromIso(object.value(key).toString());
    return time ? ageText(now - *time) : none();
}

QString percent(const QJsonObject &object, QLatin1StringView key)
{
    const QJsonValue value = object.value(key);
    return value.isDouble() ? percentText(value.toDouble()) : none();
}

// The words of JSON are stable and English; people read those of their language. An unknown word stays as it is.
template<typename Enum>
QString translated(const QString &word, std::initializer_list<Enum> all, QString (*textOf)(Enum))
{
    const auto value = fromWord(word, all);
    return value ? textOf(*value) : word;
}

QString incidentState(const QString &word)
{
    using enum IncidentState;
    return translated(word, {Triggered, Acknowledged, Resolved}, &stateText);
}

QString checkState(const QString &word)
{
    using enum CheckState;
    return translated(word, {Waiting, Passing, Failing, Failed, Paused}, &stateText);
}

QString hostState(const QString &word)
{
    using enum HostState;
    return translated(word, {Up, Down, Unknown}, &stateText);
}

QString sourceState(const QString &word)
{
    if (word == "fresh"_L1)
        return Terminal::tr("fresh");
    if (word == "stale"_L1)
        return Terminal::tr("stale");
    if (word == "failed"_L1)
        return Terminal::tr("failed");
    return word == "starting"_L1 ? Terminal::tr("starting") : word;
}

QString verdict(const QString &word)
{
    if (word == "firing"_L1)
        return Terminal::tr("firing");
    if (word == "clear"_L1)
        return Terminal::tr("clear");
    return word == "unknown"_L1 ? Terminal::tr("unknown") : word;
}

QString ruleName(const QString &word)
{
    if (word == "cpu"_L1)
        return Terminal::tr("CPU");
    if (word == "memory"_L1)
        return Terminal::tr("memory");
    return word == "restarts"_L1 ? Terminal::tr("restarts") : word;
}

Ink inkOf(const QString &state)
{
    static constexpr QLatin1StringView bad[] = {"triggered"_L1, "down"_L1, "failed"_L1, "firing"_L1};
    static constexpr QLatin1StringView warning[] = {"acknowledged"_L1, "failing"_L1, "stale"_L1, "unknown"_L1};
    static constexpr QLatin1StringView good[] = {"resolved"_L1, "up"_L1, "passing"_L1, "fresh"_L1, "clear"_L1};
    if (std::ranges::find(bad, state) != std::end(bad))
        return Ink::Bad;
    if (std::ranges::find(warning, state) != std::end(warning))
        return Ink::Warning;
    return std::ranges::find(good, state) != std::end(good) ? Ink::Good : Ink::Plain;
}

Cell stateCell(const QJsonObject &object, QString (*textOf)(const QString &))
{
    const QString word = object.value("state"_L1).toString();
    return Cell{textOf(word), inkOf(word)};
}

// Triggered, unless its source says why nobody is needed.
Cell incidentCell(const QJsonObject &incident)
{
    Incident known;
    const QString quiet = incident.value("quiet"_L1).toString();
    if (incident.value("state"_L1) != "triggered"_L1 || quiet.isEmpty())
        return stateCell(incident, &incidentState);
    known.quiet = fromWord(quiet, {Quiet::Pending, Quiet::Silenced, Quiet::Inhibited}).value_or(Quiet::No);
    return Cell{known.quiet == Quiet::No ? quiet : stateText(known), Ink::Plain};
}

// As the menu of the console calls it.
QString actionName(const QString &word)
{
    const ActionKind *kind = actionKind(word);
    return kind ? QCoreApplication::translate("Action", kind->label).remove(u'&') : word;
}

QString actionText(const QJsonObject &action)
{
    const QString name = actionName(action.value("action"_L1).toString());
    const QString stage = action.value("stage"_L1).toString();
    if (stage == "saving"_L1)
        return Terminal::tr("%1: saving").arg(name);
    if (stage == "sending"_L1)
        return Terminal::tr("%1: sending").arg(name);
    if (stage == "queued"_L1)
        return Terminal::tr("%1: queued").arg(name);
    return stage == "refused"_L1 ? Terminal::tr("%1: refused").arg(name) : QString();
}

QString incidentText(const QJsonObject &incident)
{
    QString text = incident.value("id"_L1).toString() + "  "_L1 + incident.value("title"_L1).toString();
    const QString action = actionText(incident.value("action"_L1).toObject());
    return action.isEmpty() ? text : Terminal::tr("%1 (%2)").arg(text, action);
}

QStringList emptyOr(const Table &table, const QString &empty, RenderContext context)
{
    return table.rows.isEmpty() ? QStringList{empty} : table.lines(context.coloured, context.width);
}

// What the watch line is about, after the words for what happened.
QString subjectOf(const QJsonObject &line)
{
    if (line.contains("incident"_L1))
        return incidentText(line.value("incident"_L1).toObject());
    if (line.contains("check"_L1)) {
        const QJsonObject check = line.value("check"_L1).toObject();
        const QString reason = check.value("reason"_L1).toString();
        const QString name = check.value("id"_L1).toString() + "  "_L1 + check.value("target"_L1).toString();
        return reason.isEmpty() ? name : Terminal::tr("%1: %2").arg(name, reason);
    }
    if (line.contains("action"_L1)) {
        const QString reason = line.value("reason"_L1).toString();
        const QString name = line.value("id"_L1).toString() + "  "_L1 + actionName(line.value("action"_L1).toString());
        return reason.isEmpty() ? name : Terminal::tr("%1: %2").arg(name, reason);
    }
    if (line.contains("recipient"_L1)) // of a backup
        return Terminal::tr("%1: %2").arg(
            line.value("id"_L1).toString() + "  "_L1 + line.value("title"_L1).toString(), line.value("text"_L1).toString());
    if (line.contains("notice"_L1))
        return renderNotice(line.value("notice"_L1).toObject());
    const QJsonObject source = line.value("source"_L1).toObject();
    const QString error = source.value("error"_L1).toString();
    const QString name = source.value("name"_L1).toString();
    return error.isEmpty() ? name : Terminal::tr("%1: %2").arg(name, error);
}

Cell eventCell(const QJsonObject &line)
{
    const QString event = line.value("event"_L1).toString();
    const QString state = line.value("incident"_L1).toObject().value("state"_L1).toString();
    if (event == "incident-opened"_L1)
        return {Terminal::tr("incident"), inkOf(state)};
    if (event == "incident-changed"_L1)
        return {incidentState(state), inkOf(state)};
    if (event == "incident-resolved"_L1)
        return {Terminal::tr("resolved"), Ink::Good};
    if (event == "incident-unwatched"_L1)
        return {Terminal::tr("not watched"), Ink::Warning};
    if (event == "page"_L1)
        return {Terminal::tr("page"), Ink::Bad};
    if (event == "low-urgency"_L1)
        return {line.value("wasHeld"_L1).toBool() ? Terminal::tr("was held") : Terminal::tr("low urgency"), Ink::Warning};
    if (event == "page-cleared"_L1)
        return {Terminal::tr("page cleared"), Ink::Good};
    if (event == "backup-told"_L1)
        return {Terminal::tr("backup told"), Ink::Warning};
    if (event == "backup-failed"_L1 || event == "backup-given-up"_L1 || event == "backup-missing"_L1)
        return {Terminal::tr("backup not told"), Ink::Bad};
    if (event == "source-failed"_L1)
        return {Terminal::tr("source failed"), Ink::Bad};
    if (event == "source-recovered"_L1)
        return {Terminal::tr("source recovered"), Ink::Good};
    if (event == "check-failed"_L1)
        return {Terminal::tr("check failed"), Ink::Bad};
    if (event == "check-recovered"_L1)
        return {Terminal::tr("check recovered"), Ink::Good};
    if (event == "action-confirmed"_L1)
        return {Terminal::tr("confirmed"), Ink::Good};
    if (event == "action-queued"_L1)
        return {Terminal::tr("queued"), Ink::Warning};
    if (event == "action-refused"_L1)
        return {line.value("expired"_L1).toBool() ? Terminal::tr("given up") : Terminal::tr("refused"), Ink::Bad};
    if (event == "notice"_L1)
        return {Terminal::tr("notice"), Ink::Warning};
    return {event, Ink::Plain};
}

QString phaseText(const QJsonObject &phases, QLatin1StringView key, const QString &name)
{
    const QJsonValue value = phases.value(key);
    return value.isDouble() ? Terminal::tr("%1 %2 ms").arg(name).arg(value.toInteger()) : QString();
}

} // namespace

QString renderNotice(const QJsonObject &notice)
{
    const auto kind = noticeKindFromWord(notice.value("kind"_L1).toString());
    const QStringList details = notice.value("text"_L1).toString().split(u'\n', Qt::SkipEmptyParts);
    if (!kind) // of a newer console
        return details.join(u' ');
    return details.isEmpty() ? noticeText(*kind)
                             : Terminal::tr("%1 (%2)").arg(noticeText(*kind), details.join("; "_L1).replace(":; "_L1, ": "_L1));
}

QString silentSourceText(const QJsonObject &source, TimePoint now)
{
    const QString name = source.value("name"_L1).toString();
    const QString state = source.value("state"_L1).toString();
    const QString error = source.value("error"_L1).toString();
    QString said = Terminal::tr("%1 has not answered yet.").arg(name);
    if (state == "failed"_L1)
        said = Terminal::tr("%1 could not be asked: %2.").arg(name, error);
    else if (state == "stale"_L1)
        said = Terminal::tr("%1 does not answer.").arg(name);
    const auto last = fromIso(source.value("lastSuccess"_L1).toString());
    return last ? said + u' ' + Terminal::tr("What is shown of it is %1 old.").arg(ageText(now - *last)) : said;
}

QString renderSummary(const QJsonObject &status, RenderContext context)
{
    const int needsYou = status.value("needsYou"_L1).toInt();
    const int open = status.value("open"_L1).toInt();
    const QString state = status.value("state"_L1).toString();
    Cell first{Terminal::tr("Nothing needs you."), Ink::Good};
    if (needsYou > 0)
        first = {Terminal::tr("%n incident(s) need(s) you.", nullptr, needsYou), Ink::Bad};
    else if (state == "unknown"_L1)
        first = {Terminal::tr("Nothing is known to need you, but not everything could be looked at."), Ink::Warning};
    QStringList parts{inked(first, context.coloured)};
    if (open > needsYou)
        parts.append(Terminal::tr("%n other(s) open.", nullptr, open - needsYou));
    if (status.value("demo"_L1).toBool())
        parts.append(Terminal::tr("This is the demo."));
    return parts.join(u' ');
}

QStringList renderPaging(const QJsonObject &paging, RenderContext context)
{
    QStringList lines;
    if (const auto until = fromIso(paging.value("pausedUntil"_L1).toString()))
        lines.append(inked({pauseText(*until, context.now) + u'.', Ink::Warning}, context.coloured));
    else
        lines.append(Terminal::tr("Notifications are not paused."));
    QList<Held> held;
    for (const QJsonValue &each : paging.value("held"_L1).toArray()) {
        Incident incident;
        incident.service = ServiceId(harmless(each["service"_L1].toString()));
        Held one;
        one.incident = incident;
        one.why = each["why"_L1] == "pause"_L1 ? Standing::Paused : Standing::OutsideHours;
        one.until = fromIso(each["until"_L1].toString());
        held.append(one);
    }
    for (const QString &sentence : heldTexts(held, {}, context.now))
        lines.append(sentence + u'.');
    return lines;
}

QStringList renderStatus(const QJsonObject &status, RenderContext context)
{
    QStringList lines{renderSummary(status, context)};
    const QJsonObject paging = status.value("paging"_L1).toObject();
    if (!paging.value("pausedUntil"_L1).isNull() || !paging.value("held"_L1).toArray().isEmpty())
        lines += renderPaging(paging, context);
    const QJsonArray waiting = status.value("incidents"_L1).toArray();
    if (!waiting.isEmpty())
        lines += QStringList{QString()} + renderIncidents(waiting, context);
    const int failed = status.value("checksFailed"_L1).toInt();
    const int checks = status.value("checks"_L1).toInt();
    QStringList counts{Terminal::tr("%n host(s)", nullptr, status.value("hosts"_L1).toInt())};
    if (checks > 0)
        counts.append(failed > 0 ? Terminal::tr("%1 of %n check(s) failed", nullptr, checks).arg(failed)
                                 : Terminal::tr("%n check(s)", nullptr, checks));
    lines += {QString(), counts.join(u" · "_s), QString()};
    return lines + renderSources(status.value("sources"_L1).toArray(), context);
}

QStringList renderIncidents(const QJsonArray &incidents, RenderContext context)
{
    Table table{{Terminal::tr("ID"), Terminal::tr("STATE"), Terminal::tr("URGENCY"), Terminal::tr("AGE"), Terminal::tr("SERVICE"),
                    Terminal::tr("TITLE")},
        {}};
    for (const QJsonValue &value : incidents) {
        const QJsonObject incident = value.toObject();
        const QString action = actionText(incident.value("action"_L1).toObject());
        const QString title = incident.value("title"_L1).toString();
        table.rows.append({{text(incident, "id"_L1)}, incidentCell(incident),
            {incident.value("urgency"_L1) == "high"_L1 ? Terminal::tr("high") : Terminal::tr("low")},
            {since(incident, "created"_L1, context.now)}, {text(incident, "service"_L1)},
            {action.isEmpty() ? title : Terminal::tr("%1 (%2)").arg(title, action)}});
    }
    return emptyOr(table, Terminal::tr("No incidents."), context);
}

QStringList renderHosts(const QJsonArray &hosts, RenderContext context)
{
    Table table{{Terminal::tr("ID"), Terminal::tr("STATE"), Terminal::tr("CPU"), Terminal::tr("MEMORY"), Terminal::tr("RESTARTS"),
                    Terminal::tr("AGE"), Terminal::tr("NAME")},
        {}};
    for (const QJsonValue &value : hosts) {
        const QJsonObject host = value.toObject();
        const QJsonValue restarts = host.value("restarts"_L1);
        table.rows.append({{text(host, "id"_L1)}, stateCell(host, &hostState), {percent(host, "cpu"_L1)}, {percent(host, "memory"_L1)},
            {restarts.isDouble() ? QString::number(restarts.toInteger()) : Terminal::tr("unknown")},
            {since(host, "sampled"_L1, context.now)}, {text(host, "name"_L1)}});
    }
    return emptyOr(table, Terminal::tr("No hosts."), context);
}

QStringList renderRules(const QJsonArray &rules, RenderContext context)
{
    Table table{{Terminal::tr("HOST"), Terminal::tr("RULE"), Terminal::tr("STATE"), Terminal::tr("VALUE"), Terminal::tr("THRESHOLD"),
                    Terminal::tr("INCIDENT"), Terminal::tr("UNIT")},
        {}};
    for (const QJsonValue &value : rules) {
        const QJsonObject finding = value.toObject();
        const QString rule = finding.value("rule"_L1).toString();
        const bool counts = rule == "restarts"_L1;
        const QJsonValue figure = finding.value("value"_L1);
        const QString shown = !figure.isDouble() ? none() : counts ? QString::number(figure.toInteger()) : percentText(figure.toDouble());
        const double threshold = finding.value("threshold"_L1).toDouble();
        const QString span = finding.value("span"_L1).toString();
        const QString limit = counts ? Terminal::tr("more than %1 within %2").arg(threshold).arg(span)
                                     : Terminal::tr("above %1 for %2").arg(percentText(threshold), span);
        table.rows.append({{text(finding, "hostName"_L1)}, {ruleName(rule)}, stateCell(finding, &verdict), {shown}, {limit},
            {text(finding, "incident"_L1)}, {text(finding, "unit"_L1)}});
    }
    return emptyOr(table, Terminal::tr("No hosts, so no rules."), context);
}

QStringList renderChecks(const QJsonArray &checks, RenderContext context)
{
    Table table{{Terminal::tr("ID"), Terminal::tr("KIND"), Terminal::tr("STATE"), Terminal::tr("LATENCY"), Terminal::tr("CERTIFICATE"),
                    Terminal::tr("TARGET"), Terminal::tr("REASON")},
        {}};
    for (const QJsonValue &value : checks) {
        const QJsonObject check = value.toObject();
        const QJsonValue latency = check.value("latencyMs"_L1);
        const auto expires = fromIso(check.value("certificateExpires"_L1).toString());
        table.rows.append({{text(check, "id"_L1)}, {text(check, "kind"_L1)}, stateCell(check, &checkState),
            {latency.isDouble() ? Terminal::tr("%1 ms").arg(latency.toInteger()) : none()},
            {!expires                        ? none()
                    : *expires > context.now ? ageText(*expires - context.now)
                                             : Terminal::tr("expired")},
            {text(check, "target"_L1)}, {check.value("reason"_L1).toString()}});
    }
    return emptyOr(table, Terminal::tr("No checks are configured."), context);
}

QStringList renderSources(const QJsonArray &sources, RenderContext context)
{
    Table table{
        {Terminal::tr("ID"), Terminal::tr("KIND"), Terminal::tr("STATE"), Terminal::tr("AGE"), Terminal::tr("NAME"), Terminal::tr("ERROR")},
        {}};
    for (const QJsonValue &value : sources) {
        const QJsonObject source = value.toObject();
        table.rows.append({{text(source, "id"_L1)}, {text(source, "kind"_L1)}, stateCell(source, &sourceState),
            {since(source, "lastSuccess"_L1, context.now)}, {text(source, "name"_L1)}, {source.value("error"_L1).toString()}});
    }
    return emptyOr(table, Terminal::tr("No sources are configured."), context);
}

QStringList renderSourceFacts(const QJsonArray &sources)
{
    QStringList lines;
    for (const QJsonValue &source : sources) {
        for (const QJsonValue &fact : source["facts"_L1].toArray())
            lines.append(Terminal::tr("%1: %2").arg(harmless(source["name"_L1].toString()), harmless(fact.toString())));
    }
    if (!lines.isEmpty())
        lines.prepend({});
    return lines;
}

QString renderWatchLine(const QJsonObject &line, RenderContext context)
{
    const auto at = fromIso(line.value("at"_L1).toString());
    Cell what = eventCell(line);
    const QString padding(std::max<qsizetype>(0, 16 - what.text.size()), u' ');
    const QString time = localTime(at.value_or(context.now), context.now) + "  "_L1;
    const qsizetype indent = time.size() + what.text.size() + padding.size() + 2;
    const QString subject = folded(subjectOf(line), indent, context.width).join(u'\n' + QString(indent, u' '));
    return time + inked(what, context.coloured) + padding + "  "_L1 + subject;
}

QStringList renderCheckRun(const QString &target, const QJsonObject &result, RenderContext context)
{
    const QJsonObject phases = result.value("phases"_L1).toObject();
    const QString reason = result.value("reason"_L1).toString();
    const Cell state = stateCell(result, &checkState);
    QString head = harmless(target) + "  "_L1 + inked(state, context.coloured);
    if (!reason.isEmpty())
        head = Terminal::tr("%1: %2").arg(head, harmless(reason));
    QStringList times;
    for (const auto &[key, name] : {std::pair("nameLookupMs"_L1, Terminal::tr("name")), std::pair("connectMs"_L1, Terminal::tr("connect")),
             std::pair("tlsMs"_L1, Terminal::tr("TLS")), std::pair("firstByteMs"_L1, Terminal::tr("first byte")),
             std::pair("transferMs"_L1, Terminal::tr("transfer")), std::pair("totalMs"_L1, Terminal::tr("total"))})
        times.append(phaseText(phases, key, name));
    times.removeAll(QString());
    QStringList facts;
    if (const int status = result.value("status"_L1).toInt(); status > 0)
        facts.append(Terminal::tr("status %1").arg(status));
    if (const QString peer = result.value("peer"_L1).toString(); !peer.isEmpty())
        facts.append(Terminal::tr("address %1").arg(harmless(peer)));
    if (const auto expires = fromIso(result.value("certificateExpires"_L1).toString()))
        facts.append(Terminal::tr("certificate until %1").arg(localDateTime(*expires)));
    QStringList lines{head, times.join(u" · "_s), facts.join(u" · "_s)};
    lines.removeAll(QString());
    return lines;
}

} // namespace nightbell
