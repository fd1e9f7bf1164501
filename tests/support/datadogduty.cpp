// SPDX-License-Identifier: GPL-3.0-or-later
// Of the organisation at Datadog: its people, teams and schedules, and who is on call.
#include "support/datadogworld.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace nightbell::dd {

namespace {

const QString ann = u"00000000-aba1-0000-0000-000000000001"_s;
const QString bob = u"00000000-aba1-0000-0000-000000000002"_s;
const QString webRota = u"00000000-aba2-0000-0000-000000000001"_s;

Reply json(const QJsonObject &value, int status = 200)
{
    return Reply{status, QJsonDocument(value).toJson(QJsonDocument::Compact), {{"Content-Type", "application/json"}}};
}

QJsonObject reference(const QString &type, const QString &id)
{
    return {{u"type"_s, type}, {u"id"_s, id}};
}

QJsonObject many(const QJsonArray &references)
{
    return {{u"data"_s, references}};
}

QJsonObject one(const QString &type, const QString &id)
{
    return {{u"data"_s, reference(type, id)}};
}

bool includes(const Call &call, const QString &what)
{
    return call.query.queryItemValue(u"include"_s, QUrl::FullyDecoded).split(u',').contains(what);
}

QString moment(TimePoint time)
{
    return toDateTime(time).toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz"_s) + u"000+00:00"_s;
}

template<typename T>
const T *find(const QList<T> &all, const QString &id)
{
    const auto found = std::ranges::find(all, id, &T::id);
    return found == all.end() ? nullptr : &*found;
}

// When the turn began that `at` lies in, and whose it is; nullopt: nobody is on call then.
std::optional<std::pair<TimePoint, QString>> turnOf(const Rotation &rotation, TimePoint at, qsizetype away = 0)
{
    if (at < rotation.from || rotation.users.isEmpty())
        return std::nullopt;
    const auto index = static_cast<qsizetype>((at - rotation.from) / rotation.every);
    const TimePoint start = rotation.from + index * rotation.every;
    if (at >= start + rotation.length || index + away < 0)
        return std::nullopt;
    return std::pair(start, rotation.users.at((index + away) % rotation.users.size()));
}

} // namespace

// Ann has the key, and is on call for the team "web" for eight hours yet; then it is Bob's turn, who stands behind her.
void World::fillDuty()
{
    users = {{ann, u"Ann"_s, u"ann@example.com"_s}, {bob, u"Bob"_s, u"bob@example.com"_s}};
    owners = {{appKey, ann}, {readOnlyKey, bob}};
    rotations = {{webRota, u"Web rota"_s, {ann, bob}, std::chrono::floor<std::chrono::hours>(now()) - 4h}};
    chains = {{u"00000000-aba3-0000-0000-000000000001"_s, u"Web, day and night"_s, 2,
        {{u"00000000-aba4-0000-0000-000000000001"_s, 5min, {{u"schedules"_s, webRota}}},
            {u"00000000-aba4-0000-0000-000000000002"_s, 15min, {{u"users"_s, bob}}}}}};
    teams = {{u"00000000-da3a-0000-0000-000000000001"_s, u"web"_s, u"Web"_s, {ann, bob}, chains.constFirst().id},
        {u"00000000-da3a-0000-0000-000000000002"_s, u"choir"_s, u"Choir"_s, {ann}, {}}};
}

QJsonObject World::userJson(const QString &id) const
{
    QJsonObject object = reference(u"users"_s, id);
    if (const User *user = find(users, id))
        object.insert(u"attributes"_s, QJsonObject{{u"name"_s, user->name}, {u"email"_s, user->email}, {u"status"_s, u"active"_s}});
    return object;
}

QStringList World::usersOf(const std::pair<QString, QString> &target) const
{
    const auto &[type, id] = target;
    if (type == "users"_L1)
        return {id};
    const QString word = type == "schedule_target"_L1 ? id.section(u'_', -1) : QString();
    const Rotation *rotation = find(rotations, word.isEmpty() ? id : id.section(u'_', 0, -2));
    const auto turn = rotation ? turnOf(*rotation, now(), word == "next"_L1 ? 1 : word == "previous"_L1 ? -1 : 0) : std::nullopt;
    return turn ? QStringList{turn->second} : QStringList();
}

Reply World::duty(const Call &call) const
{
    const QString kind = call.path.section(u'/', 4, 4);
    const QString id = call.path.section(u'/', 5, 5);
    const QString rest = call.path.section(u'/', 6);
    if (call.method == "GET" && call.path == "/api/v2/current_user"_L1)
        return json({{u"data"_s, userJson(owners.value(call.app))}});
    if (call.method == "GET" && call.path == "/api/v2/team"_L1)
        return listTeams(call);
    if (call.method == "GET" && call.path.startsWith("/api/v2/on-call/"_L1)) {
        const Crew *team = kind == "teams"_L1 ? find(teams, id) : nullptr;
        const Chain *chain = kind == "escalation-policies"_L1 && rest.isEmpty() ? find(chains, id) : nullptr;
        const Rotation *rotation = kind == "schedules"_L1 ? find(rotations, id) : nullptr;
        if (team && !team->chain.isEmpty() && rest == "on-call"_L1)
            return teamDuty(call, *team);
        if (team && !team->chain.isEmpty() && rest == "routing-rules"_L1)
            return routing(call, *team);
        if (chain)
            return chainOf(call, *chain);
        if (rotation && rest == "on-call"_L1)
            return turn(call, *rotation);
        if (rotation && rest.isEmpty()) {
            QJsonObject data = reference(u"schedules"_s, id);
            data.insert(u"attributes"_s, QJsonObject{{u"name"_s, rotation->name}, {u"time_zone"_s, u"Europe/Berlin"_s}});
            QJsonObject answer;
            if (call.query.queryItemValue(u"include"_s).contains("layers"_L1)) {
                const QString layerId = id + u"-layer"_s;
                data.insert(
                    u"relationships"_s, QJsonObject{{u"layers"_s, QJsonObject{{u"data"_s, QJsonArray{reference(u"layers"_s, layerId)}}}}});
                QJsonObject layer = reference(u"layers"_s, layerId);
                const auto every = std::chrono::duration_cast<std::chrono::seconds>(rotation->every);
                layer.insert(u"attributes"_s,
                    QJsonObject{{u"name"_s, u"Layer"_s}, {u"rotation_start"_s, toIso(rotation->from)},
                        {u"effective_date"_s, toIso(rotation->from)},
                        {u"interval"_s,
                            QJsonObject{{u"days"_s, qint64(every.count() / 86'400)}, {u"seconds"_s, qint64(every.count() % 86'400)}}},
                        {u"time_zone"_s, u"Europe/Berlin"_s}});
                answer.insert(u"included"_s, QJsonArray{layer});
            }
            answer.insert(u"data"_s, data);
            return json(answer);
        }
    }
    const QString detail = u"%1[%2] not found"_s.arg(kind, id);
    const QJsonValue asRecorded = QJsonObject{{u"title"_s, u"Generic Error"_s}, {u"detail"_s, detail}};
    return json({{u"errors"_s, QJsonArray{sendsUndocumented ? asRecorded : QJsonValue(detail)}}}, 404);
}

Reply World::listTeams(const Call &call) const
{
    const bool onlyMine = call.query.queryItemValue(u"filter[me]"_s) == "true"_L1;
    const QString keyword = call.query.queryItemValue(u"filter[keyword]"_s, QUrl::FullyDecoded);
    const int size = call.query.hasQueryItem(u"page[size]"_s) ? call.query.queryItemValue(u"page[size]"_s).toInt() : 10;
    if (size < 1 || size > 100)
        return json({{u"errors"_s, QJsonArray{u"Invalid page[size]"_s}}}, 400);
    QJsonArray data;
    for (const Crew &team : teams) {
        const bool isMeant = (!onlyMine || team.members.contains(owners.value(call.app)))
            && (team.handle.contains(keyword, Qt::CaseInsensitive) || team.name.contains(keyword, Qt::CaseInsensitive));
        if (!isMeant || data.size() >= size)
            continue;
        QJsonObject object = reference(u"team"_s, team.id);
        object.insert(u"attributes"_s, QJsonObject{{u"handle"_s, team.handle}, {u"name"_s, team.name}, {u"description"_s, QJsonValue()}});
        data.append(object);
    }
    return json({{u"data"_s, data}});
}

Reply World::teamDuty(const Call &call, const Crew &team) const
{
    const QString type = u"escalation_policy_steps"_s;
    const Chain *chain = find(chains, team.chain);
    QJsonArray steps;
    QJsonArray first;
    QJsonArray included;
    QStringList known;
    for (const Step &step : chain ? chain->steps : QList<Step>()) {
        QJsonArray responders;
        for (const auto &target : step.targets) {
            for (const QString &user : usersOf(target)) {
                responders.append(reference(u"users"_s, user));
                if (includes(call, u"escalations.responders"_s) && !known.contains(user))
                    included.append(userJson(user));
                known.append(user);
            }
        }
        if (steps.isEmpty())
            first = responders;
        steps.append(reference(type, step.id));
        QJsonObject object = reference(type, step.id);
        object.insert(u"relationships"_s, QJsonObject{{u"responders"_s, many(responders)}});
        if (includes(call, u"escalations"_s))
            included.append(object);
    }
    QJsonObject data = reference(u"team_oncall_responders"_s, team.id);
    data.insert(u"relationships"_s, QJsonObject{{u"escalations"_s, many(steps)}, {u"responders"_s, many(first)}});
    return json({{u"data"_s, data}, {u"included"_s, included}});
}

Reply World::routing(const Call &call, const Crew &team) const
{
    const QString type = u"team_routing_rules"_s;
    const QString rule = team.id + u"-rule"_s;
    QJsonObject data = reference(type, team.id);
    data.insert(u"relationships"_s, QJsonObject{{u"rules"_s, many({reference(type, rule)})}});
    QJsonObject included = reference(type, rule);
    included.insert(u"attributes"_s, QJsonObject{{u"query"_s, QString()}, {u"urgency"_s, u"high"_s}});
    included.insert(u"relationships"_s, QJsonObject{{u"policy"_s, one(u"policies"_s, team.chain)}});
    return json({{u"data"_s, data}, {u"included"_s, includes(call, u"rules"_s) ? QJsonArray{included} : QJsonArray()}});
}

Reply World::chainOf(const Call &call, const Chain &chain) const
{
    QJsonArray steps;
    QJsonArray included;
    for (const Step &step : chain.steps) {
        steps.append(reference(u"steps"_s, step.id));
        QJsonArray targets;
        for (const auto &[type, id] : step.targets)
            targets.append(reference(type, id));
        QJsonObject object = reference(u"steps"_s, step.id);
        object.insert(u"attributes"_s,
            QJsonObject{
                {u"assignment"_s, u"default"_s}, {u"escalate_after_seconds"_s, static_cast<qint64>(step.after / std::chrono::seconds(1))}});
        object.insert(u"relationships"_s, QJsonObject{{u"targets"_s, many(targets)}});
        if (includes(call, u"steps"_s))
            included.append(object);
        for (const auto &[type, id] : includes(call, u"steps.targets"_s) ? step.targets : decltype(step.targets)()) {
            const bool isPlaced = type == "schedule_target"_L1;
            const QString schedule = isPlaced ? id.section(u'_', 0, -2) : id;
            QJsonObject target = type == "users"_L1 ? userJson(id) : reference(type, id);
            if (isPlaced) {
                target.insert(u"attributes"_s, QJsonObject{{u"position"_s, id.section(u'_', -1)}});
                target.insert(u"relationships"_s, QJsonObject{{u"schedule"_s, one(u"schedules"_s, schedule)}});
            }
            if (const Rotation *rotation = find(rotations, schedule); rotation && !isPlaced)
                target.insert(u"attributes"_s, QJsonObject{{u"name"_s, rotation->name}, {u"time_zone"_s, u"Europe/Berlin"_s}});
            included.append(target);
        }
    }
    QJsonObject data = reference(u"policies"_s, chain.id);
    data.insert(
        u"attributes"_s, QJsonObject{{u"name"_s, chain.name}, {u"resolve_page_on_policy_end"_s, true}, {u"retries"_s, chain.retries}});
    data.insert(u"relationships"_s, QJsonObject{{u"steps"_s, many(steps)}});
    return json({{u"data"_s, data}, {u"included"_s, included}});
}

// A turn ends a second before the next one begins, as the real service has it.
Reply World::turn(const Call &call, const Rotation &rotation) const
{
    const QString wanted = call.query.queryItemValue(u"filter[at_ts]"_s, QUrl::FullyDecoded);
    const auto asked = fromIso(wanted);
    if (!wanted.isEmpty() && !asked)
        return json({{u"errors"_s, QJsonArray{u"Invalid filter[at_ts]"_s}}}, 400);
    const auto found = turnOf(rotation, asked.value_or(now()));
    if (!found)
        return json({{u"data"_s, QJsonValue()}});
    const auto &[start, user] = *found;
    const TimePoint end = start + rotation.length - 1s;
    QJsonObject data = reference(u"shifts"_s, u"%1-%2"_s.arg(user, moment(start)));
    data.insert(u"attributes"_s, QJsonObject{{u"start"_s, moment(start)}, {u"end"_s, moment(end)}});
    data.insert(u"relationships"_s, QJsonObject{{u"user"_s, one(u"users"_s, user)}});
    return json({{u"data"_s, data}, {u"included"_s, includes(call, u"user"_s) ? QJsonArray{userJson(user)} : QJsonArray()}});
}

} // namespace nightbell::dd
