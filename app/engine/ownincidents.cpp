// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ownincidents.h"

#include "domain/testpage.h"
#include "engine/database.h"
#include "engine/rows.h"

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

QCoro::Task<Expected<Done>> write(Database &database, const Incident &incident)
{
    const QVariantList values = incidentValues(incident);
    return database.run<Done>([values](QSqlDatabase &connection) {
        const QString marks = QStringList(values.size(), u"?"_s).join(u',');
        return execute(connection, u"INSERT OR REPLACE INTO incidents (%1) VALUES (%2)"_s.arg(incidentColumns(), marks), values);
    });
}

// Done even where the disk refuses: the incident is acknowledged as long as we run, and the person was told that nothing
// is kept. Waiting comes first all the same: what is called done is on disk where there is one.
QCoro::Task<Expected<Done>> whenWritten(QCoro::Task<Expected<Done>> written)
{
    co_await std::move(written);
    co_return Done{};
}

QCoro::Task<Expected<Triggered>> whenKept(QCoro::Task<Expected<Done>> written, Triggered triggered)
{
    const auto kept = co_await std::move(written);
    if (!kept)
        co_return kept.error();
    co_return triggered;
}

QCoro::Task<Expected<Done>> refused(Error error)
{
    co_return error;
}

} // namespace

OwnIncidents::OwnIncidents(Clock &clock, Database &database, QObject *parent) : QObject(parent), m_clock(clock), m_database(database)
{ }

SourceId OwnIncidents::sourceId()
{
    return SourceId(u"nightbell"_s);
}

void OwnIncidents::restore(const SharedIncidents &incidents, int lastNumber)
{
    m_lastNumber = std::max(m_lastNumber, lastNumber);
    for (const Incident &incident : incidents) {
        if (incident.source != sourceId())
            continue;
        if (incident.isOpen() && isTestPage(incident)) // nobody waits for it any more
            write(m_database, resolved(incident, {}));
        else if (incident.isOpen())
            m_incidents.append(incident);
        else if (!incident.resolvedBy.isEmpty() && incident.resolvedAt)
            m_resolvedByHand.insert(incident.dedupKey, *incident.resolvedAt);
    }
    Q_EMIT changed();
}

Shared<Incident> *OwnIncidents::find(const QString &dedupKey)
{
    const auto found = std::ranges::find_if(
        m_incidents, [&dedupKey](const Incident &incident) { return incident.isOpen() && incident.dedupKey == dedupKey; });
    return found == m_incidents.end() ? nullptr : &*found;
}

bool OwnIncidents::isOpen(const QString &dedupKey) const
{
    return std::ranges::any_of(
        m_incidents, [&dedupKey](const Incident &incident) { return incident.isOpen() && incident.dedupKey == dedupKey; });
}

void OwnIncidents::apply(const Condition &condition)
{
    switch (condition.verdict) {
    case Verdict::Unknown:
        return;
    case Verdict::Clear:
        m_resolvedByHand.remove(condition.dedupKey);
        if (Shared<Incident> *incident = find(condition.dedupKey))
            resolve(*incident, {});
        return;
    case Verdict::Firing:
        if (Shared<Incident> *incident = find(condition.dedupKey))
            renew(*incident, condition);
        else if (const auto byHand = m_resolvedByHand.find(condition.dedupKey);
                 byHand == m_resolvedByHand.end() || m_clock.now() - *byHand >= reopenAfter) {
            write(m_database, open(condition));
            Q_EMIT changed();
        }
        return;
    }
}

void OwnIncidents::abandon(const QString &dedupKey, const QString &why)
{
    m_resolvedByHand.remove(dedupKey);
    if (Shared<Incident> *kept = find(dedupKey)) {
        Incident incident = *kept;
        incident.text = why;
        incident.unwatched = why;
        *kept = incident;
        resolve(*kept, {});
    }
}

QCoro::Task<Expected<Triggered>> OwnIncidents::trigger(const Condition &condition)
{
    Shared<Incident> *known = find(condition.dedupKey);
    if (known)
        *known = renewed(*known, condition);
    const Incident incident = known ? *known : open(condition);
    const Triggered triggered{incident.id, known == nullptr};
    auto written = write(m_database, incident);
    Q_EMIT changed();
    return whenKept(std::move(written), triggered);
}

// The caller writes it and says that it changed.
Shared<Incident> OwnIncidents::open(const Condition &condition)
{
    const TimePoint now = m_clock.now();
    Incident incident;
    incident.id = IncidentId(u"NB-%1"_s.arg(++m_lastNumber));
    incident.source = sourceId();
    incident.dedupKey = condition.dedupKey;
    incident.host = condition.host;
    incident.check = condition.check;
    incident.created = now;
    m_resolvedByHand.remove(condition.dedupKey);
    m_incidents.append(renewed(incident, condition));
    return m_incidents.last();
}

Incident OwnIncidents::renewed(Incident incident, const Condition &condition) const
{
    incident.title = condition.title;
    incident.text = condition.text;
    incident.service = condition.service;
    incident.urgency = condition.urgency;
    incident.severity = condition.severity;
    incident.url = condition.url;
    incident.changed = m_clock.now();
    return incident;
}

void OwnIncidents::renew(Shared<Incident> &kept, const Condition &condition)
{
    const TimePoint now = m_clock.now();
    const Incident &incident = *kept;
    const bool sameFace = incident.title == condition.title && incident.urgency == condition.urgency
        && incident.severity == condition.severity && incident.service == condition.service;
    const bool sameText = incident.text == condition.text || now - incident.changed < renewTextAfter;
    if (sameFace && sameText)
        return;
    kept = renewed(incident, condition);
    write(m_database, kept);
    Q_EMIT changed();
}

Incident OwnIncidents::resolved(Incident incident, const QString &actor) const
{
    incident.state = IncidentState::Resolved;
    incident.resolvedAt = m_clock.now();
    incident.resolvedBy = actor;
    incident.changed = *incident.resolvedAt;
    return incident;
}

void OwnIncidents::resolve(Shared<Incident> &kept, const QString &actor)
{
    kept = resolved(kept, actor);
    write(m_database, kept);
    Q_EMIT changed();
}

void OwnIncidents::dropOld()
{
    const TimePoint limit = m_clock.now() - showResolvedFor;
    const auto dropped
        = m_incidents.removeIf([limit](const Incident &incident) { return incident.resolvedAt && *incident.resolvedAt < limit; });
    m_resolvedByHand.removeIf([limit](const auto &entry) { return entry.value() < limit - reopenAfter; });
    if (dropped > 0)
        Q_EMIT changed();
}

Expected<Incident> OwnIncidents::change(const ActionRequest &request)
{
    const auto found = std::ranges::find(m_incidents, request.incident, &Incident::id);
    if (found == m_incidents.end())
        return Error{ErrorKind::NotFound, u"%1 was resolved and is history"_s.arg(request.incident.text())};
    const ActionKind *kind = actionKind(request.action);
    if (!kind)
        return Error{ErrorKind::BadInput, u"there is no action %1"_s.arg(request.action)};
    ActionRequest asked = request;
    asked.requested = m_clock.now();
    const Incident &before = *found;
    Incident wanted = kind->expected(before, asked);
    if (wanted.state == before.state)
        return before; // it was so already
    if (!kind->applies(before))
        return Error{ErrorKind::Conflict, u"%1 is %2"_s.arg(request.incident.text(), toWord(before.state))};
    wanted.changed = m_clock.now();
    *found = wanted;
    if (wanted.isOpen())
        m_resolvedByHand.remove(wanted.dedupKey);
    else
        m_resolvedByHand.insert(wanted.dedupKey, m_clock.now());
    return wanted;
}

bool OwnIncidents::supports(QStringView action) const
{
    return ActionTarget::supports(action) || action == "retrigger"_L1;
}

QCoro::Task<Expected<Done>> OwnIncidents::perform(ActionRequest request)
{
    const auto changedTo = change(request);
    if (!changedTo)
        return refused(changedTo.error());
    auto written = write(m_database, *changedTo);
    Q_EMIT changed();
    return whenWritten(std::move(written));
}

} // namespace nightbell
