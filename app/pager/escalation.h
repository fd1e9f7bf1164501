// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "pager/policy.h"

#include <QList>
#include <QMetaType>

namespace nightbell {

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

} // namespace nightbell

Q_DECLARE_METATYPE(nightbell::StepDue)
