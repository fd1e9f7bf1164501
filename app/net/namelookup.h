// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/probe.h"

#include <QFuture>
#include <QString>

namespace nightbell {

// Why `host` has no address: NameNotFound (there is no such name, or it has none of that version) or NameLookupFailed (DNS
// did not answer, or answers differently now). libcurl knows only that it failed. Asks in a thread of its own, which may
// live on after everybody has lost interest: the system's resolver cannot be interrupted. Cancelled: no thread to be had.
QFuture<CheckFailure> explainLookup(const QString &host, IpVersion version);

} // namespace nightbell
