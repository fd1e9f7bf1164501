// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/datadog/downtimes.h"

#include "base/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>

namespace nightbell::datadog {

using namespace Qt::StringLiterals;

namespace {

// Not translated: a colleague's Nightbell may speak another language.
constexpr QStringView acknowledged = u"acknowledged in Nightbell by ";
constexpr QStringView muted = u"muted in Nightbell by ";

QString unquoted(QString text)
{
    if (text.size() >= 2 && text.startsWith(u'"') && text.endsWith(u'"'))
        text = text.sliced(1, text.size() - 2);
    return text;
}

// host:"a b" is the tag host:a b
QString tagOf(const QString &condition)
{
    const qsizetype colon = condition.indexOf(u':');
    return colon < 0 ? unquoted(condition) : condition.first(colon + 1) + unquoted(condition.sliced(colon + 1));
}

void readPurpose(Downtime &downtime)
{
    const QString line = downtime.message.section(u'\n', 0, 0);
    const auto whoAfter = [&line](QStringView words) { return line.sliced(words.size()).section(u": "_s, 0, 0).trimmed(); };
    if (line.startsWith(acknowledged)) {
        downtime.purpose = Purpose::Acknowledged;
        downtime.who = whoAfter(acknowledged);
    } else if (line.startsWith(muted)) {
        downtime.purpose = Purpose::Muted;
        downtime.who = whoAfter(muted);
    }
}

std::optional<Downtime> downtimeIn(const JsonValue &value)
{
    const auto id = value["id"].toString();
    const JsonValue attributes = value["attributes"];
    if (!id || !attributes.isObject())
        return std::nullopt;
    Downtime downtime;
    downtime.id = *id;
    downtime.scope = attributes["scope"].stringOr({});
    const JsonValue identifier = attributes["monitor_identifier"];
    if (const qint64 monitor = identifier["monitor_id"].integerOr(0); monitor != 0)
        downtime.monitor = monitor;
    downtime.monitorTags = identifier["monitor_tags"].toStringList();
    downtime.message = attributes["message"].stringOr({});
    downtime.status = attributes["status"].stringOr({});
    JsonValue schedule = attributes["schedule"];
    if (schedule["current_downtime"].isObject()) // of one that comes back
        schedule = schedule["current_downtime"];
    downtime.start = fromIso(schedule["start"].stringOr({}));
    downtime.end = fromIso(schedule["end"].stringOr({}));
    readPurpose(downtime);
    return downtime;
}

QString momentText(TimePoint time)
{
    return toDateTime(time).toString(u"yyyy-MM-dd'T'HH:mm:ss"_s) + u"+00:00"_s;
}

} // namespace

Expected<DowntimeAnswer> readDowntimes(QByteArrayView body)
{
    const auto document = JsonDocument::parse(body);
    if (!document)
        return document.error();
    const JsonValue data = document->root()["data"];
    DowntimeAnswer answer;
    const auto add = [&answer](const JsonValue &value) {
        if (auto downtime = downtimeIn(value))
            answer.downtimes.append(*std::move(downtime));
        else
            ++answer.skipped;
    };
    if (data.isObject())
        add(data);
    else if (!data.isArray())
        return Error{ErrorKind::BadAnswer, u"data: expected a list of downtimes"_s};
    else if (const auto read = data.forEach(add); !read)
        return read.error();
    answer.total = document->root()["meta"]["page"]["total_filtered_count"].integerOr(answer.downtimes.size());
    return answer;
}

std::optional<QStringList> conditionsOf(const QString &scope)
{
    static const QRegularExpression joint(u"\\s+AND\\s+|\\s*,\\s*"_s);
    static const QRegularExpression more(u"\\b(OR|NOT|IN)\\b|[()!*]|^-|\\s-"_s);
    const QString text = scope.trimmed();
    if (text == "*"_L1)
        return QStringList();
    if (text.isEmpty() || more.match(text).hasMatch())
        return std::nullopt;
    QStringList tags = text.split(joint, Qt::SkipEmptyParts);
    std::ranges::transform(tags, tags.begin(), [](const QString &condition) { return tagOf(condition.trimmed()); });
    return tags;
}

QList<Downtime> inForce(const QList<Downtime> &downtimes, TimePoint there)
{
    const Duration clocksDiffer = std::chrono::minutes(1);
    QList<Downtime> some;
    std::ranges::copy_if(downtimes, std::back_inserter(some), [there, clocksDiffer](const Downtime &downtime) {
        return downtime.status == "active"_L1 && (!downtime.end || there < *downtime.end + clocksDiffer);
    });
    return some;
}

bool scopeReaches(const QString &scope, const QStringList &tags)
{
    const auto wanted = conditionsOf(scope);
    return wanted && std::ranges::all_of(*wanted, [&tags](const QString &tag) { return tags.contains(tag); });
}

QString scopeOf(const QStringList &tags)
{
    static const QRegularExpression plain(u"^[\\w.:/@-]*$"_s);
    QStringList conditions;
    for (const QString &tag : tags) {
        const qsizetype colon = tag.indexOf(u':');
        const QString value = tag.sliced(colon + 1);
        QString escaped = value;
        escaped.remove(u'"');
        conditions.append(plain.match(value).hasMatch() ? tag : tag.first(colon + 1) + u'"' + escaped + u'"');
    }
    return conditions.isEmpty() ? u"*"_s : conditions.join(u" AND "_s);
}

QByteArray createBody(const DowntimeWish &wish)
{
    QJsonObject identifier;
    if (wish.monitor)
        identifier.insert(u"monitor_id"_s, *wish.monitor);
    else
        identifier.insert(
            u"monitor_tags"_s, wish.monitorTags.isEmpty() ? QJsonArray{u"*"_s} : QJsonArray::fromStringList(wish.monitorTags));
    const QJsonObject attributes{{u"scope"_s, wish.scope}, {u"monitor_identifier"_s, identifier}, {u"message"_s, wish.message},
        {u"schedule"_s, QJsonObject{{u"end"_s, momentText(wish.end)}}}};
    const QJsonObject data{{u"type"_s, u"downtime"_s}, {u"attributes"_s, attributes}};
    return QJsonDocument(QJsonObject{{u"data"_s, data}}).toJson(QJsonDocument::Compact);
}

QByteArray prolongBody(const QString &id, TimePoint end, const QString &message)
{
    const QJsonObject attributes{{u"schedule"_s, QJsonObject{{u"end"_s, momentText(end)}}}, {u"message"_s, message}};
    const QJsonObject data{{u"type"_s, u"downtime"_s}, {u"id"_s, id}, {u"attributes"_s, attributes}};
    return QJsonDocument(QJsonObject{{u"data"_s, data}}).toJson(QJsonDocument::Compact);
}

QString messageOf(Purpose purpose, const QString &who, const QString &reason)
{
    const QString line = (purpose == Purpose::Acknowledged ? acknowledged : muted).toString() + who;
    return reason.isEmpty() ? line : line + u": "_s + reason;
}

} // namespace nightbell::datadog
