// SPDX-License-Identifier: GPL-3.0-or-later
// The account that the tests start from.
#include "support/pagerdutyworld.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace nightbell::pd {

namespace {

void fillPeople(World &world)
{
    world.users = {{you, u"you"_s, u"you@example.com"_s, u"Europe/Berlin"_s}, {backup, u"backup"_s, u"backup@example.com"_s},
        {lead, u"lead"_s, u"lead@example.com"_s, u"America/Los_Angeles"_s, u"admin"_s}};
    world.teams = {{operations, u"Operations"_s, {you, backup, lead}}};
    world.keys = {{yourKey, {you}}, {backupKey, {backup}}, {accountKey, {}}, {readOnlyKey, {{}, true}}};
    world.abilities = {u"teams"_s, u"urgencies"_s, u"service_support_hours"_s, u"coordinated_responding"_s, u"event_intelligence"_s,
        u"incident_workflows"_s, u"priorities"_s, u"status_updates"_s, u"read_only_users"_s};
    world.priorities = {{u"PPRIO01"_s, u"P1"_s, u"Critical: the public notices"_s}, {u"PPRIO02"_s, u"P2"_s, u"Major: many users notice"_s},
        {u"PPRIO03"_s, u"P3"_s, u"Minor: somebody may notice"_s}, {u"PPRIO04"_s, u"P4"_s, u"Nobody notices yet"_s}};
}

void fillDuty(World &world)
{
    const TimePoint week = std::chrono::floor<std::chrono::days>(world.now()) - std::chrono::days(3); // you: until in four days
    world.schedules = {{primarySchedule, u"Primary"_s, u"Etc/UTC"_s, {you, backup}, week - std::chrono::days(14 * 10), std::chrono::days(7),
                           {}, operations},
        {officeSchedule, u"Back office"_s, u"Etc/UTC"_s, {backup, lead}, week - std::chrono::days(14 * 10), std::chrono::days(1), {},
            operations}};
    world.policies = {
        {sitePolicy, u"Site"_s,
            {{u"PLEVEL1"_s, 5min, {{primarySchedule, true}}}, {u"PLEVEL2"_s, 5min, {{backup}}}, {u"PLEVEL3"_s, 10min, {{lead}}}}, 2,
            operations},
        {backOffice, u"Back office"_s, {{u"PLEVEL4"_s, 30min, {{officeSchedule, true}}}, {u"PLEVEL5"_s, 30min, {{lead}}}}, 0, operations}};
    world.services = {{mainSite, u"main site"_s, sitePolicy, operations, u"PINTEG1"_s, mainSiteRoutingKey, u"high"_s, 30min},
        {audioServers, u"audio servers"_s, sitePolicy, operations, u"PINTEG2"_s, u"5173b0d0a11ce0000000000000000002"_s, u"high"_s, 30min},
        {slothRacing, u"sloth-racing"_s, backOffice, operations, u"PINTEG3"_s, u"5173b0d0a11ce0000000000000000003"_s, u"low"_s},
        {postgres, u"PostgreSQL pair"_s, sitePolicy, operations, u"PINTEG4"_s, postgresRoutingKey, u"high"_s, 30min}};
    world.workflows
        = {{u"PFLOW01"_s, u"Open a war room"_s, u"Opens a bridge and tells the team"_s, u"3f0dca7a-7a37-4bb3-8f0e-4d3a3b5a0001"_s},
            {u"PFLOW02"_s, u"Fail over PostgreSQL"_s, u"Promotes the replica"_s, u"3f0dca7a-7a37-4bb3-8f0e-4d3a3b5a0002"_s, u"manual"_s,
                {postgres}},
            {u"PFLOW03"_s, u"Tell the public"_s, u"For every P1"_s, u"3f0dca7a-7a37-4bb3-8f0e-4d3a3b5a0003"_s, u"conditional"_s}};
}

Alert alertOf(const QString &severity, const QString &source, const QString &component, const QJsonObject &details)
{
    Alert alert;
    alert.severity = severity;
    alert.source = source;
    alert.component = component;
    alert.group = u"production"_s;
    alert.kind = u"check"_s;
    alert.client = u"Nagios"_s;
    alert.clientUrl = u"https://monitoring.example.com/"_s;
    alert.details = details;
    return alert;
}

void fillOpen(World &world)
{
    const TimePoint now = world.now();
    Alert site = alertOf(u"critical"_s, u"web-1.example.com"_s, u"nginx"_s,
        {{u"status"_s, 503}, {u"checked_from"_s, QJsonArray{u"fra"_s, u"iad"_s, u"sin"_s}},
            {u"upstream"_s, QJsonObject{{u"name"_s, u"app"_s}, {u"healthy"_s, 0}, {u"of"_s, 6}}}});
    site.links = {QJsonObject{{u"href"_s, u"https://runbooks.example.com/main-site"_s}, {u"text"_s, u"Runbook"_s}}};
    site.images = {QJsonObject{{u"src"_s, u"https://graphs.example.com/5xx.png"_s}, {u"href"_s, u"https://graphs.example.com/5xx"_s},
        {u"alt"_s, u"5xx per minute"_s}}};
    world.trigger({.title = u"Main site answers 503 from three places"_s,
        .service = mainSite,
        .priority = u"P1"_s,
        .bridgeNumber = u"+1-415-555-0100,,,,1234#"_s,
        .bridgeUrl = u"https://meet.example.com/main-site"_s,
        .at = now - 2min,
        .alert = site});
    world.trigger({.title = u"Replication of db-2 is 340 s behind"_s,
        .service = postgres,
        .priority = u"P2"_s,
        .at = now - 4min,
        .alert = alertOf(u"error"_s, u"db-2.example.com"_s, u"postgresql"_s, {{u"lag_seconds"_s, 340}, {u"slot"_s, u"db_2"_s}})});
    const QString audio = world.trigger({.title = u"audio-3: 92 % of memory in use"_s,
        .service = audioServers,
        .priority = u"P3"_s,
        .at = now - 25min,
        .alert = alertOf(u"warning"_s, u"audio-3.example.com"_s, u"icecast"_s, {{u"memory_percent"_s, 92.4}, {u"listeners"_s, 18211}})});
    world.change(audio, {.status = u"acknowledged"_s}, you);
    const QString disk = world.trigger({.title = u"db-1: disk full in about 3 h"_s,
        .service = postgres,
        .at = now - 3h,
        .alert
        = alertOf(u"warning"_s, u"db-1.example.com"_s, u"disk"_s, {{u"mount"_s, u"/var/lib/postgresql"_s}, {u"free space"_s, u"6 %"_s}})});
    world.snooze(disk, 3600, backup);
    world.addNote(disk, u"WAL of the stuck slot; dropped it, watching"_s, backup);
    world.trigger({.title = u"Sloth race 4 has not finished since Tuesday"_s,
        .service = slothRacing,
        .at = now - 26h,
        .alert = alertOf(u"info"_s, u"race-control"_s, u"timing"_s, {{u"leader"_s, u"lane 3"_s}, {u"metres"_s, 4.5}})});
    const QString older = world.trigger({.title = u"sloth-racing: certificate ends in 9 days"_s,
        .service = slothRacing,
        .priority = u"P4"_s,
        .at = now - std::chrono::days(40), // older than what GET /incidents shows by itself
        .alert = alertOf(u"warning"_s, u"sloth-racing.example.com"_s, u"tls"_s, {{u"days"_s, 9}})});
    world.change(older, {.assignees = QStringList{lead}}, lead);
    const QString mine = world.trigger({.title = u"audio-1: icecast restarted 4 times in an hour"_s,
        .service = audioServers,
        .at = now - 50min,
        .alert = alertOf(u"error"_s, u"audio-1.example.com"_s, u"icecast"_s, {{u"restarts"_s, 4}})});
    world.change(mine, {.assignees = QStringList{you}}, lead);
}

void fillResolved(World &world)
{
    const TimePoint now = world.now();
    struct Past
    {
        QString title;
        QString service;
        Duration ago;
        Duration took;
    };
    const QList<Past> past{{u"Main site answers 503 from two places"_s, mainSite, std::chrono::days(3), 18min},
        {u"Replication of db-2 is 95 s behind"_s, postgres, std::chrono::days(5), 40min},
        {u"audio-3: 95 % of memory in use"_s, audioServers, std::chrono::days(9), 2h},
        {u"Main site: certificate ends in 13 days"_s, mainSite, std::chrono::days(20), 26h},
        {u"Main site answers 502"_s, mainSite, std::chrono::days(60), 5min}};
    for (const Past &each : past) {
        const QString id = world.trigger({.title = each.title,
            .service = each.service,
            .at = now - each.ago,
            .alert = alertOf(u"critical"_s, u"monitoring.example.com"_s, u"check"_s, {})});
        Incident &incident = *world.edit(id);
        incident.status = u"resolved"_s;
        incident.statusBy = backup;
        incident.resolved = incident.statusSince = incident.updated = now - each.ago + each.took;
        incident.assignments.clear();
        incident.alerts.first().status = u"resolved"_s;
        world.addLog(incident, {.type = u"resolve_log_entry"_s, .at = *incident.resolved, .agent = world.reference(u"user"_s, backup)});
    }
}

} // namespace

void fillStartWorld(World &world)
{
    fillPeople(world);
    fillDuty(world);
    fillOpen(world);
    fillResolved(world);
    const QList<const Incident *> all = world.incidents();
    Incident &site = *world.edit(all.at(0)->id);
    site.past = {{all.at(7)->id, 46.8}, {all.at(11)->id, 31.2}};
    site.related = {all.at(1)->id};
    world.changeEvents = {{u"01FNIGHTBELL00000000000001"_s, mainSite, u"Deployed main site 2041"_s, u"build-7.example.com"_s,
        world.now() - 11min, {{u"build_number"_s, u"2041"_s}, {u"by"_s, u"pipeline"_s}},
        {QJsonObject{{u"href"_s, u"https://builds.example.com/2041"_s}, {u"text"_s, u"Build 2041"_s}}}}};
    site.changeEvents = {world.changeEvents.constFirst().id};
    site.customFields = {{u"customers_affected"_s, 1200}};
    world.addLog(site, {.type = u"diagnostics_log_entry"_s, .summary = u"Diagnostics collected"_s}); // no document knows this one
    world.addLog(site, {.type = u"field_value_change_log_entry"_s, .summary = u"Customers affected set to 1200"_s});
}

} // namespace nightbell::pd
