// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pager.h"

#include <algorithm>

namespace nightbell {
namespace {

constexpr Duration nothingToDo = std::chrono::hours(1);

} // namespace

Pager::Pager(Clock &clock, PageBook::PagesItself pagesItself, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_book(std::move(pagesItself))
{ }

void Pager::restore(const QList<PageRecord> &records, const QSet<IncidentId> &pagedBefore, std::optional<TimePoint> pausedUntil)
{
    m_book.restore(records, pagedBefore, pausedUntil);
    if (pausedUntil)
        Q_EMIT pauseChanged();
}

void Pager::setServices(const QList<Service> &services, const SharedIncidents &incidents)
{
    say(m_book.setServices(services, incidents, m_clock.now()));
}

void Pager::apply(const Diff<Shared<Incident>> &diff)
{
    say(m_book.apply(diff, m_clock.now()));
}

Duration Pager::tick()
{
    m_isTicking = true;
    const bool wasPaused = m_book.pausedUntil().has_value();
    const PageOutcome outcome = m_book.tick(m_clock.now());
    say(outcome);
    if (wasPaused && !m_book.pausedUntil())
        Q_EMIT pauseChanged();
    m_isTicking = false;
    if (m_book.nextDue() == TimePoint::max())
        return nothingToDo;
    return std::clamp(m_book.nextDue() - m_clock.now(), Duration(0), nothingToDo);
}

void Pager::leave(const IncidentId &incident)
{
    const PageOutcome outcome = m_book.leave(incident, m_clock.now());
    for (const Page &page : outcome.clear)
        Q_EMIT left(page);
    say(outcome);
}

void Pager::promote(const IncidentId &incident)
{
    const PageOutcome outcome = m_book.promote(incident, m_clock.now());
    say(outcome);
    if (!outcome.write.isEmpty())
        Q_EMIT promoted(incident);
}

void Pager::acknowledged(const IncidentId &incident)
{
    say(m_book.acknowledged(incident, m_clock.now()));
}

void Pager::pause(TimePoint until)
{
    changePause(m_book.pause(until, m_clock.now()));
}

void Pager::resume()
{
    if (pausedUntil())
        changePause(m_book.resume(m_clock.now()));
}

void Pager::changePause(const PageOutcome &outcome)
{
    Q_EMIT pauseChanged();
    say(outcome);
}

// The list is whole before anybody hears of it.
void Pager::say(const PageOutcome &outcome)
{
    for (const Page &page : outcome.clear)
        Q_EMIT cleared(page);
    for (const Page &page : outcome.update)
        Q_EMIT updated(page);
    for (const Page &page : outcome.raise)
        Q_EMIT raised(page);
    for (const StepDue &step : outcome.steps)
        Q_EMIT stepDue(step);
    if (!outcome.tell.isEmpty())
        Q_EMIT told(outcome.tell, false);
    if (!outcome.release.isEmpty())
        Q_EMIT told(outcome.release, true);
    if (!outcome.clear.isEmpty() || !outcome.update.isEmpty() || !outcome.raise.isEmpty() || !outcome.steps.isEmpty())
        Q_EMIT settled();
    if (!outcome.keptBack.isEmpty())
        Q_EMIT keptBack(outcome.keptBack);
    if (outcome.heldChanged)
        Q_EMIT heldChanged();
    if (!outcome.write.isEmpty() || !outcome.forget.isEmpty())
        Q_EMIT changed(outcome.write, outcome.forget);
    if (!outcome.lapsed.isEmpty())
        Q_EMIT lapsed(outcome.lapsed);
    if (!m_isTicking)
        Q_EMIT due();
}

} // namespace nightbell
