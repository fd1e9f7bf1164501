// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/eventrequest.h"

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

// Even with every character escaped, a request of these fits into ControlServer::longestRequest.
constexpr qsizetype longestDetails = 6'000;
constexpr qsizetype longestName = 255;
constexpr qsizetype longestUrl = 2'000;

Urgency urgencyOf(const Event &event, const Configuration &configuration)
{
    const ServiceEntry *entry = configuration.service(event.service);
    if (entry && entry->service.urgency)
        return *entry->service.urgency;
    switch (event.severity) {
    case Severity::Critical:
    case Severity::Error:
    case Severity::Unknown:
        return Urgency::High;
    case Severity::Warning:
    case Severity::Info:
        return Urgency::Low;
    }
    return Urgency::High;
}

HostId hostOf(const QString &name, const QList<Host> &hosts)
{
    const auto same = std::ranges::find_if(hosts, [&name](const Host &host) { return host.id.text() == name || host.name == name; });
    return same == hosts.end() ? HostId(name) : same->id;
}

} // namespace

QJsonObject eventRequest(const Event &event)
{
    QJsonObject request{{u"command"_s, u"event"_s}, {u"action"_s, toWord(event.action)}, {u"dedupKey"_s, event.dedupKey}};
    if (event.action != EventAction::Trigger)
        return request;
    request.insert(u"summary"_s, shortened(event.summary, longestSummary));
    request.insert(u"severity"_s, toWord(event.severity));
    request.insert(u"host"_s, shortened(event.host, longestName));
    request.insert(u"service"_s, shortened(event.service.text(), longestName));
    request.insert(u"details"_s, shortened(event.details, longestDetails));
    const QString url = event.url.toString(QUrl::FullyEncoded);
    if (url.size() <= longestUrl) // half of an address leads nowhere
        request.insert(u"url"_s, url);
    return request;
}

Expected<Event> decodeEventRequest(const QJsonObject &request)
{
    const auto text = [&request](QLatin1StringView key) { return request.value(key).toString(); };
    const auto action = eventActionFromWord(text("action"_L1));
    const auto severity = severityFromWord(request.value("severity"_L1).toString(u"critical"_s));
    Event event;
    event.dedupKey = text("dedupKey"_L1);
    event.summary = text("summary"_L1);
    if (!action)
        return Error{ErrorKind::BadInput, u"there is no event “%1”"_s.arg(text("action"_L1))};
    if (event.dedupKey.isEmpty())
        return Error{ErrorKind::BadInput, u"dedupKey: expected a text"_s};
    if (*action == EventAction::Trigger && event.summary.trimmed().isEmpty())
        return Error{ErrorKind::BadInput, u"summary: expected a text"_s};
    if (!severity)
        return Error{ErrorKind::BadInput, u"severity: expected critical, error, warning or info"_s};
    event.action = *action;
    event.severity = *severity;
    event.host = text("host"_L1);
    event.service = ServiceId(text("service"_L1));
    event.details = text("details"_L1);
    event.url = QUrl(text("url"_L1));
    return event;
}

QString eventCauseKey(const QString &dedupKey)
{
    return u"event/"_s + dedupKey;
}

Condition eventCondition(const Event &event, const Configuration &configuration, const QList<Host> &hosts)
{
    Condition condition;
    condition.dedupKey = eventCauseKey(event.dedupKey);
    condition.verdict = Verdict::Firing;
    condition.title = event.summary;
    condition.text = event.details;
    condition.service = event.service;
    condition.host = hostOf(event.host, hosts);
    condition.urgency = urgencyOf(event, configuration);
    condition.severity = event.severity;
    condition.url = event.url;
    return condition;
}

} // namespace nightbell
