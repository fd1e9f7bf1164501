// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pagerdutyserver.h"

#include "support/loopbackserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QTcpSocket>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {

namespace {

using Spoilt = std::function<QJsonValue(const QString &name, const QJsonValue &value)>;

// Every member of every object, changed as `spoilt` says, from the inside out.
QJsonValue eachMember(const QJsonValue &value, const Spoilt &spoilt)
{
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue &each : value.toArray())
            array.append(eachMember(each, spoilt));
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        *member = spoilt(member.key(), eachMember(*member, spoilt));
    return object;
}

// Rows and single objects stay, so that it is still an answer.
QByteArray spoilt(const QByteArray &body, const Spoilt &how)
{
    QJsonObject answer = QJsonDocument::fromJson(body).object();
    for (auto member = answer.begin(); member != answer.end(); ++member)
        *member = eachMember(*member, how);
    return QJsonDocument(answer).toJson(QJsonDocument::Compact);
}

QJsonValue nulled(const QString &name, const QJsonValue &value)
{
    if (name == u"id" || name == u"type" || name == u"status")
        return value;
    return value.isString() || value.isObject() || name == u"acknowledgements" ? QJsonValue() : value;
}

QJsonValue unheardOf(const QString &name, const QJsonValue &value)
{
    if (!value.isString())
        return value;
    if (name == u"type" && value.toString().endsWith(u"_log_entry"))
        return u"ponder_log_entry"_s;
    static const QHash<QString, QString> words{{u"status"_s, u"smouldering"_s}, {u"urgency"_s, u"medium"_s},
        {u"severity"_s, u"apocalyptic"_s}, {u"assigned_via"_s, u"telepathy"_s}};
    return words.contains(name) ? QJsonValue(words.value(name)) : value;
}

QByteArray withoutRows(const QByteArray &body)
{
    QJsonObject object = QJsonDocument::fromJson(body).object();
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (member->isArray())
            *member = QJsonArray();
    }
    object[u"more"_s] = false;
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

pd::Refusal usual(int status)
{
    static const QHash<int, pd::Refusal> known{{400, {400, 2001, u"Invalid Input Provided"_s, {}}},
        {401, {401, 2006, u"Authentication failed"_s, {}}},
        {402, {402, 2014, u"Account does not have the required abilities to perform this action"_s, {}}},
        {403, {403, 2010, u"Access Denied"_s, {}}}, {404, {404, 2100, u"Not Found"_s, {}}},
        {408, {408, 2016, u"Request took too long"_s, {}}}, {413, {413, 2001, u"Request Entity Too Large"_s, {}}},
        {429, {429, 2020, u"Rate Limit Exceeded"_s, {}}}};
    return known.value(status, {status, 2000, u"Internal Server Error"_s, {}});
}

// A body that claims to be `bytes` long and is sent as fast as it is read.
void stream(QTcpSocket *socket, qint64 bytes)
{
    const QByteArray begin = R"({"incidents":[{"title":")";
    socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(bytes) + "\r\n\r\n" + begin);
    const auto left = std::make_shared<qint64>(bytes - begin.size());
    const auto more = [socket, left] {
        static const QByteArray piece(256 * 1024, 'a');
        while (*left > 0 && socket->bytesToWrite() < 2 * piece.size())
            *left -= socket->write(piece.constData(), std::min<qint64>(*left, piece.size()));
    };
    QObject::connect(socket, &QTcpSocket::bytesWritten, socket, more);
    more();
}

bool fits(const PagerDutyServer::Fault &fault, const QByteArray &method, const QByteArray &path)
{
    if (!fault.method.isEmpty() && fault.method != method)
        return false;
    if (fault.path.endsWith('*'))
        return path.startsWith(fault.path.chopped(1));
    return fault.path.isEmpty() || fault.path == path;
}

pd::Call callOf(const PagerDutyServer::Request &request)
{
    pd::Call call{request.method, QUrl::fromPercentEncoding(request.path), pd::Call::queryOf(request.query), {}, request.body};
    for (const QByteArray &line : request.head.split('\n')) {
        if (const qsizetype colon = line.indexOf(':'); colon > 0)
            call.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    return call;
}

} // namespace

QByteArray PagerDutyServer::Request::header(const QByteArray &name) const
{
    return callOf(*this).headers.value(name.toLower());
}

QJsonObject PagerDutyServer::Request::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QStringList PagerDutyServer::Request::values(const QString &name) const
{
    return callOf(*this).values(name);
}

PagerDutyServer::PagerDutyServer(pd::World::Now now, bool filled, const std::optional<QSslConfiguration> &tls)
    : m_world(std::move(now))
    , m_api(m_world)
{
    if (filled)
        pd::fillStartWorld(m_world);
    m_rest = tls ? std::make_unique<LoopbackServer>(*tls) : std::make_unique<LoopbackServer>();
    m_events = tls ? std::make_unique<LoopbackServer>(*tls) : std::make_unique<LoopbackServer>();
    const auto behaviour = [this](Side side) {
        return [this, side](QTcpSocket *socket, const LoopbackServer::Request &arrived) {
            const qsizetype question = arrived.target.indexOf('?');
            Request request;
            request.method = arrived.method;
            request.path = question < 0 ? arrived.target : arrived.target.first(question);
            request.query = question < 0 ? QByteArray() : arrived.target.sliced(question + 1);
            request.head = arrived.head;
            request.body = arrived.body;
            request.at = m_world.now();
            serve(socket, request, side);
        };
    };
    m_rest->otherwise = behaviour(Side::Rest);
    m_events->otherwise = behaviour(Side::Events);
}

PagerDutyServer::~PagerDutyServer() = default;

QUrl PagerDutyServer::url() const
{
    return m_rest->url({});
}

QUrl PagerDutyServer::eventsUrl() const
{
    return m_events->url({});
}

void PagerDutyServer::fail(const Fault &fault)
{
    m_faults.append(fault);
}

void PagerDutyServer::heal()
{
    m_faults.clear();
}

QList<PagerDutyServer::Request> PagerDutyServer::requests(const QByteArray &method, const QByteArray &path) const
{
    QList<Request> chosen;
    std::ranges::copy_if(
        m_requests, std::back_inserter(chosen), [&](const Request &each) { return each.method == method && each.path == path; });
    return chosen;
}

void PagerDutyServer::setAway(bool away)
{
    for (LoopbackServer *server : {m_rest.get(), m_events.get()}) {
        if (away)
            server->goAway();
        else
            server->comeBack();
    }
}

std::optional<PagerDutyServer::Fault> PagerDutyServer::taken(const QByteArray &method, const QByteArray &path)
{
    for (auto fault = m_faults.begin(); fault != m_faults.end(); ++fault) {
        if (!fits(*fault, method, path))
            continue;
        if (fault->skip > 0) {
            --fault->skip;
            continue;
        }
        const Fault now = *fault;
        if (fault->times > 0 && --fault->times == 0)
            m_faults.erase(fault);
        return now;
    }
    return {};
}

pd::Reply PagerDutyServer::answer(const pd::Call &call, Side side)
{
    return side == Side::Rest ? m_api.rest(call) : m_api.events(call);
}

QByteArray PagerDutyServer::whole(const pd::Reply &reply, Duration dateOff) const
{
    QByteArray headers
        = "Date: " + QLocale::c().toString(toDateTime(m_world.now() + dateOff), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1() + "\r\n";
    for (const auto &[name, value] : reply.headers)
        headers += name + ": " + value + "\r\n";
    return LoopbackServer::whole(reply.status, reply.body, headers);
}

void PagerDutyServer::serve(QTcpSocket *socket, const Request &arrived, Side side)
{
    Request request = arrived;
    const pd::Call call = callOf(request);
    const qsizetype place = m_requests.size();
    m_requests.append(request);
    if (const auto fault = taken(request.method, request.path)) {
        answerBadly(socket, *fault, call, side, request);
    } else {
        const pd::Reply reply = answer(call, side);
        request.status = reply.status;
        socket->write(whole(reply));
    }
    if (place < m_requests.size())
        m_requests[place].status = request.status;
    if (onRequest)
        onRequest(request);
}

void PagerDutyServer::answerBadly(QTcpSocket *socket, const Fault &fault, const pd::Call &call, Side side, Request &request)
{
    const auto send = [&](const pd::Reply &reply, Duration dateOff = Duration(0)) {
        request.status = reply.status;
        socket->write(whole(reply, dateOff));
    };
    switch (fault.bad) {
    case Bad::Status: {
        pd::Refusal refusal = usual(fault.status);
        refusal.code = fault.code != 0 ? fault.code : refusal.code;
        refusal.message = fault.message.isEmpty() ? refusal.message : QString::fromUtf8(fault.message);
        pd::Reply reply = side == Side::Rest ? pd::Reply::refused(refusal)
                                             : pd::Reply::of({{u"status"_s, u"refused"_s}, {u"message"_s, refusal.message}}, fault.status);
        if (!fault.hasBody)
            reply = {fault.status, {}, {}};
        if (fault.status == 429 && fault.hasRateHeaders)
            reply.headers
                += {{"ratelimit-limit", "960"}, {"ratelimit-remaining", "0"}, {"ratelimit-reset", QByteArray::number(fault.resetsAfter)}};
        return send(reply);
    }
    case Bad::Html:
        return send(
            {fault.status == 0 ? 200 : fault.status, "<!DOCTYPE html><html><title>Sign in to the network</title><h1>Welcome</h1></html>",
                {{"Content-Type", "text/html; charset=utf-8"}}});
    case Bad::CutBody: {
        const QByteArray all = whole(answer(call, side));
        socket->write(all.first(all.size() - (all.size() - all.indexOf("\r\n\r\n") - 4) / 2 - 1));
        return socket->disconnectFromHost();
    }
    case Bad::HugeBody:
        answer(call, side);
        request.status = 200;
        return stream(socket, fault.bytes);
    case Bad::Hang:
        answer(call, side);
        return;
    case Bad::HangBefore:
        return;
    case Bad::Close:
        answer(call, side);
        return socket->disconnectFromHost();
    case Bad::CloseBefore:
        return socket->disconnectFromHost();
    case Bad::Nulls:
    case Bad::UnknownWords: {
        pd::Reply reply = answer(call, side);
        reply.body = spoilt(reply.body, fault.bad == Bad::Nulls ? Spoilt(nulled) : Spoilt(unheardOf));
        return send(reply);
    }
    case Bad::EmptyLists: {
        pd::Reply reply = answer(call, side);
        reply.body = withoutRows(reply.body);
        return send(reply);
    }
    case Bad::Redirect:
        return send({307, {}, {{"Location", fault.location + request.path + (request.query.isEmpty() ? "" : "?" + request.query)}}});
    case Bad::WrongDate:
        return send(answer(call, side), fault.dateOff);
    case Bad::Shift:
        shift(fault.removes);
        return send(answer(call, side));
    }
}

// Rows move while they are read page by page.
void PagerDutyServer::shift(bool removes)
{
    const QList<const pd::Incident *> all = m_world.incidents();
    const auto open = std::ranges::find_if(all, [](const pd::Incident *each) { return each->status != u"resolved"; });
    if (!removes)
        m_world.trigger({.title = u"One more while you were reading"_s, .service = m_world.services.constFirst().id});
    else if (open != all.end())
        m_world.change((*open)->id, {.status = u"resolved"_s}, m_world.users.constLast().id);
}

} // namespace nightbell
