// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/prometheus/silencecalls.h"

namespace nightbell::prometheus {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration deadline = 10s;
constexpr Duration beginsBefore = 1min;

// The servers that know the alerts with that suffix, best first.
QList<Access> serversOf(const State &state, const QString &suffix)
{
    QList<Access> healthy;
    QList<Access> others;
    for (const Server &server : state.alertmanagers) {
        if (server.cluster == suffix)
            (server.lastError ? others : healthy).append(server.access);
    }
    return healthy + others;
}

// Another server of the cluster may do it where this one cannot be reached.
bool mayAnotherDoIt(ErrorKind kind)
{
    return kind == ErrorKind::Unreachable || kind == ErrorKind::Timeout || kind == ErrorKind::Server || kind == ErrorKind::BadAnswer;
}

QCoro::Task<Expected<QByteArray>> askFirst(StatePtr state, QList<Access> servers, QByteArray method, QString path, QByteArray json)
{
    Expected<QByteArray> answer = Error{ErrorKind::NotFound, u"there is no Alertmanager that could do it"_s};
    for (const Access &server : servers) {
        HttpRequest request = jsonRequest(server, method, path, deadline, json);
        answer = co_await ask(state, std::move(request));
        if (answer || !mayAnotherDoIt(answer.error().kind))
            break;
    }
    co_return Expected<QByteArray>(answer);
}

} // namespace

QCoro::Task<Expected<QString>> postSilence(StatePtr state, QString suffix, Silence silence)
{
    // One that is to begin in the past begins now, by whatever clock the server has; one in its future would not be in force yet.
    if (silence.id.isEmpty())
        silence.startsAt -= beginsBefore;
    const QList<Access> servers = serversOf(*state, suffix);
    const QByteArray method = "POST";
    const QString path = u"/api/v2/silences"_s;
    const QByteArray json = silenceJson(silence);
    const auto body = co_await askFirst(state, servers, method, path, json);
    if (!body)
        co_return body.error();
    co_return readSilenceId(*body);
}

QCoro::Task<Expected<Done>> expireSilence(StatePtr state, QString suffix, QString id)
{
    const QList<Access> servers = serversOf(*state, suffix);
    const QByteArray method = "DELETE";
    const QString path = u"/api/v2/silence/"_s + QString::fromLatin1(QUrl::toPercentEncoding(id));
    const QByteArray nothing;
    const auto body = co_await askFirst(state, servers, method, path, nothing);
    if (body && body->trimmed().isEmpty())
        co_return Done{};
    // 0.25 says 500 of one that it does not know. A proxy says the like of a method that it does not let through, or answers with a
    // page of its own: what became of it is then in the list.
    const bool isDoubtful = body || body.error().kind == ErrorKind::NotFound || body.error().detail.contains("not found"_L1);
    if (!isDoubtful)
        co_return body.error();
    const auto listed = co_await fetchSilences(state, suffix);
    if (!listed)
        co_return listed.error();
    const auto known = std::ranges::find(*listed, id, &Silence::id);
    if (known == listed->end() || known->endsAt <= state->clock.now() + state->managersAhead.value(suffix))
        co_return Done{};
    if (!body)
        co_return body.error();
    co_return Error{ErrorKind::BadAnswer, u"the silence is still there"_s};
}

QCoro::Task<Expected<QList<Silence>>> fetchSilences(StatePtr state, QString suffix)
{
    const QList<Access> servers = serversOf(*state, suffix);
    const QByteArray method = "GET";
    const QString path = u"/api/v2/silences"_s;
    const QByteArray nothing;
    const auto body = co_await askFirst(state, servers, method, path, nothing);
    if (!body)
        co_return body.error();
    auto silences = readSilences(*body);
    if (!silences)
        co_return silences.error();
    for (Silence &silence : *silences)
        silence.cluster = suffix;
    co_return Expected<QList<Silence>>(silences);
}

Silence onServerClock(Silence silence, Duration ahead)
{
    silence.startsAt += ahead;
    silence.endsAt += ahead;
    return silence;
}

Silence onOurClock(Silence silence, Duration ahead)
{
    return onServerClock(std::move(silence), -ahead);
}

} // namespace nightbell::prometheus
