// SPDX-License-Identifier: GPL-3.0-or-later
#include "pager/channels/channel.h"

#include "domain/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace nightbell {

using namespace Qt::StringLiterals;

QString toWord(ChannelPurpose purpose)
{
    switch (purpose) {
    case ChannelPurpose::Escalation:
        return u"escalation"_s;
    case ChannelPurpose::Over:
        return u"over"_s;
    case ChannelPurpose::Test:
        return u"test"_s;
    }
    return {};
}

std::optional<ChannelPurpose> channelPurposeFromWord(QStringView word)
{
    return fromWord(word, {ChannelPurpose::Escalation, ChannelPurpose::Over, ChannelPurpose::Test});
}

QString toJson(const ChannelMessage &message)
{
    QJsonArray others;
    for (const IncidentId &other : message.others)
        others.append(other.text());
    const QJsonObject object{
        {u"purpose"_s, toWord(message.purpose)},
        {u"reference"_s, message.reference},
        {u"answers"_s, message.answers},
        {u"subject"_s, message.subject},
        {u"text"_s, message.text},
        {u"link"_s, message.link.toString()},
        {u"incident"_s, message.incident.text()},
        {u"source"_s, message.source.text()},
        {u"title"_s, message.title},
        {u"service"_s, message.service},
        {u"host"_s, message.host},
        {u"severity"_s, toWord(message.severity)},
        {u"step"_s, message.step},
        {u"since"_s, toMilliseconds(message.since)},
        {u"due"_s, toMilliseconds(message.due)},
        {u"others"_s, others},
    };
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

std::optional<ChannelMessage> channelMessageFromJson(const QString &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    const auto purpose = channelPurposeFromWord(object.value("purpose"_L1).toString());
    if (!purpose)
        return std::nullopt;
    ChannelMessage message;
    message.purpose = *purpose;
    message.reference = object.value("reference"_L1).toString();
    message.answers = object.value("answers"_L1).toString();
    message.subject = object.value("subject"_L1).toString();
    message.text = object.value("text"_L1).toString();
    message.link = QUrl(object.value("link"_L1).toString());
    message.incident = IncidentId(object.value("incident"_L1).toString());
    message.source = SourceId(object.value("source"_L1).toString());
    message.title = object.value("title"_L1).toString();
    message.service = object.value("service"_L1).toString();
    message.host = object.value("host"_L1).toString();
    message.severity = severityFromWord(object.value("severity"_L1).toString()).value_or(Severity::Unknown);
    message.step = object.value("step"_L1).toInt();
    message.since = fromMilliseconds(object.value("since"_L1).toInteger());
    message.due = fromMilliseconds(object.value("due"_L1).toInteger());
    for (const QJsonValue &other : object.value("others"_L1).toArray())
        message.others.append(IncidentId(other.toString()));
    return message;
}

} // namespace nightbell
