// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timelineexport.h"

#include "domain/wording.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <initializer_list>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TimelineExport)
};

// Text of others must not break the table or become markup.
QString cell(QString text)
{
    static constexpr auto special = u"\\`*_{}[]<>|#~";
    QString result;
    for (const QChar letter : text.simplified()) {
        if (QStringView(special).contains(letter))
            result += u'\\';
        result += letter;
    }
    return result;
}

// The first of that kind from `since` on; nullptr: there is none.
const IncidentEvent *firstOf(const QList<IncidentEvent> &events, std::initializer_list<IncidentEventKind> kinds, TimePoint since)
{
    const auto found = std::ranges::find_if(
        events, [&](const IncidentEvent &event) { return event.at >= since && std::ranges::find(kinds, event.kind) != kinds.end(); });
    return found == events.end() ? nullptr : &*found;
}

QString howLong(Duration duration)
{
    const auto seconds = static_cast<double>(duration.count()) / 1000;
    return seconds < 120 ? Words::tr("%1 s").arg(seconds, 0, 'f', 1) : spanText(std::chrono::floor<std::chrono::seconds>(duration));
}

// How long each step took, from the page on; what did not happen is said to.
QStringList durations(const QList<IncidentEvent> &events)
{
    using enum IncidentEventKind;
    QStringList lines{u"## "_s + Words::tr("How long it took"), QString()};
    const IncidentEvent *opened = firstOf(events, {Opened}, {});
    const IncidentEvent *paged = firstOf(events, {Paged}, {});
    const auto add = [&lines](const QString &what, const IncidentEvent *from, const IncidentEvent *to, const QString &more = {}) {
        if (from && to)
            lines.append(u"- %1: %2%3"_s.arg(what, howLong(to->at - from->at), more.isEmpty() ? QString() : u" ("_s + cell(more) + u')'));
    };
    if (opened)
        add(Words::tr("Until it was seen"), opened, firstOf(events, {Seen}, opened->at));
    add(Words::tr("Until somebody was paged"), opened, paged);
    if (paged) {
        const IncidentEvent *shown = firstOf(events, {Shown}, paged->at);
        const IncidentEvent *answered = firstOf(events, {ActionRequested, Acknowledged}, paged->at);
        const IncidentEvent *told = firstOf(events, {BackupTold}, paged->at);
        add(Words::tr("From the page until it was on the screen"), paged, shown, shown ? shown->text : QString());
        add(Words::tr("From the page until it was heard"), paged, firstOf(events, {Sounded}, paged->at));
        add(Words::tr("From the page until the backup was told"), paged, told, told ? told->text : QString());
        add(Words::tr("From the page until the first answer"), paged, answered, answered ? answered->actor : QString());
        if (!answered)
            lines.append(u"- "_s + Words::tr("Nobody has answered the page."));
    } else {
        lines.append(u"- "_s + Words::tr("Nobody was paged from here."));
    }
    add(Words::tr("In all, until it was resolved"), opened, firstOf(events, {Resolved}, opened ? opened->at : TimePoint()));
    return lines;
}

} // namespace

QString timelineMarkdown(const QList<IncidentEvent> &events, const Names &names)
{
    if (events.isEmpty())
        return {};
    const IncidentEvent &first = events.constFirst();
    QStringList lines;
    lines.append(u"# "_s + cell(events.constLast().title));
    lines.append(QString());
    lines.append(Words::tr("Incident %1, reported by %2.").arg(cell(first.incident.text()), cell(names.of(first.source))));
    lines.append(Words::tr("From %1 to %2 (UTC).").arg(toIso(first.at), toIso(events.constLast().at)));
    lines.append(QString());
    lines += durations(events);
    lines.append(QString());
    lines.append(u"## "_s + Words::tr("What happened"));
    lines.append(QString());
    lines.append(
        u"| %1 | %2 | %3 | %4 |"_s.arg(Words::tr("Time (UTC)"), Words::tr("What happened"), Words::tr("Who"), Words::tr("Details")));
    lines.append(u"|---|---|---|---|"_s);
    for (const IncidentEvent &event : events) {
        const QString who = event.actor.isEmpty() ? Words::tr("Nightbell") : event.actor;
        lines.append(u"| %1 | %2 | %3 | %4 |"_s.arg(toIso(event.at), eventText(event.kind), cell(who), cell(event.text)));
    }
    for (const QString &part :
        {Words::tr("Impact"), Words::tr("Cause"), Words::tr("What went well, what did not"), Words::tr("What is to be done")})
        lines.append({QString(), u"## "_s + part, QString(), u"…"_s});
    return lines.join(u'\n') + u'\n';
}

QByteArray timelineJson(const QList<IncidentEvent> &events)
{
    QJsonArray list;
    for (const IncidentEvent &event : events) {
        list.append(QJsonObject{
            {u"at"_s, toIso(event.at)},
            {u"event"_s, toWord(event.kind)},
            {u"actor"_s, event.actor},
            {u"what"_s, event.what},
            {u"place"_s, event.place},
            {u"title"_s, event.title},
            {u"text"_s, event.text},
        });
    }
    QJsonObject whole{{u"events"_s, list}};
    if (!events.isEmpty()) {
        whole.insert(u"incident"_s, events.constFirst().incident.text());
        whole.insert(u"source"_s, events.constFirst().source.text());
        whole.insert(u"title"_s, events.constLast().title);
    }
    return QJsonDocument(whole).toJson(QJsonDocument::Indented);
}

} // namespace nightbell
