// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/datadog/events.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace nightbell::datadog {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostEvents = 1000; // of one page, their most
constexpr qsizetype longestTitle = 300;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Datadog)
};

QStringList sortedTags(const QString &group)
{
    QStringList tags = group.split(u',', Qt::SkipEmptyParts);
    for (QString &tag : tags)
        tag = tag.trimmed();
    tags.removeAll(u"*"_s);
    tags.sort();
    return tags;
}

std::optional<TimePoint> timeIn(const JsonValue &outer, const JsonValue &inner)
{
    if (const auto at = fromIso(outer["timestamp"].stringOr({})))
        return at;
    const qint64 milliseconds = inner["timestamp"].integerOr(0);
    return milliseconds > 0 ? std::optional(fromMilliseconds(milliseconds)) : std::nullopt;
}

} // namespace

Expected<EventAnswer> readEvents(QByteArrayView body)
{
    const auto document = JsonDocument::parse(body);
    if (!document)
        return document.error();
    const JsonValue data = document->root()["data"];
    if (!data.isArray())
        return Error{ErrorKind::BadAnswer, u"data: expected a list of events"_s};
    EventAnswer answer;
    const auto add = [&answer](const JsonValue &value) {
        const JsonValue outer = value["attributes"];
        const JsonValue inner = outer["attributes"];
        const JsonValue monitor = inner["monitor"];
        MonitorEvent event;
        event.monitor = inner["monitor_id"].integerOr(monitor["id"].integerOr(0));
        const auto at = timeIn(outer, inner);
        if (!at || !value.isObject()) {
            ++answer.skipped;
            return;
        }
        if (event.monitor == 0)
            return; // somebody else's
        event.at = *at;
        event.id = inner["evt"]["id"].stringOr(value["id"].stringOr({}));
        event.key = inner["aggregation_key"].stringOr({});
        event.groups = inner["monitor_groups"].toStringList();
        if (event.groups.isEmpty())
            event.groups = monitor["groups"].toStringList();
        event.status = inner["status"].stringOr({});
        event.title = inner["title"].stringOr(outer["message"].stringOr({})).simplified().left(longestTitle);
        answer.events.append(event);
    };
    if (const auto read = data.forEach(add); !read)
        return read.error();
    std::ranges::stable_sort(answer.events, {}, &MonitorEvent::at);
    return answer;
}

QByteArray eventsBody(TimePoint from)
{
    const QJsonObject filter{{u"query"_s, u"source:alert"_s}, {u"from"_s, toIso(from)}, {u"to"_s, u"now"_s}};
    return QJsonDocument(
        QJsonObject{{u"filter"_s, filter}, {u"sort"_s, u"-timestamp"_s}, {u"page"_s, QJsonObject{{u"limit"_s, mostEvents}}}})
        .toJson(QJsonDocument::Compact);
}

QList<SourceEvent> timelineOf(const QList<MonitorEvent> &events, qint64 monitor, const QString &group)
{
    const QStringList own = sortedTags(group);
    QList<SourceEvent> lines;
    for (const MonitorEvent &event : events) {
        const bool isOfGroup = event.groups.isEmpty()
            || std::ranges::any_of(event.groups, [&own](const QString &other) { return sortedTags(other) == own; });
        if (event.monitor != monitor || !isOfGroup)
            continue;
        const QString text = event.title.isEmpty() ? Words::tr("The monitor told of it: %1").arg(event.status) : event.title;
        lines.append(SourceEvent{event.at, u"monitor "_s + event.status, {}, text});
    }
    return lines;
}

} // namespace nightbell::datadog
