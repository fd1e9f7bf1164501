// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/diff.h"
#include "domain/incident.h"
#include "domain/service.h"
#include "pager/escalation.h"
#include "pager/policy.h"

#include <QHash>
#include <QList>
#include <QSet>

#include <functional>
#include <optional>

namespace nightbell {

// An incident that nobody is told of yet, and why.
struct Held
{
    IncidentId id;
    Shared<Incident> incident;
    Standing why = Standing::OutsideHours; // or Paused
    std::optional<TimePoint> until; // absent: its service has no hours within two years

    bool operator==(const Held &) const = default;
};

// What became of the pages, in the order in which it is said.
struct PageOutcome
{
    QList<Page> clear;
    QList<Page> update;
    QList<Page> raise;
    QList<StepDue> steps;
    SharedIncidents tell; // of low urgency
    SharedIncidents release; // the same, and they were kept back: one digest
    QList<IncidentId> lapsed; // acknowledged, open for too long
    QList<Held> keptBack; // from now on
    bool heldChanged = false;
    QList<PageRecord> write; // what is to be kept on disk
    QList<IncidentId> forget;
};

// Who has to be told of what, now: all pages, all that is held, and what is due when. Pure: time comes in, decisions come out.
class PageBook
{
public:
    // Pages of the same host, cluster or service this soon after the first one are the same cause.
    static constexpr Duration sameCauseWithin = std::chrono::minutes(5);
    // More causes than this at once are nothing that anybody reads: the rest goes into one.
    static constexpr int mostCausesAtOnce = 20;

    using PagesItself = std::function<bool(const SourceId &)>;
    explicit PageBook(PagesItself pagesItself) : m_pagesItself(std::move(pagesItself)) { }

    // Somebody else draws the conclusions: nobody is paged or told, nothing is held, no step is taken and nothing lapses. What
    // the person does counts all the same. Before anything else.
    void onlyLook() { m_onlyLooks = true; }
    // What earlier runs left. Before anything else.
    void restore(const QList<PageRecord> &records, const QSet<IncidentId> &pagedBefore, std::optional<TimePoint> pausedUntil);
    // `incidents`: all that are known, to be looked at anew.
    PageOutcome setServices(const QList<Service> &services, const SharedIncidents &incidents, TimePoint now);

    PageOutcome apply(const Diff<Shared<Incident>> &diff, TimePoint now);
    PageOutcome tick(TimePoint now); // cheap while nothing is due
    TimePoint nextDue() const { return m_due; } // when tick() has something to do; max(): never

    PageOutcome leave(const IncidentId &id, TimePoint now);
    PageOutcome promote(const IncidentId &id, TimePoint now);
    PageOutcome acknowledged(const IncidentId &id, TimePoint now); // confirmed by its source, from here
    PageOutcome pause(TimePoint until, TimePoint now);
    PageOutcome resume(TimePoint now);

    const QList<Page> &pages() const { return m_pages; }
    QList<Held> held() const; // those that are released first come first
    std::optional<Held> held(const IncidentId &id) const; // nullopt: it is not held
    std::optional<TimePoint> pausedUntil() const { return m_pausedUntil; }

    // The incident as it counts here: one that was promoted is of high urgency, and an acknowledgement that has lapsed is
    // none until there is a newer one. Whether that is something else than its source says.
    bool overlay(Incident &incident) const;
    bool hasOverlays() const { return !m_overlaid.isEmpty(); }

private:
    struct Entry
    {
        Shared<Incident> incident; // with promotion
        PageRecord record;
        Standing standing = Standing::Nothing;
        TimePoint due = TimePoint::max();
    };
    struct Hours
    {
        std::optional<TimeSpan> window; // the present one or the next
        TimePoint asOf{};
    };
    struct Cause
    {
        IncidentId group;
        TimePoint first{};
    };

    void see(const Shared<Incident> &seen, TimePoint now, PageOutcome &outcome);
    void gone(const IncidentId &id, PageOutcome &outcome);
    void judge(const IncidentId &id, TimePoint now, PageOutcome &outcome);
    void raise(Entry &entry, TimePoint now, PageOutcome &outcome);
    void clear(Entry &entry, PageOutcome &outcome);
    bool mayCover(const StepDue &step, const Service &service, const Page &other, Duration taken, Duration until) const;
    void escalate(Entry &entry, const Service &service, TimePoint now, PageOutcome &outcome);
    void noteOverlay(const PageRecord &record);
    void setRecord(Entry &entry, const PageRecord &record, PageOutcome &outcome);
    Held heldOf(const Entry &entry) const; // precondition: it is held
    void judgeAll(TimePoint now, PageOutcome &outcome);
    void finish(PageOutcome &outcome);
    void assignGroup(Page &page, TimePoint now, const PageOutcome &outcome);
    const Service &serviceFor(const Incident &incident) const;
    const Hours &hoursOf(const Service &service, TimePoint now);

    PagesItself m_pagesItself;
    QList<Service> m_services;
    QHash<IncidentId, Entry> m_entries;
    QHash<IncidentId, PageRecord> m_records; // of incidents that have not been seen in this run
    QSet<IncidentId> m_pagedBefore;
    QHash<IncidentId, std::optional<Escalation>> m_left; // and how it stood then
    QList<Page> m_pages;
    QHash<IncidentId, qsizetype> m_rows;
    QSet<qsizetype> m_clearedRows; // until the change has been looked at
    QHash<IncidentId, qsizetype> m_groupSizes;
    QHash<QString, Cause> m_causes;
    QHash<ServiceId, Hours> m_hours;
    std::optional<TimePoint> m_pausedUntil;
    TimePoint m_due = TimePoint::max();
    QSet<IncidentId> m_overlaid; // promoted or lapsed
    int m_causesNow = 0; // begun by the change that is being looked at
    bool m_onlyLooks = false;
};

} // namespace nightbell
