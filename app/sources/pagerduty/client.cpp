// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/pagerduty/client.h"

#include <algorithm>

namespace nightbell::pagerduty {
namespace {

using namespace Qt::StringLiterals;

// Without a word from them how long (PagerDuty's guide: a 429 may come without headers and body).
constexpr Duration restAfterTooMany = std::chrono::seconds(45);
constexpr qint64 largestAnswer = 32LL * 1024 * 1024; // a page of 100 incidents is below 1 MB
constexpr Duration deadline = std::chrono::seconds(12);

HttpRequest requestOf(const Client &client, const QByteArray &method, const QString &path, const QUrlQuery &query, const QByteArray &body)
{
    HttpRequest request;
    request.method = method;
    request.url = client.base;
    QString base = client.base.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    request.url.setPath(base + (path.startsWith(u'/') ? path : u'/' + path));
    if (!query.isEmpty())
        request.url.setQuery(query);
    request.headers = {{"Accept", "application/vnd.pagerduty+json;version=2"}, {"Authorization", "Token token=" + client.token.toUtf8()}};
    if (!body.isEmpty())
        request.headers.append(HttpHeader{"Content-Type", "application/json"});
    // Needed by whatever changes something, and refused nowhere.
    if (method != "GET" && !client.from.isEmpty())
        request.headers.append(HttpHeader{"From", client.from});
    request.body = body;
    request.caFile = client.caFile;
    request.deadline = deadline;
    request.maximumBytes = largestAnswer;
    return request;
}

void note(Budget &budget, const HttpReply &reply)
{
    bool isNumber = false;
    if (const int limit = reply.header("ratelimit-limit").toInt(&isNumber); isNumber && limit > 0)
        budget.limit = limit;
    const int remaining = reply.header("ratelimit-remaining").toInt(&isNumber);
    budget.remaining = isNumber ? std::optional(remaining) : std::nullopt;
}

Duration restOf(const HttpReply &reply, TimePoint now)
{
    bool isNumber = false;
    const int seconds = reply.header("ratelimit-reset").toInt(&isNumber);
    if (isNumber && seconds >= 0)
        return std::chrono::seconds(seconds + 1);
    return parseRetryAfter(reply.header("retry-after"), now).value_or(restAfterTooMany);
}

ErrorKind kindOf(int status, int code)
{
    switch (status) {
    case 401:
        return ErrorKind::Unauthorized;
    case 402:
    case 403:
        return ErrorKind::Forbidden;
    case 404:
        return ErrorKind::NotFound;
    case 408:
        return ErrorKind::Timeout;
    case 413:
        return ErrorKind::TooLarge;
    case 429:
        return ErrorKind::TooManyRequests;
    default:
        break;
    }
    if (status >= 500)
        return ErrorKind::Server;
    // 1001 to 1019: the incident is not (any more) as the request has it.
    return code >= 1001 && code <= 1019 && code != 1008 ? ErrorKind::Conflict : ErrorKind::BadInput;
}

Error refusal(const HttpReply &reply, TimePoint now)
{
    int code = 0;
    QString message;
    if (const auto document = JsonDocument::parse(reply.body)) {
        const JsonValue error = document->root()["error"];
        code = static_cast<int>(error["code"].integerOr(0));
        message = textOf(error["message"]);
        const QStringList more = error["errors"].toStringList();
        if (!more.isEmpty())
            message += u": "_s + more.join("; "_L1);
    }
    Error error{kindOf(reply.status, code), u"status %1"_s.arg(reply.status)};
    if (code != 0)
        error.detail += u", code %1"_s.arg(code);
    if (!message.isEmpty())
        error.detail += u": "_s + message.left(300);
    if (error.kind == ErrorKind::TooManyRequests)
        error.retryAfter = restOf(reply, now);
    return error;
}

QCoro::Task<Expected<JsonDocument>> ask(ClientPtr client, QByteArray method, QString path, QUrlQuery query, QByteArray body)
{
    HttpRequest request = requestOf(*client, method, path, query, body);
    ++client->budget.spent;
    const auto reply = co_await client->transport->send(std::move(request));
    if (!reply)
        co_return reply.error();
    note(client->budget, *reply);
    if (reply->status >= 300 && reply->status < 400)
        co_return Error{
            ErrorKind::BadAnswer, u"%1: redirected (status %2); the token is not sent elsewhere"_s.arg(path).arg(reply->status)};
    if (reply->status < 200 || reply->status >= 400)
        co_return refusal(*reply, client->clock.now());
    if (reply->status == 204 || reply->body.isEmpty()) {
        auto empty = JsonDocument::parse("{}");
        co_return empty;
    }
    auto document = JsonDocument::parse(reply->body);
    if (!document)
        co_return Error{ErrorKind::BadAnswer, path + u": "_s + document.error().detail};
    co_return document;
}

} // namespace

QCoro::Task<Expected<JsonDocument>> get(ClientPtr client, QString path, QUrlQuery query)
{
    return ask(std::move(client), "GET", std::move(path), std::move(query), {});
}

QCoro::Task<Expected<JsonDocument>> send(ClientPtr client, QByteArray method, QString path, QByteArray body)
{
    return ask(std::move(client), std::move(method), std::move(path), {}, std::move(body));
}

int codeOf(const Error &error)
{
    const qsizetype at = error.detail.indexOf(", code "_L1);
    if (at < 0)
        return 0;
    const QStringView rest = QStringView(error.detail).mid(at + 7);
    qsizetype digits = 0;
    while (digits < rest.size() && rest.at(digits).isDigit())
        ++digits;
    return rest.first(digits).toInt();
}

Get getOf(const ClientPtr &client)
{
    return [client](QString path, QUrlQuery query) { return get(client, std::move(path), std::move(query)); };
}

Post postOf(const ClientPtr &client)
{
    return [client](QString path, QByteArray body) { return send(client, "POST", std::move(path), std::move(body)); };
}

} // namespace nightbell::pagerduty
