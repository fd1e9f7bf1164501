// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/datadog/settings.h"

#include "base/duration.h"
#include "net/cafile.h"

#include <QtGlobal>

#include <algorithm>

namespace nightbell::datadog {

using namespace Qt::StringLiterals;

namespace {

struct Site
{
    const char *word;
    const char *name;
    const char *api;
    const char *web;
};

// Docs: "Access the Datadog site". The word "url" stands for an address of one's own.
const QList<Site> &sites()
{
    static const QList<Site> all{
        {"us1", "US1 (datadoghq.com)", "https://api.datadoghq.com", "https://app.datadoghq.com"},
        {"us3", "US3 (us3.datadoghq.com)", "https://api.us3.datadoghq.com", "https://us3.datadoghq.com"},
        {"us5", "US5 (us5.datadoghq.com)", "https://api.us5.datadoghq.com", "https://us5.datadoghq.com"},
        {"eu1", "EU1 (datadoghq.eu)", "https://api.datadoghq.eu", "https://app.datadoghq.eu"},
        {"ap1", "AP1 (ap1.datadoghq.com)", "https://api.ap1.datadoghq.com", "https://ap1.datadoghq.com"},
        {"ap2", "AP2 (ap2.datadoghq.com)", "https://api.ap2.datadoghq.com", "https://ap2.datadoghq.com"},
        {"uk1", "UK1 (uk1.datadoghq.com)", "https://api.uk1.datadoghq.com", "https://uk1.datadoghq.com"},
        {"us1-fed", "US1-FED (ddog-gov.com)", "https://api.ddog-gov.com", "https://app.ddog-gov.com"},
        {"us2-fed", "US2-FED (us2.ddog-gov.com)", "https://api.us2.ddog-gov.com", "https://us2.ddog-gov.com"},
    };
    return all;
}

QStringList siteWords()
{
    QStringList words;
    for (const Site &site : sites())
        words.append(QString::fromLatin1(site.word));
    return words;
}

QList<const char *> siteNames()
{
    QList<const char *> names;
    for (const Site &site : sites())
        names.append(site.name);
    return names;
}

Fields accessFields()
{
    return {
        Field{.key = u"site"_s,
            .type = FieldType::Choice,
            .label = QT_TRANSLATE_NOOP("Field", "Site"),
            .help = QT_TRANSLATE_NOOP("Field", "Where your organisation lives: the address of its web pages says so."),
            .fallback = u"us1"_s,
            .choices = siteWords(),
            .choiceNames = siteNames()},
        Field{.key = u"url"_s,
            .type = FieldType::Url,
            .label = QT_TRANSLATE_NOOP("Field", "Other address"),
            .help = QT_TRANSLATE_NOOP("Field", "Of the API, instead of the site's: for a proxy, or a site that is not listed.")},
        Field{.key = u"web"_s,
            .type = FieldType::Url,
            .label = QT_TRANSLATE_NOOP("Field", "Web pages"),
            .help = QT_TRANSLATE_NOOP("Field",
                "Where a browser shows monitors, if not at the site's own address: https://acme.datadoghq.com. What PagerDuty has "
                "of the same alert is told by it.")},
        Field{.key = u"api-key"_s, .type = FieldType::Secret, .label = QT_TRANSLATE_NOOP("Field", "API key"), .required = true},
        Field{.key = u"app-key"_s,
            .type = FieldType::Secret,
            .label = QT_TRANSLATE_NOOP("Field", "Application key"),
            .help = QT_TRANSLATE_NOOP("Field",
                "Needs the scopes monitors_read, hosts_read, timeseries_query and events_read; monitors_downtime to mute; on_call_read and "
                "teams_read for who is on call."),
            .required = true},
        caFileField(),
    };
}

Field attentionField(const QString &key, const char *label, const QString &fallback, bool mayFollowMonitor)
{
    Field field{.key = key,
        .type = FieldType::Choice,
        .label = label,
        .fallback = fallback,
        .choices = {u"high"_s, u"low"_s, u"ignore"_s},
        .choiceNames = {QT_TRANSLATE_NOOP("FieldChoice", "pages"), QT_TRANSLATE_NOOP("FieldChoice", "can wait"),
            QT_TRANSLATE_NOOP("FieldChoice", "is not shown")}};
    if (mayFollowMonitor) {
        field.choices.append(u"as-monitored"_s);
        field.choiceNames.append(QT_TRANSLATE_NOOP("FieldChoice", "pages where the monitor notifies of it"));
    }
    return field;
}

Fields monitorFields()
{
    return {
        Field{.key = u"monitors"_s,
            .label = QT_TRANSLATE_NOOP("Field", "Monitors"),
            .help = QT_TRANSLATE_NOOP("Field", "A search as on the page of triggered monitors: tag:\"team:web\". Empty: all."),
            .section = QT_TRANSLATE_NOOP("Field", "Monitors")},
        attentionField(u"warn"_s, QT_TRANSLATE_NOOP("Field", "A warning"), u"low"_s, false),
        attentionField(u"no-data"_s, QT_TRANSLATE_NOOP("Field", "A monitor without data"), u"as-monitored"_s, true),
        Field{.key = u"low-priorities"_s,
            .type = FieldType::TextList,
            .label = QT_TRANSLATE_NOOP("Field", "Priorities that can wait"),
            .help = QT_TRANSLATE_NOOP("Field", "Of monitors, one a line. Those without a priority page."),
            .fallback = QStringList{u"P4"_s, u"P5"_s}},
        Field{.key = u"service-tag"_s, .label = QT_TRANSLATE_NOOP("Field", "Tag of the service"), .fallback = u"service"_s},
        Field{.key = u"mute-for"_s,
            .type = FieldType::TimeSpan,
            .label = QT_TRANSLATE_NOOP("Field", "Mute for"),
            .help = QT_TRANSLATE_NOOP("Field", "How long the downtime lasts that acknowledges an alert."),
            .fallback = u"1h"_s,
            .minimum = 60'000,
            .maximum = 30LL * 24 * 3'600 * 1'000},
        Field{.key = u"muted-by"_s,
            .label = QT_TRANSLATE_NOOP("Field", "Your name"),
            .help = QT_TRANSLATE_NOOP("Field", "Written on downtimes. Empty: your name on this machine.")},
    };
}

Fields hostFields()
{
    return {
        Field{.key = u"hosts"_s,
            .type = FieldType::Boolean,
            .label = QT_TRANSLATE_NOOP("Field", "Watch its hosts"),
            .fallback = true,
            .section = QT_TRANSLATE_NOOP("Field", "Hosts")},
        Field{.key = u"host-filter"_s,
            .label = QT_TRANSLATE_NOOP("Field", "Hosts"),
            .help = QT_TRANSLATE_NOOP("Field", "A search as on the list of hosts. Empty: all.")},
        Field{.key = u"metric-scope"_s,
            .label = QT_TRANSLATE_NOOP("Field", "Scope of the figures"),
            .help = QT_TRANSLATE_NOOP("Field", "Tags as between the braces of a query: env:prod,team:web."),
            .fallback = u"*"_s},
        Field{.key = u"hosts-every"_s,
            .type = FieldType::TimeSpan,
            .label = QT_TRANSLATE_NOOP("Field", "Figures every"),
            .fallback = u"1m"_s,
            .minimum = 15'000},
        Field{.key = u"queries-an-hour"_s,
            .type = FieldType::Integer,
            .label = QT_TRANSLATE_NOOP("Field", "Queries an hour"),
            .help = QT_TRANSLATE_NOOP("Field", "At most. Datadog counts those of your whole organisation together, usually up to 1600."),
            .fallback = 400,
            .minimum = 2},
    };
}

Fields onCallFields()
{
    return {
        Field{.key = u"on-call-teams"_s,
            .type = FieldType::TextList,
            .label = QT_TRANSLATE_NOOP("Field", "Teams on call"),
            .help
            = QT_TRANSLATE_NOOP("Field", "Handles of Datadog On-Call teams, one a line. Neither teams nor schedules: your own teams."),
            .section = QT_TRANSLATE_NOOP("Field", "On call")},
        Field{.key = u"on-call-schedules"_s,
            .type = FieldType::TextList,
            .label = QT_TRANSLATE_NOOP("Field", "Schedules on call"),
            .help = QT_TRANSLATE_NOOP("Field", "Their ids, or the addresses of their pages, one a line.")},
    };
}

// Each by itself, or as the end of the address of its page.
QStringList idsIn(const QStringList &lines)
{
    QStringList ids;
    for (const QString &line : lines) {
        const QString path = line.section(u'?', 0, 0).section(u'#', 0, 0);
        const QString id = path.section(u'/', -1, -1, QString::SectionSkipEmpty).trimmed();
        if (!id.isEmpty() && !ids.contains(id))
            ids.append(id);
    }
    return ids;
}

Attention attentionOf(const QString &word)
{
    if (word == "high"_L1)
        return Attention::High;
    if (word == "low"_L1)
        return Attention::Low;
    return word == "as-monitored"_L1 ? Attention::AsMonitored : Attention::Ignored;
}

// api.example.com is shown at app.example.com; a proxy shows nothing.
QUrl webOf(const QUrl &api)
{
    if (!api.host().startsWith("api."_L1))
        return {};
    QUrl web;
    web.setScheme(u"https"_s);
    web.setHost(u"app"_s + api.host().sliced(3));
    return web;
}

} // namespace

const Fields &fields()
{
    static const Fields all = accessFields() + monitorFields() + hostFields() + onCallFields();
    return all;
}

Settings readSettings(const SourceId &source, const FieldValues &values, Duration every)
{
    const auto value = [&values](const QString &key) { return fieldValue(fields(), values, key); };
    const auto text = [&value](const QString &key) { return value(key).toString().trimmed(); };
    Settings settings;
    settings.source = source;
    settings.every = every;
    const QString word = text(u"site"_s);
    const auto site = std::ranges::find_if(sites(), [&word](const Site &known) { return QLatin1StringView(known.word) == word; });
    if (const QString url = text(u"url"_s); !url.isEmpty()) {
        settings.api = QUrl(url);
        settings.web = webOf(settings.api);
    } else if (site != sites().end()) {
        settings.api = QUrl(QString::fromLatin1(site->api));
        settings.web = QUrl(QString::fromLatin1(site->web));
    }
    if (const QString web = text(u"web"_s); !web.isEmpty())
        settings.web = QUrl(web);
    settings.apiKey = text(u"api-key"_s);
    settings.appKey = text(u"app-key"_s);
    settings.caFile = text(u"ca-file"_s);
    settings.scope = text(u"monitors"_s);
    settings.warn = attentionOf(text(u"warn"_s));
    settings.noData = attentionOf(text(u"no-data"_s));
    for (const QString &priority : value(u"low-priorities"_s).toStringList())
        settings.lowPriorities.append(priority.trimmed().toUpper());
    settings.serviceTag = text(u"service-tag"_s);
    settings.muteFor = parseDuration(text(u"mute-for"_s)).value_or(std::chrono::hours(1));
    settings.mutedBy = text(u"muted-by"_s);
    settings.hosts = value(u"hosts"_s).toBool();
    settings.hostFilter = text(u"host-filter"_s);
    settings.metricScope = text(u"metric-scope"_s).isEmpty() ? u"*"_s : text(u"metric-scope"_s);
    settings.hostsEvery = parseDuration(text(u"hosts-every"_s)).value_or(std::chrono::minutes(1));
    settings.queriesAnHour = value(u"queries-an-hour"_s).toInt();
    settings.onCallTeams = idsIn(value(u"on-call-teams"_s).toStringList());
    settings.onCallSchedules = idsIn(value(u"on-call-schedules"_s).toStringList());
    return settings;
}

} // namespace nightbell::datadog
