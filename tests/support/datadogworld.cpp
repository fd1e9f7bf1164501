// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/datadogworld.h"

#include "sources/datadog/downtimes.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace nightbell::dd {

namespace {

Reply json(const QJsonValue &value, int status = 200)
{
    const QJsonDocument document = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return Reply{status, document.toJson(QJsonDocument::Compact), {{"Content-Type", "application/json"}}};
}

Reply refusal(int status, const QString &says)
{
    return json(QJsonObject{{u"errors"_s, QJsonArray{says}}}, status);
}

qint64 seconds(TimePoint time)
{
    return toMilliseconds(time) / 1000;
}

QStringList tagsOf(const QString &group)
{
    QStringList tags = group.split(u',', Qt::SkipEmptyParts);
    tags.removeAll(u"*"_s);
    return tags;
}

// The number in the query; nullopt: there is none that could be meant.
std::optional<qint64> number(const Call &call, const QString &key, qint64 fallback, qint64 most)
{
    if (!call.query.hasQueryItem(key))
        return fallback;
    bool isNumber = false;
    const qint64 value = call.query.queryItemValue(key).toLongLong(&isNumber);
    return isNumber && value >= 0 && value <= most ? std::optional(value) : std::nullopt;
}

// "group_status:(alert OR "no data") web"
bool isMeant(const QString &query, const QString &status, const Monitor &monitor)
{
    const qsizetype at = query.indexOf("group_status:"_L1);
    if (at >= 0) {
        QString wanted = query.sliced(at + 13);
        wanted = wanted.startsWith(u'(') ? wanted.sliced(1).section(u')', 0, 0) : wanted.section(u' ', 0, 0);
        QStringList words = wanted.split(u" OR "_s);
        for (QString &word : words)
            word = word.remove(u'"').trimmed().toLower();
        if (!words.contains(status.toLower()))
            return false;
    }
    const qsizetype tag = query.indexOf("tag:\""_L1);
    return tag < 0 || monitor.tags.contains(query.sliced(tag + 5).section(u'"', 0, 0));
}

QStringList splitQueries(const QString &text)
{
    QStringList queries{QString()};
    int depth = 0;
    for (const QChar c : text) {
        depth += c == u'{' || c == u'(' ? 1 : c == u'}' || c == u')' ? -1 : 0;
        if (c == u',' && depth == 0)
            queries.append(QString());
        else
            queries.last() += c;
    }
    return queries;
}

// What the query measures of the machine, and of which of its parts; nullopt: a metric that nobody sends.
std::optional<std::pair<double, QString>> figureOf(const QString &query, const Machine &machine)
{
    if (query.contains("system.cpu.idle"_L1))
        return std::pair(machine.cpu, QString());
    if (query.contains("system.mem.pct_usable"_L1))
        return std::pair(machine.memory, QString());
    if (query.contains("system.load.1"_L1))
        return std::pair(machine.load, QString());
    if (query.contains("system.disk.in_use"_L1))
        return std::pair(100 * machine.disk, u"device:/dev/sda1"_s);
    if (query.contains("systemd.service.restart_count"_L1))
        return std::pair(static_cast<double>(machine.restarts), u"unit:nginx.service"_s);
    return std::nullopt;
}

QString scopeBetweenBraces(const QString &query)
{
    return query.section(u'{', 1).section(u'}', 0, 0);
}

QString neededScope(const Call &call)
{
    if (call.path.startsWith("/api/v2/downtime"_L1))
        return u"monitors_downtime"_s;
    if (call.path.startsWith("/api/v1/monitor"_L1))
        return u"monitors_read"_s;
    if (call.path.startsWith("/api/v2/events"_L1))
        return u"events_read"_s;
    if (call.path.startsWith("/api/v2/on-call/"_L1))
        return u"on_call_read"_s;
    if (call.path == "/api/v2/team"_L1)
        return u"teams_read"_s;
    if (call.path == "/api/v2/current_user"_L1)
        return {};
    return call.path == "/api/v1/hosts"_L1 ? u"hosts_read"_s : u"timeseries_query"_s;
}

} // namespace

World::World(Now theNow) : now(std::move(theNow))
{
    const QStringList reading{u"monitors_read"_s, u"events_read"_s, u"hosts_read"_s, u"timeseries_query"_s};
    scopes = {{appKey, reading + QStringList{u"monitors_downtime"_s, u"on_call_read"_s, u"teams_read"_s}}, {readOnlyKey, reading}};
    limits = {{u"GET /api/v1/query"_s, {1600, 3600}}, {u"GET /api/v1/monitor"_s, {1000, 10}}};
}

void World::fill()
{
    const TimePoint at = now();
    Monitor cpu{101, u"CPU of {{host.name}} is high"_s, u"avg(last_5m):100 - avg:system.cpu.idle{*} by {host} > 90"_s,
        u"Look at {{host.name}} @pagerduty-web"_s, {u"team:web"_s, u"service:main-site"_s}, 1};
    cpu.groups = {{u"host:web-1"_s, {u"Alert"_s, at - 4min}}, {u"host:web-2"_s, {u"OK"_s}}, {u"host:db-1"_s, {u"Warn"_s, at - 9min}}};
    Monitor jobs{102, u"The nightly job did not run"_s, u"sum(last_1d):sum:jobs.done{*}.as_count() < 1"_s, u"@ann@example.com"_s,
        {u"team:data"_s}, 4, true};
    jobs.groups = {{u"*"_s, {u"No Data"_s, {}, at - 1h}}};
    monitors = {{cpu.id, cpu}, {jobs.id, jobs}};
    fillDuty();
    machines = {{u"web-1"_s, {u"env:prod"_s}, true, 96}, {u"web-2"_s, {u"env:prod"_s}}, {u"db-1"_s, {u"env:prod"_s}, true, 85, 71}};
}

void World::set(qint64 monitor, const QString &group, const QString &status)
{
    Group &known = monitors[monitor].groups[group];
    if (status == "No Data"_L1)
        known.noData = now();
    else if (status != "OK"_L1 && known.status != status)
        known.triggered = now();
    else if (status == "OK"_L1 && known.status != status)
        known.resolved = now();
    if (known.status != status)
        events.append(Told{QString::number(Q_INT64_C(4858216653438624000) + events.size()), now(), monitor, group, status});
    known.status = status;
}

QString World::statusOf(const Silence &silence) const
{
    if (silence.canceled)
        return u"canceled"_s;
    if (silence.end && *silence.end <= now())
        return u"ended"_s;
    return silence.start > now() ? u"scheduled"_s : u"active"_s;
}

bool World::isMuted(const Monitor &monitor, const QString &group) const
{
    return std::ranges::any_of(downtimes, [&](const Silence &silence) {
        const bool isOfMonitor = silence.monitor ? *silence.monitor == monitor.id : silence.monitorTags.contains(u"*"_s);
        return isOfMonitor && statusOf(silence) == "active"_L1 && datadog::scopeReaches(silence.scope, tagsOf(group));
    });
}

Reply World::answer(const Call &call)
{
    if (call.api.isEmpty())
        return refusal(403, u"API key required"_s);
    if (call.api != apiKey)
        return refusal(403, u"Forbidden"_s);
    if (call.path == "/api/v1/validate"_L1 && call.method == "GET")
        return json(QJsonObject{{u"valid"_s, true}});
    const QString scope = neededScope(call);
    if (!scopes.contains(call.app) || (!scope.isEmpty() && !scopes.value(call.app).contains(scope)))
        return refusal(403, u"Forbidden"_s);
    const QString endpoint = QString::fromLatin1(call.method) + u' ' + call.path;
    const auto limit = limits.find(endpoint);
    if (limit == limits.end())
        return route(call);
    const qint64 at = seconds(now());
    if (limit->window != at / limit->period) {
        limit->window = at / limit->period;
        limit->used = 0;
    }
    const bool isTooMany = limit->used >= limit->limit;
    limit->used += isTooMany ? 0 : 1;
    Reply reply = isTooMany
        ? refusal(429, u"Rate limit of %1 requests in %2 seconds reached. Please try again later."_s.arg(limit->limit).arg(limit->period))
        : route(call);
    reply.headers += {{"X-RateLimit-Limit", QByteArray::number(limit->limit)}, {"X-RateLimit-Period", QByteArray::number(limit->period)},
        {"X-RateLimit-Remaining", QByteArray::number(limit->limit - limit->used)},
        {"X-RateLimit-Reset", QByteArray::number(limit->period - at % limit->period)},
        {"X-RateLimit-Name", call.path.section(u'/', -1).toLatin1()}};
    return reply;
}

Reply World::route(const Call &call)
{
    if (call.method == "GET" && call.path == "/api/v1/monitor/groups/search"_L1)
        return groups(call);
    if (call.method == "GET" && call.path == "/api/v1/monitor"_L1)
        return list(call);
    if (call.method == "GET" && call.path == "/api/v1/hosts"_L1)
        return hosts(call);
    if (call.method == "GET" && call.path == "/api/v1/query"_L1)
        return metrics(call);
    if (call.method == "POST" && call.path == "/api/v2/events/search"_L1)
        return searchEvents(call);
    if (call.path == "/api/v2/downtime"_L1)
        return call.method == "POST" ? createDowntime(call) : downtimePage(call);
    if (call.path.startsWith("/api/v2/downtime/"_L1)) {
        const auto found = std::ranges::find(downtimes, call.path.section(u'/', -1), &Silence::id);
        return found == downtimes.end() ? refusal(404, u"Downtime not found"_s) : changeDowntime(call, *found);
    }
    return duty(call);
}

Reply World::groups(const Call &call) const
{
    const auto page = number(call, u"page"_s, 0, 1'000'000);
    const auto perPage = number(call, u"per_page"_s, 30, 1000);
    if (!page || !perPage || *perPage == 0)
        return refusal(400, u"Invalid page"_s);
    const QString query = call.query.queryItemValue(u"query"_s, QUrl::FullyDecoded);
    QJsonArray found;
    qint64 total = 0;
    for (const Monitor &monitor : monitors) {
        for (auto group = monitor.groups.cbegin(); group != monitor.groups.cend(); ++group) {
            if (!isMeant(query, group->status, monitor))
                continue;
            if (total++ / *perPage != *page)
                continue;
            const QStringList tags = tagsOf(group.key());
            QJsonObject said{{u"monitor_id"_s, monitor.id}, {u"monitor_name"_s, monitor.name}, {u"group"_s, group.key()},
                {u"group_tags"_s, QJsonArray::fromStringList(tags.isEmpty() ? QStringList{u"*"_s} : tags)}, {u"status"_s, group->status},
                {u"last_nodata_ts"_s, seconds(group->noData)}, {u"last_triggered_ts"_s, QJsonValue()}};
            if (group->triggered != TimePoint{})
                said[u"last_triggered_ts"_s] = seconds(group->triggered);
            if (sendsUndocumented)
                said[u"muted"_s] = isMuted(monitor, group.key());
            found.append(said);
        }
    }
    return json(QJsonObject{{u"groups"_s, found},
        {u"metadata"_s,
            QJsonObject{{u"page"_s, *page}, {u"per_page"_s, *perPage}, {u"page_count"_s, (total + *perPage - 1) / *perPage},
                {u"total_count"_s, total}}}});
}

QJsonObject World::monitorJson(const Monitor &monitor, const QStringList &groupStates) const
{
    QString worst = u"OK"_s;
    for (const QString &status : {u"No Data"_s, u"Warn"_s, u"Alert"_s}) {
        if (std::ranges::any_of(monitor.groups, [&status](const Group &group) { return group.status == status; }))
            worst = status;
    }
    QJsonObject said{{u"id"_s, monitor.id}, {u"name"_s, monitor.name}, {u"type"_s, u"query alert"_s}, {u"query"_s, monitor.query},
        {u"message"_s, monitor.message}, {u"tags"_s, QJsonArray::fromStringList(monitor.tags)}, {u"overall_state"_s, worst},
        {u"priority"_s, monitor.priority ? QJsonValue(*monitor.priority) : QJsonValue()},
        {u"options"_s, QJsonObject{{u"notify_no_data"_s, monitor.notifiesNoData}}}};
    if (sendsUndocumented)
        said[u"org_id"_s] = 321813;
    if (groupStates.isEmpty())
        return said;
    QJsonObject groups;
    for (auto group = monitor.groups.cbegin(); group != monitor.groups.cend(); ++group) {
        if (!groupStates.contains(u"all"_s) && !groupStates.contains(group->status.toLower()))
            continue;
        QJsonObject state{{u"name"_s, group.key()}, {u"status"_s, group->status}};
        for (const auto &[key, time] : {std::pair(u"last_triggered_ts"_s, group->triggered), std::pair(u"last_nodata_ts"_s, group->noData),
                 std::pair(u"last_resolved_ts"_s, group->resolved)}) {
            if (time != TimePoint{})
                state[key] = seconds(time);
        }
        groups[group.key()] = state;
    }
    said[u"state"_s] = QJsonObject{{u"groups"_s, groups}};
    return said;
}

Reply World::list(const Call &call) const
{
    const auto page = number(call, u"page"_s, 0, 1'000'000);
    const auto size = number(call, u"page_size"_s, call.query.hasQueryItem(u"page"_s) ? 100 : 1'000'000, 1'000'000);
    if (!page || !size || *size == 0)
        return refusal(400, u"Invalid page"_s);
    const QStringList states = call.query.queryItemValue(u"group_states"_s, QUrl::FullyDecoded).split(u',', Qt::SkipEmptyParts);
    static const QStringList known{u"all"_s, u"alert"_s, u"warn"_s, u"no data"_s};
    if (!std::ranges::all_of(states, [](const QString &state) { return known.contains(state); }))
        return refusal(400, u"Invalid group_state filters."_s);
    QJsonArray found;
    qint64 place = 0;
    for (const Monitor &monitor : monitors) {
        if (place++ / *size == *page)
            found.append(monitorJson(monitor, states));
    }
    return json(found);
}

Reply World::hosts(const Call &call) const
{
    const auto start = number(call, u"start"_s, 0, 1'000'000);
    const auto count = number(call, u"count"_s, 100, 1000);
    if (!start || !count)
        return refusal(400, u"Invalid count"_s);
    const QString filter = call.query.queryItemValue(u"filter"_s, QUrl::FullyDecoded);
    QList<Machine> matching = machines;
    matching.removeIf([&filter](const Machine &machine) { return !machine.name.contains(filter) && !machine.tags.contains(filter); });
    QJsonArray found;
    const qint64 end = std::min<qint64>(matching.size(), *start + *count);
    const bool hasMeta = call.query.queryItemValue(u"include_hosts_metadata"_s) == "true"_L1;
    const QJsonObject meta{{u"agent_version"_s, u"7.60.0"_s}, {u"platform"_s, u"linux"_s}, {u"machine"_s, u"x86_64"_s},
        {u"nixV"_s, QJsonArray{u"debian"_s, u"12"_s, QString()}}};
    for (qint64 i = *start; i < end; ++i) {
        const Machine &machine = matching[i];
        found.append(QJsonObject{{u"id"_s, 4'000'000'000 + i}, {u"name"_s, machine.name}, {u"host_name"_s, machine.name},
            {u"aliases"_s, QJsonArray{machine.name}}, {u"apps"_s, QJsonArray{u"agent"_s}}, {u"sources"_s, QJsonArray{u"agent"_s}},
            {u"meta"_s, hasMeta ? meta : QJsonObject()}, {u"up"_s, machine.isUp}, {u"is_muted"_s, false}, {u"mute_timeout"_s, QJsonValue()},
            {u"last_reported_time"_s, seconds(now() - 20s)},
            {u"metrics"_s, QJsonObject{{u"cpu"_s, machine.cpu}, {u"iowait"_s, QJsonValue()}, {u"load"_s, machine.load}}},
            {u"tags_by_source"_s,
                QJsonObject{{u"Datadog"_s, QJsonArray::fromStringList(machine.tags + QStringList{u"host:"_s + machine.name})}}}});
    }
    return json(QJsonObject{{u"host_list"_s, found}, {u"total_matching"_s, matching.size()}, {u"total_returned"_s, found.size()}});
}

Reply World::metrics(const Call &call) const
{
    const auto from = number(call, u"from"_s, -1, 100'000'000'000);
    const auto to = number(call, u"to"_s, -1, 100'000'000'000);
    const QString text = call.query.queryItemValue(u"query"_s, QUrl::FullyDecoded);
    if (!from || !to || *from < 0 || *to < *from || text.isEmpty())
        return refusal(400, u"Invalid query range"_s);
    QJsonArray series;
    const QStringList queries = splitQueries(text);
    for (qsizetype i = 0; i < queries.size(); ++i) {
        const QString scope = scopeBetweenBraces(queries[i]);
        for (const Machine &machine : machines) {
            const QStringList tags = machine.tags + QStringList{u"host:"_s + machine.name};
            const auto figure = figureOf(queries[i], machine);
            if (!figure || !datadog::scopeReaches(scope, tags))
                continue;
            QJsonArray points;
            const qint64 first = (*from / 60 + 1) * 60;
            for (qint64 at = first; at <= *to; at += 60)
                points.append(QJsonArray{static_cast<double>(at * 1000), figure->first});
            QJsonArray set{u"host:"_s + machine.name};
            if (!figure->second.isEmpty())
                set.append(figure->second);
            series.append(QJsonObject{{u"query_index"_s, i}, {u"interval"_s, 60}, {u"tag_set"_s, set}, {u"scope"_s, set.first().toString()},
                {u"expression"_s, queries[i].trimmed()}, {u"length"_s, points.size()}, {u"pointlist"_s, points}, {u"aggr"_s, QJsonValue()},
                {u"metric"_s, u"system"_s}, {u"display_name"_s, u"system"_s}, {u"start"_s, first * 1000}, {u"end"_s, *to * 1000}});
        }
    }
    return json(QJsonObject{{u"status"_s, u"ok"_s}, {u"res_type"_s, u"time_series"_s}, {u"series"_s, series}, {u"query"_s, text},
        {u"message"_s, QString()}, {u"from_date"_s, *from * 1000}, {u"to_date"_s, *to * 1000}, {u"group_by"_s, QJsonArray{u"host"_s}}});
}

QJsonObject World::downtimeJson(const Silence &silence) const
{
    const auto moment = [](const std::optional<TimePoint> &time) {
        return time ? QJsonValue(toDateTime(*time).toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz"_s) + u"000+00:00"_s) : QJsonValue();
    };
    QJsonObject identifier;
    if (silence.monitor)
        identifier.insert(u"monitor_id"_s, *silence.monitor);
    else
        identifier.insert(u"monitor_tags"_s, QJsonArray::fromStringList(silence.monitorTags));
    const QJsonObject attributes{{u"scope"_s, silence.scope}, {u"status"_s, statusOf(silence)}, {u"message"_s, silence.message},
        {u"monitor_identifier"_s, identifier}, {u"canceled"_s, moment(silence.canceled)}, {u"created"_s, moment(silence.start)},
        {u"modified"_s, moment(silence.start)}, {u"display_timezone"_s, u"UTC"_s}, {u"mute_first_recovery_notification"_s, false},
        {u"notify_end_states"_s, QJsonArray{u"alert"_s, u"no data"_s, u"warn"_s}}, {u"notify_end_types"_s, QJsonArray{u"expired"_s}},
        {u"schedule"_s, QJsonObject{{u"start"_s, moment(silence.start)}, {u"end"_s, moment(silence.end)}}}};
    return QJsonObject{{u"type"_s, u"downtime"_s}, {u"id"_s, silence.id}, {u"attributes"_s, attributes}};
}

Reply World::downtimePage(const Call &call) const
{
    const auto offset = number(call, u"page[offset]"_s, 0, 1'000'000);
    const auto limit = number(call, u"page[limit]"_s, 30, 1'000'000);
    if (!offset || !limit)
        return refusal(400, u"Invalid page"_s);
    const bool onlyCurrent = call.query.queryItemValue(u"current_only"_s) == "true"_L1;
    QJsonArray found;
    qint64 total = 0;
    for (const Silence &silence : downtimes) {
        if (onlyCurrent && statusOf(silence) != "active"_L1)
            continue;
        if (total >= *offset && total < *offset + *limit)
            found.append(downtimeJson(silence));
        ++total;
    }
    return json(QJsonObject{{u"data"_s, found}, {u"meta"_s, QJsonObject{{u"page"_s, QJsonObject{{u"total_filtered_count"_s, total}}}}}});
}

Reply World::searchEvents(const Call &call) const
{
    const QJsonObject body = QJsonDocument::fromJson(call.body).object();
    const auto from = fromIso(body[u"filter"_s][u"from"_s].toString());
    const int limit = body[u"page"_s][u"limit"_s].toInt(10);
    if (!from || body[u"filter"_s][u"query"_s].toString() != "source:alert"_L1 || limit > 1000)
        return refusal(400, u"Invalid search"_s);
    QJsonArray data;
    for (auto told = events.crbegin(); told != events.crend() && data.size() < limit; ++told) {
        if (told->at < *from)
            continue;
        const QString title = u"[%1 on {%2}] %3"_s.arg(
            told->status == "OK"_L1 ? u"Recovered"_s : u"Triggered"_s, told->group, monitors.value(told->monitor).name);
        const QJsonObject inner{{u"monitor_id"_s, told->monitor}, {u"monitor_groups"_s, QJsonArray{told->group}}, {u"title"_s, title},
            {u"status"_s, told->status == "OK"_L1 ? u"success"_s : u"error"_s}, {u"timestamp"_s, toMilliseconds(told->at)},
            {u"evt"_s, QJsonObject{{u"id"_s, told->id}, {u"source_id"_s, 36}, {u"type"_s, u"metric_alert_monitor"_s}}}};
        const QJsonObject outer{
            {u"timestamp"_s, toIso(told->at)}, {u"message"_s, title}, {u"tags"_s, QJsonArray{u"source:alert"_s}}, {u"attributes"_s, inner}};
        data.append(QJsonObject{{u"type"_s, u"event"_s}, {u"id"_s, u"AgAA"_s + told->id}, {u"attributes"_s, outer}});
    }
    return json(QJsonObject{{u"data"_s, data}, {u"meta"_s, QJsonObject{{u"status"_s, u"done"_s}}}});
}

Reply World::createDowntime(const Call &call)
{
    const QJsonObject attributes = QJsonDocument::fromJson(call.body).object()[u"data"_s][u"attributes"_s].toObject();
    const QJsonValue identifier = attributes[u"monitor_identifier"_s];
    Silence made;
    made.scope = attributes[u"scope"_s].toString();
    if (made.scope.isEmpty() || !identifier.isObject())
        return refusal(400, u"scope and monitor_identifier are required"_s);
    if (identifier[u"monitor_id"_s].isDouble())
        made.monitor = identifier[u"monitor_id"_s].toInteger();
    if (made.monitor && !monitors.contains(*made.monitor))
        return refusal(400, u"Monitor not found"_s);
    for (const QJsonValue &tag : identifier[u"monitor_tags"_s].toArray())
        made.monitorTags.append(tag.toString());
    const QString end = attributes[u"schedule"_s][u"end"_s].toString();
    made.end = fromIso(end);
    if (!end.isEmpty() && (!made.end || *made.end <= now() || !end.endsWith("+00:00"_L1)))
        return refusal(400, u"End must be in the future, with an offset of zero"_s);
    made.message = attributes[u"message"_s].toString();
    made.start = now();
    made.id = u"00000000-0000-1234-0000-%1"_s.arg(++m_lastDowntime, 12, 10, QChar(u'0'));
    downtimes.append(made);
    return json(QJsonObject{{u"data"_s, downtimeJson(made)}});
}

Reply World::changeDowntime(const Call &call, Silence &silence)
{
    if (call.method == "DELETE") {
        silence.canceled = now();
        return Reply{204, {}};
    }
    if (call.method == "GET")
        return json(QJsonObject{{u"data"_s, downtimeJson(silence)}});
    const QJsonObject data = QJsonDocument::fromJson(call.body).object()[u"data"_s].toObject();
    if (data[u"id"_s].toString() != silence.id)
        return refusal(400, u"id does not match"_s);
    const QJsonObject attributes = data[u"attributes"_s].toObject();
    const auto end = fromIso(attributes[u"schedule"_s][u"end"_s].toString());
    if (end && *end <= now())
        return refusal(400, u"End must be in the future"_s);
    if (end)
        silence.end = end;
    if (attributes.contains(u"message"_s))
        silence.message = attributes[u"message"_s].toString();
    return json(QJsonObject{{u"data"_s, downtimeJson(silence)}});
}

} // namespace nightbell::dd
