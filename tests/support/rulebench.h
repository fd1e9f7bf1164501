// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/hostrules.h"
#include "support/fakeclock.h"

#include <QSet>
#include <QStringList>

#include <algorithm>

namespace nightbell {

inline constexpr Duration interval = std::chrono::seconds(5);
inline constexpr Duration gapLimit = std::chrono::seconds(15);

// One host that is looked at again and again, and an engine that opens and resolves as the verdicts say.
class Bench
{
public:
    FakeClock clock;
    HostRules rules{RuleSettings{}};
    Host host;
    QSet<QString> open;
    QStringList story; // "+cpu" opened, "-cpu" resolved

    Bench()
    {
        host.id = HostId(QStringLiteral("local:web-1"));
        host.name = QStringLiteral("web-1");
        host.state = HostState::Up;
    }

    QList<RuleFinding> look()
    {
        host.sampledAt = clock.now();
        const auto findings = rules.judge(host, gapLimit, [this](const QString &key) { return open.contains(key); });
        for (const RuleFinding &finding : findings) {
            const QString key = finding.dedupKey();
            const QString word = key.section(u'/', 1, 1) + (finding.unit.isEmpty() ? QString() : u':' + key.section(u'/', 3));
            if (finding.verdict == Verdict::Firing && !open.contains(key)) {
                open.insert(key);
                story.append(u'+' + word);
            } else if (finding.verdict == Verdict::Clear && open.remove(key)) {
                story.append(u'-' + word);
            }
        }
        return findings;
    }
    RuleFinding of(RuleKind rule)
    {
        const auto findings = look();
        const auto found = std::ranges::find(findings, rule, &RuleFinding::rule);
        return found == findings.end() ? RuleFinding() : *found;
    }

    // The figure for that long, one sample each interval.
    void cpu(double value, Duration span)
    {
        host.cpu = value;
        for (Duration passed{0}; passed < span; passed += interval)
            clock.advance(interval), look();
    }
    void pass(Duration span) { cpu(host.cpu.value_or(10), span); }

    ServiceUnit &unit(const QString &name, UnitManager manager = UnitManager::System)
    {
        for (ServiceUnit &known : host.units) {
            if (known.name == name && known.manager == manager)
                return known;
        }
        host.restartsUnknown = RestartsUnknown::Known;
        host.units.append(ServiceUnit{.name = name, .manager = manager});
        return host.units.last();
    }
    void restart(const QString &name, UnitManager manager = UnitManager::System) { unit(name, manager).failedRestarts.append(clock.now()); }
};

} // namespace nightbell
