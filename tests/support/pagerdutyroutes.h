// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/pagerdutyapi.h"
#include "support/pagerdutyworld.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

// The routes of pd::Api. Internal to it.
namespace nightbell::pd {

struct Asked
{
    World &world;
    const Call &call;
    const Key &key;
    QString by; // user: of From, otherwise of the key
    QStringList ids; // what stands for the {…} of the path
    const Incident *incident = nullptr; // as it is; of /incidents/{id}/…
};

struct Route
{
    QByteArray method;
    QString path; // "/incidents/{id}"
    std::function<Reply(const Asked &)> answer;
    bool needsFrom = false;
    QString ability = {}; // 402 without it
};

QList<Route> incidentRoutes();
QList<Route> incidentDetailRoutes();
QList<Route> dutyRoutes();
QList<Route> accountRoutes();

// A page of `count` rows as limit and offset of the call say; only those of the page are written.
Reply page(const Asked &asked, const QString &name, qsizetype count, const std::function<QJsonObject(qsizetype)> &row);

template<typename T, typename Write>
Reply page(const Asked &asked, const QString &name, const QList<T> &rows, const Write &write)
{
    return page(asked, name, rows.size(), [&](qsizetype at) { return write(rows.at(at)); });
}

} // namespace nightbell::pd
