// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recorder.h"

#include "actions/action.h"
#include "domain/wording.h"
#include "engine/deliveries.h"
#include "engine/history.h"
#include "engine/ownincidents.h"
#include "pager/holdtext.h"

#include <QCoreApplication>

#include <utility>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

// What is noticed within that time is noticed at once: it says nothing to write it down twice.
constexpr Duration seenLater = std::chrono::seconds(1);

// As the buttons call it.
QString nameOf(const ActionRequest &request)
{
    const ActionKind *kind = actionKind(request.action);
    return kind ? QCoreApplication::translate("Action", kind->label).remove(u'&') : request.action;
}

QString originOf(const ActionRequest &request)
{
    if (request.origin == "window"_L1)
        return Recorder::tr("window");
    if (request.origin == "tray"_L1)
        return Recorder::tr("tray");
    if (request.origin == "notification"_L1)
        return Recorder::tr("notification");
    return request.origin == "command"_L1 ? Recorder::tr("command") : request.origin;
}

Shared<Incident> withoutAction(const Shared<Incident> &incident)
{
    if (incident->action == IncidentAction{})
        return incident;
    Incident fact = incident;
    fact.action = {};
    return fact;
}

Incident unwatched(Incident fact)
{
    fact.text = Recorder::tr("It is not watched any more. %1").arg(fact.unwatched);
    return fact;
}

} // namespace

Recorder::Recorder(Clock &clock, History &history, KeepsSeries keepsSeries, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_history(history)
    , m_keepsSeries(std::move(keepsSeries))
{ }

void Recorder::restore(const SharedIncidents &incidents, std::optional<TimePoint> pausedUntil)
{
    m_pausedUntil = pausedUntil;
    for (const Shared<Incident> &incident : incidents)
        m_recorded.insert(incident->id, incident);
}

void Recorder::applyIncidents(const Diff<Shared<Incident>> &diff)
{
    m_recorded.reserve(m_recorded.size() + diff.added.size());
    for (const Shared<Incident> &incident : diff.added)
        see(incident);
    for (const auto &change : diff.changed)
        see(change.after);
    for (const Incident &incident : diff.removed)
        gone(incident);
}

void Recorder::see(const Shared<Incident> &incident)
{
    for (const Face &face : incident->faces)
        m_seenAs.insert(face.id, incident->id);
    // A hope is not a fact: while an action is under way the incident on the screen is ahead of its source.
    if (incident->action.isUnderWay())
        return;
    const Shared<Incident> said = withoutAction(incident);
    const Incident &fact = *said;
    Shared<Incident> last = said;
    const auto known = m_recorded.find(fact.id);
    if (known == m_recorded.end()) {
        const TimePoint now = m_clock.now();
        add(fact, IncidentEventKind::Opened, fact.created, {}, fact.text);
        if (now - fact.created >= seenLater)
            add(fact, IncidentEventKind::Seen, now, {}, {});
        if (fact.state == IncidentState::Acknowledged)
            add(fact, IncidentEventKind::Acknowledged, fact.acknowledgedAt.value_or(m_clock.now()), fact.acknowledgedBy, {});
    } else if (*known == said) {
        return;
    } else if ((*known)->state != fact.state) {
        switch (fact.state) {
        case IncidentState::Triggered:
            add(fact, IncidentEventKind::Updated, m_clock.now(), {}, tr("It is triggered again."));
            break;
        case IncidentState::Acknowledged:
            add(fact, IncidentEventKind::Acknowledged, fact.acknowledgedAt.value_or(m_clock.now()), fact.acknowledgedBy, {});
            break;
        case IncidentState::Resolved:
            if (!fact.unwatched.isEmpty()) {
                last = unwatched(fact);
                add(last, IncidentEventKind::Note, m_clock.now(), {}, last->text);
                break;
            }
            add(fact, IncidentEventKind::Resolved, fact.resolvedAt.value_or(m_clock.now()), fact.resolvedBy, {});
            break;
        }
    } else if ((*known)->title != fact.title || (*known)->urgency != fact.urgency) {
        add(fact, IncidentEventKind::Updated, m_clock.now(), {}, fact.text);
    }
    m_recorded.insert(fact.id, last);
    remember(last);
}

// Nightbell's own incidents write themselves, before an action on them is called done. Writing them here as well could put
// an older state over a newer one.
void Recorder::remember(const Shared<Incident> &fact)
{
    if (fact->source != OwnIncidents::sourceId())
        m_history.remember(fact);
}

void Recorder::gone(const Incident &incident)
{
    for (const Face &face : incident.faces) {
        if (m_seenAs.value(face.id) == incident.id) // it may have moved to another by now
            m_seenAs.remove(face.id);
    }
    Incident last = m_recorded.take(incident.id);
    if (last.id.isEmpty() || !last.isOpen())
        return; // it was resolved while it was in sight, and that stands already
    last.state = IncidentState::Resolved;
    last.resolvedAt = m_clock.now();
    last.changed = m_clock.now();
    const bool wasInSight = incident.isOpen() || incident.resolvedAt;
    add(last, IncidentEventKind::Resolved, m_clock.now(), {},
        wasInSight ? tr("Its source does not list it any more.") : tr("It ended while Nightbell was not running; when is not known."));
    remember(last);
}

void Recorder::applyHosts(const Diff<Host> &diff)
{
    for (const Host &host : diff.added)
        sample(host, 0);
    for (const auto &change : diff.changed) {
        if (change.after.sampledAt > change.before.sampledAt)
            sample(change.after, change.after.restartsSince(change.before.sampledAt + Duration(1)).value_or(0));
    }
}

void Recorder::sample(const Host &host, int newRestarts)
{
    if (m_keepsSeries(host.source))
        return;
    const QString subject = host.id.text();
    if (host.cpu)
        m_history.addSample(subject, Metric::Cpu, Sample{host.sampledAt, *host.cpu});
    if (host.memory)
        m_history.addSample(subject, Metric::Memory, Sample{host.sampledAt, *host.memory});
    if (host.restartsUnknown == RestartsUnknown::Known)
        m_history.addSample(subject, Metric::Restarts, Sample{host.sampledAt, static_cast<double>(newRestarts)});
}

void Recorder::checkFinished(const Check &check)
{
    if (check.last.passed())
        m_history.addSample(
            check.id.text(), Metric::CheckLatency, Sample{check.last.at, static_cast<double>(check.last.phases.total.count())});
}

void Recorder::pageRaised(const Page &page)
{
    m_sounded.remove(page.id);
    if (page.repeated)
        add(page.incident, IncidentEventKind::Note, m_clock.now(), {}, tr("Shown again after a restart."));
    else
        add(page.incident, IncidentEventKind::Paged, m_clock.now(), {}, {});
}

void Recorder::pageCleared(const Page &page)
{
    m_sounded.remove(page.id);
    add(page.incident, IncidentEventKind::PageCleared, m_clock.now(), {}, {});
}

void Recorder::pageLeft(const Page &page)
{
    add(page.incident, IncidentEventKind::Note, m_clock.now(), {}, tr("Left to escalate."));
}

void Recorder::pagePromoted(const IncidentId &incident)
{
    addAbout(incident, IncidentEventKind::Note, tr("Promoted: it does not wait, and pages."), {}, {});
}

void Recorder::told(const SharedIncidents &incidents, bool wereHeld)
{
    const QString text = wereHeld ? tr("Told of, after it was kept back.") : tr("Told of, as of low urgency.");
    for (const Incident &incident : incidents)
        add(incident, IncidentEventKind::Note, m_clock.now(), {}, text);
}

void Recorder::keptBack(const QList<Held> &held)
{
    const TimePoint now = m_clock.now();
    for (const Held &each : held) {
        const QString until = each.until ? clockTime(*each.until, now) : QString();
        QString text = tr("Kept back: its service has no hours.");
        if (each.why == Standing::Paused)
            text = tr("Kept back by the pause until %1.").arg(until);
        else if (each.until)
            text = tr("Kept back until the hours of its service begin: %1.").arg(until);
        add(each.incident, IncidentEventKind::Note, now, {}, text);
    }
}

void Recorder::pauseChanged(std::optional<TimePoint> until)
{
    const std::optional<TimePoint> before = std::exchange(m_pausedUntil, until);
    if (before == until)
        return;
    const TimePoint now = m_clock.now();
    IncidentEvent event;
    event.at = now;
    event.kind = IncidentEventKind::Note;
    if (until)
        event.title = pauseText(*until, now);
    else
        event.title = before && *before <= now ? tr("The pause is over") : tr("The pause was ended");
    m_history.add(event);
}

void Recorder::pageShown(const IncidentId &incident, const QString &place, const QString &text)
{
    addAbout(incident, IncidentEventKind::Shown, text, {}, place);
}

void Recorder::pagesSounded(const QList<Page> &pages)
{
    for (const Page &page : pages) {
        if (m_sounded.contains(page.id))
            continue;
        m_sounded.insert(page.id);
        addAbout(page.id, IncidentEventKind::Sounded, {}, {}, {});
    }
}

void Recorder::backupTold(const DeliveryNews &news)
{
    const bool worked = news.kind == DeliveryNews::Kind::Told;
    IncidentEvent event;
    event.at = m_clock.now();
    event.incident = news.message.incident;
    event.source = news.message.source;
    event.kind = worked ? IncidentEventKind::BackupTold : IncidentEventKind::BackupMissed;
    event.title = news.message.title;
    event.text = deliveryText(news);
    event.what = news.channel.text();
    m_history.add(event);
}

void Recorder::actionRequested(const ActionRequest &request)
{
    addAction(request, IncidentEventKind::ActionRequested, tr("%1, from: %2").arg(nameOf(request), originOf(request)));
}

void Recorder::actionSent(const ActionRequest &request)
{
    addAction(request, IncidentEventKind::ActionSent, nameOf(request));
}

void Recorder::actionQueued(const ActionRequest &request, const Error &why)
{
    addAction(request, IncidentEventKind::ActionQueued, tr("%1: %2").arg(nameOf(request), errorText(why)));
}

void Recorder::actionFinished(const ActionRequest &request, ActionOutcome outcome, const Error &why)
{
    switch (outcome) {
    case ActionOutcome::Confirmed:
        addAction(request, IncidentEventKind::ActionConfirmed, nameOf(request));
        return;
    case ActionOutcome::Refused:
        addAction(request, IncidentEventKind::ActionRefused, tr("%1: %2").arg(nameOf(request), errorText(why)));
        return;
    case ActionOutcome::Withdrawn:
        addAction(request, IncidentEventKind::ActionRefused, tr("%1 was taken back before it was sent").arg(nameOf(request)));
        return;
    case ActionOutcome::Expired:
        addAction(request, IncidentEventKind::ActionRefused, tr("%1 was given up: %2").arg(nameOf(request), errorText(why)));
        return;
    }
}

void Recorder::add(const Incident &incident, IncidentEventKind kind, TimePoint at, const QString &actor, const QString &text)
{
    m_history.add(IncidentEvent{0, at, incident.id, incident.source, kind, actor, incident.title, text});
}

void Recorder::addAbout(const IncidentId &id, IncidentEventKind kind, const QString &text, const QString &what, const QString &place)
{
    const Incident incident = m_recorded.value(id);
    m_history.add(IncidentEvent{0, m_clock.now(), id, incident.source, kind, {}, incident.title, text, what, place});
}

void Recorder::addAction(const ActionRequest &request, IncidentEventKind kind, const QString &text)
{
    // What is asked of a face is told where the person looks.
    const IncidentId seen = m_recorded.contains(request.incident) ? request.incident : m_seenAs.value(request.incident, request.incident);
    const QString title = m_recorded.value(seen)->title;
    m_history.add(IncidentEvent{0, m_clock.now(), seen, request.source, kind, request.actor, title, text, request.action, request.origin});
}

} // namespace nightbell
