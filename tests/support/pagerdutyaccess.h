// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http.h"
#include "sources/pagerduty/wire.h"

#include <QByteArray>
#include <QString>
#include <QUrl>
#include <QUrlQuery>

#include <memory>
#include <utility>

// Requests to the loopback PagerDuty with nothing around them: for what reads below the client of the source.
namespace nightbell {

inline QCoro::Task<Expected<JsonDocument>> parsedReply(std::shared_ptr<Transport> transport, HttpRequest request)
{
    const Expected<HttpReply> reply = co_await transport->send(std::move(request));
    if (!reply)
        co_return reply.error();
    if (reply->status == 402 || reply->status == 403)
        co_return Error{ErrorKind::Forbidden, QString::number(reply->status)};
    if (reply->status == 404)
        co_return Error{ErrorKind::NotFound, QString()};
    if (reply->status == 429)
        co_return Error{ErrorKind::TooManyRequests, QString(), std::chrono::seconds(20)};
    if (reply->status >= 400)
        co_return Error{reply->status >= 500 ? ErrorKind::Server : ErrorKind::BadInput, QString::number(reply->status)};
    co_return JsonDocument::parse(reply->body);
}

inline HttpRequest accountRequest(const QUrl &base, const QByteArray &key, const QString &path, const QUrlQuery &query = {})
{
    HttpRequest request;
    request.url = base;
    request.url.setPath(QLatin1Char('/') + path);
    request.url.setQuery(query);
    request.headers = {{"Accept", "application/vnd.pagerduty+json;version=2"}, {"Authorization", "Token token=" + key}};
    request.deadline = std::chrono::seconds(5);
    return request;
}

inline pagerduty::Get accountGet(const std::shared_ptr<Transport> &transport, const QUrl &base, const QByteArray &key)
{
    return [=](QString path, QUrlQuery query) { return parsedReply(transport, accountRequest(base, key, path, query)); };
}

inline pagerduty::Post accountPost(const std::shared_ptr<Transport> &transport, const QUrl &base, const QByteArray &key)
{
    return [=](QString path, QByteArray body) {
        HttpRequest request = accountRequest(base, key, path);
        request.method = "POST";
        request.body = std::move(body);
        request.headers.append(HttpHeader{"Content-Type", "application/json"});
        return parsedReply(transport, request);
    };
}

} // namespace nightbell
