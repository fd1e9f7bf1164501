// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/datadog/state.h"
#include "sources/silencekeeper.h"

namespace nightbell::datadog {

// What a downtime keeps quiet, as people write it: the scope as Datadog writes it, after the monitor where it is of one.
// `monitor:42 AND host:web-1`, `host:web-1 AND env:prod`, `monitor-tags:team:web AND host:web-1`, `*`.
struct Reach
{
    std::optional<qint64> monitor;
    QStringList monitorTags; // where no monitor is named
    QString scope = QStringLiteral("*");

    bool isBoundless() const; // it would mute every monitor
    bool operator==(const Reach &) const = default;
};
QString reachText(const Downtime &downtime);
Expected<Reach> readReach(const QString &text); // BadInput: there is nothing in it, or a monitor without a number

// The downtimes of the organisation, all of them, whoever made them.
class DowntimeKeeper final : public SilenceKeeper
{
public:
    explicit DowntimeKeeper(StatePtr state) : m_state(std::move(state)) { }

    QCoro::Task<Expected<SilenceAnswer>> silences() override;
    QCoro::Task<Expected<SilencePreview>> previewSilence(QString reach) override;
    QCoro::Task<Expected<Done>> makeSilence(SilenceDraft draft) override;
    QCoro::Task<Expected<Done>> prolongSilence(SilenceId silence, TimePoint ends) override;
    QCoro::Task<Expected<Done>> endSilence(SilenceId silence) override;
    QString reachOf(const QList<IncidentId> &incidents) const override;
    QString reachOfMonitor(const Monitor &monitor, const QString &group) const override;
    QString reachExample() const override;

private:
    StatePtr m_state;
};

} // namespace nightbell::datadog
