// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/pagerduty/incidents.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace nightbell::pagerduty {
namespace {

using namespace Qt::StringLiterals;

constexpr int pageSize = 100; // the API's most
constexpr int overlap = 5; // rows that are read twice, so that one that has moved up is not missed
constexpr int most = 10'000; // the API's: offset + limit may not be above it
constexpr int restarts = 2; // of a listing that moved on by more than the overlap

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PagerDuty)
};

QStringList summaries(const JsonValue &list)
{
    QStringList names;
    [[maybe_unused]] const auto done = list.forEach([&names](const JsonValue &value) {
        if (const QString name = textOf(value["summary"]); !name.isEmpty())
            names.append(name);
    });
    return names;
}

void readPeople(ReadIncident &read, const JsonValue &value, const PersonId &me)
{
    Incident &incident = read.incident;
    [[maybe_unused]] const auto assigned = value["assignments"].forEach([&](const JsonValue &assignment) {
        const auto at = timeOf(assignment["at"]);
        if (at && (!read.handle.assignedAt || *at > *read.handle.assignedAt))
            read.handle.assignedAt = at;
        const Person person = personOf(assignment["assignee"]);
        if (!person.id.isEmpty() && !incident.assignees.contains(person))
            incident.assignees.append(person);
    });
    const bool isMine = !me.isEmpty() && std::ranges::any_of(incident.assignees, [&me](const Person &person) { return person.id == me; });
    incident.concern = isMine ? Concern::Mine : incident.assignees.isEmpty() ? Concern::Nobody : Concern::Others;
    QStringList who;
    [[maybe_unused]] const auto acknowledged = value["acknowledgements"].forEach([&](const JsonValue &acknowledgement) {
        who.append(personOf(acknowledgement["acknowledger"]).name);
        const auto at = timeOf(acknowledgement["at"]);
        if (at && (!incident.acknowledgedAt || *at < *incident.acknowledgedAt))
            incident.acknowledgedAt = at;
    });
    who.removeDuplicates();
    incident.acknowledgedBy = who.join(", "_L1);
}

std::optional<TimePoint> pendingAt(const JsonValue &value, QLatin1StringView type)
{
    std::optional<TimePoint> at;
    [[maybe_unused]] const auto done = value["pending_actions"].forEach([&](const JsonValue &action) {
        if (textOf(action["type"]) == type && !at)
            at = timeOf(action["at"]);
    });
    return at;
}

QUrlQuery queryOf(const Scope &scope, const QString &order, int offset)
{
    QUrlQuery query;
    query.addQueryItem(u"date_range"_s, u"all"_s); // otherwise what is open for more than a month is left out
    query.addQueryItem(u"statuses[]"_s, u"triggered"_s);
    query.addQueryItem(u"statuses[]"_s, u"acknowledged"_s);
    query.addQueryItem(u"sort_by"_s, order);
    query.addQueryItem(u"limit"_s, QString::number(pageSize));
    query.addQueryItem(u"offset"_s, QString::number(offset));
    for (const QString &team : scope.teams)
        addText(query, u"team_ids[]"_s, team);
    for (const QString &service : scope.services)
        addText(query, u"service_ids[]"_s, service);
    if (!scope.urgency.isEmpty())
        query.addQueryItem(u"urgencies[]"_s, scope.urgency);
    return query;
}

// One page on top of what was read. False: it has nothing in common with what was read, so rows may be missing between.
bool append(OpenIncidents &open, QSet<QString> &seen, const QList<ReadIncident> &page)
{
    const bool isContinued = open.rows.isEmpty() || page.isEmpty()
        || std::ranges::any_of(page, [&seen](const ReadIncident &row) { return seen.contains(row.handle.id); });
    for (const ReadIncident &row : page) {
        if (seen.contains(row.handle.id))
            continue;
        seen.insert(row.handle.id);
        open.rows.append(row);
        if (!row.strangeWord.isEmpty())
            open.warnings.append(
                Words::tr("Incident %1 has the status “%2”, which is not known here.").arg(row.incident.number, row.strangeWord));
    }
    return isContinued;
}

} // namespace

std::optional<ReadIncident> readIncidentRow(const JsonValue &value, const SourceId &source, const PersonId &me)
{
    ReadIncident read;
    Incident &incident = read.incident;
    read.handle.id = textOf(value["id"]);
    if (read.handle.id.isEmpty())
        return std::nullopt;
    incident.id = IncidentId(source.text() + u':' + read.handle.id);
    incident.source = source;
    const qint64 number = value["incident_number"].integerOr(0);
    incident.number = number > 0 ? QString::number(number) : QString();
    incident.dedupKey = textOf(value["incident_key"]);
    if (incident.dedupKey.isEmpty())
        incident.dedupKey = read.handle.id;
    for (const char *key : {"title", "summary", "description", "id"}) {
        incident.title = textOf(value[key]);
        if (!incident.title.isEmpty())
            break;
    }
    if (const QString description = textOf(value["description"]); description != incident.title)
        incident.text = description;
    const JsonValue service = value["service"];
    read.handle.serviceId = textOf(service["id"]);
    incident.service = ServiceId(textOf(service["summary"]).isEmpty() ? read.handle.serviceId : textOf(service["summary"]));
    const QString status = textOf(value["status"]);
    const QString urgency = textOf(value["urgency"]);
    const auto state = incidentStateFromWord(status);
    const auto known = urgencyFromWord(urgency);
    incident.state = state.value_or(IncidentState::Triggered);
    incident.urgency = known.value_or(Urgency::High);
    if (!state)
        read.strangeWord = status.isEmpty() ? u"null"_s : status;
    else if (!known && !urgency.isEmpty())
        read.strangeWord = urgency;
    incident.severity = Severity::Unknown; // it is the alerts' to have one
    incident.created = timeOf(value["created_at"]).value_or(TimePoint{});
    incident.changed = timeOf(value["last_status_change_at"]).value_or(incident.created);
    incident.url = webUrlOf(value["html_url"]);
    incident.priority = textOf(value["priority"]["summary"]);
    incident.teams = summaries(value["teams"]);
    incident.policy = textOf(value["escalation_policy"]["summary"]);
    incident.policyId = PolicyId(textOf(value["escalation_policy"]["id"]));
    read.handle.alerts = static_cast<int>(value["alert_counts"]["all"].integerOr(0));
    readPeople(read, value, me);
    if (incident.state == IncidentState::Acknowledged)
        incident.snoozedUntil = pendingAt(value, "unacknowledge"_L1);
    read.handle.escalatesAt = pendingAt(value, "escalate"_L1);
    return read;
}

std::optional<Escalation> escalationOf(
    const Incident &incident, const Handle &handle, const QList<EscalationPolicy> &policies, TimePoint now)
{
    if (incident.state != IncidentState::Triggered || incident.assignees.isEmpty())
        return std::nullopt;
    const bool isSaid = handle.escalatesAt && *handle.escalatesAt > now;
    const auto withoutLevel = isSaid ? std::optional(Escalation{*handle.escalatesAt, 0, {}}) : std::nullopt;
    const auto policy = std::ranges::find(policies, incident.policyId, &EscalationPolicy::id);
    if (policy == policies.end() || policy->levels.isEmpty())
        return withoutLevel;
    const auto shift = std::ranges::find_if(policy->now, [&incident](const Shift &on) {
        return std::ranges::any_of(incident.assignees, [&on](const Person &person) { return person.id == on.person.id; });
    });
    if (shift == policy->now.end())
        return withoutLevel; // somebody it was given to by hand: it stays there
    const auto level = std::ranges::find(policy->levels, shift->level, &EscalationLevel::level);
    if (level == policy->levels.end())
        return withoutLevel;
    const bool isLast = level + 1 == policy->levels.end();
    const bool isLow = incident.urgency != Urgency::High; // does not escalate, unless PagerDuty says that it does
    if (!isSaid && (isLow || level->delay <= Duration(0) || (isLast && policy->loops == 0)))
        return std::nullopt;
    const EscalationLevel &next = isLast ? policy->levels.constFirst() : *(level + 1);
    QStringList people;
    for (const Shift &on : policy->now) {
        if (on.level == next.level)
            people.append(on.person.name);
    }
    people.removeDuplicates();
    const TimePoint at = isSaid ? *handle.escalatesAt : handle.assignedAt.value_or(incident.created) + level->delay;
    if (at <= now)
        return std::nullopt;
    return Escalation{at, level->level, people.isEmpty() ? next.targets.join(", "_L1) : people.join(", "_L1)};
}

namespace {

QCoro::Task<Expected<Listed<ReadIncident>>> fetchPage(ClientPtr client, SourceId source, PersonId me, QUrlQuery query)
{
    const auto document = co_await get(client, u"/incidents"_s, query);
    if (!document)
        co_return document.error();
    const std::function<std::optional<ReadIncident>(const JsonValue &)> read
        = [&](const JsonValue &value) { return readIncidentRow(value, source, me); };
    auto page = readList<ReadIncident>(document->root(), "incidents", read);
    co_return page;
}

// What the oldest 10,000 do not have and a person must see: the newest, and what is theirs.
QCoro::Task<Expected<OpenIncidents>> addUrgent(ClientPtr client, SourceId source, PersonId me, Scope scope, OpenIncidents open)
{
    QSet<QString> seen;
    for (const ReadIncident &row : std::as_const(open.rows))
        seen.insert(row.handle.id);
    QUrlQuery query = queryOf(scope, u"incident_number:desc"_s, 0);
    const auto newest = co_await fetchPage(client, source, me, query);
    if (!newest)
        co_return newest.error();
    append(open, seen, newest->rows);
    if (!me.isEmpty()) {
        query.addQueryItem(u"user_ids[]"_s, me.text());
        const auto mine = co_await fetchPage(client, source, me, query);
        if (!mine)
            co_return mine.error();
        append(open, seen, mine->rows);
    }
    OpenIncidents result = open;
    co_return result;
}

} // namespace

QCoro::Task<Expected<OpenIncidents>> fetchOpen(ClientPtr client, SourceId source, PersonId me, Scope scope)
{
    OpenIncidents open;
    QSet<QString> seen;
    int offset = 0;
    int skipped = 0;
    int restarted = 0;
    while (true) {
        const QUrlQuery query = queryOf(scope, u"incident_number:asc"_s, offset); // new ones come at the end
        const auto page = co_await fetchPage(client, source, me, query);
        if (!page)
            co_return page.error();
        if (!append(open, seen, page->rows) && restarted < restarts) {
            ++restarted;
            open = {};
            seen.clear();
            offset = skipped = 0;
            continue;
        }
        skipped += page->skipped;
        const int count = static_cast<int>(page->rows.size()) + page->skipped;
        if (!page->hasMore || count == 0)
            break;
        offset += std::max(1, count - overlap);
        if (offset + pageSize > most) {
            open.isCut = true;
            open.warnings.append(
                Words::tr("PagerDuty lists no more than %L1 incidents; there are more. Narrow it down to teams or services.").arg(most));
            break;
        }
    }
    if (skipped > 0)
        open.warnings.append(Words::tr("%n incident(s) could not be read and are not shown.", nullptr, skipped));
    if (open.isCut) {
        auto whole = co_await addUrgent(client, source, me, scope, open);
        co_return whole;
    }
    OpenIncidents result = open;
    co_return result;
}

} // namespace nightbell::pagerduty
