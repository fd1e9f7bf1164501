// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/pagerdutyworld.h"

#include <QByteArray>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace nightbell::pd {

struct Call
{
    QByteArray method;
    QString path; // decoded, without the query
    QList<QPair<QString, QString>> query; // decoded
    QHash<QByteArray, QByteArray> headers; // names in lower case
    QByteArray body;

    static QList<QPair<QString, QString>> queryOf(const QByteArray &query); // as it stands in a URL; + is a blank
    QString value(const QString &name) const; // of the query
    QStringList values(const QString &name) const;
    bool has(const QString &name) const;
    TimePoint time(const QString &name, TimePoint otherwise) const;
    QJsonObject json() const; // of the body; empty when it is none
};

struct Reply
{
    int status = 200;
    QByteArray body; // JSON, or empty
    QList<QPair<QByteArray, QByteArray>> headers;

    static Reply of(const QJsonObject &object, int status = 200);
    static Reply refused(const Refusal &refusal);
};

// What PagerDuty answers to a request: authentication, rate limits, From, paging and routes over a world.
// Every request lets the world settle first.
class Api
{
public:
    explicit Api(World &world) : m_world(world) { }

    int perMinute = 960; // for each key; ratelimit-limit
    int putIncidentsPerMinute = 500; // a limit of its own, not in the headers
    bool needsFrom = true; // where the document says so, whatever the key

    Reply rest(const Call &call);
    Reply events(const Call &call); // /v2/enqueue, /v2/change/enqueue

private:
    struct Window
    {
        TimePoint since;
        int used = 0;
    };
    Reply limited(const QByteArray &whose, const Call &call, const std::function<Reply()> &answer);
    Reply routed(const Call &call, const Key &key);

    World &m_world;
    QHash<QByteArray, Window> m_windows;
};

} // namespace nightbell::pd
