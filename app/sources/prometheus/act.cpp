// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/duration.h"
#include "sources/prometheus/silencecalls.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

namespace nightbell::prometheus {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Act
{
    Q_DECLARE_TR_FUNCTIONS(Prometheus)
};

// A silence that ends by so much less than what is wanted is the one that was wanted: clocks are compared by the second.
constexpr Duration endsAlike = 30s;

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
    Duration span = state.settings.silenceFor;
    const bool isAcknowledged = request.action == "acknowledge"_L1;
    const bool goesOn = isAcknowledged ? state.settings.silencesUntilResolved : request.inputs.value(u"until-resolved"_s).toBool();
    if (!isAcknowledged && !goesOn)
        span = parseDuration(request.inputs.value(u"for"_s).toString()).value_or(Duration(0));
    if (span <= Duration(0)) {
        wish.refusal = Act::tr("it does not say for how long");
        return wish;
    }
    wish.silence.comment = goesOn ? acknowledgementComment(comment) : snoozeComment(comment);
    // One that has an end has the one that was meant when it was asked for, however long it was on its way.
    wish.silence.endsAt = (goesOn ? now : request.requested) + span;
    if (wish.silence.endsAt <= now)
        wish.refusal = Act::tr("the time is over");
    return wish;
}

// Whether `made` is what was asked for already. One that goes on until it is resolved is prolonged in time.
bool isTheSame(const Silence &made, const Silence &wanted)
{
    const bool goesOn = goesOnUntilResolved(wanted);
    const bool isLongEnough = goesOn || made.endsAt >= wanted.endsAt - endsAlike;
    return made.matchers == wanted.matchers && made.createdBy == wanted.createdBy && goesOnUntilResolved(made) == goesOn && isLongEnough;
}

// One silence for these labels. Sent again only if the first attempt did not make it.
QCoro::Task<Expected<Done>> silenceOnce(StatePtr state, QString suffix, Silence silence, QList<IncidentId> incidents, bool mayBeThere)
{
    const Duration ahead = state->managersAhead.value(suffix);
    if (mayBeThere) {
        const auto known = co_await fetchSilences(state, suffix);
        if (!known)
            co_return known.error();
        const auto same = std::ranges::find_if(*known, [&](const Silence &other) { return isTheSame(onOurClock(other, ahead), silence); });
        if (same != known->end()) {
            state->book.noteMade(same->id, incidents);
            co_return Done{};
        }
    }
    Silence sent = onServerClock(silence, ahead);
    const auto id = co_await postSilence(state, suffix, sent);
    if (!id)
        co_return id.error();
    state->book.noteMade(*id, incidents);
    sent.id = *id;
    sent.cluster = suffix;
    state->silences.append(sent);
    co_return Done{};
}

// The one silence that reaches exactly these alerts of a cluster, of those that are open; nullopt: none does.
std::optional<Matchers> together(const State &state, const QString &suffix, const QList<IncidentId> &incidents)
{
    QList<Labels> sets;
    for (const IncidentId &id : incidents) {
        const AlertBook::Entry *entry = state.book.find(id);
        sets.append(entry ? entry->alert->labels : Labels());
    }
    const Matchers matchers = covering(sets);
    const QList<IncidentId> reached = state.book.reachedBy(matchers, suffix);
    const bool isExact = QSet<IncidentId>(reached.begin(), reached.end()) == QSet<IncidentId>(incidents.begin(), incidents.end());
    return isExact && !matchers.isEmpty() ? std::optional(matchers) : std::nullopt;
}

// Requests for the alerts of one cluster: one silence where it can reach exactly them, else one each.
QCoro::Task<QMap<qsizetype, Expected<Done>>> silenceAll(
    StatePtr state, QString suffix, QList<qsizetype> places, QList<ActionRequest> requests)
{
    QMap<qsizetype, Expected<Done>> answers;
    const Wish wish = wishOf(*state, requests.constFirst());
    QList<IncidentId> incidents;
    for (const qsizetype place : places)
        incidents.append(requests.at(place).incident);
    const bool mayBeThere = requests.constFirst().mayHaveBeenSent;
    if (!wish.refusal.isEmpty()) {
        for (const qsizetype place : places)
            answers.insert(place, Error{ErrorKind::BadInput, wish.refusal});
        co_return QMap<qsizetype, Expected<Done>>(answers);
    }
    Silence silence = wish.silence;
    if (const auto matchers = together(*state, suffix, incidents)) {
        silence.matchers = *matchers;
        const auto answer = co_await silenceOnce(state, suffix, silence, incidents, mayBeThere);
        for (const qsizetype place : places)
            answers.insert(place, answer);
        co_return QMap<qsizetype, Expected<Done>>(answers);
    }
    for (qsizetype i = 0; i < places.size(); ++i) {
        const AlertBook::Entry *entry = state->book.find(incidents.at(i));
        if (!entry) {
            answers.insert(places.at(i), Error{ErrorKind::NotFound, Act::tr("the alert is over")});
            continue;
        }
        silence.matchers = exactly(entry->alert->labels);
        const QList<IncidentId> one{incidents.at(i)};
        const auto answer = co_await silenceOnce(state, suffix, silence, one, mayBeThere);
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
        if (!entry || woken.contains(id) || !entry->silencedBy.contains(silence.id) || entry->notFor.contains(silence.id))
            continue;
        Silence kept = silence;
        kept.id.clear();
        kept.startsAt = state->clock.now() + state->managersAhead.value(suffix);
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
        const bool areKnown = std::ranges::all_of(
            ids, [&](const QString &id) { return std::ranges::find(state->silences, id, &Silence::id) != state->silences.end(); });
        if (!areKnown) // or it would be called done, and stay quiet
            answers.insert(place, Error{ErrorKind::Server, Act::tr("the silences of the alert are not known now")});
        for (const Silence &silence : std::as_const(state->silences)) {
            if (isAcknowledgement(silence) && silence.cluster == suffix && silence.matchers.matches(entry->alert->labels)
                && !ids.contains(silence.id))
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

bool isKnown(QStringView action)
{
    return action == "acknowledge"_L1 || action == "retrigger"_L1 || action == "snooze"_L1;
}

QCoro::Task<QList<Expected<Done>>> act(StatePtr state, QList<ActionRequest> requests)
{
    // Right after the start, or while an Alertmanager is away, an alert that is not known may be there all the same.
    const Error absent = state->isWhole ? Error{ErrorKind::NotFound, Act::tr("the alert is over")}
                                        : Error{ErrorKind::Server, Act::tr("not all alerts are known now")};
    QList<Expected<Done>> answers(requests.size(), Expected<Done>(absent));
    QMap<QString, QList<qsizetype>> bySuffix;
    for (qsizetype i = 0; i < requests.size(); ++i) {
        const AlertBook::Entry *entry = state->book.find(requests.at(i).incident);
        if (!entry && state->health.has(requests.at(i).incident))
            answers[i] = state->health.act(requests.at(i), state->clock.now());
        if (!entry)
            continue;
        if (entry->isManaged)
            bySuffix[entry->suffix].append(i);
        else
            answers[i] = Error{ErrorKind::Conflict, Act::tr("no Alertmanager has it: there is nothing to silence yet")};
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

QString silencesNeeded(const State &state, const QList<IncidentId> &incidents)
{
    QMap<QString, QList<IncidentId>> bySuffix;
    for (const IncidentId &id : incidents) {
        if (const AlertBook::Entry *entry = state.book.find(id); entry && entry->isManaged)
            bySuffix[entry->suffix].append(id);
    }
    qsizetype count = 0;
    bool isEach = false;
    for (auto group = bySuffix.cbegin(); group != bySuffix.cend(); ++group) {
        const bool isOne = together(state, group.key(), group.value()).has_value();
        isEach = isEach || !isOne;
        count += isOne ? 1 : group.value().size();
    }
    if (count == 0)
        return {};
    if (count == 1)
        return incidents.size() == 1 ? Act::tr("One silence will be made.") : Act::tr("One silence will be made, of exactly these alerts.");
    const QString made = Act::tr("%n silence(s) will be made.", nullptr, static_cast<int>(count));
    return isEach ? made + u' ' + Act::tr("A single one would keep other alerts quiet, too.") : made;
}

QCoro::Task<Done> tendSilences(StatePtr state)
{
    const QString me = state->me();
    if (std::ranges::none_of(state->silences, goesOnUntilResolved))
        co_return Done{};
    const QList<Silence> silences = state->silences;
    const QSet<QString> needed = state->book.silencesInUse();
    for (const Silence &silence : silences) {
        if (!goesOnUntilResolved(silence) || silence.createdBy != me)
            continue;
        const TimePoint now = state->clock.now() + state->managersAhead.value(silence.cluster);
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
