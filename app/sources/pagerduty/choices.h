// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/pagerduty/client.h"
#include "sources/source.h"

#include <QHash>

namespace nightbell::pagerduty {

// What was offered lately: a dialog that is opened again, or typed into and back, asks nobody.
struct OptionMemory
{
    static constexpr qsizetype kept = 50;
    static constexpr Duration goodFor = std::chrono::minutes(2);

    struct Entry
    {
        Duration at{0}; // on Clock::elapsed()
        QList<Option> options;
    };
    QHash<QString, Entry> entries; // by path and query
};

// People, policies, priorities, services or workflows of the account, as OptionQuery asks for them. `id`: PagerDuty's, of
// the incident that is acted on; empty: none. Levels are not asked for: the policies have them.
QCoro::Task<Expected<QList<Option>>> fetchOptions(ClientPtr client, OptionQuery query, QString id, std::shared_ptr<OptionMemory> memory);

// The levels of a policy: "1", "2", … with who is told there.
QList<Option> levelsOf(const EscalationPolicy &policy);

} // namespace nightbell::pagerduty
