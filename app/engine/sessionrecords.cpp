// SPDX-License-Identifier: GPL-3.0-or-later
// Of the session: what is written into the history, and by whom it is heard first.
#include "domain/wording.h"
#include "engine/recorder.h"
#include "engine/session.h"

namespace nightbell {

// The recorder hears of a change before the pager does, so that "opened" stands before "page raised".
void Session::connectRecorder()
{
    connect(&store(), &Store::incidentsChanged, &recorder(), &Recorder::applyIncidents);
    connect(&store(), &Store::incidentsChanged, &pager(), &Pager::apply);
    connect(&pager(), &Pager::raised, &recorder(), &Recorder::pageRaised);
    connect(&pager(), &Pager::left, &recorder(), &Recorder::pageLeft);
    connect(&pager(), &Pager::cleared, &recorder(), &Recorder::pageCleared);
    connect(&pager(), &Pager::promoted, &recorder(), &Recorder::pagePromoted);
    connect(&pager(), &Pager::told, &recorder(), &Recorder::told);
    connect(&pager(), &Pager::keptBack, &recorder(), &Recorder::keptBack);
    connect(&pager(), &Pager::pauseChanged, &recorder(), [this] { recorder().pauseChanged(pager().pausedUntil()); });
    // After the pager: what it has just said is heard first.
    connect(&store(), &Store::incidentsChanged, &deliveries(), &Deliveries::apply);
    connect(&pager(), &Pager::stepDue, &deliveries(), &Deliveries::tell);
    connect(&deliveries(), &Deliveries::happened, &recorder(), &Recorder::backupTold);
    connect(&commander(), &Commander::requested, &recorder(), &Recorder::actionRequested);
    connect(&commander(), &Commander::sent, &recorder(), &Recorder::actionSent);
    connect(&commander(), &Commander::queued, &recorder(), &Recorder::actionQueued);
    connect(&commander(), &Commander::finished, &recorder(), &Recorder::actionFinished);
    connect(&store(), &Store::hostsChanged, &recorder(), &Recorder::applyHosts);
    connect(&checks(), &CheckRunner::finished, &recorder(), &Recorder::checkFinished);
    connect(&onCall(), &OnCallWatch::told, this, [this](const DutyNews &news) {
        const TimePoint now = m_clock.now();
        record(IncidentEventKind::OnCall, news.source, dutyNewsTitle(news, now), dutyNewsText(news, now));
    });
    connect(&onCall(), &OnCallWatch::taken, this, [this](const SourceId &source, const ShiftOverride &shift) {
        const TimePoint now = m_clock.now();
        record(IncidentEventKind::OnCall, source, tr("You took over a shift"),
            tr("%1: from %2 to %3").arg(shift.schedule, clockTime(shift.start, now), clockTime(shift.end, now)));
    });
    connect(&silences(), &SilenceWatch::done, this, &Session::recordSilence);
}

void Session::record(IncidentEventKind kind, const SourceId &source, const QString &title, const QString &text)
{
    IncidentEvent event;
    event.at = m_clock.now();
    event.source = source;
    event.kind = kind;
    event.title = title;
    event.text = text;
    history().add(event);
}

void Session::recordSilence(SilenceDeed deed, const Silence &silence)
{
    const QString until = clockTime(silence.ends.value_or(TimePoint()), m_clock.now());
    QString title;
    switch (deed) {
    case SilenceDeed::Made:
        title = tr("You made a silence until %1").arg(until);
        break;
    case SilenceDeed::Prolonged:
        title = tr("You let a silence end at %1").arg(until);
        break;
    case SilenceDeed::Ended:
        title = tr("You ended a silence");
        break;
    }
    record(IncidentEventKind::Note, silence.source, title, silence.reach);
}

} // namespace nightbell
