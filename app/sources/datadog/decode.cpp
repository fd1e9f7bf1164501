// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/datadog/monitors.h"

#include <simdjson.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>

// Directly on simdjson and not on base/json, whose values carry the way to them: twenty thousand groups have three hundred
// thousand fields, and one that is wrong is left out and counted.
namespace nightbell::datadog {

using namespace Qt::StringLiterals;
namespace dom = simdjson::dom;

namespace {

// Texts that come again and again, once each: of states, tags and names of groups there are few, but each stands in thousands of
// places. As long as the document lives.
class SharedTexts
{
public:
    QString text(std::string_view bytes)
    {
        const auto [known, isNew] = m_known.try_emplace(bytes);
        if (isNew)
            known->second = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
        return known->second;
    }

private:
    std::unordered_map<std::string_view, QString> m_known;
};

// A value, or none; null is none. As long as its document lives.
class Value
{
public:
    Value() = default;
    explicit Value(dom::element element) : m_element(element), m_isThere(!element.is_null()) { }

    bool isString() const { return m_isThere && m_element.is_string(); }
    std::optional<dom::object> object() const
    {
        dom::object members;
        return m_isThere && m_element.get_object().get(members) == simdjson::SUCCESS ? std::optional(members) : std::nullopt;
    }
    std::optional<dom::array> array() const
    {
        dom::array items;
        return m_isThere && m_element.get_array().get(items) == simdjson::SUCCESS ? std::optional(items) : std::nullopt;
    }

    Value operator[](std::string_view key) const
    {
        dom::element member;
        const bool isObject = m_isThere && m_element.is_object();
        return isObject && m_element.at_key(key).get(member) == simdjson::SUCCESS ? Value(member) : Value();
    }

    std::optional<QString> text() const
    {
        std::string_view bytes;
        if (!m_isThere || m_element.get_string().get(bytes) != simdjson::SUCCESS)
            return std::nullopt;
        return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
    }
    QString text(SharedTexts &texts) const // empty: there is none
    {
        std::string_view bytes;
        return m_isThere && m_element.get_string().get(bytes) == simdjson::SUCCESS ? texts.text(bytes) : QString();
    }
    std::optional<qint64> integer() const
    {
        std::int64_t number = 0;
        return m_isThere && m_element.get_int64().get(number) == simdjson::SUCCESS ? std::optional(qint64(number)) : std::nullopt;
    }
    double numberOr(double fallback) const
    {
        double number = 0;
        return m_isThere && m_element.get_double().get(number) == simdjson::SUCCESS ? number : fallback;
    }
    bool isTrue() const
    {
        bool truth = false;
        return m_isThere && m_element.get_bool().get(truth) == simdjson::SUCCESS && truth;
    }
    QStringList texts(SharedTexts &shared) const
    {
        QStringList all;
        const auto items = array();
        if (!items)
            return all;
        all.reserve(static_cast<qsizetype>(items->size()));
        for (const dom::element item : *items) {
            if (Value(item).isString())
                all.append(Value(item).text(shared));
        }
        return all;
    }
    QStringList texts() const
    {
        QStringList all;
        const auto items = array();
        if (!items)
            return all;
        all.reserve(static_cast<qsizetype>(items->size()));
        for (const dom::element item : *items) {
            if (auto text = Value(item).text())
                all.append(*std::move(text));
        }
        return all;
    }

private:
    dom::element m_element;
    bool m_isThere = false;
};

// Lives until another answer is read on the same thread. New pages for the reader's tables cost as much time as the reading.
Expected<Value> rootOf(QByteArrayView body)
{
    static thread_local dom::parser parser;
    dom::element root;
    const auto error = body.isEmpty() ? simdjson::EMPTY : parser.parse(body.data(), static_cast<size_t>(body.size())).get(root);
    if (error != simdjson::SUCCESS)
        return Error{ErrorKind::BadAnswer, u"not JSON: "_s + QString::fromUtf8(simdjson::error_message(error))};
    return Value(root);
}

// Zero is "never" here.
std::optional<TimePoint> secondsIn(const Value &value)
{
    const double seconds = value.numberOr(0);
    return seconds > 0 && seconds < 1e11 ? std::optional(fromMilliseconds(static_cast<qint64>(seconds * 1000))) : std::nullopt;
}

std::optional<int> priorityIn(const Value &value)
{
    const qint64 priority = value.integer().value_or(0);
    return priority >= 1 && priority <= 5 ? std::optional(static_cast<int>(priority)) : std::nullopt;
}

// When the state that it has began, as far as that is told.
std::optional<TimePoint> sinceIn(const Value &value, const std::optional<MonitorState> &state)
{
    if (!state)
        return std::nullopt;
    switch (*state) {
    case MonitorState::Alert:
    case MonitorState::Warn:
        return secondsIn(value["last_triggered_ts"]);
    case MonitorState::NoData:
        return secondsIn(value["last_nodata_ts"]);
    case MonitorState::Ok:
        return secondsIn(value["last_resolved_ts"]);
    case MonitorState::Unknown:
    case MonitorState::Skipped:
    case MonitorState::Ignored:
    case MonitorState::Over:
        break;
    }
    return std::nullopt;
}

QList<MonitorGroup> groupsIn(const Value &value, SharedTexts &texts)
{
    QList<MonitorGroup> groups;
    const auto members = value.object();
    if (!members)
        return groups;
    groups.reserve(static_cast<qsizetype>(members->size()));
    for (const dom::key_value_pair member : *members) {
        const Value said(member.value);
        if (!said.object())
            continue;
        MonitorGroup group;
        group.name = texts.text(member.key);
        group.standing.word = said["status"].text(texts);
        group.standing.state = stateFromWord(group.standing.word);
        group.since = sinceIn(said, group.standing.state);
        groups.append(std::move(group));
    }
    std::ranges::sort(groups, isWorse);
    return groups;
}

std::optional<MonitorFacts> monitorIn(const Value &value, SharedTexts &texts)
{
    const auto id = value["id"].integer();
    if (!id)
        return std::nullopt;
    MonitorFacts facts;
    facts.id = *id;
    facts.name = value["name"].text().value_or(QString());
    facts.kind = value["type"].text(texts);
    facts.query = value["query"].text().value_or(QString());
    facts.message = value["message"].text().value_or(QString());
    facts.state = value["overall_state"].text(texts);
    if (facts.state.isEmpty())
        facts.state = value["status"].text(texts);
    facts.tags = value["tags"].texts(texts);
    facts.priority = priorityIn(value["priority"]);
    const Value options = value["options"];
    const QString onMissing = options["on_missing_data"].text().value_or(QString());
    facts.notifiesNoData = onMissing == "show_and_notify_no_data"_L1 || (onMissing.isEmpty() && options["notify_no_data"].isTrue());
    const Value since = value["overall_state_modified"];
    facts.stateSince = since.isString() ? fromIso(since.text().value_or(QString())) : secondsIn(since);
    facts.groups = groupsIn(value["state"]["groups"], texts);
    return facts;
}

// The groups of a monitor follow one another, and there can be tens of thousands: what they have in common is kept once.
void shareTexts(GroupFacts &group, const GroupFacts &before)
{
    if (group.monitorName == before.monitorName)
        group.monitorName = before.monitorName;
    if (group.state == before.state)
        group.state = before.state;
}

std::optional<GroupFacts> groupIn(const Value &value)
{
    const auto monitor = value["monitor_id"].integer();
    const auto state = value["status"].text();
    if (!monitor || !state)
        return std::nullopt;
    GroupFacts facts;
    facts.monitor = *monitor;
    facts.monitorName = value["monitor_name"].text().value_or(QString());
    facts.group = value["group"].text().value_or(u"*"_s);
    facts.tags = value["group_tags"].texts();
    if (facts.tags.isEmpty() && facts.group != "*"_L1)
        facts.tags = facts.group.split(u',', Qt::SkipEmptyParts);
    facts.tags.removeAll(u"*"_s);
    facts.state = *state;
    facts.triggered = secondsIn(value["last_triggered_ts"]);
    facts.isMuted = value["muted"].isTrue();
    facts.mutedUntil = secondsIn(value["muted_until_ts"]);
    facts.priority = priorityIn(value["priority"]);
    return facts;
}

} // namespace

std::optional<MonitorState> stateFromWord(QStringView word)
{
    if (word == "OK"_L1)
        return MonitorState::Ok;
    if (word == "Warn"_L1)
        return MonitorState::Warn;
    if (word == "Alert"_L1)
        return MonitorState::Alert;
    if (word == "No Data"_L1)
        return MonitorState::NoData;
    if (word == "Unknown"_L1)
        return MonitorState::Unknown;
    if (word == "Skipped"_L1)
        return MonitorState::Skipped;
    if (word == "Ignored"_L1)
        return MonitorState::Ignored;
    return std::nullopt;
}

Expected<MonitorAnswer> readMonitors(QByteArrayView body)
{
    const auto root = rootOf(body);
    if (!root)
        return root.error();
    MonitorAnswer answer;
    SharedTexts texts;
    const auto add = [&answer, &texts](const Value &value) {
        if (auto facts = monitorIn(value, texts))
            answer.monitors.append(*std::move(facts));
        else
            ++answer.skipped;
    };
    auto list = root->array();
    if (!list)
        list = (*root)["monitors"].array(); // of a search
    if (list) {
        for (const dom::element monitor : *list)
            add(Value(monitor));
        return answer;
    }
    if (!(*root)["id"].integer())
        return Error{ErrorKind::BadAnswer, u"expected a list of monitors"_s};
    add(*root);
    return answer;
}

Expected<GroupAnswer> readGroups(QByteArrayView body)
{
    const auto root = rootOf(body);
    if (!root)
        return root.error();
    const auto list = (*root)["groups"].array();
    if (!list) // an empty answer is no claim that all is well
        return Error{ErrorKind::BadAnswer, u"groups: expected an array"_s};
    GroupAnswer answer;
    answer.groups.reserve(static_cast<qsizetype>(list->size()));
    for (const dom::element group : *list) {
        auto facts = groupIn(Value(group));
        if (!facts) {
            ++answer.skipped;
            continue;
        }
        if (!answer.groups.isEmpty())
            shareTexts(*facts, answer.groups.constLast());
        answer.groups.append(*std::move(facts));
    }
    const Value metadata = (*root)["metadata"];
    answer.total = metadata["total_count"].integer().value_or(answer.groups.size() + answer.skipped);
    answer.pages = static_cast<int>(std::clamp<qint64>(metadata["page_count"].integer().value_or(1), 1, 1000));
    return answer;
}

// An @ that no word comes before, and what may be in the name of somebody to be told: @slack-ops, @ann@example.com.
QStringList recipientsOf(const QString &message)
{
    const auto isOfName = [](QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'.' || c == u'+' || c == u'-'; };
    QStringList recipients;
    qsizetype at = message.indexOf(u'@');
    while (at >= 0) {
        qsizetype end = at + 1;
        while (end < message.size() && isOfName(message.at(end)))
            ++end;
        const bool isName
            = end > at + 1 && (at == 0 || !isOfName(message.at(at - 1)) || message.at(at - 1) == u'-' || message.at(at - 1) == u'+');
        const bool hasDomain = isName && end + 1 < message.size() && message.at(end) == u'@' && isOfName(message.at(end + 1));
        if (hasDomain) {
            ++end;
            while (end < message.size() && isOfName(message.at(end)) && message.at(end) != u'+')
                ++end;
        }
        QString name = message.sliced(at, end - at);
        while (name.endsWith(u'.'))
            name.chop(1);
        if (isName && !recipients.contains(name))
            recipients.append(name);
        at = message.indexOf(u'@', end);
    }
    return recipients;
}

} // namespace nightbell::datadog
