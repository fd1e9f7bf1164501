// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/action.h"
#include "base/clock.h"
#include "engine/outbox.h"
#include "engine/store.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace nightbell {

enum class ActionOutcome : std::uint8_t {
    Confirmed, // the source has it
    Refused, // the source will not have it
    Expired, // it could not be sent for too long: it would act on a world that has moved on
};

// Carries out what people ask for: outbox first, then the optimistic change, then the source, then the truth.
class Commander : public QObject
{
    Q_OBJECT

public:
    using TargetOf = std::function<ActionTarget *(const SourceId &)>; // nullptr: no such source

    // An action that could not be sent for this long is given up, loudly.
    static constexpr Duration expiresAfter = std::chrono::minutes(15);
    // How long the reason of a refusal stays in the incident's row.
    static constexpr Duration showRefusalFor = std::chrono::minutes(2);

    Commander(Clock &clock, Store &store, Outbox &outbox, TargetOf targetOf, QObject *parent = nullptr);
    ~Commander() override;

    void setActor(const QString &actor) { m_actor = actor; } // who the person is, for "acknowledged by"

    // Asks for `action` on the incidents that it applies to. Returns those that it was refused for at once, and why
    // (NotFound: no such incident; Conflict: it does not apply; BadInput: no such action). The rest is under way; each
    // ends in finished(). `origin`: window, tray, notification, command.
    QHash<IncidentId, Error> request(const QString &action, const QList<IncidentId> &incidents, const QString &origin);

    // Sends again what is queued and due. Returns how long until the next call has something to do.
    Duration tick();

    // What an earlier run of the program left in the outbox.
    void resume(const OutboxContent &content);

    void retryNow(); // the network is back

    qsizetype waiting() const; // sent or queued, not finished

Q_SIGNALS:
    void requested(const nightbell::ActionRequest &request);
    void queued(const nightbell::ActionRequest &request, const nightbell::Error &why);
    void finished(const nightbell::ActionRequest &request, nightbell::ActionOutcome outcome, const nightbell::Error &why);
    void due();

private:
    struct Flight;
    struct Refusal;

    void begin(const ActionRequest &request, const ActionKind &kind);
    void send(Flight &flight);
    void settle(qint64 id, const Expected<Done> &answer);
    void finish(qint64 id, ActionOutcome outcome, const Error &why);
    void show(Flight &flight, ActionStage stage, const QString &detail);
    void showRefusal(const ActionRequest &request, const Error &why);
    bool isFirstOfItsIncident(const Flight &flight) const;
    Flight *find(qint64 id) const;

    Clock &m_clock;
    Store &m_store;
    Outbox &m_outbox;
    TargetOf m_targetOf;
    QString m_actor;
    std::vector<std::unique_ptr<Flight>> m_flights; // oldest first
    std::vector<Refusal> m_refusals;
    qint64 m_lastId = 0;
};

} // namespace nightbell
