// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/datadog/oncall.h"

#include "base/json.h"

#include <utility>

namespace nightbell::datadog {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const JsonValue &value)
{
    return value.stringOr({});
}

// The first of them that says something.
QString firstOf(const QStringList &texts)
{
    for (const QString &text : texts) {
        if (!text.trimmed().isEmpty())
            return text.trimmed();
    }
    return {};
}

QString nameOf(const JsonValue &value)
{
    const JsonValue attributes = value["attributes"];
    return firstOf({textOf(attributes["name"]), textOf(attributes["email"]), textOf(attributes["handle"]), textOf(value["id"])});
}

// What an answer tells of the things that it refers to, by type and id.
using Included = QHash<std::pair<QString, QString>, JsonValue>;

Included includedIn(const JsonValue &root)
{
    Included all;
    (void)root["included"].forEach([&all](const JsonValue &value) { all.insert({textOf(value["type"]), textOf(value["id"])}, value); });
    return all;
}

QString nameIn(const Included &included, const QString &type, const QString &id)
{
    const auto found = included.constFind({type, id});
    return found == included.cend() ? id : nameOf(*found);
}

// Calls `visit` with type and id of each reference. False: there is no list of them.
bool forEachReference(const JsonValue &relationship, const std::function<void(const QString &type, const QString &id)> &visit)
{
    const JsonValue data = relationship["data"];
    if (!data.isArray())
        return false;
    (void)data.forEach([&visit](const JsonValue &value) {
        if (const QString id = textOf(value["id"]); !id.isEmpty())
            visit(textOf(value["type"]), id);
    });
    return true;
}

std::optional<QList<Person>> peopleIn(const JsonValue &relationship, const Included &included)
{
    QList<Person> people;
    const bool isSaid = forEachReference(relationship, [&](const QString &, const QString &id) {
        const Person person{PersonId(id), nameIn(included, u"users"_s, id)};
        if (!people.contains(person))
            people.append(person);
    });
    return isSaid ? std::optional(people) : std::nullopt;
}

Expected<JsonDocument> documentOf(QByteArrayView body, bool isList)
{
    auto document = JsonDocument::parse(body);
    if (!document)
        return document;
    const JsonValue data = document->root()["data"];
    if (isList ? data.isArray() : data.isObject())
        return document;
    return Error{ErrorKind::BadAnswer, isList ? u"data: expected a list"_s : u"data: expected an object"_s};
}

std::optional<Position> positionFrom(const QString &word)
{
    if (word == "previous"_L1)
        return Position::Previous;
    if (word == "current"_L1)
        return Position::Current;
    return word == "next"_L1 ? std::optional(Position::Next) : std::nullopt;
}

// nullopt: a kind of target, or a place in the rota, that is not known here.
std::optional<StepTarget> targetOf(const QString &type, const QString &id, const Included &included)
{
    if (type == "users"_L1)
        return StepTarget{StepTarget::Kind::User, id, nameIn(included, type, id)};
    if (type == "teams"_L1)
        return StepTarget{StepTarget::Kind::Team, id, nameIn(included, type, id)};
    if (type == "schedules"_L1)
        return StepTarget{StepTarget::Kind::Schedule, id, nameIn(included, type, id)};
    const auto configured = included.constFind({type, id});
    if (type != "schedule_target"_L1 || configured == included.cend())
        return std::nullopt;
    const auto position = positionFrom(textOf((*configured)["attributes"]["position"]));
    const QString schedule = textOf((*configured)["relationships"]["schedule"]["data"]["id"]);
    if (!position || schedule.isEmpty())
        return std::nullopt;
    return StepTarget{StepTarget::Kind::Schedule, schedule, nameIn(included, u"schedules"_s, schedule), *position};
}

PolicyStep stepOf(const QString &id, const Included &included)
{
    PolicyStep step{id, {}, {}};
    const auto found = included.constFind({u"steps"_s, id});
    if (found == included.cend())
        return step;
    step.after = std::chrono::seconds(std::max<qint64>((*found)["attributes"]["escalate_after_seconds"].integerOr(0), 0));
    forEachReference((*found)["relationships"]["targets"], [&](const QString &type, const QString &target) {
        if (const auto known = targetOf(type, target, included))
            step.targets.append(*known);
    });
    return step;
}

int dayFrom(const QString &word) // 1: Monday; 0: none
{
    static const QStringList days{u"monday"_s, u"tuesday"_s, u"wednesday"_s, u"thursday"_s, u"friday"_s, u"saturday"_s, u"sunday"_s};
    return static_cast<int>(days.indexOf(word.toLower())) + 1;
}

Layer layerOf(const JsonValue &attributes)
{
    Layer layer;
    layer.zone = textOf(attributes["time_zone"]);
    layer.from = fromIso(textOf(attributes["effective_date"]));
    layer.to = fromIso(textOf(attributes["end_date"]));
    layer.rotation = fromIso(textOf(attributes["rotation_start"]));
    const JsonValue interval = attributes["interval"];
    layer.every = std::chrono::days(std::clamp<qint64>(interval["days"].integerOr(0), 0, 400))
        + std::chrono::seconds(std::clamp<qint64>(interval["seconds"].integerOr(0), 0, 2'592'000));
    (void)attributes["restrictions"].forEach([&layer](const JsonValue &restriction) {
        const QTime time = QTime::fromString(textOf(restriction["start_time"]), u"HH:mm:ss"_s);
        if (time.isValid())
            layer.begins.append(Layer::Begin{dayFrom(textOf(restriction["start_day"])), time});
    });
    return layer;
}

} // namespace

Expected<QList<Team>> readTeams(QByteArrayView body)
{
    const auto document = documentOf(body, true);
    if (!document)
        return document.error();
    QList<Team> teams;
    (void)document->root()["data"].forEach([&teams](const JsonValue &value) {
        const QString id = textOf(value["id"]);
        if (!id.isEmpty())
            teams.append(Team{id, textOf(value["attributes"]["handle"]), nameOf(value)});
    });
    return teams;
}

Expected<Person> readUser(QByteArrayView body)
{
    const auto document = documentOf(body, false);
    if (!document)
        return document.error();
    const JsonValue data = document->root()["data"];
    const auto id = data["id"].toString();
    if (!id)
        return id.error();
    return Person{PersonId(*id), nameOf(data)};
}

Expected<std::optional<Turn>> readTurn(QByteArrayView body)
{
    const auto document = JsonDocument::parse(body);
    if (!document)
        return document.error();
    const JsonValue data = document->root()["data"];
    if (data.isAbsent())
        return std::optional<Turn>();
    const JsonValue attributes = data["attributes"];
    const QString user = textOf(data["relationships"]["user"]["data"]["id"]);
    Turn turn;
    turn.start = fromIso(textOf(attributes["start"]));
    turn.end = fromIso(textOf(attributes["end"]));
    // A time that is there and cannot be read is not "for good".
    const bool hasBadTime = (!attributes["start"].isAbsent() && !turn.start) || (!attributes["end"].isAbsent() && !turn.end);
    if (hasBadTime)
        return Error{ErrorKind::BadAnswer, u"data.attributes: expected times"_s};
    if (user.isEmpty()) // a shift that nobody has
        return std::optional<Turn>();
    turn.person = Person{PersonId(user), nameIn(includedIn(document->root()), u"users"_s, user)};
    return std::optional(turn);
}

Expected<ScheduleFacts> readSchedule(QByteArrayView body)
{
    const auto document = documentOf(body, false);
    if (!document)
        return document.error();
    const JsonValue data = document->root()["data"];
    const Included included = includedIn(document->root());
    ScheduleFacts schedule{textOf(data["id"]), nameOf(data), textOf(data["attributes"]["time_zone"]), {}};
    forEachReference(data["relationships"]["layers"], [&](const QString &type, const QString &id) {
        if (const auto layer = included.constFind({type, id}); layer != included.cend())
            schedule.layers.append(layerOf((*layer)["attributes"]));
    });
    return schedule;
}

Expected<TeamDuty> readTeamDuty(QByteArrayView body)
{
    const auto document = documentOf(body, false);
    if (!document)
        return document.error();
    const Included included = includedIn(document->root());
    const JsonValue relationships = document->root()["data"]["relationships"];
    TeamDuty duty;
    duty.responders = peopleIn(relationships["responders"], included).value_or(QList<Person>());
    forEachReference(relationships["escalations"], [&](const QString &type, const QString &id) {
        const auto step = included.constFind({type, id});
        duty.steps.append(
            TeamStep{id, step == included.cend() ? std::nullopt : peopleIn((*step)["relationships"]["responders"], included)});
    });
    return duty;
}

Expected<QStringList> readPolicyIds(QByteArrayView body)
{
    const auto document = documentOf(body, false);
    if (!document)
        return document.error();
    const Included included = includedIn(document->root());
    QStringList ids;
    forEachReference(document->root()["data"]["relationships"]["rules"], [&](const QString &type, const QString &id) {
        const auto rule = included.constFind({type, id});
        const QString policy = rule == included.cend() ? QString() : textOf((*rule)["relationships"]["policy"]["data"]["id"]);
        if (!policy.isEmpty() && !ids.contains(policy))
            ids.append(policy);
    });
    return ids;
}

Expected<PolicyFacts> readPolicy(QByteArrayView body)
{
    const auto document = documentOf(body, false);
    if (!document)
        return document.error();
    const JsonValue data = document->root()["data"];
    const Included included = includedIn(document->root());
    PolicyFacts policy{textOf(data["id"]), nameOf(data), static_cast<int>(data["attributes"]["retries"].integerOr(0)), {}, {}};
    forEachReference(
        data["relationships"]["steps"], [&](const QString &, const QString &id) { policy.steps.append(stepOf(id, included)); });
    for (auto each = included.cbegin(); each != included.cend(); ++each) {
        if (each.key().first == "teams"_L1)
            policy.teams.insert(each.key().second, nameOf(each.value()));
    }
    return policy;
}

} // namespace nightbell::datadog
