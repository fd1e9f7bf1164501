// SPDX-License-Identifier: GPL-3.0-or-later
#include "pager/events.h"

#include "base/backoff.h"
#include "base/json.h"
#include "base/log.h"
#include "domain/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

QByteArray encoded(const Event &event, const QString &routingKey, const QString &details)
{
    QJsonObject body{{u"routing_key"_s, routingKey}, {u"event_action"_s, toWord(event.action)}, {u"dedup_key"_s, event.dedupKey}};
    if (event.action == EventAction::Trigger) {
        QJsonObject payload{{u"summary"_s, shortened(event.summary, longestSummary)}, {u"source"_s, event.host},
            {u"severity"_s, toWord(event.severity)}, {u"timestamp"_s, toIso(event.at)}};
        if (!event.service.isEmpty())
            payload.insert(u"component"_s, event.service.text());
        if (!details.isEmpty())
            payload.insert(u"custom_details"_s, QJsonObject{{u"details"_s, details}});
        body.insert(u"payload"_s, payload);
        body.insert(u"client"_s, u"Nightbell"_s);
        if (!event.url.isEmpty())
            body.insert(u"links"_s, QJsonArray{QJsonObject{{u"href"_s, event.url.toString(QUrl::FullyEncoded)}}});
    }
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

// "Event object is invalid: Length of 'routing_key' is incorrect"
QString reasonOf(const HttpReply &reply)
{
    const auto document = JsonDocument::parse(reply.body);
    if (!document)
        return {};
    const QString message = document->root()["message"].stringOr({});
    const QStringList errors = document->root()["errors"].toStringList();
    if (errors.isEmpty())
        return message;
    return message.isEmpty() ? errors.join("; "_L1) : message + ": "_L1 + errors.join("; "_L1);
}

Error errorOf(const HttpReply &reply, TimePoint now)
{
    const QString detail = redact(reasonOf(reply).left(500));
    const QString status = QString::number(reply.status);
    if (reply.status == 429 || reply.status >= 500) {
        const auto wait = parseRetryAfter(reply.header("Retry-After"), now).value_or(Duration(0));
        return Error{reply.status == 429 ? ErrorKind::TooManyRequests : ErrorKind::Server, detail.isEmpty() ? status : detail, wait};
    }
    switch (reply.status) {
    case 401:
        return Error{ErrorKind::Unauthorized, detail};
    case 402:
    case 403:
        return Error{ErrorKind::Forbidden, detail};
    case 404:
        return Error{ErrorKind::NotFound, detail};
    case 400:
    case 413:
    case 422:
        return Error{ErrorKind::BadInput, detail.isEmpty() ? u"the event was refused (%1)"_s.arg(status) : detail};
    default:
        return Error{ErrorKind::BadAnswer, u"status %1"_s.arg(status)};
    }
}

QUrl enqueueUrl(QUrl base)
{
    QString path = base.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    base.setPath(path + "/v2/enqueue"_L1);
    return base;
}

} // namespace

QString toWord(EventAction action)
{
    switch (action) {
    case EventAction::Trigger:
        return u"trigger"_s;
    case EventAction::Acknowledge:
        return u"acknowledge"_s;
    case EventAction::Resolve:
        return u"resolve"_s;
    }
    return {};
}

std::optional<EventAction> eventActionFromWord(QStringView word)
{
    return fromWord(word, {EventAction::Trigger, EventAction::Acknowledge, EventAction::Resolve});
}

QString shortened(const QString &text, qsizetype longest)
{
    if (text.size() <= longest)
        return text;
    qsizetype end = longest - 1;
    if (end > 0 && text[end - 1].isHighSurrogate())
        --end; // half of a character is none
    return text.first(end) + u'…';
}

Expected<QByteArray> encodeEvent(const Event &event, const QString &routingKey)
{
    if (event.dedupKey.isEmpty() || event.dedupKey.size() > longestDedupKey)
        return Error{ErrorKind::BadInput, u"the dedup key: expected 1 to %1 characters"_s.arg(longestDedupKey)};
    if (event.action == EventAction::Trigger && event.summary.trimmed().isEmpty())
        return Error{ErrorKind::BadInput, u"the summary: expected a text"_s};
    QString details = event.details;
    QByteArray body = encoded(event, routingKey, details);
    while (body.size() > largestEvent && details.size() > 1) {
        details = shortened(details, details.size() / 2);
        body = encoded(event, routingKey, details);
    }
    return body;
}

Expected<QString> decodeEventReply(const HttpReply &reply, TimePoint now)
{
    if (reply.status != 202)
        return errorOf(reply, now);
    const auto document = JsonDocument::parse(reply.body);
    if (!document)
        return document.error();
    return document->root()["dedup_key"].toString();
}

QCoro::Task<Expected<QString>> sendEvent(
    std::shared_ptr<Transport> transport, QUrl base, QString routingKey, Event event, const Clock &clock)
{
    const auto body = encodeEvent(event, routingKey);
    if (!body)
        co_return body.error();
    HttpRequest request;
    request.method = "POST";
    request.url = enqueueUrl(base);
    request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
    request.body = *body;
    const auto reply = co_await transport->send(std::move(request));
    if (!reply)
        co_return reply.error();
    auto key = decodeEventReply(*reply, clock.now());
    if (key)
        co_return QString(*key);
    Error error = key.error();
    if (!routingKey.isEmpty())
        error.detail.replace(routingKey, u"…"_s); // a proxy may quote what it was sent
    co_return error;
}

std::optional<Duration> nextEventAttempt(const Error &error, int failures, const EventPace &pace)
{
    const std::array again{ErrorKind::Timeout, ErrorKind::Unreachable, ErrorKind::Server, ErrorKind::TooManyRequests};
    if (failures >= pace.attempts || std::ranges::find(again, error.kind) == again.end())
        return std::nullopt;
    const bool tooMany = error.kind == ErrorKind::TooManyRequests;
    const Duration floor = std::max(error.retryAfter, tooMany ? pace.afterTooMany : Duration(0));
    if (floor > pace.longest)
        return std::nullopt;
    return nextDelay(failures - 1, pace.first, pace.ceiling, floor, 0);
}

} // namespace nightbell
