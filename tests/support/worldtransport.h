// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http.h"
#include "support/pagerdutyapi.h"

#include <QList>

#include <functional>
#include <optional>

namespace nightbell {

// PagerDuty without a network: requests go straight to a world and are answered at once. For days that pass in seconds.
class WorldTransport final : public Transport
{
public:
    struct Fault
    {
        Expected<HttpReply> answer; // instead of the right one
        bool isCarriedOut = false; // and nobody knows
    };

    explicit WorldTransport(pd::Api &api) : m_api(api) { }

    std::function<std::optional<Fault>(const HttpRequest &)> fault; // asked for each request
    std::function<void(const HttpRequest &)> seen;
    qsizetype requests = 0;

    QCoro::Task<Expected<HttpReply>> send(HttpRequest request) override
    {
        ++requests;
        if (seen)
            seen(request);
        const std::optional<Fault> wrong = fault ? fault(request) : std::nullopt;
        if (wrong && !wrong->isCarriedOut)
            co_return wrong->answer;
        const pd::Reply answered = m_api.rest(callOf(request));
        if (wrong)
            co_return wrong->answer;
        HttpReply reply{answered.status, {}, answered.body};
        for (const auto &[name, value] : answered.headers)
            reply.headers.append({name, value});
        co_return reply;
    }

    void abortAll() override { }

private:
    static pd::Call callOf(const HttpRequest &request)
    {
        pd::Call call{
            request.method, request.url.path(), pd::Call::queryOf(request.url.query(QUrl::FullyEncoded).toLatin1()), {}, request.body};
        for (const HttpHeader &header : request.headers)
            call.headers.insert(header.name.toLower(), header.value);
        return call;
    }

    pd::Api &m_api;
};

} // namespace nightbell
