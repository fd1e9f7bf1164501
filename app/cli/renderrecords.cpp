// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/renderrecords.h"

#include "domain/incident.h"
#include "domain/wording.h"

#include <QCoreApplication>
#include <QLocale>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

struct Terminal
{
    Q_DECLARE_TR_FUNCTIONS(Terminal)
};

constexpr qsizetype longestText = 160; // of an event; all of it is in the JSON

QString orNone(const QString &text)
{
    return text.isEmpty() ? u"–"_s : text;
}

Cell endCell(const QJsonValue &silence, TimePoint now)
{
    const auto starts = fromIso(silence["starts"_L1].toString());
    const auto ends = fromIso(silence["ends"_L1].toString());
    if (silence["untilResolved"_L1].toBool())
        return {Terminal::tr("when resolved")};
    const QString end = ends ? clockTime(*ends, now) : Terminal::tr("when ended");
    const bool isToCome = starts && *starts > now;
    return {isToCome ? Terminal::tr("%1 – %2").arg(clockTime(*starts, now), end) : end, isToCome ? Ink::Faint : Ink::Plain};
}

Ink inkOf(IncidentEventKind kind)
{
    switch (kind) {
    case IncidentEventKind::Paged:
    case IncidentEventKind::BackupMissed:
    case IncidentEventKind::ActionRefused:
        return Ink::Bad;
    case IncidentEventKind::BackupTold:
    case IncidentEventKind::ActionQueued:
        return Ink::Warning;
    case IncidentEventKind::Acknowledged:
    case IncidentEventKind::Resolved:
    case IncidentEventKind::ActionConfirmed:
    case IncidentEventKind::PageCleared:
        return Ink::Good;
    case IncidentEventKind::Opened:
    case IncidentEventKind::Seen:
    case IncidentEventKind::Updated:
    case IncidentEventKind::Shown:
    case IncidentEventKind::Sounded:
    case IncidentEventKind::ActionRequested:
    case IncidentEventKind::ActionSent:
    case IncidentEventKind::Note:
    case IncidentEventKind::OnCall:
        break;
    }
    return Ink::Plain;
}

Cell kindCell(const QString &word)
{
    const auto kind = incidentEventKindFromWord(word);
    return kind ? Cell{eventText(*kind), inkOf(*kind)} : Cell{word};
}

QString eventLine(const QJsonValue &event)
{
    const QString title = event["title"_L1].toString();
    QString text = event["text"_L1].toString().simplified();
    if (text.isEmpty())
        return title;
    if (text.size() > longestText)
        text = text.left(longestText - 1) + u'…';
    return title.isEmpty() ? text : Terminal::tr("%1: %2").arg(title, text);
}

// "40 s", "2 min 3 s": how long an answer took.
QString timeText(const QJsonValue &milliseconds)
{
    if (!milliseconds.isDouble())
        return u"–"_s;
    const qint64 seconds = milliseconds.toInteger() / 1000;
    if (seconds < 60)
        return Terminal::tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return Terminal::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return Terminal::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
}

} // namespace

QStringList renderSilences(const QJsonArray &sources, RenderContext context)
{
    if (sources.isEmpty())
        return {Terminal::tr("No source that is configured has silences. Alertmanager and Datadog have.")};
    Table table{{Terminal::tr("ID"), Terminal::tr("SOURCE"), Terminal::tr("ENDS"), Terminal::tr("INCIDENTS"), Terminal::tr("BY"),
                    Terminal::tr("REACH"), Terminal::tr("COMMENT")},
        {}};
    for (const QJsonValue &source : sources) {
        for (const QJsonValue &silence : source["silences"_L1].toArray()) {
            table.rows.append({{silence["id"_L1].toString()}, {source["source"_L1].toString()}, endCell(silence, context.now),
                {QString::number(silence["incidents"_L1].toArray().size())}, {orNone(silence["creator"_L1].toString())},
                {silence["reach"_L1].toString()}, {silence["comment"_L1].toString()}});
        }
    }
    return table.rows.isEmpty() ? QStringList{Terminal::tr("No silences.")} : table.lines(context.coloured, context.width);
}

QStringList renderMadeSilence(const QJsonObject &silence, RenderContext context)
{
    const auto ends = fromIso(silence.value("ends"_L1).toString());
    const QString until = ends ? clockTime(*ends, context.now) : u"–"_s;
    const auto count = static_cast<int>(silence.value("incidents"_L1).toArray().size());
    QStringList lines{Terminal::tr("Quiet until %1: %2").arg(until, harmless(silence.value("reach"_L1).toString()))};
    lines.append(
        count > 0 ? Terminal::tr("It reaches %n open incident(s).", nullptr, count) : Terminal::tr("It reaches no open incident now."));
    return lines;
}

QStringList renderHistory(const QJsonArray &events, RenderContext context)
{
    if (events.isEmpty())
        return {Terminal::tr("Nothing of that has happened.")};
    Table table{{Terminal::tr("TIME"), Terminal::tr("WHAT"), Terminal::tr("INCIDENT"), Terminal::tr("BY"), Terminal::tr("TITLE")}, {}};
    for (const QJsonValue &event : events) {
        const auto at = fromIso(event["at"_L1].toString());
        table.rows.append({{at ? localDateTime(*at) : u"–"_s}, kindCell(event["kind"_L1].toString()),
            {orNone(event["incident"_L1].toString())}, {orNone(event["by"_L1].toString())}, {eventLine(event)}});
    }
    return table.lines(context.coloured, context.width);
}

QStringList renderStatistics(const QJsonObject &statistics, RenderContext context)
{
    const int pages = statistics.value("pages"_L1).toInt();
    const auto from = fromIso(statistics.value("from"_L1).toString());
    QStringList lines{Terminal::tr("Since %1, %n night(s)", nullptr, statistics.value("nights"_L1).toInt())
                          .arg(localDateTime(from.value_or(context.now)))};
    if (pages == 0)
        return lines + QStringList{Terminal::tr("No pages.")};
    lines.append(Terminal::tr("%n page(s)", nullptr, pages));
    lines.append(Terminal::tr("%1 answered: half within %2, nine of ten within %3")
                     .arg(statistics.value("answered"_L1).toInt())
                     .arg(timeText(statistics.value("medianMs"_L1)), timeText(statistics.value("ninetiethMs"_L1))));
    lines.append(Terminal::tr("%1 told to the backup").arg(statistics.value("toldBackup"_L1).toInt()));
    lines.append(Terminal::tr("%1 from 22:00 to 06:00, %2 a night")
                     .arg(statistics.value("nightPages"_L1).toInt())
                     .arg(QLocale().toString(statistics.value("pagesPerNight"_L1).toDouble(), 'f', 2)));
    Table table{{Terminal::tr("SERVICE"), Terminal::tr("PAGES"), Terminal::tr("HALF WITHIN")}, {}};
    for (const QJsonValue &service : statistics.value("services"_L1).toArray())
        table.rows.append({{orNone(service["service"_L1].toString())}, {QString::number(service["pages"_L1].toInt())},
            {timeText(service["medianMs"_L1])}});
    return lines + QStringList{QString()} + table.lines(context.coloured, context.width);
}

} // namespace nightbell
