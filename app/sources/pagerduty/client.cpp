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
constexpr Duration slowAfterTooMany = std::chrono::minutes(5);

// QUrlQuery leaves + as it is, which is a blank over there: "me+pd@example.com", "2026-01-05T03:00:00+01:00".
QString encoded(const QUrlQuery &query)
{
    QByteArray text;
    for (const auto &[key, value] : query.queryItems(QUrl::FullyDecoded)) {
        if (!text.isEmpty())
            text += '&';
        text += QUrl::toPercentEncoding(key, "[]") + '=' + QUrl::toPercentEncoding(value, ":@,");
    }
    return QString::fromLatin1(text);
}

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
        request.url.setQuery(encoded(query));
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

// What has a limit of its own: the method and the first word of the path.
QByteArray partOf(const QByteArray &method, const QString &path)
{
    return method + ' ' + path.section(u'/', 0, 0, QString::SectionSkipEmpty).toLatin1();
}

void note(Budget &budget, const HttpReply &reply)
{
    bool isNumber = false;
    if (const int limit = reply.header("ratelimit-limit").toInt(&isNumber); isNumber && limit > 0)
        budget.limit = limit;
    const int remaining = reply.header("ratelimit-remaining").toInt(&isNumber);
    budget.remaining = isNumber ? std::optional(remaining) : std::nullopt;
}

Duration waitOf(const HttpReply &reply, TimePoint now)
{
    bool isNumber = false;
    const int seconds = reply.header("ratelimit-reset").toInt(&isNumber);
    if (isNumber && seconds >= 0)
        return std::chrono::seconds(seconds + 1);
    return parseRetryAfter(reply.header("retry-after"), now).value_or(restAfterTooMany);
}

ErrorKind kindOf(int status, int code)
{
    const ErrorKind kind = errorKindOf(status);
    if (kind != ErrorKind::BadInput && kind != ErrorKind::Conflict)
        return kind;
    // 1001 to 1019: the incident is not (any more) as the request has it. The code says it, not the status.
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
        error.retryAfter = waitOf(reply, now);
    return error;
}

// How long `part` has to rest yet; 0: not at all.
Duration restOf(const Client &client, const QByteArray &part)
{
    const Budget &budget = client.budget;
    const Duration until = std::max(budget.restUntil, budget.partsRestUntil.value(part, Duration(0)));
    return std::max(until - client.clock.elapsed(), Duration(0));
}

void rest(Client &client, const QByteArray &part, const HttpReply &reply, Duration wait)
{
    Budget &budget = client.budget;
    const Duration now = client.clock.elapsed();
    budget.slowUntil = now + wait + slowAfterTooMany;
    const bool isOfAll = reply.header("ratelimit-remaining") == "0";
    (isOfAll ? budget.restUntil : budget.partsRestUntil[part]) = now + wait;
}

QCoro::Task<Expected<JsonDocument>> ask(ClientPtr client, QByteArray method, QString path, QUrlQuery query, QByteArray body)
{
    const QByteArray part = partOf(method, path);
    if (const Duration left = restOf(*client, part); left > Duration(0))
        co_return Error{ErrorKind::TooManyRequests, u"%1: not sent, PagerDuty wants to be left alone"_s.arg(path), left};
    HttpRequest request = requestOf(*client, method, path, query, body);
    ++client->budget.spent;
    const auto reply = co_await client->transport->send(std::move(request));
    if (!reply)
        co_return reply.error();
    note(client->budget, *reply);
    client->theirs.note(*reply, client->clock.now());
    if (reply->status >= 300 && reply->status < 400)
        co_return Error{
            ErrorKind::BadAnswer, u"%1: redirected (status %2); the token is not sent elsewhere"_s.arg(path).arg(reply->status)};
    if (reply->status < 200 || reply->status >= 400) {
        const Error refused = refusal(*reply, client->clock.now());
        if (refused.kind == ErrorKind::TooManyRequests)
            rest(*client, part, *reply, refused.retryAfter);
        co_return refused;
    }
    if (reply->status == 204 || reply->body.isEmpty()) {
        auto empty = JsonDocument::parse("{}");
        co_return empty;
    }
    auto document = JsonDocument::parse(reply->body);
    if (!document)
        co_return Error{ErrorKind::BadAnswer, path + u": "_s + document.error().detail};
    co_return document;
}

// The number that `text` begins with after `word`; 0: it does not.
int numberAfter(QStringView text, QLatin1StringView word)
{
    if (!text.startsWith(word))
        return 0;
    const QStringView rest = text.sliced(word.size());
    const auto end = std::ranges::find_if_not(rest, [](QChar c) { return c.isDigit(); });
    return rest.first(end - rest.begin()).toInt();
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

void addText(QUrlQuery &query, const QString &key, const QString &text)
{
    query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(text)));
}

int statusOf(const Error &error)
{
    return numberAfter(error.detail, "status "_L1);
}

int codeOf(const Error &error)
{
    const int status = statusOf(error);
    return status == 0 ? 0 : numberAfter(QStringView(error.detail).sliced(u"status %1"_s.arg(status).size()), ", code "_L1);
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
