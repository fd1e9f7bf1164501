// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/prometheus/alerts.h"

#include "base/background.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <span>
#include <string>
#include <unordered_map>

// Directly on simdjson's on-demand reader and not on base/json: ten thousand alerts are 8 MB each few seconds, and nearly all
// of them are as they were. Those are recognised by their bytes and not read again.
namespace nightbell::prometheus {

using namespace Qt::StringLiterals;
namespace ondemand = simdjson::ondemand;

namespace {

constexpr size_t worthAThread = 1'000; // new alerts

// What is made of a text that occurs in ten thousand alerts is made and kept once.
template<typename T>
class Kept
{
public:
    template<typename Make>
    const T &of(std::string_view utf8, Make make)
    {
        const auto known = m_known.find(utf8);
        if (known != m_known.end())
            return known->second;
        if (m_known.size() >= mostKept)
            m_known.clear();
        return m_known.emplace(utf8, make()).first->second;
    }

private:
    struct Hash
    {
        using is_transparent = void;
        size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    static constexpr size_t mostKept = 200'000;

    std::unordered_map<std::string, T, Hash, std::equal_to<>> m_known;
};

QString toText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\r' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

quint64 mixed(quint64 digest, std::string_view text)
{
    return (digest * 1'099'511'628'211ULL) ^ (digest >> 29) ^ qHashBits(text.data(), text.size(), 0x9e3779b9);
}

// The raw JSON of the members that are read of an alert.
struct RawAlert
{
    std::string_view fingerprint; // without quotes
    std::string_view labels;
    std::string_view annotations;
    std::string_view startsAt;
    std::string_view generator;
    std::string_view status;

    quint64 digest() const
    {
        quint64 digest = 14'695'981'039'346'656'037ULL;
        for (const std::string_view part : {labels, annotations, startsAt, generator, status})
            digest = mixed(digest, part);
        return digest;
    }
};

// The raw text of whatever value it is.
simdjson::error_code rawOf(ondemand::value value, std::string_view &raw)
{
    ondemand::json_type type{};
    if (const auto error = value.type().get(type))
        return error;
    switch (type) { // simdjson's, not ours
    case ondemand::json_type::object: {
        ondemand::object object;
        const auto error = value.get_object().get(object);
        return error ? error : object.raw_json().get(raw);
    }
    case ondemand::json_type::array: {
        ondemand::array array;
        const auto error = value.get_array().get(array);
        return error ? error : array.raw_json().get(raw);
    }
    default:
        raw = trimmed(value.raw_json_token());
        return simdjson::SUCCESS;
    }
}

// An error means that the document itself is broken here.
simdjson::error_code readRaw(ondemand::object members, RawAlert &alert)
{
    for (auto member : members) {
        ondemand::raw_json_string key;
        ondemand::value value;
        std::string_view raw;
        if (const auto error = member.key().get(key))
            return error;
        if (const auto error = member.value().get(value))
            return error;
        if (const auto error = rawOf(value, raw))
            return error;
        if (key == "fingerprint")
            alert.fingerprint = raw.size() >= 2 ? raw.substr(1, raw.size() - 2) : raw;
        else if (key == "labels")
            alert.labels = raw;
        else if (key == "annotations")
            alert.annotations = raw;
        else if (key == "startsAt")
            alert.startsAt = raw;
        else if (key == "generatorURL")
            alert.generator = raw;
        else if (key == "status")
            alert.status = raw;
    }
    return simdjson::SUCCESS;
}

int digits(std::string_view text, size_t from, size_t count)
{
    int number = -1;
    if (text.size() >= from + count)
        std::from_chars(text.data() + from, text.data() + from + count, number);
    return number;
}

// "2026-11-23T03:11:05.123Z", the one form that Alertmanager writes; what else there is goes the long way.
TimePoint timeOf(std::string_view quoted)
{
    const std::string_view text = quoted.size() >= 2 ? quoted.substr(1, quoted.size() - 2) : quoted;
    const int year = digits(text, 0, 4);
    if (text.size() == 24 && text[23] == 'Z' && text[19] == '.' && year > 0) {
        using namespace std::chrono;
        const auto day = sys_days(std::chrono::year(year) / digits(text, 5, 2) / digits(text, 8, 2));
        return TimePoint(day) + hours(digits(text, 11, 2)) + minutes(digits(text, 14, 2)) + seconds(digits(text, 17, 2))
            + milliseconds(digits(text, 20, 3));
    }
    return fromIso(toText(text)).value_or(TimePoint());
}

// Reads the few values of one alert; keeps the memory for the next.
class Reader
{
public:
    bool readFacts(const RawAlert &raw, AlertFacts &facts)
    {
        if (!readTexts(raw.labels, facts.labels, true))
            return false;
        sortByName(facts.labels);
        readTexts(raw.annotations, facts.annotations, false); // an alert without a readable text is still an alert
        facts.startsAt = timeOf(raw.startsAt);
        facts.generator = m_generators.of(raw.generator, [&] { return readUrl(raw.generator); });
        return true;
    }

    void readStatus(const RawAlert &raw, SeenAlert &alert)
    {
        ondemand::document document;
        ondemand::object members;
        if (raw.status.empty() || !open(raw.status, document) || document.get_object().get(members) != simdjson::SUCCESS)
            return;
        for (auto member : members) {
            std::string_view key;
            ondemand::array list;
            if (member.unescaped_key().get(key) != simdjson::SUCCESS)
                return;
            if ((key != "silencedBy" && key != "inhibitedBy") || member.value().get_array().get(list) != simdjson::SUCCESS)
                continue;
            for (auto item : list) {
                std::string_view id;
                if (item.get_string().get(id) != simdjson::SUCCESS)
                    continue;
                if (key == "silencedBy")
                    alert.silencedBy.append(keptText(id));
                else
                    alert.isInhibited = true;
            }
        }
    }

private:
    bool open(std::string_view raw, ondemand::document &document)
    {
        m_text.assign(raw);
        m_text.reserve(m_text.size() + simdjson::SIMDJSON_PADDING);
        return m_parser.iterate(m_text.data(), m_text.size(), m_text.capacity()).get(document) == simdjson::SUCCESS;
    }

    QString keptText(std::string_view utf8)
    {
        return m_texts.of(utf8, [utf8] { return toText(utf8); });
    }

    QUrl readUrl(std::string_view raw)
    {
        std::string_view url;
        ondemand::document document;
        const bool isText = open(raw, document) && document.get_string().get(url) == simdjson::SUCCESS;
        return isText ? QUrl(toText(url), QUrl::StrictMode) : QUrl();
    }

    // An object of texts.
    bool readTexts(std::string_view raw, QList<Label> &texts, bool areRepeated)
    {
        ondemand::document document;
        ondemand::object members;
        if (!open(raw, document) || document.get_object().get(members) != simdjson::SUCCESS)
            return false;
        texts.reserve(10);
        for (auto member : members) {
            std::string_view name;
            std::string_view value;
            if (member.unescaped_key().get(name) != simdjson::SUCCESS)
                return false;
            const QString known = keptText(name);
            if (member.value().get_string().get(value) != simdjson::SUCCESS)
                return false;
            const QString text = areRepeated ? keptText(value) : toText(value);
            texts.append(Label{known, text});
        }
        texts.squeeze();
        return true;
    }

    Kept<QString> m_texts;
    Kept<QUrl> m_generators; // by their JSON
    std::string m_text;
    ondemand::parser m_parser;
};

// The reader looks behind the end: there has to be something. Answers that came in parts mostly have room already.
QByteArray withRoom(QByteArray body)
{
    if (body.capacity() - body.size() < static_cast<qsizetype>(simdjson::SIMDJSON_PADDING))
        body.reserve(body.size() + static_cast<qsizetype>(simdjson::SIMDJSON_PADDING));
    return body;
}

// Calls `visit` with each alert's raw parts, which refer to the body; returns how many could not be read. `body`: with room.
template<typename Visit>
Expected<int> forEachAlert(const QByteArray &body, Visit visit)
{
    if (body.isEmpty())
        return Error{ErrorKind::BadAnswer, u"an empty answer where alerts were expected"_s};
    const simdjson::padded_string_view padded(body.constData(), static_cast<size_t>(body.size()), static_cast<size_t>(body.capacity()));
    ondemand::parser parser;
    ondemand::document document;
    ondemand::array list;
    if (parser.iterate(padded).get(document) != simdjson::SUCCESS || document.get_array().get(list) != simdjson::SUCCESS)
        return Error{ErrorKind::BadAnswer, u"not a list of alerts in JSON"_s};
    int skipped = 0;
    for (auto item : list) {
        ondemand::value value;
        if (const auto error = item.get(value); error != simdjson::SUCCESS)
            return Error{ErrorKind::BadAnswer, u"the list of alerts is cut off: "_s + QString::fromUtf8(simdjson::error_message(error))};
        ondemand::object members;
        RawAlert raw;
        if (value.get_object().get(members) != simdjson::SUCCESS) {
            ++skipped;
            continue;
        }
        if (const auto error = readRaw(members, raw))
            return Error{ErrorKind::BadAnswer, u"the list of alerts is cut off: "_s + QString::fromUtf8(simdjson::error_message(error))};
        if (raw.labels.empty() || !visit(raw))
            ++skipped;
    }
    return skipped;
}

// An alert that is not as it was, and its place in the list. Refers to the body.
struct NewAlert
{
    RawAlert raw;
    size_t place;
};

// Those that cannot be read are left without a fingerprint.
void readNew(std::span<const NewAlert> fresh, const Mapping &mapping, std::vector<SeenAlert> &alerts)
{
    Reader reader;
    AlertMapper mapper(mapping);
    for (const auto &[raw, place] : fresh) {
        AlertFacts facts;
        if (!reader.readFacts(raw, facts))
            continue;
        SeenAlert &alert = alerts[place];
        alert.fingerprint = raw.fingerprint.empty() ? fingerprint(facts.labels) : toText(raw.fingerprint);
        Incident incident = mapper.incidentOf(facts);
        incident.dedupKey = alert.fingerprint;
        incident.id = incidentIdOf(mapping.source, alert.fingerprint, incident.created);
        alert.incident = std::move(incident);
        alert.isWatchdog = mapping.isWatchdog(facts.labels);
        reader.readStatus(raw, alert);
    }
}

} // namespace

const SeenAlert *AlertList::find(const QString &fingerprint) const
{
    const auto found = std::ranges::lower_bound(alerts, fingerprint, {}, &SeenAlert::fingerprint);
    return found != alerts.end() && found->fingerprint == fingerprint ? &*found : nullptr;
}

Expected<std::shared_ptr<const AlertList>> readAlerts(
    const QByteArray &body, const Mapping &mapping, std::shared_ptr<const AlertList> before)
{
    const auto list = std::make_shared<AlertList>();
    const std::vector<SeenAlert> none;
    const std::vector<SeenAlert> &known = before ? before->alerts : none;
    list->alerts.reserve(known.size() + 16);
    std::vector<NewAlert> fresh;
    size_t place = 0; // in `known`: the answer is sorted as well
    const auto visit = [&](const RawAlert &raw) {
        const QLatin1StringView print(raw.fingerprint.data(), static_cast<qsizetype>(raw.fingerprint.size()));
        while (place < known.size() && known[place].fingerprint < print)
            ++place;
        const quint64 digest = raw.digest();
        if (place < known.size() && known[place].digest == digest && known[place].fingerprint == print) {
            list->alerts.push_back(known[place++]);
            return true;
        }
        fresh.push_back(NewAlert{raw, list->alerts.size()});
        list->alerts.emplace_back().digest = digest;
        return true;
    };
    const QByteArray text = withRoom(body);
    const auto skipped = forEachAlert(text, visit);
    if (!skipped)
        return skipped.error();
    const auto read = [&](std::span<const NewAlert> some) { readNew(some, mapping, list->alerts); };
    // The first answer of a large fleet is all new, and nobody is shown anything before it is read.
    if (fresh.size() < worthAThread)
        read(fresh);
    else
        inHalves(std::span<const NewAlert>(fresh), read);
    const auto unreadable = std::erase_if(list->alerts, [](const SeenAlert &alert) { return alert.fingerprint.isEmpty(); });
    list->skipped = *skipped + static_cast<int>(unreadable);
    if (!std::ranges::is_sorted(list->alerts, {}, &SeenAlert::fingerprint))
        std::ranges::sort(list->alerts, {}, &SeenAlert::fingerprint);
    return std::shared_ptr<const AlertList>(list);
}

std::optional<AlertFacts> readFacts(const QByteArray &body, const QString &fingerprint)
{
    std::optional<AlertFacts> found;
    Reader reader;
    const QByteArray wanted = fingerprint.toUtf8();
    const auto visit = [&](const RawAlert &raw) {
        if (raw.fingerprint != std::string_view(wanted.constData(), static_cast<size_t>(wanted.size())))
            return true;
        AlertFacts facts;
        const bool isReadable = reader.readFacts(raw, facts);
        if (isReadable)
            found = facts;
        return isReadable;
    };
    const auto read = forEachAlert(withRoom(body), visit);
    return read ? found : std::nullopt;
}

} // namespace nightbell::prometheus
