// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <algorithm>
#include <array>
#include <vector>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

using Performing = std::vector<QCoro::Task<Expected<Done>>>;

QCoro::Task<QList<Expected<Done>>> answersOf(Performing all)
{
    QList<Expected<Done>> answers;
    for (const auto &each : all) {
        const auto answer = co_await each;
        answers.append(answer);
    }
    QList<Expected<Done>> result = answers;
    co_return result;
}

bool changesState(const ActionKind &kind, const ActionRequest &request)
{
    return std::ranges::any_of(std::array{IncidentState::Triggered, IncidentState::Acknowledged}, [&](IncidentState state) {
        Incident open;
        open.state = state;
        return kind.expected(open, request).state != state;
    });
}

} // namespace

bool ActionTarget::supports(QStringView action) const
{
    return action == "acknowledge"_L1 || action == "resolve"_L1;
}

bool ActionTarget::supportsFor(QStringView action, const IncidentId &incident) const
{
    Q_UNUSED(incident)
    return supports(action);
}

QString ActionTarget::consequence(QStringView action, const QList<IncidentId> &incidents) const
{
    Q_UNUSED(action)
    Q_UNUSED(incidents)
    return {};
}

QCoro::Task<QList<Expected<Done>>> ActionTarget::performAll(QList<ActionRequest> requests)
{
    Performing all;
    for (const ActionRequest &request : requests)
        all.push_back(perform(request));
    return answersOf(std::move(all));
}

bool leavesTrace(const ActionKind &kind, const ActionRequest &request)
{
    if (changesState(kind, request))
        return true;
    Incident muted; // nothing else is changed but what is different already
    muted.quiet = Quiet::Silenced;
    return kind.expected(muted, request) != muted;
}

bool isSeenDone(const ActionKind &kind, const ActionRequest &request, const Incident &now)
{
    const Incident wanted = kind.expected(now, request);
    // Who acknowledged it, and when, may be others than was wanted.
    return changesState(kind, request) ? wanted.state == now.state : leavesTrace(kind, request) && wanted == now;
}

QList<const ActionKind *> commonActionKinds()
{
    QList<const ActionKind *> common = actionKinds();
    common.removeIf([](const ActionKind *kind) { return !kind->isCommon; });
    return common;
}

} // namespace nightbell
