// SPDX-License-Identifier: GPL-3.0-or-later
// What is said once and goes by itself: low urgency, recoveries, shifts, refusals.
#include "notifier.h"

#include "domain/testpage.h"
#include <QDBusMessage>

#include <utility>

using namespace Qt::StringLiterals;

namespace nightbell {

void Notifier::apply(const Diff<Shared<Incident>> &diff)
{
    const auto consider = [this](const Incident &before, const Incident &after) {
        if (!m_told.remove(after.id) || isTestPage(after)) // whoever sent it is told how it went
            return;
        const bool byPerson = !after.resolvedBy.isEmpty() || before.action.action == "resolve"_L1 || after.action.action == "resolve"_L1;
        if (!after.unwatched.isEmpty())
            m_unwatched.append(after);
        else if (!byPerson)
            m_recovered.append(after);
    };
    for (const auto &change : diff.changed) {
        if (change.before->isOpen() && !change.after->isOpen())
            consider(change.before, change.after);
    }
    for (const Incident &incident : diff.removed)
        consider(incident, incident);
    if (!(m_recovered.isEmpty() && m_unwatched.isEmpty()) && !m_newsTimer.isActive())
        m_newsTimer.start(0); // what ends in the same moment is told in one
}

void Notifier::tell(const SharedIncidents &incidents, bool wereHeld)
{
    for (const Incident &incident : incidents)
        m_told.insert(incident.id);
    (wereHeld ? m_released : m_opened) += incidents;
    if (!m_newsTimer.isActive())
        m_newsTimer.start(0);
}

void Notifier::tellDuty(const DutyNews &news)
{
    m_duties.append(news);
    if (!m_newsTimer.isActive())
        m_newsTimer.start(0);
}

void Notifier::announceNews()
{
    if (m_gathering)
        return;
    if (!m_ready) {
        // Before the server has answered it can wait; where there is none it is not told, and stands in the list.
        if (!m_problem.isEmpty()) {
            m_duties.clear();
            m_opened.clear();
            m_released.clear();
            m_recovered.clear();
            m_unwatched.clear();
        }
        return;
    }
    for (const DutyNews &news : std::exchange(m_duties, {}))
        sendOnce({}, dutyNotification(news, m_clock.now()), true);
    for (SharedIncidents *lows : {&m_opened, &m_released})
        lows->removeIf([this](const Incident &incident) { return m_groups.contains(incident.id); }); // paged for, since
    if (!m_opened.isEmpty() || !m_released.isEmpty())
        Q_EMIT lowUrgencyTold();
    announce(
        std::exchange(m_opened, {}), [this](const SharedIncidents &all) { return lowUrgencyNotification(all, m_names, m_clock.now()); });
    announce(
        std::exchange(m_released, {}), [this](const SharedIncidents &all) { return releasedNotification(all, m_names, m_clock.now()); });
    announce(
        std::exchange(m_recovered, {}), [this](const SharedIncidents &all) { return recoveryNotification(all, m_names, m_clock.now()); });
    announce(std::exchange(m_unwatched, {}), [this](const SharedIncidents &all) { return unwatchedNotification(all, m_names); });
}

template<typename MakeNotification>
void Notifier::announce(SharedIncidents incidents, const MakeNotification &make)
{
    if (!incidents.isEmpty())
        sendOnce(incidents.size() == 1 ? incidents.first()->id : IncidentId(), make(incidents));
}

void Notifier::tellRefusal(const QString &action, const IncidentId &incident, const QString &title, const QString &why)
{
    sendOnce(incident, refusalNotification(actionLabel(action, m_kinds), title, why));
}

void Notifier::tellOnce(const Notification &notification, const IncidentId &incident)
{
    sendOnce(incident, notification);
}

void Notifier::sendOnce(const IncidentId &incident, const Notification &notification, bool isDuty, const std::function<void()> &onRefused)
{
    if (!m_ready)
        return;
    call(u"Notify"_s, arguments(m_areTitlesHidden ? discreet(notification) : notification, 0),
        [this, incident, isDuty, onRefused, lasts = notification.timeout == 0, generation = m_generation](const QDBusMessage &reply) {
            if (reply.type() != QDBusMessage::ReplyMessage && onRefused)
                onRefused();
            if (reply.type() != QDBusMessage::ReplyMessage || generation != m_generation)
                return;
            const uint id = reply.arguments().value(0).toUInt();
            m_incidents.insert(id, incident);
            if (lasts)
                m_lastingIds.insert(id);
            if (isDuty)
                m_dutyIds.insert(id);
            else
                m_dutyIds.remove(id);
        });
}

} // namespace nightbell
