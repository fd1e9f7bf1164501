// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"
#include "engine/session.h"
#include "sources/silencekeeper.h"
#include "sources/source.h"

#include <QList>

#include <memory>
#include <utility>

namespace nightbell {

// What the test says that a source has of silences, and what was asked of it.
struct SilenceScript
{
    Expected<SilenceAnswer> answer = SilenceAnswer{};
    Expected<SilencePreview> preview = SilencePreview{};
    Expected<Done> done = Done{};
    std::shared_ptr<Pending<Expected<Done>>> held; // set: what is done waits for it
    int asked = 0;
    QStringList previewed;
    QList<SilenceDraft> made;
    QList<std::pair<SilenceId, TimePoint>> prolonged;
    QList<SilenceId> ended;
};

class SilenceSource final : public Source, public SilenceKeeper
{
public:
    SilenceSource(SourceId id, std::shared_ptr<SilenceScript> script) : m_id(std::move(id)), m_script(std::move(script)) { }

    QCoro::Task<Expected<Snapshot>> poll() override
    {
        Snapshot snapshot;
        snapshot.source = m_id;
        co_return snapshot;
    }
    QCoro::Task<Expected<Done>> perform(ActionRequest) override { co_return Done{}; }
    SilenceKeeper *silenceKeeper() override { return this; }

    QCoro::Task<Expected<SilenceAnswer>> silences() override
    {
        ++m_script->asked;
        co_return Expected<SilenceAnswer>(m_script->answer);
    }
    QCoro::Task<Expected<SilencePreview>> previewSilence(QString reach) override
    {
        m_script->previewed.append(reach);
        co_return Expected<SilencePreview>(m_script->preview);
    }
    QCoro::Task<Expected<Done>> makeSilence(SilenceDraft draft) override
    {
        m_script->made.append(draft);
        return carriedOut(m_script);
    }
    QCoro::Task<Expected<Done>> prolongSilence(SilenceId silence, TimePoint ends) override
    {
        m_script->prolonged.append({silence, ends});
        return carriedOut(m_script);
    }
    QCoro::Task<Expected<Done>> endSilence(SilenceId silence) override
    {
        m_script->ended.append(silence);
        return carriedOut(m_script);
    }
    QString reachOfMonitor(const Monitor &monitor, const QString &group) const override
    {
        return group.isEmpty() ? monitor.number : monitor.number + QLatin1Char(' ') + group;
    }
    QString reachOf(const QList<IncidentId> &incidents) const override
    {
        return incidents.isEmpty() ? QString() : QStringLiteral("host=\"%1\"").arg(incidents.constFirst().text());
    }
    QString reachExample() const override { return QStringLiteral("host=\"web-1\""); }

private:
    static QCoro::Task<Expected<Done>> carriedOut(std::shared_ptr<SilenceScript> script)
    {
        if (const auto held = script->held)
            co_return co_await held->wait();
        co_return Expected<Done>(script->done);
    }

    SourceId m_id;
    std::shared_ptr<SilenceScript> m_script;
};

inline void addSilenceSource(
    Poller &poller, const std::shared_ptr<SilenceScript> &script, const SourceId &id = SourceId(QStringLiteral("am")))
{
    SourceStatus status;
    status.id = id;
    status.name = QStringLiteral("Alerts");
    status.kind = QStringLiteral("prometheus");
    status.interval = std::chrono::seconds(10);
    poller.add(status, std::make_unique<SilenceSource>(id, script));
}

inline Silence makeSilence(const QString &id, const QString &reach, TimePoint ends)
{
    Silence silence;
    silence.id = SilenceId(id);
    silence.source = SourceId(QStringLiteral("am"));
    silence.reach = reach;
    silence.creator = QStringLiteral("Doug");
    silence.comment = QStringLiteral("the move");
    silence.starts = ends - std::chrono::hours(4);
    silence.ends = ends;
    return silence;
}

} // namespace nightbell
