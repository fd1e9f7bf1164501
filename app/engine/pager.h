// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/diff.h"
#include "domain/incident.h"
#include "pager/escalation.h"
#include "pager/pagebook.h"
#include "pager/policy.h"

#include <QObject>
#include <QSet>

#include <optional>

namespace nightbell {

// Keeps the pages: who has to be told of what now, what is held back, what happens where nobody reacts. What is decided is
// decided by PageBook; here it is said. How a page is shown is the business of whoever listens.
class Pager : public QObject
{
    Q_OBJECT

public:
    explicit Pager(
        Clock &clock, PageBook::PagesItself pagesItself = [](const SourceId &) { return false; }, QObject *parent = nullptr);

    // This session ends before anybody could see a page: what is due is left to the next one, see PageBook. Before anything else.
    void onlyLook() { m_book.onlyLook(); }

    // What earlier runs left, and the incidents that they paged for: shown again where they still need somebody, but not as
    // something new. Before the first incident.
    void restore(const QList<PageRecord> &records, const QSet<IncidentId> &pagedBefore, std::optional<TimePoint> pausedUntil = {});
    void setServices(const QList<Service> &services, const SharedIncidents &incidents);

    void apply(const Diff<Shared<Incident>> &diff);
    Duration tick(); // until it has to be called again

    // Somebody else may take it: the page is put away without an acknowledgement. It comes back when the incident escalates
    // and is this person's still, or triggers anew.
    void leave(const IncidentId &incident);
    void promote(const IncidentId &incident); // it cannot wait: it pages now, whatever its urgency is
    void acknowledged(const IncidentId &incident); // from here, and its source has confirmed it

    void pause(TimePoint until);
    void resume();

    const QList<Page> &pages() const { return m_book.pages(); }
    QList<Held> held() const { return m_book.held(); }
    std::optional<Held> held(const IncidentId &incident) const { return m_book.held(incident); }
    std::optional<TimePoint> pausedUntil() const { return m_book.pausedUntil(); }
    const PageBook &book() const { return m_book; }

Q_SIGNALS:
    void raised(const nightbell::Page &page); // new: notify
    void updated(const nightbell::Page &page); // the same page, other words
    void cleared(const nightbell::Page &page); // it needs nobody any more, or was left
    void left(const nightbell::Page &page);
    void stepDue(const nightbell::StepDue &step); // nobody has acknowledged for so long
    void told(const nightbell::SharedIncidents &incidents, bool wereHeld); // of low urgency: said once, without insisting
    void keptBack(const QList<nightbell::Held> &held); // from now on: nobody is told of them yet
    void settled(); // all that belongs together has been said
    void lapsed(const QList<nightbell::IncidentId> &incidents); // acknowledged, open too long: they need somebody again
    void promoted(const nightbell::IncidentId &incident);
    void heldChanged();
    void pauseChanged();
    // What is to be kept on disk, after it was said: a crash in between says it again, and never leaves it out.
    void changed(const QList<nightbell::PageRecord> &records, const QList<nightbell::IncidentId> &forgotten);
    void due(); // tick() has to be called earlier than it said

private:
    void say(const PageOutcome &outcome);
    void changePause(const PageOutcome &outcome);

    Clock &m_clock;
    PageBook m_book;
    bool m_isTicking = false;
};

} // namespace nightbell
