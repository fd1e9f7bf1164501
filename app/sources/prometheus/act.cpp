// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/duration.h"
#include "sources/prometheus/state.h"

#include <QMap>

#include <algorithm>

namespace nightbell::prometheus {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration deadline = 10s;

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

QCoro::Task<Expected<QString>> postSilence(StatePtr state, QString suffix, Silence silence)
{
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
    if (body)
        co_return Done{};
    // 0.25 says 500 of one that it does not know.
    const bool isGone = body.error().kind == ErrorKind::NotFound || body.error().detail.contains("not found"_L1);
    if (isGone)
        co_return Done{};
    co_return body.error();
}

// What a request wants of silences.
struct Wish
{
    Silence silence; // without matchers
    QString refusal; // not empty: why not
};

Wish wishOf(const State &state, const ActionRequest &request)
{
    const TimePoint now = state.clock.now();
    Wish wish;
    wish.silence.createdBy = state.me();
    wish.silence.startsAt = now;
    QString comment = request.inputs.value(u"comment"_s).toString().trimmed();
    if (comment.isEmpty())
        comment = u"acknowledged in Nightbell"_s;
    if (request.action == "acknowledge"_L1 || request.inputs.value(u"until-resolved"_s).toBool()) {
        wish.silence.endsAt = now + state.settings.silenceFor;
        const bool goesOn = state.settings.silencesUntilResolved || request.action != "acknowledge"_L1;
        wish.silence.comment = goesOn ? acknowledgementComment(comment) : snoozeComment(comment);
        return wish;
    }
    const auto span = parseDuration(request.inputs.value(u"for"_s).toString());
    if (!span || *span <= Duration(0)) {
        wish.refusal = u"it does not say for how long"_s;
        return wish;
    }
    wish.silence.endsAt = now + *span;
    wish.silence.comment = snoozeComment(comment);
    return wish;
}

bool isTheSame(const Silence &a, const Silence &b)
{
    return a.matchers == b.matchers && a.createdBy == b.createdBy && goesOnUntilResolved(a) == goesOnUntilResolved(b);
}

// The moments of a silence are the server's: one whose clock is ahead would refuse an end that has passed there.
Silence onServerClock(Silence silence, Duration ahead)
{
    silence.startsAt += ahead;
    silence.endsAt += ahead;
    return silence;
}

// One silence for these labels. Sent again only if the first attempt did not make it.
QCoro::Task<Expected<Done>> silenceOnce(StatePtr state, QString suffix, Silence silence, bool mayBeThere)
{
    if (mayBeThere) {
        const QList<Access> servers = serversOf(*state, suffix);
        const QByteArray method = "GET";
        const QString path = u"/api/v2/silences"_s;
        const QByteArray nothing;
        const auto body = co_await askFirst(state, servers, method, path, nothing);
        if (!body)
            co_return body.error();
        const auto known = readSilences(*body);
        if (!known)
            co_return known.error();
        if (std::ranges::any_of(*known, [&silence](const Silence &other) { return isTheSame(other, silence); }))
            co_return Done{};
    }
    Silence sent = onServerClock(silence, state->managerAhead);
    const auto id = co_await postSilence(state, suffix, sent);
    if (!id)
        co_return id.error();
    silence.id = *id;
    silence.cluster = suffix;
    state->silences.append(silence);
    co_return Done{};
}

// Requests for the alerts of one cluster: one silence where it can reach exactly them, else one each.
QCoro::Task<QMap<qsizetype, Expected<Done>>> silenceAll(
    StatePtr state, QString suffix, QList<qsizetype> places, QList<ActionRequest> requests)
{
    QMap<qsizetype, Expected<Done>> answers;
    const Wish wish = wishOf(*state, requests.constFirst());
    QList<Labels> sets;
    QSet<IncidentId> wanted;
    for (const qsizetype place : places) {
        const IncidentId id = requests.at(place).incident;
        const AlertBook::Entry *entry = state->book.find(id);
        sets.append(entry ? entry->alert->labels : Labels());
        wanted.insert(id);
    }
    const bool mayBeThere = requests.constFirst().mayHaveBeenSent;
    if (!wish.refusal.isEmpty()) {
        for (const qsizetype place : places)
            answers.insert(place, Error{ErrorKind::BadInput, wish.refusal});
        co_return QMap<qsizetype, Expected<Done>>(answers);
    }
    Silence silence = wish.silence;
    silence.matchers = covering(sets);
    const QList<IncidentId> reached = state->book.reachedBy(silence.matchers, suffix);
    const bool isExact = !silence.matchers.isEmpty() && QSet<IncidentId>(reached.begin(), reached.end()) == wanted;
    if (isExact) {
        const auto answer = co_await silenceOnce(state, suffix, silence, mayBeThere);
        for (const qsizetype place : places)
            answers.insert(place, answer);
        co_return QMap<qsizetype, Expected<Done>>(answers);
    }
    for (qsizetype i = 0; i < places.size(); ++i) {
        silence.matchers = exactly(sets.at(i));
        if (silence.matchers.isEmpty()) {
            answers.insert(places.at(i), Error{ErrorKind::NotFound, u"the alert is over"_s});
            continue;
        }
        const auto answer = co_await silenceOnce(state, suffix, silence, mayBeThere);
        answers.insert(places.at(i), answer);
        // A password that is refused is refused for the others too.
        if (!answer && answer.error().kind == ErrorKind::Unauthorized) {
            for (qsizetype left = i + 1; left < places.size(); ++left)
                answers.insert(places.at(left), answer);
            break;
        }
    }
    co_return QMap<qsizetype, Expected<Done>>(answers);
}

// The alerts that an acknowledgement keeps quiet and that are not to be woken keep a silence each.
QCoro::Task<Expected<Done>> keepOthers(StatePtr state, QString suffix, Silence silence, QSet<IncidentId> woken)
{
    const QList<IncidentId> reached = state->book.reachedBy(silence.matchers, suffix);
    for (const IncidentId &id : reached) {
        const AlertBook::Entry *entry = state->book.find(id);
        if (!entry || woken.contains(id) || !entry->silencedBy.contains(silence.id))
            continue;
        Silence kept = silence;
        kept.id.clear();
        kept.startsAt = state->clock.now() + state->managerAhead;
        kept.matchers = exactly(entry->alert->labels);
        const auto answer = co_await postSilence(state, suffix, kept);
        if (!answer)
            co_return answer.error();
    }
    co_return Done{};
}

QCoro::Task<QMap<qsizetype, Expected<Done>>> wakeAll(StatePtr state, QString suffix, QList<qsizetype> places, QList<ActionRequest> requests)
{
    QMap<qsizetype, Expected<Done>> answers;
    QSet<IncidentId> woken;
    QMap<QString, QList<qsizetype>> bySilence; // by silence
    for (const qsizetype place : places) {
        answers.insert(place, Done{});
        woken.insert(requests.at(place).incident);
        const AlertBook::Entry *entry = state->book.find(requests.at(place).incident);
        if (!entry)
            continue; // over: nothing keeps it quiet
        QStringList ids = entry->silencedBy;
        for (const Silence &silence : std::as_const(state->silences)) {
            if (isAcknowledgement(silence) && silence.matchers.matches(entry->alert->labels) && !ids.contains(silence.id))
                ids.append(silence.id); // made since the last look
        }
        for (const QString &id : std::as_const(ids))
            bySilence[id].append(place);
    }
    const QList<Silence> silences = state->silences;
    for (const Silence &silence : silences) {
        if (!isAcknowledgement(silence) || !bySilence.contains(silence.id))
            continue;
        Expected<Done> answer = co_await keepOthers(state, suffix, silence, woken);
        if (answer)
            answer = co_await expireSilence(state, suffix, silence.id);
        if (answer)
            state->silences.removeIf([&silence](const Silence &other) { return other.id == silence.id; });
        for (const qsizetype place : bySilence.value(silence.id)) {
            if (!answer)
                answers.insert(place, answer);
        }
    }
    co_return QMap<qsizetype, Expected<Done>>(answers);
}

} // namespace

QCoro::Task<QList<Expected<Done>>> act(StatePtr state, QList<ActionRequest> requests)
{
    QList<Expected<Done>> answers(requests.size(), Expected<Done>(Error{ErrorKind::NotFound, u"the alert is over"_s}));
    QMap<QString, QList<qsizetype>> bySuffix;
    for (qsizetype i = 0; i < requests.size(); ++i) {
        const AlertBook::Entry *entry = state->book.find(requests.at(i).incident);
        if (!entry)
            continue;
        if (entry->isManaged)
            bySuffix[entry->suffix].append(i);
        else
            answers[i] = Error{ErrorKind::Conflict, u"no Alertmanager has it: there is nothing to silence yet"_s};
    }
    const bool isWaking = !requests.isEmpty() && requests.constFirst().action == "retrigger"_L1;
    for (auto group = bySuffix.cbegin(); group != bySuffix.cend(); ++group) {
        const QString suffix = group.key();
        const QList<qsizetype> places = group.value();
        QMap<qsizetype, Expected<Done>> done;
        if (isWaking)
            done = co_await wakeAll(state, suffix, places, requests);
        else
            done = co_await silenceAll(state, suffix, places, requests);
        for (auto answer = done.cbegin(); answer != done.cend(); ++answer)
            answers[answer.key()] = answer.value();
    }
    co_return QList<Expected<Done>>(answers);
}

QCoro::Task<Done> tendSilences(StatePtr state)
{
    const QString me = state->me();
    if (std::ranges::none_of(state->silences, goesOnUntilResolved))
        co_return Done{};
    const TimePoint now = state->clock.now() + state->managerAhead;
    const QList<Silence> silences = state->silences;
    const QSet<QString> needed = state->book.silencesInUse();
    for (const Silence &silence : silences) {
        if (!goesOnUntilResolved(silence) || silence.createdBy != me)
            continue;
        const bool isNeeded = needed.contains(silence.id);
        if (isNeeded && silence.endsAt - now < state->settings.silenceFor / 2) {
            Silence longer = silence;
            longer.endsAt = now + state->settings.silenceFor;
            co_await postSilence(state, silence.cluster, longer);
        } else if (!isNeeded && state->book.held() == 0 && now - silence.startsAt > 1min) {
            co_await expireSilence(state, silence.cluster, silence.id);
        }
    }
    co_return Done{};
}

} // namespace nightbell::prometheus
