// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

namespace nightbell {

using namespace Qt::StringLiterals;

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
    QList<Expected<Done>> answers;
    for (const ActionRequest &request : requests) {
        auto answer = co_await perform(request);
        answers.append(answer);
    }
    QList<Expected<Done>> result = answers;
    co_return result;
}

QList<const ActionKind *> commonActionKinds()
{
    QList<const ActionKind *> common = actionKinds();
    common.removeIf([](const ActionKind *kind) { return !kind->isCommon; });
    return common;
}

} // namespace nightbell
