// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "domain/service.h"
#include "pager/policy.h"

#include <QList>
#include <QMetaType>

namespace nightbell {

// What happens by itself to a page that nobody acknowledges, counted from when it was raised. The page itself is step 0.
struct EscalationStep
{
    Duration after{0};
    bool louder = false; // here: shown and rung once more
    bool toBackup = false; // somebody else is told, through channels

    bool operator==(const EscalationStep &) const = default;
};

// A step that has become due. After a crash the same one may be said again: incident, page.raised and `step` name it.
struct StepDue
{
    Page page;
    QList<Page> others; // of the same cause: it speaks for them, too
    int step = 0; // from 1
    bool louder = false;
    bool toBackup = false;
    QList<ChannelId> channels; // for toBackup; empty: all that are switched on
    TimePoint due{}; // when it should have been
    bool isLate = false; // nobody was there to do it in time

    bool operator==(const StepDue &) const = default;
};

// Later than this is late.
inline constexpr Duration lateAfter = std::chrono::seconds(15);

// In the order of time: louder every `louderAfter`, ten times at most, until the backup is told.
QList<EscalationStep> escalationSteps(const Service &service);

// The steps of a page that are due now and were not taken yet: those after `taken`, counted from page.raised. Of several
// that were missed only the last makes noise; the backup is never left out.
QList<StepDue> dueSteps(const Page &page, const Service &service, Duration taken, TimePoint now); // without `others`

// When the first step after `taken` is due; TimePoint::max(): there is none.
TimePoint nextStepAt(const Page &page, const Service &service, Duration taken);

} // namespace nightbell

Q_DECLARE_METATYPE(nightbell::StepDue)
