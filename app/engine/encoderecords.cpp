// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/encoderecords.h"

#include "domain/wording.h"

#include <QJsonArray>

#include <cmath>

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

QJsonValue reasonOrNull(const std::optional<Error> &error)
{
    return error ? QJsonValue(errorText(*error)) : QJsonValue();
}

QJsonValue milliseconds(const std::optional<Duration> &duration)
{
    return duration ? QJsonValue(static_cast<qint64>(duration->count())) : QJsonValue();
}

QJsonObject encodeSilence(const Silence &silence)
{
    QJsonArray reached;
    for (const IncidentId &incident : silence.reached)
        reached.append(incident.text());
    return {{u"id"_s, silence.id.text()}, {u"reach"_s, silence.reach}, {u"creator"_s, textOrNull(silence.creator)},
        {u"comment"_s, textOrNull(silence.comment)}, {u"starts"_s, toIso(silence.starts)}, {u"ends"_s, timeOrNull(silence.ends)},
        {u"acknowledgement"_s, silence.isAcknowledgement}, {u"untilResolved"_s, silence.lastsUntilResolved}, {u"incidents"_s, reached}};
}

} // namespace

QJsonObject encodeSilences(const SilenceStatus &status)
{
    QJsonArray silences;
    for (const Silence &silence : status.answer.value_or(SilenceAnswer()).silences)
        silences.append(encodeSilence(silence));
    return {{u"source"_s, status.source.text()}, {u"name"_s, status.name}, {u"example"_s, status.example},
        {u"askedAt"_s, status.answer ? QJsonValue(toIso(status.askedAt)) : QJsonValue()}, {u"error"_s, reasonOrNull(status.error)},
        {u"incomplete"_s, status.answer ? reasonOrNull(status.answer->incomplete) : QJsonValue()}, {u"silences"_s, silences}};
}

QJsonObject encode(const IncidentEvent &event)
{
    return {{u"at"_s, toIso(event.at)}, {u"kind"_s, toWord(event.kind)}, {u"incident"_s, textOrNull(event.incident.text())},
        {u"source"_s, textOrNull(event.source.text())}, {u"title"_s, event.title}, {u"text"_s, textOrNull(event.text)},
        {u"by"_s, textOrNull(event.actor)}, {u"what"_s, textOrNull(event.what)}, {u"place"_s, textOrNull(event.place)}};
}

QJsonObject encode(const PageStatistics &statistics)
{
    QJsonArray services;
    for (const ServicePages &service : statistics.services)
        services.append(QJsonObject{{u"service"_s, textOrNull(service.service.text())}, {u"pages"_s, service.pages},
            {u"medianMs"_s, milliseconds(service.median)}});
    return {{u"from"_s, toIso(statistics.from)}, {u"to"_s, toIso(statistics.to)}, {u"pages"_s, statistics.pages},
        {u"answered"_s, statistics.answered}, {u"toldBackup"_s, statistics.toldBackup}, {u"medianMs"_s, milliseconds(statistics.median)},
        {u"ninetiethMs"_s, milliseconds(statistics.ninetieth)}, {u"nightPages"_s, statistics.nightPages}, {u"nights"_s, statistics.nights},
        {u"pagesPerNight"_s, std::round(statistics.pagesPerNight() * 100) / 100}, {u"services"_s, services}};
}

} // namespace nightbell
