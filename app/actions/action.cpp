// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

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

} // namespace

bool ActionTarget::supports(QStringView action) const
{
    return action == "acknowledge"_L1 || action == "resolve"_L1;
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

QList<const ActionKind *> commonActionKinds()
{
    QList<const ActionKind *> common = actionKinds();
    common.removeIf([](const ActionKind *kind) { return !kind->isCommon; });
    return common;
}

} // namespace nightbell
