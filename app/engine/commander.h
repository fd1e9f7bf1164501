// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/action.h"
#include "base/clock.h"
#include "engine/outbox.h"
#include "engine/store.h"

#include <QObject>

#include <functional>

namespace nightbell {

class History;

enum class ActionOutcome : std::uint8_t { Confirmed, Refused, Expired };

// Carries out what people ask for: outbox first, then the optimistic change, then the source, then the truth.
class Commander : public QObject
{
    Q_OBJECT

public:
    using TargetOf = std::function<ActionTarget *(const SourceId &)>;

    Commander(Clock &clock, Store &store, Outbox &outbox, TargetOf targetOf, QObject *parent = nullptr);

    // Asks for `action` on the incidents that it applies to. Returns those that it was refused for at once, and why
    // (NotFound: no such incident; Conflict: it does not apply; BadInput: no such action). The rest is under way; each
    // ends in finished().
    QHash<IncidentId, Error> request(const QString &action, const QList<IncidentId> &incidents, const QString &origin);

    // Sends again what is queued and due. Returns how long until the next call has something to do.
    Duration tick();

    // What an earlier run of the program left in the outbox.
    void resume(const QList<OutboxEntry> &entries);

    void retryNow(); // the network is back

    qsizetype waiting() const; // sent or queued, not finished

Q_SIGNALS:
    void requested(const nightbell::ActionRequest &request);
    void queued(const nightbell::ActionRequest &request, const nightbell::Error &why);
    void finished(const nightbell::ActionRequest &request, nightbell::ActionOutcome outcome, const nightbell::Error &why);
    void due();

private:
    struct Flight;

    void send(qint64 outboxId);
    void settle(qint64 outboxId, const Expected<Done> &answer);
    void finish(qint64 outboxId, ActionOutcome outcome, const Error &why);
    void show(Flight &flight, ActionStage stage, const QString &detail);

    Clock &m_clock;
    Store &m_store;
    Outbox &m_outbox;
    TargetOf m_targetOf;
    std::vector<std::unique_ptr<Flight>> m_flights;
};

} // namespace nightbell
