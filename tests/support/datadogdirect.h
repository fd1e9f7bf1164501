// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http.h"
#include "support/datadogworld.h"

#include <QStringList>

namespace nightbell {

// An organisation at Datadog without a network between.
class DatadogDirect final : public Transport
{
public:
    explicit DatadogDirect(dd::World &world) : m_world(world) { }

    QCoro::Task<Expected<HttpReply>> send(HttpRequest request) override
    {
        paths.append(request.url.path());
        const QUrlQuery query(request.url);
        const dd::Call call{request.method, request.url.path(), query, request.body, dd::apiKey, dd::appKey};
        const dd::Reply reply = m_world.answer(call);
        HttpReply answer;
        answer.status = reply.status;
        answer.body = reply.body;
        co_return Expected<HttpReply>(answer);
    }
    void abortAll() override { }

    QStringList paths; // of all requests

private:
    dd::World &m_world;
};

} // namespace nightbell
