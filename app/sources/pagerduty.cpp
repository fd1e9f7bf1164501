// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/wording.h"
#include "net/cafile.h"
#include "sources/pagerduty/account.h"
#include "sources/pagerduty/actions.h"
#include "sources/pagerduty/choices.h"
#include "sources/pagerduty/details.h"
#include "sources/pagerduty/forwarded.h"
#include "sources/pagerduty/incidents.h"
#include "sources/pagerduty/oncall.h"
#include "sources/pagerduty/vanished.h"
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
constexpr Duration onCallReusedFor = std::chrono::minutes(1);
constexpr Duration accountGoodFor = std::chrono::hours(6);
constexpr Duration askAgainIn = std::chrono::minutes(1); // where a part of it could not be read
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
    bool isPersonUnknown = false; // the key is the account's, and `from` names nobody in it
    Duration accountAt{0}; // on Clock::elapsed(), as the next
    std::optional<OnCall> onCall;
    Duration onCallAt{0};
    Rows rows; // the last answer
    QSet<QString> refused; // actions that the plan turned out not to have
    std::shared_ptr<OptionMemory> options = std::make_shared<OptionMemory>();
    std::shared_ptr<DetailsMemory> memory = std::make_shared<DetailsMemory>();
    std::shared_ptr<ForwardedMemory> forwarded = std::make_shared<ForwardedMemory>();
    std::shared_ptr<const bool> mayRepeat; // what another source says; null: no
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
    state->isPersonUnknown = !account && account.error().kind == ErrorKind::BadInput;
    // Who we are does not change while their server has a bad moment.
    const bool isOver = !account && (!state->account || account.error().kind == ErrorKind::Unauthorized);
    if (isOver)
        co_return explained(account.error(), state->client->base);
    if (account) {
        state->account = *account;
        state->refused.clear();
    }
    const bool isWhole = account && account->isComplete;
    state->accountAt = isWhole ? now : now - accountGoodFor + askAgainIn;
    co_return Done{};
}

// Policies for the countdown. Where they cannot be had, there is none, and the incidents are shown all the same.
QCoro::Task<Expected<Done>> knowOnCall(StatePtr state)
{
    const Duration now = state->client->clock.elapsed();
    if (state->onCallAt != Duration(0) && now - state->onCallAt < policiesGoodFor)
        co_return Done{};
    state->onCallAt = now - policiesGoodFor + askAgainIn;
    Get get = getOf(state->client);
    const Person me = state->account ? state->account->me : Person{};
    const SourceId id = state->id;
    const TimePoint at = state->client->clock.now();
    const auto onCall = co_await fetchOnCall(get, id, me, at);
    if (!onCall)
        co_return onCall.error();
    state->onCall = *onCall;
    state->onCallAt = now;
    co_return Done{};
}

// How long until the next poll: soon while something needs somebody, and never more than our share of the rate limit.
Duration nextIn(State &state, bool needsPerson)
{
    Budget &budget = state.client->budget;
    Duration wait = needsPerson ? state.interval : std::max(state.interval, calmInterval);
    const double perMinute = std::max(1.0, budget.limit * share);
    const Duration fair(static_cast<qint64>(60'000.0 * std::exchange(budget.spent, 0) / perMinute));
    wait = std::max(wait, fair);
    if (state.client->clock.elapsed() < budget.slowUntil)
        wait *= 2;
    // Others spend what is left: slow down before we are told to stop.
    if (budget.remaining && *budget.remaining < budget.limit / 10)
        wait *= 4;
    else if (budget.remaining && *budget.remaining < budget.limit / 4)
        wait *= 2;
    return wait;
}

// The countdowns are by our clock, also where it is wrong: they are read beside it.
Incident shown(const ReadIncident &row, const State &state, TimePoint askedAt)
{
    Incident incident = row.incident;
    const Duration ahead = state.client->theirs.correction;
    incident.escalation
        = escalationOf(incident, row.handle, state.onCall ? state.onCall->policies : QList<EscalationPolicy>(), askedAt + ahead);
    if (incident.escalation)
        incident.escalation->at -= ahead;
    if (incident.snoozedUntil)
        *incident.snoozedUntil -= ahead;
    incident.forwards = state.forwarded->marksOf(row.handle.id);
    return incident;
}

Snapshot snapshotOf(State &state, const OpenIncidents &open, TimePoint askedAt)
{
    Snapshot snapshot;
    snapshot.source = state.id;
    snapshot.askedAt = askedAt;
    snapshot.warnings = open.warnings;
    if (const Duration ahead = state.client->theirs.correction; ahead != Duration(0))
        snapshot.warnings.append(Words::tr(
            "The clock of this computer and that of PagerDuty differ by %1. Countdowns are corrected; other times are PagerDuty's.")
                                     .arg(ageText(std::chrono::abs(ahead))));
    SharedIncidents incidents;
    incidents.reserve(open.rows.size());
    state.rows.clear();
    for (const ReadIncident &row : open.rows) {
        state.rows.insert(row.handle.id, row);
        incidents.append(shown(row, state, askedAt));
    }
    const bool needsPerson = std::ranges::any_of(incidents, &Incident::needsPerson);
    snapshot.incidents = incidents;
    snapshot.nextIn = nextIn(state, needsPerson);
    return snapshot;
}

QCoro::Task<Expected<Snapshot>> look(StatePtr state)
{
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
    const Rows before = state->rows;
    const OpenIncidents whole = co_await withVanished(client, id, me, scope, before, *open);
    const bool isAlertWanted = state->mayRepeat && *state->mayRepeat;
    if (isAlertWanted)
        co_await findForwarded(client, state->forwarded, whole.rows);
    Snapshot snapshot = snapshotOf(*state, whole, askedAt);
    if (!onCall)
        snapshot.warnings.append(
            Words::tr("Who is on call could not be read, so there is no countdown: %1").arg(errorText(onCall.error())));
    co_return snapshot;
}

Actor actorOf(const State &state)
{
    Actor actor{state.client, state.account ? state.account->me : Person{}, {},
        state.account ? state.account->priorities : QHash<QString, QString>{}};
    for (const ReadIncident &row : state.rows)
        actor.services.insert(row.handle.id, row.handle.serviceId);
    return actor;
}

// A plan that does not have it is not asked again. 403 is the person's, and may be of this incident alone.
void remember(State &state, const QString &action, const Expected<Done> &answer)
{
    if (answer || answer.error().kind != ErrorKind::Forbidden)
        return;
    static const QStringList ofPlan{u"responders"_s, u"statusupdate"_s, u"workflow"_s};
    if (statusOf(answer.error()) == 402 || ofPlan.contains(action))
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
    const QString action = requests.constFirst().action;
    const ActionKind *kind = actionKind(action);
    const bool mustLook = kind && !kind->isRepeatable && requests.constFirst().mayHaveBeenSent;
    if (known && isBulk(action) && !mustLook) {
        const Actor actor = actorOf(*state);
        auto changed = co_await changeAll(actor, requests);
        for (const auto &answer : std::as_const(changed))
            remember(*state, action, answer);
        co_return changed;
    }
    for (const ActionRequest &request : requests) {
        auto answer = co_await act(state, request);
        answers.append(answer);
    }
    QList<Expected<Done>> result = answers;
    co_return result;
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
    // The last poll may just have asked, for the countdowns.
    const bool isNew
        = state->onCallAt != Duration(0) && state->onCall && state->client->clock.now() - state->onCall->askedAt < onCallReusedFor;
    if (!isNew)
        state->onCallAt = Duration(0);
    const auto known = co_await knowOnCall(state);
    if (!known)
        co_return known.error();
    OnCall onCall = *state->onCall;
    co_return onCall;
}

QCoro::Task<Expected<QList<Option>>> levels(StatePtr state, IncidentId incident)
{
    const auto known = co_await knowOnCall(state);
    const auto row = state->rows.constFind(idOf(incident, state->id));
    if (row == state->rows.constEnd())
        co_return Error{ErrorKind::NotFound, Words::tr("its escalation policy is not known")};
    if (state->onCall) {
        const auto policy = std::ranges::find(state->onCall->policies, row->incident.policyId, &EscalationPolicy::id);
        if (policy != state->onCall->policies.end())
            co_return levelsOf(*policy);
    }
    if (!known)
        co_return known.error();
    co_return Error{ErrorKind::NotFound, Words::tr("its escalation policy is not known")};
}

QCoro::Task<Expected<QList<Option>>> choose(StatePtr state, OptionQuery query)
{
    if (query.from == "levels"_L1) {
        auto found = co_await levels(state, query.incident);
        co_return found;
    }
    const ClientPtr client = state->client;
    const QString id = idOf(query.incident, state->id);
    const std::shared_ptr<OptionMemory> memory = state->options;
    auto options = co_await fetchOptions(client, query, id, memory);
    const bool isOfPlan = !options && statusOf(options.error()) == 402 && query.from == "workflows"_L1;
    if (isOfPlan)
        state->refused.insert(u"workflow"_s);
    co_return options;
}

QCoro::Task<Expected<Done>> takeOver(StatePtr state, ShiftOverride wanted)
{
    const auto account = co_await knowAccount(state);
    if (!account)
        co_return account.error();
    const Post post = postOf(state->client);
    const Person me = state->account->me;
    auto done = co_await pagerduty::takeShift(post, me, wanted);
    if (done)
        state->onCallAt = Duration(0); // what was read of it holds no longer
    co_return done;
}

class PagerDutySource final : public Source
{
public:
    explicit PagerDutySource(StatePtr state) : m_state(std::move(state)) { }

    QCoro::Task<Expected<Snapshot>> poll() override { return look(m_state); }
    QCoro::Task<Expected<Done>> perform(ActionRequest request) override { return act(m_state, std::move(request)); }
    QCoro::Task<QList<Expected<Done>>> performAll(QList<ActionRequest> requests) override { return actOnAll(m_state, std::move(requests)); }
    QCoro::Task<Expected<QStringList>> introduce() override { return tell(m_state); }
    QStringList facts() const override;
    std::optional<FieldQuestion> question() const override;
    QCoro::Task<Expected<OnCall>> onCall() override { return whoIsOnCall(m_state); }
    QCoro::Task<Expected<IncidentDetails>> details(IncidentId incident) override
    {
        return fetchDetails(getOf(m_state->client), idOf(incident, m_state->id), m_state->client->clock.now(), m_state->memory);
    }
    QCoro::Task<Expected<QList<Option>>> options(OptionQuery query) override { return choose(m_state, std::move(query)); }
    QCoro::Task<Expected<Done>> takeShift(ShiftOverride wanted) override { return takeOver(m_state, std::move(wanted)); }

    bool supports(QStringView action) const override;
    QString actor() const override { return m_state->account ? m_state->account->me.name : QString(); }
    // What was written is read a moment later only.
    Duration settlesIn() const override { return std::chrono::seconds(5); }
    // 10,000 incidents are more than a hundred pages; each has a deadline of its own.
    Duration longestPoll() const override { return std::chrono::minutes(3); }

private:
    StatePtr m_state;
};

QStringList PagerDutySource::facts() const
{
    const Budget &budget = m_state->client->budget;
    if (!budget.remaining)
        return {};
    return {Words::tr("Limit of the whole account: %1 of %2 requests left in this minute.").arg(*budget.remaining).arg(budget.limit)};
}

std::optional<FieldQuestion> PagerDutySource::question() const
{
    if (!m_state->isPersonUnknown)
        return std::nullopt;
    const QString text = m_state->client->from.isEmpty()
        ? Words::tr("This key belongs to the account, not to a person. Which e-mail address do you have at PagerDuty?")
        : Words::tr("This key belongs to the account, and nobody in it has that e-mail address. Which one do you have at PagerDuty?");
    return FieldQuestion{u"from"_s, text};
}

bool PagerDutySource::supports(QStringView action) const
{
    // Its services are muted by maintenance; mutes of monitors are others'.
    if (action == "mute"_L1 || action == "unmute"_L1)
        return false;
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
        caFileField(),
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
    state->mayRepeat = context.mayRepeat;
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
        .pagesItself = true,
        .create = create,
    };
    return kind;
}

} // namespace nightbell
