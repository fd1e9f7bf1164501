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
#include <optional>
#include <vector>

namespace nightbell {

enum class ActionOutcome : std::uint8_t {
    Confirmed, // the source has it
    Refused, // the source will not have it
    Withdrawn, // the person took it back before it was sent
    Expired, // it could not be sent for too long: it would act on a world that has moved on
};

// What the last action can be taken back with, for a few seconds.
struct UndoOffer
{
    QString action; // what was done
    QList<IncidentId> incidents;
    Duration until{0}; // on Clock::elapsed()

    bool operator==(const UndoOffer &) const = default;
};

// Carries out what people ask for: outbox first, then the optimistic change, then the source, then the truth.
class Commander : public QObject
{
    Q_OBJECT

public:
    using TargetOf = std::function<ActionTarget *(const SourceId &)>; // nullptr: no such source, or not yet
    using IsComing = std::function<bool(const SourceId &)>; // it is configured: what is for it waits until it is there

    // An action that could not be sent for this long is given up, loudly; earlier, where its incident escalates earlier.
    static constexpr Duration expiresAfter = std::chrono::minutes(15);
    static constexpr Duration undoableFor = std::chrono::seconds(5);
    // How long the reason of a refusal stays in the incident's row.
    static constexpr Duration showRefusalFor = std::chrono::minutes(2);

    Commander(Clock &clock, Store &store, Outbox &outbox, TargetOf targetOf, IsComing isComing, QObject *parent = nullptr);
    ~Commander() override;

    void setActor(const QString &actor) { m_actor = actor; } // who the person is, for "acknowledged by"

    // Asks for `action` on the incidents that it applies to. Returns those that it was refused for at once, and why
    // (NotFound: no such incident; Conflict: it does not apply; Forbidden: its source does not have it; BadInput: no such
    // action, or its inputs do not fit). The rest is under way; each ends in finished(). An incident that stands at several sources
    // is acted on where the first is that has the action: what is sent is of its face there. `origin`: window, tray,
    // notification, command. Of an action on a selection, only the first incident is named in the answers.
    QHash<IncidentId, Error> request(
        const QString &action, const QList<IncidentId> &incidents, const QString &origin, const FieldValues &inputs = {});

    // An action that makes something new at `source`.
    Expected<Done> requestNew(const QString &action, const SourceId &source, const QString &origin, const FieldValues &inputs);

    // Whether a source of the incident has the action and it applies now.
    bool isPossible(const ActionKind &kind, const Incident &incident) const;
    bool supports(const SourceId &source, const ActionKind &kind, const IncidentId &incident = {}) const;
    bool supports(const Incident &incident, const ActionKind &kind) const;

    // Whether undo() could take it back afterwards.
    bool isUndoable(const ActionKind &kind, const Incident &incident, const FieldValues &inputs = {}) const;

    // What undo() would take back now.
    std::optional<UndoOffer> undoOffer() const;
    void undo(const QString &origin);

    // Sends again what is queued and due. Returns how long until the next call has something to do.
    Duration tick();

    // What an earlier run of the program left in the outbox.
    void resume(const OutboxContent &content);

    void retryNow(); // the network is back

    qsizetype waiting() const; // sent or queued, not finished

Q_SIGNALS:
    void requested(const nightbell::ActionRequest &request);
    void sent(const nightbell::ActionRequest &request); // given to its source; again with each attempt
    void queued(const nightbell::ActionRequest &request, const nightbell::Error &why);
    void finished(const nightbell::ActionRequest &request, nightbell::ActionOutcome outcome, const nightbell::Error &why);
    void due();
    void undoOfferChanged();

private:
    struct Ending;
    struct Flight;
    struct Refusal;
    struct Undoable;

    QList<const Incident *> targets(const ActionKind &kind, const Incident &incident) const;
    std::optional<Error> whyNot(const ActionKind *kind, const IncidentId &id, const FieldValues &inputs) const;
    ActionRequest made(
        const ActionKind &kind, const IncidentId &id, const SourceId &source, const QString &origin, const FieldValues &inputs) const;
    void begin(const QList<ActionRequest> &requests);
    std::optional<Undo> undoOf(const ActionKind &kind, const Incident &before, const ActionRequest &request) const;
    void offerUndo(const ActionKind &kind, const QList<ActionRequest> &requests);
    bool withdraw(const IncidentId &incident, const QString &action);
    void dropRefusal(const IncidentId &incident);
    void send(const QList<qint64> &ids);
    void sendTogether(const QList<qint64> &ids, const QList<ActionRequest> &requests);
    static ActionStage stageOf(const Flight &flight);
    bool isReady(const Flight &flight) const;
    bool dropOvertaken(const Flight &flight);
    void noteOnDisk(const QList<qint64> &ids);
    void settle(const QList<qint64> &ids, const QList<Expected<Done>> &answers);
    void queue(Flight &flight, const Error &why);
    Ending end(qint64 id, ActionOutcome outcome, const Error &why);
    void finish(qint64 id, ActionOutcome outcome, const Error &why);
    void show(Flight &flight, ActionStage stage, const QString &detail);
    void showRefusal(const ActionRequest &request, const Error &why);
    bool isFirstOfItsIncident(const Flight &flight) const;
    Flight *find(qint64 id) const;
    QString actorAt(const SourceId &source) const;

    Clock &m_clock;
    Store &m_store;
    Outbox &m_outbox;
    TargetOf m_targetOf;
    IsComing m_isComing;
    QString m_actor;
    std::vector<std::unique_ptr<Flight>> m_flights; // oldest first
    std::vector<Refusal> m_refusals;
    std::unique_ptr<Undoable> m_undoable;
    qint64 m_lastId = 0;
};

} // namespace nightbell
