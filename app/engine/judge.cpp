// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/judge.h"

#include "domain/wording.h"
#include "engine/ownincidents.h"

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

// Of the built-in rules, not of a check or a script.
bool isOpenOfRule(const Incident &incident)
{
    return incident.isOpen() && incident.dedupKey.startsWith("rule/"_L1);
}

// Sources name their hosts after themselves: "prod:web-1".
bool isOf(const SourceId &source, const HostId &host)
{
    return host.text().startsWith(source.text() + u':');
}

QString checkKey(const CheckId &id)
{
    return u"check/"_s + id.text();
}

constexpr auto sourcePrefix = "source/"_L1;

QString sourceKey(const SourceId &id)
{
    return sourcePrefix + id.text();
}

Severity severityOf(RuleKind rule)
{
    switch (rule) {
    case RuleKind::Cpu:
    case RuleKind::Memory:
        return Severity::Warning;
    case RuleKind::Restarts:
        return Severity::Error;
    }
    return Severity::Unknown;
}

Verdict verdictOf(CheckState state)
{
    switch (state) {
    case CheckState::Failed:
        return Verdict::Firing;
    case CheckState::Passing:
        return Verdict::Clear;
    case CheckState::Waiting:
    case CheckState::Failing: // not often enough yet, and not well either
    case CheckState::Paused:
        return Verdict::Unknown;
    }
    return Verdict::Unknown;
}

} // namespace

Judge::Judge(OwnIncidents &incidents, IntervalOf intervalOf, QObject *parent)
    : QObject(parent)
    , m_incidents(incidents)
    , m_intervalOf(std::move(intervalOf))
    , m_rules(RuleSettings{})
{ }

void Judge::setConfiguration(const Configuration &configuration)
{
    m_configuration = configuration;
    m_rules.setSettings(configuration.rules);
}

QList<RuleFinding> Judge::findings() const
{
    QList<RuleFinding> all;
    for (const QList<RuleFinding> &ofHost : m_findings)
        all += ofHost;
    return all;
}

void Judge::applyIncidents(const Diff<Shared<Incident>> &diff)
{
    const auto drop = [this](const Incident &incident) {
        const auto covered = m_covered.find(incident.covers);
        if (covered == m_covered.end())
            return;
        covered->remove(incident.id);
        if (covered->isEmpty())
            m_covered.erase(covered);
    };
    const auto add = [this](const Incident &incident) {
        if (!incident.covers.isEmpty() && incident.isOpen())
            m_covered[incident.covers].insert(incident.id, incident.title);
    };
    for (const Incident &incident : diff.removed)
        drop(incident);
    for (const auto &change : diff.changed) {
        drop(change.before);
        add(change.after);
    }
    for (const Incident &incident : diff.added)
        add(incident);
}

// "rule/restarts/prod:h3" covers "rule/restarts/prod:h3/system/nginx.service" as well.
bool Judge::isCovered(const QString &dedupKey) const
{
    if (m_covered.isEmpty())
        return false;
    for (qsizetype end = dedupKey.size(); end > 0; end = dedupKey.lastIndexOf(u'/', end - 1)) {
        if (m_covered.contains(dedupKey.first(end)))
            return true;
    }
    return false;
}

// Whether the source is given time to say it itself.
bool Judge::isLeft(const RuleFinding &finding, const Host &host)
{
    const QString key = finding.dedupKey();
    const Duration leave = host.leaves.value(toWord(finding.rule), Duration(0));
    if (finding.verdict != Verdict::Firing || leave <= Duration(0) || m_incidents.isOpen(key)) {
        if (finding.verdict != Verdict::Unknown)
            m_leftSince.remove(key);
        return false;
    }
    const auto since = m_leftSince.find(key);
    if (since == m_leftSince.end()) {
        m_leftSince.insert(key, host.sampledAt);
        return true;
    }
    return host.sampledAt - *since < leave;
}

void Judge::applyHosts(const Diff<Host> &diff)
{
    for (const Host &host : diff.added)
        judgeHost(host);
    for (const auto &change : diff.changed)
        judgeHost(change.after);
    for (const Host &host : diff.removed) {
        for (const RuleFinding &finding : m_findings.take(host.id)) {
            m_leftSince.remove(finding.dedupKey());
            m_missingSince.remove(finding.dedupKey());
            m_incidents.abandon(finding.dedupKey(), tr("The host is not reported any more."));
        }
        for (const Incident &incident : openOf(host.id)) // also what an earlier run opened
            m_incidents.abandon(incident.dedupKey, tr("The host is not reported any more."));
        m_rules.forget(host.id);
    }
}

void Judge::judgeHost(const Host &host)
{
    const Duration gapLimit = 2 * m_intervalOf(host.source) + std::chrono::seconds(5);
    const auto isOpen = [this](const QString &dedupKey) { return m_incidents.isOpen(dedupKey); };
    const QList<RuleFinding> findings = m_rules.judge(host, gapLimit, isOpen);
    for (const RuleFinding &finding : findings) {
        if (finding.verdict == Verdict::Firing && isCovered(finding.dedupKey())) {
            m_leftSince.remove(finding.dedupKey());
            m_incidents.abandon(finding.dedupKey(), tr("An alert of its source says the same."));
            continue;
        }
        if (isLeft(finding, host))
            continue;
        Condition condition;
        condition.dedupKey = finding.dedupKey();
        condition.verdict = finding.verdict;
        condition.host = host.id;
        if (finding.verdict == Verdict::Firing) {
            condition.title = ruleTitle(finding);
            condition.text = ruleText(finding);
            condition.severity = severityOf(finding.rule);
        }
        m_incidents.apply(condition);
    }
    abandonMissing(host, findings);
    m_findings.insert(host.id, findings);
}

SharedIncidents Judge::openOf(const HostId &host) const
{
    SharedIncidents open;
    for (const Shared<Incident> &incident : m_incidents.incidents()) {
        if (incident->host == host && isOpenOfRule(incident))
            open.append(incident);
    }
    return open;
}

// Services that were uninstalled or are left out from now on. Not at once: after a start not all may be listed yet.
void Judge::abandonMissing(const Host &host, const QList<RuleFinding> &findings)
{
    const QString restarts = u"rule/"_s + toWord(RuleKind::Restarts) + u'/';
    for (const Incident &incident : openOf(host.id)) {
        const QString &key = incident.dedupKey;
        if (!key.startsWith(restarts))
            continue;
        const bool isListed = std::ranges::any_of(findings, [&key](const RuleFinding &finding) { return finding.dedupKey() == key; });
        if (isListed || host.restartsUnknown != RestartsUnknown::Known) {
            m_missingSince.remove(key);
            continue;
        }
        auto since = m_missingSince.find(key);
        if (since == m_missingSince.end())
            since = m_missingSince.insert(key, host.sampledAt);
        if (host.sampledAt - *since < HostRules::clearAfter)
            continue;
        m_missingSince.erase(since);
        m_incidents.abandon(key, tr("Its host does not report restarts of that service any more."));
    }
}

void Judge::missed(const SourceStatus &source, Duration lasts, Urgency urgency)
{
    // As long as its servers may take to come back from a restart.
    constexpr Duration patience = std::chrono::minutes(2);
    if (lasts < std::max<Duration>(patience, 3 * source.interval))
        return;
    Condition condition;
    condition.dedupKey = sourceKey(source.id);
    condition.verdict = Verdict::Firing;
    condition.title = tr("%1 cannot be asked").arg(source.name);
    condition.text = errorText(*source.error) + u'\n' + tr("What it has to say is not seen here until it answers again.");
    condition.urgency = urgency;
    m_incidents.apply(condition);
}

void Judge::sourceRemoved(const SourceId &source)
{
    m_incidents.abandon(sourceKey(source), tr("Its source was removed or switched off."));
}

void Judge::answered(const Snapshot &snapshot)
{
    if (!snapshot.incomplete)
        m_incidents.apply(Condition{.dedupKey = sourceKey(snapshot.source), .verdict = Verdict::Clear});
    if (!snapshot.hosts)
        return;
    auto since = m_hostsSince.find(snapshot.source);
    if (since == m_hostsSince.end())
        since = m_hostsSince.insert(snapshot.source, snapshot.askedAt);
    if (snapshot.askedAt - *since < HostRules::clearAfter)
        return;
    const SharedIncidents own = m_incidents.incidents();
    for (const Incident &incident : own) {
        const bool isMissing = isOpenOfRule(incident) && isOf(snapshot.source, incident.host)
            && std::ranges::find(*snapshot.hosts, incident.host, &Host::id) == snapshot.hosts->end();
        if (isMissing)
            m_incidents.abandon(incident.dedupKey, tr("The host is not reported any more."));
    }
}

void Judge::abandonUnwatched()
{
    const SharedIncidents own = m_incidents.incidents();
    for (const Incident &incident : own) {
        const bool hasCheck = incident.check.isEmpty()
            || std::ranges::any_of(m_configuration.checks, [&incident](const CheckEntry &check) { return check.id == incident.check; });
        const auto isSubject = [&incident](const SourceEntry &source) {
            return source.enabled && (isOf(source.id, incident.host) || incident.dedupKey == sourceKey(source.id));
        };
        const bool isOfSource = isOpenOfRule(incident) || (incident.isOpen() && incident.dedupKey.startsWith(sourcePrefix));
        const bool hasSource = !isOfSource || std::ranges::any_of(m_configuration.sources, isSubject);
        if (incident.isOpen() && !hasCheck)
            m_incidents.abandon(incident.dedupKey, tr("The check was removed."));
        else if (!hasSource)
            m_incidents.abandon(incident.dedupKey, tr("Its source was removed or switched off."));
    }
}

void Judge::applyChecks(const Diff<Check> &diff)
{
    for (const Check &check : diff.added)
        judgeCheck(check);
    for (const auto &change : diff.changed)
        judgeCheck(change.after);
    for (const Check &check : diff.removed)
        m_incidents.abandon(checkKey(check.id), tr("The check was removed."));
}

void Judge::judgeCheck(const Check &check)
{
    if (check.state == CheckState::Paused) {
        m_incidents.abandon(checkKey(check.id), tr("The check was switched off."));
        return;
    }
    Condition condition;
    condition.dedupKey = checkKey(check.id);
    condition.verdict = verdictOf(check.state);
    condition.check = check.id;
    condition.service = check.service;
    if (condition.verdict == Verdict::Firing) {
        condition.title = checkTitle(check);
        condition.text = checkText(check);
        condition.urgency = urgencyOf(check.service);
    }
    m_incidents.apply(condition);
}

Urgency Judge::urgencyOf(const ServiceId &service) const
{
    const ServiceEntry *entry = m_configuration.service(service);
    return entry ? entry->service.urgency.value_or(Urgency::High) : Urgency::High; // nobody said that it may wait
}

} // namespace nightbell
