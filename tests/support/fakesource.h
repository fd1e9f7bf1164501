// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"
#include "sources/source.h"

#include <QHash>
#include <QList>
#include <QStringList>

#include <memory>
#include <utility>

namespace nightbell {

// A source that has every action but those it lacks, and tells what the test writes. It sees nothing by itself.
class FakeSource final : public Source
{
public:
    explicit FakeSource(SourceId id) : m_id(std::move(id)) { }
    ~FakeSource() override { release(); }

    QStringList lacks; // ids of actions
    Expected<Done> verdict = Done{};
    QHash<QString, Expected<QList<Option>>> choices; // by OptionQuery::from
    Expected<IncidentDetails> told = IncidentDetails{};
    bool isHeld = false; // options and details come with release() only

    QList<ActionRequest> performed;
    QList<OptionQuery> queries;
    QList<IncidentId> detailsAsked;

    void release()
    {
        isHeld = false;
        for (const auto &each : std::exchange(m_held, {}))
            each->finish(Done{});
    }

    bool supports(QStringView action) const override { return !lacks.contains(action.toString()); }

    QCoro::Task<Expected<Snapshot>> poll() override
    {
        Snapshot snapshot;
        snapshot.source = m_id;
        co_return snapshot;
    }

    QCoro::Task<Expected<Done>> perform(ActionRequest request) override
    {
        performed.append(request);
        co_return Expected<Done>(verdict);
    }

    QCoro::Task<Expected<QList<Option>>> options(OptionQuery query) override
    {
        queries.append(query);
        const Expected<QList<Option>> answer = choices.value(query.from, QList<Option>{});
        const auto held = hold();
        co_await held->wait();
        co_return Expected<QList<Option>>(answer);
    }

    QCoro::Task<Expected<IncidentDetails>> details(IncidentId incident) override
    {
        detailsAsked.append(incident);
        const Expected<IncidentDetails> answer = told;
        const auto held = hold();
        co_await held->wait();
        co_return Expected<IncidentDetails>(answer);
    }

private:
    std::shared_ptr<Pending<Done>> hold()
    {
        auto pending = std::make_shared<Pending<Done>>();
        if (isHeld)
            m_held.append(pending);
        else
            pending->finish(Done{});
        return pending;
    }

    SourceId m_id;
    QList<std::shared_ptr<Pending<Done>>> m_held;
};

} // namespace nightbell
