// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source.h"
#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "support/waited.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <memory>

namespace nightbell::prometheusbench {

inline const QString am = QStringLiteral("/am/api/v2");
inline const QString prom = QStringLiteral("/prom/api/v1");

inline QByteArray alertJson(const QByteArray &print, const QByteArray &name, const QByteArray &instance, const QByteArray &silence = {})
{
    const QByteArray silenced = silence.isEmpty() ? QByteArray() : '"' + silence + '"';
    return R"({"annotations":{"summary":")" + name + " on " + instance + R"("},"fingerprint":")" + print
        + R"(","startsAt":"2026-01-05T02:50:00.000Z","status":{"inhibitedBy":[],"silencedBy":[)" + silenced
        + R"(]},"labels":{"alertname":")" + name + R"(","instance":")" + instance + R"(","severity":"critical"}})";
}

inline const QByteArray first = alertJson("0000000000000001", "Slow", "h1");
inline const QByteArray second = alertJson("0000000000000002", "Slow", "h2");

// The source as the engine uses it, over a transport whose answers the test writes.
struct PrometheusBench
{
    FakeClock clock;
    std::shared_ptr<FakeTransport> transport = std::make_shared<FakeTransport>();
    FieldValues values{{QStringLiteral("alertmanager"), QStringList{QStringLiteral("http://127.0.0.1:1/am")}},
        {QStringLiteral("created-by"), QStringLiteral("ann")}};
    std::unique_ptr<Source> source;

    void start()
    {
        source = sourceKind(u"prometheus")
                     ->create(SourceContext{SourceId(QStringLiteral("prod")), values, clock, transport, std::chrono::seconds(15)});
    }
    void alertmanager(const QByteArray &alerts, const QByteArray &silences = "[]", const QByteArray &uptime = "2026-01-01T00:00:00Z")
    {
        transport->forget();
        const QString now = QLocale::c().toString(toDateTime(clock.now()), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
        const QList<HttpHeader> date{{"Date", now.toLatin1()}};
        transport->answer("GET", am + QStringLiteral("/alerts"), 200, alerts, date);
        transport->answer("GET", am + QStringLiteral("/silences"), 200, silences);
        transport->answer("GET", am + QStringLiteral("/status"), 200,
            R"({"cluster":{"status":"disabled"},"uptime":")" + uptime + R"(","versionInfo":{"version":"0.25.0"}})");
        transport->answer("POST", am + QStringLiteral("/silences"), 200, R"({"silenceID":"made"})");
    }
    void prometheus(const QByteArray &rules = R"({"data":{"groups":[]}})")
    {
        transport->answer(
            "POST", prom + QStringLiteral("/query#query=time"), 200, R"({"data":{"resultType":"scalar","result":[1767582000,"1"]}})");
        transport->answer("POST", prom + QStringLiteral("/query"), 200, R"({"data":{"resultType":"vector","result":[]}})");
        transport->answer("POST", prom + QStringLiteral("/query_range"), 200, R"({"data":{"resultType":"matrix","result":[]}})");
        transport->answer("GET", prom + QStringLiteral("/rules"), 200, rules);
    }
    Snapshot poll()
    {
        const auto snapshot = waited(source->poll());
        if (!snapshot)
            qWarning() << snapshot.error().detail;
        clock.advance(std::chrono::seconds(15));
        return snapshot.valueOr({});
    }
    Error pollError()
    {
        const auto snapshot = waited(source->poll());
        clock.advance(std::chrono::seconds(15));
        return snapshot ? Error{} : snapshot.error();
    }
    QList<Expected<Done>> act(const QString &action, const SharedIncidents &incidents, const FieldValues &inputs = {})
    {
        QList<ActionRequest> requests;
        for (const Incident &incident : incidents) {
            ActionRequest request{
                action, incident.id, SourceId(QStringLiteral("prod")), QStringLiteral("ann"), QStringLiteral("window"), clock.now()};
            request.inputs = inputs;
            requests.append(request);
        }
        return waited(source->performAll(requests));
    }
    QList<QJsonObject> posted() const
    {
        QList<QJsonObject> bodies;
        for (const HttpRequest &request : transport->requests) {
            if (request.method == "POST" && request.url.path() == am + QStringLiteral("/silences"))
                bodies.append(QJsonDocument::fromJson(request.body).object());
        }
        return bodies;
    }
};

inline QStringList titles(const Snapshot &snapshot)
{
    QStringList titles;
    for (const Incident &incident : snapshot.incidents.value_or(SharedIncidents()))
        titles.append(incident.title);
    titles.sort();
    return titles;
}

inline Incident titled(const Snapshot &snapshot, const QString &title)
{
    for (const Incident &incident : snapshot.incidents.value_or(SharedIncidents())) {
        if (incident.title == title)
            return incident;
    }
    return {};
}

} // namespace nightbell::prometheusbench
