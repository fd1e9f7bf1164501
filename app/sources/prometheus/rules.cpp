// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/prometheus/rules.h"

#include "base/json.h"

namespace nightbell::prometheus {

using namespace Qt::StringLiterals;

namespace {

QList<Label> textsOf(const JsonValue &object)
{
    QList<Label> texts;
    object.forEachMember([&texts](const QString &name, const JsonValue &value) {
              texts.append(Label{name, value.stringOr({})});
          })
        .hasValue();
    sortByName(texts);
    return texts;
}

void readRule(
    const JsonValue &rule, const QString &group, const Mapping &mapping, AlertMapper &mapper, const Labels &added, RuleAnswer &answer)
{
    const QString name = rule["name"].stringOr({});
    if (rule["health"].stringOr({}) == "err"_L1)
        answer.broken.append(BrokenRule{group, name, rule["lastError"].stringOr({})});
    const Duration holds(static_cast<qint64>(rule["duration"].doubleOr(0) * 1000));
    if (rule["type"].stringOr({}) == "alerting"_L1 && rule["health"].stringOr({}) != "err"_L1)
        answer.alerting.append(AlertingRule{name, holds});
    const auto readAlert = [&](const JsonValue &value) {
        RuleAlert alert;
        const QString state = value["state"].stringOr({});
        alert.facts.labels = textsOf(value["labels"]);
        if (alert.facts.labels.isEmpty() || (state != "firing"_L1 && state != "pending"_L1))
            return;
        alert.facts.annotations = textsOf(value["annotations"]);
        alert.facts.startsAt = fromIso(value["activeAt"].stringOr({})).value_or(TimePoint());
        alert.isFiring = state == "firing"_L1;
        alert.holds = holds;
        alert.facts.labels = joined(alert.facts.labels, added);
        alert.incident = mapper.incidentOf(alert.facts);
        alert.isWatchdog = mapping.isWatchdog(alert.facts.labels);
        answer.alerts.insert(fingerprint(alert.facts.labels), alert);
    };
    rule["alerts"].forEach(readAlert).hasValue();
}

} // namespace

Expected<RuleAnswer> readRules(QByteArrayView body, const Mapping &mapping, const Labels &added)
{
    const auto document = JsonDocument::parse(body);
    if (!document)
        return document.error();
    RuleAnswer answer;
    AlertMapper mapper(mapping);
    const JsonValue root = document->root();
    answer.warnings = root["warnings"].toStringList();
    const auto read = root["data"]["groups"].forEach([&](const JsonValue &group) {
        const QString name = group["name"].stringOr({});
        group["rules"].forEach([&](const JsonValue &rule) { readRule(rule, name, mapping, mapper, added, answer); }).hasValue();
    });
    return read ? Expected<RuleAnswer>(answer) : read.error();
}

} // namespace nightbell::prometheus
