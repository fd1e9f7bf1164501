// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/prometheus/access.h"

#include "base/json.h"
#include "base/log.h"

namespace nightbell::prometheus {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestSaid = 200; // characters of what a server says of an error

HttpRequest requestTo(const Access &access, const QString &path, Duration deadline)
{
    HttpRequest request;
    request.url = access.base;
    request.url.setPath(access.base.path(QUrl::FullyEncoded) + path, QUrl::TolerantMode);
    request.headers = access.headers;
    request.deadline = deadline;
    request.caFile = access.caFile;
    request.clientCertificate = access.clientCertificate;
    request.clientKey = access.clientKey;
    request.maximumBytes = 256LL * 1024 * 1024; // 50,000 alerts are 40 MB
    return request;
}

ErrorKind kindOf(int status)
{
    if (status == 401)
        return ErrorKind::Unauthorized;
    if (status == 402 || status == 403)
        return ErrorKind::Forbidden;
    if (status == 404 || status == 405 || status == 410)
        return ErrorKind::NotFound;
    if (status == 409)
        return ErrorKind::Conflict;
    if (status == 429)
        return ErrorKind::TooManyRequests;
    if (status >= 500)
        return ErrorKind::Server;
    return status >= 400 ? ErrorKind::BadInput : ErrorKind::BadAnswer;
}

QString saidIn(const QByteArray &body)
{
    QString text;
    if (const auto document = JsonDocument::parse(body)) {
        const JsonValue root = document->root();
        text = root.isString() ? root.stringOr({}) : root["error"].stringOr(root["message"].stringOr({}));
    } else if (!body.trimmed().startsWith('<')) {
        text = QString::fromUtf8(body.first(std::min<qsizetype>(body.size(), longestSaid)));
    }
    return redact(text.simplified().left(longestSaid));
}

} // namespace

QByteArray basicAuthorization(const QString &user, const QString &password)
{
    return "Basic " + (user + u':' + password).toUtf8().toBase64();
}

HttpRequest getRequest(const Access &access, const QString &path, Duration deadline, const QUrlQuery &query)
{
    HttpRequest request = requestTo(access, path, deadline);
    if (!query.isEmpty())
        request.url.setQuery(query);
    return request;
}

HttpRequest formRequest(const Access &access, const QString &path, Duration deadline, const QList<std::pair<QString, QString>> &form)
{
    HttpRequest request = requestTo(access, path, deadline);
    request.method = "POST";
    request.headers.append(HttpHeader{"Content-Type", "application/x-www-form-urlencoded"});
    for (const auto &[key, value] : form) {
        if (!request.body.isEmpty())
            request.body += '&';
        request.body += QUrl::toPercentEncoding(key) + '=' + QUrl::toPercentEncoding(value);
    }
    return request;
}

HttpRequest jsonRequest(const Access &access, const QByteArray &method, const QString &path, Duration deadline, const QByteArray &json)
{
    HttpRequest request = requestTo(access, path, deadline);
    request.method = method;
    request.body = json;
    if (!json.isEmpty())
        request.headers.append(HttpHeader{"Content-Type", "application/json"});
    return request;
}

Expected<QByteArray> bodyOf(const Expected<HttpReply> &reply, TimePoint now)
{
    if (!reply)
        return reply.error();
    if (reply->status >= 200 && reply->status < 300)
        return reply->body;
    const QUrl leadsTo(QString::fromLatin1(reply->header("Location")));
    const bool isRedirect = reply->status >= 300 && reply->status < 400 && !leadsTo.isEmpty();
    const QString said = isRedirect ? u"it leads to "_s + redact(leadsTo) : saidIn(reply->body);
    Error error{kindOf(reply->status), u"status %1"_s.arg(reply->status) + (said.isEmpty() ? QString() : u": "_s + said)};
    error.retryAfter = parseRetryAfter(reply->header("Retry-After"), now).value_or(Duration(0));
    return error;
}

} // namespace nightbell::prometheus
