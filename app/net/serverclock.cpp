// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/serverclock.h"

#include <algorithm>

namespace nightbell {
namespace {

constexpr Duration trembles = std::chrono::seconds(10);
constexpr Duration day = std::chrono::hours(24);

QCoro::Task<Expected<HttpReply>> listen(
    std::shared_ptr<Transport> way, std::shared_ptr<ServerClocks> heard, Clock *clock, HttpRequest request)
{
    const QString host = request.url.host();
    Expected<HttpReply> reply = co_await way->send(std::move(request));
    if (reply)
        heard->note(host, *reply, clock->now());
    co_return reply;
}

} // namespace

std::optional<TimePoint> dateOf(const HttpReply &reply)
{
    // The reader of Retry-After counts from a moment; a date before it would be lost. A number of seconds is no date.
    const QByteArray date = reply.header("Date");
    const auto sinceEpoch = date.isEmpty() ? std::nullopt : parseRetryAfter(date, TimePoint());
    if (!sinceEpoch || *sinceEpoch < day)
        return std::nullopt;
    // What a cache has kept says when it was made; how long ago that is stands beside it.
    bool isNumber = false;
    const int age = reply.header("Age").trimmed().toInt(&isNumber);
    return TimePoint(*sinceEpoch) + (isNumber ? std::chrono::seconds(std::max(age, 0)) : std::chrono::seconds(0));
}

void ServerClock::note(const HttpReply &reply, TimePoint now)
{
    const auto date = dateOf(reply);
    if (!date)
        return;
    ahead = *date - now;
    if (std::chrono::abs(ahead) < mayDiffer)
        correction = Duration(0);
    else if (std::chrono::abs(ahead - correction) > trembles)
        correction = ahead;
}

void ServerClocks::note(const QString &host, const HttpReply &reply, TimePoint now)
{
    if (dateOf(reply))
        m_clocks[host].note(reply, now);
}

std::optional<ClockComparison> ServerClocks::compare() const
{
    if (m_clocks.isEmpty())
        return std::nullopt;
    ClockComparison comparison;
    bool isFirst = true;
    for (auto clock = m_clocks.cbegin(); clock != m_clocks.cend(); ++clock) {
        const Duration apart = std::chrono::abs(clock->ahead);
        comparison.someAgree = comparison.someAgree || apart < ServerClock::mayDiffer;
        if (isFirst || apart > std::chrono::abs(comparison.ahead)) {
            comparison.host = clock.key();
            comparison.ahead = clock->ahead;
        }
        isFirst = false;
    }
    return comparison;
}

ListeningTransport::ListeningTransport(std::shared_ptr<Transport> way, Clock &clock)
    : m_way(std::move(way))
    , m_clock(clock)
    , m_heard(std::make_shared<ServerClocks>())
{ }

QCoro::Task<Expected<HttpReply>> ListeningTransport::send(HttpRequest request)
{
    return listen(m_way, m_heard, &m_clock, std::move(request));
}

void ListeningTransport::abortAll()
{
    m_way->abortAll();
}

void ListeningTransport::dropConnections()
{
    m_way->dropConnections();
}

} // namespace nightbell
