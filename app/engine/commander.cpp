// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/commander.h"

#include "base/backoff.h"
#include "domain/outcome.h"
#include "domain/wording.h"

#include <QCoroTask>
#include <QUuid>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr Duration firstRetry = std::chrono::seconds(2);
constexpr Duration longestRetry = std::chrono::seconds(30);
constexpr Duration nothingToDo = std::chrono::hours(1);
constexpr Duration shortestWait = std::chrono::seconds(30); // an action is not given up before that

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

struct Commander::Ending
{
    std::unique_ptr<Flight> flight;
    ActionOutcome outcome = ActionOutcome::Confirmed;
    Error why;
};

struct Commander::Undoable
{
    struct Step
    {
        ActionRequest done;
        Undo undo;
    };

    QString action;
    std::vector<Step> steps;
    Duration until{0};
};

struct Commander::Refusal
{
    IncidentId incident;
    Store::Ticket ticket = 0;
    Duration until{0};
};

Commander::Commander(Clock &clock, Store &store, Outbox &outbox, TargetOf targetOf, IsComing isComing, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_store(store)
    , m_outbox(outbox)
    , m_targetOf(std::move(targetOf))
    , m_isComing(std::move(isComing))
{ }

Commander::~Commander() = default;

QString Commander::actorAt(const SourceId &source) const
{
    const ActionTarget *target = m_targetOf(source);
    const QString there = target ? target->actor() : QString();
    return there.isEmpty() ? m_actor : there;
}

bool Commander::supports(const SourceId &source, const ActionKind &kind, const IncidentId &incident) const
{
    const ActionTarget *target = m_targetOf(source);
    return !target || target->supportsFor(QString::fromLatin1(kind.id), incident); // one that is not there yet says so when it is asked
}

bool Commander::supports(const Incident &incident, const ActionKind &kind) const
{
    if (incident.faces.isEmpty())
        return supports(incident.source, kind, incident.id);
    return std::ranges::any_of(incident.faces, [&](const Face &face) { return supports(face.source, kind, face.id); });
}

// The faces at the first source that has the action: what was forwarded is acknowledged there, and muted where it arose.
QList<const Incident *> Commander::targets(const ActionKind &kind, const Incident &incident) const
{
    if (incident.faces.isEmpty())
        return supports(incident, kind) ? QList<const Incident *>{&incident} : QList<const Incident *>();
    QList<const Incident *> found;
    for (const Face &face : incident.faces) {
        const Incident *there = m_store.face(face.id);
        const bool isWanted = found.isEmpty() ? supports(face.source, kind, face.id) : found.constFirst()->source == face.source;
        if (there && isWanted)
            found.append(there);
    }
    return found;
}

bool Commander::isPossible(const ActionKind &kind, const Incident &incident) const
{
    return std::ranges::any_of(targets(kind, incident), [&kind](const Incident *target) { return kind.applies(*target); });
}

// nullopt: nothing speaks against it.
std::optional<Error> Commander::whyNot(const ActionKind *kind, const IncidentId &id, const FieldValues &inputs) const
{
    if (!kind)
        return Error{ErrorKind::BadInput, tr("there is no such action")};
    const Incident *incident = m_store.incident(id);
    if (!incident)
        return Error{ErrorKind::NotFound, id.text()};
    if (!supports(*incident, *kind))
        return Error{ErrorKind::Forbidden, tr("the source “%1” does not have it").arg(incident->source.text())};
    if (!isPossible(*kind, *incident))
        return Error{ErrorKind::Conflict, tr("it is %1").arg(stateText(incident->state))};
    for (const Field &field : kind->inputs) {
        const QVariant value = fieldValue(kind->inputs, inputs, field.key);
        const QString problem = fieldProblem(field, value);
        const bool isMissing = field.required && value.toString().isEmpty() && value.toStringList().isEmpty();
        if (isMissing || (inputs.contains(field.key) && !problem.isEmpty()))
            return Error{ErrorKind::BadInput, isMissing ? tr("“%1” is missing").arg(field.key) : field.key + u": "_s + problem};
    }
    return std::nullopt;
}

ActionRequest Commander::made(
    const ActionKind &kind, const IncidentId &id, const SourceId &source, const QString &origin, const FieldValues &inputs) const
{
    ActionRequest request{QString::fromLatin1(kind.id), id, source, actorAt(source), origin, m_clock.now()};
    for (const Field &field : kind.inputs) {
        const QVariant value = fieldValue(kind.inputs, inputs, field.key);
        if (value.isValid())
            request.inputs.insert(field.key, value);
    }
    request.key = QUuid::createUuid().toString(QUuid::WithoutBraces);
    request.until = request.requested + expiresAfter;
    const Incident *incident = m_store.face(id);
    if (incident && incident->escalation)
        request.until = std::clamp(incident->escalation->at, request.requested + shortestWait, request.until);
    return request;
}

QHash<IncidentId, Error> Commander::request(
    const QString &action, const QList<IncidentId> &incidents, const QString &origin, const FieldValues &inputs)
{
    QHash<IncidentId, Error> refused;
    QList<ActionRequest> requests;
    const ActionKind *kind = actionKind(action);
    for (const IncidentId &id : incidents) {
        if (const auto reason = whyNot(kind, id, inputs)) {
            refused.insert(id, *reason);
            continue;
        }
        for (const Incident *target : targets(*kind, *m_store.incident(id))) {
            if (kind->applies(*target))
                requests.append(made(*kind, target->id, target->source, origin, inputs));
        }
    }
    if (requests.isEmpty())
        return refused;
    if (kind->subject == ActionSubject::Selection) {
        for (const ActionRequest &other : std::as_const(requests).mid(1)) {
            if (other.source == requests.constFirst().source)
                requests.first().others.append(other.incident);
            else
                refused.insert(other.incident, Error{ErrorKind::BadInput, tr("it is of another source")});
        }
        requests.resize(1);
    }
    offerUndo(*kind, requests);
    begin(requests);
    return refused;
}

Expected<Done> Commander::requestNew(const QString &action, const SourceId &source, const QString &origin, const FieldValues &inputs)
{
    const ActionKind *kind = actionKind(action);
    if (!kind || kind->subject != ActionSubject::Source)
        return Error{ErrorKind::BadInput, tr("there is no such action")};
    if (!supports(source, *kind))
        return Error{ErrorKind::Forbidden, tr("the source “%1” does not have it").arg(source.text())};
    begin({made(*kind, {}, source, origin, inputs)});
    return Done{};
}

void Commander::dropRefusal(const IncidentId &incident)
{
    for (const Refusal &refusal : m_refusals) {
        if (refusal.incident == incident)
            m_store.rollback(refusal.ticket);
    }
    std::erase_if(m_refusals, [&](const Refusal &refusal) { return refusal.incident == incident; });
}

void Commander::begin(const QList<ActionRequest> &requests)
{
    QList<OutboxEntry> entries;
    QList<qint64> ids;
    const Store::Together together(m_store);
    for (const ActionRequest &request : requests) {
        dropRefusal(request.incident);
        auto flight = std::make_unique<Flight>();
        flight->id = ++m_lastId;
        flight->request = request;
        flight->kind = actionKind(request.action);
        ids.append(flight->id);
        entries.append(OutboxEntry{flight->id, request});
        m_flights.push_back(std::move(flight));
        show(*m_flights.back(), ActionStage::Saving, {});
        Q_EMIT requested(request);
    }
    QCoro::connect(m_outbox.append(entries), this, [this, ids](const Expected<Done> &) {
        // What the disk refuses is sent all the same: the incident burns now, and the session has said that nothing is kept.
        noteOnDisk(ids);
        send(ids);
    });
}

void Commander::noteOnDisk(const QList<qint64> &ids)
{
    const Store::Together together(m_store);
    for (const qint64 id : ids) {
        if (Flight *stored = find(id)) {
            stored->onDisk = true;
            show(*stored, ActionStage::Sending, {});
        }
    }
}

// nullopt: nothing does, or its source does not have it.
std::optional<Undo> Commander::undoOf(const ActionKind &kind, const Incident &before, const ActionRequest &request) const
{
    const auto undo = kind.undo ? kind.undo(before, request) : std::nullopt;
    const ActionKind *undoing = undo ? actionKind(undo->action) : nullptr;
    return undoing && supports(before.source, *undoing, before.id) ? undo : std::nullopt;
}

bool Commander::isUndoable(const ActionKind &kind, const Incident &incident, const FieldValues &inputs) const
{
    ActionRequest request;
    request.inputs = inputs;
    const auto found = targets(kind, incident);
    return !found.isEmpty()
        && std::ranges::all_of(found, [&](const Incident *target) { return undoOf(kind, *target, request).has_value(); });
}

void Commander::offerUndo(const ActionKind &kind, const QList<ActionRequest> &requests)
{
    auto offer = std::make_unique<Undoable>();
    offer->action = QString::fromLatin1(kind.id);
    offer->until = m_clock.elapsed() + undoableFor;
    for (const ActionRequest &request : requests) {
        const Incident *before = m_store.face(request.incident);
        if (const auto undo = before ? undoOf(kind, *before, request) : std::nullopt)
            offer->steps.push_back(Undoable::Step{request, *undo});
    }
    m_undoable = offer->steps.empty() ? nullptr : std::move(offer);
    Q_EMIT undoOfferChanged();
    Q_EMIT due();
}

std::optional<UndoOffer> Commander::undoOffer() const
{
    if (!m_undoable || m_undoable->until <= m_clock.elapsed())
        return std::nullopt;
    UndoOffer offer{m_undoable->action, {}, m_undoable->until};
    for (const Undoable::Step &step : m_undoable->steps)
        offer.incidents.append(step.done.incident);
    return offer;
}

// Takes back what was never sent. False: it is on its way or there.
bool Commander::withdraw(const IncidentId &incident, const QString &action)
{
    const auto found = std::ranges::find_if(m_flights, [&](const auto &flight) {
        return flight->request.incident == incident && flight->request.action == action && !flight->running && flight->failures == 0
            && !flight->request.mayHaveBeenSent;
    });
    if (found == m_flights.end())
        return false;
    const std::unique_ptr<Flight> flight = std::move(*found);
    m_flights.erase(found);
    m_outbox.remove({flight->id});
    m_store.rollback(flight->ticket);
    Q_EMIT finished(flight->request, ActionOutcome::Withdrawn, {});
    return true;
}

void Commander::undo(const QString &origin)
{
    const std::unique_ptr<Undoable> offer = std::exchange(m_undoable, nullptr);
    QList<ActionRequest> requests;
    if (offer && offer->until > m_clock.elapsed()) {
        for (const Undoable::Step &step : offer->steps) {
            if (!withdraw(step.done.incident, step.done.action))
                requests.append(made(*actionKind(step.undo.action), step.done.incident, step.done.source, origin, step.undo.inputs));
        }
    }
    if (!requests.isEmpty())
        begin(requests);
    Q_EMIT undoOfferChanged();
}

void Commander::resume(const OutboxContent &content)
{
    m_lastId = std::max(m_lastId, content.lastId);
    for (const OutboxEntry &entry : content.entries) {
        const ActionKind *kind = actionKind(entry.request.action);
        if (!kind) {
            m_outbox.remove({entry.id}); // of a version that knew it
            continue;
        }
        auto flight = std::make_unique<Flight>();
        flight->id = entry.id;
        flight->request = entry.request;
        flight->request.mayHaveBeenSent = true; // the run that wrote it may have got that far
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

ActionStage Commander::stageOf(const Flight &flight)
{
    if (flight.failures > 0)
        return ActionStage::Queued;
    return flight.onDisk ? ActionStage::Sending : ActionStage::Saving;
}

// Acknowledge, then resolve: in that order also where the first is still queued.
bool Commander::isFirstOfItsIncident(const Flight &flight) const
{
    return std::ranges::none_of(
        m_flights, [&flight](const auto &other) { return other->id < flight.id && other->request.incident == flight.request.incident; });
}

bool Commander::isReady(const Flight &flight) const
{
    const SourceId &source = flight.request.source;
    const bool isThere = m_targetOf(source) || !m_isComing(source); // one that will never be there ends it
    return !flight.running && flight.onDisk && isFirstOfItsIncident(flight) && isThere;
}

// Whether the world has moved on while the action was waiting: it is then ended here, loudly where it did not come to the
// same. What has gone from the answers altogether is sent: its source knows why.
bool Commander::dropOvertaken(const Flight &flight)
{
    if (!flight.request.mayHaveBeenSent && flight.failures == 0)
        return false;
    const Incident *now = m_store.confirmed(flight.request.incident);
    if (!now || flight.kind->applies(*now))
        return false;
    if (isSeenDone(*flight.kind, flight.request, *now)) {
        finish(flight.id, ActionOutcome::Confirmed, {});
        return true;
    }
    const bool isUnknown = flight.request.mayHaveBeenSent && !leavesTrace(*flight.kind, flight.request);
    const QString why = isUnknown ? tr("it is %1 by now, and whether this was done before is not known") : tr("it is %1 by now");
    finish(flight.id, ActionOutcome::Refused, Error{ErrorKind::Conflict, why.arg(stateText(now->state))});
    return true;
}

// Sends those that are ready: the same thing for several incidents of a source in one go.
void Commander::send(const QList<qint64> &ids)
{
    QList<qint64> left = ids;
    while (!left.isEmpty()) {
        Flight *first = find(left.takeFirst());
        if (!first || !isReady(*first) || dropOvertaken(*first))
            continue;
        QList<qint64> together{first->id};
        QList<ActionRequest> requests{first->request};
        for (const qint64 id : std::as_const(left)) {
            const Flight *other = find(id);
            if (other && isReady(*other) && other->request.source == first->request.source && other->request.action == first->request.action
                && other->request.inputs == first->request.inputs && other->request.mayHaveBeenSent == first->request.mayHaveBeenSent) {
                together.append(id);
                requests.append(other->request);
            }
        }
        left.removeIf([&together](qint64 id) { return together.contains(id); });
        sendTogether(together, requests);
    }
}

void Commander::sendTogether(const QList<qint64> &ids, const QList<ActionRequest> &requests)
{
    const SourceId source = requests.constFirst().source;
    ActionTarget *target = m_targetOf(source);
    if (!target) {
        for (const qint64 id : ids)
            finish(id, ActionOutcome::Refused,
                Error{ErrorKind::NotFound, tr("the source “%1” is not configured any more").arg(source.text())});
        return;
    }
    for (const qint64 id : ids) {
        find(id)->running = true;
        Q_EMIT sent(find(id)->request);
    }
    if (ids.size() == 1) {
        QCoro::connect(target->perform(requests.constFirst()), this, [this, ids](const Expected<Done> &answer) { settle(ids, {answer}); });
        return;
    }
    QCoro::connect(target->performAll(requests), this, [this, ids](const QList<Expected<Done>> &answers) { settle(ids, answers); });
}

void Commander::settle(const QList<qint64> &ids, const QList<Expected<Done>> &answers)
{
    std::vector<Ending> endings;
    {
        const Store::Together together(m_store);
        for (qsizetype i = 0; i < ids.size(); ++i) {
            Flight *flight = find(ids.at(i));
            if (!flight)
                continue;
            flight->running = false;
            const Expected<Done> answer = i < answers.size() ? answers.at(i) : Expected<Done>(Error{ErrorKind::BadAnswer, {}});
            if (answer)
                endings.push_back(end(flight->id, ActionOutcome::Confirmed, {}));
            else if (!mayBeSentAgain(answer.error().kind))
                endings.push_back(end(flight->id, ActionOutcome::Refused, answer.error()));
            else
                queue(*flight, answer.error());
        }
    }
    QList<qint64> ended;
    for (const Ending &ending : endings)
        ended.append(ending.flight->id);
    if (!ended.isEmpty())
        m_outbox.remove(ended);
    for (const Ending &ending : endings)
        Q_EMIT finished(ending.flight->request, ending.outcome, ending.why); // after what has become of the incidents
    Q_EMIT due(); // what waits: for its next try, or for the one before it on the same incident
}

void Commander::queue(Flight &flight, const Error &why)
{
    ++flight.failures;
    // Refused at the door it was not done; anything else may have reached them.
    if (why.kind != ErrorKind::TooManyRequests && why.kind != ErrorKind::Locked)
        flight.request.mayHaveBeenSent = true;
    flight.lastError = why;
    flight.nextAttempt
        = m_clock.elapsed() + nextDelay(flight.failures - 1, firstRetry, longestRetry, why.retryAfter, static_cast<quint32>(flight.id));
    show(flight, ActionStage::Queued, errorText(why));
    if (flight.failures == 1)
        Q_EMIT queued(flight.request, why);
}

// Its incident shows what has become of it; it is in the outbox yet. Precondition: there is such a flight.
Commander::Ending Commander::end(qint64 id, ActionOutcome outcome, const Error &why)
{
    const auto found = std::ranges::find_if(m_flights, [id](const auto &flight) { return flight->id == id; });
    Ending ending{std::move(*found), outcome, why};
    m_flights.erase(found);
    Flight &flight = *ending.flight;
    if (outcome == ActionOutcome::Confirmed) {
        show(flight, ActionStage::None, {});
        const ActionTarget *target = m_targetOf(flight.request.source);
        m_store.confirm(flight.ticket, m_clock.now() + (target ? target->settlesIn() : Duration(0)));
    } else {
        m_store.rollback(flight.ticket);
        showRefusal(flight.request, why);
        // What was not done cannot be taken back.
        const auto isThis = [&flight](const Undoable::Step &step) { return step.done.key == flight.request.key; };
        if (m_undoable && std::erase_if(m_undoable->steps, isThis) > 0) {
            if (m_undoable->steps.empty())
                m_undoable.reset();
            Q_EMIT undoOfferChanged();
        }
    }
    return ending;
}

void Commander::finish(qint64 id, ActionOutcome outcome, const Error &why)
{
    if (!find(id))
        return;
    const Ending ending = end(id, outcome, why);
    m_outbox.remove({id});
    Q_EMIT finished(ending.flight->request, outcome, why);
    Q_EMIT due(); // the next one for the same incident
}

void Commander::show(Flight &flight, ActionStage stage, const QString &detail)
{
    const IncidentAction action{stage, stage == ActionStage::None ? QString() : flight.request.action, detail};
    const auto patch = [kind = flight.kind, request = flight.request, action](Incident incident) {
        if (kind->applies(incident))
            incident = kind->expected(std::move(incident), request);
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

    if (m_undoable && m_undoable->until <= now) {
        m_undoable.reset();
        Q_EMIT undoOfferChanged();
    }
    QList<qint64> ids;
    QList<qint64> ready;
    std::ranges::transform(m_flights, std::back_inserter(ids), [](const auto &flight) { return flight->id; });
    for (const qint64 id : ids) {
        Flight *flight = find(id);
        if (!flight || flight->running)
            continue;
        if (flight->ticket == 0)
            show(*flight, stageOf(*flight), {}); // its incident may be known by now
        if (m_clock.now() > flight->request.until)
            finish(id, ActionOutcome::Expired, flight->lastError.detail.isEmpty() ? Error{ErrorKind::Timeout, {}} : flight->lastError);
        else if (flight->nextAttempt <= now)
            ready.append(id);
    }
    send(ready);

    Duration wait = nothingToDo;
    for (const auto &flight : m_flights) {
        if (isReady(*flight))
            wait = std::min(wait, std::max(flight->nextAttempt - now, Duration(0)));
    }
    for (const Refusal &refusal : m_refusals)
        wait = std::min(wait, refusal.until - now);
    if (m_undoable)
        wait = std::min(wait, m_undoable->until - now);
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
