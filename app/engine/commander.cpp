// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/commander.h"

#include "base/backoff.h"
#include "domain/wording.h"

#include <QCoroTask>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr Duration firstRetry = std::chrono::seconds(2);
constexpr Duration longestRetry = std::chrono::seconds(30);
constexpr Duration nothingToDo = std::chrono::hours(1);

// The same action may do later: nothing was decided yet.
bool mayBeSentAgain(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Timeout:
    case ErrorKind::Unreachable:
    case ErrorKind::TooManyRequests:
    case ErrorKind::Server:
    case ErrorKind::BadAnswer: // a proxy's page; the request itself is idempotent
    case ErrorKind::Cancelled:
        return true;
    case ErrorKind::Tls:
    case ErrorKind::Unauthorized:
    case ErrorKind::Forbidden:
    case ErrorKind::NotFound:
    case ErrorKind::Conflict:
    case ErrorKind::TooLarge:
    case ErrorKind::BadInput:
    case ErrorKind::Storage:
    case ErrorKind::Unavailable:
        return false;
    }
    return false;
}

} // namespace

struct Commander::Flight
{
    qint64 id = 0;
    ActionRequest request;
    const ActionKind *kind = nullptr;
    Store::Ticket ticket = 0;
    Duration nextAttempt{0}; // on Clock::elapsed()
    int failures = 0;
    bool onDisk = false; // or the disk refused, and that was said
    bool running = false;
    Error lastError;
};

struct Commander::Refusal
{
    IncidentId incident;
    Store::Ticket ticket = 0;
    Duration until{0};
};

Commander::Commander(Clock &clock, Store &store, Outbox &outbox, TargetOf targetOf, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_store(store)
    , m_outbox(outbox)
    , m_targetOf(std::move(targetOf))
{ }

Commander::~Commander() = default;

QHash<IncidentId, Error> Commander::request(const QString &action, const QList<IncidentId> &incidents, const QString &origin)
{
    QHash<IncidentId, Error> refused;
    const ActionKind *kind = actionKind(action);
    for (const IncidentId &id : incidents) {
        const Incident *incident = m_store.incident(id);
        if (!kind)
            refused.insert(id, Error{ErrorKind::BadInput, tr("there is no action “%1”").arg(action)});
        else if (!incident)
            refused.insert(id, Error{ErrorKind::NotFound, id.text()});
        else if (!kind->applies(*incident))
            refused.insert(id, Error{ErrorKind::Conflict, tr("it is %1").arg(stateText(incident->state))});
        else
            begin(ActionRequest{action, id, incident->source, m_actor, origin, m_clock.now()}, *kind);
    }
    return refused;
}

void Commander::begin(const ActionRequest &request, const ActionKind &kind)
{
    for (const Refusal &refusal : m_refusals) {
        if (refusal.incident == request.incident)
            m_store.rollback(refusal.ticket);
    }
    std::erase_if(m_refusals, [&request](const Refusal &refusal) { return refusal.incident == request.incident; });

    auto flight = std::make_unique<Flight>();
    flight->id = ++m_lastId;
    flight->request = request;
    flight->kind = &kind;
    Flight &added = *flight;
    m_flights.push_back(std::move(flight));
    show(added, ActionStage::Sending, {});
    Q_EMIT requested(request);

    const qint64 id = added.id;
    QCoro::connect(m_outbox.append(OutboxEntry{id, request}), this, [this, id](const Expected<Done> &) {
        // What the disk refuses is sent all the same: the incident burns now, and the session has said that nothing is kept.
        if (Flight *stored = find(id)) {
            stored->onDisk = true;
            send(*stored);
        }
    });
}

void Commander::resume(const OutboxContent &content)
{
    m_lastId = std::max(m_lastId, content.lastId);
    for (const OutboxEntry &entry : content.entries) {
        const ActionKind *kind = actionKind(entry.request.action);
        if (!kind) {
            m_outbox.remove(entry.id); // of a version that knew it
            continue;
        }
        auto flight = std::make_unique<Flight>();
        flight->id = entry.id;
        flight->request = entry.request;
        flight->kind = kind;
        flight->onDisk = true;
        flight->nextAttempt = m_clock.elapsed();
        m_flights.push_back(std::move(flight));
    }
    std::ranges::sort(m_flights, {}, [](const auto &flight) { return flight->id; });
    Q_EMIT due();
}

Commander::Flight *Commander::find(qint64 id) const
{
    const auto found = std::ranges::find_if(m_flights, [id](const auto &flight) { return flight->id == id; });
    return found == m_flights.end() ? nullptr : found->get();
}

// Acknowledge, then resolve: in that order also where the first is still queued.
bool Commander::isFirstOfItsIncident(const Flight &flight) const
{
    return std::ranges::none_of(
        m_flights, [&flight](const auto &other) { return other->id < flight.id && other->request.incident == flight.request.incident; });
}

void Commander::send(Flight &flight)
{
    if (flight.running || !flight.onDisk || !isFirstOfItsIncident(flight))
        return;
    const qint64 id = flight.id;
    ActionTarget *target = m_targetOf(flight.request.source);
    if (!target) {
        finish(id, ActionOutcome::Refused,
            Error{ErrorKind::NotFound, tr("the source “%1” is not configured any more").arg(flight.request.source.text())});
        return;
    }
    flight.running = true;
    QCoro::connect(target->perform(flight.request), this, [this, id](const Expected<Done> &answer) { settle(id, answer); });
}

void Commander::settle(qint64 id, const Expected<Done> &answer)
{
    Flight *flight = find(id);
    if (!flight)
        return;
    flight->running = false;
    if (answer) {
        finish(id, ActionOutcome::Confirmed, {});
        return;
    }
    if (!mayBeSentAgain(answer.error().kind)) {
        finish(id, ActionOutcome::Refused, answer.error());
        return;
    }
    ++flight->failures;
    flight->lastError = answer.error();
    flight->nextAttempt = m_clock.elapsed()
        + nextDelay(flight->failures - 1, firstRetry, longestRetry, answer.error().retryAfter, static_cast<quint32>(id));
    show(*flight, ActionStage::Queued, errorText(answer.error()));
    if (flight->failures == 1)
        Q_EMIT queued(flight->request, answer.error());
    Q_EMIT due();
}

void Commander::finish(qint64 id, ActionOutcome outcome, const Error &why)
{
    const auto found = std::ranges::find_if(m_flights, [id](const auto &flight) { return flight->id == id; });
    if (found == m_flights.end())
        return;
    const std::unique_ptr<Flight> flight = std::move(*found);
    m_flights.erase(found);
    m_outbox.remove(id);
    if (outcome == ActionOutcome::Confirmed) {
        show(*flight, ActionStage::None, {});
        m_store.confirm(flight->ticket, m_clock.now());
    } else {
        m_store.rollback(flight->ticket);
        showRefusal(flight->request, why);
    }
    Q_EMIT finished(flight->request, outcome, why);
    Q_EMIT due(); // the next one for the same incident
}

void Commander::show(Flight &flight, ActionStage stage, const QString &detail)
{
    const IncidentAction action{stage, stage == ActionStage::None ? QString() : flight.request.action, detail};
    const auto patch = [kind = flight.kind, request = flight.request, action](Incident incident) {
        if (incident.isOpen())
            incident = kind->expected(std::move(incident), request.actor, request.requested);
        incident.action = action;
        return incident;
    };
    if (flight.ticket == 0)
        flight.ticket = m_store.propose(flight.request.incident, patch);
    else
        m_store.amend(flight.ticket, patch);
}

void Commander::showRefusal(const ActionRequest &request, const Error &why)
{
    const IncidentAction action{ActionStage::Refused, request.action, errorText(why)};
    const Store::Ticket ticket = m_store.propose(request.incident, [action](Incident incident) {
        incident.action = action;
        return incident;
    });
    if (ticket != 0)
        m_refusals.push_back(Refusal{request.incident, ticket, m_clock.elapsed() + showRefusalFor});
}

Duration Commander::tick()
{
    const Duration now = m_clock.elapsed();
    for (const Refusal &refusal : m_refusals) {
        if (refusal.until <= now)
            m_store.rollback(refusal.ticket);
    }
    std::erase_if(m_refusals, [now](const Refusal &refusal) { return refusal.until <= now; });

    QList<qint64> ids;
    for (const auto &flight : m_flights)
        ids.append(flight->id);
    for (const qint64 id : ids) {
        Flight *flight = find(id);
        if (!flight || flight->running)
            continue;
        if (flight->ticket == 0)
            show(*flight, flight->failures > 0 ? ActionStage::Queued : ActionStage::Sending, {}); // its incident may be known by now
        if (m_clock.now() - flight->request.requested > expiresAfter)
            finish(id, ActionOutcome::Expired, flight->lastError.detail.isEmpty() ? Error{ErrorKind::Timeout, {}} : flight->lastError);
        else if (flight->nextAttempt <= now)
            send(*flight);
    }

    Duration wait = nothingToDo;
    for (const auto &flight : m_flights) {
        if (!flight->running && flight->onDisk && isFirstOfItsIncident(*flight))
            wait = std::min(wait, std::max(flight->nextAttempt - now, Duration(0)));
    }
    for (const Refusal &refusal : m_refusals)
        wait = std::min(wait, refusal.until - now);
    return wait;
}

void Commander::retryNow()
{
    for (const auto &flight : m_flights)
        flight->nextAttempt = m_clock.elapsed();
    Q_EMIT due();
}

qsizetype Commander::waiting() const
{
    return static_cast<qsizetype>(m_flights.size());
}

} // namespace nightbell
