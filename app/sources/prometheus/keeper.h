// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/prometheus/state.h"
#include "sources/silencekeeper.h"

namespace nightbell::prometheus {

// The silences of a source's Alertmanagers. One that is made is made at every cluster; the id of a silence names its cluster.
class Keeper final : public SilenceKeeper
{
public:
    explicit Keeper(StatePtr state) : m_state(std::move(state)) { }

    QCoro::Task<Expected<SilenceAnswer>> silences() override;
    QCoro::Task<Expected<SilencePreview>> previewSilence(QString reach) override;
    QCoro::Task<Expected<Done>> makeSilence(SilenceDraft draft) override;
    QCoro::Task<Expected<Done>> prolongSilence(SilenceId silence, TimePoint ends) override;
    QCoro::Task<Expected<Done>> endSilence(SilenceId silence) override;
    QString reachOf(const QList<IncidentId> &incidents) const override;
    QString reachExample() const override;

private:
    StatePtr m_state;
};

} // namespace nightbell::prometheus
