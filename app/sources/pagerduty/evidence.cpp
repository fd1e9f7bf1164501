// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/pagerduty/evidence.h"

#include "base/duration.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace nightbell::pagerduty {
namespace {

using namespace Qt::StringLiterals;

// How exactly the difference of the clocks is known: a Date has whole seconds, and an answer takes its time.
constexpr Duration uncertainty = std::chrono::seconds(3);

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PagerDuty)
};

QString pathOf(const ActionRequest &request)
{
    return u"/incidents/"_s + idOf(request.incident, request.source);
}

// Nothing that happened before this, by PagerDuty's clock, is of this request.
TimePoint earliest(const Actor &actor, const ActionRequest &request)
{
    return std::chrono::floor<std::chrono::seconds>(request.requested + actor.client->theirs.ahead - uncertainty);
}

// The entries of the incident's log since the request, by me, of one of `types`.
QCoro::Task<Expected<bool>> isLogged(Actor actor, ActionRequest request, QStringList types)
{
    QUrlQuery query;
    query.addQueryItem(u"since"_s, toIso(earliest(actor, request)));
    query.addQueryItem(u"limit"_s, u"100"_s);
    const QString path = pathOf(request) + "/log_entries"_L1;
    const auto answer = co_await get(actor.client, path, query);
    if (!answer)
        co_return answer.error();
    bool isThere = false;
    [[maybe_unused]] const auto done = answer->root()["log_entries"].forEach([&](const JsonValue &entry) {
        const bool isMine = textOf(entry["agent"]["id"]) == actor.me.id.text();
        isThere = isThere || (isMine && types.contains(textOf(entry["type"])));
    });
    co_return isThere;
}

QCoro::Task<Expected<bool>> isNoted(Actor actor, ActionRequest request)
{
    const QString path = pathOf(request) + "/notes"_L1;
    const auto answer = co_await get(actor.client, path);
    if (!answer)
        co_return answer.error();
    const QString text = request.inputs.value(u"text"_s).toString().trimmed();
    bool isThere = false;
    [[maybe_unused]] const auto done = answer->root()["notes"].forEach([&](const JsonValue &note) {
        const auto at = timeOf(note["created_at"]);
        const bool isNew = at && *at >= earliest(actor, request);
        isThere = isThere || (isNew && textOf(note["content"]).trimmed() == text);
    });
    co_return isThere;
}

QCoro::Task<Expected<bool>> isInMaintenance(Actor actor, ActionRequest request)
{
    QUrlQuery query;
    query.addQueryItem(u"service_ids[]"_s, actor.services.value(idOf(request.incident, request.source)));
    query.addQueryItem(u"filter"_s, u"open"_s);
    query.addQueryItem(u"limit"_s, u"100"_s);
    const auto answer = co_await get(actor.client, u"/maintenance_windows"_s, query);
    if (!answer)
        co_return answer.error();
    const TimePoint wanted = maintenanceEnd(request, *actor.client);
    bool isThere = false;
    [[maybe_unused]] const auto done = answer->root()["maintenance_windows"].forEach([&](const JsonValue &window) {
        const auto end = timeOf(window["end_time"]);
        isThere = isThere || (end && std::chrono::abs(*end - wanted) <= uncertainty);
    });
    co_return isThere;
}

// An incident that was made has the key of the request, which nobody else has; also when it is resolved by now.
QCoro::Task<Expected<bool>> isCreated(Actor actor, ActionRequest request)
{
    QUrlQuery query;
    query.addQueryItem(u"incident_key"_s, request.key);
    query.addQueryItem(u"date_range"_s, u"all"_s);
    const auto answer = co_await get(actor.client, u"/incidents"_s, query);
    if (!answer)
        co_return answer.error();
    bool isThere = false;
    [[maybe_unused]] const auto done = answer->root()["incidents"].forEach(
        [&](const JsonValue &incident) { isThere = isThere || textOf(incident["incident_key"]) == request.key; });
    co_return isThere;
}

// Everybody who was to be asked for help has been.
QCoro::Task<Expected<bool>> areAsked(Actor actor, ActionRequest request)
{
    const QString path = pathOf(request);
    const auto answer = co_await get(actor.client, path);
    if (!answer)
        co_return answer.error();
    QSet<QString> asked;
    [[maybe_unused]] const auto done = answer->root()["incident"]["incidents_responders"].forEach([&](const JsonValue &responder) {
        const auto at = timeOf(responder["requested_at"]);
        if (at && *at >= earliest(actor, request))
            asked.insert(textOf(responder["user"]["id"]));
    });
    const QStringList wanted = request.inputs.value(u"people"_s).toStringList();
    co_return std::ranges::all_of(wanted, [&asked](const QString &id) { return asked.contains(id); });
}

// The people it was given to have it, and nobody else; or it went to the policy since.
QCoro::Task<Expected<bool>> isReassigned(Actor actor, ActionRequest request)
{
    const QStringList people = request.inputs.value(u"people"_s).toStringList();
    if (people.isEmpty()) {
        const QStringList types{u"escalate_log_entry"_s, u"assign_log_entry"_s, u"reassign_log_entry"_s};
        auto logged = co_await isLogged(actor, request, types);
        co_return logged;
    }
    const QString path = pathOf(request);
    const auto answer = co_await get(actor.client, path);
    if (!answer)
        co_return answer.error();
    QSet<QString> assigned;
    [[maybe_unused]] const auto done = answer->root()["incident"]["assignments"].forEach(
        [&](const JsonValue &assignment) { assigned.insert(textOf(assignment["assignee"]["id"])); });
    co_return assigned == QSet<QString>(people.begin(), people.end());
}

QCoro::Task<Expected<bool>> isTriggered(Actor actor, ActionRequest request)
{
    const QString path = pathOf(request);
    const auto answer = co_await get(actor.client, path);
    if (!answer)
        co_return answer.error();
    co_return textOf(answer->root()["incident"]["status"]) == "triggered"_L1;
}

// Their documents know no trace of it: what is not found may have been done all the same.
QCoro::Task<Expected<bool>> isUpdated(Actor actor, ActionRequest request)
{
    const QStringList types{u"status_update_log_entry"_s};
    auto logged = co_await isLogged(actor, request, types);
    const bool isUnclear = logged && !*logged;
    if (isUnclear)
        co_return Error{ErrorKind::Conflict,
            Words::tr("the connection broke, and it may have been sent: look at the status updates in PagerDuty before you send it again")};
    co_return logged;
}

QCoro::Task<Expected<bool>> isUnknown()
{
    co_return Error{ErrorKind::Conflict,
        Words::tr("the connection broke, and it may have been done: look at the incident in PagerDuty before you do it again")};
}

} // namespace

QString idOf(const IncidentId &incident, const SourceId &source)
{
    const QString prefix = source.text() + u':';
    return incident.text().startsWith(prefix) ? incident.text().mid(prefix.size()) : incident.text();
}

Duration spanOf(const ActionRequest &request)
{
    return parseDuration(request.inputs.value(u"for"_s).toString()).value_or(Duration(0));
}

TimePoint maintenanceEnd(const ActionRequest &request, const Client &client)
{
    return std::chrono::floor<std::chrono::seconds>(request.requested + client.theirs.correction + spanOf(request));
}

QCoro::Task<Expected<bool>> hasArrived(Actor actor, ActionRequest request)
{
    const QString action = request.action;
    if (action == "note"_L1)
        return isNoted(std::move(actor), std::move(request));
    if (action == "maintenance"_L1)
        return isInMaintenance(std::move(actor), std::move(request));
    if (action == "create"_L1)
        return isCreated(std::move(actor), std::move(request));
    if (action == "responders"_L1)
        return areAsked(std::move(actor), std::move(request));
    if (action == "reassign"_L1)
        return isReassigned(std::move(actor), std::move(request));
    if (action == "retrigger"_L1)
        return isTriggered(std::move(actor), std::move(request));
    if (action == "escalate"_L1)
        return isLogged(std::move(actor), std::move(request), {u"escalate_log_entry"_s});
    if (action == "statusupdate"_L1)
        return isUpdated(std::move(actor), std::move(request));
    return isUnknown(); // a workflow leaves no trace that can be asked for
}

} // namespace nightbell::pagerduty
