// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/host.h"

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

std::optional<int> Host::restartsSince(TimePoint since) const
{
    if (restartsUnknown != RestartsUnknown::Known)
        return std::nullopt;
    qsizetype count = 0;
    for (const ServiceUnit &unit : units)
        count += std::ranges::count_if(unit.failedRestarts, [since](TimePoint at) { return at >= since; });
    return static_cast<int>(count);
}

QString toWord(HostState state)
{
    switch (state) {
    case HostState::Up:
        return u"up"_s;
    case HostState::Down:
        return u"down"_s;
    case HostState::Unknown:
        return u"unknown"_s;
    }
    return {};
}

QString toWord(RestartsUnknown reason)
{
    switch (reason) {
    case RestartsUnknown::Known:
        return u"known"_s;
    case RestartsUnknown::NoServiceManager:
        return u"no-service-manager"_s;
    case RestartsUnknown::NoBus:
        return u"no-bus"_s;
    case RestartsUnknown::NotReported:
        return u"not-reported"_s;
    }
    return {};
}

QString toWord(UnitManager manager)
{
    switch (manager) {
    case UnitManager::System:
        return u"system"_s;
    case UnitManager::User:
        return u"user"_s;
    }
    return {};
}

} // namespace nightbell
