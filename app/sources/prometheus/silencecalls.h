// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/prometheus/state.h"

namespace nightbell::prometheus {

// What goes over the network of silences. Moments are the Alertmanagers' own: one whose clock is ahead would refuse an end
// that has passed there. Each asks the servers of a cluster in turn until one can do it.

QCoro::Task<Expected<QList<Silence>>> fetchSilences(StatePtr state, QString suffix); // those of the cluster, with its suffix
QCoro::Task<Expected<QString>> postSilence(StatePtr state, QString suffix, Silence silence); // its id; with an id: changes it
QCoro::Task<Expected<Done>> expireSilence(StatePtr state, QString suffix, QString id); // done also when it was over

Silence onServerClock(Silence silence, Duration ahead);
Silence onOurClock(Silence silence, Duration ahead);

} // namespace nightbell::prometheus
