// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "checks/check.h"
#include "engine/configuration.h"
#include "net/secrets.h"

#include <QCoroTask>
#include <QString>

// `nightbellctl check`: one look at a site, which leaves no trace.
namespace nightbell {

// What `operand` names: a configured check by its id, or an address for a check of its own. NotFound: neither;
// BadInput: an address that cannot be checked, with the reason.
Expected<CheckEntry> checkEntryFor(const QString &operand, const Configuration &configuration);

// Runs it once. A failure of the site is in the result. `secrets`, `probe` and `clock` outlive the task.
QCoro::Task<Expected<CheckResult>> runCheckOnce(CheckEntry entry, Secrets &secrets, Probe &probe, Clock &clock);

} // namespace nightbell
