// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/prometheus/query.h"

#include "base/background.h"
#include "base/ondemand.h"
#include "base/plaintext.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <span>
#include <utility>
#include <vector>

// Directly on simdjson's on-demand reader and not on base/json: a chart of a thousand hosts is 7 MB, and of each value only
// the text of a number is wanted.
namespace nightbell::prometheus {

using namespace Qt::StringLiterals;
namespace ondemand = simdjson::ondemand;

namespace {

constexpr size_t worthAThread = 1024 * 1024; // bytes: the charts of hundreds of hosts
constexpr qint64 mostPoints = 11'000; // of Prometheus; VictoriaMetrics allows more

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

constexpr double none = std::numeric_limits<double>::quiet_NaN();

double numberOf(std::string_view text)
{
    double number = none;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() && std::isfinite(number) ? number : none;
}

// The value is not what it should be, but the document goes on behind it.
bool isOfTheValue(simdjson::error_code error)
{
    return error == simdjson::INCORRECT_TYPE || error == simdjson::NUMBER_ERROR || error == simdjson::NUMBER_OUT_OF_RANGE;
}

// [1732345678.123, "0.5"]
simdjson::error_code readSample(ondemand::value value, Sample &sample)
{
    ondemand::array pair;
    if (const auto error = value.get_array().get(pair))
        return error;
    int place = 0;
    for (auto item : pair) {
        if (place == 0) {
            double seconds = 0;
            if (const auto error = item.get_double().get(seconds))
                return error;
            sample.at = fromMilliseconds(std::llround(seconds * 1000));
        } else if (place == 1) {
            std::string_view text;
            if (const auto error = item.get_string().get(text))
                return error;
            sample.value = numberOf(text);
        }
        ++place;
    }
    return place == 2 ? simdjson::SUCCESS : simdjson::INCORRECT_TYPE;
}

simdjson::error_code readLabels(ondemand::value value, Labels &labels)
{
    ondemand::object members;
    if (const auto error = value.get_object().get(members))
        return error;
    for (auto member : members) {
        std::string_view name;
        std::string_view text;
        if (const auto error = member.unescaped_key().get(name))
            return error;
        if (const auto error = member.value().get_string().get(text))
            return error;
        if (name != "__name__")
            labels.append(Label{fromUtf8(name), fromUtf8(text)});
    }
    sortByName(labels);
    return simdjson::SUCCESS;
}

bool readPlainSample(PlainText &text, QList<Sample> &samples)
{
    qint64 at = 0;
    double value = 0;
    std::errc error{};
    if (!text.skip('[') || !text.readMilliseconds(at) || !text.skip(',') || !text.skip('"') || !text.readNumber(value, error)
        || !text.skip('"') || !text.skip(']'))
        return false;
    samples.emplaceBack(fromMilliseconds(at), error == std::errc() && std::isfinite(value) ? value : none);
    return true;
}

// [[1732345678.123,"0.5"],[1732345693.123,"0.6"]] without a space, as servers write it.
bool readPlainSamples(std::string_view raw, QList<Sample> &samples)
{
    PlainText text(raw);
    if (!text.skip('['))
        return false;
    if (text.skip(']'))
        return true;
    do {
        if (!readPlainSample(text, samples))
            return false;
    } while (text.skip(','));
    return text.skip(']');
}

simdjson::error_code readSamples(std::string_view raw, QList<Sample> &samples)
{
    if (readPlainSamples(raw, samples))
        return simdjson::SUCCESS;
    samples.clear();
    const simdjson::padded_string text(raw);
    ondemand::parser parser;
    ondemand::document document;
    ondemand::array list;
    if (const auto error = parser.iterate(text).get(document))
        return error;
    if (const auto error = document.get_array().get(list))
        return error;
    for (auto item : list) {
        ondemand::value pair;
        Sample sample;
        if (const auto error = item.get(pair))
            return error;
        if (const auto error = readSample(pair, sample))
            return error;
        samples.append(sample);
    }
    return simdjson::SUCCESS;
}

// A curve whose samples are still to be read.
struct RawCurve
{
    Curve curve;
    std::string_view values; // their JSON, which refers to the body; empty: they are read
    simdjson::error_code error = simdjson::SUCCESS; // why it cannot be read
};

simdjson::error_code readCurve(ondemand::object members, RawCurve &raw)
{
    for (auto member : members) {
        std::string_view key;
        ondemand::value value;
        if (const auto error = member.unescaped_key().get(key))
            return error;
        if (const auto error = member.value().get(value))
            return error;
        simdjson::error_code error = simdjson::SUCCESS;
        if (key == "metric") {
            error = readLabels(value, raw.curve.labels);
        } else if (key == "values") {
            ondemand::array list;
            error = value.get_array().get(list);
            if (!error)
                error = list.raw_json().get(raw.values);
        } else if (key == "value") {
            Sample sample;
            error = readSample(value, sample);
            raw.curve.samples.append(sample);
        }
        if (error)
            return error;
    }
    return simdjson::SUCCESS;
}

void readValues(std::span<RawCurve> curves)
{
    qsizetype expected = 1;
    for (RawCurve &raw : curves) {
        if (raw.error || raw.values.empty())
            continue;
        raw.curve.samples.reserve(expected);
        raw.error = readSamples(raw.values, raw.curve.samples);
        expected = raw.curve.samples.size();
    }
}

Error badAnswer(const QString &what)
{
    return Error{ErrorKind::BadAnswer, what};
}

Error badResult(simdjson::error_code error)
{
    return badAnswer(u"data.result: "_s + QString::fromUtf8(simdjson::error_message(error)));
}

// A vector or matrix is a list of objects, a scalar a pair.
Expected<Done> readResult(ondemand::array result, QueryAnswer &answer)
{
    std::vector<RawCurve> curves;
    size_t bytes = 0;
    for (auto item : result) {
        ondemand::value value;
        if (const auto error = item.get(value); error != simdjson::SUCCESS)
            return badResult(error);
        ondemand::object members;
        if (value.get_object().get(members) != simdjson::SUCCESS)
            return badAnswer(u"data.result: expected a vector or a matrix"_s);
        RawCurve &raw = curves.emplace_back();
        raw.error = readCurve(members, raw);
        if (raw.error && !isOfTheValue(raw.error))
            return badResult(raw.error);
        bytes += raw.values.size();
    }
    if (bytes < worthAThread)
        readValues(curves);
    else
        inHalves(std::span<RawCurve>(curves), readValues);
    answer.curves.reserve(static_cast<qsizetype>(curves.size()));
    for (RawCurve &raw : curves) {
        if (raw.error && !isOfTheValue(raw.error))
            return badResult(raw.error);
        if (raw.error)
            ++answer.skipped;
        else
            answer.curves.append(std::move(raw.curve));
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
        if (readSample(result, curve.samples.first()))
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

Expected<QueryAnswer> readQueryAnswer(QByteArray body)
{
    const OnDemandText text(std::move(body));
    ondemand::document document;
    ondemand::object root;
    if (text.open(document) != simdjson::SUCCESS || document.get_object().get(root) != simdjson::SUCCESS)
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
                std::string_view warning;
                if (item.get_string().get(warning) == simdjson::SUCCESS)
                    answer.warnings.append(fromUtf8(warning));
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
