// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "domain/oncall.h"

namespace nightbell::demo {

// Who is on call in the scripted world: rotas that go round for ever, told by the clock alone, and what was taken over in
// them, oldest first: the last one counts.
OnCall onCallAt(const SourceId &source, const QList<ShiftOverride> &taken, TimePoint now);

// All who take part, the person at the console first.
QList<Person> people();

// Why that shift cannot be taken over; Done: it can. The reasons are those of PagerDuty.
Expected<Done> checkOverride(const ShiftOverride &wanted, TimePoint now);

} // namespace nightbell::demo
