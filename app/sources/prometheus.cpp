// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source.h"

#include "sources/prometheus/keeper.h"
#include "sources/prometheus/state.h"

namespace nightbell {

using namespace Qt::StringLiterals;

const SourceKind &prometheusSource();

namespace {

// Prometheus and its Alertmanagers, or what speaks their language. Everything is in a state that the coroutines share: the
// source itself may be gone when they go on.
class PrometheusSource final : public Source
{
public:
    explicit PrometheusSource(SourceContext context)
        : m_state(std::make_shared<prometheus::State>(
            prometheus::readSettings(context.id, context.values, context.interval), context.clock, std::move(context.transport)))
        , m_keeper(m_state)
    { }

    QCoro::Task<Expected<Snapshot>> poll() override { return prometheus::look(m_state); }

    void allowRefused() override { m_state->allowRefused(); }

    QCoro::Task<Expected<Series>> series(SeriesQuery query) override
    {
        return prometheus::hostSeries(m_state, query.host, query.metric, query.from, query.to, query.columns);
    }

    QCoro::Task<Expected<IncidentDetails>> details(IncidentId incident) override { return prometheus::details(m_state, incident); }

    QCoro::Task<Expected<QStringList>> introduce() override { return prometheus::introduce(m_state); }

    bool supports(QStringView action) const override { return prometheus::isKnown(action) && !m_state->alertmanagers.empty(); }

    bool supportsFor(QStringView action, const IncidentId &incident) const override
    {
        return supports(action) || (prometheus::isKnown(action) && m_state->health.has(incident));
    }

    SilenceKeeper *silenceKeeper() override { return m_state->alertmanagers.empty() ? nullptr : &m_keeper; }

    QString consequence(QStringView action, const QList<IncidentId> &incidents) const override
    {
        return action == "retrigger"_L1 ? QString() : prometheus::silencesNeeded(*m_state, incidents);
    }

    QString actor() const override { return m_state->me(); }

    // Servers of a cluster tell each other within a second.
    Duration settlesIn() const override { return m_state->alertmanagers.size() > 1 ? std::chrono::seconds(1) : Duration(0); }

    QCoro::Task<Expected<Done>> perform(ActionRequest request) override { return performOne(m_state, request); }

    QCoro::Task<QList<Expected<Done>>> performAll(QList<ActionRequest> requests) override { return prometheus::act(m_state, requests); }

private:
    static QCoro::Task<Expected<Done>> performOne(prometheus::StatePtr state, ActionRequest request)
    {
        const QList<ActionRequest> requests{request};
        const auto answers = co_await prometheus::act(state, requests);
        co_return answers.constFirst();
    }

    prometheus::StatePtr m_state;
    prometheus::Keeper m_keeper;
};

} // namespace

const SourceKind &prometheusSource()
{
    static const SourceKind kind{
        .id = "prometheus",
        .name = QT_TRANSLATE_NOOP("SourceKind", "Prometheus and Alertmanager"),
        .fields = prometheus::fields(),
        .interval = std::chrono::seconds(15),
        .keepsSeries = true,
        .keepsDetails = true,
        .tellsOfSilence = true,
        .create = [](SourceContext context) -> std::unique_ptr<Source> { return std::make_unique<PrometheusSource>(std::move(context)); },
        .problems = [](const FieldValues &values) { return prometheus::readSettings({}, values, {}).problems; },
    };
    return kind;
}

} // namespace nightbell
