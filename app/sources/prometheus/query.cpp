// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/prometheus/query.h"

#include <simdjson.h>

#include <charconv>
#include <cmath>
#include <limits>

// Directly on simdjson's on-demand reader and not on base/json: a chart of a thousand hosts is 7 MB, and of each value only
// the text of a number is wanted.
namespace nightbell::prometheus {

using namespace Qt::StringLiterals;
namespace ondemand = simdjson::ondemand;

namespace {

constexpr qint64 mostPoints = 11'000; // of Prometheus; VictoriaMetrics allows more

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

double numberOf(std::string_view text)
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    double number = none;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() && std::isfinite(number) ? number : none;
}

// [1732345678.123, "0.5"]
bool readSample(ondemand::value value, Sample &sample)
{
    ondemand::array pair;
    if (value.get_array().get(pair) != simdjson::SUCCESS)
        return false;
    int place = 0;
    for (auto item : pair) {
        if (place == 0) {
            double seconds = 0;
            if (item.get_double().get(seconds) != simdjson::SUCCESS)
                return false;
            sample.at = fromMilliseconds(std::llround(seconds * 1000));
        } else if (place == 1) {
            std::string_view text;
            if (item.get_string().get(text) != simdjson::SUCCESS)
                return false;
            sample.value = numberOf(text);
        }
        ++place;
    }
    return place == 2;
}

bool readLabels(ondemand::value value, Labels &labels)
{
    ondemand::object members;
    if (value.get_object().get(members) != simdjson::SUCCESS)
        return false;
    for (auto member : members) {
        std::string_view name;
        std::string_view text;
        if (member.unescaped_key().get(name) != simdjson::SUCCESS || member.value().get_string().get(text) != simdjson::SUCCESS)
            return false;
        if (name != "__name__")
            labels.append(Label{fromUtf8(name), fromUtf8(text)});
    }
    sortByName(labels);
    return true;
}

bool readSamples(ondemand::value value, QList<Sample> &samples)
{
    ondemand::array list;
    if (value.get_array().get(list) != simdjson::SUCCESS)
        return false;
    for (auto item : list) {
        ondemand::value pair;
        Sample sample;
        if (item.get(pair) != simdjson::SUCCESS || !readSample(pair, sample))
            return false;
        samples.append(sample);
    }
    return true;
}

bool readCurve(ondemand::object members, Curve &curve, qsizetype expected)
{
    curve.samples.reserve(expected);
    for (auto member : members) {
        std::string_view key;
        ondemand::value value;
        if (member.unescaped_key().get(key) != simdjson::SUCCESS || member.value().get(value) != simdjson::SUCCESS)
            return false;
        if (key == "metric" && !readLabels(value, curve.labels))
            return false;
        if (key == "values" && !readSamples(value, curve.samples))
            return false;
        if (key == "value") {
            Sample sample;
            if (!readSample(value, sample))
                return false;
            curve.samples.append(sample);
        }
    }
    return true;
}

Error badAnswer(const QString &what)
{
    return Error{ErrorKind::BadAnswer, what};
}

// A vector or matrix is a list of objects, a scalar a pair.
Expected<Done> readResult(ondemand::array result, QueryAnswer &answer)
{
    qsizetype expected = 1;
    for (auto item : result) {
        ondemand::value value;
        if (const auto error = item.get(value); error != simdjson::SUCCESS)
            return badAnswer(u"data.result: "_s + QString::fromUtf8(simdjson::error_message(error)));
        ondemand::object members;
        if (value.get_object().get(members) != simdjson::SUCCESS)
            return badAnswer(u"data.result: expected a vector or a matrix"_s);
        Curve curve;
        if (!readCurve(members, curve, expected)) {
            ++answer.skipped;
            continue;
        }
        expected = curve.samples.size();
        answer.curves.append(std::move(curve));
    }
    return Done{};
}

Expected<Done> readData(ondemand::object data, QueryAnswer &answer)
{
    std::string_view type;
    if (data.find_field_unordered("resultType").get_string().get(type) != simdjson::SUCCESS)
        return badAnswer(u"data.resultType: expected a string"_s);
    ondemand::value result;
    if (data.find_field_unordered("result").get(result) != simdjson::SUCCESS)
        return badAnswer(u"data.result: expected an array"_s);
    if (type == "scalar") {
        Curve curve;
        curve.samples.append(Sample());
        if (!readSample(result, curve.samples.first()))
            return badAnswer(u"data.result: expected a scalar"_s);
        answer.curves.append(curve);
        return Done{};
    }
    ondemand::array list;
    const bool isNull = result.type() == ondemand::json_type::null;
    if (!isNull && result.get_array().get(list) != simdjson::SUCCESS)
        return badAnswer(u"data.result: expected an array"_s);
    return isNull ? Expected<Done>(Done{}) : readResult(list, answer);
}

} // namespace

Expected<QueryAnswer> readQueryAnswer(QByteArrayView body)
{
    const simdjson::padded_string padded(body.data(), static_cast<size_t>(body.size()));
    ondemand::parser parser;
    ondemand::document document;
    ondemand::object root;
    if (body.isEmpty() || parser.iterate(padded).get(document) != simdjson::SUCCESS || document.get_object().get(root) != simdjson::SUCCESS)
        return badAnswer(u"not the JSON of a Prometheus"_s);
    QueryAnswer answer;
    bool hasData = false;
    for (auto member : root) {
        std::string_view key;
        ondemand::value value;
        if (member.unescaped_key().get(key) != simdjson::SUCCESS || member.value().get(value) != simdjson::SUCCESS)
            return badAnswer(u"not JSON, or cut off"_s);
        if (key == "data") {
            ondemand::object data;
            if (value.get_object().get(data) != simdjson::SUCCESS)
                return badAnswer(u"data: expected an object"_s);
            if (const auto read = readData(data, answer); !read)
                return read.error();
            hasData = true;
        } else if (key == "warnings") {
            ondemand::array warnings;
            if (value.get_array().get(warnings) != simdjson::SUCCESS)
                continue;
            for (auto item : warnings) {
                std::string_view text;
                if (item.get_string().get(text) == simdjson::SUCCESS)
                    answer.warnings.append(fromUtf8(text));
            }
        }
    }
    return hasData ? Expected<QueryAnswer>(std::move(answer)) : badAnswer(u"data: expected an object"_s);
}

Duration stepFor(TimePoint from, TimePoint to, int columns, Duration shortest)
{
    const Duration span = to - from;
    const qint64 points = std::min<qint64>(columns, mostPoints - 1);
    const auto whole = std::chrono::ceil<std::chrono::seconds>((span + Duration(points - 1)) / points);
    return std::max<Duration>(whole, shortest);
}

} // namespace nightbell::prometheus
