// SPDX-License-Identifier: GPL-3.0-or-later
// Asks Datadog who is on call, and keeps what hardly changes.
#include "sources/datadog/oncall.h"
#include "sources/datadog/state.h"

#include "domain/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace nightbell::datadog {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(DatadogOnCall)
};

constexpr Duration keptFor = 15min; // teams, policies, names
constexpr Duration turnsKeptFor = 1h; // those after the next one, which is asked for each time
// Where nobody is on call, whoever is next is looked for when a turn of its layers can begin; where those are not known, in such
// steps. Today also in small ones, since somebody may have taken over a part: one's own shift of this evening must not be missed.
constexpr Duration gapStep = 8h;
constexpr Duration gapStepToday = 1h;
constexpr Duration today = 12h;
constexpr Duration walkFor = 20s; // a slow answer each time: the rest of the turns has to wait
constexpr int mostTurns = 48; // asked for at a time, of one schedule
constexpr qsizetype mostTeams = 20;
const QString onCallScope = u"on_call_read"_s;
const QString teamsScope = u"teams_read"_s;
const QString teamsPath = u"/api/v2/team"_s;
const QString onCallPath = u"/api/v2/on-call/"_s;

QString keyOf(const Question &question)
{
    QString key = question.path;
    for (const auto &[name, value] : question.query)
        key += u'\n' + name + u'=' + value;
    return key;
}

QCoro::Task<Expected<QByteArray>> askKept(StatePtr state, Question question)
{
    const QString key = keyOf(question);
    const Duration now = state->clock.elapsed();
    const auto kept = state->duty.answers.constFind(key);
    if (kept != state->duty.answers.cend() && now - kept->at < keptFor)
        co_return QByteArray(kept->body);
    const auto body = co_await ask(state->client, question);
    if (!body)
        co_return body.error();
    state->duty.answers.insert(key, DutyBook::Answer{*body, now});
    co_return QByteArray(*body);
}

Question teamsQuestion(const QString &filter, const QString &value)
{
    return Question{.path = teamsPath, .query = {{filter, value}, {u"page[size]"_s, u"100"_s}}};
}

// One of an object with an id: the limit is of all of them together.
Question onCallQuestion(
    const QString &kind, const QString &id, const QString &rest = {}, const QList<std::pair<QString, QString>> &query = {})
{
    return Question{.path = onCallPath + kind + u'/' + id + rest, .endpoint = onCallPath + kind + u"/{id}"_s + rest, .query = query};
}

Question turnQuestion(const QString &schedule, std::optional<TimePoint> at)
{
    Question question = onCallQuestion(u"schedules"_s, schedule, u"/on-call"_s, {{u"include"_s, u"user"_s}});
    if (at)
        question.query.append({u"filter[at_ts]"_s, toDateTime(*at).toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s)});
    return question;
}

// What belongs to a team's or a schedule's answer to "who?".
struct Teams
{
    QList<Team> teams;
    QStringList problems;
};

bool isNamed(const Team &team, const QString &name)
{
    return team.id.compare(name, Qt::CaseInsensitive) == 0 || team.handle.compare(name, Qt::CaseInsensitive) == 0;
}

// The teams that the configuration names. One that cannot be looked up may be named by its id.
QCoro::Task<Expected<Teams>> namedTeams(StatePtr state)
{
    Teams found;
    for (const QString &name : state->settings.onCallTeams) {
        const Question question = teamsQuestion(u"filter[keyword]"_s, name);
        const auto body = co_await askKept(state, question);
        const bool isRefused = !body && body.error().kind == ErrorKind::Forbidden;
        if (!body && !isRefused)
            co_return body.error();
        const Expected<QList<Team>> teams = body ? readTeams(*body) : Expected<QList<Team>>(QList<Team>());
        if (!teams)
            co_return teams.error();
        const auto team = std::ranges::find_if(*teams, [&name](const Team &each) { return isNamed(each, name); });
        found.teams.append(team == teams->end() ? Team{name, {}, name} : *team);
        if (isRefused)
            found.problems.append(
                Words::tr("Teams cannot be looked up by their handles: the application key lacks the scope %1.").arg(teamsScope));
    }
    found.problems.removeDuplicates();
    co_return Expected<Teams>(found);
}

QCoro::Task<Expected<Teams>> ownTeams(StatePtr state)
{
    const Question question = teamsQuestion(u"filter[me]"_s, u"true"_s);
    const auto body = co_await askKept(state, question);
    if (!body)
        co_return body.error();
    const auto teams = readTeams(*body);
    if (!teams)
        co_return teams.error();
    Teams found{*teams, {}};
    if (found.teams.size() > mostTeams) {
        found.teams.resize(mostTeams);
        found.problems.append(Words::tr(
            "Only %n of your teams are asked for; name those that matter in Settings → Sources.", nullptr, static_cast<int>(mostTeams)));
    }
    co_return Expected<Teams>(found);
}

// Its policies are known where its routing rules are; without them there are no delays.
QCoro::Task<Expected<TeamFacts>> factsOf(StatePtr state, Team team)
{
    TeamFacts facts{team, {}, {}};
    const Question who
        = onCallQuestion(u"teams"_s, team.id, u"/on-call"_s, {{u"include"_s, u"responders,escalations,escalations.responders"_s}});
    const auto body = co_await ask(state->client, who);
    if (!body)
        co_return explained(body.error(), onCallScope);
    const auto duty = readTeamDuty(*body);
    if (!duty)
        co_return duty.error();
    facts.duty = *duty;
    const Question rules = onCallQuestion(u"teams"_s, team.id, u"/routing-rules"_s, {{u"include"_s, u"rules,rules.policy"_s}});
    const auto ruled = co_await askKept(state, rules);
    if (!ruled && ruled.error().kind != ErrorKind::NotFound)
        co_return explained(ruled.error(), onCallScope);
    const Expected<QStringList> ids = ruled ? readPolicyIds(*ruled) : Expected<QStringList>(QStringList());
    if (!ids)
        co_return ids.error();
    for (const QString &id : *ids) {
        const Question chain = onCallQuestion(u"escalation-policies"_s, id, {}, {{u"include"_s, u"teams,steps,steps.targets"_s}});
        const auto told = co_await askKept(state, chain);
        if (!told && told.error().kind != ErrorKind::NotFound)
            co_return explained(told.error(), onCallScope);
        const Expected<PolicyFacts> policy = told ? readPolicy(*told) : Expected<PolicyFacts>(told.error());
        if (!policy && told)
            co_return policy.error();
        if (policy)
            facts.policies.append(*policy);
    }
    for (const PolicyFacts &policy : std::as_const(facts.policies)) {
        if (facts.team.name == facts.team.id) // it could not be looked up
            facts.team.name = policy.teams.value(facts.team.id, facts.team.name);
    }
    co_return Expected<TeamFacts>(facts);
}

// Who has the schedule at that time. A schedule that is there and has no answer has nobody.
QCoro::Task<Expected<std::optional<Turn>>> turnAt(StatePtr state, QString schedule, std::optional<TimePoint> at)
{
    const Question question = turnQuestion(schedule, at);
    const auto body = co_await ask(state->client, question);
    if (!body && body.error().kind == ErrorKind::NotFound)
        co_return std::optional<Turn>();
    if (!body)
        co_return explained(body.error(), onCallScope);
    co_return readTurn(*body);
}

bool isSameTurn(const Turn &a, const Turn &b)
{
    return a.person.id == b.person.id && a.end == b.end;
}

// The turns that were known to follow `turn`; empty: it was not known.
QList<Turn> following(const QList<Turn> &known, const Turn &turn)
{
    const auto same = std::ranges::find_if(known, [&turn](const Turn &each) { return isSameTurn(each, turn); });
    return same == known.end() ? QList<Turn>() : known.sliced(same - known.begin() + 1);
}

// From one turn to the next, until the fortnight is over or what follows is known. What is known is walked anew each hour. Where
// it takes too many questions or too long, the rest has to wait.
QCoro::Task<Expected<DutyBook::Walk>> walkOf(StatePtr state, ScheduleFacts facts)
{
    const QString schedule = facts.id;
    const Duration began = state->clock.elapsed();
    const TimePoint end = state->client->nowThere() + shiftsAhead;
    const DutyBook::Walk kept = state->duty.walks.value(schedule);
    const DutyBook::Walk before = began - kept.at < turnsKeptFor ? kept : DutyBook::Walk{};
    DutyBook::Walk walk{{}, began, {}};
    TimePoint moment = state->client->nowThere();
    bool isOver = false;
    for (int asked = 0; asked < mostTurns && !isOver && state->clock.elapsed() - began < walkFor; ++asked) {
        const std::optional<TimePoint> at = asked == 0 ? std::nullopt : std::optional(moment);
        const auto turn = co_await turnAt(state, schedule, at);
        if (!turn && asked > 1 && turn.error().kind == ErrorKind::TooManyRequests)
            break; // who is on call and who is next is known
        if (!turn)
            co_return turn.error();
        if (!*turn) {
            const auto next = std::ranges::find_if(before.turns, [moment](const Turn &each) { return each.start && *each.start > moment; });
            const Duration far = facts.layers.isEmpty() ? gapStep : shiftsAhead;
            const Duration step = moment - state->client->nowThere() < today ? gapStepToday : far;
            const TimePoint later = std::min(moment + step, nextBegin(facts, moment).value_or(TimePoint::max() - 1s) + 1s);
            moment = asked == 0 && next != before.turns.end() ? *next->start + 1s : later;
        } else {
            const Turn found = **turn;
            const QList<Turn> rest = asked > 0 ? following(before.turns, found) : QList<Turn>();
            walk.turns += QList<Turn>{found} + rest;
            walk.at = rest.isEmpty() ? walk.at : before.at;
            isOver = !walk.turns.last().end || (!rest.isEmpty() && !before.knownUntil);
            moment = std::max(walk.turns.last().end.value_or(end), moment) + 1s;
        }
        isOver = isOver || moment >= end;
    }
    if (!isOver)
        walk.knownUntil = moment;
    state->duty.walks.insert(schedule, walk);
    co_return Expected<DutyBook::Walk>(walk);
}

QCoro::Task<Expected<Rota>> rotaOf(StatePtr state, QString id)
{
    const Question question = onCallQuestion(u"schedules"_s, id, {}, {{u"include"_s, u"layers"_s}});
    const auto body = co_await askKept(state, question);
    if (!body)
        co_return explained(body.error(), onCallScope);
    const auto read = readSchedule(*body);
    if (!read)
        co_return read.error();
    ScheduleFacts schedule = *read;
    schedule.id = id;
    const auto walk = co_await walkOf(state, schedule);
    if (!walk)
        co_return walk.error();
    const Rota rota{schedule, walk->turns, walk->knownUntil};
    co_return Expected<Rota>(rota);
}

// nullopt: Datadog does not say, whatever is asked.
QCoro::Task<Expected<std::optional<Person>>> whoAmI(StatePtr state)
{
    const Question question{.path = u"/api/v2/current_user"_s};
    const auto body = co_await askKept(state, question);
    const bool isUnknown = !body && (body.error().kind == ErrorKind::Forbidden || body.error().kind == ErrorKind::NotFound);
    if (isUnknown)
        co_return std::optional<Person>();
    if (!body)
        co_return body.error();
    const auto person = readUser(*body);
    if (!person)
        co_return person.error();
    co_return std::optional(*person);
}

// Everything that is shown, before it is put together.
struct Gathered
{
    QList<TeamFacts> teams;
    QStringList schedules; // that are shown by themselves
    Rotas rotas;
    QStringList problems;
};

// At the same time: one after the other they would take long.
QCoro::Task<Expected<Done>> gatherTeams(StatePtr state, QList<Team> teams, bool areOwn, std::shared_ptr<Gathered> all)
{
    std::vector<QCoro::Task<Expected<TeamFacts>>> tasks;
    for (const Team &team : teams)
        tasks.push_back(factsOf(state, team));
    std::optional<Error> failed;
    for (size_t i = 0; i < tasks.size(); ++i) {
        const auto facts = co_await std::move(tasks[i]);
        const QString name = teams.at(static_cast<qsizetype>(i)).name;
        if (facts && !(areOwn && facts->duty.isEmpty()))
            all->teams.append(*facts);
        else if (!facts && facts.error().kind != ErrorKind::NotFound)
            failed = facts.error();
        else if (!areOwn) // a team of one's own need not use it
            all->problems.append(Words::tr("There is no team “%1” in Datadog On-Call that the keys may see.").arg(name));
    }
    if (failed)
        co_return *failed;
    co_return Done{};
}

QCoro::Task<Expected<Done>> gatherRotas(StatePtr state, std::shared_ptr<Gathered> all)
{
    QStringList ids = state->settings.onCallSchedules;
    for (const TeamFacts &team : std::as_const(all->teams))
        ids += team.schedules();
    ids.removeDuplicates();
    std::vector<QCoro::Task<Expected<Rota>>> tasks;
    for (const QString &id : std::as_const(ids))
        tasks.push_back(rotaOf(state, id));
    std::optional<Error> failed;
    for (size_t i = 0; i < tasks.size(); ++i) {
        const auto rota = co_await std::move(tasks[i]);
        const QString id = ids.at(static_cast<qsizetype>(i));
        if (rota && rota->knownUntil)
            all->problems.append(
                Words::tr("Of “%1” the turns until %2 are known so far.").arg(rota->schedule.name, localDateTime(*rota->knownUntil)));
        if (rota)
            all->rotas.insert(id, *rota);
        else if (rota.error().kind == ErrorKind::NotFound)
            all->problems.append(Words::tr("There is no schedule “%1” that the keys may see.").arg(id));
        else
            failed = rota.error();
    }
    if (failed)
        co_return *failed;
    co_return Done{};
}

OnCall together(const State &state, const Gathered &all, const std::optional<Person> &me)
{
    const TimePoint at = state.client->nowThere();
    OnCall onCall;
    onCall.source = state.settings.source;
    onCall.askedAt = state.clock.now();
    onCall.me = me.value_or(Person{});
    onCall.problems = all.problems;
    if (!me)
        onCall.advice = Words::tr("It does not say whose application key that is: your own shifts cannot be shown.");
    DutyCards cards;
    for (const TeamFacts &team : all.teams)
        addTeam(cards, team, all.rotas, onCall.me.id, at);
    const qsizetype teams = cards.policies.size();
    for (const QString &id : state.settings.onCallSchedules) {
        if (all.rotas.contains(id))
            addSchedule(cards, all.rotas.value(id), onCall.me.id, at);
    }
    for (qsizetype i = 0; i < cards.policies.size() && state.settings.web.isValid(); ++i) {
        QUrl page = state.settings.web;
        page.setPath(i < teams ? u"/on-call/teams"_s : u"/on-call/schedules"_s);
        cards.policies[i].url = page;
    }
    onCall.policies = cards.policies;
    onCall.mine = merged(cards.mine);
    if (cards.unknownEnds > 0)
        onCall.problems.append(Words::tr("Of %n person/people on call it does not say until when.", nullptr, cards.unknownEnds));
    return onCall;
}

OnCall advising(const State &state, const QString &advice)
{
    OnCall onCall;
    onCall.source = state.settings.source;
    onCall.askedAt = state.clock.now();
    onCall.advice = advice;
    return onCall;
}

} // namespace

QCoro::Task<Expected<OnCall>> whoIsOnCall(StatePtr state)
{
    const Settings &settings = state->settings;
    const bool areOwn = settings.onCallTeams.isEmpty() && settings.onCallSchedules.isEmpty();
    auto asking = areOwn ? ownTeams(state) : namedTeams(state);
    const auto teams = co_await std::move(asking);
    const QString howTo = Words::tr("Name teams or schedules of Datadog On-Call in Settings → Sources, and give the application key the "
                                    "scopes %1 and %2: who is on call there is shown here.")
                              .arg(onCallScope, teamsScope);
    // Who has named nothing may not use it at all: that is no fault.
    if (areOwn && !teams && (teams.error().kind == ErrorKind::Forbidden || teams.error().kind == ErrorKind::NotFound))
        co_return advising(*state, howTo);
    if (!teams)
        co_return explained(teams.error(), teamsScope);
    const auto all = std::make_shared<Gathered>();
    all->problems = teams->problems;
    const QList<Team> list = teams->teams;
    const auto facts = co_await gatherTeams(state, list, areOwn, all);
    if (areOwn && (facts ? all->teams.isEmpty() : facts.error().kind == ErrorKind::Forbidden))
        co_return advising(*state, howTo);
    if (!facts)
        co_return facts.error();
    const auto rotas = co_await gatherRotas(state, all);
    if (!rotas)
        co_return rotas.error();
    const auto me = co_await whoAmI(state);
    if (!me)
        co_return me.error();
    co_return together(*state, *all, *me);
}

} // namespace nightbell::datadog
