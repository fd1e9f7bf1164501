// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/pagerduty/details.h"

#include "domain/wording.h"
#include "sources/pagerduty/logentries.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace nightbell::pagerduty {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PagerDutyDetails)
};

// 3 pages: what a person scrolls through, and not more than a minute's share of the account's limit.
constexpr int logPages = 3;
constexpr int pageSize = 100;

QJsonValue eventDetails(const JsonValue &body)
{
    for (const JsonValue &details : {body["cef_details"]["details"], body["details"]}) {
        const QJsonValue tree = details.toTree();
        if (tree.isUndefined() || tree == QJsonValue(QJsonObject()) || tree == QJsonValue(QString()))
            continue;
        // Integrations that only have text to give put JSON into it.
        if (tree.isString()) {
            const QJsonDocument inner = QJsonDocument::fromJson(tree.toString().toUtf8());
            if (inner.isObject())
                return inner.object();
        }
        return tree;
    }
    return QJsonValue::Undefined;
}

// The event's own fields and, beside them, where it came from.
QJsonValue payloadOf(const JsonValue &body)
{
    const QJsonValue details = eventDetails(body);
    QJsonObject payload = details.toObject();
    if (!details.isUndefined() && !details.isObject())
        payload.insert("details"_L1, details);
    const JsonValue cef = body["cef_details"];
    const std::array<std::pair<const char *, QLatin1StringView>, 5> origins{{
        {"source_origin", "source"_L1},
        {"source_component", "component"_L1},
        {"service_group", "group"_L1},
        {"event_class", "class"_L1},
        {"client", "client"_L1},
    }};
    for (const auto &[key, name] : origins) {
        if (const QString text = textOf(cef[key]); !text.isEmpty() && !payload.contains(name))
            payload.insert(name, text);
    }
    return payload.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(payload);
}

void addLink(QList<WebLink> &links, const WebLink &link)
{
    const bool isKnown = std::ranges::any_of(links, [&](const WebLink &other) { return other.url == link.url; });
    if (!link.url.isEmpty() && !isKnown)
        links.append(link);
}

void addLinks(QList<WebLink> &links, const JsonValue &body)
{
    const auto add = [&links](const JsonValue &context) {
        QString text = textOf(context["text"]);
        if (text.isEmpty())
            text = textOf(context["alt"]);
        const bool isImage = textOf(context["type"]) == "image"_L1;
        if (isImage)
            addLink(links, {webUrlOf(context["src"]), text, true});
        addLink(links, {webUrlOf(context["href"]), text, false});
    };
    // What is no list has no links.
    static_cast<void>(body["contexts"].forEach(add));
    static_cast<void>(body["cef_details"]["contexts"].forEach(add));
    const JsonValue cef = body["cef_details"];
    addLink(links, {webUrlOf(cef["client_url"]), textOf(cef["client"]), false});
}

std::optional<Alert> alertOf(const JsonValue &value)
{
    Alert alert;
    alert.id = textOf(value["id"]);
    if (alert.id.isEmpty())
        return std::nullopt;
    alert.title = textOf(value["summary"]);
    alert.key = textOf(value["alert_key"]);
    alert.state = textOf(value["status"]) == "resolved"_L1 ? IncidentState::Resolved : IncidentState::Triggered;
    QString severity = textOf(value["severity"]);
    if (severity.isEmpty())
        severity = textOf(value["body"]["cef_details"]["severity"]);
    alert.severity = severityFromWord(severity).value_or(Severity::Unknown);
    alert.created = timeOf(value["created_at"]).value_or(TimePoint());
    alert.url = webUrlOf(value["html_url"]);
    alert.payload = payloadOf(value["body"]);
    return alert;
}

std::optional<IncidentNote> noteOf(const JsonValue &value)
{
    const std::optional<TimePoint> at = timeOf(value["created_at"]);
    const QString text = textOf(value["content"]);
    if (!at || text.isEmpty())
        return std::nullopt;
    return IncidentNote{*at, personOf(value["user"]).name, text};
}

std::optional<Relative> incidentOf(const JsonValue &value)
{
    Relative relative;
    relative.id = textOf(value["id"]);
    relative.title = textOf(value["title"]);
    if (relative.title.isEmpty())
        relative.title = textOf(value["summary"]);
    if (relative.id.isEmpty())
        return std::nullopt;
    relative.at = timeOf(value["created_at"]);
    relative.url = webUrlOf(value["html_url"]); // `self` is for programs, not for browsers
    return relative;
}

std::optional<Relative> pastOf(const JsonValue &value)
{
    return incidentOf(value["incident"]);
}

QString relationText(const JsonValue &relationship)
{
    const QString type = textOf(relationship["type"]);
    if (type == "service_dependency"_L1)
        return Words::tr("their services depend on each other");
    const QString grouping = textOf(relationship["metadata"]["grouping_classification"]);
    if (grouping == "similar_contents"_L1)
        return Words::tr("similar contents");
    if (grouping == "prior_feedback"_L1)
        return Words::tr("people said so before");
    return plainWord(grouping.isEmpty() ? type : grouping);
}

std::optional<Relative> relatedOf(const JsonValue &value)
{
    std::optional<Relative> relative = incidentOf(value["incident"]);
    if (!relative)
        return std::nullopt;
    QStringList reasons;
    static_cast<void>(value["relationships"].forEach([&](const JsonValue &relationship) { reasons.append(relationText(relationship)); }));
    reasons.removeAll(QString());
    reasons.removeDuplicates();
    relative->why = reasons.join(", "_L1);
    return relative;
}

QString correlationText(const QString &reason)
{
    if (reason == "most_recent"_L1)
        return Words::tr("the latest change");
    if (reason == "related_service"_L1)
        return Words::tr("of a related service");
    if (reason == "intelligent"_L1)
        return Words::tr("seems to belong to it");
    return plainWord(reason);
}

std::optional<Relative> changeOf(const JsonValue &value)
{
    Relative change;
    change.id = textOf(value["id"]);
    change.title = textOf(value["summary"]);
    if (change.title.isEmpty())
        return std::nullopt;
    change.at = timeOf(value["timestamp"]);
    change.why = correlationText(textOf(value["correlation_reason"]["reason"]));
    static_cast<void>(value["links"].forEach([&change](const JsonValue &link) {
        if (change.url.isEmpty())
            change.url = webUrlOf(link["href"]);
    }));
    return change;
}

void addResponder(QList<Responder> &responders, const JsonValue &value)
{
    const Responder responder{personOf(value["user"]), textOf(value["state"])};
    if (responder.person.id.isEmpty())
        return;
    const auto known = std::ranges::find(responders, responder.person.id, [](const Responder &other) { return other.person.id; });
    if (known == responders.end())
        responders.append(responder);
    else
        *known = responder; // asked again: the later answer counts
}

// The others would fail in the same way; asking would only make it worse.
bool endsTheLook(ErrorKind kind)
{
    return kind == ErrorKind::Unauthorized || kind == ErrorKind::TooManyRequests || kind == ErrorKind::Unreachable
        || kind == ErrorKind::Timeout || kind == ErrorKind::Tls || kind == ErrorKind::Cancelled;
}

// One look at one incident: what the parts are read with.
struct Look
{
    Get get;
    QString path; // "incidents/PT4KHLK"
    TimePoint now;
    std::shared_ptr<DetailsMemory> memory;
    IncidentDetails details;
    bool isOver = false; // nothing more is asked
};

void fail(Look &look, const QString &part, const Error &error)
{
    look.details.problems.append(Words::tr("%1 could not be read: %2.").arg(part, errorText(error)));
    look.isOver = look.isOver || endsTheLook(error.kind);
}

void countSkipped(Look &look, const QString &part, int skipped)
{
    if (skipped > 0)
        look.details.problems.append(Words::tr("%1: %n could not be read.", nullptr, skipped).arg(part));
}

QUrlQuery paged(int offset = 0)
{
    QUrlQuery query;
    query.addQueryItem(u"limit"_s, QString::number(pageSize));
    if (offset > 0)
        query.addQueryItem(u"offset"_s, QString::number(offset));
    return query;
}

QCoro::Task<void> readAlertsOf(std::shared_ptr<Look> look)
{
    if (look->isOver)
        co_return;
    const QString path = look->path + u"/alerts"_s;
    const QUrlQuery query = paged();
    const Expected<JsonDocument> answer = co_await look->get(path, query);
    const Expected<AlertParts> parts = answer ? readAlerts(answer->root()) : Expected<AlertParts>(answer.error());
    if (!parts) {
        fail(*look, Words::tr("Alerts"), parts.error());
        co_return;
    }
    look->details.alerts = parts->alerts.rows;
    look->details.hasMoreAlerts = parts->alerts.hasMore;
    look->details.links = parts->links;
    countSkipped(*look, Words::tr("Alerts"), parts->alerts.skipped);
}

QCoro::Task<void> readLogOf(std::shared_ptr<Look> look)
{
    const QString path = look->path + u"/log_entries"_s;
    QList<SourceEvent> events;
    bool hasMore = true;
    for (int page = 0; page < logPages && hasMore && !look->isOver; ++page) {
        QUrlQuery query = paged(page * pageSize);
        query.addQueryItem(u"include[]"_s, u"channels"_s);
        const Expected<JsonDocument> answer = co_await look->get(path, query);
        const Expected<Listed<SourceEvent>> log = answer ? readLog(answer->root()) : Expected<Listed<SourceEvent>>(answer.error());
        if (!log) {
            fail(*look, Words::tr("The timeline"), log.error());
            break;
        }
        events += log->rows;
        hasMore = log->hasMore;
        countSkipped(*look, Words::tr("The timeline"), log->skipped);
        if (hasMore && page + 1 == logPages)
            look->details.problems.append(
                Words::tr("The timeline has more than %1 entries; the others are in PagerDuty.").arg(events.size()));
    }
    // They come latest first, though no document says so.
    std::ranges::reverse(events);
    std::ranges::stable_sort(events, {}, &SourceEvent::at);
    look->details.events = events;
}

QCoro::Task<void> readNotesOf(std::shared_ptr<Look> look)
{
    if (look->isOver)
        co_return;
    const QString path = look->path + u"/notes"_s;
    const QUrlQuery query;
    const Expected<JsonDocument> answer = co_await look->get(path, query);
    const Expected<Listed<IncidentNote>> notes = answer ? readNotes(answer->root()) : Expected<Listed<IncidentNote>>(answer.error());
    if (!notes) {
        fail(*look, Words::tr("Notes"), notes.error());
        co_return;
    }
    look->details.notes = notes->rows;
    countSkipped(*look, Words::tr("Notes"), notes->skipped);
}

// A part that not every plan has.
struct PlanPart
{
    QString path;
    QString name;
    QUrlQuery query;
    Expected<Listed<Relative>> (*read)(const JsonValue &root);
    QList<Relative> IncidentDetails::*into;
};

QCoro::Task<void> readPlanPart(std::shared_ptr<Look> look, std::shared_ptr<PlanPart> part)
{
    const auto refused = look->memory->refused.constFind(part->path);
    const bool isRefused = refused != look->memory->refused.constEnd() && look->now - *refused < DetailsMemory::planAskedEvery;
    if (look->isOver || isRefused)
        co_return;
    const QString path = look->path + u'/' + part->path;
    const Expected<JsonDocument> answer = co_await look->get(path, part->query);
    if (!answer && answer.error().kind == ErrorKind::Forbidden)
        look->memory->refused.insert(part->path, look->now);
    if (!answer && (answer.error().kind == ErrorKind::Forbidden || answer.error().kind == ErrorKind::NotFound))
        co_return;
    const Expected<Listed<Relative>> rows = answer ? part->read(answer->root()) : Expected<Listed<Relative>>(answer.error());
    if (!rows) {
        fail(*look, part->name, rows.error());
        co_return;
    }
    look->details.*part->into = rows->rows;
    countSkipped(*look, part->name, rows->skipped);
}

QList<std::shared_ptr<PlanPart>> planParts()
{
    QUrlQuery five;
    five.addQueryItem(u"limit"_s, u"5"_s);
    QUrlQuery ten;
    ten.addQueryItem(u"limit"_s, u"10"_s);
    return {
        std::make_shared<PlanPart>(PlanPart{u"past_incidents"_s, Words::tr("Past incidents"), five, readPast, &IncidentDetails::past}),
        std::make_shared<PlanPart>(
            PlanPart{u"related_incidents"_s, Words::tr("Related incidents"), {}, readRelated, &IncidentDetails::related}),
        std::make_shared<PlanPart>(PlanPart{u"related_change_events"_s, Words::tr("Changes"), ten, readChanges, &IncidentDetails::changes}),
    };
}

// Oldest looks go first.
void remember(DetailsMemory &memory, const QString &incident, const DetailsMemory::Look &look)
{
    memory.looks.insert(incident, look);
    while (memory.looks.size() > DetailsMemory::looksKept) {
        auto oldest = memory.looks.begin();
        for (auto at = memory.looks.begin(); at != memory.looks.end(); ++at) {
            if (at->at < oldest->at)
                oldest = at;
        }
        memory.looks.erase(oldest);
    }
}

// Whether an earlier look still holds, given what the incident and its log say now.
const DetailsMemory::Look *stillGood(const Look &look, const QString &incident, const QString &version)
{
    const auto before = look.memory->looks.constFind(incident);
    if (before == look.memory->looks.constEnd() || before->version != version || !before->details.problems.isEmpty())
        return nullptr;
    const bool isYoung = look.now - before->at < DetailsMemory::partsGoodFor;
    return isYoung && before->details.events == look.details.events ? &*before : nullptr;
}

} // namespace

Expected<AlertParts> readAlerts(const JsonValue &root)
{
    Expected<Listed<Alert>> alerts = readList<Alert>(root, "alerts", alertOf);
    if (!alerts)
        return alerts.error();
    AlertParts parts;
    parts.alerts = std::move(*alerts);
    static_cast<void>(root["alerts"].forEach([&parts](const JsonValue &alert) { addLinks(parts.links, alert["body"]); }));
    return parts;
}

Expected<Listed<IncidentNote>> readNotes(const JsonValue &root)
{
    Expected<Listed<IncidentNote>> notes = readList<IncidentNote>(root, "notes", noteOf);
    if (notes)
        std::ranges::stable_sort(notes->rows, {}, &IncidentNote::at);
    return notes;
}

Expected<Listed<Relative>> readPast(const JsonValue &root)
{
    return readList<Relative>(root, "past_incidents", pastOf);
}

Expected<Listed<Relative>> readRelated(const JsonValue &root)
{
    return readList<Relative>(root, "related_incidents", relatedOf);
}

Expected<Listed<Relative>> readChanges(const JsonValue &root)
{
    Expected<Listed<Relative>> changes = readList<Relative>(root, "change_events", changeOf);
    if (changes)
        std::ranges::stable_sort(changes->rows, std::ranges::greater(), &Relative::at);
    return changes;
}

Expected<IncidentParts> readIncident(const JsonValue &root)
{
    const JsonValue incident = root["incident"];
    if (!incident.isObject())
        return Error{ErrorKind::BadAnswer, u"incident: expected an object"_s};
    IncidentParts parts;
    const JsonValue bridge = incident["conference_bridge"];
    parts.conferenceNumber = textOf(bridge["conference_number"]);
    parts.conferenceUrl = webUrlOf(bridge["conference_url"]);
    static_cast<void>(incident["incidents_responders"].forEach([&](const JsonValue &value) { addResponder(parts.responders, value); }));
    for (const char *key : {"updated_at", "last_status_change_at", "status"})
        parts.version += textOf(incident[key]) + u' ';
    parts.version += QString::number(incident["alert_counts"]["all"].integerOr(0)) + u' '
        + QString::number(incident["alert_counts"]["triggered"].integerOr(0));
    return parts;
}

QCoro::Task<Expected<IncidentDetails>> fetchDetails(Get get, QString incident, TimePoint now, std::shared_ptr<DetailsMemory> memory)
{
    const auto look = std::make_shared<Look>();
    look->get = std::move(get);
    look->path = u"incidents/"_s + incident;
    look->now = now;
    look->memory = std::move(memory);

    QUrlQuery query;
    query.addQueryItem(u"include[]"_s, u"conference_bridge"_s);
    const Expected<JsonDocument> answer = co_await look->get(look->path, query);
    const Expected<IncidentParts> parts = answer ? readIncident(answer->root()) : Expected<IncidentParts>(answer.error());
    if (!answer && (endsTheLook(answer.error().kind) || answer.error().kind == ErrorKind::NotFound))
        co_return answer.error();
    QString version;
    if (parts) {
        look->details.responders = parts->responders;
        look->details.conferenceNumber = parts->conferenceNumber;
        look->details.conferenceUrl = parts->conferenceUrl;
        version = parts->version;
    } else {
        fail(*look, Words::tr("Responders and conference"), parts.error());
    }
    co_await readLogOf(look);
    if (const DetailsMemory::Look *before = stillGood(*look, incident, version)) {
        IncidentDetails known = before->details;
        known.responders = look->details.responders;
        co_return known;
    }
    co_await readAlertsOf(look);
    co_await readNotesOf(look);
    const QList<std::shared_ptr<PlanPart>> others = planParts();
    for (const std::shared_ptr<PlanPart> &part : others)
        co_await readPlanPart(look, part);
    remember(*look->memory, incident, {look->now, version, look->details});
    IncidentDetails details = look->details;
    co_return details;
}

} // namespace nightbell::pagerduty
