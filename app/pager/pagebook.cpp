// SPDX-License-Identifier: GPL-3.0-or-later
#include "pager/pagebook.h"

#include "domain/testpage.h"

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

const Service aroundTheClock; // of incidents without a service

// Looked for again this often where a calendar has no hours at all.
constexpr Duration recheckHours = std::chrono::hours(24);

// What pages have in common that have the same cause.
QStringList causesOf(const Incident &incident)
{
    QStringList causes;
    if (!incident.host.isEmpty())
        causes.append("host/"_L1 + incident.host.text());
    const auto cluster = std::ranges::find(incident.labels, "cluster"_L1, &Label::name);
    if (cluster != incident.labels.end() && !cluster->value.isEmpty())
        causes.append("cluster/"_L1 + cluster->value);
    if (!incident.service.isEmpty())
        causes.append("service/"_L1 + incident.service.text());
    return causes;
}

bool isHeld(Standing standing)
{
    return standing == Standing::OutsideHours || standing == Standing::Paused;
}

// The support hours of a service that are, or come next.
struct HoursAhead
{
    bool areNow = true; // also without any: it is watched all day
    TimePoint begin{}; // or when to look again, where none are known to come
    TimePoint end = TimePoint::max();
};

HoursAhead hoursAhead(const std::optional<TimeSpan> &window, TimePoint now)
{
    if (!window)
        return {false, now + recheckHours, TimePoint::max()};
    return {window->begin <= now, window->begin, window->end};
}

} // namespace

void PageBook::restore(const QList<PageRecord> &records, const QSet<IncidentId> &pagedBefore, std::optional<TimePoint> pausedUntil)
{
    for (const PageRecord &record : records) {
        m_records.insert(record.id, record);
        noteOverlay(record);
    }
    m_pagedBefore = pagedBefore;
    m_pausedUntil = pausedUntil;
    m_due = pausedUntil.value_or(TimePoint::max());
}

PageOutcome PageBook::setServices(const QList<Service> &services, const SharedIncidents &incidents, TimePoint now)
{
    PageOutcome outcome;
    m_services = services;
    m_hours.clear();
    m_causesNow = 0;
    for (const Shared<Incident> &incident : incidents)
        see(incident, now, outcome);
    finish(outcome);
    return outcome;
}

PageOutcome PageBook::apply(const Diff<Shared<Incident>> &diff, TimePoint now)
{
    PageOutcome outcome;
    m_causesNow = 0;
    m_causes.removeIf([now](const auto &cause) { return now - cause.value().first >= sameCauseWithin; });
    for (const Incident &incident : diff.removed)
        gone(incident.id, outcome);
    for (const auto &change : diff.changed)
        see(change.after, now, outcome);
    m_entries.reserve(m_entries.size() + diff.added.size());
    for (const Shared<Incident> &incident : diff.added)
        see(incident, now, outcome);
    finish(outcome);
    return outcome;
}

PageOutcome PageBook::tick(TimePoint now)
{
    PageOutcome outcome;
    if (now < m_due)
        return outcome;
    m_causesNow = 0;
    if (m_pausedUntil && *m_pausedUntil <= now) {
        m_pausedUntil.reset();
        outcome.heldChanged = true;
        judgeAll(now, outcome);
    } else {
        QList<IncidentId> due;
        for (const Entry &entry : std::as_const(m_entries)) {
            if (entry.due <= now)
                due.append(entry.record.id);
        }
        std::ranges::sort(due); // the same order each time, whatever the hash does
        for (const IncidentId &id : std::as_const(due))
            judge(id, now, outcome);
    }
    finish(outcome);
    return outcome;
}

void PageBook::judgeAll(TimePoint now, PageOutcome &outcome)
{
    m_causesNow = 0;
    QList<IncidentId> ids = m_entries.keys();
    // Oldest first: the page that a group is called by is the one that was there first.
    std::ranges::sort(ids, [this](const IncidentId &a, const IncidentId &b) {
        return std::pair(m_entries.constFind(a)->incident->created, a) < std::pair(m_entries.constFind(b)->incident->created, b);
    });
    for (const IncidentId &id : std::as_const(ids))
        judge(id, now, outcome);
}

void PageBook::see(const Shared<Incident> &seen, TimePoint now, PageOutcome &outcome)
{
    const Incident &incident = *seen;
    if (!incident.isOpen()) {
        if (const auto known = m_entries.find(incident.id); known != m_entries.end())
            known->incident = seen;
        gone(incident.id, outcome);
        return;
    }
    // What was left to escalate was left as it stood: what has become of it since is news.
    const auto left = m_left.constFind(incident.id);
    if (left != m_left.cend() && (!incident.isPageworthy() || incident.escalation != *left))
        m_left.erase(left);
    auto entry = m_entries.find(incident.id);
    if (entry == m_entries.end()) {
        PageRecord record = m_records.take(incident.id);
        record.id = incident.id;
        const bool waits = incident.isPageworthy() || incident.state == IncidentState::Acknowledged || incident.urgency == Urgency::Low;
        if (record.isEmpty() && !waits) {
            m_pagedBefore.remove(incident.id);
            return; // most of what is silenced, pending or another's
        }
        entry = m_entries.insert(incident.id, Entry{.incident = seen, .record = record});
    }
    entry->incident = seen;
    if (entry->record.promoted) {
        Incident promoted = incident;
        promoted.urgency = Urgency::High;
        entry->incident = promoted;
    }
    judge(incident.id, now, outcome);
}

void PageBook::gone(const IncidentId &id, PageOutcome &outcome)
{
    m_left.remove(id);
    m_pagedBefore.remove(id);
    m_overlaid.remove(id);
    if (m_records.remove(id) > 0)
        outcome.forget.append(id);
    const auto entry = m_entries.find(id);
    if (entry == m_entries.end())
        return;
    clear(*entry, outcome);
    outcome.heldChanged = outcome.heldChanged || isHeld(entry->standing);
    setRecord(*entry, PageRecord{.id = id}, outcome);
    m_entries.erase(entry);
}

void PageBook::judge(const IncidentId &id, TimePoint now, PageOutcome &outcome)
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return;
    Entry &entry = *found;
    const Service &service = serviceFor(entry.incident);
    const HoursAhead hours = service.hours ? hoursAhead(hoursOf(service, now).window, now) : HoursAhead();
    const bool pagesItself = m_pagesItself(entry.incident->source);
    const StandingContext context{service, m_rows.contains(id), m_pausedUntil.has_value(), hours.areNow, pagesItself};
    const Standing before = entry.standing;
    entry.standing = standingOf(entry.incident, entry.record, context);
    if (m_onlyLooks)
        return;
    if (entry.standing == Standing::Paged && m_left.contains(id))
        entry.standing = Standing::Nothing;
    if (entry.standing != Standing::Paged && !entry.incident->action.isUnderWay()) {
        m_pagedBefore.remove(id);
        clear(entry, outcome);
    }
    PageRecord record = entry.record;
    if (entry.standing != Standing::Acknowledged)
        record.acknowledged.reset();
    if (!isHeld(entry.standing)) {
        record.held.reset();
    } else if (!record.held) {
        record.held = now;
        outcome.keptBack.append(heldOf(entry));
    }
    entry.due = TimePoint::max();
    switch (entry.standing) {
    case Standing::Nothing:
    case Standing::Told:
        setRecord(entry, record, outcome);
        break;
    case Standing::Paged:
        setRecord(entry, record, outcome);
        raise(entry, now, outcome);
        if (!pagesItself)
            escalate(entry, service, now, outcome);
        break;
    case Standing::ToBeTold:
        (entry.record.held ? outcome.release : outcome.tell).append(entry.incident);
        record.told = true;
        setRecord(entry, record, outcome);
        entry.standing = Standing::Told;
        break;
    case Standing::OutsideHours:
        entry.due = hours.begin;
        setRecord(entry, record, outcome);
        break;
    case Standing::Paused: // the end of the pause is everybody's; one of low urgency may see the end of its hours before
        entry.due = entry.incident->urgency == Urgency::Low ? hours.end : TimePoint::max();
        setRecord(entry, record, outcome);
        break;
    case Standing::Acknowledged:
        if (record.lapsed && entry.incident->acknowledgedAt.value_or(*record.lapsed) <= *record.lapsed)
            break; // and said
        record.lapsed.reset();
        if (!record.acknowledged)
            record.acknowledged
                = std::max(std::min(entry.incident->acknowledgedAt.value_or(now), now), record.renewed.value_or(TimePoint::min()));
        entry.due = *record.acknowledged + service.pageAgainAfter;
        if (entry.due <= now) {
            entry.due = TimePoint::max();
            record.acknowledged.reset();
            record.lapsed = now;
            outcome.lapsed.append(id);
        }
        setRecord(entry, record, outcome);
        break;
    }
    outcome.heldChanged = outcome.heldChanged || isHeld(before) != isHeld(entry.standing) || (isHeld(before) && before != entry.standing);
    if (entry.standing == Standing::Nothing && entry.record.isEmpty())
        m_entries.erase(found);
}

void PageBook::raise(Entry &entry, TimePoint now, PageOutcome &outcome)
{
    const IncidentId &id = entry.record.id;
    if (const auto row = m_rows.constFind(id); row != m_rows.cend()) {
        Page &page = m_pages[*row];
        const bool isNews = !saysTheSame(page.incident, entry.incident);
        page.incident = entry.incident;
        if (isNews)
            outcome.update.append(page);
        return;
    }
    Page page{.id = id, .incident = entry.incident, .raised = entry.record.raised.value_or(now)};
    page.repeated = m_pagedBefore.remove(id) || entry.record.raised;
    assignGroup(page, now, outcome);
    PageRecord record = entry.record;
    record.raised = page.raised;
    setRecord(entry, record, outcome);
    m_rows.insert(id, m_pages.size());
    m_pages.append(page);
    ++m_groupSizes[page.group];
    outcome.raise.append(page);
}

void PageBook::assignGroup(Page &page, TimePoint now, const PageOutcome &outcome)
{
    const QStringList causes = causesOf(page.incident);
    for (const QString &cause : causes) {
        const auto known = m_causes.constFind(cause);
        if (known != m_causes.cend() && now - known->first < sameCauseWithin && m_groupSizes.contains(known->group)) {
            page.group = known->group;
            // Where all the others are being acknowledged it is silent now: this one has to be heard.
            page.isLoud = std::ranges::none_of(m_pages, [&](const Page &other) {
                return other.group == page.group && m_rows.contains(other.id) && other.incident->isPageworthy();
            });
            return;
        }
    }
    page.group = page.id;
    if (++m_causesNow > mostCausesAtOnce && !outcome.raise.isEmpty()) {
        page.group = outcome.raise.constLast().group;
        page.isLoud = false;
    }
    for (const QString &cause : causes)
        m_causes.insert(cause, Cause{page.group, now});
}

void PageBook::clear(Entry &entry, PageOutcome &outcome)
{
    if (const auto row = m_rows.constFind(entry.record.id); row != m_rows.cend()) {
        Page page = m_pages.at(*row);
        page.incident = entry.incident;
        m_clearedRows.insert(*row);
        m_rows.erase(row);
        if (--m_groupSizes[page.group] == 0)
            m_groupSizes.remove(page.group);
        outcome.clear.append(page);
    }
    if (!entry.record.raised)
        return;
    PageRecord record = entry.record;
    record.raised.reset();
    record.taken = Duration(0);
    setRecord(entry, record, outcome);
}

// Whether a step speaks for another page of the same cause, too: not where that one's backup would never be told, nor where
// one of them is a test.
bool PageBook::mayCover(const StepDue &step, const Service &service, const Page &other, Duration taken, Duration until) const
{
    if (isTestPage(step.page.incident) || isTestPage(other.incident))
        return false;
    const Service &its = serviceFor(other.incident);
    const QList<StepDue> skipped = dueSteps(other, its, taken, other.raised + until);
    return std::ranges::none_of(skipped, &StepDue::toBackup) || (step.toBackup && its.escalateTo == service.escalateTo);
}

void PageBook::escalate(Entry &entry, const Service &service, TimePoint now, PageOutcome &outcome)
{
    if (entry.incident->action.isUnderWay())
        return; // somebody has reacted; refused, it goes on from there
    const Page page = m_pages.at(m_rows.value(entry.record.id));
    for (StepDue &step : dueSteps(page, service, entry.record.taken, now)) {
        const Duration taken = step.due - page.raised;
        PageRecord record = entry.record;
        record.taken = taken;
        setRecord(entry, record, outcome);
        if (m_groupSizes.value(page.group) > 1) {
            for (qsizetype row = 0; row < m_pages.size(); ++row) {
                const Page &other = m_pages.at(row);
                const bool isOther = other.group == page.group && other.id != page.id && !m_clearedRows.contains(row);
                if (!isOther || !other.incident->isPageworthy() || m_pagesItself(other.incident->source))
                    continue;
                const auto covered = m_entries.find(other.id);
                if (!mayCover(step, service, other, covered->record.taken, taken))
                    continue;
                step.others.append(other);
                PageRecord otherRecord = covered->record;
                otherRecord.taken = std::max(otherRecord.taken, taken);
                setRecord(*covered, otherRecord, outcome);
                covered->due = nextStepAt(other, serviceFor(other.incident), otherRecord.taken);
            }
        }
        outcome.steps.append(step);
    }
    entry.due = nextStepAt(page, service, entry.record.taken);
}

void PageBook::noteOverlay(const PageRecord &record)
{
    if (record.promoted || record.lapsed)
        m_overlaid.insert(record.id);
    else
        m_overlaid.remove(record.id);
}

void PageBook::setRecord(Entry &entry, const PageRecord &record, PageOutcome &outcome)
{
    if (entry.record == record)
        return;
    noteOverlay(record);
    entry.record = record;
    if (record.isEmpty())
        outcome.forget.append(record.id);
    else
        outcome.write.append(record);
}

// What was written several times is written once, as it is now.
void PageBook::finish(PageOutcome &outcome)
{
    QSet<IncidentId> touched;
    touched.reserve(outcome.write.size() + outcome.forget.size());
    for (const PageRecord &record : std::as_const(outcome.write))
        touched.insert(record.id);
    for (const IncidentId &id : std::as_const(outcome.forget))
        touched.insert(id);
    outcome.write.clear();
    outcome.forget.clear();
    for (const IncidentId &id : std::as_const(touched)) {
        const auto entry = m_entries.constFind(id);
        if (entry == m_entries.cend() || entry->record.isEmpty())
            outcome.forget.append(id);
        else
            outcome.write.append(entry->record);
    }
    if (!m_clearedRows.isEmpty()) {
        QList<Page> left;
        left.reserve(m_pages.size() - m_clearedRows.size());
        for (qsizetype row = 0; row < m_pages.size(); ++row) {
            if (!m_clearedRows.contains(row))
                left.append(m_pages.at(row));
        }
        m_pages = left;
        m_clearedRows.clear();
        m_rows.clear();
        for (qsizetype row = 0; row < m_pages.size(); ++row)
            m_rows.insert(m_pages.at(row).id, row);
    }
    m_due = m_pausedUntil.value_or(TimePoint::max());
    for (const Entry &entry : std::as_const(m_entries))
        m_due = std::min(m_due, entry.due);
}

PageOutcome PageBook::leave(const IncidentId &id, TimePoint now)
{
    PageOutcome outcome;
    const auto row = m_rows.constFind(id);
    if (row != m_rows.cend()) {
        m_left.insert(id, m_pages.at(*row).incident->escalation);
        judge(id, now, outcome);
    }
    finish(outcome);
    return outcome;
}

PageOutcome PageBook::promote(const IncidentId &id, TimePoint now)
{
    PageOutcome outcome;
    m_causesNow = 0;
    const auto entry = m_entries.find(id);
    if (entry != m_entries.end() && !m_rows.contains(id)) {
        PageRecord record = entry->record;
        record.promoted = true;
        setRecord(*entry, record, outcome);
        Incident promoted = entry->incident;
        promoted.urgency = Urgency::High;
        entry->incident = promoted;
        judge(id, now, outcome);
    }
    finish(outcome);
    return outcome;
}

PageOutcome PageBook::acknowledged(const IncidentId &id, TimePoint now)
{
    PageOutcome outcome;
    const auto entry = m_entries.find(id);
    if (entry != m_entries.end() && entry->record.lapsed) {
        PageRecord record = entry->record;
        record.lapsed.reset();
        record.renewed = now;
        setRecord(*entry, record, outcome);
    }
    finish(outcome);
    return outcome;
}

PageOutcome PageBook::pause(TimePoint until, TimePoint now)
{
    PageOutcome outcome;
    m_pausedUntil = until;
    outcome.heldChanged = true;
    judgeAll(now, outcome);
    finish(outcome);
    return outcome;
}

PageOutcome PageBook::resume(TimePoint now)
{
    PageOutcome outcome;
    if (m_pausedUntil) {
        m_pausedUntil.reset();
        outcome.heldChanged = true;
        judgeAll(now, outcome);
    }
    finish(outcome);
    return outcome;
}

Held PageBook::heldOf(const Entry &entry) const
{
    Held held{entry.record.id, entry.incident, entry.standing, std::nullopt};
    if (entry.standing == Standing::Paused) {
        held.until = m_pausedUntil;
        return held;
    }
    const auto hours = m_hours.constFind(serviceFor(entry.incident).id);
    if (hours != m_hours.cend() && hours->window)
        held.until = hours->window->begin;
    return held;
}

std::optional<Held> PageBook::held(const IncidentId &id) const
{
    const auto entry = m_entries.constFind(id);
    return entry != m_entries.cend() && isHeld(entry->standing) ? std::optional(heldOf(*entry)) : std::nullopt;
}

QList<Held> PageBook::held() const
{
    QList<Held> all;
    for (const Entry &entry : m_entries) {
        if (isHeld(entry.standing))
            all.append(heldOf(entry));
    }
    std::ranges::sort(all, [](const Held &a, const Held &b) {
        const auto rank
            = [](const Held &held) { return std::tuple(held.until.value_or(TimePoint::max()), held.incident->created, held.id); };
        return rank(a) < rank(b);
    });
    return all;
}

bool PageBook::overlay(Incident &incident) const
{
    if (!m_overlaid.contains(incident.id))
        return false;
    const auto entry = m_entries.constFind(incident.id);
    const PageRecord record = entry != m_entries.cend() ? entry->record : m_records.value(incident.id);
    const bool isPromoted = record.promoted && incident.urgency == Urgency::Low;
    const bool isLapsed = record.lapsed && incident.state == IncidentState::Acknowledged
        && incident.acknowledgedAt.value_or(*record.lapsed) <= *record.lapsed;
    if (isPromoted)
        incident.urgency = Urgency::High;
    if (isLapsed)
        incident.state = IncidentState::Triggered;
    return isPromoted || isLapsed;
}

const Service &PageBook::serviceFor(const Incident &incident) const
{
    const Service *service = serviceOf(incident, m_services);
    return service ? *service : aroundTheClock;
}

const PageBook::Hours &PageBook::hoursOf(const Service &service, TimePoint now)
{
    Hours &hours = m_hours[service.id];
    const bool isOver = hours.window ? hours.window->end <= now : now - hours.asOf >= recheckHours;
    // A clock that was set back may be before the window that was found.
    if (isOver || now < hours.asOf)
        hours = Hours{supportWindow(*service.hours, now), now};
    return hours;
}

} // namespace nightbell
