// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "net/http.h"

#include <QHash>
#include <QString>

#include <memory>
#include <optional>

namespace nightbell {

// When the server made the answer, by its own clock (to a second). nullopt: it does not say.
std::optional<TimePoint> dateOf(const HttpReply &reply);

// How far the clock of a server is ahead of ours, from the dates of its answers.
struct ServerClock
{
    // A date has whole seconds, and an answer takes its time.
    static constexpr Duration mayDiffer = std::chrono::seconds(30);

    Duration ahead{0}; // as of the last answer, to a second or two
    Duration correction{0}; // the same where it is too much to be left alone; it does not tremble with each answer

    void note(const HttpReply &reply, TimePoint now);

    bool operator==(const ServerClock &) const = default;
};

// What the clocks of all servers say of ours: the one that differs most, and whether any other agrees with ours.
struct ClockComparison
{
    QString host; // that differs most
    Duration ahead{0}; // its clock of ours
    bool someAgree = false; // so that it is rather that server's clock which is wrong

    bool operator==(const ClockComparison &) const = default;
};

// The clocks of all servers that have answered of late, by host.
class ServerClocks
{
public:
    // What was heard longer ago says nothing: a clock may have been set since, a server may not be asked any more.
    static constexpr Duration countsFor = std::chrono::minutes(15);

    // `elapsed` is on Clock::elapsed(), which nobody sets.
    void note(const QString &host, const HttpReply &reply, TimePoint now, Duration elapsed);
    std::optional<ClockComparison> compare(Duration elapsed) const; // nullopt: nobody has said what time it is

private:
    struct Heard
    {
        ServerClock clock;
        Duration at{0};
    };
    QHash<QString, Heard> m_clocks;
};

// Hears what time it is from every answer that comes through it.
class ListeningTransport final : public Transport
{
public:
    ListeningTransport(std::shared_ptr<Transport> way, Clock &clock);

    const ServerClocks &heard() const { return *m_heard; }

    QCoro::Task<Expected<HttpReply>> send(HttpRequest request) override;
    void abortAll() override;
    void dropConnections() override;

private:
    std::shared_ptr<Transport> m_way;
    Clock &m_clock;
    std::shared_ptr<ServerClocks> m_heard; // also held by what is under way
};

} // namespace nightbell
