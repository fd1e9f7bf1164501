// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/pagerdutyapi.h"
#include "support/pagerdutyworld.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QSslConfiguration>
#include <QString>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>

class QTcpSocket;

namespace nightbell {

class LoopbackServer;

// PagerDuty on 127.0.0.1: REST on one port, Events on another, both over one world. Lives in the event loop of the test.
//
//     FakeClock clock;
//     PagerDutyServer server([&clock] { return clock.now(); });       // with the start world
//     … a client with server.url(), server.eventsUrl(), token pd::yourKey …
//     server.fail({.status = 503, .times = 2});                        // the next two requests, whatever they are
//     server.fail({.path = "/incidents", .method = "PUT", .bad = Bad::Hang});
//     QCOMPARE(server.requests("PUT", "/incidents").size(), 1);
//     server.world().change(id, {.status = u"acknowledged"_s}, pd::backup); // somebody else was quicker
//     server.setAway(true);                                            // nobody listens; setAway(false): on the same ports again
//
// As a program of its own, for tests in other languages and for the hand: pagerduty-loopback --help.
class PagerDutyServer
{
public:
    // What is wrong with an answer.
    enum class Bad {
        Status, // says `status` with an error body; the request is not carried out
        Html, // 200 (or `status`) with a page of HTML, as a proxy in between says
        CutBody, // the right answer, half of it, and then the connection is closed
        HugeBody, // carries the request out, and answers with `bytes` of JSON that never becomes an object
        Hang, // reads the request, carries it out, and never answers
        HangBefore, // the same, but it isn't carried out
        Close, // closes the connection without an answer; the request is carried out: nobody knows that it was
        CloseBefore, // closes it, and nothing was carried out
        Nulls, // the right answer with null for every text and object in it but ids, types, statuses
        UnknownWords, // the right answer with words in status, urgency, type, severity that no document knows
        EmptyLists, // the right answer without the rows of its list
        Redirect, // 307 to `location`, with the path and query
        WrongDate, // the right answer, with a Date header that is off by `dateOff`
        Shift, // one row more before all others in the lists, or one less, before the right answer is made
    };
    struct Fault
    {
        QByteArray path; // "/incidents", or "/incidents*" for all that begin so; empty: any
        QByteArray method; // empty: any
        Bad bad = Bad::Status;
        int status = 0; // of Bad::Status and Bad::Html
        int code = 0; // PagerDuty's; 0: the usual one of the status
        QByteArray message; // empty: the usual one of the status
        bool hasBody = true; // of Bad::Status
        bool hasRateHeaders = true; // of a 429
        int resetsAfter = 20; // seconds; ratelimit-reset
        qint64 bytes = 200'000'000; // of Bad::HugeBody
        QByteArray location; // of Bad::Redirect: scheme://host:port
        Duration dateOff = std::chrono::minutes(3); // of Bad::WrongDate
        bool removes = true; // of Bad::Shift: the first open incident is resolved; otherwise one is triggered
        int skip = 0; // requests that match and are answered well first
        int times = 1; // -1: until heal()
    };
    struct Request
    {
        QByteArray method;
        QByteArray path; // without the query
        QByteArray query; // as it came
        QByteArray head; // all lines, as they came
        QByteArray body;
        int status = 0; // of the answer; 0: there was none
        TimePoint at; // by the world's time

        QByteArray header(const QByteArray &name) const;
        QJsonObject json() const; // the body
        QStringList values(const QString &name) const; // of the query: values(u"statuses[]")
    };

    // With the start world when `filled`; tls: as Certificates::server() makes it, then the URLs are https.
    explicit PagerDutyServer(pd::World::Now now, bool filled = true, const std::optional<QSslConfiguration> &tls = std::nullopt);
    ~PagerDutyServer();

    QUrl url() const; // of the REST API, without a slash at the end
    QUrl eventsUrl() const; // of the Events API: /v2/enqueue is below it
    pd::World &world() { return m_world; }
    pd::Api &api() { return m_api; } // rate limits

    void fail(const Fault &fault); // the first that fits is taken
    void heal(); // no faults any more

    const QList<Request> &requests() const { return m_requests; } // REST and Events, in the order they came
    QList<Request> requests(const QByteArray &method, const QByteArray &path) const; // path: "/incidents" is not "/incidents/P1"
    void forgetRequests() { m_requests.clear(); }
    std::function<void(const Request &)> onRequest; // after it was carried out, before it is answered

    void setAway(bool away); // connections are refused, open ones are closed

private:
    enum class Side { Rest, Events };
    void serve(QTcpSocket *socket, const Request &request, Side side);
    std::optional<Fault> taken(const QByteArray &method, const QByteArray &path);
    pd::Reply answer(const pd::Call &call, Side side);
    void answerBadly(QTcpSocket *socket, const Fault &fault, const pd::Call &call, Side side, Request &request);
    QByteArray whole(const pd::Reply &reply, Duration dateOff = Duration(0)) const;
    void shift(bool removes);

    pd::World m_world;
    pd::Api m_api;
    std::unique_ptr<LoopbackServer> m_rest;
    std::unique_ptr<LoopbackServer> m_events;
    QList<Fault> m_faults;
    QList<Request> m_requests;
};

} // namespace nightbell
