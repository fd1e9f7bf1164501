// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pagerdutycontrol.h"

#include "base/duration.h"
#include "support/pagerdutyjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace nightbell {

namespace {

std::optional<PagerDutyServer::Bad> badOf(const QString &word)
{
    using Bad = PagerDutyServer::Bad;
    static const QHash<QString, Bad> words{{u"status"_s, Bad::Status}, {u"html"_s, Bad::Html}, {u"cut-body"_s, Bad::CutBody},
        {u"huge-body"_s, Bad::HugeBody}, {u"hang"_s, Bad::Hang}, {u"hang-before"_s, Bad::HangBefore}, {u"close"_s, Bad::Close},
        {u"close-before"_s, Bad::CloseBefore}, {u"nulls"_s, Bad::Nulls}, {u"unknown-words"_s, Bad::UnknownWords},
        {u"empty-lists"_s, Bad::EmptyLists}, {u"redirect"_s, Bad::Redirect}, {u"wrong-date"_s, Bad::WrongDate}, {u"shift"_s, Bad::Shift}};
    const auto found = words.constFind(word);
    return found == words.cend() ? std::nullopt : std::optional(*found);
}

QStringList texts(const QJsonValue &value)
{
    QStringList all;
    for (const QJsonValue &each : value.toArray())
        all.append(each.toString());
    return all;
}

std::optional<QString> text(const QJsonObject &object, const QString &name)
{
    return object.contains(name) ? std::optional(object[name].toString()) : std::nullopt;
}

} // namespace

std::optional<PagerDutyServer::Fault> faultOf(const QJsonObject &object)
{
    const auto bad = badOf(object[u"bad"_s].toString());
    const auto off = parseDuration(object[u"dateOff"_s].toString(u"3m"_s));
    if (!bad || !off || (*bad == PagerDutyServer::Bad::Status && object[u"status"_s].toInt() < 300))
        return {};
    PagerDutyServer::Fault fault;
    fault.path = object[u"path"_s].toString().toUtf8();
    fault.method = object[u"method"_s].toString().toLatin1();
    fault.bad = *bad;
    fault.status = object[u"status"_s].toInt();
    fault.code = object[u"code"_s].toInt();
    fault.message = object[u"message"_s].toString().toUtf8();
    fault.hasBody = object[u"body"_s].toBool(fault.hasBody);
    fault.hasRateHeaders = object[u"rateHeaders"_s].toBool(fault.hasRateHeaders);
    fault.resetsAfter = object[u"resetsAfter"_s].toInt(fault.resetsAfter);
    fault.bytes = object[u"bytes"_s].toInteger(fault.bytes);
    fault.location = object[u"location"_s].toString().toUtf8();
    fault.dateOff = *off;
    fault.removes = object[u"removes"_s].toBool(fault.removes);
    fault.skip = object[u"skip"_s].toInt(fault.skip);
    fault.times = object[u"times"_s].toInt(fault.times);
    return fault;
}

PagerDutyControl::PagerDutyControl(PagerDutyServer &server, std::function<void(Duration)> advance)
    : m_server(server)
    , m_advance(std::move(advance))
{
    onIncidents();
    onWorld();
    m_http.otherwise = [this](QTcpSocket *socket, const LoopbackServer::Request &request) {
        const Act act = m_acts.value(request.method + ' ' + request.target);
        m_server.world().settle();
        const Done done = act ? act(QJsonDocument::fromJson(request.body).object()) : Done{{}, u"there is no such thing"_s};
        const QJsonObject answer = done.error.isEmpty() ? done.answer : QJsonObject{{u"error"_s, done.error}};
        socket->write(LoopbackServer::whole(done.error.isEmpty() ? 200 : 400, QJsonDocument(answer).toJson(QJsonDocument::Compact) + '\n',
            "Content-Type: application/json\r\n"));
    };
}

void PagerDutyControl::on(const QByteArray &method, const QByteArray &path, const Act &act)
{
    m_acts.insert(method + ' ' + path, act);
}

void PagerDutyControl::onIncidents()
{
    on("POST", "/trigger", [this](const QJsonObject &wanted) { return trigger(wanted); });
    on("POST", "/change", [this](const QJsonObject &wanted) { return change(wanted); });
    const auto onOne = [this](const QByteArray &path, const std::function<void(const QString &id, const QJsonObject &)> &what) {
        on("POST", path, [this, what](const QJsonObject &wanted) -> Done {
            const QString id = wanted[u"id"_s].toString();
            if (m_server.world().incident(id) == nullptr)
                return {{}, u"there is no such incident"_s};
            what(id, wanted);
            return {};
        });
    };
    onOne("/escalate", [this](const QString &id, const QJsonObject &) { m_server.world().escalate(id); });
    onOne("/note", [this](const QString &id, const QJsonObject &wanted) {
        m_server.world().addNote(id, wanted[u"content"_s].toString(), wanted[u"by"_s].toString(pd::backup));
    });
    onOne("/hide",
        [this](const QString &id, const QJsonObject &wanted) { m_server.world().edit(id)->isHidden = wanted[u"hidden"_s].toBool(true); });
}

void PagerDutyControl::onWorld()
{
    on("GET", "/state", [this](const QJsonObject &) { return state(); });
    on("GET", "/requests", [this](const QJsonObject &) { return requests(); });
    on("DELETE", "/requests", [this](const QJsonObject &) {
        m_server.forgetRequests();
        return Done();
    });
    on("POST", "/advance", [this](const QJsonObject &wanted) -> Done {
        const auto by = parseDuration(wanted[u"by"_s].toString());
        if (!by)
            return {{}, u"by is a duration, as 5m"_s};
        m_advance(*by);
        m_server.world().settle();
        return {{{u"now"_s, toIso(m_server.world().now())}}, {}};
    });
    on("POST", "/settings", [this](const QJsonObject &wanted) { return settings(wanted); });
    on("POST", "/revoke", [this](const QJsonObject &wanted) -> Done {
        const bool was = m_server.world().keys.remove(wanted[u"key"_s].toString().toUtf8());
        return {{}, was ? QString() : u"there is no such key"_s};
    });
    on("POST", "/fail", [this](const QJsonObject &wanted) -> Done {
        const auto fault = faultOf(wanted);
        if (!fault)
            return {{}, u"bad is one of the words in pagerdutycontrol.h; status wants a status"_s};
        m_server.fail(*fault);
        return {};
    });
    on("POST", "/heal", [this](const QJsonObject &) {
        m_server.heal();
        return Done();
    });
    on("POST", "/away", [this](const QJsonObject &wanted) {
        m_server.setAway(wanted[u"away"_s].toBool(true));
        return Done();
    });
}

PagerDutyControl::Done PagerDutyControl::state() const
{
    QJsonArray incidents;
    for (const pd::Incident *each : m_server.world().incidents()) {
        QJsonObject incident = pd::toJson(m_server.world(), *each);
        QJsonArray notes;
        for (const pd::Note &note : each->notes)
            notes.append(pd::toJson(m_server.world(), note));
        incident[u"notes"_s] = notes;
        incident[u"escalation_level"_s] = each->level;
        incidents.append(incident);
    }
    return {{{u"now"_s, toIso(m_server.world().now())}, {u"incidents"_s, incidents}, {u"requests"_s, m_server.requests().size()}}, {}};
}

PagerDutyControl::Done PagerDutyControl::requests() const
{
    QJsonArray all;
    for (const PagerDutyServer::Request &each : m_server.requests()) {
        QJsonObject headers;
        for (const QByteArray &line : each.head.split('\n')) {
            if (const qsizetype colon = line.indexOf(':'); colon > 0)
                headers[QString::fromUtf8(line.first(colon).toLower())] = QString::fromUtf8(line.sliced(colon + 1).trimmed());
        }
        all.append(QJsonObject{{u"method"_s, QString::fromUtf8(each.method)}, {u"path"_s, QString::fromUtf8(each.path)},
            {u"query"_s, QString::fromUtf8(each.query)}, {u"headers"_s, headers}, {u"body"_s, QString::fromUtf8(each.body)},
            {u"status"_s, each.status}, {u"at"_s, toIso(each.at)}});
    }
    return {{{u"requests"_s, all}}, {}};
}

PagerDutyControl::Done PagerDutyControl::trigger(const QJsonObject &wanted)
{
    pd::NewIncident incident;
    incident.title = wanted[u"title"_s].toString(u"Something broke"_s);
    incident.service = wanted[u"service"_s].toString(pd::mainSite);
    incident.urgency = wanted[u"urgency"_s].toString();
    incident.priority = wanted[u"priority"_s].toString();
    incident.by = wanted[u"by"_s].toString();
    incident.assignees = texts(wanted[u"assignees"_s]);
    pd::Alert alert;
    alert.details = wanted[u"details"_s].toObject();
    incident.alert = alert;
    if (m_server.world().service(incident.service) == nullptr)
        return {{}, u"there is no such service"_s};
    QJsonArray ids;
    const int count = wanted[u"count"_s].toInt(1);
    for (int number = 1; number <= count; ++number) {
        pd::NewIncident one = incident;
        one.key = count == 1 ? wanted[u"key"_s].toString() : QString();
        one.title += count == 1 ? QString() : u" %1"_s.arg(number);
        ids.append(m_server.world().trigger(one));
    }
    return {{{u"ids"_s, ids}}, {}};
}

PagerDutyControl::Done PagerDutyControl::change(const QJsonObject &wanted)
{
    pd::Change change;
    change.status = text(wanted, u"status"_s);
    change.resolution = text(wanted, u"resolution"_s);
    change.title = text(wanted, u"title"_s);
    change.urgency = text(wanted, u"urgency"_s);
    change.priority = text(wanted, u"priority"_s);
    change.policy = text(wanted, u"policy"_s);
    if (wanted.contains(u"level"_s))
        change.level = wanted[u"level"_s].toInt();
    if (wanted.contains(u"assignees"_s))
        change.assignees = texts(wanted[u"assignees"_s]);
    const pd::Refused refused = m_server.world().change(wanted[u"id"_s].toString(), change, wanted[u"by"_s].toString(pd::backup));
    return {{}, refused ? u"%1: %2"_s.arg(refused->code).arg(refused->message) : QString()};
}

PagerDutyControl::Done PagerDutyControl::settings(const QJsonObject &wanted)
{
    pd::World &world = m_server.world();
    if (wanted.contains(u"writeDelay"_s)) {
        const auto delay = parseDuration(wanted[u"writeDelay"_s].toString());
        if (!delay)
            return {{}, u"writeDelay is a duration, as 2s"_s};
        world.writeDelay = *delay;
    }
    world.hasLongIds = wanted[u"longIds"_s].toBool(world.hasLongIds);
    world.sendsUndocumented = wanted[u"undocumented"_s].toBool(world.sendsUndocumented);
    if (wanted.contains(u"abilities"_s))
        world.abilities = texts(wanted[u"abilities"_s]);
    m_server.api().perMinute = wanted[u"perMinute"_s].toInt(m_server.api().perMinute);
    m_server.api().putIncidentsPerMinute = wanted[u"putIncidentsPerMinute"_s].toInt(m_server.api().putIncidentsPerMinute);
    m_server.api().needsFrom = wanted[u"needsFrom"_s].toBool(m_server.api().needsFrom);
    return {};
}

} // namespace nightbell
