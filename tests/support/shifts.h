// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/oncall.h"
#include "support/fakeclock.h"

#include <QString>

#include <optional>

namespace nightbell {

// A shift by hours from the start of FakeClock; nullopt: open.
inline Shift shiftOf(std::optional<int> from, std::optional<int> to, int level = 1, const QString &policy = QStringLiteral("Site"),
    const QString &who = QStringLiteral("me"))
{
    const TimePoint start = FakeClock().now();
    Shift shift;
    shift.policyId = PolicyId(policy);
    shift.policy = policy;
    shift.level = level;
    shift.person = {PersonId(who), who};
    shift.scheduleId = from ? policy + QStringLiteral("-rota") : QString();
    shift.schedule = shift.scheduleId;
    if (from)
        shift.start = start + std::chrono::hours(*from);
    if (to)
        shift.end = start + std::chrono::hours(*to);
    shift.isMine = who == QStringLiteral("me");
    return shift;
}

inline OnCall onCallOf(const QList<Shift> &mine, const SourceId &source = SourceId(QStringLiteral("pd")))
{
    OnCall onCall;
    onCall.source = source;
    onCall.askedAt = FakeClock().now();
    onCall.me = {PersonId(QStringLiteral("me")), QStringLiteral("me")};
    onCall.mine = mine;
    return onCall;
}

} // namespace nightbell
