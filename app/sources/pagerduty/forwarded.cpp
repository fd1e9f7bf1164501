// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/pagerduty/forwarded.h"

#include "domain/mark.h"

#include <algorithm>
#include <vector>

namespace nightbell::pagerduty {
namespace {

using namespace Qt::StringLiterals;

void addMark(QStringList &marks, const QString &mark)
{
    if (!mark.isEmpty() && !marks.contains(mark))
        marks.append(mark);
}

// A number may be written as a text.
QString numberIn(const JsonValue &value)
{
    const QString text = textOf(value);
    if (!text.isEmpty())
        return text;
    const auto number = value.toInteger();
    return number ? QString::number(*number) : QString();
}

struct Links
{
    QUrl client; // where the event's sender wants to be found
    QList<QUrl> others;
};

Links linksOf(const JsonValue &body)
{
    Links links;
    links.client = webUrlOf(body["cef_details"]["client_url"]);
    if (links.client.isEmpty())
        links.client = webUrlOf(body["client_url"]);
    const auto add = [&links](const JsonValue &context) {
        if (const QUrl href = webUrlOf(context["href"]); !href.isEmpty())
            links.others.append(href);
    };
    // What is no list has no links.
    static_cast<void>(body["contexts"].forEach(add));
    static_cast<void>(body["cef_details"]["contexts"].forEach(add));
    return links;
}

void addMonitor(QStringList &marks, const Links &links)
{
    if (const QString sender = markOfLink(links.client); !sender.isEmpty()) {
        addMark(marks, sender);
        return;
    }
    QStringList found;
    for (const QUrl &link : links.others)
        addMark(found, markOfLink(link));
    if (found.size() == 1) // another may be a monitor that the text only speaks of
        addMark(marks, found.constFirst());
}

// What the payload says of the monitor holds only together with the site that it is of.
void addPayload(QStringList &marks, const JsonValue &details, const Links &links)
{
    if (!details.isObject())
        return;
    QList<QUrl> sites = links.others;
    if (!links.client.isEmpty())
        sites.prepend(links.client);
    const auto site = std::ranges::find_if(sites, [](const QUrl &link) {
        return !markOfLink(link).isEmpty() || !markOfEventLink(link).isEmpty() || link.path().endsWith("/monitors/triggered"_L1);
    });
    if (site == sites.end())
        return;
    if (const QString event = numberIn(details["event_id"]); !event.isEmpty())
        addMark(marks, eventMark(*site, event));
    const QString monitor = numberIn(details["monitor_id"]);
    const QString group = textOf(details["group"]);
    if (!monitor.isEmpty() && !group.isEmpty())
        addMark(marks, monitorMark(*site, monitor, group));
}

} // namespace

QStringList readForwarded(const JsonValue &root)
{
    QStringList marks;
    static_cast<void>(root["alerts"].forEach([&marks](const JsonValue &alert) {
        addMark(marks, keyMark(textOf(alert["alert_key"])));
        const JsonValue body = alert["body"];
        const Links links = linksOf(body);
        addMonitor(marks, links);
        addMark(marks, markOfEventLink(links.client));
        for (const JsonValue &details : {body["cef_details"]["details"], body["details"]})
            addPayload(marks, details, links);
    }));
    return marks;
}

QStringList ForwardedMemory::wanted(const QList<ReadIncident> &rows, Duration now) const
{
    if (now < m_restUntil)
        return {};
    QList<const ReadIncident *> unknown;
    for (const ReadIncident &row : rows) {
        const auto known = m_known.constFind(row.handle.id);
        if (row.incident.isOpen() && (known == m_known.cend() || known->alerts != row.handle.alerts))
            unknown.append(&row);
    }
    std::ranges::sort(unknown, [](const ReadIncident *one, const ReadIncident *other) {
        if (one->incident.needsPerson() != other->incident.needsPerson())
            return one->incident.needsPerson();
        return one->incident.created > other->incident.created;
    });
    QStringList ids;
    for (const ReadIncident *row : std::as_const(unknown)) {
        if (ids.size() < mostAsked)
            ids.append(row->handle.id);
    }
    return ids;
}

void ForwardedMemory::keep(const QString &incident, int alerts, const QStringList &marks)
{
    m_known.insert(incident, Known{alerts, marks});
}

void ForwardedMemory::dropAllBut(const QList<ReadIncident> &rows)
{
    QHash<QString, Known> kept;
    for (const ReadIncident &row : rows) {
        const auto known = m_known.constFind(row.handle.id);
        if (known != m_known.cend())
            kept.insert(known.key(), *known);
    }
    m_known = kept;
}

QCoro::Task<Done> findForwarded(ClientPtr client, std::shared_ptr<ForwardedMemory> memory, QList<ReadIncident> rows)
{
    memory->dropAllBut(rows);
    QHash<QString, int> alerts;
    for (const ReadIncident &row : rows)
        alerts.insert(row.handle.id, row.handle.alerts);
    const QStringList ids = memory->wanted(rows, client->clock.elapsed());
    // All at once: whoever waits for the list waits for one answer more, not for twenty.
    std::vector<QCoro::Task<Expected<JsonDocument>>> tasks;
    for (const QString &id : ids) {
        QUrlQuery query;
        query.addQueryItem(u"limit"_s, u"100"_s);
        tasks.push_back(get(client, u"/incidents/"_s + id + u"/alerts"_s, query));
    }
    for (size_t i = 0; i < tasks.size(); ++i) {
        const auto answer = co_await std::move(tasks[i]);
        const QString id = ids.at(static_cast<qsizetype>(i));
        if (answer)
            memory->keep(id, alerts.value(id), readForwarded(answer->root()));
        else if (answer.error().kind == ErrorKind::NotFound || answer.error().kind == ErrorKind::Forbidden)
            memory->keep(id, alerts.value(id), {});
        else
            memory->fail(client->clock.elapsed());
    }
    co_return Done{};
}

} // namespace nightbell::pagerduty
