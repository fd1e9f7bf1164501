// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/checkresult.h"
#include "domain/host.h"
#include "domain/incident.h"
#include "engine/watchstate.h"

#include <QList>
#include <QString>

namespace nightbell {

class Session;
struct Names;

// What is being watched, how well, and how many incidents there are.
struct WatchSummary : WatchState
{
    int needPerson = 0;
    int acknowledged = 0;
    // The rest of those that are open: triggered, and yet they need nobody here.
    int low = 0;
    int others = 0; // somebody else has them
    int pending = 0;
    int silenced = 0;
    int inhibited = 0;
    int open = 0; // with all of those
    int hosts = 0;
};

WatchSummary summarize(const SharedIncidents &incidents, const WatchState &state, qsizetype hosts);
WatchSummary summarize(const Session &session);

// "2 need you · 1 acknowledged · 1 pending", "Nothing needs you"
QString countsText(const WatchSummary &summary);
// "3 hosts and 2 checks by 2 sources"
QString watchedText(const WatchSummary &summary);
// "1 check not run yet."; why the list may not be whole, though no source is silent.
QStringList gapTexts(const WatchState &state);
// "PagerDuty: the token was refused (401). Data of 03:12:05."; one sentence for each source that is not fresh, and the gaps.
QString troubleText(const WatchSummary &summary, TimePoint now);
// "fresh, 4 s old", "failed: no answer in time; data is 3 min old"
QString stateText(const SourceStatus &source, TimePoint now);

// The names of services, hosts and sources, as the configuration and the sources have them.
Names namesOf(const Session &session);

} // namespace nightbell
