// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/prometheus/silences.h"

#include "base/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace nightbell::prometheus {

using namespace Qt::StringLiterals;

namespace {

constexpr auto acknowledgement = "ACK!"_L1;
constexpr auto snooze = "[snoozed]"_L1;

std::optional<Silence> readSilence(const JsonValue &value)
{
    Silence silence;
    silence.id = value["id"].stringOr({});
    const auto starts = fromIso(value["startsAt"].stringOr({}));
    const auto ends = fromIso(value["endsAt"].stringOr({}));
    QList<Matcher> matchers;
    const auto read = value["matchers"].forEach([&matchers](const JsonValue &matcher) {
        matchers.append(Matcher{matcher["name"].stringOr({}), matcher["value"].stringOr({}), matcher["isRegex"].boolOr(false),
            matcher["isEqual"].boolOr(true)});
    });
    if (silence.id.isEmpty() || !starts || !ends || !read)
        return std::nullopt;
    silence.matchers = Matchers(matchers);
    silence.startsAt = *starts;
    silence.endsAt = *ends;
    silence.createdBy = value["createdBy"].stringOr({});
    silence.comment = value["comment"].stringOr({});
    return silence;
}

} // namespace

Expected<QList<Silence>> readSilences(QByteArrayView body)
{
    const auto document = JsonDocument::parse(body);
    if (!document)
        return document.error();
    QList<Silence> silences;
    const auto read = document->root().forEach([&silences](const JsonValue &value) {
        if (value["status"]["state"].stringOr({}) == "expired"_L1)
            return;
        if (const auto silence = readSilence(value))
            silences.append(*silence);
    });
    return read ? Expected<QList<Silence>>(silences) : read.error();
}

QByteArray silenceJson(const Silence &silence)
{
    QJsonArray matchers;
    for (const Matcher &matcher : silence.matchers.all()) {
        matchers.append(QJsonObject{
            {u"name"_s, matcher.name}, {u"value"_s, matcher.value}, {u"isRegex"_s, matcher.isRegex}, {u"isEqual"_s, matcher.isEqual}});
    }
    QJsonObject object{{u"matchers"_s, matchers}, {u"startsAt"_s, toIso(silence.startsAt)}, {u"endsAt"_s, toIso(silence.endsAt)},
        {u"createdBy"_s, silence.createdBy}, {u"comment"_s, silence.comment}};
    if (!silence.id.isEmpty())
        object.insert(u"id"_s, silence.id);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Expected<QString> readSilenceId(QByteArrayView body)
{
    const auto document = JsonDocument::parse(body);
    if (!document)
        return document.error();
    return document->root()["silenceID"].toString();
}

QString acknowledgementComment(const QString &text)
{
    return acknowledgement + u' ' + text;
}

QString snoozeComment(const QString &text)
{
    return snooze + u' ' + text;
}

bool isAcknowledgement(const Silence &silence)
{
    return goesOnUntilResolved(silence) || silence.comment.startsWith(snooze);
}

bool goesOnUntilResolved(const Silence &silence)
{
    return silence.comment.startsWith(acknowledgement);
}

QString plainComment(const Silence &silence)
{
    const QString &comment = silence.comment;
    if (comment.startsWith(acknowledgement))
        return comment.mid(acknowledgement.size()).trimmed();
    return comment.startsWith(snooze) ? comment.mid(snooze.size()).trimmed() : comment;
}

} // namespace nightbell::prometheus
