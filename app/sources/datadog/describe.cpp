// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/duration.h"
#include "domain/wording.h"
#include "sources/datadog/events.h"
#include "sources/datadog/state.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>

#include <algorithm>
#include <cmath>

namespace nightbell::datadog {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Datadog
{
    Q_DECLARE_TR_FUNCTIONS(Datadog)
};

constexpr Duration beforeIt = 1h; // the timeline begins a little before the alert
constexpr Duration longestLook = 24h;

struct Permission
{
    Question question;
    QString scope;
    QString purpose; // translated: what it is needed for
    bool isOfOneThing = false; // which may not be there, and the scope all the same
};

QList<Permission> permissions(const State &state)
{
    const qint64 now = toMilliseconds(state.clock.now()) / 1000;
    QList<Permission> all{
        {Question{.path = u"/api/v1/monitor"_s, .query = {{u"page"_s, u"0"_s}, {u"page_size"_s, u"1"_s}}}, u"monitors_read"_s,
            Datadog::tr("see monitors")},
        {Question{.path = u"/api/v2/downtime"_s, .query = {{u"current_only"_s, u"true"_s}, {u"page[limit]"_s, u"1"_s}}},
            u"monitors_downtime"_s, Datadog::tr("acknowledge and mute")},
    };
    all.append({Question{.method = "POST", .path = u"/api/v2/events/search"_s, .body = eventsBody(state.client->nowThere() - 5min)},
        u"events_read"_s, Datadog::tr("see what a monitor told")});
    all.append({Question{.path = u"/api/v2/team"_s, .query = {{u"filter[me]"_s, u"true"_s}, {u"page[size]"_s, u"1"_s}}}, u"teams_read"_s,
        Datadog::tr("see your teams")});
    const QString schedule = state.settings.onCallSchedules.value(0, u"00000000-0000-0000-0000-000000000000"_s);
    all.append({Question{.path = u"/api/v2/on-call/schedules/"_s + schedule, .endpoint = u"/api/v2/on-call/schedules/{id}"_s},
        u"on_call_read"_s, Datadog::tr("see who is on call"), true});
    if (state.settings.hosts) {
        all.append({Question{.path = u"/api/v1/hosts"_s, .query = {{u"count"_s, u"1"_s}, {u"include_hosts_metadata"_s, u"false"_s}}},
            u"hosts_read"_s, Datadog::tr("see hosts")});
        all.append({Question{.path = u"/api/v1/query"_s,
                        .query = {{u"from"_s, QString::number(now - 300)}, {u"to"_s, QString::number(now)},
                            {u"query"_s, u"avg:system.load.1{*}"_s}}},
            u"timeseries_query"_s, Datadog::tr("chart hosts")});
    }
    return all;
}

} // namespace

QStringList limitFacts(const State &state)
{
    const Duration now = state.clock.elapsed();
    QStringList lines;
    if (state.settings.hosts)
        lines.append(Datadog::tr("Metric queries: %1 of %2 in the last hour.").arg(state.budget.used(now)).arg(state.budget.anHour()));
    const QMap<QString, RateLimits::Bucket> buckets = state.client->limits.known(now);
    for (auto bucket = buckets.cbegin(); bucket != buckets.cend(); ++bucket) {
        lines.append(Datadog::tr("Limit of the whole organisation for %1: %2 of %3 left in %4.")
                         .arg(bucket.key())
                         .arg(*bucket->remaining)
                         .arg(*bucket->limit)
                         .arg(formatDuration(std::chrono::seconds(*bucket->period))));
    }
    return lines;
}

QCoro::Task<Expected<QStringList>> introduce(StatePtr state)
{
    if (!isAllowedUrl(state->settings.api))
        co_return Error{ErrorKind::BadInput, u"neither site nor url says where to ask"_s};
    const QString host = state->settings.api.host();
    Question validate{.path = u"/api/v1/validate"_s};
    const auto valid = co_await ask(state->client, validate);
    if (!valid && valid.error().kind == ErrorKind::Forbidden)
        co_return Error{ErrorKind::Unauthorized,
            u"the API key is not accepted at %1; is it a key of another site? "_s.arg(host) + valid.error().detail};
    if (!valid)
        co_return valid.error();
    QStringList lines{Datadog::tr("%1 accepts the API key").arg(host)};
    QStringList missing;
    const QList<Permission> wanted = permissions(*state);
    for (const Permission &permission : wanted) {
        const Question question = permission.question;
        const auto answer = co_await ask(state->client, question);
        if (answer || (permission.isOfOneThing && answer.error().kind == ErrorKind::NotFound))
            continue;
        if (answer.error().kind == ErrorKind::Forbidden)
            missing.append(Datadog::tr("Cannot %1: the application key lacks the scope %2").arg(permission.purpose, permission.scope));
        else
            missing.append(Datadog::tr("Cannot %1: %2").arg(permission.purpose, errorText(answer.error())));
    }
    if (missing.size() == wanted.size())
        co_return Error{ErrorKind::Unauthorized, u"the application key is not accepted at %1, or has none of the scopes"_s.arg(host)};
    if (missing.isEmpty())
        lines.append(Datadog::tr("The application key has every scope that is needed"));
    lines += missing;
    lines += limitFacts(*state);
    co_return QStringList(lines);
}

QCoro::Task<Expected<IncidentDetails>> details(StatePtr state, IncidentId incident)
{
    const MonitorBook::Entry *entry = state->monitors.find(incident);
    if (!entry)
        co_return IncidentDetails{};
    const GroupFacts group = entry->group;
    IncidentDetails details;
    Alert alert;
    alert.id = group.key();
    alert.title = titleOf(group);
    alert.severity = severityOf(group);
    alert.key = group.key();
    alert.created = entry->since;
    QJsonObject payload{{u"group"_s, group.group}, {u"state"_s, group.state}};
    if (const MonitorFacts *facts = state->monitors.monitor(group.monitor)) {
        payload.insert(u"query"_s, facts->query);
        payload.insert(u"message"_s, facts->message);
        payload.insert(u"notifies"_s, QJsonArray::fromStringList(recipientsOf(facts->message)));
        payload.insert(u"tags"_s, QJsonArray::fromStringList(facts->tags));
    }
    alert.payload = payload;
    details.alerts.append(alert);
    for (const Downtime &downtime : state->monitors.downtimesOf(group, state->downtimes)) {
        const QString until = downtime.end ? Datadog::tr("Muted until %1 (%2)").arg(localDateTime(*downtime.end), downtime.scope)
                                           : Datadog::tr("Muted without an end (%1)").arg(downtime.scope);
        details.notes.append(IncidentNote{
            downtime.start.value_or(entry->since), downtime.who, downtime.message.isEmpty() ? until : until + u'\n' + downtime.message});
    }
    const TimePoint since = std::max(entry->since - beforeIt, state->client->nowThere() - longestLook);
    Question question{.method = "POST", .path = u"/api/v2/events/search"_s, .body = eventsBody(since)};
    const auto told = co_await ask(state->client, question);
    const auto events = told ? readEvents(*told) : Expected<EventAnswer>(told.error());
    if (events)
        details.events = timelineOf(events->events, group.monitor, group.group);
    else
        details.problems.append(
            Datadog::tr("What its monitor told could not be read: %1").arg(explained(events.error(), u"events_read"_s).detail));
    if (state->settings.web.isValid()) {
        QUrl url = state->settings.web;
        url.setPath(u"/monitors/%1"_s.arg(group.monitor));
        details.links.append(WebLink{url, Datadog::tr("Monitor in Datadog")});
    }
    co_return IncidentDetails(details);
}

QCoro::Task<Expected<Series>> hostSeries(StatePtr state, HostId host, Metric metric, TimePoint from, TimePoint to, int columns)
{
    const QString name = state->hosts.nameOf(host);
    if (name.isEmpty() || metric == Metric::CheckLatency)
        co_return Error{ErrorKind::NotFound, u"this host is not known"_s};
    auto meta = askMetaOf(state, name); // whoever wants its charts looks at it
    // Whoever looks at one host after another must not use up what says how all of them are.
    if (!state->budget.mayAskBeside(state->hostQueriesAnHour(), state->clock.elapsed()))
        co_return Error{ErrorKind::TooManyRequests,
            u"what charts may use of the budget of %1 queries an hour is used up: the rest is for the figures of all hosts"_s.arg(
                state->budget.anHour()),
            std::chrono::minutes(1)};
    const qint64 points = std::clamp<qint64>(columns, 60, 300);
    const Duration step = std::max<Duration>(std::chrono::ceil<std::chrono::seconds>((to - from) / points), 20s);
    const QString query = chartQuery(metric, name, step);
    const auto answer = co_await askMetrics(state, query, from, to);
    co_await std::move(meta);
    if (!answer)
        co_return explained(answer.error(), u"timeseries_query"_s);
    Series series;
    series.metric = metric;
    if (metric != Metric::Restarts) {
        if (!answer->lines.isEmpty()) {
            const MetricLine &line = answer->lines.constFirst();
            series.samples = line.samples;
            series.gap = 5 * std::max(step, line.interval) / 2;
        }
        co_return Series(series);
    }
    QMap<TimePoint, double> sums;
    for (const MetricLine &line : answer->lines) {
        for (const Sample &sample : line.samples)
            sums[sample.at] += std::round(sample.value);
    }
    for (auto sum = sums.cbegin(); sum != sums.cend(); ++sum)
        series.samples.append(Sample{sum.key(), sum.value()});
    co_return Series(series);
}

} // namespace nightbell::datadog
