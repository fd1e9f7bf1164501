// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "domain/incident.h"

namespace nightbell {

// What is watched, and how urgent it is when it breaks.
struct Service
{
    ServiceId id;
    QString name;
    Urgency urgency = Urgency::High;

    bool operator==(const Service &) const = default;
};

} // namespace nightbell
