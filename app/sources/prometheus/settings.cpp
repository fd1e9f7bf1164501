// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/prometheus/settings.h"

#include "base/duration.h"
#include "net/cafile.h"

#include <QCoreApplication>
#include <QtGlobal>

#include <algorithm>

namespace nightbell::prometheus {

using namespace Qt::StringLiterals;

namespace {

struct Prometheus
{
    Q_DECLARE_TR_FUNCTIONS(Prometheus)
};

Fields accessFields()
{
    return {
        Field{.key = u"url"_s,
            .type = FieldType::Url,
            .label = QT_TRANSLATE_NOOP("Field", "Prometheus"),
            .help
            = QT_TRANSLATE_NOOP("Field", "Its address, with any path before /api. Also Mimir, Thanos or VictoriaMetrics. Empty: none.")},
        Field{.key = u"alertmanager"_s,
            .type = FieldType::TextList,
            .label = QT_TRANSLATE_NOOP("Field", "Alertmanager"),
            .help = QT_TRANSLATE_NOOP("Field", "Its address; all those of a cluster, one a line. Empty: none."),
            .itemsAreUrls = true},
        Field{.key = u"username"_s,
            .label = QT_TRANSLATE_NOOP("Field", "User name"),
            .help = QT_TRANSLATE_NOOP("Field", "Goes with the password. Empty: the token is used, or nothing.")},
        Field{.key = u"password"_s, .type = FieldType::Secret, .label = QT_TRANSLATE_NOOP("Field", "Password")},
        Field{.key = u"token"_s,
            .type = FieldType::Secret,
            .label = QT_TRANSLATE_NOOP("Field", "Token"),
            .help = QT_TRANSLATE_NOOP("Field", "For a proxy that wants a bearer token.")},
        Field{.key = u"headers"_s,
            .type = FieldType::TextMap,
            .label = QT_TRANSLATE_NOOP("Field", "Headers"),
            .help = QT_TRANSLATE_NOOP("Field", "Sent with each request, such as X-Scope-OrgID = team-a.")},
        caFileField(),
        Field{.key = u"client-certificate"_s,
            .label = QT_TRANSLATE_NOOP("Field", "Client certificate"),
            .help = QT_TRANSLATE_NOOP("Field", "PEM file, for servers that want one.")},
        Field{.key = u"client-key"_s,
            .label = QT_TRANSLATE_NOOP("Field", "Client key"),
            .help = QT_TRANSLATE_NOOP("Field", "PEM file without a password. Empty: it is in the file of the certificate.")},
    };
}

Fields alertFields()
{
    return {
        Field{.key = u"severity-label"_s, .label = QT_TRANSLATE_NOOP("Field", "Label of the severity"), .fallback = u"severity"_s},
        Field{.key = u"severities"_s,
            .type = FieldType::TextMap,
            .label = QT_TRANSLATE_NOOP("Field", "Severities"),
            .help = QT_TRANSLATE_NOOP("Field",
                "What a word of that label means: P1 = critical. One of critical, error, warning, info. Words that are not known page.")},
        Field{.key = u"high-urgency"_s,
            .type = FieldType::TextList,
            .label = QT_TRANSLATE_NOOP("Field", "Urgent alerts"),
            .help = QT_TRANSLATE_NOOP("Field", "Conditions on labels, one set a line: severity=\"info\", team=~\"db.*\". They win.")},
        Field{.key = u"low-urgency"_s,
            .type = FieldType::TextList,
            .label = QT_TRANSLATE_NOOP("Field", "Alerts that can wait"),
            .help = QT_TRANSLATE_NOOP("Field", "Conditions on labels, one set a line: severity=\"warning\". Info can always wait.")},
        Field{.key = u"service-label"_s, .label = QT_TRANSLATE_NOOP("Field", "Label of the service"), .fallback = u"service"_s},
        Field{.key = u"services"_s,
            .type = FieldType::TextMap,
            .label = QT_TRANSLATE_NOOP("Field", "Services"),
            .help = QT_TRANSLATE_NOOP("Field", "Conditions on labels by service: main-site = job=\"blackbox\". Others have the label's.")},
        Field{.key = u"watchdogs"_s,
            .type = FieldType::TextList,
            .label = QT_TRANSLATE_NOOP("Field", "Alerts that always fire"),
            .help = QT_TRANSLATE_NOOP("Field",
                "Conditions on labels, one alert a line. When such an alert is missing, you are paged. "
                "Empty: Watchdog and DeadMansSwitch, once they were seen.")},
        Field{.key = u"covers"_s,
            .type = FieldType::TextMap,
            .label = QT_TRANSLATE_NOOP("Field", "Rules that alerts take over"),
            .help = QT_TRANSLATE_NOOP("Field",
                "Expressions on the alert's name by built-in rule: cpu = HighCPU|Load. Such an alert keeps the rule quiet on its host.")},
        Field{.key = u"silence-for"_s,
            .type = FieldType::TimeSpan,
            .label = QT_TRANSLATE_NOOP("Field", "Silence for"),
            .help = QT_TRANSLATE_NOOP("Field", "How long the silence lasts that acknowledges an alert."),
            .fallback = u"1h"_s,
            .minimum = 60'000,
            .maximum = 30LL * 24 * 3'600 * 1'000},
        Field{.key = u"silence-until-resolved"_s,
            .type = FieldType::Boolean,
            .label = QT_TRANSLATE_NOOP("Field", "Silence until resolved"),
            .help = QT_TRANSLATE_NOOP("Field", "The silence is prolonged while the alert lives, and ends with it."),
            .fallback = true},
        Field{.key = u"created-by"_s,
            .label = QT_TRANSLATE_NOOP("Field", "Your name"),
            .help = QT_TRANSLATE_NOOP("Field", "Written on silences. Empty: your name on this machine.")},
        Field{.key = u"health-urgency"_s,
            .type = FieldType::Choice,
            .label = QT_TRANSLATE_NOOP("Field", "Trouble of the monitoring"),
            .help = QT_TRANSLATE_NOOP("Field", "Targets that are down, rules that fail, alerts that do not get through."),
            .fallback = u"high"_s,
            .choices = {u"high"_s, u"low"_s},
            .choiceNames = {QT_TRANSLATE_NOOP("FieldChoice", "pages"), QT_TRANSLATE_NOOP("FieldChoice", "can wait")}},
    };
}

Fields hostFields()
{
    return {
        Field{.key = u"host-label"_s, .label = QT_TRANSLATE_NOOP("Field", "Label of the host"), .fallback = u"instance"_s},
        Field{.key = u"host-name"_s,
            .type = FieldType::Choice,
            .label = QT_TRANSLATE_NOOP("Field", "A host is"),
            .fallback = u"label"_s,
            .choices = {u"label"_s, u"nodename"_s},
            .choiceNames = {QT_TRANSLATE_NOOP("FieldChoice", "a value of its label"),
                QT_TRANSLATE_NOOP("FieldChoice", "a machine by its own name (node_uname_info)")}},
        Field{.key = u"window"_s,
            .type = FieldType::TimeSpan,
            .label = QT_TRANSLATE_NOOP("Field", "Rates over"),
            .help = QT_TRANSLATE_NOOP("Field", "At least four times the interval at which Prometheus reads its targets."),
            .fallback = u"5m"_s,
            .minimum = 10'000,
            .maximum = 3'600'000},
        Field{.key = u"queries"_s,
            .type = FieldType::TextMap,
            .label = QT_TRANSLATE_NOOP("Field", "Queries"),
            .help = QT_TRANSLATE_NOOP("Field",
                "PromQL of your own by figure: cpu, memory, load, disk, restarts, up and others. "
                "$host is a condition on the host's label, $window the time above. Empty: the usual exporters.")},
    };
}

class Reader
{
public:
    Reader(const FieldValues &values, FieldProblems &problems) : m_values(values), m_problems(problems) { }

    QString text(const QString &key) const { return fieldValue(fields(), m_values, key).toString().trimmed(); }
    QStringList list(const QString &key) const { return fieldValue(fields(), m_values, key).toStringList(); }
    QVariantMap map(const QString &key) const { return fieldValue(fields(), m_values, key).toMap(); }
    bool flag(const QString &key) const { return fieldValue(fields(), m_values, key).toBool(); }
    Duration span(const QString &key) const { return parseDuration(text(key)).value_or(Duration(0)); }

    std::optional<Matchers> matchers(const QString &key, const QString &text)
    {
        const auto parsed = Matchers::parse(text);
        if (!parsed)
            m_problems.append(
                {key, Prometheus::tr("expected a condition on labels such as severity=\"critical\", found \"%1\"").arg(text)});
        return parsed;
    }
    QList<Matchers> matcherList(const QString &key)
    {
        QList<Matchers> result;
        for (const QString &text : list(key)) {
            if (const auto one = matchers(key, text))
                result.append(*one);
        }
        return result;
    }

private:
    const FieldValues &m_values;
    FieldProblems &m_problems;
};

QString shownName(const QUrl &base)
{
    const QString port = base.port() < 0 ? QString() : u':' + QString::number(base.port());
    return base.host() + port + base.path();
}

Access accessOf(const QString &address, const Reader &reader)
{
    Access access;
    access.base = QUrl(address, QUrl::StrictMode);
    QString path = access.base.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    access.base.setPath(path, QUrl::TolerantMode);
    access.base.setUserInfo({}); // a file is no place for a password
    access.base.setQuery(QString());
    access.base.setFragment(QString());
    access.name = shownName(access.base);
    const QString user = reader.text(u"username"_s);
    const QString token = reader.text(u"token"_s);
    if (!user.isEmpty())
        access.headers.append(HttpHeader{"Authorization", basicAuthorization(user, reader.text(u"password"_s))});
    else if (!token.isEmpty())
        access.headers.append(HttpHeader{"Authorization", "Bearer " + token.toUtf8()});
    const QVariantMap headers = reader.map(u"headers"_s);
    for (auto header = headers.begin(); header != headers.end(); ++header)
        access.headers.append(HttpHeader{header.key().toUtf8(), header.value().toString().toUtf8()});
    access.caFile = reader.text(u"ca-file"_s);
    access.clientCertificate = reader.text(u"client-certificate"_s);
    access.clientKey = reader.text(u"client-key"_s);
    return access;
}

void readMapping(Settings &settings, Reader &reader)
{
    Mapping &mapping = settings.mapping;
    mapping.source = settings.source;
    mapping.severityLabel = reader.text(u"severity-label"_s);
    mapping.severities = Mapping::usualSeverities();
    const QVariantMap severities = reader.map(u"severities"_s);
    for (auto entry = severities.begin(); entry != severities.end(); ++entry) {
        if (const auto severity = severityFromWord(entry.value().toString().trimmed().toLower()))
            mapping.severities.insert(entry.key().toLower(), *severity);
        else
            settings.problems.append({u"severities."_s + entry.key(),
                Prometheus::tr("expected one of critical, error, warning, info, found \"%1\"").arg(entry.value().toString())});
    }
    mapping.high = reader.matcherList(u"high-urgency"_s);
    mapping.low = reader.matcherList(u"low-urgency"_s);
    mapping.serviceLabel = reader.text(u"service-label"_s);
    const QVariantMap services = reader.map(u"services"_s);
    for (auto entry = services.begin(); entry != services.end(); ++entry) {
        if (const auto matchers = reader.matchers(u"services."_s + entry.key(), entry.value().toString()))
            mapping.services.append({ServiceId(entry.key()), *matchers});
    }
    mapping.hostLabel = reader.text(u"host-label"_s);
    mapping.watchdogs = reader.matcherList(u"watchdogs"_s);
    settings.watchdogsAreNamed = !mapping.watchdogs.isEmpty();
    if (!settings.watchdogsAreNamed)
        mapping.watchdogs = {Matchers({Matcher{u"alertname"_s, u"Watchdog"_s}}), Matchers({Matcher{u"alertname"_s, u"DeadMansSwitch"_s}})};
}

void readCovers(Settings &settings, const QVariantMap &covers)
{
    auto &rules = settings.mapping.covers;
    rules = Mapping::usualCovers();
    for (auto entry = covers.begin(); entry != covers.end(); ++entry) {
        const QRegularExpression expression(entry.value().toString(), QRegularExpression::CaseInsensitiveOption);
        const auto rule = std::ranges::find_if(rules, [&entry](const auto &known) { return toWord(known.first) == entry.key(); });
        const QString key = u"covers."_s + entry.key();
        if (rule == rules.end())
            settings.problems.append(
                {key, Prometheus::tr("expected a rule for hosts: cpu, memory or restarts, found \"%1\"").arg(entry.key())});
        else if (!expression.isValid())
            settings.problems.append(
                {key, Prometheus::tr("expected an expression such as HighCPU|Load, found \"%1\"").arg(entry.value().toString())});
        else if (entry.value().toString().isEmpty())
            rules.erase(rule); // nothing covers it
        else
            rule->second = expression;
    }
}

} // namespace

const Fields &fields()
{
    static const Fields all = accessFields() + alertFields() + hostFields();
    return all;
}

Settings readSettings(const SourceId &source, const FieldValues &values, Duration every)
{
    Settings settings;
    settings.source = source;
    settings.every = every;
    Reader reader(values, settings.problems);
    if (const QString url = reader.text(u"url"_s); !url.isEmpty())
        settings.prometheus = accessOf(url, reader);
    for (const QString &address : reader.list(u"alertmanager"_s)) {
        if (!address.trimmed().isEmpty())
            settings.alertmanagers.append(accessOf(address.trimmed(), reader));
    }
    readMapping(settings, reader);
    readCovers(settings, reader.map(u"covers"_s));
    settings.naming.source = source;
    settings.naming.label = reader.text(u"host-label"_s);
    settings.naming.joinsNodename = reader.text(u"host-name"_s) == "nodename"_L1;
    QStringList unknown;
    settings.queries = Queries::with(reader.map(u"queries"_s), unknown);
    for (const QString &key : unknown)
        settings.problems.append(
            {u"queries."_s + key, Prometheus::tr("expected a figure: %1, found \"%2\"").arg(Queries::figures().join(", "_L1), key)});
    settings.window = reader.span(u"window"_s);
    settings.silenceFor = reader.span(u"silence-for"_s);
    settings.silencesUntilResolved = reader.flag(u"silence-until-resolved"_s);
    settings.createdBy = reader.text(u"created-by"_s);
    settings.healthUrgency = urgencyFromWord(reader.text(u"health-urgency"_s)).value_or(Urgency::High);
    return settings;
}

} // namespace nightbell::prometheus
