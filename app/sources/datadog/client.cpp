// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/datadog/client.h"

#include <algorithm>

namespace nightbell::datadog {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration restAfterTooMany = 30s; // without a word from them how long
constexpr Duration longestRest = 1h;
constexpr Duration hour = 1h;
constexpr qsizetype longestDetail = 300;

std::optional<int> numberIn(const HttpReply &reply, const char *name)
{
    bool isNumber = false;
    const int number = reply.header(name).trimmed().toInt(&isNumber);
    return isNumber && number >= 0 ? std::optional(number) : std::nullopt;
}

// QUrlQuery would leave + and others as they are, which mean something else over there.
QString encoded(const QList<std::pair<QString, QString>> &query)
{
    QByteArray text;
    for (const auto &[key, value] : query) {
        if (!text.isEmpty())
            text += '&';
        text += QUrl::toPercentEncoding(key, "[]") + '=' + QUrl::toPercentEncoding(value);
    }
    return QString::fromLatin1(text);
}

HttpRequest requestOf(const Client &client, const Question &question)
{
    HttpRequest request;
    request.method = question.method;
    request.url = client.settings.api;
    QString base = request.url.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    request.url.setPath(base + question.path, QUrl::DecodedMode);
    if (!question.query.isEmpty())
        request.url.setQuery(encoded(question.query));
    request.headers = {{"Accept", "application/json"}, {"DD-API-KEY", client.settings.apiKey.toUtf8()},
        {"DD-APPLICATION-KEY", client.settings.appKey.toUtf8()}};
    if (!question.body.isEmpty())
        request.headers.append(HttpHeader{"Content-Type", "application/json"});
    request.body = question.body;
    request.caFile = client.settings.caFile;
    request.deadline = question.deadline;
    return request;
}

QString wordsOf(const JsonValue &error)
{
    if (error.isString())
        return error.stringOr({});
    const QString title = error["title"].stringOr({});
    const QString detail = error["detail"].stringOr({});
    if (title.isEmpty() || detail.isEmpty())
        return title + detail;
    return title + u": "_s + detail;
}

} // namespace

Duration RateLimits::restOf(const QString &endpoint, Duration now) const
{
    const auto bucket = bucketOf(endpoint);
    return bucket ? std::max(bucket->restUntil - now, Duration(0)) : Duration(0);
}

Duration RateLimits::note(const QString &endpoint, const HttpReply &reply, Duration now)
{
    if (const QByteArray name = reply.header("x-ratelimit-name"); !name.isEmpty())
        m_names.insert(endpoint, QString::fromUtf8(name));
    const auto remaining = numberIn(reply, "x-ratelimit-remaining");
    const auto reset = numberIn(reply, "x-ratelimit-reset");
    const bool isTooMany = reply.status == 429;
    if (!remaining && !isTooMany)
        return Duration(0);
    Bucket &bucket = m_buckets[m_names.value(endpoint, endpoint)];
    bucket.limit = numberIn(reply, "x-ratelimit-limit");
    bucket.period = numberIn(reply, "x-ratelimit-period");
    bucket.remaining = remaining;
    bucket.saidAt = now;
    if (!isTooMany && remaining != 0)
        return Duration(0);
    // "Reset" counts whole seconds that have begun.
    Duration rest = reset ? Duration(std::chrono::seconds(*reset) + 1s) : isTooMany ? restAfterTooMany : Duration(0);
    rest = std::min(rest, longestRest);
    bucket.restUntil = now + rest;
    return rest;
}

std::optional<RateLimits::Bucket> RateLimits::bucketOf(const QString &endpoint) const
{
    const auto bucket = m_buckets.constFind(m_names.value(endpoint, endpoint));
    return bucket == m_buckets.cend() ? std::nullopt : std::optional(*bucket);
}

QMap<QString, RateLimits::Bucket> RateLimits::known(Duration now) const
{
    QHash<QString, QStringList> endpoints; // by the name of the bucket
    for (auto name = m_names.cbegin(); name != m_names.cend(); ++name)
        endpoints[name.value()].append(name.key());
    QMap<QString, Bucket> all;
    for (auto bucket = m_buckets.cbegin(); bucket != m_buckets.cend(); ++bucket) {
        if (!bucket->limit || !bucket->period || !bucket->remaining || now - bucket->saidAt >= std::chrono::seconds(*bucket->period))
            continue;
        QStringList sharing = endpoints.value(bucket.key(), {bucket.key()});
        sharing.sort();
        all.insert(sharing.join(", "_L1), *bucket);
    }
    return all;
}

bool QueryBudget::mayAsk(int requests, Duration now)
{
    m_asked.removeIf([now](Duration asked) { return now - asked >= hour; });
    if (m_asked.size() + requests > m_anHour)
        return false;
    for (int i = 0; i < requests; ++i)
        m_asked.append(now);
    return true;
}

bool QueryBudget::mayAskBeside(int reserved, Duration now)
{
    m_askedBeside.removeIf([now](Duration asked) { return now - asked >= hour; });
    const bool isLeft = m_askedBeside.size() < m_anHour - std::min(reserved, m_anHour * 3 / 4);
    if (!isLeft || !mayAsk(1, now))
        return false;
    m_askedBeside.append(now);
    return true;
}

int QueryBudget::used(Duration now) const
{
    return static_cast<int>(std::ranges::count_if(m_asked, [now](Duration asked) { return now - asked < hour; }));
}

Error refusalOf(const HttpReply &reply, const QString &path)
{
    QStringList said;
    if (const auto document = JsonDocument::parse(reply.body)) {
        const JsonValue errors = document->root()["errors"];
        if (errors.isArray())
            (void)errors.forEach([&said](const JsonValue &error) { said.append(wordsOf(error)); });
        else if (errors.isObject())
            (void)errors.forEachMember([&said](const QString &key, const JsonValue &value) {
                said.append(value.isString() ? key + u": "_s + value.stringOr({}) : key);
            });
        else
            said.append(errors.stringOr({}));
    }
    said.removeAll(QString());
    Error error{errorKindOf(reply.status), u"%1: status %2"_s.arg(path).arg(reply.status)};
    if (!said.isEmpty())
        error.detail += u": "_s + said.join("; "_L1).left(longestDetail);
    return error;
}

QCoro::Task<Expected<QByteArray>> ask(ClientPtr client, Question question)
{
    const QString endpoint
        = QString::fromLatin1(question.method) + u' ' + (question.endpoint.isEmpty() ? question.path : question.endpoint);
    if (const Duration left = client->limits.restOf(endpoint, client->clock.elapsed()); left > Duration(0))
        co_return Error{ErrorKind::TooManyRequests, u"%1: not sent, Datadog wants to be left alone"_s.arg(endpoint), left};
    HttpRequest request = requestOf(*client, question);
    const auto reply = co_await client->transport->send(std::move(request));
    if (!reply)
        co_return reply.error();
    client->theirs.note(*reply, client->clock.now());
    const Duration rest = client->limits.note(endpoint, *reply, client->clock.elapsed());
    if (reply->status >= 200 && reply->status < 300)
        co_return QByteArray(reply->body);
    if (reply->status >= 300 && reply->status < 400)
        co_return Error{
            ErrorKind::BadAnswer, u"%1: redirected (status %2); the keys are not sent elsewhere"_s.arg(question.path).arg(reply->status)};
    Error error = refusalOf(*reply, question.path);
    if (error.kind == ErrorKind::TooManyRequests)
        error.retryAfter = rest;
    co_return error;
}

} // namespace nightbell::datadog
