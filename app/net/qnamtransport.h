// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "net/http.h"

#include <memory>

namespace nightbell {

// Transport over QNetworkAccessManager. Keeps no cookies, no passwords and no cache. Uses the system's proxies, but none for
// loopback addresses. Redirects within the same scheme, host and port are followed, up to 5, where the method allows it.
class QnamTransport final : public Transport
{
public:
    explicit QnamTransport(Clock &clock); // for the times in the log
    ~QnamTransport() override; // everything under way ends with Cancelled

    QCoro::Task<Expected<HttpReply>> send(HttpRequest request) override;
    void abortAll() override;
    void dropConnections() override;

private:
    class Exchanges;

    std::unique_ptr<Exchanges> m_exchanges;
};

} // namespace nightbell
