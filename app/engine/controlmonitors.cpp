// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of monitors from outside: the built-in rules of hosts, and what sources list.
#include "engine/control.h"

#include "engine/encode.h"
#include "engine/encodemonitors.h"
#include "engine/session.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

RuleFinding notJudged(const Host &host, RuleKind rule, const RuleSettings &settings)
{
    RuleFinding finding;
    finding.rule = rule;
    finding.host = host.id;
    finding.hostName = host.name;
    switch (rule) {
    case RuleKind::Cpu:
        finding.threshold = settings.cpuAbove;
        finding.span = settings.cpuFor;
        break;
    case RuleKind::Memory:
        finding.threshold = settings.memoryAbove;
        finding.span = settings.memoryFor;
        break;
    case RuleKind::Restarts:
        finding.threshold = settings.restartsMoreThan;
        finding.span = settings.restartsWithin;
        // No service has restarted: that is known, and there is no service to name.
        finding.verdict = host.restartsUnknown == RestartsUnknown::Known ? Verdict::Clear : Verdict::Unknown;
        break;
    }
    return finding;
}

bool isWanted(const QString &state, const QStringList &states)
{
    return states.isEmpty() || std::ranges::any_of(states, [&state](const QString &each) { return isStateCalled(each, state); });
}

} // namespace

QJsonArray Control::rules(const QHash<QString, IncidentId> &openByKey, const QStringList &states) const
{
    QList<RuleFinding> findings = m_session.judge().findings();
    std::set<std::pair<HostId, RuleKind>> judged;
    for (const RuleFinding &finding : std::as_const(findings))
        judged.emplace(finding.host, finding.rule);
    for (const Host &host : m_session.store().hosts()) {
        for (const RuleKind rule : {RuleKind::Cpu, RuleKind::Memory, RuleKind::Restarts}) {
            if (!judged.contains({host.id, rule}))
                findings.append(notJudged(host, rule, m_session.configuration().rules));
        }
    }
    std::ranges::sort(findings, {}, [](const RuleFinding &finding) { return std::tuple(finding.host, finding.rule, finding.unit); });
    QJsonArray array;
    for (const RuleFinding &finding : std::as_const(findings)) {
        const QJsonObject rule = encode(finding, openByKey.value(finding.dedupKey()));
        if (isWanted(rule.value("state"_L1).toString(), states))
            array.append(rule);
    }
    return array;
}

// The worst first.
QJsonArray Control::listed(const SourceStatus &source, const QStringList &states) const
{
    const MonitorList *list = m_session.store().monitors(source.id);
    if (!list)
        return {};
    QHash<QString, IncidentId> openByKey;
    for (const Incident &face : m_session.store().faces()) {
        if (face.source == source.id && face.isOpen())
            openByKey.insert(face.dedupKey, m_session.store().nameOf(face.id));
    }
    QList<Monitor> monitors;
    std::ranges::copy_if(list->monitors, std::back_inserter(monitors),
        [&states](const Monitor &monitor) { return isWanted(stateWord(monitor.standing), states); });
    std::ranges::stable_sort(monitors, {}, [](const Monitor &monitor) { return rankOf(monitor.standing); });
    QJsonArray array;
    for (const Monitor &monitor : std::as_const(monitors))
        array.append(encode(monitor, *list, openByKey));
    return array;
}

void Control::monitors(const QJsonObject &request, const Reply &reply)
{
    QHash<QString, IncidentId> openByKey;
    for (const Incident &incident : m_session.store().incidents()) {
        if (incident.isOpen() && !incident.dedupKey.isEmpty())
            openByKey.insert(incident.dedupKey, incident.id);
    }
    const QStringList states = request.value("states"_L1).toVariant().toStringList();
    QJsonArray all = rules(openByKey, states);
    QJsonArray silent = silentSources();
    for (SourceStatus source : m_session.poller().statuses()) {
        for (const QJsonValue &monitor : listed(source, states))
            all.append(monitor);
        const MonitorList *list = m_session.store().monitors(source.id);
        if (!list || !list->error || source.state != SourceState::Fresh)
            continue;
        source.state = SourceState::Failed; // of its list, that is
        source.error = list->error;
        source.lastSuccess = list->listedAt;
        silent.append(encode(source, m_session.clock().now()));
    }
    QJsonObject answer = answered(all);
    answer.insert(u"silent"_s, silent);
    reply(answer);
}

} // namespace nightbell
