// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/demo/choices.h"

#include "sources/demo/oncall.h"

#include <QCoreApplication>

#include <algorithm>

namespace nightbell::demo {
namespace {

using namespace Qt::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Demo)
};

const EscalationPolicy *find(const OnCall &onCall, const PolicyId &id)
{
    const auto policy = std::ranges::find(onCall.policies, id, &EscalationPolicy::id);
    return policy == onCall.policies.end() ? nullptr : &*policy;
}

QString nowOn(const EscalationPolicy &policy, int level)
{
    const auto shift = std::ranges::find(policy.now, level, &Shift::level);
    return shift == policy.now.end() ? Words::tr("nobody now") : shift->person.name;
}

QList<Option> everybody(const OnCall &onCall)
{
    QList<Option> options;
    for (const Person &person : people()) {
        QStringList where;
        for (const EscalationPolicy &policy : onCall.policies) {
            if (std::ranges::any_of(policy.now, [&person](const Shift &shift) { return shift.person.id == person.id; }))
                where.append(policy.name);
        }
        options.append(
            Option{person.id.text(), person.name, where.isEmpty() ? QString() : Words::tr("on call: %1").arg(where.join(", "_L1))});
    }
    return options;
}

QList<Option> levelsOf(const EscalationPolicy &policy)
{
    QList<Option> options;
    for (const EscalationLevel &level : policy.levels)
        options.append(Option{QString::number(level.level), Words::tr("Level %1").arg(level.level), nowOn(policy, level.level)});
    return options;
}

} // namespace

Expected<QList<Option>> optionsOf(const OptionQuery &query, const OnCall &onCall, const PolicyId &policy)
{
    QList<Option> options;
    if (query.from == "people"_L1) {
        options = everybody(onCall);
    } else if (query.from == "policies"_L1) {
        for (const EscalationPolicy &each : onCall.policies)
            options.append(Option{each.id.text(), each.name, nowOn(each, 1)});
    } else if (query.from == "levels"_L1) {
        if (const EscalationPolicy *its = find(onCall, policy))
            options = levelsOf(*its);
    } else if (query.from == "priorities"_L1) {
        options = {{u"P1"_s, u"P1"_s, Words::tr("Everybody is affected")}, {u"P2"_s, u"P2"_s, Words::tr("Many are affected")},
            {u"P3"_s, u"P3"_s, Words::tr("It can wait for the morning")}};
    } else if (query.from == "workflows"_L1) {
        options = {{u"demo-channel"_s, Words::tr("Open a channel for it"), Words::tr("and invite who is on call")},
            {u"demo-status"_s, Words::tr("Tell the status page"), {}}};
    } else {
        return Error{ErrorKind::BadInput, u"the script has no list of %1"_s.arg(query.from)};
    }
    options.removeIf([&query](const Option &option) {
        return !option.name.contains(query.text, Qt::CaseInsensitive) && !option.hint.contains(query.text, Qt::CaseInsensitive);
    });
    return options;
}

Incident assigned(Incident incident, const ActionRequest &deed, const OnCall &onCall)
{
    const bool isReassigned = deed.action == "reassign"_L1;
    if (!isReassigned && deed.action != "escalate"_L1)
        return incident;
    const QStringList chosen = isReassigned ? deed.inputs.value(u"people"_s).toStringList() : QStringList();
    QList<Person> to;
    for (const Person &person : people()) {
        if (chosen.contains(person.id.text()))
            to.append(person);
    }
    if (chosen.isEmpty()) {
        if (const EscalationPolicy *other = find(onCall, PolicyId(deed.inputs.value(u"policy"_s).toString()))) {
            incident.policyId = other->id;
            incident.policy = other->name;
        }
        const int level = isReassigned ? 1 : deed.inputs.value(u"level"_s).toInt();
        if (const EscalationPolicy *its = find(onCall, incident.policyId)) {
            for (const Shift &shift : its->now) {
                if (shift.level == level && !to.contains(shift.person))
                    to.append(shift.person);
            }
        }
    }
    incident.assignees = to;
    const bool isMine = std::ranges::any_of(to, [&onCall](const Person &person) { return person.id == onCall.me.id; });
    incident.concern = isMine ? Concern::Mine : to.isEmpty() ? Concern::Nobody : Concern::Others;
    return incident;
}

} // namespace nightbell::demo
