// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"
#include "sources/datadog/monitors.h"

#include <QRegularExpression>

#include <algorithm>

namespace nightbell::datadog {

using namespace Qt::StringLiterals;

namespace {

// Zero is "never" here.
std::optional<TimePoint> secondsIn(const JsonValue &value)
{
    const double seconds = value.doubleOr(0);
    return seconds > 0 && seconds < 1e11 ? std::optional(fromMilliseconds(static_cast<qint64>(seconds * 1000))) : std::nullopt;
}

std::optional<int> priorityIn(const JsonValue &value)
{
    const qint64 priority = value.integerOr(0);
    return priority >= 1 && priority <= 5 ? std::optional(static_cast<int>(priority)) : std::nullopt;
}

std::optional<MonitorFacts> monitorIn(const JsonValue &value)
{
    const auto id = value["id"].toInteger();
    if (!id)
        return std::nullopt;
    MonitorFacts facts;
    facts.id = *id;
    facts.name = value["name"].stringOr({});
    facts.query = value["query"].stringOr({});
    facts.message = value["message"].stringOr({});
    facts.state = value["overall_state"].stringOr(value["status"].stringOr({}));
    facts.tags = value["tags"].toStringList();
    facts.priority = priorityIn(value["priority"]);
    const JsonValue options = value["options"];
    const QString onMissing = options["on_missing_data"].stringOr({});
    facts.notifiesNoData = onMissing == "show_and_notify_no_data"_L1 || (onMissing.isEmpty() && options["notify_no_data"].boolOr(false));
    const JsonValue since = value["overall_state_modified"];
    facts.stateSince = since.isString() ? fromIso(since.stringOr({})) : secondsIn(since);
    return facts;
}

std::optional<GroupFacts> groupIn(const JsonValue &value)
{
    const auto monitor = value["monitor_id"].toInteger();
    const auto state = value["status"].toString();
    if (!monitor || !state)
        return std::nullopt;
    GroupFacts facts;
    facts.monitor = *monitor;
    facts.monitorName = value["monitor_name"].stringOr({});
    facts.group = value["group"].stringOr(u"*"_s);
    facts.tags = value["group_tags"].toStringList();
    if (facts.tags.isEmpty() && facts.group != "*"_L1)
        facts.tags = facts.group.split(u',', Qt::SkipEmptyParts);
    facts.tags.removeAll(u"*"_s);
    facts.state = *state;
    facts.triggered = secondsIn(value["last_triggered_ts"]);
    facts.isMuted = value["muted"].boolOr(false);
    facts.mutedUntil = secondsIn(value["muted_until_ts"]);
    facts.priority = priorityIn(value["priority"]);
    return facts;
}

} // namespace

std::optional<Condition> conditionFromWord(QStringView word)
{
    if (word == "OK"_L1)
        return Condition::Ok;
    if (word == "Warn"_L1)
        return Condition::Warn;
    if (word == "Alert"_L1)
        return Condition::Alert;
    if (word == "No Data"_L1)
        return Condition::NoData;
    if (word == "Unknown"_L1)
        return Condition::Unknown;
    if (word == "Skipped"_L1)
        return Condition::Skipped;
    if (word == "Ignored"_L1)
        return Condition::Ignored;
    return std::nullopt;
}

Expected<MonitorAnswer> readMonitors(QByteArrayView body)
{
    const auto document = JsonDocument::parse(body);
    if (!document)
        return document.error();
    const JsonValue root = document->root();
    MonitorAnswer answer;
    const auto add = [&answer](const JsonValue &value) {
        if (auto facts = monitorIn(value))
            answer.monitors.append(*std::move(facts));
        else
            ++answer.skipped;
    };
    if (root.isArray()) {
        if (const auto read = root.forEach(add); !read)
            return read.error();
        return answer;
    }
    if (root["monitors"].isArray()) { // of a search
        if (const auto read = root["monitors"].forEach(add); !read)
            return read.error();
        return answer;
    }
    if (root["id"].isAbsent())
        return Error{ErrorKind::BadAnswer, u"expected a list of monitors"_s};
    add(root);
    return answer;
}

Expected<GroupAnswer> readGroups(QByteArrayView body)
{
    const auto document = JsonDocument::parse(body);
    if (!document)
        return document.error();
    const JsonValue root = document->root();
    if (!root["groups"].isArray()) // an empty answer is no claim that all is well
        return Error{ErrorKind::BadAnswer, u"groups: expected an array"_s};
    GroupAnswer answer;
    const auto read = root["groups"].forEach([&answer](const JsonValue &value) {
        if (auto facts = groupIn(value))
            answer.groups.append(*std::move(facts));
        else
            ++answer.skipped;
    });
    if (!read)
        return read.error();
    const JsonValue metadata = root["metadata"];
    answer.total = metadata["total_count"].integerOr(answer.groups.size() + answer.skipped);
    answer.pages = static_cast<int>(std::clamp<qint64>(metadata["page_count"].integerOr(1), 1, 1000));
    return answer;
}

QStringList recipientsOf(const QString &message)
{
    static const QRegularExpression handle(u"(?<![\\w.])@[\\w.+-]+(?:@[\\w.-]+)?"_s);
    QStringList recipients;
    for (auto match = handle.globalMatch(message); match.hasNext();) {
        QString name = match.next().captured();
        while (name.endsWith(u'.'))
            name.chop(1);
        if (!recipients.contains(name))
            recipients.append(name);
    }
    return recipients;
}

} // namespace nightbell::datadog
