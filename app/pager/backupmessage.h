// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pager/channels/channel.h"
#include "pager/escalation.h"

#include <QString>

// What the backup is told. Pure. Whoever reads it may be in another time zone: each time has its offset.
namespace nightbell {

// Who was paged, and where.
struct PagedPerson
{
    QString name;
    QString machine;

    bool operator==(const PagedPerson &) const = default;
};

// `serviceName`: of the incident's service, empty: it has none. The reference is the same for the same page and step,
// whenever it is made.
ChannelMessage escalationMessage(const StepDue &step, const PagedPerson &person, const QString &serviceName);

// To whoever was told `before`: somebody has it, it is over, or nobody looks any more.
ChannelMessage overMessage(const ChannelMessage &before, const Incident &now);

ChannelMessage testMessage(const PagedPerson &person, TimePoint now);

} // namespace nightbell
