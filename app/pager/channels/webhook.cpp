// SPDX-License-Identifier: GPL-3.0-or-later
#include "pager/channels/channel.h"

#include "net/cafile.h"
#include "net/http.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

enum class Preset : std::uint8_t { Json, Ntfy, Slack, Mattermost };

const Fields &webhookFields()
{
    static const Fields fields{
        {.key = u"preset"_s,
            .type = FieldType::Choice,
            .label = QT_TRANSLATE_NOOP("Field", "Who takes it"),
            .fallback = u"json"_s,
            .choices = {u"json"_s, u"ntfy"_s, u"slack"_s, u"mattermost"_s},
            .choiceNames = {QT_TRANSLATE_NOOP("FieldChoice", "Anything that takes JSON"), "ntfy", "Slack", "Mattermost"}},
        {.key = u"url"_s,
            .type = FieldType::Url,
            .label = QT_TRANSLATE_NOOP("Field", "Address"),
            .help = QT_TRANSLATE_NOOP("Field", "For ntfy with the topic: https://ntfy.sh/my-topic")},
        {.key = u"secret-url"_s,
            .type = FieldType::Secret,
            .label = QT_TRANSLATE_NOOP("Field", "Secret address"),
            .help = QT_TRANSLATE_NOOP(
                "Field", "Instead of the address where knowing it is enough to write there, as with Slack and Mattermost.")},
        {.key = u"token"_s,
            .type = FieldType::Secret,
            .label = QT_TRANSLATE_NOOP("Field", "Token"),
            .help = QT_TRANSLATE_NOOP("Field", "Empty where none is asked for.")},
        {.key = u"token-header"_s,
            .type = FieldType::Text,
            .label = QT_TRANSLATE_NOOP("Field", "Header of the token"),
            .help = QT_TRANSLATE_NOOP("Field", "With “Authorization” it is sent as a bearer."),
            .fallback = u"Authorization"_s},
        caFileField(),
    };
    return fields;
}

Preset presetOf(const FieldValues &values)
{
    const QString word = fieldValue(webhookFields(), values, u"preset"_s).toString();
    if (word == "ntfy"_L1)
        return Preset::Ntfy;
    if (word == "slack"_L1)
        return Preset::Slack;
    return word == "mattermost"_L1 ? Preset::Mattermost : Preset::Json;
}

bool hasSecretAddress(Preset preset)
{
    return preset == Preset::Slack || preset == Preset::Mattermost;
}

// RFC 9110, 5.1: a token, so that nothing can end the line.
bool isHeaderName(const QString &name)
{
    return !name.isEmpty() && name.size() <= 64
        && std::ranges::all_of(name, [](QChar c) { return c < u'\x7f' && (c.isLetterOrNumber() || c == u'-' || c == u'_'); });
}

QString problemOf(const FieldValues &values)
{
    const QString url = values.value(u"url"_s).toString();
    const Preset preset = presetOf(values);
    if (hasSecretAddress(preset) && !url.isEmpty())
        return u"expected no \"url\" with this preset: who knows it may write there, so it is kept as the secret \"secret-url\""_s;
    if (preset == Preset::Ntfy && !url.isEmpty() && QUrl(url).path().remove(u'/').isEmpty())
        return u"expected a topic at the end of \"url\", such as \"https://ntfy.sh/my-topic\", found none"_s;
    const QString header = fieldValue(webhookFields(), values, u"token-header"_s).toString();
    if (!isHeaderName(header))
        return u"expected the name of a header in \"token-header\", found \"%1\""_s.arg(header.left(64));
    return {};
}

QString presetName(Preset preset)
{
    switch (preset) {
    case Preset::Json:
        return u"JSON"_s;
    case Preset::Ntfy:
        return u"ntfy"_s;
    case Preset::Slack:
        return u"Slack"_s;
    case Preset::Mattermost:
        return u"Mattermost"_s;
    }
    return {};
}

QStringList recipientsOf(const FieldValues &values)
{
    const QUrl url(values.value(u"url"_s).toString());
    const Preset preset = presetOf(values);
    const QString name = presetName(preset);
    if (preset == Preset::Json && !url.host().isEmpty())
        return {url.host()};
    return {url.host().isEmpty() ? name : u"%1 (%2)"_s.arg(name, url.host())};
}

// What stands for itself in Slack's and Mattermost's markup.
QString plain(QString text)
{
    return text.replace(u'&', u"&amp;"_s).replace(u'<', u"&lt;"_s).replace(u'>', u"&gt;"_s);
}

QJsonObject genericBody(const ChannelMessage &message, TimePoint now)
{
    return {
        {u"id"_s, message.reference}, // the same in each attempt
        {u"answers"_s, message.answers},
        {u"event"_s, toWord(message.purpose)},
        {u"subject"_s, message.subject},
        {u"text"_s, message.text},
        {u"link"_s, message.link.toString(QUrl::FullyEncoded)},
        {u"step"_s, message.step},
        {u"due"_s, toIso(message.due)},
        {u"sent"_s, toIso(now)},
        {u"incident"_s,
            QJsonObject{
                {u"id"_s, message.incident.text()},
                {u"source"_s, message.source.text()},
                {u"title"_s, message.title},
                {u"service"_s, message.service},
                {u"host"_s, message.host},
                {u"severity"_s, toWord(message.severity)},
                {u"created"_s, toIso(message.since)},
            }},
    };
}

// https://docs.ntfy.sh/publish/#publish-as-json: to the server itself, with the topic in the body.
QJsonObject ntfyBody(const ChannelMessage &message, const QString &topic)
{
    const bool isUrgent = message.purpose == ChannelPurpose::Escalation;
    QJsonObject body{
        {u"topic"_s, topic},
        {u"title"_s, message.subject},
        {u"message"_s, message.text + u"\n("_s + message.reference + u')'},
        {u"priority"_s, isUrgent ? 5 : 3},
        {u"tags"_s, QJsonArray{isUrgent ? u"rotating_light"_s : u"white_check_mark"_s}},
    };
    if (!message.link.isEmpty())
        body.insert(u"click"_s, message.link.toString(QUrl::FullyEncoded));
    return body;
}

QJsonObject chatBody(const ChannelMessage &message, QLatin1StringView bold)
{
    QString text = bold + plain(message.subject) + bold + u'\n' + plain(message.text);
    if (!message.link.isEmpty())
        text += u'\n' + message.link.toString(QUrl::FullyEncoded);
    return {{u"text"_s, text + u"\n("_s + message.reference + u')'}};
}

HttpRequest requestOf(const ChannelContext &context, const ChannelMessage &message)
{
    const FieldValues &values = context.values;
    const Preset preset = presetOf(values);
    const QString secretUrl = values.value(u"secret-url"_s).toString().trimmed();
    HttpRequest request;
    request.method = "POST";
    request.isUrlSecret = !secretUrl.isEmpty();
    request.url = QUrl(request.isUrlSecret ? secretUrl : values.value(u"url"_s).toString());
    request.caFile = values.value(u"ca-file"_s).toString();
    request.maximumBytes = 64LL * 1024;
    request.headers.append(HttpHeader{"Content-Type", "application/json"});
    request.headers.append(HttpHeader{"Idempotency-Key", message.reference.toLatin1()});
    const QByteArray token = values.value(u"token"_s).toString().trimmed().toUtf8();
    const QByteArray header = fieldValue(webhookFields(), values, u"token-header"_s).toString().toLatin1();
    if (!token.isEmpty()) {
        const bool isBearer = header.compare("authorization", Qt::CaseInsensitive) == 0;
        request.headers.append(HttpHeader{header, isBearer ? "Bearer " + token : token});
    }
    QJsonObject body;
    switch (preset) {
    case Preset::Json:
        body = genericBody(message, context.now);
        break;
    case Preset::Ntfy:
        body = ntfyBody(message, request.url.path().section(u'/', -1, -1, QString::SectionSkipEmpty));
        request.url.setPath(u"/"_s);
        break;
    case Preset::Slack:
        body = chatBody(message, "*"_L1);
        break;
    case Preset::Mattermost:
        body = chatBody(message, "**"_L1);
        break;
    }
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return request;
}

Expected<Done> outcomeOf(const HttpReply &reply, TimePoint now)
{
    if (reply.status >= 200 && reply.status < 300)
        return Done{};
    Error error{reply.status < 400 ? ErrorKind::BadAnswer : errorKindOf(reply.status), u"HTTP %1"_s.arg(reply.status)};
    error.retryAfter = parseRetryAfter(reply.header("Retry-After"), now).value_or(Duration(0));
    return error;
}

QCoro::Task<Expected<Done>> deliver(ChannelContext context, QString, ChannelMessage message)
{
    if (const QString problem = problemOf(context.values); !problem.isEmpty())
        co_return Error{ErrorKind::BadInput, problem};
    HttpRequest request = requestOf(context, message);
    if (request.url.isEmpty())
        co_return Error{ErrorKind::BadInput, u"there is no address: neither \"url\" nor the secret \"secret-url\""_s};
    if (!isAllowedUrl(request.url))
        co_return Error{ErrorKind::BadInput, u"its address is neither https nor on this machine"_s};
    const auto reply = co_await context.transport->send(std::move(request));
    if (!reply)
        co_return reply.error();
    co_return outcomeOf(*reply, context.now);
}

} // namespace

const ChannelKind &webhookChannel()
{
    static const ChannelKind kind{
        .id = "webhook",
        .name = QT_TRANSLATE_NOOP("ChannelKind", "Webhook"),
        .fields = webhookFields(),
        .recipients = &recipientsOf,
        .problem = &problemOf,
        .deliver = &deliver,
    };
    return kind;
}

} // namespace nightbell
