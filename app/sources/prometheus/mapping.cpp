// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/prometheus/mapping.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace nightbell::prometheus {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestTitle = 400;
constexpr qsizetype longestText = 16'000;

bool isHarmless(QChar c)
{
    const char16_t unicode = c.unicode();
    if (unicode >= u' ' && unicode <= u'~')
        return true; // nearly all of them
    const bool turns = (unicode >= 0x202a && unicode <= 0x202e) || (unicode >= 0x2066 && unicode <= 0x2069);
    return c.category() != QChar::Other_Control && !turns;
}

QString annotation(const QList<Label> &annotations, std::initializer_list<QStringView> names)
{
    for (const QStringView name : names) {
        if (QString text = valueOf(annotations, name); !text.trimmed().isEmpty())
            return text;
    }
    return {};
}

QString titleOf(const AlertFacts &alert, const Mapping &mapping)
{
    const QString summary = cleaned(annotation(alert.annotations, {u"summary", u"title", u"message"}), true);
    if (!summary.isEmpty())
        return summary.left(longestTitle);
    const QString name = cleaned(valueOf(alert.labels, u"alertname"), true);
    const QString host = cleaned(valueOf(alert.labels, mapping.hostLabel), true);
    if (name.isEmpty())
        return QCoreApplication::translate("Prometheus", "An alert without a name");
    return (host.isEmpty() ? name : QCoreApplication::translate("Prometheus", "%1 on %2").arg(name, host)).left(longestTitle);
}

bool anyMatches(const QList<Matchers> &list, const Labels &labels)
{
    return std::ranges::any_of(list, [&labels](const Matchers &matchers) { return matchers.matches(labels); });
}

// What is told and cannot wait goes before what is told and can; unmapped words cannot.
Urgency urgencyOf(const Labels &labels, Severity severity, const Mapping &mapping)
{
    if (anyMatches(mapping.high, labels))
        return Urgency::High;
    if (anyMatches(mapping.low, labels) || severity == Severity::Info)
        return Urgency::Low;
    return Urgency::High;
}

// What `known` has under the key, made once.
template<typename T, typename Make>
T keptIn(QHash<QString, T> &known, const QString &key, Make make)
{
    const auto found = known.constFind(key);
    return found != known.cend() ? *found : *known.insert(key, make());
}

} // namespace

QHash<QString, Severity> Mapping::usualSeverities()
{
    return {{u"critical"_s, Severity::Critical}, {u"emergency"_s, Severity::Critical}, {u"fatal"_s, Severity::Critical},
        {u"error"_s, Severity::Error}, {u"high"_s, Severity::Error}, {u"warning"_s, Severity::Warning}, {u"warn"_s, Severity::Warning},
        {u"info"_s, Severity::Info}, {u"informational"_s, Severity::Info}, {u"notice"_s, Severity::Info}, {u"none"_s, Severity::Info},
        {u"debug"_s, Severity::Info}};
}

QList<std::pair<RuleKind, QRegularExpression>> Mapping::usualCovers()
{
    const auto expression = [](const QString &text) { return QRegularExpression(text, QRegularExpression::CaseInsensitiveOption); };
    return {{RuleKind::Cpu, expression(u"cpu|processor"_s)}, {RuleKind::Memory, expression(u"mem(ory|$|_|usage)|oom|ram(usage|$)"_s)},
        {RuleKind::Restarts, expression(u"restart|crash|flap"_s)}};
}

bool Mapping::isWatchdog(const Labels &labels) const
{
    return anyMatches(watchdogs, labels);
}

std::optional<RuleKind> Mapping::coveredBy(const QString &alertName) const
{
    for (const auto &[rule, expression] : covers) {
        if (expression.match(alertName).hasMatch())
            return rule;
    }
    return std::nullopt;
}

HostId hostIdOf(const SourceId &source, const QString &instance)
{
    return instance.isEmpty() ? HostId() : HostId(source.text() + u':' + cleaned(instance, true));
}

ServiceId AlertMapper::serviceOf(const Labels &labels)
{
    for (const auto &[service, matchers] : m_mapping.services) {
        if (matchers.matches(labels))
            return service;
    }
    const QString value = valueOf(labels, m_mapping.serviceLabel);
    return keptIn(m_services, value, [&value] { return ServiceId(cleaned(value, true)); });
}

HostId AlertMapper::hostOf(const Labels &labels)
{
    const QString value = valueOf(labels, m_mapping.hostLabel);
    return keptIn(m_hosts, value, [&] { return hostIdOf(m_mapping.source, value); });
}

// A restart is of one service, where the labels name it; CPU and memory are of the host.
QString AlertMapper::coversOf(const Labels &labels, const HostId &host)
{
    if (host.isEmpty())
        return {};
    const QString name = valueOf(labels, u"alertname");
    const std::optional<RuleKind> rule = keptIn(m_rules, name, [&] { return m_mapping.coveredBy(name); });
    if (!rule)
        return {};
    RuleFinding finding;
    finding.rule = *rule;
    finding.host = host;
    if (*rule == RuleKind::Restarts)
        finding.unit = valueOf(labels, u"name");
    return finding.dedupKey();
}

Incident AlertMapper::incidentOf(const AlertFacts &alert)
{
    Incident incident;
    incident.source = m_mapping.source;
    incident.title = titleOf(alert, m_mapping);
    incident.text = cleaned(annotation(alert.annotations, {u"description", u"message", u"summary"}), false).left(longestText);
    if (incident.text == incident.title)
        incident.text.clear();
    const QString word = valueOf(alert.labels, m_mapping.severityLabel);
    const auto severity = m_mapping.severities.constFind(word.toLower());
    incident.severity = severity == m_mapping.severities.cend() ? Severity::Unknown : *severity;
    if (incident.severity == Severity::Unknown)
        incident.priority = cleaned(word, true);
    incident.urgency = urgencyOf(alert.labels, incident.severity, m_mapping);
    incident.service = serviceOf(alert.labels);
    incident.host = hostOf(alert.labels);
    incident.covers = coversOf(alert.labels, incident.host);
    incident.created = incident.changed = alert.startsAt;
    if (alert.generator.scheme() == "https"_L1 || alert.generator.scheme() == "http"_L1)
        incident.url = alert.generator;
    incident.labels = alert.labels;
    return incident;
}

IncidentId incidentIdOf(const SourceId &source, const QString &key, TimePoint created)
{
    return IncidentId(source.text() + u':' + key + u'-' + QString::number(toMilliseconds(created) / 1000, 36));
}

QList<WebLink> linksOf(const AlertFacts &alert)
{
    const auto isWeb = [](const QUrl &url) { return url.isValid() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1); };
    QList<WebLink> links;
    for (const Label &annotation : alert.annotations) {
        const QUrl url(annotation.value.trimmed(), QUrl::StrictMode);
        if (!isWeb(url))
            continue;
        QString text = annotation.name;
        if (text.startsWith("runbook"_L1))
            text = QCoreApplication::translate("Prometheus", "Runbook");
        else if (text.startsWith("dashboard"_L1))
            text = QCoreApplication::translate("Prometheus", "Dashboard");
        links.append(WebLink{url, text});
    }
    if (isWeb(alert.generator))
        links.append(WebLink{alert.generator, QCoreApplication::translate("Prometheus", "Query in Prometheus")});
    return links;
}

QString cleaned(const QString &text, bool isOneLine)
{
    QString result;
    const bool isClean = std::ranges::all_of(text, isHarmless);
    if (isClean) {
        result = text;
    } else {
        result.reserve(text.size());
        for (const QChar c : text) {
            if (isHarmless(c) || (c == u'\n' && !isOneLine))
                result += c;
            else if (c.isSpace())
                result += u' ';
            else
                result += QChar(QChar::ReplacementCharacter);
        }
    }
    return isOneLine ? result.simplified() : result.trimmed();
}

} // namespace nightbell::prometheus
