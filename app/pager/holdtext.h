// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/names.h"
#include "pager/pagebook.h"

#include <QList>
#include <QString>
#include <QStringList>

// What people read of a pause, and of what is kept back.
namespace nightbell {

// "Notifications are paused until Mon 09:00"
QString pauseText(TimePoint until, TimePoint now);
// "1 of low urgency is held until Mon 09:00 (Sloth racing)", "3 are held back by the pause"; a sentence for each moment at
// which something is released.
QStringList heldTexts(const QList<Held> &held, const Names &names, TimePoint now);

// Of one of them, in its row: "held until Mon 09:00", "held by the pause until 12:30".
QString holdText(const Held &held, TimePoint now);
// The same and why, for whoever reads about it: "until Mon 09:00: low urgency waits for the support hours of Sloth racing".
QString holdReason(const Held &held, const Names &names, TimePoint now);

// The coming 09:00 of the person's clock that is another day's: before 05:00 the night is still yesterday's.
TimePoint tomorrowMorning(TimePoint now);

QString toWord(Standing why); // for what is held: "hours", "pause"

} // namespace nightbell
