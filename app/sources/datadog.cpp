// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source.h"

#include "sources/datadog/keeper.h"
#include "sources/datadog/state.h"

namespace nightbell {

using namespace Qt::StringLiterals;

const SourceKind &datadogSource();

namespace {

// An organisation at Datadog. Everything is in a state that the coroutines share: the source itself may be gone when they go on.
class DatadogSource final : public Source
{
public:
    explicit DatadogSource(SourceContext context)
        : m_state(std::make_shared<datadog::State>(
            datadog::readSettings(context.id, context.values, context.interval), context.clock, std::move(context.transport)))
        , m_keeper(m_state)
    { }

    QCoro::Task<Expected<Snapshot>> poll() override { return datadog::look(m_state); }

    // A large organisation has its lists in many pages.
    Duration longestPoll() const override { return std::chrono::seconds(60); }

    Duration hostsEvery() const override { return m_state->hostsEvery(); }

    QCoro::Task<Expected<Series>> series(SeriesQuery query) override
    {
        return datadog::hostSeries(m_state, query.host, query.metric, query.from, query.to, query.columns);
    }

    QCoro::Task<Expected<IncidentDetails>> details(IncidentId incident) override { return datadog::details(m_state, incident); }

    QStringList facts() const override { return datadog::limitFacts(*m_state); }

    QCoro::Task<Expected<QStringList>> introduce() override { return datadog::introduce(m_state); }

    // A monitor cannot be resolved by hand: what it watches has to be well again.
    bool supports(QStringView action) const override
    {
        return action == "acknowledge"_L1 || action == "retrigger"_L1 || action == "snooze"_L1 || action == "mute"_L1
            || action == "unmute"_L1;
    }

    QString actor() const override { return m_state->me(); }

    // Nothing of its interface puts somebody on call: shifts are taken over on its own pages.
    QCoro::Task<Expected<OnCall>> onCall() override { return datadog::whoIsOnCall(m_state); }

    SilenceKeeper *silenceKeeper() override { return &m_keeper; }

    QCoro::Task<Expected<Done>> perform(ActionRequest request) override { return datadog::act(m_state, request); }

    QCoro::Task<QList<Expected<Done>>> performAll(QList<ActionRequest> requests) override
    {
        return datadog::actOnAll(m_state, std::move(requests));
    }

private:
    datadog::StatePtr m_state;
    datadog::DowntimeKeeper m_keeper;
};

} // namespace

const SourceKind &datadogSource()
{
    static const SourceKind kind{
        .id = "datadog",
        .name = QT_TRANSLATE_NOOP("SourceKind", "Datadog"),
        .fields = datadog::fields(),
        .interval = std::chrono::seconds(15),
        .keepsSeries = true,
        .keepsDetails = true,
        .knowsOnCall = true,
        .marksAlerts = true,
        .listsMonitors = true,
        .create = [](SourceContext context) -> std::unique_ptr<Source> { return std::make_unique<DatadogSource>(std::move(context)); },
    };
    return kind;
}

} // namespace nightbell
