// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/session.h"
#include "sources/source.h"
#include "support/shifts.h"

#include <QList>

#include <memory>
#include <utility>

namespace nightbell {

// What the test says that a source knows of who is on call.
struct DutyScript
{
    Expected<OnCall> onCall = onCallOf({});
    Expected<Done> taken = Done{};
    QList<ShiftOverride> overrides;
};

class DutySource final : public Source
{
public:
    DutySource(std::shared_ptr<DutyScript> script, SourceId id) : m_script(std::move(script)), m_id(std::move(id)) { }

    QCoro::Task<Expected<Snapshot>> poll() override
    {
        Snapshot snapshot;
        snapshot.source = m_id;
        co_return snapshot;
    }
    QCoro::Task<Expected<Done>> perform(ActionRequest) override { co_return Done{}; }
    QCoro::Task<Expected<OnCall>> onCall() override { co_return Expected<OnCall>(m_script->onCall); }
    QCoro::Task<Expected<Done>> takeShift(ShiftOverride wanted) override
    {
        m_script->overrides.append(wanted);
        co_return Expected<Done>(m_script->taken);
    }

private:
    std::shared_ptr<DutyScript> m_script;
    SourceId m_id;
};

// Ada on level 1 of "Site" until 07:00 (the clock of tests says 03:00), then the person; Doug on level 2, for good.
inline OnCall siteOnCall()
{
    OnCall onCall = onCallOf({shiftOf(4, 12)});
    EscalationPolicy policy;
    policy.id = PolicyId(QStringLiteral("Site"));
    policy.name = QStringLiteral("Site");
    policy.levels = {EscalationLevel{1, std::chrono::minutes(5), {QStringLiteral("Site-rota")}},
        EscalationLevel{2, std::chrono::minutes(10), {QStringLiteral("Doug")}}};
    policy.now = {shiftOf(-4, 4, 1, QStringLiteral("Site"), QStringLiteral("Ada")),
        shiftOf(std::nullopt, std::nullopt, 2, QStringLiteral("Site"), QStringLiteral("Doug"))};
    policy.next = {shiftOf(4, 12)};
    onCall.policies = {policy};
    onCall.schedules = {Schedule{QStringLiteral("Site-rota"), QStringLiteral("Site rota")}};
    return onCall;
}

inline void addDutySource(Session &session, const std::shared_ptr<DutyScript> &script, const QString &id = QStringLiteral("pd"),
    const QString &kind = QStringLiteral("pagerduty"))
{
    SourceStatus status;
    status.id = SourceId(id);
    status.name = QStringLiteral("Pager");
    status.kind = kind;
    status.interval = std::chrono::seconds(10);
    session.poller().add(status, std::make_unique<DutySource>(script, status.id));
}

} // namespace nightbell
