// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "net/http.h"
#include "net/serverclock.h"
#include "sources/datadog/settings.h"

#include <QCoroTask>
#include <QHash>
#include <QMap>
#include <QUrlQuery>

#include <memory>
#include <optional>

namespace nightbell::datadog {

// What Datadog has said of its limits, by the name of the bucket: several endpoints may share one. Times are on
// Clock::elapsed(). Pure but for what it remembers.
class RateLimits
{
public:
    // How long requests to `endpoint` ("GET /api/v1/query") have to wait yet; 0: not at all.
    Duration restOf(const QString &endpoint, Duration now) const;
    // Reads the headers X-RateLimit-*. Returns how long a 429 asks for.
    Duration note(const QString &endpoint, const HttpReply &reply, Duration now);

    struct Bucket
    {
        std::optional<int> limit; // requests in a period, of the whole organisation
        std::optional<int> period; // seconds
        std::optional<int> remaining;
        Duration restUntil{0};
        Duration saidAt{0};
    };
    std::optional<Bucket> bucketOf(const QString &endpoint) const;
    // What was said within the period that it is about, by the endpoint that was asked, or by all that share it.
    QMap<QString, Bucket> known(Duration now) const;

private:
    QHash<QString, QString> m_names; // of the buckets, by endpoint
    QHash<QString, Bucket> m_buckets; // by name, or by endpoint where none was said
};

// Our own share of the metric queries: so many in any hour.
class QueryBudget
{
public:
    explicit QueryBudget(int anHour) : m_anHour(anHour) { }

    bool mayAsk(int requests, Duration now); // counts them where it may
    // The same for one that can wait: `reserved` of each hour stay for the others, or three quarters where that is less.
    bool mayAskBeside(int reserved, Duration now);
    int used(Duration now) const; // in the last hour
    int anHour() const { return m_anHour; }

private:
    int m_anHour = 0;
    QList<Duration> m_asked;
    QList<Duration> m_askedBeside; // which of them can wait
};

// One organisation at one site: what every request needs. Shared by the coroutines that ask, which outlive the source.
struct Client
{
    Settings settings;
    Clock &clock;
    std::shared_ptr<Transport> transport;
    RateLimits limits = {};
    ServerClock theirs = {};

    TimePoint nowThere() const { return clock.now() + theirs.correction; }
};
using ClientPtr = std::shared_ptr<Client>;

// What is asked for. `endpoint` has no ids in it: it has a limit of its own.
struct Question
{
    QByteArray method = "GET";
    QString path; // "/api/v1/monitor/123"
    QString endpoint = {}; // "/api/v1/monitor/{id}"; empty: the path
    QList<std::pair<QString, QString>> query = {};
    QByteArray body = {};
    Duration deadline = std::chrono::seconds(12);
};

// One request; the body of its answer. Error: Forbidden (403: the keys, their scopes or the site), NotFound, Conflict,
// BadInput, TooManyRequests, Timeout, Server, BadAnswer, and what the transport has. While Datadog wants to be left alone,
// nothing is sent: TooManyRequests with the rest of the time.
QCoro::Task<Expected<QByteArray>> ask(ClientPtr client, Question question);

// What an answer that is none says: a list of words or of objects, or an object; whatever its type is called.
Error refusalOf(const HttpReply &reply, const QString &path);

} // namespace nightbell::datadog
