// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/prometheus/health.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace nightbell::prometheus {

using namespace Qt::StringLiterals;

namespace {

struct Prometheus
{
    Q_DECLARE_TR_FUNCTIONS(Prometheus)
};

constexpr qsizetype mostListed = 20;

struct Job
{
    int all = 0;
    QStringList down; // instances
    QStringList lines;
};

QString errorOf(const Labels &labels, const QList<DownTarget> &details)
{
    const auto same = [&labels](const DownTarget &target) {
        return valueOf(target.labels, u"instance") == valueOf(labels, u"instance")
            && valueOf(target.labels, u"job") == valueOf(labels, u"job");
    };
    const auto found = std::ranges::find_if(details, same);
    return found == details.end() ? QString() : cleaned(found->error, true);
}

// The instances that an alert calls down already.
QSet<QString> coveredInstances(const SharedIncidents &alerts)
{
    static const QRegularExpression says(u"down|unreachable|absent|missing|notready"_s, QRegularExpression::CaseInsensitiveOption);
    QSet<QString> instances;
    for (const Incident &alert : alerts) {
        if (says.match(valueOf(alert.labels, u"alertname")).hasMatch())
            instances.insert(valueOf(alert.labels, u"instance"));
    }
    return instances;
}

// The same incident with what is said of it now.
Incident renewed(Incident incident, const Trouble &trouble)
{
    incident.title = trouble.title;
    incident.text = trouble.text;
    incident.severity = trouble.severity;
    incident.urgency = trouble.urgency;
    incident.host = trouble.host;
    incident.labels = trouble.labels;
    return incident;
}

} // namespace

SharedIncidents HealthBook::update(const Findings &findings, TimePoint at)
{
    QSet<QString> found;
    for (auto each = findings.cbegin(); each != findings.cend(); ++each) {
        for (const Trouble &trouble : each.value()) {
            found.insert(trouble.key);
            if (!m_entries.contains(trouble.key))
                m_entries.insert(trouble.key, Entry{each.key(), false, begun(trouble.key, at)});
            Entry &entry = m_entries[trouble.key];
            entry.incident = renewed(entry.incident, trouble);
            entry.isTold = entry.isTold || at - entry.incident.created >= trouble.confirmFor;
        }
    }
    m_entries.removeIf([&](const auto &entry) { return !found.contains(entry.key()) && findings.contains(entry->topic); });
    SharedIncidents incidents;
    for (Entry &entry : m_entries) {
        if (entry.incident.snoozedUntil && *entry.incident.snoozedUntil <= at)
            entry.incident = actionKind(u"retrigger")->expected(entry.incident, {});
        if (entry.isTold)
            incidents.append(entry.incident);
    }
    return incidents;
}

bool HealthBook::has(const IncidentId &incident) const
{
    return std::ranges::any_of(m_entries, [&](const Entry &entry) { return entry.isTold && entry.incident.id == incident; });
}

Expected<Done> HealthBook::act(const ActionRequest &request, TimePoint now)
{
    const auto found
        = std::ranges::find_if(m_entries, [&](const Entry &entry) { return entry.isTold && entry.incident.id == request.incident; });
    const ActionKind *kind = actionKind(request.action);
    if (found == m_entries.end() || !kind)
        return Error{ErrorKind::NotFound, {}};
    if (!kind->applies(found->incident))
        return Done{}; // it is so already
    const Incident wanted = kind->expected(found->incident, request);
    if (wanted.snoozedUntil && *wanted.snoozedUntil <= now)
        return Error{ErrorKind::BadInput, Prometheus::tr("the time is over")};
    found->incident = wanted;
    return Done{};
}

Incident HealthBook::begun(const QString &key, TimePoint at) const
{
    Incident incident;
    incident.id = IncidentId(u"%1:%2-%3"_s.arg(m_source.text(), key, QString::number(toMilliseconds(at) / 1000, 36)));
    incident.source = m_source;
    incident.dedupKey = key;
    incident.created = incident.changed = at;
    return incident;
}

QList<Trouble> downTargets(
    const QList<Curve> &up, const QList<DownTarget> &details, const SharedIncidents &alerts, Urgency urgency, Duration confirmFor)
{
    const QSet<QString> covered = coveredInstances(alerts);
    QMap<QString, Job> jobs;
    for (const Curve &curve : up) {
        if (curve.samples.isEmpty() || std::isnan(curve.samples.last().value))
            continue;
        Job &job = jobs[valueOf(curve.labels, u"job")];
        ++job.all;
        const QString instance = valueOf(curve.labels, u"instance");
        if (curve.samples.last().value > 0 || covered.contains(instance))
            continue;
        const QString error = errorOf(curve.labels, details);
        job.down.append(cleaned(instance, true));
        job.lines.append(error.isEmpty() ? job.down.last() : u"%1: %2"_s.arg(job.down.last(), error));
    }
    QList<Trouble> troubles;
    for (auto job = jobs.begin(); job != jobs.end(); ++job) {
        const auto count = static_cast<int>(job->down.size());
        if (count == 0)
            continue;
        Trouble trouble;
        trouble.key = u"targets/"_s + job.key();
        trouble.title = count == 1
            ? Prometheus::tr("%1 (%2) does not answer Prometheus").arg(job->down.constFirst(), cleaned(job.key(), true))
            : Prometheus::tr("%1 of %n target(s) of %2 do not answer Prometheus", nullptr, job->all)
                  .arg(count)
                  .arg(cleaned(job.key(), true));
        if (job->lines.size() > mostListed) {
            job->lines.resize(mostListed);
            job->lines.append(u"…"_s);
        }
        trouble.text = job->lines.join(u'\n');
        trouble.urgency = urgency;
        trouble.confirmFor = confirmFor;
        trouble.labels = {Label{u"job"_s, job.key()}};
        troubles.append(trouble);
    }
    return troubles;
}

QList<Trouble> brokenRules(const QList<BrokenRule> &rules, Urgency urgency)
{
    QList<Trouble> troubles;
    for (const BrokenRule &rule : rules) {
        const QString name = cleaned(rule.name, true);
        Trouble trouble;
        trouble.key = u"rule/"_s + rule.group + u'/' + rule.name;
        trouble.title = Prometheus::tr("The rule %1 cannot be evaluated").arg(name);
        trouble.text = Prometheus::tr("Group %1: %2").arg(cleaned(rule.group, true), cleaned(rule.error, false)) + u'\n'
            + Prometheus::tr("While that lasts, it cannot alert.");
        trouble.urgency = urgency;
        const bool isThereAlready = std::ranges::any_of(troubles, [&trouble](const Trouble &other) { return other.key == trouble.key; });
        if (!isThereAlready) // several rules may share a name
            troubles.append(trouble);
    }
    return troubles;
}

QList<Trouble> undelivered(const QList<Curve> &errors, Urgency urgency)
{
    QList<Trouble> troubles;
    for (const Curve &curve : errors) {
        if (curve.samples.isEmpty() || !(curve.samples.last().value > 0))
            continue;
        const QString to = cleaned(valueOf(curve.labels, u"alertmanager"), true);
        Trouble trouble;
        trouble.key = u"delivery/"_s + to;
        trouble.title = Prometheus::tr("Prometheus cannot reach the Alertmanager %1").arg(to);
        trouble.text = Prometheus::tr("Alerts that begin now may not arrive there.");
        trouble.urgency = urgency;
        troubles.append(trouble);
    }
    return troubles;
}

QList<Trouble> Watchdogs::update(const QList<QList<Label>> &labels, bool isTrusted, Duration confirmFor)
{
    QList<Trouble> troubles;
    for (qsizetype i = 0; i < m_watchdogs.size(); ++i) {
        const Matchers &watchdog = m_watchdogs.at(i);
        const bool isThere = std::ranges::any_of(labels, [&watchdog](const QList<Label> &set) { return watchdog.matches(set); });
        if (isThere) {
            m_seen.insert(i);
            m_missed.remove(i);
            continue;
        }
        if (isTrusted && (m_areNamed || m_seen.contains(i)))
            m_missed.insert(i);
        if (!m_missed.contains(i)) // what was missed stays missed until it is seen
            continue;
        Trouble trouble;
        trouble.key = u"watchdog/"_s + watchdog.text();
        trouble.title = Prometheus::tr("The alert that always fires is missing: %1").arg(watchdog.text());
        trouble.text
            = Prometheus::tr("It says that alerts get through from Prometheus to here. While it is missing, others may be missing too.");
        trouble.severity = Severity::Critical;
        trouble.confirmFor = confirmFor;
        troubles.append(trouble);
    }
    return troubles;
}

} // namespace nightbell::prometheus
