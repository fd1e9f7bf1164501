// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"
#include "net/probe.h"

#include <QList>

#include <memory>
#include <utility>

namespace nightbell {

// A probe whose replies the test gives: those in `replies` at once, in order; when there is none, run() waits until
// finishNext() or abortAll().
class FakeProbe final : public Probe
{
public:
    ~FakeProbe() override { abortAll(); }

    QList<ProbeRequest> requests; // in the order of run()
    QList<ProbeReply> replies;

    QCoro::Task<ProbeReply> run(ProbeRequest request) override
    {
        requests.append(std::move(request));
        const auto pending = std::make_shared<Pending<ProbeReply>>();
        if (replies.isEmpty())
            m_waiting.append(pending);
        else
            pending->finish(replies.takeFirst());
        co_return co_await pending->wait();
    }

    void abortAll() override
    {
        ProbeReply cancelled;
        cancelled.cancelled = true;
        while (!m_waiting.isEmpty())
            finishNext(cancelled);
    }

    qsizetype waitingCount() const { return m_waiting.size(); }

    // Precondition: something waits.
    void finishNext(const ProbeReply &reply)
    {
        const auto pending = m_waiting.takeFirst();
        pending->finish(reply);
    }

private:
    QList<std::shared_ptr<Pending<ProbeReply>>> m_waiting;
};

} // namespace nightbell
