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
        heard->note(host, *reply, clock->now(), clock->elapsed());
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

void ServerClocks::note(const QString &host, const HttpReply &reply, TimePoint now, Duration elapsed)
{
    if (!dateOf(reply))
        return;
    m_clocks.removeIf([elapsed](const QHash<QString, Heard>::iterator &heard) { return elapsed - heard->at > countsFor; });
    Heard &heard = m_clocks[host];
    heard.clock.note(reply, now);
    heard.at = elapsed;
}

std::optional<ClockComparison> ServerClocks::compare(Duration elapsed) const
{
    std::optional<ClockComparison> comparison;
    for (auto heard = m_clocks.cbegin(); heard != m_clocks.cend(); ++heard) {
        if (elapsed - heard->at > countsFor)
            continue;
        const Duration apart = std::chrono::abs(heard->clock.ahead);
        const bool agrees = apart < ServerClock::mayDiffer || (comparison && comparison->someAgree);
        if (!comparison || apart > std::chrono::abs(comparison->ahead))
            comparison = ClockComparison{heard.key(), heard->clock.ahead, agrees};
        comparison->someAgree = agrees;
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
