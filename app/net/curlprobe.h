// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/probe.h"

#include <memory>

namespace nightbell {

// Probes with libcurl's multi interface in the event loop of the thread that made it.
//
// Redirects are followed here and not by libcurl, which would send the headers of the request on to whatever host it is
// sent to. At most `maximumAtOnce` probes run at a time, so that the phases measure the site and not ourselves: 200
// handshakes at once on one thread make each look four times as slow. Destroying it ends everything with `cancelled`.
class CurlProbe final : public Probe
{
public:
    explicit CurlProbe(Clock &clock, int maximumAtOnce = 20);
    ~CurlProbe() override;

    QCoro::Task<ProbeReply> run(ProbeRequest request) override;
    void abortAll() override;

    int runningCount() const;
    int waitingCount() const;

private:
    class Queue;

    std::unique_ptr<Queue> m_queue;
};

} // namespace nightbell
