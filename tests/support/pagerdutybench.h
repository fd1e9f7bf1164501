// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/qnamtransport.h"
#include "sources/source.h"
#include "support/fakeclock.h"
#include "support/pagerdutyserver.h"
#include "support/waited.h"

#include <memory>
#include <optional>

namespace nightbell {

// The source over real HTTP, and the account that it talks to.
struct PagerDutyBench
{
    explicit PagerDutyBench(const FieldValues &more = {}, bool filled = true, const std::optional<QSslConfiguration> &tls = std::nullopt,
        Duration clockIsOff = {})
        : server([this, clockIsOff] { return clock.now() - clockIsOff; }, filled, tls)
    {
        values = {{QStringLiteral("url"), server.url().toString()}, {QStringLiteral("token"), QString::fromUtf8(pd::yourKey)}};
        values.insert(more);
        source = sourceOver(transport);
    }

    std::unique_ptr<Source> sourceOver(const std::shared_ptr<Transport> &network)
    {
        return sourceKind(u"pagerduty")
            ->create(SourceContext{SourceId(QStringLiteral("pd")), values, clock, network, std::chrono::seconds(10)});
    }

    Expected<Snapshot> poll() { return waited(source->poll()); }
    SharedIncidents incidents()
    {
        const auto snapshot = poll();
        return snapshot ? snapshot->incidents.value_or(SharedIncidents{}) : SharedIncidents{};
    }
    std::optional<Incident> incident(const QString &id)
    {
        for (const Incident &each : incidents()) {
            if (each.id == idOf(id))
                return each;
        }
        return std::nullopt;
    }
    static IncidentId idOf(const QString &id) { return IncidentId(QStringLiteral("pd:") + id); }
    QString firstOpen(IncidentState state)
    {
        for (const Incident &each : incidents()) {
            if (each.state == state)
                return each.id.text().mid(3);
        }
        return {};
    }
    ActionRequest request(const QString &action, const QString &id, const FieldValues &inputs = {})
    {
        return ActionRequest{.action = action,
            .incident = idOf(id),
            .source = SourceId(QStringLiteral("pd")),
            .actor = QStringLiteral("me"),
            .requested = clock.now(),
            .inputs = inputs,
            .key = QStringLiteral("key-1")};
    }
    Expected<Done> act(const QString &action, const QString &id, const FieldValues &inputs = {})
    {
        return waited(source->perform(request(action, id, inputs)));
    }

    FakeClock clock;
    PagerDutyServer server;
    FieldValues values;
    std::shared_ptr<Transport> transport = std::make_shared<QnamTransport>(clock);
    std::unique_ptr<Source> source;
};

} // namespace nightbell
