// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"

// A test page is an incident of Nightbell's own that somebody asked for, to see whether a page gets through. It goes the
// whole way of any other, whatever is held or paused; but nobody else is told of it, and nothing is broken.
namespace nightbell {

inline QString testPageKey() // its dedup key; no rule's, check's or script's is like it
{
    return QStringLiteral("test-page");
}

inline bool isTestPage(const Incident &incident)
{
    return incident.source == SourceId(QStringLiteral("nightbell")) && incident.dedupKey == testPageKey();
}

} // namespace nightbell
