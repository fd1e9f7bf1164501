// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pagerdutyapi.h"

#include "support/pagerdutyroutes.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell::pd {

namespace {

// The ids in a path that has the form of the route; nothing when it has another form.
std::optional<QStringList> matched(const QString &form, const QString &path)
{
    const QStringList wanted = form.split(u'/');
    const QStringList given = path.split(u'/');
    if (wanted.size() != given.size())
        return {};
    QStringList ids;
    for (qsizetype at = 0; at < wanted.size(); ++at) {
        if (wanted.at(at).startsWith(u'{'))
            ids.append(given.at(at));
        else if (wanted.at(at) != given.at(at))
            return {};
    }
    return ids;
}

const QList<Route> &routes()
{
    static const QList<Route> all = accountRoutes() + incidentRoutes() + incidentDetailRoutes() + dutyRoutes();
    return all;
}

Reply invalidEvent(const QStringList &errors)
{
    return Reply::of({{u"status"_s, u"invalid event"_s}, {u"message"_s, u"Event object is invalid"_s},
                         {u"errors"_s, QJsonArray::fromStringList(errors)}},
        400);
}

QStringList problemsOf(const QJsonObject &event, bool isChange)
{
    QStringList problems;
    const QString key = event[u"routing_key"_s].toString();
    const QJsonObject payload = event[u"payload"_s].toObject();
    const QString action = isChange ? u"trigger"_s : event[u"event_action"_s].toString();
    if (key.isEmpty())
        problems.append(u"'routing_key' is missing or blank"_s);
    else if (key.size() != 32)
        problems.append(u"Length of 'routing_key' is incorrect (should be 32 characters)"_s);
    if (isChange && key.startsWith(u'R'))
        problems.append(u"'routing_key' of a ruleset does not take change events"_s);
    if (action != u"trigger" && action != u"acknowledge" && action != u"resolve")
        problems.append(u"'event_action' is invalid (must be one of the following: trigger, acknowledge or resolve)"_s);
    if (event[u"dedup_key"_s].toString().size() > 255)
        problems.append(u"Length of 'dedup_key' is incorrect (should be at most 255 characters)"_s);
    if (action != u"trigger") {
        if (event[u"dedup_key"_s].toString().isEmpty())
            problems.append(u"'dedup_key' is missing or blank"_s);
        return problems;
    }
    if (payload[u"summary"_s].toString().isEmpty())
        problems.append(u"'payload.summary' is missing or blank"_s);
    else if (payload[u"summary"_s].toString().size() > 1024)
        problems.append(u"Length of 'payload.summary' is incorrect (should be at most 1024 characters)"_s);
    if (isChange)
        return problems;
    if (payload[u"source"_s].toString().isEmpty())
        problems.append(u"'payload.source' is missing or blank"_s);
    static const QStringList severities{u"critical"_s, u"error"_s, u"warning"_s, u"info"_s};
    if (!severities.contains(payload[u"severity"_s].toString()))
        problems.append(u"'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')"_s);
    return problems;
}

Alert alertOf(const QJsonObject &event)
{
    const QJsonObject payload = event[u"payload"_s].toObject();
    Alert alert;
    alert.summary = payload[u"summary"_s].toString();
    alert.severity = payload[u"severity"_s].toString();
    alert.source = payload[u"source"_s].toString();
    alert.component = payload[u"component"_s].toString();
    alert.group = payload[u"group"_s].toString();
    alert.kind = payload[u"class"_s].toString();
    alert.details = payload[u"custom_details"_s].toObject();
    alert.client = event[u"client"_s].toString();
    alert.clientUrl = event[u"client_url"_s].toString();
    alert.links = event[u"links"_s].toArray();
    for (const QJsonValue &image : event[u"images"_s].toArray()) {
        if (image[u"src"_s].toString().startsWith(u"https:")) // others are left out
            alert.images.append(image);
    }
    return alert;
}

} // namespace

QList<QPair<QString, QString>> Call::queryOf(const QByteArray &query)
{
    QList<QPair<QString, QString>> items;
    const auto decoded = [](QByteArray text) { return QUrl::fromPercentEncoding(text.replace('+', ' ')); };
    for (const QByteArray &item : query.split('&')) {
        const qsizetype equals = item.indexOf('=');
        if (!item.isEmpty())
            items.append({decoded(equals < 0 ? item : item.first(equals)), equals < 0 ? QString() : decoded(item.sliced(equals + 1))});
    }
    return items;
}

QString Call::value(const QString &name) const
{
    return values(name).value(0);
}

QStringList Call::values(const QString &name) const
{
    QStringList values;
    for (const auto &[each, value] : query) {
        if (each == name)
            values.append(value);
    }
    return values;
}

bool Call::has(const QString &name) const
{
    return !values(name).isEmpty();
}

TimePoint Call::time(const QString &name, TimePoint otherwise) const
{
    return fromIso(value(name)).value_or(otherwise);
}

QJsonObject Call::json() const
{
    return QJsonDocument::fromJson(body).object();
}

Reply Reply::of(const QJsonObject &object, int status)
{
    return {status, QJsonDocument(object).toJson(QJsonDocument::Compact), {{"Content-Type", "application/json"}}};
}

Reply Reply::refused(const Refusal &refusal)
{
    QJsonObject error{{u"message"_s, refusal.message}, {u"code"_s, refusal.code}};
    if (!refusal.errors.isEmpty())
        error[u"errors"_s] = QJsonArray::fromStringList(refusal.errors);
    return of({{u"error"_s, error}}, refusal.status);
}

Reply page(const Asked &asked, const QString &name, qsizetype count, const std::function<QJsonObject(qsizetype)> &row)
{
    bool isNumber = true;
    const int limit = asked.call.has(u"limit"_s) ? std::min(asked.call.value(u"limit"_s).toInt(&isNumber), 100) : 25;
    const int offset = isNumber && asked.call.has(u"offset"_s) ? asked.call.value(u"offset"_s).toInt(&isNumber) : 0;
    if (!isNumber || limit < 1 || offset < 0)
        return Reply::refused(invalid(u"Limit and offset must be numbers"_s));
    if (offset + limit > 10000)
        return Reply::refused(invalid(u"Offset plus limit may not exceed 10000"_s));
    QJsonArray rows;
    for (qsizetype at = offset; at < std::min<qsizetype>(count, offset + limit); ++at)
        rows.append(row(at));
    const QJsonValue total = asked.call.value(u"total"_s) == u"true" ? QJsonValue(count) : QJsonValue();
    return Reply::of({{name, rows}, {u"limit"_s, limit}, {u"offset"_s, offset}, {u"total"_s, total}, {u"more"_s, offset + limit < count}});
}

Reply Api::rest(const Call &call)
{
    m_world.settle();
    const QByteArray authorization = call.headers.value("authorization");
    QByteArray token;
    if (authorization.startsWith("Token token="))
        token = authorization.sliced(12);
    else if (authorization.startsWith("Bearer "))
        token = authorization.sliced(7);
    if (!m_world.keys.contains(token))
        return Reply::refused({401, 2006, u"Authentication failed"_s, {}});
    const Key key = m_world.keys.value(token);
    // All keys of a user share one limit.
    return limited(key.user.isEmpty() ? token : key.user.toLatin1(), call, [&] { return routed(call, key); });
}

Reply Api::limited(const QByteArray &whose, const Call &call, const std::function<Reply()> &answer)
{
    const bool isBulk = call.method == "PUT" && call.path == u"/incidents";
    const auto use = [&](const QByteArray &name) -> Window & {
        Window &window = m_windows[name];
        if (m_world.now() - window.since >= std::chrono::minutes(1) || m_world.now() < window.since)
            window = {m_world.now(), 0};
        ++window.used;
        return window;
    };
    const Window all = use(whose);
    const bool isOver = all.used > perMinute || (isBulk && use(whose + " PUT").used > putIncidentsPerMinute);
    Reply reply = isOver ? Reply::refused({429, 2020, u"Rate Limit Exceeded"_s, {}}) : answer();
    const auto left = std::chrono::ceil<std::chrono::seconds>(all.since + std::chrono::minutes(1) - m_world.now()).count();
    reply.headers.append({"ratelimit-limit", QByteArray::number(perMinute)});
    reply.headers.append({"ratelimit-remaining", QByteArray::number(isOver ? 0 : std::max(0, perMinute - all.used))});
    reply.headers.append({"ratelimit-reset", QByteArray::number(qint64(left))});
    return reply;
}

Reply Api::routed(const Call &call, const Key &key)
{
    if (key.isReadOnly && call.method != "GET")
        return Reply::refused({403, 2010, u"Access Denied"_s, {}});
    const Route *route = nullptr;
    QStringList ids;
    for (const Route &each : routes()) { // without {…} first
        const auto match = each.method == call.method ? matched(each.path, call.path) : std::nullopt;
        if (match && (route == nullptr || match->size() < ids.size())) {
            route = &each;
            ids = *match;
        }
    }
    if (route == nullptr)
        return Reply::refused(notFound());
    if (!route->ability.isEmpty() && !m_world.abilities.contains(route->ability))
        return Reply::refused({402, 2014, u"Account does not have the required abilities to perform this action"_s, {}});
    const QString from = QString::fromUtf8(call.headers.value("from"));
    if (route->needsFrom && needsFrom && from.isEmpty())
        return Reply::refused({400, 2016, u"You must specify a user’s email address in the “From” header to perform this action"_s, {}});
    const User *const requester = from.isEmpty() ? nullptr : m_world.user(from);
    if (route->needsFrom && !from.isEmpty() && (requester == nullptr || requester->email != from))
        return Reply::refused({400, 1008, u"Requester User Not Found"_s, {}});
    Asked asked{m_world, call, key, requester != nullptr ? requester->id : key.user, ids};
    if (call.path.startsWith(u"/incidents/") && !ids.isEmpty()) {
        asked.incident = m_world.incident(ids.constFirst());
        if (asked.incident == nullptr || asked.incident->isHidden
            || (call.method == "GET" && m_world.readable(ids.constFirst()) == nullptr))
            return Reply::refused(notFound());
        if (call.method == "GET")
            asked.incident = m_world.readable(ids.constFirst());
    }
    return route->answer(asked);
}

Reply Api::events(const Call &call)
{
    m_world.settle();
    const bool isChange = call.path == u"/v2/change/enqueue";
    if (call.method != "POST" || (!isChange && call.path != u"/v2/enqueue"))
        return Reply::of({{u"status"_s, u"not found"_s}, {u"message"_s, u"There is nothing here"_s}}, 404);
    if (call.body.size() > 512 * 1024)
        return Reply::of({{u"status"_s, u"invalid event"_s}, {u"message"_s, u"Event object is too large"_s}}, 413);
    const QJsonObject json = call.json();
    if (const QStringList problems = problemsOf(json, isChange); !problems.isEmpty())
        return invalidEvent(problems);
    const QString routingKey = json[u"routing_key"_s].toString();
    if (isChange) {
        const auto of = std::ranges::find(m_world.services, routingKey, &Service::routingKey);
        const QJsonObject payload = json[u"payload"_s].toObject();
        if (of != m_world.services.end()) {
            m_world.changeEvents.prepend(
                {u"01F"_s + m_world.newId().sliced(1).rightJustified(23, u'0'), of->id, payload[u"summary"_s].toString(),
                    payload[u"source"_s].toString(), fromIso(payload[u"timestamp"_s].toString()).value_or(m_world.now()),
                    payload[u"custom_details"_s].toObject(), json[u"links"_s].toArray()});
        }
        return Reply::of({{u"status"_s, u"success"_s}, {u"message"_s, u"Change event processed"_s}}, 202);
    }
    QString key = json[u"dedup_key"_s].toString();
    if (key.isEmpty())
        key = QString::fromLatin1(QCryptographicHash::hash(m_world.newId().toLatin1(), QCryptographicHash::Md5).toHex());
    m_world.take({routingKey, json[u"event_action"_s].toString(), key, alertOf(json)}); // dropped or not: the answer is the same
    return Reply::of({{u"status"_s, u"success"_s}, {u"message"_s, u"Event processed"_s}, {u"dedup_key"_s, key}}, 202);
}

} // namespace nightbell::pd
