// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/datadog/hosts.h"

#include "base/ondemand.h"
#include "base/plaintext.h"

#include <algorithm>
#include <cmath>

// Directly on simdjson's on-demand reader and not on base/json: two thousand hosts have a hundred thousand points, of which
// nothing but two numbers is wanted.
namespace nightbell::datadog {

using namespace Qt::StringLiterals;
namespace ondemand = simdjson::ondemand;

namespace {

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// [1681683300000, 77.6], [1681683300000, null]
simdjson::error_code readPoint(ondemand::value value, QList<Sample> &samples)
{
    ondemand::array pair;
    if (const auto error = value.get_array().get(pair))
        return error;
    int place = 0;
    double numbers[2] = {0, 0};
    bool hasValue = false;
    for (auto item : pair) {
        ondemand::value number;
        if (const auto error = item.get(number))
            return error;
        ondemand::json_type type{};
        if (const auto error = number.type().get(type))
            return error;
        if (place < 2 && type == ondemand::json_type::number) {
            if (const auto error = number.get_double().get(numbers[place]))
                return error;
            hasValue = place == 1;
        } else if (type != ondemand::json_type::null) {
            return simdjson::INCORRECT_TYPE;
        }
        ++place;
    }
    if (hasValue && std::isfinite(numbers[1]) && std::abs(numbers[0]) < 1e15)
        samples.append(Sample{fromMilliseconds(std::llround(numbers[0])), numbers[1]});
    return simdjson::SUCCESS;
}

bool readPlainPoint(PlainText &text, QList<Sample> &samples)
{
    qint64 at = 0;
    double value = 0;
    std::errc error{};
    if (!text.skip('[') || !text.readInteger(at))
        return false;
    text.skip(".0");
    if (!text.skip(','))
        return false;
    if (text.skip("null]"))
        return true;
    if (!text.readNumber(value, error) || error != std::errc() || !std::isfinite(value) || !text.skip(']'))
        return false;
    samples.append(Sample{fromMilliseconds(at), value});
    return true;
}

// [[1681683300000.0,77.6],[1681683360000.0,null]] without a space, as Datadog writes it.
bool readPlainPoints(std::string_view raw, QList<Sample> &samples)
{
    PlainText text(raw);
    if (!text.skip('['))
        return false;
    if (text.skip(']'))
        return true;
    do {
        if (!readPlainPoint(text, samples))
            return false;
    } while (text.skip(','));
    return text.skip(']');
}

simdjson::error_code readPoints(ondemand::value value, MetricLine &line)
{
    ondemand::array points;
    std::string_view raw;
    if (const auto error = value.get_array().get(points))
        return error;
    if (const auto error = points.raw_json().get(raw))
        return error;
    if (readPlainPoints(raw, line.samples))
        return simdjson::SUCCESS;
    line.samples.clear();
    points.reset();
    for (auto item : points) {
        ondemand::value point;
        if (const auto error = item.get(point))
            return error;
        if (const auto error = readPoint(point, line.samples))
            return error;
    }
    return simdjson::SUCCESS;
}

simdjson::error_code readTags(ondemand::value value, MetricLine &line)
{
    ondemand::array tags;
    if (value.get_array().get(tags)) // null, where nothing is grouped by
        return simdjson::SUCCESS;
    for (auto item : tags) {
        std::string_view text;
        if (const auto error = item.get_string().get(text))
            return error;
        line.tags.append(fromUtf8(text));
    }
    return simdjson::SUCCESS;
}

simdjson::error_code readLine(ondemand::object members, MetricLine &line, QString &scope, qsizetype expected)
{
    line.samples.reserve(expected);
    for (auto member : members) {
        std::string_view key;
        ondemand::value value;
        if (const auto error = member.unescaped_key().get(key))
            return error;
        if (const auto error = member.value().get(value))
            return error;
        simdjson::error_code error = simdjson::SUCCESS;
        if (key == "pointlist") {
            error = readPoints(value, line);
        } else if (key == "tag_set") {
            error = readTags(value, line);
        } else if (key == "query_index" || key == "interval") {
            double number = 0;
            if (value.get_double().get(number) == simdjson::SUCCESS && number >= 0 && number < 1e9) {
                if (key == "interval")
                    line.interval = Duration(std::llround(number * 1000));
                else
                    line.query = static_cast<qsizetype>(number);
            }
        } else if (key == "scope") {
            std::string_view text;
            if (value.get_string().get(text) == simdjson::SUCCESS)
                scope = fromUtf8(text);
        }
        if (error)
            return error;
    }
    if (line.tags.isEmpty() && scope != "*"_L1)
        line.tags = scope.split(u',', Qt::SkipEmptyParts);
    return simdjson::SUCCESS;
}

// The value is not what it should be, but the document goes on behind it.
bool isOfTheValue(simdjson::error_code error)
{
    return error == simdjson::INCORRECT_TYPE || error == simdjson::NUMBER_ERROR || error == simdjson::NUMBER_OUT_OF_RANGE;
}

Error badAnswer(const QString &what)
{
    return Error{ErrorKind::BadAnswer, what};
}

Expected<Done> readSeries(ondemand::value value, MetricAnswer &answer)
{
    ondemand::array list;
    if (value.get_array().get(list) != simdjson::SUCCESS)
        return badAnswer(u"series: expected an array"_s);
    qsizetype expected = 0; // as many points as the line before has
    for (auto item : list) {
        ondemand::object members;
        const auto notObject = item.get_object().get(members);
        if (notObject != simdjson::SUCCESS && !isOfTheValue(notObject))
            return badAnswer(u"series: "_s + QString::fromUtf8(simdjson::error_message(notObject)));
        if (notObject != simdjson::SUCCESS) {
            ++answer.skipped;
            continue;
        }
        MetricLine line;
        QString scope;
        const auto error = readLine(members, line, scope, expected);
        expected = line.samples.size();
        if (error != simdjson::SUCCESS && !isOfTheValue(error))
            return badAnswer(u"series: "_s + QString::fromUtf8(simdjson::error_message(error)));
        if (error == simdjson::SUCCESS)
            answer.lines.append(std::move(line));
        else
            ++answer.skipped;
    }
    return Done{};
}

} // namespace

Expected<MetricAnswer> readMetrics(QByteArray body)
{
    const OnDemandText opened(std::move(body));
    ondemand::document document;
    ondemand::object root;
    if (opened.open(document) != simdjson::SUCCESS || document.get_object().get(root) != simdjson::SUCCESS)
        return badAnswer(u"not the JSON of a query"_s);
    MetricAnswer answer;
    bool hasSeries = false;
    QString error;
    QString status;
    for (auto member : root) {
        std::string_view key;
        ondemand::value value;
        if (member.unescaped_key().get(key) != simdjson::SUCCESS || member.value().get(value) != simdjson::SUCCESS)
            return badAnswer(u"not JSON, or cut off"_s);
        std::string_view text;
        if (key == "series") {
            if (const auto read = readSeries(value, answer); !read)
                return read.error();
            hasSeries = true;
        } else if (key == "error" && value.get_string().get(text) == simdjson::SUCCESS) {
            error = fromUtf8(text);
        } else if (key == "status" && value.get_string().get(text) == simdjson::SUCCESS) {
            status = fromUtf8(text);
        }
    }
    if (!error.isEmpty() || status == "error"_L1)
        return badAnswer(u"the query failed: "_s + error.left(300));
    return hasSeries ? Expected<MetricAnswer>(std::move(answer)) : badAnswer(u"series: expected an array"_s);
}

QString MetricLine::tag(QLatin1StringView name) const
{
    for (const QString &tag : tags) {
        if (tag.size() > name.size() && tag.startsWith(name) && tag.at(name.size()) == u':')
            return tag.sliced(name.size() + 1);
    }
    return {};
}

const QList<QList<Figure>> &refreshes()
{
    static const QList<QList<Figure>> all{{Figure::Cpu, Figure::Memory, Figure::Load, Figure::Disk},
        {Figure::UnitRestarts, Figure::ContainerRestarts, Figure::ReplicationDelay, Figure::Connections}};
    return all;
}

QString queryFor(Figure figure, const QString &scope)
{
    switch (figure) {
    case Figure::Cpu:
        return u"100 - avg:system.cpu.idle{%1} by {host}.rollup(avg, 60)"_s.arg(scope);
    case Figure::Memory: // pct_usable is a fraction
        return u"100 * (1 - avg:system.mem.pct_usable{%1} by {host}.rollup(avg, 60))"_s.arg(scope);
    case Figure::Load:
        return u"avg:system.load.1{%1} by {host}.rollup(avg, 60)"_s.arg(scope);
    case Figure::Disk:
        return u"100 * max:system.disk.in_use{%1} by {host,device}.rollup(max, 60)"_s.arg(scope);
    case Figure::UnitRestarts:
        return u"monotonic_diff(max:systemd.service.restart_count{%1} by {host,unit}.rollup(max, 60))"_s.arg(scope);
    case Figure::ContainerRestarts:
        return u"monotonic_diff(max:kubernetes.containers.restarts{%1} by {host,kube_container_name}.rollup(max, 60))"_s.arg(scope);
    case Figure::ReplicationDelay:
        return u"max:postgresql.replication_delay{%1} by {host}.rollup(max, 60)"_s.arg(scope);
    case Figure::Connections:
        return u"100 * max:postgresql.percent_usage_connections{%1} by {host}.rollup(max, 60)"_s.arg(scope);
    }
    return {};
}

QString joinedQuery(const QList<Figure> &figures, const QString &scope)
{
    QStringList queries;
    for (const Figure figure : figures)
        queries.append(queryFor(figure, scope));
    return queries.join(u", "_s);
}

QString chartQuery(Metric metric, const QString &host, Duration step)
{
    const QString scope = u"host:"_s + host;
    const qint64 seconds = std::max<qint64>(step.count() / 1000, 1);
    switch (metric) {
    case Metric::Cpu:
        return u"100 - avg:system.cpu.idle{%1}.rollup(avg, %2)"_s.arg(scope).arg(seconds);
    case Metric::Memory:
        return u"100 * (1 - avg:system.mem.pct_usable{%1}.rollup(avg, %2))"_s.arg(scope).arg(seconds);
    case Metric::Restarts:
        return u"monotonic_diff(max:systemd.service.restart_count{%1} by {unit}.rollup(max, %2)), "
               u"monotonic_diff(max:kubernetes.containers.restarts{%1} by {kube_container_name}.rollup(max, %2))"_s.arg(scope)
                   .arg(seconds);
    case Metric::CheckLatency:
        break;
    }
    return {};
}

} // namespace nightbell::datadog
