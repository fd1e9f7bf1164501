// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/wording.h"
#include "sources/pagerduty/account.h"
#include "sources/pagerduty/actions.h"
#include "sources/pagerduty/choices.h"
#include "sources/pagerduty/details.h"
#include "sources/pagerduty/incidents.h"
#include "sources/pagerduty/oncall.h"
#include "sources/source.h"

#include <QCoreApplication>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;
using namespace pagerduty;

constexpr Duration calmInterval = std::chrono::seconds(30);
// Policies and who is on call change rarely, and /oncalls has a limit of its own.
constexpr Duration policiesGoodFor = std::chrono::minutes(5);
constexpr Duration accountGoodFor = std::chrono::hours(6);
// The part of the account's rate limit that looking may take: it is shared with everything else of the person.
constexpr double share = 0.1;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PagerDuty)
};

// What outlives the source while an answer is on its way.
struct State
{
    SourceId id;
    ClientPtr client;
    Scope scope;
    Duration interval{0};
    std::optional<Account> account;
    Duration accountAt{0}; // on Clock::elapsed(), as the next
    std::optional<OnCall> onCall;
    Duration onCallAt{0};
    QHash<IncidentId, Handle> handles;
    QHash<IncidentId, PolicyId> policyOf;
    QSet<QString> refused; // actions that the plan turned out not to have
    std::shared_ptr<DetailsMemory> memory = std::make_shared<DetailsMemory>();
};
using StatePtr = std::shared_ptr<State>;

// 401 says no more than that. What can be wrong is said here.
Error explained(const Error &error, const QUrl &base)
{
    if (error.kind != ErrorKind::Unauthorized)
        return error;
    Error result = error;
    const bool isEurope = base.host().contains(".eu."_L1);
    result.detail = isEurope
        ? Words::tr("the token is wrong or was revoked, or the account is not in Europe (then the address is https://api.pagerduty.com)")
        : Words::tr("the token is wrong or was revoked, or the account is in Europe (then the address is https://api.eu.pagerduty.com)");
    return result;
}

QCoro::Task<Expected<Done>> knowAccount(StatePtr state)
{
    const Duration now = state->client->clock.elapsed();
    if (state->account && now - state->accountAt < accountGoodFor)
        co_return Done{};
    const auto account = co_await fetchAccount(state->client);
    if (!account)
        co_return explained(account.error(), state->client->base);
    state->account = *account;
    state->accountAt = now;
    co_return Done{};
}

// Policies for the countdown. Where they cannot be had, there is none, and the incidents are shown all the same.
QCoro::Task<Expected<Done>> knowOnCall(StatePtr state)
{
    const Duration now = state->client->clock.elapsed();
    if (state->onCallAt != Duration(0) && now - state->onCallAt < policiesGoodFor)
        co_return Done{};
    state->onCallAt = now;
    Get get = getOf(state->client);
    const Person me = state->account ? state->account->me : Person{};
    const SourceId id = state->id;
    const TimePoint at = state->client->clock.now();
    const auto onCall = co_await fetchOnCall(get, id, me, at);
    if (!onCall)
        co_return onCall.error();
    state->onCall = *onCall;
    co_return Done{};
}

// How long until the next poll: soon while something needs somebody, and never more than our share of the rate limit.
Duration nextIn(const State &state, bool needsPerson)
{
    const Budget &budget = state.client->budget;
    Duration wait = needsPerson ? state.interval : std::max(state.interval, calmInterval);
    const double perMinute = std::max(1.0, budget.limit * share);
    const Duration fair(static_cast<qint64>(60'000.0 * budget.spent / perMinute));
    wait = std::max(wait, fair);
    // Others spend what is left: slow down before we are told to stop.
    if (budget.remaining && *budget.remaining < budget.limit / 10)
        wait *= 4;
    else if (budget.remaining && *budget.remaining < budget.limit / 4)
        wait *= 2;
    return wait;
}

Snapshot snapshotOf(State &state, const OpenIncidents &open, TimePoint askedAt)
{
    Snapshot snapshot;
    snapshot.source = state.id;
    snapshot.askedAt = askedAt;
    snapshot.warnings = open.warnings;
    QList<Incident> incidents;
    state.handles.clear();
    state.policyOf.clear();
    for (const ReadIncident &row : open.rows) {
        Incident incident = row.incident;
        if (state.onCall)
            incident.escalation = escalationOf(incident, row.handle.assignedAt.value_or(incident.created), state.onCall->policies, askedAt);
        state.handles.insert(incident.id, row.handle);
        state.policyOf.insert(incident.id, incident.policyId);
        incidents.append(incident);
    }
    const bool needsPerson = std::ranges::any_of(incidents, &Incident::needsPerson);
    snapshot.incidents = incidents;
    snapshot.nextIn = nextIn(state, needsPerson);
    return snapshot;
}

QCoro::Task<Expected<Snapshot>> look(StatePtr state)
{
    state->client->budget.spent = 0;
    const auto known = co_await knowAccount(state);
    if (!known)
        co_return known.error();
    const auto onCall = co_await knowOnCall(state);
    const TimePoint askedAt = state->client->clock.now();
    const ClientPtr client = state->client;
    const SourceId id = state->id;
    const PersonId me = state->account->me.id;
    const Scope scope = state->scope;
    const auto open = co_await fetchOpen(client, id, me, scope);
    if (!open)
        co_return explained(open.error(), client->base);
    Snapshot snapshot = snapshotOf(*state, *open, askedAt);
    if (!onCall)
        snapshot.warnings.append(
            Words::tr("Who is on call could not be read, so there is no countdown: %1").arg(errorText(onCall.error())));
    co_return snapshot;
}

Actor actorOf(const State &state)
{
    return Actor{state.client, state.account ? state.account->me : Person{}, state.handles,
        state.account ? state.account->priorities : QHash<QString, QString>{}};
}

// A plan that does not have it is not asked again.
void remember(State &state, const QString &action, const Expected<Done> &answer)
{
    const bool isOfPlan = !answer && answer.error().kind == ErrorKind::Forbidden && answer.error().detail.startsWith("status 402"_L1);
    if (isOfPlan)
        state.refused.insert(action);
}

QCoro::Task<Expected<Done>> act(StatePtr state, ActionRequest request)
{
    const auto known = co_await knowAccount(state);
    if (!known)
        co_return known.error();
    const Actor actor = actorOf(*state);
    auto answer = co_await carryOut(actor, request);
    remember(*state, request.action, answer);
    co_return answer;
}

QCoro::Task<QList<Expected<Done>>> actOnAll(StatePtr state, QList<ActionRequest> requests)
{
    const auto known = co_await knowAccount(state);
    QList<Expected<Done>> answers;
    const ActionKind *kind = actionKind(requests.constFirst().action);
    const bool mustLook = kind && !kind->isRepeatable && requests.constFirst().mayHaveBeenSent;
    if (known && isBulk(requests.constFirst().action) && !mustLook) {
        const Actor actor = actorOf(*state);
        auto changed = co_await changeAll(actor, requests);
        co_return changed;
    }
    for (const ActionRequest &request : requests) {
        auto answer = co_await act(state, request);
        answers.append(answer);
    }
    co_return answers;
}

QCoro::Task<Expected<QStringList>> tell(StatePtr state)
{
    const auto known = co_await knowAccount(state);
    if (!known)
        co_return known.error();
    QStringList lines = sentences(*state->account, state->client->base);
    co_return lines;
}

QCoro::Task<Expected<OnCall>> whoIsOnCall(StatePtr state)
{
    const auto account = co_await knowAccount(state);
    if (!account)
        co_return account.error();
    state->onCallAt = Duration(0);
    const auto known = co_await knowOnCall(state);
    if (!known)
        co_return known.error();
    OnCall onCall = *state->onCall;
    co_return onCall;
}

class PagerDutySource final : public Source
{
public:
    explicit PagerDutySource(StatePtr state) : m_state(std::move(state)) { }

    QCoro::Task<Expected<Snapshot>> poll() override { return look(m_state); }
    QCoro::Task<Expected<Done>> perform(ActionRequest request) override { return act(m_state, std::move(request)); }
    QCoro::Task<QList<Expected<Done>>> performAll(QList<ActionRequest> requests) override { return actOnAll(m_state, std::move(requests)); }
    QCoro::Task<Expected<QStringList>> introduce() override { return tell(m_state); }
    QCoro::Task<Expected<OnCall>> onCall() override { return whoIsOnCall(m_state); }
    QCoro::Task<Expected<IncidentDetails>> details(IncidentId incident) override
    {
        return fetchDetails(getOf(m_state->client), idOf(incident, m_state->id), m_state->client->clock.now(), m_state->memory);
    }
    QCoro::Task<Expected<QList<Option>>> options(OptionQuery query) override
    {
        if (query.from == "levels"_L1)
            return levels(m_state, query.incident);
        return fetchOptions(m_state->client, query, idOf(query.incident, m_state->id));
    }
    QCoro::Task<Expected<Done>> takeShift(ShiftOverride wanted) override
    {
        return pagerduty::takeShift(postOf(m_state->client), m_state->account ? m_state->account->me : Person{}, std::move(wanted));
    }

    bool supports(QStringView action) const override;
    QString actor() const override { return m_state->account ? m_state->account->me.name : QString(); }
    // What was written is read a moment later only.
    Duration settlesIn() const override { return std::chrono::seconds(5); }

private:
    static QCoro::Task<Expected<QList<Option>>> levels(StatePtr state, IncidentId incident)
    {
        const PolicyId wanted = state->policyOf.value(incident);
        if (state->onCall) {
            const auto policy = std::ranges::find(state->onCall->policies, wanted, &EscalationPolicy::id);
            if (policy != state->onCall->policies.end())
                co_return levelsOf(*policy);
        }
        co_return Error{ErrorKind::NotFound, Words::tr("its escalation policy is not known")};
    }

    StatePtr m_state;
};

bool PagerDutySource::supports(QStringView action) const
{
    if (!actionKind(action) || m_state->refused.contains(action.toString()))
        return false;
    const auto &account = m_state->account;
    if (!account || !account->areAbilitiesKnown)
        return true;
    if (action == "responders"_L1)
        return account->abilities.contains(u"coordinated_responding"_s);
    if (action == "urgency"_L1)
        return account->abilities.contains(u"urgencies"_s);
    if (action == "priority"_L1)
        return !account->priorities.isEmpty();
    return true;
}

Fields fields()
{
    return {
        Field{.key = u"url"_s,
            .type = FieldType::Url,
            .label = QT_TRANSLATE_NOOP("Field", "Address"),
            .help = QT_TRANSLATE_NOOP("Field", "https://api.pagerduty.com, or https://api.eu.pagerduty.com for accounts in Europe"),
            .fallback = u"https://api.pagerduty.com"_s},
        Field{.key = u"token"_s,
            .type = FieldType::Secret,
            .label = QT_TRANSLATE_NOOP("Field", "Token"),
            .help
            = QT_TRANSLATE_NOOP("Field", "A user's API key (My Profile, User Settings, Create API User Token), or one of the account"),
            .required = true},
        Field{.key = u"from"_s,
            .label = QT_TRANSLATE_NOOP("Field", "Your e-mail address"),
            .help = QT_TRANSLATE_NOOP("Field", "Needed with a key of the account: who acts"),
            .fallback = QString()},
        Field{.key = u"teams"_s,
            .type = FieldType::TextList,
            .label = QT_TRANSLATE_NOOP("Field", "Only these teams"),
            .help = QT_TRANSLATE_NOOP("Field", "Their ids, as in the address of their page"),
            .fallback = QStringList()},
        Field{.key = u"services"_s,
            .type = FieldType::TextList,
            .label = QT_TRANSLATE_NOOP("Field", "Only these services"),
            .help = QT_TRANSLATE_NOOP("Field", "Their ids, as in the address of their page"),
            .fallback = QStringList()},
        Field{.key = u"urgency"_s,
            .type = FieldType::Choice,
            .label = QT_TRANSLATE_NOOP("Field", "Only this urgency"),
            .fallback = u"any"_s,
            .choices = {u"any"_s, u"high"_s, u"low"_s},
            .choiceNames
            = {QT_TRANSLATE_NOOP("FieldChoice", "Any"), QT_TRANSLATE_NOOP("FieldChoice", "High"), QT_TRANSLATE_NOOP("FieldChoice", "Low")}},
        Field{.key = u"ca-file"_s,
            .label = QT_TRANSLATE_NOOP("Field", "CA file"),
            .help = QT_TRANSLATE_NOOP("Field", "A PEM file, trusted beside the system's certificates"),
            .fallback = QString()},
        Field{.key = u"events-url"_s,
            .type = FieldType::Url,
            .label = QT_TRANSLATE_NOOP("Field", "Address for events"),
            .fallback = u"https://events.pagerduty.com"_s},
        Field{.key = u"routing-key"_s,
            .type = FieldType::Secret,
            .label = QT_TRANSLATE_NOOP("Field", "Routing key"),
            .help = QT_TRANSLATE_NOOP("Field", "Of an Events API v2 integration: what “nightbellctl event --to” sends with")},
    };
}

std::unique_ptr<Source> create(SourceContext context)
{
    const Fields all = fields();
    const auto text = [&](const QString &key) { return fieldValue(all, context.values, key).toString(); };
    const auto texts = [&](const QString &key) { return fieldValue(all, context.values, key).toStringList(); };
    auto state = std::make_shared<State>();
    state->id = context.id;
    state->interval = context.interval;
    const QString urgency = text(u"urgency"_s);
    state->scope = Scope{texts(u"teams"_s), texts(u"services"_s), urgency == "any"_L1 ? QString() : urgency};
    state->client = std::make_shared<Client>(Client{QUrl(text(u"url"_s)), text(u"token"_s).trimmed(), text(u"from"_s).trimmed().toUtf8(),
        text(u"ca-file"_s), context.clock, context.transport, {}});
    return std::make_unique<PagerDutySource>(std::move(state));
}

} // namespace

const SourceKind &pagerdutySource()
{
    static const SourceKind kind{
        .id = "pagerduty",
        .name = QT_TRANSLATE_NOOP("SourceKind", "PagerDuty"),
        .fields = fields(),
        .interval = std::chrono::seconds(10),
        .keepsSeries = false,
        .keepsDetails = true,
        .knowsOnCall = true,
        .create = create,
    };
    return kind;
}

} // namespace nightbell
