// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/incident.h"
#include "sources/silencekeeper.h"

#include <QHash>
#include <QList>
#include <QSet>

#include <functional>

namespace nightbell::demo {

// The silences of the scripted world: some that come round by the clock alone, and what people did with them and made here. A
// reach is written as in an Alertmanager, of the names alertname, host, service and severity.
class Silences final : public SilenceKeeper
{
public:
    // `incidents`: those of the script, whether they are silenced or not.
    Silences(Clock &clock, SourceId source, std::function<SharedIncidents()> incidents);

    // Until when the incident is kept quiet; nullopt: it is not.
    std::optional<TimePoint> quietUntil(const Incident &incident) const;

    QCoro::Task<Expected<SilenceAnswer>> silences() override;
    QCoro::Task<Expected<SilencePreview>> previewSilence(QString reach) override;
    QCoro::Task<Expected<Done>> makeSilence(SilenceDraft draft) override;
    QCoro::Task<Expected<Done>> prolongSilence(SilenceId silence, TimePoint ends) override;
    QCoro::Task<Expected<Done>> endSilence(SilenceId silence) override;
    QString reachOf(const QList<IncidentId> &incidents) const override;
    QString reachOfMonitor(const Monitor &monitor, const QString &group) const override;
    QString reachExample() const override;

private:
    QList<Silence> listed() const; // those that have not ended, without what they reach

    Clock &m_clock;
    SourceId m_source;
    std::function<SharedIncidents()> m_incidents;
    QList<Silence> m_made;
    QHash<SilenceId, TimePoint> m_ends; // of those that somebody let end at another time
    QSet<SilenceId> m_ended;
};

} // namespace nightbell::demo
