// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pagingfacts.h"

#include "domain/wording.h"

#include <QCoreApplication>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Readiness)
};

// PagerDuty tells other people by itself, of its own incidents.
bool pagesItself(const SourceEntry &source)
{
    return source.kind == "pagerduty"_L1;
}

} // namespace

std::optional<ReadinessFact> pauseFact(std::optional<TimePoint> until, TimePoint now)
{
    if (!until)
        return std::nullopt;
    return ReadinessFact{u"pause"_s, ReadinessLevel::Bad, Words::tr("Pause"),
        Words::tr("Pages are kept back until %1, but for services that always page.").arg(clockTime(*until, now)),
        Words::tr("End the pause in the window or in the tray.")};
}

ReadinessFact backupFact(const Configuration &configuration, const QStringList &problems)
{
    QStringList channels;
    for (const ChannelEntry &channel : configuration.channels) {
        if (channel.enabled)
            channels.append(channel.name.isEmpty() ? channel.id.text() : channel.name);
    }
    const bool hasPagerDuty
        = std::ranges::any_of(configuration.sources, [](const SourceEntry &source) { return source.enabled && pagesItself(source); });
    const bool hasOthers = !configuration.checks.isEmpty()
        || std::ranges::any_of(configuration.sources, [](const SourceEntry &source) { return source.enabled && !pagesItself(source); });
    ReadinessFact fact{u"backup"_s, ReadinessLevel::Good, Words::tr("Backup"), {}, {}};
    if (!problems.isEmpty()) {
        fact.level = ReadinessLevel::Bad;
        fact.says = problems.join(u' ');
        fact.mend = Words::tr("Look at the channels in the settings.");
    } else if (!channels.isEmpty()) {
        fact.says = Words::tr("Told when you do not react: %1.").arg(channels.join(", "_L1));
    } else if (hasPagerDuty && !hasOthers) {
        fact.says = Words::tr("PagerDuty tells others when you do not react.");
    } else {
        fact.level = ReadinessLevel::Doubtful;
        fact.says = hasPagerDuty ? Words::tr("Of incidents that are not PagerDuty's nobody else is told when you do not react.")
                                 : Words::tr("Nobody else is told when you do not react.");
        fact.mend = Words::tr("Add a channel to somebody in the settings.");
    }
    return fact;
}

} // namespace nightbell
