// SPDX-License-Identifier: GPL-3.0-or-later
// Apart from configuration.cpp, so that a test with kinds of its own links without the tables.
#include "checks/check.h"
#include "engine/configuration.h"
#include "pager/channels/channel.h"
#include "sources/source.h"

namespace nightbell {

ConfigKinds allKinds()
{
    return {.sources = sourceKinds(), .checks = checkKinds(), .channels = channelKinds()};
}

} // namespace nightbell
