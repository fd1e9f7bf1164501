// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timelineexport.h"

#include "domain/wording.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

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
    lines.append(
        u"| %1 | %2 | %3 | %4 |"_s.arg(Words::tr("Time (UTC)"), Words::tr("What happened"), Words::tr("Who"), Words::tr("Details")));
    lines.append(u"|---|---|---|---|"_s);
    for (const IncidentEvent &event : events) {
        const QString who = event.actor.isEmpty() ? Words::tr("Nightbell") : event.actor;
        lines.append(u"| %1 | %2 | %3 | %4 |"_s.arg(toIso(event.at), eventText(event.kind), cell(who), cell(event.text)));
    }
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
