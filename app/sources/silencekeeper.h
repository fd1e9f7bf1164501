// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/monitor.h"
#include "domain/silence.h"

#include <QCoroTask>

namespace nightbell {

// What a source can do beside being polled, where it has silences that can be listed, made, prolonged and ended. The list, the
// dialog and the command line follow. Its coroutines may go on when the source is gone.
class SilenceKeeper
{
public:
    SilenceKeeper() = default;
    SilenceKeeper(const SilenceKeeper &) = delete;
    SilenceKeeper &operator=(const SilenceKeeper &) = delete;
    virtual ~SilenceKeeper() = default;

    virtual QCoro::Task<Expected<SilenceAnswer>> silences() = 0;

    // Asked with every letter that is typed: answered from what is known where that can be done. BadInput: the reach is not
    // understood.
    virtual QCoro::Task<Expected<SilencePreview>> previewSilence(QString reach) = 0;

    virtual QCoro::Task<Expected<Done>> makeSilence(SilenceDraft draft) = 0;
    // It ends then instead, sooner or later than it would have. NotFound: it is over.
    virtual QCoro::Task<Expected<Done>> prolongSilence(SilenceId silence, TimePoint ends) = 0;
    // Done also when it was over already.
    virtual QCoro::Task<Expected<Done>> endSilence(SilenceId silence) = 0;

    // A reach that has these incidents in it, and as few others as can be written in one. Empty: it knows none of them.
    virtual QString reachOf(const QList<IncidentId> &incidents) const = 0;
    // One that has all of the monitor in it, or that group of it. Empty: it cannot be written.
    virtual QString reachOfMonitor(const Monitor & /* monitor */, const QString & /* group */) const { return {}; }
    virtual QString reachExample() const = 0; // how a reach is written
};

} // namespace nightbell
